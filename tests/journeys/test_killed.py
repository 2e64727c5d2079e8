"""13: the process is killed while a half-filled guide is open; the draft is back, to the last second."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import HandClock, Northwind
from tests.journeys import child
from tests.journeys.chapters_letter import KEY, letter
from tests.journeys.walker import Walker, at, until

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")


def with_incident(northwind: Northwind) -> Path:
    """Northwind's journal with its incident, closed."""
    from aboveboard.journal import incidents

    journal = northwind.journal
    journal.write(
        lambda s: incidents.open(
            s, client_id=northwind.client, title="Orders of four weeks deleted", project_id=northwind.project,
            noticed_at=at(8, 10), hit="the orders of your web shop",
        )
    )  # fmt: skip
    journal.close()
    return journal.path


def test_a_half_filled_guide_survives_kill_9(
    northwind: Northwind, start: Callable[..., Walker], clock: HandClock, tmp_path: Path
) -> None:
    path = with_incident(northwind)
    process = child.start("guide", path, tmp_path / "childs")
    try:
        said = child.heard(process)
    finally:
        child.kill(process)
    assert said["after_ms"] <= 1000, "within a second of the last key"
    walk = start(path, named=True)
    assert walk.drafts()[KEY]["content"]["answers"]["answers"]["what_safe"] == child.HALF
    assert walk.shell.side.entries["letters"].accessibleName() == "Letters, 1 draft"
    walk.key("ctrl+5")
    walk.settle()
    assert "Orders of four weeks deleted" in walk.words(walk.page) or "Lost" in walk.words(walk.page)
    walk.shell.go("incident", id=1)
    walk.settle()
    assert "Draft, kept today 10:20" in walk.words(walk.page)
    walk.press("Tell the client")
    assert until(lambda: walk.page.key == "conversation" and walk.page.talk is not None)
    walk.settle()
    assert walk.sees("Step 3 of 8. Lost and safe"), "in the step one was in"
    assert walk.field("what_safe").text() == child.HALF
    assert f"Safe: {child.HALF}" in letter(walk)
