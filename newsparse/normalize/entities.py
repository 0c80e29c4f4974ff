"""HTML's way to write a character, left over in text that is no HTML any more.

Marks &amp; Spencer     caf&eacute;     it&#8217;s     &amp;amp;quot;
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from newsparse.normalize.found import NOTHING, Context, Found
from newsparse.normalize.lines import split_lines
from newsparse.normalize.protected import find_protected, is_protected
from newsparse.text import Edit

# Bytes that pages meant as Windows-1252 when they wrote `&#147;`.
_WINDOWS_ONLY: Final = range(0x80, 0xA0)
# Tab, line feed and carriage return: the pass for controls looks after them.
_BLANKS: Final = (0x09, 0x0A, 0x0D)


def repair_entities(value: str, context: Context) -> Found:
    """Writes entities that end in a semicolon as the character they stand for: named, decimal, hexadecimal.

    Escapes of escapes (`&amp;amp;quot;`) are followed down to the character in one go. Numbers 128 to 159
    are read as Windows-1252, as browsers do. Left alone: what has no semicolon (`&copy=1`, `AT&T`), names
    that HTML does not know, numbers of other controls and of surrogates, addresses and code, a line that holds an
    HTML tag (it is source, not text), and `&lt;` or `&gt;` where writing them out would make a tag.

    >>> found = repair_entities("caf&eacute; &amp;amp; bar, it&#146;s", Context())
    >>> [edit.after for edit in found.edits]
    ['é', '&', '’']
    """
    if "&" not in value or ";" not in value or not _entity().search(value):
        return NOTHING
    return Found(tuple(_find_edits(value)))


def _find_edits(value: str) -> Iterator[Edit]:
    protected = find_protected(value)
    for start, line in split_lines(value):
        if "&" not in line or ("<" in line and _tag().search(line)):
            continue
        edits = [
            Edit(start + match.start(), start + match.end(), after, "entity", "entity/html")
            for match in _entity().finditer(line)
            if (after := _character(match["name"] or "amp")) is not None
            and not is_protected(protected, start + match.start(), start + match.end())
        ]
        if any(edit.after in "<>" for edit in edits) and _makes_tag(line, start, edits):
            edits = [edit for edit in edits if edit.after not in "<>"]
        yield from edits


def _makes_tag(line: str, start: int, edits: list[Edit]) -> bool:
    parts, reached = [], 0
    for edit in edits:
        parts += [line[reached : edit.start - start], edit.after]
        reached = edit.end - start
    return _tag().search("".join([*parts, line[reached:]])) is not None


def _character(name: str) -> str | None:
    """What stands between `&` and `;`, as a character; None where it names none."""
    if not name.startswith("#"):
        from html.entities import html5

        found = html5.get(name + ";")
        if found is None and name.isupper() and name.lower() not in ("lt", "gt"):
            lower = html5.get(name.lower() + ";", "")
            found = lower.upper() if len(lower) == 1 and lower.isalpha() else None
        return found
    number = int("0" + name[1:], 0) if name[1] in "xX" else int(name[1:])
    if number in _WINDOWS_ONLY:
        return bytes([number]).decode("cp1252", "ignore") or None
    if (number < 0x20 and number not in _BLANKS) or number == 0x7F or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return None
    return chr(number)


@cache
def _entity() -> re.Pattern[str]:
    return re.compile(
        r"""
        &(?:(?:(?i:amp)|\#0*38|\#[xX]0*26);)*+
            (?P<name>\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});
        | &(?:(?:(?i:amp)|\#0*38|\#[xX]0*26);)*(?i:amp);  # nothing behind it that could be a name
        """,
        flags=re.VERBOSE,
    )


@cache
def _tag() -> re.Pattern[str]:
    """`<b>`, `</p>`, `<a href="...">`, `<!-- `; not `<https://example.org>`, `<jane@example.org>` or `5 < 6`."""
    return re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>]*+)?/?>|<!--|<!DOCTYPE", flags=re.IGNORECASE)
