"""A paragraph as a row of words and marks, every quote in it being one word of the row.

Attribution looks at a few words around each quote, never at the quote's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from newsparse.quotes.marks import Pair

LONGEST_SENTENCE: Final = 200  # words; nothing farther off tells who speaks, and hostile text has no full stop
QUOTE: Final = "<quote>"

_TOKEN = re.compile(r"\w+(?:[-‐'’.&/@]\w+)*|--+|[^\w\s]")
# French hangs the subject on the verb, and an article on its noun: a-t-elle, dit-il, l'homme.
_ELIDED_TOKEN = re.compile(
    r"\w+(?:[-‐.&/@](?!(?:t-)?(?:ils?|elles?|on)\b)\w+)*['’]?|-(?:t-)?(?=(?:ils?|elles?|on)\b)|--+|[^\w\s]"
)
_STOPS: Final = frozenset(".!?…。")
_ENDS: Final = (".", "!", "?", "…", "。")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a language prints words and sentences."""

    ordinal_dots: bool = False
    """Whether "24." is a day and ends no sentence."""
    elision: bool = False
    """Whether an apostrophe ends a word: l'homme, s'est, dell'arte."""


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a paragraph outside of quotes, and the quotes."""

    value: str
    """The paragraph."""
    words: list[str]
    """Words and marks; `QUOTE` stands for a quote."""
    starts: list[int]
    """Where each starts in the paragraph."""
    ends: list[int]
    """Where each ends."""
    quotes: list[int]
    """The places of the quotes among the words."""
    breaks: list[int]
    """For each word, where its sentence starts among the words."""

    def text(self, low: int, high: int) -> str:
        """The words from `low` to before `high`, as printed."""
        return self.value[self.starts[low] : self.ends[high - 1]] if high > low else ""

    def sentence_end(self, index: int) -> int:
        """Where the next sentence starts among the words, seen from `index`."""
        start, high = self.breaks[index], index + 1
        last = min(len(self.words), index + LONGEST_SENTENCE)
        while high < last and self.breaks[high] == start:
            high += 1
        return high


def read_line(value: str, pairs: Sequence[Pair], abbreviations: frozenset[str], habits: Habits) -> Line:
    """Words, quotes and sentences of a paragraph.

    >>> pairs = (Pair(14, 21, 15, 20, True, '"'),)
    >>> line = read_line('Mr. Roe left. "I go."', pairs, frozenset({"mr"}), Habits())
    >>> line.words, line.breaks
    (['Mr', '.', 'Roe', 'left', '.', '<quote>'], [0, 0, 0, 0, 0, 5])
    """
    token = _ELIDED_TOKEN if habits.elision else _TOKEN
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    quotes: list[int] = []
    reached = 0
    for pair in pairs:
        _add_words(token, value, reached, pair.start, words, starts, ends)
        quotes.append(len(words))
        words.append(QUOTE)
        starts.append(pair.start)
        ends.append(pair.end)
        reached = pair.end
    _add_words(token, value, reached, len(value), words, starts, ends)
    breaks = _breaks(value, words, starts, ends, pairs, abbreviations, habits.ordinal_dots)
    return Line(value, words, starts, ends, quotes, breaks)


def _add_words(
    token: re.Pattern[str], value: str, low: int, high: int, words: list[str], starts: list[int], ends: list[int]
) -> None:
    for match in token.finditer(value, low, high):
        start, end = match.span()
        words.append(value[start:end])
        starts.append(start)
        ends.append(end)


def _breaks(
    value: str, words: list[str], starts: list[int], ends: list[int], pairs: Sequence[Pair],
    abbreviations: frozenset[str], ordinal_dots: bool,
) -> list[int]:  # fmt: skip
    breaks: list[int] = []
    current = quote = 0
    last = len(words) - 1
    for index, word in enumerate(words):
        breaks.append(current)
        if word == QUOTE:
            pair = pairs[quote]
            quote += 1
            if index == last or not value[pair.inner_end - 1 : pair.inner_end].endswith(_ENDS):
                continue
            # “Go.” Now ...: a new sentence; “Go!” she said: the same.
            behind = words[index + 1]
            if behind[0].isupper() or behind == QUOTE:
                current = index + 1
        elif word in _STOPS and index < last:
            behind = words[index + 1]
            if behind in _STOPS or behind[0].islower() or behind in ",;:)":
                continue
            if word == "." and index and ends[index - 1] == starts[index]:
                before = words[index - 1]
                if _is_short(before, abbreviations) or (ordinal_dots and before.isdigit() and len(before) <= 2):
                    continue
            current = index + 1
    return breaks


def _is_short(word: str, abbreviations: frozenset[str]) -> bool:
    """Whether a dot behind this word ends no sentence: initials, U.S., Mr."""
    return (len(word) == 1 and word.isupper()) or ("." in word and len(word) < 7) or word.lower() in abbreviations
