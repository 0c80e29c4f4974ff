"""What stands around a lost mark, as features by name: the neighbours' classes, known words, the line, the text.

No word of a text becomes a feature: words are known or not, contracted or not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from newsparse.normalize.lossy.punctuation.habits import Habits
from newsparse.normalize.lossy.punctuation.place import Place
from newsparse.record import Record, record

_LONGEST_WORD: Final = 40
# How far back a sentence's first word is looked for.
_SENTENCE: Final = 240
_NAMED: Final = {
    "": "^", " ": "_", "\t": "_", "\n": "_", "\N{NO-BREAK SPACE}": "_", "\N{NARROW NO-BREAK SPACE}": "_",
    ".": ".", "…": ".", ",": ",", ";": ",", ":": ":", "!": "!", "(": "(", "[": "(", "{": "(", ")": ")", "]": ")",
    "}": ")", "-": "-", "–": "-", "—": "-", "/": "/", '"': '"', "'": "'", "“": "q", "”": "q", "„": "q", "«": "q",
    "»": "q", "‘": "s", "’": "s", "‚": "s", "?": "Q", "*": "*", "_": "*", "#": "*", ">": "*", "%": "%", "$": "$",
    "€": "$", "£": "$", "¿": "i", "¡": "i",
}  # fmt: skip


class _Classes(dict[str, str]):
    """The class of a character, worked out once."""

    def __missing__(self, character: str) -> str:
        if character.isalpha():
            found = "a" if character.islower() else "A" if character.isupper() else "z"
        elif character.isdigit():
            found = "9"
        elif character.isspace():
            found = "_"
        else:
            found = "o"
        self[character] = found
        return found


CLASSES: Final = _Classes(_NAMED)
LETTERS: Final = frozenset("aAz")
EDGES: Final = frozenset("^_")
LOST: Final = "\N{REPLACEMENT CHARACTER}"
LOST_MARKS: Final = frozenset("?\N{REPLACEMENT CHARACTER}")
_CONTRACTED: Final = frozenset(("s", "nt", "t", "x", "m", "d"))
_KNOWN: Final = frozenset(("1", "2", "3", "n"))


@record
class Run(Record):
    """Open marks side by side, and what stands around them."""

    start: int
    """Where it starts."""
    end: int
    """Where it ends."""
    left: str
    """The class of the character before."""
    right: str
    """The class of the character behind."""
    shape: str
    """Roughly where it stands."""


def shape_of(left: str, right: str) -> str:
    """Roughly where a mark stands: inside a word, before one, behind one, alone.

    >>> shape_of("a", "a"), shape_of("_", "A"), shape_of("a", "_"), shape_of(".", "_"), shape_of("_", "_")
    ('inner', 'before', 'behind', 'closing', 'lone')
    """
    if left in LETTERS:
        if right in LETTERS:
            return "inner"
        return "glued" if right == "9" else "behind" if right in EDGES else "ending"
    if left == "9":
        return "figures" if right == "9" else "unit" if right in LETTERS else "behind9" if right in EDGES else "ending"
    if left in EDGES:
        if right in EDGES:
            return "lone"
        return "before" if right in LETTERS else "before9" if right == "9" else "opening"
    if right in EDGES:
        return "closing"
    return "between" if right in LETTERS or right == "9" else "among"


def find_runs(
    value: str, places: Sequence[Place], paragraphs: Sequence[tuple[int, int]]
) -> list[tuple[Run, list[Place]]]:
    """Places side by side, with the classes of what stands around them in their paragraph.

    >>> places = [Place(3), Place(4), Place(8)]
    >>> [(run.shape, len(members)) for run, members in find_runs("Who?? It?s", places, [(0, 10)])]
    [('behind', 2), ('inner', 1)]
    """
    groups: list[list[Place]] = []
    for place in places:
        if groups and groups[-1][-1].at + 1 == place.at:
            groups[-1].append(place)
        else:
            groups.append([place])
    found = []
    number = 0
    for members in groups:
        begin, stop = members[0].at, members[-1].at + 1
        while number < len(paragraphs) - 1 and paragraphs[number][1] < stop:
            number += 1
        start, end = paragraphs[number]
        left = CLASSES[value[begin - 1]] if begin > start else "^"
        right = CLASSES[value[stop]] if stop < end else "^"
        found.append((Run(begin, stop, left, right, shape_of(left, right)), members))
    return found


class Words:
    """Asks how common words are, each once."""

    def __init__(self, frequency: Callable[[str], float]) -> None:
        self._frequency = frequency
        self._known: dict[str, str] = {}

    def known(self, word: str) -> str:
        """`0` unknown, `1` rare, `2` usual, `3` among the commonest, `n` an unknown one in capitals, `-` no word.

        >>> Words({"the": 7.5, "ready": 5.0}.get)  # doctest: +ELLIPSIS
        <...Words object at ...>
        """
        if not word:
            return "-"
        found = self._known.get(word)
        if found is None:
            lower = word.lower()
            chance = self._frequency(lower)
            found = "0" if chance < 1.5 else "1" if chance < 3.0 else "2" if chance < 5.0 else "3"
            if found < "2" and lower != word:
                found = "n"
            self._known[word] = found
        return found


def word_behind(value: str, start: int, end: int) -> str:
    """The letters that end at a place.

    >>> word_behind("It was so", 0, 6)
    'was'
    """
    at = end
    low = max(start, end - _LONGEST_WORD)
    while at > low and value[at - 1].isalpha():
        at -= 1
    return value[at:end]


def word_ahead(value: str, start: int, end: int) -> str:
    """The letters that start at a place."""
    at = start
    high = min(end, start + _LONGEST_WORD)
    while at < high and value[at].isalpha():
        at += 1
    return value[start:at]


def question_like(value: str, start: int, at: int, words: frozenset[str]) -> str:
    """Whether the sentence up to a place begins as questions do: `1` its first word, `2` one after a comma, or `0`.

    >>> question_like("Well. Who is it?", 0, 15, frozenset({"who"}))
    '1'
    """
    low = max(start, at - _SENTENCE)
    begin = low
    for end in (". ", "? ", "! ", ": ", ".? ", "?? "):
        found = value.rfind(end, low, at - 1)
        if found >= 0:
            begin = max(begin, found + len(end))
    sentence = value[begin:at].lower()
    first = sentence.lstrip("\"'“„«‘¿?\N{REPLACEMENT CHARACTER}*_-–— ").partition(" ")[0]
    if first.strip("\"'”,?\N{REPLACEMENT CHARACTER}") in words or first.partition("?")[0] in words:
        return "1"
    for part in sentence.split(", ")[1:]:
        if not words.isdisjoint(part.split(" ", 2)[:2]):
            return "2"
    return "0"


def asks_ahead(value: str, start: int, end: int, word: str, habits: Habits) -> str:
    """Whether what follows is a question, so that `¿` may stand before it: `1` by its first word, `2` by its end.

    `?mensajes? de` is none: it goes on in lower case.

    >>> from newsparse.normalize.lossy.punctuation.habits import load_habits
    >>> asks_ahead("?Vienes hoy?", 1, 12, "Vienes", load_habits("es"))
    '2'
    """
    if not word:
        return "-"
    if word.lower() in habits.question_words:
        return "1"
    high = min(end, start + _SENTENCE)
    at = start
    while at < high and value[at] not in ".?!:;\N{REPLACEMENT CHARACTER}":
        at += 1
    if at >= high or value[at] not in LOST_MARKS or (at + 1 < end and not value[at + 1].isspace()):
        return "0"
    return "0" if value[at + 2 : at + 3].islower() else "2"


def inner_kind(before: str, after: str, habits: Habits, words: Words) -> str:
    """What the two halves of a word say: `s` a contraction, `l` an elision, `O` a name like O'Brien, or known words.

    >>> from newsparse.normalize.lossy.punctuation.habits import load_habits
    >>> inner_kind("Italy", "s", load_habits("en"), Words(lambda word: 0.0))
    's n'
    """
    right = after.lower()
    left = before.lower()
    if right in habits.after_apostrophe and (after == right or after.isupper()):
        return (
            f"{'nt' if right == 't' and left[-1:] == 'n' else right if len(right) == 1 else 'x'} {words.known(before)}"
        )
    if left in habits.before_apostrophe:
        return f"l {words.known(after)}"
    if len(before) == 1 and before.isupper() and after[:1].isupper():
        return "O"
    camel = "A" if before[-1:].islower() and after[:1].isupper() else "a"
    return f"{camel} {words.known(before)} {words.known(after)} {words.known(before + after)}"


def is_contraction(inner: str) -> bool:
    """Whether what the halves of a word say is a contraction of a word that may be one.

    >>> is_contraction("s n"), is_contraction("nt 2"), is_contraction("s 0"), is_contraction("a 2 3 0")
    (True, True, False, False)
    """
    kind, _, known = inner.partition(" ")
    return kind in _CONTRACTED and known in _KNOWN
