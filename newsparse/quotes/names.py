"""The fullest name that an article gives a speaker: Roe is Jane Roe, Prime Minister Doe is Richard Doe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.people import load_people
from newsparse.quotes.capitals import PARTICLES, Capitals, bare_name
from newsparse.quotes.cues import Gender, Grammar
from newsparse.quotes.described import Descriptions
from newsparse.quotes.firstnames import TRIM, is_first_name, listed_gender, name_start
from newsparse.quotes.inflected import (
    bare_suffix,
    fits_first,
    is_case_of,
    is_given,
    is_place_of_role,
    person_start,
    stem_of,
)
from newsparse.quotes.particles import named_part
from newsparse.record import Mutable, mutable

_ARTICLES: Final = frozenset({"der", "den", "das", "la", "le"})
_BEFORE: Final = 60  # characters: room for four words before a last name
_MOST_PLACES: Final = 20  # a name that stands more often stands without an ending, too
_MOST_FIRST: Final = 4  # first names and particles
_OWNERS: Final = ("'s", "’s")
# What speaks for a full name besides the times it stands: a title before it, a first name that is known.
_TITLED: Final = 1
_LISTED: Final = 3
_KNOWN: Final = 1
_RIVAL: Final = 0.5  # of the best one's figure: then the nearer of two people of one last name is meant


@mutable
class Bearer(Mutable):
    """One full name for a last name."""

    name: str
    """As printed: Jane Roe, Mary J. Roe."""
    score: int
    """How often it stands, and what else speaks for it."""
    places: list[int]
    """Where the last name stands in it."""


class Names:
    """Looks up names in one article, each once."""

    def __init__(self, narration: str, grammar: Grammar) -> None:
        self._text, self._grammar = narration, grammar
        self._inflected = grammar.no_articles or grammar.suffixes
        self.capitals = Capitals(narration, bare_suffix if grammar.suffixes else None)
        self._described = Descriptions(self.capitals, grammar)
        self._bearers: dict[str, list[Bearer]] = {}
        self._nominatives: dict[str, str] = {}
        self._gender: dict[str, Gender] = {}
        self._full: dict[tuple[str, Gender], Sequence[Bearer] | str] = {}
        self._may_be_firsts: dict[str, bool] = {}
        self._parts: dict[str, tuple[str, str | None]] = {}

    def split(self, mention: str) -> tuple[str, str | None]:
        """The name in a mention and what is said before it: ("Jane Roe", "Mayor").

        A mention that ends in a lower-case word names a role or a group and is kept as it is.
        """
        if mention not in self._parts:
            self._parts[mention] = self._split(mention)
        return self._parts[mention]

    def _split(self, mention: str) -> tuple[str, str | None]:
        words = mention.split()
        if len(words) == 1:
            return words[0], None
        if self._grammar.particles:
            named = named_part(words, self._grammar)
            if named is not None:
                return " ".join(words[slice(*named)]), " ".join(words[: named[0]]) or None
        words = words[: self._before_house(words)]
        start = len(words)
        while start and self._belongs_to_name(words[start - 1]):
            start -= 1
        if start and start < len(words) and words[start - 1].lower() in PARTICLES and words[start - 1][0].isupper():
            if start > 1 or not self._grammar.nouns_upper:
                start -= 1  # De Wit, La Rochelle
        if 1 < start >= len(words) - 2 and self._joins(words[start - 1]) and not self._grammar.nouns_upper:
            return " ".join(words), None  # the Department for Roads
        low = start
        titled = False
        for index in range(start, len(words) - 1):  # the last title counts: Ohio Gov. Jane Roe
            if self._is_title(words[index]):
                low, titled = index + 1, True
        if titled and self._grammar.nouns_upper and words[low] in {"der", "des"}:
            return mention, None  # ein Sprecher der Feuerwehr
        while low < len(words) and words[low] in PARTICLES:
            low += 1
        if self._inflected or self._grammar.genitive_s:
            low = person_start(words, low, self._grammar)
            if is_place_of_role(words, low, self._grammar):
                return mention, None
        elif low < len(words):
            labelled = name_start(words[low:], self._grammar)
            low, titled = low + labelled, titled or labelled > 0
        if low == len(words) or low == 0:
            return " ".join(words), None
        hangs = self._grammar.habits.elision or self._grammar.drops_subjects
        if hangs and not titled and self._hangs_on_noun(words, low):
            low = self._first_name_behind(words, low)
            if low == len(words):
                return mention, None
        if self._grammar.nouns_upper and not titled and self._is_noun(words, start):
            return mention, None
        return " ".join(words[low:]), " ".join(words[:low])

    def _before_house(self, words: list[str]) -> int:
        """Where the house or the place of somebody with two names starts: Jane Roe | of Harbour Lines."""
        for index in range(2, len(words) - 1):
            if self._joins(words[index]) and words[index - 1][0].isupper() and words[index - 2][0].isupper():
                first = words[index - 2].lower()
                if first not in self._grammar.determiners and not self._is_title(first):
                    return index
        return len(words)

    def _joins(self, word: str) -> bool:
        """Whether a word joins two nouns and is no part of a name: of, for."""
        return word in self._grammar.inner_prepositions and word not in PARTICLES

    def _hangs_on_noun(self, words: list[str], low: int) -> bool:
        """Whether the name belongs to a noun before it: les pêcheurs de Port-Lanvec, il capo dello Stato."""
        before = words[low - 1].lower()
        first = words[0].lower().replace("’", "'").partition("'")[0]
        nominal = first in self._grammar.determiners or f"{first}'" in self._grammar.determiners
        return low > 1 and nominal and (before in self._grammar.inner_prepositions or before in PARTICLES)

    def _first_name_behind(self, words: list[str], low: int) -> int:
        """Where a given name starts in "la ministre de la Santé Jeanne Roux", or the end."""
        for index in range(low, len(words) - 1):
            first = words[index].strip(TRIM).lower().partition("-")[0]
            if first in self._grammar.female_names or first in self._grammar.male_names:
                return index
        return len(words)

    def full(self, name: str, near: int | None = None, gender: Gender = "any") -> str:
        """The longest form in which the article gives a name of one word, else the name itself.

        Of two people of one last name, the one who is named more often by far, else the last one named before `near`.
        """
        key = name, gender
        found = self._full.get(key)
        if found is None:
            found = self._full[key] = self._find_full(name, near, gender)
        return found if isinstance(found, str) else _nearest(found, near)

    def _find_full(self, name: str, near: int | None, gender: Gender) -> Sequence[Bearer] | str:
        """The longest form of a name, or the people between whom only the place decides."""
        if self._grammar.genitive_s and name.endswith("s") and self._stands(name[:-1]):
            name = name[:-1]  # Jane Roes store dag
        if self._grammar.suffixes:
            name = bare_suffix(name)
        words = name.split()
        if not words:
            return name
        if self._grammar.no_articles and len(words) < 3:
            return self._nominative(" ".join([*words[:-1], bare_name(words[-1])]), near, gender)
        last = bare_name(words[-1])
        if len(last) < 2 or not last[0].isupper():
            return name
        if len(words) > 1 and words[0].lower() not in PARTICLES:
            return name
        bearers = self.bearers(last)
        if len(words) > 1:
            ending = " " + " ".join([*words[:-1], last]).lower()
            bearers = [one for one in bearers if one.name.lower().endswith(ending)]
            return _alone(self._rivals(bearers, gender)) or name
        return _alone(self._rivals(bearers, gender)) or (None if bearers else self._by_first_name(last)) or last

    def _stands(self, name: str) -> bool:
        """Whether the article has just these words, in one of the first places."""
        place = -1
        for _ in range(_MOST_PLACES):
            place = self._text.find(name, place + 1)
            if place < 0 or not self._text[place + len(name) : place + len(name) + 1].isalnum():
                break
        return place >= 0

    def bearers(self, last: str) -> Sequence[Bearer]:
        """The full names that the article gives for a last name."""
        if last not in self._bearers:
            self._bearers[last] = self._find_bearers(last)
        return self._bearers[last]

    def bearer(self, mention: str) -> str | None:
        """Who bears the title of "the Minister", if the article gives it to one person only."""
        return self._described.bearer(mention)

    def organisation(self, mention: str) -> str | None:
        """What an abbreviation stands for: the ACLU is the American Civil Liberties Union."""
        return self._described.organisation(mention)

    def description(self, name: str) -> str | None:
        """What the article says of a person beside the full name."""
        return self._described.description(name)

    def gender(self, name: str) -> Gender:
        """What the first name, a title in the text or a description tells; "any" when nothing does."""
        if name not in self._gender:
            self._gender[name] = self._find_gender(name)
        return self._gender[name]

    def gender_of_title(self, title: str | None) -> Gender:
        """What the words before a name tell: Mrs., the spokeswoman."""
        return self._told_by_titles(title.split()) if title else "any"

    def _is_noun(self, words: list[str], start: int) -> bool:
        """Whether the capital is that of a noun: "der jemenitischen Regierung", not "die Regierung"."""
        if len(words) - start > 1:
            return False
        return any(one.lower() not in self._grammar.determiners for one in words[:start])

    # --------------------------------------------------------------------------------------- full names
    def _find_bearers(self, last: str) -> list[Bearer]:
        found: dict[str, Bearer] = {}
        for place in self.capitals.of(last):
            if not self._follows_first(place):
                continue
            name, titled = self._extend(place, last)
            if name is None:
                continue
            if name not in found:
                found[name] = Bearer(name, self._known(name), [])
            found[name].score += 1 + _TITLED * titled
            found[name].places.append(place)
        return [one for one in found.values() if len(one.places) > 1 or self._is_plausible(one.name)]

    def _nominative(self, name: str, near: int | None, gender: Gender) -> str:
        """The full name of which `name` is the last word or another case: Nováka, Lenky Součkové."""
        if name not in self._nominatives:
            last = name.rpartition(" ")[2]
            exact: str | None = name
            if last == name and last[:1].isupper():
                exact = _nearest(self._rivals(self.bearers(last), gender), near)
            if last == name and is_given(name, self._grammar):  # pani Halina
                exact = self._by_first_name(name)
            elif not exact or not is_given(exact.partition(" ")[0], self._grammar):
                exact = self._other_case(name, last) or exact
            self._nominatives[name] = exact or name
        return self._nominatives[name]

    def _other_case(self, name: str, last: str) -> str | None:
        """The name with a listed given name that shares a stem with `last`."""
        stem = stem_of(last)
        for word in self.capitals.beginning(stem) if stem else ():
            if is_case_of(word, last):
                for place in self.capitals.of(word):
                    found = self._extend(place, word)[0] if self._text[place - 1 : place] == " " else None
                    if found and is_given(found.partition(" ")[0], self._grammar) and fits_first(found, name):
                        return found
        return None

    def _known(self, name: str) -> int:
        first = name.partition(" ")[0]
        if listed_gender(first, self._grammar) is not None:
            return _LISTED
        return _KNOWN * is_first_name(first, self._grammar)

    def _rivals(self, bearers: Sequence[Bearer], gender: Gender) -> Sequence[Bearer]:
        """The one that is named most often, and the others that are named nearly as often, none a relative."""
        if gender in {"male", "female"} and len(bearers) > 1:
            bearers = [one for one in bearers if self.gender(one.name) in {gender, "any"}]
        if len(bearers) < 2:
            return bearers
        best = max(bearers, key=lambda one: one.score)
        first = best.name.partition(" ")[0]
        rivals = [
            one
            for one in bearers
            if one.score >= _RIVAL * best.score and one.name.partition(" ")[0] != first and self._known(one.name)
        ]
        return [best, *rivals]

    def _is_plausible(self, name: str) -> bool:
        """Where all nouns have capitals, a noun and a name look like a full name: only first names prove one."""
        return not self._grammar.nouns_upper or is_first_name(name.partition(" ")[0], self._grammar)

    def _extend(self, place: int, last: str) -> tuple[str | None, bool]:
        """The name whose last word stands at `place`, with the first names before it, and whether it has a title."""
        before = self._text[max(0, place - _BEFORE) : place - 1]
        line = before.rpartition("\n")[2]
        words = line.split(" ")
        if len(line) == len(before) and place > _BEFORE:
            words = words[1:]
        first: list[str] = []
        while words and len(first) < _MOST_FIRST and self._may_be_first(words[-1]):
            if self._grammar.nouns_upper and words[-1] in _ARTICLES and words[-2:-1] != ["von"]:
                break  # Angaben der Hacker; but Ursula von der Leyen
            first.append(words.pop())
        titled = bool(words) and self._is_title(words[-1])
        first.reverse()
        while first and (first[0].lower() in PARTICLES or self._is_title(first[0])):
            del first[0]
        start = person_start([*first, last], 0, self._grammar) if self._grammar.no_articles else 0
        first = first[start or name_start([*first, last], self._grammar) :]
        return (" ".join([*first, last]) if first else None), titled

    def _follows_first(self, place: int) -> bool:
        """Whether the word before a place may be a first name: quick to tell, and most often not so."""
        if not place or self._text[place - 1] != " ":
            return False
        low = max(0, place - _BEFORE)
        start = max(self._text.rfind(" ", low, place - 1), self._text.rfind("\n", low, place - 1)) + 1
        return self._may_be_first(self._text[start or low : place - 1])

    def _may_be_first(self, word: str) -> bool:
        found = self._may_be_firsts.get(word)
        if found is None:
            found = self._may_be_firsts[word] = self._find_may_be_first(word)
        return found

    def _find_may_be_first(self, word: str) -> bool:
        if word in PARTICLES or word.lower() in self._grammar.particles:  # Els De Smet
            return True
        if not word or not word[0].isupper() or self._is_title(word):
            return False
        if word.endswith(".") and len(word) > 2 and not (len(word) == 4 and word[1] == "."):
            return False
        lowered = word.lower()
        if not word.replace("-", "").replace(".", "").replace("'", "").replace("’", "").isalpha():
            return False
        return not (self._grammar.is_small(lowered) or lowered.endswith(_OWNERS) or lowered in self._grammar.cues)

    def _by_first_name(self, first: str) -> str | None:
        """Jane is Jane Roe, where the article gives her last name at all."""
        if not is_first_name(first, self._grammar):
            return None
        counts: dict[str, int] = {}
        for place in self.capitals.of(first):
            end = place + len(first)
            word = self._text[end + 1 : end + 30].split(" ", 1)[0].split("\n", 1)[0]
            last = bare_name(word.strip(TRIM))
            if self._text[end : end + 1] != " " or not last[:1].isupper() or not last.replace("-", "").isalpha():
                continue
            if not self._grammar.is_small(last.lower()) and last.lower() not in self._grammar.cues:
                name = f"{first} {last}"
                counts[name] = counts.get(name, 0) + 1
        return next(iter(counts)) if len(counts) == 1 else None

    def _belongs_to_name(self, word: str) -> bool:
        bare = word.strip(TRIM)
        if not bare:
            return True
        if word.endswith(_OWNERS):
            return False
        return (
            (bare[0].isupper() and bare.lower() not in self._grammar.determiners)
            or bare in PARTICLES
            or (word in self._grammar.particles)
        )

    def _is_title(self, word: str) -> bool:
        return self._grammar.is_title(word.strip(TRIM).lower())

    # ------------------------------------------------------------------------------------------- gender
    def _find_gender(self, name: str) -> Gender:
        words = name.split()
        if not words:
            return "any"
        listed = listed_gender(words[0], self._grammar) if len(words) > 1 or self._is_only_first(words[0]) else None
        if listed is not None:
            return listed
        last = bare_name(words[-1])
        if last.lower().endswith(self._grammar.female_surnames):
            return "female"
        if last.lower().endswith(self._grammar.male_surnames):
            return "male"
        for place in self.capitals.of(last)[:6]:
            line = self._text[max(0, place - _BEFORE) : place].rpartition("\n")[2]
            told = self._told_by_titles(line.split()[-3:])
            if told != "any":
                return told
        described = self.description(name)
        return self._told_by_titles(described.split()) if described else "any"

    def _is_only_first(self, word: str) -> bool:
        """Whether no last name is spelled that way, as far as is known."""
        known = load_people().of(word)
        return known is None or known.kind == "first"

    def _told_by_titles(self, words: Sequence[str]) -> Gender:
        """The gender of the words before a name, as far as a preposition: not "aide to the Queen"."""
        for one in words:
            bare = one.strip(TRIM).lower()
            if bare in self._grammar.female_titles:
                return "female"
            if bare in self._grammar.male_titles:
                return "male"
            if bare in self._grammar.prepositions or bare in self._grammar.inner_prepositions:
                break
        return "any"


def _alone(people: Sequence[Bearer]) -> Sequence[Bearer] | str | None:
    """The name of one person, or several people."""
    return people[0].name if len(people) == 1 else people or None


def _nearest(people: Sequence[Bearer], near: int | None) -> str:
    """The one who was named last before a place; without a place the first."""
    if near is None or len(people) < 2:
        return people[0].name if people else ""
    return max(people, key=lambda one: max([at for at in one.places if at < near], default=-1)).name
