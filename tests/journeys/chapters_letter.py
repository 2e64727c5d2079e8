"""The second half: "Tell the client", from the questions to the letter that has left."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTextEdit

from tests.journeys.walker import Walker, until

KEY = "letter-incident-1"


def letter(walk: Walker) -> str:
    """The letter as it stands in the preview."""
    return str(walk.field("letter").toPlainText())


def fresh(walk: Walker) -> None:
    """Until the checker has looked at the letter as it is now."""
    walk.settle()
    assert until(lambda: walk.page.writing.checking.fresh and walk.shell.jobs.pending == 0)


def answer(walk: Walker, id: str, words: str) -> None:
    """Type an answer into a question's field."""
    walk.put(id, words, walk.page.questions)
    walk.settle()


def items(walk: Walker) -> list[str]:
    """The list of what to look at, as it is heard."""
    fresh(walk)
    return [row.accessibleName() for row in walk.page.preview.findings.rows]


def item(walk: Walker, words: str) -> Any:
    """One line of that list, once it stands there."""
    fresh(walk)

    def shown() -> Any:
        rows = walk.page.preview.findings.rows
        return next((row for row in rows if words in row.accessibleName() and row.isVisible()), None)

    assert until(shown), (words, items(walk))
    return shown()


def tell_the_client(walk: Walker) -> None:
    """5: the guide opens prefilled; before anything else: keep the logs, call today, why, by when in both zones."""
    assert walk.page.key == "incident"
    walk.press("Tell the client")
    assert until(lambda: walk.page.key == "conversation" and walk.page.talk is not None)
    fresh(walk)
    assert walk.in_view(walk.page.steps) and walk.in_view(walk.page.preview), "three columns"
    advice = walk.words(walk.page.questions)
    assert (
        advice.index("export the logs") < advice.index("Call Ada Lindqvist today") < advice.index("When did you notice")
    )
    assert "by 15:00" in advice and "16:00 in Stockholm" in advice, "the call was promised for then"
    assert "in Stockholm" in advice and "GDPR Art. 33(2)" in advice
    text = letter(walk)
    assert text.startswith("Dear Ada,\n")
    assert "I have lost the orders and customer accounts of your web shop from 27 October to 24 November" in text
    assert "There was no backup." in text, "the project said so"
    assert "orders from 27 Oct to 24 Nov deleted" in text
    assert "I suspect this, and have not confirmed it: someone broke in through the admin login" in text
    assert text.rstrip().endswith("Dius Montenegro\nMontenegro Web\n+351 21 555 0142")
    assert walk.words(walk.page.preview.to).count("Ada Lindqvist <ada@northwind.example>") == 1
    walk.press("Call script")
    assert "Ada" in letter(walk) and letter(walk) != text
    walk.press("“Please call me”")
    assert letter(walk) != text
    walk.press("Email")
    assert letter(walk) == text


def questions(walk: Walker) -> None:
    """5 and 6: steps, hints, examples, conditions, "not yet known"; the backup, plainly, with why it must be told."""
    steps = [one.accessibleName() for one in walk.page.steps.items]
    assert len(steps) == 8 and steps[0].endswith("you are here")
    walk.key("ctrl+enter")
    assert walk.sees("Step 2 of 8. What happened")
    said = walk.words(walk.page.questions)
    assert "In whole days" in said or "It completes “I have lost …”" in said, "a hint"
    assert "“the orders and customer accounts of your web shop”" in said and "“the production database cluster”" in said
    _follows_and_shows_the_change(walk)
    walk.press("data_exposed-not-yet-known")
    assert "do not yet know whether anyone outside read or copied" in letter(walk)
    walk.press("Step 4, The backup")
    said = walk.words(walk.page.questions)
    assert "Was there a backup?" in said and walk.button("backup-none").isChecked()
    assert "The letter has to say this" in said and "left out it turns an error into a deception" in said
    newest = walk.page.questions.views["newest_copy"]
    walk.press("other_copy-no")
    assert not newest.isVisible() and "There is no other copy" in letter(walk)
    walk.press("other_copy-yes")
    assert newest.isVisible()
    for view in walk.page.questions.views.values():
        names = [button.objectName() for button in view.findChildren(QAbstractButton)]
        if view.question.store == "answers":
            assert any(name.endswith(("-unknown", "-not-yet-known")) for name in names), view.question.id


def _follows_and_shows_the_change(walk: Walker) -> None:
    walk.press("Step 3, Lost and safe")
    answer(walk, "what_lost", "1,412 orders and 386 new customer accounts")
    assert "Lost: 1,412 orders and 386 new customer accounts." in letter(walk)
    assert walk.field("letter").washed, "what this answer changed is shown for a moment"
    assert until(lambda: not walk.field("letter").washed), "and only for a moment"
    assert until(lambda: walk.page.questions.complete and not walk.page.questions._spare.isActive())
    walk.field("consequences").setFocus()
    walk.key("tab", "tab")
    assert walk.focus() == "Next: the backup", "from the last answer on to the next step"
    walk.key("tab")
    assert walk.focus() == "Email", "and to the letter"
    walk.press("Step 2, What happened")


def fact_withheld(walk: Walker) -> None:
    """6: where the letter does not say that there was no backup, the checker says so."""
    fresh(walk)
    assert not any(one.rule == "fact-withheld" for one in walk.page.writing.items)
    edit, before, acts = walk.field("letter"), letter(walk), walk.rows("SELECT id FROM act")
    start = before.index("There was no backup.")
    end = before.index("that was my job too.") + len("that was my job too.")
    edit.setFocus()
    edit.select(start, end)
    walk.key("del")
    assert "backup" not in letter(walk)[start : start + 40]
    found = [one for one in items(walk) if "Do not send like this" in one]
    assert any("backup" in one for one in found), found
    assert any(one.rule == "fact-withheld" for one in walk.page.writing.items)
    walk.key("ctrl+z")
    assert letter(walk) == before, "undo in the letter stays in the letter"
    fresh(walk)
    assert not any(one.rule == "fact-withheld" for one in walk.page.writing.items)
    assert walk.rows("SELECT id FROM act") == acts


def findings(walk: Walker) -> None:
    """7: marked at their place, listed with why, a wording, a source; jumped to, applied, let stand with a reason."""
    edit = walk.field("letter")
    after = "Looking after this data was my job."
    place = letter(walk).index(after) + len(after)
    edit.select(place, place)
    edit.setFocus()
    walk.type(" I will do it asap.")
    place = letter(walk).index("I have lost")
    edit.select(place, place)
    walk.type("I hope this message finds you well. ")
    listed = items(walk)
    assert any("asap" in one for one in listed) and any("I hope this message finds you well" in one for one in listed)
    spots = {letter(walk)[start:end] for start, end, _ in edit.where()}
    assert "asap" in spots, "marked at its place"
    for _ in range(len(listed)):
        walk.key("f8")
        if edit.textCursor().selectedText() == "asap":
            break
    assert edit.textCursor().selectedText() == "asap", "one can jump to each"
    row = item(walk, "I hope this message finds you well")
    walk.press("more", row)
    assert row.item.better and row.item.source and row.item.source in walk.words(row)
    walk.press("apply", row)
    assert "finds you well" not in letter(walk)
    row = item(walk, "“asap”")
    walk.press("more", row)
    walk.press("Let it stand", row)
    assert any("Say in a few words why" in words for words in walk.words(row).split("\n"))
    walk.put("Let it stand, because", "Ada asked me to say it like this", row)
    walk.key("enter")
    assert not any("“asap”" in one for one in items(walk))
    assert until(lambda: walk.drafts()[KEY]["content"]["dismissed"] != [])
    (dismissed,) = walk.drafts()[KEY]["content"]["dismissed"]
    assert dismissed["text"] == "asap" and dismissed["reason"] == "Ada asked me to say it like this"


def places_and_hand_edits(walk: Walker) -> None:
    """8: unfilled places are marked; hand edits stay; where both changed, both are shown and the person chooses."""
    open_ones = [one for one in items(walk) if "Still to be filled" in one]
    spots = [spot for _, _, spot in walk.field("letter").where() if spot.kind == "place"]
    assert open_ones and len(spots) == len(open_ones)
    walk.press("Fill it", item(walk, "What is safe"))
    assert walk.focus() == "What is safe or was not touched?"
    walk.type("your products, your prices and every order before 27 October")
    walk.settle()
    assert "Safe: your products, your prices and every order before 27 October." in letter(walk)
    edit = walk.field("letter")
    edit.setFocus()
    start = letter(walk).index("I have lost the orders")
    edit.select(start, start + len("I have lost"))
    walk.type("My script deleted")
    answer(walk, "what_safe", "your products and prices, and every order before 27 October")
    assert "My script deleted the orders and customer accounts of your web shop" in letter(walk)
    assert "Safe: your products and prices, and every order before 27 October." in letter(walk)
    walk.press("Step 2, What happened")
    answer(walk, "hit", "the orders, customer accounts and newsletter of your web shop")
    row = item(walk, "You changed this paragraph, and the answers did too")
    assert "orders, customer accounts and newsletter" in walk.words(row), "the new one is shown"
    assert "My script deleted the orders and customer accounts of your web shop" in letter(walk), "and yours is kept"
    for way in ("Keep mine", "Take the new one", "Keep both"):
        assert walk.button(way, row)
    walk.press("Take the new one", row)
    assert "I have lost the orders, customer accounts and newsletter of your web shop" in letter(walk)
    assert not any("You changed this paragraph" in one for one in items(walk))


ANSWERS = (
    ("Step 3, Lost and safe", "people_affected", "386 customers: names, addresses and what they ordered"),
    ("Step 3, Lost and safe", "consequences", "an order arrives late, or they have to open their account again"),
    ("Step 4, The backup", "newest_copy", "26 October, 21:30"),
    ("Step 4, The backup", "protection-1-what", "start copying your shop every night to a second place"),
    ("Step 4, The backup", "protection-1-by", "today 18:00"),
    ("Step 5, Getting it back", "recovery_options", "Nine in ten orders can be rebuilt from the confirmation emails."),
    ("Step 5, Getting it back", "recovery_plan-1-what", "send you the first list of rebuilt orders"),
    ("Step 5, Getting it back", "recovery_plan-1-by", "tomorrow 12:00"),
    ("Step 6, What they must do", "client_action", "Please ship nothing from the order screen until you hear from me."),
    ("Step 7, The next word", "call_first", "today 11:00"),
    ("Step 7, The next word", "call_second", "today 15:00"),
    ("Step 7, The next word", "next_update", "today 20:00"),
)  # fmt: skip


def all_answers(walk: Walker) -> None:
    """5: every question answered, and what is left to look at is only what was written by hand."""
    for step, id, words in ANSWERS:
        if not walk.page.questions.views[id.split("-")[0]].isVisible():
            walk.press(step)
        if id == "client_action":
            walk.press("client_must_act-yes") if walk.button("client_must_act-yes") else None
        answer(walk, id, words)
        assert isinstance(walk.field(id, walk.page.questions), (QLineEdit, QTextEdit))
    assert walk.sees("Tuesday 24 November 2026, 20:00 · 21:00 in Stockholm")
    left = items(walk)
    assert not any("Still to be filled" in one or "Do not send" in one for one in left), left
    assert "[" not in letter(walk)
