"""Whether a word is a first name, and whether the word before one is its part or says what somebody is.

Biologist Helen Marsh is Helen Marsh; Mary Helen Marsh is all name. Asked only for words with a capital that stand
before a first name, since the indexes take a few microseconds a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from newsparse.lexicon import load_lexicon
from newsparse.people import load_people
from newsparse.quotes.cues import Grammar

TRIM: Final = " .,;:!?'’‘\"“”"
_UNKNOWN: Final = "en"  # whose words are asked where the language is not known
_LONGEST: Final = 40
# Zipf: words as frequent as this are nouns though somebody bears them as a name, elsewhere or here: Pastor, General.
_COMMON: Final = 3.7
_VERY_COMMON: Final = 4.8


def listed_gender(word: str, grammar: Grammar) -> Literal["male", "female"] | None:
    """The gender of a common first name: Jane, Jean-Pierre by its first part, Anne-Marie."""
    lowered = word.strip(TRIM).lower()
    for one in (lowered, lowered.partition("-")[0]):
        if one in grammar.female_names:
            return "female"
        if one in grammar.male_names:
            return "male"
    return None


def is_first_name(word: str, grammar: Grammar) -> bool:
    """Whether people bear a word as first name."""
    bare = word.strip(TRIM)
    if not bare or not bare[0].isupper() or len(bare) > _LONGEST:
        return False
    if listed_gender(bare, grammar) is not None:
        return True
    known = load_people().of(bare)
    return known is not None and known.kind != "last"


def _is_first_only(word: str, grammar: Grammar) -> bool:
    """Whether a word is a common first name, or one that is no surname: not Serra in "Viação Serra Azul"."""
    if listed_gender(word, grammar) is not None:
        return True
    known = load_people().of(word.strip(TRIM)) if len(word) <= _LONGEST else None
    return known is not None and known.kind == "first"


def is_label(word: str, grammar: Grammar) -> bool:
    """Whether a word with a capital says what the person behind it is: Biologist, CEO, Democrat, SPD-Chef."""
    bare = word.strip(TRIM)
    lowered = bare.lower()
    if grammar.is_title(lowered) or lowered in grammar.roles:
        return True
    if len(bare) < 3 or word.endswith(".") or len(bare) > _LONGEST:
        return False
    if bare.isupper():  # NBC Mary Roe; not: JANE MARY ROE
        return not is_first_name(bare.capitalize(), grammar)
    language = grammar.language or _UNKNOWN
    known = load_people().of(bare)
    least = 0.0
    if known is not None:
        least = _VERY_COMMON if language in known.locales or not known.locales else _COMMON
    return (
        listed_gender(bare, grammar) is None and load_lexicon().frequency(lowered.rpartition("-")[2], language) > least
    )


def name_start(words: Sequence[str], grammar: Grammar) -> int:
    """Where the name begins among words that end with a last name: behind "Ohio Governor", "NBC's", "CEO".

    >>> from newsparse.quotes.cues import grammar_of
    >>> from newsparse.rules import load_rule_book
    >>> grammar = grammar_of(load_rule_book("en"))
    >>> [name_start(one.split(), grammar) for one in ("Biologist Helen Marsh", "Mary Helen Marsh", "Marsh")]
    [1, 0, 0]
    """
    start = 0
    for index in range(len(words) - 2, 0, -1):
        before = words[index - 1]
        if before.endswith(("'s", "’s")):
            return index
        if words[index].lower() in grammar.particles:
            continue
        if _is_first_only(words[index], grammar) and is_label(before, grammar):
            return index
    return start
