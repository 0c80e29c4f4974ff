"""On which side of its verb a subject stands: Roe said; On Monday said Roe; The harbour opened Roe.

Languages that put the verb second have whatever opens the sentence before it: a circumstance, an object, the
reported words themselves.
"""

from __future__ import annotations

from typing import Final

from newsparse.quotes.cues import Grammar
from newsparse.quotes.line import LONGEST_SENTENCE, QUOTE, Line
from newsparse.quotes.phrase import LONGEST_SUBJECT, Subject

_ENDS: Final = frozenset({",", ";", ":", QUOTE})


def finite_place(line: Line, low: int, verb: int, grammar: Grammar) -> int:
    """Hatte Roe noch im Mai zugesichert: the auxiliary has the subject, the cue ends the clause."""
    if not grammar.auxiliaries:
        return verb
    for index in range(verb - 1, max(low, verb - 3 * LONGEST_SUBJECT) - 1, -1):
        word = line.words[index]
        if word in {";", ":", QUOTE} or (word == "," and grammar.nouns_upper):
            break
        if word in grammar.auxiliaries:
            return index
    return verb


def is_inverted(line: Line, low: int, verb: int, grammar: Grammar) -> bool:
    """Whether what stands before the verb can be no subject: On Monday, In a letter, Therefore, nothing at all."""
    words = line.words
    low = max(low, verb - LONGEST_SENTENCE)
    index = verb - 1
    while index >= low and words[index] not in _ENDS:
        index -= 1
    index += 1
    while index > low and index < verb and grammar.is_helper(words[index]):  # Roe, a pilot, ha aggiunto
        index += 1
    if index >= verb:  # behind a comma: a clause, unless it is a description
        start = line.breaks[verb]
        opener = words[start].lower()
        if start >= verb or opener in grammar.subordinators or (grammar.genitive_s and opener in grammar.prepositions):
            return True  # Etter at dommen falt, sa Roe
        return _is_reported(words, start, verb, grammar)
    lowered = words[index].lower()
    if lowered in grammar.relatives and not grammar.nouns_upper:
        return False
    return (
        lowered in grammar.prepositions
        or lowered in grammar.subordinators
        or lowered in grammar.time_words
        or lowered in grammar.so_words
        or lowered in grammar.obliques
        or lowered in grammar.no_speakers
        or grammar.is_helper(lowered)
        or is_dative(words, index, verb, grammar)
    )


def _is_reported(words: list[str], low: int, verb: int, grammar: Grammar) -> bool:
    """Er habe davon nichts gewusst, sagte Roe: the clause before the comma has a verb of indirect speech."""
    if not grammar.reported_verbs or verb - 1 <= low or words[verb - 1] != ",":
        return False
    low = max(low, verb - LONGEST_SENTENCE)
    start = verb - 2
    while start > low and words[start] not in _ENDS:
        start -= 1
    if words[start + 1].lower() in grammar.relatives:
        return False
    return any(words[index] in grammar.reported_verbs for index in range(low, verb))


def is_dative(words: list[str], low: int, verb: int, grammar: Grammar) -> bool:
    """Der Zeitung sagte Roe; Der englischen Zeitung sagte Roe: no masculine noun behind "der"."""
    if words[low].lower() != "der" or not grammar.feminine_endings or low + 1 >= verb:
        return False
    behind = words[low + 1]
    if behind[0].islower():
        return behind.endswith("en")
    return behind.lower().endswith(grammar.feminine_endings)


def is_object_first(line: Line, before: Subject, behind: Subject, grammar: Grammar) -> bool:
    """Die Anwendung stellte der Vorsitzende in Frage; Vorbehalte äußerte Minister Roe: a person stands behind."""
    if is_person(line, before, grammar) or not is_person(line, behind, grammar):
        return False
    words = line.words
    first = words[behind.low].lower()
    if first in {"der", "ein", "sein", "ihr"} or first in grammar.pronouns:
        return True
    return words[before.low].lower() not in grammar.determiners and not words[before.low].isupper()


def is_person(line: Line, subject: Subject, grammar: Grammar) -> bool:
    """Whether a title, a pronoun or a given name stands in the words."""
    for word in line.words[subject.low : subject.high]:
        lowered = word.lower()
        first = lowered.partition("-")[0]
        if lowered in grammar.pronouns or grammar.is_title(lowered) or lowered in grammar.roles:
            return True
        if word[0].isupper() and (first in grammar.male_names or first in grammar.female_names):
            return True
    return False
