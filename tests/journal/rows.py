"""Rows put straight into the tables, for the tests of what is derived from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel, create_engine

from aboveboard.journal import derived, models

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


class Rows:
    """A session over a real file with tables and derived rows; `add` makes one noun and refreshes what shows it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._tick = 0

    def add(self, noun: str, **fields: Any) -> int:
        self._tick += 1
        at = NOW - timedelta(days=300) + timedelta(minutes=self._tick)
        defaults: dict[str, dict[str, Any]] = {
            "interaction": {"at": at}, "incident": {"noticed_at": at}, "finding": {"at": at},
            "finding_standing": {"at": at}, "letter": {"sent_at": at, "text": ""}, "commitment_event": {"at": at},
        }  # fmt: skip
        row = models.NOUNS[noun](**{"made_at": at, **defaults.get(noun, {}), **fields})
        self.session.add(row)
        self.session.flush()
        derived.refresh(self.session, {(noun, row.id)})  # type: ignore[attr-defined]
        return int(row.id)  # type: ignore[attr-defined]

    def client(self, name: str = "Northwind Bakery") -> int:
        return self.add("client", name=name)

    def note(self, client: int, note: str, at: datetime | None = None, **fields: Any) -> int:
        return self.add("interaction", client_id=client, note=note, **({"at": at} if at else {}), **fields)

    def change(self, noun: str, noun_id: int, **fields: Any) -> None:
        row = self.session.get(models.NOUNS[noun], noun_id)
        for name, value in fields.items():
            setattr(row, name, value)
        self.session.flush()
        derived.refresh(self.session, {(noun, noun_id)})

    def remove(self, noun: str, noun_id: int) -> None:
        self.session.delete(self.session.get(models.NOUNS[noun], noun_id))
        self.session.flush()
        derived.refresh(self.session, {(noun, noun_id)})

    def dump(self) -> list[Any]:
        connection = self.session.connection()
        return [
            connection.exec_driver_sql("SELECT * FROM timeline_entry ORDER BY id").all(),
            connection.exec_driver_sql("SELECT rowid, * FROM search ORDER BY rowid").all(),
        ]


def everything(rows: Rows) -> tuple[int, int]:
    """A client with one of each noun; ids of client and commitment."""
    client = rows.client()
    ada = rows.add("contact", client_id=client, name="Ada Lindqvist", role="owner", email="ada@northwind.example")
    project = rows.add("project", client_id=client, name="Web shop", notes="orders and stock")
    rows.add("safeguard", project_id=project, kind="backup", state="none whatsoever")
    incident = rows.add("incident", client_id=client, title="Orders deleted", hit="the orders table", told_to="Ada")
    finding = rows.add("finding", incident_id=incident, words="Somebody used the admin login", source="access log")
    rows.add("finding_standing", finding_id=finding, standing="suspected", source="access log")
    rows.add("finding_standing", finding_id=finding, standing="ruled out", reason="the login was ours")
    letter = rows.add("letter", client_id=client, subject="What happened", text="Four weeks are lost.", recipient="Ada")
    call = rows.note(client, "Asked about October", contact_id=ada, letter_id=letter)
    promise = rows.add(
        "commitment", client_id=client, interaction_id=call, words="send the list", quote="I will send it"
    )
    rows.add("commitment_event", commitment_id=promise, kind="moved", why="the host is slow", due=NOW)
    rows.add("commitment_event", commitment_id=promise, kind="kept", evidence="mail of Tuesday")
    return client, promise


@contextmanager
def rows_in(folder: Path) -> Iterator[Rows]:
    engine = create_engine(f"sqlite:///{folder / 'rows.db'}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        for statement in derived.DDL:
            session.connection().exec_driver_sql(statement)
        yield Rows(session)
    engine.dispose()
