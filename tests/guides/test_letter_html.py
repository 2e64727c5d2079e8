"""HTML of a letter: paragraphs, breaks, lists, and not one sign of markup from anybody's name."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from aboveboard.guides.letter_html import document, html

LETTER = """Hello Mr Ferreira,

the shop is back.
Two orders are still missing.


Please check:

- order 4411
- order 4415

Kind regards
Ines Halvorsen
+49 30 23125 044
"""


class AsText(HTMLParser):
    """HTML read as a plain field would: a blank line after each block, a break for each <br> and item."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags = "", []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag == "li":
            self.text = self.text if not self.text or self.text.endswith("\n") else self.text + "\n"
        self.text += {"br": "\n", "li": "- "}.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "ul"):
            self.text = self.text.rstrip() + "\n\n"

    def handle_data(self, data: str) -> None:
        self.text += data.strip("\n")


def read(markup: str) -> AsText:
    reader = AsText()
    reader.feed(markup)
    reader.text = reader.text.strip()
    return reader


def test_the_letters_own_breaks_and_no_more() -> None:
    made = html(LETTER)
    assert "<p>the shop is back.<br>Two orders are still missing.</p>" in made
    assert "<ul><li>order 4411</li><li>order 4415</li></ul>" in made
    assert "<p>Kind regards<br>Ines Halvorsen<br>+49 30 23125 044</p>" in made
    back = read(made)
    assert back.text == re.sub(r"\n{3,}", "\n\n", LETTER.strip())
    assert "\n\n\n" not in back.text


def test_a_list_right_below_its_line() -> None:
    assert html("Please check:\n- one\n- two\nThank you") == (
        "<p>Please check:</p>\n<ul><li>one</li><li>two</li></ul>\n<p>Thank you</p>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<img src=file:///etc/passwd>",
        "<script>alert(1)</script>",
        "\"><a href='javascript:x'>y</a>",
        "- <li onclick=x>",
        "&lt;b&gt; &amp;",
        "]]><!-- x",
    ],
)
def test_everything_is_text(text: str) -> None:
    made = read(html(text))
    assert set(made.tags) <= {"p", "br", "ul", "li"} and made.text == text
    assert "<img" not in html(text) and "<script" not in html(text) and "<a " not in html(text)


def test_unseen_signs_are_left_out() -> None:
    assert html("a\x1b[31m\x07b\u202ec\u2066d\r\ne\x00") == "<p>a[31mbcd<br>e</p>"
    assert html("") == html(" \n\n ") == ""


def test_a_document_names_its_encoding_and_language() -> None:
    made = document("Grüße", "de")
    assert '<html lang="de">' in made and 'charset="utf-8"' in made and "<p>Grüße</p>" in made
