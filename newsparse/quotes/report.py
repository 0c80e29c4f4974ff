"""Who said a quote, told by a phrase of its own: behind the full stop, or before a colon.

"...". Lo ha detto Roe. «...». È il commento di Roe.      La réponse de Roe: «...»
Il ponte chiude, il sindaco: «...»                         Tasse, Roe: «...»
"""

from __future__ import annotations

from typing import Final

from newsparse.quotes.cues import Grammar
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.phrase import CLAUSE_END, Subject, forward_subject, is_name
from newsparse.quotes.subjects import first_subject, subject_behind

_LONGEST_ECHO: Final = 7  # words up to the verb: È quanto ha invece voluto dichiarare
_LONGEST_NOUN: Final = 12  # words from the noun of a report to the colon
_LONGEST_NAME: Final = 3  # words
_ADJECTIVES: Final = 2  # words behind a name in a headline: Roe furioso:
_BREAKS: Final = frozenset({",", ";", "?", "!", "—", "–", "-"})


def find_echo(line: Line, index: int, high: int, grammar: Grammar) -> tuple[Subject, int] | None:
    """The speaker in the sentence that starts at `index` behind a quote, and the word that tells it."""
    words = line.words
    first = words[index].lower()
    if first not in grammar.echo_words or not words[index][0].isupper():
        return None
    if first in grammar.so_words:  # Così il sindaco, Così in una nota Roe
        subject = subject_behind(line, index, high, grammar)
        return None if subject is None else (subject, index)
    for place in range(index + 1, min(high, index + _LONGEST_ECHO)):
        word = words[place]
        if word in CLAUSE_END or word == QUOTE:
            return None
        if grammar.is_helper(word) or word in grammar.object_articles:
            continue
        if word in grammar.infinitive_cues or grammar.kind_of_cue(word) in {"finite", "weak"}:
            if word in grammar.noun_cues and words[place - 1] in grammar.determiners:
                continue
            subject = subject_behind(line, place, high, grammar)
            return None if subject is None else (subject, place)
        if word in grammar.speech_nouns:
            subject = _behind_noun(line, place, high, grammar)
            return None if subject is None else (subject, place)
        if word not in grammar.determiners and word not in grammar.echo_words and word not in grammar.modal_words:
            return None
    return None


def subject_at_colon(line: Line, low: int, colon: int, grammar: Grammar) -> tuple[Subject | None, bool]:
    """Whom the words from `low` up to a colon name without a verb, and whether that is sure.

    The reply of Roe: "..."; The bridge closes, the mayor: "..."; It came as no surprise to Jane Roe: "..."
    """
    words = line.words
    for place in range(max(low, colon - _LONGEST_NOUN), colon - 2):
        if words[place] in grammar.speech_nouns:
            subject = _behind_noun(line, place, colon, grammar)
            if subject is not None:
                return subject, True
    last = _last_piece(line, low, colon, grammar)
    if last is not None:
        return last, True
    start = colon
    while start > low and (words[start - 1][0].isupper() or words[start - 1] == "."):
        start -= 1
    if colon - start >= 2 and start > low:
        return Subject(start, colon), False
    if any(word in grammar.reported_verbs for word in words[low:colon]):
        return None, False  # Das werde nicht alle freuen: "...": an indirect report goes on
    subject = first_subject(line, low, colon, grammar)
    if subject is not None and is_name(line, subject.low, subject.high, grammar):
        return subject, False
    return None, False


def name_at_comma(line: Line, low: int, comma: int) -> Subject | None:
    """Pensioni: Roe, "...": the name between a headline's colon and a comma."""
    words = line.words
    start = comma
    while start > low and words[start - 1][0].isupper():
        start -= 1
    if start == comma or start <= low or words[start - 1] != ":" or comma - start > _LONGEST_NAME:
        return None
    return Subject(start, comma)


def _behind_noun(line: Line, noun: int, high: int, grammar: Grammar) -> Subject | None:
    """La réponse du ministre: what stands behind the preposition."""
    words = line.words
    behind = noun + 1
    if behind + 1 >= high or words[behind] not in grammar.inner_prepositions or words[behind] in grammar.prepositions:
        return None
    behind += 1
    if words[behind].islower() and words[behind] in grammar.infinitive_cues:
        return None
    return forward_subject(line, behind, high, grammar)


def _last_piece(line: Line, low: int, colon: int, grammar: Grammar) -> Subject | None:
    """Tasse, Roe: "..."; Il ponte chiude, il sindaco: "..."; not Jane Roe, la sindaca: "..." """
    if not grammar.subject_behind or grammar.nouns_upper:
        return None
    words = line.words
    start = colon
    while start > low and words[start - 1] not in _BREAKS and words[start - 1] != QUOTE:
        start -= 1
    if start >= colon or words[start].lower() in grammar.subordinators:
        return None
    if words[start][0].islower() and words[start] not in grammar.determiners:
        return None
    found = forward_subject(line, start, colon, grammar)
    if found is None or not _fills(line, found, colon, grammar):
        return None
    if start == low:
        nominal = words[start].lower() in grammar.determiners
        known = nominal and any(
            words[at] in grammar.roles or grammar.is_title(words[at]) for at in range(start, found.high)
        )
        return Subject(found.low, found.high) if known else None
    if words[found.low][0].islower() and _is_full_name(words[low : start - 1]):
        return Subject(low, start - 1, (found.low, found.high))
    return Subject(found.low, found.high)


def _fills(line: Line, found: Subject, colon: int, grammar: Grammar) -> bool:
    """Whether a subject is all that stands before a colon, but for an adjective behind a name."""
    if found.high == colon:
        return True
    rest = line.words[found.high : colon]
    return (
        len(rest) <= _ADJECTIVES
        and is_name(line, found.low, found.high, grammar)
        and all(word.islower() and word not in grammar.prepositions for word in rest)
    )


def _is_full_name(words: list[str]) -> bool:
    return len(words) > 1 and all(word[0].isupper() for word in words)
