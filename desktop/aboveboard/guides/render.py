"""Answers into letters: email, call script and short message of a guide, paragraph by paragraph.

The texts are Jinja2 in a sandbox (`sandbox.py`). A text writes `{% paragraph "key" %} ... {% endparagraph %}`; inside,
line ends of the file are blanks, a line that begins with "- " is an item of a list, `{{ br }}` is a line break, and a
paragraph that comes out empty is left out. Answers are data: whatever they hold stays text, without control characters.
An open question leaves a marked place `[what is missing]`; "not yet known" is said as that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Template, TemplateError, TemplateSyntaxError, UndefinedError, nodes, pass_context
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context

from aboveboard.errors import GuideError
from aboveboard.guides import letter_words as words
from aboveboard.guides.answers import Answers
from aboveboard.guides.clean import clean, one_line
from aboveboard.guides.guide import Guide
from aboveboard.guides.letter_values import LABELS, views
from aboveboard.guides.sandbox import Sandbox, TooMuch, View, spend

PARTS = ("email", "call", "ping")
# Marks between the text and its reader. Answers and files are cleaned of control characters, so none can be forged.
_BEGIN, _BODY, _END = "\x1c", "\x1d", "\x1e"
_PLACE, _LABEL, _DONE = "\x02", "\x03", "\x04"
_NAMES = frozenset("a standing asked client writer now technical formal first_name knows role br".split())


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: a key that stays the same while answers change, its text, the questions that it drew on."""

    key: str
    text: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """A letter. `places`: (start, end, question id or "writer.phone"-like) of each unfilled place, in code points of
    `text`; `open`: those ids once each, in order."""

    part: str
    subject: str
    to: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    open: tuple[str, ...] = ()
    places: tuple[tuple[int, int, str], ...] = ()


def render(guide: Guide, answers: Answers, *, now: datetime, part: str = "email") -> Rendered:
    """The letter, script or message. `now` is aware: what lies on its day is "today".

    `GuideError` with a sentence where the guide's text is broken, wants too much, or is not there.
    """
    if part not in PARTS:
        raise GuideError(f"There is no part “{part}”; there is: {', '.join(PARTS)}.", field="part")
    template = _template(guide, part, answers.client.language)
    used: set[str] = set()
    context = {**views(guide, answers, now, used.add), "_hours": words.Hours(now, answers.zone, answers.writer.zone)}
    made = _Paragraphs(used)
    try:
        for piece in spend(lambda: template.generate(**context)):
            made.take(piece)
    except TooMuch:
        raise _trouble(guide, part, "it wants more time or room than a letter needs, and was stopped") from None
    except UndefinedError as error:
        raise _trouble(guide, part, f"it uses something that is not there ({one_line(str(error))[:80]})") from None
    except (
        TemplateError,
        ArithmeticError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
        AttributeError,
    ) as error:
        raise _trouble(guide, part, f"it cannot be filled in ({one_line(str(error))[:80]})") from None
    return _rendered(part, answers, made.finished())


@dataclass
class _Paragraphs:
    """Takes what a text writes, piece by piece, apart into paragraphs."""

    used: set[str]
    done: list[Paragraph] = field(default_factory=list)
    key: str = ""
    body: list[str] = field(default_factory=list)

    def take(self, piece: str) -> None:
        """The next piece; a mark in it begins or ends a paragraph."""
        for part in re.split(f"({_BEGIN}[^{_BODY}]*{_BODY}|{_END})", piece):
            if part.startswith(_BEGIN):
                self.close()
                self.key = part[1:-1]
            elif part == _END:
                self.close()
            else:
                self.body.append(part)

    def close(self) -> None:
        """The paragraph ends; what stands outside of any is divided at its blank lines."""
        text, questions = "".join(self.body), tuple(sorted(self.used))
        for bare in [text] if self.key else re.split(r"\n\s*\n", text):
            laid = _laid_out(bare)
            if laid:
                self.done.append(Paragraph(self._unique(self.key or "text"), laid, questions))
        self.key = ""
        self.body.clear()
        self.used.clear()

    def finished(self) -> list[Paragraph]:
        self.close()
        return self.done

    def _unique(self, key: str) -> str:
        again = sum(p.key.split("#")[0] == key for p in self.done)
        return f"{key}#{again + 1}" if again else key


def _laid_out(source: str) -> str:
    """The layout of a paragraph: line ends of the file as blanks, list items and breaks on lines of their own."""
    out = ""
    for line in source.split("\n"):
        line = " ".join(line.replace(words.BREAK, f" {words.BREAK} ").split(" ")).strip(" ")
        if line:
            out += ("\n" if line.startswith("- ") and out else " ") + line
    out = re.sub(r" {2,}", " ", out)
    out = re.sub(rf" *[{words.BREAK}\n] *", "\n", out)
    return re.sub(r"\n{2,}", "\n", out).strip()


def _rendered(part: str, answers: Answers, made: list[Paragraph]) -> Rendered:
    subject = " ".join(_plain(p.text)[0] for p in made if p.key == "subject")
    text, paragraphs, places = "", [], []
    for paragraph in made:
        if paragraph.key == "subject":
            continue
        plain, found = _plain(paragraph.text)
        text += "\n\n" if text else ""
        places += [(len(text) + start, len(text) + end, question) for start, end, question in found]
        paragraphs.append(Paragraph(paragraph.key, plain, paragraph.questions))
        text += plain
    return Rendered(
        part=part,
        subject=one_line(subject),
        to=address(answers.client.contact or answers.client.name, answers.client.email),
        text=text,
        paragraphs=tuple(paragraphs),
        open=tuple(dict.fromkeys(question for _, _, question in places)),
        places=tuple(places),
    )


def _plain(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without marks, and where in it the unfilled places are."""
    text, places = "", []
    for part in re.split(f"({_PLACE}[^{_DONE}]*{_DONE})", marked):
        if part.startswith(_PLACE):
            question, label = part[1:-1].split(_LABEL)
            places.append((len(text), len(text) + len(label), question))
            part = label
        text += part
    return text, places


def address(name: str, email: str) -> str:
    """A recipient as one reads it: `Ada Lindqvist <ada@northwind.example>`, on one line, quoted where it has to be."""
    name, email = one_line(name), one_line(email)
    if not email:
        return name
    if re.search(r'[()<>\[\]:;@\\,."]', name):
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        name = f'"{quoted}"'
    return f"{name} <{email}>" if name else email


class _ParagraphTag(Extension):
    """`{% paragraph "key" %} ... {% endparagraph %}`."""

    tags = {"paragraph"}

    def parse(self, parser: Parser) -> list[nodes.Node]:
        line = next(parser.stream).lineno
        key = parser.stream.expect("string").value
        if not re.fullmatch(r"[a-z][a-z0-9_-]*", key):
            parser.fail("a paragraph's key is small letters, digits, - and _", line)
        body = parser.parse_statements(("name:endparagraph",), drop_needle=True)
        begin = nodes.Output([nodes.TemplateData(f"{_BEGIN}{key}{_BODY}")], lineno=line)
        return [begin, *body, nodes.Output([nodes.TemplateData(_END)], lineno=line)]


@pass_context
def _finalize(context: Context, value: Any) -> str:
    """How a value is written where a text just names it."""
    if isinstance(value, words.Open):
        return f"{_PLACE}{value.question}{_LABEL}[{value.label}]{_DONE}"
    if isinstance(value, (datetime, date)):
        hours: words.Hours = context["_hours"]
        return hours.full(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(_finalize(context, inner) for inner in value)
    return "" if value is None or isinstance(value, View) else str(value)


def _timed(name: str) -> Any:
    @pass_context
    def act(context: Context, value: Any) -> Any:
        return value if isinstance(value, (words.Open, words.Unknown)) else getattr(context["_hours"], name)(value)

    return act


def _worded(act: Any) -> Any:
    def passing(value: Any) -> Any:
        return value if isinstance(value, (words.Open, words.Unknown)) else act(str(value))

    return passing


@lru_cache(maxsize=1)
def _sandbox() -> Sandbox:
    filters = {name: _timed(name) for name in words.TIMED} | {f.__name__: _worded(f) for f in words.WORDED}
    tests = {
        "open": lambda value: isinstance(value, words.Open),
        "unknown": lambda value: isinstance(value, words.Unknown),
        "answered": lambda value: value is not None and not isinstance(value, (words.Open, words.Unknown)),
    }
    return Sandbox(filters, tests, _NAMES, finalize=_finalize, extensions=[_ParagraphTag], lstrip_blocks=True)


def _template(guide: Guide, part: str, language: str) -> Template:
    """The compiled text of a part, in the client's language where the guide has it, else in English."""
    own = guide.folder / f"{part}.{language or 'en'}.j2"
    file = own if own.is_file() else guide.folder / f"{part}.j2"
    try:
        stamp = file.stat().st_mtime_ns
    except OSError:
        raise _trouble(guide, part, "the file is not there") from None
    return _compiled(guide, part, file, stamp)


@lru_cache(maxsize=128)
def _compiled(guide: Guide, part: str, file: Path, stamp: int) -> Template:
    sandbox = _sandbox()
    try:
        source = clean(file.read_text(encoding="utf-8"))
        tree = sandbox.parse(source)
        for unknown in _unknown_names(tree, guide):
            raise TemplateSyntaxError(f"there is no question “{unknown}”", 1)
        return Template.from_code(sandbox, sandbox.compile(tree, filename=str(file)), sandbox.globals)
    except TemplateSyntaxError as error:
        raise _trouble(guide, part, f"line {error.lineno}: {one_line(error.message or '')[:120]}") from None
    except TooMuch:
        raise _trouble(guide, part, "it wants more than a letter needs") from None
    except (OSError, UnicodeDecodeError):
        raise _trouble(guide, part, "the file cannot be read as text") from None
    except (RecursionError, MemoryError, SyntaxError, ValueError):
        raise _trouble(guide, part, "it is built in too complicated a way") from None


def _unknown_names(tree: nodes.Template, guide: Guide) -> Iterator[str]:
    questions = {question.id for question in guide.questions}
    known: Mapping[str, set[str]] = {
        **dict.fromkeys(("a", "standing", "asked"), questions),
        **{table: set(labels) for table, labels in LABELS.items()},
    }
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.attr not in known.get(node.node.name, {node.attr}):
            yield node.attr


def _trouble(guide: Guide, part: str, what: str) -> GuideError:
    return GuideError(
        f"The text {guide.id}/{part}.j2 cannot be used: {what}. "
        "Your answers are safe; mend the text or take another guide."
    )
