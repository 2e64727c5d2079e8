"""Where the program's own files lie: in the checkout beside `desktop/`, in an installed package inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str = "") -> Path:
    """The path of a folder of `resources/`; nothing is read."""
    inside = _PACKAGE / "resources"
    root = inside if inside.is_dir() else _PACKAGE.parent.parent / "resources"
    return root / name if name else root
