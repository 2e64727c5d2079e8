"""The pages by name, imported when they are first gone to, and the acts that can be started from anywhere."""

from __future__ import annotations

from importlib import import_module
from typing import Any

PAGES = {
    "today": "aboveboard.ui.today.page:TodayPage",
    "clients": "aboveboard.ui.clients.list_page:ClientsPage",
    "client": "aboveboard.ui.clients.page:ClientPage",
    "incidents": "aboveboard.ui.incidents.list_page:IncidentsPage",
    "incident": "aboveboard.ui.incidents.page:IncidentPage",
    "promises": "aboveboard.ui.commitments.page:PromisesPage",
    "letters": "aboveboard.ui.letters.list_page:LettersPage",
    "letter": "aboveboard.ui.letters.page:LetterPage",
    "conversation": "aboveboard.ui.conversation.page:GuidePage",
    "preferences": "aboveboard.ui.preferences.page:ProfilePage",
}

SHEETS = {
    "new-client": "aboveboard.ui.clients.new_sheet:open_sheet",  # (desk)
    "log": "aboveboard.ui.logging.sheet:open_sheet",  # (desk, client=None, incident=None)
    "new-incident": "aboveboard.ui.incidents.new_sheet:open_sheet",  # (desk, client=None)
    "keep": "aboveboard.ui.commitments.sheets:keep",  # (desk, id)
    "move": "aboveboard.ui.commitments.sheets:move",  # (desk, id)
    "partly": "aboveboard.ui.commitments.sheets:partly",  # (desk, id)
    "drop": "aboveboard.ui.commitments.sheets:drop",  # (desk, id)
    "release": "aboveboard.ui.commitments.sheets:release",  # (desk, id)
    "chase": "aboveboard.ui.commitments.sheets:chase",  # (desk, id)
    "promise": "aboveboard.ui.commitments.story:open_sheet",  # (desk, promise)
    "new-promise": "aboveboard.ui.commitments.new_sheet:open_sheet",  # (desk, client=None)
}

MAIN = ("today", "clients", "incidents", "promises", "letters")


def load(place: str) -> Any:
    """The class or function that "module:name" stands for."""
    module, name = place.split(":")
    return getattr(import_module(module), name)
