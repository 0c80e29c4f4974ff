"""Chooses among what the room's other files propose: each block gets one kind, by its words and its neighbours.

The order is from what is certain to what depends on it: labels and rules, the body's stretch, the headline,
the lines around it, pictures' words, what lies between paragraphs, the foot.
"""

from __future__ import annotations

from collections.abc import Callable

from newsparse.blocks import Layout
from newsparse.model import SegmentKind
from newsparse.rules import RuleBook
from newsparse.segments.candidate import Candidate
from newsparse.segments.certain import find_certain
from newsparse.segments.headline import first_prose, propose_headlines
from newsparse.segments.labelled import Labelled
from newsparse.segments.page import Page
from newsparse.segments.region import Region, find_region

# How many blocks above the headline may still hold its date or byline, and how many below the body.
ABOVE, BELOW = 6, 14
# An author line counts from this confidence on by itself, beside the headline or another head line from the
# second one on.
BYLINE_ALONE, BYLINE_PLACED = 0.7, 0.35
_EXTERNAL = ("http://", "https://", "www.")


def decide(layout: Layout, book: RuleBook) -> list[Labelled]:
    """The kind of each block, in order; nothing is left out."""
    page = Page(layout.blocks, book)
    taken = find_certain(page)
    # 1. where the article lies in the page
    if layout.wrapping.indented:
        taken |= _find_sign_off(page, taken)
        region = _whole(page, taken)
    else:
        region = find_region(page, taken.__contains__) or _whole(page, taken)
    # 2. the headline, and with it where the article begins
    headline = _find_headline(page, region, taken)
    first = headline + 1 if headline is not None else region.first
    # 3. pictures' words and credits, wherever they stand inside
    taken |= _find_captions(page, Region(max(0, first - ABOVE), region.last), taken)
    # 4. the lines between the headline and the first paragraph, and right above
    lead = _find_lead(page, first, region.last, taken)
    taken |= _find_head(page, headline, first, lead, taken)
    # 5. the article itself
    inside = _inside_wire if layout.wrapping.indented else _inside
    taken |= _find_body(page, Region(min(first, lead), region.last), taken, inside)
    # 6. what stands below
    taken |= _find_foot(page, region.last, taken)
    return [taken.get(index) or Labelled(*_rest(page, index)) for index in range(len(page.blocks))]


def _whole(page: Page, taken: dict[int, Labelled]) -> Region:
    """Where nothing reads like prose: all that is not explained yet, the first line aside if more follow."""
    free = [index for index in range(len(page.blocks)) if index not in taken]
    if not free:
        return Region(0, 0)
    return Region(free[0] if len(free) == 1 else free[1], free[-1] + 1)


def _find_sign_off(page: Page, taken: dict[int, Labelled]) -> dict[int, Labelled]:
    """The agency's name alone in the last line of a wire story."""
    last = next((index for index in range(len(page.blocks) - 1, 0, -1) if index not in taken), 0)
    byline = page.byline(last)
    if not last or page.prose(last).words > 4 or page.prose(last).ends:
        return {}
    confidence = byline.confidence if byline is not None and byline.all("agency") else 0.6
    return {last: Labelled("furniture", "furniture/sign-off", confidence)}


def _find_headline(page: Page, region: Region, taken: dict[int, Labelled]) -> int | None:
    """The headline's block; a labelled headline counts before all others, and lines that repeat it are echoes."""
    labelled = next((index for index, one in taken.items() if one.kind == "headline"), None)
    candidates = propose_headlines(page, region, taken.__contains__)
    if labelled is not None:
        one = taken[labelled]
        printed = _folded(page.value(labelled)[one.start : one.end])
        echo = next((c.index for c in candidates if _folded(page.value(c.index)) == printed), None)
        if echo is None:
            return labelled if labelled < region.last else None
        taken[echo] = Labelled("headline", "headline/echo", 0.95, echo=True)
        return echo
    best = candidates[0] if candidates else None
    if best is None or best.score < 0:
        return None
    margin = best.score - candidates[1].score if len(candidates) > 1 else 3.0
    confidence = min(0.99, max(0.3, 0.45 + 0.08 * best.score + 0.08 * min(3.0, margin)))
    taken[best.index] = Labelled("headline", best.rule, round(confidence, 3))
    for other in candidates[1:]:
        if _folded(page.value(other.index)) == _folded(page.value(best.index)):
            taken[other.index] = Labelled("headline", "headline/echo", 0.9, echo=True)
    return best.index


def _find_lead(page: Page, first: int, last: int, taken: dict[int, Labelled]) -> int:
    """The first paragraph of the body: the one with a dateline, else the first that reads like one."""
    for index in range(first, min(last, first + 12)):
        dateline = page.dateline(index) if index not in taken and page.blocks[index].kind == "paragraph" else None
        if dateline is not None and dateline.confidence >= 0.6:
            return index
    lead = first_prose(page, first, last, taken.__contains__)
    return lead if lead < last else next((i for i in range(first, last) if i not in taken), last)


def _find_captions(page: Page, stretch: Region, taken: dict[int, Labelled]) -> dict[int, Labelled]:
    """Pictures' own words, lines that end in a credit, and lines right behind a picture that stand out."""
    found: dict[int, Labelled] = {}
    for index in range(stretch.first, stretch.last):
        if index in taken:
            continue
        block, prose = page.blocks[index], page.prose(index)
        if block.kind == "picture":
            found[index] = _picture(page, index)
            continue
        if block.kind not in ("paragraph", "list", "blockquote", "heading") or block.level == 1:
            continue
        behind_picture = _is_behind_picture(page, index, taken, found)
        if behind_picture and block.emphasized and prose.length >= 20:
            found[index] = _caption(page, index, "caption/emphasized-below-picture", 0.85)
            continue
        credit = page.credit(index)
        if credit is not None and credit.confidence >= 0.5 and (behind_picture or credit.confidence >= 0.7):
            found[index] = Labelled("credit", credit.rule, credit.confidence, candidate=credit)
            continue
        caption = page.caption(index)
        if caption is not None and (caption.confidence >= 0.6 or (behind_picture and caption.confidence >= 0.4)):
            found[index] = Labelled("caption", caption.rule, caption.confidence, candidate=caption)
    return found


def _is_behind_picture(page: Page, index: int, taken: dict[int, Labelled], found: dict[int, Labelled]) -> bool:
    """Whether the visible block before is a picture or what stands for one."""
    before = index - 1
    while before >= 0 and page.blocks[before].kind in ("rule", "markup"):
        before -= 1
    if before < 0:
        return False
    kind = (found.get(before) or taken.get(before) or Labelled("other", "", 0)).kind
    return page.blocks[before].kind == "picture" or kind == "placeholder"


def _picture(page: Page, index: int) -> Labelled:
    """A picture's alternative text is a caption where it reads like one; else it stands for the picture."""
    prose = page.prose(index)
    caption = page.caption(index, marked=True)
    if prose.words >= 4 and prose.length >= 20 and caption is not None and not page.value(index).startswith(_EXTERNAL):
        return Labelled("caption", "caption/alternative-text", 0.6, candidate=caption)
    return Labelled("placeholder", "placeholder/alternative-text", 0.8)


def _caption(page: Page, index: int, rule: str, confidence: float) -> Labelled:
    candidate = page.caption(index, marked=True)
    return Labelled(
        "caption", candidate.rule if candidate and candidate.all("credit") else rule, confidence, candidate=candidate
    )


def _find_head(
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
        one = _head_line(page, index, placed=index >= first)
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


def _head_line(page: Page, index: int, *, placed: bool) -> Labelled | None:
    """A line of the head by its own words: byline, date, furniture, address, publisher."""
    byline, dates, furniture = page.byline(index), page.dates(index), page.furniture(index)
    block = page.blocks[index]
    if furniture is not None and furniture.confidence >= 0.6 and not dates:
        return Labelled("furniture", furniture.rule, furniture.confidence)
    enough = BYLINE_PLACED if placed and block.kind != "heading" else BYLINE_ALONE
    if byline is not None and byline.confidence >= enough and byline.all("author") + byline.all("agency"):
        return Labelled("byline", byline.rule, byline.confidence, candidate=byline, dates=dates)
    if dates and page.prose(index).words <= 20:
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
    while following < len(page.blocks) and (following in known or _head_line(page, following, placed=True) is not None):
        one = known.get(following) or _head_line(page, following, placed=True)
        between.append(one.kind if one is not None else "other")
        following += 1
    if following >= len(page.blocks) or not page.prose(following).is_prose:
        return False
    return block.emphasized or bool({"byline", "date"} & set(between))


def _find_body(
    page: Page,
    stretch: Region,
    taken: dict[int, Labelled],
    inside: Callable[[Page, int, int | None, int | None], Labelled],
) -> dict[int, Labelled]:
    """Paragraphs, list items, subheads and tables of the article, and what was set between them."""
    found: dict[int, Labelled] = {}
    free = [index for index in range(stretch.first, stretch.last) if index not in taken]
    for place, index in enumerate(free):
        before = free[place - 1] if place else None
        behind = free[place + 1] if place + 1 < len(free) else None
        found[index] = inside(page, index, before, behind)
    return found


def _inside_wire(page: Page, index: int, before: int | None, behind: int | None) -> Labelled:
    """Old wires have neither menus nor subheads: each indented line is a paragraph."""
    return Labelled("body", "body/indented-line", 0.9)


def _inside(page: Page, index: int, before: int | None, behind: int | None) -> Labelled:
    block, prose = page.blocks[index], page.prose(index)
    furniture = page.furniture(index)
    if furniture is not None and furniture.confidence >= 0.6:
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
    if prose.ends and prose.words >= 2:
        return Labelled("list" if block.kind == "list" else "body", "body/short-sentence", 0.7)
    if block.kind == "list":
        return Labelled("list", "list/item", 0.6)
    source = page.source_url(index)
    if source is not None and source.confidence >= 0.6:
        return Labelled("source_url", source.rule, source.confidence, candidate=source)
    byline = page.byline(index)
    if byline is not None and byline.confidence >= 0.85:
        return Labelled("byline", byline.rule, byline.confidence, candidate=byline)
    if behind is not None and page.prose(behind).is_prose and prose.length <= 120:
        return Labelled("subhead", "subhead/line-before-paragraph", 0.6)
    if prose.length >= 60:
        return Labelled("body", "body/line", 0.5)
    if behind is not None and before is not None and not page.prose(before).is_prose:
        return Labelled("furniture", "furniture/run-of-short-lines", 0.5)
    return Labelled("body", "body/line", 0.4)


def _find_foot(page: Page, first: int, taken: dict[int, Labelled]) -> dict[int, Labelled]:
    """Below the body: the address, the publisher, authors and dates that are printed at the foot."""
    found: dict[int, Labelled] = {}
    for index in range(first, min(len(page.blocks), first + BELOW)):
        if index in taken:
            continue
        one = _foot_line(page, index)
        if one is not None:
            found[index] = one
    return found


def _foot_line(page: Page, index: int) -> Labelled | None:
    candidates: list[tuple[Candidate | None, float]] = [
        (page.source_url(index), 0.5),
        (page.publisher(index), 0.3),
        (page.byline(index), BYLINE_ALONE),
    ]
    for candidate, enough in candidates:
        if candidate is not None and candidate.confidence >= enough:
            return Labelled(candidate.kind, candidate.rule, candidate.confidence, candidate=candidate)
    return None


def _rest(page: Page, index: int) -> tuple[SegmentKind, str, float]:
    """What lies outside of the article."""
    furniture = page.furniture(index)
    if furniture is not None:
        return "furniture", furniture.rule, furniture.confidence
    publisher = page.publisher(index)
    if publisher is not None and publisher.confidence >= 0.8:
        return "publisher", publisher.rule, publisher.confidence
    return "furniture", "furniture/outside-article", 0.5


def _folded(value: str) -> str:
    return "".join(character for character in value.lower() if character.isalnum())
