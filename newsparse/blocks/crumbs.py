"""Hundreds of lines of a character or two: the cells of a copied table, one a line, or no text at all.

Each line that may be a paragraph is asked some hundred questions; a text of 150,000 such lines took ten seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.blocks.lines import Line
from newsparse.passage import Passage

LONGEST: Final = 4
"""Characters of such a line, marks included: `12.5`, `- a`, `# A`."""
FEWEST: Final = 300
"""So many in a row: no list, no menu and no poem is so long without one longer line."""
MOST: Final = 1_000
"""Of so many each is made a block of its own."""


def find_crumbs(lines: Sequence[Line]) -> dict[int, int]:
    """The runs of such lines: the index behind the last by that of the first, cut into pieces.

    >>> from newsparse.blocks.lines import read_lines
    >>> find_crumbs(read_lines("Goals\\n" + "1\\n" * 1_200 + "Points scored\\n"))
    {1: 1001, 1001: 1201}
    """
    found: dict[int, int] = {}
    if len([None for line in lines if line.end - line.first <= LONGEST]) < FEWEST:
        return found
    first = 0
    for index, line in enumerate(lines):
        if line.end - line.first > LONGEST:
            _add(found, first, index)
            first = index + 1
    _add(found, first, len(lines))
    return found


def place_crumbs(text: str, lines: Sequence[Line]) -> tuple[int, int, Passage]:
    """Where such lines start and end, and what a reader sees of them, a blank for each line break."""
    start, end = lines[0].first, lines[-1].end
    return start, end, Passage(text[start:end].replace("\n", " "), ((0, start),))


def _add(found: dict[int, int], first: int, end: int) -> None:
    if end - first >= FEWEST:
        found.update((start, min(start + MOST, end)) for start in range(first, end, MOST))
