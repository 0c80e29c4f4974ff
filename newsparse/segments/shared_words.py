"""The longer words of each block, and how many of them the article's paragraphs take up: a headline's come back."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from operator import add
from typing import Final

from newsparse.patterns import pattern
from newsparse.segments.outline import Outline
from newsparse.segments.page import LONGEST_LINE, Page
from newsparse.segments.wording import may_be_wide

# The stem's beginning serves inflected languages.
_STEM = pattern(r"([^\W\d_]{4,7})[^\W\d_]*")
_ASCII_STEM = pattern(r"([a-z]{4,7})[a-z]*")
_SYLLABLE = pattern(r"[^\W\d_]{3,}")
# Scripts without blanks: each two letters count as a word.
_WIDE = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]{2,}")
_COMMON_MARKS: Final = "’“”–—…‘\N{NO-BREAK SPACE}"
_LONGEST_READ: Final = 800
# Steps of the share of a block's words that the body takes up.
SHARED: Final = (0.05, 0.15, 0.25, 0.35, 0.5, 0.65, 0.8)
_NO_WORDS: Final = frozenset[str]()


def read_tokens(page: Page, outline: Outline, reach: int) -> tuple[frozenset[str], ...]:
    """The longer words of the blocks that anybody compares: those before the end, and what reads like a paragraph."""
    read = _short_words if page.has_short_words else _stems
    values, found = page.values, []
    for place, (index, chance) in enumerate(zip(outline.places, outline.chances, strict=True)):
        value = values[index]
        is_asked = (place < reach and len(value) <= LONGEST_LINE) or chance > (0.05 if place < reach else 0.5)
        found.append(read(value[:_LONGEST_READ]) if is_asked else _NO_WORDS)
    return tuple(found)


def shared_steps(outline: Outline, tokens: Sequence[frozenset[str]], reach: int) -> list[int]:
    """On which step the share of each block's words is that the body takes up; a paragraph is none of its own body."""
    chances, inside = outline.chances, range(outline.start, outline.end)
    paragraphs = {place for place in inside if chances[place] > 0.5}
    topic = Counter(chain.from_iterable([tokens[place] for place in inside if place in paragraphs]))
    once, again = frozenset(topic), frozenset([word for word, count in topic.items() if count > 1])
    found = []
    for place, own in enumerate(tokens[:reach]):
        taken_up = len(own & (again if place in paragraphs else once)) if own else 0
        found.append(bisect_right(SHARED, taken_up / (len(own) + 1.0)) if taken_up else 0)
    return found


def _short_words(value: str) -> frozenset[str]:
    """Its syllables, where a word is written as several."""
    return frozenset(_SYLLABLE.findall(value.lower()))


def _stems(value: str) -> frozenset[str]:
    """The beginnings of its longer words."""
    if value.isascii():
        return frozenset(_ASCII_STEM.findall(value.lower()))
    plain = value
    for mark in _COMMON_MARKS:  # of what is not ASCII most is only these, and the search for ASCII takes half the time
        plain = plain.replace(mark, " ")
    lowered = plain.lower()
    if lowered.isascii():
        return frozenset(_ASCII_STEM.findall(lowered))
    stems = _STEM.findall(lowered)
    if may_be_wide(lowered):
        for run in _WIDE.findall(lowered):
            stems += map(add, run, run[1:])
    return frozenset(stems)
