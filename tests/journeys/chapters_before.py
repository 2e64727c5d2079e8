"""The first half of the walk: the first run, a client, a call with its promise, the client's page, an incident."""

from __future__ import annotations

from aboveboard.ui.widgets import Choices
from tests.journeys.walker import Walker, until

NOTE = "Ada asked why last month's orders are missing. Promised to find out and call back today at 15:00."


def first_run(walk: Walker) -> None:
    """1: it asks for name, business, email, phone, zone, working hours, and for a sample or nothing."""
    assert not walk.path.exists(), "nothing is written before a button is pressed"
    assert walk.focus() == "Your name"
    assert walk.button("Start with a sample journal") and walk.button("Start empty")
    for name, words in (
        ("Your name", "Dius Montenegro"), ("Business", "Montenegro Web"), ("Email", "dius@montenegro.example"),
        ("Phone", "+351 21 555 0142"),
    ):  # fmt: skip
        assert walk.focus() == name
        walk.type(words)
        walk.key("tab")
    assert walk.focus() == "Time zone"
    walk.key("ctrl+a")
    walk.type("Lisbon")
    walk.key("tab")
    assert [walk.button(day).isChecked() for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")] == [True] * 5 + [
        False
    ] * 2
    walk.put("Working day ends", "18:00")
    walk.key("ctrl+enter")
    assert until(lambda: walk.page.key == "today")
    walk.settle()
    me = walk.row("SELECT * FROM profile")
    assert me["name"] == "Dius Montenegro" and me["business"] == "Montenegro Web" and me["zone"] == "Europe/Lisbon"
    assert (me["email"], me["phone"]) == ("dius@montenegro.example", "+351 21 555 0142")
    assert (me["work_days"], me["work_from"], me["work_to"]) == ("1,2,3,4,5", "09:00", "18:00")
    assert walk.rows("SELECT * FROM client") == []


def new_client(walk: Walker) -> None:
    """2: Ctrl+N, by keyboard alone."""
    walk.key("ctrl+n")
    for name, words in (
        ("Client", "Northwind Bakery"), ("Time zone", "Stockholm"), ("Contact", "Ada Lindqvist"), ("Role", "owner"),
        ("Email", "ada@northwind.example"), ("Phone", "+46 8 123 456"),
    ):  # fmt: skip
        assert walk.focus() == name
        walk.key("ctrl+a")
        walk.type(words)
        walk.key("tab")
    assert walk.focus() == "Plain words", "not technical, unless one says so"
    walk.key("tab")
    assert walk.focus() == "Not said"
    walk.key("right", "tab")
    for name, words in (("Project", "Web shop"), ("Backup", "none"), ("Last restore test", "never")):
        assert walk.focus() == name
        walk.type(words)
        walk.key("tab")
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils and walk.page.key == "client")
    client = walk.row("SELECT * FROM client")
    assert (client["name"], client["zone"]) == ("Northwind Bakery", "Europe/Stockholm")
    assert (client["technical"], client["prefers"]) == (0, "call")
    contact = walk.row("SELECT * FROM contact")
    assert (contact["name"], contact["role"]) == ("Ada Lindqvist", "owner")
    assert (contact["email"], contact["phone"]) == ("ada@northwind.example", "+46 8 123 456")
    assert walk.row("SELECT * FROM project")["name"] == "Web shop"
    guards = {one["kind"]: one["state"] for one in walk.rows("SELECT * FROM safeguard")}
    assert guards == {"backup": "none", "restore test": "never"}
    assert walk.row("SELECT count(*) AS n FROM act WHERE name = 'client.add'")["n"] == 1


def log_a_call(walk: Walker) -> None:
    """3: from anywhere, no mouse, at most 12 keys besides the text."""
    walk.key("ctrl+4")
    assert walk.page.key == "promises", "anywhere: no page that knows the client"
    pressed = 0

    def press(*chords: str) -> None:
        nonlocal pressed
        pressed += len(chords)
        walk.key(*chords)

    press("ctrl+l")
    sheet = walk.place
    shown = {c.accessibleName(): c.words for c in sheet.findChildren(Choices) if c.isVisible()}
    assert shown["Kind"] == ["Call", "Meeting", "Email", "Chat"]
    assert shown["Reached"] == ["Reached", "No answer", "Left a message"]
    assert "I called" in shown["Who"] and "Now" in shown["When"] and "Angry" in shown["Temper"]
    assert walk.focus() == "Client"
    press("n")
    press("enter")
    assert walk.field("Client").text() == "Northwind Bakery"
    assert walk.focus() == "What was said"
    walk.type(NOTE)
    press("backtab", "left", "left")
    assert walk.focus() == "Angry"
    press("backtab", "backtab", "backtab", "left")
    assert walk.focus() == "Ada called"
    assert walk.sees("A promise was found")
    assert walk.sees("Tuesday 24 November 2026, 15:00") and walk.sees("16:00 in Stockholm")
    assert walk.button("I will find out and call back today at 15:00.").isChecked()
    assert walk.button("Save call and promise")
    press("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    assert pressed <= 12, pressed
    walk.settle()
    talk = walk.row("SELECT * FROM interaction")
    assert talk["note"] == NOTE and (talk["kind"], talk["direction"]) == ("call", "in")
    assert (talk["outcome"], talk["temper"], talk["at"]) == ("reached", "angry", "2026-11-24T10:20:00Z")
    promise = walk.row("SELECT * FROM commitment")
    assert promise["first_due"] == "2026-11-24T15:00:00Z" and promise["by"] == "me"
    assert promise["interaction_id"] == talk["id"] and "call back today at 15:00" in promise["words"]
    acts = walk.rows("SELECT DISTINCT act_id FROM change WHERE noun IN ('interaction', 'commitment')")
    assert len(acts) == 1, "call and promise are one act"
    assert "with one promise" in walk.notice()


def the_client_page(walk: Walker) -> None:
    """3: all that one reads before a call, on one screen."""
    walk.key("ctrl+l")
    walk.type("north")
    walk.key("enter")
    walk.type("Ada will send the list of missing orders by tomorrow 12:00.")
    assert walk.sees("They promised this.")
    if not walk.button("Ada will send").isChecked():
        walk.press("Ada will send")
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    walk.settle()
    theirs = walk.row("SELECT * FROM commitment WHERE by = 'them'")
    assert theirs["first_due"] == "2026-11-25T12:00:00Z"
    walk.key("ctrl+k")
    walk.type("northwind")
    walk.settle()
    walk.key("enter")
    assert until(lambda: walk.page.key == "client")
    walk.settle()
    words = walk.words(walk.page)
    assert NOTE in words and "Ada called" in words and "angry" in words
    assert "Ada Lindqvist, owner" in words and "+46 8 123 456" in words and "ada@northwind.example" in words
    assert "11:20 in Stockholm" in words
    aside = walk.page.aside
    said = walk.words(aside)
    assert "call back today at 15:00" in said and "the list of missing orders" in said
    for shelf in (aside.mine, aside.theirs):
        assert walk.in_view(shelf), "promises both ways, on one screen"
    assert walk.in_view(walk.page.recent.rows[0]) and walk.in_view(walk.page.recent.rows[1])


def edit_and_bin(walk: Walker) -> None:
    """3: a client, a contact, a call can be edited and binned, with undo (a fact: with the incident)."""
    walk.press("Edit Northwind Bakery")
    walk.put("Phone", "+46 8 765 432")
    walk.put("Notes", "Bakes at four; never call before seven.")
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    walk.settle()
    assert walk.row("SELECT phone FROM contact")["phone"] == "+46 8 765 432"
    assert walk.sees("+46 8 765 432")
    walk.page.setFocus()
    walk.key("ctrl+z")
    assert walk.sees("+46 8 123 456") and walk.notice().startswith("Undone")
    assert walk.row("SELECT phone FROM contact")["phone"] == "+46 8 123 456"
    walk.press("Redo")
    assert walk.row("SELECT notes FROM client")["notes"].startswith("Bakes at four")
    _edit_and_bin_a_call(walk)
    _bin_and_undo(walk, "Edit Northwind Bakery", "Put the client into the bin", "client")
    assert until(lambda: walk.page.key == "clients")
    walk.press("Undo") if walk.notice() else walk.key("ctrl+z")
    assert walk.row("SELECT binned_at FROM client")["binned_at"] is None


def _edit_and_bin_a_call(walk: Walker) -> None:
    row = walk.page.recent.rows[0]
    walk.press("Edit the talk of", row)
    walk.put("What was said", "Ada will send the list of missing orders by tomorrow 12:00. She was calmer.")
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    assert walk.sees("She was calmer.")
    assert walk.last_act() == "interaction.edit"
    walk.page.setFocus()
    walk.key("ctrl+z")
    assert until(lambda: "She was calmer." not in walk.words(walk.page))
    walk.press("Put the talk of", walk.page.recent.rows[0])
    assert walk.row("SELECT count(*) AS n FROM interaction WHERE binned_at IS NOT NULL")["n"] == 1
    assert until(lambda: len(walk.page.recent.rows) == 1)
    walk.press("Undo")
    assert until(lambda: len(walk.page.recent.rows) == 2)
    assert walk.row("SELECT count(*) AS n FROM interaction WHERE binned_at IS NOT NULL")["n"] == 0


def _bin_and_undo(walk: Walker, edit: str, put_away: str, noun: str) -> None:
    walk.press(edit)
    walk.press(put_away)
    assert until(lambda: walk.rows(f"SELECT id FROM {noun} WHERE binned_at IS NOT NULL") != [])
    walk.settle()


def new_incident(walk: Walker) -> None:
    """4: Ctrl+I on the client's page; its own page with the clock, and what to do next."""
    walk.key("ctrl+k")
    walk.type("northwind")
    walk.settle()
    walk.key("enter")
    assert until(lambda: walk.page.key == "client")
    walk.settle()
    walk.key("ctrl+i")
    assert walk.focus() == "What happened", "whom it hit is known"
    walk.type("Orders of four weeks deleted")
    walk.key("tab")
    assert walk.focus() == "Data loss" and walk.button("Data loss").isChecked()
    walk.key("tab")
    assert walk.focus() == "High"
    walk.key("right")
    assert walk.focus() == "Critical"
    assert walk.button("Web shop").isChecked(), "the only project is taken"
    walk.click(walk.button("Yes"))
    walk.put("Noticed", "today 08:10")
    assert walk.sees("Tuesday 24 November 2026, 08:10 · 09:10 in Stockholm")
    walk.put("What was hit", "the orders and customer accounts of your web shop")
    walk.put("It began", "27 Oct")
    walk.put("It ended", "today 08:10")
    walk.key("ctrl+enter")
    assert until(lambda: walk.page.key == "incident" and not walk.shell.veils)
    walk.settle()
    incident = walk.row("SELECT * FROM incident")
    assert (incident["kind"], incident["severity"], incident["personal_data"]) == ("data-loss", "critical", 1)
    assert incident["project_id"] == walk.row("SELECT id FROM project")["id"]
    assert incident["noticed_at"] == "2026-11-24T08:10:00Z" and incident["told_at"] is None
    assert incident["occurred_from"].startswith("2026-10-2") and incident["occurred_to"] == "2026-11-24T08:10:00Z"
    words = walk.words(walk.page)
    assert "2 h 10 min" in words and "you have known, and Ada does not." in words
    for part in ("Fact sheet", "What to do next", "Letters", "Promises from this"):
        assert part in words, part
    assert "Call Ada Lindqvist today" in words and "in Stockholm" in words


FACTS = (
    ("orders from 27 Oct to 24 Nov deleted", "Known", "database, compared with the confirmation emails"),
    ("someone broke in through the admin login", "Suspected", "server log"),
    ("which account was used", "Not known", "server log"),
)


def fact_sheet(walk: Walker) -> None:
    """4: three facts with source and date; a standing is changed and the change kept; edit and bin, with undo."""
    for words, standing, source in FACTS:
        walk.press("Add a fact")
        assert walk.focus() == "What is so"
        walk.type(words)
        walk.click(walk.button(standing))
        walk.put("Source", source)
        walk.put("Since when", "today 09:40")
        walk.key("ctrl+enter")
        assert until(lambda: not walk.shell.veils)
        walk.settle()
    kept = walk.rows("SELECT words, standing, source, at FROM finding ORDER BY id")
    assert [one["standing"] for one in kept] == ["known", "suspected", "unknown"]
    assert [one["source"] for one in kept] == [source for _, _, source in FACTS]
    assert {one["at"] for one in kept} == {"2026-11-24T09:40:00Z"}
    said = walk.words(walk.page)
    for words, _, source in FACTS:
        assert words in said and f"{source}, today 09:40" in said
    walk.press("Change the standing of: which account")
    walk.click(walk.button("Suspected"))
    walk.put("Why", "The log names the shop's own account.")
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    assert walk.sees("The log names the shop's own account.") and walk.sees("Not known until 10:20")
    standings = walk.rows("SELECT standing FROM finding_standing WHERE finding_id = 3 ORDER BY id")
    assert [one["standing"] for one in standings] == ["unknown", "suspected"]
    walk.page.setFocus()
    walk.key("ctrl+z")
    assert until(lambda: walk.row("SELECT standing FROM finding WHERE id = 3")["standing"] == "unknown")
    walk.press("Redo")
    assert walk.row("SELECT standing FROM finding WHERE id = 3")["standing"] == "suspected"
    walk.press("Edit: orders from 27 Oct")
    walk.put("Source", "database, and 1,412 confirmation emails")
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    assert walk.sees("database, and 1,412 confirmation emails")
    walk.press("Put into the bin: which account was used")
    assert until(lambda: walk.row("SELECT binned_at FROM finding WHERE id = 3")["binned_at"] is not None)
    walk.press("Undo")
    assert walk.row("SELECT binned_at FROM finding WHERE id = 3")["binned_at"] is None
    assert walk.sees("which account was used")
