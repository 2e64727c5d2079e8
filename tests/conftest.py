"""What every test may ask for: a clock that stands still, a real journal file, and a small one with a client in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

_DESKTOP = Path(__file__).resolve().parent.parent / "desktop"
if str(_DESKTOP) not in sys.path:
    sys.path.insert(0, str(_DESKTOP))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from aboveboard.clock import Clock  # noqa: E402
from aboveboard.journal.database import Journal  # noqa: E402

NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)
ZONE = "Europe/Lisbon"


class HandClock(Clock):
    """A clock that stands still until it is set."""

    def __init__(self, moment: datetime = NOW) -> None:
        super().__init__(moment, runs=False)
        self.moment = moment

    @property
    def is_set(self) -> bool:
        return True

    def now(self) -> datetime:
        return self.moment

    def set(self, moment: datetime) -> None:
        self.moment = moment.astimezone(UTC)


@pytest.fixture
def clock() -> HandClock:
    """Tuesday 24 November 2026, 10:20 in UTC and in Lisbon."""
    return HandClock()


@pytest.fixture
def journal(tmp_path: Path, clock: HandClock) -> Iterator[Journal]:
    """An open, empty journal of Ines in Lisbon, in a file of its own."""
    made = Journal.create(tmp_path / "a.aboveboard", clock=clock, profile={"name": "Ines Duarte", "zone": ZONE})
    yield made
    made.close()


@dataclass(frozen=True)
class Northwind:
    """A journal with Northwind Bakery in it: Ada Lindqvist, a web shop without a backup, an angry call, a promise."""

    journal: Journal
    client: int
    contact: int
    project: int
    interaction: int
    commitment: int


@pytest.fixture
def northwind(journal: Journal) -> Northwind:
    from aboveboard.journal import clients, interactions
    from aboveboard.journal.commitments import NewPromise

    made = journal.write(
        lambda s: clients.add(
            s,
            name="Northwind Bakery",
            zone="Europe/Stockholm",
            prefers="call",
            contact={
                "name": "Ada Lindqvist",
                "role": "owner",
                "email": "ada@northwind.example",
                "phone": "+46 8 123 456",
            },
            project={"name": "Web shop", "safeguards": {"backup": "none", "restore test": "never"}},
        )
    )
    promise = NewPromise("call back today at 15:00", "me", NOW.replace(hour=15, minute=0), ZONE)
    called = journal.write(
        lambda s: interactions.log(
            s,
            client_id=made.one("client"),
            contact_id=made.one("contact"),
            direction="in",
            temper="angry",
            note="Ada asked why last month's orders are missing. Promised to find out and call back today at 15:00.",
            promises=[promise],
        )
    )
    return Northwind(
        journal,
        made.one("client"),
        made.one("contact"),
        made.one("project"),
        called.one("interaction"),
        called.one("commitment"),
    )
