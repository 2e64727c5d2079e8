"""From a text to its pieces: one pass over the words; only at a word that can begin a date are patterns tried there."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from aboveboard.guides.when import clocks, days, phrase_patterns, phrases, spans
from aboveboard.guides.when.late import Late
from aboveboard.guides.when.pieces import Clock, Day, Gone, Piece
from aboveboard.guides.when.words import GERMAN_NUMBERS, MONTHS, ONES, TENS, WEEKDAYS

_WORD = Late(r"[^\W\d_]+|\d+")
_LEAD = Late(r"([^\W\d_]+|@)[\s(:,]{0,4}(?:(?:the|den|dem)\s{1,3})?$")
Rule = Callable[[str, int, str], Piece | None]


@functools.lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def lead(text: str, start: int) -> str:
    """The word before a place, in lower case, an article between them left out; empty where there is none."""
    found = _LEAD.search(text[max(0, start - 22) : start])
    return found.group(1).lower() if found else ""


def _rule(pattern: str, build: Callable[[re.Match[str], str], Piece | None]) -> Rule:
    def run(text: str, at: int, before: str) -> Piece | None:
        found = _compiled(pattern).match(text, at)
        return build(found, before) if found else None

    return run


def _simple(pattern: str, build: Callable[[re.Match[str]], Piece | None]) -> Rule:
    return _rule(pattern, lambda found, before: build(found))


def _span(name: str, pattern: str) -> Rule:
    return _rule(
        pattern, lambda found, before: spans.build(name, found) if name != "part" else phrases.in_part(found, before)
    )


def _dotted_hour(text: str, at: int, before: str) -> Piece | None:
    found = _compiled(clocks.DOTTED).match(text, at)
    if not found:
        return None
    no_month = found["m"] == "00" or int(found["m"]) > 12  # "by 18.30" is an hour, "by 12.10" may be a day
    limits = {"by", "before", "than", "about", "around", "latest"}
    if before in {"at", "um", "until", "till", "from", "ab", "bis", "gegen"} or (before in limits and no_month):
        return clocks.from_digits(found)
    return None


def _bare_hour(text: str, at: int, before: str) -> Piece | None:
    found = _compiled(clocks.BARE).match(text, at)
    return clocks.bare_hour(text, found) if found else None


_NEAR_NOW = Late(r"[\s-](?:from|hence|ago|today|on|after)\b", re.IGNORECASE)


def _near_now(rule: Rule) -> Rule:
    """The rule, asked only where a word like "from now" follows at all."""

    def run(text: str, at: int, before: str) -> Piece | None:
        return rule(text, at, before) if _NEAR_NOW.search(text, at, at + 48) else None

    return run


def _numeric_key(text: str, end: int, digits: int) -> str:
    """Which rules can begin with a number, by what follows it."""
    if digits == 4:
        return "4"
    sign = text[end : end + 1]
    if sign in ("–", "-"):
        return "-"
    if sign in (".", "/", ":"):
        return sign
    if sign.isspace():
        return " "
    return "a" if sign.isalpha() else "0"


@functools.cache
def _rules() -> dict[str, list[Rule]]:
    """Which rules begin with which word; "0" stands for any digit."""
    by_name = {
        "iso": days.iso, "dotted": days.dotted, "slash": days.slash, "days_month": days.days_of_month,
        "day_month": days.day_of_month,
        "month_days": days.days_of_month, "month": days.month_alone, "weekday": days.weekday,
    }  # fmt: skip
    found: dict[str, list[Rule]] = {}
    numeric = [_rule(pattern, by_name[name]) for name, pattern in days.DIGITS]
    from_now = [_near_now(_span(name, pattern)) for name, pattern in spans.FROM]
    hours = [_simple(pattern, clocks.from_digits) for pattern in clocks.DIGITS]
    ordinal = _rule(phrase_patterns.ORDINAL_DAY, phrases.ordinal_day)
    iso, dates = [numeric[0], numeric[1]], numeric[6:]
    # which rules can apply is told by what follows the digits; the order is that of the rules
    found["4"] = [*iso, hours[5]]
    found["."] = [numeric[2], numeric[3], *dates, *hours[:4], _dotted_hour, *from_now, _bare_hour]
    found["/"] = [numeric[4], numeric[5], numeric[6]]
    found["-"] = [numeric[4], *dates, *hours[:1], *from_now]
    found[":"] = [hours[0], hours[1], hours[2]]
    found["a"] = [*dates, *hours, ordinal, *from_now]
    found[" "] = [*dates, *hours[:4], hours[-1], *from_now, _bare_hour]
    found["0"] = [*hours[:1], _bare_hour]
    for word, rules in phrase_patterns.RULES.items():
        found.setdefault(word, []).extend(_rule(pattern, phrases.BUILD[name]) for name, pattern in rules)
    for word in MONTHS:
        found.setdefault(word, []).extend(_rule(pattern, by_name[name]) for name, pattern in days.MONTH_RULES)
    for word in WEEKDAYS:
        found.setdefault(word, []).extend(_rule(pattern, by_name[name]) for name, pattern in days.WEEKDAY_RULES)
    for word in ("in", "within", "inside", "innerhalb", "binnen"):
        found.setdefault(word, []).extend(_span(name, pattern) for name, pattern in spans.IN)
    for word, patterns in clocks.WORDS.items():
        found.setdefault(word, []).extend(_simple(pattern, clocks.from_word) for pattern in patterns)
    for word in {"a", "an", "half", *ONES, *TENS, *GERMAN_NUMBERS}:
        found.setdefault(word, []).extend(from_now)
    return found


def _blocked(text: str, at: int) -> bool:
    """Is a number here part of something longer: a version, a sum, an address, a name?"""
    if at == 0:
        return False
    before = text[at - 1]
    if before == "T" and at > 1 and text[at - 2].isdigit():
        return False
    if before.isalnum() or before in "_:/#€$£\\":
        return True
    return before in ".,-–+" and at > 1 and text[at - 2].isalnum()


def pieces(text: str) -> list[Piece]:
    """All pieces of a text, in order, none overlapping."""
    found: list[Piece] = []
    rules, done = _rules(), 0
    for word in _WORD.finditer(text):
        at = word.start()
        if at < done:
            continue
        key = word.group()
        numeric = key[0].isdigit()
        if numeric and (not key.isascii() or len(key) > 4 or len(key) == 3 or _blocked(text, at)):
            continue
        tried = rules.get(_numeric_key(text, word.end(), len(key)) if numeric else key.lower())
        if not tried or (not numeric and at and (text[at - 1] in "_@#" or (text[at - 1].isdigit() and key != "T"))):
            continue
        piece = _first(tried, text, at, _before(found, text, at))
        if piece is not None and piece.end > at:
            found.append(piece)
            done = piece.end
    return found


def _before(found: list[Piece], text: str, at: int) -> str:
    """The word that leads in; "weekday" where a weekday stands directly before, as in "Fri 27.11."."""
    if (
        found
        and isinstance(found[-1], Day)
        and found[-1].kind == "weekday"
        and not text[found[-1].end : at].strip(" ,.")
    ):
        return "weekday"
    before = lead(text, at)
    return "weekday" if before in ("mo", "di", "mi", "do", "fr", "sa", "so") else before


def _first(rules: list[Rule], text: str, at: int, before: str) -> Piece | None:
    for rule in rules:
        piece = rule(text, at, before)
        if piece is not None:
            return piece
    return None


__all__ = ["Clock", "Gone", "lead", "pieces"]
