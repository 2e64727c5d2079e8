"""The window: sidebar, pages, sheets over them, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from aboveboard.clock import Clock
from aboveboard.errors import Trouble
from aboveboard.ui import pages
from aboveboard.ui.bus import Bus
from aboveboard.ui.desk import Desk
from aboveboard.ui.jobs import Jobs
from aboveboard.ui.notices import Notice
from aboveboard.ui.page import Page
from aboveboard.ui.sidebar import Sidebar
from aboveboard.ui.state import WindowState
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Action, FocusRing, Sheet, Veil, row

LEAST = QSize(760, 520)
TRAIL = 50  # pages one can go back


class Shell(QWidget):
    """All that the window holds; it fills the `Frame` that was painted first (or is a window by itself, in tests)."""

    turned = Signal()  # another text size was chosen
    look_again = Signal()  # acts were written that no `Changes` told of

    def __init__(self, look: Look, clock: Clock, state: WindowState) -> None:
        super().__init__()
        self.look, self.kept = look, state
        self.jobs = Jobs(clock, self)
        self.bus = Bus(clock, self)
        self.desk = Desk(look, self.jobs, self.bus, clock, self)
        self.journal_path: Path | None = None
        self.built: dict[str, Page] = {}
        self.veils: list[Veil] = []
        self.here: tuple[str, dict[str, Any]] = ("", {})
        self.trail: list[tuple[str, dict[str, Any]]] = []
        self.closing: list[Callable[[], object]] = []
        self.undoing: Callable[[bool, int | None], object] | None = None
        self.is_shut = False
        self.setObjectName("shell")
        self.setMinimumSize(LEAST)
        self.side = Sidebar(look)
        self.side.gone.connect(self._nav)
        self.stack = QStackedWidget()
        self.setLayout(row(self.side, (self.stack, 1), gap=0))
        self.notices = Notice(look, self)
        self.notices.room.connect(lambda tall: self.stack.setContentsMargins(0, 0, 0, tall))
        self.ring = FocusRing(look, self)
        self._keys()
        self.bus.changed.connect(self._record_changed)
        self.jobs.changed.connect(self.bus.changed)
        self.jobs.troubled.connect(self.desk.trouble)
        self.jobs.bug.connect(self._bug)

    # pages

    def page(self, key: str) -> Page:
        """The page of a key, imported and built now where it was not."""
        if key not in self.built:
            page: Page = pages.load(pages.PAGES[key])(self.desk)
            self.built[key] = page
            self.stack.addWidget(page)
        return self.built[key]

    def current(self) -> Page | None:
        """The page that is shown."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def go(self, key: str, **params: Any) -> None:
        """Show a page; sheets and the notice of another page go."""
        before = self.current()
        page = self.page(key)
        if self.here[0] and self.here != (key, params):
            self.trail = [*self.trail, self.here][-TRAIL:]
        self.here = (key, params)
        self._show(page, before, params)

    def _show(self, page: Page, before: Page | None, params: dict[str, Any]) -> None:
        self.dismiss_sheets()
        if before is not None and before is not page:
            before.leave()
        page.stale = False
        page.open(**params)
        self.side.set_current(page.nav or page.key)
        self.side.setVisible(not page.wide)
        self.stack.setCurrentWidget(page)
        self.name_window()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def name_window(self) -> None:
        """The window's title: where one is, and whose journal it is."""
        page = self.current()
        title = page.title if page is not None else ""
        self.window().setWindowTitle(f"{title} · Aboveboard" if title else "Aboveboard")

    def back(self) -> None:
        """The page one came from; Today where one came from none."""
        key, params = self.trail.pop() if self.trail else ("today", {})
        before, page = self.current(), self.page(key)
        self.here = (key, params)
        self._show(page, before, params)

    def put_front(self, page: Page) -> None:
        """Show a page that is in no registry (the first run, a trouble with the file), without the sidebar."""
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.side.hide()
        self.name_window()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _nav(self, key: str) -> None:
        if self.desk.drafts is None:
            return
        if key == "find":
            self.find()
        else:
            self.go(key)

    def _record_changed(self, changes: Any) -> None:
        shown = self.current()
        for page in list(self.built.values()):
            if not page.concerned(changes):
                continue
            if page is shown:
                page.refresh()
            else:
                page.stale = True

    # sheets

    def show_sheet(self, sheet: Sheet) -> Veil:
        """Show a sheet over the page."""
        veil = Veil(self.look, sheet, self)
        self.veils.append(veil)
        veil.closed.connect(self._veil_gone)
        self.ring.raise_()
        if self.notices.isVisible():
            self.notices.raise_()
        return veil

    def dismiss_sheets(self) -> None:
        """Close every sheet as its cross would."""
        for veil in reversed(list(self.veils)):
            veil.sheet.dismiss()

    def _veil_gone(self, veil: Veil) -> None:
        if veil in self.veils:
            self.veils.remove(veil)

    def start(self, name: str, **params: Any) -> None:
        """Open one of `pages.SHEETS`; where its maker gives a sheet back, it is shown."""
        sheet = pages.load(pages.SHEETS[name])(self.desk, **params)
        if isinstance(sheet, Sheet) and not any(veil.sheet is sheet for veil in self.veils):
            self.show_sheet(sheet)

    def notice(
        self,
        words: str,
        action: str = "",
        then: Callable[[], object] | None = None,
        *,
        stays: bool = False,
        late: bool = False,
        about: Iterable[str] = (),
    ) -> None:
        """Say something at the window's foot."""
        self.notices.say(words, action, then, stays=stays, late=late, about=about)

    def _bug(self, said: str) -> None:
        words = self.tr(
            "Something went wrong inside Aboveboard; that is our mistake. What was not confirmed was not written."
        )
        self.notice(words, self.tr("Copy report"), lambda: self.desk.copy(said), stays=True, late=True)

    # keys

    def _keys(self) -> None:
        def bind(keys: str, act: Callable[[], object], *, over_sheets: bool = False) -> None:
            short = QShortcut(QKeySequence(keys), self)
            short.setContext(Qt.ShortcutContext.WindowShortcut)
            short.activated.connect(lambda: self._key(act, over_sheets))

        for number, key in enumerate(pages.MAIN, 1):
            bind(f"Ctrl+{number}", lambda key=key: self.go(key))
        bind("Ctrl+N", lambda: self.start("new-client"))
        bind("Ctrl+L", lambda: self._from_here("log", "client", "incident"))
        bind("Ctrl+I", lambda: self._from_here("new-incident", "client"))
        bind("Ctrl+K", self.find)
        bind("Ctrl+,", lambda: self.go("preferences"))
        bind("Alt+Left", self.back)
        bind("Ctrl+Z", lambda: self.undo_now(True))
        bind("Ctrl+Shift+Z", lambda: self.undo_now(False))
        bind("Ctrl+Y", lambda: self.undo_now(False))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            bind(keys, self.press_primary, over_sheets=True)
        bind("Ctrl+Q", lambda: self.window().close(), over_sheets=True)

    def _key(self, act: Callable[[], object], over_sheets: bool) -> None:
        if self.veils and not over_sheets:
            return
        if self.desk.drafts is None and not over_sheets:
            return  # no journal yet
        act()

    def _from_here(self, sheet: str, *wanted: str) -> None:
        page = self.current()
        known = page.new_of() if page is not None else {}
        self.start(sheet, **{name: known[name] for name in wanted if known.get(name)})

    def undo_now(self, back: bool, act: int | None = None) -> None:
        """Undo the newest act of the record (or `act`), or bring it back."""
        if self.undoing is not None:
            self.undoing(back, act)

    def press_primary(self) -> None:
        """Press the primary button of the topmost sheet, else of the page."""
        place: QWidget | None = self.veils[-1].sheet if self.veils else self.stack.currentWidget()
        if place is None:
            return
        for button in place.findChildren(Action):
            if button.kind == "primary" and button.isVisible() and button.isEnabled():
                button.click()
                return

    def find(self) -> None:
        """Find anything (Ctrl+K)."""
        from aboveboard.ui.search.palette import Palette

        self.show_sheet(Palette(self.desk))

    # the window itself

    def side_width(self) -> int:
        """Width of the sidebar where it is shown, in pixels."""
        return self.side.width() if self.side.isVisible() else 0

    def come_forward(self) -> None:
        """Be the window in front."""
        window = self.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.q("paper"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.window().windowHandle() is not None:
            self.ring.listen(self.window().windowHandle())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for veil in self.veils:
            veil.setGeometry(self.rect())
        if self.notices.isVisible():
            self.notices.place()
        self.ring.follow()

    def remember(self) -> None:
        """Keep where the window and its pages are."""
        box = self.window().normalGeometry()
        self.kept.data["geometry"] = [box.x(), box.y(), box.width(), box.height()]
        self.kept.data["maximised"] = self.window().isMaximized()
        if self.journal_path is not None and self.here[0]:
            key, params = self.here
            states = {name: page.state() for name, page in self.built.items()}
            kept = {"page": key, "params": params, "states": {name: state for name, state in states.items() if state}}
            self.kept.put_journal(self.journal_path, kept)
        self.kept.save()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.shut()
        super().closeEvent(event)

    def shut(self) -> None:
        """The window closes: keep drafts and places, finish what was begun, let go of the record."""
        if self.is_shut:
            return
        self.is_shut = True
        self.dismiss_sheets()
        page = self.current()
        if page is not None:
            page.leave()
        self.remember()
        self.bus.stop()
        for close in self.closing:
            close()
        if self.desk.drafts is not None:
            self.desk.drafts.flush()
        self.jobs.close()

    def say_trouble(self, error: Trouble) -> None:
        """A trouble that belongs to no page."""
        self.desk.trouble(error)
