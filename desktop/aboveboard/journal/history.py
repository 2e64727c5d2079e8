"""The append-only, hash-chained history, and the acts that it is made of.

Every change is part of a named act; an act is one transaction. What an act changed is taken from the session at flush
(see `record`), folded to one change a row, and written here when the act closes, with the derived rows, just before
the commit. Digest and link follow contracts, 2: each change's digest is sha256(salt + canonical JSON of the object of
after, before, noun and noun_id); each act's link is sha256(the link before + canonical JSON of the object of at,
digests, id, name, undoes and zone), so that nothing earlier can be altered without every later link telling.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Any, ParamSpec

from sqlmodel import Session

from aboveboard.clock import Clock, as_text
from aboveboard.errors import JournalError

P = ParamSpec("P")
Key = tuple[str, int]
Fields = dict[str, Any]
NO_LINK = bytes(32)
"""The predecessor of the first link."""


@dataclass(frozen=True)
class Returned:
    """What an undone save held, so that its words can lie before the person again as a draft (contracts, 3)."""

    act: int
    name: str
    rows: tuple[tuple[str, int, Fields], ...]


@dataclass(frozen=True)
class Changes:
    """What an operation or a whole act did. `act` is 0 where nothing changed: then nothing was recorded either.

    `undoes`: the act that this one takes back directly; `of`: the act of a person that was undone or redone by it.
    `returned`: what an undone save held; empty for everything else. `drafted`: the keys of the drafts that an undo put
    down or a redo took away. `warning`: a sentence where the act is done, but not all that belongs to it.
    """

    act: int
    name: str
    touched: frozenset[Key]
    made: tuple[Key, ...]
    undoes: int | None = None
    of: int | None = None
    returned: tuple[Returned, ...] = ()
    drafted: tuple[str, ...] = ()
    warning: str = ""

    def one(self, noun: str) -> int:
        """The id of the first row of `noun` that was made; LookupError where none was."""
        for kind, noun_id in self.made:
            if kind == noun:
                return noun_id
        raise LookupError(f"{self.name} made no {noun}")

    def all(self, noun: str) -> list[int]:
        """The ids of all rows of `noun` that were made, in order."""
        return [noun_id for kind, noun_id in self.made if kind == noun]

    def nouns(self) -> set[str]:
        """Which tables were touched."""
        return {noun for noun, _ in self.touched}


@dataclass
class Act:
    """An act that is open in a session: what it has changed so far, one entry a row."""

    id: int
    name: str
    at: datetime
    zone: str
    link_before: bytes
    undoes: int | None = None
    of: int | None = None
    returned: tuple[Returned, ...] = ()
    depth: int = 0
    failed: bool = False
    erased: frozenset[Key] = frozenset()  # rows whose changes keep their digest, but no payload
    changes: dict[Key, tuple[Fields | None, Fields | None]] = field(default_factory=dict)
    log: list[tuple[Key, bool]] = field(default_factory=list)  # every row touched, in order; True where it was made

    def note(self, key: Key, before: Fields | None, after: Fields | None) -> None:
        """Take in one change of one row; with an earlier one of the same row it becomes a single change."""
        self.log.append((key, before is None))
        if key in self.changes:
            before, after = _folded(self.changes[key], (before, after))
        if before == after:
            self.changes.pop(key, None)
        else:
            self.changes[key] = (before, after)

    def since(self, mark: int) -> Changes:
        """What was done since the log had `mark` entries."""
        recent = self.log[mark:]
        return Changes(
            self.id, self.name, frozenset(key for key, _ in recent), tuple(key for key, made in recent if made),
            self.undoes, self.of, self.returned,
        )  # fmt: skip


def _folded(
    first: tuple[Fields | None, Fields | None], then: tuple[Fields | None, Fields | None]
) -> tuple[Fields | None, Fields | None]:
    """Two changes of one row as one. A row that came and went leaves none (both sides equal)."""
    before = None if first[0] is None else {**(then[0] or {}), **first[0]}
    after = None if then[1] is None else {**(first[1] or {}), **then[1]}
    if before is None or after is None:
        return before, after
    changed = [name for name in after if name not in before or before[name] != after[name]]
    return {name: before[name] for name in changed if name in before}, {name: after[name] for name in changed}


def canonical(value: Any) -> str:
    """The one way to write a value as JSON: keys sorted, no spaces, non-ASCII as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(salt: bytes, noun: str, noun_id: int, before: str | None, after: str | None) -> bytes:
    """The digest of a change; `before` and `after` as they are stored, canonical JSON text or None."""
    body = f'{{"after":{after or "null"},"before":{before or "null"},"noun":{canonical(noun)},"noun_id":{noun_id}}}'
    return sha256(salt + body.encode()).digest()


def link_of(
    before: bytes, *, at: str, digests: list[bytes], id: int, name: str, undoes: int | None, zone: str
) -> bytes:
    """The link of an act that follows the link `before`."""
    body = {"at": at, "digests": [d.hex() for d in digests], "id": id, "name": name, "undoes": undoes, "zone": zone}
    return sha256(before + canonical(body).encode()).digest()


def operation(name: str) -> Callable[[Callable[P, object]], Callable[P, Changes]]:
    """Make a function one named operation: it opens an act in the session's transaction, or joins the one that is open.

    The function takes the session first, validates, and then adds or alters rows; what it returns is passed over. The
    operation returns the `Changes` that were made by this call.
    """

    def decorate(work: Callable[P, object]) -> Callable[P, Changes]:
        @wraps(work)
        def run(*args: P.args, **kwargs: P.kwargs) -> Changes:
            session = args[0]
            if not isinstance(session, Session):
                raise TypeError(f"{name} takes the session first")
            with acting(session, name) as act:
                mark = len(act.log)
                work(*args, **kwargs)
                session.flush()
                return act.since(mark)

        return run

    return decorate


@contextmanager
def acting(session: Session, name: str, undoes: int | None = None) -> Iterator[Act]:
    """An act for what is done within: opened here, or the one that is open already. Rows may only be changed within."""
    act: Act | None = session.info.get("act")
    if act is None:
        act = session.info["act"] = _open(session, name, undoes)
    act.depth += 1
    mark = len(act.log)
    try:
        yield act
    except BaseException:
        # A refusal before any row was made harms nothing; half an operation must not be committed by whoever catches
        # it.
        act.failed = act.failed or len(act.log) > mark or not session._is_clean()
        raise
    finally:
        act.depth -= 1


def _open(session: Session, name: str, undoes: int | None) -> Act:
    if not session.info.get("writes"):
        raise RuntimeError(f"{name}: this session only reads; operations belong into Journal.write")
    clock: Clock = session.info["clock"]
    last = session.connection().exec_driver_sql("SELECT id, link FROM act ORDER BY id DESC LIMIT 1").first()
    number, link = (last[0], last[1]) if last is not None else (0, NO_LINK)
    return Act(number + 1, name, clock.now(), session.info["zone"], link, undoes)


def close(session: Session) -> Changes:
    """Close the session's act: refresh the derived rows and write the history.

    The caller commits. Nothing changed: no act.
    """
    session.flush()
    act: Act | None = session.info.pop("act", None)
    if act is None:
        return Changes(0, "", frozenset(), ())
    if act.failed:
        raise RuntimeError(f"{act.name}: half of an operation was done; it cannot be committed")
    if not act.changes:
        return Changes(0, act.name, frozenset(), ())
    from aboveboard.journal import derived

    done = act.since(0)
    derived.refresh(session, done.touched)
    _write(session, act)
    return done


def _write(session: Session, act: Act) -> None:
    rows: list[tuple[int | str | bytes | None, ...]] = []
    digests: list[bytes] = []
    for position, ((noun, noun_id), (before, after)) in enumerate(act.changes.items(), 1):
        salt = secrets.token_bytes(16)
        old, new = (None if side is None else canonical(side) for side in (before, after))
        digests.append(digest_of(salt, noun, noun_id, old, new))
        payload = (None, None, None) if (noun, noun_id) in act.erased else (old, new, salt)
        rows.append((act.id, position, noun, noun_id, *payload, digests[-1]))
    at = as_text(act.at)
    link = link_of(
        act.link_before, at=at, digests=digests, id=act.id, name=act.name, undoes=act.undoes, zone=act.zone
    )  # fmt: skip
    connection = session.connection()
    connection.exec_driver_sql(
        "INSERT INTO act (id, at, zone, name, undoes, link) VALUES (?, ?, ?, ?, ?, ?)",
        (act.id, at, act.zone, act.name, act.undoes, link),
    )
    connection.exec_driver_sql(
        "INSERT INTO change (act_id, position, noun, noun_id, before, after, salt, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def head(session: Session) -> str:
    """The newest link in lower-case hex; 64 zeros before the first act."""
    row = session.connection().exec_driver_sql("SELECT link FROM act ORDER BY id DESC LIMIT 1").first()
    return (NO_LINK if row is None else bytes(row[0])).hex()


@dataclass(frozen=True)
class ActRow:
    """One act for a list; `sentence` is made when it is read."""

    id: int
    at: datetime
    zone: str
    name: str
    undoes: int | None
    sentence: str


def rows(session: Session, last: int = 50) -> list[ActRow]:
    """The newest `last` acts, newest first, each with its sentence."""
    from aboveboard.clock import from_text

    found = session.connection().exec_driver_sql(
        "SELECT id, at, zone, name, undoes FROM act ORDER BY id DESC LIMIT ?", (max(last, 0),)
    )
    return [ActRow(r[0], from_text(r[1]), r[2], r[3], r[4], sentence(session, r[0])) for r in found.all()]


def sentence(session: Session, act: int) -> str:
    """What an act did, in a sentence for people, made from its changes. JournalError where there is no such act."""
    from aboveboard.journal import sentences

    said = sentences.of_act(session, act)
    if said is None:
        raise JournalError(f"There is no act {act} in this journal.")
    return said
