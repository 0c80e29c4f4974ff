"""The subject that opens a sentence whose verb closes it: Belediye Başkanı Sevgi Arıkan ise, "..." dedi.

It is the name before the first comma, or before the first small word behind it; a word whose case an apostrophe
sets apart (Yılmaz'ın) is none.
"""

from __future__ import annotations

from typing import Final

from newsparse.quotes.cues import Grammar
from newsparse.quotes.inflected import is_given
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.phrase import Subject

_ENDS: Final = frozenset({",", ":", ";", "(", "—", "–", QUOTE})
_APOSTROPHES: Final = ("'", "’")


def opening_subject(line: Line, low: int, high: int, grammar: Grammar) -> Subject | None:
    """The best run of capitals between `low` and the first comma before `high`."""
    words = line.words
    end = next((index for index in range(low, high) if words[index] in _ENDS), high)
    best: tuple[int, Subject] | None = None
    for start, stop in _runs(words, low, end, grammar):
        given = any(is_given(words[index], grammar) for index in range(start, stop - 1))
        last = stop == end or grammar.is_helper(words[stop])
        rank = 4 * given + 2 * (stop - start > 1) + last
        if best is None or rank > best[0]:
            best = rank, Subject(start, stop)
    if best is not None:
        return best[1]
    if low < end and words[low].lower() in grammar.pronouns:
        return Subject(low, low + 1)
    return None


def _runs(words: list[str], low: int, end: int, grammar: Grammar) -> list[tuple[int, int]]:
    """The runs of capitals, dots of titles inside, words with an apostrophe left out."""
    runs: list[tuple[int, int]] = []
    index = low
    while index < end:
        start = index
        while index < end and (_is_part(words[index], grammar) or (words[index] == "." and index > start)):
            index += 1
        stop = index
        while stop > start and words[stop - 1] == ".":
            stop -= 1
        if stop > start:
            runs.append((start, stop))
        index = max(index, start + 1)
    return runs


def _is_part(word: str, grammar: Grammar) -> bool:
    lowered = word.lower()
    return word[0].isupper() and lowered not in grammar.determiners and not any(one in word for one in _APOSTROPHES)
