"""Work on other threads, answers on the window's own."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from aboveboard.errors import Invalid, Trouble
from aboveboard.ui.jobs import Jobs, report
from tests.conftest import HandClock


def opened(qtbot: Any, northwind: Any, clock: HandClock) -> Jobs:
    jobs = Jobs(clock)
    ready: list[Any] = []
    jobs.open(northwind.journal.path, ready.append, ready.append)
    qtbot.waitUntil(lambda: bool(ready))
    assert not isinstance(ready[0], Trouble)
    return jobs


def test_results_come_on_the_windows_thread(qtbot: Any, northwind: Any, clock: HandClock) -> None:
    jobs, seen = opened(qtbot, northwind, clock), []
    main = threading.current_thread()

    def work(s: Any) -> Any:
        return threading.current_thread(), s.connection().exec_driver_sql("SELECT count(*) FROM client").scalar_one()

    jobs.read(work, lambda found: seen.append((*found, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(seen))
    worker, clients, here = seen[0]
    assert (clients, here) == (1, main) and worker is not main
    jobs.close()


def test_a_write_tells_everybody_once_and_then_its_own(qtbot: Any, northwind: Any, clock: HandClock) -> None:
    from aboveboard.journal import clients

    jobs, order = opened(qtbot, northwind, clock), []
    jobs.changed.connect(lambda changes: order.append(("bus", changes.nouns())))
    jobs.write(
        lambda s: clients.add(s, name="Kestrel Bikes"), lambda changes: order.append(("then", changes.one("client")))
    )
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order[0] == ("bus", {"client"}) and order[1][0] == "then"
    jobs.close()


def test_a_trouble_comes_back_with_its_field(qtbot: Any, northwind: Any, clock: HandClock) -> None:
    from aboveboard.journal import clients

    jobs, said = opened(qtbot, northwind, clock), []
    jobs.write(lambda s: clients.add(s, name=""), None, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert isinstance(said[0], Invalid) and said[0].field == "name"
    jobs.close()


def test_a_trouble_that_nobody_takes_is_told_to_the_window(qtbot: Any, northwind: Any, clock: HandClock) -> None:
    from aboveboard.journal import clients

    jobs = opened(qtbot, northwind, clock)
    with qtbot.waitSignal(jobs.troubled) as caught:
        jobs.write(lambda s: clients.add(s, name=""))
    assert isinstance(caught.args[0], Invalid)
    jobs.close()


def test_of_several_reads_with_one_key_only_the_newest_answers(qtbot: Any, northwind: Any, clock: HandClock) -> None:
    jobs, seen, gate = opened(qtbot, northwind, clock), [], threading.Event()
    jobs.read(lambda s: gate.wait(5), seen.append, key="")
    for number in range(20):
        jobs.read(lambda s, number=number: number, seen.append, key="find")
    gate.set()
    qtbot.waitUntil(lambda: jobs.pending == 0)
    assert seen == [True, 19]
    jobs.close()


def test_a_mistake_of_ours_is_reported_without_what_it_held(
    qtbot: Any, northwind: Any, clock: HandClock, caplog: Any
) -> None:
    jobs, failed = opened(qtbot, northwind, clock), []
    secret = "Ada's password is rye"

    def work(s: Any) -> Any:
        raise ValueError(secret)

    with qtbot.waitSignal(jobs.bug) as caught:
        jobs.read(work, None, failed.append)
    assert "ValueError" in caught.args[0] and "test_jobs.py" in caught.args[0]
    assert secret not in caught.args[0] and secret not in caplog.text
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Trouble)
    jobs.close()


def test_nothing_is_delivered_to_a_widget_that_is_gone(qtbot: Any, northwind: Any, clock: HandClock) -> None:
    class Page(QObject):
        def show(self, _: Any) -> None:
            raise AssertionError("it is gone")

    jobs, page, gate, bugs = opened(qtbot, northwind, clock), Page(), threading.Event(), []
    jobs.bug.connect(bugs.append)
    jobs.read(lambda s: gate.wait(5), page.show)
    import shiboken6

    shiboken6.delete(page)
    gate.set()
    qtbot.waitUntil(lambda: jobs.pending == 0)
    assert bugs == []
    jobs.close()


def test_closing_finishes_what_was_begun(qtbot: Any, northwind: Any, clock: HandClock) -> None:
    from aboveboard.journal import clients

    jobs = opened(qtbot, northwind, clock)
    for number in range(5):
        jobs.write(lambda s, number=number: clients.add(s, name=f"Client {number}"))
    jobs.close()
    names = northwind.journal.read(
        lambda s: list(s.connection().exec_driver_sql("SELECT name FROM client ORDER BY id").scalars())
    )
    assert names[1:] == [f"Client {number}" for number in range(5)]


def test_an_opening_that_fails_says_why(qtbot: Any, tmp_path: Path, clock: HandClock) -> None:
    jobs, said = Jobs(clock), []
    jobs.open(tmp_path / "none.aboveboard", said.append, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert isinstance(said[0], Trouble)
    jobs.close()


def test_a_report_names_the_places() -> None:
    try:
        raise KeyError("private")
    except KeyError as error:
        assert "private" not in report(error) and "test_a_report_names_the_places" in report(error)
