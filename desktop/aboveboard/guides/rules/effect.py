"""What the harm does to the reader and to those they serve, told in whatever words."""

from __future__ import annotations

import re

from aboveboard.guides.text import Sentence

_PEOPLE = (
    r"\b(?:you|they|who|whoever|anyone|anybody|everyone|everybody|those|nobody|no one|somebody|people|each|none"
    r"|(?:your|their) (?:[\w-]+ ){1,4}?|(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|all"
    r"|some|many|most|several|both) (?:of \w+ |[\w-]+ ){1,4}?)"
)
_FELT = re.compile(
    rf"{_PEOPLE} ?(?:\w+ )?(?:can not|could not|will not|did not|do not|does not|would not|no longer|have to|has to"
    rf"|had to|will have to|may not|might not"
    rf"|will need|will miss|will find|missed|lost|stood|waited|came|turned up|were (?:told|charged|sent|turned|left"
    rf"|billed|shown|given|asked|without)|was (?:told|charged|sent|turned|left|billed|shown|given)"
    rf"|got|paid|received|saw|will see|will get|will arrive|will come|may (?:arrive|come|call|ask|turn|stand|have"
    rf"|get|see|be)|are without|is without|go without|went without)\b"
    r"|\b(?:gone|missing|lost|absent|empty|blank) (?:for|from|in|to) (?:you|your|the (?!server|disk|database|machine"
    r"|table))"
    r"|\byour (?:[\w-]+ ){1,4}?(?:is|are|was|were|has|have|shows?|holds?|stands?|starts?|lacks?|will|can|had|went"
    r"|stood|stops?|ends?|sent|charged|told|printed|gave)\b"
    r"|\b(?:for|to|from|of) (?:you|your (?:[\w-]+ ?){1,3})\b[^.;]{0,40}\b(?:gone|lost|missing|means?|not|no|wrong"
    r"|late|empty)\b"
    r"|\b(?:leaves?|left|costs?|cost|puts?|forces?|keeps?|kept|hits?|gives?) (?:you|your|them)\b"
)
_HARMED = re.compile(
    r"\b(?:is|are|was|were|has|have|had|been) (?:\w+ ){0,2}?(?:gone|lost|missing|deleted|wiped|erased|overwritten"
    r"|destroyed|damaged|unreadable|wrong"
    r"|late|empty|down|offline)\b|\b(?:nothing to (?:go on|show|work from|send|look at))\b"
)
# What the reader is spared is no effect on them.
_SPARED = re.compile(
    r"\b(?:do|will) not (?:need|have) to\b|\bneed not\b|\b(?:safe|unaffected|untouched|unharmed|intact|backed up"
    r"|secure|fine"
    r"|not (?:lost|affected|touched|involved))\b|\bon your (?:part|side|end)\b|\bprotection of\b|\b(?:from"
    r"|with) (?:me|us)\b"
    r"|\b(?:i|we) (?:will|shall|am|are|ask|know)\b|\byou will (?:get|hear|receive|have) (?:an?|the|my|our|from)\b"
    r"|\bnothing (?:to do|to send|you)\b|\bas usual\b|\bgave? you (?:a|the) (?:bell|ring|call)\b"
)
_KIND = re.compile(
    r"\b(?:sorry|apolog\w+|regret|inconvenience|hope|trust|understand|please|let me know|will not happen"
    r"|happen again|questions?|patience)\b"
)


def felt(sentence: Sentence) -> bool:
    """Does it tell a consequence for the reader or for those they serve?"""
    if _KIND.search(sentence.plain) is not None or _SPARED.search(sentence.plain) is not None:
        return False
    if _HARMED.search(sentence.plain) and re.search(r"\b(?:you|your|yours)\b", sentence.plain):
        return True
    return _FELT.search(sentence.plain) is not None
