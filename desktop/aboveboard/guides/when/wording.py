"""A moment in full, as it is shown wherever a date was found: "Fri 27 Nov 2026, 17:00 Europe/Stockholm"."""

from __future__ import annotations

from datetime import datetime

from aboveboard.guides.when.zones import load

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def in_full(moment: datetime, zone: str, precision: str = "minute") -> str:
    """The date in full in an IANA zone; a day alone where `precision` is "day" (and the moment is that day's end).

    A clock time that comes twice in the night the clocks go back is shown with its offset.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be shown")
    local = moment.astimezone(load(zone))
    day = f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"
    if precision == "day" and (local.hour, local.minute) == (23, 59):
        return day
    text = f"{day}, {local:%H:%M} {zone}"
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        offset = local.strftime("%z")
        text += f" ({offset[:3]}:{offset[3:5]})"
    return text
