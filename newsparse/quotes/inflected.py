"""Names in languages whose cases change them: podle Nováka is Jan Novák, по словам Ивановой is Анна Иванова.

No dictionary of surnames is at hand: an inflected name is the nominative of the article with another ending, and
a given name that is listed tells where a name starts (mluvčí Medanu | Filip Sedlák) and that it is no other case.
"""

from __future__ import annotations

from typing import Final

from newsparse.patterns import pattern
from newsparse.quotes.cues import Grammar

_SHORTEST_STEM: Final = 3
_LONGEST_ENDING: Final = 3
_APOSTROPHES: Final = pattern(r"['’]")
_OF: Final = ("ığının", "iğinin", "uğunun", "üğünün")  # Bakanlığının
_FROM: Final = ("ndan", "nden")
_FEMALE: Final = ("á", "ů", "í")
_PATRONYMICS: Final = ("вич", "вна", "чна", "мич", "ьич")
_WORD: Final = pattern(r"[\w-]+")
_NAMES: Final = pattern(r"[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)+")
_STOP: Final = pattern(r"[,.;:!?()\n\"“”„«»—–]")
_ROOM: Final = 70  # characters between a role and the name behind it


def is_given(word: str, grammar: Grammar) -> bool:
    """Whether a word is a given name in its first case."""
    lowered = word.lower().partition("-")[0]
    return lowered in grammar.male_names or lowered in grammar.female_names


def given_place(words: list[str], low: int, high: int, grammar: Grammar) -> int:
    """Where a given name in its first case stands before a last name, or `high`; "Jana Dvořáka" is another case."""
    for index in range(low, high - 1):
        if words[index][0].isupper() and words[index + 1][0].isupper() and is_given(words[index], grammar):
            female = words[index].lower() in grammar.female_names
            if not female or grammar.language != "cs" or words[index + 1].endswith(_FEMALE):
                return index
    return high


def person_start(words: list[str], low: int, grammar: Grammar) -> int:
    """Where among capitals from `low` on the person's name starts: Medanu | Filip Sedlák, СК | Рогова."""
    for index in range(low, len(words) - 1):
        if is_given(words[index], grammar):
            return index
    while low < len(words) - 1 and words[low].isupper() and len(words[low]) > 1:
        low += 1
    if low and len(words) - low > 2 and all(one[0].isupper() for one in words[low:]):
        return low if words[-2].lower().endswith(_PATRONYMICS) else len(words) - 2
    return low


def is_place_of_role(words: list[str], low: int, grammar: Grammar) -> bool:
    """Whether the last word only says of what somebody is the head: starosta Lesné, президент Франции."""
    if not low or low != len(words) - 1 or not grammar.oblique_endings or not words[low - 1].islower():
        return False
    return words[low].lower().endswith(grammar.oblique_endings)


def bare_suffix(name: str) -> str:
    """Yılmaz'ın is Yılmaz; Sağlık Bakanlığından is Sağlık Bakanlığı."""
    bare = _APOSTROPHES.split(name, 1)[0] if name[:1].isalpha() else name
    if bare.endswith(_OF):
        return bare[:-3]
    return bare[:-4] if bare.endswith(_FROM) and len(bare) > 2 * len(_FROM[0]) else bare


def stem_of(word: str) -> str:
    """The part of a name that all cases share, or none where it is too short to tell."""
    stem = word[: -2 if len(word) > 5 else -1]
    return stem if len(stem) >= _SHORTEST_STEM and word[0].isupper() else ""


def word_at(text: str, place: int) -> str:
    """The word that starts at `place`."""
    match = _WORD.match(text, place)
    return match[0] if match else ""


def is_case_of(nominative: str, other: str) -> bool:
    """Whether `other` may be a case of `nominative`, which is never the longer one: Novák, Nováka; Pešek, Peška."""
    return nominative != other and 0 <= len(other) - len(nominative) <= _LONGEST_ENDING


def fits_first(full: str, mention: str) -> bool:
    """Whether "Lenka Součková" may be "Lenky Součkové": the first names begin alike."""
    first, _, last = mention.rpartition(" ")
    return not last or not first or full[:_SHORTEST_STEM] == first[:_SHORTEST_STEM]


def name_behind(text: str, place: int, grammar: Grammar) -> str | None:
    """The name behind a role and what hangs on it: ministr financí České republiky | Jan Novák."""
    stop = _STOP.search(text, place, place + _ROOM)
    end = stop.start() if stop else min(len(text), place + _ROOM)
    for match in _NAMES.finditer(text, place, end):
        words = match[0].split(" ")
        for index in range(len(words) - 1):
            if is_given(words[index], grammar):
                return " ".join(words[index : index + 3 if words[index + 1].endswith(_PATRONYMICS) else index + 2])
    return None
