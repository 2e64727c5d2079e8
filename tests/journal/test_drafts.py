"""Drafts: on the disk when saving returns, whole or the one before, never deleted because they cannot be read."""

from __future__ import annotations

import os
import stat
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aboveboard.errors import JournalError
from aboveboard.journal.drafts import Draft, Drafts
from tests.conftest import NOW, HandClock


@pytest.fixture
def drafts(tmp_path: Path, clock: HandClock) -> Drafts:
    return Drafts(tmp_path / "a.aboveboard", clock)


def test_a_draft_comes_back_as_it_was(drafts: Drafts, clock: HandClock, tmp_path: Path) -> None:
    content = {"note": "Zoë said\n“later” 🙈 \u202e", "client": None, "promises": [{"due": None, "taken": True}]}
    saved = drafts.save("call-3", "call", content)
    assert saved == Draft("call-3", "call", content, NOW)
    again = Drafts(tmp_path / "a.aboveboard", clock)
    assert again.all() == [saved] and again.load("call-3") == saved and again.load("call-4") is None


def test_files_are_private_and_nothing_else_is_left(drafts: Drafts) -> None:
    old = os.umask(0)
    try:
        drafts.save("call-new", "call", {})
        drafts.save("call-new", "call", {"note": "more"})
    finally:
        os.umask(old)
    assert drafts.folder.name == "a.aboveboard.drafts"
    assert stat.S_IMODE(drafts.folder.stat().st_mode) == 0o700
    files = list(drafts.folder.iterdir())
    assert [file.name for file in files] == ["call-new.json"]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600


def test_the_newest_stands_first_and_discarding_removes_one(drafts: Drafts, clock: HandClock) -> None:
    for number, key in enumerate(("call-1", "letter-incident-2", "note")):
        clock.set(NOW + timedelta(seconds=number))
        drafts.save(key, "call", {"n": number})
    assert [draft.key for draft in drafts.all()] == ["note", "letter-incident-2", "call-1"]
    drafts.discard("letter-incident-2")
    drafts.discard("letter-incident-2")
    assert [draft.key for draft in drafts.all()] == ["note", "call-1"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"key": "a"}', b"\xff\xfe\x00", b'{"key":1,"kind":"c","content":{},"saved":"x"}']
)
def test_what_cannot_be_read_is_set_aside_and_named(drafts: Drafts, body: bytes) -> None:
    drafts.save("good", "call", {})
    for _ in range(2):
        (drafts.folder / "bad.json").write_bytes(body)
        assert [draft.key for draft in drafts.all()] == ["good"] and drafts.unreadable()
    assert sorted(file.name for file in drafts.folder.iterdir()) == ["bad-2.unreadable", "bad.unreadable", "good.json"]
    assert all(file.read_bytes() == body for file in drafts.unreadable())
    assert len(drafts.unreadable()) == 2


def test_an_interrupted_save_leaves_the_one_before(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts.save("call-1", "call", {"note": "first"})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(JournalError, match="still in the window"):
            drafts.save("call-1", "call", {"note": "second"})
    assert [draft.content for draft in drafts.all()] == [{"note": "first"}]
    assert [file.name for file in drafts.folder.iterdir()] == ["call-1.json"]


def test_half_a_file_of_a_killed_program_is_passed_over(drafts: Drafts) -> None:
    drafts.save("call-1", "call", {})
    (drafts.folder / ".call-1-77-0.part").write_bytes(b'{"key": "ca')
    assert [draft.key for draft in drafts.all()] == ["call-1"] and not drafts.unreadable()


def test_many_threads_may_save(drafts: Drafts) -> None:
    def work(number: int) -> None:
        for turn in range(10):
            drafts.save("same", "call", {"n": number, "turn": turn})
            drafts.save(f"own-{number}", "call", {"turn": turn})

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = drafts.all()
    assert not drafts.unreadable() and {draft.key for draft in found} == {"same", *(f"own-{n}" for n in range(4))}
    assert all(draft.content["turn"] == 9 for draft in found)


def test_no_journal_and_no_folder_are_no_trouble(tmp_path: Path, clock: HandClock) -> None:
    drafts = Drafts(tmp_path / "deep" / "er" / "none.aboveboard", clock)
    assert drafts.all() == []
    drafts.discard("x")
    drafts.save("x", "call", {"note": "words"})
    assert len(drafts.all()) == 1


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.text(alphabet=st.characters(), max_size=120), note=st.text(alphabet=st.characters(), max_size=200))
def test_any_key_and_any_text(drafts: Drafts, key: str, note: str) -> None:
    drafts.save(key, "call", {"note": note})
    assert [(draft.key, draft.content) for draft in drafts.all()] == [(key, {"note": note})]
    assert all(file.parent == drafts.folder for file in drafts.folder.rglob("*"))
    drafts.discard(key)
    assert drafts.all() == []
