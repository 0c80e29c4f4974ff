"""The index of place names: which name a damaged word was, and in which countries a place of a name lies.

Three files under `data/places/`, mapped into memory at the first question, built by `tools/build_gazetteer.py`:

- `names.marisa`: a trie from a name with every character outside of ASCII as `?` to the characters that
  were there, how many places bear the name (one byte, 255 for more), and the rows of the largest (three bytes each);
- `places.bin`: the number of rows (four bytes); for each row where its name stands (four bytes), its country
  (two letters) and the number of digits of its population; then the names, each after its length (one byte);
- `countries.marisa`: a trie from a folded name to the codes of its countries, two letters each.

Numbers are little-endian. Without these files every answer is empty.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

from newsparse.lost import LOST, agrees, skeleton_of
from newsparse.mapped import map_bytes, map_bytes_trie
from newsparse.record import Record, record

if TYPE_CHECKING:
    pass

DATA: Final = Path(__file__).parent / "data" / "places"

LONGEST_NAME: Final = 60
"""The longest name in the index, in characters."""
MOST_REMEMBERED: Final = 2048
"""Words whose names are kept: several sources ask for each."""

_STROKES: Final = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
    }
)
_COUNT: Final = Struct("<I")
_ROW: Final = Struct("<I2sB")


@record
class Place(Record):
    """One place on the map."""

    name: str
    """Its main name, as GeoNames gives it: the English one, or the local one in Latin letters."""
    country: str
    """ISO 3166-1 alpha-2."""
    size: int
    """Number of digits of its population: 5 for tens of thousands; 0 where it is unknown."""


@record
class PlaceName(Record):
    """A name, and the places that bear it."""

    name: str
    """The name with all of its letters."""
    places: tuple[Place, ...]
    """The places that bear it, the largest first, at most eight."""
    total: int
    """How many places bear it in all."""


class Gazetteer:
    """Names of places, asked for by what is left of them.

    >>> load_gazetteer().countries("Washington")[0]
    'US'
    >>> [one.name for one in load_gazetteer().restore("Zamo??")]
    ['Zamość']
    """

    def __init__(self, folder: Path = DATA) -> None:
        self._places = map_bytes(folder / "places.bin")
        self._names = map_bytes_trie(folder / "names.marisa") if self._places else None
        self._countries = map_bytes_trie(folder / "countries.marisa")
        self._known: dict[str, tuple[PlaceName, ...]] = {}
        self._blob = _COUNT.size + _ROW.size * (_COUNT.unpack_from(self._places)[0] if self._places else 0)

    def restore(self, damaged: str) -> tuple[PlaceName, ...]:
        """The names that a word, or several, may have been; every `?` or U+FFFD stands for one lost character.

        `Ar???` gives `Arīḩā`. Every other character agrees, also the intact ones outside of ASCII
        (`München-?` is no `M?nchen-?`), and every mark stands for a character outside of ASCII.
        Words all in capitals find the name too, and get it in capitals.

        >>> [(one.country, one.name) for name in load_gazetteer().restore("Ar???") for one in name.places]
        [('PS', 'Jericho'), ('SY', 'Arīḩā')]
        """
        if self._names is None or len(damaged) > LONGEST_NAME or "\0" in damaged:
            return ()  # the trie takes a NUL for the end of its key
        known = self._known.get(damaged)
        if known is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            known = self._known[damaged] = self._restored(damaged)
        return known

    def begins_name(self, damaged: str) -> bool:
        """Whether a name that `restore` may give begins with these characters.

        >>> gazetteer = load_gazetteer()
        >>> gazetteer.begins_name("S?o P"), gazetteer.begins_name("S?o Q"), gazetteer.begins_name("S?O P")
        (True, False, True)
        """
        if self._names is None or len(damaged) > LONGEST_NAME or "\0" in damaged:
            return False
        if next(self._names.iterkeys(skeleton_of(damaged)), None) is not None:
            return True
        return damaged.isupper() and next(self._names.iterkeys(skeleton_of(_capitalised(damaged))), None) is not None

    def countries(self, name: str) -> tuple[str, ...]:
        """The countries (ISO 3166-1 alpha-2) that have a place of this name, the one with the largest first.

        Case counts for nothing, and accents may be missing; countries and US states are known too.
        Villages are not, nor what foreigners call small towns.

        >>> load_gazetteer().countries("MELBOURNE")
        ('AU', 'US', 'GB')
        """
        if self._countries is None or "\0" in name:
            return ()
        found = self._countries.get(name.casefold())
        codes = found[0].decode("ascii") if found else ""
        return tuple(codes[at : at + 2] for at in range(0, len(codes), 2))

    def _restored(self, damaged: str) -> tuple[PlaceName, ...]:
        found = self._matching(damaged)
        if found or not damaged.isupper():
            return tuple(found)
        return tuple(
            PlaceName(one.name.upper(), one.places, one.total)
            for one in self._matching(_capitalised(damaged))
            if len(one.name.upper()) == len(damaged)
        )

    def _matching(self, damaged: str) -> list[PlaceName]:
        key = skeleton_of(damaged)
        found = []
        for payload in (self._names.get(key) if self._names is not None else None) or ():
            lost, _, rest = payload.partition(b"\0")
            letters = iter(lost.decode())
            name = "".join([next(letters) if one == "?" else one for one in key])
            if key == damaged or agrees(damaged, name):
                rows = [int.from_bytes(rest[at : at + 3], "little") for at in range(1, len(rest), 3)]
                found.append(PlaceName(name, tuple(map(self._place, rows)), rest[0]))
        return found

    def _place(self, row: int) -> Place:
        at, country, size = _ROW.unpack_from(self._places, _COUNT.size + _ROW.size * row)
        start = self._blob + at + 1
        return Place(self._places[start : start + self._places[start - 1]].decode(), country.decode("ascii"), size)


def without_diacritics(name: str) -> str:
    """A name in the letters of ASCII as far as they go.

    >>> without_diacritics("Łódź"), without_diacritics("Arīḩā")
    ('Lodz', 'Ariha')
    """
    if name.isascii():
        return name
    plain = "".join(one for one in normalize("NFD", name) if not combining(one))
    return plain.translate(_STROKES)


def _capitalised(damaged: str) -> str:
    """`S?O PAULO` as `S?o Paulo`; a mark at a word's start stands for its capital."""
    return "".join(
        one if at == 0 or not (damaged[at - 1].isalpha() or damaged[at - 1] in LOST) else one.lower()
        for at, one in enumerate(damaged)
    )


@cache
def load_gazetteer() -> Gazetteer:
    """The index that comes with newsparse, mapped once."""
    return Gazetteer()
