"""mailto links: decoded again they are subject and body sign by sign; what is too long goes by the clipboard."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from aboveboard.exchange.mailto import MOST, link

BODY = 'Dear Ms Noor,\n\nline two: a+b & c=d, 50 % of "all" – done?\n\nNext step: see point #3.\nÜbrigens: ä ö ü'


def parts(url: str) -> tuple[str, dict[str, str]]:
    """Read as RFC 6068 says: split first, then decode; a plus is a plus."""
    start, _, query = url.partition("?")
    fields = dict(field.split("=", 1) for field in query.split("&"))
    return unquote(start.removeprefix("mailto:")), {name: unquote(value) for name, value in fields.items()}


def test_every_sign_arrives() -> None:
    made = link("noor@pelican.example", "Q&A on 100 % + 5 % = ? #2", BODY)
    to, fields = parts(made.url)
    assert to == "noor@pelican.example" and made.whole
    assert fields == {"subject": "Q&A on 100 % + 5 % = ? #2", "body": BODY.replace("\n", "\r\n")}
    assert "+" not in made.url and " " not in made.url and "%0D%0A" in made.url and "#" not in made.url
    assert made.url.isascii() and "clipboard" not in made.said


def test_a_long_letter_goes_by_the_clipboard() -> None:
    made = link("a@b.example", "Lost", BODY * 40)
    assert not made.whole and len(made.url) <= MOST and "body=" not in made.url and "clipboard" in made.said
    assert parts(made.url)[1] == {"subject": "Lost"}


def test_the_limit_is_of_the_link_not_of_the_letter() -> None:
    short, whole = link("a@b.example", "s", "ä" * 250), link("a@b.example", "s", "ä" * 350)
    assert short.whole and not whole.whole


@pytest.mark.parametrize("bad", ["a@b.example\r\nBcc: e@x.example", "a@b.example?bcc=e@x.example", "a@b.example&bcc=e"])
def test_nothing_becomes_another_recipient(bad: str) -> None:
    made = link(bad, "s\r\nBcc: e", "\x1b\u202ebody")
    assert made.url.count("?") == 1 and "bcc=" not in made.url.lower() and "%0D%0A" not in made.url.split("&body")[0]
    assert parts(made.url)[1]["body"] == "body"


def test_no_recipient() -> None:
    assert link("", "s", "b").url == "mailto:?subject=s&body=b"
