"""The words of dates, English and German: months, weekdays, numbers, parts of a day."""

from __future__ import annotations

_MONTHS = {
    1: "january jan januar jänner",
    2: "february feb februar",
    3: "march mar märz",
    4: "april apr",
    5: "may mai",
    6: "june jun juni",
    7: "july jul juli",
    8: "august aug",
    9: "september sep sept",
    10: "october oct oktober okt",
    11: "november nov",
    12: "december dec dezember dez",
}
MONTHS = {word: number for number, words in _MONTHS.items() for word in words.split()}

_WEEKDAYS = {
    0: "monday mon montag",
    1: "tuesday tue tues dienstag",
    2: "wednesday wed weds mittwoch",
    3: "thursday thu thur thurs donnerstag",
    4: "friday fri freitag",
    5: "saturday sat samstag sonnabend",
    6: "sunday sun sonntag",
}
WEEKDAYS = {word: number for number, words in _WEEKDAYS.items() for word in words.split()}
# Two letters are ordinary German words ("so", "do", "die"): they count only directly before a numeric date.
GERMAN_SHORT = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
# Whole names of months and weekdays that are ordinary English words too, or short forms: they need a capital letter.
NEED_CAPITAL = {
    "may",
    "march",
    "mar",
    "jan",
    "dec",
    "sep",
    "mon",
    "tue",
    "tues",
    "wed",
    "weds",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
}

ONES = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
ONES |= {"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
GERMAN_NUMBERS = {
    "einem": 1, "einer": 1, "einen": 1, "eine": 1, "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}

# The hours in which a clock time without "am" or "pm" falls, when it stands with such a part of a day.
AFTERNOON = {"afternoon", "evening", "tonight", "night", "nachmittag", "abend", "nacht"}
MORNING = {"morning", "früh", "morgen", "vormittag"}


def number(text: str) -> float | None:
    """A count written in digits or words ("48", "half a", "twenty-four"); None where it is none."""
    text = " ".join(text.lower().replace("-", " ").split())
    if text in ("a", "an", "the", "the next"):
        return 1
    if text in ("half a", "half an", "a half", "einer halben"):
        return 0.5
    if text.replace(".", "", 1).replace(",", "", 1).isdigit():
        return float(text.replace(",", "."))
    if not text:
        return None
    total = 0
    for word in text.split():
        value = ONES.get(word, TENS.get(word, GERMAN_NUMBERS.get(word)))
        if value is None:
            return None
        total += value
    return total


def alternatives(words: object) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(sorted((str(w) for w in words), key=len, reverse=True))  # type: ignore[attr-defined]


# blanks with at most one line break: a date may be wrapped, not span paragraphs
SPACE = r"(?:(?:[^\S\n]{1,6}\n?|\n)[^\S\n]{0,6})"
MONTH = rf"(?P<month>{alternatives(MONTHS)})\b\.?"
WEEKDAY = rf"(?P<weekday>{alternatives(WEEKDAYS)})\b"
NUMBER = (
    rf"(?:\d{{1,4}}(?:[.,]\d)?|half an?|an?\b|(?:{alternatives(TENS)})(?:[- ](?:{alternatives(ONES)}))?"
    rf"|{alternatives(ONES)}|{alternatives(GERMAN_NUMBERS)})"
)
UNIT = (
    r"(?P<unit>min(?:ute)?s?|hours?|hrs?|h|(?:working|business|work|week)[ -]?days?|days?|weeks?|"
    r"fortnights?|months?|years?"
    r"|minuten?|stunden?|arbeitstage?n?|werktage?n?|tage?n?|wochen?|monate?n?|jahre?n?)\b"
)
