"""Names of places: `Jericho, also known as Ar???`, `in K?ng Tung`, `S?o Paulo`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsparse.gazetteer import LONGEST_NAME, PlaceName, load_gazetteer, without_diacritics
from newsparse.model import Fact
from newsparse.normalize.lossy.damaged import LOST, Word, is_damaged, is_part_of_word, word_before
from newsparse.normalize.lossy.reading import Reading
from newsparse.rules import load_rule_book

# Measured on every word of 4,000 real articles in a dozen languages whose letters outside of ASCII were turned
# into "?", and on 385 names of places in made-up sentences. Counted are names that are the only one of their
# pattern; wrong ones after the slash.
NEARBY: Final = 0.998
"""Another name of the place stands in the same paragraph: 121 / 0."""
LARGE_CITY: Final = 0.99
"""The main name of a city of at least 100,000 people: 325 / 0."""
SEVERAL_WORDS: Final = 0.99
"""A name of two words or more: 166 / 0."""
PLACE_EXPECTED: Final = 0.985
"""The main name of any place, after "in" and the like: 113 / 1."""
INSIDE_SENTENCE: Final = 0.97
"""The main name of any place, five letters left, the capital not due to the sentence, a person or German."""
MAIN_NAME: Final = 0.8
"""The main name of a place, and nothing else that speaks for it: surnames and German nouns look the same."""
OTHER_NAME: Final = 0.6
"""What some language calls a place: often a word of another one."""
SEVERAL_NAMES: Final = 0.9
"""That it is one of the names, where there are several."""

LARGE: Final = 6
"""Digits of a large city's population."""
NEIGHBOURHOOD: Final = 300
"""How far away another name of the place may stand, in characters."""
MOST_WORDS_BEFORE: Final = 6
"""How many words before the damaged one a name may start."""
INSIDE_NAMES: Final = " -'.‘’ʻʼ"
"""What may stand between the letters of a name."""
BEFORE_NAMES: Final = ' \n\t("*_[/\N{LEFT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}«'
"""What may stand right before a name."""
APOSTROPHES: Final = frozenset("‘’ʻʼ–")
"""Lost from a name, these are marks of which papers use several."""
ESPERANTO: Final = frozenset("ĉĝĥĵŝĈĜĤĴŜ")
"""Letters of no other language: such names stand in the source for most cities and in hardly any newspaper."""
CAPITALISED_NOUNS: Final = frozenset({"de", "lb"})
"""Languages in which a capital letter does not mean a name."""


class Places:
    """Asks the index which place a damaged word may be; remembers what it asked of this text."""

    def __init__(self, value: str, language: str | None) -> None:
        self.value, self.language = value, (language or "").partition("-")[0]
        self._gazetteer = load_gazetteer()
        self._lengths: dict[int, tuple[int, ...]] = {}
        self._restored: dict[str, tuple[PlaceName, ...]] = {}

    def readings(self, word: Word) -> tuple[Reading, ...]:
        """The names that hold the whole word, of the longest stretch that may be a name."""
        for start, end in self._stretches(word):
            pattern = self.value[start:end]
            if pattern not in self._restored:
                self._restored[pattern] = self._gazetteer.restore(pattern)
            if names := self._restored[pattern]:
                return self._weighed(Word(start, end, pattern), names)
        return ()

    def _stretches(self, word: Word) -> Iterator[tuple[int, int]]:
        """Where names stand that hold the whole word, the earliest start first, then the longest."""
        for start in starts_of_names(self.value, word.start):
            if start not in self._lengths:
                window = self.value[start : start + LONGEST_NAME]
                self._lengths[start] = self._gazetteer.lengths(window.partition("\n")[0])
            for length in reversed(self._lengths[start]):
                end = start + length
                if end >= word.end and not is_part_of_word(self.value, end):
                    yield start, end

    def _weighed(self, word: Word, names: tuple[PlaceName, ...]) -> tuple[Reading, ...]:
        """The names as readings, each with what speaks for it."""
        readings = []
        main = [one for one in names if is_main(one)]
        near = {one.name: self._other_name_nearby(word, one) for one in names}
        supported = [one for one in names if near[one.name]]
        if len(names) > 1 and not supported:
            names = tuple(one for one in names if ESPERANTO.isdisjoint(one.name)) or names
        for one in names:
            confidence = round(SEVERAL_NAMES / len(names), 3)
            facts: tuple[Fact, ...] = (Fact("several-names", (("names", len(names)),)),)
            is_choice = len(names) == 1 or main == [one]
            if is_choice and supported == [one]:
                confidence, facts = NEARBY, near[one.name]
            elif len(names) == 1 or (is_choice and is_large(one)):
                confidence, facts = self._by_itself(word, one)
            if len(names) == 1:
                only = Fact("only-name", (("pattern", word.text), ("name", one.name), ("places", one.total)))
                facts = (only, *facts)
            readings.append(Reading(word.start, word.end, one.name, confidence, "lossy/place-name", facts))
        return tuple(readings)

    def _by_itself(self, word: Word, name: PlaceName) -> tuple[float, tuple[Fact, ...]]:
        """How surely it is the name where no other name of the place stands beside it, and what says so."""
        if not self._looks_like_name(word, name) or self._may_end_with_question_mark(word):
            return OTHER_NAME, ()
        if " " in name.name:
            return SEVERAL_WORDS, (Fact("several-words", (("words", name.name.count(" ") + 1),)),)
        if is_large(name):
            place = name.places[0]
            return LARGE_CITY, (Fact("large-city", (("place", place.name), ("country", place.country))),)
        if word.text[0] in LOST or not is_main(name):
            return OTHER_NAME, ()
        before = word_before(self.value, word.start)
        if before in load_rule_book(self.language or None).words("lossy", "before_places"):
            return PLACE_EXPECTED, (Fact("place-expected", (("after", before),)),)
        if self.language and self.language not in CAPITALISED_NOUNS and before.islower() and word.letters >= 5:
            return INSIDE_SENTENCE, (Fact("capital-inside-sentence"),)
        return MAIN_NAME, ()

    def _looks_like_name(self, word: Word, name: PlaceName) -> bool:
        """Not too short, with a capital, no apostrophe lost, not glued to another word."""
        lost = {new for old, new in zip(word.text, name.name, strict=True) if old in LOST}
        glued = word.start > 1 and self.value[word.start - 1] in "-'" and self.value[word.start - 2].isalnum()
        return (
            name.name[0].isupper()
            and word.letters >= 3
            and not glued
            and APOSTROPHES.isdisjoint(lost)
            and not self._may_be_contraction(word)
        )

    def _may_be_contraction(self, word: Word) -> bool:
        """Whether the mark may be an apostrophe: `It?s`, `Don?t`, `Paris?s`; no name of several words."""
        at = max(map(word.text.rfind, LOST))
        stem, ending = word.text[:at], word.text[at + 1 :]
        if ending not in {"s", "t", "d", "m", "re", "ve", "ll"} or is_damaged(stem) or " " in stem:
            return False
        contracted = load_rule_book(None).words("lossy", "contracted")
        return ending == "s" or (ending == "t" and stem.endswith("n")) or stem.lower() in contracted

    def _may_end_with_question_mark(self, word: Word) -> bool:
        """Whether its only mark is the last character and may be a question mark, or a lost quotation mark."""
        if not word.ends_with_only_mark:
            return False
        if word.letters < 4:
            return True
        after = self.value[word.end : word.end + 2]
        if after[:1] == ",":
            return bool(self._gazetteer.countries(word.text[:-1])) or self._may_be_in_quotes(word)
        return not (after[:1] == " " and after[1:].islower()) or self._may_be_in_quotes(word)

    def _may_be_in_quotes(self, word: Word) -> bool:
        """Whether a mark before it may be a lost opening quotation mark, or a Spanish question is open."""
        before = self.value[max(0, word.start - NEIGHBOURHOOD) : word.start].rpartition("\n")[2]
        return "\N{INVERTED QUESTION MARK}" in before or any(
            one in LOST and (at == 0 or not before[at - 1].isalnum()) for at, one in enumerate(before)
        )

    def _other_name_nearby(self, word: Word, name: PlaceName) -> tuple[Fact, ...]:
        """The first place of the name whose main name, another one, stands in the same paragraph."""
        low, high = max(0, word.start - NEIGHBOURHOOD), word.end + NEIGHBOURHOOD
        around = self.value[low : word.start].rpartition("\n")[2], self.value[word.end : high].partition("\n")[0]
        for place in name.places:
            if place.name != name.name and len(place.name) > 2 and any(holds_word(one, place.name) for one in around):
                return (Fact("place-nearby", (("place", place.name), ("country", place.country))),)
        return ()


def starts_of_names(value: str, start: int) -> Iterator[int]:
    """Where a name may start that holds the word at `start`, the furthest first.

    >>> list(starts_of_names("He left Santa Maria de Bel?m", 23))
    [0, 8, 14, 23]
    """
    found = [start]
    for at in range(start - 1, max(-1, start - LONGEST_NAME), -1):
        one = value[at]
        if not (one.isalnum() or one in INSIDE_NAMES or one in LOST) or len(found) > MOST_WORDS_BEFORE:
            break
        if (one.isupper() or one in LOST or one in APOSTROPHES) and (at == 0 or value[at - 1] in BEFORE_NAMES):
            found.append(at)
    yield from reversed(found)


def is_main(name: PlaceName) -> bool:
    """Whether a place bears it as its main name, be it with other accents."""
    plain = without_diacritics(name.name.casefold())
    return any(without_diacritics(one.name.casefold()) == plain for one in name.places)


def is_large(name: PlaceName) -> bool:
    """Whether it is the main name of a large city."""
    return any(one.size >= LARGE and one.name.casefold() == name.name.casefold() for one in name.places)


def holds_word(text: str, word: str) -> bool:
    """Whether a word, or several, stand in a text as such.

    >>> holds_word("near Parish", "Paris"), holds_word("near Paris.", "Paris")
    (False, True)
    """
    at = text.find(word)
    while at >= 0:
        if not (at and text[at - 1].isalnum()) and not is_part_of_word(text, at + len(word)):
            return True
        at = text.find(word, at + 1)
    return False
