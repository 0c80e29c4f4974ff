"""Quotes of which one mark was lost to "?": “We sail at dawn,? said Roe.   ?We sail at dawn,” said Roe.

Only where the other mark is there and has no partner, and where no question mark can stand: behind a comma or a
full stop, or right before a word. Deliberately not: quotes that lost both marks (they are restored before, or not
at all), “We sail? he said, “and soon.”, where the question mark may be a true one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from newsparse.patterns import pattern

# ... at dawn,? said      ... at dawn.?      ... at dawn.?? Roe (a dash was lost as well)      ... at dawn??
_CLOSING: Final = pattern(
    r"(?<=[\w)][.,…])[?\uFFFD](?=[\s?\uFFFD]|$)|(?<=\w\?)[?\uFFFD](?=\s|$)|(?<=\w!)[?\uFFFD](?=\s[?\uFFFD])"
)
# At the start, or behind the end of a sentence, a comma, a colon, a dash; elsewhere a letter is lost as often.
_OPENING: Final = pattern(r"(?:(?<![^\n])|(?<=[.,:;!?—–-] ))[?\uFFFD](?=[\w\[…])")
_INNER: Final = pattern(r"(?<=\s)[?\uFFFD](?=\w)")  # opens a quote inside of the quote

Span = tuple[int, int]


def find_lost_closing(value: str, opened: Sequence[Span], taken: Sequence[Span]) -> list[tuple[Span, int]]:
    """For each opening mark without a partner (`opened`, in order), where its lost closing mark stands.

    The mark must come before the next quote of `taken` and before the next of `opened`.
    """
    found = []
    index = 0
    for number, (start, end) in enumerate(opened):
        while index < len(taken) and taken[index][0] < start:
            index += 1
        high = opened[number + 1][0] if number + 1 < len(opened) else len(value)
        if index < len(taken):
            high = min(high, taken[index][0])
        place = _closing(value, end, high)
        if place is not None:
            found.append(((start, end), place))
    return found


def _closing(value: str, low: int, high: int) -> int | None:
    for mark in _CLOSING.finditer(value, low, high):
        if _INNER.search(value, low, mark.start()) is None:
            return mark.start()
        low = mark.end()
    return None


def find_lost_opening(value: str, closed: Iterable[Span], taken: Sequence[Span]) -> list[tuple[int, Span]]:
    """For each closing mark without a partner (`closed`, in order), where its lost opening mark stands.

    The first place behind the quote before it: what comes later was lost inside of the quote.
    """
    found = []
    index = low = 0
    for start, end in closed:
        while index < len(taken) and taken[index][0] < start:
            low = max(low, taken[index][1])
            index += 1
        mark = _OPENING.search(value, low, start)
        if mark is not None:
            found.append((mark.start(), (start, end)))
        low = max(low, end)
    return found
