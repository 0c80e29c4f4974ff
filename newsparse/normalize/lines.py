"""A text as its lines, each with its place."""

from __future__ import annotations

from collections.abc import Iterator


def split_lines(value: str) -> Iterator[tuple[int, str]]:
    """Where each line starts, and the line without its line feed.

    >>> list(split_lines("One\\n\\ntwo"))
    [(0, 'One'), (4, ''), (5, 'two')]
    """
    start = 0
    for line in value.split("\n"):
        yield start, line
        start += len(line) + 1
