"""The fact sheet: what is known, suspected, not known and ruled out; an earlier standing is kept under the fact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from aboveboard.ui import moments
from aboveboard.ui import tokens as t
from aboveboard.ui.clients import phrases
from aboveboard.ui.rowacts import ActRow, RowAct
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Glyph, Hairline, Margin, column, holder, label, row

if TYPE_CHECKING:
    from aboveboard.journal.rows import FindingRow

ORDER = ("known", "suspected", "unknown", "ruled out")


@dataclass(frozen=True)
class Acts:
    """What can be done with a fact; each gets its id."""

    stand: Callable[[int], object]
    edit: Callable[[int], object]
    bin: Callable[[int], object]


class FactRow(ActRow):
    """One fact; `first` of its standing says that standing in the margin, `ends` draws the line below."""

    def __init__(
        self, look: Look, fact: FindingRow, acts: Acts, zone: str, now: datetime, *, first: bool, ends: bool
    ) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(f"fact-{fact.id}")
        standing = phrases.standing(fact.standing)
        margin = label(look, standing if first else "", "small", "ink2", weight=500)
        words = label(look, fact.words, "words", "ink3" if fact.standing == "ruled out" else "ink", wrap=True)
        source = self._source(fact, zone, now)
        short = fact.words[:80]
        buttons = [
            RowAct(look, self.tr("Standing"), self.tr("Change the standing of: {words}").format(words=short),
                   lambda: acts.stand(fact.id)),
            RowAct(look, self.tr("Edit"), self.tr("Edit: {words}").format(words=short), lambda: acts.edit(fact.id)),
            RowAct(look, self.tr("Bin"), self.tr("Put into the bin: {words}").format(words=short),
                   lambda: acts.bin(fact.id)),
        ]  # fmt: skip
        line = row((label(look, source, "small", "ink3", wrap=True), 1), *buttons, gap=12)
        earlier = [self._earlier(*one, zone, now) for one in earlier_standings(fact)]
        parts = [words, line]
        for said in earlier:
            parts.append(
                row(Glyph(look, "moved", "ink3", 13), (label(look, said, "small", "ink3", wrap=True), 1), gap=6)
            )
        if ends:
            parts += [6, Hairline(look), 8]
        else:
            parts.append(4)
        self.setLayout(row(Margin(look, column(4, margin, None)), (holder(column(*parts)), 1), gap=0))
        self.setAccessibleName(". ".join([f"{standing}: {fact.words}", source, *earlier]))

    def _source(self, fact: FindingRow, zone: str, now: datetime) -> str:
        when = moments.mid_sentence(fact.standings[-1].at if fact.standings else fact.at, zone, now)
        when = when.replace(" ", "\u00a0")  # an hour alone on a line says nothing
        return (
            f"{moments.apart(fact.source)}, {when}"
            if fact.source
            else self.tr("No source yet, {when}").format(when=when)
        )

    def _earlier(self, standing: str, until: datetime, reason: str, zone: str, now: datetime) -> str:
        day, today = moments.local(until, zone).date(), moments.local(now, zone).date()
        when = moments.clock(until, zone) if day == today else moments.mid_sentence(until, zone, now)
        said = self.tr("{standing} until {when}").format(standing=phrases.standing(standing), when=when)
        return f"{said}: {moments.apart(reason)}" if reason else said


def earlier_standings(fact: FindingRow) -> list[tuple[str, datetime, str]]:
    """The standings a fact had before, newest first, each with the time it ended and why. Two of the same kind in a row
    (only the source became better) count as one."""
    pairs = pairwise(fact.standings)
    return [(one.standing, after.at, after.reason) for one, after in pairs if one.standing != after.standing][::-1]


class FactSheet(QWidget):
    """All facts of an incident by standing."""

    def __init__(self, look: Look, acts: Acts) -> None:
        super().__init__()
        self.look, self.acts = look, acts
        self.empty = label(
            look,
            self.tr(
                "Nothing is noted yet. Write down what is known, what is suspected and what is not known;"
                " it goes into the letter."
            ),
            "words",
            "ink2",
            wrap=True,
        )
        self._box = column()
        self.setLayout(column(self.empty, self._box, t.S1))
        self._shown: list[tuple[object, ...]] = []
        self._rows: list[FactRow] = []

    def show_facts(self, facts: Sequence[FindingRow], zone: str, now: datetime) -> None:
        """Show these; where nothing changed, nothing is built anew."""
        ordered = sorted(facts, key=lambda fact: (ORDER.index(fact.standing), fact.at, fact.id))
        today = moments.local(now, zone).date()
        wanted = []
        for number, fact in enumerate(ordered):
            before = ordered[number - 1].standing if number else ""
            after = ordered[number + 1].standing if number + 1 < len(ordered) else fact.standing
            wanted.append((fact, zone, today, fact.standing != before, fact.standing != after))
        if wanted == self._shown:
            return
        old = dict(zip(self._shown, self._rows, strict=True))
        rows = []
        for one in wanted:
            fact, _, _, first, ends = one
            rows.append(old.pop(one, None) or FactRow(self.look, fact, self.acts, zone, now, first=first, ends=ends))
        for gone in old.values():
            self._box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, widget in enumerate(rows):
            if self._box.indexOf(widget) != number:
                self._box.removeWidget(widget)
                self._box.insertWidget(number, widget)
        self._shown, self._rows = wanted, rows
        self.empty.setVisible(not rows)
