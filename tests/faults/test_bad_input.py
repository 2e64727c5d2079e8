"""Bad input at the window's fields: each is said at its field, nothing is written, nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import HandClock, Northwind
from tests.journeys.chapters_letter import letter
from tests.journeys.walker import Walker, at, until

MARKUP = "<img src=file:///etc/passwd><b>x</b> & y"
Start = Callable[..., Walker]


@pytest.fixture
def walk(northwind: Northwind, start: Start) -> Walker:
    northwind.journal.close()
    walk = start(northwind.journal.path, named=True)
    walk.shell.go("client", id=northwind.client)
    walk.settle()
    return walk


def refused(walk: Walker, name: str, *words: str) -> None:
    """Ctrl+Enter writes nothing; the field of this name says why, has the focus, and keeps what was typed."""
    acts = walk.rows("SELECT id FROM act")
    walk.key("ctrl+enter")
    assert walk.rows("SELECT id FROM act") == acts and walk.shell.veils
    field = walk.field(name)
    said = field.accessibleDescription()
    assert said.endswith(".") and all(word in said for word in words), said
    assert walk.focus() == name


def test_a_client_without_a_name_and_a_mail_without_an_at(walk: Walker) -> None:
    walk.key("ctrl+n")
    walk.put("Contact", "Tom Hale")
    refused(walk, "Client")
    walk.put("Client", "Kestrel Bikes")
    walk.put("Email", "tom.kestrel.example")
    refused(walk, "Email", "@")
    assert walk.field("Email").text() == "tom.kestrel.example"
    walk.put("Email", "tom@kestrel.example")
    walk.put("Time zone", "Nowhere")
    refused(walk, "Time zone", "Nowhere")
    walk.put("Time zone", "London")
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    walk.settle()
    assert walk.row("SELECT zone FROM client WHERE name = 'Kestrel Bikes'")["zone"] == "Europe/London"


def test_a_name_of_emoji_and_one_from_right_to_left(walk: Walker) -> None:
    for name in ("🥐 Café Zoë", "مخبز الشمال"):
        walk.key("ctrl+n")
        walk.field("Client").setText(name)
        walk.key("ctrl+enter")
        assert until(lambda: not walk.shell.veils)
        walk.settle()
        assert walk.rows("SELECT name FROM client WHERE name = ?", name)
        assert name in walk.words(walk.page).replace("\u2068", "").replace("\u2069", "")


def test_a_time_before_or_after_what_can_be(walk: Walker, clock: HandClock) -> None:
    walk.key("ctrl+4")
    walk.settle()
    walk.press("New promise")
    walk.put("Client", "Northwind Bakery")
    walk.put("The promise, in its words", "send the list")
    walk.put("By when", "yesterday 12:00")
    acts = walk.rows("SELECT id FROM act")
    walk.key("ctrl+enter")
    assert walk.rows("SELECT id FROM act") == acts and walk.shell.veils
    walk.key("esc")
    walk.shell.go("client", id=1)
    walk.settle()
    walk.key("ctrl+i")
    walk.put("What happened", "Orders deleted")
    walk.put("Noticed", "tomorrow 12:00")
    refused(walk, "Noticed")
    walk.put("Noticed", "today 09:00")
    walk.put("It began", "today 10:00")
    walk.put("It ended", "today 09:30")
    acts = walk.rows("SELECT id FROM act")
    walk.key("ctrl+enter")
    assert walk.rows("SELECT id FROM act") == acts and walk.shell.veils, "it ends before it begins"
    walk.put("It began", "today 08:00")
    walk.put("It ended", "today 08:30")
    walk.key("ctrl+enter")
    assert until(lambda: walk.page.key == "incident")
    walk.settle()
    walk.press("It is over")
    walk.put("Since when", "today 07:00")
    refused(walk, "Since when")


def test_markup_stays_words_everywhere_and_never_becomes_a_header(
    northwind: Northwind, start: Start, clock: HandClock
) -> None:
    from aboveboard.journal import clients, incidents

    journal = northwind.journal
    journal.write(lambda s: clients.edit(s, northwind.client, name=MARKUP, notes=MARKUP))
    journal.write(lambda s: clients.edit_contact(s, northwind.contact, name=MARKUP, role=MARKUP))
    incident = journal.write(
        lambda s: incidents.open(s, client_id=northwind.client, title=MARKUP, hit=MARKUP, noticed_at=at(9))
    ).one("incident")
    journal.write(lambda s: incidents.add_finding(s, incident, words=MARKUP, standing="known", source=MARKUP))
    journal.close()
    walk = start(journal.path, named=True)
    for key, params in (
        ("today", {}),
        ("clients", {}),
        ("client", {"id": 1}),
        ("incidents", {}),
        ("incident", {"id": 1}),
    ):
        walk.shell.go(key, **params)
        walk.settle()
        assert MARKUP in walk.words(walk.page), key
    walk.press("Tell the client")
    assert until(lambda: walk.page.key == "conversation" and walk.page.body.isVisible())
    walk.settle()
    assert "<img src=file:///etc/passwd>" in letter(walk)
    assert "\n" not in walk.page.talk.subject
