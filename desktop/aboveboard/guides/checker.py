"""The draft checker: reads a letter and says what a reader would stumble over, with why and a better wording.

Nothing is changed, nothing blocked, nothing asked of a service. The rules are files in `resources/checks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from aboveboard.guides.rules.base import Draft, Finding, Rule, all_rules
from aboveboard.guides.text import parse

if TYPE_CHECKING:
    from aboveboard.guides.answers import Answers
    from aboveboard.guides.guide import Guide

__all__ = ["Finding", "Report", "check"]

PROFILES = ("disclosure", "plain")
_ORDER = {"error": 0, "warning": 1, "notice": 2}


@dataclass(frozen=True)
class Report:
    """What was found, those of the whole letter first, then by place; and the profile that was taken."""

    profile: str
    findings: list[Finding]

    @property
    def errors(self) -> list[Finding]:
        """The findings that say: do not send it like this."""
        return [finding for finding in self.findings if finding.severity == "error"]


def check(
    text: str,
    *,
    subject: str | None = None,
    profile: str | None = None,
    guide: Guide | str | None = None,
    answers: Answers | None = None,
    audience: str = "plain",
    now: datetime,
    zone: str,
    client_zone: str | None = None,
    names: Sequence[str] = (),
) -> Report:
    """Check a letter.

    `text`: the letter; a first line `Subject: ...` is its subject unless `subject` is given, and then belongs to the
    offsets like every other line (code points after universal newlines). `profile`: "disclosure" or "plain"; None takes
    the guide's, else "disclosure" where the text has harm words, else "plain". `guide`: a guide or its id, which also
    names the `missing-*` rules that apply. `answers`: without them the rules that compare with answers are silent.
    `audience`: "plain" or "technical". `now`: aware; `zone`, `client_zone`: IANA. `names`: of clients and contacts.
    Raises `GuideError` where a rule file or the named guide cannot be read.
    """
    document = parse(text, subject)
    if guide is None and answers is not None and answers.guide:
        guide = answers.guide
    found, name = _guide(guide)
    draft = Draft(
        document,
        profile or "disclosure",
        audience,
        now,
        zone,
        client_zone,
        found,
        name,
        answers,
        tuple(names),
        all_rules(),
    )
    draft.profile = profile or _profile(draft)
    findings: list[Finding] = []
    for rule in draft.rules.values():
        if _applies(rule, draft):
            findings.extend(_apart(rule.run(rule, draft)))
    findings.sort(
        key=lambda finding: (
            finding.start is not None,
            finding.start or 0,
            finding.end or 0,
            _ORDER[finding.severity],
            finding.rule,
        )
    )
    return Report(draft.profile, findings)


def _guide(guide: Guide | str | None) -> tuple[Guide | None, str]:
    if guide is None:
        return None, ""
    if not isinstance(guide, str):
        return guide, guide.id
    return _loaded(guide), guide


@lru_cache(maxsize=32)
def _loaded(name: str) -> Guide:
    from aboveboard.guides.guide import load

    return load(name)


def _profile(draft: Draft) -> str:
    if draft.guide is not None:
        return draft.guide.profile
    if draft.guide_id:
        return "disclosure"
    from aboveboard.guides.rules.harm import has_harm

    return "disclosure" if has_harm(draft) else "plain"


def _applies(rule: Rule, draft: Draft) -> bool:
    if draft.profile not in rule.profiles or (rule.audience and rule.audience != draft.audience):
        return False
    if (
        rule.id.startswith("missing-")
        and draft.guide is not None
        and draft.guide.missing
        and "always" not in rule.extra
    ):
        return rule.id in draft.guide.missing
    return draft.guide_id not in rule.extra.get("not_in", ())


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of one rule that overlap become the first of them."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda each: (each.start or 0, -(each.end or 0))):
        last = kept[-1] if kept else None
        if last is None or finding.start is None or last.end is None or finding.start >= last.end:
            kept.append(finding)
    return kept
