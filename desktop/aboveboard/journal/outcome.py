"""What became of a promise: the one set of rules that window, command line, reports and reminders ask (contracts, 5).

Pure functions over plain values; nothing here reads the record or a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

BROKEN_AFTER = timedelta(days=30)
"""A promise that is later than this without an ending counts as broken."""

ENDINGS = ("kept", "partly", "dropped", "released")


class Event(Protocol):
    """What these rules need to know of an event."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def due(self) -> datetime | None: ...
    @property
    def zone(self) -> str: ...
    @property
    def precision(self) -> str: ...
    @property
    def told(self) -> datetime | None: ...


@dataclass(frozen=True)
class Outcome:
    """`due` counts now, `held` is what keeping is measured by; `late_hours` is 0 where it is not late or has ended."""

    state: str
    due: datetime | None
    zone: str
    precision: str
    held: datetime | None
    late_hours: float


def state(
    by: str, first_due: datetime | None, zone: str, precision: str, events: Sequence[Event], now: datetime
) -> Outcome:
    """The state of one promise at `now`. `events` in the order in which they were recorded."""
    due, held = first_due, first_due
    unbroken = True
    for move in (event for event in events if event.kind == "moved" and event.due is not None):
        # What they move themselves they know.
        told = move.told if by == "me" else move.told or move.at
        if due is None and first_due is None:  # the first move of a promise without a due sets its first due
            due = held = move.due
            zone, precision = move.zone, move.precision
        elif told is not None:  # a move that nobody was told of counts for nothing
            due, zone, precision = move.due, move.zone, move.precision
            unbroken = unbroken and held is not None and told <= held
            held = move.due if unbroken else held
    name, late = _name(due, held, next((event for event in events if event.kind in ENDINGS), None), now)
    return Outcome(name, due, zone, precision, held, late)


def _name(due: datetime | None, held: datetime | None, end: Event | None, now: datetime) -> tuple[str, float]:
    if end is not None:
        if end.kind == "kept":
            return ("kept" if held is None or end.at <= held else "kept late"), 0.0
        return {"partly": "partly kept", "dropped": "broken", "released": "released"}[end.kind], 0.0
    if due is None or now <= due:
        return "open", 0.0
    late = round((now - due).total_seconds() / 3600, 4)
    return ("broken" if now - due > BROKEN_AFTER else "late"), late


class Promise(Protocol):
    """What the rate needs to know of a promise."""

    @property
    def by(self) -> str: ...
    @property
    def due(self) -> datetime | None: ...
    @property
    def state(self) -> str: ...


@dataclass(frozen=True)
class Rate:
    """How many of how many were kept. Never shown without its counts."""

    kept: int
    of: int


def rate(promises: Iterable[Promise], start: datetime | None = None, end: datetime | None = None) -> Rate:
    """The kept rate of my promises whose due that counts lies in the period (`start` included, `end` not)."""
    states = [
        promise.state
        for promise in promises
        if promise.by == "me"
        and promise.due is not None
        and (start is None or promise.due >= start)
        and (end is None or promise.due < end)
        and promise.state not in ("open", "released")
    ]
    return Rate(states.count("kept"), len(states))
