"""The few parts every page is made of. Each takes the look first, paints itself from it and follows its changes."""

from aboveboard.ui.widgets.buttons import Action, IconAction, NavItem
from aboveboard.ui.widgets.choices import Choices, Mark, together
from aboveboard.ui.widgets.fields import (
    Field,
    Line,
    LineField,
    Note,
    PickField,
    TextField,
    focus_first_bad,
    mark_bad,
    pair,
    place_trouble,
)
from aboveboard.ui.widgets.focus import FocusRing
from aboveboard.ui.widgets.layout import (
    Beside,
    Flow,
    Fold,
    Ground,
    Hairline,
    Margin,
    Section,
    clear,
    column,
    fill,
    heading,
    holder,
    refill,
    row,
    scroll,
    section,
)
from aboveboard.ui.widgets.rows import PromiseList, PromiseRow
from aboveboard.ui.widgets.sheet import Sheet, Veil
from aboveboard.ui.widgets.text import Glyph, Para, Text, ink, label, slug, tip

__all__ = [
    "Action", "Beside", "Choices", "Field", "Flow", "FocusRing", "Fold", "Glyph", "Ground", "Hairline", "IconAction",
    "Line", "LineField", "Margin", "Mark", "NavItem", "Note", "Para", "PickField", "PromiseList", "PromiseRow",
    "Section", "Sheet", "Text", "TextField", "Veil", "clear", "column", "fill", "focus_first_bad", "heading", "holder",
    "ink", "label", "mark_bad", "pair", "place_trouble", "refill", "row", "scroll", "section", "slug", "tip",
    "together",
]  # fmt: skip
