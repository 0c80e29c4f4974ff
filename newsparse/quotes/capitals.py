"""Where the words with a capital stand in an article: one pass over the text answers all questions about names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from newsparse.patterns import pattern

_CAPITAL: Final = pattern(r"(?<!\w)[^\W\d_a-z]\w*(?:[-'’]\w+)*")
_OWNERS: Final = ("'s", "’s")
_STEM: Final = 3
MOST_PLACES: Final = 20
"""Places kept of one word: a name that stands more often was given in full by then."""


class Capitals:
    """The places of each word with a capital, the first twenty.

    >>> capitals = Capitals("Jane Roe sails. Roe's boat is old.")
    >>> capitals.of("Roe"), capitals.of("boat")
    ([5, 16], ())
    """

    def __init__(self, text: str, bare: Callable[[str], str] | None = None) -> None:
        self.text = text
        self._bare = bare or bare_name
        self._places: dict[str, list[int]] | None = None
        self._beginnings: dict[str, list[str]] | None = None

    def of(self, word: str) -> Sequence[int]:
        """Where a word stands, as printed or with the ending of an owner."""
        if self._places is None:
            self._places = self._read()
        return self._places.get(word, ())

    def beginning(self, stem: str) -> list[str]:
        """The words that begin with a stem of three letters or more, in the order of the text."""
        if self._beginnings is None:
            self._beginnings = {}
            self.of("")
            for word in self._places or ():
                self._beginnings.setdefault(word[:_STEM], []).append(word)
        return [word for word in self._beginnings.get(stem[:_STEM], ()) if word.startswith(stem)]

    def _read(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for match in _CAPITAL.finditer(self.text):
            word = match.group()
            if word.isascii() or word[0].isupper():
                places = found.setdefault(self._bare(word) if "'" in word or "’" in word else word, [])
                if len(places) < MOST_PLACES:
                    places.append(match.start())
        return found


def bare_name(word: str) -> str:
    """A name without the ending of an owner: Roe's, James'."""
    return word[:-2] if word.endswith(_OWNERS) else word.rstrip("'’")
