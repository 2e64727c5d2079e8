from datetime import UTC, datetime, timedelta

import pytest

from aboveboard.ui import moments

NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 min"),
        (59 * 60, "59 min"),
        (2 * 3600 + 600, "2 h 10 min"),
        (22 * 3600, "22 h"),
        (47 * 3600, "47 h"),
        (21 * 86400, "21 days"),
    ],
)
def test_a_span_is_no_more_exact_than_a_person_needs(seconds: int, words: str) -> None:
    assert moments.span(seconds) == words


def test_late_says_its_noun() -> None:
    assert moments.late(21 * 24 + 3) == "21 days late"
    assert moments.late(22.4) == "22 h late"
    assert moments.late(0.01) == "1 min late"


def test_the_clients_hour_stands_beside_mine_only_where_it_differs() -> None:
    due = datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert moments.there(due, "Europe/Lisbon", "Europe/Stockholm") == "16:00 in Stockholm"
    assert moments.there(due, "Europe/Berlin", "Europe/Stockholm") == ""
    assert moments.there(due, "Europe/Lisbon", "") == "", "before the client is named"
    assert moments.there(due, "Europe/Lisbon", "Pacific/Auckland") == "Wed 25 Nov, 04:00 in Auckland"


def test_a_due_day_stays_the_day_that_was_said_in_another_zone() -> None:
    due = datetime(2026, 12, 10, 22, 59, 59, tzinfo=UTC)  # 10 December ends in Berlin
    for mine in ("Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo"):
        assert moments.due_margin(due, "Europe/Berlin", "day", mine, NOW)[0] == "Thu 10 Dec"
    assert moments.in_full(due, "Europe/Berlin", "day") == "Thursday 10 December 2026"


def test_the_margin_of_a_promise() -> None:
    at = datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert moments.due_margin(at, "UTC", "minute", "UTC", NOW) == ("15:00", "in 4 h 40 min")
    assert moments.due_margin(at + timedelta(days=1), "UTC", "minute", "UTC", NOW) == ("Wed 25 Nov", "15:00")
    late = datetime(2026, 11, 3, 10, 20, tzinfo=UTC)
    assert moments.due_margin(late, "UTC", "minute", "UTC", NOW, late_hours=504) == ("Tue 3 Nov", "21 days late")
    assert moments.due_margin(None, "UTC", "minute", "UTC", NOW) == ("No date", "")


def test_names_that_run_from_right_to_left_are_set_apart_for_painting_only() -> None:
    assert moments.apart("Northwind") == "Northwind"
    assert moments.apart("דנה לוי (2)") == "\u2068דנה לוי (2)\u2069"
