"""Verbs that keep the journal safe."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Ask


def test_backup_restore_and_what_is_set_aside(ask: Ask, kept: Path) -> None:
    made = ask("backup", journal=kept).data
    ask("log", "#1", "After the backup.", journal=kept)
    before = ask("verify", journal=kept).data
    back = ask("restore", made["file"], journal=kept).data
    assert ask("verify", journal=kept).data["head"] == made["head"]
    assert ask("verify", back["set_aside"]).data["head"] == before["head"]


def test_a_restore_of_what_is_no_backup_changes_nothing(ask: Ask, kept: Path, tmp_path: Path) -> None:
    junk = tmp_path / "junk"
    junk.write_bytes(b"not a journal" * 100)
    before = kept.read_bytes()
    for name in (junk, tmp_path / "none"):
        said = ask("restore", str(name), journal=kept)
        assert said.status == 2
        assert said.err.strip()
    assert kept.read_bytes() == before


def test_the_head_of_another_history_is_told(ask: Ask, kept: Path) -> None:
    head = ask("verify", journal=kept).data["head"]
    ask("log", "#1", "One more.", journal=kept)
    assert ask("verify", "--head", head, journal=kept).status == 0
    assert ask("verify", "--head", "ab" * 32, journal=kept).status == 1


def test_the_export_holds_everything(ask: Ask, kept: Path, tmp_path: Path) -> None:
    ask("log", "#1", "=1+1 is what she wrote.", journal=kept)
    files = ask("export", str(tmp_path / "out"), journal=kept).data["files"]
    everything = json.loads((tmp_path / "out" / "journal.json").read_text("utf-8"))
    assert everything["nouns"]["interaction"][0]["note"] == "=1+1 is what she wrote."
    assert [act["id"] for act in everything["history"]] == [1, 2]
    assert all(len(act["link"]) == 64 for act in everything["history"])
    assert any(name.endswith("interaction.csv") for name in files)
    assert ask("export", str(tmp_path / "out"), journal=kept).status == 2


def test_a_sample_is_written_once(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "sample.aboveboard"
    made = ask("demo", "--to", str(path)).data
    assert made["clients"] == 6
    assert ask("verify", str(path)).data["acts"] == made["acts"]
    assert ask("demo", "--to", str(path)).status == 2
    assert ask("demo", "--to", str(tmp_path / "b.aboveboard"), journal=path).status == 2
