"""Hand edits and new answers in one letter: a three-way merge by paragraph.

A letter that grows from answers is rendered again and again while a person may already have changed it by hand. So each
paragraph remembers what the answers made of it last, and what stands in the letter now:

- untouched: it follows the answers;
- changed by hand, answers the same: it stays as the person left it ("yours");
- both changed: both texts are kept until the person chooses; nothing is dropped and nothing is decided silently;
- written by hand: it stays where it was put, after the paragraph before it;
- taken out by hand: it stays out, and is offered again only when the answers change what it would say.

Everything here is a value: functions take a letter and give a new one. Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Literal

Choice = Literal["mine", "new", "both"]

_GAP = "\n\n"
_SEPARATOR = re.compile(r"\n(?:[ \t]*\n)+")
_ALIKE = 0.45  # from this share of equal signs on, a changed paragraph is taken for the same one


@dataclass(frozen=True)
class Piece:
    """One paragraph of the letter.

    `key`: the rendered paragraph it came from, None where a person wrote it. `made`: what the answers made of it when
    the person last agreed with them. `text`: what stands in the letter, "" where the person took it out. `offered`:
    what the answers make of it now, where both changed; "" where they no longer call for it; None where nothing is to
    be chosen. `before`: the blank lines in front of it, exactly as they are.
    """

    text: str
    key: str | None = None
    made: str = ""
    offered: str | None = None
    before: str = _GAP

    @property
    def standing(self) -> bool:
        """Does it stand in the letter?"""
        return bool(self.text)

    @property
    def by_hand(self) -> bool:
        """Written or changed by the person; "yours" beside it."""
        return self.key is None or self.text.rstrip() != self.made.rstrip()

    @property
    def in_question(self) -> bool:
        """Both changed: the person is to choose."""
        return self.offered is not None


@dataclass(frozen=True)
class Letter:
    """The paragraphs of a letter in order, those taken out by hand included; `head`, `tail`: blank lines around."""

    pieces: tuple[Piece, ...] = ()
    head: str = ""
    tail: str = ""

    @property
    def text(self) -> str:
        """The letter as it stands."""
        return self.head + _joined(p for p in self.pieces if p.standing) + self.tail

    def places(self) -> list[tuple[int, int, int]]:
        """(start, end, index of the piece) of every paragraph that stands in `text`."""
        found, at, first = [], len(self.head), True
        for index, piece in enumerate(self.pieces):
            if not piece.standing:
                continue
            at += 0 if first else len(piece.before)
            found.append((at, at + len(piece.text), index))
            at, first = at + len(piece.text), False
        return found

    @property
    def questions(self) -> list[int]:
        """Indexes of the pieces where both changed and nobody has chosen yet."""
        return [i for i, piece in enumerate(self.pieces) if piece.in_question]

    @property
    def touched(self) -> bool:
        """Has a person changed anything?"""
        return bool(self.head or self.tail) or any(p.by_hand or p.in_question for p in self.pieces)

    def as_json(self) -> dict[str, Any]:
        """Plain values for a draft file."""
        pieces = [{name: value for name, value in vars(p).items() if value != _EMPTY[name]} for p in self.pieces]
        return {"pieces": pieces, "head": self.head, "tail": self.tail}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Letter:
        """The letter of a draft file; unknown fields are passed over, a wrong shape raises ValueError."""
        try:
            pieces = tuple(Piece(**{k: v for k, v in p.items() if k in _EMPTY}) for p in kept.get("pieces", ()))
            if not all(isinstance(p.text, str) and isinstance(p.made, str) for p in pieces):
                raise TypeError
        except (AttributeError, TypeError):
            raise ValueError("not a kept letter") from None
        return cls(pieces, str(kept.get("head", "")), str(kept.get("tail", "")))


_EMPTY: dict[str, Any] = {"text": None, "key": None, "made": "", "offered": None, "before": _GAP}


def begin(rendered: Iterable[tuple[str, str]]) -> Letter:
    """A letter that nobody has touched, from rendered paragraphs as (key, text)."""
    return Letter(tuple(Piece(text, key, text) for key, text in _unique(rendered)))


def update(letter: Letter, rendered: Iterable[tuple[str, str]]) -> Letter:
    """The letter after the answers changed: `rendered` is the whole new rendering, as (key, text) in order."""
    new = _unique(rendered)
    wanted = dict(new)
    followed: dict[str | None, list[Piece]] = {}  # a piece's key -> what stands after it that has none in `new`
    kept: dict[str, Piece] = {}
    anchor: str | None = None
    for piece in letter.pieces:
        if piece.key is not None and piece.key in wanted:
            anchor = piece.key
            kept[anchor] = _follow_answers(piece, wanted[anchor])
        elif piece.key is None or (piece.standing and piece.by_hand):
            stays = piece if piece.key is None else replace(piece, offered="")
            followed.setdefault(anchor, []).append(stays)
    pieces = list(followed.pop(None, []))
    for key, text in new:
        pieces.append(kept[key] if key in kept else Piece(text, key, text))
        pieces.extend(followed.pop(key, []))
    return replace(letter, pieces=tuple(pieces))


def _follow_answers(piece: Piece, text: str) -> Piece:
    if text == piece.made:
        return replace(piece, offered=None)
    if not piece.by_hand:
        return replace(piece, text=text, made=text, offered=None)
    if text.rstrip() == piece.text.rstrip():
        return replace(piece, made=text, offered=None)
    return replace(piece, offered=text)


def edited(letter: Letter, text: str) -> Letter:
    """The letter after a person changed it by hand to `text`; its `text` is then exactly that."""
    if text == letter.text:
        return letter
    head, paragraphs, tail = _parse(text)
    standing = [i for i, piece in enumerate(letter.pieces) if piece.standing]
    pairs = _paired([letter.pieces[i].text for i in standing], [words for _, words in paragraphs])
    source = {new: standing[old] for old, new in pairs}
    pieces: list[Piece] = []
    done = 0  # pieces of the old letter that are already placed

    def place_gone(up_to: int) -> None:
        for piece in letter.pieces[done:up_to]:
            if piece.key is not None:  # a paragraph written by hand and taken out again is simply gone
                pieces.append(replace(piece, text=""))

    for new, (before, words) in enumerate(paragraphs):
        if new in source:
            place_gone(source[new])
            done = source[new] + 1
            pieces.append(_agree(replace(letter.pieces[source[new]], text=words, before=before)))
        else:
            pieces.append(Piece(words, before=before))
    place_gone(len(letter.pieces))
    return Letter(tuple(pieces), head, tail)


def _agree(piece: Piece) -> Piece:
    """Where the person wrote just what the answers offer, there is nothing left to choose."""
    if piece.offered and piece.text.rstrip() == piece.offered.rstrip():
        return replace(piece, made=piece.offered, offered=None)
    return piece


def choose(letter: Letter, index: int, choice: Choice) -> Letter:
    """Settle one paragraph where both changed: keep "mine", take the "new" one, or show "both" below each other."""
    piece = letter.pieces[index]
    if piece.offered is None:
        return letter
    mine = replace(piece, made=piece.offered, offered=None)
    if piece.offered == "":  # the answers no longer call for it: what is kept is the person's own from now on
        settled: tuple[Piece, ...] = () if choice == "new" else (Piece(piece.text, before=piece.before),)
    elif choice == "mine":
        settled = (mine,)
    elif choice == "new" or not piece.standing:
        settled = (replace(mine, text=piece.offered),)
    else:
        settled = (Piece(piece.text, before=piece.before), replace(mine, text=piece.offered, before=_GAP))
    return replace(letter, pieces=letter.pieces[:index] + settled + letter.pieces[index + 1 :])


@dataclass(frozen=True)
class Edit:
    """Put `text` in the place of `start` to `end` of the old text."""

    start: int
    end: int
    text: str


def edits(old: str, new: str) -> list[Edit]:
    """The few replacements that turn one letter into the other, the last one first, so that offsets stay true.

    Unchanged paragraphs are not touched; inside a changed one, equal words at its beginning and end are left alone.
    """
    if old == new:
        return []
    before, after = _tokens(old), _tokens(new)
    starts = [0]
    for token in before:
        starts.append(starts[-1] + len(token))
    found = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            found.append(_trimmed(starts[i1], "".join(before[i1:i2]), "".join(after[j1:j2])))
    return found[::-1]


def _trimmed(start: int, old: str, new: str) -> Edit:
    least = min(len(old), len(new))
    head = next((i for i in range(least) if old[i] != new[i]), least)
    while head and head < max(len(old), len(new)) and not _between_words(old, head, new):
        head -= 1
    left = least - head
    tail = next((i for i in range(left) if old[-1 - i] != new[-1 - i]), left)
    while tail and not (old[len(old) - tail].isspace() or old[len(old) - tail - 1 : len(old) - tail].isspace()):
        tail -= 1
    return Edit(start + head, start + len(old) - tail, new[head : len(new) - tail])


def _between_words(old: str, at: int, new: str) -> bool:
    return old[at - 1].isspace() or (old[at : at + 1].isspace() and new[at : at + 1].isspace())


def _tokens(text: str) -> list[str]:
    """Paragraphs and the blank lines between them, in order; joined they give the text."""
    found, at = [], 0
    for gap in _SEPARATOR.finditer(text):
        found += [text[at : gap.start()], gap.group()]
        at = gap.end()
    return [token for token in (*found, text[at:]) if token]


def _parse(text: str) -> tuple[str, list[tuple[str, str]], str]:
    """Blank lines before, (blank lines in front, paragraph) in order, blank lines after."""
    body = text.lstrip("\n")
    head = text[: len(text) - len(body)]
    inner = body.rstrip("\n")
    tail = body[len(inner) :]
    if not inner:
        return text, [], ""
    paragraphs, at, before = [], 0, ""
    for gap in _SEPARATOR.finditer(inner):
        paragraphs.append((before, inner[at : gap.start()]))
        at, before = gap.end(), gap.group()
    paragraphs.append((before, inner[at:]))
    first = (_GAP, paragraphs[0][1])  # the first one has nothing in front now, but may get a neighbour later
    return head, [first, *paragraphs[1:]], tail


def _joined(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text if first == 0 else piece.before + piece.text for first, piece in enumerate(pieces))


def _unique(rendered: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Rendered paragraphs with text, keys made unique by a number where a template uses one twice."""
    seen: dict[str, int] = {}
    out = []
    for key, text in rendered:
        words = text.strip("\n")
        if not words.strip():
            continue
        seen[key] = seen.get(key, 0) + 1
        out.append((key if seen[key] == 1 else f"{key}#{seen[key]}", words))
    return out


def _paired(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraph of the new text is which of the old one, in order, each at most once."""
    found = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal" or (what == "replace" and i2 - i1 == j2 - j1 == 1):
            found += list(zip(range(i1, i2), range(j1, j2), strict=True))
        elif what == "replace":
            found += [(i1 + i, j1 + j) for i, j in _most_alike(old[i1:i2], new[j1:j2])]
    return found


def _most_alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs in order with the greatest likeness in all; unlike ones stay alone."""
    if len(old) * len(new) > 900:  # a letter is short; for a pasted book the order alone must do
        return [(i, i) for i in range(min(len(old), len(new)))]
    like = [[_likeness(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], like[i][j] + best[i + 1][j + 1] if like[i][j] else 0.0)
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _likeness(one: str, other: str) -> float:
    if len(one) > 4000 or len(other) > 4000:
        return 1.0 if one[:80] == other[:80] else 0.0
    match = SequenceMatcher(None, one, other, autojunk=False)
    if match.real_quick_ratio() < _ALIKE / 2:
        return 0.0
    longest = match.find_longest_match().size / max(1, min(len(one), len(other)))
    share = max(match.ratio(), longest * 0.9)  # half of a divided paragraph is still that paragraph
    return share if share >= _ALIKE else 0.0
