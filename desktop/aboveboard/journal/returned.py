"""Words of an undone save, laid before the person again as a draft; redo takes that draft away (contracts, 3).

A draft's key and content are those of the form that would write the same, so that the form offers it where it
belongs. A draft that is being written under that key is never overwritten: then the words stay in the history alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aboveboard.clock import Clock, from_text
from aboveboard.errors import JournalError
from aboveboard.journal.drafts import Drafts
from aboveboard.journal.history import Changes, Fields, Returned

_MARK = "undone"
"""In the content of such a draft: the act that was undone. It goes as soon as the form is written in."""

Rows = dict[str, list[tuple[int, Fields]]]
Made = tuple[str, str, dict[str, Any]]


def settle(path: Path, clock: Clock, changes: Changes) -> Changes:
    """After an undo put its words into drafts; after a redo take them away again. The changes, with `drafted` filled.

    The act itself is done by then: where a file resists, that is said in `warning` and never raised.
    """
    drafts = Drafts(path, clock)
    try:
        keys = _taken_away(drafts, changes) if changes.name == "redo" else _laid_back(drafts, changes)
    except JournalError:
        return replace(changes, warning=_RESISTED if changes.name == "redo" else _NOT_LAID)
    return replace(changes, drafted=tuple(keys))


_NOT_LAID = (
    "Its words could not be put back as a draft: the disk may be full or read-only. They are safe in the history; "
    "redo brings them back."
)
_RESISTED = "The draft that undo had left could not be taken away; throw it away by hand."


def _taken_away(drafts: Drafts, changes: Changes) -> list[str]:
    keys = [draft.key for draft in drafts.all() if draft.content.get(_MARK) == changes.of]
    for key in keys:
        drafts.discard(key)
    return keys


def _laid_back(drafts: Drafts, changes: Changes) -> list[str]:
    keys = []
    for returned in changes.returned:
        for key, kind, content in _drafts(returned):
            if drafts.load(key) is None:
                drafts.save(key, kind, {**content, _MARK: returned.act})
                keys.append(key)
    return keys


def _drafts(returned: Returned) -> Iterator[Made]:
    rows: Rows = {}
    for noun, noun_id, fields in returned.rows:
        rows.setdefault(noun, []).append((noun_id, fields))
    form = _FORMS.get(returned.name)
    if form is not None and rows.get(returned.name.split(".")[0]):
        yield form(rows)


_MONTHS = (
    "January February March April May June July August September October November December".split()  # not the locale's
)


def _typed(moment: str | None, zone: str) -> str:
    """A time of the record as a person types it in that zone: "24 November 2026, 10:20"."""
    if moment is None:
        return ""
    there = from_text(moment).astimezone(ZoneInfo(zone))
    return f"{there.day} {_MONTHS[there.month - 1]} {there.year}, {there:%H:%M}"


def _call(rows: Rows) -> Made:
    _, row = rows["interaction"][0]
    names = ("kind", "direction", "outcome", "temper", "note", "client_id", "contact_id", "incident_id")
    content = {name: row[name] for name in names}
    content |= {"when": "other", "at": _typed(row["at"], row["zone"]), "unticked": []}
    return f"interaction-new-{row['client_id']}", "interaction", content


def _correction(rows: Rows) -> Made:
    number, fields = rows["interaction"][0]
    return f"interaction-{number}", "interaction", dict(fields)


def _client(rows: Rows) -> Made:
    _, row = rows["client"][0]
    content = {name: row[name] for name in ("name", "zone", "technical", "prefers", "notes")}
    for noun, names in (("contact", ("name", "role", "email", "phone")), ("project", ("name",))):
        for _, part in rows.get(noun, [])[:1]:
            content |= {f"{noun}.{name}": part[name] for name in names}
    content |= {f"guard.{part['kind']}": part["state"] for _, part in rows.get("safeguard", [])}
    return "client-new", "client", content


def _incident(rows: Rows) -> Made:
    _, row = rows["incident"][0]
    content = {
        name: row[name] for name in ("title", "hit", "kind", "severity", "personal_data", "client_id", "project_id")
    }
    content |= {name: _typed(row[name], row["zone"]) for name in ("noticed_at", "occurred_from", "occurred_to")}
    return f"incident-new-{row['client_id']}", "incident", content


def _finding(rows: Rows) -> Made:
    _, row = rows["finding"][0]
    content = {name: row[name] for name in ("words", "source", "standing")}
    return f"finding-new-{row['incident_id']}", "finding", content


def _letter(rows: Rows) -> Made:
    """The window keeps what it needs to go on writing under "draft" in the answers of the letter."""
    _, row = rows["letter"][0]
    answers = json.loads(row["answers"])
    kept = answers.pop("draft", None) if isinstance(answers, dict) else None
    content = {
        "version": 1, "incident": row["incident_id"], "client": row["client_id"], "guide": row["guide"],
        "title": row["subject"], "subject": row["subject"], "text": row["text"],
        "dismissed": json.loads(row["dismissed"]), **(kept if isinstance(kept, dict) else {}), "answers": answers,
    }  # fmt: skip
    place = f"incident-{row['incident_id']}" if row["incident_id"] is not None else f"client-{row['client_id']}"
    guide = "" if row["guide"] in ("", "data-loss") else f"-{row['guide']}"
    return f"letter-{place}{guide}", "letter", content


_FORMS: dict[str, Callable[[Rows], Made]] = {
    "interaction.log": _call, "interaction.edit": _correction, "client.add": _client, "incident.open": _incident,
    "finding.add": _finding, "letter.send": _letter,
}  # fmt: skip

SAVES = frozenset(_FORMS)
"""Acts by which words that were being written were saved."""
