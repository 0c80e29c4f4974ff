"""Letters of two bytes that lost the second: `StraÃ?e`, `Ã?ber`, `fÅ?zÅ?`, `vÄ?c`.

`Ã?` was one of À to ß, `Ä?` one of Ā to ğ, `Å?` one of ŀ to ş; the later half of each row kept its byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.normalize.reading import PLACE, UNREAD, Habits, Half, Reading

_LONGEST_STEM: Final = 12
# In Windows-1252 only bytes 81, 8D, 8F, 90 and 9D are lost.
_WINDOWS_CAPITALS: Final = ("Á", "Í", "Ý", "Ï", "Ð")
_CZECH_VOWELS: Final = frozenset("aeiouyáéíóúůý")
_CZECH_SOFT: Final = frozenset("bdfmnptv")


def read_letter(line: Sequence[str], half: Half, habits: Habits, windows: bool) -> Reading:
    """What a letter was. `windows` tells that the text was read as Windows-1252.

    >>> from newsparse.normalize.reading import load_habits
    >>> read_letter("wei" + PLACE, Half(3, "Ã?", "letter"), load_habits("de"), False).after
    'ß'
    """
    lead = half.shown[0]
    before, after = _beside(line, half.at)
    if before.isupper() and not (lead in "ÄÅ" and after[:1].islower()):
        return UNREAD  # AMANHÃ? asks; NÄ?mecko does not
    if lead == "Ã":
        return _read_upper(before, after, habits, windows)
    return UNREAD if windows else _read_extended(lead, before.lower(), after, habits)


def _beside(line: Sequence[str], at: int) -> tuple[str, str]:
    """The letter that stands before it, and as many behind it as a stem may have; other halves count as letters."""
    before = line[at - 1] if at and _is_letter(line[at - 1]) else ""
    high = at + 1
    while high < min(len(line), at + _LONGEST_STEM) and _is_letter(line[high]):
        high += 1
    return before, "".join(line[at + 1 : high])


def _is_letter(character: str) -> bool:
    return character.isalpha() or character == PLACE


def _read_upper(before: str, after: str, habits: Habits, windows: bool) -> Reading:
    """One of À to ß: inside a word in small letters it was ß, the only small one."""
    if windows:
        return Reading(others=_WINDOWS_CAPITALS) if not before and after else UNREAD
    if before.islower():
        return Reading("ß", 0.999) if habits.language != "is" else UNREAD
    if before or not after[:1].islower():
        return UNREAD
    capitals = habits.letters.get("Ã", ())
    found = [one for one in capitals if _begins((one + after).lower(), habits.stems)]
    return Reading(found[0], 0.99) if len(found) == 1 else Reading(others=capitals)


def _begins(word: str, stems: tuple[str, ...]) -> bool:
    """Whether a word begins with a stem; one of two letters (él, às, öl) must be all of it."""
    return any(word == stem or (len(stem) > 2 and word.startswith(stem)) for stem in stems)


def _read_extended(lead: str, before: str, after: str, habits: Habits) -> Reading:
    if not (before or after):
        return UNREAD
    letters = habits.letters.get(lead, ())
    if habits.language == "cs":
        return _read_czech(lead, before, after, letters)
    if len(letters) == 1 and before.islower():
        return Reading(letters[0], 0.99)
    return Reading(others=letters)


def _read_czech(lead: str, before: str, after: str, several: tuple[str, ...]) -> Reading:
    """ě is a vowel behind a soft consonant; č stands beside a vowel; ř stands before one."""
    follows, stands_before = before.lower(), after[:1]
    if PLACE in (follows, stands_before) or not before.islower():
        return Reading(others=several)
    vowel_before, vowel_after = follows in _CZECH_VOWELS, stands_before in _CZECH_VOWELS
    if lead == "Ä":
        if follows in _CZECH_SOFT and not vowel_after:
            return Reading("ě", 0.98, several)
        if stands_before and (vowel_after or vowel_before):
            return Reading("č", 0.98, several)
    elif vowel_after and follows in "ptkvhbdsz":
        return Reading("ř", 0.98, several)
    return Reading(others=several)
