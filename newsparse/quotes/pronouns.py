"""Whom "he" and "she" stand for: one of the people named in the paragraphs before.

Each of them gets a sum of learned weights: how many sentences ago the person was a subject, a subject of a verb of
speech, or anything else; whether the person said the quote before; what is known of the gender.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from newsparse.quotes.capitals import PARTICLES
from newsparse.quotes.cast import Cast, Mention
from newsparse.quotes.cues import Gender, Grammar
from newsparse.quotes.lines import Lines
from newsparse.quotes.names import Names
from newsparse.record import Record, record

_PARAGRAPHS: Final = 4  # looked back
_MOST_MENTIONS: Final = 40
_FARTHEST: Final = 5  # sentences; all that is farther off is as far
_SUBJECTS: Final = frozenset({"reporting", "subject"})
_SPOKEN: Final = 3  # last speakers that are remembered


@record
class Spoken(Record):
    """Who said an earlier quote."""

    name: str
    """The fullest name."""
    line: int
    """Its paragraph."""


@record
class Antecedent(Record):
    """A person for whom a pronoun may stand, with what speaks for and against it."""

    name: str
    """The fullest name."""
    features: Sequence[str]
    """Names of weights."""


class Antecedents:
    """Answers for one article."""

    def __init__(self, lines: Lines, names: Names, grammar: Grammar) -> None:
        self._cast, self._lines, self._names = Cast(lines, names, grammar), lines, names
        self._grammar = grammar
        self._weights: Mapping[str, float] = grammar.antecedent_weights

    def find(self, number: int, place: int, gender: Gender, spoken: Sequence[Spoken]) -> str | None:
        """The person for whom the pronoun at word `place` of line `number` stands."""
        best, most, weigh = None, 0.0, self._weights.get
        for one in self.candidates(number, place, gender, spoken):
            score = sum([weigh(name, 0.0) for name in one.features])
            if best is None or score > most:
                best, most = one.name, score
        return best

    def candidates(self, number: int, place: int, gender: Gender, spoken: Sequence[Spoken]) -> list[Antecedent]:
        """Everybody who is named near enough before the pronoun and is not known to be of the other gender."""
        mentions = self._mentions(number, place, gender)
        people: dict[str, list[tuple[Mention, int, int]]] = {}
        for entry in mentions:
            people.setdefault(entry[0].name, []).append(entry)
        for one in spoken[-_SPOKEN:]:
            if self._fits(self._names.gender(one.name), gender) and self._is_person(one.name):
                people.setdefault(one.name, [])
        part = self._cast.part
        last_subject = next((one[0].name for one in mentions if part(one[0]) in _SUBJECTS), None)
        found = []
        for name, places in people.items():
            if places and all(one.place and part(one) not in _SUBJECTS for one, _, _ in places):
                continue  # In Denver
            features = [f"gender-{'known' if self._names.gender(name) == gender else 'open'}"]
            features += self._place_features(places)
            features += _spoken_features(name, number, spoken)
            if name == last_subject:
                features.append("last-subject")
            if places and not any(one.sure for one, _, _ in places):
                features.append("unsure")
            if " " not in name:
                features.append("short")
            if places and places[0][0].place:
                features.append("place")
            found.append(Antecedent(name, features))
        return found

    def _mentions(self, number: int, place: int, gender: Gender) -> list[tuple[Mention, int, int]]:
        """Who is named before the pronoun, nearest first, each with its distance in sentences and in paragraphs."""
        found: list[tuple[Mention, int, int]] = []
        own = self._lines[number].breaks[place]
        sentences = 0
        home = self._lines.home(number)
        numbers = ([number] if number == home else [number, home]) + list(range(home - 1, home - _PARAGRAPHS, -1))
        for back, index in enumerate(numbers):
            if index < 0 or len(found) >= _MOST_MENTIONS:
                break
            scene = self._cast.scene(index)
            high = own if index == number else len(self._lines[index].words)
            mentions = scene.mentions
            last = bisect_left(mentions, place, key=_low) if index == number else len(mentions)
            for at in range(last - 1, -1, -1):
                mention = mentions[at]
                if (index != number or mention.high <= place) and self._fits(mention.gender, gender):
                    same = index == number and mention.low >= own
                    distance = 0 if same else max(sentences, 1) + scene.distance(mention.low, high, gender)
                    found.append((mention, distance, back))
                    if len(found) >= _MOST_MENTIONS:
                        return found
            sentences = max(sentences, 1) + scene.distance(-1, high, gender)
        return found

    def _place_features(self, places: Sequence[tuple[Mention, int, int]]) -> list[str]:
        """Of the nearest mention as subject, and of the nearest one at all."""
        part = self._cast.part
        features: list[str] = []
        subject = next((one for one in places if part(one[0]) in _SUBJECTS), None)
        if subject is not None:
            mention, distance, back = subject
            features += [part(mention), f"subject-{min(distance, _FARTHEST)}", f"subject-paragraph-{back}"]
        if places and places[0] is not subject:
            mention, distance, back = places[0]
            features += [part(mention), f"other-{min(distance, _FARTHEST)}", f"other-paragraph-{back}"]
        if len(places) > 2:
            features.append("often")
        return features

    def _fits(self, known: Gender, wanted: Gender) -> bool:
        return known in {wanted, "any"}

    def _is_person(self, name: str) -> bool:
        words = name.split()
        if words[0].lower() in self._grammar.determiners or not all(
            one[0].isupper() or one in PARTICLES for one in words
        ):
            return False
        return len(words) > 1 or self._names.gender(name) != "any"


def _spoken_features(name: str, number: int, spoken: Sequence[Spoken]) -> list[str]:
    for rank, one in enumerate(reversed(spoken[-_SPOKEN:])):
        if one.name == name:
            return [f"spoke-{rank}", f"spoke-{rank}-{min(max(number - one.line, 0), 3)}"]
    return []


def _low(mention: Mention) -> int:
    return mention.low
