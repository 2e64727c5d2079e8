"""What comes in by paste or drop: always plain text. HTML is read into readable text; nothing is fetched, run or
kept."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figure",
    "footer", "form", "header", "hr", "main", "nav", "pre", "section", "summary", "table", "tbody", "thead", "tr",
}  # fmt: skip
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"}
_UNSEEN = {"script", "style", "head", "title", "template", "noscript", "object", "svg", "iframe", "textarea", "select"}
_VOID = {"br", "img", "hr", "meta", "link", "input", "wbr", "area", "base", "col", "embed", "source", "track"}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.I
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


class _Reader(HTMLParser):
    """Collects what a reader of the page would have seen: headings, paragraphs, list items, links with their target."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.unseen: list[str] = []  # open elements from the first hidden one on
        self.lists: list[int] = []  # 0 for bullets, else the number of the next item
        self.links: list[tuple[str, int]] = []
        self.pre = 0
        self.bare_item = False  # a list item was begun and has no words yet

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        hidden = tag in _UNSEEN or "hidden" in said or bool(_HIDDEN.search(said.get("style") or ""))
        if self.unseen or hidden:
            if tag not in _VOID:
                self.unseen.append(tag)
            return
        if tag == "br":
            self.out.append("\n")
        elif tag in _PARAGRAPHS:
            inner = tag in ("ul", "ol") and self.lists
            self._break(1 if inner else 2)
        elif tag in _BLOCKS:
            self._break(1)
        elif tag in ("td", "th"):
            self._between_cells()
        if tag in ("ul", "ol"):
            self.lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            self._item()
        elif tag == "a":
            self.links.append((said.get("href") or "", len(self.out)))
        self.pre += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            if tag in self.unseen:
                while self.unseen and self.unseen.pop() != tag:
                    pass
            return
        if tag in _PARAGRAPHS:
            if tag in ("ul", "ol") and self.lists:
                self.lists.pop()
            self._break(1 if self.lists else 2)
        elif tag in _BLOCKS or tag == "li":
            self._break(1)
        elif tag == "a" and self.links:
            self._target(*self.links.pop())
        if tag == "pre":
            self.pre = max(0, self.pre - 1)

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        if self.pre:
            self.out.append(data)
            self.bare_item = False
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", data)
        if words.startswith(" ") and (not self.out or self.out[-1].endswith(("\n", " "))):
            words = words[1:]
        if words:
            self.out.append(words)
            self.bare_item = False

    def _target(self, href: str, begun: int) -> None:
        words = "".join(self.out[begun:]).strip()
        target = href.strip()
        if words and target and not target.lower().startswith(("#", "javascript:", "data:", "file:")):
            bare = target.removeprefix("mailto:").removeprefix("tel:")
            if bare.rstrip("/") not in words and words not in target:
                self.out.append(f" ({bare})")

    def _item(self) -> None:
        self.bare_item = False
        self._break(1)
        number = self.lists[-1] if self.lists else 0
        indent = "  " * max(0, len(self.lists) - 1)
        self.out.append(f"{indent}{number}. " if number else f"{indent}- ")
        if number:
            self.lists[-1] += 1
        self.bare_item = True

    def _between_cells(self) -> None:
        if self.out and not self.out[-1].endswith("\n"):
            self.out.append("\t")

    def _break(self, lines: int) -> None:
        if self.bare_item:
            return
        while self.out and not self.pre and self.out[-1].strip(" ") == "":
            self.out.pop()
        text = "".join(self.out[-3:])
        there = len(text) - len(text.rstrip("\n"))
        if self.out and there < lines:
            self.out[-1] = self.out[-1].rstrip(" ")
            self.out.append("\n" * (lines - there))


def from_html(html: str) -> str:
    """HTML as the text one would have read; hidden words, scripts, styles and pictures are left out."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError):  # the parser gives up on some broken declarations; what was read stays
        pass
    text = "".join(reader.out)
    text = re.sub(r"[ \t]+\n", "\n", text)
    return clean(re.sub(r"\n{3,}", "\n\n", text).strip("\n"))


def clean(text: str) -> str:
    """Line ends as line feeds, without control characters."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .replace("\x85", "\n")
    )
    return _CONTROLS.sub("", text)


def plain_text(source: QMimeData) -> str:
    """The text of a clipboard or a drop. Plain text wins where there is some, but for lists, whose signs it loses."""
    if source.hasHtml():
        html = source.html()
        if not source.hasText() or not source.text().strip() or re.search(r"<li[\s>]", html, re.I):
            return from_html(html)
    return clean(source.text())
