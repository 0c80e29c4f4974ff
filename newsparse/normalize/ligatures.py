"""Letters glued together by a typesetter and copied out of a PDF as one character.

the \N{LATIN SMALL LIGATURE FI}rst o\N{LATIN SMALL LIGATURE FFI}ce
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsparse.normalize.found import NOTHING, Context, Found
from newsparse.normalize.plain import odd_characters
from newsparse.normalize.protected import find_protected, is_protected
from newsparse.text import Edit

_LETTERS: Final = {
    "\N{LATIN SMALL LIGATURE FF}": "ff",
    "\N{LATIN SMALL LIGATURE FI}": "fi",
    "\N{LATIN SMALL LIGATURE FL}": "fl",
    "\N{LATIN SMALL LIGATURE FFI}": "ffi",
    "\N{LATIN SMALL LIGATURE FFL}": "ffl",
    "\N{LATIN SMALL LIGATURE LONG S T}": "\N{LATIN SMALL LETTER LONG S}t",
    "\N{LATIN SMALL LIGATURE ST}": "st",
}


def repair_ligatures(value: str, context: Context) -> Found:
    """Spells out the seven typographic ligatures U+FB00 to U+FB06.

    Letters of an alphabet that only look glued (æ, œ, ĳ, ǆ) are spelling and stay.

    >>> repair_ligatures("o\\N{LATIN SMALL LIGATURE FFI}ce", Context()).edits[0].after
    'ffi'
    """
    if value.isascii() or not _ligature().search(odd_characters(value)):
        return NOTHING
    protected = find_protected(value)
    return Found(
        tuple(
            Edit(match.start(), match.end(), _LETTERS[match[0]], "ligature", "ligature/spelled-out")
            for match in _ligature().finditer(value)
            if not is_protected(protected, match.start(), match.end())
        )
    )


@cache
def _ligature() -> re.Pattern[str]:
    return re.compile("[\N{LATIN SMALL LIGATURE FF}-\N{LATIN SMALL LIGATURE ST}]")
