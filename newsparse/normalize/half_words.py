"""Words that lost letters to half-lost mojibake, read by the words that the language has: `kÄ?da`, `moÅ?nÄ?`, `Ä?asto`.

Of each lost letter the first byte is left. So far fewer words fit than where nothing is left: `Ä?` was one of Ā to ğ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from newsparse.model import Fact
from newsparse.normalize.reading import PLACE, Habits, Half, Reading, load_habits

_LOST: Final = "?"
# Of the words that fit, the likeliest is taken if it has this share of their frequency: of 1,100 letters in texts made
# to mojibake none was wrong, and a lower share gained next to nothing.
LEAST_SHARE: Final = 0.97
# What lists and texts do not tell: names, misspellings, words of another language.
_MOST_SURE: Final = 0.995
# A word this frequent (Zipf scale) is no surname that begins a word; below, small and capital letter are as likely.
_COMMON: Final = 4.5
# Short and rarer than that (Zipf scale), a word that fits may be there by chance; below the next it is less sure.
_RARE: Final = 2.5
_SHORT: Final = 5
_RARE_FORM: Final = 3.5
_LONGEST_WORD: Final = 40
# As many of the words that fit are told.
_MOST: Final = 4
# In Windows-1252 only these later bytes are lost, elsewhere all of the controls.
_WINDOWS_LOST: Final = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
_CONTROLS: Final = frozenset(range(0x80, 0xA0))


def read_words(line: Sequence[str], halves: Sequence[Half], habits: Habits, windows: bool) -> dict[int, Reading]:
    """What the lost letters were, by their places, as far as the words that they stand in are known.

    Nothing is read without a language, in words that no list holds, in capitals, and where two words of like
    frequency fit. A letter that begins a word, and that is lost as a capital too, is read at the start of a sentence
    and in words too frequent to be names.

    >>> from newsparse.normalize.reading import load_habits
    >>> read_words(f"par k{PLACE}du laiku", [Half(5, "Ä?", "letter")], load_habits("lv"), False)[5].after
    'ā'
    """
    found: dict[int, Reading] = {}
    leads = {half.at: half.shown[0] for half in halves if half.kind == "letter"}
    reached = 0
    if habits.language is None:
        return found
    for at in leads:
        if at < reached:
            continue
        start, reached = _word(line, at, leads)
        if reached - start <= _LONGEST_WORD:
            places = tuple((place - start, leads[place]) for place in range(start, reached) if place in leads)
            word = "".join(_LOST if place in leads else line[place] for place in range(start, reached))
            read = _read_word(word, places, habits.language, windows, _begins(line, start))
            found |= {start + place: reading for place, reading in read.items()}
    return found


def _word(line: Sequence[str], at: int, leads: Mapping[int, str]) -> tuple[int, int]:
    low, high = at, at + 1
    while low and at - low <= _LONGEST_WORD and (line[low - 1].isalpha() or low - 1 in leads):
        low -= 1
    while high < len(line) and high - at <= _LONGEST_WORD and (line[high].isalpha() or high in leads):
        high += 1
    return low, high


def _begins(line: Sequence[str], start: int) -> bool:
    """Whether a sentence begins at a place."""
    at = start - 1
    while at >= 0 and start - at < 8 and (line[at].isspace() or line[at] in "“”„‘‚«»\"'(-–—" + PLACE):
        at -= 1
    before = line[at - 1] if at > 0 else ""
    return at < 0 or (line[at] in ".!:…" and not before.isdigit()) or (line[at] == "?" and before.isalpha())


@lru_cache(maxsize=4096)  # words repeat, in articles and in hostile input
def _read_word(
    word: str, halves: tuple[tuple[int, str], ...], language: str, windows: bool, begins: bool
) -> Mapping[int, Reading]:
    leads = dict(halves)
    allowed = {at: _cases(word, at, begins) for at in leads}
    words = [
        (one, zipf)
        for one, zipf in _ask(word.lower(), language)
        if all(_forms(one[at], lead, windows, allowed[at]) for at, lead in leads.items())
    ]
    if not words:
        return _read_by_letters(word, leads, allowed, language, windows)
    best, zipf = words[0]
    share = 10**zipf / sum(10**one for _, one in words)
    fact = Fact("known-word", (("word", best), ("zipf", round(zipf, 2)), ("language", language)))
    alone_sure = 0.99 if zipf >= _RARE_FORM else 0.97
    common = zipf >= _COMMON and not best.startswith(load_habits(language).capitalised)
    found: dict[int, Reading] = {}
    for at, lead in leads.items():
        forms = _forms(best[at], lead, windows, allowed[at])
        letters = tuple(
            dict.fromkeys(letter for one, _ in words[:_MOST] for letter in _forms(one[at], lead, windows, allowed[at]))
        )
        alone = all(one[at] == best[at] for one, _ in words)
        if (
            (share < LEAST_SHARE and not alone)
            or (zipf < _RARE and len(word) <= _SHORT)
            or (len(forms) > 1 and not common)
        ):
            found[at] = Reading(others=letters)
        else:
            confidence = round(min(_MOST_SURE, alone_sure if alone else share), 3)
            found[at] = Reading(forms[0], confidence, tuple(one for one in letters if one != forms[0]), (fact,))
    return found


def _read_by_letters(
    word: str, leads: Mapping[int, str], allowed: Mapping[int, str], language: str, windows: bool
) -> dict[int, Reading]:
    """What the letters of a word were that no list holds, by the letters around them; few letters tell too little."""
    if len(word) <= _SHORT:
        return {}
    from newsparse.letters import load_letters

    without = _not_among(
        frozenset((lead, cases) for lead, cases in zip(leads.values(), allowed.values(), strict=True)), windows
    )
    for found, chance, context in load_letters().restore(word.lower(), language, without):
        forms = {at: _forms(found[at], lead, windows, allowed[at]) for at, lead in leads.items()}
        if any(len(one) != 1 for one in forms.values()):
            return {}
        fact = Fact("letter-context", (("context", context), ("language", language)))
        return {at: Reading(one[0], round(min(chance, _MOST_SURE), 3), (), (fact,)) for at, one in forms.items()}
    return {}


@cache
def _not_among(halves: frozenset[tuple[str, str]], windows: bool) -> frozenset[str]:
    """The small letters that none of the halves can have been, and all foreign ones."""
    letters = map(chr, (*range(0xDF, 0x250), *range(0x1E00, 0x1F00)))
    return frozenset(
        one for one in letters if one.islower() and not any(_forms(one, lead, windows, cases) for lead, cases in halves)
    ) | {"*"}


def _ask(damaged: str, language: str) -> tuple[tuple[str, float], ...]:
    from newsparse.lexicon import load_lexicon

    return load_lexicon().restore(damaged, language)


def _cases(word: str, at: int, begins: bool) -> str:
    """Which cases a lost letter of a word may have had: `a` small, `A` capital.

    None in a word with capitals inside: `AMANHÃ?` asks, as likely as not.
    """
    if any(one.isupper() for one in word[1:]):
        return ""
    if at:
        return "a"
    return "A" if begins else "aA"


@cache
def _forms(letter: str, lead: str, windows: bool, cases: str) -> tuple[str, ...]:
    """The letter, small and capital, as far as its bytes are such a half: `č` and `Č` are `Ä?`, but `é` is `Ã©`."""
    lost = _WINDOWS_LOST if windows else _CONTROLS
    forms = {"a": letter.lower(), "A": letter.upper()}
    found = [forms[case] for case in cases if len(forms[case]) == 1]
    encoded = [(one, one.encode()) for one in dict.fromkeys(found)]
    return tuple(one for one, shown in encoded if len(shown) == 2 and shown[0] == ord(lead) and shown[1] in lost)
