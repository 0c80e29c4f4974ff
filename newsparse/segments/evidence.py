"""What the recognisers and the words themselves say of the blocks in and around the article."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

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
from newsparse.segments.shared_words import SHARED, read_tokens, shared_steps

# Recognisers are asked about so many visible blocks before the article and behind it.
BEFORE, BEHIND = 40, 15
LONGEST_CAPTION: Final = 600
_SURE: Final = (0.35, 0.5, 0.6, 0.7, 0.85)
_COUNTS: Final = (2, 4, 7, 12)
_CHANCES: Final = (0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99)
_NEAR_CHANCES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
_FROM_FIRST: Final = (-30, -20, -12, -8, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 5, 9)
_FROM_LAST: Final = (-8, -4, -2, -1, 0, 1, 2, 3, 4, 6, 10, 20)
# A paragraph counts up to this length as body.
_LONGEST_BODY: Final = 600
_BODY_BEFORE: Final = (0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99)
_SHORTEST_ECHOED: Final = 10
_ECHO_LETTERS: Final = 60
# So many characters nearly always hold so many letters.
_ECHO_SAMPLE: Final = 130
_MOST_ECHOES: Final = 4
_LONGEST_PUBLISHER: Final = 100
_DATELINE_WITHIN: Final = 6
_NOTHING: Final = Bundle(())
# What the share of a block's words that the body takes up is called, by the step of how many it has.
_TAKEN_UP: Final = tuple(
    tuple(Bundle((f"shared {one}", f"shared {one} of {size}")) for size in range(len(_COUNTS) + 1))
    for one in range(len(SHARED) + 1)
)
# A neighbour's step of chance outside of the page.
_OUTSIDE: Final = len(_NEAR_CHANCES) + 1
_NEAR_NAMES: Final = (*map(str, range(_OUTSIDE)), "x")
_OFFSETS: Final = (-2, -1, 1, 2)
_UNSEEN: Final = ("rule", "markup")
# Names that nearly every block's neighbours know it by, by step.
_BYLINE: Final = tuple(f"byline {one}" for one in range(len(_SURE) + 1))
_AT_SHARE: Final = tuple(f"shared {one}" for one in range(len(SHARED) + 1))
_AT_CHANCE: Final = tuple(f"chance {one}" for one in range(len(_NEAR_CHANCES) + 1))
# Bundles of a block's place are kept until so many are; all there can be are twice as many.
_REMEMBERED: Final = 8192


@record
class Reading(Record):
    """What is known of one visible block."""

    bundles: tuple[Bundle, Bundle, Bundle, Bundle]
    """All features: by its chance, by its place, by the words it shares, by what the recognisers say."""
    beside: Bundle
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
    has_dateline: bool
    """Whether it may begin with a dateline."""


# Of blocks so far behind the article nobody asks what they say.
_FAR: Final = Reading((_NOTHING, _NOTHING, _NOTHING, _NOTHING), _NOTHING, 0, False, 0, False, False, False)


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
    """The readings of all visible blocks; far from the article no recogniser is asked, far behind it nothing at all."""
    titles = (page.value(index)[one.start : one.end] for index, one in certain.items() if one.kind == "headline")
    title = letters_of(next(titles, ""))
    reach = min(len(outline.places), outline.end + BEHIND)
    tokens = read_tokens(page, outline, reach)
    pictured = _pictured(page, outline, certain)
    repeated = _repeated(page, outline, pictured, title, reach)
    below, above = _beside_pictures(page)
    near = range(outline.start - BEFORE, reach)
    by_chance, by_place = _by_chance(outline, reach), _by_place(outline, reach)
    readings = []
    for place, shared in enumerate(shared_steps(outline, tokens, reach)):
        known = by_chance[place], by_place[place], _TAKEN_UP[shared][bisect_right(_COUNTS, len(tokens[place]))]
        names = repeated[place]
        if place not in near:
            nothing = _bundle(names) if names else _NOTHING
            readings.append(Reading((*known, nothing), _NOTHING, shared, False, 0, False, False, False))
            continue
        index = outline.places[place]
        if index in above:
            names += ("above picture",)
        readings.append(_reading(page, outline, place, known, names, shared, certain, pictured, below=index in below))
    readings += [_FAR] * (len(outline.places) - reach)
    return Evidence(outline, tuple(readings), title, pictured, tokens)


def _repeated(page: Page, outline: Outline, pictured: Labels, title: str, reach: int) -> list[Names]:
    """Whether a block says what another one or the labelled headline says, and what its picture's rule is."""
    values = [page.values[index] for index in outline.places]
    keys = [_echo_key(value) if _SHORTEST_ECHOED <= len(value) <= LONGEST_LINE else "" for value in values]
    echoes = Counter(keys)
    found: list[Names] = [()] * reach
    for place, (key, index) in enumerate(zip(keys[:reach], outline.places, strict=False)):
        count = echoes[key] if key else 1
        if count > 1:
            found[place] += (f"echo {min(_MOST_ECHOES, count)}",)
        if title:
            found[place] += (f"title {_likeness(key, title)}",)
        if index in pictured:
            found[place] += (f"picture {pictured[index].rule}",)
    return found


def _echo_key(value: str) -> str:
    """The letters by which a line is known again, without what stands behind a title's bar."""
    said = value.partition(" | ")[0]
    key = letters_of(said[:_ECHO_SAMPLE])
    if len(key) < _ECHO_LETTERS and len(said) > _ECHO_SAMPLE:
        key = letters_of(said)
    return key[:_ECHO_LETTERS]


def _likeness(key: str, title: str) -> str:
    """Whether a line says the same as the labelled headline, or one holds the other."""
    if key == title[:_ECHO_LETTERS]:
        return "="
    return "<" if len(key) > 8 and (key in title or title in key) else "-"


def _pictured(page: Page, outline: Outline, certain: Labels) -> dict[int, Labelled]:
    """What stands in and around the article for its pictures."""
    stretch = outline.places[max(0, outline.start - BEFORE) : outline.end + BEHIND]
    return find_captions(page, Region(stretch[0], stretch[-1] + 1), dict(certain)) if stretch else {}


def _beside_pictures(page: Page) -> tuple[set[int], set[int]]:
    """The blocks right below a picture's mark and those right above one; rules and bare marks do not count."""
    below, above = set[int](), set[int]()
    if not page.has_pictures:
        return below, above
    previous, was_picture = -1, False
    for index, block in enumerate(page.blocks):
        kind = block.kind
        if kind in _UNSEEN:
            continue
        if was_picture:
            below.add(index)
        was_picture = kind == "picture"
        if was_picture:
            above.add(previous)
        previous = index
    return below, above


def _by_chance(outline: Outline, reach: int) -> list[Bundle]:
    """What the chances of a block and of those around it say."""
    steps = [bisect_right(_NEAR_CHANCES, chance) for chance in outline.chances]
    own = [bisect_right(_CHANCES, chance) for chance in outline.chances[:reach]]
    return list(map(_chance_bundle, own, *(_shifted(steps, offset) for offset in _OFFSETS)))


@lru_cache(maxsize=_REMEMBERED)
def _chance_bundle(own: int, *beside: int) -> Bundle:
    around = zip(_OFFSETS, beside, strict=True)
    return Bundle((f"chance {own}", *[f"chance {offset:+} {_NEAR_NAMES[one]}" for offset, one in around]))


def _by_place(outline: Outline, reach: int) -> list[Bundle]:
    """What a block's place among the paragraphs says."""
    first, last, inside = outline.first, outline.last, range(outline.start, outline.end)
    bodies = [chance * min(_LONGEST_BODY, one) for chance, one in zip(outline.chances, outline.lengths, strict=True)]
    total = sum(bodies) or 1.0
    return [
        _place_bundle(
            bisect_right(_FROM_FIRST, place - first), bisect_right(_FROM_LAST, place - last),
            bisect_right(_BODY_BEFORE, before / total), place in inside,
        )
        for place, before in zip(range(reach), accumulate(bodies, initial=0.0), strict=False)
    ]  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def _place_bundle(first: int, last: int, before: int, inside: bool) -> Bundle:
    names = (f"from first {first}", f"from last {last}", f"body before {before}")
    return Bundle((*names, "inside") if inside else names)


def _shifted(steps: Sequence[int], offset: int) -> Sequence[int]:
    """Each block's neighbour's step."""
    edge = [_OUTSIDE] * min(len(steps), abs(offset))
    return [*edge, *steps[:offset]] if offset < 0 else [*steps[offset:], *edge]


def _reading(
    page: Page, outline: Outline, place: int, known: tuple[Bundle, Bundle, Bundle], names: Names, shared: int,
    certain: Labels, pictured: Labels, *, below: bool,
) -> Reading:  # fmt: skip
    """What the recognisers say of a block near the article, beside what is `known` of it; `below` a picture's mark."""
    index = outline.places[place]
    value, block, settled = page.values[index], page.blocks[index], certain.get(index)
    byline = page.byline(index) if len(value) <= LONGEST_LINE and settled is None else None
    sureness = 0 if byline is None else step(byline.confidence, _SURE)
    answers = [_BYLINE[sureness] if byline is not None else "byline -"]
    has_author = byline is not None and bool(byline.all("author"))
    if has_author:
        answers.append("author")
    is_picture = block.kind == "picture"
    if index in pictured:
        answers.append(f"picture {pictured[index].kind}")
        is_picture = True
    if settled is None and len(value) <= LONGEST_CAPTION:
        caption, credit = page.caption(index), page.credit(index)
        answers.append("caption -" if caption is None else f"caption {_sureness(caption)}")
        answers.append("credit -" if credit is None else f"credit {_sureness(credit)}")
    dates = page.dates(index) if settled is None else settled.dates
    is_dated = bool(dates) and (settled is not None or page.is_dated(index))
    if dates:
        answers.append("dated 1" if is_dated else "dated 0")
    has_dateline = False
    if abs(place - outline.first) <= _DATELINE_WITHIN and block.kind == "paragraph":
        dateline = page.dateline(index)
        if dateline is not None:
            names += (f"dateline {_sureness(dateline)}",)
            has_dateline = True
    if len(value) <= _LONGEST_PUBLISHER and (publisher := page.publisher(index)) is not None:
        names += (f"publisher {_sureness(publisher)}",)
    if below:
        answers.append("below picture")
    near = bisect_right(_NEAR_CHANCES, outline.chances[place])
    return Reading(
        (*known, _bundle((*names, *answers))), _bundle((_AT_SHARE[shared], _AT_CHANCE[near], *answers)), shared,
        has_author, sureness, is_dated, is_picture, has_dateline,
    )  # fmt: skip


def _sureness(candidate: Candidate) -> int:
    return step(candidate.confidence, _SURE)


@lru_cache(maxsize=4096)
def _bundle(names: Names) -> Bundle:
    return Bundle(names)
