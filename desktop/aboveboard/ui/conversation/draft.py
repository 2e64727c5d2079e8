"""One conversation as it is being written: answers, letters with their hand edits, what was dismissed, where one is.

A plain value with no Qt: the page shows it, the draft file keeps it, the journal gets it when the letter is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from aboveboard.errors import GuideError
from aboveboard.guides import merge
from aboveboard.guides.answers import Answers, from_json, to_json
from aboveboard.guides.guide import Guide
from aboveboard.guides.merge import Letter
from aboveboard.guides.render import PARTS, Rendered, render
from aboveboard.ui.conversation.opening import brought_up

KIND = "letter"
VERSION = 1


def key_of(incident: int, guide: str = "data-loss") -> str:
    """The name of the draft of one incident's letter."""
    return f"letter-incident-{incident}" if guide == "data-loss" else f"letter-incident-{incident}-{guide}"


@dataclass(frozen=True)
class Dismissal:
    """A finding that the person looked at and let stand, and why."""

    rule: str
    text: str
    reason: str


@dataclass
class Talk:
    """The conversation. `typed`: what stands in a field where its answer does not tell; `emptied`: questions whose
    answer the person took away; `seen`: steps one has been in."""

    incident: int
    client: int
    guide: Guide
    answers: Answers
    title: str = ""
    step: int = 0
    part: str = "email"
    seen: set[int] = field(default_factory=set)
    typed: dict[str, str] = field(default_factory=dict)
    emptied: set[str] = field(default_factory=set)
    letters: dict[str, Letter] = field(default_factory=dict)
    dismissed: list[Dismissal] = field(default_factory=list)
    rendered: dict[str, Rendered] = field(default_factory=dict)
    touched: bool = False  # did the person do anything yet? Only then is there a draft

    @property
    def key(self) -> str:
        return key_of(self.incident, self.guide.id)

    def render(self, now: datetime, *, all_parts: bool = False) -> Letter:
        """Make the letter in view anew from the answers; hand edits stay. `GuideError`: the guide's text is broken."""
        for part in PARTS if all_parts else (self.part,):
            made = render(self.guide, self.answers, now=now, part=part)
            paragraphs = [(p.key, p.text) for p in made.paragraphs]
            before = self.letters.get(part)
            self.letters[part] = merge.update(before, paragraphs) if before is not None else merge.begin(paragraphs)
            self.rendered[part] = made
        return self.letters[self.part]

    @property
    def letter(self) -> Letter:
        """The part in view, as it stands."""
        return self.letters[self.part]

    @property
    def subject(self) -> str:
        return self.rendered["email"].subject if "email" in self.rendered else ""

    @property
    def recipient(self) -> str:
        return self.rendered["email"].to if "email" in self.rendered else ""

    def places(self) -> list[tuple[int, int, str]]:
        """Unfilled places of the part in view: (start, end, question id), found where they stand after hand edits."""
        made, text = self.rendered.get(self.part), self.letter.text
        if made is None:
            return []
        found, taken = [], 0
        for start, end, question in made.places:
            words = made.text[start:end]
            at = text.find(words, taken)
            if at < 0:
                at = text.find(words)
            if at >= 0 and all(at != there for there, _, _ in found):
                found.append((at, at + len(words), question))
                taken = at + len(words)
        return sorted(found)

    def is_dismissed(self, rule: str, text: str) -> bool:
        """Was this finding let stand?"""
        return any(one.rule == rule and one.text == text for one in self.dismissed)

    def open_in(self, step: int) -> int:
        """How many questions of a step are asked and still open."""
        wanted = self.guide.steps[step].id
        return sum(question.step == wanted for question in self.guide.open(self.answers))

    def as_json(self) -> dict[str, Any]:
        """The content of the draft file: plain JSON values."""
        return {
            "version": VERSION,
            "incident": self.incident,
            "client": self.client,
            "guide": self.guide.id,
            "title": self.title,
            "subject": self.subject,
            "answers": to_json(self.answers),
            "typed": dict(self.typed),
            "emptied": sorted(self.emptied),
            "step": self.step,
            "part": self.part,
            "seen": sorted(self.seen),
            "letters": {part: letter.as_json() for part, letter in self.letters.items() if letter.touched},
            "dismissed": [asdict(one) for one in self.dismissed],
        }


def from_draft(content: Mapping[str, Any], guide: Guide, fresh: Answers) -> Talk:
    """The conversation of a draft file; `GuideError` where the file holds something else.

    `fresh`: what the record says today; of the writer and the client it wins over the draft, of answers the draft does.
    """
    try:
        kept = from_json(content["answers"])
        emptied = {str(id) for id in content.get("emptied", ())}
        steps = len(guide.steps)
        talk = Talk(
            incident=int(content["incident"]),
            client=int(content["client"]),
            guide=guide,
            answers=brought_up(replace(kept, guide=guide.id), fresh, emptied),
            emptied=emptied,
            title=str(content.get("title", "")),
            step=max(0, min(steps - 1, int(content.get("step", 0)))),
            part=content["part"] if content.get("part") in PARTS else "email",
            seen={int(n) for n in content.get("seen", ()) if 0 <= int(n) < steps},
            typed={str(k): str(v) for k, v in dict(content.get("typed", {})).items()},
            letters={
                part: Letter.from_json(kept) for part, kept in dict(content.get("letters", {})).items() if part in PARTS
            },
            dismissed=[
                Dismissal(str(d["rule"]), str(d["text"]), str(d["reason"])) for d in content.get("dismissed", ())
            ],
            touched=True,
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        raise GuideError(
            "The draft of this letter cannot be read. Its file is left as it is; the letter begins anew."
        ) from None
    return talk
