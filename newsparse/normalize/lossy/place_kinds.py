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
    plain = without_diacritics(name.name.casefold())
    return any(without_diacritics(one.name.casefold()) == plain for one in name.places)


def is_main_of(name: PlaceName, size: int) -> bool:
    """Whether it is, accent by accent, the main name of a place with a population of so many digits."""
    return any(one.size >= size and one.name.casefold() == name.name.casefold() for one in name.places)
