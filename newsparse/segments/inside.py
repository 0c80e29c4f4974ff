"""What lies between the first paragraph and the last: paragraphs, list items, subheads, tables, furniture."""

from __future__ import annotations

from collections.abc import Callable

from newsparse.model import SegmentKind
from newsparse.segments.head import BYLINE_ALONE
from newsparse.segments.labelled import Labelled
from newsparse.segments.page import Page
from newsparse.segments.region import Region

# A list of more items is a page's index.
LONGEST_LIST = 40

Inside = Callable[[Page, int, int | None, int | None], Labelled]


def find_body(
    page: Page,
    stretch: Region,
    taken: dict[int, Labelled],
    inside: Inside,
) -> dict[int, Labelled]:
    """Paragraphs, list items, subheads and tables of the article, and what was set between them."""
    found: dict[int, Labelled] = {}
    free = [index for index in range(stretch.first, stretch.last) if index not in taken]
    for place, index in enumerate(free):
        before = free[place - 1] if place else None
        behind = free[place + 1] if place + 1 < len(free) else None
        found[index] = inside(page, index, before, behind)
    return found


def read_wire(page: Page, index: int, before: int | None, behind: int | None) -> Labelled:
    """Old wires have neither menus nor subheads: each indented line is a paragraph."""
    return Labelled("body", "body/indented-line", 0.9)


def read_page(page: Page, index: int, before: int | None, behind: int | None) -> Labelled:
    """A block inside the article of a page, by its words and by the free blocks before and behind it.

    Sentences are paragraphs. A short line right before a paragraph is a subhead, in a run of short lines it is
    furniture; a date or a sure author line is what it says.
    """
    block, prose = page.blocks[index], page.prose(index)
    furniture = page.sure_furniture(index)
    if furniture is not None:
        return Labelled("furniture", furniture.rule, furniture.confidence)
    if block.kind == "table":
        return Labelled("table", "table/row", 0.8)
    if prose.is_prose:
        kind: SegmentKind = "list" if block.kind == "list" else "blockquote" if block.kind == "blockquote" else "body"
        return Labelled(kind, "body/prose", 0.9)
    if page.ends_article(index):
        return Labelled("furniture", "furniture/ends-article", 0.7)
    if block.kind == "heading":
        return Labelled("subhead", f"subhead/heading-{block.level}", 0.85)
    if block.linked > 0.8:
        return Labelled("furniture", "furniture/link-alone", 0.7)
    dates = page.dates(index)
    if dates and prose.words <= 10 and page.is_dated(index):
        return Labelled("date", dates[0].rule, 0.7, dates=dates)
    if _is_scrap(page.value(index)):
        return Labelled("furniture", "furniture/scrap", 0.7)
    if page.value(index)[-1:] in ":：" and prose.words >= 3 and block.kind != "list":
        return Labelled("body", "body/leads-to-list", 0.6)
    if prose.ends and prose.words >= 2:
        return Labelled("list" if block.kind == "list" else "body", "body/short-sentence", 0.7)
    if block.kind == "list":
        if prose.words < 4 and not _leads_to(page, before):
            return Labelled("furniture", "furniture/short-item", 0.5)
        return Labelled("list", "list/item", 0.6)
    source = page.source_url(index)
    if source is not None and source.confidence >= 0.6:
        return Labelled("source_url", source.rule, source.confidence, candidate=source)
    byline = page.byline(index)
    if byline is not None and byline.confidence >= BYLINE_ALONE:
        return Labelled("byline", byline.rule, byline.confidence, candidate=byline, dates=dates)
    if behind is not None and page.prose(behind).is_prose and prose.length <= 120:
        return Labelled("subhead", "subhead/line-before-paragraph", 0.6)
    if prose.length >= 60:
        return Labelled("body", "body/line", 0.5)
    if behind is not None and before is not None and not page.prose(before).is_prose:
        return Labelled("furniture", "furniture/run-of-short-lines", 0.5)
    return Labelled("body", "body/line", 0.4)


def _is_scrap(value: str) -> bool:
    """What converters leave of buttons, counters and broken links: `(BUTTON) Share`, `5`, `](https://...)`."""
    return value.startswith(("(BUTTON)", "](")) or not any(map(str.isalpha, value))


def _leads_to(page: Page, before: int | None) -> bool:
    """Whether the line before the list announces it."""
    if before is None:
        return False
    for index in range(before, max(-1, before - LONGEST_LIST), -1):
        if page.blocks[index].kind != "list":
            return page.value(index)[-1:] in (":", "：")
    return False
