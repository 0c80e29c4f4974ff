"""The lines between the headline and the first paragraph, and right above: subheadline, byline, date."""

from __future__ import annotations

from newsparse.model import SegmentKind
from newsparse.segments.labelled import Labelled
from newsparse.segments.page import Page

# How many blocks above the headline may still hold its date or byline.
ABOVE = 6
# An author line counts from this confidence on by itself, beside other head lines from the second one on.
BYLINE_ALONE, BYLINE_PLACED = 0.7, 0.35


def find_head(
    page: Page, headline: int | None, first: int, lead: int, taken: dict[int, Labelled]
) -> dict[int, Labelled]:
    """Subheadline, bylines, dates and the rest between the headline and the first paragraph, and right above."""
    found: dict[int, Labelled] = {}
    above = range(
        max(0, (headline if headline is not None else first) - ABOVE), headline if headline is not None else first
    )
    for index in [*above, *range(first, lead)]:
        if index in taken:
            continue
        one = head_line(page, index, placed=index >= first)
        if one is not None:
            found[index] = one
    known = taken | found
    free = [index for index in range(first, lead) if index not in known]
    subheadline = next((i for i in free if _can_be_subheadline(page, i)), None)
    if subheadline is None and lead < len(page.blocks) and _is_subheadline(page, lead, headline, known):
        subheadline = lead
    if (
        subheadline is not None
        and headline is not None
        and not any(one.kind == "subheadline" for one in taken.values())
    ):
        found[subheadline] = Labelled("subheadline", "subheadline/below-headline", 0.6)
    return found


def head_line(page: Page, index: int, *, placed: bool) -> Labelled | None:
    """A line of the head by its own words: byline, date, furniture, address, publisher."""
    byline, dates, furniture = page.byline(index), page.dates(index), page.sure_furniture(index)
    block = page.blocks[index]
    if furniture is not None and not dates:
        return Labelled("furniture", furniture.rule, furniture.confidence)
    enough = BYLINE_PLACED if placed and block.kind != "heading" else BYLINE_ALONE
    if byline is not None and byline.confidence >= enough and byline.all("author") + byline.all("agency"):
        return Labelled("byline", byline.rule, byline.confidence, candidate=byline, dates=dates)
    if dates and page.is_dated(index):
        return Labelled("date", dates[0].rule, 0.85, dates=dates)
    source = page.source_url(index)
    if source is not None and source.confidence >= 0.6:
        return Labelled("source_url", source.rule, source.confidence, candidate=source)
    return None


def _can_be_subheadline(page: Page, index: int) -> bool:
    block, prose = page.blocks[index], page.prose(index)
    if block.kind == "list" or block.linked > 0.6 or prose.length > 500:
        return False
    return prose.words >= 5 and prose.length >= 30


def _is_subheadline(page: Page, lead: int, headline: int | None, known: dict[int, Labelled]) -> bool:
    """Whether the first paragraph is set off from the next one, by its look or by head lines between them."""
    block, prose = page.blocks[lead], page.prose(lead)
    if headline is None or prose.length > 500 or block.kind == "list":
        return False
    following = lead + 1
    between: list[SegmentKind] = []
    while following < len(page.blocks) and (following in known or head_line(page, following, placed=True) is not None):
        one = known.get(following) or head_line(page, following, placed=True)
        between.append(one.kind if one is not None else "other")
        following += 1
    if following >= len(page.blocks) or not page.prose(following).is_prose:
        return False
    return block.emphasized or bool({"byline", "date"} & set(between))
