"""The writer's working days and hours, as the dates in words count by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aboveboard.guides.when.calendar import WorkCalendar


def of_profile(profile: Mapping[str, Any]) -> WorkCalendar:
    """The calendar of a profile's columns; the usual week where there is no profile yet."""
    from aboveboard.guides.when.calendar import WorkCalendar

    usual = {"work_days": "1,2,3,4,5", "work_from": "09:00", "work_to": "17:00", "days_off": ""}
    return WorkCalendar.from_profile(**{name: str(profile.get(name) or value) for name, value in usual.items()})
