"""The headline: of all lines around the article's beginning the one that most speaks for.

# *Bridge closed after flood*            Bridge closed after flood | The Harbour Courier
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from newsparse.record import Record, record
from newsparse.segments.evidence import Evidence, Reading
from newsparse.segments.outline import EDGE, beside
from newsparse.segments.page import Page
from newsparse.segments.scorer import Bundle, Column, Group, Names, chances, load_scorer, rows_of

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
_LOWEST_RANK, _MOST_NUMBERED = 5, 4
_BESIDE: Final = ((-2, "-2 "), (-1, "-1 "), (1, "+1 "), (2, "+2 "))
_WELL_SHARED: Final = 3
_UNNUMBERED: Final = (None, None)


@record
class HeadlineCandidate(Record):
    """A line that might be the headline."""

    place: int
    """Its place in the outline."""
    chance: float
    """The chance that it is, among all lines of this text."""
    groups: tuple[Group, ...]
    """Its features."""

    def reasons(self, rival: HeadlineCandidate | None) -> Names:
        """The features that speak for it most and that the rival has not."""
        return load_scorer("headline").reasons(self.groups, rival.groups if rival is not None else ())


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
    for part in zip(*[readings[place].bundles for place in places], strict=True):
        yield "", part
    reach = places[-1] + 1 + _BESIDE[-1][0] if places else 0
    far, near = [look.far for look in looks[:reach]], [reading.beside for reading in readings[:reach]]
    for offset, prefix in _BESIDE:
        for column in (beside(far, offset, EDGE), beside(near, offset, ())):
            yield prefix, list(map(column.__getitem__, places))
    yield "", list(_competition(evidence, places))
    yield "", list(_shares(evidence, places))
    yield "", list(_headings(page, evidence, places))
    yield "", list(_explained(evidence, places))


def _competition(evidence: Evidence, places: Sequence[int]) -> Iterator[Names]:
    """How a line stands among those before the first paragraph by its place and the words that it shares."""
    outline, readings, first = evidence.outline, evidence.readings, evidence.outline.first
    competing = [place for place in places if first - _COMPETING <= place <= first + 2]
    ranked = sorted(competing, key=lambda one: (-readings[one].shared, one))
    ranks = {place: min(_LOWEST_RANK, rank) for rank, place in enumerate(ranked)}
    own = [look.own and not _is_explained(one) for look, one in zip(outline.looks, readings[: first + 3], strict=False)]
    numbered = [place for place in competing if readings[place].shared >= _WELL_SHARED and own[place]]
    numbers = {
        place: (min(_MOST_NUMBERED, number), min(_MOST_NUMBERED, len(numbered) - 1 - number))
        for number, place in enumerate(numbered)
    }
    open_until = list(accumulate(own[:first], initial=0))
    for place in places:
        between = min(_FEW_BETWEEN[-1], open_until[-1] - open_until[place + 1]) if place < first else None
        line = 0 if place == 0 else 1 if place < _FIRST_LINES else 2
        yield _place_names(line, between, ranks.get(place), *numbers.get(place, _UNNUMBERED))


@lru_cache(maxsize=2048)
def _place_names(line: int, between: int | None, rank: int | None, number: int | None, last: int | None) -> Bundle:
    """What the steps of a line's competition are called."""
    names = ["between none" if between is None else f"between {bisect_right(_FEW_BETWEEN, between)}"]
    if line < 2:
        names.append("among first lines" if line else "first line")
    if rank is not None:
        names.append(f"rank {rank}")
        if between is not None:
            names.append(f"rank {min(3, rank)} between {bisect_right(_FEWER_BETWEEN, between)}")
    if number is not None:
        names += (f"number {number}", f"number from behind {last}")
    return Bundle(names)


def _shares(evidence: Evidence, places: Sequence[int]) -> Iterator[Names]:
    """How a line's length and end go with the words that it shares and with where it stands."""
    looks, readings, first = evidence.outline.looks, evidence.readings, evidence.outline.first
    for place in places:
        look, shared = looks[place], bisect_right(_WITH_SHARED, readings[place].shared)
        yield _share_names(look.words, look.ends, shared, bisect_right(_FROM_FIRST, place - first))


@lru_cache(maxsize=1024)
def _share_names(words: int, ends: str, shared: int, distance: int) -> Bundle:
    return Bundle((f"words {words} {ends} shared {shared}", f"{ends} from first {distance}"))


def _headings(page: Page, evidence: Evidence, places: Sequence[int]) -> Iterator[Names]:
    """How high a heading is among the page's."""
    outline = evidence.outline
    levels = [page.blocks[index].level for index in outline.places[: outline.last + 1] if _is_heading(page, index)]
    best = min(levels, default=0)
    count = levels.count(best)
    for place in places:
        block = page.blocks[outline.places[place]]
        level = block.level if block.kind == "heading" else 0
        yield _level_names(level, best, min(3, count), bisect_right(_LEVEL_AT, place - outline.first), block.emphasized)


@lru_cache(maxsize=1024)
def _level_names(level: int, best: int, count: int, step: int, emphasized: bool) -> Bundle:
    """What a heading's level is called, 0 for none; `best` is the page's highest."""
    if not best:
        name = "no headings"
    elif not level:
        name = "no heading among headings"
    elif level > best:
        name = f"heading {level - best} below the highest"
    else:
        name = f"highest heading {best} of {count} at {step}"
    return Bundle((name,) if level else (name, f"plain {int(emphasized)} headings {int(bool(best))}"))


def _explained(evidence: Evidence, places: Sequence[int]) -> Iterator[Names]:
    """How far below a line stand the author, the date, a picture; how far above it a date."""
    readings = evidence.readings
    authors = _next([one.has_author and one.byline >= _SURE_BYLINE for one in readings], _BELOW)
    dates = _next([one.is_dated for one in readings], _BELOW)
    pictures = _next([one.is_picture for one in readings], _PICTURE_BELOW)
    above = _next([one.is_dated for one in reversed(readings)], _ABOVE)
    for place in places:
        yield _explained_names(authors[place], dates[place], pictures[place], above[-1 - place])


@lru_cache(maxsize=1024)
def _explained_names(author: str, date: str, picture: str, above: str) -> Bundle:
    return Bundle((f"author below {author}", f"date below {date}", f"picture below {picture}", f"date above {above}"))


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
