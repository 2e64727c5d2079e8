"""What may be written and what is refused, with the field at which it is said; nothing is written by a refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from aboveboard.errors import Invalid, JournalError, NotFound
from aboveboard.journal import clients, commitments, incidents, interactions, letters, profile
from aboveboard.journal.commitments import NewPromise
from aboveboard.journal.database import Journal
from tests.conftest import NOW, HandClock, Northwind

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Work = Callable[[Session], object]


def promise(**more: Any) -> list[NewPromise]:
    return [NewPromise(**{"words": "send it", "due": NOW + DAY, **more})]


REFUSED: list[tuple[str, str, Work]] = [
    ("an empty client name", "name", lambda s: clients.add(s, name="  ")),
    ("a line break in a name", "name", lambda s: clients.add(s, name="Orders\r\nBcc: eve@x.example")),
    ("a control character in a name", "name", lambda s: clients.add(s, name="Evil\x1b[31m")),
    ("a line separator in a name", "name", lambda s: clients.add(s, name="a\u2028b")),
    ("half a letter in a name", "name", lambda s: clients.add(s, name="a\ud800b")),
    ("a name that is none", "name", lambda s: clients.add(s, name=5)),
    ("a very long name", "name", lambda s: clients.add(s, name="x" * 501)),
    ("an address without @", "contact.email", lambda s: clients.add(s, name="A", contact={"email": "ada"})),
    ("an address of two lines", "email", lambda s: clients.add_contact(s, 1, name="A", email="a@b.c\nBcc: e@f.g")),
    ("two addresses", "email", lambda s: clients.add_contact(s, 1, name="A", email="a@b.c, d@e.f")),
    ("a contact without a name", "name", lambda s: clients.add_contact(s, 1, email="a@b.c")),
    ("an unknown zone", "zone", lambda s: clients.add(s, name="A", zone="Mars/Base")),
    ("an unknown language", "language", lambda s: clients.edit(s, 1, language="fr")),
    ("an unknown channel", "prefers", lambda s: clients.edit(s, 1, prefers="pigeon")),
    ("yes and no as a word", "technical", lambda s: clients.edit(s, 1, technical="perhaps")),
    ("a column that there is not", "shoe_size", lambda s: clients.edit(s, 1, shoe_size=43)),
    ("a contact keeps its client", "client_id", lambda s: clients.edit_contact(s, 1, client_id=2)),
    ("no days between words", "usual_days", lambda s: clients.edit(s, 1, usual_days=0)),
    ("safeguards without a project", "project.name",
     lambda s: clients.add(s, name="A", project={"name": "", "safeguards": {"backup": "none"}})),
    ("a review date that is none", "safeguard.review_on",
     lambda s: clients.set_safeguard(s, 1, kind="backup", state="nightly", review_on="soon")),
    ("a client that is not there", "client_id", lambda s: interactions.log(s, client_id=99)),
    ("a call in the future", "at", lambda s: interactions.log(s, client_id=1, at=NOW + HOUR)),
    ("a time without a zone", "at", lambda s: interactions.log(s, client_id=1, at=NOW.replace(tzinfo=None))),
    ("a time before all times", "at", lambda s: interactions.log(s, client_id=1, at=datetime(1, 1, 1, tzinfo=UTC))),
    ("an unknown kind", "kind", lambda s: interactions.log(s, client_id=1, kind="pigeon")),
    ("an unknown direction", "direction", lambda s: interactions.log(s, client_id=1, direction="up")),
    ("an unknown outcome", "outcome", lambda s: interactions.log(s, client_id=1, outcome="maybe")),
    ("an unknown temper", "temper", lambda s: interactions.log(s, client_id=1, temper="sour")),
    ("a note of 30 MB", "note", lambda s: interactions.log(s, client_id=1, note="x" * 30 * 2**20)),
    ("a contact of somebody else", "contact_id", lambda s: interactions.log(s, client_id=2, contact_id=1)),
    ("a promise due before it was made", "promises.0.due",
     lambda s: interactions.log(s, client_id=1, promises=promise(due=NOW - DAY))),
    ("a promise without words", "promises.0.words",
     lambda s: interactions.log(s, client_id=1, promises=promise(words=" "))),
    ("a promise of nobody", "promises.0.by", lambda s: interactions.log(s, client_id=1, promises=promise(by="us"))),
    ("a due before it was promised", "due", lambda s: commitments.make(s, client_id=1, words="x", due=NOW - HOUR)),
    ("a promise made in the future", "made_at",
     lambda s: commitments.make(s, client_id=1, words="x", made_at=NOW + HOUR)),
    ("an unknown precision", "precision",
     lambda s: commitments.make(s, client_id=1, words="x", due=NOW + DAY, precision="week")),
    ("kept in the future", "at", lambda s: commitments.keep(s, 1, at=NOW + HOUR)),
    ("kept before it was made", "at", lambda s: commitments.keep(s, 1, at=NOW - DAY)),
    ("moved without a reason", "why", lambda s: commitments.move(s, 1, due=NOW + DAY, why="")),
    ("moved to before it was made", "due", lambda s: commitments.move(s, 1, due=NOW - DAY, why="x")),
    ("moved to where it is", "due", lambda s: commitments.move(s, 1, due=NOW.replace(hour=15, minute=0), why="x")),
    ("told in the future", "told_at", lambda s: commitments.move(s, 1, due=NOW + DAY, why="x", told_at=NOW + HOUR)),
    ("agreed without being told", "told_at", lambda s: commitments.move(s, 1, due=NOW + DAY, why="x", agreed="yes")),
    ("an unknown answer", "agreed", lambda s: commitments.move(s, 1, due=NOW + DAY, why="x", agreed="perhaps")),
    ("partly without what is missing", "missing", lambda s: commitments.partly(s, 1, missing="")),
    ("partly with a due of before", "due", lambda s: commitments.partly(s, 1, missing="half", due=NOW - DAY)),
    ("dropped without a reason", "why", lambda s: commitments.drop(s, 1, why=" ")),
    ("chasing one's own promise", "id", lambda s: commitments.chase(s, 1)),
    ("a promise that is not there", "id", lambda s: commitments.keep(s, 99)),
    ("a due corrected to before", "first_due", lambda s: commitments.edit(s, 1, first_due=NOW - DAY)),
    ("an incident without a title", "title", lambda s: incidents.open(s, client_id=1, title="")),
    ("an unknown severity", "severity", lambda s: incidents.open(s, client_id=1, title="x", severity="awful")),
    ("an unknown kind of incident", "kind", lambda s: incidents.open(s, client_id=1, title="x", kind="fire")),
    ("noticed in the future", "noticed_at", lambda s: incidents.open(s, client_id=1, title="x", noticed_at=NOW + HOUR)),
    ("over before it began", "occurred_to",
     lambda s: incidents.open(s, client_id=1, title="x", occurred_from=NOW - HOUR, occurred_to=NOW - DAY)),
    ("noticed before it began", "noticed_at",
     lambda s: incidents.open(s, client_id=1, title="x", occurred_from=NOW - HOUR, noticed_at=NOW - DAY)),
    ("resolved before it was noticed", "resolved_at", lambda s: incidents.resolve(s, 1, at=NOW - 2 * DAY)),
    ("resolved before it began, by edit", "resolved_at", lambda s: incidents.edit(s, 1, resolved_at=NOW - 2 * DAY)),
    ("noticed never", "noticed_at", lambda s: incidents.edit(s, 1, noticed_at=None)),
    ("told in the future", "at", lambda s: incidents.tell(s, 1, at=NOW + HOUR)),
    ("told before it was noticed", "told_at", lambda s: incidents.tell(s, 1, at=NOW - 2 * DAY)),
    ("a project of somebody else", "project_id", lambda s: incidents.open(s, client_id=2, title="x", project_id=1)),
    ("a finding without words", "words", lambda s: incidents.add_finding(s, 1, words="")),
    ("an unknown standing", "standing", lambda s: incidents.add_finding(s, 1, words="x", standing="sure")),
    ("a standing that it has", "standing", lambda s: incidents.restand(s, 1, standing="known")),
    ("a letter without text", "text", lambda s: letters.send(s, client_id=1, text=" \n")),
    ("a subject of two lines", "subject", lambda s: letters.send(s, client_id=1, text="x", subject="a\nBcc: b@c.d")),
    ("sent in the future", "at", lambda s: letters.send(s, client_id=1, text="x", at=NOW + HOUR)),
    ("answers that are no JSON", "answers", lambda s: letters.send(s, client_id=1, text="x", answers="{")),
    ("a zone of the writer", "zone", lambda s: profile.edit(s, zone="Nowhere")),
    ("a working day", "work_days", lambda s: profile.edit(s, work_days="1,8")),
    ("an hour", "work_from", lambda s: profile.edit(s, work_from="9")),
    ("a day that ends before it begins", "work_to", lambda s: profile.edit(s, work_to="08:00")),
    ("a day off", "days_off", lambda s: profile.edit(s, days_off="Christmas")),
    ("an address of the writer", "email", lambda s: profile.edit(s, email="ines")),
]  # fmt: skip


@pytest.fixture
def full(northwind: Northwind) -> Journal:
    """Two clients; an incident with a finding of the first one."""

    def work(s: Session) -> None:
        clients.add(s, name="Contoso & Sons")
        incidents.open(s, client_id=1, title="Orders gone", noticed_at=NOW - DAY, occurred_from=NOW - DAY)
        incidents.add_finding(s, 1, words="orders deleted")

    northwind.journal.write(work)
    return northwind.journal


@pytest.mark.parametrize(("field", "work"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_it_is_refused_at_its_field(full: Journal, field: str, work: Work) -> None:
    head = full.head()
    with pytest.raises((Invalid, NotFound)) as caught:
        full.write(work)
    assert caught.value.field == field
    assert caught.value.sentence.endswith(".") and len(caught.value.sentence) > 15
    assert full.head() == head


def test_ten_megabytes_in_a_note_are_taken(full: Journal) -> None:
    note = "Wörter und 😀 " * 700_000
    made = full.write(lambda s: interactions.log(s, client_id=1, note=note))
    assert full.read(lambda s: interactions.get(s, made.one("interaction"))).note == note
    full.undo()
    full.redo()
    assert full.verify().ok


@pytest.mark.parametrize("name", ["😀 Bäckerei", "מאפיית הצפון", "<img src=file:///x>", "=1+1", 'O\'Hara "&" Sons;--'])
def test_names_are_kept_to_the_letter(journal: Journal, name: str) -> None:
    made = journal.write(lambda s: clients.add(s, name=name))
    assert journal.read(lambda s: clients.find(s, name)).id == made.one("client")


@pytest.mark.parametrize(
    "text", ["northwind bakery", "NORTHWIND BAKERY", "  Northwind Bakery ", "Nörthwind Bakery", "#1"]
)
def test_clients_are_found_with_case_and_accents_folded(full: Journal, text: str) -> None:
    row = full.read(lambda s: clients.find(s, text))
    assert (row.id, row.contact.email if row.contact else "") == (1, "ada@northwind.example")
    assert [(g.kind, g.state) for g in row.projects[0].safeguards] == [("backup", "none"), ("restore test", "never")]


def test_an_unknown_client_names_the_nearest(full: Journal) -> None:
    with pytest.raises(NotFound, match="Northwind Bakery"):
        full.read(lambda s: clients.find(s, "Nortwind"))
    with pytest.raises(NotFound, match="#9"):
        full.read(lambda s: clients.find(s, "#9"))


def test_several_of_one_name_are_named_with_their_numbers(full: Journal) -> None:
    full.write(lambda s: clients.add(s, name="northwind bakery"))
    with pytest.raises(JournalError, match=r"Northwind Bakery \(#1\), northwind bakery \(#3\)"):
        full.read(lambda s: clients.find(s, "Northwind  Bakery".upper().replace("  ", " ")))
    assert full.read(lambda s: clients.find(s, "northwind bakery")).id == 3
    full.write(lambda s: clients.bin(s, 3))
    assert full.read(lambda s: clients.find(s, "NORTHWIND BAKERY")).id == 1


def test_a_day_stays_the_day_it_was_said(full: Journal) -> None:
    due = datetime(2026, 12, 10, 12, tzinfo=UTC)
    made = full.write(
        lambda s: commitments.make(s, client_id=1, words="x", due=due, zone="America/Los_Angeles", precision="day")
    )
    row = full.read(lambda s: commitments.one(s, made.one("commitment")))
    assert row.due == datetime(2026, 12, 11, 7, 59, 59, tzinfo=UTC)


def test_the_day_of_the_clock_change_ends_when_it_ends(full: Journal) -> None:
    due = datetime(2027, 3, 28, 10, tzinfo=UTC)
    made = full.write(
        lambda s: commitments.make(s, client_id=1, words="x", due=due, zone="Europe/Stockholm", precision="day")
    )
    assert full.read(lambda s: commitments.one(s, made.one("commitment"))).due == datetime(
        2027, 3, 28, 21, 59, 59, tzinfo=UTC
    )


def test_promises_of_a_call_count_from_the_call(full: Journal) -> None:
    called = NOW - 3 * DAY
    made = full.write(lambda s: interactions.log(s, client_id=1, at=called, promises=promise(due=NOW - DAY)))
    row = full.read(lambda s: commitments.one(s, made.one("commitment")))
    assert (row.made_at, row.state, row.interaction_id) == (called, "late", made.one("interaction"))


def test_a_second_ending_is_refused(full: Journal) -> None:
    full.write(lambda s: commitments.keep(s, 1, at=NOW, evidence="a mail"))
    for work in (
        lambda s: commitments.keep(s, 1),
        lambda s: commitments.drop(s, 1, why="x"),
        lambda s: commitments.release(s, 1),
        lambda s: commitments.partly(s, 1, missing="x"),
        lambda s: commitments.move(s, 1, due=NOW + DAY, why="x"),
    ):
        with pytest.raises(Invalid, match="ending already"):
            full.write(work)


def test_what_is_missing_becomes_a_promise_of_its_own(full: Journal) -> None:
    made = full.write(lambda s: commitments.partly(s, 1, missing="the second half", due=NOW + 2 * DAY))
    rest = full.read(lambda s: commitments.one(s, made.one("commitment")))
    assert (rest.words, rest.follows_id, rest.state, rest.made_at) == ("the second half", 1, "open", NOW)
    first = full.read(lambda s: commitments.one(s, 1))
    assert (first.state, first.ended, first.events[0].missing) == ("partly kept", True, "the second half")


def test_promises_stand_late_first(full: Journal, clock: HandClock) -> None:
    for name, due in (("open", NOW + 20 * DAY), ("little late", NOW + DAY), ("very late", NOW + HOUR), ("none", None)):
        full.write(lambda s, w=name, d=due: commitments.make(s, client_id=1, words=w, due=d))
    full.write(lambda s: commitments.keep(s, 1))
    clock.set(NOW + 2 * DAY)
    rows = full.read(commitments.rows)
    assert [row.words for row in rows[:4]] == ["very late", "little late", "open", "none"]
    assert rows[4].state == "kept"
    assert [row.words for row in full.read(lambda s: commitments.rows(s, open_only=True))] == [
        r.words for r in rows[:4]
    ]
    assert (commitments.rate(rows).kept, commitments.rate(rows).of) == (1, 3)
    full.write(lambda s: clients.bin(s, 1))
    assert full.read(commitments.rows) == []


def test_theirs_can_be_chased(full: Journal) -> None:
    full.write(lambda s: commitments.make(s, client_id=1, words="send the list", by="them", due=NOW + DAY))
    full.write(lambda s: commitments.chase(s, 2, why="asked by phone"))
    row = full.read(lambda s: commitments.one(s, 2))
    assert (row.state, [event.kind for event in row.events]) == ("open", ["chased"])


def test_standings_are_kept(full: Journal) -> None:
    full.write(lambda s: incidents.restand(s, 1, standing="suspected", source="logs", reason="rows are in a copy"))
    (finding,) = full.read(lambda s: incidents.get(s, 1)).findings
    assert [(x.standing, x.reason) for x in finding.standings] == [("known", ""), ("suspected", "rows are in a copy")]
    assert (finding.standing, finding.source) == ("suspected", "logs")


def test_a_sent_letter_is_one_act_with_all_it_means(full: Journal) -> None:
    head = full.head()
    made = full.write(
        lambda s: letters.send(
            s, client_id=1, contact_id=1, incident_id=1, text="Dear Ada,\n\nyour orders …", subject="Your orders",
            recipient="ada@northwind.example", guide="data-loss", stage="first", answers={"backup": "none"},
            dismissed=[{"rule": "jargon", "text": "SQL", "reason": "she knows it"}], promises=promise(), tell=True,
        )
    )  # fmt: skip
    assert made.nouns() == {"letter", "interaction", "commitment", "incident"}
    letter = full.read(lambda s: letters.get(s, made.one("letter")))
    assert (letter.head, letter.answers, letter.sent_at) == (head, '{"backup": "none"}', NOW)
    incident = full.read(lambda s: incidents.get(s, 1))
    assert (incident.told_at, incident.told_how, incident.told_to) == (NOW, "email", "ada@northwind.example")
    row = full.read(lambda s: commitments.one(s, made.one("commitment")))
    assert (row.letter_id, row.incident_id, row.interaction_id) == (letter.id, 1, made.one("interaction"))
    with pytest.raises(Invalid, match="already"):
        full.write(lambda s: incidents.tell(s, 1))
    again = full.write(lambda s: letters.send(s, client_id=1, incident_id=1, text="More.", corrects_id=1, tell=True))
    assert "incident" not in again.nouns()


def test_binned_rows_are_hidden_and_come_back(full: Journal) -> None:
    full.write(lambda s: interactions.bin(s, 1))
    full.write(lambda s: incidents.bin(s, 1))
    full.write(lambda s: clients.bin_contact(s, 1))
    assert full.read(lambda s: interactions.rows(s, 1)) == []
    assert full.read(lambda s: incidents.rows(s, 1)) == []
    assert full.read(lambda s: clients.get(s, 1)).contacts == ()
    full.write(lambda s: interactions.unbin(s, 1))
    full.write(lambda s: incidents.unbin(s, 1))
    full.write(lambda s: clients.unbin_contact(s, 1))
    assert len(full.read(lambda s: interactions.rows(s, 1))) == len(full.read(lambda s: incidents.rows(s, 1))) == 1
    assert full.read(lambda s: interactions.get(s, 1)).contact == "Ada Lindqvist"


def test_the_profile_is_edited_as_an_act(full: Journal) -> None:
    full.write(lambda s: profile.edit(s, work_days="3,1,2", work_to="16:30", days_off="2026-12-25, 2026-12-24"))
    row = full.read(profile.get)
    assert (row.weekdays, row.work_to, row.off) == ((1, 2, 3), "16:30", ("2026-12-24", "2026-12-25"))
    assert full.undo().of == full.data_version() - 1
    assert full.verify().ok
