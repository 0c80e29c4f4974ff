"""Where in a whole page the article's body lies: the stretch with the most prose and the least of all else."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from newsparse.segments.page import Page

# Weights in hundreds of letters. A menu's line costs half a short paragraph, a line such as "Related articles"
# costs more than most teasers behind it bring in.
LONGEST_COUNTED = 600
SHORT_LINE = -0.5
LINK_LINE = -1.0
FURNITURE = -1.5
ARTICLE_END = -8.0


class Region(NamedTuple):
    """A stretch of blocks."""

    first: int
    """Index of its first block."""
    last: int
    """Index behind its last block."""

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and self.first <= index < self.last


def find_region(page: Page, is_taken: Callable[[int], bool]) -> Region | None:
    """The stretch of blocks that weighs most, or None where nothing reads like prose.

    What `is_taken` already explains weighs nothing.
    """
    best, best_weight = None, 0.0
    first, weight = 0, 0.0
    for index in range(len(page.blocks)):
        if weight <= 0:
            first, weight = index, 0.0
        weight += 0.0 if is_taken(index) else block_weight(page, index)
        if weight > best_weight:
            best, best_weight = Region(first, index + 1), weight
    return best


def block_weight(page: Page, index: int) -> float:
    """How much a block speaks for lying in the body, in hundreds of letters."""
    block, prose = page.blocks[index], page.prose(index)
    if block.kind in ("rule", "markup"):
        return 0.0
    furniture = page.furniture(index)
    if furniture is not None and furniture.confidence >= 0.6:
        return ARTICLE_END if page.ends_article(index) else FURNITURE
    if prose.is_prose:
        return min(prose.length, LONGEST_COUNTED) / 100
    if page.ends_article(index):
        return ARTICLE_END
    if block.kind == "picture":
        return -0.2
    if block.linked > 0.6:
        return LINK_LINE
    if prose.ends and prose.words >= 4:
        return 0.1
    return SHORT_LINE
