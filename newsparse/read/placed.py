"""Whether a character stands where its kind stands: what tells the right single-byte encoding from a wrong one.

Read as Windows-1252, the Polish `mi\\xb3o\\xb6\\xe6` has a `³` inside of a word; read as ISO 8859-2 it is `miłość`.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import Final

# Accented letters that are words by themselves, in the languages of Europe.
_ONE_LETTER_WORDS: Final = frozenset("àáâèéêìíòóôùúãõåöøýæÀÁÂÈÉÊÌÍÒÓÔÙÚÅÖØÆяиувокаіїєЯИУВОКАІЇЄ")
# Letters so rare that a stray byte is likelier: FF, C3 and C2 are no letter's byte but in a few names.
_RARE: Final = frozenset("ÿŸƒˆ˜ǅ")
_CAPITALS_ONLY: Final = frozenset("Ã")
_INSIDE: Final = frozenset("’‘·-‑\N{SOFT HYPHEN}")
_DASHES: Final = frozenset("–—―")
_OPENING: Final = frozenset("“‘„‚«‹¿¡")
_CLOSING: Final = frozenset("”’»›“‘…")
_BEHIND: Final = frozenset("®™©ªº²³°‰€£¢%¼½¾†‡")
_BEFORE: Final = frozenset("£€¥$©§•¶±µ°™†‡¼½¾№")
_SCRIPTS: Final = ("\u0370", "\u0400", "\u0530", "\u0590", "\u0600", "\u0750", "\u1e00", "\u1f00", "\u2000")
_BLANKS: Final = frozenset("\N{NO-BREAK SPACE} \t")


@lru_cache(maxsize=4096)
def is_placed(before: str, character: str, after: str) -> bool:
    """Whether a character may stand between two others; empty is the end of a line.

    It asks for no language: letters in a word, an apostrophe between two, marks on the side of a word where they
    belong, no sign inside a word. A capital behind a small letter, a lone `ÿ` and controls have no place.

    >>> is_placed("f", "é", ""), is_placed("i", "³", "o"), is_placed("n", "’", "t"), is_placed("a", "Ã", "e")
    (True, False, True, False)
    """
    if character in _RARE:
        return False
    if character.isalpha() and character not in "ªº":
        return _is_placed_letter(before, character, after)
    inside = before.isalpha() and after.isalpha()
    if character in _DASHES:
        return inside or _kind(before) == _kind(after) or _kind(before) == "mark" or _kind(after) == "mark"
    if character == "\N{NO-BREAK SPACE}":
        return not inside and before not in _BLANKS and after not in _BLANKS and bool(before or after)
    if inside:
        return character in _INSIDE
    return _is_placed_sign(before, character, after)


def _is_placed_letter(before: str, character: str, after: str) -> bool:
    script = _script(character)
    if any(one.isalpha() and _script(one) != script for one in (before, after)):
        return False
    if not (before.isalpha() or after.isalpha()):
        return character in _ONE_LETTER_WORDS and not (before.isdigit() or after.isdigit())
    if character.isupper():
        if character in _CAPITALS_ONLY:
            return before.isupper() or after.isupper()
        return not before.islower()
    return not (after.isupper() and not before.isalpha()) and not before.isdigit()


def _script(character: str) -> int:
    """A number for the alphabet: Latin, Greek, Cyrillic, Hebrew, Arabic, others."""
    return bisect_right(_SCRIPTS, character)


def _is_placed_sign(before: str, character: str, after: str) -> bool:
    """A mark or sign that does not stand between two letters."""
    opens = not before or before.isspace() or unicodedata.category(before)[0] in "PS"
    closes = not after or after.isspace() or unicodedata.category(after)[0] in "PS"
    if character in _OPENING and opens:
        return True
    if character in _CLOSING and closes:
        return True
    if character in _BEHIND and closes and before not in _BLANKS:
        return bool(before)
    if character in _BEFORE and (opens or before.isdigit()):
        return bool(after)
    return character in "€·×÷±…’" and not (before.isalpha() or after.isalpha())


def _kind(character: str) -> str:
    if not character or character.isspace():
        return "blank"
    return "word" if character.isalnum() else "mark"
