"""The command line as a script sees it: exit status, stdout and stderr, without the cost of a process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-11-24T10:20:00+00:00"


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Ask = Callable[..., Answer]


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run one command line at the fixed clock."""
    from aboveboard.cli import run

    monkeypatch.setenv("TZ", "Europe/Lisbon")

    def work(*words: str, journal: Path | None = None, now: str = NOW, as_json: bool = True) -> Answer:
        more = [*(["--json"] if as_json else []), "--now", now, *(["--journal", str(journal)] if journal else [])]
        capfd.readouterr()
        try:
            status = run([*words, *more])
        except SystemExit as left:
            status = int(left.code or 0)
        out, err = capfd.readouterr()
        return Answer(status, out, err)

    return work


@pytest.fixture
def kept(tmp_path: Path, ask: Ask) -> Path:
    """A journal with Northwind Bakery in it."""
    path = tmp_path / "a.aboveboard"
    assert ask("new", journal=path).status == 0
    add = ["client", "add", "Northwind Bakery", "--contact", "Ada Lindqvist", "--email", "ada@northwind.example"]
    assert ask(*add, "--zone", "Europe/Stockholm", journal=path).status == 0
    return path
