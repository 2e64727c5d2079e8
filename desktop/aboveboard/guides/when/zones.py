"""Zones as people write them beside a time: CET, +01:00, "Stockholm time", "your time", Europe/Stockholm."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from aboveboard.guides.when.words import SPACE


@dataclass(frozen=True)
class ZoneRef:
    """A zone that was named: an IANA `name`, or a fixed `offset` with the `name` that usually goes with it."""

    name: str
    offset: timedelta | None = None

    @property
    def tz(self) -> tzinfo:
        """The zone's rules; a named offset such as CET keeps that offset in summer too."""
        return load(self.name) if self.offset is None else timezone(self.offset)

    def stored(self, moment: datetime, *preferred: str | None) -> str:
        """The IANA zone to keep beside the moment: one of `preferred` where it then has the same offset, else the
        usual one.
        """
        if self.offset is None or self.name == "UTC":
            return self.name
        numeric = self.name.startswith("Etc/")
        for zone in preferred if numeric else preferred[:1]:
            if zone and moment.astimezone(load(zone)).utcoffset() == self.offset:
                return zone
        return self.name


@functools.lru_cache(maxsize=256)
def load(name: str) -> tzinfo:
    """The rules of an IANA zone; UTC where the machine does not know it, so that reading a text never fails."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def known(name: str) -> bool:
    """Does the machine know this IANA zone?"""
    return getattr(load(name), "key", "") == name


# Offsets in hours, and a place that goes by that name. Where one short name has several meanings, the one of European
# and North American business mail is taken.
_SHORT = {
    "UTC": (0, "UTC"), "GMT": (0, "Europe/London"), "Z": (0, "UTC"), "WET": (0, "Europe/Lisbon"),
    "WEST": (1, "Europe/Lisbon"),
    "BST": (1, "Europe/London"), "CET": (1, "Europe/Berlin"), "CEST": (2, "Europe/Berlin"), "MEZ": (1, "Europe/Berlin"),
    "MESZ": (2, "Europe/Berlin"), "EET": (2, "Europe/Helsinki"), "EEST": (3, "Europe/Helsinki"),
    "MSK": (3, "Europe/Moscow"),
    "EST": (-5, "America/New_York"), "EDT": (-4, "America/New_York"), "CST": (-6, "America/Chicago"),
    "CDT": (-5, "America/Chicago"), "MST": (-7, "America/Denver"), "MDT": (-6, "America/Denver"),
    "PST": (-8, "America/Los_Angeles"), "PDT": (-7, "America/Los_Angeles"), "AKST": (-9, "America/Anchorage"),
    "AKDT": (-8, "America/Anchorage"), "HST": (-10, "Pacific/Honolulu"), "IST": (5.5, "Asia/Kolkata"),
    "SGT": (8, "Asia/Singapore"), "HKT": (8, "Asia/Hong_Kong"), "JST": (9, "Asia/Tokyo"), "KST": (9, "Asia/Seoul"),
    "AEST": (10, "Australia/Sydney"), "AEDT": (11, "Australia/Sydney"), "ACST": (9.5, "Australia/Adelaide"),
    "AWST": (8, "Australia/Perth"), "NZST": (12, "Pacific/Auckland"), "NZDT": (13, "Pacific/Auckland"),
    "SAST": (2, "Africa/Johannesburg"),
    "BRT": (-3, "America/Sao_Paulo"), "ART": (-3, "America/Argentina/Buenos_Aires"),
}  # fmt: skip
_MOVING = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_FIXED = {timedelta(hours=h): f"Etc/GMT{-h:+d}" for h in range(-12, 15) if h}
_FIXED |= {
    timedelta(hours=5, minutes=30): "Asia/Kolkata", timedelta(hours=5, minutes=45): "Asia/Kathmandu",
    timedelta(hours=9, minutes=30): "Australia/Darwin", timedelta(hours=3, minutes=30): "Asia/Tehran",
    timedelta(hours=4, minutes=30): "Asia/Kabul", timedelta(hours=6, minutes=30): "Asia/Yangon",
}  # fmt: skip
# Places people name that are no IANA name of their own.
_PLACES = {
    "Europe/Berlin": ("munich hamburg cologne frankfurt stuttgart leipzig dresden hanover münchen köln germany german "
        "deutsche deutscher"),
    "Europe/London": "manchester edinburgh birmingham glasgow leeds bristol cardiff uk british england wales scotland",
    "Europe/Stockholm": "gothenburg malmö malmo göteborg uppsala sweden swedish",
    "Europe/Oslo": "bergen trondheim norway norwegian",
    "Europe/Copenhagen": "aarhus denmark danish", "Europe/Helsinki": "tampere turku finland finnish",
    "Europe/Paris": "lyon marseille toulouse lille bordeaux nice france french",
    "Europe/Madrid": "barcelona valencia seville spain spanish",
    "Europe/Lisbon": "porto portugal portuguese", "Europe/Rome": "milan turin naples florence italy italian",
    "Europe/Zurich": "geneva basel bern zürich switzerland swiss",
    "Europe/Vienna": "graz salzburg linz wien austria austrian",
    "Europe/Amsterdam": "rotterdam utrecht eindhoven netherlands dutch",
    "Europe/Brussels": "antwerp ghent belgium belgian",
    "Europe/Warsaw": "krakow kraków gdansk wroclaw poland polish", "Europe/Prague": "brno czech",
    "Europe/Dublin": "cork ireland irish",
    "Europe/Athens": "thessaloniki greece greek", "Europe/Kyiv": "kiev lviv ukraine",
    "Europe/Istanbul": "ankara turkey turkish",
    "America/New_York": "boston washington miami atlanta philadelphia pittsburgh eastern",
    "America/Toronto": "ottawa montreal québec",
    "America/Chicago": "austin dallas houston minneapolis central", "America/Denver": "boulder mountain",
    "America/Los_Angeles": "seattle portland san_francisco san_diego oakland california pacific",
    "America/Sao_Paulo": "brasilia rio",
    "Asia/Kolkata": "mumbai delhi bangalore bengaluru chennai india indian",
    "Asia/Shanghai": "beijing shenzhen china chinese",
    "Asia/Tokyo": "osaka kyoto japan japanese", "Asia/Jerusalem": "tel_aviv haifa israel israeli",
    "Asia/Dubai": "abu_dhabi",
    "Asia/Ho_Chi_Minh": "hanoi saigon", "Australia/Sydney": "canberra", "Pacific/Auckland": "wellington",
    "Africa/Johannesburg": "cape_town durban",
}  # fmt: skip
_AREAS = ("Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "America/Argentina", "Indian")


@functools.cache
def _places() -> dict[str, str]:
    return {word.replace("_", " "): zone for zone, words in _PLACES.items() for word in words.split()}


@functools.lru_cache(maxsize=256)
def place(words: str) -> str | None:
    """The IANA zone of a city or country named in a text; None where it is not known."""
    name = " ".join(words.split())
    if found := _places().get(name.lower()):
        return found
    for area in _AREAS:
        zone = f"{area}/{name.replace(' ', '_')}"
        if known(zone):
            return zone
    return None


_CITY = r"(?P<{0}>[^\W\d_][\w'’.-]{{1,20}}(?: [A-Z][\w'’-]{{1,20}}){{0,2}})"


@functools.cache
def _pattern() -> re.Pattern[str]:
    short = "|".join(sorted(_SHORT, key=len, reverse=True))
    moving = "|".join(_MOVING)
    return re.compile(
        rf"(?:{SPACE})?[,(\[]?(?:{SPACE})?(?:"
        rf"(?P<fixed>(?:UTC|GMT)\s?[+\-−]\s?\d{{1,2}}(?::?\d\d)?\b|[+\-−]\d{{2}}:?\d\d\b)"
        rf"|(?P<short>{short})\b(?![/-])"
        rf"|(?P<moving>{moving})\b(?!['’-])"
        r"|(?P<iana>(?:Europe|America|Asia|Africa|Australia|Pacific|Atlantic|Indian|Etc)/[A-Z]\w+(?:/[A-Z]\w+)?)"
        r"|(?:in )?(?P<whose>[Yy]our|[Mm]y|[Oo]ur|[Ii]hrer|[Mm]einer)(?: own)?(?: local)? (?:time(?: ?zone)?|Zeit)\b"
        r"|(?P<local>local time|Ortszeit)\b"
        r"|(?P<long>(?:Central European|Eastern European|Western European|Greenwich Mean|Coordinated "
        r"Universal|British Summer)"
        r"(?: Standard| Summer)? Time)\b"
        rf"|(?:in )?{_CITY.format('city')} (?:local )?(?:time|Zeit|Standard Time|Daylight Time|Ortszeit)\b"
        rf"|in {_CITY.format('inside')}"
        r"|(?<=\()(?P<bare>[A-Z][\w'’.-]{2,20}(?: [A-Z][\w'’-]{2,20})?)(?=\))"
        r")\)?"
    )


_LONG = {
    "Central": "CET",
    "Eastern": "EET",
    "Western": "WET",
    "Greenwich": "GMT",
    "Coordinated": "UTC",
    "British": "BST",
}


def match(text: str, at: int, zone: str, client_zone: str | None) -> tuple[int, ZoneRef] | None:
    """A zone written at this place of the text: where it ends, and which it is. `zone` is the writer's."""
    found = _pattern().match(text, at, at + 90)
    if not found:
        return None
    if found["inside"]:
        return _inside(found)
    ref = _meaning(found, zone, client_zone)
    if ref is None:
        return None
    end = found.end()
    if text[end - 1 : end] in (")", "]") and "(" not in found.group() and "[" not in found.group():
        end -= 1
    return end, ref


def _inside(found: re.Match[str]) -> tuple[int, ZoneRef] | None:
    """ "in Stockholm": the longest beginning of the capitalised words that is a place."""
    words = found["inside"].rstrip(".,")
    while words:
        if named := place(words):
            return found.start("inside") + len(words), ZoneRef(named)
        words = words.rpartition(" ")[0]
    return None


def _meaning(found: re.Match[str], zone: str, client_zone: str | None) -> ZoneRef | None:
    if found["fixed"]:
        digits = re.search(r"([+\-−])\s?(\d{1,2}):?(\d\d)?$", found["fixed"])
        if not digits or int(digits[2]) > 14:
            return None
        size = timedelta(hours=int(digits[2]), minutes=int(digits[3] or 0))
        size = size if digits[1] == "+" else -size
        return ZoneRef(_FIXED.get(size, "UTC"), size)
    if found["short"] or found["long"]:
        short = found["short"] or _LONG[found["long"].split()[0]]
        if found["long"] and "Summer" in found["long"] and short in ("CET", "EET", "WET"):
            short = {"CET": "CEST", "EET": "EEST", "WET": "WEST"}[short]
        hours, name = _SHORT[short]
        return ZoneRef(name, timedelta(hours=hours))
    if found["moving"]:
        return ZoneRef(_MOVING[found["moving"]])
    if found["iana"]:
        return ZoneRef(found["iana"]) if known(found["iana"]) else None
    if found["whose"]:
        theirs = found["whose"].lower() in ("your", "ihrer")
        return ZoneRef(client_zone or zone) if theirs else ZoneRef(zone)
    if found["local"]:
        return ZoneRef(zone)
    named = place(found["city"] or found["bare"])
    return ZoneRef(named) if named else None
