"""Stretches that no repair of words may touch: web addresses and code.

https://example.org/?a=1&copy=2     `print("&amp;")`     ``` fenced lines ```
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

Spans = tuple[tuple[int, int], ...]


def find_protected(value: str) -> Spans:
    """Where addresses, code between backticks and fenced code stand, in order.

    >>> text = "See https://example.org/?a=1&amp;b=2 and `&amp;`."
    >>> [text[start:end] for start, end in find_protected(text)]
    ['https://example.org/?a=1&amp;b=2', '`&amp;`']
    """
    if "://" not in value and "www." not in value and "`" not in value:
        return ()
    return tuple(match.span() for match in _protected().finditer(value))


def is_protected(spans: Spans, start: int, end: int) -> bool:
    """Whether `[start, end)` touches one of the spans.

    >>> is_protected(((4, 9),), 8, 10), is_protected(((4, 9),), 9, 10)
    (True, False)
    """
    index = bisect_right(spans, (start, start))
    return (index > 0 and spans[index - 1][1] > start) or (index < len(spans) and spans[index][0] < end)


@cache
def _protected() -> re.Pattern[str]:
    # A fence that is never closed protects nothing; the closing fence is looked for once, line by line.
    return re.compile(
        r"""
        ^(?P<fence>```|~~~)[^\n]*\n (?:(?!(?P=fence))[^\n]*\n)*+ (?P=fence)
        | (?:[a-zA-Z]{3,6}://|www\.) [^\s<>"`]+
        | `[^`\n]+`
        """,
        flags=re.VERBOSE | re.MULTILINE,
    )
