"""The acceptance walk: from "the data is gone" to a checked letter, copied, and its promises tracked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import HandClock
from tests.journeys import chapters_after as after
from tests.journeys import chapters_before as before
from tests.journeys import chapters_letter as telling
from tests.journeys import chapters_out as out
from tests.journeys.walker import Walker


def test_the_whole_path(
    start: Callable[..., Walker], clock: HandClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "no-programs"))  # links go to Qt, where this test listens
    walk = start()
    before.first_run(walk)
    before.new_client(walk)
    before.log_a_call(walk)
    before.the_client_page(walk)
    before.edit_and_bin(walk)
    before.new_incident(walk)
    before.fact_sheet(walk)
    telling.tell_the_client(walk)
    telling.questions(walk)
    telling.fact_withheld(walk)
    telling.findings(walk)
    telling.places_and_hand_edits(walk)
    telling.all_answers(walk)
    out.copy(walk)
    out.save_as_eml(walk, tmp_path / "to Ada.eml")
    out.open_in_mail_program(walk)
    out.i_sent_it(walk, clock)
    out.i_told_them_by_phone(walk, clock)
    after.find(walk)
    after.falls_due(walk, clock)
    after.others(walk, clock)
    after.today(walk, clock)
    after.kept(walk, clock)
    after.moved(walk, clock)
    walk = after.close_and_start_again(walk, start)
    after.export(walk, tmp_path / "exported")
