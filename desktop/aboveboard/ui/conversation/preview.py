"""The letter as it stands, at the right: its parts, to whom, about what, its text, and what to look at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from aboveboard.guides.render import PARTS
from aboveboard.ui import tokens as t
from aboveboard.ui.conversation.findings import Findings
from aboveboard.ui.conversation.letter_edit import LetterEdit
from aboveboard.ui.conversation.letter_frame import LetterFrame
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Action, Choices, Glyph, Ground, Hairline, column, holder, label, row
from aboveboard.ui.widgets.buttons import Pressed

PAD = 48
FOOT = 48  # the two lines at the foot of a narrow window stand on one height


class FoldedLine(Pressed):
    """What to look at, in one line at the foot of a narrow window; pressed, the list opens above it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", "")
        self.setObjectName("findings-line")
        self.said = label(look, "", "label", "ink2", weight=600)
        self.said.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.said.setForegroundRole(QPalette.ColorRole.WindowText)  # inside a button a label would take the button's
        self.glyph = Glyph(look, "down", "ink3", 14)
        self.glyph.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(column(Hairline(look), None, row(self.said, None, self.glyph, margins=(PAD, 0, PAD, 0)), None))
        self.restyle()

    def restyle(self) -> None:
        self.setFixedHeight(self.look.w(FOOT))

    def say_words(self, words: str, late: bool) -> None:
        self.said.setText(words)
        self.said.set_colour("late" if late else "ink2")
        self.setAccessibleName(words)

    def paintEvent(self, _: object) -> None:
        """Nothing: its words are its child."""


class MetaRow(QWidget):
    """A line of the letter's head with its own Copy."""

    copied = Signal(str)

    def __init__(self, look: Look, name: str, what: str, said: str, *, strong: bool) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(what)
        self.tag = label(look, name, "small", "ink3")
        self.value = label(look, "", "small", "ink" if strong else "ink2", weight=500 if strong else None, wrap=True)
        self.value.setObjectName(f"{what}-value")
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = Action(look, self.tr("Copy"), "quiet", name=said)
        self.copy.setObjectName(f"copy-{what}")
        self.copy.clicked.connect(lambda: self.copied.emit(self.value.words()))
        for part in (self.tag, self.value):
            part.setContentsMargins(0, 5, 12, 1)
        top = Qt.AlignmentFlag.AlignTop
        self.setLayout(row((self.tag, 0, top), (self.value, 1, top), (self.copy, 0, top), gap=0))
        self.restyle()

    def restyle(self) -> None:
        self.tag.setFixedWidth(max(self.look.w(56), round(self.look.width("small", self.tag.words())) + 14))

    def say(self, words: str, missing: str) -> None:
        """Show a value, or what is missing."""
        if self.value.words() == (words or missing):
            return
        self.value.setText(words or missing)
        self.value.setAccessibleName(f"{self.tag.words()}: {words or missing}")
        self.copy.setEnabled(bool(words))


class Preview(Ground):
    """The right column. It shows and asks; what it means is the page's."""

    part_chosen = Signal(str)
    copy_letter = Signal()
    copied = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "sheet", "l")
        self.narrow = False
        self.unfolded = False
        self.setObjectName("preview")
        words = [self.tr("Email"), self.tr("Call script"), self.tr("“Please call me”")]
        self.tabs = Choices(look, words, 0, self.tr("Part"), tabs=True, values=PARTS)
        self.tabs.changed.connect(lambda number: self.part_chosen.emit(PARTS[number]))
        self.copy = Action(look, self.tr("Copy letter"), "quiet", self.tr("Ctrl Shift C"))
        self.copy.setObjectName("copy-letter")
        self.copy.clicked.connect(self.copy_letter)
        self.to = MetaRow(look, self.tr("To"), "recipient", self.tr("Copy the recipient"), strong=False)
        self.phone = MetaRow(look, self.tr("Phone"), "phone", self.tr("Copy the phone number"), strong=False)
        self.subject = MetaRow(look, self.tr("Subject"), "subject", self.tr("Copy the subject"), strong=True)
        for line in (self.to, self.phone, self.subject):
            line.copied.connect(self.copied)
        self.letter = LetterEdit(look, self.tr("Letter"))
        self.frame = LetterFrame(look, self.letter, PAD, self.tr("yours"))
        self.findings = Findings(look, PAD)
        self.folded = FoldedLine(look)
        self.folded.clicked.connect(self._unfold)
        self.top = holder(
            column(
                row(self.tabs, None, self.copy, gap=0), Hairline(look), 8, self.to, self.phone, self.subject,
                gap=2, margins=(PAD, 28, PAD, 0),
            )
        )  # fmt: skip
        self.setLayout(column(self.top, 14, (self.frame, 1), self.findings, self.folded))
        self.show_part("email")

    def show_part(self, part: str) -> None:
        """Show the head that belongs to a part."""
        self.tabs.set_value(part)
        self.to.setVisible(part == "email")
        self.subject.setVisible(part == "email")
        self.phone.setVisible(part != "email")
        names = {"email": self.tr("Letter"), "call": self.tr("Call script"), "ping": self.tr("Short message")}
        self.letter.setAccessibleName(names[part])
        words = {"email": self.tr("Copy letter"), "call": self.tr("Copy script"), "ping": self.tr("Copy message")}
        self.copy.setText(words[part])

    def say_folded(self, items: int, late: bool) -> None:
        """The one line of a narrow window."""
        if not items:
            words = self.tr("Nothing left to look at")
        else:
            words = self.tr("{n} to look at before you send").format(n=items)
        self.folded.say_words(words, late)

    def fold(self, narrow: bool) -> None:
        """In a narrow window the list is one line until it is pressed."""
        self.narrow = narrow
        self.top.layout().setContentsMargins(PAD, 18 if narrow else 28, PAD, 0)
        self._arrange()

    def _unfold(self) -> None:
        self.unfolded = not self.unfolded
        self._arrange()

    def show_list(self) -> None:
        """Open the list where it is folded."""
        if self.narrow and not self.unfolded:
            self._unfold()

    def _arrange(self) -> None:
        self.findings.setVisible(not self.narrow or self.unfolded)
        self.folded.setVisible(self.narrow)
        self.folded.glyph.set("close" if self.unfolded else "down", "ink3")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.findings.room(round(self.height() * (0.42 if self.narrow else 0.34)) - t.S8)
