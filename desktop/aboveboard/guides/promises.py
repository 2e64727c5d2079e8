"""What was promised in a letter or a note: by whom, until when, in which words.

Found are commitments of the writer ("I will restore the data by Friday 17:00", "You will hear from me by
17:00", "Promised to call back") and of the other side ("She sends the logo this Friday", "you will send the
logs"). Not found: what is denied, asked, hoped, reported of an earlier time, said out of courtesy, or quoted.
Nothing is taken here; everything is offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from aboveboard.guides.promise_clauses import ME, THEM, markers
from aboveboard.guides.promise_dates import choose, condition_part
from aboveboard.guides.promise_line import Line, Marker, begin
from aboveboard.guides.promise_lists import Heading, heading_of, item_promise
from aboveboard.guides.promise_words import VERBS, compiled
from aboveboard.guides.text import BODY, GREETING, ITEM, Document, parse
from aboveboard.guides.when import When, WorkCalendar, find_times
from aboveboard.guides.when.late import Late

_LONGEST = 400
_COORDINATOR = Late(r"[\s,;:–—-]*\b(?:and|but|so|or|then|plus|while|whereas|und|aber|oder)?[\s,]*$")


@dataclass(frozen=True)
class Promise:
    """One promise. `quote` is `text[start:end]` of the text given (code points); `text` is the same as a sentence of
    its own.

    `by`: "me" or "them". `due`: aware, in `zone` (IANA), None where no time is named; a day is due at its 23:59:59.
    `options`: all readings of the time, `due` first. `precision`: "minute" or "day". `ambiguous`: the time has to be
    asked.
    `conditional`: it holds only if something else happens first.
    """

    quote: str
    start: int
    end: int
    text: str
    by: str
    due: datetime | None
    options: list[datetime]
    precision: str
    ambiguous: bool
    conditional: bool
    zone: str


def find(
    text: str,
    *,
    at: datetime,
    zone: str,
    client_zone: str | None = None,
    calendar: WorkCalendar | None = None,
    voice: Literal["note", "letter", "incoming"] = "note",
) -> list[Promise]:
    """The promises of a text in order. Never raises on any text.

    `at`: when it was said or written (aware); `zone`: the writer's; `client_zone`: what "your time" means.
    `voice`: a "note" of a call, where "she will" is the other side and sentences may lack their subject; a
    "letter" to the client (a note that begins with a greeting is read as one); "incoming", a letter from the
    client: then "I" is theirs and "you" mine.
    """
    same = text.replace("\r\n", " \n").replace("\r", "\n")
    document = parse(same)
    times = find_times(same, at=at, zone=zone, client_zone=client_zone, calendar=calendar)
    note = voice == "note" and not any(
        s.kind == GREETING and re.match(r"\W*(?:dear|hello|hi|sehr|liebe|guten)\b", s.plain)
        for s in document.sentences[:2]
    )
    finder = _Finder(same, text, at, zone, note, times)
    found = finder.all(document)
    if voice != "incoming":
        return found
    return [Promise(**{**vars(p), "by": THEM if p.by == ME else ME}) for p in found]


class _Finder:
    """One reading of one text."""

    def __init__(self, text: str, given: str, at: datetime, zone: str, note: bool, times: list[When]) -> None:
        self.text, self.given, self.at, self.zone, self.note, self.times = text, given, at, zone, note, times

    def all(self, document: Document) -> list[Promise]:
        found: list[Promise] = []
        heading: Heading | None = None
        place = 0
        judged = document.judged
        for number, sentence in enumerate(judged):
            first = place
            while place < len(self.times) and self.times[place].start < sentence.end:
                place += 1
            line = Line.of(sentence.text, sentence.start, self.times[first:place], self.note)
            if sentence.kind == BODY:
                heading = heading_of(line)
            opens = (
                heading is not None
                and sentence.kind == BODY
                and number + 1 < len(judged)
                and judged[number + 1].kind == ITEM
            )
            made = [] if opens else list(self._sentence(line))
            if not made and heading is not None and sentence.kind == ITEM:
                listed = item_promise(line, heading)
                if listed is not None:
                    made = list(
                        self._make(
                            line,
                            Marker(*listed.span, listed.by, listed.needs),
                            listed.start,
                            listed.end,
                            listed.prefix,
                            heading.times,
                        )
                    )
            found += made
        return found

    def _sentence(self, line: Line) -> Iterator[Promise]:
        low = line.low
        if low.rstrip(" \"')").endswith("?") and not re.search(
            r",\s*(?:ok(?:ay)?|all right|alright|right|yes|is that|if that|does that|would that|fine)\b[^,]*\?\W*$", low
        ):
            return
        if compiled("questions_only").search(low) and not line.times:
            return
        found = markers(line)
        floor = 0
        for index, marker in enumerate(found):
            start = begin(line, marker, floor)
            following = begin(line, found[index + 1], marker.end) if index + 1 < len(found) else None
            end = self._end(line, marker, len(low) if following is None else following, following is not None)
            floor = marker.end if following is None else max(marker.end, min(following, len(low)))
            if marker.promise and not _within_quotes(line.text, marker.start):
                yield from self._clause(line, marker, start, end)

    @staticmethod
    def _end(line: Line, marker: Marker, limit: int, cut: bool) -> int:
        """Where the words end: at the sentence's end, before the next clause, at a semicolon, or where nobody reads
        on.
        """
        low = line.low
        if cut and (tail := _COORDINATOR.search(low, marker.end, limit)):
            limit = tail.start()
        for hit in re.finditer(
            r";|(?<=\d)\.(?=[a-z]{2})|\s[–—]\s(?=(?:i|we|you|she|he|they|it|the)\b)|\n(?=\s*[-*•])",
            low[marker.end : limit],
        ):
            if not line.inside_time(marker.end + hit.start()):
                limit = marker.end + hit.start() + (1 if hit.group() == "." else 0)
                break
        if limit - marker.start > _LONGEST:
            space = low.rfind(" ", marker.end, marker.start + _LONGEST)
            limit = space if space > marker.end else marker.start + _LONGEST
        return limit

    def _clause(self, line: Line, marker: Marker, start: int, end: int) -> Iterator[Promise]:
        """One promise, or several where each act has its own time: "call you at 15:00 and send the list on Friday"."""
        pieces = [(start, end, "")]
        for hit in re.finditer(
            rf"(?:,?\s+(?:and|then)(?: then| also)?(?: will)?|,)\s+(?=(?:{'|'.join(VERBS)})\b)",
            line.low[marker.end : end],
        ):
            left, right = marker.end + hit.start(), marker.end + hit.end()
            begin_of = pieces[-1][0]
            if any(choose(line, a, b, marker.end, None).time is None for a, b in ((begin_of, left), (right, end))):
                continue
            pieces[-1] = (begin_of, left, pieces[-1][2])
            pieces.append((right, end, "I will " if marker.by == ME else ""))
        for number, (a, b, prefix) in enumerate(pieces):
            yield from self._make(line, marker, a, b, prefix if number else "", [])

    def _make(
        self, line: Line, marker: Marker, start: int, end: int, prefix: str, inherited: list[When]
    ) -> Iterator[Promise]:
        condition = condition_part(line, start, end)
        due = choose(line, start, end, marker.end, condition)
        time = due.time
        options, ask = due.options, due.ask
        if time is None and inherited:
            time = inherited[0]
            options, ask = tuple(time.options), time.ambiguous
        if marker.needs and time is None:
            return
        if (
            time is not None
            and marker.needs == "deadline"
            and time.lead not in ("by", "until", "within", "than", "before", "till", "bis")
            and not line.low[time.start - line.offset :].startswith("within")
        ):
            return
        if marker.needs == "start" and time is not None and time.lead not in ("from", "starting", "of", "ab"):
            return
        end = _trimmed(line.text, start, end)
        quote = self.given[line.offset + start : line.offset + end]
        if not quote.strip():
            return
        moment = options[0] if time is not None else None
        past = moment is not None and moment < self.at
        yield Promise(
            quote, line.offset + start, line.offset + end, tidy(quote, marker, prefix, marker.start - start),
            marker.by, moment, list(options),
            time.precision if time else "day", ask or past, condition is not None, time.zone if time else self.zone,
        )  # fmt: skip


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without blanks, commas and unpaired marks; a full stop stays."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—-\"”“'"):
        end -= 1
    return end


def _within_quotes(text: str, at: int) -> bool:
    """Does somebody else's speech stand around this place?"""
    before = text[max(0, at - 300) : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def tidy(quote: str, marker: Marker, prefix: str, lead: int) -> str:
    """The words of a promise as a sentence: one line, a capital, a full stop; "Promised to call" becomes "I will
    call".
    """
    words = " ".join(quote.split())
    if prefix:
        words = prefix + words
    elif marker.style != "whole" and lead <= 0:
        words = " ".join(quote[marker.end - marker.start :].split())
        words = ("I will " if marker.by == ME else "Will ") + words
    words = words.lstrip("-*•·,;: ")
    if words:
        words = words[0].upper() + words[1:]
    return words if words.endswith((".", "!", "?", "…")) else words.rstrip(",;: ") + "."
