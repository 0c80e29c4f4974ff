"""A text's lines with the marks that they begin with: `# `, `- `, `1. `, `> `, `|`, rules, fences, tags.

Only what a line says by itself; which lines belong together is `build.py`'s question.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from newsparse.patterns import pattern

LineKind = Literal["text", "heading", "list", "quote", "table", "rule", "underline", "fence", "markup"]

_RULE_CHARACTERS = frozenset("-_*=~━─═—–·•.+# ")
# An en or em dash begins what somebody says in half of Europe, or goes on with a sentence: it stays in the words.
_BULLETS = frozenset("*-+•◦▪‣·●○■")
_OPENING_QUOTES = frozenset("\"“„«'(")
# With any other character a line has no mark: most begin with a letter, in a menu with a bracket.
_MAY_MARK = _BULLETS | _RULE_CHARACTERS | frozenset("#>|`~:<")
_NUMBERED = pattern(r"\(?(?P<number>\d{1,3})[.)][ \t]+")
_HEADING = pattern(r"(#{1,6})[ \t]+")
_TAGS_ALONE = pattern(r"(?:\s*</?(?!https?:)[a-z][^<>]{0,1000}>)+\s*")
_OPEN_TAG = pattern(r"<[a-z][a-z0-9]*(?:\s[^<>]*)?$")
# No tag that a converter left was broken over more lines.
LONGEST_TAG = 30
_TABLE_RULE = pattern(r"[|+:\- \t=]+")


class Line:
    """One line of the text that has something on it.

    Not a `Record`: a text has hundreds, and plain attributes are set in a quarter of the time.
    """

    __slots__ = ("blank_before", "content", "end", "first", "indent", "kind", "level", "start")

    def __init__(
        self, start: int, first: int, content: int, end: int, kind: LineKind, indent: int, level: int, blank_before: int
    ) -> None:
        self.start = start
        """Where it starts, indentation included."""
        self.first = first
        """Where its first visible character stands."""
        self.content = content
        """Where the words start, behind indentation and mark."""
        self.end = end
        """Behind its last visible character."""
        self.kind = kind
        """What its first characters say."""
        self.indent = indent
        """Columns of white space before the first visible character; a tab counts four."""
        self.level = level
        """Heading level, or how deep a quotation is."""
        self.blank_before = blank_before
        """How many blank lines stand before it."""

    @property
    def width(self) -> int:
        """Characters up to the last visible one."""
        return self.end - self.start


def read_lines(text: str, *, spoken_hyphens: bool = False) -> list[Line]:
    """All lines that are not blank, in order; with `spoken_hyphens`, a hyphen may open what somebody says.

    >>> [(line.kind, line.blank_before) for line in read_lines("# Flood\\n\\n- one\\n* * *\\n28. April")]
    [('heading', 0), ('list', 1), ('rule', 0), ('text', 0)]
    """
    lines: list[Line] = []
    numbered: list[tuple[int, int, int]] = []
    tags: list[int] = []
    start = blank = 0
    for line in text.split("\n"):
        bare = line.strip()
        if not bare:
            blank += 1
            start += len(line) + 1
            continue
        mark = bare[0]
        first, indent = start, 0
        if line[0] is not mark:
            indent = len(line) - len(line.lstrip())
            first += indent
            indent += 3 * line.count("\t", 0, indent)
        end = first + len(bare)
        if mark in _MAY_MARK:
            kind, content, level = _read_mark(text, first, end, mark)
            lines.append(Line(start, first, content, end, kind, indent, level, blank))
            if mark == "<" and kind == "text":
                tags.append(len(lines) - 1)
        else:
            lines.append(Line(start, first, first, end, "text", indent, 0, blank))
            if not mark.isalpha() and (mark.isdigit() or (mark == "(" and bare[1:2].isdigit())):
                _read_number(text, lines, numbered)
        blank = 0
        start += len(line) + 1
    if numbered:
        _mark_numbered(lines, numbered)
    if tags:
        _mark_long_tags(text, lines, tags)
    if spoken_hyphens:
        _mark_spoken(text, lines)
    return lines


def _mark_spoken(text: str, lines: Sequence[Line]) -> None:
    """`- We go, says Roe.` between blank lines is a paragraph where papers print speech so; lists are tight."""
    for index, line in enumerate(lines):
        if line.kind != "list" or text[line.first] != "-" or not line.blank_before:
            continue
        behind = lines[index + 1] if index + 1 < len(lines) else None
        if behind is not None and behind.kind == "list" and not behind.blank_before:
            continue
        if text[line.content].isupper() or text[line.content] in _OPENING_QUOTES:
            line.kind, line.content = "text", line.first


def _read_number(text: str, lines: Sequence[Line], numbered: list[tuple[int, int, int]]) -> None:
    found = _NUMBERED.match(text, lines[-1].first, lines[-1].end)
    if found is not None and found.end() < lines[-1].end:
        numbered.append((len(lines) - 1, int(found.group("number")), found.end()))


def _mark_numbered(lines: Sequence[Line], numbered: Sequence[tuple[int, int, int]]) -> None:
    """Which of the lines that begin with a number and a point are list items.

    `28. April 2023` is none: a number counts only in a sequence, or where it is the first. `7. Selenium. This
    mineral ...` is none where every number has a paragraph of its own at the margin: it was printed like that, and
    converters indent a list, or let its items follow each other.
    """
    margin = _margin(lines)
    for place, (index, number, content) in enumerate(numbered):
        before = numbered[place - 1][1] if place else -1
        behind = numbered[place + 1][1] if place + 1 < len(numbered) else -1
        if number != before + 1 and number + 1 != behind and number != 1:
            continue
        line = lines[index]
        tight = number + 1 == behind and not lines[numbered[place + 1][0]].blank_before
        if (
            line.indent == margin
            and (line.blank_before or not index)
            and not tight
            and content - line.first == len(str(number)) + 2
        ):
            continue
        line.kind, line.content = "list", content


def _margin(lines: Sequence[Line]) -> int:
    """How far most of the long lines are indented: not at all, or by three in what lynx writes."""
    indents = [line.indent for line in lines if line.kind == "text" and line.end - line.first > 40]
    return max(set(indents), key=indents.count) if indents else 0


def _mark_long_tags(text: str, lines: Sequence[Line], tags: Sequence[int]) -> None:
    """`<div class="a"` whose `>` stands some lines below: all of them are markup."""
    reached, closing = -1, 0
    for index in tags:
        line = lines[index]
        if closing < line.end:
            closing = text.find(">", line.end)
            if closing < 0:
                return
        if index <= reached or closing > lines[min(len(lines), index + LONGEST_TAG) - 1].end:
            continue
        if not _OPEN_TAG.match(text, line.content, line.end):
            continue
        reached = _closing_line(text, lines, index)
        for place in range(index, reached + 1):
            lines[place].kind, lines[place].content = "markup", lines[place].end


def _closing_line(text: str, lines: Sequence[Line], first: int) -> int:
    """The line on which the tag that `first` opens ends with `>`, or the line before `first` if none near does."""
    for place in range(first + 1, min(len(lines), first + LONGEST_TAG)):
        line = lines[place]
        if line.blank_before:
            break
        if text.find(">", line.content, line.end) >= 0:
            return place if text[line.end - 1] == ">" else first - 1
    return first - 1


def _read_mark(text: str, first: int, end: int, mark: str) -> tuple[LineKind, int, int]:
    if mark in _BULLETS and first + 1 < end and text[first + 1] in " \t\N{NO-BREAK SPACE}":
        content = first + 2
        if text[content].isspace():
            content = skip_blanks(text, content, end)
        # `* * *` is a rule; a bullet before a word is none.
        if text[content] != mark or _read_rule(text, first, end, mark) is None:
            return "list", content, 0
    if mark == "#" and (found := _HEADING.match(text, first, end)) is not None and found.end() < end:
        return "heading", found.end(), len(found.group(1))
    if mark in _RULE_CHARACTERS and (rule := _read_rule(text, first, end, mark)) is not None:
        return rule, end, 1 if mark == "=" else 2
    if mark in _BULLETS and first + 1 == end:
        return "list", end, 0
    if mark == ">":
        content, depth = first, 0
        while content < end and text[content] in "> \t":
            depth += text[content] == ">"
            content += 1
        return "quote", content, depth
    if mark == "|" and text.count("|", first, end) >= 2:
        return ("rule" if _TABLE_RULE.fullmatch(text, first, end) else "table"), first, 0
    if mark in "`~:" and text.startswith(("```", "~~~", ":::"), first):
        return "fence", end, 0
    if mark == "<" and _TAGS_ALONE.fullmatch(text, first, end):
        return "markup", end, 0
    return "text", first, 0


def _read_rule(text: str, first: int, end: int, mark: str) -> LineKind | None:
    """A line of one repeated character: a rule, or the underline of a heading."""
    if mark in "#." or (end - first < 3 and not (mark in "=-" and end - first >= 2)):
        return None
    if text[end - 1] != mark or set(text[first:end]) - {" ", mark}:
        return None
    if mark in "=-" and " " not in text[first:end]:
        return "underline"
    return "rule"


def skip_blanks(text: str, position: int, end: int) -> int:
    """The first place from `position` on that is no white space."""
    while position < end and text[position].isspace():
        position += 1
    return position
