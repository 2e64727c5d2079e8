"""How a sentence is built: who does what to whom and when. Asked where words alone find nothing, it can only quieten.

A letter by a writer not met before says the usual things in unusual words; the bones of the sentence stay: an order
begins with a bare verb, work done has "I" or "we" before a verb in the past, a promise of word has a time to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aboveboard.guides.rules.base import Draft, compiled
from aboveboard.guides.rules.words_of_work import (
    ADVERB,
    BASE,
    COURTESY,
    DEED_PAST,
    EMPTY,
    HARMING,
    NO_VERB,
    NOTICED,
    VAGUE_OBJECT,
)
from aboveboard.guides.text import Sentence

_SPLIT = re.compile(r"[;:()–—]| - |, |\b(?:and|but|so|or|then|yet) ")
_LEAD = (
    r"\W*(?:(?:please|kindly|just|also|now|then|first|second|next|only|simply|instead|meanwhile|otherwise|until then"
    r"|till then|for now|for today|for the moment|in the meantime|if you can|if possible|to be safe|above all|today"
    r"|tonight|tomorrow|from now on|at once|so|and|but|or|do|always|never|rather)\b[ ,:]*)*"
)
_VERB = re.compile(rf"{_LEAD}(?P<not>do not |never )?(?P<verb>[a-z]+(?:-[a-z]+)?)(?P<rest>.*)$")
_OBJECT = re.compile(
    r" (?:the|your|any|all|every|each|no|them|it|nothing|anything|everything|everyone|everybody|anyone|anybody|nobody"
    r"|whoever|whatever|this|that|these|those|a|an|one|two|both|only|to|on|off|out|up|down|away|as|for|with|in|into"
    r"|from|at|back|through|over|by|until|till|whether|which|who|what|nothing|new|old|without|about|around|aside|only"
    r"|neither|either|if|against|\d+)\b"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have been|will|would|can not|could|did|does|may|might|shall|i|we|went|came)\b"
)
_BESIDE = re.compile(
    r"\W*(?:hesitate|worry|panic|be (?:afraid|alarmed|assured|patient|sure|aware|angry)|rest assured|feel|accept"
    r"|forgive"
    r"|excuse|pardon|bear|trust|believe|thank|let (?:me|us)|allow|know|imagine|understand|suppose|see (?:below|above)"
    r"|have a|keep in (?:mind|touch)|stay (?:tuned|safe|calm|well)|take care|take my|give (?:me|us)|contact|reach"
    r"|(?:call|ring|phone|text|mail|e-?mail|message|tell|write(?: to)?|reply to|get back to|come back to|talk to"
    r"|speak to|meet|join|ask|answer|send) (?:me|us)\b|(?:call|ring|phone|write|text|reply)\b(?: (?:back|any ?time"
    r"|whenever|at|on|if|my|this|today|tomorrow|when|tonight|now|straight)|\W*$| [+(]?\d[\d ()+-]*)|get in touch"
    r"|suggest|propose|name"
    r"|pick|choose|say (?:when|the)|find (?:(?:\w+ ){0,4}?(?:attached|enclosed|below)|time|it|a)|make time|remember"
    r"|consider|expect|look"
    r" forward|note that|come|hope|wish|show|continue to trust|rely|count on|hang in|try (?:me|us|to|again)|speak"
    r"|talk|due|next|mind|report)\b"
)
# "Tell me which orders", "write to me what you have": the reader is asked for something after all.
_ASKED_FOR = re.compile(
    r"\b(?:tell|send|write|mail|e-?mail|text|message|give|ask|answer|let) (?:to )?(?:me|us)\b(?: know)? "
    r"(?:\w+ )?(?:which|whether|who|what (?!time)|how many|any|every|all|the (?!time|day|moment)|your (?!thoughts)"
    r"|those|a (?:list|copy|photo)|if "
    r"(?:you|your|any|anyone) (?:\w+ )?(?:have|find|see|hear|remember|know|still|notice|spot|keep|get))"
)


def clauses(plain: str) -> Iterator[str]:
    """The pieces of a plain sentence between its joints."""
    for piece in _SPLIT.split(plain):
        if piece.strip():
            yield piece.strip()


def _is_order(clause: str) -> bool:
    hit = _VERB.match(clause)
    if hit is None or _BESIDE.match(clause[hit.start("verb") :]) or hit["verb"] in NO_VERB:
        return False
    verb, rest = hit["verb"], hit["rest"]
    if not rest.strip(" .!"):
        return False
    if verb in BASE:
        return bool(hit["not"]) or _OBJECT.match(rest) is not None or _FINITE.search(rest) is None
    if re.search(r"(?:ed|ing|ly|tions?|ness|ment|ity|ance|ence|[^s]s)$", verb) or len(verb) < 3:
        return bool(hit["not"]) and len(verb) > 2
    return bool(hit["not"]) or (
        re.match(r" (?:your|the|any|all|every|each|no|them|it|nothing|anything|everyone|these|those|this)\b", rest)
        is not None
        and _FINITE.search(rest) is None
    )


_TALK = re.compile(
    r"\b(?:suit|suits|free|available|minutes|meet|meeting|call|talk|speak|ring|phone|convenient|work for|good for"
    r"|fit|time|forgiv\w+|understand\w*|accept|trust|patien\w+|moment|imagine|questions?|believe|wonder\w*|join"
    r"|reach|hour|o'clock|do (?:a|\w+day|today|tomorrow)|see (?:me|us)|come (?:by|in|over)|pleased?|bear)\b"
)
_OF_READER = re.compile(
    r"^(?:.*\b)?(?:do|did|have|has|had|is|are|does|can|could|would|will|may|might|should|which|who|what|where|how)\b"
    r"[^?]*\b(?:you|your|anyone|anybody)\b[^?]*\?"
)
_YOU_ACT = re.compile(
    r"\byou (?:and [\w-]+ |both |all |yourself )?(?:can|may|could|should|must|need to|have to|ought to|need only"
    r"|only need"
    r" to|only have to|need not|must not|should not|do not need to|do not have to|will need to|will have to"
    r"|might want to"
    r"|are free to|had better|would do well to|are best to) (?:then |now |still |also |please |safely |just |only "
    r"|simply"
    r" |always |even |not |all |both |nevertheless |meanwhile |already )*(?P<verb>[a-z]+)(?P<rest>[^.;]*)"
)
_NO_ACT = frozenset(
    "be have know hear see feel think trust rely count expect imagine reach call contact ring understand believe get "
    "receive find lose not no never worry fear read suffer wonder face notice depend hope judge talk speak ask".split()
)
_NOTHING = re.compile(
    r"\bnothing (?:\w+ ){0,5}?(?:to do|needed|from you|of you|for you|on you|wanted|expected|required|you (?:need"
    r"|must|have|can)|your)\b"
    r"|\b(?:no|any|without) (?:\w+ )?(?:action|steps?|work|task|homework|effort|move|need|part)\b[^.;]{0,30}\b(?:you"
    r"|your|yours|needed|required)\b"
    r"|\bfrom you (?:i|we) (?:\w+ )?(?:need|ask|want|require)\b|\byou need not\b|\bleave (?:it|that|this|them|all"
    r"|the \w+|everything)(?: \w+){0,3} (?:to|with) (?:me|us)\b"
    r"|\byou have nothing\b"
    r"|\b(?:need|want|ask|require|expect)s? (?:nothing|not (?:a thing|anything))\b|\bnot (?:need|want|ask|expect"
    r"|require)"
    r" (?:\w+ ){0,3}(?:from|of) (?:you|your)\b|\bnot (?:need|have|be asked|required|expected) (?:to do )?anything\b"
    r"|\bneed you to\b"
    r"|\bnothing (?:is )?(?:left )?for (?:you|your \w+) to\b|\byou (?:do not|need not|may) (?:do|need|touch|change"
    r"|have to)\b"
    r"|\b(?:all|what|one thing|two things|thing|things|favou?r|request) (?:that )?(?:\w+ )?(?:i|we) (?:\w+ )?(?:ask"
    r"|need|want|would like|request)\b"
    r"|\b(?:i|we) (?:would |am |are |have to |must |now |do )*(?:ask|asking|need|beg|advise|recommend|suggest|urge"
    r"|like|want) (?:you|your (?!forgiv|understand|patien|pardon|trust|indulg)[\w-]+"
    r"|that you) (?:please )?(?:not )?to (?!forgive|trust|understand|accept|believe|be\b|bear|know|hear)"
    r"|\b(?:safest|best|wisest|simplest|quickest|safer|better|wise|kindest|good idea|helps?|helpful"
    r"|useful) (?:\w+ ){0,3}(?:if you|if your|to|is to|would be to|not to)\b"
    r"|\b(?:your|no|nobody|anyone|everyone|whoever|every) (?:[\w-]+ ){0,4}?(?:should|must|need to|needs to|may"
    r"|can(?! not))"
    r" (?:\w+ )?(?:stay|stays|keep|carry|go on|wait|stop|use|open|log|change|write|take|print|order|book|sell|pay"
    r"|ask|come in|run|ignore|leave|send|enter|touch|sign|trade|rest|accept orders)\b"
    r"|(?<!thing to )\b(?:carry|go) on\b(?! (?:with|as) (?:my|our)| for\b)"
)


_THROUGH = re.compile(
    r"^\W*(?:please )?have (?:them|him|her|someone|somebody|everyone|(?:your|the) [\w-]+) (?!been\b|had\b"
    r"|not\b)[a-z]+\b(?<!ed)"
    r"|^(?!.*\b(?:my|our)\b).*\b(?:needs?|wants?|(?:have|has) to be|must be|should be) (?:changing|replacing"
    r"|resetting|checking|changed"
    r"|replaced|reset|told|informed|warned|checked|stopped|signed|thrown away|kept)\b"
    r"|^\W*(?:could|can|would|will|might) (?:they|he|she|someone|somebody|anyone|one of you|your [\w-]+) (?!be\b"
    r"|have\b|see\b)"
    r"[a-z]+ [^?]*\?"
)


def asks_reader(sentence: Sentence) -> bool:
    """Does it give the reader something to do, in an order, a question or a duty, or say that there is nothing?"""
    plain = sentence.plain
    if _ASKED_FOR.search(plain) or _NOTHING.search(plain) or _THROUGH.search(plain):
        return True
    if plain.rstrip(' "').endswith("?") or "? " in plain:
        clock = compiled(("{clock}",))
        if _OF_READER.match(plain) and not _TALK.search(plain) and not (clock and clock.search(plain)):
            return True
    for hit in _YOU_ACT.finditer(plain):
        if (
            hit["verb"] not in _NO_ACT
            and not re.match(r"you [\w -]*?\b(?:can|could|may) not\b", hit.group())
            and (hit["verb"] in BASE or _OBJECT.match(hit["rest"]))
        ):
            return True
    if "?" in plain:
        return False
    found = list(clauses(plain))
    return any(
        _is_order(clause) and (number == 0 or _follows(found[number - 1], plain, clause, number == 1))
        for number, clause in enumerate(found)
    )


_CONDITION = (
    r"(?:\W*(?:and|but|or) )?(?:if|when|whenever|until|till|unless|should|in case|where|once|as soon|before|after"
    r"|as long"
    r"|for (?:now|today|the moment)|in the meantime|wherever|please|meanwhile|so that)\b"
)
_SETTING = r"\W*(?:for|in|to|till|with|on|at|from|today|tonight|since|because|by|as)\b"


def _follows(before: str, plain: str, clause: str, first: bool) -> bool:
    """May an order stand after this clause? After a condition, another order, a heading or at a new start."""
    at = plain.find(clause)
    joint = plain[max(0, at - 6) : at].strip()
    if joint[-1:] in (":", ";", "–", "—", "-", "("):
        return True
    if re.match(_CONDITION, before) or (first and joint[-1:] == "," and re.match(_SETTING, before)):
        return True
    return _is_order(before)


_SELF = (
    r"\b(?:i|we|(?:my|our) (?:own )?(?:colleague|partner|team|developer|engineer|assistant|wife|husband|brother|sister"
    r"|office|host|provider|hosting company|supplier|administrator|two \w+|\w+ and i)|(?:both|all) of us"
    r"|(?:the|our) (?:studio|team|firm|company|agency|office))\b"
)
_ADV = rf"(?:(?:{ADVERB}|[a-z]+ly),? )*"
_DOING = re.compile(
    rf"{_SELF},? {_ADV}(?:am|is|are|have been|has been) {_ADV}(?P<verb>[a-z-]{{2,}}ing)\b(?P<rest>[^.;]*)"
)
_DONE = re.compile(rf"(?:{_SELF},? |^\W*){_ADV}(?:have|has) {_ADV}(?P<verb>[a-z-]+)\b(?P<rest>[^.;]*)")
_DID = re.compile(rf"{_SELF},? {_ADV}(?P<verb>[a-z-]+)\b(?P<rest>[^.;]*)")
_WILL = re.compile(
    rf"{_SELF},? {_ADV}(?:will|shall|am going to|are going to|go on to) {_ADV}(?P<verb>[a-z-]+)\b(?P<rest>[^.;]*)"
)
_THEN = re.compile(rf"(?:,|\band|\bthen|,? and then) {_ADV}(?P<verb>[a-z-]+)\b(?P<rest>[^.;]*)")
_BEING = re.compile(
    r"\b(?:is|are) (?:\w+ )?being (?:\w+ )?(?P<verb>[a-z-]+ed|put|built|rebuilt|read|sent|taken|made|brought|written"
    r"|gone)\b"
)
_BEING_EMPTY = re.compile(
    r"(?:investigated|treated|handled|addressed|taken|considered|affected|dealt|looked|discussed|reviewed|evaluated)$"
)


_THIRD = re.compile(
    r" (?:to |with |in |up |out |down |over |back |through )?(?:the|our|my|a|an|each|every|both|two|three|all"
    r"|them|him|her)\b(?! (?:you|matter|situation))"
)


def _worked(verb: str, rest: str) -> bool:
    """Is this verb work at the matter: not a feeling, a word said, harm done, or a search for nothing named?"""
    if EMPTY.match(verb) or HARMING.match(verb) or NOTICED.match(verb):
        return False
    if COURTESY.match(verb):
        return _THIRD.match(rest) is not None
    return not (
        VAGUE_OBJECT.match(rest) and re.match(r"(?:look|investigat|monitor|work|check|deal|go|examin|analy)", verb)
    )


def _is_past(verb: str) -> bool:
    return verb in DEED_PAST or (
        verb.endswith("ed") and len(verb) > 4 and verb not in ("need", "indeed", "speed", "exceed")
    )


# A deed told in these words is how the harm came about, not what was done against it.
_OWN_FAULT = re.compile(
    r"\b(?:wrong|instead|without|mistake|by accident|fault|faulty|responsib\w+|no|not|never|nothing|none"
    r"|before (?:confirming|checking"
    r"|i|we)|when (?:i|we)|where (?:i|we)|while i|at fault|error|and it (?!is|was now)\w+|which then|thinking)\b"
)


def works(draft: Draft, index: int, first_harm: int) -> bool:
    """Does the sentence of that index tell of work on the matter by the writer or theirs?"""
    plain = draft.sentences[index].plain
    if re.search(r"\b(?:as you asked|you asked|could have|should have|would have)\b", plain):
        return False
    for pattern in (_DOING, _DONE):
        for hit in pattern.finditer(plain):
            done = pattern is _DOING or _is_past(hit["verb"])
            if done and _worked(hit["verb"], hit["rest"]):
                return True
    for hit in _BEING.finditer(plain):
        if not _BEING_EMPTY.match(hit["verb"]) and not HARMING.match(hit["verb"]):
            return True
    if index > first_harm and not _OWN_FAULT.search(plain):
        for hit in _DID.finditer(plain):
            if _is_past(hit["verb"]) and _worked(hit["verb"], hit["rest"]):
                return True
            for more in _THEN.finditer(hit["rest"]) if _is_past(hit["verb"]) else ():
                if _is_past(more["verb"]) and _worked(more["verb"], more["rest"]):
                    return True
    return _will_work(draft, plain)


def _will_work(draft: Draft, plain: str) -> bool:
    vague = draft.rules["vague-promise"].patterns
    if vague is not None and vague.search(plain):
        return False
    dated = compiled(("{clock}", "{day}", "{within}"))
    for hit in _WILL.finditer(plain):
        verb, rest = hit["verb"], hit["rest"]
        if verb in ("be", "have", "not", "never") or COURTESY.match(verb) or not _worked(verb, rest):
            continue
        if dated is not None and dated.search(plain):
            return True
    return False


_OMITTED = re.compile(
    rf"{_SELF},? {_ADV}(?:did not|had not|have not|never|had never|have never|failed to|neglected to|forgot|omitted)\b"
    rf" ?{_ADV}(?P<verb>[a-z-]+)"
)
_NO_OMISSION = re.compile(
    r"(?:notic|find|found|see|saw|seen|los|caus|know|knew|delet|touch|receiv|expect|mean|meant|intend|want|foresee"
    r"|anticipat|hear|heard|learn|discover|be\b|been|give|giv|stop|hesitat|leak|shar|expos|like|wish|detect|identif"
    r"|ha[dv]|yet)"
)
_OWNED = re.compile(
    r"\b(?:my|our) (?:own )?(?:\w+ ){0,2}(?:fault|mistakes?|errors?|responsibility|duty|doing|oversight|failure"
    r"|failing|carelessness|haste|omission"
    r"|blunder|neglect|laziness|negligence|sloppiness|thoughtlessness|bug|slip|typo|misjudge?ment|wrong decision"
    r"|bad decision|assumption)\b"
    r"|\b(?:fault|mistake|error|doing|blame|failure|failing|burden|duty)\b[^.;]{0,20}\b(?:but|than|except) (?:mine"
    r"|ours|me|us)\b"
    r"|\b(?:is|was|lies|lay|rests|falls|sits|are) (?:\w+ ){0,3}?(?:on|down to|with|up to) (?:me|us)\b"
    r"|\bon my (?:desk|shoulders|head|account|side|watch)\b"
    r"|\b(?:i|we) (?:\w+ )?(?:own (?:it|this|that|up|the)|answer for|stand for|am to blame|are to blame|carry (?:it"
    r"|this|that)|got (?:it|this|that) wrong)\b"
    r"|\b(?:mine|ours) (?:alone|entirely|and (?:nobody|no one)|to (?:do|check|see|set|make|keep|prevent|own|answer"
    r"|carry|bear))\b"
    r"|\b(?:do not|not) (?:blame|hold) (?:\w+ ){1,5}(?:me|mine|us)\b|\b(?:i|we) blame (?:myself|ourselves|nobody but"
    r"|no one but)\b"
)


def owns(draft: Draft, index: int) -> bool:
    """Does it own the harm: by a noun of fault that is the writer's, or an act or omission of theirs beside the "
    "harm?"""
    from aboveboard.guides.rules import harm

    plain = draft.sentences[index].plain
    hit = _OWNED.search(plain)
    if hit is not None and not re.search(
        r"\b(?:not|never|no|nor|neither|hardly|if)\b", plain[max(0, hit.start() - 30) : hit.end()].replace("nobody", "")
    ):
        return True
    telling = set(harm.telling(draft))
    if not telling & {index - 1, index, index + 1}:
        return False
    if re.search(r"\b(?:as you asked|you asked|regret|could have|would have|if)\b", plain):
        return False
    for omitted in _OMITTED.finditer(plain):
        if not _NO_OMISSION.match(omitted["verb"]):
            return True
    for did in _DID.finditer(plain):
        verb = did["verb"]
        harms = HARMING.match(verb) is not None and verb not in ("lost", "suffered", "experienced", "encountered")
        if not _is_past(verb) and not harms:
            continue
        told = index in telling or _SLIP.search(did["rest"]) is not None
        if harms or (told and not any(sort.match(verb) for sort in (NOTICED, EMPTY, COURTESY, _REMEDY))):
            return True
    return False


_SLIP = re.compile(
    r"\b(?:wrong|instead of|without|thinking|by accident|by mistake|one row|upside down)\b(?! (?:delay|you))"
)
_REMEDY = re.compile(
    r"(?:stop|restor|recover|rebuil|check|found|secur|block|lock|fix|repair|compar|chang|switch|turn|shut|clos|remov"
    r"|took"
    r"|tak|disconnect|isolat|start|began|kept|sav|investigat|look|search|correct|revert|undid|cop|got|went|came|ask|add"
    r"|work|built|develop|made|host|receiv|count|test|trac|review|regain|clean|cut|download|dropped\b|pull|took|got)"
)
