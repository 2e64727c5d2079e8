"""Letters in the window: drafts first, sent ones frozen and shown as they were sent."""

from __future__ import annotations

from typing import Any

from aboveboard.journal import letters
from aboveboard.journal.commitments import NewPromise
from aboveboard.journal.drafts import Drafts
from tests.conftest import NOW
from tests.ui.conftest import Window

TEXT = "Dear Ada,\n\nAll orders were deleted. <b>I am sorry.</b>\n\n- Lost: 1,412 orders\n- Safe: products\n\nInes"


def _send(northwind: Any) -> int:
    made = northwind.journal.write(
        lambda s: letters.send(
            s, client_id=northwind.client, contact_id=northwind.contact, text=TEXT,
            subject="Orders deleted: call at 16:00?",
            recipient="Ada Lindqvist <ada@northwind.example>",
            dismissed=[{"rule": "jargon", "text": "database", "reason": "she asked for the word"}],
            promises=[NewPromise("I will call you at 16:00", "me", NOW.replace(hour=15))],
        )
    )  # fmt: skip
    return int(made.one("letter"))


def test_there_is_none_yet(window: Window) -> None:
    page = window.go("letters")
    assert page.sentence.words().startswith("No letter yet.")
    assert not page.draft_part.isVisible() and not page.sent_part.isVisible()


def test_drafts_and_sent_letters_are_listed(window: Window, northwind: Any, clock: Any) -> None:
    _send(northwind)
    content = {"incident": 1, "guide": "data-loss", "subject": "Half a subject"}
    Drafts(northwind.journal.path, clock).save("letter-incident-1", "letter", content)
    page = window.go("letters")
    assert [row.words for row in page.draft_list.rows()] == ["Half a subject"]
    assert [row.words for row in page.sent_list.rows()] == ["Orders deleted: call at 16:00?"]
    assert page.sentence.words() == "One draft is not sent. One letter was sent."


def test_a_sent_letter_is_shown_word_for_word_and_cannot_be_written_in(window: Window, northwind: Any) -> None:
    page = window.go("letter", id=_send(northwind))
    assert page.text.words() == TEXT
    assert "today 10:20, 11:20 in Stockholm" in page.about.words()
    (stood,) = page.stood.items.values()
    assert (stood.words.words(), stood.when.words()) == ("“database”", "she asked for the word")
    (promise,) = page.promises.items.values()
    assert promise.words.words() == "I will call you at 16:00"


def test_a_letter_that_is_gone_leads_to_the_list(window: Window, northwind: Any) -> None:
    window.go("letter", id=99)
    window.settle()
    assert window.shell.current().key == "letters"
