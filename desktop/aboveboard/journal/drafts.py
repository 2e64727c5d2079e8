"""Words that are being written: one JSON file a draft beside the journal, safe from any crash.

A draft needs neither a client nor an open journal, and any thread may save it. It is not part of the history.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from aboveboard.clock import Clock, as_text, from_text
from aboveboard.errors import JournalError
from aboveboard.journal.paths import beside, private_file, private_folder, sync_folder

_SAFE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_ENDING = ".json"
_UNREADABLE = ".unreadable"


@dataclass(frozen=True)
class Draft:
    """What was being written. `key` names the form ("call-3", "letter-incident-2"), `kind` its kind; `saved` is UTC."""

    key: str
    kind: str
    content: dict[str, Any]
    saved: datetime


class Drafts:
    """The drafts of one journal; `clock` says when one was saved."""

    def __init__(self, journal: Path, clock: Clock | None = None) -> None:
        self.folder = beside(journal, "drafts")
        self.set_aside: list[Path] = []
        """Files that could not be read since this object was made, by the names they have now."""
        self._clock = clock or Clock()

    def save(self, key: str, kind: str, content: Mapping[str, Any]) -> Draft:
        """Write a draft in the place of an earlier one of that key: aside, synced, renamed. Then it is on the disk.

        `content` is anything that JSON can hold. JournalError where it cannot be written; the earlier one stays.
        """
        draft = Draft(key, kind, dict(content), self._clock.now())
        body = {"key": key, "kind": kind, "saved": as_text(draft.saved), "content": draft.content}
        data = json.dumps(body, ensure_ascii=True, indent=1).encode("ascii")
        try:
            private_folder(self.folder)
            self._write(self._file(key), data)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise JournalError(
                f"Your text could not be saved as a draft ({why}). It is still in the window; copy it somewhere safe."
            ) from error
        return draft

    def load(self, key: str) -> Draft | None:
        """The draft of this key; None where there is none that can be read."""
        try:
            return _read(self._file(key))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def all(self) -> list[Draft]:
        """Every draft, newest first. A file that cannot be read is set aside (see `unreadable`), never deleted."""
        drafts: list[Draft] = []
        for file in self._files():
            if file.suffix != _ENDING or file.name.startswith("."):
                continue
            try:
                drafts.append(_read(file))
            except FileNotFoundError:
                continue  # discarded by another thread at this moment
            except (OSError, ValueError, TypeError, KeyError):
                self.set_aside.append(_set_aside(file))
        return sorted(drafts, key=lambda draft: (draft.saved, draft.key), reverse=True)

    def unreadable(self) -> list[Path]:
        """The files that `all` could not read and set aside, to be named to the person."""
        return [file for file in self._files() if file.suffix == _UNREADABLE]

    def _files(self) -> list[Path]:
        return sorted(self.folder.iterdir()) if self.folder.is_dir() else []

    def discard(self, key: str) -> None:
        """Remove a draft, because its form was saved or thrown away; nothing where there is none."""
        try:
            self._file(key).unlink(missing_ok=True)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise JournalError(f"The draft {key} could not be removed ({why}). Nothing else was changed.") from error
        sync_folder(self.folder)

    def _file(self, key: str) -> Path:
        """A key is its file's name where it can be; any other text has a name made from it."""
        name = key if _SAFE.fullmatch(key) else f"key_{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
        return self.folder / f"{name}{_ENDING}"

    def _write(self, file: Path, data: bytes) -> None:
        number = 0
        while True:
            part = self.folder / f".{file.stem}-{os.getpid()}-{number}.part"
            try:
                descriptor = private_file(part)
                break
            except FileExistsError:  # another thread's, or left by a program that was killed
                number += 1
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
            part.replace(file)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        sync_folder(self.folder)


def _read(file: Path) -> Draft:
    body = json.loads(file.read_bytes())
    key, kind, content = body["key"], body["kind"], body["content"]
    if not isinstance(key, str) or not isinstance(kind, str) or not isinstance(content, dict):
        raise ValueError("not a draft")
    return Draft(key, kind, content, from_text(body["saved"]))


def _set_aside(file: Path) -> Path:
    number = 1
    while True:
        aside = file.with_name(f"{file.stem}{'' if number == 1 else f'-{number}'}{_UNREADABLE}")
        if not os.path.lexists(aside):
            break
        number += 1
    try:
        file.rename(aside)
    except OSError:  # in a place that may only be read it stays where it is
        return file
    return aside


def unreadable_said(files: Sequence[Path]) -> str:
    """What the person is told of drafts that could not be read."""
    names = ", ".join(str(file) for file in files)
    if len(files) == 1:
        return f"A draft could not be read; it was set aside, not deleted: {names}. All other drafts are here."
    return f"{len(files)} drafts could not be read; they were set aside, not deleted: {names}. All others are here."
