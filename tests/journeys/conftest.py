"""Windows for the journeys: on a journal of their own, with a config folder of their own, a clock set by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.register_assert_rewrite(
    *(
        f"tests.journeys.{name}"
        for name in ("walker", "chapters_before", "chapters_letter", "chapters_out", "chapters_after")
    )
)

from tests.conftest import HandClock  # noqa: E402
from tests.journeys.walker import Walker  # noqa: E402


@pytest.fixture
def start(qapp: Any, tmp_path: Path, clock: HandClock) -> Iterator[Callable[..., Walker]]:
    """`start(path=None, named=False)`: opens the program; without a path it is the first run."""
    open_now: list[Walker] = []

    def begin(path: Path | None = None, *, named: bool = False) -> Walker:
        walk = Walker(path or tmp_path / "data" / "journal.aboveboard", clock, tmp_path / "config", named=named)
        open_now.append(walk)
        return walk

    yield begin
    for walk in open_now:
        if walk.session is not None and not walk.shell.is_shut:
            walk.end()
