"""What each block in and around the article is, by the likeliest of the answers and what the recognisers allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from newsparse.model import SegmentKind
from newsparse.segments.answers import ANSWERS, answer_columns, asked_places
from newsparse.segments.candidate import Candidate
from newsparse.segments.evidence import Evidence
from newsparse.segments.labelled import Labelled, Labels
from newsparse.segments.page import Page
from newsparse.segments.plain import find_plain_sentences, is_plain, is_short
from newsparse.segments.prose import ends_sentence
from newsparse.segments.scorer import chances, load_scorer

# An author line that a recogniser reads needs a chance, less the surer it is (confidence to chance), a date line
# needs this; both are rarer than paragraphs.
HEAD_CONFIDENCE, HEAD_CHANCE = 0.4, 0.04
FOOT_CONFIDENCE, FOOT_CHANCE = 0.6, 0.08
BYLINE_CHANCES: Final = ((0.85, 0.05), (0.7, 0.15), (0.0, 0.3))
DATE_CHANCE: Final = 0.25
# What its words make a caption needs only not to be hopeless; what a credit below makes one, and reads like a
# paragraph of the article, needs more.
PICTURED_CHANCE, ABOVE_CREDIT_CHANCE = 0.02, 0.2
# What reads like a paragraph by itself counts for so much more: to lose one costs more than to keep a teaser.
DOUBTFUL: Final = 1.5
# A paragraph that begins with a dateline is the article's first, if it stands about where that is.
DATELINE_SURE: Final = 0.6
# A line that is an address needs no chance: paragraphs have words around theirs.
ADDRESS_SURE: Final = 0.6
# The first of a few paragraphs alone: of 18 that were taken for a subheadline, the one that was had more than this.
SUBHEADLINE_OF_CLIPPING: Final = 0.7
_OPENING: Final = 3
# Of a sum so far behind the share is less than a third, even of two and where it counts for more in doubt.
_FAR_MORE: Final = 1.5
# So near to the first paragraph, an author line that names itself one needs no chance.
_HEAD: Final = 6
_LONGEST_WIRE_BYLINE: Final = 12
_LONGEST_LIST: Final = 20
_OPEN: Final = ("list", "furniture", "subhead")
_BODY: Final = ("body", "list", "blockquote")
_SPEECH_DASHES: Final = "–—-"
_PARAGRAPH_KINDS: Final[dict[str, SegmentKind]] = {"list": "list", "blockquote": "blockquote", "table": "table"}


def settle_blocks(
    page: Page, evidence: Evidence, headline: int | None, taken: Labels, *, is_wire: bool
) -> dict[int, Labelled]:
    """The kinds of all blocks in and around the article that nothing has settled before."""
    found: dict[int, Labelled] = {}
    has_subheadline = headline is None or any(one.kind == "subheadline" for one in taken.values())
    is_plain_text = is_plain(page, evidence)
    is_clipping = is_plain_text and is_short(evidence)
    asked = asked_places(evidence, headline)
    for place, sums in zip(asked, load_scorer("answers").sums_of_each(answer_columns(evidence, headline)), strict=True):
        index = evidence.outline.places[place]
        if index in taken:
            continue
        if is_wire and (headline is None or place > headline):
            found[index] = _wire_line(page, index, place - (headline or 0))
            continue
        if _is_outside(sums) and _is_nameless(page, evidence, place):
            continue
        shares = dict(zip(ANSWERS, chances(sums), strict=True))
        is_doubtful = is_clipping and page.prose(index).is_prose and shares["subheadline"] < SUBHEADLINE_OF_CLIPPING
        if has_subheadline or is_doubtful:
            shares["paragraph"] += shares["subheadline"]
            shares["subheadline"] = 0.0
        one = _settle(page, evidence, place, headline, shares)
        if one is not None:
            found[index] = one
            has_subheadline |= one.kind == "subheadline"
    found |= _announced_lists(page, evidence, {**taken, **found})
    found |= _own_headings(page, evidence, {**taken, **found})
    found |= _spoken(page, evidence, {**taken, **found})
    if is_plain_text:
        found |= find_plain_sentences(page, evidence, headline, {**taken, **found})
    if not any(one.kind in _BODY for one in found.values()):
        found |= _all_that_is_left(page, evidence, headline, {**taken, **found})
    return found


def _is_outside(sums: Sequence[float]) -> bool:
    """Whether nothing else can come out for a block than that it is outside of the article, if nobody names it."""
    outside, paragraph, caption, subheadline, subhead, *_ = sums
    return outside > _FAR_MORE + max(paragraph, subheadline) and outside > max(caption, subhead)


def _is_nameless(page: Page, evidence: Evidence, place: int) -> bool:
    """Whether no recogniser reads anything in a block that is not near the first paragraph."""
    index = evidence.outline.places[place]
    if abs(place - evidence.outline.first) <= _OPENING or index in evidence.pictured:
        return False
    return page.byline(index) is None and not page.dates(index) and page.source_url(index) is None


def _announced_lists(page: Page, evidence: Evidence, taken: Labels) -> dict[int, Labelled]:
    """The items of a list between a paragraph that announces it with a colon and another paragraph, however short."""
    found: dict[int, Labelled] = {}
    places = evidence.outline.places
    kinds = _kinds(places, taken)
    for place in range(evidence.outline.start, evidence.outline.last):
        if kinds[place] != "body" or page.value(places[place])[-1:] not in ":：":
            continue
        last = place + 1
        while last < len(places) and kinds[last] in _OPEN and _is_item(page, places[last]):
            last += 1
        if place + 1 < last <= place + _LONGEST_LIST and last < len(places) and kinds[last] == "body":
            for index in places[place + 1 : last]:
                found[index] = Labelled("list", "list/announced", 0.7)
    return found


def _own_headings(page: Page, evidence: Evidence, taken: Labels) -> dict[int, Labelled]:
    """Headings between two paragraphs of the article that are no links and no furniture."""
    places = evidence.outline.places
    kinds = _kinds(places, taken)
    found: dict[int, Labelled] = {}
    for place in range(1, len(places) - 1):
        block = page.blocks[places[place]]
        is_free = kinds[place] == "furniture" and block.kind == "heading" and block.linked <= 0.5
        if is_free and kinds[place - 1] in _BODY and kinds[place + 1] in _BODY:
            if page.sure_furniture(places[place]) is None:
                found[places[place]] = Labelled("subhead", "subhead/heading", 0.6)
    return found


def _spoken(page: Page, evidence: Evidence, taken: Labels) -> dict[int, Labelled]:
    """What somebody says behind a dash, however short, below a paragraph of the article or one line farther down."""
    places = evidence.outline.places
    kinds = _kinds(places, taken)
    found: dict[int, Labelled] = {}
    for place in range(1, len(places)):
        if not _is_free_sentence(page, places[place], kinds[place]):
            continue
        value = page.blocks[places[place]].value
        if value[0] not in _SPEECH_DASHES or not value[1:].lstrip()[:1].isupper():
            continue
        between = place - 1
        if kinds[between] not in _BODY and _is_free_sentence(page, places[between], kinds[between]):
            between -= 1  # The neighbours are angry. (below it) – ...
        if between >= 0 and kinds[between] in _BODY:
            for index in range(between + 1, place + 1):
                kinds[index] = "body"
                found[places[index]] = Labelled("body", "body/spoken", 0.7)
    return found


def _is_free_sentence(page: Page, index: int, kind: SegmentKind) -> bool:
    """Whether a block that nothing has claimed ends as a sentence does, and is no link."""
    block = page.blocks[index]
    is_free = kind == "furniture" and block.kind == "paragraph" and not block.linked
    return is_free and ends_sentence(block.value) and page.sure_furniture(index) is None


def _kinds(places: Sequence[int], taken: Labels) -> list[SegmentKind]:
    """What each visible block is so far; what nothing has settled is furniture."""
    return [one.kind if (one := taken.get(index)) is not None else "furniture" for index in places]


def _is_item(page: Page, index: int) -> bool:
    block = page.blocks[index]
    return block.kind == "list" and block.linked <= 0.5 and page.sure_furniture(index) is None


def _all_that_is_left(page: Page, evidence: Evidence, headline: int | None, taken: Labels) -> dict[int, Labelled]:
    """Where nothing reads like a paragraph, as in a text of one line: all below the headline that is no furniture."""
    found = {}
    for place, index in enumerate(evidence.outline.places):
        block = page.blocks[index]
        is_open = index not in taken and block.kind in ("paragraph", "list", "blockquote")
        if is_open and (headline is None or place > headline) and page.sure_furniture(index) is None:
            found[index] = Labelled(_PARAGRAPH_KINDS.get(block.kind, "body"), "body/line", 0.4)
    return found


def _settle(
    page: Page, evidence: Evidence, place: int, headline: int | None, shares: Mapping[str, float]
) -> Labelled | None:
    index = evidence.outline.places[place]
    block = page.blocks[index]
    pictured = evidence.pictured.get(index)
    byline, dates = page.byline(index), page.dates(index)
    if block.kind == "picture" and (byline is None or byline.confidence < BYLINE_CHANCES[0][0]):
        return pictured
    dateline = page.dateline(index) if abs(place - evidence.outline.first) <= _OPENING else None
    if dateline is not None and dateline.confidence >= DATELINE_SURE:
        return Labelled("body", "body/dateline", dateline.confidence)
    is_pictured = pictured is not None and _is_of_picture(evidence, place, pictured, shares)
    if (
        byline is not None
        and byline.all("author") + byline.all("agency")
        and shares["byline"] >= _needed(evidence, place, headline, byline)
    ):
        if not is_pictured or shares["byline"] > shares["caption"] + shares["credit"]:
            return Labelled("byline", byline.rule, _rounded(shares["byline"]), candidate=byline, dates=dates)
    if is_pictured:
        return pictured
    source = page.source_url(index)
    if source is not None and source.confidence >= ADDRESS_SURE:
        return Labelled("source_url", source.rule, source.confidence, candidate=source)
    is_head = headline is not None and 0 < place - headline <= _HEAD and place < evidence.outline.last
    is_date_line = is_head and page.is_dated(index) and not page.prose(index).is_prose
    if dates and (is_date_line or shares["date"] >= DATE_CHANCE):
        return Labelled("date", dates[0].rule, _rounded(shares["date"]), dates=dates)
    answer = _likeliest(page, evidence, place, shares)
    share = _rounded(shares[answer])
    if answer == "subheadline":
        return Labelled("subheadline", "subheadline/by-its-place", share)
    if answer == "paragraph":
        return Labelled(_PARAGRAPH_KINDS.get(block.kind, "body"), "body/paragraph", share)
    if answer == "subhead":
        return Labelled("subhead", "subhead/heading" if block.kind == "heading" else "subhead/line", share)
    if answer == "caption":
        candidate = page.caption(index, marked=True)
        return Labelled("caption", "caption/by-its-place", share, candidate=candidate)
    return None


def _likeliest(page: Page, evidence: Evidence, place: int, shares: Mapping[str, float]) -> str:
    """The likeliest of the answers that need no recogniser; in doubt, what reads like a paragraph is one."""
    if shares["subheadline"] >= 0.5:
        return "subheadline"
    paragraph = shares["paragraph"] + shares["subheadline"]
    index = evidence.outline.places[place]
    if evidence.outline.chances[place] > 0.5 and page.prose(index).is_prose and page.furniture(index) is None:
        paragraph *= DOUBTFUL
    answer, most = "paragraph", paragraph
    for other in ("outside", "subhead", "caption"):
        if shares[other] > most:
            answer, most = other, shares[other]
    return answer


def _wire_line(page: Page, index: int, number: int) -> Labelled:
    """Old wires have neither menus nor subheads: below the headline may stand an author, all else is a paragraph."""
    byline = page.byline(index) if number <= _OPENING and page.prose(index).words <= _LONGEST_WIRE_BYLINE else None
    if byline is not None and byline.confidence >= BYLINE_CHANCES[1][0] and byline.all("author"):
        return Labelled("byline", byline.rule, byline.confidence, candidate=byline)
    return Labelled("body", "body/indented-line", 0.9)


def _is_of_picture(evidence: Evidence, place: int, pictured: Labelled, shares: Mapping[str, float]) -> bool:
    """Whether a block that its words or neighbours give to a picture is left to it."""
    if pictured.kind == "credit":
        return True
    likely = evidence.outline.chances[place] > 0.5
    is_doubtful = pictured.rule == "caption/above-credit" and likely
    return pictured.kind == "caption" and (
        shares["caption"] + shares["credit"] >= (ABOVE_CREDIT_CHANCE if is_doubtful else PICTURED_CHANCE)
    )


def _needed(evidence: Evidence, place: int, headline: int | None, byline: Candidate) -> float:
    """The chance that an author line needs, by where it stands.

    Near the headline or the first paragraph a line that names itself one needs none. Right below the last paragraph
    a name alone is the writer's; far below stand those of teasers, as sure of themselves.
    """
    outline = evidence.outline
    begin = outline.first if headline is None else headline
    is_head = abs(place - outline.first) <= _HEAD or 0 < place - begin <= _HEAD or begin < place < outline.first
    is_sure = byline.confidence >= BYLINE_CHANCES[0][0]
    if is_head and byline.confidence >= HEAD_CONFIDENCE:
        return 0.0 if is_sure else HEAD_CHANCE
    if place > outline.last + _OPENING:
        return BYLINE_CHANCES[-1][1]
    if place > outline.last and byline.confidence >= FOOT_CONFIDENCE:
        return 0.0 if is_sure else FOOT_CHANCE
    return next(chance for confidence, chance in BYLINE_CHANCES if byline.confidence >= confidence)


def _rounded(share: float) -> float:
    return round(min(0.99, share), 3)
