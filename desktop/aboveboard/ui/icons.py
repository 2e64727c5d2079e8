"""Line icons, drawn on a 16 grid with 1.4 strokes and round ends. None stands without a word or an accessible name."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

LINES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "tick": (((3.2, 8.6), (6.6, 11.8), (12.8, 4.6)),),
    "back": (((9.8, 3.4), (5.2, 8), (9.8, 12.6)),),
    "down": (((4, 6.2), (8, 10.2), (12, 6.2)),),
    "next": (((6.2, 3.4), (10.8, 8), (6.2, 12.6)),),
    "close": (((4, 4), (12, 12)), ((12, 4), (4, 12))),
    "plus": (((8, 3.4), (8, 12.6)), ((3.4, 8), (12.6, 8))),
    "moved": (((2.6, 8), (13, 8)), ((9.6, 4.6), (13, 8), (9.6, 11.4))),
    "dash": (((4, 8), (12, 8)),),
    "search": (((10.2, 10.2), (13.4, 13.4)),),
    "mail": (((2.8, 4.6), (8, 8.8), (13.2, 4.6)),),
    "clock": (((8, 4.8), (8, 8.2), (10.2, 9.6)),),
    "people": (),
    "chat": (((4.6, 12.2), (4.6, 14.2), (7.2, 12.2)),),
    "call": (),
}


def _rounds(path: QPainterPath, name: str) -> None:
    """The curved parts of an icon."""
    if name == "search":
        path.addEllipse(QPointF(7, 7), 4.3, 4.3)
    elif name == "clock":
        path.addEllipse(QPointF(8, 8), 5.4, 5.4)
    elif name == "mail":
        path.addRoundedRect(QRectF(2.4, 3.8, 11.2, 8.4), 1.2, 1.2)
    elif name == "chat":
        path.addRoundedRect(QRectF(2.4, 3.4, 11.2, 8.8), 2, 2)
    elif name == "people":
        path.addEllipse(QPointF(8, 5.6), 2.6, 2.6)
        path.moveTo(3, 13.2)
        path.cubicTo(3.4, 8.8, 12.6, 8.8, 13, 13.2)
    elif name == "call":
        path.moveTo(4.2, 2.8)
        path.lineTo(6.3, 3.2)
        path.lineTo(7.2, 6)
        path.lineTo(5.8, 7.2)
        path.quadTo(6.8, 9.4, 8.9, 10.3)
        path.lineTo(10.1, 8.9)
        path.lineTo(12.9, 9.8)
        path.lineTo(13.2, 11.9)
        path.quadTo(12.7, 13.3, 11.2, 13.2)
        path.cubicTo(6.4, 12.6, 3.4, 9.6, 2.8, 4.8)
        path.quadTo(2.8, 3.3, 4.2, 2.8)


def draw(p: QPainter, name: str, x: float, y: float, size: float, colour: QColor) -> None:
    """Draw an icon of `LINES` with its upper left corner at x, y, `size` pixels wide and high."""
    path = QPainterPath()
    _rounds(path, name)
    for points in LINES[name]:
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.translate(x, y)
    p.scale(size / 16, size / 16)
    p.setPen(QPen(colour, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPath(path)
    p.restore()
