#!/usr/bin/env python3
"""Take the pictures of the window: `.venv/bin/python packaging/pictures.py` (names of pictures may follow, to take only
those).

A sample journal is made in a temporary folder at a fixed moment, the real window is opened on it without a screen, and
each picture is taken of a page that was gone to as a person goes there. They are written to `packaging/pictures/`,
1280 by 800, with a palette of their own so that they stay small. Nothing of this machine is in them: no path, no name.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Europe/Lisbon"
os.environ["ABOVEBOARD_MOTION"] = "0"
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # the offscreen platform has no size hints to keep

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "desktop"))

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, Qt  # noqa: E402
from PySide6.QtGui import QImage, QImageWriter, qRgb  # noqa: E402
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit  # noqa: E402

from aboveboard.clock import Clock  # noqa: E402
from aboveboard.ui import fonts  # noqa: E402
from aboveboard.ui.main_window import Shell  # noqa: E402
from aboveboard.ui.session import Session  # noqa: E402
from aboveboard.ui.state import WindowState  # noqa: E402
from aboveboard.ui.theme import Look, dress  # noqa: E402

OUT = HERE / "pictures"
NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)
SIZE = (1280, 800)
COLOURS = 256
PATIENCE_MS = 20_000
ANSWERS = {  # by step: a field and what is typed in it, or a button that is pressed
    0: [("harm_continues-no", "")],
    1: [("data_exposed-not-yet-known", "")],
    2: [("what_lost", "1,412 orders and 386 new customer accounts"),
        ("what_safe", "your products, your prices and every order before 27 October"),
        ("personal_data-yes", ""), ("people_affected", "386 customers: names, addresses and what they ordered"),
        ("consequences", "an order arrives late, or they have to open their account again")],
    3: [("other_copy-yes", ""), ("newest_copy", "26 October, 21:30"),
        ("protection-1-what", "copy your shop every night to a second place"), ("protection-1-by", "today 18:00")],
    4: [("recovery_options", "Nine in ten orders can be rebuilt from the confirmation emails."),
        ("recovery_plan-1-what", "send you the first list of rebuilt orders"),
        ("recovery_plan-1-by", "tomorrow 12:00")],
    5: [("client_must_act-yes", ""),
        ("client_action", "Please ship nothing from the order screen until you hear from me.")],
    6: [("call_first", "today 15:00"), ("call_second", "today 16:30"), ("next_update", "today 20:00")],
}  # fmt: skip
NOTE = "Ada asked why last month’s orders are missing. Promised to find out and call back today at 15:00."


class HandClock(Clock):
    """Stands still until it is moved on."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start, runs=False)
        self.moment = start

    def now(self) -> datetime:
        return self.moment


def until(true: Callable[[], object]) -> None:
    """Let the window live until something is so."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not true():
        if deadline.hasExpired():
            raise SystemExit("The window did not get there; no picture was taken.")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


class Studio:
    """One window on one journal. `named` False and no journal there: the first run."""

    def __init__(
        self, journal: Path, config: Path, *, theme: str = "light", text: float = 13, size: tuple[int, int] = SIZE,
        named: bool = True,
    ) -> None:  # fmt: skip
        app = QApplication.instance() or QApplication(["aboveboard"])
        assert isinstance(app, QApplication)
        fonts.load()
        os.environ["ABOVEBOARD_THEME"], os.environ["ABOVEBOARD_TEXT_PX"] = theme, f"{text:g}"
        self.look = Look(theme, text, motion=False)
        dress(app, self.look)
        self.clock = HandClock(NOW)
        self.shell = Shell(self.look, self.clock, WindowState(config))
        self.session = Session(self.shell, journal, named=named)
        self.session.frame()
        self.shell.resize(*size)
        self.shell.show()
        self.shell.activateWindow()
        self.session.load()
        self.settle()

    @property
    def page(self) -> Any:
        return self.shell.current()

    @property
    def sheet(self) -> Any:
        return self.shell.veils[-1].sheet

    def settle(self) -> None:
        """Until no work is under way and all that follows from it is painted."""
        for _ in range(4):
            until(lambda: self.shell.jobs.pending == 0)
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def go(self, key: str, **params: Any) -> Any:
        self.shell.go(key, **params)
        self.settle()
        return self.page

    def ask(self, work: Callable[[Any], Any]) -> Any:
        """Read from the journal, as a page does."""
        answer: list[Any] = []
        self.shell.jobs.read(work, answer.append)
        until(lambda: answer)
        return answer[0]

    def grab(self) -> QImage:
        """What is seen now, with no caret: it would be there or not by chance."""
        self.settle()
        if (widget := QApplication.focusWidget()) is not None:
            widget.clearFocus()
            QApplication.processEvents()
        return self.shell.grab().toImage()

    def close(self) -> None:
        self.shell.close()
        self.session.end()
        self.shell.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


# --- the pages, gone to as a person goes there -----------------------------------------------------------------------


def untold(studio: Studio) -> Any:
    """The incident whose client does not know yet."""
    from aboveboard.journal import incidents

    return next(one for one in studio.ask(incidents.rows) if one.told_at is None)


def at_today(studio: Studio) -> None:
    studio.go("today")


def at_client(studio: Studio) -> None:
    studio.go("client", id=untold(studio).client_id)


def at_call(studio: Studio) -> None:
    """A call is being logged: the note stands, its promise is found."""
    at_client(studio)
    studio.shell.start("log", client=untold(studio).client_id)
    studio.settle()
    sheet = studio.sheet
    sheet.fill({"direction": "in", "temper": "angry"})
    sheet.note.edit.setPlainText(NOTE)
    until(lambda: sheet.chips.isVisible() and sheet.finder_ready)
    studio.settle()


def at_incident(studio: Studio) -> None:
    studio.go("incident", id=untold(studio).id)


def told(studio: Studio, upto: int) -> Any:
    """The guide about that incident, its first `upto` steps gone through and answered; the page."""
    page = studio.go("conversation", incident=untold(studio).id, guide="data-loss")
    until(lambda: page.talk is not None and page.writing.checking.fresh)
    for step in range(upto):
        page.go_to_step(step)
        for name, words in ANSWERS.get(step, ()):
            if words:
                type_in(page, name, words)
            else:
                page.questions.findChild(QAbstractButton, name).click()
            studio.settle()
    until(lambda: page.writing.checking.fresh)
    return page


def type_in(page: Any, name: str, words: str) -> None:
    """Put words into a question's field, as typed."""
    field = page.questions.findChild(QLineEdit, name) or page.questions.findChild(QTextEdit, name)
    if isinstance(field, QLineEdit):
        field.setText(words)
    else:
        field.setPlainText(words)


def at_guide(studio: Studio) -> None:
    """The question of the backup, and a letter with something in it that must not be sent like this."""
    page = told(studio, 4)
    edit = page.preview.letter
    text = edit.toPlainText()
    end = text.index(".", text.index("no backup")) + 1
    edit.select(end, end)
    edit.textCursor().insertText(" I was very busy that month.")
    until(lambda: page.writing.checking.fresh)
    until(lambda: page.writing.checking.fresh and not edit.washed)
    edit.verticalScrollBar().setValue(0)


def at_sent(studio: Studio) -> None:
    """The letter has left; the promises in it stand in one list."""
    page = told(studio, 7)
    page.go_to_step(len(page.talk.guide.steps) - 1)
    studio.settle()
    until(lambda: not page.preview.letter.washed)
    page.sending.ask()
    studio.settle()
    if not studio.shell.veils:  # something is open: said once, and asked again
        page.sending.ask()
    until(lambda: bool(studio.shell.veils) and studio.sheet.chips.isVisible())
    studio.settle()


def at_promises(studio: Studio) -> None:
    studio.go("promises")


def at_find(studio: Studio) -> None:
    studio.go("today")
    studio.shell.find()
    studio.sheet.edit.setText("ada")
    studio.settle()


def at_start(studio: Studio) -> None:
    """Nothing is there yet."""


PICTURES: dict[str, Callable[[Studio], None]] = {
    "today-light": at_today, "today-dark": at_today, "client-light": at_client, "log-call-light": at_call,
    "incident-light": at_incident, "guide-light": at_guide, "guide-dark": at_guide, "sent-light": at_sent,
    "promises-light": at_promises, "find-dark": at_find, "first-run-light": at_start,
}  # fmt: skip


# --- small files -----------------------------------------------------------------------------------------------------


def palette_of(image: QImage) -> list[int]:
    """The colours that stand for all of a picture: near ones are put together, the most frequent are kept."""
    pixels = Counter(memoryview(image.constBits()).cast("B").cast("I"))
    near: dict[int, list[tuple[int, int]]] = {}
    for colour, count in pixels.items():
        near.setdefault((colour >> 3) & 0x1F1F1F, []).append((count, colour))
    boxes = sorted(near.values(), key=lambda box: sum(count for count, _ in box), reverse=True)
    kept = [max(box)[1] for box in boxes[:COLOURS]]
    kept += [colour for colour, _ in pixels.most_common(COLOURS) if colour not in set(kept)][: COLOURS - len(kept)]
    return [qRgb((one >> 16) & 255, (one >> 8) & 255, one & 255) for one in kept]


def write(image: QImage, place: Path) -> None:
    """Write a picture with at most 256 colours, packed as tightly as PNG allows."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    small = plain.convertToFormat(
        QImage.Format.Format_Indexed8, palette_of(plain), Qt.ImageConversionFlag.ThresholdDither
    )
    writer = QImageWriter(str(place), b"png")
    writer.setCompression(100)
    if not writer.write(small):
        raise SystemExit(f"The picture {place.name} could not be written: {writer.errorString()}.")


def take(name: str, folder: Path) -> QImage:
    """One picture, on a journal of its own, so that none changes what the next one shows."""
    from aboveboard.journal import backup, sample
    from aboveboard.journal.database import Journal

    place = folder / name
    journal = place / ".local" / "share" / "aboveboard" / "journal.aboveboard"
    journal.parent.mkdir(parents=True)
    os.environ["HOME"] = str(place)  # so that a path in a picture is written with ~
    begins = name.startswith("first-run")
    if not begins:
        sample.make(journal, HandClock(NOW))
        kept = Journal.open(journal, clock=HandClock(NOW - timedelta(minutes=22)))
        try:
            backup.make(kept)
        finally:
            kept.close()
    studio = Studio(journal, place / "config", theme=name.rsplit("-", 1)[1], named=not begins)
    try:
        PICTURES[name](studio)
        return studio.grab()
    finally:
        studio.close()


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in PICTURES]
    if unknown:
        raise SystemExit(f"No picture is called {unknown[0]}. There are: {', '.join(PICTURES)}.")
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in names or PICTURES:
            place = OUT / f"{name}.png"
            write(take(name, Path(folder)), place)
            print(f"{place.relative_to(HERE.parent)}  {place.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
