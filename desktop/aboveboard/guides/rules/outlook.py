"""What a letter says of the open and of what comes: not knowing in any form, and the writer's next word with its "
"time."""

from __future__ import annotations

import re

from aboveboard.guides.rules.base import Draft, compiled
from aboveboard.guides.text import Sentence

_OPEN = re.compile(
    r"\b(?:i|we|nobody|no one|they|it|that|this|there|which|who|how|why|cause|reason|he|she|us|lab|host|provider"
    r"|firm)\b"
    r"(?: \w+){0,3}? not (?:\w+ ){0,4}?(?:know|known|say|tell|sure|clear|certain|explain|swear|settled|decided"
    r"|understand|understood|established?|confirmed?|determined?|identified|found out|worked out|pinned)\b"
    r"|\b(?:i|we|they|he|she) (?:\w+ )?(?:have|has|can) (?:\w+ )?not (?:yet |so far |fully )?(?:found|finished|heard"
    r"|been able"
    r"|looked|read|checked|traced|seen|prove|promise|confirm|rule|answer|look|trace|vouch|worked)\b"
    r"|\b(?:unclear|unknown|unsure|uncertain|undecided|unanswered|unconfirmed|unexplained|unproven|open question"
    r"|open point|(?:is|are|remains?|stays?|leaves?|still|yet) open(?! (?:to|from|at|as|until)\b)|no idea|no answer"
    r"|no proof"
    r"|not (?:yet )?(?:sure|clear|certain|known)|at a loss|in the dark|a guess|(?:my|anyone's|anybody's) guess"
    r"|guessing|guesswork"
    r"|only (?:guess|suspect|suppose)|suspect\w*|mystery|puzzle[sd]?)\b"
    r"|\b(?:still|yet) (?:to (?!come|be (?:seen|told) (?:at|in))|being|checking|finding|looking|searching|waiting"
    r"|working|reading"
    r"|tracing|counting|going|comparing|trying|examining|do not|have not|need)\b"
    r"|\b(?:wait|waiting|awaiting) (?:\w+ )?(?:to hear|on |for (?:\w+ ){0,4}(?:answers?|words?|results?|reports?"
    r"|reply|logs?"
    r"|findings?|confirmation|news))"
    r"|\b(?:will|shall|should|may|might|hope to|expect to|want to|trying to|until (?:i|we)|when (?:i|we)|once (?:i|we)"
    r"|(?:know|learn|told|tell (?:me|us|you)) (?:\w+ ){0,4}by)\b(?: both| then| only| all)* "
    r"(?:know|find out|learn|tell (?:us|me)|show (?:whether|how|what|who)|whether)\b"
    r"|\b(?:will|can|to) (?:\w+ )?(?:tell|let) (?:you|us|me) (?:\w+ ){0,4}(?:whether|if|how many|who|how far)\b"
    r"|\b(?:when|until|once|as soon as) (?:i|we) (?:\w+ )?know\b"
    r"|\b(?:neither|nobody|no one|none) (?:\w+ ){0,4}(?:knows?|say|tell|sure)\b"
    r"|\b(?:whether|how|who|why|what) [^.;]{3,80}(?:,| is| are| remains?| must"
    r"| has) (?:[\w ]{0,20})(?:not (?:yet )?(?:known"
    r"|clear|certain|sure|settled)|unknown|unclear|to be seen|wait)\b"
    r"|\b(?:find|finding|found|work|working|trying|try) (?:\w+ )?(?:out|to learn|to establish|to see) (?:how|who"
    r"|whether"
    r"|why|what|which|if)\b|\bask(?:ing|ed)? (?:[\w\x27]+ ){1,5}(?:whether|if|how|who)\b|\bwhat (?:i"
    r"|we) (?:do )?not (?:yet )?know\b"
)


def leaves_open(sentence: Sentence) -> bool:
    """Does it say in some form that something is not known?"""
    return _OPEN.search(sentence.plain) is not None


_WORD = (
    r"(?:writ|call|ring|rung|phon|telephon|report|updat|messag|mail|e-?mail|text|hear|com(?:e|ing) (?:back|by|over"
    r"|to you)"
    r"|get(?:ting)? back|tell|let you|let \w+ know|(?:be |stay |get )?in touch|speak|talk|give you|send|say|shar"
    r"|confirm|brief"
    r"|inform|repl|answer|visit|knock|be (?:back|with you|on the (?:phone|line))|bring|show|have (?:the|a|an|your"
    r"|all|it"
    r"|them|more|news)|follow|post|know|meet you|see you|drop (?:in|by|you)|pop (?:in|by|over)|read|stand (?:in|at"
    r"|before)"
    r"|deliver|pass (?:on|it|them)|go through)"
)
_NOUN = (
    r"(?:update|message|word|words|call|news|mail|letter|report|note|answer|line|account|text|e-?mail|information"
    r"|contact"
    r"|sign of life|findings?|results?|figures|details|list|summary|count)"
)
_TOLD = re.compile(
    r"\b(?:i|we|(?:my|our) (?:colleague|partner|team|assistant|office)(?: \w+){0,2}|the studio|he"
    r"|she) (?:\w+,? ){0,3}?(?:will"
    rf"|shall|am|are|going to|plan to|promise to|mean to|intend to)\b[^.;]{{0,60}}?\b{_WORD}\w*"
    rf"|\b(?:i|we) (?:\w+ )?(?!have|know|hear|read|give){_WORD}\w* (?:(?:it|them|this|that) )?(?:to )?(?:you|back"
    rf"|again|at|by|on|next"
    r"|tomorrow|today|tonight|once)\b"
    r"|\byou (?:(?:will|shall|are going to|can expect to|should|may expect to) )?(?:\w+ )?(?:hear|get|receive"
    r"|have (?:the|a|an"
    r"|my|our|it|them|all|more)|find|know|be (?:told|called)|expect)\b(?! (?:a lot|many))"
    rf"|\b(?:my|our|next|another|first|further|following|fresh|full|fuller|written|more|final|the rest of the"
    rf"|complete) (?:\w+ ){{0,3}}{_NOUN}\b"
    r"|\b(?:gets?|goes?|comes?|arrives?|reach(?:es)?|follows?|sent|is|be|am) (?:\w+ ){0,3}?(?:to|with) you\b"
    r"|\b(?!(?:it|that|this|there|you|they)\b)[a-z]+ (?:brings|rings|calls|comes (?:by|over|to)|phones|writes|visits"
    r"|telephones)\b"
    r"|\breach(?:es)? you\b|\bin your (?:inbox|mailbox|hands)\b"
)
# Word to others, or word that is asked for.
_OTHERS = re.compile(
    r"\b(?:call|ring|phon|messag|mail|text|contact|visit|writ|tell|ask)\w* (?:to )?(?:the|those|these|each|every|all"
    r"|both|him|her"
    r"|them|our|my|its|your)\b(?![^.;]*\byou\b)"
)
_NOT_OURS = re.compile(
    r"\b(?:please|could you|can you|would you|can we|could we|shall we|may i|may we|are you|do you|does|let me know"
    r"|let us know|suits?|you (?:wrote|called|told|asked|can not|could)|(?:reach|ring|call|phone|text) me|(?:cop(?:y"
    r"|ies)|backups?) (?:is|are|will be))\b"
)
_PAST_ONLY = re.compile(
    r"\b(?:was|were|had|did|happened|lost|sent|wrote|told|went|began|got|took|came|since|ago|noticed|found|called"
    r"|deleted|wiped|overwrote|formatted|sorted|\w+ed this (?:morning|afternoon))\b"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|going to|next|until|again|am \w+ing|promise|expect|due|follows?|comes?|tomorrow|tonight|later)\b"
)


def speaks_again(draft: Draft, sentence: Sentence) -> bool:
    """Is it word to come from the writer, with a time that lies ahead?"""
    from aboveboard.guides.rules.dates import times

    plain = sentence.plain
    if _NOT_OURS.search(plain) or plain.rstrip().endswith("?") or _OTHERS.search(plain):
        return False
    if _TOLD.search(plain) is None or (_PAST_ONLY.search(plain) and not _AHEAD.search(plain)):
        return False
    if sentence is draft.document.subject and not draft.document.subject_inside:
        return False
    if any(sentence.start <= each.start < sentence.end and each.due > draft.now for each in times(draft)):
        return True
    named = compiled(("{clock}", "{day}"))
    return named is not None and _AHEAD.search(plain) is not None and named.search(plain) is not None
