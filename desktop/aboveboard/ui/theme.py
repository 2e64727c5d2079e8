"""Tokens turned into fonts, a QPalette and a short style sheet, in one place, so that a change of light is one call."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from aboveboard.ui import fonts
from aboveboard.ui import tokens as t


class Look:
    """One theme at one text size, shared by every widget; nothing reads a colour from anywhere else.

    It is changed in place by `turn`: what is painted reads it anew, what was built from it has a `restyle()`.
    """

    def __init__(self, name: str = "light", base: float = t.BASE, *, motion: bool = True) -> None:
        self.motion = motion
        self.base = self.usual = base  # `usual`: the system's own size, where another one was chosen
        self._fonts: dict[tuple[str, int, bool], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self.turn(name, base)

    def turn(self, name: str, base: float | None = None) -> None:
        """Become another theme ("light", "dark") or text size (pixels)."""
        self.name = name
        self.base = base or self.base
        self.c = t.THEMES[name]
        self._fonts.clear()
        self._colours.clear()

    def px(self, style: str) -> float:
        """Size of a text style in pixels."""
        return self.base * t.TYPE[style][1]

    def font(self, style: str, weight: int | None = None, italic: bool = False) -> QFont:
        """A text style as a font. The weight is set twice: `setWeight` finds a static face of the system, the axis
        steers the variable file. 400 to 600 only: from 700 on Qt thickens the glyphs on top of the axis."""
        family, _, normal, _ = t.TYPE[style]
        key = (style, weight or normal, italic)
        if key not in self._fonts:
            font = QFont(fonts.FAMILIES[family])
            font.setPixelSize(round(self.px(style)))
            font.setWeight(QFont.Weight(key[1]))
            font.setVariableAxis(QFont.Tag("wght"), key[1])
            font.setVariableAxis(QFont.Tag("opsz"), fonts.OPTICAL[family])
            font.setItalic(italic)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if family == "plain":
                font.setFeature(QFont.Tag("tnum"), 1)  # times stand under each other
            self._fonts[key] = font
        return self._fonts[key]

    def w(self, distance: float) -> int:
        """A width that holds text, grown with the text; gaps between things do not grow."""
        return round(distance * max(1.0, self.base / t.BASE))

    def q(self, role: str) -> QColor:
        """The colour of a role."""
        if role not in self._colours:
            self._colours[role] = QColor(getattr(self.c, role))
        return self._colours[role]

    def width(self, style: str, words: str, weight: int | None = None) -> float:
        """How wide some words are in a style, in pixels."""
        return QFontMetricsF(self.font(style, weight)).horizontalAdvance(words)

    def palette(self) -> QPalette:
        """The same colours for what Qt draws itself."""
        palette, group, role = QPalette(), QPalette.ColorGroup, QPalette.ColorRole
        roles = {
            role.Window: "paper", role.Base: "sheet", role.AlternateBase: "margin", role.Button: "sheet",
            role.WindowText: "ink", role.Text: "ink", role.ButtonText: "ink", role.BrightText: "late",
            role.Highlight: "accent", role.HighlightedText: "on_accent", role.Link: "accent",
            role.LinkVisited: "accent", role.PlaceholderText: "ink3", role.ToolTipBase: "sheet",
            role.ToolTipText: "ink", role.Light: "sheet", role.Midlight: "hover", role.Mid: "line",
            role.Dark: "edge", role.Shadow: "edge", role.Accent: "accent",
        }  # fmt: skip
        for where, colour in roles.items():
            palette.setColor(where, self.q(colour))
        for where in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(group.Disabled, where, self.q("ink3"))
        palette.setColor(group.Inactive, role.Highlight, self.q("chosen"))
        palette.setColor(group.Inactive, role.HighlightedText, self.q("ink"))
        return palette

    def sheet(self) -> str:
        """The style sheet for the few things that Qt draws: fields, lists, scroll bars, tooltips."""
        c = self.c
        return f"""
        QToolTip {{ background: {c.sheet}; color: {c.ink}; border: 1px solid {c.line}; padding: 4px 8px; }}
        QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
        QScrollBar:vertical {{ background: transparent; width: 9px; margin: 2px; }}
        QScrollBar::handle:vertical {{ background: {c.line}; min-height: 36px; border-radius: 2px; }}
        QScrollBar::handle:vertical:hover {{ background: {c.edge}; }}
        QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page
            {{ background: none; height: 0; }}
        QLineEdit, QTextEdit[boxed="true"] {{ background: {c.sheet}; color: {c.ink}; border: 1px solid {c.edge};
            border-radius: {t.RADIUS}px; padding: 6px 10px; selection-background-color: {c.accent};
            selection-color: {c.on_accent}; }}
        QLineEdit:focus, QTextEdit[boxed="true"]:focus {{ border: 2px solid {c.accent}; padding: 5px 9px; }}
        QLineEdit:disabled {{ color: {c.ink3}; background: {c.margin}; border-color: {c.line}; }}
        QLineEdit[bad="true"], QTextEdit[bad="true"] {{ border: 2px solid {c.late}; padding: 5px 9px; }}
        QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{ border: 0; background: transparent; padding: 0; }}
        QTextEdit {{ background: transparent; color: {c.ink}; border: 0; selection-background-color: {c.accent};
            selection-color: {c.on_accent}; }}
        QListView {{ background: transparent; border: 0; outline: 0; }}
        QListView[offers="true"] {{ background: {c.sheet}; color: {c.ink}; border: 1px solid {c.edge}; padding: 4px; }}
        QListView[offers="true"]::item {{ padding: 5px 8px; }}
        QListView[offers="true"]::item:selected {{ background: {c.chosen}; color: {c.ink}; }}
        QMenu {{ background: {c.sheet}; color: {c.ink}; border: 1px solid {c.line}; padding: 4px; }}
        QMenu::item {{ padding: 6px 20px; border-radius: {t.RADIUS}px; }}
        QMenu::item:selected {{ background: {c.chosen}; color: {c.ink}; }}
        QMenu::item:disabled {{ color: {c.ink3}; }}
        """


def system_theme(app: QApplication) -> str:
    """ "dark" where the system asks for it, else "light"; `ABOVEBOARD_THEME` overrides it, for pictures."""
    named = os.environ.get("ABOVEBOARD_THEME", "")
    if named in t.THEMES:
        return named
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def system_base(app: QApplication) -> float:
    """The user's own font size in pixels, never less than the look's; `ABOVEBOARD_TEXT_PX` overrides it."""
    named = os.environ.get("ABOVEBOARD_TEXT_PX", "")
    if named.replace(".", "", 1).isdigit():
        return min(40.0, max(9.0, float(named)))
    return float(max(t.BASE, QFontInfo(app.font()).pixelSize()))


def wants_motion(app: QApplication) -> bool:
    """Does the system want things to move? Where it says nothing, yes."""
    if os.environ.get("ABOVEBOARD_MOTION", "1") == "0":
        return False
    return app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def dress(app: QApplication, look: Look) -> None:
    """Give the whole program a look: palette, font and style sheet, then every widget that was built from it."""
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")  # the one style that obeys a palette on every platform
    app.setPalette(look.palette())
    app.setFont(look.font("body"))
    app.setStyleSheet(look.sheet())
    for widget in app.allWidgets():
        restyle = getattr(widget, "restyle", None)
        if restyle is not None and vars(widget):  # (one that is being collected has lost all it knew)
            restyle()
        widget.update()
