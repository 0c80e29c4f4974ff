"""Letters of two bytes that lost the second: `StraÃ?e`, `Ã?ber`, `fÅ?zÅ?`, `vÄ?c`.

`Ã?` was one of À to ß, `Ä?` one of Ā to ğ, `Å?` one of ŀ to ş; the later half of each row kept its byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.normalize.reading import PLACE, UNREAD, Habits, Half, Reading

_LONGEST_WORD: Final = 60
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
    if before[-1:].isupper():
        return UNREAD
    if lead == "Ã":
        return _read_upper(before, after, habits, windows)
    return UNREAD if windows else _read_extended(lead, before, after, habits)


def _beside(line: Sequence[str], at: int) -> tuple[str, str]:
    """The letters that stand before and behind it, other halves included."""
    low, high = at, at + 1
    while low > max(0, at - _LONGEST_WORD) and _is_letter(line[low - 1]):
        low -= 1
    while high < min(len(line), at + _LONGEST_WORD) and _is_letter(line[high]):
        high += 1
    return "".join(line[low:at]), "".join(line[at + 1 : high])


def _is_letter(character: str) -> bool:
    return character.isalpha() or character == PLACE


def _read_upper(before: str, after: str, habits: Habits, windows: bool) -> Reading:
    """One of À to ß: inside a word in small letters it was ß, the only small one."""
    if windows:
        return Reading(others=_WINDOWS_CAPITALS) if not before and after else UNREAD
    if before[-1:].islower():
        return Reading("ß", 0.999)
    if before or not after[:1].islower():
        return UNREAD
    capitals = habits.letters.get("Ã", ())
    found = [one for one in capitals if (one + after).lower().startswith(habits.stems)]
    return Reading(found[0], 0.99) if len(found) == 1 else Reading(others=capitals)


def _read_extended(lead: str, before: str, after: str, habits: Habits) -> Reading:
    if not (before or after):
        return UNREAD
    letters = habits.letters.get(lead, ())
    if habits.language == "cs":
        return _read_czech(lead, before, after, letters)
    if len(letters) == 1 and before[-1:].islower():
        return Reading(letters[0], 0.99)
    return Reading(others=letters)


def _read_czech(lead: str, before: str, after: str, several: tuple[str, ...]) -> Reading:
    """ě is a vowel behind a soft consonant; č stands beside a vowel; ř stands before one."""
    follows, stands_before = before[-1:].lower(), after[:1]
    if PLACE in (follows, stands_before) or not before[-1:].islower():
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
