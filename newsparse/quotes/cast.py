"""The people whom a paragraph names outside of its quotes, each with what the sentence makes of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import Final, Literal

from newsparse.gazetteer import load_gazetteer
from newsparse.lexicon import load_lexicon
from newsparse.people import load_people
from newsparse.quotes.capitals import PARTICLES, bare_name
from newsparse.quotes.cues import Gender, Grammar
from newsparse.quotes.firstnames import is_first_name
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.lines import Lines
from newsparse.quotes.names import Names
from newsparse.quotes.subjects import first_subject
from newsparse.record import Mutable, Record, mutable, record

Part = Literal["reporting", "subject", "clause", "owner", "addressee", "behind", "adjunct", "other"]

_OWNERS: Final = ("'s", "’s", "'", "’")
_LONGEST_NAME: Final = 8  # words and dots
_COMMON: Final = 3.7  # Zipf: a last word as frequent as this is a noun, Park, Energy, where no first name tells more
_OFTEN: Final = 2  # times that a name which is in no index must stand
_BEHIND_VERBS: Final = frozenset({",", QUOTE, "—", "–", "--", ";"})


@mutable
class Mention(Mutable):
    """One person at one place."""

    name: str
    """The fullest name."""
    low: int
    """First word."""
    high: int
    """Behind the last word."""
    gender: Gender
    """What is known of it."""
    sure: bool
    """Whether a first name or a title proves a person."""
    place: bool
    """Whether a town or a country bears the name too."""
    line: Line
    """Where it stands."""
    part: Part | None
    """Reporting: the subject of a verb of speech; behind: after a preposition; None: not asked for yet."""


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


@record
class Words(Record):
    """What the words of a mention tell wherever they stand: "Mayor Roe's"."""

    bare: str
    """The name alone."""
    title: str | None
    """What stands before it."""
    gender: Gender
    """What the title tells of the gender."""
    titled: bool
    """Whether it is a title."""


@record
class Person(Record):
    """What is known of a name wherever it stands."""

    gender: Gender
    """The gender."""
    sure: bool
    """Whether it proves a person."""
    possible: bool
    """Whether it may be one's at all."""
    place: bool
    """Whether a town or a country bears the name too."""


_NOBODY: Final = Person("any", sure=False, possible=False, place=False)


def named(mentions: list[Mention], start: int) -> bool:
    """Whether the sentence that starts at `start` has named somebody by now."""
    return bool(mentions) and mentions[-1].low >= start


class Cast:
    """Reads each paragraph once, when it is asked for."""

    def __init__(self, lines: Lines, names: Names, grammar: Grammar) -> None:
        self._lines, self._names, self._grammar = lines, names, grammar
        self._scenes: dict[int, Scene] = {}
        self._words: dict[str, Words] = {}
        self._people: dict[str, Person] = {}

    def scene(self, number: int) -> Scene:
        """The people of a paragraph."""
        scene = self._scenes.get(number)
        if scene is None:
            scene = self._read(self._lines[number], self._lines.starts[self._lines.home(number)])
            self._scenes[number] = scene
        return scene

    def part(self, mention: Mention) -> Part:
        """The part that a person plays in the sentence; read when it is asked for."""
        part = mention.part
        if part is None:
            owner = mention.line.words[mention.high - 1].endswith(_OWNERS)
            part = mention.part = self._part(mention.line, mention.low, mention.high, owner=owner)
        return part

    def _read(self, line: Line, near: int) -> Scene:
        words, breaks, genders, small = line.words, line.breaks, self._grammar.pronouns, self._grammar.small_words
        mentions: list[Mention] = []
        pronouns: dict[Gender, list[int]] = {}
        reached = 0
        for index in [at for at, word in enumerate(words) if word[0].isupper() or word in genders]:
            if index < reached:
                continue
            lowered = words[index].lower()
            gender = genders.get(lowered)
            if gender is not None:
                start = breaks[index]
                if pronouns.get(gender, [])[-1:] != [start] and not named(mentions, start):
                    pronouns.setdefault(gender, []).append(start)
            elif lowered not in small:
                reached = self._name_end(line, index)
                mention = self._mention(line, index, reached, near) if reached > index else None
                if mention is not None:
                    mentions.append(mention)
        return Scene(mentions, _sentences(line), pronouns)

    # --------------------------------------------------------------------------------------- which words
    def _name_end(self, line: Line, low: int) -> int:
        """Behind the name that starts at `low`; `low` where none does."""
        words, grammar, index = line.words, self._grammar, low
        last = min(len(words), low + _LONGEST_NAME)
        while index < last and (index == low or line.breaks[index] == line.breaks[low]):
            word = words[index]
            if word[0].isupper() and not grammar.is_small(word.lower()):
                if index == line.breaks[index] and word.lower() in grammar.cues:
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
            return short and index + 1 < last and self._may_name(words[index + 1])
        if word not in PARTICLES:
            return False
        while index < last and words[index] in PARTICLES:
            index += 1
        return index < last and self._may_name(words[index])

    def _may_name(self, word: str) -> bool:
        return word[0].isupper() and not self._grammar.is_small(word.lower())

    # ------------------------------------------------------------------------------------------ which person
    def _mention(self, line: Line, low: int, high: int, near: int) -> Mention | None:
        text = line.words[low] if high - low == 1 else " ".join(line.words[low:high]).replace(" .", ".")
        words = self._words.get(text)
        if words is None:
            words = self._words[text] = self._split(text)
        if words.title is None and low:
            before = line.words[low - 1].lower()
            if before in self._grammar.determiners and not self._grammar.is_title(before):
                return None
        name = self._names.full(words.bare, near, words.gender)
        person = self._people.get(name)
        if person is None:
            person = self._people[name] = self._person(name)
        sure = person.sure or words.titled
        if not person.possible and not (words.titled and person is not _NOBODY):
            return None
        return Mention(name, low, high, person.gender, sure, not sure and person.place, line, None)

    def _split(self, text: str) -> Words:
        bare, title = self._names.split(bare_name(text))
        titled = title is not None and any(self._grammar.is_title(one.strip(".").lower()) for one in title.split())
        return Words(bare, title, self._names.gender_of_title(title), titled)

    def _person(self, name: str) -> Person:
        parts = name.split()
        if not parts or not all(one[0].isupper() or one in PARTICLES for one in parts):
            return _NOBODY
        gender = self._names.gender(name)
        if gender in {"male", "female"}:
            return Person(gender, sure=True, possible=True, place=False)
        possible = self._may_be_person(parts)
        return Person(gender, sure=False, possible=possible, place=possible and bool(load_gazetteer().countries(name)))

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


def _sentences(line: Line) -> list[int]:
    """Where the sentences start that hold more than quotes."""
    starts = list(dict.fromkeys(line.breaks))
    if not line.quotes:
        return starts
    quotes = Counter([line.breaks[index] for index in line.quotes])
    return [
        start for start, end in zip(starts, [*starts[1:], len(line.words)], strict=True) if end - start > quotes[start]
    ]
