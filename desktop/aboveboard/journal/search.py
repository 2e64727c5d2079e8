"""Finding words anywhere in the record, newest first. What is typed is words and never a query language.

Words are folded like those of the record (`fold`) and found from their beginning. A hit holds all of them, at least one
in its own text; the others may stand in the client's or the contact's name ("northwind invoice").
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text
from sqlmodel import Session

from aboveboard.journal import timeline
from aboveboard.journal.derived import noun_code
from aboveboard.journal.fold import phrases
from aboveboard.journal.snippet import Snippet, cut, holds

_MOST_SIGNS = 200_000  # of a longer text, no more is searched for
_RUN_WORDS = 24
_AT_ONCE = 64  # runs of words in one question to the index; more are asked in turn, so that no length is too long


@dataclass(frozen=True)
class Hit:
    """One row that was found. `text` is a piece of it as written, `marks` the found words' places in that piece.

    `snippet` is the same piece with [ and ] around the found words, for places that show plain text. `at` is aware UTC.
    """

    noun: str
    id: int
    client_id: int
    client: str
    at: datetime
    zone: str
    what: str
    title: str
    text: str
    marks: tuple[tuple[int, int], ...]

    @property
    def snippet(self) -> str:
        return Snippet(self.text, self.marks).marked("[", "]")


@dataclass(frozen=True)
class Hits:
    """`total`: how many were found (that many and more where `more`), of which `hits` are the newest."""

    total: int
    hits: list[Hit]
    more: bool = False


@dataclass(frozen=True)
class Name:
    """A client, or an incident of a client, by its name."""

    noun: str
    id: int
    client_id: int
    client: str
    name: str
    marks: tuple[tuple[int, int], ...]


def find(
    session: Session, words: str, *, limit: int = 50, kinds: Collection[str] | None = None, most: int | None = None
) -> Hits:
    """The newest `limit` rows that hold the words, and how many hold them in all.

    Any string is taken; one without a letter or figure finds nothing. `kinds`: only these nouns. `most`: stop counting
    there (for answers while a person types), with `more` set where there are further ones.
    """
    runs = _runs(words)
    if not runs:
        return Hits(0, [])
    connection = session.connection()
    limited = f" AND {noun_code('search.rowid', kinds)}" if kinds is not None else ""
    more = False
    if len(runs) > _AT_ONCE:
        places = _places_of_many(connection, runs, limited)
        total, newest = len(places), sorted(places, reverse=True)[:limit]
    else:
        asked: dict[str, Any] = {"query": _query(runs), "limit": max(0, limit)}
        found = f"FROM search WHERE search MATCH :query{limited}"
        newest = _places(connection, f"SELECT rowid {found} ORDER BY rowid DESC LIMIT :limit", asked)
        total = len(newest)
        if total >= limit:
            total, more = _count(connection, found, asked, most)
    return Hits(total, _hits(session, newest, runs), more)


def names(session: Session, words: str, *, limit: int = 8) -> list[Name]:
    """Clients, then incidents, whose own name holds all the words, each from its beginning; each kind newest first."""
    runs = _runs(words)
    if not runs or len(runs) > _AT_ONCE:
        return []
    found: list[Name] = []
    for noun in ("client", "incident"):
        of_noun = noun_code("search.rowid", [noun])
        sql = f"SELECT rowid FROM search WHERE search MATCH :query AND {of_noun} ORDER BY rowid DESC LIMIT 200"
        places = _places(session.connection(), sql, {"query": _query(runs)})
        rows = timeline.entries(session, places)
        for row in (rows[place] for place in places):
            shown = cut([row.name], runs, 2 * len(row.name) + 2)  # whole, however late in it the words stand
            if holds(row.name, runs):
                found.append(Name(row.noun, row.id, row.client_id, row.client, shown.text, shown.marks))
    return found[:limit]


def _runs(typed: str) -> list[tuple[str, ...]]:
    """The runs of folded words in what was typed; a very long run is looked for in pieces."""
    found: dict[tuple[str, ...], None] = {}
    for run in phrases(typed[:_MOST_SIGNS]):
        for start in range(0, len(run), _RUN_WORDS):
            found[run[start : start + _RUN_WORDS]] = None
    return list(found)


def _places(connection: Connection, sql: str, values: dict[str, Any]) -> list[int]:
    return [row[0] for row in connection.execute(text(sql), values)]


def _count(connection: Connection, found: str, asked: dict[str, Any], most: int | None) -> tuple[int, bool]:
    """How many there are, at most `most`, and whether there are further ones."""
    if most is None:
        return _places(connection, f"SELECT count(*) {found}", asked)[0], False
    bounded = asked | {"limit": most + 1}
    counted = _places(connection, f"SELECT count(*) FROM (SELECT 1 {found} LIMIT :limit)", bounded)[0]
    return min(counted, most), counted > most


def _places_of_many(connection: Connection, runs: list[tuple[str, ...]], limited: str) -> set[int]:
    """The rows that hold all of very many runs of words; asked in parts, until nothing is left."""
    sql = f"SELECT rowid FROM search WHERE search MATCH :query{limited}"
    places: set[int] | None = None
    own: set[int] = set()
    for start in range(0, len(runs), _AT_ONCE):
        part = runs[start : start + _AT_ONCE]
        found = set(_places(connection, sql, {"query": _all_of(part)}))
        places = found if places is None else places & found
        if not places:
            return set()
        own |= places & set(_places(connection, sql, {"query": _any_of(part)}))
    return (places or set()) & own


def _phrase(run: tuple[str, ...]) -> str:
    return '"' + " ".join(run) + '"*'


def _all_of(runs: list[tuple[str, ...]]) -> str:
    return " AND ".join(_phrase(run) for run in runs)


def _any_of(runs: list[tuple[str, ...]]) -> str:
    return "words : (" + " OR ".join(_phrase(run) for run in runs) + ")"


def _query(runs: list[tuple[str, ...]]) -> str:
    """The question to the index. The words hold letters and figures alone, so nothing in them can be an operator."""
    if len(runs) == 1:
        return _any_of(runs)
    return f"({_all_of(runs)}) AND {_any_of(runs)}"


def _hits(session: Session, places: list[int], runs: list[tuple[str, ...]]) -> list[Hit]:
    """The rows at these places as hits, in that order."""
    rows = timeline.entries(session, places) if places else {}
    found: list[Hit] = []
    for place in places:
        row = rows[place]
        shown = cut([row.text, row.name, row.more], runs)
        found.append(
            Hit(
                noun=row.noun,
                id=row.id,
                client_id=row.client_id,
                client=row.client,
                at=row.at,
                zone=row.zone,
                what=row.what,
                title=row.title,
                text=shown.text,
                marks=shown.marks,
            )
        )
    return found
