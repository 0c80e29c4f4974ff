"""Speakers whom no verb but a phrase names: according to Roe, laut Roe, so Roe, Roe zufolge."""

from __future__ import annotations

from newsparse.quotes.cues import Grammar
from newsparse.quotes.finding import Finding
from newsparse.quotes.line import Line
from newsparse.quotes.phrase import Subject, forward_subject, is_name
from newsparse.quotes.subjects import subject_before


def find_source_after(
    line: Line, number: int, index: int, high: int, grammar: Grammar, *, tied: bool
) -> Finding | None:
    """ "...," according to Roe; „...“, so Roe."""
    first = line.words[index].lower()
    if (
        first in grammar.so_words
        and index + 1 < high
        and (tied or line.words[index].islower())
        and not is_finite_cue(line.words[index + 1], grammar)
    ):
        subject = forward_subject(line, index + 1, high, grammar)
        return None if subject is None else Finding("after", subject, index, number)
    if first in grammar.quoting_cues and grammar.said_words:
        quoted = _quoted_after(line, number, index, high, grammar)
        if quoted is not None:
            return quoted
    behind = _source_phrase(line, index, high, grammar)
    if behind:
        subject = forward_subject(line, behind, high, grammar)
        return None if subject is None else Finding("after", subject, index, number, cue_words=behind - index)
    return None


def is_finite_cue(word: str, grammar: Grammar) -> bool:
    """Whether a verb stands behind "so": zo stelt Roe."""
    return word.islower() and grammar.kind_of_cue(word) == "finite"


def _quoted_after(line: Line, number: int, index: int, high: int, grammar: Grammar) -> Finding | None:
    """«...», — приводит агентство слова Иванова: whose words they are; цитирует его агентство: who went before."""
    words = line.words
    for place in range(index + 1, min(index + 7, high - 1)):
        if words[place] in grammar.said_words:
            own = words[place - 1] in grammar.object_pronouns or words[place + 1] in grammar.object_pronouns
            subject = None if own else forward_subject(line, place + 1, high, grammar)
            return Finding("after", subject, index, number)
    if index + 1 < high and words[index + 1] in grammar.object_pronouns:
        return Finding("after", None, index, number)
    return None


def find_source_before(line: Line, number: int, low: int, place: int, grammar: Grammar) -> Finding | None:
    """According to Roe, "..."; Roe zufolge "..."."""
    words = line.words
    for index in range(low, place):
        lowered = words[index].lower()
        behind = _source_phrase(line, index, place, grammar) if lowered in grammar.sources else 0
        if behind:
            if any(word in grammar.relatives for word in words[behind : behind + 2]):  # Roe, secondo cui "..."
                subject = subject_before(line, low, index, grammar)
            else:
                subject = forward_subject(line, behind, place, grammar)
            if subject is not None:
                return Finding("before", subject, index, number, cue_words=behind - index)
        elif lowered in grammar.opening_sources and index == line.breaks[index] and index + 1 < place:
            subject = forward_subject(line, index + 1, place, grammar)  # Para Roe, "..."
            if subject is not None and _closes_source(line, subject, place, grammar):
                bare = Subject(subject.low, subject.high)
                return Finding("before", bare, index, number, certain=False)
        elif lowered in grammar.so_words and index > low and words[index - 1] == "," and words[place - 1] in ":,":
            if index + 1 < place and not is_finite_cue(words[index + 1], grammar):
                subject = forward_subject(line, index + 1, place, grammar)  # ..., so Roe weiter: "..."
                if subject is not None:
                    return Finding("before", Subject(subject.low, subject.high), index, number)
        elif lowered in grammar.sources_behind and index > low:
            subject = subject_before(line, low, index, grammar)
            if subject is not None:
                return Finding("before", subject, index, number)
    return None


def _closes_source(line: Line, subject: Subject, place: int, grammar: Grammar) -> bool:
    """Whether what follows a subject shows that it was one: Pour Roe, ...; Per Roe il governo ..."""
    words = line.words
    if subject.high >= place:
        return False
    behind = words[subject.high].lower()
    named = grammar.habits.elision and is_name(line, subject.low, subject.high, grammar)
    return behind == "," or (named and behind in grammar.determiners)


def _source_phrase(line: Line, index: int, high: int, grammar: Grammar) -> int:
    """Where the speaker starts behind "according to", or 0."""
    for rest in grammar.sources.get(line.words[index].lower(), ()):
        behind = index + 1 + len(rest)
        if behind < high and tuple(one.lower() for one in line.words[index + 1 : behind]) == rest:
            return behind
    return 0
