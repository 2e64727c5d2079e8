"""Everything that can be used on the pages and sheets of clients, calls, incidents, promises and letters has names."""

from __future__ import annotations

from typing import Any

import pytest

from aboveboard.journal import incidents
from aboveboard.ui.incidents import sheets as incident_sheets
from tests.ui.accessible import nameless, too_small
from tests.ui.conftest import Window


@pytest.fixture
def incident(northwind: Any) -> int:
    def make(s: Any) -> Any:
        done = incidents.open(s, client_id=northwind.client, title="Orders deleted", project_id=northwind.project)
        incidents.add_finding(s, done.one("incident"), words="There was no backup", source="the panel")
        return done

    return int(northwind.journal.write(make).one("incident"))


@pytest.mark.parametrize("key", ["clients", "client", "incidents", "incident", "promises", "letters"])
def test_pages(window: Window, incident: int, key: str) -> None:
    page = window.go(key, **({"id": 1} if key in ("client", "incident") else {}))
    assert nameless(page) == []
    assert too_small(page) == []


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("new-client", {}), ("log", {"client": 1}), ("log", {}), ("new-incident", {"client": 1}), ("keep", {"id": 1}),
        ("move", {"id": 1}), ("partly", {"id": 1}), ("drop", {"id": 1}), ("release", {"id": 1}), ("new-promise", {}),
        ("promise", {"promise": 1}),
    ],
)  # fmt: skip
def test_sheets(window: Window, incident: int, name: str, params: dict[str, Any]) -> None:
    window.shell.start(name, **params)
    window.settle()
    sheet = window.shell.veils[-1].sheet
    assert nameless(sheet) == []
    assert too_small(sheet) == []
    assert sheet.accessibleName()


def test_sheets_of_an_incident(window: Window, incident: int) -> None:
    for key in ("finding-new-1", "finding-1", "standing-1", "told-1", "resolve-1"):
        incident_sheets.open_sheet(window.shell.desk, key, incident)
        window.settle()
        assert nameless(window.shell.veils[-1].sheet) == []
        window.shell.dismiss_sheets()
