"""A walk over a page as a screen reader would go: what can be used has a name for people and one for tests."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QWidget,
)

INTERACTIVE = (QAbstractButton, QLineEdit, QTextEdit, QAbstractItemView, QComboBox)


def interactive(page: QWidget) -> list[QWidget]:
    """Every widget below `page` (shown or not) that one can press, type in or choose from."""
    own = [widget for kind in INTERACTIVE for widget in page.findChildren(kind)]
    return [widget for widget in own if not widget.objectName().startswith("qt_") and not _of_a_popup(widget)]


def _of_a_popup(widget: QWidget) -> bool:
    return widget.window() is not widget and widget.window().objectName().endswith("-offers")


def nameless(page: QWidget) -> list[str]:
    """Those that lack an accessible name or an object name, said so that one finds them."""
    out = []
    for widget in interactive(page):
        if not widget.accessibleName().strip():
            out.append(f"{type(widget).__name__} {widget.objectName()!r} has no accessible name")
        if not widget.objectName():
            out.append(f"{type(widget).__name__} {widget.accessibleName()!r} has no object name")
    return out


def too_small(page: QWidget, least: int = 24) -> list[str]:
    """Shown buttons lower than a finger or an unsteady hand can hit."""
    return [
        f"{widget.accessibleName()!r} is {widget.height()} high"
        for widget in page.findChildren(QAbstractButton)
        if widget.isVisible() and 0 < widget.height() < least
    ]
