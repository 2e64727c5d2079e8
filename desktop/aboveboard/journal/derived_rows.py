"""What stands in the derived rows of each noun: one builder a noun, for one row or for all of them.

Rows in the bin, and rows of a client, incident or promise in the bin, yield nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping

from aboveboard.clock import from_text

CODES = {
    "client": 0, "contact": 1, "project": 2, "safeguard": 3, "interaction": 4, "incident": 5, "told": 6, "resolved": 7,
    "finding": 8, "finding_standing": 9, "commitment": 10, "commitment_event": 11, "letter": 12,
}  # fmt: skip
SEARCHED = ("client", "contact", "project", "interaction", "incident", "finding", "commitment", "letter")
"""The nouns that a search can find; words of events, standings and safeguards count as words of what they belong to."""

ID_BITS, CODE_BITS = 26, 4
_LAST_SECOND = 2**33 - 1


@dataclass(frozen=True)
class Entry:
    """One derived row. `code`: its kind in the row id; `context`: names that find it beside words of its own."""

    noun: str
    noun_id: int
    client_id: int
    at: str
    zone: str
    what: str
    title: str
    text: str = ""
    more: str = ""
    context: str = ""
    code: str = ""
    parent: str | None = None
    parent_id: int | None = None
    happened: bool = True
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> int:
        """The row's id, which follows its time; times beyond the years 1700 to 2240 stand at that end."""
        second = int(from_text(self.at).timestamp())
        second = max(-_LAST_SECOND, min(second, _LAST_SECOND))
        code = CODES[self.code or self.noun]
        return (second << (ID_BITS + CODE_BITS)) | (code << ID_BITS) | self.noun_id


def _rows(connection: Connection, sql: str, which: str, noun_id: int | None) -> Iterator[RowMapping]:
    """The rows of `sql`, of one noun where `noun_id` is given; `{which}` in it stands for that condition."""
    condition, values = ("1 = 1", ()) if noun_id is None else (f"{which} = ?", (noun_id,))
    return iter(connection.exec_driver_sql(sql.replace("{which}", condition), values).mappings().all())


def _gathered(connection: Connection, sql: str, which: str, noun_id: int | None) -> dict[int, list[str]]:
    """Words of the parts of a noun by the noun's id; `sql` gives its id first and then columns of words."""
    found: dict[int, list[str]] = {}
    for row in _rows(connection, sql, which, noun_id):
        owner, *said = list(row.values())
        found.setdefault(int(str(owner)), []).extend(str(word) for word in said if word)
    return found


_LIVE = "x.binned_at IS NULL AND c.binned_at IS NULL AND {which}"
_CLIENT = "JOIN client c ON c.id = x.client_id"
_WHO = "LEFT JOIN contact p ON p.id = x.contact_id"


def _clients(connection: Connection, noun_id: int | None) -> Iterator[Entry]:
    sql = "SELECT id, name, made_at, zone, notes FROM client x WHERE binned_at IS NULL AND {which}"
    for r in _rows(connection, sql, "id", noun_id):
        yield Entry(
            "client", r["id"], r["id"], r["made_at"], r["zone"], "client", r["name"], r["notes"],
            context=r["name"], happened=False,
        )  # fmt: skip


def _contacts(connection: Connection, noun_id: int | None) -> Iterator[Entry]:
    sql = f"SELECT x.*, c.name AS client, c.zone AS zone FROM contact x {_CLIENT} WHERE {_LIVE}"
    for r in _rows(connection, sql, "x.id", noun_id):
        said = ", ".join(word for word in (r["role"], r["email"], r["phone"]) if word)
        yield Entry(
            "contact", r["id"], r["client_id"], r["made_at"], r["zone"], "contact", r["name"], said,
            context=r["client"], happened=False,
        )  # fmt: skip


def _projects(connection: Connection, noun_id: int | None) -> Iterator[Entry]:
    parts = "SELECT project_id, kind || ': ' || state FROM safeguard WHERE binned_at IS NULL AND {which} ORDER BY id"
    safeguards = _gathered(connection, parts, "project_id", noun_id)
    sql = f"SELECT x.*, c.name AS client, c.zone AS zone FROM project x {_CLIENT} WHERE {_LIVE}"
    for r in _rows(connection, sql, "x.id", noun_id):
        yield Entry(
            "project", r["id"], r["client_id"], r["made_at"], r["zone"], "project", r["name"], r["notes"],
            "\n".join(safeguards.get(r["id"], [])), r["client"], happened=False,
        )  # fmt: skip


def _safeguards(connection: Connection, noun_id: int | None) -> Iterator[Entry]:
    """Not shown in any list: it keeps which project a safeguard belongs to, for the day the safeguard is gone."""
    sql = (
        "SELECT x.*, p.client_id, c.zone AS zone FROM safeguard x JOIN project p ON p.id = x.project_id"
        f" JOIN client c ON c.id = p.client_id WHERE p.binned_at IS NULL AND {_LIVE}"
    )
    for r in _rows(connection, sql, "x.id", noun_id):
        yield Entry(
            "safeguard", r["id"], r["client_id"], r["made_at"], r["zone"], "safeguard", r["kind"], r["state"],
            parent="project", parent_id=r["project_id"], happened=False,
        )  # fmt: skip


def _interactions(connection: Connection, noun_id: int | None) -> Iterator[Entry]:
    sql = f"SELECT x.*, c.name AS client, p.name AS who FROM interaction x {_CLIENT} {_WHO} WHERE {_LIVE}"
    for r in _rows(connection, sql, "x.id", noun_id):
        detail = {
            key: r[key] for key in ("direction", "outcome", "temper", "who", "incident_id", "letter_id") if r[key]
        }
        yield Entry(
            "interaction", r["id"], r["client_id"], r["at"], r["zone"], r["kind"], "", r["note"],
            context=f"{r['client']} {r['who'] or ''}", detail=detail,
        )  # fmt: skip


def _incidents(connection: Connection, noun_id: int | None) -> Iterator[Entry]:
    sql = f"SELECT x.*, c.name AS client FROM incident x {_CLIENT} WHERE {_LIVE}"
    for r in _rows(connection, sql, "x.id", noun_id):
        more = {"kind": r["kind"], "severity": r["severity"]}
        same = ("incident", r["id"], r["client_id"])
        yield Entry(
            *same, r["noticed_at"], r["zone"], "incident", r["title"], r["hit"], r["told_to"], r["client"], detail=more
        )
        if r["told_at"]:
            how = {"how": r["told_how"], "to": r["told_to"]}
            yield Entry(*same, r["told_at"], r["zone"], "told", r["title"], code="told", detail=more | how)
        if r["resolved_at"]:
            yield Entry(*same, r["resolved_at"], r["zone"], "resolved", r["title"], code="resolved", detail=more)


_OF_INCIDENT = "JOIN incident i ON i.id = {of} JOIN client c ON c.id = i.client_id"


def _findings(connection: Connection, noun_id: int | None) -> Iterator[Entry]:
    parts = (
        "SELECT finding_id, source, reason FROM finding_standing"
        " WHERE binned_at IS NULL AND {which} ORDER BY finding_id, at, id"
    )
    standings = _gathered(connection, parts, "finding_id", noun_id)
    first = (
        "(SELECT f.{} FROM finding_standing f WHERE f.finding_id = x.id AND f.binned_at IS NULL"
        " ORDER BY f.at, f.id LIMIT 1) AS first_{}"
    )
    firsts = ", ".join(first.format(column, column) for column in ("standing", "source"))
    sql = (
        f"SELECT x.*, i.client_id, i.zone AS zone, i.title AS incident, c.name AS client, {firsts} FROM finding x"
        f" {_OF_INCIDENT.format(of='x.incident_id')} WHERE i.binned_at IS NULL AND {_LIVE}"
    )
    for r in _rows(connection, sql, "x.id", noun_id):
        source = r["source"] if r["first_source"] is None else r["first_source"]
        said = "\n".join(dict.fromkeys(word for word in [r["source"], *standings.get(r["id"], [])] if word != source))
        detail = {"standing": r["first_standing"] or r["standing"], "now": r["standing"], "incident": r["incident"]}
        yield Entry(
            "finding", r["id"], r["client_id"], r["at"], r["zone"], "finding", r["words"], source, said,
            r["client"], parent="incident", parent_id=r["incident_id"], detail=detail,
        )  # fmt: skip


def _standings(connection: Connection, noun_id: int | None) -> Iterator[Entry]:
    """A change of standing; the first standing of a finding is told by the finding itself."""
    sql = (
        "SELECT x.*, f.words, i.client_id, i.id AS incident_id, i.zone AS zone, (SELECT e.standing FROM"
        " finding_standing e WHERE e.finding_id = x.finding_id AND e.binned_at IS NULL AND"
        " (e.at, e.id) < (x.at, x.id) ORDER BY e.at DESC, e.id DESC LIMIT 1) AS earlier"
        " FROM finding_standing x JOIN finding f ON f.id = x.finding_id"
        f" {_OF_INCIDENT.format(of='f.incident_id')} WHERE f.binned_at IS NULL AND i.binned_at IS NULL AND {_LIVE}"
    )
    for r in _rows(connection, sql, "x.id", noun_id):
        said = "\n".join(word for word in (r["reason"], r["source"]) if word)
        detail = {"standing": r["standing"], "was": r["earlier"], "incident_id": r["incident_id"]}
        yield Entry(
            "finding_standing", r["id"], r["client_id"], r["at"], r["zone"], "standing", r["words"], said,
            parent="finding", parent_id=r["finding_id"], happened=r["earlier"] is not None, detail=detail,
        )  # fmt: skip


def _commitments(connection: Connection, noun_id: int | None) -> Iterator[Entry]:
    parts = (
        "SELECT commitment_id, why, evidence, missing FROM commitment_event"
        " WHERE binned_at IS NULL AND {which} ORDER BY commitment_id, id"
    )
    events = _gathered(connection, parts, "commitment_id", noun_id)
    sql = f"SELECT x.*, c.name AS client, p.name AS who FROM commitment x {_CLIENT} {_WHO} WHERE {_LIVE}"
    for r in _rows(connection, sql, "x.id", noun_id):
        quote = r["quote"] if r["quote"] != r["words"] else ""
        said = "\n".join(dict.fromkeys(word for word in events.get(r["id"], []) if word not in (r["words"], quote)))
        detail = {"by": r["by"], "firm": bool(r["firm"]), "due": r["first_due"], "precision": r["precision"]}
        yield Entry(
            "commitment", r["id"], r["client_id"], r["made_at"], r["zone"], "promise", r["words"], quote, said,
            f"{r['client']} {r['who'] or ''}", detail=detail,
        )  # fmt: skip


def _events(connection: Connection, noun_id: int | None) -> Iterator[Entry]:
    sql = (
        "SELECT x.*, m.words, m.by, m.client_id FROM commitment_event x JOIN commitment m ON m.id = x.commitment_id"
        f" JOIN client c ON c.id = m.client_id WHERE m.binned_at IS NULL AND {_LIVE}"
    )
    for r in _rows(connection, sql, "x.id", noun_id):
        said = "\n".join(word for word in (r["why"], r["evidence"], r["missing"]) if word)
        keys = ("by", "old_due", "due", "precision", "told_at", "agreed")
        yield Entry(
            "commitment_event", r["id"], r["client_id"], r["at"], r["zone"], r["kind"], r["words"], said,
            parent="commitment", parent_id=r["commitment_id"], detail={key: r[key] for key in keys},
        )  # fmt: skip


def _letters(connection: Connection, noun_id: int | None) -> Iterator[Entry]:
    sql = f"SELECT x.*, c.name AS client, p.name AS who FROM letter x {_CLIENT} {_WHO} WHERE {_LIVE}"
    for r in _rows(connection, sql, "x.id", noun_id):
        keys = ("how", "recipient", "guide", "stage", "who", "incident_id", "corrects_id")
        yield Entry(
            "letter", r["id"], r["client_id"], r["sent_at"], r["zone"], "letter", r["subject"], r["text"],
            r["recipient"], f"{r['client']} {r['who'] or ''}", detail={key: r[key] for key in keys if r[key]},
        )  # fmt: skip


BUILDERS: dict[str, Callable[[Connection, int | None], Iterator[Entry]]] = {
    "client": _clients, "contact": _contacts, "project": _projects, "safeguard": _safeguards,
    "interaction": _interactions, "incident": _incidents, "finding": _findings, "finding_standing": _standings,
    "commitment": _commitments, "commitment_event": _events, "letter": _letters,
}  # fmt: skip
