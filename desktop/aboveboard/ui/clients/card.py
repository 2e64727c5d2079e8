"""What one reads before a call, taken from the record in one read: who, the last talks, what is open on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aboveboard.journal.rows import ClientRow, CommitmentRow, IncidentRow
    from aboveboard.journal.timeline import TimelineRow
    from aboveboard.ui.commitments.rows import Said

TALKS = ("interaction",)


@dataclass(frozen=True)
class Card:
    """`talks`: the newest ones, `total`: how many there are; `promises`: those without an ending, by lateness."""

    client: ClientRow
    talks: list[TimelineRow]
    total: int
    promises: list[CommitmentRow]
    said: dict[int, Said]
    incidents: list[IncidentRow]

    @property
    def untold(self) -> IncidentRow | None:
        """The incident that the client does not know of and should hear about first: the one known longest."""
        unknown = [one for one in self.incidents if one.told_at is None and one.resolved_at is None]
        return min(unknown, key=lambda one: one.noticed_at, default=None)


def read(session: Any, client_id: int, limit: int) -> Card:
    """The card of a client; NotFound where there is none. Called on a reading thread."""
    from sqlalchemy import text

    from aboveboard.journal import clients, commitments, incidents, timeline
    from aboveboard.ui.commitments import rows as promise_rows

    client = clients.get(session, client_id)
    open_ones = [one for one in commitments.rows(session, client_id=client_id) if not one.ended]
    open_ones.sort(key=promise_rows.sort_key)
    counted = text("SELECT count(*) FROM interaction WHERE client_id = :id AND binned_at IS NULL")
    return Card(
        client=client,
        talks=timeline.page(session, client_id, limit=limit, nouns=TALKS),
        total=int(session.connection().execute(counted, {"id": client_id}).scalar_one()),
        promises=open_ones,
        said=promise_rows.said_of(session, open_ones),
        incidents=[one for one in incidents.rows(session, client_id=client_id) if one.resolved_at is None],
    )
