"""The subheadline: the line or paragraph below the headline that sums the article up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from newsparse.record import Record, record
from newsparse.segments.evidence import Evidence, Reading
from newsparse.segments.looks import step
from newsparse.segments.page import Page
from newsparse.segments.scorer import Group, Names, chances, load_scorer

SHORTEST, LONGEST = 15, 700
# It stands within so many visible blocks below the headline.
WITHIN: Final = 10
_LENGTHS: Final = (40, 70, 100, 140, 180, 220, 300, 400)
_RELATIONS: Final = (0.3, 0.5, 0.7, 0.9, 1.1, 1.4, 2)
_SHARED: Final = (0.05, 0.15, 0.25, 0.35, 0.5)
_CHANCES: Final = (0.1, 0.5, 0.9)
_GAPS: Final = (1, 2, 3, 4, 6, 9)
_MEANS: Final = (100, 200, 300, 400)
# So many paragraphs tell how long the article's are.
_COMPARED: Final = 6
# The place of the answer that there is none.
NONE: Final = -1


@record
class SubheadlineCandidate(Record):
    """A block that might be the subheadline, or the answer that there is none."""

    place: int
    """Its place in the outline; `NONE` for none."""
    chance: float
    """The chance that it is."""
    groups: tuple[Group, ...]
    """Its features."""

    def reasons(self, rival: SubheadlineCandidate | None) -> Names:
        """The features that speak for it most and that the rival has not."""
        return load_scorer("subheadline").reasons(self.groups, rival.groups if rival is not None else ())


def rank_subheadlines(page: Page, evidence: Evidence, headline: int) -> list[SubheadlineCandidate]:
    """All blocks that might be the subheadline of the headline at a place, and the answer none; the likeliest first."""
    scorer = load_scorer("subheadline")
    asked = list(subheadline_evidence(page, evidence, headline))
    shares = chances([scorer.sums(groups)[0] for _, groups in asked])
    ranked = sorted(zip(shares, asked, strict=True), key=lambda one: -one[0])
    return [SubheadlineCandidate(place, share, tuple(groups)) for share, (place, groups) in ranked]


def subheadline_evidence(page: Page, evidence: Evidence, headline: int) -> Iterator[tuple[int, list[Group]]]:
    """The places that might be the subheadline, with their features; the last is none's."""
    outline, readings = evidence.outline, evidence.readings
    chance_of, looks = outline.chances, outline.looks
    count = len(looks)
    likely_places = (place for place in range(max(0, headline) + 2, count) if chance_of[place] > 0.6)
    paragraphs = [page.prose(outline.places[place]).length for place in islice(likely_places, _COMPARED)]
    mean = sum(paragraphs) / len(paragraphs) if paragraphs else 0.0
    for place in range(headline + 1, min(count, headline + WITHIN + 1)):
        block = page.blocks[outline.places[place]]
        if not SHORTEST <= len(block.passage.value) <= LONGEST or block.kind == "picture":
            continue
        number = place - headline
        following = next((one for one in range(place + 1, count) if chance_of[one] > 0.5), count)
        gap = following - place - 1
        until = following if following < count else min(count, place + 5)
        before, behind = _signs(readings[headline + 1 : place]), _signs(readings[place + 1 : until])
        author, date, picture = zip(before, behind, strict=True)
        emphasized = int(block.emphasized)
        likely, length = step(chance_of[place], _CHANCES), page.prose(outline.places[place]).length
        names = [
            f"number {number}",
            f"length {step(len(block.passage.value), _LENGTHS)}",
            f"emphasized {emphasized} chance {likely}",
            f"gap {min(5, gap)}",
            f"emphasized {emphasized} gap {min(2, gap)} number {min(3, number)}",
            f"author {author}", f"date {date}", f"picture {picture}",
            f"set off {any(behind)} {any(before)} chance {likely}",
            f"paragraphs before {min(2, sum([one > 0.5 for one in chance_of[headline + 1 : place]]))}",
            f"stop {looks[place].ends == 'ends .'} number {min(3, number)} gap {min(1, gap)}",
        ]  # fmt: skip
        own, title = evidence.tokens[place], evidence.tokens[headline]
        names.append(f"of headline {step(len(own & title) / (len(title) + 1.0), _SHARED)}")
        if following < count:
            names.append(f"in next {step(len(own & evidence.tokens[following]) / (len(own) + 1.0), _SHARED)}")
            names.append(f"next has dateline {readings[following].has_dateline}")
        if mean:
            names.append(f"of mean {step(length / mean, _RELATIONS)}")
        if place + 1 < count:
            following_length = page.prose(outline.places[place + 1]).length
            names.append(f"next {step(following_length / max(1, length), (0.3, 0.7, 1.3, 2, 4))}")
        if following < count and page.blocks[outline.places[following]].emphasized != block.emphasized:
            names.append("other than the next paragraph")
        groups: list[Group] = [("", looks[place].names), ("", tuple(names))]
        groups += [("", bundle) for bundle in readings[place].bundles]
        for offset, prefix in ((-2, "-2 "), (-1, "-1 "), (1, "+1 "), (2, "+2 ")):
            beside = place + offset
            if 0 <= beside < count:
                groups += [(prefix, looks[beside].far), (prefix, readings[beside].beside)]
        yield place, groups
    gap, size = step(outline.first - headline, _GAPS), step(mean, _MEANS)
    yield NONE, [("", ("none", f"none first {gap}", f"none mean {size}"))]


def _signs(readings: Sequence[Reading]) -> tuple[bool, bool, bool]:
    """Whether an author, a date, a picture is among the blocks between two others."""
    author = date = picture = False
    for one in readings:
        author |= one.has_author
        date |= one.is_dated
        picture |= one.is_picture
    return author, date, picture
