"""Where the verbs stand that may report what somebody said, nouns of the same form left out."""

from __future__ import annotations

from typing import Literal

from newsparse.quotes.cues import Grammar
from newsparse.quotes.line import Line
from newsparse.record import Record, record


@record
class Cue(Record):
    """A word that may report what somebody said."""

    place: int
    """Its place among the words."""
    kind: Literal["finite", "participle", "weak", "calling", "naming"]
    """What kind of verb."""


def find_cues(line: Line, low: int, high: int, grammar: Grammar) -> list[Cue]:
    """The words that may report, nouns of the same form left out."""
    return _find_cues(line, range(low, high), high - low, grammar)


def last_cues(line: Line, low: int, high: int, grammar: Grammar, most: int) -> list[Cue]:
    """The same, the last ones only and the nearest to `high` first: what stands before them is not read."""
    return _find_cues(line, range(high - 1, low - 1, -1), most, grammar)


def _find_cues(line: Line, places: range, most: int, grammar: Grammar) -> list[Cue]:
    words = line.words
    found: list[Cue] = []
    for index in places:
        if len(found) >= most:
            break
        word = words[index]
        kind = grammar.kind_of_cue(word)
        if kind is None and word in grammar.infinitive_cues and grammar.is_modal_before(words, index):
            found.append(Cue(index - 1, "finite"))  # fa sapere
            continue
        if kind is None:
            if index == line.breaks[index] and word[0].isupper() and _opens_report(line, index, grammar):
                found.append(Cue(index, "finite"))
            continue
        before = words[index - 1].lower() if index else ""
        if _is_noun(word, before, grammar) or before.endswith(("'s", "’s")) or (before == "to" and kind != "calling"):
            continue
        if not grammar.can_be_verb(word, words[index - 1] if index else ""):
            continue
        found.append(Cue(index, kind))
    return found


def _is_noun(word: str, before: str, grammar: Grammar) -> bool:
    """Whether an article stands before a cue, and is no object of it: la demande; not: l'accuse."""
    return before in grammar.determiners and (before not in grammar.object_articles or word in grammar.noun_cues)


def ruled_cue(words: list[str], index: int, high: int, grammar: Grammar) -> int:
    """The infinitive that a small verb rules: a fait | savoir, ha tenuto a | precisare; else the word itself."""
    if words[index] not in grammar.modal_words:
        return index
    for other in range(index + 1, min(high, index + 3)):
        if words[other] in grammar.infinitive_cues or words[other].endswith(grammar.infinitive_endings):
            known = words[other] in grammar.infinitive_cues or grammar.kind_of_cue(words[other]) == "participle"
            return other if known else index
        if words[other] not in grammar.inner_prepositions and words[other] not in grammar.prepositions:
            break
    return index


def only_joins(words: list[str], low: int, cue: int, grammar: Grammar) -> bool:
    """Whether a verb behind a quote has the subject of the verb before it: et a ajouté, avant de conclure."""
    return words[low].lower() in grammar.joiners and all(
        words[index].lower() in grammar.joiners or grammar.is_helper(words[index]) for index in range(low, cue)
    )


def _opens_report(line: Line, index: int, grammar: Grammar) -> bool:
    """Said Jane Roe: ..."""
    if index + 1 >= len(line.words) or grammar.kind_of_cue(line.words[index].lower()) != "finite":
        return False
    behind = line.words[index + 1]
    return behind[0].isupper() or behind in grammar.determiners or behind in grammar.pronouns
