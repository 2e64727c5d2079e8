"""Unsent mails: names arrive as they are, nobody's name becomes a header, and the body is the letter."""

from __future__ import annotations

import email
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aboveboard.errors import Trouble
from aboveboard.exchange import eml
from aboveboard.guides.answers import Answers, Recipient, Writer
from aboveboard.guides.drafting import draft as draft_of
from aboveboard.guides.guide import load

NAMES = [
    "Ada Lindqvist",
    "Łukasz Wiśniewski",
    "Pâtisserie Noël – Œuvres",
    'Lindqvist, Ada "the owner"',
    "O'Brien & Sons (Dublin)",
    "back\\slash",
    "=?utf-8?q?not_a_word?=",
    "山田太郎 株式会社 とても長い名前の会社でありまして二行に渡ります",
    "x" * 70,
    "🥐 Bäckerei",
    "a  b",
]


def made(**more: object) -> bytes:
    base = {
        "sender": ("Dius Montenegro", "dius@montenegro.example"),
        "to": ("Ada Lindqvist", "ada@northwind.example"),
        "subject": "Lost: orders",
        "text": "Dear Ada,\n\nLost.\n\n- one\n- two\n\nKind regards\nDius",
    }
    return eml.draft(**{**base, **more})  # type: ignore[arg-type]


def read(raw: bytes) -> EmailMessage:
    head = raw.split(b"\r\n\r\n", 1)[0]
    head.decode("ascii")
    assert all(len(line) <= 76 or len(max(line.split(), key=len)) > 60 for line in head.split(b"\r\n"))
    assert all(len(word) <= 75 for word in re.findall(rb"=\?.*?\?=", head))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    message = email.message_from_bytes(raw, policy=default)
    assert not message.defects and isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize("name", NAMES)
def test_names_and_subjects_parse_back(name: str) -> None:
    message = read(made(sender=(name, "l@w.example"), to=(name, "h@n.example"), subject=f"{name}: call today?"))
    wanted = " ".join(name.split())
    for header in ("from", "to"):
        [address] = message[header].addresses
        # Python's own parser leaves a blank between two encoded words of a name, which RFC 2047 (6.2) takes out.
        shown = address.display_name.replace(" ", "") if len(wanted.encode()) > 39 else address.display_name
        assert shown == (wanted.replace(" ", "") if len(wanted.encode()) > 39 else wanted)
    assert message["to"].addresses[0].addr_spec == "h@n.example"
    assert message["subject"] == f"{wanted}: call today?" and message["x-unsent"] == "1"


def test_the_body_is_the_letter_twice() -> None:
    message = read(made(text="Grüße – ÷\n\n" + "lang " * 400 + "\n\n- eins\n- zwei"))
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None and html is not None and message.get_content_type() == "multipart/alternative"
    assert plain.get_content_charset() == html.get_content_charset() == "utf-8"
    assert plain.get_content().replace("\r\n", "\n") == "Grüße – ÷\n\n" + ("lang " * 400) + "\n\n- eins\n- zwei\n"
    assert "<ul><li>eins</li><li>zwei</li></ul>" in html.get_content()


@pytest.mark.parametrize(
    "bad", ["Orders\r\nBcc: eve@x.example\r\n\r\nbody", "a\nTo: eve@x.example", "a\u2028Bcc: e", "\x00x\x1b"]
)
def test_nothing_becomes_a_header(bad: str) -> None:
    message = read(made(sender=(bad, "l@w.example"), to=(bad, "h@n.example"), subject=bad, text=bad))
    assert sorted(k.lower() for k in list(message)) == sorted(
        ["x-unsent", "from", "to", "subject", "content-type", "mime-version"]
    )
    assert len(message["to"].addresses) == 1 and "\n" not in message["subject"]


@pytest.mark.parametrize(
    "address", ["ada", "ada@", "a b@c.example", "a@b.example\r\nBcc: e@x.example", "a@b.example, e@x.example", "<a@b>"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Trouble) as caught:
        made(to=("Ada", address))
    assert caught.value.field == "client.email" and "\n" not in caught.value.sentence


def test_a_domain_in_other_letters_and_no_address_at_all() -> None:
    assert read(made(to=("Ada", "ada@bäckerei.example")))["to"].addresses[0].domain == "xn--bckerei-5wa.example"
    message = read(made(to=("Ada", ""), sender=("Dius", "")))
    assert message["to"] is None and message["from"] is None


def test_the_same_letter_gives_the_same_bytes() -> None:
    at = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)
    assert made(date=at) == made(date=at)
    assert read(made(date=at))["date"].datetime == at


@given(st.text(max_size=120), st.text(max_size=300))
def test_any_text(name: str, text: str) -> None:
    message = read(made(to=(name, "h@n.example"), subject=name, text=text))
    assert len(message["to"].addresses) == 1
    assert [k.lower() for k in list(message)].count("subject") == 1


def test_a_drafted_letter_with_accents_everywhere() -> None:
    at = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
    answers = Answers(
        "data-loss",
        writer=Writer("Łukasz Wiśniewski", email="lukasz@wisniewski.example", phone="+49 30 23125 120"),
        client=Recipient("Pâtisserie Noël – Œuvres", "Hélène Noël", "helene@noel.example", "Europe/Paris"),
    )
    made = draft_of(load("data-loss"), answers, now=at)
    message = read(eml.unsent(made, answers.writer, at))
    assert message["from"].addresses[0].display_name == "Łukasz Wiśniewski"
    assert message["to"].addresses[0].display_name == "Hélène Noël"
    assert message["subject"] == made.subject and "Pâtisserie Noël – Œuvres" in made.subject
    body = message.get_body(("plain",))
    assert body is not None and body.get_content().replace("\r\n", "\n") == made.text + "\n"
