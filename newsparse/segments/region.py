"""Where in a whole page the article's body lies: the stretch with the most prose and the least of all else."""

from __future__ import annotations

from collections.abc import Callable

from newsparse.record import Record, record
from newsparse.segments.page import Page

# Weights in hundreds of letters. A menu's line costs half a short paragraph, a line such as "Related articles"
# costs more than most teasers behind it bring in.
LONGEST_COUNTED = 600
SHORT_LINE = -0.5
# A heading without a link may be the article's own.
OWN_HEADING = -0.2
LINK_LINE = -1.0
# Lines between two paragraphs of one article weigh at least this much together.
WIDEST_GAP = -2.0
# A text of more blocks is a page, with teasers behind the article that read like paragraphs.
FEW_BLOCKS = 40
FURNITURE = -1.5
ARTICLE_END = -8.0


@record
class Region(Record):
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
    if best is not None and len(page.blocks) <= FEW_BLOCKS:
        return _extended(page, best, is_taken)
    return best


def _extended(page: Page, region: Region, is_taken: Callable[[int], bool]) -> Region:
    """The stretch and the paragraphs behind it that only a few plain lines part from it, such as a short list."""
    last, gap = region.last, 0.0
    for index in range(region.last, len(page.blocks)):
        weight = 0.0 if is_taken(index) else block_weight(page, index)
        if weight <= LINK_LINE or gap + weight < WIDEST_GAP:
            break
        gap += min(0.0, weight)
        if page.prose(index).is_prose and not is_taken(index):
            last, gap = index + 1, 0.0
    return Region(region.first, last)


def block_weight(page: Page, index: int) -> float:
    """How much a block speaks for lying in the body, in hundreds of letters."""
    block, prose = page.blocks[index], page.prose(index)
    if block.kind in ("rule", "markup"):
        return 0.0
    if page.sure_furniture(index) is not None:
        return ARTICLE_END if page.ends_article(index) else FURNITURE
    if prose.is_prose:
        if "cookie" in page.value(index).lower():
            return 0.0  # a consent table's lines are sentences, and longer than most articles
        return min(prose.length, LONGEST_COUNTED) / 100
    if page.ends_article(index):
        return ARTICLE_END
    if block.kind == "picture":
        return -0.2
    if block.linked > 0.6:
        return LINK_LINE
    if prose.ends and prose.words >= 4:
        return 0.1
    value = page.value(index)
    if value[-1:] in ":：" and prose.words >= 3:
        return 0.0
    return OWN_HEADING if block.kind == "heading" else SHORT_LINE
