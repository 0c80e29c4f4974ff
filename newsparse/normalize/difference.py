"""Which places of a line changed, where only the line before and the line after are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

Change = tuple[int, int, str]

# Comparing letter by letter takes the square of the length in the worst case; a longer stretch is one change.
_LONGEST_COMPARED = 200


def find_difference(before: str, after: str) -> Iterator[Change]:
    """The changes that turn `before` into `after`, `(start, end, new words)`, in order.

    Where the ASCII stretches are the same in both, each stretch between them is compared with its
    counterpart; otherwise one change covers everything between the common start and the common end.

    >>> list(find_difference("Ã¤hnlich fÃ¼r „Ã¼ber“", "ähnlich für „über“"))
    [(0, 2, 'ä'), (10, 12, 'ü'), (15, 17, 'ü')]
    """
    if before == after:
        return
    old, new = _stretch().split(before), _stretch().split(after)
    if old[::2] != new[::2]:
        yield from _compare(before, after, 0)
        return
    start = 0
    for index, stretch in enumerate(old):
        if index % 2 and stretch != new[index]:
            yield from _compare(stretch, new[index], start)
        start += len(stretch)


def _compare(before: str, after: str, start: int) -> Iterator[Change]:
    """The changes between two stretches, their common start and end cut off."""
    head = _common(before, after)
    tail = min(_common(before[::-1], after[::-1]), len(before) - head, len(after) - head)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if max(len(old), len(new)) > _LONGEST_COMPARED or set(old).isdisjoint(new):
        yield start + head, start + head + len(old), new
        return
    from difflib import SequenceMatcher

    for tag, low, high, new_low, new_high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start + head + low, start + head + high, new[new_low:new_high]


def _common(one: str, other: str) -> int:
    """How many characters both begin with, found by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


@cache
def _stretch() -> re.Pattern[str]:
    return re.compile(r"([^\x00-\x7f]+)")
