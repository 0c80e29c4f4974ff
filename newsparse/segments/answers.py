"""What each block in and around the article is: paragraph, caption, author line, date, subhead, or none of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from newsparse.segments.evidence import BEFORE, BEHIND, Evidence
from newsparse.segments.looks import step
from newsparse.segments.outline import EDGE, beside
from newsparse.segments.scorer import Bundle, Column, Group, Names, rows_of

# The answers, in the order of the weights. A subheadline and a headline are found by their own scorers.
ANSWERS: Final = ("outside", "paragraph", "caption", "subheadline", "subhead", "byline", "date", "credit")
_FROM_HEADLINE: Final = (-20, -6, -3, -2, -1, 0, 1, 2, 3, 4, 5, 7, 10, 20)
_HEAD: Final = 6
_WITHIN: Final = 6
_AROUND: Final = (0.5, 1, 2, 3, 4, 5)
_CHANCES: Final = (0.1, 0.5, 0.9)
_BESIDE: Final = ((-2, "-2 "), (-1, "-1 "), (1, "+1 "), (2, "+2 "))
# The features of a block by how many paragraphs are likely before it and behind it.
_AROUND_NAMES: Final = tuple(
    tuple(Bundle((f"before {before}", f"behind {behind}")) for behind in range(len(_AROUND) + 1))
    for before in range(len(_AROUND) + 1)
)
_NO_HEADLINE: Final = Bundle(("no headline",))


def asked_places(evidence: Evidence, headline: int | None) -> range:
    """The places in and around the article; `headline` is the headline's place."""
    outline = evidence.outline
    begin = outline.start - BEFORE if headline is None else min(headline, outline.start - BEFORE)
    return range(max(0, begin), min(len(outline.looks), outline.end + BEHIND))


def block_evidence(evidence: Evidence, headline: int | None) -> Iterator[tuple[int, list[Group]]]:
    """The places in and around the article with their features."""
    yield from zip(asked_places(evidence, headline), rows_of(answer_columns(evidence, headline)), strict=True)


def answer_columns(evidence: Evidence, headline: int | None) -> Iterator[Column]:
    """What the blocks themselves, their neighbours and their places say, for the places that are asked about."""
    asked, looks, readings = asked_places(evidence, headline), evidence.outline.looks, evidence.readings
    stretch = slice(asked.start, asked.stop)
    yield "", [look.names for look in looks[stretch]]
    for part in zip(*[reading.bundles for reading in readings[stretch]], strict=True):
        yield "", part
    near, said = [look.near for look in looks], [reading.beside for reading in readings]
    for offset, prefix in _BESIDE:
        yield prefix, beside(near, offset, EDGE)[stretch]
        yield prefix, beside(said, offset, ())[stretch]
    chances = evidence.outline.chances
    yield (
        "",
        [
            _AROUND_NAMES[step(sum(chances[max(0, place - _WITHIN) : place]), _AROUND)][
                step(sum(chances[place + 1 : place + 1 + _WITHIN]), _AROUND)
            ]
            for place in asked
        ],
    )
    if headline is None:
        yield "", [_NO_HEADLINE] * len(asked)
    else:
        yield "", [_from_headline(evidence, headline, place) for place in asked]


def _from_headline(evidence: Evidence, headline: int, place: int) -> Bundle:
    distance = step(place - headline, _FROM_HEADLINE)
    if not 0 < place - headline <= _HEAD:
        return _distance_names(distance)
    outline = evidence.outline
    author = any(one.has_author for one in evidence.readings[headline:place])
    return _below_names(distance, outline.looks[place].names[:3], step(outline.chances[place], _CHANCES), author)


@lru_cache(maxsize=64)
def _distance_names(distance: int) -> Bundle:
    return Bundle((f"headline {distance}",))


@lru_cache(maxsize=2048)
def _below_names(distance: int, look: Names, chance: int, author: bool) -> Bundle:
    """What a block right below the headline is by its look, its chance and whether an author stands between."""
    name = f"headline {distance}"
    names = [name, *[f"{name} {one}" for one in look], f"{name} chance {chance}"]
    return Bundle([*names, "author above"] if author else names)
