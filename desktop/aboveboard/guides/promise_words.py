"""The words by which a promise is known: who speaks, what is done, and what only sounds like one.

All patterns are for text in lower case with straight apostrophes. Compiled when first needed: importing costs nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

# Things one can promise to do, in their base form: what a note may say without "will" ("She sends the logo this
# Friday").
VERBS = (
    "send pay call ring phone deliver finish restore write bring come fix repair ship upload publish "
    "move start begin check report hand prepare return "
    "reply answer email mail post set install test update replace rebuild invoice refund credit "
    "transfer copy switch import export visit meet present "
    "provide submit get give show make do complete add remove change correct review confirm tell let "
    "forward share sign approve decide order book "
    "arrange schedule migrate launch release deploy build draft quote translate print collect drop "
    "pick go put take turn run "
    "find look talk speak contact follow message chase ask investigate examine document explain offer "
    "propose clean close open reset rotate block "
    "enable disable create design implement integrate hold keep have be back cover compensate "
    "reimburse delete erase file record log back configure "
    "push roll recover reconstruct reimport re-import re-enter supply discuss work cancel"
).split()
# Of these, what people do on their own account: with them a subject is somebody, not something.
_DEEDS = set(VERBS) - {
    "be",
    "have",
    "go",
    "come",
    "start",
    "begin",
    "run",
    "follow",
    "open",
    "close",
    "return",
    "get",
    "work",
    "move",
    "launch",
}


def third(verb: str) -> str:
    """The form for she, he and it."""
    irregular = {"do": "does", "go": "goes", "have": "has", "be": "is"}
    if verb in irregular:
        return irregular[verb]
    if re.search(r"(?:s|x|z|ch|sh)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


def ing(verb: str) -> str:
    """The form in -ing."""
    if re.search(r"[^e]e$", verb) and verb != "be":
        return verb[:-1] + "ing"
    if verb in (
        "get",
        "set",
        "put",
        "run",
        "let",
        "begin",
        "ship",
        "submit",
        "drop",
        "chat",
        "transfer",
        "refer",
        "log",
    ):
        return verb + verb[-1] + "ing"
    return verb + "ing"


_ADVERBS = (
    r"(?:\s+(?:also|then|certainly|definitely|surely|personally|again|now|still|therefore|always|"
    r"immediately|first|next|only|all|both|each|"
    r"of course|in any case|in any event|either way|(?!only)\w{3,12}ly))*"
)
_NOT_NOW = (
    r"propose|offer|ask|work|run|open|close|hold|keep|look|talk|discuss|be|follow|get|go|draft|quote|file|post|take|"
    r"cover|hand out|think|believe|know|hope|guess|suppose|expect|trust|wish|want|need|understand|see|"
    r"mean|remember|feel|like|love|have|am|was|had|did|do"
)


@functools.cache
def compiled(name: str) -> re.Pattern[str]:
    """One of the patterns below, compiled once."""
    return re.compile(_PATTERNS[name]())


def _verbs(words: list[str]) -> str:
    return "|".join(sorted({re.escape(word) for word in words}, key=len, reverse=True))


def _present() -> str:
    plain = [verb for verb in VERBS if not re.fullmatch(_NOT_NOW, verb)]
    return (
        rf"\b(?:i|we)(?:'m|'re| am| are)?{_ADVERBS}\s+(?P<deed>{_verbs(plain)}|"
        rf"{_verbs([ing(v) for v in plain])})\b(?!ed\b)"
    )


def _she_sends() -> str:
    plain = [third(verb) for verb in sorted(_DEEDS)] + [
        "comes",
        "returns",
        "gets",
        "is sending",
        "is bringing",
        "is paying",
        "is calling",
    ]
    return rf"\b(?P<deed>{_verbs(plain)})\b"


_PATTERNS: dict[str, Callable[[], str]] = {
    # I will, we'll, I am going to, I promise (you) to, I promise that I will; "won't" is found too, as what it is
    "me": lambda: (
        r"\b(?:i|we)(?:\s+both|\s+all|\s+ourselves|\s+myself)?\s*(?:"
        r"(?P<modal>'ll|\s+will|\s+shall|'m going to|\s+am going to|'re going to|\s+are going to|'m "
        r"gonna)\b|(?P<never>\s+won't|\s+shan't)\b"
        r"|(?:(?:\s+do)?\s+(?:hereby\s+)?(?P<vow>promise|commit|undertake|pledge|guarantee|"
        r"vow)(?:\s+(?:you|her|him|them))?(?:\s+myself)?\s+to\b)"
        r"|(?P<aim>\s+(?:can|could be able to))\b(?=\s+\w)|(?P<owe>\s+owe)\b)"
    ),
    "me_now": _present,
    "let_me": lambda: rf"\blet me\s+(?!know\b)(?P<deed>{_verbs(VERBS)})\b",
    # what a note says without a subject
    "bare": lambda: (
        r"(?:^|(?<=[:–—-] )|(?<=\. ))\s*(?:(?P<promised>promised|agreed|committed|undertook|offered|have "
        r"promised|i have promised|i've promised)"
        r"(?:\s+(?!to\b|that\b|i\b)[\w.&'-]+){0,4}?\s+(?:to\b(?!\s+(?:the|her|his|him|them|my|our|a)\b)|"
        r"(?:that\s+)?i\s*(?:'ll|'d|\s+will|\s+would)\b)"
        r"|(?P<will>will|shall|going to|gonna|i'm to|i am to|me to)\b(?=\s+\w)"
        rf"|(?P<doing>{_verbs([ing(v) for v in sorted(_DEEDS)])})\b(?!\s+(?:is|was|of|has|will|takes|costs|"
        rf"failed|works)\b)"
        r"|(?P<thing>promised|owed|i promised|we promised)\b(?::|(?=\s+(?!to\b|not\b|and\b|in\b|before\b|"
        r"last\b|earlier\b)\w)))"
    ),
    "told": lambda: (
        r"^\s*(?:told|promised|assured|agreed with)\s+[\w.'-]+(?: [\w.'-]+)?\s+(?:that\s+)?(?:i|we)\s*(?:'d|would)\b"
    ),
    "expect": lambda: r"\byou (?:can|may) (?:expect|count on|rely on)\b",
    "and_will": lambda: (
        rf"\b(?:and|but|then),? (?:then )?(?P<will>will)\b(?=\s+(?:then |also |again )?(?:{_verbs(VERBS)})\b)"
    ),
    "pronoun": lambda: r"\b(?:i|we|she|he|they|you)\b",
    "passive": lambda: r"\s+(?:all |both )?be (?:sent|back|put|rebuilt|made|shown|done|\w+ed)\b",
    "back_to": lambda: r"^\s*(?:get(?:ting)? )?back to (?:you|her|him|them)\b",
    "says": lambda: (
        r"(?P<who>[^\W\d_][\w.'-]*)(?: also| then)? (?:said|says|wrote|writes|answered|replied|promises|"
        r"promised)\s*[:,]?\s*$"
    ),
    "you": lambda: (
        rf"\byou(?P<never>\s+won't)?(?:'ll|\s+will|\s+shall|\s+are going to|'re going to|"
        rf"\s+won't){_ADVERBS}\s+(?P<deed>[\w'-]+)"
    ),
    # "you (will) send": theirs
    "you_promise": lambda: r"\byou (?:have )?(?:promised|agreed) to\b",
    "modal": lambda: r"(?P<modal>'ll|\bwill|\bshall|'s going to|\bis going to|\bare going to|\bwon't)\b",
    "vowed": lambda: (
        r"\b(?:has |have )?(?:promised|promises|agreed|agrees|undertook|committed|offered)(?: me| us| "
        r"that)?\s+(?P<to>to|that (?:she|he|they) (?:will|would)|(?:she|he|they) (?:will|would|'ll|'d))\b"
    ),
    "said_would": lambda: r"\b(?:said|says|confirmed)(?: that)? (?:she|he|they)(?: would|'d)\b",
    "vowed_thing": lambda: (
        r"\b(?:promised|promises|owes)\s+(?:me|us|(?=the|a|an|her|his|their)\b)(?=\s*(?!to\b|that\b)\w)"
    ),
    "she_sends": _she_sends,
    "name_to": lambda: rf"^\s*(?P<who>[\w.'’&-]+(?: [\w.'’&-]+){{0,3}}?)\s+to\s+(?P<deed>{_verbs(VERBS)})\b",
    "next_word": lambda: (
        r"\b(?:my |the |our |your )?(?:next|following|further|more|final)\s+(?:update|word|message|news|"
        r"report|e-?mail|mail|call|letter|information|details|status(?: update)?)\b"
        r"(?!\s+(?:was|were|is not|did)\b)"
    ),
    "thing_now": lambda: (
        r"\b(?:follows?|comes?|arrives?|goes (?:live|out|online)|go (?:live|out)|is back|are back|(?:is|"
        r"are) (?:\w+ed|sent|put|kept|set up|made|shown|rebuilt|done))\b"
    ),
    "german_me": lambda: (
        r"\b(?:ich|wir)\s+(?:(?P<modal>werden?)\b|(?P<deed>schicken?|senden?|melden?|rufen?|liefern?|"
        r"zahlen?|stellen?|prüfen?|bringen?|geben?|schreiben?|"
        r"machen?|erledigen?|beheben?|reparieren?|kümmern?|informieren?|überweisen?|antworten?|sorgen?|"
        r"beginnen?|starten?|richten?|spielen?)\b)"
        r"|\b(?P<modal2>werde|melde|schicke|sende|rufe|liefere|schreibe|stelle|gebe|bringe|prüfe|"
        r"erledige)\s+(?:ich|mich|ihnen|dir|euch)\b"
    ),
    "german_you": lambda: (
        r"\b(?:sie|du|ihr) (?P<deed>bekommen|erhalten|hören|haben|bekommst|erhältst|hörst|hast|schicken|"
        r"senden|liefern|schickst|sendest)\b"
    ),
    "german_thing": lambda: r"\bwird\b(?=.{2,80}\b(?:sein|stehen|laufen|\w+t|\w+en)\b)",
    # after "will": no promise at all
    "not_done": lambda: (
        r"\s*(?:not|never|no longer|neither|hardly|rather not|nicht|kein|probably|likely|hopefully|perhaps|"
        r"maybe|possibly|presumably|surely not)\b"
    ),
    "courtesy": lambda: (
        r"\s*(?:(?:be|remain|stay|feel)\s+(?:very |more than |most |only too |so |always |fully |just |"
        r"completely |also |then |not )*(?:happy|glad|pleased|delighted|grateful|thankful|available|"
        r"reachable|honest|frank|brief|clear|open|direct|sorry|away|out|off|on (?:holiday|leave|vacation|"
        r"call|site|a train|the road)|absent|busy|unavailable|closed|"
        r"travelling|traveling|around|free|at (?:my|your) (?:desk|disposal|service|side)|here\b|careful|"
        r"more careful|transparent|straight|short|ready to|in the office|abroad|late|okay|ok|fine|"
        r"surprised|sad|relieved|working from)"
        r"|take (?:full |the |all )*(?:responsibility|blame)|apologi[sz]e|gladly|happily|welcome|"
        r"appreciate|need|want|require|wait|hope|miss|look forward|assume|think|consider it|remember|admit|"
        r"understand|see|know|leave (?:it|that) (?:to|up)|"
        r"bear|always|regret|have to|has to|had|love|like|enjoy|believe|accept|respect|spare you|depend|"
        r"answer (?:any|all|every|whatever|your) (?:\w+ )?questions?|answer any|do (?:my|our) (?:very "
        r")?best|do everything|do whatever|do all (?:i|we) can|say (?:it|this|that)|explain below|come to "
        r"that)\b"
    ),
    "obligation": lambda: (
        r"(?:need|have to|want|notice|understand|know|remember|agree|see that|see why|recall|appreciate|"
        r"find (?:it|that|this|them|attached|enclosed|below)|be (?:charged|asked|surprised|happy|glad|"
        r"pleased|sorry|interested|aware|sad|angry|asked|needing)|not|never|no|probably|also need|like|"
        r"love|hate|ask|wonder|say|think|feel|forgive|excuse|have (?:seen|noticed|heard|read|had|been|"
        r"received|got|to|questions?|any)|decide|be\b)"
    ),
    "estimate": lambda: (
        r"\s*(?:take|takes|cost|need|remain|stay|mean|depend|help|look|seem|require|show|last|become|"
        r"happen|be (?:very |still |fully |partly |temporarily )*"
        r"(?:down|offline|unavailable|closed|shut|slow|slower|busy|away|out|missing|lost|gone|late|delayed|"
        r"hot|cold|difficult|hard|expensive|a problem|no |cancelled|affected|on holiday|"
        r"in the office|off|ill|sick|christmas|a holiday|clear|known|public holiday|too late|interrupted))\b"
    ),
    "reads_you": lambda: (
        r"\s*(?:want|need|have to|notice|understand|ask|like|love|think|know|be\b(?! (?:able|in touch|back|"
        r"there|here|sent|with)))\b"
    ),
    # words that make what follows part of something else
    "hangs": lambda: (
        r"(?:\b(?:that|which|who|whom|what|when|where|why|how|whether|if|because|since|as|than|until|till|"
        r"before|after|once|while|unless|although|though|whatever|whichever|"
        r"whenever|wherever|dass|weil|ob|wenn|so that)\s*)$"
    ),
    "vow_that": lambda: (
        r"(?:\b(?:i|we)(?: can| do| hereby|'ll| will)?\s+(?:promise|confirm|assure|guarantee|agreed|"
        r"commit)(?:\s+(?:you|her|him|them))?|^\s*(?:told|promised|assured|confirmed|agreed|said)"
        r"(?:\s+(?:to\s+)?(?!not\b)[\w.'-]+){0,4})\s*(?:that)?\s*$"
    ),
    "doubt": lambda: (
        r"\b(?:i|we)\s+(?:really\s+|still\s+|just\s+|only\s+)?(?:think|thought|believe|guess|hope|suppose|"
        r"expect|imagine|doubt|wish|suspect|fear|(?:do not|don't|cannot|can't|can not|could not|couldn't|"
        r"did not|"
        r"didn't)\s+(?:\w+\s+){0,4}?|am not|'m not|was|had|were)\b[^,;:]{0,60}$|\b(?:unlikely|not sure|"
        r"unsure|uncertain|maybe|perhaps|possible|impossible|no idea|not clear|unclear|"
        r"doubtful)\b[^,;:]{0,40}$"
    ),
    "told_before": lambda: (
        r"\b(?:i|we)\s+(?:had\s+|have\s+|'ve\s+|'d\s+|once\s+|already\s+)*(?:said|told|wrote|mentioned|"
        r"announced|thought|believed)\b[^,;:]{0,60}$|\bhad\s+(?:said|promised|told|written|"
        r"agreed)\b[^;]{0,60}$"
        r"|\b(?:you|she|he|they)\s+(?:\w+\s+)?(?:asked|wanted|wondered|asks|wants|thinks?|thought|said|"
        r"says|hopes?|expects?|knows?|told|understood|believes?)\b[^;:]{0,60}$"
        r"|\b(?:asked|wants to know|wondered|asking)\b[^,;:]{0,60}$"
    ),
    "report": lambda: (
        r"(?:^|[.,;:]\s*|\b(?:and|but)\s+)(?:i |we )?(?:have |'ve )?(?:told|promised|assured|agreed|"
        r"confirmed|said)(?:\s+(?:with\s+|to\s+)?[\w.'-]+){0,4}\s*$"
    ),
    "past": lambda: (
        r"\b(?:had|last (?:week|month|time|year|night|monday|tuesday|wednesday|thursday|friday)|yesterday|"
        r"earlier|previously|originally|back then|at the time|long ago|(?:days|weeks|months) ago|never did|"
        r"did not|didn't|but (?:i )?(?:did|could|was|have) not|broke)\b"
    ),
    "condition": lambda: (
        r"(?:(?<!even )(?<!as )(?<!only )\bif\b(?! (?:only|possible|not sooner|not earlier|need be|"
        r"necessary|so|any)\b)|\bunless\b|\bprovided\b|\bproviding\b|\bassuming\b|\bas long as\b|\bin "
        r"case\b|\bshould (?:you|it|the|that|she|he|they|this|your)\b"
        r"|\b(?:once|when|as soon as|after|until) (?:you(?!r time)\b|i (?:have|get|receive|hear)|we "
        r"(?:have|get|receive|hear)|your?\b|she\b|he\b|they\b|ada\b|the client)|\bsubject to\b|\bdepending "
        r"on\b|\bprovided that\b"
        r"|\bwenn sie\b|\bwenn du\b|\bsobald (?:sie|du|ich)\b|\bfalls\b|\bsofern\b)"
    ),
    "asks_if": lambda: (
        r"\b(?:see|check|know|find out|ask|tell \w+|test|look|confirm|verify|wonder|say|decide|learn|find|"
        r"show|clarify|investigate|determine|let \w+ know|report|examine)\s+(?:\w+\s+){0,3}?$"
    ),
    "questions_only": lambda: (
        r"\b(?:if|should) you (?:have|need|want|wish|would like)(?: to)? (?:any |some |more |further |"
        r"other |ask )*(?:questions?|help|information|anything|something|details|to talk)\b"
    ),
}
AGENT = {
    "client", "customer", "owner", "accountant", "boss", "manager", "photographer", "designer", "assistant",
    "lawyer", "husband", "wife", "bookkeeper", "secretary", "partner",
    "team", "colleague", "staff", "brother", "sister", "son", "daughter", "office", "agency", "editor", "colleagues",
    "people", "developer", "director",
}  # fmt: skip
STRANGERS = {
    "host", "hoster", "provider", "supplier", "bank", "insurer", "police", "authority", "company", "registrar",
    "court", "insurance", "google", "government", "government's", "support",
    "hosting", "courier", "post", "carrier", "stripe", "paypal",
}  # fmt: skip
DEEDS = frozenset(_DEEDS)
NO_NAME = frozenset(
    "the a an this that these those it its there here today tomorrow tonight yes no ok okay then so "
    "also and but or if when once after before until note call next please thanks "
    "thank everything nothing all both each work access delivery payment payments orders order emails "
    "mails data backups backup what who which how why where my our your her his their "
    "i we you everyone nobody everybody one more most some any next last first second third new old "
    "update call result results hosting maybe perhaps monday tuesday wednesday thursday "
    "friday saturday sunday not dear hello hi".split()
)
