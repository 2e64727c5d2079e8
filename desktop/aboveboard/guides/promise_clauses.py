"""Where in a sentence something is promised, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aboveboard.guides.promise_line import BOUNDARY, Line, Marker, hanging
from aboveboard.guides.promise_words import AGENT, DEEDS, NO_NAME, STRANGERS, VERBS, compiled

ME, THEM = "me", "them"
_SAID = {"said", "says", "promised", "promises", "confirmed", "confirms", "agreed", "wrote", "writes"}


def markers(line: Line) -> list[Marker]:
    """All words of promise in a sentence, those that promise nothing included (they end the clause before them)."""
    found = [*_mine(line), *_bare(line), *_yours(line), *_others(line), *_things(line), *_german(line)]
    found.sort(key=lambda m: (m.start, not m.promise, bool(m.needs)))
    kept: list[Marker] = []
    for marker in found:
        if kept and marker.start < kept[-1].end:
            continue
        kept.append(marker)
    return kept or list(_shared_subject(line))


def _shared_subject(line: Line) -> Iterator[Marker]:
    """ "I am working on it and will write by 17:00": the subject stands before the first verb."""
    for hit in compiled("and_will").finditer(line.low):
        subjects = compiled("pronoun").findall(line.low[max(0, hit.start() - 160) : hit.start()])
        if not subjects or compiled("not_done").match(line.low[hit.end() :]) or subjects[-1] == "you":
            continue
        mine = subjects[-1] in ("i", "we")
        if mine or line.note:
            yield Marker(hit.start("will"), hit.end(), ME if mine else THEM, style="will")


def _mine(line: Line) -> Iterator[Marker]:
    low = line.low
    for hit in compiled("me").finditer(low):
        after = low[hit.end() : hit.end() + 90]
        if hit["aim"]:
            if re.match(rf"\s+(?:{'|'.join(VERBS)})\b", after) and not hanging(line, hit.start()):
                yield Marker(hit.start(), hit.end(), ME, "deadline")
            continue
        if hit["owe"]:
            yield Marker(
                hit.start(),
                hit.end(),
                ME,
                "" if line.note else "date",
                not re.match(r"\s+(?:you|it|this)?\s*(?:an? )?(?:apolog|explanation|thanks|the truth|to you)", after),
            )
            continue
        asked = re.search(r"\b(?:shall|will|should|can)\s*$", low[max(0, hit.start() - 8) : hit.start()])
        idle = bool(hit["never"] or asked or compiled("not_done").match(after) or compiled("courtesy").match(after))
        if not idle and hanging(line, hit.start()):
            continue
        needs = "date" if re.match(r"\s+be\b", after) else ""  # "I will be in touch" owes nothing without a day
        yield Marker(hit.start(), hit.end(), _said_by(line, hit.start()), needs, promise=not idle)
    for hit in compiled("me_now").finditer(low):
        if not hanging(line, hit.start()) and not re.match(r"\s*(?:not|n't)\b", low[hit.end() : hit.end() + 6]):
            yield Marker(hit.start(), hit.end(), ME, "date")
    for hit in compiled("let_me").finditer(low):
        if not hanging(line, hit.start()):
            yield Marker(hit.start(), hit.end(), ME, "date")


def _said_by(line: Line, at: int) -> str:
    """ "Ada said: I will pay": in a note these are her words."""
    hit = compiled("says").search(line.low, max(0, at - 40), at)
    if (
        hit is None
        or not line.note
        or not (hit["who"] in ("she", "he", "they") or _is_name(line.text[hit.start("who") : hit.end("who")]))
    ):
        return ME
    return THEM


def _bare(line: Line) -> Iterator[Marker]:
    """ "Promised to ...", "Will send ...": what a note says without a subject."""
    for hit in compiled("bare").finditer(line.low):
        start = hit.start() + len(hit.group()) - len(hit.group().lstrip())
        after = line.low[hit.end() : hit.end() + 60]
        idle = bool(compiled("not_done").match(after) or compiled("courtesy").match(after))
        rest = line.low[start:]
        if hit["promised"]:
            if hit["promised"].startswith(("i have", "i've", "have")) or (
                "promised" not in hit["promised"] and not line.note
            ):
                idle = idle or not line.note
            yield Marker(
                start, hit.end(), ME, promise=not idle and not re.search(r"\bhad\b", rest[:20]), style="promised"
            )
        elif hit["will"]:
            asks = re.match(r"\s+(?:you|i|we|she|he|they|it|this|that|the|there|your|my)\b", after)
            yield Marker(start, hit.end(), _speaker(line, start), promise=not idle and not asks, style="will")
        elif hit["doing"] and line.note:
            yield Marker(start, hit.end(), ME, "date", style="whole")
        elif hit["thing"]:
            mine = hit["thing"].startswith(("i", "we"))
            past = compiled("past").search(rest) is not None
            if line.note or not mine:
                yield Marker(
                    start,
                    hit.end(),
                    ME,
                    "date",
                    promise=not past and not (mine and re.match(r"\s+\w+ (?:i|he|she) would", after)),
                )
    if back := compiled("back_to").match(line.low):
        yield Marker(0, back.end(), ME, "date")
    if line.note:
        if told := compiled("told").match(line.low):
            yield Marker(told.start(), told.end(), ME, "date", style="promised")
        for hit in re.finditer(r"\b(?:i|we) promised\s+(?:(?:her|him|them|you)\s+)?to\b", line.low):
            past = compiled("past").search(line.low) is not None
            yield Marker(hit.start(), hit.end(), ME, "date", promise=not past, style="promised")


def _speaker(line: Line, start: int) -> str:
    """ "Ada: will send the photos": the name before the colon speaks, else the writer."""
    before = line.text[:start].rstrip()
    if not before.endswith(":"):
        return ME
    name = before[:-1].rsplit("\n", 1)[-1].strip(" -•*")
    return THEM if line.note and _is_name(name) and name.lower() not in ("me", "i", "us") else ME


def _yours(line: Line) -> Iterator[Marker]:
    for hit in compiled("you").finditer(line.low):
        deed, after = hit["deed"], line.low[hit.start("deed") : hit.start("deed") + 60]
        part = hanging(line, hit.start()) or re.search(
            r"\b(?:will|shall|can|could|would)\s*$", line.low[max(0, hit.start() - 8) : hit.start()]
        )
        if part:
            continue
        idle = hit["never"] is not None or bool(re.match(r"(?:not|never|no)\b", deed))
        if deed in ("have", "get", "receive", "hear", "find", "see", "be", "meet", "notice"):
            able = re.match(
                r"be (?:able|back|informed|told|sent|given|shown|contacted|called|refunded|paid|in)\b", after
            )
            owed = able or not compiled("obligation").match(after)
            sure = (deed in ("hear", "get", "receive") and "from" in after[:60]) or deed in ("receive", "get")
            yield Marker(hit.start(), hit.start("deed"), ME, "" if sure else "date", promise=not idle and bool(owed))
        elif deed in DEEDS or deed in ("come", "return"):
            yield Marker(
                hit.start(), hit.start("deed"), THEM, promise=not idle and not compiled("reads_you").match(after)
            )
    for hit in compiled("expect").finditer(line.low):
        if not hanging(line, hit.start()):
            yield Marker(hit.start(), hit.end(), ME, "date")
    for hit in compiled("you_promise").finditer(line.low):
        yield Marker(hit.start(), hit.end(), THEM, "date", promise=compiled("past").search(line.low) is None)


def _others(line: Line) -> Iterator[Marker]:
    """What she, he, they or somebody by name will do; what a thing will be."""
    low = line.low
    for hit in compiled("modal").finditer(low):
        start, who = _subject(line, hit.start())
        if not who:
            continue
        after = low[hit.end() : hit.end() + 60]
        idle = "won't" in hit.group() or bool(compiled("not_done").match(after))
        if who == "thing":
            idle = idle or bool(compiled("estimate").match(after)) or _only_when(line, hit.end())
            yield Marker(start, hit.end(), ME, "date", promise=not idle)
        else:
            idle = idle or bool(compiled("courtesy").match(after) or compiled("estimate").match(after))
            things = low[start : hit.start()].strip() == "they" and compiled("passive").match(after)
            yield Marker(start, hit.end(), ME if things else who, "date" if things else "", promise=not idle)
    for name in ("vowed", "vowed_thing", "said_would"):
        for hit in compiled(name).finditer(low):
            start, who = _subject(line, hit.start())
            if who in (THEM,) and line.note:
                yield Marker(
                    start,
                    hit.end(),
                    who,
                    "" if name == "vowed" else "date",
                    promise=" not " not in low[hit.end() : hit.end() + 5],
                )
    if line.note and line.times:
        for hit in compiled("she_sends").finditer(low):
            start, who = _subject(line, hit.start())
            if who == THEM:
                yield Marker(start, hit.end(), who, "date")
    if line.note and (named := compiled("name_to").match(low)):
        name = line.text[named.start("who") : named.end("who")]
        if name.lower() in ("me", "i", "us", "we"):
            yield Marker(named.start("who"), named.start("deed"), ME, style="will")
        elif _is_name(name) and not compiled("bare").match(low):
            yield Marker(named.start("who"), named.start("deed"), THEM)


def _only_when(line: Line, at: int) -> bool:
    """ "The sale will be on Friday": an event has its date, nothing is owed."""
    hit = re.compile(r"\s+(?:be|take place|start|begin)\s+(?:on|at|in|from|this|the)?\s*(?:the\s+)?").match(
        line.low, at
    )
    return hit is not None and any(
        t.start - line.offset in (hit.end(), hit.end() - 5) for t in line.between(at, hit.end() + 1)
    )


def _subject(line: Line, at: int) -> tuple[int, str]:
    """Who stands before a verb at `at`: where those words begin, and "me", "them", "thing" or "" for nobody that
    counts.
    """
    window = max(0, at - 70)
    before = line.low[window:at].rstrip()
    cut = 0
    for hit in BOUNDARY.finditer(before):
        cut = hit.end()
    for time in line.between(window - 60, at):  # "On Friday Ada will": the date is no part of the subject
        if window <= time.end - line.offset <= at and time.lead not in ("of", "since", "von", "vom"):
            cut = max(cut, time.end - line.offset - window)
    phrase = before[cut:]
    begin = window + cut + len(phrase) - len(phrase.lstrip())
    words = phrase.split()
    if "that" in words[:4] and compiled("vow_that").search(
        line.low[max(0, begin - 60) : line.low.index("that", begin) + 4]
    ):
        begin, words = line.low.index("that", begin) + 5, words[words.index("that") + 1 :]
    elif compiled("hangs").search(line.low[max(0, begin - 12) : begin]):
        return begin, ""
    if not words or len(words) > 9:
        return begin, ""
    if words[0] in (
        "that",
        "which",
        "who",
        "if",
        "when",
        "because",
        "whether",
        "as",
        "until",
        "before",
        "after",
        "once",
        "how",
        "what",
        "where",
        "while",
        "since",
        "than",
        "unless",
    ):
        return begin, ""
    last = words[-1]
    if last in ("i", "we", "you", "who", "which", "what", "that", "there", "nobody", "this"):
        return begin, ""
    return begin, _kind(line, begin, words, at)


def _kind(line: Line, begin: int, words: list[str], at: int) -> str:
    last = words[-1]
    somebody = THEM if line.note else ""
    if words[0] in ("perhaps", "maybe", "possibly", "probably", "hopefully"):
        return ""
    if last in ("she", "he", "they") and (len(words) <= 2 or words[-2] in _SAID or words[-3:-1] == ["said", "that"]):
        return somebody
    if any(word in STRANGERS for word in words):
        return ""
    if last in AGENT:
        if words[0] in ("my", "our") or words[:2] == ["one", "of"]:
            return ME
        return somebody if words[0] in ("the", "her", "his", "their", "your") else ""
    if last == "it":
        return "thing" if len(words) == 1 else ""
    name = line.text[begin:at].strip()
    if _is_name(name) and not (
        begin == 0
        and len(words) == 1
        and last.endswith("s")
        and last not in ("james", "hans", "jens", "ines", "agnes", "lars", "nils", "klaus", "chris")
    ):
        return somebody
    if words[0] in (
        "the",
        "your",
        "my",
        "our",
        "a",
        "an",
        "all",
        "every",
        "each",
        "this",
        "these",
        "both",
        "everything",
        "nothing",
        "new",
    ) or (begin == 0 and last.endswith("s")):
        return "" if words[0] in ("nothing",) else "thing"
    return ""


def _is_name(words: str) -> bool:
    """Capitalised words none of which is an ordinary one: "Ada", "Ms Noor", "Ada Lindqvist"."""
    parts = words.strip(" .:").split()
    if not 1 <= len(parts) <= 4:
        return False
    return all(
        (p[:1].isupper() or p in ("and", "&", "von", "de", "van")) and p.lower().strip(".,") not in NO_NAME
        for p in parts
    )


def _things(line: Line) -> Iterator[Marker]:
    """The next word, the invoice that follows, the copy that runs from today: dated, they are the writer's promise."""
    if not line.times:
        return
    low = line.low
    for hit in compiled("next_word").finditer(low):
        if line.between(hit.end() - 60, hit.end() + 60) and not hanging(line, hit.start()):
            yield Marker(hit.start(), hit.end(), ME, "date")
    for hit in compiled("thing_now").finditer(low):
        start, who = _subject(line, hit.start())
        passive = hit.group().startswith(("is ", "are ")) and not hit.group().endswith("due")
        if who == "thing" and not re.search(r"\bnot\b", low[hit.end() : hit.end() + 5]):
            yield Marker(start, hit.end(), ME, "start" if passive else "date")


def _german(line: Line) -> Iterator[Marker]:
    low = line.low
    if not re.search(r"\b(?:ich|wir|sie|wird|du|ihr|mich)\b", low):
        return
    for hit in compiled("german_me").finditer(low):
        denied = re.search(r"\b(?:nicht|kein\w*|nie)\b", low[hit.end() : hit.end() + 80])
        yield Marker(hit.start(), hit.end(), ME, "" if hit["modal"] else "date", promise=not denied)
    for hit in compiled("german_you").finditer(low):
        mine = re.match(r"bekomm|erh|hör|hab|has", hit["deed"])
        yield Marker(hit.start(), hit.end(), ME if mine else THEM, "date")
    for hit in compiled("german_thing").finditer(low):
        yield Marker(_subject(line, hit.start())[0], hit.end(), ME, "date")
