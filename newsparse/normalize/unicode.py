"""Letters and their accents written as two characters, as some systems store them (NFD).

e + COMBINING ACUTE ACCENT -> é     Hangul letters -> a syllable
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final
from unicodedata import combining, is_normalized, normalize

from newsparse.normalize.difference import find_difference
from newsparse.normalize.found import NOTHING, Context, Found
from newsparse.normalize.lines import split_lines
from newsparse.normalize.plain import odd_characters
from newsparse.text import Edit

# Putting marks in order takes the square of their number (20,000 on one letter: 0.7 s). Nobody writes more than four.
_MOST_MARKS: Final = 64
# The blocks in which combining marks stand; that letters of some scripts do too does no harm.
_MARK: Final = "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u0ffe\u135d-\u135f\u1ab0-\u1aff\u1dc0-\u1dff]"


def repair_unicode(value: str, context: Context) -> Found:
    """Composes letters and accents (Unicode's normal form C), line by line.

    Nothing that looks alike is exchanged (no NFKC): `½`, `²`, full width letters and homoglyphs stay. A line
    with more than 64 marks on one letter is left alone.

    >>> found = repair_unicode("cafe\\N{COMBINING ACUTE ACCENT} open", Context())
    >>> [(edit.start, edit.end, edit.after) for edit in found.edits]
    [(3, 5, 'é')]
    """
    if value.isascii() or not _may_change().search(odd_characters(value)) or is_normalized("NFC", value):
        return NOTHING
    return Found(tuple(_find_edits(value)))


def _find_edits(value: str) -> Iterator[Edit]:
    for start, line in split_lines(value):
        if line.isascii() or is_normalized("NFC", line) or _many_marks().search(line):
            continue
        for low, high, after in _find_compositions(line):
            yield Edit(start + low, start + high, after, "unicode", "unicode/composed")


def _find_compositions(line: str) -> list[tuple[int, int, str]]:
    """The letters with marks that change; the whole line's difference where taking it apart misses something."""
    found, expected = [], normalize("NFC", line)
    pieces, reached = [], 0
    for low, high in _clusters(line):
        after = normalize("NFC", line[low:high])
        if after != line[low:high]:
            found.append((low, high, after))
            pieces += [line[reached:low], after]
            reached = high
    if "".join([*pieces, line[reached:]]) == expected:
        return found
    return list(find_difference(line, expected))


def _clusters(line: str) -> Iterator[tuple[int, int]]:
    """Each stretch of non-ASCII characters with the character before it, cut where a new letter starts."""
    for match in _cluster().finditer(line):
        start = match.start()
        for position in range(match.start() + 1, match.end()):
            if not combining(line[position]) and line[position].isalpha() and not _is_jamo(line[position]):
                yield start, position
                start = position
        yield start, match.end()


def _is_jamo(character: str) -> bool:
    """Whether a Hangul letter joins the one before it."""
    return "\N{HANGUL JUNGSEONG FILLER}" <= character <= "\N{HANGUL JONGSEONG SSANGNIEUN}"


@cache
def _may_change() -> re.Pattern[str]:
    """Characters that may be composed or exchanged: all but those of the blocks in which none is."""
    return re.compile(
        "[^\x00-\u02ff\u0388-\u0482\u048a-\u0590\u1e00-\u1eff\u2002-\u20cf\u2100-\u2125\u2190-\u2328\u2500-\u2adb"
        "\u3001-\u3029\u3041-\u3098\u309d-\u312f\u4e00-\u9fff\uac00-\ud7a3\ufe0e\ufe0f\ufeff-\uff9d\ufffd"
        "\U0001f000-\U0001faff]"
    )


@cache
def _cluster() -> re.Pattern[str]:
    return re.compile(r"[^\n]?[^\x00-\x7f]+")


@cache
def _many_marks() -> re.Pattern[str]:
    return re.compile(_MARK + f"{{{_MOST_MARKS + 1}}}")
