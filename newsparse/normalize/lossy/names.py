"""Names of people in a sentence: `Jos? Mar?a Garc?a`, `Erdo?an`, and other capitalised words that lost letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from math import exp
from operator import itemgetter
from typing import Final, NamedTuple

from newsparse.lexicon import load_lexicon
from newsparse.lost import LOST
from newsparse.model import Fact
from newsparse.normalize.lossy.capitals import first_letter_case
from newsparse.normalize.lossy.damaged import Word, is_damaged
from newsparse.normalize.lossy.name_options import Option, load_options, small
from newsparse.normalize.lossy.name_weights import (
    WEIGHTS,
    Around,
    contracted,
    kind_of_place,
    of_neighbours,
    of_option,
    of_shape,
    score,
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


class Listed(NamedTuple):
    """An option of a damaged word with what speaks for it, whatever stands beside it."""

    lead: int
    """How many marks before the option are no letters."""
    trail: int
    """The same behind it."""
    core: str
    """The word without these marks."""
    option: Option
    score: float
    """What its shape and the lists say."""
    expected: float
    """The same after a word that stands before places."""
    is_told: bool
    """False of what is left to the index of words."""


class Likely(NamedTuple):
    """An option beside its neighbours."""

    chance: float
    lead: int
    trail: int
    option: Option


class Names:
    """Asks the lists of people, places and words which capitalised word a damaged one may be."""

    def __init__(self, value: str, language: str | None, may_be: Callable[[str, str, int], bool] | None = None) -> None:
        self.value, self.language = value, (language or "").partition("-")[0]
        self._may_be = may_be

    def readings(self, word: Word) -> tuple[Reading, ...]:
        """What a word with a capital, or with its first letter lost, may have been, likeliest first.

        A word of the language that lost its first letter and is nobody's name is left to the index of words.
        A mark at its beginning or end may be a quotation mark or a question mark: a reading may be shorter than
        the word. `may_be(damaged, restored, start)`, given to the class, tells whether such letters can have been
        lost there.

        >>> Names("El señor Garc?a vino.", "es").readings(Word(9, 15, "Garc?a"))[0].after
        'García'
        """
        text, language = word.text, self.language
        if text[0].islower() or not listed(text, language):
            return ()  # most words are nobody's name
        before, after = self._before(word.start), self._after(word.end)
        if self._may_be is None:
            likely = likely_of(text, before, after, language)
        else:
            left = [one for one in listed(text, language) if self._can_be(word.start + one.lead, one.core, one.option)]
            likely = weigh_listed(left, text, before, after, language) if left else ()
        if not likely:
            return ()
        found = [self._reading(word, one) for one in likely]
        return tuple(sorted(found, key=lambda one: (-one.confidence, one.start, one.after)))

    def ways(self, word: Word) -> Iterator[Weighed]:
        """All ways to read a word, with what speaks for each: what the weights are learned from."""
        text, language = word.text, self.language
        if text[0].islower():
            return
        before, after = self._before(word.start), self._after(word.end)
        for one in listed(text, language):
            core = Word(word.start + one.lead, word.end - one.trail, one.core)
            if self._can_be(core.start, core.text, one.option):
                around = around_of("" if one.lead else before, "" if one.trail else after, language)
                yield Weighed(core, one.option, weigh_option(word, core, one.option, around, language))
        for evidence in other_ways(text, language):
            yield Weighed(word, None, evidence)

    def _can_be(self, start: int, core: str, option: Option) -> bool:
        return self._may_be is None or self._may_be(core, option.text, start)

    def _reading(self, word: Word, likely: Likely) -> Reading:
        """An option as a reading; a lost first letter needs its case too."""
        chance, lead, trail, option = likely
        start, end = word.start + lead, word.end - trail
        core = self.value[start:end]
        text, facts = option.text, facts_of(option, self.language)
        if core[0] in LOST and not option.is_name:
            is_capital, sure, why = first_letter_case(text, start, self.value, self.language)
            text = text if is_capital else small(text[0], self.language) + text[1:]
            chance, facts = chance * sure, (*facts, *why)
        if core.isupper() and word.letters > 2 and self._stands_alone(start, end):
            chance = min(chance, LONE_CAPITALS)
        if core[-1] in LOST and self._is_question_open(start):
            chance = min(chance, OPEN_QUESTION)
        return Reading(start, end, text, round(min(chance, MOST), 3), "lossy/name", facts)

    def _is_question_open(self, start: int) -> bool:
        """Whether a Spanish question was begun in the line, and not ended."""
        before = self.value[max(0, start - LONGEST_QUESTION) : start].rpartition("\n")[2]
        return "\N{INVERTED QUESTION MARK}" in before and "?" not in before.rpartition("\N{INVERTED QUESTION MARK}")[2]

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether the words beside a word all in capitals are not, and one stands before it in the line."""
        before, after = self._before(start), self._after(end)
        return bool(before) and not before.isupper() and not after.isupper()

    def _before(self, start: int) -> str:
        """The word before a place, with its marks; empty where none stands right before."""
        value, end = self.value, start - 1
        if end <= 0 or value[end] not in BETWEEN_NAMES:
            return ""
        low = max(0, end - LONGEST_NEIGHBOUR)
        blank = value.rfind(" ", low, end) + 1
        token = value[blank or low : end]
        if token.isalpha():
            return token
        low = end
        while low and end - low < LONGEST_NEIGHBOUR and (value[low - 1].isalpha() or value[low - 1] in LOST):
            low -= 1
        return value[low:end]

    def _after(self, end: int) -> str:
        """The same after it."""
        value, high = self.value, end + 1
        if value[end:high] not in BETWEEN_NAMES:
            return ""
        blank = value.find(" ", high, end + LONGEST_NEIGHBOUR)
        token = value[high : blank if blank >= 0 else end + LONGEST_NEIGHBOUR]
        if token.isalpha():
            return token
        while high < len(value) and high - end < LONGEST_NEIGHBOUR and (value[high].isalpha() or value[high] in LOST):
            high += 1
        return value[end + 1 : high]


@lru_cache(maxsize=4096)
def listed(text: str, language: str) -> tuple[Listed, ...]:
    """The options that the lists have for a word, with the marks at its edges as letters and without them."""
    ask = load_options(language).of
    return tuple(
        one
        for lead, trail, core in cores(text)
        if is_damaged(core) and (core[0].isupper() or core[0] in LOST)
        for one in _listed(lead, trail, core, ask(core), language)
    )


def _listed(lead: int, trail: int, core: str, options: Iterable[Option], language: str) -> Iterator[Listed]:
    shape = dict.fromkeys(of_shape(core, leads=lead > 0, trails=trail > 0), 1.0)
    leaves = core[0] in LOST and not core.isupper()  # a word of the language of which the case is open
    for option in options:
        alone = score(shape | of_option(option, language))
        expected = alone + (WEIGHTS.get(f"expected_{kind_of_place(option.place)}", 0.0) if option.place else 0.0)
        yield Listed(lead, trail, core, option, alone, expected, not (leaves and option.is_common))


@lru_cache(maxsize=4096)
def likely_of(text: str, before: str, after: str, language: str) -> tuple[Likely, ...]:
    """The likely options of a word between two others, likeliest first."""
    return weigh_listed(listed(text, language), text, before, after, language)


def weigh_listed(options: Iterable[Listed], text: str, before: str, after: str, language: str) -> tuple[Likely, ...]:
    """The same of these options: each weighed against the others, and against that it is none."""
    beside: dict[tuple[int, int], Around] = {}
    weights = []
    for one in options:
        edges = one.lead, one.trail
        if edges not in beside:
            beside[edges] = around_of("" if one.lead else before, "" if one.trail else after, language)
        around = beside[edges]
        said = one.expected if around.expects_place else one.score
        for name in of_neighbours(one.option, around):
            said += WEIGHTS.get(name, 0.0)
        weights.append((exp(said), one))
    total = sum([weight for weight, _ in weights]) + weight_of_others(text, language)
    likely = [
        Likely(weight / total, one.lead, one.trail, one.option)
        for weight, one in weights
        if weight / total >= LEAST and one.is_told
    ]
    likely.sort(key=itemgetter(0), reverse=True)
    return tuple(likely[:MOST_TOLD])


@lru_cache(maxsize=4096)
def weight_of_others(text: str, language: str) -> float:
    """The weight of all ways in which a word is no name that lost letters."""
    return sum([exp(score(one)) for one in other_ways(text, language)])


def other_ways(text: str, language: str) -> Iterator[dict[str, float]]:
    """The evidence for each of these: only punctuation was lost, or the word stands in no list."""
    for _, _, core in cores(text):
        if not is_damaged(core):
            yield weigh_intact(*known(core, language))
        elif stem := contracted(core):
            yield weigh_contraction(*known(stem, language))
    yield weigh_unknown(sum(map(str.isalpha, text)))


def known(intact: str, language: str) -> tuple[float, bool]:
    """How frequent an intact word is in the language, and whether it is a person's name."""
    return load_lexicon().frequency(intact.lower(), language), load_people().knows(intact)


def around_of(before: str, after: str, language: str) -> Around:
    """What the words beside a damaged one tell."""
    expects = before in load_rule_book(language or None).words("lossy", "before_places")
    return Around(languages_of(before), languages_of(after), not before, before[:1].islower(), expects)


def cores(text: str) -> Iterator[tuple[int, int, str]]:
    """A word, and without a mark at its beginning or end, or both; with how many were cut off at each.

    >>> [core for _, _, core in cores("?Wa??sa?")]
    ['?Wa??sa?', '?Wa??sa', 'Wa??sa?', 'Wa??sa']
    """
    if any(map(str.isalpha, text)):
        for lead in range(2 if text[0] in LOST else 1):
            for trail in range(2 if text[-1] in LOST else 1):
                yield lead, trail, text[lead : len(text) - trail]


@lru_cache(maxsize=4096)
def languages_of(word: str) -> frozenset[str]:
    """The languages in which a word with a capital, which may be damaged too, is a person's name."""
    if not word[:1].isupper():
        return frozenset()
    people = load_people()
    if is_damaged(word):
        return frozenset(language for one in people.restore(word) for language in one.locales)
    found = people.of(word) or (people.of(word.capitalize()) if word.isupper() else None)
    return frozenset(found.locales if found else ())


def facts_of(option: Option, language: str) -> tuple[Fact, ...]:
    """What the lists know of an option."""
    return tuple(_facts(option, language))


def _facts(option: Option, language: str) -> Iterator[Fact]:
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
