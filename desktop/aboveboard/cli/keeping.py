"""Verbs that keep the journal safe: sample, backups, restore, verify, export."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aboveboard.cli.context import Context
from aboveboard.cli.output import moment, say
from aboveboard.errors import Trouble

if TYPE_CHECKING:
    from aboveboard.journal.backup import BackupRow


def demo(context: Context, given: Namespace) -> int:
    """Open a sample journal, or write one with `--to`."""
    if context.journal_named:
        raise Trouble("demo makes a journal of its own: leave --journal out, or name a new file with --to.")
    from aboveboard.journal import sample

    if given.to is None:
        return _open_demo(context)
    made = sample.make(Path(given.to), clock=context.clock)
    data = {"journal": str(given.to), "clients": made.clients, "acts": made.acts}
    context.answer(data, [f"A sample journal: {given.to}, {made.clients} clients, {made.acts} acts."])
    return 0


def _open_demo(context: Context) -> int:
    """Open a sample journal in the cache folder: it stays until the next `demo` and can be copied."""
    import shutil

    from platformdirs import user_cache_path

    from aboveboard.journal import lock, sample
    from aboveboard.ui.app import run as open_window

    folder = user_cache_path("aboveboard", appauthor=False) / "demo"
    path = folder / "sample.aboveboard"
    if not lock.has_window(path):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sample.make(path, clock=context.clock)
    return open_window(path, context.clock, demo=True)


def backup(context: Context, given: Namespace) -> int:
    """Make a backup and prove it."""
    from aboveboard.journal import backup as copies

    with context.journal() as journal:
        row = copies.make(journal, Path(given.to) if given.to else None)
        zone = _zone(journal)
    context.answer(backup_json(row, zone), [_line(row, zone)])
    return 0 if row.proven else 1


def backups(context: Context, given: Namespace) -> int:
    """The backups there are, each proven anew. Works where the journal is missing or damaged, too."""
    from aboveboard.clock import system_zone
    from aboveboard.journal import backup as copies

    zone = system_zone()
    rows = copies.listing(context.journal_path, context.clock)
    context.answer([backup_json(row, zone) for row in rows], [_line(row, zone) for row in rows] or ["No backup yet."])
    return 0


def backup_json(row: BackupRow, zone: str) -> dict[str, Any]:
    """A backup as the command line gives it."""
    return {
        "file": str(row.file),
        "proven": row.proven,
        "acts": row.acts,
        "head": row.head,
        "at": moment(row.at, zone),
    }


def _line(row: BackupRow, zone: str) -> str:
    return f"{moment(row.at, zone)}  {'proven' if row.proven else 'NOT PROVEN'}  {row.acts} acts  {row.file}"


def _zone(journal: Any) -> str:
    from aboveboard.journal import profile

    zone: str = journal.read(lambda s: profile.get(s).zone)
    return zone


def restore(context: Context, given: Namespace) -> int:
    """Bring a proven backup back; the present journal is set aside."""
    from aboveboard.journal import backup as copies

    done = copies.restore(context.journal_path, Path(given.file), context.clock)
    aside = str(done.set_aside) if done.set_aside else None
    lines = [f"Restored {done.restored}."]
    if aside:
        lines.append(f"What was there before is kept as {aside}.")
    context.answer({"restored": str(done.restored), "set_aside": aside}, lines)
    return 0


def verify(context: Context, given: Namespace) -> int:
    """Check a journal to the last byte of its history; exit 1 where something is wrong."""
    from aboveboard.journal import verify as checking

    path = Path(given.file) if given.file else context.journal_path
    report = checking.journal_file(path, clock=context.clock, head=given.head)
    data = {
        "ok": report.ok,
        "acts": report.acts,
        "head": report.head,
        "problems": [{"act": problem.act, "what": problem.what} for problem in report.problems],
    }
    lines = [
        f"{report.acts} acts, head {report.head}: "
        + ("all is as it was written." if report.ok else "NOT as it was written.")
    ]
    lines += [f"  act {problem.act if problem.act is not None else '-'}: {problem.what}" for problem in report.problems]
    context.answer(data, lines)
    return 0 if report.ok else 1


def export(context: Context, given: Namespace) -> int:
    """Write the whole journal as JSON and CSV."""
    from aboveboard.exchange import archive
    from aboveboard.journal.drafts import Drafts, unreadable_said

    with context.journal() as journal:
        everything = journal.read(archive.contents)
        keeper = Drafts(journal.path)
        drafts = [draft.content for draft in keeper.all()]
    if keeper.set_aside:
        say(unreadable_said(keeper.set_aside))
    files = archive.write(everything, drafts, Path(given.folder))
    context.answer({"files": [str(file) for file in files]}, [str(file) for file in files])
    return 0


VERBS = {
    "demo": demo,
    "backup": backup,
    "backups": backups,
    "restore": restore,
    "verify": verify,
    "export": export,
}
