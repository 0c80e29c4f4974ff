"""Below the body: the address, the publisher, authors, dates and credits that are printed at the foot."""

from __future__ import annotations

from newsparse.segments.head import BYLINE_ALONE
from newsparse.segments.labelled import Labelled
from newsparse.segments.page import Page

# How many blocks below the body are looked at.
BELOW = 14


def find_foot(page: Page, first: int, taken: dict[int, Labelled]) -> dict[int, Labelled]:
    """The lines right below the body that belong to the article."""
    found: dict[int, Labelled] = {}
    for index in range(first, min(len(page.blocks), first + BELOW)):
        if index not in taken and not page.ends_article(index):
            one = _foot_line(page, index, close=index < first + 5)
            if one is not None:
                found[index] = one
        elif page.ends_article(index):
            break
    return found


def _foot_line(page: Page, index: int, *, close: bool) -> Labelled | None:
    source, byline, credit = page.source_url(index), page.byline(index), page.credit(index)
    if source is not None and source.confidence >= 0.5:
        return Labelled("source_url", source.rule, source.confidence, candidate=source)
    if byline is not None and byline.confidence >= BYLINE_ALONE and byline.all("author"):
        return Labelled("byline", byline.rule, byline.confidence, candidate=byline, dates=page.dates(index))
    if credit is not None and credit.confidence >= 0.7:
        return Labelled("credit", credit.rule, credit.confidence, candidate=credit)
    dates = page.dates(index)
    if dates and close and page.prose(index).words <= 8:
        return Labelled("date", dates[0].rule, 0.7, dates=dates)
    return None


def find_sign_off(page: Page, taken: dict[int, Labelled]) -> dict[int, Labelled]:
    """The agency's name alone in the last line of a wire story."""
    last = next((index for index in range(len(page.blocks) - 1, 0, -1) if index not in taken), 0)
    byline = page.byline(last)
    if not last or page.prose(last).words > 4 or page.prose(last).ends:
        return {}
    confidence = byline.confidence if byline is not None and byline.all("agency") else 0.6
    return {last: Labelled("furniture", "furniture/sign-off", confidence)}
