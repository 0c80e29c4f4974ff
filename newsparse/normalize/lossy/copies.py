"""The same word elsewhere in the text with all its letters: half of a page damaged, or a text put together of two."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import Final

from newsparse.lost import LOST, agrees, skeleton_of
from newsparse.model import Fact
from newsparse.normalize.lossy.damaged import Word, find_damaged_words, is_damaged, word_before
from newsparse.normalize.lossy.reading import Reading

# Measured on articles in thirty languages with half of their lines damaged: of 679 words restored so 4 were wrong,
# two of them in Vietnamese, one a misspelling of the original. With three letters it was 14 of some 900.
FEWEST_LETTERS: Final = 4
CONFIDENCE: Final = 0.985
RULE: Final = "lossy/intact-copy"


class Copies:
    """The words with letters outside of ASCII of the lines that are not damaged."""

    def __init__(self, value: str) -> None:
        self.value = value
        self._by_pattern: dict[str, dict[str, int]] | None = None
        self._lines: list[str] = []
        self._line_starts: list[int] = []
        self._blocks: dict[int, frozenset[str]] = {}

    def reading(self, word: Word) -> Reading | None:
        """The one intact word that a damaged one may be; None where there is none, or more than one.

        Where a codec lost a letter it lost it all along: a line that still holds letters of the same block as
        the copy can't have lost these.

        >>> Copies("Ana Gonzálvez spoke.\\nGonz?lvez saw José.").reading(Word(21, 30, "Gonz?lvez"))
        >>> Copies("Ana Gonzálvez spoke.\\nThen Gonz?lvez left.").reading(Word(26, 35, "Gonz?lvez")).after
        'Gonzálvez'
        """
        if self.value.isascii() or word.letters < FEWEST_LETTERS or word.ends_with_only_mark:
            return None
        known = self._intact().get(skeleton_of(word.text))
        if not known:
            return None
        matching = [(one, count) for one, count in known.items() if agrees(word.text, one)]
        if len(matching) != 1:
            return None
        copy, count = matching[0]
        if word.text[0] in LOST and not (copy[0].isupper() or word_before(self.value, word.start).islower()):
            return None  # at the start of a sentence it was a capital
        if not blocks_of(copy).isdisjoint(self._blocks_of_line(word.start)):
            return None
        fact = Fact("intact-copy", (("word", copy), ("copies", count)))
        return Reading(word.start, word.end, copy, CONFIDENCE, RULE, (fact,))

    def _blocks_of_line(self, start: int) -> frozenset[str]:
        """Of which blocks letters stand in the line that holds a place; asked once a line."""
        if not self._line_starts:
            self._lines = self.value.split("\n")
            self._line_starts = [0, *accumulate(len(one) + 1 for one in self._lines[:-1])]
        at = bisect_right(self._line_starts, start) - 1
        if at not in self._blocks:
            self._blocks[at] = blocks_of(self._lines[at])
        return self._blocks[at]

    def _intact(self) -> dict[str, dict[str, int]]:
        if self._by_pattern is None:
            self._by_pattern = {}
            for line in self.value.split("\n"):
                if line.isascii() or (is_damaged(line) and next(find_damaged_words(line), None)):
                    continue
                for word in _letters().findall(line):
                    if not word.isascii():
                        counted = self._by_pattern.setdefault(skeleton_of(word), {})
                        counted[word] = counted.get(word, 0) + 1
        return self._by_pattern


def blocks_of(text: str) -> frozenset[str]:
    """Of which blocks its letters outside of ASCII are, as far as codecs divide them.

    >>> sorted(blocks_of("Wałęsa, José"))
    ['Latin-1', 'beyond']
    """
    return frozenset("Latin-1" if one <= "ÿ" else "beyond" for one in text if not one.isascii() and one.isalpha())


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
