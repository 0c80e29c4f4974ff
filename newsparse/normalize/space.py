"""Blanks that look like a blank but are none: no-break spaces from web editors, thin spaces from typesetters.

the NO-BREAK SPACE minister     Mr. THIN SPACE Roe
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from newsparse.normalize.found import NOTHING, Context, Found
from newsparse.normalize.plain import odd_characters
from newsparse.normalize.protected import Spans, find_protected, is_protected
from newsparse.text import Edit

_NO_BREAK: Final = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
# French sets them off with a blank that must not break; numbers keep theirs ("10 000", "5 km") in all languages.
_FRENCH_MARKS: Final = frozenset("«»‹›;:!?%")


def repair_space(value: str, context: Context) -> Found:
    """Makes no-break, thin, en, em and other typographic spaces a plain blank.

    Left alone: NO-BREAK SPACE and NARROW NO-BREAK SPACE beside « » ‹ › ; : ! ? % or a digit, the ideographic
    space, tabs, addresses and code. Blanks are never folded or cut: lines and indentation have a meaning.

    >>> found = repair_space("the\\N{NO-BREAK SPACE}end, 10\\N{NO-BREAK SPACE}km", Context())
    >>> [(edit.start, edit.end, edit.after) for edit in found.edits]
    [(3, 4, ' ')]
    """
    odd = odd_characters(value)
    if odd.isprintable() or not _exotic_space().search(odd):
        return NOTHING
    return Found(tuple(_find_edits(value)))


def _find_edits(value: str) -> Iterator[Edit]:
    protected: Spans | None = None
    for match in _exotic_space().finditer(value):
        start, end = match.span()
        if match[0] in _NO_BREAK and (
            _keeps_no_break(value[start - 1 : start]) or _keeps_no_break(value[end : end + 1])
        ):
            continue
        if protected is None:
            protected = find_protected(value)
        if not is_protected(protected, start, end):
            yield Edit(start, end, " ", "space", "space/plain-blank")


def _keeps_no_break(neighbour: str) -> bool:
    return neighbour in _FRENCH_MARKS or neighbour.isdecimal()


@cache
def _exotic_space() -> re.Pattern[str]:
    return re.compile(
        "[\N{NO-BREAK SPACE}\N{EN QUAD}-\N{HAIR SPACE}\N{NARROW NO-BREAK SPACE}\N{MEDIUM MATHEMATICAL SPACE}]"
    )
