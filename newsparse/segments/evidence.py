"""What the recognisers and the words themselves say of the blocks in and around the article."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.segments.candidate import Candidate
from newsparse.segments.labelled import Labelled, Labels
from newsparse.segments.looks import step
from newsparse.segments.outline import Outline
from newsparse.segments.page import LONGEST_LINE, Page
from newsparse.segments.phrases import letters_of
from newsparse.segments.pictures import find_captions
from newsparse.segments.region import Region
from newsparse.segments.scorer import Bundle, Names

# Recognisers are asked about so many visible blocks before the article and behind it.
BEFORE, BEHIND = 40, 15
LONGEST_CAPTION: Final = 600
# The stem's beginning serves inflected languages.
_STEM = pattern(r"([^\W\d_]{4,7})[^\W\d_]*")
_ASCII_STEM = pattern(r"([a-z]{4,7})[a-z]*")
_SYLLABLE = pattern(r"[^\W\d_]{3,}")
# Scripts without blanks: each two letters count as a word.
_WIDE = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]{2,}")
_LONGEST_READ: Final = 800
_SURE: Final = (0.35, 0.5, 0.6, 0.7, 0.85)
_SHARED: Final = (0.05, 0.15, 0.25, 0.35, 0.5, 0.65, 0.8)
_COUNTS: Final = (2, 4, 7, 12)
_CHANCES: Final = (0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99)
_FROM_FIRST: Final = (-30, -20, -12, -8, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 5, 9)
_FROM_LAST: Final = (-8, -4, -2, -1, 0, 1, 2, 3, 4, 6, 10, 20)
# A paragraph counts up to this length as body.
_LONGEST_BODY: Final = 600
_BODY_BEFORE: Final = (0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99)
_ECHOED: Final = range(10, 301)
_ECHO_LETTERS: Final = 60
_MOST_ECHOES: Final = 4
_NOTHING: Final = Bundle(())
# Names of the features that nearly every block has, by step.
_CHANCE: Final = tuple(f"chance {one}" for one in range(len(_CHANCES) + 1))
_NEAR_CHANCES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
_AT_FIRST: Final = tuple(f"from first {one}" for one in range(len(_FROM_FIRST) + 1))
_AT_LAST: Final = tuple(f"from last {one}" for one in range(len(_FROM_LAST) + 1))
_BEFORE: Final = tuple(f"body before {one}" for one in range(len(_BODY_BEFORE) + 1))
_TAKEN_UP: Final = tuple(f"shared {one}" for one in range(len(_SHARED) + 1))
_TAKEN_UP_OF: Final = tuple(tuple(f"{one} of {size}" for size in range(len(_COUNTS) + 1)) for one in _TAKEN_UP)
# What a neighbour's step of chance is called, `x` outside of the page, by how far it is away.
_BESIDE: Final = tuple(
    (offset, tuple(f"chance {offset:+} {one}" for one in (*range(len(_NEAR_CHANCES) + 1), "x")))
    for offset in (-2, -1, 1, 2)
)
_OUTSIDE: Final = len(_NEAR_CHANCES) + 1


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
    titles = (page.value(index)[one.start : one.end] for index, one in certain.items() if one.kind == "headline")
    title = letters_of(next(titles, ""))
    values = [page.values[index] for index in outline.places]
    chances, inside = outline.chances, range(outline.start, outline.end)
    read = _short_words if page.has_short_words else _stems
    stems = [
        read(value[:_LONGEST_READ]) if len(value) <= LONGEST_LINE or chance > 0.05 else frozenset[str]()
        for value, chance in zip(values, chances, strict=True)
    ]
    topic = Counter(chain.from_iterable(stems[place] for place in inside if chances[place] > 0.5))
    once, again = frozenset(topic), frozenset([word for word, count in topic.items() if count > 1])
    keys = [letters_of(value.partition(" | ")[0])[:_ECHO_LETTERS] if len(value) in _ECHOED else "" for value in values]
    echoes = Counter(keys)
    pictured = _pictured(page, outline, certain)
    readings = []
    for place, (index, names) in enumerate(zip(outline.places, _placed(page, outline), strict=True)):
        own, key = stems[place], keys[place]
        taken_up = len(own & (again if chances[place] > 0.5 and place in inside else once))
        shared = bisect_right(_SHARED, taken_up / (len(own) + 1.0))
        names += [_TAKEN_UP[shared], _TAKEN_UP_OF[shared][bisect_right(_COUNTS, len(own))]]
        if key and echoes[key] > 1:
            names.append(f"echo {min(_MOST_ECHOES, echoes[key])}")
        if title:
            names.append(f"title {_likeness(key, title)}")
        if index in pictured:
            names.append(f"picture {pictured[index].rule}")
        readings.append(_reading(page, outline, place, index, names, shared, certain, pictured))
    return Evidence(outline, tuple(readings), title, pictured, tuple(stems))


def _likeness(key: str, title: str) -> str:
    """Whether a line says the same as the labelled headline, or one holds the other."""
    if key == title[:_ECHO_LETTERS]:
        return "="
    return "<" if len(key) > 8 and (key in title or title in key) else "-"


def _pictured(page: Page, outline: Outline, certain: Labels) -> dict[int, Labelled]:
    """What stands in and around the article for its pictures."""
    stretch = outline.places[max(0, outline.start - BEFORE) : outline.end + BEHIND]
    return find_captions(page, Region(stretch[0], stretch[-1] + 1), dict(certain)) if stretch else {}


def _placed(page: Page, outline: Outline) -> Iterator[list[str]]:
    """For each block what its place among the paragraphs says."""
    chances, inside, first, last = outline.chances, range(outline.start, outline.end), outline.first, outline.last
    steps = [bisect_right(_NEAR_CHANCES, chance) for chance in chances]
    beside = [[names[one] for one in _shifted(steps, offset)] for offset, names in _BESIDE]
    lengths = [page.prose(index).length for index in outline.places]
    bodies = [chance * min(_LONGEST_BODY, length) for chance, length in zip(chances, lengths, strict=True)]
    total, before = sum(bodies) or 1.0, 0.0
    for place, (chance, body, *near) in enumerate(zip(chances, bodies, *beside, strict=True)):
        names = [
            _CHANCE[bisect_right(_CHANCES, chance)], *near,
            _AT_FIRST[bisect_right(_FROM_FIRST, place - first)], _AT_LAST[bisect_right(_FROM_LAST, place - last)],
            _BEFORE[bisect_right(_BODY_BEFORE, before / total)],
        ]  # fmt: skip
        if place in inside:
            names.append("inside")
        before += body
        yield names


def _shifted(steps: Sequence[int], offset: int) -> Sequence[int]:
    """Each block's neighbour's step."""
    edge = [_OUTSIDE] * min(len(steps), abs(offset))
    return [*edge, *steps[:offset]] if offset < 0 else [*steps[offset:], *edge]


def _reading(
    page: Page, outline: Outline, place: int, index: int, names: list[str], shared: int, certain: Labels,
    pictured: Labels,
) -> Reading:  # fmt: skip
    """The block's own features and the recognisers' answers, if it is near the article."""
    if not outline.start - BEFORE <= place < outline.end + BEHIND:
        return Reading(_bundle(tuple(names)), _NOTHING, shared, False, 0, False, False)
    value = page.values[index]
    beside = [_TAKEN_UP[shared], _CHANCE[bisect_right(_NEAR_CHANCES, outline.chances[place])]]
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
        (*names, *answers), _bundle((*beside, *answers)), shared, has_author, step(confidence, _SURE), is_dated,
        is_picture,
    )  # fmt: skip


def _sureness(candidate: Candidate | None) -> str:
    return "-" if candidate is None else str(step(candidate.confidence, _SURE))


@lru_cache(maxsize=4096)
def _bundle(names: Names) -> Bundle:
    return Bundle(names)


def _short_words(value: str) -> frozenset[str]:
    """Its syllables, where a word is written as several."""
    return frozenset(_SYLLABLE.findall(value.lower()))


def _stems(value: str) -> frozenset[str]:
    """The beginnings of its longer words."""
    lowered = value.lower()
    if lowered.isascii():
        return frozenset(_ASCII_STEM.findall(lowered))
    stems = set(_STEM.findall(lowered))
    for run in _WIDE.findall(lowered):
        stems.update(map("".join, pairwise(run)))
    return frozenset(stems)
