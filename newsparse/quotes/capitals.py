"""Where the words with a capital stand in an article.

Most articles are asked for a few names: each of these is searched for. Where there are more, or where one stands
within a compound, one pass over the text answers all questions that follow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from newsparse.patterns import pattern

PARTICLES: Final = frozenset(
    "de del della di da dos das do du la le van von der den ter ten bin ibn al el zu af av y e".split()
)
"""Small words within names."""
_CAPITAL: Final = pattern(r"(?<!\w)[^\W\d_a-z]\w*(?:[-'’]\w+)*")
_OWNERS: Final = ("'s", "’s")
_JOINTS: Final = frozenset("-'’")
_MOST_SEARCHES: Final = 40  # a search takes some 3 % of the time that the pass over the text takes
_MOST_STEPS: Final = 400  # places that all searches together look at
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
        self._asked: dict[str, Sequence[int]] = {}
        self._steps = 0

    def of(self, word: str) -> Sequence[int]:
        """Where a word stands, as printed or with the ending of an owner."""
        found = self._asked.get(word)
        if found is None:
            found = self._asked[word] = self._look_up(word)
        return found

    def beginning(self, stem: str) -> list[str]:
        """The words that begin with a stem of three letters or more, in the order of the text."""
        if self._beginnings is None:
            self._beginnings = {}
            for word in self._all():
                self._beginnings.setdefault(word[:_STEM], []).append(word)
        return [word for word in self._beginnings.get(stem[:_STEM], ()) if word.startswith(stem)]

    def _look_up(self, word: str) -> Sequence[int]:
        found = None
        if self._places is None and len(self._asked) < _MOST_SEARCHES and self._bare is bare_name:
            found = self._search(word)
        return self._all().get(word, ()) if found is None else found

    def _search(self, word: str) -> Sequence[int] | None:
        """The places of one word; None where only the pass over the text tells."""
        if not word[:1].isupper() or not _CAPITAL.fullmatch(word):
            return ()
        if "'" in word or "’" in word:
            return None
        text, length, found = self.text, len(word), list[int]()
        place = text.find(word)
        while place >= 0 and len(found) < MOST_PLACES:
            self._steps += 1
            if self._steps > _MOST_STEPS or (text[place - 1 : place] in _JOINTS and _is_letter(text, place - 2)):
                return None
            end = place + length
            if not _is_letter(text, place - 1) and not _is_letter(text, end) and self._ends(word, place, end):
                found.append(place)
            place = text.find(word, end)
        return found

    def _ends(self, word: str, place: int, end: int) -> bool:
        """Whether a word goes no farther than `end`, or only with the ending of an owner: Roe's, not Roe-Doe."""
        if self.text[end : end + 1] not in _JOINTS or not _is_letter(self.text, end + 1):
            return True
        whole = _CAPITAL.match(self.text, place)
        return whole is not None and bare_name(whole[0]) == word

    def _all(self) -> dict[str, list[int]]:
        if self._places is None:
            self._places = self._read()
        return self._places

    def _read(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for match in _CAPITAL.finditer(self.text):
            word = match.group()
            if word.isascii() or word[0].isupper():
                places = found.setdefault(self._bare(word) if "'" in word or "’" in word else word, [])
                if len(places) < MOST_PLACES:
                    places.append(match.start())
        return found


def _is_letter(text: str, place: int) -> bool:
    """Whether a letter, a digit or an underscore stands at a place."""
    return place >= 0 and (text[place : place + 1].isalnum() or text[place : place + 1] == "_")


def bare_name(word: str) -> str:
    """A name without the ending of an owner: Roe's, James'."""
    return word[:-2] if word.endswith(_OWNERS) else word.rstrip("'’")
