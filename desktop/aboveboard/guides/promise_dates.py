"""Which of the times in the words of a promise is its due time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from aboveboard.guides.promise_line import Line
from aboveboard.guides.promise_words import VERBS, compiled
from aboveboard.guides.when import When
from aboveboard.guides.when.late import Late

DEADLINE = {"by", "until", "till", "than", "latest", "before", "within", "bis", "spätestens", "vor"}
# Before such a word a date belongs to a thing or to the past: "the orders of 27 October", "since Monday".
_OF = {"of", "since", "between", "dated", "vom", "von", "seit", "zwischen"}
_PAST_VERB = (
    r"(?:was|were|had|did|came|went|sent|lost|made|broke|failed|arrived|happened|got|gave|said|told|"
    r"wrote|spoke|talked|saw|began|stopped|started|agreed|promised|discussed|asked|"
    r"received|reported|deleted|placed|ordered|noticed|called|missed|\w{3,}ed)"
)
_BETWEEN = Late(
    r"^(?:\s+(?:the\s+)?(?:orders|mails?|e-?mails?|letters?|invoices?|calls?|meetings?|data|figures|"
    r"backups?|cop(?:y|ies)|version|entries|report|list|numbers)\b)"
)


@dataclass(frozen=True)
class Due:
    """A due time, or none: `time` is None; `options` and `ask` as in `When`."""

    time: When | None
    options: tuple[datetime, ...] = ()
    ask: bool = False


def usable(line: Line, time: When, start: int, verb: int) -> int:
    """How well a time serves as due time of the words that begin at `start`: 0 not at all, 1 if nothing better, 2
    well, 3 as a deadline.
    """
    low = line.low
    begin, end = time.start - line.offset, time.end - line.offset
    words = low[begin:end]
    before = low[max(verb if begin >= verb else start, begin - 70) : begin]
    hours = time.lead == "between" and time.precision == "minute"  # between 14:00 and 15:00
    if hours:
        return 2
    if time.lead in _OF or re.search(r"\b(?:between|since|dated)\s+\S+(?: \S+){0,4}$", before):
        return 0
    if _BETWEEN.match(low[end : end + 30]) and re.search(r"\bthe\s*$", before):
        return 0  # "the 27 October orders"
    if (
        re.search(r"\bfrom\b[^,;]{0,40}$", before)
        and re.match(r"\s*(?:to|until|till|through|-|–)\s", low[end : end + 9])
        and time.lead == "from"
    ):
        return 1
    by = (
        time.lead in DEADLINE
        or words.startswith(("within", "innerhalb", "binnen"))
        or re.match(r"\s*,?\s*at the latest|\s+latest\b", low[end : end + 18]) is not None
    )
    if re.search(
        rf"\b(?:which|that|what|who|when|where|how|why|because|since|as|after|you|they|she|he|we|it|"
        rf"i)\s+(?:\w+\s+){{0,3}}?{_PAST_VERB}\b[^,;]*$",
        before,
    ):
        return 3 if by and time.precision == "minute" else (1 if by else 0)
    if (
        re.search(
            r"\b(?:sent|placed|made|deleted|lost|received|promised|agreed|discussed|reported|written|given|"
            r"ordered|mentioned)\s+(?:\w+\s+){0,2}?(?:on|at|in)?\s*$",
            before,
        )
        and not by
        and not re.search(r"\bbe (?:\w+ly )?\w+\s+(?:\w+\s+){0,2}?$", before)  # "will be sent on Friday"
    ):
        return 0
    if by:
        return 3
    return 1 if time.lead in ("from", "after", "ab", "starting") else 2


def choose(line: Line, start: int, end: int, verb: int, condition: tuple[int, int] | None) -> Due:
    """The due time of the words `start`..`end` of a sentence. `condition`: the part that says on what it depends;
    no due time is there.
    """
    inside = [
        t for t in line.between(start, end)
        if t.end - line.offset <= end
        and not (condition and condition[0] <= t.start - line.offset < condition[1])
    ]  # fmt: skip
    ranked = [(usable(line, t, start, verb), t) for t in inside]
    ranked = [(rank, t) for rank, t in ranked if rank]
    if not ranked:
        return Due(None)
    best = _best(line, ranked, verb)
    options, ask = list(best.options), best.ambiguous
    for other in inside[inside.index(best) + 1 :]:
        between = line.low[best.end - line.offset : other.start - line.offset]
        if re.fullmatch(
            r"[\s,)]*(?:or|oder|or else|or alternatively)\s*(?:at|on|by|am|um|bis|the|in)?\s*(?:the\s*)?", between
        ):
            options += [o for o in other.options if o not in options]
            ask = True
        break
    return Due(best, tuple(options), ask or len(options) > 1)


def _best(line: Line, ranked: list[tuple[int, When]], verb: int) -> When:
    """The first deadline, unless a plain time before it has its own act ("I will call on Monday to have it done by
    Friday").
    """
    top = max(rank for rank, _ in ranked)
    first = next(t for rank, t in ranked if rank == top)
    if top == 3:
        for rank, time in ranked:
            if time is first:
                break
            between = line.low[time.end - line.offset : first.start - line.offset]
            if rank == 2 and re.search(rf"\b(?:to|so that|and)\s+(?:{'|'.join(VERBS)}|you|we)\b", between):
                return time
    return first


def condition_part(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The part of the words `start`..`end` that says on what the promise depends; None where it depends on nothing."""
    low = line.low[start:end]
    for hit in compiled("condition").finditer(low):
        before = low[: hit.start()]
        if hit.group().startswith("if") and (
            compiled("asks_if").search(before) or low[hit.end() : hit.end() + 12].strip().startswith("or not")
        ):
            continue
        if re.search(r"\b(?:whatever|no matter|even|whether or not|as)\s*$", before):
            continue
        comma = low.find(",", hit.end())
        first = not before.strip(" ,.;")  # "If you send it, I will ...": the condition ends at the comma
        until = comma if first and comma >= 0 else len(low)
        return start + hit.start(), start + until
    return None
