"""What every verb is given: the clock, the journal it works on, and how it answers."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aboveboard.cli.output import emit
from aboveboard.clock import Clock, parse_moment

if TYPE_CHECKING:
    from aboveboard.journal.database import Journal


@dataclass(frozen=True)
class Context:
    clock: Clock
    as_json: bool
    lang: str | None
    named: str | None  # --journal

    @classmethod
    def of(cls, given: Namespace) -> Context:
        """The context of a command line; `Trouble` where `--now` is no time."""
        now = getattr(given, "now", None)
        return cls(
            clock=Clock(parse_moment(now), runs=given.verb in (None, "demo")) if now is not None else Clock(),
            as_json=getattr(given, "json", False),
            lang=getattr(given, "lang", None),
            named=getattr(given, "journal", None),
        )

    @property
    def clock_named(self) -> bool:
        return self.clock.is_set

    @property
    def journal_named(self) -> bool:
        return self.named is not None

    @property
    def journal_path(self) -> Path:
        """`--journal`, else the one in the platform's data folder."""
        if self.named is not None:
            return Path(self.named)
        from aboveboard.journal.paths import default_path

        return default_path()

    @contextmanager
    def journal(self) -> Iterator[Journal]:
        """The journal, open for this verb; beside a window that has it too."""
        from aboveboard.journal.database import Journal
        from aboveboard.journal.lock import beside

        with beside(self.journal_path):
            journal = Journal.open(self.journal_path, clock=self.clock)
            try:
                yield journal
            finally:
                journal.close()

    def moment(self, text: str | None) -> datetime | None:
        """A time of the command line as aware UTC; None where it was not given."""
        return None if text is None else parse_moment(text)

    def answer(self, data: Any, lines: list[str]) -> None:
        """Print the answer."""
        emit(data, lines, self.as_json)
