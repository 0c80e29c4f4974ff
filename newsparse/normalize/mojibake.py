"""Text that was read with the wrong encoding: UTF-8 bytes shown as letters of another alphabet.

    cafÃ©     Itâ€™s     â€œHelloâ€\\x9d     ÐœÐ¾ÑÐºÐ²Ð°

ftfy does the work, line by line, asked to repair the encoding and nothing else. What is changed of its ways:
- a NEXT LINE that is no byte of a UTF-8 sequence, in a text without other C1 characters, is left to the pass
  for controls (it ends a line); ftfy reads it as Windows-1252's ellipsis;
- a line with U+FFFD is repaired in the stretches between; ftfy would put U+001A or U+FFFD for whole sequences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Final

from newsparse.normalize.difference import find_difference
from newsparse.normalize.found import NOTHING, Context, Found
from newsparse.normalize.lines import split_lines
from newsparse.normalize.mojibake_gate import may_change, may_hold_mojibake
from newsparse.text import Edit

# What ftfy is asked for. `explain` must be on: without it ftfy takes its own settings for the encoding's part.
SETTINGS: Final[dict[str, Any]] = {
    "unescape_html": False,
    "remove_terminal_escapes": False,
    "fix_encoding": True,
    "restore_byte_a0": True,
    "replace_lossy_sequences": False,
    "decode_inconsistent_utf8": True,
    "fix_c1_controls": True,
    "fix_latin_ligatures": False,
    "fix_character_width": False,
    "uncurl_quotes": False,
    "fix_line_breaks": False,
    "fix_surrogates": False,
    "remove_control_chars": False,
    "normalization": None,
    "explain": True,
}
_LOST: Final = "\N{REPLACEMENT CHARACTER}"
# More pieces than this go through ftfy at once; it takes some 60 µs a call.
_MOST_PIECES: Final = 100
# Stands for U+FFFD while ftfy works: a character that no encoding and no rule of ftfy's knows.
_STAND_IN: Final = "\uf000"
# 0.999 where it was measured: of the whole sequences in texts made to mojibake all came back.
_CONFIDENCE: Final = 0.999


def repair_mojibake(value: str, context: Context) -> Found:
    """Repairs the encoding of lines that hold mojibake.

    >>> found = repair_mojibake("The cafÃ© is “open”.", Context())
    >>> [(edit.start, edit.end, edit.after) for edit in found.edits]
    [(7, 9, 'é')]
    """
    if not may_hold_mojibake(value):
        return NOTHING
    edits = []
    keeps_next_line = "\N{NEXT LINE}" in value and not _other_c1().search(value)
    for line_start, line in split_lines(value):
        if may_change(line):
            for start, piece in _pieces(line, keeps_next_line):
                edits += [
                    Edit(
                        line_start + start + low,
                        line_start + start + high,
                        after,
                        "mojibake",
                        "mojibake/ftfy",
                        _CONFIDENCE,
                    )
                    for low, high, after in find_difference(piece, fix_line(piece))
                ]
    return Found(tuple(edits))


def fix_line(line: str) -> str:
    """The line with its encoding repaired: what ftfy makes of it, without asking ftfy where it would change nothing.

    >>> fix_line("voilÃ  le travail")
    'voilà le travail'
    """
    return _ask(line) if may_change(line) else line


@lru_cache(maxsize=1024)  # lines repeat: in menus, in tables, in hostile input
def _ask(line: str) -> str:
    from ftfy import TextFixerConfig, fix_text

    masked = line.replace(_LOST, _STAND_IN) if _LOST in line and _STAND_IN not in line else line
    fixed = fix_text(masked, TextFixerConfig(**SETTINGS))
    return fixed.replace(_STAND_IN, _LOST) if masked is not line else fixed


def _pieces(line: str, keeps_next_line: bool) -> Iterator[tuple[int, str]]:
    """The stretches of a line that are repaired apart."""
    breaks = [match.span() for match in _break(keeps_next_line).finditer(line)]
    if len(breaks) > _MOST_PIECES:  # a NEL is the end of a line all the same
        breaks = [(low, high) for low, high in breaks if line[low] != _LOST]
    start = 0
    for low, high in breaks:
        yield start, line[start:low]
        start = high
    yield start, line[start:]


@cache
def _break(keeps_next_line: bool) -> re.Pattern[str]:
    """U+FFFD, and NEL where it is no byte of a UTF-8 sequence."""
    lone = r"|(?<![\xc2-\xdf])(?<![\xe0-\xef])(?<![\xe0-\xef][\x80-\xbf])(?<![\xf0-\xf4][\x80-\xbf]{2})\x85"
    return re.compile("\ufffd+" + (lone if keeps_next_line else ""))


@cache
def _other_c1() -> re.Pattern[str]:
    return re.compile(r"[\x80-\x84\x86-\x9f]")
