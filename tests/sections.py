"""Cases in text files: `=== name`, the text, `=>`, the expected lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Section(NamedTuple):
    """One case."""

    name: str
    """File and title."""
    text: str
    """What goes in."""
    expected: list[str]
    """The lines that come out."""


def read_sections(folder: Path) -> list[Section]:
    """All cases of a folder, in order."""
    return [section for path in sorted(folder.glob("*.txt")) for section in _read(path)]


def _read(path: Path) -> Iterator[Section]:
    for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
        name, _, rest = part.partition("\n")
        text, _, expected = rest.partition("\n=>\n")
        yield Section(f"{path.stem}: {name}", text, expected.strip("\n").split("\n"))
