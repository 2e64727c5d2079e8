"""Words on the page: one line, a wrapped paragraph, an icon."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from aboveboard.ui import icons
from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look

WIDEST = 420  # pixels that a paragraph asks for at the usual text size; it takes what it gets


def slug(words: str) -> str:
    """Words as an object name: "Log a call" becomes "log-a-call"."""
    return "-".join("".join(c.lower() if c.isalnum() else " " for c in words).split())[:60]


def tip(words: str) -> str:
    """Words as a tooltip shows them: Qt takes a tooltip that looks like markup for markup, and would load what it
    names."""
    return f"<qt>{escape(words)}</qt>".replace("\n", "<br>") if words else ""


class Text(QLabel):
    """Words in one style and colour. What is set is plain text and never read as markup, unless `rich`.

    `rich` text is made by us alone: whatever comes from the record goes through `html.escape` first.
    """

    wraps = False
    gives_way = 0  # pixels it can do with where there is little room; 0: it needs all of its words

    def __init__(
        self, look: Look, words: str = "", style: str = "body", colour: str = "ink", *,
        weight: int | None = None, italic: bool = False, rich: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.look, self.style_name, self.colour = look, style, colour
        self._weight, self._italic, self._rich, self._words = weight, italic, rich, words
        self.setWordWrap(self.wraps)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(self.wraps)
        self.setSizePolicy(policy)
        self.restyle()

    def setVisible(self, shown: bool) -> None:
        """Before it has a place it is not shown: it would be a window of its own for a moment, and take the focus. It
        is seen with whatever it is put into."""
        if shown and self.parentWidget() is None:
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
        else:
            super().setVisible(shown)

    def restyle(self) -> None:
        """Take font and colour from the look anew."""
        self.setFont(self.look.font(self.style_name, self._weight, self._italic))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.look.q(self.colour))
        self.setPalette(palette)
        self.setText(self._words)

    def words(self) -> str:
        """What was set, as it was set."""
        return self._words

    def setText(self, words: str) -> None:
        """Say something else. Long text gets the style's line height, which a label knows through rich text only."""
        self._words = words
        if not (self.wraps or self._rich):
            self.setTextFormat(Qt.TextFormat.PlainText)
            super().setText(words)
            return
        natural = QFontMetricsF(self.font()).height() / self.look.px(self.style_name)
        share = max(100, round(100 * t.TYPE[self.style_name][3] / natural))
        body = words if self._rich else escape(words).replace("\n", "<br>")
        colour = self.look.q(self.colour).name()
        self.setTextFormat(Qt.TextFormat.RichText)
        # a sentence of ours that begins with somebody's name set apart still runs as English does
        way = ' dir="ltr"' if words.startswith("\u2068") else ""
        super().setText(f'<p{way} style="line-height:{share}%; margin:0; color:{colour}">{body}</p>')
        if not self._rich:
            self.setAccessibleName(words)

    def set_colour(self, colour: str) -> None:
        """Take another colour role."""
        if colour != self.colour:
            self.colour = colour
            self.restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One line that has less room than it needs ends in an ellipsis, and is whole in the tooltip."""
        if self.wraps or self._rich or self.contentsRect().width() >= self._natural():
            super().paintEvent(event)
            return
        box = self.contentsRect()
        p = QPainter(self)
        p.setFont(self.font())
        p.setPen(self.look.q(self.colour))
        words = QFontMetricsF(self.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, box.width())
        p.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        said = tip(self._words)
        if self.toolTip() != said:
            self.setToolTip(said)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.gives_way), hint.height()) if self.gives_way else hint

    def _natural(self) -> int:
        return int(QFontMetricsF(self.font()).horizontalAdvance(self._words))


class Para(Text):
    """Wrapped text exactly as tall as it is at its width; a wrapped QLabel alone guesses from another width."""

    wraps = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def setText(self, words: str) -> None:
        self._tall: dict[int, int] = {}
        super().setText(words)
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            self._fit()

    def heightForWidth(self, width: int) -> int:
        """How tall the words are at a width; measured once, since each layout around asks several times."""
        if width not in self._tall:
            least = self.minimumHeight()
            if least:
                self.setMinimumHeight(0)  # QLabel never answers less than the least height already set
            self._tall[width] = super().heightForWidth(width)
            if least:
                self.setMinimumHeight(least)
        return self._tall[width]

    def _fit(self) -> None:
        tall = self.heightForWidth(self.width())
        if tall != self.minimumHeight():
            self.setMinimumHeight(tall)

    def minimumSizeHint(self) -> QSize:
        created = self.testAttribute(Qt.WidgetAttribute.WA_WState_Created)
        return QSize(40, self.heightForWidth(self.width()) if created else 16)

    def sizeHint(self) -> QSize:
        """As wide as its words on one line, but not wider than a column; QLabel would try out several widths."""
        if self._rich:
            return QSize(super().sizeHint().width(), self.minimumSizeHint().height())
        longest = max((self.fontMetrics().horizontalAdvance(line) for line in self._words.split("\n")), default=0)
        return QSize(min(longest + 4, self.look.w(WIDEST)), self.minimumSizeHint().height())


def label(
    look: Look, words: str = "", style: str = "body", colour: str = "ink", wrap: bool = False, width: int | None = None,
    weight: int | None = None, italic: bool = False, rich: bool = False,
) -> Text:  # fmt: skip
    """Text in one style, wrapped or not; `width` in pixels fixes its width."""
    out = (Para if wrap else Text)(look, words, style, colour, weight=weight, italic=italic, rich=rich)
    if width:
        out.setFixedWidth(width)
    return out


def ink(look: Look, words: str, colour: str) -> str:
    """Plain words as markup in a colour role, for a `rich` label."""
    return f'<span style="color:{look.q(colour).name()}">{escape(words)}</span>'


class Glyph(QWidget):
    """An icon beside a word."""

    def __init__(self, look: Look, name: str, role: str = "ink3", size: int = 15) -> None:
        super().__init__()
        self.look, self.name, self.role, self._size = look, name, role, size
        self.restyle()

    def restyle(self) -> None:
        side = self.look.w(self._size)
        self.setFixedSize(side, side + 2)

    def set(self, name: str, role: str) -> None:
        """Become another icon."""
        self.name, self.role = name, role
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        icons.draw(QPainter(self), self.name, 0, 1, self.look.w(self._size), self.look.q(self.role))
