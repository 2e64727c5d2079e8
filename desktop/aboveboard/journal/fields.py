"""Checking what is about to be recorded, field by field, before a row is made (tables check nothing themselves).

Each function returns the value as it is kept, or raises Invalid: a sentence with the field's name. Text that is for
people to read as one line (names, addresses, titles) has no control characters; long text is kept to the letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session, SQLModel

from aboveboard.clock import Clock, valid_zone
from aboveboard.errors import Invalid, NotFound

Row = TypeVar("Row", bound=SQLModel)
Check = Callable[[Any, str], Any]

LONGEST_LINE = 500
LONGEST_TEXT = 20 * 1024 * 1024
"""Bytes of one long text that are taken; a book has about one MB."""

_LINE_ENDS = "\u2028\u2029"
_EMAIL = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+")


def line(value: Any, field: str) -> str:
    """One line of text, blanks at its ends taken off; may be empty."""
    text = long_text(value, field).strip()
    if any(unicodedata.category(sign) == "Cc" or sign in _LINE_ENDS for sign in text):
        raise Invalid(f"The {_word(field)} holds a line break or a control character. Write it on one line.", field)
    if len(text) > LONGEST_LINE:
        raise Invalid(f"The {_word(field)} is longer than {LONGEST_LINE} characters. Shorten it.", field)
    return text


def needed(what: str) -> Check:
    """A check for one line that must not be empty; `what` it is the name of ("client")."""

    def check(value: Any, field: str) -> str:
        text = line(value, field)
        if not text:
            raise Invalid(f"The {_word(field)} of the {what} is empty. Write at least one word.", field)
        return text

    return check


def long_text(value: Any, field: str) -> str:
    """Text of any kind, kept as it is."""
    if not isinstance(value, str):
        raise Invalid(f"The {_word(field)} has to be text, not {type(value).__name__}.", field)
    try:
        size = len(value.encode())
    except UnicodeEncodeError:
        raise Invalid(f"The {_word(field)} holds signs that are no text. Take them out.", field) from None
    if size > LONGEST_TEXT:
        megabytes = LONGEST_TEXT // 2**20
        raise Invalid(
            f"The {_word(field)} is longer than {megabytes} MB. Keep it as a file and write here what it is.", field
        )
    return value


_BLANK = {
    "words": "The {} has no words yet. Write what it is.",
    "text": "The {} is empty. There is nothing to send yet.",
    "why": "The reason of the {} is empty. Say why, in a few words.",
    "missing": "It is not said what of the {} is missing. Write it down.",
}
"""What is said where long text is blank, by its field."""


def words(what: str) -> Check:
    """A check for long text that must not be blank."""

    def check(value: Any, field: str) -> str:
        text = long_text(value, field).strip()
        if not text:
            raise Invalid(_BLANK.get(field, _BLANK["words"]).format(what), field)
        return text

    return check


def email(value: Any, field: str) -> str:
    """One address, or nothing."""
    text = line(value, field)
    if text and not _EMAIL.fullmatch(text):
        raise Invalid(f"“{text[:60]}” is not an email address. It needs one @ with something on either side.", field)
    return text


def choice(*options: str) -> Check:
    """A check for one of these words."""

    def check(value: Any, field: str) -> str:
        if value not in options:
            named = ", ".join(option or "nothing" for option in options)
            raise Invalid(f"“{str(value)[:40]}” is not a {_word(field)}. It is one of: {named}.", field)
        return str(value)

    return check


def flag(value: Any, field: str) -> bool:
    if not isinstance(value, bool):
        raise Invalid(f"{_word(field).capitalize()} is yes or no.", field)
    return value


def maybe(check: Check) -> Check:
    """The same check, where there may also be no value."""
    return lambda value, field: None if value is None else check(value, field)


def days(value: Any, field: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 3660:
        raise Invalid(f"The {_word(field)} are a whole number from 1 to 3660.", field)
    return value


def zone(value: Any, field: str) -> str:
    text = line(value, field)
    if not valid_zone(text):
        raise Invalid(f"“{text[:60]}” is not a time zone. Write one like Europe/Lisbon.", field)
    return text


def day(value: Any, field: str) -> str:
    """A date as ISO text."""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise Invalid(f"“{str(value)[:40]}” is not a date. Write it like 2026-11-24.", field) from None


def moment(value: Any, field: str) -> datetime:
    """An aware time, as UTC to the second."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise Invalid(f"The {_word(field)} has to be a time with its zone.", field)
    try:
        moment = value.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        moment = None
    if moment is None or not 1900 <= moment.year <= 9000:
        raise Invalid(f"The {_word(field)} lies outside the years 1900 to 9000.", field)
    return moment


def past(session: Session, value: Any, field: str) -> datetime:
    """A time that must not lie in the future of the session's clock."""
    when = moment(value, field)
    if when > now(session):
        raise Invalid(f"The {_word(field)} lies in the future. Write when it was.", field)
    return when


def due(value: Any, field: str, zone_name: str, precision: str) -> datetime:
    """A due time as it is kept: a day ends at 23:59:59 in its zone, a time holds to its minute."""
    when = moment(value, field)
    if precision == "day":
        local = when.astimezone(ZoneInfo(zone_name))
        return local.replace(hour=23, minute=59, second=59, fold=1).astimezone(UTC)
    return when.replace(second=0)


def now(session: Session) -> datetime:
    """The present moment of the session's clock, UTC to the second."""
    clock: Clock = session.info["clock"]
    return clock.now()


def own_zone(session: Session) -> str:
    """The writer's zone."""
    return str(session.info["zone"])


def fetch(session: Session, model: type[Row], row_id: Any, field: str = "id") -> Row:
    """The row with this id, bound to the session; NotFound where there is none."""
    found = session.get(model, row_id) if isinstance(row_id, int) and not isinstance(row_id, bool) else None
    if found is None:
        name = str(model.__tablename__).replace("_", " ")
        shown = {"commitment": "promise", "interaction": "call or message"}.get(name, name)
        raise NotFound(f"There is no {shown} with the number {row_id}.", field)
    return found


def of_client(session: Session, model: type[Row], row_id: int | None, client_id: int, field: str) -> int | None:
    """The id of a row that has to belong to this client, or None."""
    if row_id is None:
        return None
    if getattr(fetch(session, model, row_id, field), "client_id", None) != client_id:
        name = str(model.__tablename__)
        raise Invalid(f"That {name} belongs to another client. Choose one of this client.", field)
    return row_id


def changed(row: SQLModel, values: dict[str, Any], checks: dict[str, Check]) -> None:
    """Set checked values on a row; a field that has no check cannot be edited. All are checked before any is set."""
    good = {}
    for field, value in values.items():
        if field not in checks:
            raise Invalid(f"{_word(field).capitalize()} cannot be changed.", field)
        good[field] = checks[field](value, field)
    for field, value in good.items():
        if getattr(row, field) != value:
            setattr(row, field, value)


def ordered(earlier: datetime | None, later: datetime | None, sentence: str, field: str) -> None:
    """Invalid with this sentence where both times are known and the later one is before the earlier."""
    if earlier is not None and later is not None and later < earlier:
        raise Invalid(sentence, field)


_WORDS = {
    "usual_days": "usual days between words", "work_days": "working days", "work_from": "start of the working day",
    "work_to": "end of the working day", "days_off": "days off", "told_at": "time of telling", "at": "time",
    "noticed_at": "time it was noticed", "occurred_from": "time it began", "occurred_to": "time it ended",
    "resolved_at": "time it was resolved", "sent_at": "time of sending", "due": "due time", "first_due": "due time",
    "personal_data": "personal data", "review_on": "review date", "why": "reason", "made_at": "time it was promised",
    "told_how": "way of telling", "told_to": "person who was told",
}  # fmt: skip


def _word(field: str) -> str:
    return _WORDS.get(field, field.replace("_", " "))
