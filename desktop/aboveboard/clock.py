"""The one clock, and how times are written down.

Nothing in the program calls `now()` on its own: a clock is passed in, so that scripts and tests can set the time.
All times are aware; in the record they are UTC to the second, as text `YYYY-MM-DDTHH:MM:SSZ`.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aboveboard.errors import Trouble


class Clock:
    """The machine's time, or a time that starts at `start` and then runs on (or stands still, with `runs=False`)."""

    def __init__(self, start: datetime | None = None, *, runs: bool = True) -> None:
        if start is not None and start.tzinfo is None:
            raise ValueError("a clock needs a time with a zone")
        self._start = start
        self._runs = runs
        self._began = time.monotonic()

    @property
    def is_set(self) -> bool:
        """Was this clock given a time, rather than taking the machine's?"""
        return self._start is not None

    def now(self) -> datetime:
        """The present moment in UTC, to the second."""
        if self._start is None:
            moment = datetime.now(UTC)
        else:
            elapsed = time.monotonic() - self._began if self._runs else 0.0
            moment = datetime.fromtimestamp(self._start.timestamp() + elapsed, UTC)
        return moment.replace(microsecond=0)


def parse_moment(text: str) -> datetime:
    """An ISO 8601 time with an offset as aware UTC; `Trouble` where it is none or has no offset."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Trouble(f"“{text[:40]}” is not a time. Write it like 2026-11-24T15:00:00+01:00.") from None
    if moment.tzinfo is None:
        raise Trouble(f"“{text[:40]}” does not say its offset. Write it like 2026-11-24T15:00:00+01:00.")
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        raise Trouble(f"“{text[:40]}” is outside the years that can be kept.") from None


def as_text(moment: datetime) -> str:
    """An aware time as the record writes it: UTC, to the second."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be recorded")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """A time of the record as aware UTC."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def iso(moment: datetime, zone: str) -> str:
    """An aware time as ISO 8601 with the offset of an IANA zone, to the second."""
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


def valid_zone(name: str) -> bool:
    """Is this an IANA zone that the machine knows?"""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return bool(name)


def system_zone() -> str:
    """The machine's IANA zone: `TZ`, else what the system names, else UTC."""
    named = os.environ.get("TZ", "").lstrip(":")
    if named and valid_zone(named):
        return named
    try:
        timezone = Path("/etc/timezone").read_text(encoding="utf-8").strip()
        if valid_zone(timezone):
            return timezone
    except OSError:
        pass
    try:
        link = os.path.realpath("/etc/localtime")
    except OSError:
        link = ""
    if "zoneinfo/" in link:
        name = link.split("zoneinfo/", 1)[1]
        if valid_zone(name):
            return name
    return "UTC"
