"""The people whom a paragraph names outside of its quotes, each with what the sentence makes of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final, Literal

from newsparse.gazetteer import load_gazetteer
from newsparse.lexicon import load_lexicon
from newsparse.people import load_people
from newsparse.quotes.capitals import bare_name
from newsparse.quotes.cues import Gender, Grammar
from newsparse.quotes.firstnames import is_first_name
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.lines import Lines
from newsparse.quotes.names import PARTICLES, Names
from newsparse.quotes.subjects import first_subject
from newsparse.record import Record, record

Part = Literal["reporting", "subject", "clause", "owner", "addressee", "behind", "adjunct", "other"]

_OWNERS: Final = ("'s", "’s", "'", "’")
_LONGEST_NAME: Final = 8  # words and dots
_COMMON: Final = 3.7  # Zipf: a last word as frequent as this is a noun, Park, Energy, where no first name tells more
_OFTEN: Final = 2  # times that a name which is in no index must stand
_BEHIND_VERBS: Final = frozenset({",", QUOTE, "—", "–", "--", ";"})


@record
class Mention(Record):
    """One person at one place."""

    name: str
    """The fullest name."""
    low: int
    """First word."""
    high: int
    """Behind the last word."""
    part: Part
    """Reporting: the subject of a verb of speech; behind: after a preposition."""
    gender: Gender
    """What is known of it."""
    sure: bool
    """Whether a first name or a title proves a person."""
    place: bool
    """Whether a town or a country bears the name too."""


@record
class Scene(Record):
    """A paragraph: its people in order, and its sentences."""

    mentions: list[Mention]
    """Who is named."""
    sentences: list[int]
    """Where the sentences start that hold more than quotes."""
    pronouns: dict[Gender, list[int]]
    """Sentences in which "he" stands before any name, and those in which "she" does."""

    def distance(self, low: int, high: int, gender: Gender) -> int:
        """Sentences that start behind the word `low` and before `high`, without those whose subject is "he" too."""
        inside = bisect_left(self.sentences, high) - bisect_right(self.sentences, low)
        carried = self.pronouns.get(gender, [])
        return inside - (bisect_left(carried, high) - bisect_right(carried, low))


def named(mentions: list[Mention], start: int) -> bool:
    """Whether the sentence that starts at `start` has named somebody by now."""
    return bool(mentions) and mentions[-1].low >= start


class Cast:
    """Reads each paragraph once, when it is asked for."""

    def __init__(self, lines: Lines, names: Names, grammar: Grammar) -> None:
        self._lines, self._names, self._grammar = lines, names, grammar
        self._scenes: dict[int, Scene] = {}

    def scene(self, number: int) -> Scene:
        """The people of a paragraph."""
        if number not in self._scenes:
            self._scenes[number] = self._read(self._lines[number], self._lines.starts[self._lines.home(number)])
        return self._scenes[number]

    def _read(self, line: Line, near: int) -> Scene:
        words, breaks, genders = line.words, line.breaks, self._grammar.pronouns
        mentions: list[Mention] = []
        pronouns: dict[Gender, list[int]] = {}
        reached = 0
        for index, word in enumerate(words):
            if index < reached:
                continue
            upper = word[0].isupper()
            gender = genders.get(word.lower() if upper else word)
            if gender is not None:
                start = breaks[index]
                if pronouns.get(gender, [])[-1:] != [start] and not named(mentions, start):
                    pronouns.setdefault(gender, []).append(start)
            elif upper:
                reached = self._name_end(line, index)
                mention = self._mention(line, index, reached, near) if reached > index else None
                if mention is not None:
                    mentions.append(mention)
        sentences = list(dict.fromkeys([start for word, start in zip(words, breaks, strict=True) if word != QUOTE]))
        return Scene(mentions, sentences, pronouns)

    # --------------------------------------------------------------------------------------- which words
    def _name_end(self, line: Line, low: int) -> int:
        """Behind the name that starts at `low`; `low` where none does."""
        words, index = line.words, low
        last = min(len(words), low + _LONGEST_NAME)
        while index < last and (index == low or line.breaks[index] == line.breaks[low]):
            word = words[index]
            if self._names.may_name(word):
                if index == line.breaks[index] and word.lower() in self._grammar.cues:
                    return index
                index += 1
                if word.endswith(_OWNERS):
                    break
            elif index > low and self._is_inside(words, index, last):
                index += 1
            else:
                break
        return index

    def _is_inside(self, words: list[str], index: int, last: int) -> bool:
        """Whether a dot or a particle stands between two parts of a name: J. Roe, van der Berg."""
        word, before = words[index], words[index - 1]
        if word == ".":
            short = len(before) == 1 or before.lower() in self._grammar.abbreviations
            return short and index + 1 < last and self._names.may_name(words[index + 1])
        if word not in PARTICLES:
            return False
        while index < last and words[index] in PARTICLES:
            index += 1
        return index < last and self._names.may_name(words[index])

    # ------------------------------------------------------------------------------------------ which person
    def _mention(self, line: Line, low: int, high: int, near: int) -> Mention | None:
        words, grammar = line.words, self._grammar
        text = " ".join(words[low:high]).replace(" .", ".")
        owner = text.endswith(_OWNERS)
        bare, title = self._names.split(bare_name(text))
        before = words[low - 1].lower() if low else ""
        if title is None and before in grammar.determiners and not grammar.is_title(before):
            return None
        name = self._names.full(bare, near, self._names.gender_of_title(title))
        parts = name.split()
        if not parts or not all(one[0].isupper() or one in PARTICLES for one in parts):
            return None
        gender = self._names.gender(name)
        titled = title is not None and any(grammar.is_title(one.strip(".").lower()) for one in title.split())
        sure = gender in {"male", "female"} or titled
        if not sure and not self._may_be_person(parts):
            return None
        is_place = not sure and bool(load_gazetteer().countries(name))
        return Mention(name, low, high, self._part(line, low, high, owner=owner), gender, sure, is_place)

    def _may_be_person(self, parts: list[str]) -> bool:
        last = parts[-1]
        known = load_people().knows(last)
        if len(parts) == 1:
            return known or (len(self._names.capitals.of(last)) >= _OFTEN and self._frequency(last) < _COMMON)
        if is_first_name(parts[0], self._grammar):
            return True
        if len(parts) > 3 or last.isupper() or self._grammar.nouns_upper or load_gazetteer().countries(" ".join(parts)):
            return False
        return known or self._frequency(last) < _COMMON

    def _frequency(self, word: str) -> float:
        return load_lexicon().frequency(word.lower(), self._grammar.language or "en")

    # ---------------------------------------------------------------------------------- what part it plays
    def _part(self, line: Line, low: int, high: int, *, owner: bool) -> Part:
        words, grammar = line.words, self._grammar
        if owner:
            return "owner"
        sentence = line.breaks[low]
        behind = high
        while behind < len(words) and grammar.is_helper(words[behind]):
            behind += 1
        before = words[low - 1] if low > sentence else ""
        lowered = before.lower()
        if behind < len(words) and grammar.kind_of_cue(words[behind]) == "finite" and lowered not in grammar.cues:
            if lowered not in grammar.prepositions and lowered not in grammar.inner_prepositions:
                return "reporting"
        if grammar.kind_of_cue(lowered) == "finite":
            cue = low - 1
            opens = cue == sentence or words[cue - 1] in _BEHIND_VERBS
            return "reporting" if opens or grammar.subject_behind else "addressee"
        if self._is_described_subject(line, low, high):
            return "reporting"
        if lowered in grammar.prepositions or lowered in grammar.inner_prepositions:
            return "behind"
        verb = words[behind] if behind < len(words) else ""
        if behind > high or (verb.islower() and verb.endswith(grammar.verb_endings or ("",)) and self._is_open(verb)):
            return "clause" if lowered in grammar.subordinators or lowered in grammar.relatives else "subject"
        if verb.islower() and verb[0].isalpha() and self._is_open(verb) and not grammar.nouns_upper:
            return "adjunct"
        subject = first_subject(line, sentence, line.sentence_end(low), grammar)
        return "subject" if subject is not None and low <= subject.low < high else "other"

    def _is_open(self, word: str) -> bool:
        """Whether a word is none of the small ones."""
        grammar = self._grammar
        return not (
            word in grammar.prepositions or word in grammar.inner_prepositions or word in grammar.joiners
            or word in grammar.subordinators or word in grammar.relatives or word in grammar.determiners
        )  # fmt: skip

    def _is_described_subject(self, line: Line, low: int, high: int) -> bool:
        """Roe, a pilot from Denver, said: the verb stands behind the second comma."""
        words, grammar = line.words, self._grammar
        if words[high : high + 1] != [","] or low > line.breaks[low]:
            return False
        for index in range(high + 1, min(high + 20, len(words) - 1)):
            if line.breaks[index] != line.breaks[low]:
                return False
            if words[index] == ",":
                return grammar.kind_of_cue(words[index + 1]) == "finite"
        return False
