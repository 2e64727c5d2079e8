"""Clients, the people there, their projects and what protects those."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from aboveboard.errors import Invalid, JournalError, NotFound
from aboveboard.journal import fields
from aboveboard.journal.history import operation
from aboveboard.journal.models import CHANNELS, Client, Contact, Project, Safeguard
from aboveboard.journal.rows import ClientRow, ContactRow, ProjectRow, SafeguardRow

_CLIENT: dict[str, fields.Check] = {
    "name": fields.needed("client"), "zone": fields.zone, "language": fields.choice("en", "de"),
    "technical": fields.flag, "formal": fields.flag, "prefers": fields.choice("", *CHANNELS),
    "usual_days": fields.maybe(fields.days), "notes": fields.long_text, "sample": fields.flag,
}  # fmt: skip
_CONTACT: dict[str, fields.Check] = {
    "name": fields.needed("contact"), "role": fields.line, "email": fields.email, "phone": fields.line,
}  # fmt: skip
_PROJECT: dict[str, fields.Check] = {"name": fields.needed("project"), "notes": fields.long_text}
_SAFEGUARD: dict[str, fields.Check] = {
    "kind": fields.needed("safeguard"), "state": fields.needed("safeguard"), "review_on": fields.maybe(fields.day),
}  # fmt: skip


def _checked(checks: dict[str, fields.Check], values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Values as they are kept; Invalid names a field as `prefix` + its name."""
    good = {}
    for field, value in values.items():
        if field not in checks:
            raise Invalid(f"There is no place for {field}.", prefix + field)
        try:
            good[field] = checks[field](value, field)
        except Invalid as trouble:
            raise Invalid(trouble.sentence, prefix + field) from None
    return good


@operation("client.add")
def add(
    session: Session,
    *,
    name: str,
    zone: str | None = None,
    contact: Mapping[str, str] | None = None,
    project: Mapping[str, Any] | None = None,
    **values: Any,
) -> None:
    """Add a client; `zone` is the writer's where none is given.

    `contact`: name, role, email, phone of the first person there; without a name the client's own stands in. `project`:
    name, notes, and `safeguards` as {kind: state}. `values`: language, technical, formal, prefers, usual_days, notes,
    sample. Invalid names the field; those of the contact as "contact.email", of the project as "project.name".
    """
    client = _checked(_CLIENT, {"name": name, "zone": zone or fields.own_zone(session), **values})
    person: dict[str, Any] = {key: value for key, value in (contact or {}).items() if value}
    if person:
        person = _checked(_CONTACT, {"name": client["name"], **person}, "contact.")
    work = _checked(_PROJECT, {k: v for k, v in (project or {}).items() if k != "safeguards"}, "project.")
    guards = [_safeguard(kind, state) for kind, state in dict((project or {}).get("safeguards", {})).items() if state]
    if guards and "name" not in work:
        raise Invalid("Protections belong to a project. Give the project a name.", "project.name")
    row = Client(made_at=fields.now(session), **client)
    client_id = _insert(session, row)
    if person:
        session.add(Contact(made_at=fields.now(session), client_id=client_id, **person))
    if work:
        _insert_project(session, client_id, work, guards)


def _safeguard(kind: Any, state: Any, **more: Any) -> dict[str, Any]:
    return _checked(_SAFEGUARD, {"kind": kind, "state": state, **more}, "safeguard.")


def _insert(session: Session, row: Client | Project) -> int:
    """Add a row and give its new id."""
    session.add(row)
    session.flush()
    return row.id or 0


def _insert_project(session: Session, client_id: int, work: dict[str, Any], guards: list[dict[str, Any]]) -> None:
    project = Project(made_at=fields.now(session), client_id=client_id, **work)
    project_id = _insert(session, project)
    for guard in guards:
        session.add(Safeguard(made_at=fields.now(session), project_id=project_id, **guard))


@operation("client.edit")
def edit(session: Session, id: int, **values: Any) -> None:
    """Change columns of a client."""
    fields.changed(fields.fetch(session, Client, id), values, _CLIENT)


@operation("client.bin")
def bin(session: Session, id: int) -> None:
    """Put a client into the bin; all that belongs to it is hidden with it and comes back with it."""
    _bin(session, Client, id)


@operation("client.unbin")
def unbin(session: Session, id: int) -> None:
    """Take a client out of the bin."""
    fields.fetch(session, Client, id).binned_at = None


def _bin(session: Session, model: type[Client | Contact | Project | Safeguard], id: int) -> None:
    row = fields.fetch(session, model, id)
    if row.binned_at is None:
        row.binned_at = fields.now(session)


@operation("contact.add")
def add_contact(session: Session, client_id: int, **values: Any) -> None:
    """Add a person at a client: name, role, email, phone."""
    fields.fetch(session, Client, client_id, "client_id")
    good = _checked(_CONTACT, {"name": "", **values})
    session.add(Contact(made_at=fields.now(session), client_id=client_id, **good))


@operation("contact.edit")
def edit_contact(session: Session, id: int, **values: Any) -> None:
    """Change a person's name, role, email or phone."""
    fields.changed(fields.fetch(session, Contact, id), values, _CONTACT)


@operation("contact.bin")
def bin_contact(session: Session, id: int) -> None:
    """Put a person into the bin; calls and promises with them stay."""
    _bin(session, Contact, id)


@operation("contact.unbin")
def unbin_contact(session: Session, id: int) -> None:
    """Take a person out of the bin."""
    fields.fetch(session, Contact, id).binned_at = None


@operation("project.add")
def add_project(
    session: Session, client_id: int, *, name: str, notes: str = "", safeguards: Mapping[str, str] | None = None
) -> None:
    """Add a project of a client, with its safeguards as {kind: state}."""
    fields.fetch(session, Client, client_id, "client_id")
    work = _checked(_PROJECT, {"name": name, "notes": notes})
    _insert_project(session, client_id, work, [_safeguard(k, v) for k, v in (safeguards or {}).items() if v])


@operation("project.edit")
def edit_project(session: Session, id: int, **values: Any) -> None:
    """Change a project's name or notes."""
    fields.changed(fields.fetch(session, Project, id), values, _PROJECT)


@operation("project.bin")
def bin_project(session: Session, id: int) -> None:
    """Put a project into the bin."""
    _bin(session, Project, id)


@operation("safeguard.set")
def set_safeguard(session: Session, project_id: int, *, kind: str, state: str, review_on: str | None = None) -> None:
    """Say what a project has of one kind of protection; an empty `state` puts that safeguard into the bin."""
    fields.fetch(session, Project, project_id, "project_id")
    good = _safeguard(kind, state or "none", review_on=review_on)
    table = Safeguard.__table__  # type: ignore[attr-defined]
    query = select(Safeguard).where(
        table.c.project_id == project_id, table.c.kind == good["kind"], table.c.binned_at.is_(None)
    )
    row = session.execute(query).scalars().first()
    if not state:
        if row is not None:
            row.binned_at = fields.now(session)
    elif row is None:
        session.add(Safeguard(made_at=fields.now(session), project_id=project_id, **good))
    else:
        fields.changed(row, good, _SAFEGUARD)


# --- Queries ----------------------------------------------------------------------------------------------------------


def rows(session: Session, *, binned: bool = False) -> list[ClientRow]:
    """All clients by name, folded; those in the bin instead with `binned`. Without their contacts and projects."""
    from aboveboard.journal.fold import fold

    table = Client.__table__  # type: ignore[attr-defined]
    query = select(table).where(table.c.binned_at.is_not(None) if binned else table.c.binned_at.is_(None))
    found = [ClientRow(**row) for row in session.execute(query).mappings()]
    return sorted(found, key=lambda client: (fold(client.name), client.id))


def get(session: Session, id: int) -> ClientRow:
    """One client with contacts and projects, in the bin or not; NotFound where there is none."""
    table = Client.__table__  # type: ignore[attr-defined]
    row = session.execute(select(table).where(table.c.id == id)).mappings().first()
    if row is None:
        raise NotFound(f"There is no client with the number {id}.", "client")
    return ClientRow(**row, contacts=_contacts(session, id), projects=_projects(session, id))


def _parts(session: Session, model: type[SQLModel], column: str, value: int) -> list[dict[str, Any]]:
    table = model.__table__  # type: ignore[attr-defined]
    query = select(table).where(table.c[column] == value, table.c.binned_at.is_(None)).order_by(table.c.id)
    return [dict(row) for row in session.execute(query).mappings()]


def _contacts(session: Session, client_id: int) -> tuple[ContactRow, ...]:
    return tuple(ContactRow(**row) for row in _parts(session, Contact, "client_id", client_id))


def _projects(session: Session, client_id: int) -> tuple[ProjectRow, ...]:
    return tuple(
        ProjectRow(
            **row,
            safeguards=tuple(SafeguardRow(**part) for part in _parts(session, Safeguard, "project_id", row["id"])),
        )
        for row in _parts(session, Project, "client_id", client_id)
    )


def find(session: Session, text: str) -> ClientRow:
    """The client of this name (case and accents folded) or "#id", those in the bin left out.

    NotFound names the nearest; JournalError names all of several that are called the same.
    """
    wanted = text.strip()
    names: list[tuple[int, str]] = [
        (row[0], row[1])
        for row in session.connection().exec_driver_sql(
            "SELECT id, name FROM client WHERE binned_at IS NULL ORDER BY id"
        )
    ]
    if wanted.startswith("#") and wanted[1:].isascii() and wanted[1:].isdigit():
        number = int(wanted[1:])
        if any(id == number for id, _ in names):
            return get(session, number)
        raise NotFound(f"There is no client {wanted}.", "client")
    same = [(id, name) for id, name in names if name == wanted] or _folded_alike(wanted, names)
    if len(same) == 1:
        return get(session, same[0][0])
    if same:
        listed = ", ".join(f"{name} (#{id})" for id, name in same)
        raise JournalError(
            f"Several clients are called that: {listed}. Name one by its number, like #{same[0][0]}.", "client"
        )
    raise NotFound(_nearest(wanted, [name for _, name in names]), "client")


def _folded_alike(wanted: str, names: list[tuple[int, str]]) -> list[tuple[int, str]]:
    from aboveboard.journal.fold import fold

    folded = fold(wanted)
    return [(id, name) for id, name in names if fold(name) == folded] if folded.strip() else []


def _nearest(wanted: str, names: list[str]) -> str:
    from difflib import get_close_matches

    from aboveboard.journal.fold import fold

    shown = " ".join(wanted.split())[:60]
    if not names:
        return f"There is no client “{shown}”; the journal has none yet."
    by_fold = {fold(name): name for name in names}
    folded = fold(wanted)
    near = [name for key, name in by_fold.items() if folded and folded in key][:3]
    near += [
        by_fold[key] for key in get_close_matches(folded, list(by_fold), n=3, cutoff=0.4) if by_fold[key] not in near
    ]
    if near:
        return f"There is no client “{shown}”. Nearest: {', '.join(near[:3])}."
    different = sorted(set(names))
    return f"There is no client “{shown}”. There are: {', '.join(different[:5])}{' …' if len(different) > 5 else ''}."
