"""Names of places: `Jericho, also known as Ar???`, `in K?ng Tung`, `S?o Paulo`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Final

from newsparse.gazetteer import LONGEST_NAME, PlaceName, load_gazetteer
from newsparse.lost import LOST
from newsparse.model import Fact
from newsparse.normalize.lossy.countries import SIZE as COUNTRY
from newsparse.normalize.lossy.countries import load_countries
from newsparse.normalize.lossy.damaged import Word, is_damaged, is_part_of_word, word_before
from newsparse.normalize.lossy.name_options import Option, load_options
from newsparse.normalize.lossy.place_kinds import LARGE, TOWN, is_main, is_main_of
from newsparse.normalize.lossy.reading import Reading
from newsparse.normalize.lossy.ways import CAPITALISED_NOUNS
from newsparse.rules import load_rule_book

# Measured on every word of 4,000 real articles in a dozen languages whose letters outside of ASCII were turned
# into "?", and on 385 names of places in made-up sentences. Counted are names that are the only one of their
# pattern, where nothing stronger spoke for them; wrong ones after the slash.
NEARBY: Final = 0.998
"""Another name of the place stands in the same paragraph: 122 / 0."""
COUNTRY_NAME: Final = 0.995
"""A country as the text's language calls it: 583 / 0."""
LARGE_CITY: Final = 0.99
"""The main name of a city of at least 100,000 people: 393 / 0, also where smaller places have like names."""
SEVERAL_WORDS: Final = 0.99
"""A name of two words or more: 220 / 0."""
PLACE_EXPECTED: Final = 0.985
"""The main name of any place, after "in" and the like: 330 / 1."""
CITY_ABROAD: Final = 0.98
"""What another language calls such a city (München, Brüssel, Montevidéu), six letters left: 264 / 0, but of
eleven names only."""
LONG_NAME: Final = 0.98
"""The main name of a town of at least 10,000 people, six letters left, in German seven: 186 / 2."""
INSIDE_SENTENCE: Final = 0.97
"""The main name of any place, five letters left, the capital not due to the sentence, a person or German: 66 / 0
of few publishers, and surnames look the same."""
WORDS_AGREE: Final = 0.99
"""Any name of one word, where the lists of words and people that know its pattern know only it: 170 / 0. Where they
know others too, half are wrong."""
NO_OTHER_WORD: Final = 0.97
"""Any name of one word, where none of them knows the pattern, five letters left: 31 / 0 of few names."""
NO_OTHER_EXPECTED: Final = 0.96
"""The same after "in" and the like, where the first letter is lost and the rest no word: 3 / 0."""
MAIN_NAME: Final = 0.7
"""The main name of a place, and nothing else that speaks for it: surnames and German nouns look the same."""
OTHER_NAME: Final = 0.4
"""What some language calls a place, or no capital: often another word."""
SEVERAL_NAMES: Final = 0.15
"""That it is one of the main names, where there are several names: then it is mostly a word of another kind."""
OTHER_OF_SEVERAL: Final = 0.07
"""That it is one of the others."""

FEWEST_LETTERS: Final = 5
"""With fewer letters left many words have the pattern by chance."""
NEIGHBOURHOOD: Final = 300
"""How far away another name of the place may stand, in characters."""
REACH: Final = NEIGHBOURHOOD + 2 * LONGEST_NAME
"""How far from a word anything can matter to what it is read as."""
MOST_WORDS_BEFORE: Final = 6
"""How many words before the damaged one a name may start."""
INSIDE_NAMES: Final = " -'.‘’ʻʼ"
"""What may stand between the letters of a name."""
PARTS_OF_NAMES: Final = frozenset(INSIDE_NAMES + LOST)
"""The same with the marks."""
APOSTROPHES: Final = frozenset("‘’ʻʼ–")
"""Lost from a name, these are marks of which papers use several."""
ESPERANTO: Final = frozenset("ĉĝĥĵŝĈĜĤĴŜ")
"""Letters of no other language: such names stand in the source for most cities and in hardly any newspaper."""


class Places:
    """Asks the index which place a damaged word may be; remembers what it asked of this text."""

    def __init__(self, value: str, language: str | None) -> None:
        self.value, self.language = value, (language or "").partition("-")[0]
        self.may_capitalise_nouns = not self.language or self.language in CAPITALISED_NOUNS
        self._gazetteer = load_gazetteer()
        self._countries = load_countries(self.language)
        self._options = load_options(self.language)
        self._restored: dict[str, tuple[PlaceName, ...]] = {}

    def readings(self, word: Word) -> tuple[Reading, ...]:
        """The names that hold the whole word, of the longest stretch that may be a name."""
        if word.letters < 2 and self.value[word.start - 1 : word.start] != "-":
            return ()
        for start, end in self._stretches(word):
            pattern = self.value[start:end]
            if pattern not in self._restored:
                country = self._countries.restore(pattern)
                self._restored[pattern] = (country,) if country else self._gazetteer.restore(pattern)
            if names := self._restored[pattern]:
                return self._weighed(Word(start, end, pattern), names)
        return ()

    def _stretches(self, word: Word) -> Iterator[tuple[int, int]]:
        """Where names stand that hold the whole word, the earliest start first, then the longest."""
        for start in starts_of_names(self.value, word.start):
            if not self._may_go_on(start, word.start):
                continue
            ends = []
            for end in ends_of_names(self.value, word.end, start + LONGEST_NAME):
                if not begins_name(self.value[start:end], self.language):
                    break
                ends.append(end)
            yield from ((start, end) for end in reversed(ends))

    def _may_go_on(self, start: int, reached: int) -> bool:
        """Whether the word at a place begins a name of several words; most don't, and words come again."""
        end = self.value.find(" ", start, reached) + 1
        if not end:
            return True  # the damaged word itself, or joined to it by a hyphen
        return begins_name(self.value[start:end], self.language)

    def _weighed(self, word: Word, names: tuple[PlaceName, ...]) -> tuple[Reading, ...]:
        """The names as readings, each with what speaks for it."""
        readings = []
        main = [one for one in names if is_main_of(one, 0)] or [one for one in names if is_main(one)]
        near = {one.name: self._other_name_nearby(word, one) for one in names}
        supported = [one for one in names if near[one.name]]
        if len(names) > 1 and not supported:
            names = tuple(one for one in names if ESPERANTO.isdisjoint(one.name)) or names
        for one in names:
            confidence = round(SEVERAL_NAMES / max(len(main), 1), 3) if one in main else OTHER_OF_SEVERAL
            facts: tuple[Fact, ...] = (Fact("several-names", (("names", len(names)),)),)
            is_choice = len(names) == 1 or main == [one]
            if is_choice and supported == [one]:
                confidence, facts = NEARBY, near[one.name]
            elif len(names) == 1 or (is_choice and is_main_of(one, LARGE)):
                confidence, facts = self._by_itself(word, one)
            if len(names) == 1:
                if confidence < WORDS_AGREE:
                    confidence, facts = max((confidence, facts), self._by_words(word, one), key=itemgetter(0))
                only = Fact("only-name", (("pattern", word.text), ("name", one.name), ("places", one.total)))
                facts = (only, *facts)
            readings.append(Reading(word.start, word.end, one.name, confidence, "lossy/place-name", facts))
        return tuple(readings)

    def _by_itself(self, word: Word, name: PlaceName) -> tuple[float, tuple[Fact, ...]]:
        """How surely it is the name where no other name of the place stands beside it, and what says so."""
        if not self._looks_like_name(word, name) or self._may_end_with_question_mark(word):
            return OTHER_NAME, ()
        if name.places[0].size == COUNTRY:
            return COUNTRY_NAME, (Fact("country", (("country", name.places[0].country), ("language", self.language))),)
        if " " in name.name:
            return SEVERAL_WORDS, (Fact("several-words", (("words", name.name.count(" ") + 1),)),)
        if is_main_of(name, LARGE):
            place = name.places[0]
            return LARGE_CITY, (Fact("large-city", (("place", place.name), ("country", place.country))),)
        if word.text[0] in LOST:
            return OTHER_NAME, ()
        if not is_main(name):
            if word.letters < 6 or name.places[0].size < LARGE:
                return OTHER_NAME, ()
            return CITY_ABROAD, (
                Fact("name-of-large-city", (("place", name.places[0].name), ("country", name.places[0].country))),
            )
        before = word_before(self.value, word.start)
        if before in load_rule_book(self.language or None).words("lossy", "before_places"):
            return PLACE_EXPECTED, (Fact("place-expected", (("after", before),)),)
        if " " not in word.text and any(one.text != name.name for one in self._options.of(word.text) if is_word(one)):
            return MAIN_NAME, ()
        if not self.may_capitalise_nouns and before.islower() and word.letters >= 5:
            return INSIDE_SENTENCE, (Fact("capital-inside-sentence"),)
        if is_main_of(name, TOWN) and word.letters >= (7 if self.may_capitalise_nouns else 6):
            return LONG_NAME, (Fact("long-name", (("letters", word.letters),)),)
        return MAIN_NAME, ()

    def _by_words(self, word: Word, name: PlaceName) -> tuple[float, tuple[Fact, ...]]:
        """The same by what the lists of words and people make of a name of one word."""
        is_first_lost = word.text[0] in LOST
        if " " in name.name or not self._looks_like_name(word, name) or self._may_end_with_question_mark(word):
            return 0.0, ()
        others = [one for one in self._options.of(word.text) if is_word(one)]
        if others:
            is_sure = [one.text for one in others] == [name.name] and not (is_first_lost and others[0].home)
            return (WORDS_AGREE, (Fact("no-other-word", (("lists", "agree"),)),)) if is_sure else (0.0, ())
        told = (Fact("no-other-word", (("lists", "know none"),)),)
        if not is_first_lost:
            return (NO_OTHER_WORD, told) if word.letters >= FEWEST_LETTERS else (0.0, ())
        before = word_before(self.value, word.start)
        is_expected = before in load_rule_book(self.language or None).words("lossy", "before_places")
        may_be_quote = not is_damaged(word.text.lstrip(LOST))
        return (NO_OTHER_EXPECTED, told) if is_expected and word.letters >= 4 and not may_be_quote else (0.0, ())

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


@lru_cache(maxsize=4096)
def begins_name(damaged: str, language: str) -> bool:
    """Whether a place's name, or a country's in this language, begins so; most texts ask for the same words."""
    return load_gazetteer().begins_name(damaged) or load_countries(language).begins_name(damaged)


def starts_of_names(value: str, start: int) -> list[int]:
    """Where a name may start that holds the word at `start`: at a capital or a mark; the furthest first.

    >>> starts_of_names("He left Santa Maria de Bel?m", 23)
    [0, 8, 14, 23]
    """
    found = [start] if value[start].isupper() or value[start] in LOST else []
    low = max(0, start - LONGEST_NAME)
    at = start
    for token in reversed(value[low:start].rpartition("\n")[2].rsplit(" ", MOST_WORDS_BEFORE)):
        if not token.isalpha():
            rest = token[_after_last_strange(token) :]
            if rest and (rest[0].isupper() or rest[0] in LOST or rest[0] in APOSTROPHES):
                found.append(at - len(rest))
            if rest != token:
                break
        elif token[0].isupper():
            found.append(at - len(token))
        at -= len(token) + 1
    if found and found[-1] == low and low and value[low - 1].isalnum():
        found.pop()  # half a word, where the window begins
    return found[::-1]


def ends_of_names(value: str, end: int, limit: int) -> Iterator[int]:
    """Where a name may end that holds the word which ends at `end`: at ends of words, the nearest first.

    >>> list(ends_of_names("S?o Paulo, the", 3, 60))
    [3, 9]
    """
    limit = min(limit, len(value))
    yield end
    while end < limit and value[end] in INSIDE_NAMES:
        while end < limit and value[end] in INSIDE_NAMES:
            end += 1
        begin = end
        while is_part_of_word(value, end):
            end += 1
        if not begin < end <= limit:
            return
        yield end


def _after_last_strange(token: str) -> int:
    """The place after the last character that stands in no name."""
    end = len(token)
    if token[:-1].isalnum():  # as most are: a mark behind it
        return 0 if token[-1].isalnum() or token[-1] in PARTS_OF_NAMES else end
    while end and (token[end - 1].isalnum() or token[end - 1] in PARTS_OF_NAMES):
        end -= 1
    return end


def is_word(option: Option) -> bool:
    """Whether a list of words or people has it."""
    return bool(option.home or option.abroad or option.person)


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
