"""Who has a journal: `NAME.lock` beside it, locked by byte ranges, so that a killed program holds nothing.

The window holds the first byte alone; window and verbs share the places after it, which `restore` needs for itself. The
file itself says nothing and stays where it is.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aboveboard.errors import JournalError
from aboveboard.journal.paths import beside as named_beside

_WINDOW = (0, 1)
_USERS = (1, 64)
_WAIT = 5.0  # seconds a verb waits for a restore, and a restore for verbs that are writing


class InUse(JournalError):
    """The journal is held by a window, a verb or a restore."""


class Held:
    """A lock that is held until `release` (or the end of the program)."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go; again does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def window(journal: Path) -> Held:
    """The lock of a window on this journal; `InUse` where another window has it or a restore is under way."""
    descriptor = _open(journal)
    if descriptor is None:
        return Held(None)
    held = Held(descriptor)
    if not _wait(descriptor, _WINDOW, shared=False, most=0.1):  # somebody may just be looking (`has_window`)
        held.release()
        raise InUse(f"{journal.name} is already open in another window. Nothing was changed; use that window.")
    if not _wait(descriptor, _USERS, shared=True):
        held.release()
        raise InUse(_RESTORING.format(journal.name))
    return held


def has_window(journal: Path) -> bool:
    """Is a window open on this journal?"""
    descriptor = _open(journal, make=False)
    if descriptor is None:
        return False
    try:
        return not _take(descriptor, _WINDOW, shared=False)
    finally:
        os.close(descriptor)


@contextmanager
def beside(journal: Path) -> Iterator[None]:
    """For a verb: work on the journal beside a window and other verbs; waits for a restore, then `InUse`."""
    descriptor = _open(journal)
    if descriptor is None:
        yield
        return
    try:
        if not _wait(descriptor, _USERS, shared=True):
            raise InUse(_RESTORING.format(journal.name))
        yield
    finally:
        os.close(descriptor)


@contextmanager
def alone(journal: Path) -> Iterator[None]:
    """For a restore: have the journal, be it missing or damaged, alone. `InUse` while a window or verb has it."""
    if not journal.parent.is_dir():
        raise JournalError(f"There is no folder {journal.parent}. Nothing was changed; make it, or name another place.")
    descriptor = _open(journal, anyway=True)
    if descriptor is None:
        yield
        return
    try:
        if not _take(descriptor, _WINDOW, shared=False):
            raise InUse(f"A window has {journal.name} open. Nothing was changed; close it, then restore.")
        if not _wait(descriptor, _USERS, shared=False):
            raise InUse(f"Another command is using {journal.name}. Nothing was changed; let it end, then restore.")
        yield
    finally:
        os.close(descriptor)


_RESTORING = "{} is being restored at this moment. Nothing was changed; try again when that is done."


def _open(journal: Path, *, make: bool = True, anyway: bool = False) -> int | None:
    """The lock file's descriptor; None where there is nothing to lock (no journal, a place one may not write)."""
    if not anyway and not journal.is_file():
        return None
    flags = os.O_RDWR | (os.O_CREAT if make else 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(named_beside(journal, "lock"), flags, 0o600)
    except OSError:
        return None
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, 0o600)
    return descriptor


def _wait(descriptor: int, places: tuple[int, int], *, shared: bool, most: float = _WAIT) -> bool:
    """Take these places, waiting at most so many seconds for those who are about to go."""
    end = time.monotonic() + most
    while not _take(descriptor, places, shared=shared):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int, places: tuple[int, int], *, shared: bool) -> bool:
        """Windows knows no shared locks here: each user takes one of the places, a restore all of them."""
        start, length = places
        spans = [(start + each, 1) for each in range(length)] if shared else [(start, length)]
        for begin, size in spans:
            os.lseek(descriptor, begin, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, size)
            except OSError:
                continue
            return True
        return False

else:
    import fcntl
    import struct

    def _take(descriptor: int, places: tuple[int, int], *, shared: bool) -> bool:
        """Lock these bytes without waiting; on Linux by open file, so that one program can have two of them."""
        start, length = places
        try:
            if sys.platform == "linux":
                kind = fcntl.F_RDLCK if shared else fcntl.F_WRLCK
                wanted = struct.pack("hhqqi", kind, os.SEEK_SET, start, length, 0)
                fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, wanted)
            else:
                operation = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB
                fcntl.lockf(descriptor, operation, length, start, os.SEEK_SET)
        except OSError:
            return False
        return True
