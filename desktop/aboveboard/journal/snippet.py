"""A short piece of a text around the words that were searched for, as they were written and marked whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aboveboard.journal.fold import Word, fold, words

LENGTH = 140
_CHUNK = 400
_LONGEST_WORD = 60
_UNEVEN = re.compile(r"^ | $| {2}|[^\S ]|[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True)
class Snippet:
    """A piece of text on one line; `marks`: (start, end) of the found words in it, in code points, in order."""

    text: str
    marks: tuple[tuple[int, int], ...]

    def marked(self, before: str, after: str) -> str:
        """The piece with these signs around each found word."""
        parts: list[str] = []
        last = 0
        for start, end in self.marks:
            parts += [self.text[last:start], before, self.text[start:end], after]
            last = end
        return "".join([*parts, self.text[last:]])


def cut(texts: Iterable[str], runs: Sequence[tuple[str, ...]], length: int = LENGTH) -> Snippet:
    """A piece of the first of these texts that holds one of the runs of folded words, else of the first not empty.

    Line breaks and control characters become blanks; no text is gone through further than to its first find.
    """
    texts = [text for text in texts if text.strip()]
    for text in texts:
        place = _first_find(text, runs)
        if place is not None:
            return _around(text, place, runs, length)
    return _around(texts[0], 0, runs, length) if texts else Snippet("", ())


def holds(text: str, runs: Sequence[tuple[str, ...]]) -> bool:
    """Does this (short) text hold each of the runs of folded words?"""
    said = words(text)
    return all(_spans(said, [run]) for run in runs)


def _first_find(text: str, runs: Sequence[tuple[str, ...]]) -> int | None:
    """Where the first found word begins; a long text is gone through piece by piece."""
    firsts = tuple({run[0] for run in runs})
    reach = _LONGEST_WORD * max((len(run) for run in runs), default=1)
    start = 0
    while start < len(text):
        end = _word_end(text, start + _CHUNK)
        folded = " " + fold(text[start:end])
        if any(f" {first}" in folded for first in firsts):
            spans = _spans(words(text, start, _word_end(text, end + reach)), runs)
            if spans:
                return spans[0][0]
        start = end
    return None


def _word_end(text: str, place: int) -> int:
    """The next blank from there on, but not far: a text without any is cut anyway."""
    gap = _BREAKS.search(text, place, place + 40 * _LONGEST_WORD)
    return gap.start() if gap else min(len(text), place + 40 * _LONGEST_WORD)


def _spans(said: Sequence[Word], runs: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """The places of the runs among the words of a text: each word equal, the last one from its beginning."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for run in runs:
        by_first.setdefault(run[0][:1], []).append(run)
    found: list[tuple[int, int]] = []
    for place, word in enumerate(said):
        for run in by_first.get(word.word[:1], ()):
            here = said[place : place + len(run)]
            if len(here) < len(run) or not here[-1].word.startswith(run[-1]):
                continue
            if all(spoken.word == wanted for spoken, wanted in zip(here[:-1], run[:-1], strict=True)):
                found.append((word.start, here[-1].end))
    return _joined(found)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _around(text: str, place: int, runs: Sequence[tuple[str, ...]], length: int) -> Snippet:
    """A piece of about `length` signs with the word at `place` in it, cut between words where there are gaps."""
    begin = 0 if place <= length // 2 else _gap_before(text, place - length // 3, place)
    end = len(text) if len(text) - begin <= length else _gap_after(text, begin + length)
    far = min(len(text), end + 4 * _LONGEST_WORD)
    spans = _spans(words(text, begin, far), runs)
    for start, stop in spans:  # the word found is never cut, unless it is longer than any word
        if start < end < stop and stop - start <= 4 * _LONGEST_WORD:
            end = stop
    lead, tail = ("… " if begin else ""), (" …" if end < len(text) else "")
    piece, marks = _on_one_line(text[begin:end], [(a - begin, min(b, end) - begin) for a, b in spans if a < end])
    return Snippet(lead + piece + tail, tuple((a + len(lead), b + len(lead)) for a, b in marks))


def _gap_before(text: str, place: int, most: int) -> int:
    """The beginning of a word at or shortly after `place`, at most at `most`."""
    gap = _BREAKS.search(text, place, most)
    return gap.end() if gap else place


def _gap_after(text: str, place: int) -> int:
    """The end of the word that stands at `place`, unless that is very far."""
    gap = _BREAKS.search(text, place, place + _LONGEST_WORD)
    return gap.start() if gap else min(place, len(text))


def _on_one_line(piece: str, marks: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Runs of blanks and line breaks as one blank each, with the marks moved accordingly."""
    if not _UNEVEN.search(piece):
        return piece, marks
    kept: list[str] = []
    moved = [0] * (len(piece) + 1)
    for place, sign in enumerate(piece):
        moved[place] = len(kept)
        blank = bool(_BREAKS.match(sign))
        if not blank or (kept and kept[-1] != " "):
            kept.append(" " if blank else sign)
    moved[len(piece)] = len(kept)
    line = "".join(kept).rstrip(" ")
    return line, [(moved[a], min(moved[b], len(line))) for a, b in marks if moved[a] < min(moved[b], len(line))]
