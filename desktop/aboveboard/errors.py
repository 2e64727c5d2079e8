"""What can go wrong for a reason that a person can act on.

Everything else that is raised is a bug of ours: it is logged with its traceback and reported as such.
"""

from __future__ import annotations


class Trouble(Exception):
    """Something that the person, not the program, has to put right.

    `sentence` says what is so, what is safe and what to do, in plain words, for the window and the terminal alike.
    `field` names the input it belongs to (a column or question id), where there is one.
    """

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class JournalError(Trouble):
    """Trouble with the journal file or with what was to be written into it."""


class Invalid(JournalError):
    """An input that the record cannot take; `field` names it."""


class NotFound(JournalError):
    """No such client, incident, promise or letter."""


class NothingToUndo(JournalError):
    """There is no act that undo (or redo) could take."""


class GuideError(Trouble):
    """A guide, a rule file or an answers file that cannot be used."""

    def __init__(self, sentence: str, problems: list[str] | None = None, field: str | None = None) -> None:
        super().__init__(sentence, field)
        self.problems = problems or [sentence]
