"""Characters without a face that only layout programs need: soft hyphens, zero width blanks, byte order marks.

gov SOFT HYPHEN ern SOFT HYPHEN ment     ZERO WIDTH NO-BREAK SPACE at the start of a pasted paragraph
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from newsparse.normalize.found import NOTHING, Context, Found
from newsparse.normalize.plain import odd_characters
from newsparse.normalize.protected import find_protected, is_protected
from newsparse.text import Edit

_SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
_ZERO_WIDTH_SPACE: Final = "\N{ZERO WIDTH SPACE}"
_OBJECT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
# Scripts that write no blanks and mark with a zero width space where a line may break: Thai to Tibetan, Myanmar, Khmer.
_UNSPACED: Final = (("\u0e00", "\u0fff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))


def repair_invisible(value: str, context: Context) -> Found:
    """Takes out soft hyphens, zero width spaces, word joiners, byte order marks inside the text and object marks.

    A soft hyphen at a line's end was printed as a hyphen and becomes one. Never touched: zero width joiner
    and non-joiner, LRM, RLM and all that rules the direction of writing, variation selectors, tags (they
    make emoji and right-to-left text), zero width spaces between Thai, Lao, Khmer or Myanmar letters,
    addresses and code.

    >>> found = repair_invisible("gov\\N{SOFT HYPHEN}ern", Context())
    >>> [(edit.start, edit.end, edit.after) for edit in found.edits]
    [(3, 4, '')]
    """
    if not _invisible().search(odd_characters(value)):
        return NOTHING
    return Found(tuple(_find_edits(value)))


def _find_edits(value: str) -> Iterator[Edit]:
    protected = find_protected(value)
    for match in _invisible().finditer(value):
        start, end = match.span()
        if protected and is_protected(protected, start, end):
            continue
        if match[0] == _ZERO_WIDTH_SPACE and (
            _is_unspaced(value[start - 1 : start]) or _is_unspaced(value[end : end + 1])
        ):
            continue
        if match[0] == _SOFT_HYPHEN and value[end : end + 1] == "\n" and value[start - 1 : start].isalpha():
            yield Edit(start, end, "-", "invisible", "invisible/soft-hyphen")
        else:
            name = "soft-hyphen" if match[0] == _SOFT_HYPHEN else "no-width"
            yield Edit(start, end, "", "invisible", f"invisible/{name}")


def _is_unspaced(character: str) -> bool:
    return character >= _UNSPACED[0][0] and any(low <= character <= high for low, high in _UNSPACED)


@cache
def _invisible() -> re.Pattern[str]:
    return re.compile(
        "[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{INHIBIT SYMMETRIC SWAPPING}-\N{NOMINAL DIGIT SHAPES}"
        "\N{ZERO WIDTH NO-BREAK SPACE}\N{INTERLINEAR ANNOTATION ANCHOR}-\N{OBJECT REPLACEMENT CHARACTER}]"
    )
