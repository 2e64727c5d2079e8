"""What to look at before the letter goes: numbered like a book's notes, with why, a better wording, and one act.

Three kinds stand in one list: what the checker found, places still to be filled, and paragraphs where the person and
the answers both changed something. Numbers are those in the letter's margin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from aboveboard.ui import tokens as t
from aboveboard.ui.conversation.letter_edit import TONES
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Action, Hairline, LineField, clear, column, label, row, scroll


@dataclass(frozen=True)
class Item:
    """One thing to look at. `start`, `end`: code points of the letter, None where it is of the whole letter.

    `kind`: "error", "warning", "notice", "place" (`target` is its question), "choice" (`target` is the piece's index).
    """

    number: int
    kind: str
    title: str
    why: str
    better: str = ""
    source: str = ""
    start: int | None = None
    end: int | None = None
    target: str = ""
    rule: str = ""
    text: str = ""
    replacement: str | None = None

    @property
    def holds(self) -> bool:
        """Should it be looked at before sending: an error, an open place, a choice not made?"""
        return self.kind in ("error", "place", "choice")

    @property
    def same(self) -> tuple[str, str, str]:
        """What makes it the same thing after the text moved."""
        return self.kind, self.rule or self.target, self.text


class Row(QWidget):
    """One item: its number in the margin, what, why, and what one can do."""

    ringed = True  # by the focus ring

    jumped = Signal(object)
    filled = Signal(str)
    applied = Signal(object)
    dismissed = Signal(object, str)
    chosen = Signal(int, str)

    def __init__(self, look: Look, item: Item, margin: int) -> None:
        super().__init__()
        self.look, self.item, self.margin, self.open = look, item, margin, False
        self.setObjectName(f"finding-{item.number}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        tone = "late" if item.kind == "error" else "ink"
        self.title = label(look, shortened(item.title), "body", tone, weight=500, wrap=True)
        self.title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.why = label(look, item.why, "small", "ink2", wrap=True)
        self.why.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.acts = self._acts()
        self.more = QWidget()
        self.more.setLayout(column())
        self.more.setVisible(False)
        self.setLayout(
            column(
                row((self.title, 1), *self.acts, gap=14, align=Qt.AlignmentFlag.AlignTop), self.why, self.more,
                margins=(margin, 0, 0, 9),
            )
        )  # fmt: skip
        kinds = {
            "error": self.tr("Do not send like this"), "warning": self.tr("Look at this"),
            "notice": self.tr("A remark"),
            "place": self.tr("Still to be filled"), "choice": self.tr("Choose"),
        }  # fmt: skip
        self.setAccessibleName(f"{item.number}. {kinds[item.kind]}: {item.title} {item.why}")
        self.setAccessibleDescription(item.better)

    def _acts(self) -> list[Action]:
        look, item = self.look, self.item
        acts = []
        if item.kind == "place":
            fill = Action(look, self.tr("Fill it"), "quiet")
            fill.clicked.connect(lambda: self.filled.emit(item.target))
            acts.append(fill)
        elif item.kind == "choice":
            for words, how in (
                (self.tr("Keep mine"), "mine"),
                (self.tr("Take the new one"), "new"),
                (self.tr("Keep both"), "both"),
            ):
                act = Action(look, words, "quiet")
                act.setObjectName(f"choose-{how}")
                act.clicked.connect(lambda _=False, how=how: self.chosen.emit(int(item.target), how))
                acts.append(act)
        else:
            if item.replacement is not None:
                words = (
                    self.tr("Leave it out")
                    if not item.replacement
                    else self.tr("Use “{words}”").format(words=_short(item.replacement))
                )
                apply = Action(look, words, "quiet")
                apply.setObjectName("apply")
                apply.clicked.connect(lambda: self.applied.emit(item))
                acts.append(apply)
            more = Action(look, self.tr("More"), "quiet")
            more.setObjectName("more")
            more.clicked.connect(self.toggle)
            acts.append(more)
        for act in acts:
            act.setAccessibleName(f"{act.text()}: {item.title}")
        return acts

    def toggle(self) -> None:
        """Show or hide the better wording, the source, and how to let the finding stand."""
        self.open = not self.open
        if self.open and self.more.layout().count() == 0:
            self._build_more()
        self.more.setVisible(self.open)
        self.acts[-1].setText(self.tr("Less") if self.open else self.tr("More"))

    def _build_more(self) -> None:
        look, item, box = self.look, self.item, self.more.layout()
        if item.better:
            box.addSpacing(4)
            box.addWidget(label(look, item.better, "body", "ink", wrap=True))
        if item.source:
            box.addWidget(label(look, item.source, "small", "ink3", wrap=True))
        self.reason = LineField(
            look, self.tr("Let it stand, because"), hint=self.tr("The reason is kept with the letter."), style="body"
        )
        self.reason.edit.setObjectName("dismiss-reason")
        self.let = Action(look, self.tr("Let it stand"), "plain")
        self.let.setObjectName("dismiss")
        self.let.clicked.connect(self._let_stand)
        self.reason.edit.returnPressed.connect(self._let_stand)
        box.addSpacing(8)
        box.addLayout(row((self.reason, 1), column(18, self.let, None), gap=10))

    def _let_stand(self) -> None:
        reason = self.reason.text()
        if not reason:
            self.reason.error(self.tr("Say in a few words why, so that you know later."))
            self.reason.edit.setFocus()
            return
        self.dismissed.emit(self.item, reason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.jumped.emit(self.item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.jumped.emit(self.item)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        p = QPainter(self)
        p.setFont(self.look.font("small", 600))
        p.setPen(self.look.q(TONES[self.item.kind]))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        p.drawText(0, 3, self.margin - 15, 30, side, str(self.item.number))


def _short(words: str) -> str:
    return words if len(words) < 28 else words[:26].rstrip() + "…"


def shortened(words: str, most: int = 96) -> str:
    """A long passage by its beginning and its end; the whole of it is marked in the letter."""
    if len(words) <= most:
        return words
    return f"{words[: most - 34].rsplit(' ', 1)[0]} … {words[-30:].split(' ', 1)[-1]}"


class Findings(QWidget):
    """The list below the letter; in a narrow window one line at the foot that unfolds."""

    jumped = Signal(object)
    filled = Signal(str)
    applied = Signal(object)
    dismissed = Signal(object, str)
    chosen = Signal(int, str)
    stood = Signal()

    def __init__(self, look: Look, pad: int) -> None:
        super().__init__()
        self.look, self.pad = look, pad
        self.items: list[Item] = []
        self.rows: list[Row] = []
        self.setObjectName("findings")
        self.setAccessibleName(self.tr("To look at before you send"))
        self.line = Hairline(look)
        self.head = label(look, "", "label", "ink2", weight=600)
        self.head.setObjectName("findings-head")
        self.count = label(look, "", "label", "ink3", weight=400)
        self.let_stand = Action(look, "", "quiet")
        self.let_stand.setObjectName("let-stand")
        self.let_stand.clicked.connect(self.stood)
        self.list = column(None)
        inner = QWidget()
        inner.setLayout(self.list)
        inner.installEventFilter(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._fit)
        self.area: QScrollArea = scroll(inner, "findings")
        self.setLayout(
            column(
                row(self.line, margins=(pad, 0, pad, 0)), 12,
                row(self.head, self.count, None, self.let_stand, margins=(pad, 0, pad, 0)), 8,
                row(self.area, margins=(0, 0, pad, 8)),
            )
        )  # fmt: skip
        self.most = 220
        self.show_items([], 0)

    def show_items(self, items: Sequence[Item], stand: int) -> None:
        """Show these; rows of the same things keep what is unfolded in them. `stand`: how many were let stand."""
        self.items = list(items)
        self.head.setText(self.tr("To look at before you send") if items else self.tr("Nothing left to look at"))
        self.count.setText(str(len(items)) if items else "")
        self.let_stand.setText(self.tr("Show {n} let stand").format(n=stand))
        self.let_stand.setVisible(stand > 0)
        if [row.item for row in self.rows] != self.items:
            self._rebuild()
        self.area.setVisible(bool(items))
        self._fit()

    def _rebuild(self) -> None:
        kept = {row.item.same: row for row in self.rows if row.open}
        focused = (
            next((row.item.same for row in self.rows if row.isAncestorOf(self.focusWidget()) or row.hasFocus()), None)
            if self.rows
            else None
        )
        words = {same: row.reason.text() for same, row in kept.items()}
        clear(self.list)
        self.rows = []
        for item in self.items:
            one = Row(self.look, item, self.pad)
            for signal in ("jumped", "filled", "applied", "dismissed", "chosen"):
                getattr(one, signal).connect(getattr(self, signal))
            if item.same in kept and item.kind not in ("place", "choice"):
                one.toggle()
                one.reason.setText(words[item.same])
                if focused == item.same:
                    one.reason.edit.setFocus()
            self.rows.append(one)
            self.list.addWidget(one)
        self.list.addStretch(1)

    def _fit(self) -> None:
        """As tall as its rows, up to a share of the column; the rest scrolls."""
        if not self.items:
            self.area.setFixedHeight(0)
            return
        wide = max(200, self.area.viewport().width())
        box = self.area.widget().layout()
        tall = box.heightForWidth(wide) if box.hasHeightForWidth() else box.sizeHint().height()
        self.area.setFixedHeight(max(60, min(self.most, tall)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle.start()  # wrapped words know their height only once they know their width
        return False

    def room(self, height: int) -> None:
        """How tall the list may become, in pixels."""
        self.most = max(120, height)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def go_to(self, item: Item) -> None:
        """Bring the row of an item into view."""
        for one in self.rows:
            if one.item.same == item.same:
                self.area.ensureWidgetVisible(one, 0, t.S2)
