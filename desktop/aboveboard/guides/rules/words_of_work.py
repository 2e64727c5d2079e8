"""Words of grammar that `rules.structure` needs: bare verbs, adverbs between subject and verb, verbs that are no "
"work."""

from __future__ import annotations

import re

ADVERB = (
    r"now|also|already|still|currently|meanwhile|since|just|then|therefore|both|all|at once|at present|right now|today"
    r"|tonight|first|next|again|so far|myself|ourselves|too|ever|even|once|later|instead|straight away|in turn"
    r"|as of today|for now|this (?:morning|afternoon|evening)|all (?:morning|night|day)|by hand|together|alone|have"
    r"|has|had"
)
# Verbs by which one tells another what to do. Those that are as often nouns stand only where they can be no noun.
BASE = frozenset(
    "add advise answer apply arrange ask avoid await back ban bin block book bring buy cancel change charge check "
    "choose "
    "clear click close collect compare confirm continue copy count cross cut delay delete deliver disable disconnect "
    "discard dispose do download drop eject empty enter erase exchange export fetch file fill find finish follow "
    "forward "
    "freeze gather get give go guard hand hang have help hold ignore inform insert inspect install instruct invite jot "
    "keep leave lend list listen lock log look mail make mark match move mute note notify offer open order pack park "
    "paste pause pay photograph phone pick pin plug post postpone prepare press print proceed pull push put quarantine "
    "quit raise read refer refrain refund refuse reject remove rename repeat replace reply report reprint request "
    "reset "
    "resist restart restrict retain return review revoke ring run save say scan search secure sell send separate "
    "serve set "
    "share ship show shred shut sign skip sort spread start stay stick stop store submit suspend swap switch take tear "
    "tell test throw tick touch track trade transfer treat trust try turn type unplug unsubscribe update upload use "
    "verify view wait warn watch withdraw withhold work write wipe treat hide collect cover bear carry hold look "
    "expect pretend rely resend redirect remind rotate rest stand sit talk".split()
) - {
    "rest",
    "trust",
    "expect",
    "rely",
    "bear",
    "work",
    "order",
    "update",
    "report",
    "list",
    "book",
    "file",
    "mail",
    "post",
    "test",
    "cover",
}
NO_VERB = frozenset(
    "i we you he she it they this that these those the a an my our your his her its their there here what who how why "
    "when where which whose whether if as at by for from in into of on off onto over to under until up with within "
    "without since about after before between during because although though while and but or so yet not no none "
    "nobody "
    "nothing neither nor everything everyone all some any each every both few many most more much one two three "
    "four five "
    "six seven eight nine ten is are was were be been am has have had will would can could shall should may might "
    "must did "
    "does dear sorry yes only even still already again also once today tonight tomorrow yesterday monday tuesday "
    "wednesday "
    "thursday friday saturday sunday january february march april may june july august september october november "
    "december "
    "thank thanks hello instead perhaps maybe cause impact status next last first second then now half part time "
    "data news "
    "apart despite except given like unlike near per plus than such same other another own let know else worse best "
    "later "
    "soon never always often just very too rather quite almost kind good bad new old please regret hope wish".split()
)
_STEM = r"(?:{})"
# Feelings, apologies, thanks, knowing: no work.
EMPTY = re.compile(
    _STEM.format(
        "(?:be|been|being|do|doing|did|done|want|wanted|wanting|act|acted|acting|sit|sat|had|have|having|am|must|not"
        "|no)\\b|hop|wish|feel|felt|apolog|regret|thank|understand|understood|realis|realiz|know|knew|known"
        "|think|thought|believ|assum|suppos|guess|suspect|decid|need|try|tri|strive|striv|aim|intend|plan|consider"
        "|commit"
        "|begg|appreciat|valu|priorit|focus|experienc|encounter|suffer|fac|struggl|ensur|guarante|promis|improv"
        "|strengthen"
        "|enhanc|implement|learn|continu|remain|stay|stand|respond|treat|deal|handl|address|disappoint|let\\b|sa(?:y"
        "|id)|mean|meant"
        "|like|love|enjoy|agree|expect|look(?:ed|ing)? forward|fail|happen|becom|became|wonder|worry|worri|hear"
        "|heard|see\\b|seeing"
        "|saw|seen|liv|work(?:ed|ing)? hard|would|could|should|can\\b|may|might|never"
        "|evaluat|assess|explor|serv|help|offer|propos|suggest|consult|fulfil|owe|owed"
        "|cherish|car(?:e|ed|ing)\\b|explain|express|admit|confess|grow|grew|woke|wait|sle"
        "|miss|caus|forg|overlook|neglect|omit|skip|left\\b|leav|mistook|misread|confus|went through|bec|succeed"
        "|manag|inten"
        "|remember|forget|accept|tak\\w+ (?:this|full)|notic|discover|identif|receiv|detect|inherit|reli|trust|ow"
        "|acknowledg|assur|regard|recogn|strugg|pride|pledg"
    )
)
# The harm itself.
HARMING = re.compile(
    _STEM.format(
        "delet|lost|los(?:e|ing)|overwr|wip|eras|destroy|damag|caus|broke|break|ran\\b|drop|empt(?:ied|y)|purg"
        "|truncat|leak|expos"
        "|publish|press|mistyp|mis|forg|overlook|neglect|ignor|skip|corrupt|crash|clear|kill|charg|bill|dragg|hit\\b"
        "|mixed|confus"
        "|releas|deploy|infect|spill|push|approv|pick\\b|picked|reformat|synchronis|trigger|unplugg|format|launch"
        "|execut"
    )
)
# What one did when one saw it: neither harm nor remedy.
NOTICED = re.compile(
    _STEM.format(
        "notic|discover|found|find|saw|see|learn|realis|realiz|heard|hear|detect|identif|receiv|read\\b|observ|spot"
        "|becam|was\\b|were\\b|felt"
    )
)
# Talk: work only where it is with a third party.
COURTESY = re.compile(
    _STEM.format(
        "writ|wrote|telephon|confirm|pop\\b|popp|let\\b|call|rang|ring|phon|tell|told|ask|talk|spoke|speak|messag"
        "|mail|e-?mail|inform|contact|notif|reach|text|report|send|sent|updat|remind|answer|repl|brief|meet|met\\b"
        "|come|came|shar|giv|gave|get\\b|got\\b|gotten"
    )
)
VAGUE_OBJECT = re.compile(
    r"(?: (?:into|on|at|with|through|hard|closely|internally|urgently|intensively|diligently|to))*(?: (?:it|this"
    r"|that|(?:the|this|your|every) (?:matter|issue|issues|incident|problem|situation|case|cause|event|details?)"
    r"|everything|things|resolve|understand|our best|improv\w+|ensure))?(?:[ ,.]|$)(?! ?(?:the|a|each|every|all|both"
    r"|logs?|with the))(?! ?[a-z])|(?: (?:into|on|at|to|hard|closely))* (?:it|this|that|resolve|understand|ensure"
    r"|improve|(?:the|this|your) (?:matter|issue|issues|incident|problem|situation|case|cause|event))\b"
)
DEED_PAST = frozenset(
    "took taken put wrote written sent went gone began begun gave given brought built rebuilt bought drove driven "
    "set shut "
    "cut split undid undone redid redone made kept held drew drawn found hired fixed re-sent resent rewrote rewritten "
    "reset read spent sought lent dug got torn tore swept threw thrown bound fetched copied dealt sat locked moved "
    "swapped typed tried paid handed laid led swung sold rang rung spoke spoken told met came come caught chose chosen "
    "froze frozen hung hid hidden stood withdrew withdrawn did done bade dragged ran let forgot forgotten left lost "
    "hit "
    "mistook misread overwrote broke broken woke".split()
)
