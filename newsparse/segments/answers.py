"""What each block in and around the article is: paragraph, caption, author line, date, subhead, or none of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsparse.segments.evidence import BEFORE, BEHIND, Evidence
from newsparse.segments.looks import step
from newsparse.segments.page import Page
from newsparse.segments.scorer import Group, Names

# The answers, in the order of the weights. A subheadline and a headline are found by their own scorers.
ANSWERS: Final = ("outside", "paragraph", "caption", "subheadline", "subhead", "byline", "date", "credit")
_FROM_HEADLINE: Final = (-20, -6, -3, -2, -1, 0, 1, 2, 3, 4, 5, 7, 10, 20)
_HEAD: Final = 6
_AROUND: Final = (0.5, 1, 2, 3, 4, 5)
_CHANCES: Final = (0.1, 0.5, 0.9)


def block_evidence(page: Page, evidence: Evidence, headline: int | None) -> Iterator[tuple[int, list[Group]]]:
    """The places in and around the article with their features; `headline` is the headline's place."""
    outline, readings = evidence.outline, evidence.readings
    looks, chances = outline.looks, outline.chances
    count = len(looks)
    begin = outline.start - BEFORE if headline is None else min(headline, outline.start - BEFORE)
    for place in range(max(0, begin), min(count, outline.end + BEHIND)):
        groups: list[Group] = [("", looks[place].names), *[("", bundle) for bundle in readings[place].bundles]]
        for offset, prefix in ((-2, "-2 "), (-1, "-1 "), (1, "+1 "), (2, "+2 ")):
            beside = place + offset
            if 0 <= beside < count:
                groups += [(prefix, looks[beside].near), (prefix, readings[beside].beside)]
            else:
                groups.append((prefix, ("edge",)))
        names = [
            f"before {step(sum(chances[max(0, place - 6) : place]), _AROUND)}",
            f"behind {step(sum(chances[place + 1 : place + 7]), _AROUND)}",
        ]
        names += ["no headline"] if headline is None else _from_headline(page, evidence, headline, place)
        groups.append(("", tuple(names)))
        yield place, groups


def _from_headline(page: Page, evidence: Evidence, headline: int, place: int) -> Names:
    outline, readings = evidence.outline, evidence.readings
    distance = f"headline {step(place - headline, _FROM_HEADLINE)}"
    names = [distance]
    if 0 < place - headline <= _HEAD:
        look = outline.looks[place]
        names += [f"{distance} {name}" for name in look.names[:3]]
        names.append(f"{distance} chance {step(outline.chances[place], _CHANCES)}")
        if any(one.has_author for one in readings[headline:place]):
            names.append("author above")
    return tuple(names)
