"""Paragraphs, as marks see them: a line, or several lines of a text that was wrapped at a width."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

# Wrapped at a width: so many lines, none longer, and most of them not much shorter than the longest.
_FEWEST_LINES: Final = 6
_WIDEST: Final = 100
_NARROWEST: Final = 45


def find_paragraphs(value: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs start and end; those that hold nothing but blanks are left out.

    >>> list(find_paragraphs("One.\\n\\nTwo."))
    [(0, 4), (6, 10)]
    """
    wrapped = is_wrapped(value)
    start = 0
    opened = -1
    for line in value.split("\n"):
        end = start + len(line)
        if not line or line.isspace():
            if opened >= 0:
                yield opened, start - 1
                opened = -1
        elif not wrapped:
            yield start, end
        elif opened < 0:
            opened = start
        start = end + 1
    if opened >= 0:
        yield opened, len(value)


def is_wrapped(value: str) -> bool:
    """Whether its lines were broken at a width, so that a paragraph is several of them.

    >>> is_wrapped("One line.\\n\\nAnother line.")
    False
    """
    lengths = [len(line) for line in value.split("\n") if line and not line.isspace()]
    if len(lengths) < _FEWEST_LINES or not _NARROWEST <= (longest := max(lengths)) <= _WIDEST:
        return False
    full = sum(length >= 0.75 * longest for length in lengths)
    return full >= 0.5 * len(lengths)
