"""What find offers for the typed words: names, acts and pages, then every row of the record that holds them, newest
first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from aboveboard.ui import moments

LIMIT = 50  # rows of the record shown at once; their number is said in full
COUNTED = 5000  # beyond this many, the number is said as "more than"
Marks = tuple[tuple[int, int], ...]


def tr(words: str, /, **values: object) -> str:
    """`words` in the window's language, with `{name}` places filled."""
    text = QCoreApplication.translate("Find", words)
    return text.format(**values) if values else text


@dataclass(frozen=True)
class Find:
    """One line. `words` in the book face with their `marks` (or, for an act, in the program's), `more` small after
    them; `target`: ("go" | "start", name, parameters)."""

    kind: str
    words: str
    marks: Marks = ()
    more: str = ""
    key: str = ""
    target: tuple[str, str, tuple[tuple[str, Any], ...]] = ("", "", ())
    act: bool = False

    def said(self) -> str:
        """The line as one hears it."""
        return ". ".join(part for part in (self.kind, self.words, self.more, self.key) if part)


@dataclass(frozen=True)
class Found:
    """`total`: how many there are in all; `more`: at least so many."""

    finds: tuple[Find, ...]
    total: int
    more: bool = False


def acts() -> list[Find]:
    """What can be done, and where one can go, from anywhere."""
    do, page = tr("Do"), tr("Page")
    return [
        Find(do, tr("Log a call"), key="Ctrl L", target=("start", "log", ()), act=True),
        Find(do, tr("Add a client"), key="Ctrl N", target=("start", "new-client", ()), act=True),
        Find(do, tr("New incident"), key="Ctrl I", target=("start", "new-incident", ()), act=True),
        Find(do, tr("Undo the last act"), key="Ctrl Z", target=("undo", "", ()), act=True),
        Find(do, tr("Redo"), key="Ctrl Shift Z", target=("redo", "", ()), act=True),
        Find(page, tr("Today"), key="Ctrl 1", target=("go", "today", ()), act=True),
        Find(page, tr("Clients"), key="Ctrl 2", target=("go", "clients", ()), act=True),
        Find(page, tr("Incidents"), key="Ctrl 3", target=("go", "incidents", ()), act=True),
        Find(page, tr("Promises"), key="Ctrl 4", target=("go", "promises", ()), act=True),
        Find(page, tr("Letters"), key="Ctrl 5", target=("go", "letters", ()), act=True),
        Find(page, tr("You: name, working hours, text size"), target=("go", "preferences", ()), act=True),
    ]


def matching(words: str, typed: str) -> Marks | None:
    """Where the typed words stand at the beginning of words of an act, each of them; None where one is missing."""
    spans, low = [], words.casefold()
    for part in typed.casefold().split():
        place = next(
            (i for i in range(len(low)) if low.startswith(part, i) and (i == 0 or not low[i - 1].isalnum())), None
        )
        if place is None:
            return None
        spans.append((place, place + len(part)))
    return tuple(sorted(spans))


def find(s: Any, typed: str, now: datetime, zone: str, offered: list[Find]) -> Found:
    """Everything for what was typed; runs on a reading thread. With nothing typed: what can be done."""
    if not typed.strip():
        return Found(tuple(offered), len(offered))
    from aboveboard.journal import search

    named = [_named(name) for name in search.names(s, typed)]
    done = _acts_of(s, typed, offered)
    hits = search.find(s, typed, limit=LIMIT, most=COUNTED)
    shown = {(f.target[1], f.target[2]) for f in named}
    rows = [
        row
        for row in (_hit(s, hit, now, zone, typed) for hit in hits.hits)
        if (row.target[1], row.target[2]) not in shown
    ]
    doubled = len(hits.hits) - len(rows)
    people = [row for row in rows if row.target[1] == "client" and len(row.target[2]) == 1]
    rest = [row for row in rows if row not in people]
    return Found((*named, *people, *done, *rest), len(named) + len(done) + hits.total - doubled, hits.more)


def _named(name: Any) -> Find:
    if name.noun == "client":
        return Find(tr("Client"), name.name, name.marks, target=("go", "client", (("id", name.id),)))
    more = name.client
    return Find(tr("Incident"), name.name, name.marks, more, target=("go", "incident", (("id", name.id),)))


def _acts_of(s: Any, typed: str, offered: list[Find]) -> list[Find]:
    """Acts by their own words, and for people and clients of that name: log a call, tell them what they do not know."""
    out = []
    for one in offered:
        marks = matching(one.words, typed)
        if marks is not None:
            out.append(Find(one.kind, one.words, marks, "", one.key, one.target, True))
    from sqlalchemy import text

    from aboveboard.journal import search

    people = search.find(s, typed, limit=3, kinds=("contact", "client"), most=3).hits
    seen: set[int] = set()
    for hit in people:
        if hit.client_id in seen:
            continue
        seen.add(hit.client_id)
        row = s.execute(
            text("SELECT name FROM contact WHERE client_id = :c AND binned_at IS NULL ORDER BY id LIMIT 1"),
            {"c": hit.client_id},
        ).first()
        who = row[0] if row is not None else hit.client
        out.append(_do(tr("Log a call with {who}", who=who), typed, "log", client=hit.client_id))
        untold = s.execute(
            text(
                "SELECT id, title FROM incident WHERE client_id = :c AND binned_at IS NULL AND told_at IS NULL"
                " ORDER BY noticed_at LIMIT 3"
            ),
            {"c": hit.client_id},
        ).all()
        for incident, title in untold:
            words = tr("Tell {who}: {title}", who=who, title=title)
            target = ("go", "conversation", (("incident", incident),))
            out.append(Find(tr("Do"), words, matching(words, typed) or (), target=target, act=True))
    return out


def _do(words: str, typed: str, sheet: str, **params: Any) -> Find:
    return Find(tr("Do"), words, matching(words, typed) or (), target=("start", sheet, tuple(params.items())), act=True)


def _hit(s: Any, hit: Any, now: datetime, zone: str, typed: str) -> Find:
    """A row of the record as a line."""
    kinds: dict[str, Callable[[], str]] = {
        "client": lambda: tr("Client"),
        "contact": lambda: tr("Person"),
        "project": lambda: tr("Project"),
        "interaction": lambda: tr("Said"),
        "incident": lambda: tr("Incident"),
        "finding": lambda: tr("Fact"),
        "commitment": lambda: tr("Promise"),
        "letter": lambda: tr("Letter"),
    }
    kind = kinds.get(hit.noun, lambda: hit.noun)()
    when = moments.mid_sentence(hit.at, zone, now)
    words, marks = hit.text or hit.title, hit.marks if hit.text else ()
    if hit.noun == "interaction":
        words, marks = f"“{words}”", tuple((a + 1, b + 1) for a, b in marks)
    more = hit.client if hit.noun in ("contact", "project") else f"{hit.client}, {when}"
    if hit.noun == "client":
        more = "" if words == hit.client else hit.client
    if hit.noun == "contact":  # the person stands first, what was found of them after
        more = hit.client if words == hit.title else f"{hit.client}, {words}"
        words, marks = hit.title, hit.marks if words == hit.title else matching(hit.title, typed) or ()
    return Find(kind, words, marks, more, target=_target(s, hit))


def _target(s: Any, hit: Any) -> tuple[str, str, tuple[tuple[str, Any], ...]]:
    if hit.noun in ("incident", "letter"):
        return "go", hit.noun, (("id", hit.id),)
    if hit.noun == "finding":
        from sqlalchemy import text

        row = s.execute(text("SELECT incident_id FROM finding WHERE id = :id"), {"id": hit.id}).first()
        if row is not None:
            return "go", "incident", (("id", row[0]), ("finding", hit.id))
    params: tuple[tuple[str, Any], ...] = (("id", hit.client_id),)
    extra = {"interaction": "interaction", "commitment": "promise"}.get(hit.noun)
    return "go", "client", (*params, (extra, hit.id)) if extra else params
