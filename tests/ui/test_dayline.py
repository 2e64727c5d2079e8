from datetime import UTC, datetime, timedelta
from itertools import pairwise

from aboveboard.ui.incidents import dayline

NOTICED = datetime(2026, 11, 24, 8, 10, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)
CALL = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def _line() -> list[dayline.Point]:
    return dayline.points(NOTICED, NOW, None, [CALL], "Europe/Stockholm")


def test_the_day_says_what_is_behind_and_what_is_to_come() -> None:
    assert [point.what for point in _line()] == ["noticed", "now", "promised", "evening", "day"]
    assert _line()[3].at == datetime(2026, 11, 24, 19, tzinfo=UTC)  # 20:00 in Stockholm


def test_once_told_only_how_long_it_took() -> None:
    line = dayline.points(NOTICED, NOW, NOW, [CALL], "UTC")
    assert [point.what for point in line] == ["noticed", "told"]


def test_a_night_is_shortened_and_broken() -> None:
    line = _line()
    assert dayline.breaks(line) == [3]
    shares = dayline.shares(line)
    assert shares[0] == 0 and shares[-1] == 1 and shares == sorted(shares)


def test_labels_never_lie_over_one_another() -> None:
    for whole in (900, 600, 420, 300):
        shown, places = dayline.placed(_line(), [60] * 5, whole)
        edges = [(0, 60), *((x - 30, x + 30) for x in places[1:-1]), (whole - 60, whole)]
        assert all(b[0] >= a[1] + 11 for a, b in pairwise(edges)), whole
        assert {"noticed", "now"} <= {point.what for point in shown}


def test_a_week_without_a_word_still_has_now_on_the_line() -> None:
    line = dayline.points(NOTICED, NOTICED + timedelta(days=7), None, [], "UTC")
    assert [point.what for point in line] == ["noticed", "day", "now"]
