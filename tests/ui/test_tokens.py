"""Every text can be read on every ground (WCAG 2)."""

from __future__ import annotations

import pytest

from aboveboard.ui import tokens as t


@pytest.mark.parametrize("name", t.THEMES)
@pytest.mark.parametrize("text", t.TEXTS)
def test_text_stands_out_from_every_ground(name: str, text: str) -> None:
    ratio, ground = t.worst(t.THEMES[name], text)
    assert ratio >= 4.5, f"{text} on {ground}"


@pytest.mark.parametrize("name", t.THEMES)
def test_outlines_and_primary_buttons(name: str) -> None:
    theme = t.THEMES[name]
    assert t.contrast(theme.on_accent, theme.accent) >= 4.5
    assert t.contrast(theme.edge, theme.paper) >= 3
    assert t.contrast(theme.edge, theme.sheet) >= 3
    assert t.contrast(theme.late, theme.late_wash) >= 4.5


def test_measuring() -> None:
    assert t.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert t.contrast("#777777", "#777777") == 1
