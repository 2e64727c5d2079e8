"""Things in an aside: the words, a small line below, and what one can do with it while one looks at it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from aboveboard.ui.rowacts import ActRow, RowAct
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Section, column, label, row


@dataclass(frozen=True)
class Act:
    """One thing to do: its word, its name for who hears it, and what happens."""

    word: str
    name: str
    do: Callable[[], object]


class Item(ActRow):
    """One entry of an aside. `show_words` changes what it says without building it anew."""

    def __init__(self, look: Look, name: str, acts: Sequence[Act]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.words = label(look, "", "words", wrap=True)
        self.when = label(look, "", "small", "ink3", wrap=True)
        self.more = label(look, "", "small", "ink3", wrap=True)
        buttons = [RowAct(look, act.word, act.name, act.do) for act in acts]
        line = row((self.when, 1), *buttons, gap=12)
        self.setLayout(column(self.words, line, self.more, 8 if buttons else 12))

    def show_words(self, words: str, when: str, tone: str = "ink3", more: str = "") -> None:
        """Say what it is, when, and (smaller) what else."""
        self.words.setText(words)
        self.when.setText(when)
        self.when.set_colour(tone)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.setAccessibleName(f"{words} {when} {more}".strip())


class Shelf(QWidget):
    """A section of an aside: its head with the true count, and its items by key. Hidden while it is empty, unless
    it has something to say then."""

    def __init__(
        self, look: Look, name: str, *, colour: str = "ink2", top: int = 8, empty: str = "", below: int = 0,
        under: int = 6,
    ) -> None:  # fmt: skip
        super().__init__()
        self.look = look
        self.head = Section(look, name, "", colour, top, under)
        self.empty = label(look, empty, "small", "ink3", wrap=True)
        self._has_empty = bool(empty)
        self._box = column()
        self.setLayout(column(self.head, 8, self.empty, self._box, below))
        self.items: dict[Hashable, Any] = {}

    def put(self, keys: Sequence[Hashable], make: Callable[[Any], QWidget], *, count: str | None = None) -> None:
        """Have exactly these items in this order; `make(key)` builds those that are new."""
        for key in [key for key in self.items if key not in keys]:
            gone = self.items.pop(key)
            self._box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, key in enumerate(keys):
            if key not in self.items:
                self.items[key] = make(key)
            if self._box.indexOf(self.items[key]) != number:
                self._box.removeWidget(self.items[key])
                self._box.insertWidget(number, self.items[key])
        self.head.say(str(len(keys)) if count is None and keys else count or "")
        self.empty.setVisible(not keys and self._has_empty)
        self.setVisible(bool(keys) or self._has_empty)
