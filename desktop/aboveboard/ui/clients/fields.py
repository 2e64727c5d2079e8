"""The fields that describe a client, a person and a project, shared by the forms that make them and those that
change them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from aboveboard.ui.form import FormSheet
from aboveboard.ui.widgets import Choices, LineField, TextField, column, holder, pair, row
from aboveboard.ui.zonefield import ZoneField

GUARDS = ("backup", "restore test", "monitoring", "updates")


def tr(words: str) -> str:
    return QCoreApplication.translate("ClientFields", words)


def beside(one: Any, other: Any, share: tuple[int, int] = (1, 1)) -> Any:
    """Two fields on one line, both with their names at the top."""
    return row((holder(column(one, None)), share[0]), (holder(column(other, None)), share[1]), gap=16)


def manner(form: FormSheet) -> list[Any]:
    """How one speaks with them: the words they know, and how they like to be reached."""
    look = form.look
    technical = Choices(look, [tr("Plain words"), tr("Technical words are fine")], 0, tr("Words"), values=[False, True])
    prefers = Choices(
        look, [tr("Not said"), tr("Calls"), tr("Meetings"), tr("Email"), tr("Chat")], 0, tr("Prefers"),
        values=["", "call", "meeting", "email", "chat"],
    )  # fmt: skip
    form.keep("technical", technical)
    form.keep("prefers", prefers)
    return [pair(look, tr("Speaks"), technical, width=72), pair(look, tr("Prefers"), prefers, width=72)]


def client(form: FormSheet, zone: str) -> list[Any]:
    """Name and zone."""
    name = form.keep("name", LineField(form.look, tr("Client")))
    where = form.keep("zone", ZoneField(form.look, tr("Time zone"), zone))
    form.first = name.field
    return [beside(name, where, (3, 2))]


def person(form: FormSheet, prefix: str = "") -> list[Any]:
    """Name, role, email, phone of a contact, kept under `prefix` + column."""
    look = form.look
    name = form.keep(f"{prefix}name", LineField(look, tr("Contact")))
    role = form.keep(f"{prefix}role", LineField(look, tr("Role")))
    email = form.keep(f"{prefix}email", LineField(look, tr("Email"), style="body"))
    phone = form.keep(f"{prefix}phone", LineField(look, tr("Phone"), style="body"))
    return [beside(name, role, (3, 2)), 8, beside(email, phone, (3, 2))]


def project(form: FormSheet, prefix: str = "", guards: Sequence[str] = GUARDS) -> list[Any]:
    """A project's name, and in words what protects it."""
    look = form.look
    name = form.keep(f"{prefix}name", LineField(look, tr("Project")))
    hints = {
        "backup": tr("“none” is an answer."),
        "restore test": tr("“never”, or when a copy was last opened."),
        "monitoring": "",
        "updates": "",
    }
    titles = {
        "backup": tr("Backup"),
        "restore test": tr("Last restore test"),
        "monitoring": tr("Monitoring"),
        "updates": tr("Updates"),
    }
    kept = [
        form.keep(f"guard.{kind}", LineField(look, titles[kind], hint=hints[kind], style="body")) for kind in guards
    ]
    out: list[Any] = [name]
    for one, other in zip(kept[::2], kept[1::2], strict=True):
        out += [8, beside(one, other)]
    return out


def notes(form: FormSheet) -> TextField:
    """Anything else one should know before calling."""
    return form.keep("notes", TextField(form.look, tr("Notes"), lines=(2, 8), style="words"))  # type: ignore[no-any-return]


def guards(form: FormSheet) -> dict[str, str]:
    """The protections as they were entered, by kind; an empty one is not said."""
    return {kind: form.text(f"guard.{kind}") for kind in GUARDS if f"guard.{kind}" in form.fields}
