"""Step 1: the nouns, the history and its guards, and the derived rows."""

from __future__ import annotations

import sqlite3

SAYS = "makes the first tables"

# AUTOINCREMENT everywhere: the id of a row that was undone is never given to another, so that redo can bring it back.
_BASE = "id INTEGER PRIMARY KEY AUTOINCREMENT, made_at TEXT NOT NULL, binned_at TEXT"

NOUNS = f"""
CREATE TABLE profile (
    id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, business TEXT NOT NULL, role TEXT NOT NULL,
    email TEXT NOT NULL, phone TEXT NOT NULL, zone TEXT NOT NULL, language TEXT NOT NULL, work_days TEXT NOT NULL,
    work_from TEXT NOT NULL, work_to TEXT NOT NULL, days_off TEXT NOT NULL
);
CREATE TABLE client (
    {_BASE}, name TEXT NOT NULL, zone TEXT NOT NULL, language TEXT NOT NULL, technical BOOLEAN NOT NULL,
    formal BOOLEAN NOT NULL, prefers TEXT NOT NULL, usual_days INTEGER, notes TEXT NOT NULL, sample BOOLEAN NOT NULL
);
CREATE TABLE contact (
    {_BASE}, client_id INTEGER NOT NULL REFERENCES client (id), name TEXT NOT NULL, role TEXT NOT NULL,
    email TEXT NOT NULL, phone TEXT NOT NULL
);
CREATE TABLE project (
    {_BASE}, client_id INTEGER NOT NULL REFERENCES client (id), name TEXT NOT NULL, notes TEXT NOT NULL
);
CREATE TABLE safeguard (
    {_BASE}, project_id INTEGER NOT NULL REFERENCES project (id), kind TEXT NOT NULL, state TEXT NOT NULL,
    review_on TEXT
);
CREATE TABLE incident (
    {_BASE}, client_id INTEGER NOT NULL REFERENCES client (id), project_id INTEGER REFERENCES project (id),
    title TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, hit TEXT NOT NULL, personal_data BOOLEAN,
    occurred_from TEXT, occurred_to TEXT, noticed_at TEXT NOT NULL, zone TEXT NOT NULL, told_at TEXT,
    told_how TEXT NOT NULL, told_to TEXT NOT NULL, resolved_at TEXT
);
CREATE TABLE finding (
    {_BASE}, incident_id INTEGER NOT NULL REFERENCES incident (id), words TEXT NOT NULL, standing TEXT NOT NULL,
    source TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE finding_standing (
    {_BASE}, finding_id INTEGER NOT NULL REFERENCES finding (id), standing TEXT NOT NULL, source TEXT NOT NULL,
    reason TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE letter (
    {_BASE}, client_id INTEGER NOT NULL REFERENCES client (id), contact_id INTEGER REFERENCES contact (id),
    incident_id INTEGER REFERENCES incident (id), corrects_id INTEGER REFERENCES letter (id), guide TEXT NOT NULL,
    stage TEXT NOT NULL, subject TEXT NOT NULL, recipient TEXT NOT NULL, text TEXT NOT NULL, answers TEXT NOT NULL,
    dismissed TEXT NOT NULL, sent_at TEXT NOT NULL, zone TEXT NOT NULL, how TEXT NOT NULL, head TEXT NOT NULL
);
CREATE TABLE interaction (
    {_BASE}, client_id INTEGER NOT NULL REFERENCES client (id), contact_id INTEGER REFERENCES contact (id),
    incident_id INTEGER REFERENCES incident (id), letter_id INTEGER REFERENCES letter (id), kind TEXT NOT NULL,
    direction TEXT NOT NULL, outcome TEXT NOT NULL, at TEXT NOT NULL, zone TEXT NOT NULL, temper TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE TABLE commitment (
    {_BASE}, client_id INTEGER NOT NULL REFERENCES client (id), contact_id INTEGER REFERENCES contact (id),
    interaction_id INTEGER REFERENCES interaction (id), incident_id INTEGER REFERENCES incident (id),
    letter_id INTEGER REFERENCES letter (id), follows_id INTEGER REFERENCES commitment (id), words TEXT NOT NULL,
    quote TEXT NOT NULL, "by" TEXT NOT NULL, firm BOOLEAN NOT NULL, first_due TEXT, zone TEXT NOT NULL,
    precision TEXT NOT NULL
);
CREATE TABLE commitment_event (
    {_BASE}, commitment_id INTEGER NOT NULL REFERENCES commitment (id), kind TEXT NOT NULL, at TEXT NOT NULL,
    why TEXT NOT NULL, old_due TEXT, due TEXT, zone TEXT NOT NULL, precision TEXT NOT NULL, told_at TEXT,
    agreed TEXT NOT NULL, evidence TEXT NOT NULL, missing TEXT NOT NULL
);
"""

# Every foreign key has an index: the record is read by them, and an undo asks by them who still refers to a row.
INDEXES = """
CREATE INDEX contact_client ON contact (client_id);
CREATE INDEX project_client ON project (client_id);
CREATE INDEX safeguard_project ON safeguard (project_id);
CREATE INDEX incident_client ON incident (client_id);
CREATE INDEX incident_project ON incident (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX finding_incident ON finding (incident_id);
CREATE INDEX finding_standing_finding ON finding_standing (finding_id);
CREATE INDEX letter_client ON letter (client_id);
CREATE INDEX letter_contact ON letter (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX letter_incident ON letter (incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX letter_corrects ON letter (corrects_id) WHERE corrects_id IS NOT NULL;
CREATE INDEX interaction_client ON interaction (client_id, at);
CREATE INDEX interaction_contact ON interaction (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX interaction_incident ON interaction (incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX interaction_letter ON interaction (letter_id) WHERE letter_id IS NOT NULL;
CREATE INDEX commitment_client ON commitment (client_id);
CREATE INDEX commitment_contact ON commitment (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX commitment_interaction ON commitment (interaction_id) WHERE interaction_id IS NOT NULL;
CREATE INDEX commitment_incident ON commitment (incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX commitment_letter ON commitment (letter_id) WHERE letter_id IS NOT NULL;
CREATE INDEX commitment_follows ON commitment (follows_id) WHERE follows_id IS NOT NULL;
CREATE INDEX commitment_event_commitment ON commitment_event (commitment_id, kind);
"""

# `birth` holds what stood in the journal before its first act (the profile's row), so that a replay can begin there.
# `erased` names the changes whose payload an erasing act took away; only where it names a change do the guards let that
# payload be set to null.
HISTORY = """
CREATE TABLE act (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, zone TEXT NOT NULL, name TEXT NOT NULL,
    undoes INTEGER REFERENCES act (id), link BLOB NOT NULL
);
CREATE INDEX act_undoes ON act (undoes) WHERE undoes IS NOT NULL;
CREATE TABLE change (
    act_id INTEGER NOT NULL REFERENCES act (id), position INTEGER NOT NULL, noun TEXT NOT NULL,
    noun_id INTEGER NOT NULL, before TEXT, after TEXT, salt BLOB, digest BLOB NOT NULL, PRIMARY KEY (act_id, position)
);
CREATE INDEX change_noun ON change (noun, noun_id, act_id);
CREATE TABLE birth (noun TEXT NOT NULL, noun_id INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (noun, noun_id));
CREATE TABLE erased (
    act_id INTEGER NOT NULL, position INTEGER NOT NULL, by_act INTEGER NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (act_id, position)
) WITHOUT ROWID;
"""

_GUARD = "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{says}'); END"
_ERASING = (
    "WHEN NOT (NEW.before IS NULL AND NEW.after IS NULL AND NEW.salt IS NULL AND NEW.digest = OLD.digest"
    " AND NEW.act_id = OLD.act_id AND NEW.position = OLD.position AND NEW.noun = OLD.noun AND NEW.noun_id = OLD.noun_id"
    " AND EXISTS (SELECT 1 FROM erased e WHERE e.act_id = OLD.act_id AND e.position = OLD.position))"
)


def guards() -> list[str]:
    """The triggers that keep the history append-only."""
    says = "the history is only ever added to"
    return [
        _GUARD.format(table=table, verb=verb, says=says, when=_ERASING if (table, verb) == ("change", "UPDATE") else "")
        for table in ("act", "change", "birth", "erased")
        for verb in ("UPDATE", "DELETE")
    ]


def run(connection: sqlite3.Connection) -> None:
    """Make everything of step 1 in the connection's transaction."""
    from aboveboard.journal import derived

    # Not `executescript`: that would commit the transaction first.
    for script in (NOUNS, INDEXES, HISTORY):
        for statement in script.split(";\n"):
            if statement.strip():
                connection.execute(statement)
    for statement in (*guards(), *derived.DDL):
        connection.execute(statement)
