"""What a file is, told from its name and its first hundred bytes, before SQLite is let near it.

SQLite may write to a file that it opens (a leftover log, a file that it takes for empty), so whatever is wrong is
found here first, and the file stays byte for byte as it was. Header layout: sqlite.org/fileformat2.html, section 1.3.
"""

from __future__ import annotations

import os
import stat
import struct
from pathlib import Path

from aboveboard.errors import JournalError
from aboveboard.journal import migrations
from aboveboard.journal.sqlite import APPLICATION_ID, damaged, foreign, newer

_MAGIC = b"SQLite format 3\x00"


def inspect(path: Path) -> None:
    """Nothing where the file may be a journal that can be opened and written; else JournalError, each trouble its
    own.
    """
    header = _first_bytes(path)
    if not header:
        raise JournalError(
            f"The journal {path} is empty: it holds not a single byte. It was left as it is. "
            "Bring back a backup with “aboveboard restore FILE”."
        )
    if not header.startswith(_MAGIC):
        raise JournalError(
            f"{path} is not a journal of Aboveboard but some other kind of file. "
            "It was left as it is; name another file."
        )
    if len(header) < 100:
        raise JournalError(damaged(path))
    application, version = struct.unpack(">I", header[68:72])[0], struct.unpack(">I", header[60:64])[0]
    if application != APPLICATION_ID:
        raise JournalError(foreign(path))
    if version > migrations.NEWEST:
        raise JournalError(newer(path))
    if _is_cut(path, header):
        raise JournalError(damaged(path))
    _may_write(path)


def _first_bytes(path: Path) -> bytes:
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise JournalError(f"{path} is a folder, not a journal. Name the journal file in it.")
        if not stat.S_ISREG(kind):
            raise JournalError(f"{path} is a device or a pipe, not a journal. Name a file.")
        with path.open("rb") as file:
            return file.read(100)
    except (FileNotFoundError, NotADirectoryError):
        raise JournalError(
            f"There is no journal at {path}, and none was made. Look at the name, or make one with “aboveboard new”."
        ) from None
    except PermissionError:
        raise JournalError(
            f"You may not read {path}. It was left as it is; ask its owner or change its permissions."
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "the name cannot be used"
        raise JournalError(f"{path} cannot be read ({why.lower()}). It was left as it is.") from None


def _is_cut(path: Path, header: bytes) -> bool:
    """Is the file shorter than its header says? While a log lies beside it, it may be, for a moment or until
    recovery.
    """
    for _ in range(3):
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size > 0:
            return False
        size = struct.unpack(">H", header[16:18])[0]
        page = 65536 if size == 1 else size
        pages = struct.unpack(">I", header[28:32])[0]
        if page >= 512 and path.stat().st_size >= page * pages:
            return False
        # Another process may have brought its log into the file between the two looks: look again.
        header = _first_bytes(path)
    return True


def _may_write(path: Path) -> None:
    if not os.access(path, os.W_OK):
        raise JournalError(
            f"The journal {path} may only be read, not written. "
            "It was left as it is; change its permissions or move it."
        )
    if not os.access(path.absolute().parent, os.W_OK | os.X_OK):
        raise JournalError(
            f"Nothing can be written into the folder of {path}, which a journal needs while it is open. "
            "It was left as it is; change the folder's permissions or move the journal."
        )
