"""The whole journal as files that any program reads, so that nobody is locked in.

`journal.json` holds everything: every noun's rows (binned ones too), and the history with its digests and links, as the
record has them (times UTC, BLOBs as lower-case hex). Beside it one CSV a noun, for a spreadsheet: there a cell that a
spreadsheet would take for a formula gets an apostrophe before it, and one that begins with an apostrophe before such a
sign gets one more, so that reading it back gives the same text. Drafts are in `drafts.json`, as they are.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, SQLModel, select

from aboveboard.clock import as_text
from aboveboard.errors import JournalError
from aboveboard.journal.models import NOUNS

_FORMULA = re.compile(r"'?(?:[=@\t\r\n]|[+-](?![\d ().-]*$))")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `unguarded` gives the text back."""
    return "'" + cell if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def contents(session: Session) -> dict[str, Any]:
    """Everything in the journal as plain values, read in the session's one transaction."""
    nouns = {noun: _rows(session, model) for noun, model in NOUNS.items()}
    acts = session.connection().execute(text("select id, at, zone, name, undoes, link from act order by id")).mappings()
    changes = session.connection().execute(
        text(
            "select act_id, position, noun, noun_id, before, after, salt, digest from change order by act_id, position"
        )
    )
    by_act: dict[int, list[dict[str, Any]]] = {}
    for change in changes.mappings():
        by_act.setdefault(change["act_id"], []).append(_plain(change))
    history = [{**_plain(act), "changes": by_act.get(act["id"], [])} for act in acts]
    return {"format": "aboveboard journal", "version": 1, "nouns": nouns, "history": history}


def write(everything: Mapping[str, Any], drafts: Sequence[Mapping[str, Any]], folder: Path) -> list[Path]:
    """Write the files of an export into a new or empty folder (0700, files 0600); returns their paths.

    Raises JournalError where something is in the way or the disk does not take it; a half-written file is not left.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise JournalError(f"There is already something in {folder}. Choose an empty or a new folder.", "folder")
        made = [_file(folder / "journal.json", _json(everything)), _file(folder / "drafts.json", _json(list(drafts)))]
        for noun, rows in everything["nouns"].items():
            if rows:
                made.append(_file(folder / f"{noun}.csv", _csv(rows)))
    except NotADirectoryError:
        raise JournalError(f"{folder} is a file. Choose a folder for the export.", "folder") from None
    except FileExistsError:
        raise JournalError(f"{folder} is a file. Choose a folder for the export.", "folder") from None
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise JournalError(
            f"The export could not be written to {folder}: {reason}. The journal is as it was; choose another folder.",
            "folder",
        ) from None
    return made


def _rows(session: Session, model: type[SQLModel]) -> list[dict[str, Any]]:
    table = model.__table__  # type: ignore[attr-defined]
    return [_plain(row) for row in session.connection().execute(select(table).order_by(table.c.id)).mappings()]


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): _value(value) for key, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return as_text(value)
    if isinstance(value, bytes):
        return value.hex()
    return value


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    columns = list(rows[0])
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guarded(str(value))


def _file(path: Path, body: str) -> Path:
    aside = path.with_name(path.name + ".part")
    try:
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return path
