"""Every colour, size and distance of the look, and how contrast is measured. No Qt in here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """One theme; each role says what it is for, and no other colour exists."""

    paper: str  # the page
    margin: str  # sidebar and steps
    sheet: str  # what is written on: letters, fields, sheets
    ink: str  # what matters
    ink2: str  # what explains
    ink3: str  # times, sources, keys: the smallest voice that must still be read
    line: str  # hairlines, decoration only
    edge: str  # outline of what one can act on (3:1 on its ground)
    hover: str  # ground under the pointer
    chosen: str  # ground of what is selected
    accent: str  # what one can do; links; focus
    on_accent: str  # words on accent
    wash: str  # ground of what was found, has just changed or is still to be filled
    late: str  # late, broken, an error; nothing else is ever this colour
    late_wash: str  # ground of a passage that must not be sent like this
    kept: str  # kept, proven, done; nothing else is ever this colour
    veil: str  # over the page while a sheet is up, with its own alpha


LIGHT = Colours(
    paper="#FAF7F1",
    margin="#F3EEE4",
    sheet="#FFFDF9",
    ink="#20242C",
    ink2="#51555C",
    ink3="#626367",
    line="#E3DCCF",
    edge="#8C877D",
    hover="#F1EBE0",
    chosen="#E8E3D9",
    accent="#24557A",
    on_accent="#FFFFFF",
    wash="#E6EDF0",
    late="#A5341F",
    late_wash="#F8E6DF",
    kept="#35693F",
    veil="#B8FAF7F1",
)

DARK = Colours(
    paper="#1C1B19",
    margin="#171614",
    sheet="#242220",
    ink="#EBE5DA",
    ink2="#B9B3A8",
    ink3="#A39D92",
    line="#35322D",
    edge="#7D776D",
    hover="#272522",
    chosen="#322F2A",
    accent="#93BBD8",
    on_accent="#14181C",
    wash="#26323A",
    late="#EE957C",
    late_wash="#40261F",
    kept="#9CC79B",
    veil="#B0121110",
)

THEMES = {"light": LIGHT, "dark": DARK}

# Style: family, share of the user's own font size, weight, line height as a share of the style's size.
# "display" and "book" are the serif for people's words, "plain" the sans for the program's.
TYPE = {
    "title": ("display", 2.15, 500, 1.48),
    "clock": ("display", 3.40, 500, 1.48),
    "heading": ("display", 1.46, 500, 1.48),
    "letter": ("book", 1.23, 400, 1.50),
    "words": ("book", 1.12, 400, 1.53),
    "body": ("plain", 1.00, 400, 1.50),
    "strong": ("plain", 1.00, 600, 1.50),
    "label": ("plain", 0.92, 500, 1.40),
    "small": ("plain", 0.92, 400, 1.45),
}
BASE = 13  # pixels at 96 dpi where the system asks for no more

S1, S2, S3, S4, S5, S6, S8, S12, S16 = 4, 8, 12, 16, 20, 24, 32, 48, 64
SIDEBAR = 212
GUTTER = 104  # the diary margin: times live here, on every page
MEASURE = 680  # the widest a main column becomes
RADIUS, RADIUS_SHEET, FOCUS, FOCUS_GAP = 5, 10, 2, 2
FADE_MS, SHOWN_MS, SHEET_MS = 120, 1400, 160

GROUNDS = ("paper", "margin", "sheet", "hover", "chosen", "wash", "late_wash")
TEXTS = ("ink", "ink2", "ink3", "accent", "late", "kept")


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` (WCAG 2)."""

    def part(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def worst(theme: Colours, text: str) -> tuple[float, str]:
    """The lowest contrast of a text colour over the grounds it may stand on, and that ground's role."""
    return min((contrast(getattr(theme, text), getattr(theme, ground)), ground) for ground in GROUNDS)
