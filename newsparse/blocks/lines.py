"""A text's lines with the marks that they begin with: `# `, `- `, `1. `, `> `, `|`, rules, fences, tags.

Only what a line says by itself; which lines belong together is `build.py`'s question.
"""

from __future__ import annotations

from typing import Literal

from newsparse.patterns import pattern
from newsparse.record import Record, record

LineKind = Literal["blank", "text", "heading", "list", "quote", "table", "rule", "underline", "fence", "markup"]

_RULE_CHARACTERS = frozenset("-_*=~━─═—–·•.+# ")
_BULLETS = frozenset("*-+•◦▪‣·●○■–—")
_NUMBERED = pattern(r"\(?(?P<number>\d{1,3})[.)][ \t]+")
_HEADING = pattern(r"(#{1,6})[ \t]+")
_TAGS_ALONE = pattern(r"(?:\s*</?(?!https?:)[a-z][^<>]{0,1000}>)+\s*")
_OPEN_TAG = pattern(r"<[a-z][a-z0-9]*(?:\s[^<>]*)?$")
# No tag that a converter left was broken over more lines.
LONGEST_TAG = 30
_TABLE_RULE = pattern(r"[|+:\- \t=]+")


@record
class Line(Record):
    """One line of the text."""

    start: int
    """Where it starts."""
    end: int
    """Where it ends, without its line break."""
    kind: LineKind
    """What its first characters say."""
    content: int
    """Where the words start, behind indentation and mark."""
    indent: int
    """Columns of white space before the first visible character; a tab counts four."""
    level: int = 0
    """Heading level, or how deep a quotation is."""

    @property
    def width(self) -> int:
        """Columns up to the last character."""
        return self.end - self.start


def read_lines(text: str) -> list[Line]:
    """All lines in order; the last one may be empty.

    >>> [line.kind for line in read_lines("# Flood\\n\\n- one\\n* * *\\n28. April")]
    ['heading', 'blank', 'list', 'rule', 'text']
    """
    lines: list[Line] = []
    start = 0
    while True:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        lines.append(_read_line(text, start, end))
        if end == len(text):
            return _without_false_numbers(text, _with_long_tags(text, lines))
        start = end + 1


def _without_false_numbers(text: str, lines: list[Line]) -> list[Line]:
    """`28. April 2023` is no list item: a number counts only in a sequence, or where it is the first."""
    numbered = [(index, _number(text, line)) for index, line in enumerate(lines) if line.kind == "list"]
    numbers = [(index, number) for index, number in numbered if number is not None]
    for place, (index, number) in enumerate(numbers):
        before = numbers[place - 1][1] if place else -1
        behind = numbers[place + 1][1] if place + 1 < len(numbers) else -1
        if number != before + 1 and number + 1 != behind and number != 1:
            line = lines[index]
            lines[index] = line._replace(kind="text", content=line.start + leading(text, line))
    return lines


def _with_long_tags(text: str, lines: list[Line]) -> list[Line]:
    """`<div class="a"` whose `>` stands some lines below: all of them are markup."""
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.kind == "text" and _OPEN_TAG.match(text, line.content, line.end):
            last = _closing_line(text, lines, index)
            for place in range(index, last + 1):
                if lines[place].kind != "blank":
                    lines[place] = lines[place]._replace(kind="markup", content=lines[place].end)
            index = max(index, last)
        index += 1
    return lines


def _closing_line(text: str, lines: list[Line], first: int) -> int:
    """The line on which the tag that `first` opens ends with `>`, or the line before `first` if none near does."""
    for place in range(first + 1, min(len(lines), first + LONGEST_TAG)):
        line = lines[place]
        if line.kind == "blank":
            break
        if ">" in text[line.content : line.end]:
            return place if text[line.end - 1] == ">" else first - 1
    return first - 1


def _number(text: str, line: Line) -> int | None:
    found = _NUMBERED.match(text, line.start + leading(text, line), line.end)
    return int(found.group("number")) if found else None


def leading(text: str, line: Line) -> int:
    """How many blanks stand before the first visible character of a line."""
    return skip_blanks(text, line.start, line.end) - line.start


def _read_line(text: str, start: int, end: int) -> Line:
    first, indent = start, 0
    while first < end and text[first].isspace():
        indent += 4 if text[first] == "\t" else 1
        first += 1
    while end > first and text[end - 1].isspace():
        end -= 1
    if first == end:
        return Line(start, end, "blank", end, 0)
    mark = text[first]
    if mark.isalpha() or mark in "\"“„«'(":
        return Line(start, end, "text", first, indent)
    kind, content, level = _read_mark(text, first, end, mark)
    return Line(start, end, kind, content, indent, level)


def _read_mark(text: str, first: int, end: int, mark: str) -> tuple[LineKind, int, int]:
    if mark == "#" and (found := _HEADING.match(text, first, end)) is not None and found.end() < end:
        return "heading", found.end(), len(found.group(1))
    if mark in _RULE_CHARACTERS and (rule := _read_rule(text, first, end, mark)) is not None:
        return rule, end, 1 if mark == "=" else 2
    if mark in _BULLETS:
        if first + 1 == end:
            return "list", end, 0
        if text[first + 1] in " \t\N{NO-BREAK SPACE}":
            return "list", skip_blanks(text, first + 1, end), 0
    if (mark.isdigit() or mark == "(") and (found := _NUMBERED.match(text, first, end)) is not None:
        return "list", found.end(), 0
    if mark == ">":
        content, depth = first, 0
        while content < end and text[content] in "> \t":
            depth += text[content] == ">"
            content += 1
        return "quote", content, depth
    if mark == "|" and text.count("|", first, end) >= 2:
        return ("rule" if _TABLE_RULE.fullmatch(text, first, end) else "table"), first, 0
    if text.startswith(("```", "~~~", ":::"), first):
        return "fence", end, 0
    if mark == "<" and _TAGS_ALONE.fullmatch(text, first, end):
        return "markup", end, 0
    return "text", first, 0


def _read_rule(text: str, first: int, end: int, mark: str) -> LineKind | None:
    """A line of one repeated character: a rule, or the underline of a heading."""
    if end - first < 3 and not (mark in "=-" and end - first >= 2):
        return None
    characters = set(text[first:end]) - {" "}
    if len(characters) != 1 or mark not in _RULE_CHARACTERS or mark in "#.":
        return None
    if mark in "=-" and " " not in text[first:end]:
        return "underline"
    return "rule"


def skip_blanks(text: str, position: int, end: int) -> int:
    """The first place from `position` on that is no white space."""
    while position < end and text[position].isspace():
        position += 1
    return position
