"""Files of several encodings: lines that are not UTF-8 in a file that is, lines of UTF-8 in a file that is not.

    Die Brücke ist gesperrt.       UTF-8
    Die Br\\xfccke ist gesperrt.    Windows-1252, pasted or appended by another program
    Die Br\\xc3cke ist gesperrt.    UTF-8 that lost a byte: damage

A text is looked at by line, and inside a line of both by run of bad bytes. In the strings here a byte that is not
UTF-8 is a lone surrogate, as Python's `surrogateescape` makes it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from newsparse.patterns import pattern
from newsparse.read.placed import is_placed
from newsparse.record import Record, record

# In order: of those that read the lines equally well the first is taken.
_CANDIDATES: Final = (
    "cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257", "cp1251", "koi8-r", "cp1253", "cp1255", "cp1256", "cp1258",
    "mac-roman", "cp850",
)  # fmt: skip
# Those of other alphabets need a sign of their own: letters that the rest of the file has.
_OTHER_ALPHABETS: Final = frozenset({"cp1251", "koi8-r", "cp1253", "cp1255", "cp1256"})
# Those of the 1980s need more of it.
_OLD: Final = frozenset({"mac-roman", "cp850"})
# Windows-1252 has all of their letters, and the marks that newspapers print.
_LIKE_WINDOWS: Final = frozenset({"iso8859-1", "iso8859-15"})
# Without a letter that the rest of the file has, other encodings than the first need so many bytes to speak for them.
_FEWEST_PLACED: Final = 3
# As many bad places are looked at to choose: the first thousand lines of any file tell it.
_ENOUGH: Final = 2_000
_MOST_LINES: Final = 500  # fifteen encodings are held against each: five thousand lines of a word took two seconds
# More bad bytes than this are no file of articles; they stay damage, as bad bytes are.
MOST_BAD: Final = 500_000
_HIGH: Final = range(0x80, 0x100)

_LINE: Final = pattern(r"[^\r\n]+")
_BAD_RUN: Final = pattern("[\udc80-\udcff]+")
_CUT_MARK: Final = pattern("\udce2\udc80(?![\udc80-\udcbf])|(?<![\udc80-\udcff])\udc80[\udc90-\udca6]|\udcf0\udc9f")
_GOOD: Final = pattern("[^\x00-\x7f\udc80-\udcff]")


@record
class Mixed(Record):
    """A text whose lines were read each in its own encoding."""

    value: str
    """The text; what no encoding can read is still a lone surrogate."""
    others: tuple[tuple[str, int], ...] = ()
    """The other encodings, each with the number of lines that have it, most first."""


# ---- A file that is UTF-8


def read_foreign_lines(value: str) -> Mixed:
    """The lines of a UTF-8 text that hold bytes of another encoding, read in that encoding.

    Taken: bytes that make words and marks in a single-byte encoding, each where its kind stands. Left alone: what a
    cut sequence leaves behind (`Stra\\xc3e`, two bytes of a dash), a byte that would be a sign inside a word.

    >>> read_foreign_lines("Brücke\\nBr\\udcfccke, It\\udc92s, Stra\\udcc3e")
    Mixed(value='Brücke\\nBrücke, It’s, Stra\\udcc3e', others=(('cp1252', 1),))
    """
    lines = [(found.start(), found[0]) for found in _LINE.finditer(value) if _BAD_RUN.search(found[0])]
    if not lines or sum(len(run) for _, line in lines for run in _BAD_RUN.findall(line)) > MOST_BAD:
        return Mixed(value)
    leads = _leads(value)
    if all(_is_cut(run, leads) for _, line in lines for run in _BAD_RUN.findall(line)):
        return Mixed(value)
    ranked = _rank([line for _, line in lines], frozenset(_letters(value)))
    return _rewritten(value, lines, ranked, leads) if ranked else Mixed(value)


def _rewritten(value: str, lines: list[tuple[int, str]], ranked: tuple[str, ...], leads: frozenset[int]) -> Mixed:
    counts: dict[str, int] = {}
    read: list[str] = []
    for _, line in lines:
        name, after = _read_line(line, ranked, leads)
        read.append(after)
        if after != line:
            counts[name] = counts.get(name, 0) + 1
    around = _around(value, [(start, start + len(line)) for start, line in lines])
    whole = "".join(one for pair in zip(around, [*read, ""], strict=True) for one in pair)
    return Mixed(whole, tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))))


def _read_line(line: str, ranked: tuple[str, ...], leads: frozenset[int]) -> tuple[str, str]:
    """The line in the best encoding; in the next best where only that one puts all characters in their places."""
    mixed = _GOOD.search(line) is not None
    best, fewest = ranked[0], len(line) + 1
    for name in ranked:
        wrong = _misplaced(line, name)
        if wrong < fewest:
            best, fewest = name, wrong
        if not wrong:
            break
    after = line.translate(_table(best))
    runs = list(_BAD_RUN.finditer(line))
    bytewise = not mixed and 2 * fewest < sum(len(run[0]) for run in runs)
    bytewise = bytewise and not all(_is_cut(run[0], leads) for run in runs)
    parts, reached = [], 0
    for run in runs:
        start, end = run.span()
        strange = any(_is_lost(after, at) for at in range(start, end))
        cut = _is_cut(run[0], leads)
        # Beside whole characters of UTF-8 a byte was cut, in doubt; in a line of bytes a character is one, in doubt.
        taken = not (strange and cut) if bytewise else not (strange or cut)
        parts += [line[reached:start], (after if taken else line)[start:end]]
        reached = end
    return best, "".join([*parts, line[reached:]])


def _is_lost(line: str, at: int) -> bool:
    character = line[at]
    return "\udc80" <= character <= "\udcff" or not is_placed(line[at - 1 : at], character, line[at + 1 : at + 2])


def _is_cut(run: str, leads: frozenset[int]) -> bool:
    """Whether a run is what a sequence leaves that lost bytes: a first byte that this text uses, or later ones only."""
    codes = [ord(one) - 0xDC00 for one in run]
    return codes[0] in leads or (len(codes) > 1 and all(code < 0xC0 for code in codes))


@cache
def _table(encoding: str) -> dict[int, str]:
    """For each lone surrogate the character whose byte it stands for; those that the encoding lacks stay."""
    decode = codecs.lookup(encoding).decode
    known = ((0xDC00 + byte, decode(bytes((byte,)), "ignore")[0]) for byte in _HIGH)
    return {surrogate: character for surrogate, character in known if character and not "\x80" <= character <= "\x9f"}


# ---- Which encoding


def _rank(lines: list[str], letters: frozenset[str]) -> tuple[str, ...]:
    """The encodings that may be those of the lines, best first: none where the bytes make no words in any.

    A letter that the file's other lines hold speaks for an encoding, a character out of place against it, twice as
    much; a byte that it lacks as well.
    """
    scores: dict[str, float] = {}
    sample = _sample(lines)
    total = sum(len(run) for line in sample for run in _BAD_RUN.findall(line))
    for name in _CANDIDATES:
        wrong = sum(_misplaced(line, name) for line in sample)
        known = sum(_known(line, name, letters) for line in sample)
        if name in _OLD:
            speaks = known >= _FEWEST_PLACED and not wrong
        else:
            enough = total - wrong >= _FEWEST_PLACED and name not in _OTHER_ALPHABETS
            speaks = known > 0 or name == _CANDIDATES[0] or enough
        if 2 * wrong < total and speaks:
            scores[name] = known - 2.0 * wrong
    return tuple(sorted(scores, key=lambda name: (-scores[name], _CANDIDATES.index(name))))


def _sample(lines: list[str]) -> list[str]:
    taken, count = [], 0
    for line in lines:
        taken.append(line[: 10 * _ENOUGH])
        count += len(taken[-1])
        if count > 10 * _ENOUGH or len(taken) == _MOST_LINES:
            break
    return taken


def _misplaced(line: str, encoding: str) -> int:
    """How many of its bad bytes would have no place in the line."""
    after = line.translate(_table(encoding))
    return sum(_is_lost(after, at) for run in _BAD_RUN.finditer(line) for at in range(*run.span()))


def _known(line: str, encoding: str, letters: frozenset[str]) -> int:
    table = _table(encoding)
    return sum(table.get(ord(one), "") in letters for run in _BAD_RUN.findall(line) for one in run)


def _letters(value: str) -> Iterator[str]:
    """The letters outside of ASCII that the text holds, both small and capital."""
    for one in set(_GOOD.findall(value)):
        if one.isalpha():
            yield from (one.lower(), one.upper())


def _leads(value: str) -> frozenset[int]:
    """The first bytes of the sequences that the text holds; C3 and E2, which half of the world's texts use, always."""
    return frozenset({0xC3, 0xE2, *(one.encode()[0] for one in set(_GOOD.findall(value)))})


# ---- A file that is not


def choose_single_byte(value: str, detected: str) -> str | None:
    """The encoding of the bad bytes of a text: the detected one, unless another puts more of them in their places.

    A detector is often wrong about a line or two. None where neither makes words of them: they were cut.
    """
    sample = _sample([found[0] for found in _LINE.finditer(value) if _BAD_RUN.search(found[0])])
    ranked = _rank(sample, frozenset(_letters(value)))
    total = sum(len(run) for line in sample for run in _BAD_RUN.findall(line))
    wrong = sum(_misplaced(line, detected) for line in sample)
    if detected in _LIKE_WINDOWS and sum(_misplaced(line, "cp1252") for line in sample) <= wrong:
        return "cp1252"
    if ranked and sum(_misplaced(line, ranked[0]) for line in sample) < wrong:
        return ranked[0]
    return detected if 2 * wrong < total else None


def find_utf8_lines(value: str) -> Iterator[re.Match[str]]:
    """The lines that are whole UTF-8 and hold something besides ASCII, in a text whose bad bytes are surrogates.

    >>> [one[0] for one in find_utf8_lines("Brücke\\nBr\\udcfccke\\nplain")]
    ['Brücke']
    """
    for line in _LINE.finditer(value):
        if not line[0].isascii() and not _BAD_RUN.search(line[0]):
            yield line


def keep_foreign_lines(value: str) -> str:
    """The text without the lines that are whole UTF-8."""
    return "".join(_around(value, [line.span() for line in find_utf8_lines(value)]))


def read_lines_in(value: str, encoding: str) -> str:
    """The lines that hold bad bytes read in a single-byte encoding, for which most of the text speaks.

    In a line that holds whole characters of UTF-8 too only what was surely not cut is read so.
    """
    lines = [(found.start(), found[0]) for found in _LINE.finditer(value) if _BAD_RUN.search(found[0])]
    leads = _leads(value)
    table = _table(encoding)
    after = [_read_line(one, (encoding,), leads)[1] if _GOOD.search(one) else one.translate(table) for _, one in lines]
    around = _around(value, [(start, start + len(line)) for start, line in lines])
    return "".join(one for pair in zip(around, [*after, ""], strict=True) for one in pair)


def _around(value: str, spans: list[tuple[int, int]]) -> list[str]:
    """What stands before, between and behind some stretches."""
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(value)]
    return [value[start:end] for start, end in zip(starts, ends, strict=True)]


def has_utf8_lines(value: str) -> bool:
    """Whether of the lines that are not ASCII at least half are whole UTF-8, with two characters of it or more.

    >>> has_utf8_lines("Öl für Brücke\\nBr\\udcfccke"), has_utf8_lines("Öl\\nBr\\udcfccke\\n\\udcd6l")
    (True, False)
    """
    good = bad = 0
    for line in _LINE.finditer(value):
        if not line[0].isascii():
            found = _BAD_RUN.search(line[0]) is None
            good += found and count_sequences(line[0]) > 1
            bad += not found
    return good >= bad


def count_cut(value: str) -> int:
    """How many runs of bad bytes are what is left of the marks and emoji of UTF-8, and nothing else by any chance.

    >>> count_cut("It\\udce2\\udc80s a caf\\udce9")
    1
    """
    return len(_CUT_MARK.findall(value))


def count_sequences(line: str) -> int:
    """How many characters outside of ASCII a line holds."""
    return len(_GOOD.findall(line))
