"""Which of its names a place's name is, and how large the place."""

from __future__ import annotations

from typing import Final

from newsparse.gazetteer import PlaceName, without_diacritics

LARGE: Final = 6
"""Digits of a large city's population."""
TOWN: Final = 5
"""Digits of a town's."""


def is_main(name: PlaceName) -> bool:
    """Whether a place bears it as its main name, be it with other accents."""
    folded = name.name.casefold()
    others = [one.name.casefold() for one in name.places]
    if folded in others:
        return True
    plain = without_diacritics(folded)
    return any(without_diacritics(one) == plain for one in others)


def is_main_of(name: PlaceName, size: int) -> bool:
    """Whether it is, accent by accent, the main name of a place with a population of so many digits."""
    folded = name.name.casefold()
    return any(one.size >= size and one.name.casefold() == folded for one in name.places)
