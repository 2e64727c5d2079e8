"""Keeps letter, marks, list and draft in step with the answers and with what is written by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from aboveboard.errors import GuideError
from aboveboard.guides import merge
from aboveboard.guides.answers import put
from aboveboard.guides.merge import Piece
from aboveboard.ui.conversation.checking import Checking, items_of
from aboveboard.ui.conversation.draft import KIND, Dismissal, Talk
from aboveboard.ui.conversation.findings import Item
from aboveboard.ui.conversation.letter_edit import Spot
from aboveboard.ui.conversation.preview import Preview
from aboveboard.ui.desk import Desk


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A passage to be left out, grown to its sentence where it begins one and is more than a word: what would be left
    of the sentence is none."""
    before = text[:start].rstrip(" ")
    begins = not before or before[-1] in ".!?\n:”"
    if not begins or len(text[start:end].split()) < 2 or text[end - 1] in ".!?":
        return start, end
    stop = re.compile(r"[.!?]+(?=\s|$)|(?=\n)").search(text, end)
    return start, stop.end() if stop else len(text)


class Writing(QObject):
    """`moved`: answers or letter changed (progress, advice); `wanted(question)`: a place is to be filled."""

    moved = Signal()
    wanted = Signal(str)

    def __init__(self, desk: Desk, preview: Preview, parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self.preview = desk, preview
        self.talk: Talk | None = None
        self.items: list[Item] = []
        self.findings: Sequence[Any] = ()
        self.at_item = -1
        self.checking = Checking(desk, self)
        self.checking.checked.connect(self._checked)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.follow)
        preview.letter.edited.connect(self._by_hand)
        preview.letter.pressed_at.connect(self._pressed)
        preview.letter.refused.connect(desk.notice)
        preview.part_chosen.connect(self.show_part)
        preview.findings.jumped.connect(self.jump_to)
        preview.findings.filled.connect(self.wanted)
        preview.findings.applied.connect(self.apply)
        preview.findings.dismissed.connect(self.dismiss)
        preview.findings.chosen.connect(self.choose)
        preview.findings.stood.connect(self.take_back)

    # --- one letter -----------------------------------------------------------------------------------------------
    def begin(self, talk: Talk, names: Sequence[str] = ()) -> None:
        """Show a conversation: its letter is made anew from its answers, hand edits stay."""
        self.talk = talk
        self.checking.talk, self.checking.names = talk, names
        self.findings, self.items, self.at_item = (), [], -1
        talk.render(self.desk.now(), all_parts=True)
        self.preview.show_part(talk.part)
        self._show_letter(begin=True)
        self.checking.look_soon()

    def answer(self, question: str, value: Any, typed: str) -> None:
        """An answer was given: the letter follows before the next event is handled, the newest answer counts."""
        talk = self.talk
        if talk is None:
            return
        store = talk.guide.question(question).store
        talk.answers = put(talk.answers, question, value, store)
        if value is None:
            talk.emptied.add(question)
        else:
            talk.emptied.discard(question)
        if typed:
            talk.typed[question] = typed
        else:
            talk.typed.pop(question, None)
        self._soon.start()
        self.keep()

    def follow(self) -> None:
        """Make the letter follow the answers now."""
        talk = self.talk
        if talk is None:
            return
        self._soon.stop()
        try:
            talk.render(self.desk.now(), all_parts=talk.part != "email")
        except GuideError as trouble:
            self.desk.trouble(trouble)
            return
        self._show_letter()
        self.moved.emit()
        self.checking.look_again()

    def show_part(self, part: str) -> None:
        """Show the email, the call script or the short message."""
        talk = self.talk
        if talk is None or part == talk.part:
            return
        before, talk.part = talk.part, part
        try:
            talk.render(self.desk.now(), all_parts=True)
        except GuideError as trouble:
            talk.part = before
            self.desk.trouble(trouble)
            return
        self.preview.show_part(part)
        self.findings = ()
        self._show_letter(begin=True)
        self.checking.look_now()
        self.keep()

    def _show_letter(self, *, begin: bool = False) -> None:
        talk, preview = self.talk, self.preview
        assert talk is not None
        if begin:
            preview.letter.begin(talk.letter.text)
        else:
            preview.letter.become(talk.letter.text)
        preview.to.say(talk.recipient, self.tr("Nobody yet: the client has no contact"))
        preview.subject.say(talk.subject, self.tr("No subject yet"))
        if begin:
            self._show_items()

    def _by_hand(self) -> None:
        talk = self.talk
        if talk is None:
            return
        talk.letters[talk.part] = merge.edited(talk.letter, self.preview.letter.letter())
        self._own()
        self.moved.emit()
        self.checking.look_again()
        self.keep()

    # --- what to look at ------------------------------------------------------------------------------------------
    def _checked(self, findings: Sequence[Any]) -> None:
        self.findings = findings
        self._show_items()

    def _show_items(self) -> None:
        talk = self.talk
        assert talk is not None
        self.items, stand = items_of(talk, self.findings, self)
        self.preview.findings.show_items(self.items, stand)
        self.preview.say_folded(len(self.items), any(item.holds for item in self.items))
        self._own()
        self.preview.frame.fit()
        self.moved.emit()

    def _own(self) -> None:
        talk = self.talk
        assert talk is not None
        letter = talk.letter
        own = (
            [(start, end) for start, end, index in letter.places() if letter.pieces[index].by_hand]
            if letter.touched
            else []
        )
        spots = [Spot(i.start, i.end or i.start, i.kind, i.number) for i in self.items if i.start is not None]
        if self.checking.fresh or not self.items:
            self.preview.letter.show_marks(spots, own)
        else:
            self.preview.letter.show_own(own)  # the findings' places are of an older text; their marks move with it

    def place(self, question: str, words: str) -> tuple[str, str]:
        """How an unfilled place is said: what is missing, and where it is filled in."""
        talk = self.talk
        assert talk is not None
        title = words.strip("[]")
        title = title[:1].upper() + title[1:]
        for number, step in enumerate(talk.guide.steps, 1):
            if any(q.id == question and q.step == step.id for q in talk.guide.questions):
                return title, self.tr("Still to be filled, in step {n}.").format(n=number)
        if question.startswith("writer."):
            return title, self.tr("Still to be filled, in your profile.")
        return title, self.tr("Still to be filled, at the client.")

    def choice(self, piece: Piece) -> tuple[str, str]:
        """How a paragraph is said where the person and the answers both changed something."""
        if piece.offered == "":
            return self.tr("You changed this paragraph; the answers no longer call for it."), ""
        if not piece.standing:
            return self.tr("You took a paragraph out; the answers now make it this:"), piece.offered or ""
        return self.tr("You changed this paragraph, and the answers did too. They now make it:"), piece.offered or ""

    def jump_to(self, item: Item) -> None:
        """Select an item's passage in the letter, and bring its row into view."""
        self.at_item = item.number - 1
        self.preview.show_list()
        span = self._span(item)
        if span is not None:
            self.preview.letter.select(*span)
            self.preview.letter.setFocus()
        self.preview.findings.go_to(item)

    def jump(self, way: int) -> None:
        """To the next item (1) or the one before (-1)."""
        if not self.items:
            return
        if self.at_item < 0:
            self.at_item = 0 if way > 0 else len(self.items) - 1
        else:
            self.at_item = (self.at_item + way) % len(self.items)
        self.jump_to(self.items[self.at_item])

    def _span(self, item: Item) -> tuple[int, int] | None:
        """Where an item's passage is now, the text having moved under it."""
        for start, end, spot in self.preview.letter.where():
            if spot.number == item.number:
                return start, end
        return None if item.start is None else (item.start, item.end or item.start)

    def _pressed(self, at: int) -> None:
        for start, end, spot in self.preview.letter.where():
            if start <= at <= end and spot.number:
                found = next((item for item in self.items if item.number == spot.number), None)
                if found is not None:
                    self.at_item = found.number - 1
                    self.preview.findings.go_to(found)
                return

    def apply(self, item: Item) -> None:
        """Put the checker's wording in the passage's place; where it is to be left out, one blank goes with it."""
        span = self._span(item)
        if span is None or item.replacement is None:
            return
        start, end = span
        text = self.preview.letter.letter()
        if text[start:end] != item.text:
            return  # the passage was changed meanwhile; the next look will say what is so now
        if not item.replacement:
            start, end = whole(text, start, end)
            if text[end : end + 1] == " " and (start == 0 or text[start - 1].isspace()):
                end += 1
            elif start and text[start - 1] == " " and text[end : end + 1] in ("", "\n"):
                start -= 1
        self.preview.letter.replace(start, end, item.replacement)
        self.checking.look_now()

    def dismiss(self, item: Item, reason: str) -> None:
        """Let a finding stand; the reason is kept with the letter."""
        talk = self.talk
        assert talk is not None
        talk.dismissed.append(Dismissal(item.rule, item.text, reason))
        self._show_items()
        self.keep()

    def take_back(self) -> None:
        """Show again what was let stand."""
        talk = self.talk
        assert talk is not None
        talk.dismissed.clear()
        self._show_items()
        self.keep()

    def choose(self, index: int, how: merge.Choice) -> None:
        """Settle a paragraph where both changed."""
        talk = self.talk
        assert talk is not None
        talk.letters[talk.part] = merge.choose(talk.letter, index, how)
        self.preview.letter.become(talk.letter.text)
        self._show_items()
        self.checking.look_again()
        self.keep()

    # --- the draft ------------------------------------------------------------------------------------------------
    def keep(self) -> None:
        """The draft is due."""
        talk = self.talk
        if talk is None or self.desk.drafts is None:
            return
        talk.touched = True
        self.desk.drafts.keep(talk.key, KIND, talk.as_json())
