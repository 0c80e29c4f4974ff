"""A subject read from its first word on: Jane Roe, a spokeswoman for the harbour.

It ends at a verb, a conjunction, a preposition or a mark; what stands between commas behind it describes it.
"""

from __future__ import annotations

from typing import Final

from newsparse.quotes.cues import Grammar
from newsparse.quotes.inflected import given_place
from newsparse.quotes.line import QUOTE, Line
from newsparse.record import Record, record

CLAUSE_END: Final = frozenset(",;:—–()[]!?") | {"--", QUOTE}
LONGEST_SUBJECT: Final = 14  # words; "the president of the regional association of ..." has some ten
LONGEST_DESCRIPTION: Final = 30
PARTICLES: Final = frozenset({"de", "del", "della", "di", "da", "der", "den", "van", "von", "la", "le", "bin", "al"})


@record
class Subject(Record):
    """Words of a line that name a speaker."""

    low: int
    """First word."""
    high: int
    """Behind the last word."""
    description: tuple[int, int] | None = None
    """The words between commas that tell who it is."""


def forward_subject(line: Line, low: int, high: int, grammar: Grammar) -> Subject | None:
    """The subject that starts exactly at `low`, with the description behind it."""
    words = line.words
    first = words[low].lower()
    if first in grammar.pronouns:
        return Subject(low, low + 1)
    if not words[low][0].isalnum() or first in grammar.prepositions:
        return None
    titled = first in grammar.titles and _has_name_behind(words, low, high)
    if first in grammar.no_speakers and not titled and not _is_article(words, low, high, grammar):
        return None
    if _opens_with_verb(line, low, grammar) or is_time(words, low, high, grammar):
        return None
    if grammar.drops_subjects and first in grammar.helpers and line.breaks[low] == low:  # Además, Roe
        return None
    if first in grammar.singular_articles and is_plural_behind(words, low, high):
        return None
    if words[low].islower() and first in grammar.inner_prepositions and first not in grammar.determiners:
        return None
    if first in grammar.subordinators or first in grammar.joiners or grammar.is_helper(words[low]):
        return None
    end = _subject_end(words, low, min(high, low + LONGEST_SUBJECT), grammar)
    if grammar.no_articles:
        end = _named_end(words, low, end, high, grammar)
    while end > low and (words[end - 1].lower() in grammar.determiners or _hangs(words, end, high, grammar)):
        end -= 1
    if grammar.nouns_upper and not any(_has_capital(words[index]) for index in range(low, end)):
        return None
    if end <= low:
        return None
    name = _name_behind(line, low, end, high, grammar)
    return name or Subject(low, end, _description_behind(line, end, high, grammar))


def _has_name_behind(words: list[str], low: int, high: int) -> bool:
    """Mr Roe, Mr. Roe."""
    name = low + 2 if low + 2 < high and words[low + 1] == "." else low + 1
    return name < high and words[name][0].isupper()


def _has_capital(word: str) -> bool:
    """Whether a word is a noun: Hafen, 51-Jährige."""
    return word[0].isupper() or (word[0].isdigit() and any(one.isupper() for one in word))


def _hangs(words: list[str], end: int, high: int, grammar: Grammar) -> bool:
    """Kenntnis von den Vorgängen: what was cut off leaves a preposition behind."""
    return grammar.nouns_upper and end < high and words[end - 1] in grammar.prepositions


def _is_article(words: list[str], index: int, high: int, grammar: Grammar) -> bool:
    """Whether a word that may stand alone stands before its noun: meldt het waterschap; not: klinkt het daar."""
    if words[index].lower() not in grammar.determiners or index + 1 >= high or not words[index + 1][0].isalpha():
        return False
    behind = words[index + 1].lower()
    return not (
        grammar.is_helper(words[index + 1]) or behind in grammar.prepositions or behind in grammar.inner_prepositions
        or behind in grammar.subordinators or behind in grammar.joiners or behind in grammar.determiners
        or behind in grammar.time_words or grammar.kind_of_cue(behind) == "finite"
    )  # fmt: skip


def _opens_with_verb(line: Line, low: int, grammar: Grammar) -> bool:
    """Whether a verb stands where a subject should start: declarou; Asegura que; riéndose."""
    word = line.words[low]
    lowered = word.lower()
    if word.islower() and grammar.kind_of_cue(lowered) == "participle":
        return True
    if not grammar.drops_subjects or not (word.islower() or line.breaks[low] == low):
        return False
    if grammar.is_finite(lowered) or (grammar.kind_of_cue(lowered) == "finite" and lowered not in grammar.noun_cues):
        return True
    if not word.islower() or lowered in grammar.determiners or lowered in grammar.roles or grammar.is_title(lowered):
        return False
    return not (low and line.words[low - 1].lower() in grammar.inner_prepositions)  # na opinião do consultor


def is_time(words: list[str], low: int, high: int, grammar: Grammar) -> bool:
    """Este viernes; cada mañana."""
    named = words[low].lower() in grammar.determiners and low + 1 < high
    return named and grammar.drops_subjects and words[low + 1].lower() in grammar.time_words


def is_speaking(line: Line, subject: Subject, grammar: Grammar) -> bool:
    """Whether a subject is one that speaks where an object may stand as well: destacó la ministra; not: la fuerza."""
    if not grammar.drops_subjects or is_name(line, subject.low, subject.high, grammar):
        return True
    return any(
        word in grammar.pronouns
        or word in grammar.roles
        or word in grammar.male_stand_ins
        or word in grammar.female_stand_ins
        or grammar.is_title(word)
        for word in map(str.lower, line.words[subject.low : subject.low + 3])
    )


def is_plural_behind(words: list[str], low: int, high: int) -> bool:
    """Whether what looks like a singular article is a preposition: a jornalistas, a 3 de maio."""
    behind = words[low + 1] if low + 1 < high else ""
    return behind[:1].isdigit() or (behind.islower() and behind.endswith("s"))


def _named_end(words: list[str], low: int, end: int, high: int, grammar: Grammar) -> int:
    """Behind the name that a role leads to: начальник отдела МВД по Калинову Артур Гареев | считает."""
    lowered = words[low].lower()
    if not (words[low][0].islower() or grammar.is_title(lowered) or lowered in grammar.roles):
        return end
    stop = low
    while stop < min(high, low + LONGEST_SUBJECT) and words[stop] not in CLAUSE_END and words[stop] != ".":
        if grammar.kind_of_cue(words[stop]) == "finite" and stop > low:
            break
        stop += 1
    found = given_place(words, low, stop, grammar)
    if found >= stop:
        return end
    while found < stop and words[found][0].isupper():
        found += 1
    return found


def is_name(line: Line, low: int, high: int, grammar: Grammar) -> bool:
    """Whether the words hold a proper name: a capital that no sentence start explains."""
    return any(is_name_word(line.words[index], grammar) for index in range(low, high))


def is_name_word(word: str, grammar: Grammar) -> bool:
    """Whether a word may be part of a name."""
    return word[0].isupper() and word.lower() not in grammar.determiners and word.lower() not in grammar.no_speakers


def _particles_end(words: list[str], low: int, index: int, high: int, grammar: Grammar) -> int:
    """Behind the particles at `index` that belong to a name, or `index`: Karin van der Berg, Op 't Hof, De Wit."""
    if not grammar.particles or words[index].lower() not in grammar.particles:
        return index
    end = index + 1
    while end < high and end < index + 3 and words[end].lower() in grammar.particles:
        end += 1
    if end >= high or not words[end][0].isupper():
        return index
    if words[index][0].isupper():
        return end if words[index].lower() not in grammar.determiners or index > low else index
    before = words[index - 1].lower() if index > low else ""
    if _is_listed(before, grammar):
        return end
    known = index == low or grammar.is_title(before) or not words[index - 1][0].isupper()
    alone = index - 1 == low or not words[index - 2][0].isupper() or grammar.is_title(words[index - 2].lower())
    return end if alone and not known else index


def _subject_end(words: list[str], low: int, high: int, grammar: Grammar) -> int:
    nominal = words[low][0].islower() or words[low].lower() in grammar.determiners
    named = False
    reached = first = low
    if grammar.no_articles and not nominal and _opens_with_role(words, low, high, grammar):
        nominal, first = True, low + 1
    for index in range(first, high):
        word = words[index]
        lowered = word.lower()
        before = words[index - 1] if index > low else ""
        if index < reached:
            continue
        reached = _particles_end(words, low, index, high, grammar)
        if reached > index:
            named = True
            continue
        if grammar.particles and word in PARTICLES and _is_full_name(words, low, index, nominal=nominal):
            return index
        if grammar.particles and nominal and index > low and word[0].isupper():
            nominal = not (grammar.is_title(before.lower()) or _is_listed(lowered, grammar))
        if word in CLAUSE_END or lowered in grammar.subordinators:
            return index
        if lowered in grammar.obliques and index > low and grammar.nouns_upper:
            if lowered not in grammar.genitives:
                return index
        if grammar.habits.elision and index > low and lowered in grammar.determiners and _ends_noun(before, grammar):
            return index
        if grammar.habits.elision and nominal and _opens_addressee(words, index, high, grammar):
            return index
        if lowered in grammar.joiners:
            behind = words[index + 1] if index + 1 < high else ""
            if not (behind[:1].isupper() or behind.lower() in grammar.determiners):
                return index
        elif lowered in grammar.inner_prepositions and not (named and lowered in grammar.prepositions):
            if not nominal and index + 1 == high:
                return index
            if grammar.no_articles and nominal and _is_circumstance(words, index, grammar):
                return index
            if index + 1 < high and words[index + 1].lower() in grammar.circumstances:
                return index
            if not nominal and (lowered in grammar.prepositions or not words[index + 1][0].isupper()):
                return index
        elif lowered in grammar.prepositions and named:
            return index
        elif before.lower() in grammar.determiners:
            named = named or word[0].isupper()
        elif _ends_subject(word, before, index == low, grammar):
            return index
        elif word == ".":
            if index + 1 == high or len(before) > 5:
                return index
        elif grammar.nouns_upper:
            if index > low and word[0].islower() and before[0].isupper() and word not in PARTICLES:
                return index
        elif word[0].isupper():
            named = named or index > low or not (grammar.drops_subjects and lowered in grammar.determiners)
        elif named and _is_title_of_owner(words, index, high, grammar):
            continue
        elif named and (not nominal or word.endswith(grammar.verb_endings) or _is_full(words, low, index, grammar)):
            return index
    return high


def _is_full_name(words: list[str], low: int, index: int, *, nominal: bool) -> bool:
    """Whether a person's two names stand before a particle: Peter Vroom van de Bank; not: de Raad van State."""
    return not nominal and index - 2 >= low and words[index - 1][0].isupper() and words[index - 2][0].isupper()


def _is_listed(lowered: str, grammar: Grammar) -> bool:
    first = lowered.partition("-")[0]
    return first in grammar.female_names or first in grammar.male_names


def _is_title_of_owner(words: list[str], index: int, high: int, grammar: Grammar) -> bool:
    """Oppositionens leder Jane Roe: a title in small letters between an owner's name and the bearer's."""
    titled = grammar.is_title(words[index]) or words[index] in grammar.roles
    return titled and index + 1 < high and words[index + 1][0].isupper()


def _is_full(words: list[str], low: int, index: int, grammar: Grammar) -> bool:
    """Whether a first and a last name went before: ministr Jan Novák | si stěžuje."""
    return grammar.no_articles and index > low + 1 and words[index - 1][0].isupper() and words[index - 2][0].isupper()


def _opens_with_role(words: list[str], low: int, high: int, grammar: Grammar) -> bool:
    """Ředitel zahrady Emil Špaček: a noun has the sentence's capital, what hangs on it follows."""
    if low + 1 >= high or not words[low + 1][0].islower():
        return False
    behind = words[low + 1]
    lowered = words[low].lower()
    if grammar.is_title(lowered) or lowered in grammar.roles:
        return True
    if behind in grammar.subordinators or behind in grammar.joiners:
        return False
    inside = low > 0 and words[low - 1][0].isalpha()  # behind a verb: uvedl Český hydrologický ústav
    if not inside and not any(word[0].isupper() for word in words[low + 1 : min(high, low + 5)]):
        return False
    return not (_is_verb(behind, words[low], grammar) or behind.endswith(grammar.verb_endings))


def _ends_noun(before: str, grammar: Grammar) -> bool:
    """Whether an article behind this word opens another noun: secondo fonti diplomatiche | l'accordo."""
    lowered = before.lower()
    return before[:1].isalnum() and not (
        lowered in grammar.determiners
        or lowered in grammar.inner_prepositions
        or lowered in grammar.prepositions
        or lowered in grammar.joiners
        or grammar.is_title(lowered)
    )


def _opens_addressee(words: list[str], index: int, high: int, grammar: Grammar) -> bool:
    """Whether "à" leads away from a subject: le maire | à la presse; not: délégué à la Mer."""
    lowered = words[index].lower()
    if lowered not in grammar.inner_prepositions or lowered not in grammar.prepositions:
        return False
    noun = index + 1
    while noun < high and words[noun].lower() in grammar.determiners:
        noun += 1
    if noun >= high:
        return True
    if words[noun][0].isupper() and not words[noun].isupper():
        return False
    behind = words[noun + 1 : min(high, noun + 5)]
    return not any(word[0].isupper() and _is_listed(word.lower(), grammar) for word in behind)


def _ends_subject(word: str, before: str, first: bool, grammar: Grammar) -> bool:
    lowered = word.lower()
    if lowered in grammar.prepositions or lowered in grammar.time_words:
        return True
    if not first and word.islower() and grammar.is_finite(word):
        return True
    return not first and (lowered in grammar.relatives or _is_verb(word, before, grammar))


def _is_verb(word: str, before: str, grammar: Grammar) -> bool:
    if grammar.is_helper(word):
        return True
    return grammar.kind_of_cue(word) is not None and grammar.can_be_verb(word, before)


def _name_behind(line: Line, low: int, end: int, high: int, grammar: Grammar) -> Subject | None:
    """Said the harbour minister, Jane Roe: the name is the subject, the words before it describe."""
    words = line.words
    if end + 2 >= high or words[end] != ",":
        return None
    if grammar.no_articles and not any(one[0].isupper() for one in words[low + 1 : end]):
        return _introduced(words, low, end, high, grammar)
    if words[low].lower() not in grammar.determiners:
        return None
    stop = end + 1
    while stop < high and (words[stop][0].isupper() or words[stop] == "." or words[stop].lower() in PARTICLES):
        stop += 1
    if not 2 <= stop - end - 1 <= 5 or (stop < high and words[stop] not in CLAUSE_END | {"."}):
        return None
    if words[stop - 1] == "." and stop == high:
        stop -= 1
    return Subject(end + 1, stop, (low, end))


def _is_circumstance(words: list[str], index: int, grammar: Grammar) -> bool:
    """Whether the preposition at `index` leads away from a role: režisérka | při přebírání; not: jeden z rodičů."""
    if words[index - 1].lower() in grammar.determiners:
        return False
    return not any(one[0].isupper() for one in words[index + 1 : index + 4])


def _introduced(words: list[str], low: int, end: int, high: int, grammar: Grammar) -> Subject | None:
    """Vysvětlil předseda poroty, švédský producent Sven Aldmark: the name that ends the words behind the comma."""
    if not (words[low][0].islower() or grammar.is_title(words[low].lower())):
        return None
    stop = end + 1
    while stop < min(high, end + LONGEST_SUBJECT) and words[stop] not in CLAUSE_END and words[stop] != ".":
        stop += 1
    found = given_place(words, end + 1, stop, grammar)
    ends = found < stop and all(one[0].isupper() for one in words[found:stop])
    return Subject(found, stop, (low, found)) if ends else None


def _description_behind(line: Line, end: int, high: int, grammar: Grammar) -> tuple[int, int] | None:
    """Jane Roe, a spokeswoman for the harbour: what stands between the comma and the next one."""
    words = line.words
    if end + 2 >= len(words) or end >= high or words[end] != ",":
        return None
    first = words[end + 1].lower()
    if first not in grammar.determiners and first not in grammar.roles and not grammar.is_title(first):
        return None
    stop = end + 1
    while stop < high and words[stop] not in {",", ";", ":", "—", "–", "--", QUOTE, "(", "?", "!"}:
        if words[stop] == "." and (stop + 1 >= high):
            break
        stop += 1
    if stop - end - 1 > LONGEST_DESCRIPTION:
        return None
    return end + 1, stop


def opens_circumstance(words: list[str], index: int, high: int, grammar: Grammar) -> bool:
    """Whether a preposition stands at `index`: am Montag, ao Diário, a jornalistas."""
    lowered = words[index].lower()
    if lowered in grammar.prepositions:
        return True
    if grammar.habits.elision and lowered in grammar.inner_prepositions and lowered not in grammar.determiners:
        return True  # de son côté
    return lowered in grammar.singular_articles and is_plural_behind(words, index, high)


def behind_circumstance(words: list[str], low: int, high: int, grammar: Grammar) -> int:
    """Past "am Montag", "in einer Erklärung": the preposition, its article and adjectives, one noun.

    A paper or a place keeps all its words: "ao Diário do Minho o presidente", "a Radio Litoral Jane Roe, alcaldesa".
    """
    index = low + 1
    if not grammar.nouns_upper:
        while index < high and words[index].lower() in grammar.determiners:
            index += 1
        if index < high and is_name_word(words[index], grammar):
            return _behind_medium(words, index, high, grammar)
    while index < high and words[index][0].islower() and words[index] not in CLAUSE_END:
        index += 1
        if not grammar.nouns_upper and words[index - 1].lower() not in grammar.determiners:
            return _behind_adjectives(words, index, high, grammar) if grammar.habits.elision else index
    return index + 1


def _behind_adjectives(words: list[str], low: int, high: int, grammar: Grammar) -> int:
    """Past what describes the noun of a circumstance: in una nota congiunta | i sindacati."""
    for index in range(low, min(high, low + 3)):
        lowered = words[index].lower()
        if lowered in grammar.determiners or lowered in grammar.pronouns:
            return index
        if not words[index][0].islower() or lowered in grammar.joiners or lowered in grammar.relatives:
            return low
        if opens_circumstance(words, index, high, grammar):
            return index
    return low


def _behind_medium(words: list[str], low: int, high: int, grammar: Grammar) -> int:
    """Past the name at `low`; one that a description follows is two names: "a EFE Jane Roe, la alcaldesa"."""
    index = low
    while index < high and (is_name_word(words[index], grammar) or words[index] in grammar.inner_prepositions):
        index += 1
    while index > low + 1 and words[index - 1] in grammar.inner_prepositions:
        index -= 1
    if index - low > 2 and (index >= high or words[index] in {",", "."}):
        start = index - 1
        while start > low + 1 and is_name_word(words[start - 1], grammar):
            start -= 1
        return max(low + 1, start)
    return index
