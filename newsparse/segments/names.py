"""Is this a person's name: two to four capitalised words, none of them a common one.

Jane Roe      María R. Sahún      Ludwig van der Meer      JANA MUSTER      O’Regan, al-Masri, Benit-Gbaffou
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.rules import RuleBook
from newsparse.segments.name_words import NameWords, Token, find_tokens, name_words

COLONS: Final = (":", "\N{FULLWIDTH COLON}")
_LONGEST: Final = 60
_LONGEST_WORD: Final = 24
TITLES: Final = frozenset(
    ("dr dr. prof prof. sir dame lord lady dott. dott.ssa ing. mag. mr mrs ms mr. mrs. ms.").split()
)
_SUFFIXES: Final = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
# The longest acronym that may be somebody's initials ("JD Roe"), and the shortest compound with a job at its end.
_LONGEST_INITIALS: Final = 2
_SHORTEST_COMPOUND: Final = 10
_SHORTEST_JOB: Final = 6
_SHORTEST_ENDED: Final = 8
_SECOND_PARTICLES: Final = frozenset("der den het las los la the".split())
_JOINED_PARTICLES: Final = ("al-", "el-", "d'", "d’", "as-", "ad-", "l'", "l’")


def looks_like_name(value: str, book: RuleBook) -> bool:
    """Whether the words look like one person's name.

    Recognises two to four capitalised words with particles between them (`Ludwig van der Meer`), initials
    (`María R. Sahún`), names in capitals. A name that is also a place's or a river's ("Victoria Falls")
    passes: only its neighbours tell. One word alone is no name; scripts without capitals are not judged.

    >>> from newsparse.rules import load_rule_book
    >>> [looks_like_name(one, load_rule_book("en")) for one in ("Jane Roe", "World News", "Jane", "the Roe")]
    [True, False, False, False]
    """
    if len(value) > _LONGEST or not value:
        return False
    tokens = find_tokens(value)
    return bool(tokens) and all(one.kind == "word" for one in tokens) and is_name(tokens, name_words(book))


def is_name(group: Sequence[Token], words: NameWords, *, led: bool = False) -> bool:
    """Whether the words are one person's name; behind a lead, "Sarah White" is one whoever Sarah may be."""
    solid = [one for at, one in enumerate(group) if at == 0 or not _is_small(one, words)]
    while solid and (solid[0].folded in TITLES or solid[0].folded in words.particles - words.given):
        solid = solid[1:]
    if not 2 <= len(solid) <= 4 or len(group) > 6 or not solid[0].text[0].isupper():
        return False
    if not all(map(_is_name_word, solid)) or all(one.is_initial for one in solid):
        return False
    if all(one.folded == solid[0].folded for one in solid):
        return False  # a game's logo and its name
    if solid[-1].is_acronym and not solid[0].text.isupper():
        return False
    if _is_long_acronym(solid[0]) and not solid[-1].text.isupper():
        return False
    if len(solid) == 4 and not has_given(solid, words):
        return False
    if any(is_common(one, words) and not _is_surname(solid, one, words, led) for one in solid):
        return False
    text = " ".join(one.folded for one in group)
    return text not in words.places and text not in words.agencies and not is_organisation(group, words)


def _is_small(one: Token, words: NameWords) -> bool:
    return one.folded in words.particles or one.folded in TITLES or one.folded in _SUFFIXES


def _is_name_word(one: Token) -> bool:
    text = one.text
    if len(text) > _LONGEST_WORD or text.endswith(("'s", "’s")):
        return False
    if "." in text[1:-1] and len(text) > 6:
        return False  # two words that a full stop glues: "ARMANI.Foto"
    return text[0].isupper() or one.folded.startswith(_JOINED_PARTICLES)


def _is_long_acronym(one: Token) -> bool:
    """`ARD`, `ARD-Studio`; `JD` may be somebody's initials."""
    head = one.text.partition("-")[0]
    return len(head) > _LONGEST_INITIALS and head.isupper()


def _is_surname(solid: Sequence[Token], one: Token, words: NameWords, led: bool) -> bool:
    """Theresa May, Sarah White: behind a given name, or at the end of a led one, some common words are surnames."""
    if one is solid[0]:
        return False
    known = solid[0].folded in words.given
    if known and one is solid[-1] and one.folded in words.calendar and len(solid) == 2:
        return True
    return one.folded in words.surnames and (known or (led and not is_common(solid[0], words)))


def is_common(one: Token, words: NameWords) -> bool:
    """Whether the word is known to be no part of a name."""
    if one.is_initial:
        return False
    plain = one.folded.rstrip(".")
    if plain in words.given:
        return plain in words.roles
    if plain in words.common or plain in words.noise or plain in words.calendar or plain in words.helpers:
        return True
    if len(plain) >= _SHORTEST_ENDED and plain.endswith(words.endings):
        return True
    tail = plain.rpartition("-")[2]  # "Co-Gründerin", but nobody's surname: "Zinsmeister"
    return plain in words.roles or tail in words.roles or plain in words.others or tail in words.others


def is_one_of(plain: str, jobs: frozenset[str]) -> bool:
    """Whether the word is a job of a vocabulary, or a compound that ends with one: `Sportredakteur`, `SPD-Chefin`."""
    if plain in jobs or ("-" in plain and plain.rpartition("-")[2] in jobs):
        return True
    return len(plain) >= _SHORTEST_COMPOUND and any(
        plain[at:] in jobs for at in range(3, len(plain) - _SHORTEST_JOB + 1)
    )


def has_given(group: Sequence[Token], words: NameWords) -> bool:
    """Whether the words begin with a given name that we know, titles aside."""
    first = next((one for one in group if one.folded not in TITLES), group[0])
    return first.folded in words.given or first.folded.partition("-")[0] in words.given


def is_organisation(group: Sequence[Token], words: NameWords) -> bool:
    """Whether the words end as papers' names do, open with an article, or are an acronym."""
    return (
        group[-1].folded.rstrip(".") in words.papers
        or (group[0].folded in words.papers and group[0].folded not in words.given)
        or group[0].folded in words.openers
        or (len(group) == 1 and group[0].is_acronym)
        or ("." in group[0].text[1:-1] and len(group) == 1)
    )


def is_particle_at(tokens: Sequence[Token], at: int, words: NameWords) -> bool:
    """Whether the small word at `at` has a name behind it: `van` in `Ludwig van der Meer`."""
    one = tokens[at]
    if one.folded.startswith(_JOINED_PARTICLES) and any(map(str.isupper, one.text)):
        return True
    if one.folded not in words.particles:
        return False
    if one.folded in _SECOND_PARTICLES and (not at or tokens[at - 1].folded not in words.particles):
        return False  # "van der Meer", but "Figuren der Szene"
    return any(later.is_capital for later in tokens[at + 1 : at + 4])


def split_glued(group: Sequence[Token], words: NameWords, *, led: bool = False) -> list[list[Token]]:
    """The names in a run of capitalised words; several where only known given names tell them apart."""
    half = len(group) // 2
    if len(group) >= 4 and [one.folded for one in group[:half]] == [one.folded for one in group[-half:]]:
        return split_glued(group[:half], words, led=led)  # the picture's text and the name itself
    if is_name(group, words, led=led) and not (len(group) == 4 and _are_two(group, words)):
        return [list(group)]
    if len(group) < 4 or any(is_common(one, words) for one in group):
        return []
    names: list[list[Token]] = [[]]
    for one in group:
        current = names[-1]
        if len(current) >= 2 and one.folded in words.given and current[-1].folded not in words.given:
            names.append([])
        names[-1].append(one)
    return names if len(names) > 1 and all(is_name(one, words) for one in names) else []


def _are_two(group: Sequence[Token], words: NameWords) -> bool:
    """Whether four words are two names: `Jane Roe John Doe`."""
    return group[2].folded in words.given and group[1].folded not in words.given and not is_common(group[3], words)


def name_length(group: Sequence[Token], behind: Token | None, words: NameWords) -> int:
    """How many of the capitalised words belong to names, before a role, a paper or an agency begins."""
    for index in range(2, len(group)):
        one = group[index]
        plain = one.folded.rstrip(".")
        is_opener = plain in words.openers and (one.is_capital or plain not in words.particles)
        if is_opener or " ".join(later.folded for later in group[index:]) in words.agencies:
            return index
        if one.is_acronym and not group[0].text.isupper() and plain not in _SUFFIXES:
            return index
        if not one.text.isupper() and all(earlier.is_acronym for earlier in group[:index]):
            return index  # JUAN PÉREZ Madrid
        if index == len(group) - 1 and plain in words.cities and plain not in words.given:
            return index
        if is_one_of(plain, words.roles):
            return _before_modifiers(group, index, words)
    if behind is not None and behind.kind == "word" and behind.folded in words.roles:
        return _before_modifiers(group, len(group), words)
    return len(group)


def _before_modifiers(group: Sequence[Token], index: int, words: NameWords) -> int:
    """A role's first word: `Political` in `Jane Roe Political Correspondent`."""
    while index > 2 and group[index - 1].folded in words.modifiers:
        index -= 1
    return index if index <= 3 else 2


def begins_task(tokens: Sequence[Token], at: int, words: NameWords) -> bool:
    """Whether others than authors follow: `Photos by`, `Fotos:`, `edited by`."""
    one = tokens[at]
    if one.folded in words.helpers and at + 1 < len(tokens):
        behind = tokens[at + 1]
        return behind.text in COLONS or behind.folded in words.joins
    if one.folded not in words.editing.by_first:
        return False
    return words.editing.find(" ".join(later.folded for later in tokens[at : at + 4])) is not None
