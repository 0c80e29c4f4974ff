"""The headline: of all lines around the article's beginning the one that most speaks for.

# *Bridge closed after flood*            Bridge closed after flood | The Harbour Courier
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsparse.record import Record, record
from newsparse.segments.evidence import Evidence
from newsparse.segments.looks import step
from newsparse.segments.page import Page
from newsparse.segments.scorer import Group, Names, chances, load_scorer

SHORTEST, LONGEST = 3, 320
# A line may stand so many visible blocks behind the last paragraph, where what came before it was none.
BEHIND: Final = 3
# Lines compete by the words that they share with the body this far before the first paragraph.
_COMPETING: Final = 25
_FEW_BETWEEN: Final = (1, 2, 3, 4, 6, 10)
_WELL_SHARED: Final = 3


@record
class HeadlineCandidate(Record):
    """A line that might be the headline."""

    place: int
    """Its place in the outline."""
    chance: float
    """The chance that it is, among all lines of this text."""
    reasons: Names
    """The features that speak for it most."""


def rank_headlines(page: Page, evidence: Evidence) -> list[HeadlineCandidate]:
    """All lines that might be the headline, the likeliest first.

    It speaks for a line: a heading's mark, the lower its level the better; words that the body takes up;
    nearness to the first paragraph; being repeated (a page's title); author and date below it. It speaks against
    it: a full stop, a link, a menu around it, prose before it.
    """
    scorer = load_scorer("headline")
    asked = list(headline_evidence(page, evidence))
    if not asked:
        return []
    shares = chances([scorer.sums(groups)[0] for _, groups in asked])
    ranked = sorted(zip(shares, asked, strict=True), key=lambda one: -one[0])
    return [HeadlineCandidate(place, share, scorer.reasons(groups, 0)) for share, (place, groups) in ranked[:10]]


def headline_evidence(page: Page, evidence: Evidence) -> Iterator[tuple[int, list[Group]]]:
    """The places of all lines that might be the headline, with their features."""
    outline, readings = evidence.outline, evidence.readings
    looks, count = outline.looks, len(outline.places)
    first = outline.first
    places = [place for place in range(min(count, outline.last + BEHIND + 1)) if _can_be(page, outline.places[place])]
    levels = [page.blocks[index].level for index in outline.places[: outline.last + 1] if _is_heading(page, index)]
    best = min(levels, default=0)
    competing = [place for place in places if first - _COMPETING <= place <= first + 2]
    ranks = {
        place: rank for rank, place in enumerate(sorted(competing, key=lambda one: (-readings[one].shared, one)))
    }
    open_places = [place for place in range(count) if looks[place].own and not _is_explained(evidence, place)]
    sequence = {
        place: number
        for number, place in enumerate(
            one for one in competing if readings[one].shared >= _WELL_SHARED and looks[one].own and not _is_explained(evidence, one)
        )
    }
    for place in places:
        groups = _around(evidence, place)
        between = sum([place < one < first for one in open_places])
        names = [_level(page, outline.places[place], best, levels.count(best), place - first)]
        names.append(f"between {step(between, _FEW_BETWEEN)}" if place < first else "between none")
        look, reading = looks[place], readings[place]
        if place == 0:
            names.append("first line")
        elif place < 3:
            names.append("among first lines")
        if place in ranks:
            names.append(f"rank {min(5, ranks[place])}")
            if place < first:
                names.append(f"rank {min(3, ranks[place])} between {step(between, (1, 2, 4, 8))}")
        if place in sequence:
            names.append(f"number {min(4, sequence[place])}")
            names.append(f"number from behind {min(4, len(sequence) - 1 - sequence[place])}")
        names += _below(evidence, place)
        ends = look.names[2]
        names.append(f"words {look.words} {ends} shared {step(reading.shared, (2, 4, 6))}")
        names.append(f"{ends} from first {step(place - first, (-12, -6, -3, -1, 0, 1))}")
        if page.blocks[outline.places[place]].kind != "heading":
            names.append(f"plain {int(page.blocks[outline.places[place]].emphasized)} headings {int(bool(levels))}")
        groups.append(("", tuple(names)))
        yield place, groups


def _around(evidence: Evidence, place: int) -> list[Group]:
    """The line itself and its neighbours."""
    looks, readings = evidence.outline.looks, evidence.readings
    groups: list[Group] = [("", looks[place].names), ("", readings[place].names)]
    for offset, prefix in ((-2, "-2 "), (-1, "-1 "), (1, "+1 "), (2, "+2 ")):
        beside = place + offset
        if 0 <= beside < len(looks):
            groups += [(prefix, looks[beside].far), (prefix, readings[beside].beside)]
        else:
            groups.append((prefix, ("edge",)))
    return groups


def _level(page: Page, index: int, best: int, count: int, distance: int) -> str:
    if not best:
        return "no headings"
    if not _is_heading(page, index):
        return "no heading among headings"
    level = page.blocks[index].level
    if level > best:
        return f"heading {level - best} below the highest"
    return f"highest heading {best} of {min(3, count)} at {step(distance, (-10, -3, 0, 1))}"


def _below(evidence: Evidence, place: int) -> Iterator[str]:
    """How far below the line stand the author, the date, a picture; how far above it a date."""
    readings = evidence.readings
    below = readings[place + 1 : place + 7]
    author = next((str(n) for n, one in enumerate(below) if one.has_author and one.byline >= 3), "-")
    date = next((str(n) for n, one in enumerate(below) if one.is_dated), "-")
    picture = next((str(n) for n, one in enumerate(below[:5]) if one.is_picture), "-")
    above = next((str(n) for n, one in enumerate(reversed(readings[max(0, place - 4) : place])) if one.is_dated), "-")
    yield from (f"author below {author}", f"date below {date}", f"picture below {picture}", f"date above {above}")


def _is_explained(evidence: Evidence, place: int) -> bool:
    reading = evidence.readings[place]
    return reading.has_author or reading.is_dated or reading.is_picture


def _is_heading(page: Page, index: int) -> bool:
    return page.blocks[index].kind == "heading"


def _can_be(page: Page, index: int) -> bool:
    return SHORTEST <= len(page.value(index)) <= LONGEST and page.blocks[index].kind != "picture"
