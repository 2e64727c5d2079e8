"""The history played forward: what each row has to be, told from the changes alone.

Row by row, so that a journal of any size is replayed in little memory. The same replay tells what a row was on a day.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from aboveboard.journal.history import Fields


@dataclass
class Replayed:
    """One row as the history leaves it: `fields`, or None where it is gone or erased.

    `faults`: (act, what does not fit).
    """

    noun_id: int
    fields: Fields | None
    erased: bool = False
    faults: list[tuple[int, str]] = field(default_factory=list)


def rows(connection: sqlite3.Connection, noun: str, until: int | None = None) -> Iterator[Replayed]:
    """Every row of a noun that the history knows, by id, after the act `until` (the newest)."""
    born = connection.execute("SELECT noun_id, content FROM birth WHERE noun = ?", (noun,)).fetchall()
    births: dict[int, Fields] = {row[0]: json.loads(row[1]) for row in born}
    changes = connection.execute(
        "SELECT noun_id, act_id, before, after, salt FROM change WHERE noun = ? AND act_id <= ?"
        " ORDER BY noun_id, act_id, position",
        (noun, until if until is not None else 2**62),
    )
    present: Replayed | None = None
    for noun_id, act, before, after, salt in changes:
        if present is None or present.noun_id != noun_id:
            if present is not None:
                yield present
            present = Replayed(noun_id, births.pop(noun_id, None))
        _play(present, act, before, after, salt)
    if present is not None:
        yield present
    for noun_id, content in sorted(births.items()):
        yield Replayed(noun_id, content)


def _play(row: Replayed, act: int, before: str | None, after: str | None, salt: bytes | None) -> None:
    if before is None and after is None and salt is None:
        row.fields, row.erased = None, True
        return
    try:
        old: Any = None if before is None else json.loads(before)
        new: Any = None if after is None else json.loads(after)
    except ValueError:
        row.faults.append((act, "its change is no JSON"))
        return
    if old is None:
        if row.fields is not None:
            row.faults.append((act, "it is made a second time"))
        row.fields = new
    elif row.fields is None:
        if not row.erased:
            row.faults.append((act, "it is changed but was not there"))
        row.fields = None if new is None or row.erased else new
    else:
        wrong = [name for name, value in old.items() if row.fields.get(name) != value]
        if wrong:
            row.faults.append((act, f"its {wrong[0]} was another before that change"))
        row.fields = None if new is None else {**row.fields, **new}
