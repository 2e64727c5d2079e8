"""What the bones of a sentence tell where no word of the rule files does, and what they must not tell."""

from __future__ import annotations

from datetime import datetime

import pytest

from aboveboard.guides.rules import outlook, structure
from aboveboard.guides.rules.base import Draft, all_rules
from aboveboard.guides.text import parse

NOW = datetime.fromisoformat("2026-11-25T10:00:00+01:00")


def draft(*sentences: str) -> Draft:
    text = "Dear Ada,\n\n" + " ".join(sentences)
    return Draft(parse(text), "disclosure", "plain", NOW, "Europe/Berlin", rules=all_rules())


ASKS = [
    "Until then, sell tickets at the door only.",
    "If a rider turns up without a slip, jot down the name.",
    "Kindly courier the register to our office by tomorrow.",
    "Do you still have the sheet that hangs by the till?",
    "You have nothing to send us.",
    "Leave the rest to me.",
    "Ask your drivers to take along anyone with a confirmation.",
]
ASKS_NOT = [
    "Please let me know a time that suits you.",
    "Feel free to call.",
    "You cannot invoice those 73 yet.",
    "Phone 07700 900 733.",
    "For those two there is nothing to go on.",
    "Would tomorrow at 10:00 suit you?",
    "Call me whenever you like.",
    "Bear with me.",
]
WORKS = [
    "I am writing out the names from the bank statements.",
    "We requested those yesterday evening and have 300 so far.",
    "I verified them against the archive this morning.",
    "The renewals are being put back from the payment records.",
]
WORKS_NOT = [
    "We are working on it.",
    "I picked the wrong month.",
    "I wanted you to hear it from me.",
    "I approved that line without a second look.",
    "I have thought about it all night.",
    "We are investigating the matter.",
    "I will telephone you at 10:00 CET on Thursday.",
]
OWNS = [
    "I had not opened a single file to make sure.",
    "It is nobody's fault but mine.",
    "I sorted one column without the others and saved it.",
    "This is down to me.",
]
OWNS_NOT = [
    "We regret this.",
    "It was not our fault.",
    "I noticed it this morning.",
    "I did not notice any other damage.",
]
OPEN = [
    "They will tell me by 3 pm today whether there is any point.",
    "I have asked the provider whether the disk still exists.",
    "How much comes back is anyone's guess.",
    "The lab cannot yet tell how much is there.",
]
OPEN_NOT = [
    "You cannot see who is coming.",
    "I did not check.",
    "The tapes were blank.",
    "They can not be read any more.",
]
AHEAD = [
    "You get it today at 15:00 CET for your approval.",
    "The plan gets to you by 15:00 CET on Friday 27 November.",
    "Full list by 10:00 CET on Friday 27 November.",
]
AHEAD_NOT = [
    "I am messaging the parents tonight, all nineteen.",
    "Everything before the 27th is fine.",
    "I keep a second copy of the list from Friday on.",
    "Ring me today until 22:00.",
]


@pytest.mark.parametrize(("sentence", "wanted"), [(s, True) for s in ASKS] + [(s, False) for s in ASKS_NOT])
def test_something_to_do_for_the_reader(sentence: str, wanted: bool) -> None:
    assert any(map(structure.asks_reader, draft(sentence).sentences)) is wanted


@pytest.mark.parametrize(("sentence", "wanted"), [(s, True) for s in WORKS] + [(s, False) for s in WORKS_NOT])
def test_work_at_the_matter(sentence: str, wanted: bool) -> None:
    assert structure.works(draft("Your orders of Monday were deleted.", sentence), 1, 0) is wanted


@pytest.mark.parametrize(("sentence", "wanted"), [(s, True) for s in OWNS] + [(s, False) for s in OWNS_NOT])
def test_whose_it_was(sentence: str, wanted: bool) -> None:
    assert structure.owns(draft("Your orders of Monday were deleted.", sentence), 1) is wanted


@pytest.mark.parametrize(("sentence", "wanted"), [(s, True) for s in OPEN] + [(s, False) for s in OPEN_NOT])
def test_not_knowing(sentence: str, wanted: bool) -> None:
    assert any(map(outlook.leaves_open, draft(sentence).sentences)) is wanted


@pytest.mark.parametrize(("sentence", "wanted"), [(s, True) for s in AHEAD] + [(s, False) for s in AHEAD_NOT])
def test_word_to_come(sentence: str, wanted: bool) -> None:
    letter = draft(sentence)
    assert any(outlook.speaks_again(letter, each) for each in letter.sentences) is wanted
