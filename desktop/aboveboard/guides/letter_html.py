"""A letter as HTML, made from its final text: paragraphs, line breaks, lists, and nothing else.

Everything is escaped, so no name can become markup or a link; pasted and read as text it has the letter's own breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from aboveboard.guides.clean import clean


def html(text: str) -> str:
    """`<p>` for a paragraph, `<br>` for a line break in it, `<ul>` for lines that begin with "- "."""
    paragraphs = (part for part in re.split(r"\n[ ]*(?:\n[ ]*)+", clean(text).strip("\n ")) if part.strip())
    return "\n".join(block for paragraph in paragraphs for block in _blocks(paragraph))


def document(text: str, language: str = "en") -> str:
    """The same as a whole document, for a mail."""
    head = f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8"></head>'
    return f"{head}<body>\n{html(text)}\n</body></html>\n"


def _blocks(paragraph: str) -> Iterator[str]:
    lines = [line.rstrip() for line in paragraph.split("\n")]
    for listed, group in groupby(lines, key=lambda line: line.startswith("- ")):
        if listed:
            items = "".join(f"<li>{escape(line[2:].strip())}</li>" for line in group)
            yield f"<ul>{items}</ul>"
        else:
            yield f"<p>{'<br>'.join(escape(line) for line in group)}</p>"
