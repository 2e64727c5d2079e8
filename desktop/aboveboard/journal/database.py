"""One journal file: make it, open it, read from it, write one act into it, take one back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from aboveboard.clock import Clock
from aboveboard.journal import header, history, sqlite
from aboveboard.journal.history import Changes
from aboveboard.journal.paths import default_path
from aboveboard.journal.record import RecordSession

if TYPE_CHECKING:
    from aboveboard.journal.erase import Erased
    from aboveboard.journal.verify import Verdict

__all__ = ["Journal", "default_path"]

T = TypeVar("T")


class Journal:
    """One open journal. Any thread may read or write; each call is a transaction of its own."""

    def __init__(self, path: Path, clock: Clock, engine: Engine) -> None:
        self.path = path
        self.clock = clock
        self._reading = engine
        self._writing = engine.execution_options(writes=True)

    @classmethod
    def create(cls, path: Path, *, clock: Clock, profile: Mapping[str, str] | None = None) -> Journal:
        """Make a new journal and open it.

        It is written aside, synced and only then given its name; nothing is replaced.

        `profile`: columns of the writer's row; the machine's zone and Monday to Friday 09:00-17:00 stand in. Raises
        JournalError where something of that name is there, or where the place cannot be written to.
        """
        from aboveboard.journal import create

        create.journal_file(path, profile or {})
        return cls.open(path, clock=clock)

    @classmethod
    def open(cls, path: Path, *, clock: Clock) -> Journal:
        """Open an existing journal; never creates one. An older one is brought up to date after a proven copy.

        Raises JournalError with a sentence for each trouble, and leaves the file as it was.
        """
        path = Path(path)
        header.inspect(path)
        return cls(path, clock, sqlite.engine(path, sqlite.opened(path)))

    def close(self) -> None:
        """Let go of the file. The journal cannot be used afterwards."""
        self._reading.dispose()

    def read(self, work: Callable[[Session], T]) -> T:
        """What `work` returns, read in one transaction.

        It returns plain rows, never rows that are bound to the session.
        """
        with self._session(self._reading, writes=False) as session:
            return work(session)

    def write(self, work: Callable[[Session], object]) -> Changes:
        """Carry out one or more operations as ONE act in one transaction, all or nothing; what the whole act changed.

        On return the act is on the disk. Raises Invalid, NotFound or JournalError, and then nothing was written.
        """
        import aboveboard.journal.derived  # noqa: F401 (loaded now, not while others wait for this act to end)

        with self._session(self._writing, writes=True) as session:
            work(session)
            changes = history.close(session)
            session.commit()
            return changes

    def undo(self, act: int | None = None) -> Changes:
        """Take back the newest act of a person that stands (or `act`), as a new act. NothingToUndo, or JournalError.

        What an undone save held lies in a draft afterwards, until it is redone.
        """
        from aboveboard.journal import returned, undo

        return returned.settle(self.path, self.clock, self.write(lambda session: undo.undo(session, act)))

    def redo(self) -> Changes:
        """Bring back what the newest undo took away, as a new act. NothingToUndo where there is nothing."""
        from aboveboard.journal import returned, undo

        return returned.settle(self.path, self.clock, self.write(undo.redo))

    def verify(self, head: str | None = None) -> Verdict:
        """Is the journal what its history says? With `head`, also whether that link is part of its chain."""
        from aboveboard.journal import verify

        return self.read(lambda session: verify.check(sqlite.driver(session.connection()), head))

    def erase(self, client_id: int) -> Erased:
        """Erase a client for good (`erase.warning` says what that means); it cannot be undone.

        NotFound, JournalError.
        """
        from aboveboard.journal import erase

        return erase.client(self, client_id)

    def head(self) -> str:
        """The newest link of the history in lower-case hex."""
        return self.read(history.head)

    def data_version(self) -> int:
        """The number of the newest act: it grows with every write, whoever wrote."""
        return self.read(
            lambda session: int(
                session.connection().exec_driver_sql("SELECT coalesce(max(id), 0) FROM act").scalar_one()
            )
        )

    @contextmanager
    def _session(self, engine: Engine, *, writes: bool) -> Iterator[Session]:
        with (
            sqlite.plain_troubles(self.path),
            RecordSession(engine, autoflush=False, expire_on_commit=False) as session,
        ):
            session.info["clock"] = self.clock
            session.info["writes"] = writes
            session.info["zone"] = session.connection().exec_driver_sql("SELECT zone FROM profile").scalar_one()
            yield session
