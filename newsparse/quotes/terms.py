"""Quoted, but nobody's speech: scare quotes, titles of works, nicknames.

"the so-called “deal”", "in his film “Harbour”", "the “Saturday Show” on air"
"""

from __future__ import annotations

from typing import Final

from newsparse.quotes.cues import Grammar
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.marks import Pair

_SENTENCE_ENDS: Final = (".", "!", "?", "…", ",")


def is_sentence(line: Line, place: int, pair: Pair) -> bool:
    """Whether a quote reads as all of what was said, not as words inside somebody else's sentence."""
    inner = line.value[pair.inner_start : pair.inner_end]
    before = line.words[place - 1] if place else ""
    opens = not place or line.breaks[place] == place or before in {":", ",", "—", "–", "--", QUOTE}
    capital = inner[:1].isupper() or not inner[:1].isalpha()
    if before == ":" and capital:
        return True
    if before == "," and capital and len(inner.split()) > 2:
        return True
    return opens and (capital or before == ",") and (inner.endswith(_SENTENCE_ENDS) or len(inner.split()) > 5)


def is_term(line: Line, place: int, pair: Pair, grammar: Grammar, *, attributed: bool, calling: bool) -> bool:
    """Whether a quote inside a sentence is no speech."""
    inner = line.value[pair.inner_start : pair.inner_end]
    before = line.words[place - 1].lower() if place else ""
    count = len(inner.split())
    if before in grammar.naming_cues:
        return True
    if is_sentence(line, place, pair):
        return count <= 2 and not attributed
    if count >= 8:
        return False
    titled = count <= 6 and sum(one[:1].isupper() for one in inner.split()) * 2 > count and inner[:1].isupper()
    if titled and not inner.endswith((".", "!", "?", ",")) and count > 1:
        return not calling
    if attributed:
        return False
    return count <= 4
