"""Names and offices where small words stand before last names: een woordvoerder van Spoornet, Karin van der Berg.

"van" joins a person's names, a person and a house, or a group and its place; first names tell which.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsparse.quotes.cues import Grammar
from newsparse.quotes.firstnames import is_first_name


def named_part(words: Sequence[str], grammar: Grammar) -> tuple[int, int] | None:
    """Where the name stands in a mention that holds such words; from 0 on: it is kept whole; None: no such words.

    >>> from newsparse.quotes.cues import grammar_of
    >>> from newsparse.rules import load_rule_book
    >>> grammar = grammar_of(load_rule_book("nl"))
    >>> mentions = ("schipper Teun van den Berg", "een woordvoerder van Spoornet", "de Raad van State", "De Wit")
    >>> [named_part(one.split(), grammar) for one in mentions]
    [(1, 5), (0, 4), (1, 4), None]
    """
    if len(words) < 3 or not any(one in grammar.particles for one in words[1:-1]):
        return None
    for index, word in enumerate(words[:-1]):
        behind = words[index + 1]
        if word[0].isupper() and word.lower() not in grammar.particles and not grammar.is_title(word.lower()):
            if (behind[0].isupper() or behind in grammar.particles) and is_first_name(word, grammar):
                apart = behind[0].isupper() and words[index + 2 : index + 3] == ["van"]  # Jan Blom van de Bank
                return index, (index + 2 if apart and not is_first_name(behind, grammar) else len(words))
    first = 1 if words[0].lower() in grammar.determiners else 0
    if words[first][0].islower() and words[first] not in grammar.particles:
        follows = words[first + 1 : first + 2]
        titled = grammar.is_title(words[first]) and len(words) - first > 3  # minister van Financiën De Wit
        return (0, len(words)) if follows and follows[0] in grammar.particles and not titled else None
    return (first, len(words)) if len(words) - first > 2 and words[first + 1] == "van" else None
