"""Where the article lies in the page: for each visible block the chance that it is one of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from operator import sub
from typing import Final

from newsparse.record import Record, record
from newsparse.segments.labelled import Labels
from newsparse.segments.looks import Look, read_look
from newsparse.segments.page import Page
from newsparse.segments.scorer import Bundle, Column, Group, Names, chance, load_scorer, rows_of

# Neighbours that are looked at, with the prefix of their features.
_BESIDE: Final = ((-1, "-1 "), (1, "+1 "))
_BEYOND: Final = ((-3, "-3 "), (-2, "-2 "), (2, "+2 "), (3, "+3 "))
EDGE: Final = Bundle(("edge",))
# Paragraphs and links are counted in so many blocks before and behind.
_WINDOWS: Final = (5, 10, 20)
_MOST_PROSE, _MOST_LINKS = 6, 8
# A chance counts as evidence up to this weight; longer paragraphs weigh more, up to this length.
_LARGEST_WEIGHT: Final = 4.0
_LONGEST_COUNTED: Final = 300
_EVEN: Final = 0.5
# Of a text in which nothing reads like a paragraph so many blocks are asked about: 100,000 lines took 13 s.
_LONGEST_UNCLEAR: Final = 2_000


@record
class Outline(Record):
    """The visible blocks of a page and which of them read like the article's paragraphs.

    A place counts visible blocks; `index` of the page's blocks is `places[place]`.
    """

    places: tuple[int, ...]
    """Indexes of the visible blocks."""
    looks: tuple[Look, ...]
    """How they look."""
    lengths: tuple[int, ...]
    """Their readable lengths."""
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
    looks = tuple(read_look(page, index, certain) for index in places)
    sums = load_scorer("outline").sums_of_all(_columns(looks)) if looks else []
    return outline_of(page, places, looks, sums)


def outline_of(page: Page, places: Sequence[int], looks: Sequence[Look], sums: Sequence[float]) -> Outline:
    """The outline that follows from what the evidence says of each block."""
    lengths = tuple([page.prose(index).length for index in places])
    chances = tuple(map(chance, sums))
    start, end = _heaviest(sums, lengths)
    inside = [place for place in range(start, end) if chances[place] > _EVEN]
    first, last = (inside[0], inside[-1]) if inside else (start, max(start, end - 1))
    return Outline(tuple(places), tuple(looks), lengths, chances, first, last, start, end)


def outline_evidence(looks: Sequence[Look]) -> Iterator[list[Group]]:
    """For each block the features that speak for or against its being a paragraph."""
    yield from rows_of(_columns(looks))


def _columns(looks: Sequence[Look]) -> Iterator[Column]:
    """A block's own look, its neighbours', how much prose and how many links stand around it."""
    near, far = [look.near for look in looks], [look.far for look in looks]
    yield "", [look.names for look in looks]
    for offset, prefix in _BESIDE:
        yield prefix, beside(near, offset, EDGE)
    for offset, prefix in _BEYOND:
        yield prefix, beside(far, offset, EDGE)
    yield from _around("prose", [look.prose for look in looks], _MOST_PROSE)
    yield from _around("links", [look.linked for look in looks], _MOST_LINKS)
    yield "", _behind(looks)


def beside(names: Sequence[Names], offset: int, edge: Names) -> list[Names]:
    """The features of each block's neighbour at an offset; `edge` where the page is over.

    >>> beside([("a",), ("b",), ("c",)], -1, ("x",)), beside([("a",)], 2, ("x",))
    ([('x',), ('a',), ('b',)], [('x',)])
    """
    count = len(names)
    edges = [edge] * min(count, abs(offset))
    return [*edges, *names[: max(0, count + offset)]] if offset < 0 else [*names[offset:], *edges]


def _around(mark: str, counted: Sequence[bool], most: int) -> Iterator[Column]:
    """For each block how many of so many before it and behind it count."""
    reached = list(accumulate(counted, initial=0))
    total = reached[-1]
    held = [*range(most), *([most] * (max(_WINDOWS) - most + 1))]
    for width in _WINDOWS:
        named = _named(mark, width, most)
        before = map(sub, reached, [*([0] * width), *reached])
        behind = map(sub, [*reached[width + 1 :], *([total] * (width + 1))], reached[1:])
        yield "", [named[held[low]][held[high]] for low, high in zip(before, behind, strict=False)]


@cache
def _named(mark: str, width: int, most: int) -> tuple[tuple[Bundle, ...], ...]:
    """The features of a window by how many there are before and behind."""
    counts = range(most + 1)
    return tuple(
        tuple(Bundle((f"{mark} -{width} {before}", f"{mark} +{width} {behind}")) for behind in counts)
        for before in counts
    )


def _behind(looks: Sequence[Look]) -> list[Bundle]:
    """How much of the page's prose is behind each block."""
    prose = list(accumulate((look.prose for look in looks), initial=0))
    total, length = prose[-1] or 1, min(8, len(looks).bit_length())
    return [_tenths(10 * reached // total, length) for reached in prose[:-1]]


@lru_cache(maxsize=128)
def _tenths(tenths: int, length: int) -> Bundle:
    return Bundle((f"behind {tenths}", f"blocks {length}"))


def _heaviest(sums: Sequence[float], lengths: Sequence[int]) -> tuple[int, int]:
    """The stretch whose evidence sums up to most; where nothing speaks for a paragraph, the text's beginning."""
    best, best_stretch = 0.0, (0, min(len(sums), _LONGEST_UNCLEAR))
    weight, first = 0.0, 0
    for place, (evidence, length) in enumerate(zip(sums, lengths, strict=True)):
        if weight <= 0:
            weight, first = 0.0, place
        if evidence <= 0:
            weight += max(-_LARGEST_WEIGHT, evidence) / 2
            continue
        weight += min(_LARGEST_WEIGHT, evidence) * (0.5 + min(_LONGEST_COUNTED, length) / 200)
        if weight > best:
            best, best_stretch = weight, (first, place + 1)
    return best_stretch
