"""The two faces: Literata for people's words, Inter for the program's. Both come as packages under the OFL."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from PySide6.QtGui import QFontDatabase

PACKAGES = ("fontpkg_literata", "fontpkg_inter")
FAMILIES = {
    "display": ["Literata", "Source Serif 4", "Georgia", "Noto Serif", "serif"],
    "book": ["Literata", "Source Serif 4", "Georgia", "Noto Serif", "serif"],
    "plain": ["Inter", "Source Sans 3", "Segoe UI", "Noto Sans", "sans-serif"],
}
OPTICAL = {"display": 36, "book": 14, "plain": 14}


def load() -> int:
    """Give Qt the font files of the packages; the number of files it took. Where none is there, others stand in."""
    taken = 0
    for package in PACKAGES:
        found = importlib.util.find_spec(package)
        for folder in (found.submodule_search_locations or []) if found else []:
            for file in sorted(Path(folder, "files").glob("*.ttf")):
                # an italic is made by slanting where the face has none loaded: half the bytes to read at the start
                if "Italic" not in file.name:
                    taken += QFontDatabase.addApplicationFont(str(file)) >= 0
    return taken
