"""One window with one journal: opening it, what stands in its place where it cannot be opened, and what runs
meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from aboveboard.errors import Trouble
from aboveboard.ui.drafts import DraftKeeper
from aboveboard.ui.main_window import Shell
from aboveboard.ui.theme import dress, system_theme

LOOK_EVERY_MS = 1500  # for what another program wrote
BACKUP_LOOK_MS = 60_000


class Session(QObject):
    """Drives a `Shell` from its first frame to its end."""

    def __init__(
        self,
        shell: Shell,
        path: Path,
        *,
        named: bool,
        demo: bool = False,
        held: Any = None,
        trouble: Trouble | None = None,
    ) -> None:
        super().__init__(shell)
        self.shell, self.path, self.named, self.demo = shell, path, named, demo
        self._held, self._trouble = held, trouble
        self._known_act = 0
        self._doorbell: Any = None
        self._reminders: Any = None
        self._newest: Any = None  # the newest proven backup
        self._failing = ""
        self._letters, self._counts = 0, dict[str, Any]()
        self.after_open: list[Callable[[], object]] = []
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_for_others)
        self._backups = QTimer(self)
        self._backups.setInterval(BACKUP_LOOK_MS)
        self._backups.timeout.connect(self.keep_backups)

        shell.turned.connect(self.turn)
        shell.look_again.connect(self._look_for_others)

    # the start

    def is_first_run(self) -> bool:
        """Is there nothing at the usual place, and was no other place named?"""
        return not self.named and not self.path.exists() and not self.path.is_symlink()

    def frame(self) -> None:
        """What is seen before the record is there."""
        if self._trouble is not None:
            self.show_trouble(self._trouble)
        elif self.is_first_run():
            from aboveboard.ui.preferences.first_run import FirstRunPage

            self.shell.put_front(FirstRunPage(self.shell.desk, self))
        else:
            page = self.shell.page("today")
            self.shell.stack.setCurrentWidget(page)
            self.shell.side.set_current("today")

    def load(self) -> None:
        """After the first paint: open the journal on its thread."""
        if self._trouble is None and not self.is_first_run():
            self.open()

    def open(self, make: Callable[[], Any] | None = None, failed: Callable[[Trouble], object] | None = None) -> None:
        """Open the journal, or make it with `make()` (which gives the open journal)."""
        self.shell.jobs.open(self.path, self._opened, failed or self.show_trouble, make=make)

    def _opened(self, _journal: Any) -> None:
        from aboveboard.journal import lock

        shell = self.shell
        if self._held is None or not self._held_something():
            try:
                self._held = lock.window(self.path)
            except Trouble as error:
                self.show_trouble(error)
                return
        shell.journal_path = self.path
        shell.desk.drafts = DraftKeeper(self.path, shell.jobs, shell.desk.clock, shell)
        shell.desk.drafts.failed.connect(shell.desk.trouble)
        shell.desk.drafts.better.connect(lambda trouble: shell.notices.withdraw(trouble.sentence))
        shell.desk.drafts.unreadable.connect(lambda words: shell.notice(words, stays=True, late=True))
        shell.desk.drafts.saved.connect(lambda key, _: self._count_letters(key))
        shell.desk.drafts.gone.connect(shell.desk.settled)
        shell.undoing = self.undo
        shell.side.show()
        shell.jobs.changed.connect(self._own_act)
        shell.bus.changed.connect(self._refresh_side)
        shell.jobs.read(first_rows, self._begin)

    def _held_something(self) -> bool:
        return getattr(self._held, "_descriptor", None) is not None

    def _begin(self, first: tuple[dict[str, Any], int]) -> None:
        """The writer is known: show the page one was on."""
        shell = self.shell
        shell.desk.profile, self._known_act = first
        shell.side.say_writer(str(shell.desk.profile.get("name", "")))
        kept = shell.kept.journal(self.path)
        self._go_where_one_was(kept)
        shell.bus.start()
        shell.bus.ticked.connect(self._refresh_side)
        self._refresh_side(None)
        self._look.start()
        self._backups.start()
        for act in self.after_open:
            act()
        QTimer.singleShot(0, self, self._later)

    def _go_where_one_was(self, kept: dict[str, Any]) -> None:
        shell = self.shell
        key, params = str(kept.get("page") or "today"), kept.get("params") or {}
        states = kept.get("states") if isinstance(kept.get("states"), dict) else {}
        try:
            shell.go(key, **params)
            if key in states:
                shell.built[key].restore(states[key])
        except Exception:  # a page kept by another version, a client that is gone: Today is always there
            shell.go("today")
        shell.trail.clear()

    def _later(self) -> None:
        """What can wait until Today is filled."""
        from aboveboard.ui import unsaved
        from aboveboard.ui.reminders import Reminders
        from aboveboard.ui.single import Doorbell

        self._doorbell = Doorbell(self.path, self.shell.come_forward, self)
        self._reminders = Reminders(self.shell.desk, self)
        unsaved.offer(self.shell.desk)
        self.keep_backups(opened=True)

    # while it runs

    def undo(self, back: bool, act: int | None = None) -> None:
        """Ctrl+Z and Ctrl+Shift+Z outside a text field, and what stands beside a notice (then `act` is given)."""
        from aboveboard.ui.undoing import undo

        undo(self.shell.desk, back, act)

    def _own_act(self, changes: Any) -> None:
        if int(getattr(changes, "act", 0)) == self._known_act + 1:  # else others wrote in between: looked at soon
            self._known_act += 1
        if "profile" in changes.nouns():
            self.shell.jobs.read(first_rows, self._take_profile, key="profile")

    def _take_profile(self, first: tuple[dict[str, Any], int]) -> None:
        self.shell.desk.profile = first[0]
        self.shell.side.say_writer(str(first[0].get("name", "")))

    def _look_for_others(self) -> None:
        known = self._known_act

        def work(journal: Any) -> Any:
            return journal.read(lambda s: _others(s, known)) if journal.data_version() > known else None

        self.shell.jobs.call(work, self._saw, lambda _: None, key="others")

    def _saw(self, changes: Any) -> None:
        if changes is None or changes.act <= self._known_act:
            return
        self._known_act = max(self._known_act, changes.act)
        if "profile" in changes.nouns():
            self.shell.jobs.read(first_rows, self._take_profile, key="profile")
        self.shell.bus.changed.emit(changes)

    def _refresh_side(self, _changes: Any = None) -> None:
        now = self.shell.desk.now()
        self.shell.jobs.read(lambda s: _counts(s, now), self._say_counts, lambda _: None, key="side-counts")
        self._say_backup()
        self._count_letters()

    def _say_counts(self, counts: dict[str, Any]) -> None:
        self._counts = counts
        self.shell.side.say({**counts, "drafts": self._letters})

    def _count_letters(self, key: str = "letter") -> None:
        """How many letters are being written: they stand beside their entry."""
        if key.startswith("letter") and self.shell.desk.drafts is not None:
            self.shell.desk.drafts.all(self._say_letters, key="side-letters")

    def _say_letters(self, drafts: list[Any]) -> None:
        self._letters = sum(draft.kind == "letter" for draft in drafts)
        self._say_counts(self._counts)

    def keep_backups(self, opened: bool = False) -> None:
        """A backup at the start and hourly when something has changed (`journal.backup.due_now`); looked at each
        minute."""
        newest = self._newest

        def work(journal: Any) -> Any:
            from aboveboard.journal import backup

            last = backup.newest_proven(journal.path) if opened else newest
            asked = backup.due_now(last, head=journal.head(), now=journal.clock.now(), at_start=opened)
            return backup.make(journal) if asked else last

        self.shell.jobs.call(work, self._kept_backup, self._no_backup, lane="backup", key="backup")

    def _kept_backup(self, made: Any) -> None:
        self._newest = made if made is not None and made.proven else self._newest
        self._failing = made.why if made is not None and not made.proven else ""
        self._say_backup()

    def _no_backup(self, error: Trouble) -> None:
        self._failing = error.sentence
        self._say_backup()

    def _say_backup(self) -> None:
        desk = self.shell.desk
        newest = self._newest.at if self._newest is not None else None
        self.shell.side.say_backup(newest, desk.zone, desk.now(), failing=self._failing)

    def turn(self) -> None:
        """The system turned light or dark, or another text size was chosen."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.shell.look.turn(system_theme(app), self.shell.kept.text_size(self.shell.look.usual))
            dress(app, self.shell.look)
            self.shell.bus.turned.emit()

    # trouble and end

    def show_trouble(self, error: Trouble) -> None:
        """In the place of the pages: why the journal cannot be opened and what one can do."""
        from aboveboard.ui.preferences.trouble_page import TroublePage

        self.shell.put_front(TroublePage(self.shell.desk, self, error))

    def open_other(self, path: Path) -> None:
        """Leave this journal's place and open another one in the same window."""
        from aboveboard.journal import lock

        if path == self.path:
            self.let_go()
        try:
            held = lock.window(path)
        except Trouble as error:
            self.show_trouble(error)
            return
        self.let_go()
        self._held, self.path, self.named, self._trouble = held, path, True, None
        self.open()

    def let_go(self) -> None:
        """Give the file free (a restore needs it alone)."""
        if self._held is not None:
            self._held.release()
            self._held = None

    def end(self) -> None:
        """Let go of everything; the window is closed."""
        self._look.stop()
        self._backups.stop()
        self.shell.jobs.close()
        if self._doorbell is not None:
            self._doorbell.close()
        self.let_go()


def first_rows(s: Any) -> tuple[dict[str, Any], int]:
    """The writer's row as a dict, and the number of the newest act."""
    from sqlalchemy import text

    from aboveboard.journal import profile

    row = profile.get(s)
    values = row if isinstance(row, dict) else {name: getattr(row, name) for name in _PROFILE}
    newest = s.execute(text("SELECT coalesce(max(id), 0) FROM act")).scalar_one()
    return values, int(newest)


_PROFILE = (
    "name",
    "business",
    "role",
    "email",
    "phone",
    "zone",
    "language",
    "work_days",
    "work_from",
    "work_to",
    "days_off",
)


def _others(s: Any, known: int) -> Any:
    """What acts after `known` touched, as `Changes`; its act is the newest."""
    from sqlalchemy import text

    from aboveboard.journal.history import Changes

    rows = s.execute(text("SELECT act_id, noun, noun_id FROM change WHERE act_id > :known"), {"known": known}).all()
    newest = s.execute(text("SELECT coalesce(max(id), 0) FROM act")).scalar_one()
    touched = frozenset((str(row[1]), int(row[2])) for row in rows)
    return Changes(act=int(newest), name="others", touched=touched, made=())


def _counts(s: Any, now: Any) -> dict[str, Any]:
    from aboveboard.journal import today

    found = today.counts(s, now)
    return found if isinstance(found, dict) else dict(vars(found))
