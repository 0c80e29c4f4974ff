"""Below the body: the address, the publisher, authors, dates and credits that are printed at the foot."""

from __future__ import annotations

from newsparse.segments.head import BYLINE_ALONE
from newsparse.segments.labelled import Labelled
from newsparse.segments.page import Page
from newsparse.segments.phrases import letters_of
from newsparse.segments.source import site_of

# How many blocks below the body are looked at.
BELOW = 14
# A publisher's name is at most this long.
LONGEST_NAME = 60


def find_publisher(page: Page, taken: dict[int, Labelled]) -> dict[int, Labelled]:
    """The lines that name the publisher: a copyright line, a name beside the article's address, and their echoes.

    A name that is part of the address' host needs no other proof: `Valley Voice` and valleyvoice.example.
    """
    if any(one.kind == "publisher" for one in taken.values()):
        return {}
    found: dict[int, Labelled] = {}
    for index in range(len(page.blocks)):
        if index in taken:
            continue
        one = _publisher(page, index)
        if one is not None:
            found[index] = one
    best = max(found.items(), key=lambda item: item[1].confidence, default=None)
    if best is None:
        return {}
    names = {letters_of(_name(page, *best))}
    for index, block in enumerate(page.blocks):
        if index not in taken and index not in found and letters_of(block.passage.value) in names:
            found[index] = Labelled("publisher", "publisher/echo", 0.8, echo=True)
    return found


def _publisher(page: Page, index: int) -> Labelled | None:
    candidate = page.publisher(index)
    if candidate is not None and candidate.confidence >= 0.6 and candidate.rule != "publisher/label":
        return Labelled("publisher", candidate.rule, candidate.confidence, candidate=candidate)
    block, value = page.blocks[index], page.value(index)
    if not 3 <= len(value) <= LONGEST_NAME or block.kind not in ("paragraph", "heading") or not value[0].isupper():
        return None
    host = _host_beside(page, index)
    if host is None:
        return None
    if len(letters_of(value)) >= 5 and letters_of(value) in letters_of(host):
        return Labelled("publisher", "publisher/name-in-address", 0.9, candidate=candidate)
    if block.emphasized and page.prose(index).words <= 6:
        return Labelled("publisher", "publisher/emphasized-beside-address", 0.75, candidate=candidate)
    return None


def _host_beside(page: Page, index: int) -> str | None:
    """The host of the address on the visible line before or behind."""
    for step in (-1, 1):
        place = index + step
        while 0 <= place < len(page.blocks) and page.blocks[place].kind in ("rule", "markup"):
            place += step
        if 0 <= place < len(page.blocks):
            source = page.source_url(place)
            address = source.first("source_url") if source is not None and source.confidence >= 0.5 else None
            if address is not None:
                return site_of(address.value)
    return None


def _name(page: Page, index: int, one: Labelled) -> str:
    part = one.candidate.first("publisher") if one.candidate is not None else None
    return part.value if part is not None else page.value(index)


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
