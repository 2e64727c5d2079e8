from dataclasses import dataclass, field
from datetime import UTC, datetime

from aboveboard.ui.logging import offers

FRIDAY = datetime(2026, 11, 27, 17, tzinfo=UTC)
LATER = datetime(2026, 12, 4, 17, tzinfo=UTC)


@dataclass
class Found:
    quote: str
    start: int = 0
    end: int = 0
    text: str = "I will send it"
    by: str = "me"
    due: datetime | None = FRIDAY
    options: list[datetime] = field(default_factory=list)
    precision: str = "minute"
    ambiguous: bool = False
    conditional: bool = False
    zone: str = "UTC"


def test_a_plain_date_is_ticked_and_the_doubtful_ones_are_not() -> None:
    plain, undated, conditional, ambiguous = offers.from_found(
        [
            Found("a"),
            Found("b", due=None),
            Found("c", conditional=True),
            Found("d", ambiguous=True, options=[FRIDAY, LATER]),
        ]
    )
    assert [o.taken for o in (plain, undated, conditional, ambiguous)] == [True, False, False, False]
    assert ambiguous.asks and ambiguous.wanted and ambiguous.due_now is None


def test_an_ambiguous_date_is_taken_only_once_it_is_chosen_even_when_ticked() -> None:
    (offer,) = offers.from_found([Found("d", ambiguous=True, options=[FRIDAY, LATER])])
    (ticked,) = offers.settled([offer], offer.key, ticked=True)
    assert not ticked.taken
    (chosen,) = offers.settled([offer], offer.key, chosen=LATER)
    assert chosen.taken and chosen.due_now == LATER


def test_what_was_said_outlives_typing() -> None:
    old = offers.settled(offers.from_found([Found("a"), Found("a", start=9)]), ("a", 1), ticked=False)
    new = offers.carried(offers.from_found([Found("x"), Found("a", start=5), Found("a", start=14)]), old)
    assert [o.taken for o in new] == [True, True, False]


def test_a_quote_that_is_being_edited_keeps_its_tick_by_its_place() -> None:
    old = offers.settled(offers.from_found([Found("Will call", start=4)]), ("Will call", 0), ticked=False)
    (new,) = offers.carried(offers.from_found([Found("Will call back", start=4)]), old)
    assert not new.taken


def test_a_chosen_reading_is_forgotten_when_the_readings_change() -> None:
    old = offers.settled(
        offers.from_found([Found("d", ambiguous=True, options=[FRIDAY, LATER])]), ("d", 0), chosen=FRIDAY
    )
    (new,) = offers.carried(offers.from_found([Found("d", ambiguous=True, options=[LATER])]), old)
    assert new.asks
