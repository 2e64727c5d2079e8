"""What the sheet of a talk says, by the kind of talk."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(words: str, /, **values: object) -> str:
    text = QCoreApplication.translate("LogSheet", words)
    return text.format(**values) if values else text


def titles(kind: str) -> tuple[str, str]:
    """The sheet's title without and with the name (as `{name}`) of whom one spoke with."""
    return {
        "call": (tr("Log a call"), tr("Call with {name}")),
        "meeting": (tr("Log a meeting"), tr("Meeting with {name}")),
        "email": (tr("Log an email"), tr("Email with {name}")),
        "chat": (tr("Log a chat"), tr("Chat with {name}")),
    }[kind]


def save(kind: str, promises: int) -> str:
    """The words of the save button with so many promises."""
    what = {
        "call": (tr("Save call"), tr("Save call and promise"), tr("Save call and {n} promises")),
        "meeting": (tr("Save meeting"), tr("Save meeting and promise"), tr("Save meeting and {n} promises")),
        "email": (tr("Save email"), tr("Save email and promise"), tr("Save email and {n} promises")),
        "chat": (tr("Save chat"), tr("Save chat and promise"), tr("Save chat and {n} promises")),
    }[kind]
    return what[min(promises, 2)].format(n=promises)


def logged(name: str, promises: int) -> str:
    """What is said once a talk with a client of this name is written, with so many promises."""
    if promises == 0:
        return tr("In the journal of {name}.", name=name)
    if promises == 1:
        return tr("In the journal of {name}, with one promise.", name=name)
    return tr("In the journal of {name}, with {n} promises.", name=name, n=promises)
