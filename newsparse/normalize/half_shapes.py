"""What halves of mojibake look like, asked before anything is loaded that reads them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_LEADS: Final = "âÃÄÅÈ"
# What stands behind the first byte of a half; two characters are found ten times as fast as a pattern, and one, of
# which most texts have none, five times as fast as two.
_BEHIND: Final = {lead: ("?", "\ufffd", "€") if lead == "â" else ("?", "\ufffd") for lead in _LEADS}
CONTINUATION: Final = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""How bytes 80 to BF look in Windows-1252, for a character class."""


def find_half(value: str) -> bool:
    """Whether something in the text looks like a half of mojibake.

    >>> find_half("weiÃ? nicht"), find_half("Qué dirá?")
    (True, False)
    """
    for lead, behind in _BEHIND.items():
        if lead in value and any(lead + one in value for one in behind):
            return _half().search(value) is not None
    return False


def find_half_marks(value: str) -> frozenset[int]:
    """Where the marks of halves stand: what they stood for is told by the byte before them, or by nothing.

    >>> sorted(find_half_marks("weiÃ? nicht? Itâ??s"))
    [4, 16, 17]
    """
    if not find_half(value):
        return frozenset()
    spans = (match.span() for match in _half().finditer(value))
    return frozenset(at for start, end in spans for at in range(start, end) if value[at] in "?\ufffd")


@cache
def _half() -> re.Pattern[str]:
    return re.compile(
        f"â[?\ufffd](?:[?\ufffd]|[\xa0-\xbf])|â€(?:[?\ufffd]|(?![{CONTINUATION}ÂÃÄÅâ]))|[ÃÄÅ][?\ufffd]|È[?\ufffd][a-zÄ]|[a-z]È[?\ufffd]"
    )
