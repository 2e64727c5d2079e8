"""The day of an incident as a hairline: what has passed without a word is inked, what comes is marked below it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from aboveboard.ui import moments
from aboveboard.ui.incidents import dayline
from aboveboard.ui.incidents.dayline import Point
from aboveboard.ui.theme import Look

Y = 7


class Ruler(QWidget):
    """`show_day` says what it shows; it is heard as one sentence."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.line: list[Point] = []
        self.zone, self.now = "UTC", datetime.fromtimestamp(0, UTC)
        self.setObjectName("day-line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedHeight(round(self.look.px("small") * 1.45) * 2 + 22)

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def show_day(self, line: list[Point], zone: str, now: datetime) -> None:
        """Show these points, in the writer's zone."""
        self.line, self.zone, self.now = line, zone, now
        self.setAccessibleName(", ".join(f"{self._word(point)} {self._time(point)}" for point in line))
        self.setAccessibleDescription(self.tr("The day of the incident"))
        self.update()

    def _word(self, point: Point) -> str:
        return {
            "noticed": self.tr("noticed"),
            "now": self.tr("now"),
            "told": self.tr("told"),
            "promised": self.tr("promised"),
            "evening": self.tr("their evening"),
            "day": self.tr("24 hours"),
        }[point.what]

    def _time(self, point: Point) -> str:
        here, today = moments.local(point.at, self.zone).date(), moments.local(self.now, self.zone).date()
        hour = moments.clock(point.at, self.zone)
        if here == today:
            return hour
        day = moments.short_day(here, today=today)
        return f"{day.split(' ')[0]} {hour}" if abs((here - today).days) < 6 else f"{day} {hour}"

    def _tone(self, point: Point) -> str:
        return {"now": "late", "promised": "ink", "told": "kept"}.get(point.what, "ink2")

    def paintEvent(self, _: QPaintEvent) -> None:
        if not self.line:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong, small = QFontMetricsF(self.look.font("small", 500)), QFontMetricsF(self.look.font("small"))
        widths = [
            max(strong.horizontalAdvance(self._time(one)), small.horizontalAdvance(self._word(one))) + 1
            for one in self.line
        ]
        whole = self.width() - 1.0
        shown, places = dayline.placed(self.line, widths, whole)
        self._paint_line(p, shown, places, whole)
        for number, (point, x) in enumerate(zip(shown, places, strict=True)):
            self._paint_point(p, point, x, number, len(shown), widths[self.line.index(point)])

    def _paint_line(self, p: QPainter, shown: list[Point], places: list[float], whole: float) -> None:
        edge = self.look.q("edge")
        p.fillRect(QRectF(0, Y, whole, 1), edge)
        for gap in dayline.breaks(shown):
            self._paint_break(p, (places[gap] + places[gap + 1]) / 2 if gap + 2 < len(places) else places[gap + 1] - 70)
        until = next((x for point, x in zip(shown, places, strict=True) if point.what in ("now", "told")), 0.0)
        told = any(point.what == "told" for point in shown)
        p.fillRect(QRectF(0, Y - 1, until, 3), self.look.q("ink3" if told else "late"))

    def _paint_break(self, p: QPainter, x: float) -> None:
        p.fillRect(QRectF(x - 4, Y - 1, 8, 3), self.look.q("paper"))
        p.setPen(QPen(self.look.q("edge"), 1.2))
        for at in (x - 4, x + 4):
            p.drawLine(round(at - 2), Y + 5, round(at + 2), Y - 4)

    def _paint_point(self, p: QPainter, point: Point, x: float, number: int, count: int, wide: float) -> None:
        look = self.look
        p.setPen(Qt.PenStyle.NoPen)
        if point.what in ("now", "told"):
            p.setBrush(look.q("late" if point.what == "now" else "kept"))
            p.drawEllipse(QRectF(min(max(x, 5), self.width() - 6) - 5, Y - 4.5, 10, 10))
        else:
            p.fillRect(QRectF(min(x, self.width() - 2), Y - 4, 1.4, 9), look.q("edge"))
        left, flag = x - wide / 2, Qt.AlignmentFlag.AlignHCenter
        if number == 0:
            left, flag = 0, Qt.AlignmentFlag.AlignLeft
        elif number == count - 1:
            left, flag = self.width() - wide, Qt.AlignmentFlag.AlignRight
        strong = QFontMetricsF(look.font("small", 500)).height()
        p.setFont(look.font("small", 500))
        p.setPen(look.q(self._tone(point)))
        p.drawText(QRectF(left, Y + 10, wide, strong), flag, self._time(point))
        p.setFont(look.font("small"))
        p.setPen(look.q(self._tone(point) if point.what in ("now", "told") else "ink3"))
        p.drawText(QRectF(left, Y + 11 + strong, wide, strong), flag, self._word(point))
