"""What one presses: buttons of four kinds, and the entries of the sidebar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from aboveboard.ui import icons
from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets.text import slug, tip


class Pressed(QPushButton):
    """A push button that is painted by us and keeps the words it is given, ampersands and all."""

    def __init__(self, look: Look, words: str, name: str = "") -> None:
        super().__init__()
        self.look = look
        self.setText(words)
        self.setAccessibleName(name or words)
        self.setObjectName(slug(name or words))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def setText(self, words: str) -> None:
        """Say something else; the accessible name follows where it was the words."""
        follows = self.accessibleName() == self.text()
        super().setText(words)
        self.setShortcut(QKeySequence())  # "Linden & Daughter" is a name, not Alt+Space
        if follows:
            self.setAccessibleName(words)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Action(Pressed):
    """A button: "primary" (one a page), "plain", "quiet" (words in accent), "danger". `key` is shown beside the words
    and told to screen readers; who owns the button binds it. `state` fixes a look for pictures ("hover", "down")."""

    PAD = 14

    def __init__(
        self,
        look: Look,
        words: str,
        kind: str = "plain",
        key: str = "",
        icon: str = "",
        state: str = "",
        name: str = "",
    ) -> None:
        self.kind, self.key, self.icon_name, self.state = kind, key, icon, state
        self.pad = 0 if kind == "quiet" else self.PAD
        super().__init__(look, words, name)
        self.setAccessibleDescription(key)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setEnabled(state != "disabled")
        self.restyle()

    def restyle(self) -> None:
        self.setFont(self._face())

    def _face(self) -> QFont:
        """Light words on a dark ground look thinner than dark ones on paper: the primary button's are bolder."""
        return self.look.font("label", 600 if self.kind in ("primary", "danger") else None)

    def sizeHint(self) -> QSize:
        m = QFontMetricsF(self._face())
        wide = m.horizontalAdvance(self.text()) + 2 * self.pad
        if self.key:
            wide += 10 + QFontMetricsF(self.look.font("small")).horizontalAdvance(self.key)
        if self.icon_name:
            wide += 20
        return QSize(round(wide + 0.5), max(24, round(m.height() + (11 if self.kind == "quiet" else 16))))

    def _ground(self, p: QPainter, body: QRectF, over: bool, down: bool) -> tuple[str, str]:
        """Paint the ground; the roles of the words and of the key on it."""
        look = self.look
        if self.kind in ("primary", "danger") and self.isEnabled():
            colour = QColor(look.q("accent" if self.kind == "primary" else "late"))
            if over or down:
                colour = colour.darker(125 if down else 112) if look.name == "light" else colour.lighter(108)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(colour)
            p.drawRoundedRect(body, t.RADIUS, t.RADIUS)
            return "on_accent", "on_accent"
        if self.kind == "quiet":
            return ("accent" if self.isEnabled() else "ink3"), "ink3"
        p.setPen(QPen(look.q("edge" if self.isEnabled() else "line"), 1))
        p.setBrush(look.q("chosen" if down else "hover" if over else "sheet" if self.isEnabled() else "paper"))
        p.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), t.RADIUS, t.RADIUS)
        return ("ink" if self.isEnabled() else "ink3"), "ink3"

    def paintEvent(self, _: QPaintEvent) -> None:
        look, p = self.look, QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect())
        over = self.isEnabled() and (self.underMouse() or self.state == "hover")
        words, hint = self._ground(p, body, over, self.isDown() or self.state == "down")
        x = body.left() + self.pad
        if self.icon_name:
            icons.draw(p, self.icon_name, x, body.center().y() - 7.5, 15, look.q(words))
            x += 20
        p.setFont(self._face())
        p.setPen(look.q(words))
        box = QRectF(x, body.top(), body.width(), body.height())
        key = 10 + QFontMetricsF(look.font("small")).horizontalAdvance(self.key) if self.key else 0
        room = body.right() - x - self.pad - key + 1
        said = QFontMetricsF(self._face()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        p.drawText(box, Qt.AlignmentFlag.AlignVCenter, said)
        if self.kind == "quiet" and over:
            wide = QFontMetricsF(self.font()).horizontalAdvance(said)
            p.fillRect(QRectF(x, box.center().y() + self.font().pixelSize() * 0.62, wide, 1), look.q(words))
        if self.key:
            p.setFont(look.font("small"))
            p.setPen(look.q(hint))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            p.drawText(body.adjusted(0, 0, -self.pad, 0), right, self.key)


class IconAction(Pressed):
    """An icon that can be pressed; its name is for screen readers and the tooltip."""

    def __init__(self, look: Look, icon: str, name: str, role: str = "ink3") -> None:
        self.icon_name, self.role = icon, role
        super().__init__(look, "", name)
        self.setToolTip(tip(name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = max(24, self.look.w(24))
        return QSize(side, side)

    def paintEvent(self, _: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(self.look.q("chosen" if self.isDown() else "hover"))
            p.drawRoundedRect(self.rect(), t.RADIUS, t.RADIUS)
        size = self.look.w(15)
        icons.draw(
            p, self.icon_name, (self.width() - size) / 2, (self.height() - size) / 2, size, self.look.q(self.role)
        )


class NavItem(Pressed):
    """An entry of the sidebar: words, and at the right a count or a key; `urgent` counts are in the colour of late."""

    def __init__(self, look: Look, words: str, count: str = "", on: bool = False, urgent: bool = False) -> None:
        self.count, self.on, self.urgent = count, on, urgent
        super().__init__(look, words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.say(count, urgent)

    def restyle(self) -> None:
        self.setFont(self.look.font("body", 600 if self.on else 400))
        self.updateGeometry()

    def say(self, count: str, urgent: bool = False) -> None:
        """Another count."""
        self.count, self.urgent = count, urgent
        self.setAccessibleName(self.text() + (f", {count}" if count else ""))
        self.restyle()
        self.update()

    def set_on(self, on: bool) -> None:
        """Is this where one is?"""
        if on != self.on:
            self.on = on
            self.restyle()
            self.update()

    def _count_width(self) -> int:
        return round(QFontMetricsF(self.look.font("small")).horizontalAdvance(self.count)) + 8 if self.count else 0

    def sizeHint(self) -> QSize:
        return QSize(100, round(QFontMetricsF(self.font()).height()) + 14)

    def paintEvent(self, _: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.on or self.underMouse():
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(self.look.q("chosen" if self.on else "hover"))
            p.drawRoundedRect(self.rect(), t.RADIUS, t.RADIUS)
        p.setFont(self.look.font("body", 600 if self.on else 400))
        p.setPen(self.look.q("ink" if self.on else "ink2"))
        inner = self.rect().adjusted(12, 0, -12, 0)
        words = p.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inner.width() - self._count_width()
        )
        p.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)
        if self.count:
            p.setFont(self.look.font("small"))
            p.setPen(self.look.q("late" if self.urgent else "ink3"))
            p.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.count)
