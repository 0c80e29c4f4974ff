"""The index of personal names: which name a damaged word may have been, and whether a word is a name at all.

Three files under `data/people/`, read at the first question, built by `tools/build_people.py`:

- `names.marisa`: a trie of the names; one with letters outside of ASCII stands under its skeleton, these letters as
  `?`, behind it a line break and the letters;
- `kinds.bin`: for each name, by its number in the trie, two bytes, little-endian: in the lowest bits whether it is a
  first name, a surname or both, above them which of the sets of languages bears it;
- `languages.txt`: the languages in a line, then a line for each set: a character for each of its languages, `!` the
  first of that line and so on.

Without these files every answer is empty.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from newsparse.lost import agrees, skeleton_of
from newsparse.mapped import map_bytes, map_trie
from newsparse.record import Record, record

if TYPE_CHECKING:
    pass

DATA: Final = Path(__file__).parent / "data" / "people"
FIRST: Final = 1
"""Bit of a first name."""
LAST: Final = 2
"""Bit of a surname."""
BOTH: Final = FIRST | LAST
KEY_END: Final = "\n"
"""Divides a skeleton from the letters that it lacks."""
FIRST_SIGN: Final = ord("!")
"""Stands for the first language."""
LONGEST_NAME: Final = 40
"""Longer words are not asked for."""

_KINDS: Final[tuple[Literal["first", "last", "both"], ...]] = ("first", "first", "last", "both")


@record
class PersonName(Record):
    """A first name or a surname, and who bears it."""

    name: str
    """The name with all of its letters."""
    kind: Literal["first", "last", "both"]
    """Whether people bear it as first name, surname or both."""
    locales: tuple[str, ...]
    """The languages (ISO 639-1) in whose lists of names it stands, sorted."""


class People:
    """Names of people, asked for by what is left of them.

    >>> [one.name for one in load_people().restore("Guti?rrez")]
    ['Gutiérrez']
    """

    def __init__(self, folder: Path = DATA) -> None:
        self._kinds = map_bytes(folder / "kinds.bin")
        self._languages = _read_languages(folder / "languages.txt")
        self._names = map_trie(folder / "names.marisa") if self._kinds and self._languages else None

    def restore(self, damaged: str) -> tuple[PersonName, ...]:
        """The names that a word may have been; every `?` or U+FFFD stands for one lost letter.

        Every other letter agrees, also the intact ones outside of ASCII, and every mark stands for a letter outside
        of ASCII. A word all in capitals finds the name too, and gets it in capitals.

        >>> [(one.name, one.kind, one.locales) for one in load_people().restore("GARC?A")]
        [('GARCÍA', 'last', ('ca', 'es'))]
        """
        if self._names is None or len(damaged) > LONGEST_NAME or KEY_END in damaged or "\0" in damaged:
            return ()
        found = self._matching(damaged)
        if found or not damaged.isupper():
            return tuple(found)
        return tuple(
            one._replace(name=one.name.upper())
            for one in self._matching(damaged[0] + damaged[1:].lower())
            if len(one.name.upper()) == len(damaged)
        )

    def of(self, name: str) -> PersonName | None:
        """What is known of a complete name; None where it is none.

        >>> load_people().of("Katarzyna").locales, load_people().of("Nowhere")
        (('de', 'pl', 'sv'), None)
        """
        if self._names is None or KEY_END in name or "\0" in name:
            return None
        key = name if name.isascii() else skeleton_of(name) + KEY_END + _outside_ascii(name)
        at = self._names.get(key)
        return None if at is None else self._told(name, at)

    def knows(self, name: str) -> bool:
        """Whether a complete word is a first name or a surname, as written or all in capitals.

        >>> load_people().knows("Paul"), load_people().knows("PAUL"), load_people().knows("paul")
        (True, True, False)
        """
        return self.of(name) is not None or (name.isupper() and self.of(name.capitalize()) is not None)

    def _matching(self, damaged: str) -> list[PersonName]:
        key = skeleton_of(damaged)
        found = []
        for full, at in self._names.items(key + KEY_END) if self._names is not None else ():
            letters = iter(full[len(key) + 1 :])
            name = "".join([next(letters) if one == "?" else one for one in key])
            if key == damaged or agrees(damaged, name):
                found.append(self._told(name, at))
        return found

    def _told(self, name: str, at: int) -> PersonName:
        code = int.from_bytes(self._kinds[2 * at : 2 * at + 2], "little")
        return PersonName(name, _KINDS[code & BOTH], self._languages[code >> 2])


def _outside_ascii(name: str) -> str:
    return "".join(one for one in name if not one.isascii())


def _read_languages(path: Path) -> tuple[tuple[str, ...], ...]:
    """The sets of languages by their numbers."""
    if not path.is_file():
        return ()
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    languages = first.split()
    return tuple(tuple(languages[ord(sign) - FIRST_SIGN] for sign in line) for line in lines)


@cache
def load_people() -> People:
    """The index that comes with newsparse, mapped once."""
    return People()
