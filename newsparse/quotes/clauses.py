"""The subject of a sentence that reports without a known verb: Roe coached her rival to "breathe"."""

from __future__ import annotations

from typing import Final

from newsparse.quotes.cues import Grammar
from newsparse.quotes.finding import Finding
from newsparse.quotes.inversion import is_person
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.phrase import CLAUSE_END, Subject, forward_subject, is_name
from newsparse.quotes.subjects import first_subject, subject_before

_FARTHEST: Final = 40  # words from a quote to the verb that reports it


def find_in_sentence(line: Line, number: int, place: int, grammar: Grammar) -> Finding | None:
    """The first subject of a quote's sentence, whatever its verb."""
    low = line.breaks[place]
    if low >= place:
        return None
    subject = first_subject(line, low, place, grammar)
    return None if subject is None else _found(line, number, subject, place, grammar)


def find_in_clause(line: Line, number: int, place: int, grammar: Grammar) -> Finding | None:
    """The subject of the last clause before a quote: Roe was ill, but he gave her a compliment: "..."."""
    words = line.words
    low = max(line.breaks[place], place - _FARTHEST)
    for index in range(place - 2, low - 1, -1):
        if index > low and not _opens_clause(words[index - 1], grammar):
            continue
        if words[index].islower() and words[index] not in grammar.determiners and words[index] not in grammar.pronouns:
            continue
        found = forward_subject(line, index, place, grammar)
        if found is None or found.high >= place:
            continue
        named = is_name(line, found.low, found.high, grammar) or words[index].lower() in grammar.pronouns
        if (named or words[index].lower() in grammar.determiners) and _is_verb(words[found.high], grammar):
            return _found(line, number, found, place, grammar)
    return None


def find_inverted(line: Line, number: int, place: int, grammar: Grammar) -> Finding | None:
    """The subject behind the verb where something else opens the sentence: Den Unmut brachte Roe zum Ausdruck: „...“"""
    if not grammar.subject_behind:
        return None
    words = line.words
    for index in range(max(line.breaks[place] + 1, place - _FARTHEST), place - 1):
        if not _may_be_inverted(words, index, grammar) or _has_subject_before(line, index, grammar):
            continue
        low = index + 1
        while low < place and grammar.is_helper(words[low]):
            low += 1
        if low == place:
            return None
        first = words[low].lower()
        if first in grammar.obliques or not (
            words[low][0].isupper() or first in grammar.pronouns or first in grammar.determiners
        ):
            continue
        subject = forward_subject(line, low, place, grammar)
        if subject is not None:
            return Finding("sentence", subject, index, number, certain=False)
    return None


def _may_be_inverted(words: list[str], index: int, grammar: Grammar) -> bool:
    """Whether a word may be a verb with its subject behind it: a known one, or one of a verb's shape and place."""
    word = words[index]
    if not word.islower() or word in grammar.determiners or not _is_verb(word, grammar):
        return False
    if word in grammar.obliques or word in grammar.no_speakers or word in grammar.subordinators:
        return False
    if grammar.kind_of_cue(word) == "finite" or word in grammar.auxiliaries:
        return True
    if grammar.nouns_upper:
        return words[index - 1][0].isupper() or words[index - 1] in {",", ")"}
    return word.endswith(grammar.verb_endings)


def _has_subject_before(line: Line, verb: int, grammar: Grammar) -> bool:
    """Minister Roe bestreitet jede Kenntnis: a person opens the clause, so that no other stands behind the verb."""
    if not grammar.nouns_upper:
        return False
    low = max(line.breaks[verb], verb - _FARTHEST)
    start = verb
    while start > low and line.words[start - 1] not in CLAUSE_END:
        start -= 1
    first = line.words[start].lower()
    if start == verb or first in grammar.prepositions or first in grammar.obliques:
        return False
    return is_person(line, Subject(start, verb), grammar)


def find_far(line: Line, number: int, place: int, grammar: Grammar) -> Finding | None:
    """A known verb farther behind the quote: "..." in the council, Jane Roe said; other quotes may stand between."""
    words = line.words
    high = min(line.sentence_end(place), place + _FARTHEST)
    for cue in range(place + 1, high):
        word = words[cue]
        if grammar.kind_of_cue(word) != "finite" or not grammar.can_be_verb(word, words[cue - 1]):
            continue
        if words[cue - 1].lower() in grammar.determiners:
            continue
        low = place + 1
        for index in range(cue - 1, place, -1):
            if words[index] == QUOTE:
                low = index + 1
                break
        subject = subject_before(line, low, cue, grammar)
        if subject is None and cue + 1 < high:
            subject = forward_subject(line, cue + 1, high, grammar)
        if subject is not None:
            return Finding("after", subject, cue, number, certain=False)
    return None


def _found(line: Line, number: int, subject: Subject, place: int, grammar: Grammar) -> Finding:
    """The verb right behind the subject, helpers left out, counts as the cue."""
    words = line.words
    verb = subject.high
    while verb < place and grammar.is_helper(words[verb]):
        verb += 1
    if verb < place and words[verb - 1] not in CLAUSE_END and _is_verb(words[verb], grammar):
        return Finding("sentence", subject, verb, number, certain=False)
    return Finding("sentence", subject, None, number, certain=False)


def _opens_clause(word: str, grammar: Grammar) -> bool:
    lowered = word.lower()
    return word in CLAUSE_END or lowered in grammar.joiners or lowered in grammar.subordinators


def _is_verb(word: str, grammar: Grammar) -> bool:
    """Whether a word behind a subject may be its verb: a small word that is no preposition."""
    if not word[0].islower():
        return False
    if grammar.is_helper(word) or grammar.kind_of_cue(word) is not None:
        return True
    return word not in grammar.prepositions and word not in grammar.inner_prepositions and word not in grammar.joiners
