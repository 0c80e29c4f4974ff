"""The cheapest question about a text: which characters does it hold besides those that every text holds?"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_USUAL: Final = bytes([*b"\t\n", *range(32, 127)])


@lru_cache(maxsize=1)
def odd_characters(value: str) -> str:
    """Controls and all characters outside of ASCII, each once; kept for the passes that ask about the same text.

    What is usual is taken out of the UTF-8, where no other character has such a byte (13 KB of German: 40 µs).

    >>> odd_characters("Rain, then\\tsun.\\n"), odd_characters("10\\N{NO-BREAK SPACE}km, 5\\N{NO-BREAK SPACE}km")
    ('', '\\xa0')
    """
    rest = value.encode("utf-8", "surrogatepass").translate(None, _USUAL)
    return "".join(set(rest.decode("utf-8", "surrogatepass"))) if rest else ""


def is_plain(value: str) -> bool:
    """Whether all there is are visible characters, blanks, tabs and line breaks.

    False for controls, exotic blanks and format characters.

    >>> is_plain("Rain, then\\tsun.\\n"), is_plain("10\\N{NO-BREAK SPACE}km")
    (True, False)
    """
    return odd_characters(value).isprintable()
