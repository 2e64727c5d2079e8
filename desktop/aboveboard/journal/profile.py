"""The writer: one row of the journal, from its birth on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from aboveboard.errors import Invalid
from aboveboard.journal import fields
from aboveboard.journal.history import operation
from aboveboard.journal.models import Profile
from aboveboard.journal.rows import ProfileRow

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _work_days(value: Any, field: str) -> str:
    parts = [part.strip() for part in fields.line(value, field).split(",") if part.strip()]
    if not all(part in "1234567" and len(part) == 1 for part in parts) or len(set(parts)) != len(parts):
        raise Invalid("Working days are numbers from 1 (Monday) to 7 (Sunday), each once, with commas between.", field)
    return ",".join(sorted(parts))


def _hour(value: Any, field: str) -> str:
    text = fields.line(value, field)
    if not _HOUR.fullmatch(text):
        raise Invalid(f"“{text[:20]}” is not a time of day. Write it like 09:00.", field)
    return text


def _days_off(value: Any, field: str) -> str:
    parts = [part.strip() for part in fields.long_text(value, field).split(",") if part.strip()]
    return ",".join(sorted({fields.day(part, field) for part in parts}))


_CHECKS: dict[str, fields.Check] = {
    "name": fields.line, "business": fields.line, "role": fields.line, "email": fields.email, "phone": fields.line,
    "zone": fields.zone, "language": fields.choice("en", "de"), "work_days": _work_days, "work_from": _hour,
    "work_to": _hour, "days_off": _days_off,
}  # fmt: skip


def checked(values: Mapping[str, Any]) -> dict[str, str]:
    """These columns as they are kept; Invalid names the first that cannot be."""
    good: dict[str, str] = {}
    for field, value in values.items():
        if field not in _CHECKS:
            raise Invalid(f"The profile has no {field}.", field)
        good[field] = _CHECKS[field](value, field)
    if good.get("work_from", "") > good.get("work_to", "24"):
        raise Invalid("The working day ends before it begins.", "work_to")
    return good


def get(session: Session) -> ProfileRow:
    """The writer as a plain row."""
    row = session.connection().exec_driver_sql("SELECT * FROM profile WHERE id = 1").mappings().one()
    return ProfileRow(**{name: value for name, value in row.items() if name != "id"})


@operation("profile.edit")
def edit(session: Session, **values: Any) -> None:
    """Change columns of the profile. Acts from the next one on are in the new zone."""
    row = fields.fetch(session, Profile, 1)
    hours = {"work_from": row.work_from, "work_to": row.work_to}
    good = checked({**hours, **values})
    for field in values:
        if getattr(row, field) != good[field]:
            setattr(row, field, good[field])
