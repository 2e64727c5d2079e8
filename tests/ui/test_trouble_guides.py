"""A guide folder that is broken: the window names file and reason, stays usable, and nothing of the record is
touched."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from aboveboard import resources
from aboveboard.guides import guide as shelf
from aboveboard.journal import incidents
from tests.conftest import NOW
from tests.ui.conftest import Window

BROKEN = {
    "syntax": ("email.j2", "Dear {{ client.contact", "email"),
    "unknown name": ("email.j2", "{{ nobody.knows.this }}", "email"),
    "reaching out": ("call.j2", "{{ client.__class__.__mro__ }}", "call"),
    "endless": ("ping.j2", "{% for a in range(99999999) %}{{ a }}{% endfor %}", "ping"),
    "not text": ("email.j2", b"\xff\xfe\x00broken", "email"),
    "gone": ("call.j2", None, "call"),
    "questions": ("guide.toml", 'id = "data-loss"\ntitle = 3\n', "guide.toml"),
    "no toml": ("guide.toml", "id = [", "guide.toml"),
}


@pytest.fixture
def guides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the resources that may be broken."""
    copy = tmp_path / "resources"
    shutil.copytree(resources.folder(), copy)
    monkeypatch.setattr(resources, "folder", lambda name="": copy / name if name else copy)
    shelf._load.cache_clear()
    return copy / "guides" / "data-loss"


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_broken_is_said_and_the_incident_page_is_there(
    window: Window, northwind: Any, guides: Path, kind: str
) -> None:
    made = northwind.journal.write(
        lambda s: incidents.open(s, client_id=northwind.client, title="Orders gone", noticed_at=NOW)
    )
    file, body, named = BROKEN[kind]
    if body is None:
        (guides / file).unlink()
    else:
        (guides / file).write_bytes(body if isinstance(body, bytes) else body.encode())
    head = northwind.journal.head()
    window.go("incident", id=made.one("incident"))
    window.shell.go("conversation", incident=made.one("incident"))
    window.settle()
    window.settle()
    said = window.shell.notices.said()
    assert named in said and len(said.split()) > 4, said
    assert "our mistake" not in said
    assert window.shell.current().key != "conversation" or window.shell.current().talk is None
    assert northwind.journal.head() == head
    window.go("today")
    assert window.shell.current().key == "today"
