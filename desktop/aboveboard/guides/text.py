"""A letter as the checker and the promise finder read it: subject, greeting, paragraphs, sentences, signature.

Everything carries its place in the text that was given, counted in code points after universal newlines. Each sentence
also has a `plain` form (lower case, straight apostrophes, contractions written out, single spaces) in which rules look
for words; `place` leads from there back to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from aboveboard.guides.sentences import split_sentences

__all__ = ["Document", "Paragraph", "Sentence", "parse", "plainly", "split_sentences", "universal_newlines"]

BODY, ITEM, GREETING, SIGNATURE, QUOTED = "body", "item", "greeting", "signature", "quoted"
JUDGED = frozenset({BODY, ITEM})

_SAME_LENGTH = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\n": " ",
        "\t": " ",
    }
)
_SHORT = re.compile(
    r"\b(?:(?P<wont>won't)|(?P<cant>can't|cannot)|(?P<shant>shan't)|(?P<lets>let's)"
    r"|(?P<is>(?:it|that|there|here|what|who|he|she|this|where|how|everything|nothing)'s))\b"
    r"|(?P<not>n't)\b|(?P<tail>'(?:ll|ve|re|m|d))\b|(?P<blank> {2,})"
)
_TAILS = {"'ll": " will", "'ve": " have", "'re": " are", "'m": " am", "'d": " would"}
_WHOLE = {"wont": "will not", "cant": "can not", "shant": "shall not", "lets": "let us", "not": " not", "blank": " "}

_GREETING = re.compile(
    r"\W{0,6}(?:dear|hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings|to whom it may concern"
    r"|sehr geehrte[rs]?|liebe[rs]?|guten tag|hallo)\b"
    r"(?:(?:mr|mrs|ms|mx|dr|prof|fr|hr)\.|[^,.!?:;\n]){0,60}?(?P<end>[,!:.–—-]|(?=\n)|$)",
    re.I,
)
_NAME_GREETING = re.compile(r"(?:[A-ZÀ-Ý][\w.'’-]*)(?: (?:[A-ZÀ-Ý][\w.'’-]*|and|&)){0,4},$")
_CLOSING = re.compile(
    r"(?:(?:with |my |our )?(?:very |most |the )?(?:best|kind|kindest|warm|warmest|many|sincere)?[ ]?(?:regards"
    r"|wishes|greetings|thanks)|best|sincerely|yours?(?: \w+){0,2}|"
    r"(?:sincerely|respectfully|faithfully|truly)(?: yours)?|thanks?(?: you)?(?: again| very much| and (?:best"
    r"|kind) regards)?|cheers|all the best|respectfully|"
    r"take care|speak soon|talk soon|until then|mit freundlichen grüßen|(?:viele|beste|herzliche) grüße"
    r"|freundliche grüße)\W{0,3}$",
    re.I,
)
_ITEM = re.compile(r"[ \t]*(?:[-*•·–—‣]|\(?\d{1,2}[.)]|[a-z]\))[ \t]+(?=\S)|[ \t]*[-*•·‣][ \t]*$")
_QUOTE_HEAD = re.compile(r"(?:on|am) .{4,120}(?:wrote|schrieb.*):\s*$", re.I)
_REACH = re.compile(r"\+?\d[\d ()/.-]{5,}\d|[\w.+-]+@[\w-]+\.\w|https?://|www\.")
_NAMELIKE = re.compile(r"[A-ZÀ-Ý][\w.'’-]*(?:[ ,]+(?:[A-ZÀ-Ý][\w.'’-]*|of|and|&|at|–|-|\|)){0,7}\W*$")
_PS = re.compile(r"p\.?\s?p?\.?s\b", re.I)


@dataclass(slots=True)
class Sentence:
    """One sentence. `start`, `end`: code points of the letter; `kind`: body, item, greeting, signature or quoted."""

    start: int
    end: int
    text: str
    kind: str
    paragraph: int
    plain: str = ""
    _starts: list[int] | None = field(default=None, repr=False)
    _ends: list[int] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.plain, self._starts, self._ends = plainly(self.text)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the letter that `plain[start:end]` was made of."""
        if self._starts is None or self._ends is None:
            return self.start + start, self.start + end
        if end <= start:
            at = self._starts[start] if start < len(self._starts) else len(self.text)
            return self.start + at, self.start + at
        return self.start + self._starts[start], self.start + self._ends[end - 1]

    @property
    def words(self) -> int:
        """How many words a reader counts."""
        return len(re.findall(r"[^\W_](?:[\w'’.,:@/-]*[^\W_])?", self.text))


@dataclass(slots=True)
class Paragraph:
    """Lines that stand together. A list is one paragraph whose sentences are items."""

    start: int
    end: int
    sentences: list[Sentence]


@dataclass
class Document:
    """A letter, read once. `text`: the whole of it after universal newlines; `subject`: None where none was given."""

    text: str
    subject: Sentence | None
    paragraphs: list[Paragraph]
    subject_inside: bool

    @cached_property
    def sentences(self) -> list[Sentence]:
        """All sentences in order, of every kind."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph.sentences]

    @cached_property
    def judged(self) -> list[Sentence]:
        """The writer's own sentences: body and list, no quotation, greeting or signature."""
        return [sentence for sentence in self.sentences if sentence.kind in JUDGED]

    @cached_property
    def own(self) -> list[Sentence]:
        """All that the writer answers for, signature and greeting included, quotations not."""
        return [sentence for sentence in self.sentences if sentence.kind != QUOTED]


def universal_newlines(text: str) -> str:
    """Line ends as Python reads them from a file."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def lowered(text: str) -> str:
    """Lower case, straight quotes and plain blanks, sign for sign: as long as the text given."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(sign if len(sign.lower()) != 1 else sign.lower() for sign in text)
    return low.translate(_SAME_LENGTH)


def plainly(text: str) -> tuple[str, list[int] | None, list[int] | None]:
    """The plain form of a text and, where it is not sign for sign, the start and end of what each sign was made of."""
    low = lowered(text)
    if "'" not in low and "  " not in low and "cannot" not in low:
        return low, None, None
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for hit in _SHORT.finditer(low):
        parts.append(low[done : hit.start()])
        starts.extend(range(done, hit.start()))
        ends.extend(range(done + 1, hit.start() + 1))
        full = _written_out(hit)
        parts.append(full)
        starts.extend([hit.start()] * len(full))
        ends.extend([hit.end()] * len(full))
        done = hit.end()
    parts.append(low[done:])
    starts.extend(range(done, len(low)))
    ends.extend(range(done + 1, len(low) + 1))
    return "".join(parts), starts, ends


def _written_out(hit: re.Match[str]) -> str:
    kind = hit.lastgroup or ""
    if kind == "tail":
        return _TAILS[hit.group()]
    if kind == "is":
        return hit.group()[:-2] + " is"
    return _WHOLE[kind]


def parse(text: str, subject: str | None = None) -> Document:
    """Read a letter. A first line `Subject: ...` is its subject unless one is given. Never raises on any text."""
    text = universal_newlines(text)
    head, begin = _subject_line(text)
    inside = head is not None
    if subject is not None:
        head = Sentence(0, len(subject), subject, BODY, -1)
        inside = False
    blocks = _blocks(text, begin)
    kinds = _kinds(blocks)
    paragraphs = []
    for number, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        sentences = list(_sentences_of(block, kind, number))
        if sentences:
            paragraphs.append(Paragraph(block[0][0], block[-1][1], sentences))
    return Document(text, head, paragraphs, inside)


def _subject_line(text: str) -> tuple[Sentence | None, int]:
    first, newline, _ = text.partition("\n")
    hit = re.match(r"\ufeff?(?:subject|betreff)[ \t]*:[ \t]*", first, re.I)
    if hit is None:
        return None, 0
    words = first[hit.end() :].rstrip()
    return Sentence(hit.end(), hit.end() + len(words), words, BODY, -1), len(first) + len(newline)


Line = tuple[int, int, str]


def _blocks(text: str, begin: int) -> list[list[Line]]:
    """Lines that stand together: cut at blank lines, and where quotation begins or ends."""
    blocks: list[list[Line]] = []
    now: list[Line] = []
    at = begin
    quoted = False
    for raw in text[begin:].split("\n"):
        line = (at, at + len(raw), raw)
        at += len(raw) + 1
        is_quoted = raw.lstrip().startswith(">")
        if not raw.strip() or is_quoted != quoted:
            if now:
                blocks.append(now)
            now = []
        quoted = is_quoted
        if raw.strip():
            now.append(line)
    if now:
        blocks.append(now)
    return blocks


def _kinds(blocks: list[list[Line]]) -> list[str]:
    kinds = [QUOTED if block[0][2].lstrip().startswith(">") else BODY for block in blocks]
    for number, kind in enumerate(kinds[:-1]):
        if (
            kind == BODY
            and kinds[number + 1] == QUOTED
            and len(blocks[number]) <= 2
            and _QUOTE_HEAD.match(" ".join(line[2] for line in blocks[number]))
        ):
            kinds[number] = QUOTED
    own = [number for number, kind in enumerate(kinds) if kind == BODY]
    _mark_signature(blocks, kinds, own)
    return kinds


def _mark_signature(blocks: list[list[Line]], kinds: list[str], own: list[int]) -> None:
    for order, number in enumerate(own):
        for line, (_, _, words) in enumerate(blocks[number]):
            closes = words.strip() in {"--", "—"} or (
                len(words) <= 45 and _CLOSING.match(words.strip()) and (order or line)
            )
            if not closes or len(own) - order > 5 or len(blocks[number]) - line > 9:
                continue
            if any(len(later[2]) > 90 for later in blocks[number][line + 1 :]):
                continue
            if line:
                blocks.insert(number + 1, blocks[number][line:])
                kinds.insert(number + 1, SIGNATURE)
                blocks[number] = blocks[number][:line]
                own[order + 1 :] = [later + 1 for later in own[order + 1 :]]
            else:
                kinds[number] = SIGNATURE
            for later in own[order + 1 :]:
                is_text = _PS.match(blocks[later][0][2].strip()) or any(len(each[2]) > 90 for each in blocks[later])
                kinds[later] = BODY if is_text else SIGNATURE
            return
    if len(own) > 1 and _looks_signed([line[2].strip() for line in blocks[own[-1]]]):
        kinds[own[-1]] = SIGNATURE


def _looks_signed(lines: list[str]) -> bool:
    """A last block without a closing: a name, and below it how to reach the writer."""
    if len(lines) > 6 or any(
        len(line) > 60 or (line[-1:] in ".!?" and not line.endswith(("Ltd.", "Inc.", "Co."))) for line in lines
    ):
        return False
    if any(_ITEM.match(line) for line in lines):
        return False
    return bool(_NAMELIKE.match(lines[0].lstrip("-–— "))) and (
        len(lines) == 1 or any(_REACH.search(line) or _NAMELIKE.match(line) for line in lines[1:])
    )


def _sentences_of(block: list[Line], kind: str, number: int) -> Iterator[Sentence]:
    if kind in (QUOTED, SIGNATURE):
        for start, _, raw in block:
            yield from _trimmed(start, raw, kind, number)
        return
    rest = block
    if number == 0 or _GREETING.match(block[0][2].lstrip()):
        greeting = _greeting_end(block[0][2], first=number == 0)
        if greeting:
            start, _, raw = block[0]
            yield from _trimmed(start, raw[:greeting], GREETING, number)
            left = raw[greeting:]
            rest = ([(start + greeting, start + len(raw), left)] if left.strip() else []) + block[1:]
    for begin, words, sort in _pieces(rest):
        if sort == ITEM and not words.strip():
            yield Sentence(begin, begin + len(words), words, ITEM, number)
        for start, end in split_sentences(words):
            yield Sentence(begin + start, begin + end, words[start:end], sort, number)


def _greeting_end(line: str, *, first: bool) -> int:
    hit = _GREETING.match(line)
    if hit and (first or hit.end() >= len(line.rstrip())):
        tail = line[hit.end() :]
        return hit.end() if tail.strip() and hit.group("end") else len(line) if len(tail) < 30 else 0
    return len(line) if first and len(line) <= 45 and _NAME_GREETING.match(line.strip()) else 0


def _trimmed(start: int, raw: str, kind: str, number: int) -> Iterator[Sentence]:
    words = raw.strip()
    if words:
        at = start + len(raw) - len(raw.lstrip())
        yield Sentence(at, at + len(words), words, kind, number)


def _pieces(lines: list[Line]) -> Iterator[tuple[int, str, str]]:
    """Runs of lines of one sort: each list item with what was wrapped of it, and the lines between."""
    begin, words, sort = -1, "", BODY
    for start, _, raw in lines:
        marker = _ITEM.match(raw)
        wrapped = sort == ITEM and not marker and (raw[:1] in " \t" or raw.strip()[:1].islower())
        if begin >= 0 and not marker and (sort == BODY or wrapped):
            words = words + "\n" + raw
            continue
        if begin >= 0:
            yield begin, words, sort
        if marker:
            begin, words, sort = start + marker.end(), raw[marker.end() :], ITEM
        else:
            begin, words, sort = start, raw, BODY
    if begin >= 0:
        yield begin, words, sort
