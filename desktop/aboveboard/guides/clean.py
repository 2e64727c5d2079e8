"""Text as a letter may have it: no control characters, no direction overrides, line ends as `\\n`.

A letter goes through mail programs, clipboards and terminals; none of them may take a client's name for a command.
"""

from __future__ import annotations

import re

# Controls, the overrides and isolates that turn a line around, the byte order mark, and halves of a character.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb]")
_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text without what is not seen; tabs become blanks, every kind of line end `\\n`."""
    return _UNSEEN.sub("", _ENDS.sub("\n", text)).replace("\t", " ")


def one_line(text: str) -> str:
    """The text on one line, runs of blanks and line ends as one blank."""
    return " ".join(clean(text).split())


def has_controls(text: str) -> bool:
    """Does it hold a line break, a control character or a direction override?"""
    return bool(_UNSEEN.search(text) or _ENDS.search(text) or "\n" in text or "\t" in text)
