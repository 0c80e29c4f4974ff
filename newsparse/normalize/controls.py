"""Terminal escapes and control characters: nothing that a reader ever saw.

ESC [1m BOLD ESC [0m     page ends FORM FEED     A BACKSPACE A     NEXT LINE, LINE SEPARATOR
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from newsparse.normalize.found import NOTHING, Context, Found
from newsparse.normalize.plain import odd_characters
from newsparse.text import Edit

# What a reader of the page saw as the end of a line.
_LINE_ENDS: Final = "\r\v\f\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"


def repair_controls(value: str, context: Context) -> Found:
    r"""Takes out terminal escapes and control characters, and makes every line end a line feed.

    Carriage return, vertical tab, form feed, NEL, U+2028 and U+2029 end a line; a form feed beside a line
    break goes without a trace. An overstrike (a letter, a backspace, the same letter) is that letter.
    Tabs and line feeds stay. C1 characters are turned into what Windows-1252 means by them before this
    pass; those that mean nothing there are taken out here.

    >>> found = repair_controls("\x1b[1mBold\x1b[0m\fnext", Context())
    >>> [(edit.start, edit.end, edit.after) for edit in found.edits]
    [(0, 4, ''), (8, 12, ''), (12, 13, '\n')]
    """
    odd = odd_characters(value)
    if odd.isprintable() or not _control().search(odd):
        return NOTHING
    return Found(tuple(_find_edits(value)))


def _find_edits(value: str) -> Iterator[Edit]:
    for match in _controls().finditer(value):
        start, end = match.span()
        found = match[0]
        if match["overstrike"]:
            yield Edit(start, end, "", "control", "control/overstrike")
        elif match["escape"] and end - start > 1:
            yield Edit(start, end, "", "control", "control/terminal-escape")
        elif found in _LINE_ENDS:
            yield Edit(start, end, _line_end(value, start, found), "control", "control/line-end")
        else:
            yield Edit(start, end, "", "control", "control/character")


def _line_end(value: str, start: int, found: str) -> str:
    """A line feed, or nothing where the line ends anyway."""
    before, after = value[start - 1 : start], value[start + 1 : start + 2]
    if found == "\r":
        return "" if after == "\n" else "\n"
    if found in "\v\f":
        return "" if before in ("", "\n") or after in ("", "\n") else "\n"
    return "\n"


@cache
def _control() -> re.Pattern[str]:
    return re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


@cache
def _controls() -> re.Pattern[str]:
    return re.compile(
        r"""
        (?P<escape>\x1b(?:
            \[[0-?]*[ -/]*[@-~]                              # CSI: colours, cursor
          | \][^\x07\x1b\n]*+(?:\x07|\x1b\\)                 # OSC: window titles, links
          | [PX^_][^\x1b\n]*+\x1b\\                          # DCS and its kin
          | [ -/]+[0-~]                                      # character sets
          | [0-OQ-WYZ\\`-~]                                  # single letters
        )?)
        | (?P<overstrike>_\x08(?=[^\s\x08])|([^\s\x08])\x08(?=\3))
        | [\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]
        """,
        flags=re.VERBOSE,
    )
