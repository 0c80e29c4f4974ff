"""Which lines ftfy could change: asked in microseconds, so that ftfy itself (90 ms to import) is rarely needed.

ftfy changes the encoding of a line only where it is "bad" (characters side by side that no language writes)
and some of its characters are what UTF-8 bytes become in a one-byte encoding. Both questions are asked here
more generously than ftfy asks them; the characters were read off the encodings.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsparse.normalize.plain import odd_characters

# Where bytes 80-9F and A0-BF go in latin-1, cp1250 to cp1254, cp1257 and iso-8859-2, and a blank for a lost A0.
_CONTINUATION: Final = (
    " \u0080-\u00bf\u00c6\u00d8\u00e6\u00f8\u0104\u0105\u013d\u013e\u0141\u0142\u0152\u0153\u0156\u0157\u015a\u015b"
    "\u015e-\u0161\u0164\u0165\u0178-\u017e\u0192\u02c6\u02c7\u02d8\u02db-\u02dd\u0384-\u0386\u0388-\u038a\u038c"
    "\u038e\u038f\u0401-\u040c\u040e\u040f\u0451-\u045c\u045e\u045f\u0490\u0491\u2013-\u2015\u2018-\u201a"
    "\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2116\u2122"
)
# Where bytes C0-F4 go in the encodings that are not Western.
_OTHER_LEAD: Final = (
    "\u0100-\u0107\u010c-\u0113\u0116-\u011b\u011e\u011f\u0122\u0123\u012a\u012b\u012e-\u0130\u0136\u0137\u0139-\u013c"
    "\u0141\u0143-\u0148\u014c\u014d\u0150\u0154\u0155\u0158\u015a\u015e\u0160-\u0162\u016a\u016e\u0170\u0172"
    "\u0179-\u017b\u017d\u0390-\u03a1\u03a3-\u03c4\u0410-\u0444"
)
_UPPER: Final = "\u00c0-\u00d6\u00d8-\u00de\u0100-\u017f\u0490"
_LOWER: Final = "\u00df-\u00f6\u00f8-\u00ff\u0100-\u017f\u0491\ufb01\ufb02"
_OPENING: Final = "\u00a1\u00a9\u00ab\u00bf\u0384\u0385\u2018\u201a\u201c\u201e\u2022\u2039\uf8ff"
_CLOSING: Final = "\u00ae\u00bb\u02dd\u201d\u203a\u2122"
_SYMBOL: Final = (  # currency, numbers, paragraph marks, boxes
    "\u00a2\u00a3\u00a5\u20a7\u20ac\u00b2\u00b3\u00b9\u00b1\u00bc-\u00be\u00d7\u00b5\u00f7\u2044\u2202\u220f\u2211\u221a"
    "\u221e\u2229\u2248\u2260\u2261\u2264\u2265\u2116\u00b6\u00a7\u2500-\u259f"
)
# Hardly seen outside of mojibake.
_BAD: Final = (
    "\u00a4\u00a6\u00a8\u00aa\u00ac\u00af\u00b8\u00ba\u0192\u02c6\u02c7\u02d8\u02db\u02dc"
    "\u2020\u2021\u2030\u2310\u25ca\ufffd"
)
_QUIET: Final = "\u00a0\u00ad\u00b7\u00b4\u2013-\u2015\u2026\u2019"
_ANY: Final = r"[^\x00-\x7f]"
_OTHERS: Final = (  # Cyrillic and Greek letters
    "(?<=в)Ђ|(?<=Г)ўВ|(?<=[ВГРС])[^\\x00-\\x7f\u0410-\u044f][ВГРС]|(?<=[ΒΓΞΟ])[^\\x00-\\x7f\u0391-\u03c9][ΒΓΞΟ]"
)


def may_hold_mojibake(value: str) -> bool:
    """Whether any line of the text is worth a closer look: with a C1 character, or with some that no language
    writes side by side. That is asked of the whole text at once, and only if it holds characters that may be such.

    >>> may_hold_mojibake("“So weit, so gut”, sagte Jörg Müller."), may_hold_mojibake("fÃ¼r")
    (False, True)
    """
    if value.isascii():
        return False
    odd = odd_characters(value)
    if _c1().search(odd):
        return True
    if _of_latin().search(odd):
        return _bad().search(value) is not None
    return _of_others().search(odd) is not None and _bad_others().search(value) is not None


def may_change(line: str) -> bool:
    """Whether ftfy could repair the encoding of this line; never False where it would.

    >>> may_change("»Über allem«, sagte sie. Cité »"), may_change("Ã‰tÃ©")
    (False, True)
    """
    if line.isascii():
        return False
    if _hint().search(line) is None:
        return False
    if _c1().search(line):
        return True
    bad = _bad()
    if not bad.search(line):
        return False
    if any(bad.search(line, max(0, run.start() - 2), run.end() + 2) for run in _utf8().finditer(line)):
        return True
    return _is_utf8_in(line, "mac_roman") or _is_utf8_in(line, "cp437")


def _is_utf8_in(line: str, encoding: str) -> bool:
    """Whether a line is UTF-8 read as this encoding, or (not in MacRoman, ftfy says) would be but for a blank."""
    try:
        shown = line.encode(encoding)
    except UnicodeError:
        return False
    try:
        shown.decode()
    except UnicodeError:
        return encoding != "mac_roman" and _with_blank().search(shown) is not None
    return True


@cache
def _hint() -> re.Pattern[str]:
    """Two characters side by side that are not ASCII, or one that is telling by itself."""
    return re.compile(r"[^\x00-\x7f](?:[^\x00-\x7f]|(?<=[\x80-\x9f])|(?<=[ÃÂ]) |(?<=[Œœ])[^A-Za-z])")


@cache
def _c1() -> re.Pattern[str]:
    return re.compile(r"[\x80-\x9f]")


@cache
def _with_blank() -> re.Pattern[bytes]:
    """UTF-8 with a blank where byte A0 may have been."""
    return re.compile(b"[\xc2\xc3\xc5\xce\xd0\xd9] |[\xe0-\xe3][ \x80-\xbf]{2}|\xf0[ \x80-\xbf]{3}")


@cache
def _utf8() -> re.Pattern[str]:
    """What looks like UTF-8 bytes read as something else."""
    return re.compile(
        f"(?:[\u00c0-\u00df{_OTHER_LEAD}][{_CONTINUATION}]"
        f"|[\u00e0-\u00ef][{_CONTINUATION}]{{2}}|[\u00f0-\u00f4][{_CONTINUATION}]{{3}})+"
    )


@cache
def _bad() -> re.Pattern[str]:
    """Characters side by side that no language writes.

    Each alternative looks back at the first character: so the search skips ASCII at full speed (20 times faster).
    """
    return re.compile(
        f"{_ANY}(?:"
        f"(?<=[{_BAD}{_SYMBOL}]){_ANY}|[{_BAD}{_SYMBOL}]"
        f"|(?<=[^\\x00-\\x7f\u00c0-\u00d6\u00d8-\u00de{_OPENING}{_QUIET}])[{_UPPER}]"
        f"|(?<=[{_CLOSING}])[{_LOWER}{_UPPER}]"
        f"|(?<=[{_LOWER}{_UPPER}])(?:[{_OPENING}{_CLOSING}]\\w|[{_CLOSING}][{_OPENING}])"
        f"|(?<=[a-z][{_UPPER}])[{_OPENING}]"
        f"|(?<=[{_UPPER}])\N{DEGREE SIGN}"
        f"|(?<=[ÂÃÎÐØÙ\u201a]){_ANY}|(?<=[ÂÃ]) |(?<=[Œœ])[^A-Za-z]"
        f"|{_OTHERS}|(?<=[āβ])€)"
    )


@cache
def _bad_others() -> re.Pattern[str]:
    """The same for a text without letters of Latin alphabets and without signs."""
    return re.compile(f"{_ANY}(?:{_OTHERS})")


@cache
def _of_latin() -> re.Pattern[str]:
    """What all alternatives of `_bad` need but those for Cyrillic and Greek letters."""
    return re.compile(f"[{_BAD}{_SYMBOL}{_UPPER}{_LOWER}Œœ\u201a]")


@cache
def _of_others() -> re.Pattern[str]:
    return re.compile("[вГВРСΒΓΞΟ]")
