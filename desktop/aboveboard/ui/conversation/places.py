"""Offsets: the advice counts code points, Qt counts UTF-16 units; an emoji is one of those, two of these."""

from __future__ import annotations

from bisect import bisect_right


class Places:
    """Converts offsets of one text both ways; for text without astral characters it does nothing."""

    def __init__(self, text: str) -> None:
        self._wide = [i for i, sign in enumerate(text) if ord(sign) > 0xFFFF] if not text.isascii() else []
        self._units = [i + n + 1 for n, i in enumerate(self._wide)]  # the unit after the first half of each pair

    def to_qt(self, at: int) -> int:
        """A code point offset as a position in a QTextDocument."""
        return at + bisect_right(self._wide, at - 1) if self._wide else at

    def from_qt(self, at: int) -> int:
        """A position in a QTextDocument as a code point offset."""
        return at - bisect_right(self._units, at - 1) if self._units else at
