"""Chooses among what the room's other files propose: each block gets one kind, by its words and its neighbours.

The order is from what is certain to what depends on it; where several readings of a block compete, learned weights
say which is the likelier one (`scorer.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsparse.blocks import Layout
from newsparse.model import SegmentKind
from newsparse.rules import RuleBook
from newsparse.segments.certain import find_certain
from newsparse.segments.evidence import Evidence, find_evidence
from newsparse.segments.foot import find_sign_off
from newsparse.segments.headline import HeadlineCandidate, rank_headlines
from newsparse.segments.imprint import find_publisher
from newsparse.segments.kicker import headline_span, title_span
from newsparse.segments.labelled import Labelled
from newsparse.segments.outline import Outline, find_outline
from newsparse.segments.page import Countries, Page
from newsparse.segments.phrases import letters_of
from newsparse.segments.rival_names import lesser_bylines
from newsparse.segments.settle import DATELINE_SURE, settle_blocks
from newsparse.segments.source import site_of
from newsparse.segments.subheadline import NONE, rank_subheadlines

# A text without a headline has lines that win by little, or begins with its first paragraph.
LOWEST_CHANCE = 0.06
# A first paragraph like all others: of 84 plain stories without a subheadline, 39 had theirs taken at the chance above.
FULL_STOPS, SUBHEADLINE_UNMARKED = '.。।”"', 0.85
# The line that came next is named from this chance on, with so many of its characters.
LEAST_RIVAL, LONGEST_RIVAL = 0.01, 60
# A headline of whole sentences reads less like a paragraph than this.
HEADLINE_OF_SENTENCES = 0.3
# Headlines that end with a full stop are rare: they must stand out from all other lines.
STATEMENT_CHANCE = 0.6
# Longer ones are the first paragraph of a text without a headline.
LONGEST_STATEMENT = 110
# A subheadline taken as paragraph costs a field, a paragraph taken as subheadline one of twenty. On publishers left
# out, .25 found 75 of 128 subheadlines and named 37 wrong ones, .08 found 83 and named 45.
SUBHEADLINE_CHANCE = 0.12
# In a short article a paragraph lost is a third of it.
FEW_PARAGRAPHS, SUBHEADLINE_OF_SHORT = 6, 0.4


def decide(layout: Layout, book: RuleBook, countries: Countries = lambda _: ()) -> list[Labelled]:
    """The kind of each block, in order; nothing is left out."""
    page = Page(layout.blocks, book, countries)
    # 1. what needs no look at its neighbours: labels, rules, placeholders
    taken = find_certain(page)
    # 2. where the article lies in the page, and what the recognisers say of the lines around it
    outline = find_outline(page, taken)
    evidence = find_evidence(page, outline, taken)
    # 3. the headline and the subheadline below it
    headline = _find_headline(page, evidence, taken)
    _find_subheadline(page, evidence, headline, taken)
    # 4. who published it
    taken |= find_publisher(page, taken)
    _trim_headline(page, taken)
    # 5. the article's paragraphs, captions, author lines and dates
    is_wire = layout.wrapping.indented and _has_no_menus(page)
    taken |= find_sign_off(page, taken) if is_wire else {}
    taken |= settle_blocks(page, evidence, headline, taken, is_wire=is_wire)
    taken |= _drop_other_authors(taken, outline.places[headline] if headline is not None else None)
    return [taken.get(index) or Labelled(*_rest(page, index)) for index in range(len(page.blocks))]


def _has_no_menus(page: Page) -> bool:
    """Whether a text has paragraphs only: old wires do, pages whose converter indents them do not."""
    return all(block.kind in ("paragraph", "rule", "markup") and not block.links for block in page.blocks)


def _find_headline(page: Page, evidence: Evidence, taken: dict[int, Labelled]) -> int | None:
    """The headline's place; a labelled headline counts before all others, and lines that repeat it are echoes."""
    places = evidence.outline.places
    labelled = next((index for index, one in taken.items() if one.kind == "headline"), None)
    candidates = [one for one in rank_headlines(page, evidence) if places[one.place] not in taken]
    if labelled is not None:
        one = taken[labelled]
        value = page.value(labelled)
        start, end = title_span(value, one.start, len(value) if one.end is None else one.end, ())
        printed = letters_of(value[start:end])
        echo = next((c.place for c in candidates if _is_echo(page.letters(places[c.place]), printed)), None)
        if echo is None:
            return places.index(labelled) if labelled in places else None
        taken[places[echo]] = Labelled("headline", "headline/echo", 0.95, echo=True)
        return echo
    best = next((one for one in candidates if _stands_out(page, evidence.outline, one)), None)
    if best is None:
        return None
    index = places[best.place]
    confidence = round(min(0.99, best.chance), 3)
    rival = next((one for one in candidates if page.letters(places[one.place]) != page.letters(index)), None)
    note = _note(page, best.reasons(rival), (places[rival.place], rival.chance) if rival is not None else None)
    taken[index] = Labelled("headline", _rule(page, index), confidence, note=note)
    for other in candidates:
        if other is not best and letters_of(page.value(places[other.place])) == letters_of(page.value(index)):
            taken[places[other.place]] = Labelled("headline", "headline/echo", 0.9, echo=True)
    return best.place


def _is_echo(printed: str, labelled: str) -> bool:
    """Whether a line repeats the labelled headline, which may have the site's name behind it."""
    return printed == labelled or (len(printed) > 0.6 * len(labelled) and labelled.startswith(printed))


def _note(page: Page, reasons: tuple[str, ...], rival: tuple[int, float] | None) -> str:
    """What spoke for a line by the names of its features, and the line that came next."""
    note = f"for it: {', '.join(reasons)}" if reasons else "for it: nothing else is likelier"
    if rival is not None and rival[1] >= LEAST_RIVAL:
        note += f"; next: “{page.value(rival[0])[:LONGEST_RIVAL]}” at {rival[1]:.2f}"
    return note


def _stands_out(page: Page, outline: Outline, candidate: HeadlineCandidate) -> bool:
    """Whether the likeliest line is a headline at all, and no first paragraph."""
    index = outline.places[candidate.place]
    if candidate.chance < LOWEST_CHANCE or not any(page.value(one) for one in outline.places[candidate.place + 1 :]):
        return False  # below a headline stands its article
    if page.blocks[index].kind == "heading" or not page.prose(index).is_prose:
        return True
    if _has_dateline(page, index):
        return False
    is_statement = page.value(index)[-1:] == "."
    if is_statement and (candidate.chance < STATEMENT_CHANCE or page.prose(index).length > LONGEST_STATEMENT):
        return False
    return outline.chances[candidate.place] < HEADLINE_OF_SENTENCES


def _rule(page: Page, index: int) -> str:
    block = page.blocks[index]
    if block.kind == "heading":
        return f"headline/heading-{block.level}"
    return "headline/emphasized-line" if block.emphasized else "headline/line"


def _find_subheadline(page: Page, evidence: Evidence, headline: int | None, taken: dict[int, Labelled]) -> None:
    """The likeliest block below the headline, unless the text labels its subheadline."""
    if headline is None or any(one.kind == "subheadline" for one in taken.values()):
        return
    places = evidence.outline.places
    ranked = [
        one
        for one in rank_subheadlines(page, evidence, headline)
        if one.place == NONE or places[one.place] not in taken
    ]
    best = next((one for one in ranked if one.place != NONE and not _opens_story(page, places[one.place])), None)
    paragraphs = sum([chance > 0.5 for chance in evidence.outline.chances])
    needed = SUBHEADLINE_CHANCE if paragraphs >= FEW_PARAGRAPHS else SUBHEADLINE_OF_SHORT
    if best is not None and not _is_set_off(page, evidence, headline, best.place):
        needed = SUBHEADLINE_UNMARKED
    if best is not None and best.chance >= needed and best.place + 1 < len(places):
        confidence = round(min(0.99, best.chance), 3)
        note = _note(page, best.reasons(next((one for one in ranked if one is not best), None)), None)
        taken[places[best.place]] = Labelled("subheadline", "subheadline/below-headline", confidence, note=note)


def _is_set_off(page: Page, evidence: Evidence, headline: int, place: int) -> bool:
    """Whether anything but its words tells a block from the first paragraph: its look, or lines before or behind it."""
    index = evidence.outline.places[place]
    block = page.blocks[index]
    if block.emphasized or block.kind != "paragraph" or page.value(index)[-1:] not in FULL_STOPS:
        return True
    following = next(
        (one for one in range(place + 1, len(evidence.readings)) if evidence.outline.chances[one] > 0.5), 0
    )
    between = [*range(headline + 1, place), *range(place + 1, max(following, place + 1))]
    return bool(between)


def _opens_story(page: Page, index: int) -> bool:
    """Whether a block begins as a wire story: with its agency or day, not only `Rovigo.` as some subheadlines do."""
    dateline = page.dateline(index)
    return dateline is not None and bool(dateline.all("agency") or dateline.all("date"))


def _has_dateline(page: Page, index: int) -> bool:
    dateline = page.dateline(index)
    return dateline is not None and dateline.confidence >= DATELINE_SURE


def _drop_other_authors(taken: Mapping[int, Labelled], headline: int | None) -> dict[int, Labelled]:
    """Author lines of other articles on the page."""
    bylines = {
        index: one.candidate
        for index, one in taken.items()
        if one.kind == "byline" and one.candidate is not None and one.candidate.all("author")
    }
    labelled = {index: one for index, one in bylines.items() if taken[index].rule.startswith("label/")}
    free = {index: one for index, one in bylines.items() if index not in labelled}
    lesser = lesser_bylines(free, labelled.values(), headline)
    return {index: Labelled("furniture", "furniture/other-author", 0.6) for index in lesser}


def _trim_headline(page: Page, taken: dict[int, Labelled]) -> None:
    """Each headline line without the site's name and the kicker."""
    headlines = [index for index, one in taken.items() if one.kind == "headline"]
    if not headlines:
        return
    names = [value for index, one in taken.items() for value in _site_names(page, index, one)]
    for index in headlines:
        one, value = taken[index], page.value(index)
        start, end = headline_span(page, index, one.start, len(value) if one.end is None else one.end, names)
        taken[index] = one._replace(start=start, end=end)


def _site_names(page: Page, index: int, one: Labelled) -> Iterator[str]:
    """What a block says of the site's name."""
    value = page.value(index)[one.start : one.end]
    named = one.candidate.first("publisher") if one.candidate is not None else None
    if one.kind == "publisher":
        yield named.value if named is not None else value
    elif one.kind == "source_url":
        yield site_of(value)


def _rest(page: Page, index: int) -> tuple[SegmentKind, str, float]:
    """What lies outside of the article."""
    furniture = page.furniture(index)
    if furniture is not None:
        return "furniture", furniture.rule, furniture.confidence
    return "furniture", "furniture/outside-article", 0.5
