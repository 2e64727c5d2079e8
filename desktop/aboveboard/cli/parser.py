"""The verbs and their options, as scripts rely on them (contracts, 9)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from aboveboard import __version__
from aboveboard.cli.output import one_line, terminal

KINDS = ("call", "meeting", "email", "chat")
INCIDENT_KINDS = ("data-loss", "breach", "outage", "wrong-results", "other")
SEVERITIES = ("low", "medium", "high", "critical")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, without control characters from the arguments; exit status 2."""

    def _parse_optional(self, arg_string: str) -> Any:
        """There are no short options but -h: "-restart" is a word of somebody's text."""
        if arg_string.startswith("-") and not arg_string.startswith("--") and arg_string != "-h":
            return None
        return super()._parse_optional(arg_string)

    def error(self, message: str) -> NoReturn:
        print(terminal(f"{self.prog}: {message}. See {self.prog} --help."), file=sys.stderr)
        sys.exit(2)


MakeVerb = Callable[[str, str], Parser]

_LARGEST = 2**63 - 1  # what a column can hold


def number(text: str) -> int:
    """The number of a promise; one that no row can have is refused like a word."""
    found = int(text)
    if not -_LARGEST <= found <= _LARGEST:
        raise argparse.ArgumentTypeError(f"{one_line(text, 40)} is larger than any number in a journal")
    return found


def count(text: str) -> int:
    """How many to show: a whole number from 1."""
    try:
        found = int(text)
    except ValueError:
        found = 0
    if found < 1:
        raise argparse.ArgumentTypeError(f"“{one_line(text, 40)}” is not a whole number from 1 up")
    return min(found, _LARGEST)


def place(text: str) -> str:
    """The name of a file or folder; "" and what no file can be called are refused."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty; name a file or folder")
    if "\0" in text:
        raise argparse.ArgumentTypeError("no file can be called that")
    return text


def common() -> Parser:
    """The global options, taken before the verb and after it alike."""
    options = Parser(add_help=False, allow_abbrev=False, argument_default=argparse.SUPPRESS)
    options.add_argument("--journal", metavar="FILE", type=place, help="the journal (else the one in the data folder)")
    options.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    options.add_argument("--now", metavar="ISO", help="the clock, for scripts and tests")
    options.add_argument("--lang", choices=("en", "de"), help="the language of letters")
    return options


def build() -> Parser:
    """The whole command line; `verb` is None where only the window is asked for."""
    shared = common()
    top = Parser(
        prog="aboveboard",
        description="Open the window, or do one job without one.",
        parents=[shared],
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"aboveboard {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", parser_class=Parser)

    def verb(name: str, what: str) -> Parser:
        return verbs.add_parser(name, help=what, description=what, parents=[shared], allow_abbrev=False)

    _record(verb)
    _promises(verb)
    _advice(verb)
    _keeping(verb)
    return top


def _record(verb: MakeVerb) -> None:
    verb("new", "Make a new, empty journal; refuses to overwrite.")
    demo = verb("demo", "Open a sample journal in a temporary place, or write one with --to.")
    demo.add_argument("--to", metavar="FILE", type=place, help="write the sample there and open nothing")
    log = verb("log", "Log a call, meeting, email or chat with a client.")
    log.add_argument("client", metavar="CLIENT", help="name, or #id")
    log.add_argument("text", metavar="TEXT")
    log.add_argument("--kind", choices=KINDS, default="call")
    log.add_argument("--at", metavar="ISO", help="when it was (else now)")
    log.add_argument("--yes", action="store_true", help="book the dated promises found in it")
    client = verb("client", "Add a client.").add_subparsers(
        dest="what", metavar="add", required=True, parser_class=Parser
    )
    add = client.add_parser("add", help="Add a client.", parents=[common()], allow_abbrev=False)
    add.add_argument("name", metavar="NAME")
    for option in ("contact", "email", "phone", "zone"):
        add.add_argument(f"--{option}", default="")
    verb(
        "due",
        "What is overdue, due today and this week, untold, and who is waiting. Exit 1 where something is overdue.",
    )
    incident = verb("incident", "Open an incident.").add_subparsers(
        dest="what", metavar="add", required=True, parser_class=Parser
    )
    opened = incident.add_parser("add", help="Open an incident.", parents=[common()], allow_abbrev=False)
    opened.add_argument("client", metavar="CLIENT")
    opened.add_argument("title", metavar="TITLE")
    opened.add_argument("--kind", choices=INCIDENT_KINDS, default="data-loss")
    opened.add_argument("--severity", choices=SEVERITIES, default="high")
    opened.add_argument("--noticed", metavar="ISO")
    told = verb("told", "Record that the client was told of an incident.")
    told.add_argument("incident", metavar="INCIDENT")
    told.add_argument("--how", choices=KINDS, default="call")
    told.add_argument("--at", metavar="ISO")
    search = verb("search", "Find words anywhere in the record, newest first. Exit 1 where nothing is found.")
    search.add_argument("words", metavar="WORDS", nargs="*")
    search.add_argument("--limit", type=count, default=50, help="how many to show (50)")
    timeline = verb("timeline", "All that happened with a client, newest first.")
    timeline.add_argument("client", metavar="CLIENT")
    timeline.add_argument("--limit", type=count, default=100, help="how many to show (100)")


def _promises(verb: MakeVerb) -> None:
    listed = verb("commitments", "All promises with their state and what became of them, late first.")
    listed.add_argument("--client", metavar="CLIENT")
    listed.add_argument("--from", dest="since", metavar="ISO", help="the rate counts those due from then (included)")
    listed.add_argument("--to", dest="until", metavar="ISO", help="... and before then")
    keep = verb("keep", "A promise was kept.")
    keep.add_argument("--at", metavar="ISO")
    keep.add_argument("--evidence", metavar="TEXT", default="")
    partly = verb("partly", "A promise was kept in part.")
    partly.add_argument("--missing", metavar="TEXT", required=True)
    partly.add_argument("--due", metavar="ISO", help="when the missing part is promised for")
    move = verb("move", "A promise gets a new date.")
    move.add_argument("--due", metavar="ISO", required=True)
    move.add_argument("--why", metavar="TEXT", required=True)
    move.add_argument("--told", metavar="ISO|no", default="no", help="when the other side was told")
    move.add_argument("--agreed", choices=("yes", "no", "not-asked"), default="not-asked")
    drop = verb("drop", "A promise will not be kept.")
    drop.add_argument("--why", metavar="TEXT", required=True)
    drop.add_argument("--told", metavar="ISO|no", default="no")
    release = verb("release", "The other side let a promise go.")
    release.add_argument("--at", metavar="ISO")
    for parser in (keep, partly, move, drop, release):
        parser.add_argument("id", metavar="ID", type=number)
    verb("undo", "Take back the newest act. Exit 1 where there is none.")
    verb("redo", "Do again what undo took back. Exit 1 where there is nothing.")
    history = verb("history", "What was done, newest first, in sentences.")
    history.add_argument("--last", metavar="N", type=count, default=20)


def _advice(verb: MakeVerb) -> None:
    verb("guides", "The guided conversations there are.")
    questions = verb("questions", "The questions of a guide.")
    questions.add_argument("guide", metavar="GUIDE")
    draft = verb("draft", "Draft a letter, call script or short message from answers.")
    draft.add_argument("guide", metavar="GUIDE")
    draft.add_argument("--part", choices=("email", "call", "ping"), default="email")
    draft.add_argument("--format", choices=("text", "html", "eml"), default="text")
    check = verb("check", "Check a letter. Exit 1 where a finding is an error.")
    check.add_argument("file", metavar="FILE", type=place, help="the letter, or - for standard input")
    check.add_argument("--guide", metavar="ID")
    check.add_argument("--audience", choices=("plain", "technical"))
    promises = verb("promises", "The promises that stand in a text.")
    promises.add_argument("file", metavar="FILE", type=place, help="the text, or - for standard input")
    promises.add_argument("--at", metavar="ISO", help="when it was said or written (else now)")
    timing = verb("timing", "When to tell, and how.")
    timing.add_argument("--answers", metavar="FILE", type=place, required=True)
    for parser in (draft, check, promises):
        parser.add_argument("--answers", metavar="FILE", type=place)
        parser.add_argument("--client", metavar="CLIENT")
    draft.add_argument("--incident", metavar="INCIDENT")


def _keeping(verb: MakeVerb) -> None:
    backup = verb("backup", "Make a backup and prove it.")
    backup.add_argument("--to", metavar="DIR", type=place)
    verb("backups", "The backups there are, each proven anew.")
    restore = verb("restore", "Bring a proven backup back; the present journal is set aside.")
    restore.add_argument("file", metavar="FILE", type=place)
    verify = verb("verify", "Check the journal, its history and its chain. Exit 1 where something is wrong.")
    verify.add_argument("file", metavar="FILE", type=place, nargs="?")
    verify.add_argument("--head", metavar="LINK", help="is this earlier head still part of the chain?")
    export = verb("export", "Write the whole journal as JSON, with tables as CSV.")
    export.add_argument("folder", metavar="DIR", type=place)
