"""Every rule file's own sentences: what must trigger it and what must not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from aboveboard.guides.answers import Answers, Recipient, Timing
from aboveboard.guides.checker import check
from aboveboard.guides.rules.base import Rule, all_rules

NOW = "2026-11-25T10:00:00+01:00"


def _answers(example: dict[str, Any]) -> Answers | None:
    if not {"answers", "timing", "stage", "client"} & set(example):
        return None

    return Answers(
        guide="",
        stage=example.get("stage", "first"),
        client=Recipient(**example.get("client", {})),
        timing=Timing(**example.get("timing", {})),
        answers=example.get("answers", {}),
    )


def _found(rule: Rule, example: dict[str, Any]) -> list[str]:
    text = example["text"] * example.get("repeat", 1)
    report = check(
        text,
        subject=example.get("subject"),
        profile=example.get("profile", "disclosure"),
        answers=_answers(example),
        audience=example.get("audience", "plain"),
        now=datetime.fromisoformat(example.get("now", NOW)),
        zone="Europe/Berlin",
        client_zone=example.get("client_zone"),
        names=example.get("names", ()),
    )
    for finding in report.findings:
        if finding.start is not None:
            assert text[finding.start : finding.end] == finding.text
    return [finding.text for finding in report.findings if finding.rule == rule.id]


CASES = [(rule, example) for rule in all_rules().values() for example in rule.trigger]
NEAR = [(rule, example) for rule in all_rules().values() for example in rule.passes]


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{rule.id}-{n}" for n, (rule, _) in enumerate(CASES)])
def test_triggers(rule: Rule, example: dict[str, Any]) -> None:
    found = _found(rule, example)
    assert found, f"{rule.id} is silent about: {example['text']}"
    if "finds" in example:
        assert example["finds"] in found


@pytest.mark.parametrize(("rule", "example"), NEAR, ids=[f"{rule.id}-{n}" for n, (rule, _) in enumerate(NEAR)])
def test_near_misses_pass(rule: Rule, example: dict[str, Any]) -> None:
    assert not _found(rule, example), f"{rule.id} is a false alarm at: {example['text']}"


@pytest.mark.parametrize("rule", list(all_rules().values()), ids=list(all_rules()))
def test_each_rule_brings_its_own_test(rule: Rule) -> None:
    assert len(rule.trigger) >= 3
    assert len(rule.passes) >= 3
    assert rule.source
    assert rule.suggestion
