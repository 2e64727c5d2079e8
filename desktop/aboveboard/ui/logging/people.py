"""Whom a talk can be with: every client by name, with the people there. Read once when the sheet opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Party:
    """A client as the sheet needs it. `shown`: the name, with its number where two clients are called the same."""

    id: int
    name: str
    shown: str
    zone: str
    contacts: tuple[tuple[int, str], ...]


def read(session: Any, incident: int | None = None) -> tuple[list[Party], int | None]:
    """All clients by name, and the client of an incident where one is given. Called on a reading thread."""
    from aboveboard.journal import clients

    people: dict[int, list[tuple[int, str]]] = {}
    connection = session.connection()
    for row in connection.exec_driver_sql(
        "SELECT client_id, id, name FROM contact WHERE binned_at IS NULL ORDER BY id"
    ):
        people.setdefault(row[0], []).append((row[1], row[2]))
    rows = clients.rows(session)
    names = [row.name for row in rows]
    parties = [
        Party(
            row.id,
            row.name,
            f"{row.name} (#{row.id})" if names.count(row.name) > 1 else row.name,
            row.zone,
            tuple(people.get(row.id, ())),
        )
        for row in rows
    ]
    owner = None
    if incident is not None:
        found = connection.exec_driver_sql("SELECT client_id FROM incident WHERE id = ?", (incident,)).first()
        owner = found[0] if found else None
    return parties, owner


def nearest(parties: list[Party], typed: str) -> str:
    """A sentence for a name that no client has."""
    from difflib import get_close_matches

    from PySide6.QtCore import QCoreApplication

    def tr(words: str) -> str:
        return QCoreApplication.translate("LogSheet", words)

    if not typed.strip():
        return tr("Whose call was it? Type a few letters of the client’s name.")
    near = get_close_matches(typed, [one.shown for one in parties], n=3, cutoff=0.3)
    if near:
        return tr("There is no client “{typed}”. Nearest: {near}.").format(typed=typed[:40], near=", ".join(near))
    return tr("There is no client “{typed}”. Ctrl+N makes a new one.").format(typed=typed[:40])
