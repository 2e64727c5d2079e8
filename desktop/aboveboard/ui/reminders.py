"""A promise that falls due while the window is open is said in the window, and by the desktop where it can."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject

from aboveboard.ui import moments
from aboveboard.ui.desk import Desk

SOON = timedelta(minutes=15)


class Reminders(QObject):
    """Looks each minute. Each promise is said twice at most: a quarter of an hour before, and when it is due. What was
    late before the window was opened stands on Today and is not called out."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.since = desk.now()
        self.said: set[tuple[int, str, datetime]] = set()
        self._desktop: Any = None
        desk.bus.ticked.connect(self.look)

    def look(self) -> None:
        """Read what falls due about now."""
        now = self.desk.now()
        since, self.since = self.since, now

        def work(s: Any) -> list[tuple[int, int, str, str, datetime]]:
            from aboveboard.journal import promises

            rows = promises.rows(s, now=now, open_only=True)
            return [
                (r.id, r.client_id, r.client, r.words, r.due)
                for r in rows
                if r.by == "me" and r.due is not None and r.precision == "minute" and since - SOON < r.due <= now + SOON
            ]

        self.desk.jobs.read(work, lambda rows: self.tell(rows, since, now), lambda _: None, key="reminders")

    def tell(self, rows: list[tuple[int, int, str, str, datetime]], since: datetime, now: datetime) -> None:
        """Say those that have just fallen due or will within a quarter of an hour."""
        for promise, client_id, client, words, due in rows:
            if due <= since - timedelta(minutes=1):
                continue
            stage = "due" if due <= now else "soon"
            if (promise, stage, due) in self.said:
                continue
            self.said.add((promise, stage, due))
            when = (
                self.tr("is due now") if stage == "due" else self.tr("is due {at}").format(at=moments.until(due, now))
            )
            line = self.tr("Your promise to {client} {when}: “{words}”").format(client=client, when=when, words=words)
            self.desk.notice(
                line, self.tr("Open {client}").format(client=client),
                lambda client_id=client_id, promise=promise: self.desk.go("client", id=client_id, promise=promise),
                stays=True,
            )  # fmt: skip
            self._by_desktop(self.tr("A promise to {client} {when}").format(client=client, when=when), words)

    def _by_desktop(self, title: str, words: str) -> None:
        """Through the session bus where there is one; where not, the window has said it already."""
        try:
            from PySide6.QtDBus import QDBusConnection, QDBusMessage
        except ImportError:
            return
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        message = QDBusMessage.createMethodCall(
            "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "Notify"
        )
        safe = words.replace("&", "&amp;").replace("<", "&lt;")
        message.setArguments(_arguments(title, safe))
        bus.asyncCall(message)


def _arguments(title: str, words: str) -> list[Any]:
    """The arguments of `Notify` with their exact D-Bus types."""
    from PySide6.QtCore import QMetaType
    from PySide6.QtDBus import QDBusArgument

    none = QDBusArgument()
    none.beginArray(QMetaType(QMetaType.Type.QString.value))
    none.endArray()
    hints = QDBusArgument()
    hints.beginMap(QMetaType(QMetaType.Type.QString.value), QMetaType.fromName(b"QDBusVariant"))
    hints.endMap()
    replaces = QDBusArgument()
    replaces.add(0, QMetaType.Type.UInt.value)
    return ["Aboveboard", replaces, "", title, words, none, hints, -1]
