"""The command line: open the window, or do one job without one.

Exit 0 done, 1 the answer is "no", 2 wrong use, bad input or a journal that cannot be opened (contracts, 9). No verb
imports Qt, `demo` without `--to` excepted; each verb imports only what it needs, so that it answers at once.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from aboveboard.cli.context import Context
from aboveboard.cli.output import say
from aboveboard.errors import GuideError, NothingToUndo, Trouble

_ROOMS = {
    "record": ("new", "log", "client", "due", "incident", "told", "search", "timeline", "undo", "redo", "history"),
    "promise": ("commitments", "keep", "partly", "move", "drop", "release"),
    "advice": ("guides", "questions", "draft", "check", "promises", "timing"),
    "keeping": ("demo", "backup", "backups", "restore", "verify", "export"),
}
_ROOM_OF = {verb: room for room, verbs in _ROOMS.items() for verb in verbs}


def run(arguments: list[str]) -> int:
    """Carry out one command line (without the program's name); returns the exit status."""
    given = _window(arguments) or _parsed(arguments)
    try:
        return _carry_out(given)
    except NothingToUndo as trouble:
        say(trouble.sentence)
        return 1
    except GuideError as trouble:
        for problem in trouble.problems:
            say(problem)
        return 2
    except Trouble as trouble:
        say(trouble.sentence)
        return 2
    except BrokenPipeError:
        # The reader went away (`aboveboard due | head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _bug(error)


def _window(arguments: list[str]) -> Namespace | None:
    """The two command lines that only open the window, told without making thirty verbs: it is on the screen sooner."""
    if not arguments:
        return Namespace(verb=None)
    if len(arguments) == 2 and arguments[0] == "--journal":
        name = arguments[1]
        if name.strip() and not name.startswith("-") and "\0" not in name:
            return Namespace(verb=None, journal=name)
    return None


def _parsed(arguments: list[str]) -> Namespace:
    from aboveboard.cli.parser import build

    return build().parse_args(arguments)


def _carry_out(given: Namespace) -> int:
    context = Context.of(given)
    if given.verb is None:
        from aboveboard.ui.app import run as open_window

        return open_window(context.journal_path if context.journal_named else None, context.clock)
    room = import_module(f"aboveboard.cli.{_ROOM_OF[given.verb]}")
    verb: Callable[[Context, Namespace], int] = room.VERBS[given.verb]
    return verb(context, given)


def _bug(error: Exception) -> int:
    """Say that the program, not the person, is at fault; where it happened, without anything from the record."""
    from traceback import extract_tb

    places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in extract_tb(error.__traceback__)[-4:]]
    say(
        "Something went wrong inside Aboveboard; that is our mistake, and what was not confirmed was not written. "
        f"Please report: {type(error).__name__} at {' < '.join(reversed(places))}."
    )
    return 2
