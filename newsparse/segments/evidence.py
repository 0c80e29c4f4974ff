"""What the recognisers and the words themselves say of the blocks in and around the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.segments.candidate import Candidate
from newsparse.segments.labelled import Labelled, Labels
from newsparse.segments.looks import step
from newsparse.segments.outline import Outline, chance_step
from newsparse.segments.page import LONGEST_LINE, Page
from newsparse.segments.phrases import letters_of
from newsparse.segments.pictures import find_captions
from newsparse.segments.region import Region
from newsparse.segments.scorer import Names

# Recognisers are asked about so many visible blocks before the article and behind it.
BEFORE, BEHIND = 40, 15
LONGEST_CAPTION: Final = 600
_TOKEN = pattern(r"[^\W\d_]{4,}")
_WIDE = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]{2}")
_LONGEST_READ: Final = 800
# The stem's beginning serves inflected languages.
_STEM: Final = 7
_SURE: Final = (0.35, 0.5, 0.6, 0.7, 0.85)
_SHARED: Final = (0.05, 0.15, 0.25, 0.35, 0.5, 0.65, 0.8)
_COUNTS: Final = (2, 4, 7, 12)
_CHANCES: Final = (0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99)
_FROM_FIRST: Final = (-30, -20, -12, -8, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 5, 9)
_FROM_LAST: Final = (-8, -4, -2, -1, 0, 1, 2, 3, 4, 6, 10, 20)
_BODY_BEFORE: Final = (0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99)
_ECHOED: Final = range(10, 301)
_ECHO_LETTERS: Final = 60
_NOTHING: Final[Names] = ()


@record
class Reading(Record):
    """What is known of one visible block."""

    names: Names
    """All features."""
    beside: Names
    """Those that matter for the blocks beside it."""
    shared: int
    """Step of the share of its words that the body takes up."""
    has_author: bool
    """Whether it reads like an author line."""
    byline: int
    """Step of the byline's confidence."""
    is_dated: bool
    """Whether it is there for a date."""
    is_picture: bool
    """Whether it is a picture's mark, a caption or a credit."""


@record
class Evidence(Record):
    """All readings of a page, by place."""

    outline: Outline
    """Where the article lies."""
    readings: tuple[Reading, ...]
    """One for each visible block."""
    title: str
    """The labelled headline's letters; empty where there is none."""
    pictured: dict[int, Labelled]
    """Captions, credits and pictures, by block, by their own words and neighbours."""
    tokens: tuple[frozenset[str], ...]
    """The longer words of each visible block, cut to their stems; empty for long blocks outside of the article."""


def find_evidence(page: Page, outline: Outline, certain: Labels) -> Evidence:
    """The readings of all visible blocks; far from the article no recogniser is asked."""
    title = next(
        (letters_of(page.value(index)[one.start : one.end]) for index, one in certain.items() if one.kind == "headline"),
        "",
    )
    values = [page.value(index) for index in outline.places]
    tokens = [
        frozenset(_tokens(value[:_LONGEST_READ])) if len(value) <= LONGEST_LINE or outline.chances[place] > 0.05 else frozenset()
        for place, value in enumerate(values)
    ]
    topic: Counter[str] = Counter()
    for place in range(outline.start, outline.end):
        if outline.chances[place] > 0.5:
            topic.update(tokens[place])
    keys = [letters_of(value.partition(" | ")[0])[:_ECHO_LETTERS] if len(value) in _ECHOED else "" for value in values]
    echoes = Counter(keys)
    bodies = [
        chance * min(600, page.prose(index).length) for index, chance in zip(outline.places, outline.chances, strict=True)
    ]
    total, before = sum(bodies) or 1.0, 0.0
    readings = []
    pictured = _pictured(page, outline, certain)
    for place, index in enumerate(outline.places):
        names = [*_placed(outline, place), f"body before {step(before / total, _BODY_BEFORE)}"]
        before += bodies[place]
        is_body = outline.chances[place] > 0.5 and outline.start <= place < outline.end
        own = tokens[place]
        taken_up = sum([topic[token] > is_body for token in own])
        shared = step(taken_up / (len(own) + 1.0), _SHARED)
        names += [f"shared {shared}", f"shared {shared} of {step(len(own), _COUNTS)}"]
        key = keys[place]
        if key and echoes[key] > 1:
            names.append(f"echo {min(4, echoes[key])}")
        if title:
            same = "=" if key == title[:_ECHO_LETTERS] else "<" if len(key) > 8 and (key in title or title in key) else "-"
            names.append(f"title {same}")
        if index in pictured:
            names.append(f"picture {pictured[index].rule}")
        readings.append(_reading(page, outline, place, index, names, shared, certain, pictured))
    return Evidence(outline, tuple(readings), title, pictured, tuple(tokens))


def _pictured(page: Page, outline: Outline, certain: Labels) -> dict[int, Labelled]:
    """What stands in and around the article for its pictures."""
    stretch = outline.places[max(0, outline.start - BEFORE) : outline.end + BEHIND]
    return find_captions(page, Region(stretch[0], stretch[-1] + 1), dict(certain)) if stretch else {}


def _placed(outline: Outline, place: int) -> Iterator[str]:
    chances = outline.chances
    yield f"chance {step(chances[place], _CHANCES)}"
    for offset in (-2, -1, 1, 2):
        yield f"chance {offset:+} {chance_step(chances, place + offset)}"
    yield f"from first {step(place - outline.first, _FROM_FIRST)}"
    yield f"from last {step(place - outline.last, _FROM_LAST)}"
    if outline.start <= place < outline.end:
        yield "inside"


def _reading(
    page: Page, outline: Outline, place: int, index: int, names: list[str], shared: int, certain: Labels,
    pictured: Labels,
) -> Reading:  # fmt: skip
    """The block's own features and the recognisers' answers, if it is near the article."""
    if not outline.start - BEFORE <= place < outline.end + BEHIND:
        return Reading(tuple(names), _NOTHING, shared, False, 0, False, False)
    value = page.value(index)
    beside = [f"shared {shared}", f"chance {chance_step(outline.chances, place)}"]
    settled = certain.get(index)
    byline = page.byline(index) if len(value) <= LONGEST_LINE and settled is None else None
    has_author = byline is not None and bool(byline.all("author"))
    answers = [f"byline {_sureness(byline)}"]
    if has_author:
        answers.append("author")
    is_picture = page.blocks[index].kind == "picture"
    if index in pictured:
        answers.append(f"picture {pictured[index].kind}")
        is_picture = True
    if len(value) <= LONGEST_CAPTION and settled is None:
        caption, credit = page.caption(index), page.credit(index)
        answers += [f"caption {_sureness(caption)}", f"credit {_sureness(credit)}"]
    dates = page.dates(index) if settled is None else settled.dates
    is_dated = bool(dates) and (settled is not None or page.is_dated(index))
    if dates:
        answers.append(f"dated {int(is_dated)}")
    if abs(place - outline.first) <= 6 and page.blocks[index].kind == "paragraph":
        dateline = page.dateline(index)
        if dateline is not None:
            names.append(f"dateline {_sureness(dateline)}")
    if len(value) <= 100 and (publisher := page.publisher(index)) is not None:
        names.append(f"publisher {_sureness(publisher)}")
    if page.follows_picture(index):
        answers.append("below picture")
    if page.precedes_picture(index):
        names.append("above picture")
    confidence = 0.0 if byline is None else byline.confidence
    return Reading(
        (*names, *answers), (*beside, *answers), shared, has_author, step(confidence, _SURE), is_dated, is_picture
    )


def _sureness(candidate: Candidate | None) -> str:
    return "-" if candidate is None else str(step(candidate.confidence, _SURE))


def _tokens(value: str) -> Iterator[str]:
    lowered = value.lower()
    yield from (word[:_STEM] for word in _TOKEN.findall(lowered))
    if not value.isascii():
        yield from (lowered[i : i + 2] for i in range(len(lowered) - 1) if _WIDE.match(lowered, i))
