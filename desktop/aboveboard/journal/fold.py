"""How written words become the words that are searched for: both sides of a search are folded by the same rules.

Case, accents and marks go; ß is ss, ø is o, æ is ae; ligatures and wide forms are their plain letters; soft hyphens and
other signs without width are passed over, so that a word broken by one stays one word. Writing without spaces between
words (Chinese, Japanese, Thai ...) is split into its signs, so that a word inside a run is found as a phrase. Whatever
is neither letter nor figure parts words. Folding goes sign by sign, so that each folded word knows its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Letters that have no decomposition in Unicode and that people still type as their plain neighbours.
_NEIGHBOURS = {
    "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n",
    "ĸ": "k", "ƒ": "f", "ɓ": "b", "ɗ": "d", "ǥ": "g", "ə": "e", "ǝ": "e", "ᵫ": "ue", "ꜳ": "aa", "ꝏ": "oo", "ȷ": "j",
}  # fmt: skip
_DROPPED_LETTERS = "\u0640\u034f"  # the Arabic stretch, the grapheme joiner
_APOSTROPHES = "'\u2018\u2019\u02bc\u02bb\u02b9\uff07\u0060\u00b4\u2032"
_JOINERS = "-\u2010\u2011\u2012\u2013\u00b7._@" + _APOSTROPHES
_KANA_VOICE = "\u3099\u309a"
_UNSPACED = (
    "\u0e01-\u0e2e\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eae\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6"  # Thai, Lao
    "\u1000-\u102a\u103f\u1780-\u17b3"  # Myanmar, Khmer
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\uf900-\ufaff"
    "\U00016fe0-\U00018cff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
_UNSPACED_SIGN = re.compile(f"[{_UNSPACED}][{_KANA_VOICE}]*")
_PIECE = re.compile("[0-9A-Za-z\x80-\U0010ffff]+")  # what no ASCII sign parts
_SPACES = re.compile(" {2,}")


def _fold_sign(sign: str) -> str:
    """What one sign of a text becomes: letters, nothing (passed over) or a space (parts words)."""
    if sign in _APOSTROPHES:
        return " "
    folded = []
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold()):
        category = unicodedata.category(part)
        if category == "Nd":
            folded.append(str(unicodedata.decimal(part)))
        elif part in _DROPPED_LETTERS or category in ("Cf", "Me", "Cs") or _is_dropped_mark(part, category):
            continue
        elif category[0] in "LNM" or category == "Co":
            folded.append(_NEIGHBOURS.get(part, part))
        else:
            folded.append(" ")
    return "".join(folded)


def _is_dropped_mark(part: str, category: str) -> bool:
    """Accents, points and variation signs go; vowel signs that stand for a sound of their own (class 0, 8, 9) stay."""
    if category != "Mn":
        return False
    selector = "\u180b" <= part <= "\u180f" or "\ufe00" <= part <= "\ufe0f" or "\U000e0100" <= part <= "\U000e01ef"
    return selector or unicodedata.combining(part) not in (0, 8, 9)


class _Table(dict[int, str]):
    """`str.translate`'s table, filled as signs are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_sign(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """The folded words of a text, each parted from the next by one space; "" where it has none. Any string will do."""
    folded = text.translate(_TABLE)
    if not folded.isascii():
        folded = _UNSPACED_SIGN.sub(r" \g<0> ", folded)
    return _SPACES.sub(" ", folded).strip(" ")


def name_key(name: str) -> str:
    """A name folded for comparing: case, accents, signs and runs of spaces do not count. Of signs alone: itself."""
    return fold(name) or name.strip().casefold()


def phrases(text: str) -> list[tuple[str, ...]]:
    """What a person typed, as runs of folded words that must stand together.

    Spaces and signs part the runs; a single hyphen, apostrophe, dot, @ or _ between letters ties the words beside it
    ("a-b", "don't", "31.12"), and so do the signs of an unspaced script. Each run once, in the order typed.
    """
    found: dict[tuple[str, ...], None] = {}
    for typed in text.split():
        run: list[str] = []
        between = 0
        for piece in _pieces(typed):
            if isinstance(piece, tuple):
                if between > 1 and run:
                    found[tuple(run)] = None
                    run = []
                run.extend(piece)
                between = 0
            else:
                between += piece
        if run:
            found[tuple(run)] = None
    return list(found)


def _pieces(typed: str) -> Iterator[tuple[str, ...] | int]:
    """Words of a typed piece, and between them how strongly they are parted (1 where one joining sign stands there)."""
    start = 0
    for place, sign in enumerate(typed):
        folded = _TABLE[ord(sign)]
        if not folded or folded.strip(" "):
            continue
        inner = tuple(fold(typed[start:place]).split(" "))
        if inner != ("",):
            yield inner
        yield 1 if sign in _JOINERS else 2
        start = place + 1
    inner = tuple(fold(typed[start:]).split(" "))
    if inner != ("",):
        yield inner


class Word(NamedTuple):
    """A folded word and where it stands in the text as written (code points, end not included)."""

    word: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The folded words of `text[start:end]`, their places in `text`; marks and widthless signs go with their letter."""
    found: list[Word] = []
    for piece in _PIECE.finditer(text, start, len(text) if end is None else end):
        if piece[0].isascii():
            found.append(Word(piece[0].lower(), piece.start(), piece.end()))
        else:
            found += _sign_by_sign(text, piece.start(), piece.end())
    return found


def _sign_by_sign(text: str, start: int, stop: int) -> list[Word]:
    found: list[Word] = []
    letters: list[str] = []
    begin = last = start
    alone = False  # is the word under way one sign of an unspaced script?

    def close() -> None:
        if letters:
            found.append(Word("".join(letters), begin, last))
            letters.clear()

    for place in range(start, stop):
        folded = _TABLE[ord(text[place])]
        if not folded:
            if letters:
                last = place + 1
            continue
        for letter in folded:
            if letter == " ":
                close()
                continue
            sign = bool(_UNSPACED_SIGN.match(letter)) if letter > "\u0e00" else False
            if sign or (alone and letter not in _KANA_VOICE):
                close()
            if not letters:
                begin = place
            if sign or not letters:
                alone = sign
            letters.append(letter)
            last = place + 1
    close()
    return found
