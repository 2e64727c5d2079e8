"""Where sentences end. Times, decimals, addresses and abbreviations end none; a short line does."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st no nos nr vs etc approx ca cf fig ref tel e.g i.e eg ie a.m p.m am pm jan feb mar apr "
    "jun jul aug sep sept oct nov dec "
    "p.s p.p.s mon tue tues wed thu thur thurs fri sat sun ltd inc co corp gmbh z.b d.h u.a bzw art para sec min "
    "max est incl excl resp hr hrs".split()
)
# These may also end a sentence: whether they do is told by what follows.
_EITHER = frozenset(
    "a.m p.m am pm etc ltd inc co corp gmbh jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri "
    "sat sun min hr hrs no est sec".split()
)
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|[.!?…]+(?=[\U0001F300-\U0001FAFF\u2600-\u27BF])")
# A zone after "10 a.m." belongs to it.
_ZONE = re.compile(
    r"\s+(?:[A-Z]{2,5}\b|(?:Eastern|Central|Mountain|Pacific|Atlantic|Alaska|Hawaii|Arizona)\b"
    r"|[A-Z]\w+(?: [A-Z]\w+)? time\b)"
)
_LAST_WORD = re.compile(r"[\w.]*\w$")
_OPENS = re.compile(r"\s*[\"'“‘(\[]*(?P<c>\w|\W)", re.S)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of one block of text. Times, decimals, addresses and abbreviations end none."""
    spans: list[tuple[int, int]] = []
    begin = 0
    for hit in _breaks(text):
        spans.append((begin, hit))
        begin = hit
    spans.append((begin, len(text)))
    trimmed = []
    for start, end in spans:
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            trimmed.append((start + left, start + left + len(piece.strip())))
    return trimmed


def _breaks(text: str) -> Iterator[int]:
    ends = [hit.end() for hit in _STOP.finditer(text) if _is_end(text, hit)]
    lines: list[int] = []
    at = text.find("\n")
    begin = 0
    while at >= 0:
        if _line_ends(text[begin:at], text[at + 1 : at + 200]):
            lines.append(at)
        begin = at + 1
        at = text.find("\n", begin)
    yield from sorted({*ends, *lines})


def _is_end(text: str, hit: re.Match[str]) -> bool:
    if hit.end() >= len(text):
        return False
    following = _OPENS.match(text, hit.end())
    first = following.group("c") if following else ""
    if hit.group()[0] != ".":
        return not first.islower() or "\n" in text[hit.end() : hit.end() + 2]
    word = _LAST_WORD.search(text, max(0, hit.start() - 20), hit.start())
    last = word.group().lower() if word else ""
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "i"):
        # "no." and "Nov." may end a sentence; a capital that begins no name of a day, month or person tells.
        if last in ("a.m", "p.m", "am", "pm") and _ZONE.match(text, hit.end()):
            return False
        return last in _EITHER and first.isupper() and not (last == "no" and first.isdigit())
    if last.isdigit() and len(last) <= 2 and hit.start() - len(last) == 0:
        return False  # "1. First" at the head of a line
    return not first.islower()


def _line_ends(line: str, after: str) -> bool:
    """Is this line break the end of a sentence, or was the line only wrapped?"""
    following = after.lstrip(" \t\"'“‘(")[:1]
    if not line.strip() or not following or line.rstrip()[-1:] in ",;-–—":
        return False
    if line.rstrip()[-1:] == ":":
        return True
    return len(line.rstrip()) < 50 and not following.islower()
