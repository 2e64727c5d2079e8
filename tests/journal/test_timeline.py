"""The timeline: all that happened with a client, newest first, page after page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from aboveboard.journal import timeline
from tests.journal.rows import NOW, Rows, everything, rows_in


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    with rows_in(tmp_path) as made:
        yield made


def test_the_timeline_holds_all_that_happened_in_a_fixed_order(rows: Rows) -> None:
    client, promise = everything(rows)
    rows.change("incident", 1, told_at=NOW, told_how="call", resolved_at=NOW + timedelta(hours=2))
    rows.add("commitment", client_id=client, words="pay", by="them", made_at=NOW)
    page = timeline.page(rows.session, client)
    assert [row.what for row in page] == [
        "resolved", "promise", "told", "kept", "moved", "promise", "call", "letter", "standing", "finding", "incident",
    ]  # fmt: skip
    assert [row.title for row in page][:4] == [
        "Resolved: Orders deleted", "Their promise: pay", "Told the client: Orders deleted",
        "Promise kept: send the list",
    ]  # fmt: skip
    moved = page[4]
    assert (moved.noun, moved.parent, moved.parent_id, moved.text) == (
        "commitment_event", "commitment", promise, "the host is slow",
    )  # fmt: skip
    assert moved.detail["due"] == NOW and moved.detail["told_at"] is None
    standing = page[8]
    assert (standing.title, standing.detail["was"]) == ("Now ruled out: Somebody used the admin login", "suspected")
    assert timeline.total(rows.session, client) == len(page) == 11


def test_pages_follow_one_another_without_gap_or_doubling(rows: Rows) -> None:
    client = rows.client()
    for number in range(25):
        rows.note(client, f"note {number}", NOW + timedelta(seconds=number // 3))
    seen: list[int] = []
    before = None
    while part := timeline.page(rows.session, client, limit=7, before=before):
        seen += [row.id for row in part]
        before = part[-1].place
    assert seen == list(range(25, 0, -1))
    assert timeline.page(rows.session, client, limit=0) == [] == timeline.page(rows.session, 99)


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({}, "Call"),
        ({"contact_id": 1}, "Call to Ada"),
        ({"contact_id": 1, "direction": "in"}, "Call from Ada"),
        ({"kind": "meeting", "contact_id": 1}, "Meeting with Ada"),
        ({"outcome": "no-answer", "contact_id": 1}, "Call to Ada: no answer"),
        ({"kind": "email", "outcome": "left-message"}, "Email: left a message"),
    ],
)
def test_a_talk_has_a_title_of_its_own(rows: Rows, fields: dict[str, object], title: str) -> None:
    client = rows.client()
    rows.add("contact", client_id=client, name="Ada")
    rows.note(client, "a\n\nb " + "long " * 100, **fields)
    row = timeline.page(rows.session, client)[0]
    assert row.title == title
    assert row.snippet.startswith("a b long") and len(row.snippet) < 200 and len(row.text) > 400
