"""What a capitalised damaged word may have been by the lists of people, places and words, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from newsparse.gazetteer import PlaceName, load_gazetteer
from newsparse.lexicon import load_lexicon
from newsparse.lost import LOST
from newsparse.normalize.lossy.countries import load_countries
from newsparse.normalize.lossy.damaged import is_damaged
from newsparse.normalize.lossy.place_kinds import is_main
from newsparse.people import PersonName, load_people
from newsparse.record import Record, record

SMALL_I: Final = frozenset({"tr", "az"})
"""Languages in which the capital of `i` is outside of ASCII, and the small letter of `I`."""
MOST_LOST_CAPITALS: Final = 3
"""In a Turkish word all in capitals so many marks are tried as `İ`."""
MOST_REMEMBERED: Final = 10_000
"""Words whose options are kept."""


@record
class Option(Record):
    """One name or word that a damaged word may have been."""

    text: str
    """The word with its letters, in the case of the damaged word."""
    home: float = 0.0
    """How frequent it is in the language of the text, on the Zipf scale; 0 where it is no word of it."""
    abroad: float = 0.0
    """How frequent it is where it is most frequent, in another language."""
    languages: tuple[str, ...] = ()
    """The languages that have it, the one where it is most frequent first."""
    person: PersonName | None = None
    """The person's name that it is."""
    place: PlaceName | None = None
    """The place's name that it is."""

    @property
    def is_name(self) -> bool:
        """Whether it is written with a capital everywhere."""
        return not self.home and (self.person is not None or (self.place is not None and is_main(self.place)))

    @property
    def is_common(self) -> bool:
        """Whether it is a word of the language and nobody's name."""
        return bool(self.home) and self.person is None and self.place is None

    @property
    def all_languages(self) -> frozenset[str]:
        """The languages that have it, as a word or as a person's name."""
        return frozenset((*self.languages, *(self.person.locales if self.person else ())))


_Frequency = tuple[float, float, tuple[str, ...]]
"""How frequent a word is at home and abroad, and its languages."""


class Options:
    """Asks the lists; remembers what it asked for this language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._lexicon, self._people, self._gazetteer = load_lexicon(), load_people(), load_gazetteer()
        self._countries = load_countries(language)
        self._found: dict[str, tuple[Option, ...]] = {}

    def of(self, damaged: str) -> tuple[Option, ...]:
        """The options of a word, of which no mark is anything but a lost letter."""
        if damaged not in self._found:
            if len(self._found) >= MOST_REMEMBERED:
                self._found.clear()
            self._found[damaged] = self._ask(damaged)
        return self._found[damaged]

    def _ask(self, damaged: str) -> tuple[Option, ...]:
        people = {one.name: one for one in self._people.restore(damaged)}
        country = self._countries.restore(damaged)
        places = {one.name: one for one in ((country,) if country else self._gazetteer.restore(damaged))}
        words = self._words(damaged)
        if not (people or places):
            return tuple([Option(text, *words[text]) for text in sorted(words)])
        unknown: _Frequency = (0.0, 0.0, ())
        texts = sorted({*people, *places, *words})
        return tuple([Option(one, *words.get(one, unknown), people.get(one), places.get(one)) for one in texts])

    def _words(self, damaged: str) -> Mapping[str, _Frequency]:
        """Words with their frequency at home, abroad, and the languages, likeliest first."""
        found: dict[str, _Frequency] = {}
        if not (damaged.isupper() or damaged[1:].islower() or damaged[1:] == damaged[1:].lower()):
            return found  # such words have no capital inside
        capitals = damaged.isupper() and sum(map(str.isalpha, damaged)) > 1
        for lower in self._lowered(damaged):
            if is_damaged(lower):
                hits = self._lexicon.restore_anywhere(lower)
            else:
                hits = ((lower, self.language, self._lexicon.frequency(lower, self.language)),)
            for word, language, zipf in hits:
                text = upper(word, self.language) if capitals else upper(word[0], self.language) + word[1:]
                if not zipf or len(text) != len(damaged) or not fits(text, damaged):
                    continue
                home, abroad, languages = found.get(text, (0.0, 0.0, ()))
                if language == self.language:
                    home = max(home, zipf)
                else:
                    abroad = max(abroad, zipf)
                found[text] = home, abroad, (*languages, language)
        return found

    def _lowered(self, damaged: str) -> Iterator[str]:
        """The word in small letters, in Turkish also with marks that were `İ`."""
        if self.language not in SMALL_I:
            yield damaged.lower()
            return
        lower = small(damaged, self.language)
        yield lower
        marks = [at for at, one in enumerate(damaged) if one in LOST and (at == 0 or damaged.isupper())]
        if len(marks) <= MOST_LOST_CAPITALS:
            for choice in range(1, 1 << len(marks)):
                dotted = {at for bit, at in enumerate(marks) if choice >> bit & 1}
                yield "".join("i" if at in dotted else one for at, one in enumerate(lower))


@cache
def load_options(language: str) -> Options:
    """The lists of names for a language, with what was asked of them lately."""
    return Options(language)


def small(text: str, language: str) -> str:
    """A text in small letters, as many as it has characters.

    >>> small("İ", "tr"), small("I", "tr"), small("É", "fr")
    ('i', 'ı', 'é')
    """
    if language in SMALL_I:
        text = text.replace("I", "ı")
    return text.replace("İ", "i").lower()


def upper(text: str, language: str) -> str:
    """A text in capitals.

    >>> upper("i", "tr"), upper("i", "de")
    ('İ', 'I')
    """
    return (text.replace("i", "İ") if language in SMALL_I else text).upper()


def fits(text: str, damaged: str) -> bool:
    """Whether a word of the same length agrees with what is left, and what was lost is outside of ASCII."""
    for old, new in zip(damaged, text, strict=True):  # noqa: SIM110  (half of the time of a generator)
        if new.isascii() if old in LOST else old != new:
            return False
    return True
