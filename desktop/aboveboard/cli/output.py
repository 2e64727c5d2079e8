"""What the command line prints: text for a terminal, or one JSON document.

Text of the record is never trusted on a terminal: control characters and direction overrides are taken out, so that a
client's name can neither colour the screen nor turn a line around (contracts, 9).
"""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime
from typing import Any

from aboveboard.clock import iso

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def terminal(text: str) -> str:
    """Text as a terminal may have it: no control characters, no overrides, tabs as blanks, line ends as they are."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\t", " "))


def one_line(text: str, most: int = 100) -> str:
    """The text on one line of at most `most` characters, for lists on a terminal."""
    line = " ".join(terminal(text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def say(text: str) -> None:
    """A message for the person: to stderr, so that stdout holds the answer alone."""
    print(terminal(text), file=sys.stderr)


def document(data: Any) -> str:
    """One JSON document; what a terminal could take for a command is escaped, which JSON reads as the same text."""
    body = json.dumps(data, ensure_ascii=False, indent=1, default=_plain)
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", body)


def _plain(value: Any) -> Any:
    raise TypeError(f"{type(value).__name__} has no place in an answer")


def moment(value: datetime | None, zone: str) -> str | None:
    """A time for an answer: ISO 8601 with the offset of its zone."""
    return None if value is None else iso(value, zone)


def emit(data: Any, lines: list[str], as_json: bool) -> None:
    """Print the answer: the document with `--json`, else its lines."""
    text = document(data) if as_json else "\n".join(terminal(line) for line in lines)
    if text:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
