"""Where a clause and a subject in it start and end: past conjunctions, openers, commas and brackets."""

from __future__ import annotations

from typing import Final

from newsparse.quotes.cues import Grammar
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.phrase import CLAUSE_END, LONGEST_DESCRIPTION, is_name_word

_MOST_CHUNKS: Final = 6
_NAME_MARKS: Final = frozenset(".&’'-")


def piece_cuts(line: Line, low: int, comma: int) -> list[int]:
    """The commas from `comma` leftwards, those in brackets left out, and where the first piece starts."""
    words = line.words
    cuts = [comma]
    depth = 0
    index = comma - 1 if words[comma] != ")" else comma
    while index >= low and len(cuts) <= _MOST_CHUNKS and comma - index < 3 * LONGEST_DESCRIPTION:
        word = words[index]
        if word == ")":
            depth += 1
        elif word == "(":
            depth -= 1
            if index > 0 and depth == 0 and words[comma] == ")" and len(cuts) == 1:
                cuts.append(index)
        elif depth == 0:
            if word in {",", "—", "–", "--"}:
                cuts.append(index)
            elif word in {";", ":", QUOTE}:
                break
        index -= 1
    cuts.append(index + 1)
    return cuts


def before_brackets(words: list[str], low: int, high: int) -> int:
    """The end without the brackets that close it: Roe (Harbour Party)."""
    if high - 1 > low and words[high - 1] == ")" and "(" in words[low:high]:
        index = high - 1
        while words[index] != "(":
            index -= 1
        return index
    return high


def is_nominative(words: list[str], low: int, high: int, grammar: Grammar) -> bool:
    """Whether German words can be a subject: a noun among them, no "den" or "dem" before, no "die in"."""
    if words[low].lower() in grammar.obliques or not any(words[index][0].isupper() for index in range(low, high)):
        return False
    behind = words[low + 1] if low + 1 < high else ""
    return words[low].lower() not in grammar.determiners or behind not in grammar.prepositions


def is_one_piece(words: list[str], low: int, high: int, grammar: Grammar) -> bool:
    """Whether no verb stands inside: not "Roe opposed the bridge"."""
    if grammar.nouns_upper:
        return True
    return not any(
        words[index].islower()
        and words[index - 1][0].isupper()
        and words[index].endswith(grammar.verb_endings)
        and words[index + 1].lower() in grammar.determiners
        and words[index] not in grammar.prepositions
        and words[index] not in grammar.inner_prepositions
        and words[index - 1].lower() not in grammar.determiners
        for index in range(low + 1, high - 1)
    )


def run_start(words: list[str], low: int, high: int, grammar: Grammar) -> int:
    """Where the noun or name that ends at `high` starts: at its article, or at the first capital of the run."""
    index = high - 1
    start = high
    while index >= low:
        word = words[index]
        lowered = word.lower()
        if lowered in grammar.determiners:
            return index
        if is_name_word(word, grammar):
            start = index
        elif word in _NAME_MARKS or lowered in grammar.inner_prepositions:
            pass
        elif start < high and not (word.islower() and grammar.is_title(lowered)):
            break
        elif start < high:
            start = index
        elif high - index > 4 or lowered in grammar.prepositions:
            break
        index -= 1
    if start == high and index < low:
        return low
    return start


def clause_start(line: Line, low: int, high: int) -> int:
    """Where the clause that ends at `high` starts: behind the last mark."""
    words = line.words
    index = high - 1
    while index >= low and words[index] not in CLAUSE_END:
        index -= 1
    return index + 1


def skip_front(words: list[str], low: int, high: int, grammar: Grammar) -> int:
    """Past the last conjunction, and past what opens the clause behind it."""
    for index in range(high - 2, low - 1, -1):
        lowered = words[index].lower()
        if lowered in grammar.subordinators or (lowered in grammar.relatives and not grammar.nouns_upper):
            low = index + 1
            break
    return skip_openers(words, low, high, grammar)


def before_relative(words: list[str], low: int, high: int, grammar: Grammar) -> int:
    """The end without a relative clause: an official who asked for no name."""
    if not grammar.nouns_upper:
        for index in range(low + 1, high):
            if words[index] in grammar.relatives:
                return index
    return high


def is_fronted_participle(words: list[str], index: int, high: int, grammar: Grammar) -> bool:
    """Asked about the bridge, Roe said; Speaking in Springfield, Roe said."""
    word = words[index].lower()
    behind = words[index + 1] if index + 1 < len(words) else ""
    if words[index][0].isupper() and len(word) > 5 and word.endswith(grammar.fronted_endings):  # Consultado, Roe said
        return behind == "," or behind in grammar.prepositions or behind in grammar.inner_prepositions
    if index + 1 >= high:
        return False
    if not (word.endswith(grammar.participle_endings) or grammar.kind_of_cue(word)):
        return False
    return behind in grammar.prepositions or behind in grammar.inner_prepositions or behind in grammar.subordinators


def skip_openers(words: list[str], low: int, high: int, grammar: Grammar) -> int:
    """Past what opens a clause before its subject: But, then, meanwhile, hours later."""
    while low < high and (
        words[low].lower() in grammar.joiners
        or grammar.is_helper(words[low])
        or (low + 1 < high and words[low].lower() in grammar.helpers and not words[low + 1][0].isupper())
        or words[low].lower() in grammar.time_words
        or (words[low] in CLAUSE_END and words[low] != QUOTE)
    ):
        low += 1
    return low


def next_comma(words: list[str], low: int, high: int) -> int:
    """The next mark that closes a piece, or `high`."""
    while low < high and words[low] not in {",", ";", ":", "—", "–"}:
        low += 1
    return low
