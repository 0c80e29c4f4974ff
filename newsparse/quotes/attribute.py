"""Who said a quote: the ways to find out, in the order of how far they can be trusted.

after         "...," said Jane Roe.            before      Jane Roe said: "..."
inserted      "We go, said Roe, at dawn"
inherited     "...," said Roe. "..."           continued   the next paragraph is a quote and nothing else
transcript    ROE: "..."                       signature   "..." and on the next line - Jane Roe
narrative     Roe was late. "..."              reporting-subject   Roe claims that ... (new paragraph) "..."
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from newsparse.patterns import pattern
from newsparse.quotes.cues import Grammar
from newsparse.quotes.dashes import is_narration
from newsparse.quotes.finding import Finding
from newsparse.quotes.line import LONGEST_SENTENCE, QUOTE, Line, read_line
from newsparse.quotes.marks import Pair
from newsparse.quotes.opening import opening_subject
from newsparse.quotes.phrase import Subject, forward_subject, is_name
from newsparse.quotes.report import find_echo, name_at_comma, subject_at_colon
from newsparse.quotes.signature import find_signed
from newsparse.quotes.sources import find_source_after, find_source_before, is_finite_cue
from newsparse.quotes.subjects import (
    HANGERS,
    first_subject,
    impersonal_subject,
    subject_before,
    subject_behind,
    subject_of_verb,
)
from newsparse.quotes.verbs import Cue, find_cues, last_cues, only_joins, ruled_cue

_INSERTION = pattern(r"(?:[,?!…]| [-–—]) (?=\w)")
_INSERTION_END = pattern(r" [-–—](?=[ ,.])|[,.:;»]")
_TIES: Final = frozenset({",", "—", "–", "-", "--"})
_TIED_ENDS: Final = (",", "?", "!", "…", "—", "–", "-", "...")
_INNER_MARKS: Final = "'’‘\"”“» "  # of a quote inside the quote
_LONGEST_LABEL: Final = 14  # words before a transcript's colon: a name, a role, a place
_LONGEST_PAPER: Final = 30  # characters of a paper's name in marks
_MOST_CUES: Final = 4  # before a quote are asked for their subjects; hostile text has one every third word
_LONGEST_FRONT: Final = 16  # words between a quote and its cue


def find_after(line: Line, number: int, place: int, pair: Pair, grammar: Grammar) -> Finding | None:
    """ "...," said Roe. "...," Roe said. "...," so Roe. "...," according to Roe."""
    words = line.words
    low = place + 1
    if low >= len(words) or words[low] == QUOTE:
        return None
    signed = find_signed(line, number, place, grammar)
    if signed is not None:
        return signed
    echo = _echo(line, number, low, grammar) if grammar.echo_words else None
    if echo is not None:
        return echo
    inner = line.value[pair.inner_start : pair.inner_end].rstrip(_INNER_MARKS)
    tied = words[low] in _TIES
    index = low
    while index < len(words) and words[index] in _TIES:  # «...», — сказала
        index += 1
    tied = tied or inner.endswith(_TIED_ENDS)
    high = line.sentence_end(low)
    for other in range(index, high):
        if words[other] == QUOTE:
            high = other
            break
    if index >= high or not words[index][0].isalpha():
        return None
    # “Go.” Roe said no more ...: a new sentence, unless it is nothing but the attribution
    full_stop = not tied and inner.endswith((".", "。")) and words[index][0].isupper()
    return (
        find_source_after(line, number, index, high, grammar, tied=tied)
        or _quoted_name_behind(line, number, index, high, grammar)
        or _verb_first(line, number, index, high, grammar, tied=tied)
        or _subject_first(line, number, index, high, grammar, tied=tied, full_stop=full_stop)
        or (_unknown_verb(line, number, index, high, grammar) if tied else None)
    )


def is_tied(line: Line, place: int, pair: Pair) -> bool:
    """Whether a comma, a dash or its own last mark ties a quote to the words behind it."""
    if line.words[place + 1 : place + 2] and line.words[place + 1] in _TIES:
        return True
    return line.value[pair.inner_start : pair.inner_end].rstrip(_INNER_MARKS).endswith(_TIED_ENDS)


def find_before(line: Line, number: int, place: int, grammar: Grammar, *, over: bool = False) -> Finding | None:
    """Roe said: "..." Roe, a pilot, said that "..." According to Roe, "..." Roe told us, adding: "..."."""
    words = line.words
    sentence = line.breaks[place] if place < len(words) else (line.breaks[-1] if words else 0)
    sentence = low = max(sentence, place - LONGEST_SENTENCE)
    for other in range(place - 1, sentence - 1, -1):
        if words[other] == QUOTE and not over:
            low = other + 1
            break
    if low >= place:
        return None
    last = words[place - 1]
    if last == "(" and place - 1 > low:  # Jane Roe ("...") and John Doe ("...")
        subject = subject_before(line, low, place - 1, grammar)
        if subject is not None and is_name(line, subject.low, subject.high, grammar):
            return Finding("before", subject, None, number, certain=False)
    named = _transcript(line, number, low, place, grammar) if last == ":" else None
    if named is not None:
        return named
    cues = last_cues(line, low, place, grammar, _MOST_CUES)
    for cue in cues:
        if cue.kind == "naming":
            continue
        if cue.kind in {"weak", "calling"} and place - cue.place > 8 and last not in {",", ":"}:
            continue
        found = _subject_of(line, number, sentence, low, cue, place, grammar)
        if found is not None:
            return found
    found = find_source_before(line, number, low, place, grammar)
    if found is not None:
        return found
    if (
        low
        and words[low - 1] == QUOTE
        and is_finite_cue(words[low], grammar)
        and words[low] not in grammar.quoting_cues
    ):
        if last in {":", ","} and _is_quoted_name(line, low - 1, grammar):  # Die „Ostpost“ schreibt: "..."
            return Finding("before", Subject(low - 1, low), low, number)
    if last == ":":
        subject, certain = subject_at_colon(line, low, place - 1, grammar)
        if subject is not None:
            return Finding("before", subject, place - 1, number, certain=certain)
    if last == "," and grammar.subject_behind and not grammar.nouns_upper:
        subject = name_at_comma(line, low, place - 1)  # Pensioni: Roe, "..."
        if subject is not None:
            return Finding("before", subject, place - 1, number)
    near = place - cues[0].place < 4 and last in {":", ","} if cues else False
    if cues and cues[0].kind == "finite" and (near or grammar.drops_subjects):
        return Finding("before", None, cues[0].place, number, certain=False)  # Ha aggiunto: the subject went before
    if (
        last == ","
        and place - low >= 3
        and words[place - 2].islower()
        and words[place - 2].endswith(grammar.verb_endings)
    ):
        subject = subject_before(line, low, place - 2, grammar)
        if subject is not None:
            return Finding("before", subject, place - 2, number, certain=False)
    return None


def find_inserted(line: Line, number: int, pair: Pair, grammar: Grammar) -> tuple[Line, Finding] | None:
    """«Siamo stanchi - dice Roe - e aspettiamo»: the verb within the marks, and the words there as a line."""
    value = line.value
    for match in _INSERTION.finditer(value, pair.inner_start, pair.inner_end):
        start = match.end()
        if is_narration(value, start, grammar):
            end = _INSERTION_END.search(value, start, pair.inner_end)
            high = end.start() if end else pair.inner_end
            # all that stands before counts as one quote, so that the words keep their places
            before = Pair(0, start, 0, start, True, pair.mark)
            inside = read_line(value[:high], (before,), grammar.abbreviations, grammar.habits)
            found = _verb_first(inside, number, 1, len(inside.words), grammar, tied=True)
            if found is not None and found.subject is not None:
                return inside, found._replace(way="inserted", certain=match[0][0] != ",")
    return None


def find_around(line: Line, number: int, place: int, grammar: Grammar) -> Finding | None:
    """Jane Roe, "..." dedi: the subject before the quote, the verb behind it."""
    words = line.words
    cue = place + 1
    while cue < len(words) and grammar.is_helper(words[cue]):
        cue += 1
    if cue >= len(words) or grammar.kind_of_cue(words[cue]) is None:
        return None
    low = line.breaks[place]
    for index in range(place - 1, low - 1, -1):
        if words[index] == QUOTE:
            low = index + 1
            break
    found = opening_subject(line, low, place, grammar)
    return None if found is None else Finding("after", found, cue, number)


def find_reporting(line: Line, number: int, high: int, grammar: Grammar) -> Finding | None:
    """The last subject of a reporting verb before `high`, of direct and indirect speech alike."""
    for cue in reversed(find_cues(line, 0, high, grammar)):
        if cue.kind != "finite":
            continue
        sentence = line.breaks[cue.place]
        subject = subject_of_verb(line, sentence, cue.place, line.sentence_end(cue.place), grammar)
        if subject is not None:
            return Finding("reporting-subject", subject, cue.place, number)
    return None


def find_narrative(line: Line, number: int, place: int, grammar: Grammar) -> Finding | None:
    """The subject of the sentence before a quote that stands alone: Roe was late. "..."."""
    sentence = line.breaks[place] if place < len(line.words) else len(line.words)
    if sentence == 0 or line.words[sentence - 1] == QUOTE:
        return None
    low = line.breaks[sentence - 1]
    if QUOTE in line.words[low:sentence]:
        return None
    subject = first_subject(line, low, sentence - 1, grammar)
    return None if subject is None else Finding("narrative", subject, None, number, certain=False)


# ------------------------------------------------------------------------------------- behind the quote
def _quoted_name_behind(line: Line, number: int, index: int, high: int, grammar: Grammar) -> Finding | None:
    """ "...", schreibt die „Ostpost“: a paper's name in marks is the subject."""
    words = line.words
    if (
        high >= len(words)
        or words[high] != QUOTE
        or not high - 4 < index < high
        or not is_finite_cue(words[index], grammar)
    ):
        return None
    if not _is_quoted_name(line, high, grammar) or words[index] in grammar.quoting_cues:
        return None
    if line.breaks[high] != line.breaks[index]:
        return None
    between = words[index + 1 : high]
    if between and (between[0] not in grammar.determiners or between[0] in grammar.obliques):
        return None
    if any(not one[0].isalpha() for one in between):
        return None
    return Finding("after", Subject(high, high + 1), index, number)


def _is_quoted_name(line: Line, place: int, grammar: Grammar) -> bool:
    """Whether a quote is short and has the capitals of a name."""
    pair = line.pairs[bisect_left(line.quotes, place)]
    if not grammar.quoted_papers or pair.inner_end - pair.inner_start > _LONGEST_PAPER:
        return False
    inner = line.value[pair.inner_start : pair.inner_end]
    return inner[:1].isupper() and inner[-1:].isalnum()


def _echo(line: Line, number: int, low: int, grammar: Grammar) -> Finding | None:
    """ "...". Lo ha detto Roe."""
    index = low + 1 if line.words[low] == "." else low
    if index >= len(line.words) or line.breaks[index] != index:
        return None
    found = find_echo(line, index, line.sentence_end(index), grammar)
    return None if found is None else Finding("after", found[0], found[1], number)


def _verb_first(line: Line, number: int, index: int, high: int, grammar: Grammar, *, tied: bool) -> Finding | None:
    words = line.words
    while (
        index < high
        and words[index].islower()
        and (
            grammar.is_helper(words[index])
            or (words[index] in grammar.so_words and not is_finite_cue(words[index], grammar))
        )
    ):
        index += 1
    if index >= high or not (words[index].islower() or words[index] in HANGERS):
        return None
    if words[index] in HANGERS and index + 1 < high and words[index + 1].lower() in grammar.pronouns:
        cue = index + 2 if index + 2 < high and grammar.kind_of_cue(words[index + 2]) else index - 1  # a-t-elle dit
        return Finding("after", Subject(index + 1, index + 2), cue, number)
    index = ruled_cue(words, index, high, grammar)
    kind = "finite" if words[index] in grammar.infinitive_cues else grammar.kind_of_cue(words[index])
    if words[index].endswith(grammar.participle_endings):
        return None
    if kind == "participle" and index and grammar.is_modal_before(words, index):
        kind = "finite"
    if kind == "finite" or (kind == "weak" and tied):
        subject = subject_behind(line, index, high, grammar)
        if subject is not None and words[index] in grammar.quoting_cues:
            subject = _quoted_person(line, subject, high, grammar) or subject
        if subject is None:
            subject = impersonal_subject(line, index, high, grammar)
        if subject is not None or (tied and kind == "finite"):  # ha detto: the subject went before
            return Finding("after", subject, index, number)
    return None


def _quoted_person(line: Line, quoting: Subject, high: int, grammar: Grammar) -> Subject | None:
    """Zitiert das Blatt den Minister; zitierte man Roe: who is quoted stands behind who quotes."""
    index = quoting.high
    if index >= high or not line.words[index][0].isalpha() or line.words[index].lower() in grammar.prepositions:
        return None
    return forward_subject(line, index, high, grammar)


def _subject_first(
    line: Line, number: int, index: int, high: int, grammar: Grammar, *, tied: bool, full_stop: bool
) -> Finding | None:
    words = line.words
    until = min(high, index + (3 * _LONGEST_FRONT if tied else 8))
    for cue in find_cues(line, index + 1, until, grammar):
        if cue.kind in {"naming", "calling"} or (cue.kind != "finite" and not tied):
            continue
        if full_stop and not _is_last(words, cue.place, high):
            return None
        subject = subject_before(line, index, cue.place, grammar)
        if subject is None or subject.low > index + 3:
            if cue.kind == "finite":
                return None
            continue
        if not tied and subject.low > index:
            return None
        return Finding("after", _unclosed_description(line, index, subject, grammar), cue.place, number)
    return None


def _unclosed_description(line: Line, index: int, subject: Subject, grammar: Grammar) -> Subject:
    """Jane Roe, the pilot who founded the school said: the second comma was forgotten."""
    if subject.low <= index or line.words[subject.low - 1] != "," or subject.description is not None:
        return subject
    if is_name(line, index, subject.low - 1, grammar):
        return Subject(index, subject.low - 1, (subject.low, subject.high))
    return subject


def _is_last(words: list[str], cue: int, high: int) -> bool:
    """Whether nothing follows the verb but the end of the sentence."""
    return cue + 1 >= high or (words[cue + 1] in {".", "!", "?"} and cue + 2 >= high)


def _unknown_verb(line: Line, number: int, index: int, high: int, grammar: Grammar) -> Finding | None:
    """ "...," Roe thundered. "...," thundered Roe."""
    words = line.words
    while index + 1 < high and words[index].islower() and words[index] in grammar.helpers:
        index += 1
    first = words[index].lower()
    if words[index][0].isupper() or first in grammar.pronouns or first in grammar.determiners:
        subject = forward_subject(line, index, high, grammar)
        if subject is None:
            return None
        verb = subject.high
        while verb < high and grammar.is_helper(words[verb]):
            verb += 1
        if verb < high and words[verb].islower() and words[verb].endswith(grammar.verb_endings or ("",)):
            return Finding("after", subject, verb, number, certain=False)
        return None
    if words[index].islower() and index + 1 < high and _may_be_speaker(words, index + 1, high, grammar):
        lowered = words[index]
        if lowered in grammar.prepositions or lowered in grammar.subordinators or lowered in grammar.joiners:
            return None
        if lowered in grammar.determiners or lowered in grammar.inner_prepositions:
            return None
        if not lowered.endswith(grammar.verb_endings or ("",)):
            return None
        subject = forward_subject(line, index + 1, high, grammar)
        return None if subject is None else Finding("after", subject, index, number, certain=False)
    return None


def _may_be_speaker(words: list[str], index: int, high: int, grammar: Grammar) -> bool:
    """Whether an unknown verb may have its subject here: moppert Roe, moppert hij, moppert boer Roe."""
    word = words[index]
    if word[0].isupper():
        return True
    if not grammar.subject_behind:
        return False
    if word in grammar.pronouns and word not in grammar.no_speakers:
        return True
    if index + 1 >= high or not words[index + 1][0].isupper():
        return False
    if grammar.is_title(word) or word in grammar.determiners:
        return True
    full = index + 2 < high and (words[index + 2][0].isupper() or words[index + 2] in grammar.particles)
    return full and word not in grammar.prepositions and word not in grammar.inner_prepositions


# ------------------------------------------------------------------------------------ before the quote
def _transcript(line: Line, number: int, low: int, place: int, grammar: Grammar) -> Finding | None:
    """ROE: "..." and From Jane Roe, Springfield: "..." at the start of a paragraph."""
    if low or place > _LONGEST_LABEL:
        return None
    start = 1 if line.words[0].lower() in grammar.inner_prepositions else 0  # From Jane Roe:
    end = place - 1
    if start and "," in line.words[start:end]:
        end = line.words.index(",", start)
    if end > 4:
        return None
    words = line.words[start:end]
    if words and all(one[0].isupper() or one == "." for one in words) and words[0].lower() not in grammar.determiners:
        if not any(one.lower() in grammar.cues for one in words):
            return Finding("transcript", Subject(start, end), place - 1, number)
    return None


def _subject_of(
    line: Line, number: int, sentence: int, low: int, cue: Cue, place: int, grammar: Grammar
) -> Finding | None:
    words = line.words
    certain = cue.kind in {"finite", "participle"} and place - cue.place < 12
    if grammar.subject_behind and low > sentence and only_joins(words, low, cue.place, grammar):
        return Finding("before", None, cue.place, number, certain=certain)
    if cue.kind == "participle" or words[cue.place].endswith(grammar.participle_endings):
        subject = _subject_of_participle(line, sentence, low, cue.place, grammar)
        return None if subject is None else Finding("before", subject, cue.place, number, certain=certain)
    if cue.place + 1 < place and words[cue.place + 1].lower() in grammar.by_words:  # asked by Roe
        subject = forward_subject(line, cue.place + 2, place, grammar) if cue.place + 2 < place else None
        return None if subject is None else Finding("before", subject, cue.place, number, certain=certain)
    subject = subject_of_verb(line, low, cue.place, place, grammar)
    return None if subject is None else Finding("before", subject, cue.place, number, certain=certain)


def _subject_of_participle(line: Line, sentence: int, low: int, cue: int, grammar: Grammar) -> Subject | None:
    """Roe told us, adding: the subject of the sentence; a sign reading: the noun right before."""
    words = line.words
    before = words[cue - 1] if cue > low else ""
    lowered = before.lower()
    if (
        before[:1].isalpha()
        and not grammar.is_helper(before)
        and lowered not in grammar.joiners
        and lowered not in grammar.subordinators
        and lowered not in grammar.prepositions
        and lowered not in grammar.inner_prepositions
        and lowered not in grammar.by_words
    ):
        subject = subject_before(line, low, cue, grammar)
        if subject is not None:
            return subject
    for earlier in find_cues(line, sentence, cue, grammar):
        if before and lowered in grammar.joiners and words[earlier.place].endswith(grammar.participle_endings):
            return _subject_of_participle(line, sentence, sentence, earlier.place, grammar)
        if earlier.kind == "finite":
            subject = subject_of_verb(line, sentence, earlier.place, cue, grammar)
            if subject is not None:
                return subject
    return first_subject(line, sentence, cue, grammar)
