"""Names of countries in the language of the text: `It?lia`, `?sterreich`, `Rep?blica Dominicana`."""

from __future__ import annotations

from functools import cache
from typing import Final

from newsparse.gazetteer import Place, PlaceName
from newsparse.lost import agrees, skeleton_of
from newsparse.rules import load_rule_book

SIZE: Final = 9
"""As many digits as no city has."""

SHORTEST_STEM: Final = 4
"""Letters that an inflected name shares with the country's, at least."""


class Countries:
    """The countries' names that have letters outside of ASCII.

    >>> countries = load_countries("pt")
    >>> countries.restore("It?lia").name, countries.begins_name("It?"), countries.restore("It?lio")
    ('Itália', True, None)
    """

    def __init__(self, language: str) -> None:
        self._names: dict[str, PlaceName | None] = {}
        for entry in load_rule_book(None).phrases("countries", language) if language else ():
            code, _, name = entry.partition(" ")
            if not name.isascii():
                self._add(PlaceName(name, (Place(name, code, SIZE),), 1))
        self._stems = {_stem(one.name) for one in self._names.values() if one and " " not in one.name}
        self._beginnings = {name[:end] for name in self._names for end in range(1, len(name) + 1)}

    def restore(self, damaged: str) -> PlaceName | None:
        """The one country that a word, or several, may have been."""
        found = self._names.get(skeleton_of(damaged))
        if found is None or not agrees(damaged, found.name):
            return None
        return found

    def begins_name(self, damaged: str) -> bool:
        """Whether a country's name begins with these characters."""
        return skeleton_of(damaged) in self._beginnings

    def resembles(self, word: str) -> bool:
        """Whether a complete word begins like a country's name: an inflected form, or what is made of it.

        >>> load_countries("cs").resembles("Českou"), load_countries("fr").resembles("État")
        (True, False)
        """
        return any(word[:end] in self._stems for end in range(SHORTEST_STEM, len(word) + 1))

    def _add(self, name: PlaceName) -> None:
        pattern = skeleton_of(name.name)
        known = self._names.get(pattern, name)
        self._names[pattern] = name if known is not None and known.name == name.name else None


def _stem(name: str) -> str:
    return name[: max(SHORTEST_STEM, len(name) - 2)]


@cache
def load_countries(language: str) -> Countries:
    """The countries as a language calls them; none without a language."""
    return Countries(language)
