"""Words of any language, where the text's language is not known: `caf?` in a line of five words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsparse.lexicon import load_lexicon
from newsparse.lost import LOST
from newsparse.model import Fact
from newsparse.normalize.lossy.damaged import Word
from newsparse.normalize.lossy.reading import Reading

SUREST: Final = 0.6
"""Nothing is repaired in a language that nobody knows: it is told as a candidate."""
MOST: Final = 3
"""So many words are told."""


def read_anywhere(word: Word) -> Iterator[Reading]:
    """The words that a damaged one may be in any of the languages of the index, the most frequent first.

    >>> [one.after for one in read_anywhere(Word(0, 6, "fa?ade"))][:1]
    ['façade']
    """
    found: dict[str, tuple[float, str]] = {}
    for text, language, zipf in load_lexicon().restore_anywhere(word.text.lower()):
        found[text] = max(found.get(text, (0.0, "")), (zipf, language))
    total = sum(10**zipf for zipf, _ in found.values())
    for text, (zipf, language) in sorted(found.items(), key=_rarer)[:MOST]:
        after = "".join(new if old in LOST else old for old, new in zip(word.text, text, strict=True))
        fact = Fact("known-word", (("word", text), ("zipf", round(zipf, 1)), ("language", language)))
        yield Reading(word.start, word.end, after, SUREST * 10**zipf / total, "lossy/known-word", (fact,))


def _rarer(found: tuple[str, tuple[float, str]]) -> tuple[float, str]:
    return -found[1][0], found[0]
