"""Marks inside a paragraph: `**bold**`, `*em*`, `[link](https:...)`, `![alt](https:...)`, `\\_`, `<span>`, hard wraps.

A paragraph's slice of the text becomes a `Passage` of what a reader sees. Nothing is lost: what is left out of
the passage still lies inside the block's span.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from newsparse.passage import Passage
from newsparse.patterns import pattern
from newsparse.record import Mutable, Record, mutable, record

# What makes words worth a closer look: marks, brackets, escapes, tags. Most blocks have none of them.
_SPECIAL = pattern(r"[*_\[\]\\<`~^\t\n]")
# Where a mark may begin; brackets are told apart by hand, the rest by `_TOKEN`.
_BEGIN = pattern(r"[*_\[\]\\<`~^]")
_TOKEN = pattern(
    r"""
    (?P<escape>\\(?=[!-/:-@\[-`{-~]|\n|$))      # a backslash before punctuation, or at a line's end
  | (?P<empty>(?<!\w)\*{4}(?!\w))               # bold around nothing; `f****` is no such thing
  | (?P<mark>\*{1,3}|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_])|~~)
  | (?P<quote>(?<![\w`])``(?=[^\s`])(?![^`]{1,200}``(?!\w)))         # ``We sail at dawn'': a quotation mark
  | (?P<code>`+)
  | (?P<raised>(?<=[0-9])\^\(?(?P<power>[a-z]{1,3})(?![a-z0-9])\)?\^?)      # 3^rd, 3^(rd), 3^rd^
  | (?P<tag></?(?:a|abbr|b|br|cite|code|del|div|em|figure|figcaption|font|i|img|ins|mark|p|picture|q|s|section
            |small|span|strong|sub|sup|time|u)(?:[ \n][^<>]{0,600})?\s?/?>)
  | (?P<address><https?://[^\s<>]{1,2000}>)
    """,
    re.VERBOSE,
)
# Between the parentheses of a link; addresses that were broken over lines keep their line break.
_TARGET = pattern(
    r"\((?P<target>[^()\\]{0,3000}(?:(?:\\.|\([^()]{0,300}\))[^()\\]{0,1000}){0,6})\)(?:\{[^{}\n]{0,300}\})?"
)
_TITLE = pattern(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_ATTRIBUTES = pattern(r"\{[.#:][^{}\n]{0,300}\}")
# A line of a menu: one link and nothing else.
_LINK_ALONE = pattern(r"\[([^\[\]\\*_`<~^\n\t]+)\]\(([^()\s<>\\]+)\)")
_WORDS = pattern(r"[^ \t\n]+(?: [^ \t\n]+)*")
_NO_BLANK_BETWEEN = pattern(r"[\u0e00-\u0e7f\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
# After these a hanging hyphen is no broken word: "Vor- und Nachteile", "pre- and post-war".
_HANGING = frozenset(
    "und oder bis sowie bzw and or to y o e ou et en of och eller og".split()
)  # fmt: skip
# Converters put a blank behind a mark's end; before these no language has one.
_NEVER_AFTER_BLANK = frozenset(",.)")


@record
class Picture(Record):
    """A picture's mark inside a paragraph."""

    start: int
    """Where its mark starts in the text."""
    end: int
    """Where it ends."""
    alt: Passage
    """The words that stand for the picture."""
    address: str
    """Where the picture lay."""


@record
class Inline(Record):
    """What a reader sees of a paragraph."""

    passage: Passage
    """The words."""
    pictures: tuple[Picture, ...] = ()
    """The pictures whose marks were taken out."""
    linked: int = 0
    """How many characters of the passage are link text."""
    links: tuple[str, ...] = ()
    """The addresses linked to."""
    emphasized: bool = False
    """Whether all of it stands between one pair of bold or italic marks."""


def has_marks(words: str) -> bool:
    """Whether there is anything in words of one line that a reader does not see, or not like that.

    >>> has_marks("Rain fell."), has_marks("Rain **fell**.")
    (False, True)
    """
    return _SPECIAL.search(words) is not None or "  " in words


def read_inline(
    text: str,
    start: int,
    end: int,
    is_word: Callable[[str], bool] = lambda _: False,
    *,
    numbered: bool = False,
) -> Inline:
    """The readable words of `text[start:end]`, and what its marks say.

    `is_word` tells whether a word that a line break cut at a hyphen is known without it; `numbered`, whether
    `[12]` is the number of a link.

    >>> read_inline("**See [the map](https://x.example/m)**", 0, 38).passage.value
    'See the map'
    >>> read_inline("a well-\\nknown fire-\\nman", 0, 23, {"fireman"}.__contains__).passage.value
    'a well-known fireman'
    """
    value = text[start:end]
    bare = value.strip(" \t\n")
    if len(bare) != len(value):
        start += len(value) - len(value.lstrip(" \t\n"))
        end = start + len(bare)
    if not has_marks(bare):
        return Inline(Passage(bare, ((0, start),) if bare else ()))
    if bare[:1] == "[" and bare[-1] == ")" and (link := read_link_alone(text, start, end)) is not None:
        words, address = link
        return Inline(Passage(words, ((0, start + 1),)), (), len(words), (address,))
    marks = _read_marks(text, start, end, numbered)
    passage = _readable(text, marks.kept(start, end), is_word)
    linked = sum(max(0, b - a) for a, b in marks.linked)
    return Inline(passage, tuple(marks.pictures), linked, tuple(marks.links), marks.emphasizes(passage))


def read_link_alone(text: str, start: int, end: int) -> tuple[str, str] | None:
    """The words and the address of `[Sport](https://a.example/sport)`, where nothing is left to be read in them.

    >>> read_link_alone("[Sport](/sport)", 0, 15)
    ('Sport', '/sport')
    """
    found = _LINK_ALONE.fullmatch(text, start, end)
    if found is None:
        return None
    words, address = found.groups()
    return (words, address) if words[0] != " " and words[-1] != " " and "  " not in words else None


def read_wrapped(text: str, spans: Sequence[tuple[int, int]], is_word: Callable[[str], bool]) -> Passage | None:
    """The lines of a paragraph as one passage, or None if there are marks in them.

    >>> read_wrapped("The river\\n   rose.", [(0, 9), (13, 18)], lambda _: False).value
    'The river rose.'
    """
    first, reached = spans[0]
    parts = [text[first:reached]]
    runs = [(0, first)]
    length = reached - first
    for start, end in spans[1:]:
        value = text[start:end]
        last = text[reached - 1]
        between: str | None = " "
        if last == "-" or last > "\u0dff":
            between = _between(text, (reached, reached, start), value.split(" ", 1)[0], is_word)
        if between:
            parts.append(between)
            length += 1
        elif between is None:  # the hyphen at the line's end goes
            parts[-1] = parts[-1][:-1]
            length -= 1
        if not between or start != reached + 1:
            runs.append((length, start))
        parts.append(value)
        length += end - start
        reached = end
    joined = "".join(parts)
    if has_marks(joined):
        return None
    return Passage(joined, tuple(runs))


@mutable
class _Marks(Mutable):
    """What is to be left out of one paragraph, filled while it is scanned."""

    removed: list[tuple[int, int]]
    pictures: list[Picture]
    linked: list[tuple[int, int]]
    links: list[str]
    pairs: list[tuple[int, int]]

    def kept(self, start: int, end: int) -> list[tuple[int, int]]:
        """The spans between what is left out."""
        spans = []
        for low, high in sorted(self.removed):
            if low > start:
                spans.append((start, low))
            start = max(start, high)
        if end > start:
            spans.append((start, end))
        return spans

    def emphasizes(self, passage: Passage) -> bool:
        """Whether one pair of marks holds the whole passage."""
        return bool(passage.value) and any(a <= passage.start and passage.end <= b for a, b in self.pairs)


def _read_marks(text: str, start: int, end: int, numbered: bool) -> _Marks:
    marks = _Marks([], [], [], [], [])
    brackets: list[tuple[int, bool]] = []
    open_marks: list[tuple[str, int, int]] = []
    position = start
    while (begun := _BEGIN.search(text, position, end)) is not None:
        low = begun.start()
        sign = text[low]
        if sign == "[":
            is_picture = low > position and text[low - 1] == "!"
            brackets.append((low - 1, True) if is_picture else (low, False))
            position = low + 1
            continue
        if sign == "]":
            if brackets:
                position = _close_bracket(text, brackets.pop(), low, end, marks, numbered)
            else:
                position = _close_nothing(text, start, low, end, marks)
            continue
        found = _TOKEN.match(text, low, end)
        if found is None:
            position = low + 1
            continue
        position = high = found.end()
        kind = found.lastgroup
        if kind == "mark":
            _read_emphasis(text, (start, end), (low, high), open_marks, marks)
        elif kind == "escape":
            marks.removed.append((low, high))
            position = high + 1  # what is escaped is no mark
        elif kind == "raised":
            marks.removed += [(low, found.start("power")), (found.end("power"), high)]
        elif kind == "address":
            marks.removed += [(low, low + 1), (high - 1, high)]
            marks.links.append(text[low + 1 : high - 1])
        elif kind != "quote":
            marks.removed.append((low, high))
    marks.removed += [(low, low + 1) for low, _ in brackets if text.startswith("![", low + 1) or low + 1 == end]
    return marks


def _close_bracket(text: str, opened: tuple[int, bool], close: int, end: int, marks: _Marks, numbered: bool) -> int:
    """Takes `[...]` as a link or picture if an address follows; returns where to go on."""
    start, is_picture = opened
    behind = text[close + 1 : close + 2]
    target = _TARGET.match(text, close + 1, end) if behind == "(" else None
    if target is None or not _is_address(target.group("target")):
        if behind == "{" and (attributes := _ATTRIBUTES.match(text, close + 1, end)) is not None:
            marks.removed += [(start, start + 1), (close, attributes.end())]
            return attributes.end()
        if close == start + 1:  # pandoc leaves this of a picture without words
            marks.removed.append((start, close + 1))
            marks.pictures.append(Picture(start, close + 1, Passage("", ()), ""))
        elif numbered and not is_picture and close - start <= 5 and text[start + 1 : close].isdigit():
            marks.removed.append((start, close + 1))
        return close + 1
    address = _address(target.group("target"))
    if is_picture:
        kept = _without(start + 2, close, marks.removed)
        marks.pictures.append(Picture(start, target.end(), _readable(text, kept), address))
        marks.removed.append((start, target.end()))
    else:
        marks.removed += [(start, start + 1), (close, target.end())]
        marks.linked.append((start + 1, close))
        marks.links.append(address)
    return target.end()


def _close_nothing(text: str, start: int, close: int, end: int, marks: _Marks) -> int:
    """`Flood in Rovigo](https:...)`: a link that began in a block before, with a picture."""
    target = _TARGET.match(text, close + 1, end) if text.startswith("](", close) else None
    if target is None or not target.group("target").startswith(("/", "http", "#")):
        return close + 1
    marks.removed.append((close, target.end()))
    marks.linked.append((start, close))
    marks.links.append(_address(target.group("target")))
    return target.end()


def _address(target: str) -> str:
    """Without its title, and without the line breaks that a wrapper put into it."""
    if "\n" not in target and " " not in target:
        return target.strip("<>")
    return "".join(_TITLE.sub("", target).split()).strip("<>")


def _without(start: int, end: int, removed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of a picture's words that the marks inside of them leave (the last forty marks count)."""
    spans = []
    for low, high in sorted(one for one in removed[-40:] if one[0] >= start):
        if low > start:
            spans.append((start, low))
        start = max(start, high)
    return [*spans, (start, end)] if end > start else spans


def _is_address(target: str) -> bool:
    """Whether what stands between parentheses behind a bracket can be a link's target, and is not prose."""
    if " " not in target and "\n" not in target:
        return True
    bare = _TITLE.sub("", target).strip()
    return (
        not bare
        or bare[0] in "/#<.?"
        or "://" in bare[:20]
        or bare.startswith(("mailto:", "tel:", "javascript:", "data:"))
        or " " not in bare
    )


def _read_emphasis(
    text: str, bounds: tuple[int, int], span: tuple[int, int], open_marks: list[tuple[str, int, int]], marks: _Marks
) -> None:
    """Pairs `**`, `*`, `_`: a mark opens before a word and closes behind one; what has no partner stays."""
    low, high = span
    mark = text[low:high]
    before = text[low - 1] if low > bounds[0] else " "
    behind = text[high] if high < bounds[1] else " "
    if mark == "*" and before.isalnum() and behind.isalnum():
        return  # 2*3*4
    if not before.isspace():
        for index in range(len(open_marks) - 1, max(-1, len(open_marks) - 8), -1):
            if open_marks[index][0] == mark:
                _, a, b = open_marks[index]
                del open_marks[index:]
                marks.removed += [(a, b), (low, high)]
                marks.pairs.append((a, high))
                return
    if not behind.isspace():
        open_marks.append((mark, low, high))


def _readable(
    text: str,
    spans: Iterable[tuple[int, int]],
    is_word: Callable[[str], bool] = lambda _: False,
) -> Passage:
    """The slices as one passage: white space folded, hard wraps joined."""
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    length, gap, last_end = 0, -1, -1  # gap: where white space began since the last word
    for start, end in spans:
        piece = text[start:end]
        position = start
        if "  " in piece or "\n" in piece or "\t" in piece:
            words = [found.span() for found in _WORDS.finditer(text, start, end)]
        else:
            low = start + 1 if piece[0] == " " else start
            high = end - 1 if piece[-1] == " " else end
            words = [(low, high)] if low < high else []
        for low, high in words:
            if low > position and gap < 0:
                gap = position
            word = text[low:high]
            if gap >= 0 and parts:
                # a blank that a converter put behind a mark
                superfluous = gap + 1 == low == start + 1 != last_end + 1 and word[0] in _NEVER_AFTER_BLANK
                between = (
                    "" if superfluous and word[:3] != "..." else _between(text, (last_end, gap, low), word, is_word)
                )
                if between is None:  # the hyphen at the line's end goes
                    parts[-1] = parts[-1][:-1]
                    length -= 1
                elif between:
                    parts.append(between)
                    runs.append((length, gap))
                    length += 1
            parts.append(word)
            runs.append((length, low))
            length += high - low
            position, gap, last_end = high, -1, high
        if position < end and gap < 0:
            gap = position
    return Passage("".join(parts), _joined_runs(parts, runs))


def _joined_runs(parts: list[str], runs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Runs that go on in step with the one before are one run."""
    kept: list[tuple[int, int]] = []
    shift = None
    for value, run in zip(parts, runs, strict=True):
        if value and run[1] - run[0] != shift:
            kept.append(run)
            shift = run[1] - run[0]
    return tuple(kept)


def _between(text: str, places: tuple[int, int, int], word: str, is_word: Callable[[str], bool]) -> str | None:
    """What stands for the white space before `word`: a blank, nothing, or None where a hyphen goes too."""
    last_end, gap, start = places
    if "\n" not in text[gap:start]:
        return " "
    last = text[last_end - 1]
    if not last.isascii() and _NO_BLANK_BETWEEN.match(last) and _NO_BLANK_BETWEEN.match(word):
        return ""
    if last == "-" and last_end >= 2 and text[last_end - 2].isalpha() and word[0].isalpha():
        first = re.match(r"\w+", word)
        following = first.group() if first else word
        if following.lower() in _HANGING:
            return " "
        preceding = re.search(r"\w+$", text[max(0, last_end - 60) : last_end - 1])
        if preceding and following[0].islower() and is_word(preceding.group() + following):
            return None
        return ""
    return " "
