"""The order in which Tab goes and a screen reader reads: that of the layout, whatever was made first."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def in_order(root: QWidget) -> None:
    """Put everything below `root` into the order of its layouts. Qt's own order is that of making, so that what is made
    late (a step of the guide) would come after all that was there before it."""
    before: QWidget | None = None
    for widget in _visit(root):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            if before is not None and before.nextInFocusChain() is not widget:
                QWidget.setTabOrder(before, widget)
            before = widget


def _visit(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    if isinstance(widget, QScrollArea):
        if widget.widget() is not None:
            yield from _visit(widget.widget())
        return
    layout = widget.layout()
    if layout is None:
        return
    wanted = [child for child in _held(layout) if child.parentWidget() is widget]
    there = [child for child in widget.children() if isinstance(child, QWidget) and child in wanted]
    if there != wanted:
        for child in wanted:
            child.raise_()  # siblings do not overlap: nothing looks different, but they are told of in this order
    for child in wanted:
        yield from _visit(child)


def _held(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item.widget() is not None:
            yield item.widget()
        elif item.layout() is not None:
            yield from _held(item.layout())
