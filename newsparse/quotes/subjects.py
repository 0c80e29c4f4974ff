"""Who is the subject of a reporting verb: Jane Roe, a spokeswoman for the harbour, said ...

Without a parser: a subject stands right before its verb or right behind it, reaches to the next comma,
preposition or conjunction, and may have a description between commas on its other side.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsparse.quotes.behind import house_place, nominative_place
from newsparse.quotes.clause_edges import (
    before_brackets,
    before_relative,
    clause_start,
    is_fronted_participle,
    is_nominative,
    is_one_piece,
    next_comma,
    piece_cuts,
    run_start,
    skip_front,
    skip_openers,
)
from newsparse.quotes.cues import Grammar
from newsparse.quotes.inflected import given_place
from newsparse.quotes.inversion import finite_place, is_dative, is_inverted, is_object_first
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.opening import opening_subject
from newsparse.quotes.phrase import (
    CLAUSE_END,
    LONGEST_SUBJECT,
    PARTICLES,
    Subject,
    behind_circumstance,
    forward_subject,
    is_name,
    is_name_word,
    is_speaking,
    is_time,
    opens_circumstance,
)

_LONGEST_PLACE: Final = 5  # words
_DASHES: Final = frozenset({"-", "–", "—", "--"})
HANGERS: Final = frozenset({"-", "-t-"})  # between a French verb and the pronoun behind it
_IN_NAMES: Final = PARTICLES | {"."}


def subject_before(line: Line, low: int, cue: int, grammar: Grammar) -> Subject | None:
    """The subject that ends right before the verb at `cue`, not reaching further back than `low`."""
    words = line.words
    index = _before_helpers(words, low, cue, grammar)
    if index == low and grammar.subject_behind and words[index].lower() in grammar.helpers:  # Poi ha aggiunto
        return None
    if index < low:
        return None
    word = words[index]
    if word in {",", ")", "—", "–", "--"}:
        return _described_subject(line, low, index, grammar)
    if word in CLAUSE_END:
        return None
    lowered = word.lower()
    if lowered in grammar.relatives and not (grammar.nouns_upper and index == low):
        end = index - 1 if index > low and words[index - 1] == "," else index
        return _last_subject(line, low, end, grammar) if end > low else None
    if lowered in grammar.joiners:  # Roe went home and said: the clause before has the subject
        return _shared_subject(line, low, index, grammar)
    start = clause_start(line, low, index + 1)
    if grammar.no_articles:
        index = _before_circumstance(words, start, index, grammar)
    end = before_relative(words, start, index + 1, grammar)  # an official who asked for no name said
    return _last_subject(line, start, end, grammar, whole=True)


def _before_helpers(words: list[str], low: int, cue: int, grammar: Grammar) -> int:
    """The last word before a verb that is no helper of it and no object: Roe ne l'a pas | dit."""
    index = cue - 1
    while index >= low and (grammar.is_helper(words[index]) or words[index] in grammar.object_articles):
        index -= 1
    return index


def subject_behind(line: Line, cue: int, high: int, grammar: Grammar) -> Subject | None:
    """The subject that starts behind the verb at `cue`: said Jane Roe, a spokeswoman."""
    words = line.words
    index = cue + 1
    if grammar.no_articles:
        index = nominative_place(words, index, high, grammar)
        if index >= high:
            index = house_place(words, cue, high, grammar)
        return forward_subject(line, index, high, grammar) if index < high else None
    skipped, most = 0, 3 if grammar.habits.elision else 2 if grammar.subject_behind else 0
    while index < high:
        lowered = words[index].lower()
        if grammar.is_helper(words[index]) or lowered in grammar.time_words or words[index] in HANGERS:
            index += 1
        elif is_time(words, index, high, grammar):  # aseguró este martes la ministra
            index += 2
        elif words[index] == "(" and ")" in words[index : index + 5]:  # disse nesta terça-feira (3) o ministro
            index = words.index(")", index) + 1
        elif skipped < most and opens_circumstance(words, index, high, grammar):
            index = behind_circumstance(words, index, high, grammar)
            skipped += 1
        else:
            break
    if index >= high or words[index] in CLAUSE_END:
        return None
    return forward_subject(line, index, high, grammar)


def subject_of_verb(line: Line, low: int, verb: int, high: int, grammar: Grammar) -> Subject | None:
    """The subject on either side of a verb that stands before a quote: Roe said; On Monday said Roe."""
    if line.words[verb] in grammar.quoting_cues:  # a paper quotes Roe
        subject = subject_behind(line, verb, high, grammar)
        if subject is not None:
            return subject
    verb = finite_place(line, low, verb, grammar)
    if verb + 1 < high and line.words[verb + 1].lower() in grammar.impersonals:
        subject = impersonal_subject(line, verb, high, grammar, max(low, line.breaks[verb]))
        if subject is not None:
            return subject
    if grammar.subject_behind and _is_parenthesis(line, low, verb, grammar):
        subject = subject_behind(line, verb, high, grammar)
        if subject is not None and subject.high == high - 1 and line.words[subject.high] == ",":
            return subject
    if grammar.subject_behind and is_inverted(line, low, verb, grammar):
        subject = subject_behind(line, verb, high, grammar)
        if subject is not None and is_speaking(line, subject, grammar):
            return subject
    if grammar.speaker_opens:
        return opening_subject(line, low, verb, grammar)
    subject = subject_before(line, low, verb, grammar)
    if subject is not None and grammar.nouns_upper:
        behind = subject_behind(line, verb, high, grammar)
        if behind is not None and is_object_first(line, subject, behind, grammar):
            return behind
    opens = verb == low or line.words[verb][0].isupper() or line.words[verb - 1] == ","
    if subject is None and (opens or grammar.subject_behind):
        subject = subject_behind(line, verb, high, grammar)
        subject = subject if subject is not None and is_speaking(line, subject, grammar) else None
    return subject


def _is_parenthesis(line: Line, low: int, verb: int, grammar: Grammar) -> bool:
    """The road, said Roe, "...": nothing but helpers between a comma and the verb."""
    index = _before_helpers(line.words, low, verb, grammar)
    return index >= low and line.words[index] == ","


def impersonal_subject(line: Line, verb: int, high: int, grammar: Grammar, low: int | None = None) -> Subject | None:
    """Heißt es in der Erklärung; In der Erklärung heißt es: what stands behind the preposition speaks."""
    words = line.words
    index = verb + 1
    if index >= high or words[index].lower() not in grammar.impersonals:
        return None
    if low is not None and grammar.subject_behind and words[low].lower() in grammar.prepositions and low + 1 < verb:
        found = forward_subject(line, low + 1, verb, grammar)
        if found is not None:
            return found
    index += 1
    while index < high and grammar.is_helper(words[index]):
        index += 1
    if index + 1 < high and words[index].lower() in grammar.prepositions:
        return forward_subject(line, index + 1, high, grammar)
    return None


def first_subject(line: Line, low: int, high: int, grammar: Grammar) -> Subject | None:
    """The first subject of a clause: its first name, pronoun or noun with an article, circumstances left out."""
    if grammar.speaker_opens:
        return opening_subject(line, low, high, grammar)
    words = line.words
    if grammar.no_articles and words[low].lower() not in grammar.pronouns:
        named = given_place(words, low, high, grammar)
        if named < high:  # Nápad přivezla ředitelka Jana Nováková
            opener = skip_openers(words, low, named, grammar)
            whole = forward_subject(line, opener, high, grammar)  # Ředitelka školy Jana Nováková přivezla nápad
            return whole if whole and whole.high > named else forward_subject(line, named, high, grammar)
    index = _behind_dateline(words, high) if low == 0 else low
    if grammar.verb_second and low == 0 and index + 4 < high and words[index + 1] == ":":  # Foto: Postbode Jan Vos
        index += 2
    fallback: Subject | None = None
    while index < high:
        index = skip_openers(words, index, high, grammar)
        if index >= high:
            break
        lowered = words[index].lower()
        inverted = _verb_second(line, index, high, grammar) if grammar.verb_second else None
        if inverted is not None:
            return inverted
        fronted = lowered in grammar.prepositions or lowered in grammar.subordinators
        if fronted or is_fronted_participle(words, index, high, grammar):
            comma = next_comma(words, index, high)
            if fallback is None and comma == high:
                fallback = _behind_fronted(line, index, high, grammar) or _first_name(line, index + 1, high, grammar)
            index = comma + 1
            continue
        found = forward_subject(line, index, high, grammar)
        if found is not None:
            if grammar.nouns_upper and found.high < high and words[found.high].islower():
                behind = subject_behind(line, found.high, high, grammar)
                if behind is not None and (
                    is_dative(words, index, high, grammar) or is_object_first(line, found, behind, grammar)
                ):
                    return behind
            return _cut_at_verb(line, found, grammar)
        index = next_comma(words, index, high) + 1
    return fallback


def _verb_second(line: Line, index: int, high: int, grammar: Grammar) -> Subject | None:
    """Hier sparte der Präsident nicht mit Kritik; Später wurde Roe deutlich: behind the verb, which is the second."""
    words = line.words
    verb = index
    if index == line.breaks[index] and index + 1 < high:
        lowered = words[index].lower()
        if lowered in grammar.determiners or lowered in grammar.prepositions or lowered in grammar.subordinators:
            return None
        verb += lowered in grammar.no_speakers
    if verb == line.breaks[index] or not _looks_finite(words[verb], grammar):
        return None
    return subject_behind(line, verb, high, grammar)


def _looks_finite(word: str, grammar: Grammar) -> bool:
    if not word.islower() or word in grammar.determiners or word in grammar.pronouns or word in grammar.prepositions:
        return False
    return grammar.kind_of_cue(word) == "finite" or word in grammar.auxiliaries or word.endswith(grammar.verb_endings)


def _behind_dateline(words: list[str], high: int) -> int:
    """PELHAM FALLS - Hundreds marched: a place in capitals before a dash, where the dateline was not told."""
    index = 0
    while index < min(high, _LONGEST_PLACE) and (words[index].isupper() or words[index] in ",."):
        index += 1
    return index + 1 if index and index < high and words[index] in _DASHES else 0


# Whom a pronoun stands for is named in one of the last few sentences; paragraphs of a thousand are no prose.
SENTENCES_BACK: Final = 16


def sentence_subjects(line: Line, high: int, grammar: Grammar) -> Iterator[Subject]:
    """The first subjects of the last sentences before `high`, the nearest first."""
    for _ in range(SENTENCES_BACK):
        if high <= 0:
            return
        low = line.breaks[high - 1]
        found = first_subject(line, low, high, grammar)
        if found is not None:
            yield found
        high = low


# -------------------------------------------------------------------------------------- before the verb
def _shared_subject(line: Line, low: int, joiner: int, grammar: Grammar) -> Subject | None:
    """Roe, who was late, sat down and said: the subject of the clause's first verb."""
    clause = clause_start(line, low, joiner)
    if clause == joiner and line.words[joiner - 1] == ",":  # "...," she told us, and added
        clause = clause_start(line, low, joiner - 1)
        clause = clause if clause and line.words[clause - 1] == QUOTE else joiner
    start = skip_openers(line.words, clause, joiner, grammar)
    if start < joiner:
        found = forward_subject(line, start, joiner, grammar)
        if found is not None and (
            is_name(line, found.low, found.high, grammar) or line.words[start].lower() in grammar.pronouns
        ):
            return _cut_at_verb(line, found, grammar)
    return first_subject(line, low, joiner, grammar)


def _described_subject(line: Line, low: int, comma: int, grammar: Grammar) -> Subject | None:
    """Roe, a spokeswoman, said: the leftmost of the pieces between commas that is a subject and nothing else."""
    words = line.words
    cuts = piece_cuts(line, low, comma)
    floor = cuts.pop()
    best: Subject | None = None
    for position in range(1, len(cuts)):
        end = cuts[position]
        start = cuts[position + 1] + 1 if position + 1 < len(cuts) else floor
        opener = skip_openers(words, clause_start(line, start, end), end, grammar)
        if opener < end and words[opener][0].isupper() and words[opener].lower() in grammar.subordinators:
            break
        if _is_described_by(words, start, end, grammar) and position + 1 < len(cuts):
            continue  # Roe, que llegó tarde, dijo; Roe, de la Universidad, dijo
        front = skip_front(words, opener, end, grammar)
        if front < end and words[front] in grammar.prepositions and position + 1 < len(cuts):
            continue  # Roe, during a visit to Springfield, Ohio, said
        if grammar.drops_subjects and is_fronted_participle(words, opener, end, grammar):
            break  # Preguntado por la ley, dijo
        if front >= end or words[front].lower() in grammar.prepositions:
            break
        found = _last_subject(line, front, end, grammar, whole=best is None)
        if found is None or (best is not None and not is_name(line, found.low, found.high, grammar)):
            break
        best = Subject(found.low, found.high, (end + 1, comma))
        if front < found.low or opener < front:
            break
    if best is None:  # After the vote, Roe (Harbour Party), said
        start = cuts[1] + 1 if len(cuts) > 1 else floor
        end = before_brackets(words, start, comma)
        front = skip_front(words, start, end, grammar)
        return _last_subject(line, front, end, grammar, whole=True) if front < end else None
    return _swapped(line, best, grammar)


def _before_circumstance(words: list[str], low: int, last: int, grammar: Grammar) -> int:
    """Before "pro Deník" in "Jana Nováková pro Deník uvedla", whose capitals are no subject."""
    index = last
    while index > low and words[index][0].isupper():
        index -= 1
    return index - 1 if low < index < last and words[index] in grammar.prepositions else last


def _is_described_by(words: list[str], start: int, end: int, grammar: Grammar) -> bool:
    """Whether a piece between commas can only tell of the one before: who was late; of the harbour board."""
    if not grammar.drops_subjects or start >= end or not words[start].islower():
        return False
    first = words[start]
    return first in grammar.relatives or first in grammar.subordinators or first in grammar.inner_prepositions


def _swapped(line: Line, found: Subject, grammar: Grammar) -> Subject:
    """The Italian minister, Jane Roe, said: the name is the subject, the words before it describe."""
    if found.description is None:
        return found
    low, high = found.description
    described = line.words[found.low].lower() in grammar.determiners or not is_name(
        line, found.low, found.high, grammar
    )
    high = before_brackets(line.words, low, high)
    if (
        described
        and 0 < high - low <= 5
        and is_name_word(line.words[low], grammar)
        and all(
            is_name_word(line.words[index], grammar) or line.words[index] in _IN_NAMES for index in range(low, high)
        )
    ):
        return Subject(low, high, (found.low, found.high))
    return found


def _last_subject(line: Line, low: int, high: int, grammar: Grammar, *, whole: bool = False) -> Subject | None:
    """The subject that ends at `high`."""
    words = line.words
    if high <= low:
        return None
    last = words[high - 1].lower()
    if last in grammar.pronouns:
        return Subject(high - 1, high)
    alone = grammar.drops_subjects and high - low == 1 and (last in grammar.helpers or last in grammar.time_words)
    if last in grammar.subordinators or alone:
        return None
    if last in grammar.no_speakers or not words[high - 1][0].isalnum():
        if words[high - 1] not in {".", "%"} or high - low < 2:
            return None
    low = max(skip_front(words, low, high, grammar), high - 3 * LONGEST_SUBJECT)
    if high <= low or words[high - 1].lower() in grammar.prepositions:
        return None
    first = words[low].lower()
    fronted = first in grammar.prepositions or first in grammar.inner_prepositions or first in grammar.no_speakers
    fronted = fronted and first not in grammar.determiners
    while low < high - 1 and words[low].islower() and words[low].endswith(grammar.participle_endings):
        low += 1  # carrying | signs
    start = low
    if fronted or not whole or high - low > LONGEST_SUBJECT or not is_one_piece(words, low, high, grammar):
        start = run_start(words, low, high, grammar)
    if start >= high or (grammar.nouns_upper and not is_nominative(words, start, high, grammar)):
        return None
    return Subject(start, high)


# ------------------------------------------------------------------------------------------- the clause
def _behind_fronted(line: Line, low: int, high: int, grammar: Grammar) -> Subject | None:
    """Im Kongress warb Roe: the verb is the first small word behind the noun, the subject follows."""
    words = line.words
    if not (grammar.subject_behind and grammar.nouns_upper):
        return None
    for index in range(low + 2, high - 1):
        word = words[index]
        if not word.islower() or not words[index - 1][0].isupper() or word in grammar.prepositions:
            continue
        if word in grammar.inner_prepositions or word in grammar.joiners or word in grammar.determiners:
            continue
        found = subject_behind(line, index, high, grammar)
        if found is None or words[found.low].lower() not in grammar.obliques:
            return found
    return None


def _first_name(line: Line, low: int, high: int, grammar: Grammar) -> Subject | None:
    index = low
    while index < high and not (
        is_name_word(line.words[index], grammar) or line.words[index].lower() in grammar.pronouns
    ):
        index += 1
    return forward_subject(line, index, high, grammar) if index < high else None


def _cut_at_verb(line: Line, found: Subject, grammar: Grammar) -> Subject:
    """A nominal subject read forward without its verb being known: at most the article and four words."""
    if is_name(line, found.low, found.high, grammar) or found.high - found.low <= 5:
        return found
    return Subject(found.low, found.low + 3)
