"""Where the window was: its place on the screen, its page, each page's state. A file in the platform's config
folder."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

PAGES_KEPT = 20  # journals whose pages are remembered


def config_folder() -> Path:
    """The platform's config folder of the program; nothing is made."""
    if os.name == "posix" and os.uname().sysname == "Linux":  # the same as platformdirs, without importing it first
        base = os.environ.get("XDG_CONFIG_HOME", "").strip()
        return (Path(base) if base else Path.home() / ".config") / "aboveboard"
    from platformdirs import user_config_path

    return user_config_path("aboveboard", appauthor=False)


class WindowState:
    """`geometry` (x, y, width, height, maximised), text size, and per journal the page with its parameters and states.

    An unreadable file counts as none: where a window was is not worth a sentence."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (folder or config_folder()) / "window.json"
        self.data: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            read = json.loads(self._file.read_text(encoding="utf-8"))
            if isinstance(read, dict):
                self.data = read

    def geometry(self) -> tuple[int, int, int, int] | None:
        """The place and size the window had last, in pixels; None the first time."""
        box = self.data.get("geometry")
        if isinstance(box, list) and len(box) == 4 and all(isinstance(n, int) for n in box):
            return box[0], box[1], box[2], box[3]
        return None

    def text_size(self, usual: float) -> float:
        """The text size that was chosen, in pixels, else the usual one."""
        kept = self.data.get("text_px")
        return float(kept) if isinstance(kept, (int, float)) and 9 <= kept <= 40 else usual

    def journal(self, path: Path) -> dict[str, Any]:
        """What was kept for one journal: {"page", "params", "states"}."""
        journals = self.data.get("journals")
        kept = journals.get(str(path)) if isinstance(journals, dict) else None
        return kept if isinstance(kept, dict) else {}

    def put_journal(self, path: Path, kept: dict[str, Any]) -> None:
        """Remember one journal's page."""
        journals = self.data.get("journals")
        journals = journals if isinstance(journals, dict) else {}
        journals.pop(str(path), None)
        journals[str(path)] = kept
        self.data["journals"] = dict(list(journals.items())[-PAGES_KEPT:])

    def save(self) -> None:
        """Write it down, aside and renamed; a config folder that cannot be written is no reason to stop anything."""
        aside = self._file.with_suffix(".new")
        with suppress(OSError, TypeError, ValueError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
                json.dump(self.data, out, ensure_ascii=False, indent=1)
            aside.replace(self._file)
