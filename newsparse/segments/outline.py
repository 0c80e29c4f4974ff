"""Where the article lies in the page: for each visible block the chance that it is one of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from newsparse.record import Record, record
from newsparse.segments.labelled import Labels
from newsparse.segments.looks import Look, read_look, step
from newsparse.segments.page import Page
from newsparse.segments.scorer import Group, Names, chance, load_scorer

# Neighbours that are looked at, with the prefix of their features.
_BESIDE: Final = ((-1, "-1 "), (1, "+1 "))
_BEYOND: Final = ((-3, "-3 "), (-2, "-2 "), (2, "+2 "), (3, "+3 "))
_EDGE: Final = ("edge",)
# Paragraphs and links are counted in so many blocks before and behind.
_WINDOWS: Final = (5, 10, 20)
_MOST_PROSE, _MOST_LINKS = 6, 8
# A chance counts as evidence up to this weight; longer paragraphs weigh more, up to this length.
_LARGEST_WEIGHT: Final = 4.0
_LONGEST_COUNTED: Final = 300
_EVEN: Final = 0.5


@record
class Outline(Record):
    """The visible blocks of a page and which of them read like the article's paragraphs.

    A place counts visible blocks; `index` of the page's blocks is `places[place]`.
    """

    places: tuple[int, ...]
    """Indexes of the visible blocks."""
    looks: tuple[Look, ...]
    """How they look."""
    chances: tuple[float, ...]
    """The chance of each to be a paragraph of the article."""
    first: int
    """Place of the first paragraph."""
    last: int
    """Place of the last paragraph."""
    start: int
    """Place where the stretch begins that speaks most for being the article."""
    end: int
    """Place behind it."""


def visible_places(page: Page) -> tuple[int, ...]:
    """Blocks with words, front matter aside."""
    return tuple(
        index
        for index, block in enumerate(page.blocks)
        if block.passage.value and block.kind not in ("rule", "markup", "field")
    )


def find_outline(page: Page, certain: Labels) -> Outline:
    """The outline of a page: every visible block is weighed by its look and its neighbours'."""
    places = visible_places(page)
    known = page.book.words("language", "function_words")
    looks = tuple(read_look(page, index, certain, known) for index in places)
    scorer = load_scorer("outline")
    sums = [scorer.sums(groups)[0] for groups in outline_evidence(looks)]
    return outline_of(page, places, looks, sums)


def outline_of(page: Page, places: Sequence[int], looks: Sequence[Look], sums: Sequence[float]) -> Outline:
    """The outline that follows from what the evidence says of each block."""
    lengths = [page.prose(index).length for index in places]
    chances = tuple(map(chance, sums))
    start, end = _heaviest(sums, lengths)
    inside = [place for place in range(start, end) if chances[place] > _EVEN]
    first, last = (inside[0], inside[-1]) if inside else (start, max(start, end - 1))
    return Outline(tuple(places), tuple(looks), chances, first, last, start, end)


def outline_evidence(looks: Sequence[Look]) -> Iterator[list[Group]]:
    """For each block the features that speak for or against its being a paragraph."""
    count = len(looks)
    prose = list(accumulate((look.prose for look in looks), initial=0))
    links = list(accumulate((look.linked for look in looks), initial=0))
    total = prose[-1] or 1
    size = f"blocks {min(8, count.bit_length())}"
    for place, look in enumerate(looks):
        groups: list[Group] = [("", look.names)]
        for offset, prefix in _BESIDE:
            beside = place + offset
            groups.append((prefix, looks[beside].near if 0 <= beside < count else _EDGE))
        for offset, prefix in _BEYOND:
            beside = place + offset
            groups.append((prefix, looks[beside].far if 0 <= beside < count else _EDGE))
        groups.append(("", _around(prose, links, place, count)))
        groups.append(("", (f"behind {10 * prose[place] // total}", size)))
        yield groups


def _around(prose: Sequence[int], links: Sequence[int], place: int, count: int) -> Names:
    names = []
    for width in _WINDOWS:
        before, behind = max(0, place - width), min(count, place + 1 + width)
        names += [
            f"prose -{width} {min(_MOST_PROSE, prose[place] - prose[before])}",
            f"prose +{width} {min(_MOST_PROSE, prose[behind] - prose[place + 1])}",
            f"links -{width} {min(_MOST_LINKS, links[place] - links[before])}",
            f"links +{width} {min(_MOST_LINKS, links[behind] - links[place + 1])}",
        ]
    return tuple(names)


def _heaviest(sums: Sequence[float], lengths: Sequence[int]) -> tuple[int, int]:
    """The stretch whose evidence sums up to most; all of it where nothing speaks for a paragraph."""
    best, best_stretch = 0.0, (0, len(sums))
    weight, first = 0.0, 0
    for place, (evidence, length) in enumerate(zip(sums, lengths, strict=True)):
        if weight <= 0:
            weight, first = 0.0, place
        held = max(-_LARGEST_WEIGHT, min(_LARGEST_WEIGHT, evidence))
        weight += held * (0.5 + min(_LONGEST_COUNTED, length) / 200) if held > 0 else held / 2
        if weight > best:
            best, best_stretch = weight, (first, place + 1)
    return best_stretch


def chance_step(chances: Sequence[float], place: int) -> str:
    """On which step a neighbour's chance is; `x` outside of the page."""
    return str(step(chances[place], (0.05, 0.25, 0.5, 0.75, 0.95))) if 0 <= place < len(chances) else "x"
