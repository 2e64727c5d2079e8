"""What a guide's text may read: answers and tables as clean values, each open one as a marked place.

`a.ID` the answer, `standing.ID` how sure it is ("known", "suspected", "ruled out", "unknown", "open"), `asked.ID`
whether it is asked, `client.*`, `writer.*`, and `now`, `technical`, `formal`, `first_name`, `knows`, `role`, `br`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aboveboard.guides.answers import Answers, is_unknown, standing_of, text_of
from aboveboard.guides.clean import clean, one_line
from aboveboard.guides.guide import Guide, Question, empty
from aboveboard.guides.letter_words import BREAK, UNKNOWN, Open, as_promise, first_name, is_deed, unstopped
from aboveboard.guides.sandbox import View

LABELS: Mapping[str, Mapping[str, str]] = {
    "client": {"name": "your client", "contact": "the name of the person you write to", "email": "their email address"},
    "writer": {
        "name": "your name",
        "business": "your business",
        "role": "your role",
        "email": "your email address",
        "phone": "your phone number",
    },
}


def views(guide: Guide, answers: Answers, now: datetime, read: Callable[[str], Any]) -> dict[str, Any]:
    """The names of a text. `read` is told the id of each question that is read."""
    asked = {question.id: question.asked(answers) for question in guide.questions}
    client, writer = answers.client, answers.writer
    contact = one_line(client.contact)
    return {
        "a": View({q.id: value(q, answers, now) for q in guide.questions}, read),
        "standing": View({q.id: standing_of(answers, q.id) or "open" for q in guide.questions}, read),
        "asked": View(asked, read),
        "client": View({name: _field("client", name, getattr(client, name)) for name in LABELS["client"]}),
        "writer": View({name: _field("writer", name, getattr(writer, name)) for name in LABELS["writer"]}),
        "now": now,
        "technical": bool(client.technical),
        "formal": bool(client.formal),
        "first_name": first_name(contact) if contact else _field("client", "contact", ""),
        "knows": bool(client.knows),
        "role": answers.timing.role,
        "br": BREAK,
    }


def _field(table: str, name: str, text: str) -> Any:
    return one_line(text) or Open(f"{table}.{name}", LABELS[table][name])


def value(question: Question, answers: Answers, now: datetime) -> Any:
    """One answer as a text reads it: cleaned, `Open` where nobody answered, `UNKNOWN` where it is not yet known."""
    given = question.value(answers)
    if empty(given):
        return Open(question.id, question.label)
    if is_unknown(given) or (isinstance(given, Mapping) and is_unknown(given.get("is"))):
        return UNKNOWN
    if question.type == "long":
        return clean(text_of(given)).strip()
    if question.type in ("text", "person", "choice", "yesno"):
        return one_line(text_of(given))
    if question.type == "list":
        items = [one_line(item) for item in ([given] if isinstance(given, str) else given)]
        return [item for item in items if item] or Open(question.id, question.label)
    if question.type == "commitments":
        return [_commitment(item, question, now) for item in given]
    if question.type == "number":
        return f"{given:,}"
    if question.type == "money":
        return f"{one_line(given['currency'])} {given['amount']:,.2f}"
    if question.type == "period":
        return given if given.get("from") and given.get("to") else Open(question.id, question.label)
    return given


def _commitment(item: Mapping[str, Any], question: Question, now: datetime) -> View:
    """`what`, `by`, `promise` ("I will set up ..."), `done` (its time has passed), `deed` (it begins with a verb)."""
    what = unstopped(one_line(item.get("what", "")))
    by = item.get("by")
    due: Any = Open(question.id, f"{question.label}: day and time") if empty(by) else UNKNOWN if is_unknown(by) else by
    return View(
        {
            "what": what or Open(question.id, question.label),
            "by": due,
            "promise": as_promise(what) if what else Open(question.id, question.label),
            "done": isinstance(due, datetime) and due <= now,
            "deed": is_deed(what),
        }
    )
