"""Where a journal and what belongs to it lie, and files that nobody else may read."""

from __future__ import annotations

import os
from pathlib import Path

SUFFIX = ".aboveboard"


def default_path() -> Path:
    """The journal in the platform's data folder; nothing is made."""
    from platformdirs import user_data_path

    return user_data_path("aboveboard", appauthor=False) / f"journal{SUFFIX}"


def beside(journal: Path, what: str) -> Path:
    """What belongs to a journal and lies beside it: `lock`, `files`, `backups`, `drafts`."""
    return journal.with_name(f"{journal.name}.{what}")


def private_folder(folder: Path) -> Path:
    """The folder, made with its parents where it is missing; each that is made is 0700 whatever the umask."""
    missing: list[Path] = []
    place = folder
    while not place.exists():
        missing.append(place)
        place = place.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        each.chmod(0o700)
    return folder


def private_file(path: Path) -> int:
    """A new empty file, 0600 whatever the umask, open for writing: its descriptor.

    FileExistsError where one is there.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, 0o600)
    return descriptor


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the platform can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)
