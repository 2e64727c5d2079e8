"""A time zone as one finds it: by its city. What is kept is the IANA name."""

from __future__ import annotations

from functools import lru_cache

from aboveboard.clock import valid_zone
from aboveboard.errors import Invalid
from aboveboard.ui import moments
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import PickField

_AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Every zone of a place, by name, and UTC."""
    from zoneinfo import available_timezones

    return (*sorted(name for name in available_timezones() if name.split("/")[0] in _AREAS), "UTC")


def resolve(typed: str) -> str | None:
    """The zone that a name or a city means; None where there is none, or several cities are called so."""
    wanted = typed.strip().casefold()
    if not wanted:
        return None
    for name in names():
        if name.casefold() == wanted:
            return name
    cities = [name for name in names() if moments.city(name).casefold() == wanted]
    if len(cities) == 1:
        return cities[0]
    return typed.strip() if valid_zone(typed.strip()) else None


class ZoneField(PickField):
    """Offers zones as one types a city."""

    def __init__(self, look: Look, name: str, value: str = "", hint: str = "") -> None:
        super().__init__(look, name, names(), value, hint, placeholder="")

    def zone(self, field: str = "zone") -> str:
        """The zone that is meant; Invalid at `field` where there is none."""
        found = resolve(self.text())
        if found is None:
            raise Invalid(
                self.tr("No time zone is called “{typed}”. Type a large city near there, like Stockholm.").format(
                    typed=self.text()[:40]
                ),
                field,
            )
        return found
