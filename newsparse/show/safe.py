"""Text of unknown origin, made safe for a terminal: what would command it is shown instead."""

from __future__ import annotations

from typing import Final

# C0 and DEL as control pictures; C1 and what turns the reading direction by their numbers; lone surrogates too,
# which no terminal's encoding can hold.
_TURNING: Final = (0x061C, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_TABLE: Final[dict[int, str]] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\N{SYMBOL FOR DELETE}",
    **{code: f"<U+{code:04X}>" for code in (*range(0x80, 0xA0), *_TURNING)},
}


def visible(text: str, *, lines: bool = False) -> str:
    r"""A text whose control characters are shown and not obeyed; with `lines`, line feeds and tabs stay.

    >>> visible("a\x1b[31m\u202eb\n"), visible("a\n", lines=True)
    ('a␛[31m<U+202E>b␊', 'a\n')
    """
    if text.isascii() and text.isprintable():
        return text
    kept = {ord("\n"): "\n", ord("\t"): "\t"} if lines else {}
    return text.translate(_TABLE | kept).encode("utf-8", "backslashreplace").decode()
