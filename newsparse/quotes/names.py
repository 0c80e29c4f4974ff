"""The fullest name that an article gives a speaker: Roe is Jane Roe, Prime Minister Doe is Richard Doe."""

from __future__ import annotations

from typing import Final

from newsparse.patterns import pattern
from newsparse.quotes.cues import Gender, Grammar
from newsparse.quotes.inflected import (
    bare_suffix,
    fits_first,
    is_case_of,
    is_given,
    is_place_of_role,
    name_behind,
    person_start,
    stem_of,
    word_at,
)

_WORD: Final = pattern(r"[^\s,;:()\"“”„«»]+")
_TRIM: Final = " .,;:!?'’‘\"“”"
PARTICLES: Final = frozenset(
    "de del della di da dos das do du la le van von der den ter ten bin ibn al el zu af av y e".split()
)
_ARTICLES: Final = frozenset({"der", "den", "das", "la", "le"})
_MARK = pattern(r"[,.;:!?\n\"“”„«»()]")
_FULL_NAME = r"(?P<name>[^\W\d_a-z][\w'’-]+(?: (?:[^\W\d_a-z][\w'’.-]*|de|di|van|von|bin|al))* [^\W\d_a-z][\w'’-]+)"
_NAME_BEHIND: Final = pattern(rf"(?:[^,.;:!?\n\"“”()]{{0,50}},)? {_FULL_NAME}(?=,| has\b| said\b|\.)")
_NAME_BEFORE: Final = pattern(rf"{_FULL_NAME}, [^,.;:!?\n\"“”()]{{0,50}}$")
_LONGEST_DESCRIPTION: Final = 100  # characters
_MOST_WORDS: Final = 12
_BEFORE: Final = 60  # characters: room for four words before a last name
_ENOUGH: Final = 3  # times that a full name must stand to be the one
_MOST_PLACES: Final = 20  # a last name that stands more often was given in full by then


class Names:
    """Looks up names in one article, each once."""

    def __init__(self, narration: str, grammar: Grammar) -> None:
        self._text, self._grammar = narration, grammar
        self._inflected = grammar.no_articles or grammar.suffixes
        self._full: dict[str, str] = {}
        self._gender: dict[str, Gender] = {}
        self._described: dict[str, str | None] = {}
        self._bearers: dict[str, str | None] = {}

    def split(self, mention: str) -> tuple[str, str | None]:
        """The name in a mention and what is said before it: ("Jane Roe", "Mayor").

        A mention that ends in a lower-case word names a role or a group and is kept as it is.
        """
        words = mention.split()
        start = len(words)
        while start and self._belongs_to_name(words[start - 1]):
            start -= 1
        if start and start < len(words) and words[start - 1].lower() in PARTICLES and words[start - 1][0].isupper():
            if start > 1 or not self._grammar.nouns_upper:
                start -= 1  # De Wit, La Rochelle
        low = start
        titled = False
        for index in range(start, len(words) - 1):  # the last title counts: Ohio Gov. Jane Roe
            if self._is_title(words[index]):
                low, titled = index + 1, True
        while low < len(words) and words[low] in PARTICLES:
            low += 1
        if self._inflected:
            low = person_start(words, low, self._grammar)
            if is_place_of_role(words, low, self._grammar):
                return mention, None
        if low == len(words) or low == 0:
            return mention, None
        if self._grammar.nouns_upper and not titled and self._is_noun(words, start):
            return mention, None
        return " ".join(words[low:]), " ".join(words[:low])

    def _is_noun(self, words: list[str], start: int) -> bool:
        """Whether the capital is that of a noun: "der jemenitischen Regierung", not "die Regierung"."""
        if len(words) - start > 1:
            return False
        return any(one.lower() not in self._grammar.determiners for one in words[:start])

    def full(self, name: str) -> str:
        """The longest form in which the article gives a name of one word, else the name itself."""
        bare = name.rstrip("’'").removesuffix("'s").removesuffix("’s")
        if self._grammar.suffixes:
            bare = name = bare_suffix(bare)
        if self._grammar.no_articles and bare.count(" ") < 2:
            return self._nominative(bare)
        if not bare or " " in bare or not bare[0].isupper() or len(bare) < 2:
            return name
        if bare not in self._full:
            self._full[bare] = self._search(bare) or bare
        return self._full[bare]

    def _nominative(self, name: str) -> str:
        """The full name of which `name` is the last word or another case: Nováka, Lenky Součkové."""
        if name not in self._full:
            last = name.rpartition(" ")[2]
            exact = self._search(last) if last == name and len(last) > 1 and last[0].isupper() else name
            if exact is None or not is_given(exact.partition(" ")[0], self._grammar):
                exact = self._other_case(name, last) or exact
            self._full[name] = exact or name
        return self._full[name]

    def _other_case(self, name: str, last: str) -> str | None:
        """The name with a listed given name that shares a stem with `last`."""
        stem = stem_of(last)
        place = -1
        for _ in range(_MOST_PLACES if stem else 0):
            place = self._text.find(stem, place + 1)
            if place < 0:
                break
            if place and self._text[place - 1] == " ":
                word = word_at(self._text, place)
                found = self._extend(place, word) if is_case_of(word, last) else None
                if found and is_given(found.partition(" ")[0], self._grammar) and fits_first(found, name):
                    return found
        return None

    def bearer(self, mention: str) -> str | None:
        """Who bears the title of "the Minister", if the article gives it to one person only.

        Shapes: "The harbour minister, Jane Roe, has"; "Minister Jane Roe"; "Jane Roe, the harbour minister,".
        """
        words = mention.split()
        if self._grammar.no_articles and words and not any(one[0].isupper() for one in words[1:]):
            role = mention.lower()
            if len(words) < 4 and (self._is_title(words[0]) or words[0].lower() in self._grammar.roles):
                if role not in self._bearers:
                    self._bearers[role] = self._find_bearer(role)
                return self._bearers[role]
        if len(words) != 2 or words[0].lower() not in self._grammar.determiners or not self._is_title(words[1]):
            return None
        role = words[1].lower()
        if role not in self._bearers:
            self._bearers[role] = self._find_bearer(role)
        return self._bearers[role]

    def _find_bearer(self, role: str) -> str | None:
        text = self._text
        lowered = text.lower() if len(text.lower()) == len(text) else text
        found: set[str] = set()
        place = -len(role)
        for _ in range(_MOST_PLACES):
            place = lowered.find(role, place + len(role))
            if place < 0:
                break
            end = place + len(role)
            if lowered[place - 1 : place].isalpha() or lowered[end : end + 1].isalpha():
                continue
            if self._grammar.no_articles:
                name = name_behind(text, end, self._grammar)
                found |= {name} if name else set()
                continue
            behind = _NAME_BEHIND.match(text, end)
            before = None if behind else _NAME_BEFORE.search(text[max(0, place - _LONGEST_DESCRIPTION) : place])
            named = behind or before
            if named is not None:
                found.add(named["name"])
        return found.pop() if len(found) == 1 else None

    def description(self, name: str) -> str | None:
        """What stands between commas beside the full name: "The harbour minister, Jane Roe, ..."."""
        if name not in self._described:
            self._described[name] = self._describe(name) if " " in name else None
        return self._described[name]

    def _describe(self, name: str) -> str | None:
        place = -1
        for _ in range(_ENOUGH):
            place = self._text.find(name, place + 1)
            if place < 0:
                break
            before = self._text[max(0, place - _LONGEST_DESCRIPTION) : place]
            if before.endswith(", "):
                found = self._as_description(_MARK.split(before[:-2])[-1])
                if found is not None:
                    return found
            behind = self._text[place + len(name) : place + len(name) + _LONGEST_DESCRIPTION]
            if behind.startswith(", ") and _MARK.search(behind, 2):
                found = self._as_description(_MARK.split(behind[2:])[0])
                if found is not None:
                    return found
        return None

    def _as_description(self, words: str) -> str | None:
        found = words.split()
        if not 2 <= len(found) <= _MOST_WORDS or found[0].lower() not in self._grammar.determiners:
            return None
        return " ".join(found)

    def gender(self, name: str) -> Gender:
        """What the first name or a title in the text tells; "any" when nothing does."""
        if name not in self._gender:
            self._gender[name] = self._find_gender(name)
        return self._gender[name]

    def _search(self, last: str) -> str | None:
        counts: dict[str, int] = {}
        place = -1
        for _ in range(_MOST_PLACES):
            place = self._text.find(last, place + 1)
            if place < 0:
                break
            behind = self._text[place + len(last) : place + len(last) + 1]
            if place and self._text[place - 1] == " " and not behind.isalnum():
                found = self._extend(place, last)
                if found is not None:
                    counts[found] = counts.get(found, 0) + 1 + self._is_titled(place, found, last)
                    if counts[found] >= _ENOUGH:
                        return found
        best = max(counts, key=lambda one: counts[one]) if counts else None
        return best if best is None or counts[best] > 1 or self._is_plausible(best) else None

    def _is_titled(self, place: int, name: str, last: str) -> bool:
        """Whether a title stands before the name: it is one then."""
        start = place + len(last) - len(name)
        before = self._text[max(0, start - _BEFORE) : start].rsplit(maxsplit=1)
        return bool(before) and self._is_title(before[-1])

    def _is_plausible(self, name: str) -> bool:
        """Where all nouns have capitals, a noun and a name look like a full name: only first names prove one."""
        first = name.partition(" ")[0].lower().partition("-")[0]
        grammar = self._grammar
        return not grammar.nouns_upper or first in grammar.female_names or first in grammar.male_names

    def _extend(self, place: int, last: str) -> str | None:
        """The name that ends at `place`, with the first names before it."""
        before = self._text[max(0, place - _BEFORE) : place - 1].split(" ")
        if place > _BEFORE:
            before = before[1:]
        first: list[str] = []
        while before and len(first) < 4 and self._is_first_name(before[-1]):
            if self._grammar.nouns_upper and before[-1] in _ARTICLES and before[-2:-1] != ["von"]:
                break  # Angaben der Hacker; but Ursula von der Leyen
            first.append(before.pop())
        while first and (first[-1].lower() in PARTICLES or self._is_title(first[-1])):
            first.pop()
        if self._grammar.no_articles:
            first.reverse()
            first = first[person_start([*first, last], 0, self._grammar) :]
            first.reverse()
        return " ".join([*reversed(first), last]) if first else None

    def _is_first_name(self, word: str) -> bool:
        if word in PARTICLES:
            return True
        if not word or not word[0].isupper() or self._is_title(word):
            return False
        if word.endswith(".") and len(word) > 2 and not (len(word) == 4 and word[1] == "."):
            return False
        lowered = word.lower()
        if not word.replace("-", "").replace(".", "").replace("'", "").replace("’", "").isalpha():
            return False
        grammar = self._grammar
        return not (
            lowered in grammar.determiners or lowered in grammar.prepositions or lowered in grammar.subordinators
            or lowered in grammar.joiners or lowered in grammar.time_words or grammar.is_helper(lowered)
            or lowered.endswith(("'s", "’s")) or lowered in grammar.pronouns or lowered in grammar.no_speakers
            or lowered in grammar.cues
        )  # fmt: skip

    def _belongs_to_name(self, word: str) -> bool:
        bare = word.strip(_TRIM)
        if not bare:
            return True
        if word.endswith(("'s", "’s")):
            return False
        return (bare[0].isupper() and bare.lower() not in self._grammar.determiners) or bare in PARTICLES

    def _is_title(self, word: str) -> bool:
        return self._grammar.is_title(word.strip(_TRIM).lower())

    def _find_gender(self, name: str) -> Gender:
        grammar = self._grammar
        words = name.split()
        first = words[0].strip(_TRIM).lower().partition("-")[0] if words else ""
        if len(words) > 1:
            if first in grammar.female_names:
                return "female"
            if first in grammar.male_names:
                return "male"
        surname = words[-1].lower() if words else ""
        if surname.endswith(grammar.female_surnames):
            return "female"
        if surname.endswith(grammar.male_surnames):
            return "male"
        place = self._text.find(words[-1]) if words else -1
        for _ in range(6):
            if place < 0:
                break
            for one in _WORD.findall(self._text[max(0, place - _BEFORE) : place])[-3:]:
                bare = one.strip(_TRIM).lower()
                if bare in grammar.female_titles:
                    return "female"
                if bare in grammar.male_titles:
                    return "male"
            place = self._text.find(words[-1], place + 1)
        return "any"
