"""Letters: what is still being written, then what was sent, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aboveboard.ui import moments
from aboveboard.ui import tokens as t
from aboveboard.ui.clients import phrases
from aboveboard.ui.page import Page
from aboveboard.ui.rowlist import OpenList
from aboveboard.ui.widgets import PromiseRow, Section, column, holder, label, row, scroll

if TYPE_CHECKING:
    from aboveboard.journal.rows import LetterRow
    from aboveboard.ui.desk import Desk


class LettersPage(Page):
    key = "letters"
    nav = "letters"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Letters")
        self.setAccessibleName(self.title)
        look = self.look
        self.letters: list[LetterRow] = []
        self.titles: dict[int, str] = {}
        self.drafts: list[Any] = []
        self.sentence = label(look, "", "words", "ink2", wrap=True)
        top = column(label(look, self.title, "title"), 6, self.sentence, margins=(12, 0, 12, 0))
        self.draft_head, self.sent_head = (
            Section(look, words, "", "ink2", 16) for words in (self.tr("Drafts"), self.tr("Sent"))
        )
        self.draft_list = OpenList(look, self.tr("Drafts"), self._open_draft)
        self.sent_list = OpenList(look, self.tr("Sent"), lambda letter: desk.go("letter", id=letter))
        for head in (self.draft_head, self.sent_head):
            head.setContentsMargins(12, 0, 12, 0)
        self.draft_part = holder(column(holder(self.draft_head), 2, self.draft_list))
        self.sent_part = holder(column(holder(self.sent_head), 2, self.sent_list))
        page = holder(column(holder(top), 12, self.draft_part, self.sent_part, None))
        page.setMaximumWidth(look.w(t.MEASURE) + 24)
        self.setLayout(column(scroll(holder(row((page, 100), "rest", margins=(40, 36, 36, 32))), "letters")))

    def open(self, **_: Any) -> None:
        self.refresh()

    def concerned(self, changes: Any) -> bool:
        return bool(changes.nouns() & {"letter", "incident", "client", "profile"})

    def refresh(self) -> None:
        self.desk.jobs.read(_read, self.show_rows, key="letters-page")
        if self.desk.drafts is not None:
            self.desk.drafts.all(self.show_drafts, key="letters-drafts")

    def show_rows(self, answer: tuple[list[LetterRow], dict[int, str]]) -> None:
        """Show what was sent; the titles of incidents are for the drafts."""
        self.letters, self.titles = answer
        self._show()

    def show_drafts(self, drafts: list[Any]) -> None:
        """Show what is being written."""
        self.drafts = [one for one in drafts if one.kind == "letter"]
        self._show()

    def _show(self) -> None:
        now, zone = self.desk.now(), self.desk.zone
        drafts = []
        for number, draft in enumerate(self.drafts):
            what = str(
                draft.content.get("subject") or draft.content.get("title") or self.tr("A letter without a subject")
            )
            incident = self.titles.get(draft.content.get("incident") or 0, "")
            day, hour = moments.day_of(draft.saved, zone, now), moments.clock(draft.saved, zone)
            drafts.append(PromiseRow(number, what, incident or self.tr("Not sent"), day, hour, "open"))
        self.draft_list.put(drafts)
        self.draft_head.say(str(len(drafts)))
        self.draft_part.setVisible(bool(drafts))
        self.sent_list.put([self._row(one) for one in self.letters])
        self.sent_head.say(str(len(self.letters)))
        self.sent_part.setVisible(bool(self.letters))
        self.sentence.setText(self._sentence(len(drafts), len(self.letters)))

    def _row(self, one: LetterRow) -> PromiseRow:
        now, zone = self.desk.now(), self.desk.zone
        day, hour = moments.day_of(one.sent_at, zone, now), moments.clock(one.sent_at, zone)
        parts = [moments.apart(one.client), *([moments.apart(one.recipient)] if one.recipient else [])]
        if one.corrects_id is not None:
            parts.append(self.tr("corrects an earlier one"))
        subject = one.subject or one.text.strip().split("\n", 1)[0][:120]
        return PromiseRow(one.id, moments.apart(subject), " · ".join(parts), day, hour, "open")

    def _sentence(self, drafts: int, sent: int) -> str:
        if not drafts and not sent:
            return self.tr("No letter yet. A letter begins at an incident, where the facts are.")
        number = phrases.number
        begun = (
            self.tr("One draft is not sent.")
            if drafts == 1
            else self.tr("{n} drafts are not sent.").format(n=number(drafts))
        )
        gone = (
            self.tr("One letter was sent.") if sent == 1 else self.tr("{n} letters were sent.").format(n=number(sent))
        )
        return " ".join(part for part, count in ((begun, drafts), (gone, sent)) if count)

    def _open_draft(self, number: int) -> None:
        content = self.drafts[number].content
        self.desk.go("conversation", incident=content.get("incident"), guide=content.get("guide") or "data-loss")


def _read(session: Any) -> tuple[list[LetterRow], dict[int, str]]:
    from aboveboard.journal import incidents, letters

    titles = {one.id: f"{one.client} · {one.title}" for one in incidents.rows(session)}
    return letters.rows(session), titles
