"""Names of people in a sentence: `Jos? Mar?a Garc?a`, `Erdo?an`, and other capitalised words that lost letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import exp
from operator import itemgetter
from typing import Final

from newsparse.lexicon import load_lexicon
from newsparse.model import Fact
from newsparse.normalize.lossy.capitals import first_letter_case
from newsparse.normalize.lossy.damaged import LOST, Word, is_damaged
from newsparse.normalize.lossy.name_options import Option, load_options, small
from newsparse.normalize.lossy.name_weights import (
    WEIGHTS,
    Around,
    contracted,
    weigh_contraction,
    weigh_intact,
    weigh_option,
    weigh_unknown,
)
from newsparse.normalize.lossy.reading import Reading
from newsparse.people import load_people
from newsparse.record import Record, record
from newsparse.rules import load_rule_book

MOST: Final = 0.999
"""No reading is surer."""
LEAST: Final = 0.02
"""Less likely options are not told."""
MOST_TOLD: Final = 4
"""Readings that are told of a word."""
LONE_CAPITALS: Final = 0.9
"""Most sure of a word all in capitals amid others that are not: labels that a machine wrote so have small accents."""
OPEN_QUESTION: Final = 0.9
"""Most sure of a letter at the end of a word where a Spanish question is open."""
LONGEST_QUESTION: Final = 300
"""So many characters before it are looked at."""
LONGEST_NEIGHBOUR: Final = 40
"""Longer words beside it are no names."""
BETWEEN_NAMES: Final = " -\N{NO-BREAK SPACE}"
"""What stands between the words of a name."""

Evidence = Mapping[str, float]


@record
class Weighed(Record):
    """One way to read a damaged word."""

    core: Word
    """The word without the marks that are no letters."""
    option: Option | None
    """What it was; None where it is a word that no list has, or one that lost nothing."""
    evidence: Evidence
    """What speaks for it, by name."""


class Names:
    """Asks the lists of people, places and words which capitalised word a damaged one may be."""

    def __init__(self, value: str, language: str | None, may_be: Callable[[str, str, int], bool] | None = None) -> None:
        self.value, self.language = value, (language or "").partition("-")[0]
        self._options = load_options(self.language)
        self._may_be = may_be
        self._languages: dict[str, frozenset[str]] = {}

    def readings(self, word: Word) -> tuple[Reading, ...]:
        """What a word with a capital, or with its first letter lost, may have been, likeliest first.

        A word of the language that lost its first letter and is nobody's name is left to the index of words.
        A mark at its beginning or end may be a quotation mark or a question mark: a reading may be shorter than
        the word. `may_be(damaged, restored, start)`, given to the class, tells whether such letters can have been
        lost there.

        >>> Names("El señor Garc?a vino.", "es").readings(Word(9, 15, "Garc?a"))[0].after
        'García'
        """
        ways = list(self.ways(word))
        if not any(one.option for one in ways):
            return ()
        weights = [exp(sum(WEIGHTS.get(name, 0.0) * value for name, value in one.evidence.items())) for one in ways]
        total = sum(weights)
        likely = [
            (weight / total, one.core, one.option)
            for weight, one in zip(weights, ways, strict=True)
            if one.option and weight / total >= LEAST and not leaves_to_words(one)
        ]
        likely.sort(key=itemgetter(0), reverse=True)
        found = [self._reading(core, option, chance) for chance, core, option in likely[:MOST_TOLD]]
        return tuple(sorted(found, key=lambda one: (-one.confidence, one.start, one.after)))

    def ways(self, word: Word) -> Iterator[Weighed]:
        """All ways to read a word, with what speaks for each."""
        if word.text[0].islower():
            return
        for core in cores(word):
            if not is_damaged(core.text):
                yield Weighed(core, None, weigh_intact(*self._known(core.text)))
            elif core.text[0].isupper() or core.text[0] in LOST:
                options = [one for one in self._options.of(core.text) if self._can_be(core, one)]
                around = self._around(core) if options else None
                for one in options:
                    yield Weighed(core, one, weigh_option(word, core, one, around, self.language))
            if is_damaged(core.text) and (stem := contracted(core.text)):
                yield Weighed(core, None, weigh_contraction(*self._known(stem)))
        yield Weighed(word, None, weigh_unknown(word))

    def _known(self, intact: str) -> tuple[float, bool]:
        """How frequent an intact word is in the language, and whether it is a person's name."""
        return load_lexicon().frequency(intact.lower(), self.language), load_people().knows(intact)

    def _can_be(self, core: Word, option: Option) -> bool:
        return self._may_be is None or self._may_be(core.text, option.text, core.start)

    def _reading(self, core: Word, option: Option, chance: float) -> Reading:
        """An option as a reading; a lost first letter needs its case too."""
        text, facts = option.text, tuple(facts_of(option, self.language))
        if core.text[0] in LOST and not option.is_name:
            is_capital, sure, why = first_letter_case(text, core.start, self.value, self.language)
            text = text if is_capital else small(text[0], self.language) + text[1:]
            chance, facts = chance * sure, (*facts, *why)
        if core.text.isupper() and core.letters > 2 and self._stands_alone(core):
            chance = min(chance, LONE_CAPITALS)
        if core.text[-1] in LOST and self._is_question_open(core.start):
            chance = min(chance, OPEN_QUESTION)
        return Reading(core.start, core.end, text, round(min(chance, MOST), 3), "lossy/name", facts)

    def _around(self, core: Word) -> Around:
        before, after = self._before(core.start), self._after(core.end)
        expects = before in load_rule_book(self.language or None).words("lossy", "before_places")
        return Around(self._bearers(before), self._bearers(after), not before, before[:1].islower(), expects)

    def _is_question_open(self, start: int) -> bool:
        """Whether a Spanish question was begun in the line, and not ended."""
        before = self.value[max(0, start - LONGEST_QUESTION) : start].rpartition("\n")[2]
        return "\N{INVERTED QUESTION MARK}" in before and "?" not in before.rpartition("\N{INVERTED QUESTION MARK}")[2]

    def _stands_alone(self, core: Word) -> bool:
        """Whether the words beside a word all in capitals are not, and one stands before it in the line."""
        before, after = self._before(core.start), self._after(core.end)
        return bool(before) and not before.isupper() and not after.isupper()

    def _before(self, start: int) -> str:
        """The word before a place, with its marks; empty where none stands right before."""
        value, end = self.value, start - 1
        if end <= 0 or value[end] not in BETWEEN_NAMES:
            return ""
        low = end
        while low and end - low < LONGEST_NEIGHBOUR and (value[low - 1].isalpha() or value[low - 1] in LOST):
            low -= 1
        return value[low:end]

    def _after(self, end: int) -> str:
        """The same after it."""
        value, high = self.value, end + 1
        if value[end : end + 1] not in BETWEEN_NAMES:
            return ""
        while high < len(value) and high - end < LONGEST_NEIGHBOUR and (value[high].isalpha() or value[high] in LOST):
            high += 1
        return value[end + 1 : high]

    def _bearers(self, word: str) -> frozenset[str]:
        """The languages of a name, which may be damaged too."""
        if not word or not word[0].isupper():
            return frozenset()
        if word not in self._languages:
            self._languages[word] = frozenset(languages_of(word))
        return self._languages[word]


def leaves_to_words(way: Weighed) -> bool:
    """Whether it is a word of the language and nobody's name that lost its first letter, of which the case is open."""
    return way.option is not None and way.option.is_common and way.core.text[0] in LOST and not way.core.text.isupper()


def cores(word: Word) -> Iterator[Word]:
    """The word, and without a mark at its beginning or end, or both.

    >>> [one.text for one in cores(Word(0, 8, "?Wa??sa?"))]
    ['?Wa??sa?', '?Wa??sa', 'Wa??sa?', 'Wa??sa']
    """
    text = word.text
    for lead in range(2 if text[0] in LOST else 1):
        for trail in range(2 if text[-1] in LOST else 1):
            core = text[lead : len(text) - trail]
            if any(map(str.isalpha, core)):
                yield Word(word.start + lead, word.end - trail, core)


def languages_of(word: str) -> Iterator[str]:
    """The languages in which a word is a person's name."""
    people = load_people()
    if is_damaged(word):
        for one in people.restore(word):
            yield from one.locales
    elif found := people.of(word) or (people.of(word.capitalize()) if word.isupper() else None):
        yield from found.locales


def facts_of(option: Option, language: str) -> Iterator[Fact]:
    """What the lists know of an option."""
    if option.home:
        yield Fact("known-word", (("word", option.text), ("language", language), ("zipf", round(option.home, 2))))
    elif option.abroad:
        told = ("word", option.text), ("language", option.languages[0]), ("zipf", round(option.abroad, 2))
        yield Fact("known-word", told)
    if option.person:
        kind, languages = option.person.kind, " ".join(option.person.locales)
        yield Fact("person-name", (("name", option.person.name), ("kind", kind), ("languages", languages)))
    if option.place:
        place = option.place.places[0]
        yield Fact("place-name", (("name", option.place.name), ("place", place.name), ("country", place.country)))
