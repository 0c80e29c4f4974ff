"""Chooses among what the room's other files propose: each block gets one kind, by its words and its neighbours.

The order is from what is certain to what depends on it.
"""

from __future__ import annotations

from newsparse.blocks import Layout
from newsparse.model import SegmentKind
from newsparse.rules import RuleBook
from newsparse.segments.certain import find_certain
from newsparse.segments.foot import find_foot, find_sign_off
from newsparse.segments.head import ABOVE, find_head
from newsparse.segments.headline import first_prose, propose_headlines, title_span
from newsparse.segments.imprint import find_publisher
from newsparse.segments.inside import find_body, read_page, read_wire
from newsparse.segments.labelled import Labelled
from newsparse.segments.page import Countries, Page
from newsparse.segments.phrases import letters_of
from newsparse.segments.pictures import find_captions
from newsparse.segments.region import Region, find_region
from newsparse.segments.source import site_of

# Below it, in texts without a headline, lines of the body come first; true headlines lie above in 99 of 100.
LOWEST_SCORE = -0.5


def decide(layout: Layout, book: RuleBook, countries: Countries = lambda _: ()) -> list[Labelled]:
    """The kind of each block, in order; nothing is left out."""
    page = Page(layout.blocks, book, countries)
    is_wire = layout.wrapping.indented
    # 1. what needs no look at its neighbours: labels, rules, placeholders
    taken = find_certain(page)
    # 2. where the article lies in the page
    taken |= find_sign_off(page, taken) if is_wire else {}
    region = (None if is_wire else find_region(page, taken.__contains__)) or _whole(page, taken)
    # 3. the headline, and with it where the article begins
    headline = _find_headline(page, region, taken)
    first = headline + 1 if headline is not None else region.first
    # 4. who published it
    taken |= find_publisher(page, taken)
    # 5. pictures' words and credits, wherever they stand inside
    taken |= find_captions(page, Region(max(0, first - ABOVE), region.last), taken)
    # 6. the lines between the headline and the first paragraph, and right above
    lead = _find_lead(page, first, region.last, taken)
    taken |= find_head(page, headline, first, lead, taken)
    # 7. the article itself
    taken |= find_body(page, Region(min(first, lead), region.last), taken, read_wire if is_wire else read_page)
    # 8. what stands below
    taken |= find_foot(page, region.last, taken)
    return [taken.get(index) or Labelled(*_rest(page, index)) for index in range(len(page.blocks))]


def _whole(page: Page, taken: dict[int, Labelled]) -> Region:
    """Where nothing reads like prose: all that is not explained yet, the first line aside if more follow."""
    free = [index for index in range(len(page.blocks)) if index not in taken]
    if not free:
        return Region(0, 0)
    return Region(free[0] if len(free) == 1 else free[1], free[-1] + 1)


def _find_headline(page: Page, region: Region, taken: dict[int, Labelled]) -> int | None:
    """The headline's block; a labelled headline counts before all others, and lines that repeat it are echoes."""
    labelled = next((index for index, one in taken.items() if one.kind == "headline"), None)
    candidates = propose_headlines(page, region, taken.__contains__)
    if labelled is not None:
        one = taken[labelled] = _without_site(page, labelled, taken)
        printed = letters_of(page.value(labelled)[one.start : one.end])
        echo = next((c.block for c in candidates if letters_of(page.value(c.block)) == printed), None)
        if echo is None:
            return labelled if labelled < region.last else None
        taken[echo] = Labelled("headline", "headline/echo", 0.95, echo=True)
        return echo
    best = candidates[0] if candidates else None
    if best is None or best.score < LOWEST_SCORE:
        return None
    margin = best.score - candidates[1].score if len(candidates) > 1 else 3.0
    confidence = min(0.99, max(0.3, 0.45 + 0.08 * best.score + 0.08 * min(3.0, margin)))
    taken[best.block] = Labelled("headline", best.rule, round(confidence, 3))
    for other in candidates[1:]:
        if letters_of(page.value(other.block)) == letters_of(page.value(best.block)):
            taken[other.block] = Labelled("headline", "headline/echo", 0.9, echo=True)
    return best.block


def _without_site(page: Page, labelled: int, taken: dict[int, Labelled]) -> Labelled:
    """A labelled headline without the site's name that pages put behind their titles."""
    names = [site_of(address) for index in taken for address in _addresses(page, index, taken[index])]
    names += [page.value(index)[one.start : one.end] for index, one in taken.items() if one.kind == "publisher"]
    one, value = taken[labelled], page.value(labelled)
    start, end = title_span(value, one.start, len(value) if one.end is None else one.end, names)
    return one._replace(start=start, end=end)


def _addresses(page: Page, index: int, one: Labelled) -> list[str]:
    return [page.value(index)[one.start : one.end]] if one.kind == "source_url" else []


def _find_lead(page: Page, first: int, last: int, taken: dict[int, Labelled]) -> int:
    """The first paragraph of the body: the one with a dateline, else the first that reads like one."""
    for index in range(first, min(last, first + 12)):
        dateline = page.dateline(index) if index not in taken and page.blocks[index].kind == "paragraph" else None
        if dateline is not None and dateline.confidence >= 0.6:
            return index
    lead = first_prose(page, first, last, taken.__contains__)
    return lead if lead < last else next((i for i in range(first, last) if i not in taken), last)


def _rest(page: Page, index: int) -> tuple[SegmentKind, str, float]:
    """What lies outside of the article."""
    furniture = page.furniture(index)
    if furniture is not None:
        return "furniture", furniture.rule, furniture.confidence
    publisher = page.publisher(index)
    if publisher is not None and publisher.confidence >= 0.8:
        return "publisher", publisher.rule, publisher.confidence
    return "furniture", "furniture/outside-article", 0.5
