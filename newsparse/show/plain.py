"""A normalized text and its diff on a terminal: control characters shown, added and removed lines coloured."""

from __future__ import annotations

from typing import Final

from newsparse.export import load_format
from newsparse.model import Normalized
from newsparse.show.safe import visible

_COLOURS: Final = {"---": "1", "+++": "1", "@@": "36", "-": "31", "+": "32"}


def write_text(normalized: Normalized) -> str:
    """The repaired text as a terminal may see it."""
    return visible(normalized.text, lines=True)


def write_diff(normalized: Normalized, *, colour: bool) -> str:
    """The unified diff as a terminal may see it; its signs tell the same without colours."""
    write = load_format("diff").normalized
    assert write is not None
    lines = visible(write(normalized), lines=True).split("\n")
    return "\n".join(_paint(line) for line in lines) if colour else "\n".join(lines)


def _paint(line: str) -> str:
    for sign, code in _COLOURS.items():
        if line.startswith(sign):
            return f"\x1b[{code}m{line}\x1b[0m"
    return line
