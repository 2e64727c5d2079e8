"""Undo and redo of the record in the window: what was undone is said, with its opposite beside it; the words of an
undone save lie in its form again as a draft, and redo takes that draft away (contracts, 3)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from aboveboard.errors import NothingToUndo, Trouble
from aboveboard.ui.desk import Desk

Rows = list[tuple[str, int, dict[str, Any]]]


@dataclass(frozen=True)
class BackDraft:
    """A draft that an undone save left; key, kind and content are those of the form it belongs to."""

    key: str
    kind: str
    content: dict[str, Any]


@dataclass(frozen=True)
class _Done:
    sentence: str
    drafts: list[BackDraft]


def undo(desk: Desk, back: bool) -> None:
    """Undo (or redo) the newest act on the writer thread and say which one it was."""
    done: list[_Done] = []

    def work(journal: Any) -> Any:
        changes = journal.undo() if back else journal.redo()
        done.append(journal.read(lambda s: _done(s, changes)))
        return changes

    def then(_changes: Any) -> None:
        for draft in done[0].drafts:
            if desk.drafts is not None and back:
                desk.drafts.keep(draft.key, draft.kind, draft.content)
            elif desk.drafts is not None:
                desk.drafts.discard(draft.key)
        tr = desk.shell.tr
        said = done[0].sentence
        if back and done[0].drafts:
            said = f"{said.rstrip('.')}. {tr('Its words are kept as a draft.')}"
        desk.notice(said, tr("Redo") if back else tr("Undo"), lambda: undo(desk, not back))

    def failed(error: Trouble) -> None:
        if isinstance(error, NothingToUndo):
            desk.notice(error.sentence)
        else:
            desk.trouble(error)

    desk.jobs.act(work, then, failed)


def _done(s: Any, changes: Any) -> _Done:
    """The sentence of an undo or redo, and the drafts of the act that it took back or brought again."""
    from sqlalchemy import text

    from aboveboard.journal import history

    name = s.execute(text("SELECT name FROM act WHERE id = :id"), {"id": changes.of}).scalar_one_or_none()
    found = s.execute(
        text("SELECT noun, noun_id, after FROM change WHERE act_id = :id ORDER BY position"), {"id": changes.of}
    )
    rows = [(noun, noun_id, json.loads(after)) for noun, noun_id, after in found if after]
    return _Done(str(history.sentence(s, changes.act)), drafts_of(str(name), rows))


def drafts_of(act: str, rows: Rows) -> list[BackDraft]:
    """The words of a save as the drafts of their forms; none for an act that saved no words."""
    by_noun: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for noun, noun_id, fields in rows:
        by_noun.setdefault(noun, []).append((noun_id, fields))
    makers = {
        "interaction.log": ("interaction", _talk), "letter.send": ("letter", _letter),
        "client.add": ("client", _client), "incident.open": ("incident", _incident),
    }  # fmt: skip
    if act not in makers:
        return []
    noun, make = makers[act]
    made = (make(fields, by_noun) for _, fields in by_noun.get(noun, []))
    return [draft for draft in made if draft is not None]


ByNoun = Mapping[str, list[tuple[int, dict[str, Any]]]]


def _talk(row: dict[str, Any], _: ByNoun) -> BackDraft:
    content = {name: row.get(name) for name in ("note", "kind", "direction", "outcome", "temper")}
    content |= {
        "client_id": row["client_id"],
        "contact_id": row.get("contact_id"),
        "incident_id": row.get("incident_id"),
    }
    content |= {"when": "began", "began": row.get("at"), "at": "", "unticked": []}
    return BackDraft(f"interaction-new-{row['client_id']}", "interaction", content)


def _letter(row: dict[str, Any], _: ByNoun) -> BackDraft | None:
    answers = row.get("answers")
    kept = json.loads(answers) if isinstance(answers, str) else dict(answers or {})
    draft = kept.pop("draft", None)
    if not isinstance(draft, dict) or not row.get("incident_id"):
        return None  # it was sent without the window: there was no form
    from aboveboard.ui.conversation.draft import KIND, key_of

    return BackDraft(
        key_of(int(row["incident_id"]), str(row.get("guide") or "data-loss")), KIND, {**draft, "answers": kept}
    )


def _client(row: dict[str, Any], rows: ByNoun) -> BackDraft:
    content: dict[str, Any] = {name: row.get(name) for name in ("name", "zone", "technical", "prefers")}
    content |= _under("contact", rows.get("contact", []), ("name", "role", "email", "phone"))
    content |= _under("project", rows.get("project", []), ("name",))
    for _, guard in rows.get("safeguard", []):
        content[f"guard.{guard.get('kind')}"] = guard.get("state")
    return BackDraft("client-new", "client", content)


def _under(name: str, rows: Iterable[tuple[int, dict[str, Any]]], columns: tuple[str, ...]) -> dict[str, Any]:
    first = next(iter(rows), None)
    return {f"{name}.{column}": first[1].get(column) or "" for column in columns} if first else {}


def _incident(row: dict[str, Any], _: ByNoun) -> BackDraft:
    content: dict[str, Any] = {name: row.get(name) for name in ("title", "hit", "kind", "severity", "personal_data")}
    content |= {"client_id": row["client_id"], "project_id": row.get("project_id")}
    for name in ("noticed_at", "occurred_from", "occurred_to"):
        content[name] = str(row.get(name) or "").replace("T", " ").replace("Z", " UTC")
    return BackDraft(f"incident-new-{row['client_id']}", "incident", content)
