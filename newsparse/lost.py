"""What stands in place of a lost character, and what is left of a word that lost some."""

from __future__ import annotations

from typing import Final

LOST: Final = "?\N{REPLACEMENT CHARACTER}"
"""What stands in place of a lost character: an encoder writes the one, a decoder the other."""


def skeleton_of(text: str) -> str:
    """What is left of a text when everything outside of ASCII is lost, with `?` in its place; the key of all indexes.

    >>> skeleton_of("Erdoğan"), skeleton_of("M\N{REPLACEMENT CHARACTER}nchen")
    ('Erdo?an', 'M?nchen')
    """
    return text.encode("ascii", "replace").decode("ascii")


def agrees(damaged: str, whole: str) -> bool:
    """Whether every character that is not lost is the same; both are equally long.

    >>> agrees("S?o", "São"), agrees("S?o", "Sãe")
    (True, False)
    """
    return all(old in LOST or old == new for old, new in zip(damaged, whole, strict=True))
