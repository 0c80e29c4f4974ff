"""Which lines lost characters, and through which codecs: a letter that survived there can't be the lost one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import Final

from newsparse.lost import LOST

CODECS: Final = (
    "ascii", "latin-1", "cp1252", "iso8859-15", "iso8859-2", "cp1250", "iso8859-9", "iso8859-4", "cp1257",
    "cp437", "cp850", "cp852", "mac_roman", "cp1251", "koi8-r",
)  # fmt: skip
"""What printers, mailers and exports lose characters through."""
FEWEST_SURE: Final = 3
"""So many letters that could be no others must be missing among those that survived."""
MOST_AGAINST: Final = 0.2
"""Part of them that may have survived all the same."""
ALL: Final = (1 << len(CODECS)) - 1


class Regions:
    """The damaged lines of a text and what survived in them.

    >>> regions = Regions("Sch?ne Gr??e\\nJosé ?sa ?Wa??sa?")
    >>> regions.may_be_lost("ö", 3), regions.may_be_lost("ł", 15), regions.may_be_lost("é", 15)
    (False, True, False)
    """

    def __init__(self, value: str) -> None:
        self._lines = value.split("\n")
        self._starts = [0, *accumulate(len(one) + 1 for one in self._lines[:-1])]
        self._open: dict[int, int] = {}
        self._common: int | None = None
        self.is_trusted = True
        """Whether what survived is believed to tell what was lost."""

    def weigh_survivors(self, restored: Iterable[tuple[str, int]]) -> None:
        """Asks whether what survived tells what was lost: the letters that could only be these must be others.

        Letters that somebody restored before look like survivors, and what is left then is what nobody could
        tell. Without some sure letters that did not survive, nothing is believed of the rest either.
        """
        fitting = against = 0
        for letters, at in restored:
            codecs = self._codecs(at)
            if codecs == ALL:
                continue
            if all(codecs & ~codecs_of(one) for one in letters):
                fitting += 1
            else:
                against += 1
        self.is_trusted = fitting >= FEWEST_SURE and against <= MOST_AGAINST * fitting

    def may_be_lost(self, letters: str, at: int) -> bool:
        """Whether a codec lacks all of these letters and has all that survived in the line, and, where one has
        them all, what survived in the other damaged lines."""
        open_here = self.open_codecs(at)
        for letter in letters:
            open_here &= ~codecs_of(letter)
        return bool(open_here)

    def open_codecs(self, at: int) -> int:
        """The codecs, as bits, through which a line may have gone."""
        return self._codecs(at) if self.is_trusted and self.has_survivors else ALL

    @property
    def has_survivors(self) -> bool:
        """Whether letters outside of ASCII survived in damaged lines."""
        return self._of_all() != ALL

    def codec(self, letters: str, at: int) -> str:
        """The plainest codec through which they may have been lost; empty where there is none."""
        open_here = self.open_codecs(at)
        for letter in letters:
            open_here &= ~codecs_of(letter)
        return CODECS[(open_here & -open_here).bit_length() - 1] if open_here else ""

    def _codecs(self, at: int) -> int:
        line = bisect_right(self._starts, at) - 1
        found = self._open.get(line)
        if found is None:
            here = codecs_of_text(self._lines[line])
            found = self._open[line] = (here & self._of_all()) or here
        return found

    def _of_all(self) -> int:
        """The codecs that have what survived in all damaged lines."""
        if self._common is None:
            self._common = ALL
            for line in self._lines:
                if not line.isascii() and any(mark in line for mark in LOST) and is_damaged_line(line):
                    self._common &= codecs_of_text(line)
                    if not self._common:
                        break
        return self._common


def is_damaged_line(line: str) -> bool:
    """Whether a mark stands where no question mark does: between small letters, or right before a letter."""
    if LOST[1] in line:
        return True
    at = line.find("?")
    while at >= 0:
        if line[at + 1 : at + 2].isalpha() and line[at + 1 : at + 2].islower():
            return True
        at = line.find("?", at + 1)
    return False


def codecs_of_text(text: str) -> int:
    """The codecs, as bits, that have all characters of a text."""
    found = ALL
    if not text.isascii():
        for character in set(text):
            if character > "\x7f" and character != LOST[1]:
                found &= codecs_of(character)
                if not found:  # of characters of all scripts no codec has all; each asked takes 30 µs
                    break
    return found


@cache
def codecs_of(character: str) -> int:
    """The codecs, as bits, that have a character.

    >>> codecs_of("a") == ALL, codecs_of("中")
    (True, 0)
    """
    bits = 0
    for number, codec in enumerate(CODECS):
        try:
            character.encode(codec)
        except UnicodeEncodeError:
            continue
        bits |= 1 << number
    return bits
