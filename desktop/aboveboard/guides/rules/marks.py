"""Signs that do not belong into a letter: places nobody filled in, and secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aboveboard.guides.rules.base import Draft, Finding, Rule
from aboveboard.guides.text import QUOTED

_PLACE = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|\$\{[^{}\n]{1,60}\}|\{[A-Za-z_][\w.\-]{0,40}\}|<%[^%\n]{0,60}%>"
    r"|%[A-Z][A-Z_]{2,30}%|\[\[[^\]\n]{1,60}\]\]"
    r"|\[(?:[A-Z][A-Z0-9 _/-]{1,40}|X{2,}|…[^\]\n]{1,80}|\.\.\.[^\]\n]{1,80}|[^\]\n]{2,60}: [^\]\n]{2,80}"
    r"|(?:[Ii]nsert|[Ff]ill|[Aa]dd|[Yy]our|[Cc]lient|[Cc]ustomer|[Nn]ame|[Ff]irst|[Ll]ast|[Dd]ate|[Tt]ime|[Dd]ay"
    r"|[Aa]mount|[Ss]um|[Nn]umber|[Pp]hone|[Ll]ink|[Cc]ompany|[Pp]lace|[Pp]roject|[Tt]itle|[Ss]ubject|[Dd]etails"
    r"|[Rr]ecipient|[Ss]ignature|[Ee]mail|tbd|tbc|todo)\b[^\]\n]{0,60})\](?!\()"
    r"|<(?:[Nn]ame|[Dd]ate|[Tt]ime|[Ii]nsert[^>\n]{0,40}|[Cc]lient[^>\n]{0,20}|[Pp]hone|[Yy]our[^>\n]{0,30}"
    r"|[A-Z][A-Z _]{2,30})>"
    r"|\b(?:TODO|FIXME|TBD|TBC|TBA)\b|\b[Xx]{3,}\b|\b[Ll]orem\b(?: [Ii]psum)?|\?{3,}|_{3,}(?=[\s.,;:]|$)"
    r"|(?m:^[ \t]*[-*•·‣][ \t]*$)|(?m:^\W{0,4}[Dd]ear[ \t]*[,:!.]|^\W{0,4}(?:[Hh]ello|[Hh]i)[ \t]+[,:!])"
)
_SECRETS = (
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    re.compile(
        r"\b(?:AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{18,}"
        r"|xox[abprs]-[\w-]{10,}"
        r"|[sr]k_(?:live|test)_\w{12,}|sk-[A-Za-z0-9_-]{20,}|AIza[\w-]{30,}|SG\.[\w-]{16,}\.[\w-]{16,}"
        r"|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,})"
    ),
    re.compile(r"\b[a-z][a-z0-9+]{1,20}://[^\s:/@]{1,60}:[^\s:/@]{3,80}@[\w.-]+"),
    re.compile(r"\b(?i:pwd|password|accountkey|sharedaccesskey)=[^;\s]{4,80}"),
)
_NAMED = re.compile(
    r"\b(?P<kind>pass ?words?|passwort|pass ?phrase|pwd|pw|pin(?: code)?|api[ _-]?keys?|secret(?:[ _-]keys?)?"
    r"|access[ _-]?(?:keys?|tokens?)|(?:auth|bearer)[ _-]?tokens?|tokens?|private key)\b"
    r"(?: (?:for|of|to) [\w .-]{1,30}?)?(?P<link>\s*(?:is now|is still|is|was|:=|=|:|→"
    r"|->)\s*|\s+(?=[^\s\"]*\d)(?=[^\s\"]*[#!$%&*@^?=+])(?=[^\s\"]*[A-Za-z]))[\"'“‘`]?(?P<value>[^\s\"'“”’`<>]{4,120})",
    re.I,
)
_CARD = re.compile(r"(?<![\w+/-])\d(?:[ -]?\d){12,18}(?![\w-])")


def placeholder(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """Every unfilled place in subject, greeting, text and signature; none in what is quoted."""
    yield from _everywhere(rule, draft, [(hit.start(), hit.end()) for hit in _PLACE.finditer(draft.text)])
    subject = draft.document.subject
    if subject is not None and not draft.document.subject_inside:
        for hit in _PLACE.finditer(subject.text):
            yield rule.whole(text=hit.group())


def secret(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """Keys and connection strings by their form, passwords by what follows the word, card numbers by their checksum."""
    spans = [hit.span() for pattern in _SECRETS for hit in pattern.finditer(draft.text)]
    spans += [hit.span("value") for hit in _NAMED.finditer(draft.text) if _is_value(hit)]
    spans += [hit.span() for hit in _CARD.finditer(draft.text) if _luhn(re.sub(r"\D", "", hit.group()))]
    yield from _everywhere(rule, draft, spans)


def _everywhere(rule: Rule, draft: Draft, spans: list[tuple[int, int]]) -> Iterator[Finding]:
    quoted = [(s.start, s.end) for s in draft.document.sentences if s.kind == QUOTED]
    for start, end in sorted(spans):
        if end > start and not any(a <= start < b for a, b in quoted):
            left = len(draft.text[start:end]) - len(draft.text[start:end].lstrip(" \t\n"))
            yield rule.at(draft, start + (left if start + left < end else 0), end)


def _is_value(hit: re.Match[str]) -> bool:
    """Is what follows the word a secret, and not a word about it?"""
    value = hit.group("value").rstrip(".,;:!?)")
    if hit.group("kind").lower().startswith("pin"):
        return value.isdigit() and 4 <= len(value) <= 8
    if hit.group("kind").lower().startswith("token") and "=" not in hit.group("link") and ":" not in hit.group("link"):
        return len(value) >= 16 and any(sign.isdigit() for sign in value)
    if len(value) < 5 or "://" in value or "{" in value or "[" in value:
        return False
    kinds = (
        any(s.isdigit() for s in value),
        any(s.isupper() for s in value[1:]),
        any(not s.isalnum() and s not in "-'’" for s in value),
    )
    return (kinds[0] and any(s.isalpha() for s in value)) or sum(kinds) >= 2 or (kinds[2] and "=" in hit.group("link"))


def _luhn(digits: str) -> bool:
    if len(set(digits)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
