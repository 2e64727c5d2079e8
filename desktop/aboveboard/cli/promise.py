"""Verbs for what becomes of a promise."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aboveboard.cli.context import Context
from aboveboard.cli.output import moment, one_line
from aboveboard.clock import parse_moment
from aboveboard.errors import Trouble

if TYPE_CHECKING:
    from aboveboard.journal.rows import CommitmentRow


def commitments(context: Context, given: Namespace) -> int:
    """All promises, late first, and the kept rate of the period with its counts."""
    from aboveboard.journal import clients
    from aboveboard.journal import commitments as promises

    since, until = context.moment(given.since), context.moment(given.until)
    if since is not None and until is not None and since >= until:
        raise Trouble("The period ends before it begins: --from has to be earlier than --to.")

    def read(session: Any) -> tuple[list[CommitmentRow], Any]:
        client = clients.find(session, given.client) if given.client else None
        rows = promises.rows(session, client_id=client.id if client else None, now=context.clock.now())
        return rows, promises.rate(rows, since, until)

    with context.journal() as journal:
        rows, rate = journal.read(read)
    data = {"commitments": [row_json(row) for row in rows], "rate": {"kept": rate.kept, "of": rate.of}}
    lines = [
        f"{row.id:>5}  {moment(row.due, row.zone) or 'no date':25}  {row.state:11}  "
        f"{one_line(row.client, 30)}: {one_line(row.words)}"
        for row in rows
    ]
    context.answer(data, [*lines, f"Kept {rate.kept} of {rate.of}."])
    return 0


def row_json(row: CommitmentRow) -> dict[str, Any]:
    """A commitment as the command line gives it (contracts, 9)."""
    return {
        "id": row.id,
        "client": row.client,
        "words": row.words,
        "by": row.by,
        "firm": row.firm,
        "made_at": moment(row.made_at, row.zone),
        "first_due": moment(row.first_due, row.first_zone),
        "due": moment(row.due, row.zone),
        "precision": row.precision,
        "state": row.state,
        "late_hours": row.late_hours,
        "events": [
            {
                "kind": event.kind,
                "at": moment(event.at, row.zone),
                "why": event.why,
                "due": moment(event.due, event.zone),
                "told": moment(event.told, row.zone),
                "agreed": event.agreed,
                "evidence": event.evidence,
            }
            for event in row.events
        ],
    }


def _act(context: Context, number: int, operation: Callable[[Any], Any]) -> int:
    """Carry out one operation on a promise and answer with what the promise is now."""
    from aboveboard.journal import commitments as promises

    with context.journal() as journal:
        journal.write(operation)
        row = journal.read(lambda s: promises.one(s, number))
    context.answer({"commitment": row_json(row)}, [f"Promise {row.id} is now {row.state}: {one_line(row.words)}"])
    return 0


def keep(context: Context, given: Namespace) -> int:
    """A promise was kept."""
    from aboveboard.journal import commitments as promises

    at = context.moment(given.at)
    return _act(context, given.id, lambda s: promises.keep(s, given.id, at=at, evidence=given.evidence))


def partly(context: Context, given: Namespace) -> int:
    """A promise was kept in part; with a due time the rest becomes a promise of its own."""
    from aboveboard.journal import commitments as promises

    due = context.moment(given.due)
    return _act(context, given.id, lambda s: promises.partly(s, given.id, missing=given.missing, due=due))


def move(context: Context, given: Namespace) -> int:
    """A promise gets a new date; the first one stays."""
    from aboveboard.journal import commitments as promises

    due, told = parse_moment(given.due), _told(context, given)
    return _act(
        context,
        given.id,
        lambda s: promises.move(s, given.id, due=due, why=given.why, told_at=told, agreed=given.agreed),
    )


def drop(context: Context, given: Namespace) -> int:
    """A promise will not be kept."""
    from aboveboard.journal import commitments as promises

    told = _told(context, given)
    return _act(context, given.id, lambda s: promises.drop(s, given.id, why=given.why, told_at=told))


def release(context: Context, given: Namespace) -> int:
    """The other side let a promise go."""
    from aboveboard.journal import commitments as promises

    at = context.moment(given.at)
    return _act(context, given.id, lambda s: promises.release(s, given.id, at=at))


def _told(context: Context, given: Namespace) -> Any:
    return None if given.told == "no" else context.moment(given.told)


VERBS = {
    "commitments": commitments,
    "keep": keep,
    "partly": partly,
    "move": move,
    "drop": drop,
    "release": release,
}
