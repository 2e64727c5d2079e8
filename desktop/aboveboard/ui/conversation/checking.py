"""The checker beside the window: it looks 300 ms after the last key, off the window's thread; the newest counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from aboveboard.guides.answers import Answers
from aboveboard.ui.conversation.draft import Talk
from aboveboard.ui.conversation.findings import Item
from aboveboard.ui.desk import Desk

PAUSE_MS = 300
FIRST_MS = 40


@dataclass(frozen=True)
class Asked:
    """What was looked at; an answer to anything else is too late."""

    part: str
    text: str
    subject: str
    answers: Answers


class Checking(QObject):
    """`checked` with the findings of the letter as it is now."""

    checked = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.names: Sequence[str] = ()
        self.fresh = False
        self._asked: Asked | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.look_now)
        self.talk: Talk | None = None

    def look_again(self) -> None:
        """The letter or an answer was changed."""
        self.fresh = False
        self._pause.start(PAUSE_MS)

    def look_soon(self) -> None:
        """Another letter is shown: look when it has been painted, so that the two do not wait for each other."""
        self.fresh = False
        self._pause.start(FIRST_MS)

    def look_now(self) -> None:
        """Look at once."""
        self._pause.stop()
        talk = self.talk
        if talk is None:
            return
        asked = Asked(talk.part, talk.letter.text, talk.subject, talk.answers)
        if asked.part != "email":  # a script and a short message are judged by no rule; their open places still count
            self._asked = asked
            self._took((asked, []))
            return
        self._asked = asked
        guide, now, zone = talk.guide, self.desk.now(), self.desk.zone
        names = tuple(self.names)

        def work() -> tuple[Asked, list[Any]]:
            from aboveboard.guides.checker import check

            answers = asked.answers
            report = check(
                asked.text, subject=asked.subject, guide=guide, answers=answers, now=now, zone=zone,
                audience="technical" if answers.client.technical else "plain",
                client_zone=answers.client.zone or None, names=names,
            )  # fmt: skip
            return asked, report.findings

        self.desk.jobs.aside(work, self._took, self._failed, lane="check", key="check-letter")

    def _took(self, answer: tuple[Asked, list[Any]]) -> None:
        asked, findings = answer
        if asked != self._asked or self._pause.isActive():
            return  # typed on meanwhile; the next look is on its way
        self.fresh = True
        self.checked.emit(findings)

    def _failed(self, trouble: Any) -> None:
        self.desk.trouble(trouble)


def items_of(talk: Talk, findings: Sequence[Any], words: Any) -> tuple[list[Item], int]:
    """What there is to look at, in the order of the letter, numbered; and how many findings were let stand.

    `words`: gives the sentences of places and choices (`place(question id)`, `choice(piece)`), which are the window's.
    """
    text = talk.letter.text
    loose: list[Item] = []
    spans = {index: (start, end) for start, end, index in talk.letter.places()}
    for index in talk.letter.questions:
        start, end = spans.get(index, (None, None))
        title, why = words.choice(talk.letter.pieces[index])
        loose.append(
            Item(
                0,
                "choice",
                title,
                why,
                start=start,
                end=end,
                target=str(index),
                text=talk.letter.pieces[index].offered or "",
            )
        )
    places = talk.places()
    for start, end, question in places:
        title, why = words.place(question, text[start:end])
        loose.append(Item(0, "place", title, why, start=start, end=end, target=question, text=text[start:end]))
    stand = 0
    for finding in findings:
        unfilled = any(_overlap(finding, start, end) for start, end, _ in places)
        if unfilled and (finding.rule == "placeholder" or finding.severity != "error"):
            continue  # the same place, said once; what is around it is judged when it is filled
        if talk.is_dismissed(finding.rule, finding.text or ""):
            stand += 1
            continue
        title = f"“{finding.text}”" if finding.start is not None and finding.text else finding.message
        why = finding.message if finding.start is not None and finding.text else finding.suggestion
        loose.append(
            Item(
                0, finding.severity, title, why, better=finding.suggestion, source=finding.source, start=finding.start,
                end=finding.end, rule=finding.rule, text=finding.text or "",
                replacement=finding.replacement if finding.start is not None else None,
            )
        )  # fmt: skip
    loose.sort(key=lambda item: (item.start is None, item.start or 0, item.end or 0))
    return [Item(**{**vars(item), "number": number}) for number, item in enumerate(loose, 1)], stand


def _overlap(finding: Any, start: int, end: int) -> bool:
    return finding.start is not None and finding.start < end and finding.end > start
