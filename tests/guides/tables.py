"""Tables of sentences kept as text: a line, and indented below it what is to be found in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def rows(name: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Each line of the table (\\n written out) with the cells of the lines below it."""
    line: str | None = None
    cells: list[list[str]] = []
    for raw in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if raw.startswith("    "):
            cells.append([cell.strip() for cell in raw.strip().split(" | ")])
            continue
        if line is not None:
            yield line.replace("\\n", "\n"), cells
        line, cells = (None if not raw.strip() or raw.startswith("#") else raw), []
    if line is not None:
        yield line.replace("\\n", "\n"), cells
