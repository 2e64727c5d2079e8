"""Markup in every field of the record stays text in every widget: nothing is rendered, fetched or run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget

from aboveboard.journal import clients, commitments, incidents, interactions, letters, profile
from aboveboard.journal.commitments import NewPromise
from tests.conftest import NOW
from tests.ui.conftest import Window

IMG = "<img src=file:///etc/passwd>"


@pytest.fixture
def marked(journal: Any) -> dict[str, int]:
    """A record with markup in each of its fields."""
    journal.write(lambda s: profile.edit(s, name=f"Ines {IMG}", business=IMG, role=IMG, phone=IMG))
    made = journal.write(
        lambda s: clients.add(
            s, name=f"Bakery {IMG}", notes=IMG, prefers="call",
            contact={"name": f"Ada {IMG}", "role": IMG, "email": "ada@northwind.example", "phone": IMG},
            project={"name": f"Shop {IMG}", "safeguards": {"backup": "none"}},
        )
    )  # fmt: skip
    client, contact = made.one("client"), made.one("contact")
    opened = journal.write(
        lambda s: incidents.open(
            s, client_id=client, title=f"Orders {IMG}", hit=IMG, noticed_at=NOW, project_id=made.one("project")
        )
    )
    incident = opened.one("incident")
    journal.write(lambda s: incidents.add_finding(s, incident, words=IMG, standing="suspected", source=IMG))
    journal.write(
        lambda s: interactions.log(
            s, client_id=client, contact_id=contact, note=f"{IMG} called", incident_id=incident,
            promises=[NewPromise(f"call {IMG}", "me", NOW.replace(hour=16), "Europe/Lisbon", quote=IMG)],
        )
    )  # fmt: skip
    moved = journal.read(lambda s: commitments.rows(s))[0].id
    journal.write(lambda s: commitments.move(s, moved, due=NOW.replace(hour=18), why=IMG, told_at=NOW))
    sent = journal.write(
        lambda s: letters.send(
            s, client_id=client, contact_id=contact, incident_id=incident, guide="data-loss", stage="first",
            subject=f"Orders {IMG}", recipient=f"Ada {IMG}", text=f"Dear Ada,\n\n{IMG}\n\nInes", answers={"hit": IMG},
            dismissed=[], at=NOW, how="email", promises=(), tell=False,
        )
    )  # fmt: skip
    return {"client": client, "incident": incident, "letter": sent.one("letter"), "promise": moved}


def unsafe(place: QWidget) -> list[str]:
    """Widgets of a window that would render markup from the record, or that hold more than plain text."""
    out = []
    for widget in [place, *place.findChildren(QWidget)]:
        if "<img" in widget.toolTip():
            out.append(f"tooltip of {widget.objectName()}")
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText and "<img" in widget.text():
            out.append(f"label {widget.text()[:80]}")
        if isinstance(widget, QTextEdit) and "\ufffc" in widget.toPlainText():
            out.append(f"picture in {widget.objectName()}")
    return out


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whatever a text document asks for."""
    asked: list[str] = []

    def load(self: QTextDocument, kind: int, url: Any) -> None:
        asked.append(url.toString())

    monkeypatch.setattr(QTextDocument, "loadResource", load)
    return asked


PAGES: list[Callable[[dict[str, int]], tuple[str, dict[str, Any]]]] = [
    lambda ids: ("today", {}),
    lambda ids: ("clients", {}),
    lambda ids: ("client", {"id": ids["client"]}),
    lambda ids: ("incidents", {}),
    lambda ids: ("incident", {"id": ids["incident"]}),
    lambda ids: ("promises", {}),
    lambda ids: ("letters", {}),
    lambda ids: ("letter", {"id": ids["letter"]}),
    lambda ids: ("conversation", {"incident": ids["incident"]}),
    lambda ids: ("preferences", {}),
]


@pytest.mark.parametrize("size", [(1280, 800), (760, 520)])
def test_every_page(
    open_window: Callable[..., Window], journal: Any, marked: dict[str, int], loads: list[str], size: tuple[int, int]
) -> None:
    window = open_window(journal.path, size=size)
    for page in PAGES:
        key, params = page(marked)
        window.go(key, **params)
        window.settle()
        QApplication.processEvents()
        window.shell.grab()  # paints everything, elided words get their tooltips
        assert unsafe(window.shell) == [], key
    assert loads == []


def test_sheets_notices_and_the_palette(
    open_window: Callable[..., Window], journal: Any, marked: dict[str, int], loads: list[str]
) -> None:
    window = open_window(journal.path)
    window.go("client", id=marked["client"])
    for name, params in (
        ("log", {"client": marked["client"], "incident": marked["incident"]}),
        ("new-incident", {"client": marked["client"]}),
        ("promise", {"promise": marked["promise"]}),
        ("move", {"id": marked["promise"]}),
    ):
        window.shell.start(name, **params)
        window.settle()
        window.shell.grab()
        assert unsafe(window.shell) == [], name
        window.shell.dismiss_sheets()
    window.shell.find()
    window.qtbot.keyClicks(QApplication.focusWidget() or window.shell.veils[-1].sheet, "img")
    window.settle()
    window.shell.grab()
    assert unsafe(window.shell) == []
    window.shell.dismiss_sheets()
    window.session.undo(True)
    window.settle()
    assert IMG in window.shell.notices.said() or "letter" in window.shell.notices.said()
    window.shell.grab()
    assert unsafe(window.shell) == [] and loads == []
