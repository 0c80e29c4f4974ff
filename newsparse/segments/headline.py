"""The headline: of all lines around the article's beginning the one that most speaks for.

# *Bridge closed after flood*            Bridge closed after flood | The Harbour Courier
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from newsparse.record import Record, record
from newsparse.segments.evidence import Evidence, Reading
from newsparse.segments.outline import EDGE, beside
from newsparse.segments.page import Page
from newsparse.segments.scorer import Column, Group, Names, chances, load_scorer, rows_of

SHORTEST, LONGEST = 3, 320
# A line may stand so many visible blocks behind the last paragraph, where what came before it was none.
BEHIND: Final = 3
# Lines compete by the words that they share with the body this far before the first paragraph.
_COMPETING: Final = 25
_RANKED: Final = 10
_FEW_BETWEEN: Final = (1, 2, 3, 4, 6, 10)
_FEWER_BETWEEN: Final = (1, 2, 4, 8)
_WITH_SHARED: Final = (2, 4, 6)
_FROM_FIRST: Final = (-12, -6, -3, -1, 0, 1)
_LEVEL_AT: Final = (-10, -3, 0, 1)
# Author, date and picture are looked for so far below a line and a date so far above.
_BELOW, _PICTURE_BELOW, _ABOVE = 6, 5, 4
_SURE_BYLINE: Final = 3
_FIRST_LINES: Final = 3
_BESIDE: Final = ((-2, "-2 "), (-1, "-1 "), (1, "+1 "), (2, "+2 "))
_WELL_SHARED: Final = 3


@record
class HeadlineCandidate(Record):
    """A line that might be the headline."""

    place: int
    """Its place in the outline."""
    chance: float
    """The chance that it is, among all lines of this text."""
    groups: tuple[Group, ...]
    """Its features."""

    @property
    def reasons(self) -> Names:
        """The features that speak for it most."""
        return load_scorer("headline").reasons(self.groups, 0)


def rank_headlines(page: Page, evidence: Evidence) -> list[HeadlineCandidate]:
    """All lines that might be the headline, the likeliest first.

    It speaks for a line: a heading's mark, the lower its level the better; words that the body takes up;
    nearness to the first paragraph; being repeated (a page's title); author and date below it. It speaks against
    it: a full stop, a link, a menu around it, prose before it.
    """
    places = _places(page, evidence)
    if not places:
        return []
    columns = list(_columns(page, evidence, places))
    shares = chances(load_scorer("headline").sums_of_all(columns))
    ranked = sorted(range(len(places)), key=lambda one: -shares[one])[:_RANKED]
    return [
        HeadlineCandidate(places[one], shares[one], tuple((prefix, names[one]) for prefix, names in columns))
        for one in ranked
    ]


def headline_evidence(page: Page, evidence: Evidence) -> Iterator[tuple[int, list[Group]]]:
    """The places of all lines that might be the headline, with their features."""
    places = _places(page, evidence)
    yield from zip(places, rows_of(_columns(page, evidence, places)), strict=True)


def _places(page: Page, evidence: Evidence) -> list[int]:
    outline = evidence.outline
    last = min(len(outline.places), outline.last + BEHIND + 1)
    return [place for place in range(last) if _can_be(page, outline.places[place])]


def _columns(page: Page, evidence: Evidence, places: Sequence[int]) -> Iterator[Column]:
    """The lines themselves, their neighbours, and what stands between them and the first paragraph."""
    looks, readings = evidence.outline.looks, evidence.readings
    yield "", [looks[place].names for place in places]
    yield "", [readings[place].names for place in places]
    far, near = [look.far for look in looks], [reading.beside for reading in readings]
    for offset, prefix in _BESIDE:
        for column in (beside(far, offset, EDGE), beside(near, offset, ())):
            yield prefix, [column[place] for place in places]
    yield "", list(_competition(page, evidence, places))
    yield "", list(_headings(page, evidence, places))
    yield "", list(_explained(evidence, places))


def _competition(page: Page, evidence: Evidence, places: Sequence[int]) -> Iterator[Names]:
    """How a line stands among those before the first paragraph by its place and the words that it shares."""
    outline, readings, first = evidence.outline, evidence.readings, evidence.outline.first
    competing = [place for place in places if first - _COMPETING <= place <= first + 2]
    ranks = {place: rank for rank, place in enumerate(sorted(competing, key=lambda one: (-readings[one].shared, one)))}
    own = [look.own and not _is_explained(one) for look, one in zip(outline.looks, readings, strict=True)]
    numbered = [place for place in competing if readings[place].shared >= _WELL_SHARED and own[place]]
    numbers = {place: number for number, place in enumerate(numbered)}
    open_places = [place for place in range(first) if own[place]]
    for place in places:
        names = ["first line" if place == 0 else "among first lines"] if place < _FIRST_LINES else []
        if place < first:
            between = len(open_places) - bisect_right(open_places, place)
            names.append(f"between {bisect_right(_FEW_BETWEEN, between)}")
            if place in ranks:
                names.append(f"rank {min(3, ranks[place])} between {bisect_right(_FEWER_BETWEEN, between)}")
        else:
            names.append("between none")
        if place in ranks:
            names.append(f"rank {min(5, ranks[place])}")
        if place in numbers:
            number = numbers[place]
            names += (f"number {min(4, number)}", f"number from behind {min(4, len(numbers) - 1 - number)}")
        look, shared = outline.looks[place], bisect_right(_WITH_SHARED, readings[place].shared)
        names.append(f"words {look.words} {look.ends} shared {shared}")
        names.append(f"{look.ends} from first {bisect_right(_FROM_FIRST, place - first)}")
        yield tuple(names)


def _headings(page: Page, evidence: Evidence, places: Sequence[int]) -> Iterator[Names]:
    """How high a heading is among the page's."""
    outline = evidence.outline
    levels = [page.blocks[index].level for index in outline.places[: outline.last + 1] if _is_heading(page, index)]
    best = min(levels, default=0)
    count = levels.count(best)
    for place in places:
        index = outline.places[place]
        level = _level(page, index, best, count, place - outline.first)
        if _is_heading(page, index):
            yield (level,)
        else:
            yield level, f"plain {int(page.blocks[index].emphasized)} headings {int(bool(levels))}"


def _level(page: Page, index: int, best: int, count: int, distance: int) -> str:
    if not best:
        return "no headings"
    if not _is_heading(page, index):
        return "no heading among headings"
    level = page.blocks[index].level
    if level > best:
        return f"heading {level - best} below the highest"
    return f"highest heading {best} of {min(3, count)} at {bisect_right(_LEVEL_AT, distance)}"


def _explained(evidence: Evidence, places: Sequence[int]) -> Iterator[Names]:
    """How far below a line stand the author, the date, a picture; how far above it a date."""
    readings = evidence.readings
    authors = _next([one.has_author and one.byline >= _SURE_BYLINE for one in readings], _BELOW)
    dates = _next([one.is_dated for one in readings], _BELOW)
    pictures = _next([one.is_picture for one in readings], _PICTURE_BELOW)
    above = _next([one.is_dated for one in reversed(readings)], _ABOVE)
    for place in places:
        yield (
            f"author below {authors[place]}", f"date below {dates[place]}", f"picture below {pictures[place]}",
            f"date above {above[-1 - place]}",
        )  # fmt: skip


def _next(held: Sequence[bool], within: int) -> list[str]:
    """For each place how many others stand between it and the next one that holds, `-` if it is not within so many."""
    found, distance = ["-"] * len(held), within
    for place in range(len(held) - 1, -1, -1):
        if distance < within:
            found[place] = str(distance)
        distance = 0 if held[place] else distance + 1
    return found


def _is_explained(reading: Reading) -> bool:
    return reading.has_author or reading.is_dated or reading.is_picture


def _is_heading(page: Page, index: int) -> bool:
    return page.blocks[index].kind == "heading"


def _can_be(page: Page, index: int) -> bool:
    return SHORTEST <= len(page.value(index)) <= LONGEST and page.blocks[index].kind != "picture"
