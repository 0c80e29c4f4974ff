"""Which quotation marks belong together: “A”, "A", „A“, »A«, « A », 「A」, ``A'', ‘A’.

A mark's role comes from its neighbours: it opens with a blank before and a letter behind it. One pass with a
stack pairs the double marks, a second one the single marks that stand outside of them. Marks that find no
partner are left alone, but for an opening mark at the end of the stack: its quote runs to the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from newsparse.patterns import pattern
from newsparse.quotes.lost import find_lost_closing, find_lost_opening
from newsparse.record import Record, record

Role = Literal["open", "close", "either"]

_DOUBLE = pattern(r"[\"“”„‟«»＂「」『』]|``|''|‘‘|’’|,,(?=\w)")
_STRAIGHT = pattern('"')
_SIMPLE = pattern(r"[\"“”„‟«»＂「」『』]")
_SINGLE = pattern(r"['‘’‚‹›]")
# Not an apostrophe within or behind a word: without one of these a paragraph has no single quotes.
_SINGLE_OPENING = pattern(r"['‘‚‹›](?<![^\W_].)(?<!['‘’.,!?].)")

# What may close a quote that opened with the key.
_CLOSERS: Final = {
    '"': frozenset({'"', "”", "“", "＂", "''"}),
    "＂": frozenset({"＂", '"'}),
    "“": frozenset({"”", "“", '"', "''", "’’"}),
    "„": frozenset({"“", "”", '"', "''", "‟", "‘‘", "’’"}),
    "‟": frozenset({"”", '"'}),
    "”": frozenset({"”", '"'}),
    "«": frozenset({"»"}),
    "»": frozenset({"«", "»"}),
    "「": frozenset({"」"}),
    "『": frozenset({"』"}),
    "``": frozenset({"''", '"', "”"}),
    "''": frozenset({"''", '"'}),
    "‘‘": frozenset({"’’", '"', "”"}),
    ",,": frozenset({"''", '"', "“", "”", "‘‘", "’’"}),
    "‘": frozenset({"’", "'"}),
    "'": frozenset({"'", "’"}),
    "‚": frozenset({"‘", "’", "'"}),
    "‹": frozenset({"›"}),
    "›": frozenset({"‹", "›"}),
}
_OPENED_BY: Final = {
    closer: tuple(opener for opener, closers in _CLOSERS.items() if closer in closers)
    for closers in _CLOSERS.values()
    for closer in closers
}
_ALWAYS_OPEN: Final = frozenset("„‟「『") | {"``", "‘‘", ",,"}
_ALWAYS_CLOSE: Final = frozenset("」』") | {"’’"}
_BEFORE_OPENING: Final = frozenset("([{—–-―/:‘’'‚>*_¿¡|")
_BEHIND_CLOSING: Final = frozenset(")]}.,;:!?—–-―'’/<*_…|")
DASH: Final = "—"  # the mark of speech behind a dash, whichever it is
_YEAR: Final = pattern(r"\d\ds?(?=[.,;:!?)]|['’](?!\w)|$)|\d\ds\b")  # the '90s, since '09.
_CLIPPED: Final = pattern(r"\w*")
_MANY: Final = 1000
_SPEECH_END: Final = frozenset(".,!?…")


@record
class Pair(Record):
    """Two marks and what stands between them."""

    start: int
    """Where the opening mark starts."""
    end: int
    """Where the closing mark ends; the end of the words where it is missing."""
    inner_start: int
    """Where the words between the marks start, blanks left out."""
    inner_end: int
    """Where they end."""
    closed: bool
    """False where the closing mark is missing."""
    mark: str
    """The opening mark."""


def pair_marks(value: str, clipped: frozenset[str] = frozenset()) -> tuple[Pair, ...]:
    """The outermost quotes of a paragraph, in order, not overlapping; `clipped` are words like 'em and 'til.

    Deliberately no quotes: apostrophes, feet and inches, '90s, a » that is a bullet, a closing mark without
    an opening one, single marks that never close.

    >>> [one.inner_end for one in pair_marks('"I go," she said. "Now')]
    [6, 22]
    >>> pair_marks("The '90s were the farmers' best years, 5'10\\" tall.")
    ()
    """
    pairs = _pair_doubles(value)
    if ("'" in value or "‘" in value or "‚" in value or "‹" in value) and _SINGLE_OPENING.search(value):
        pairs = _pair_singles(value, pairs, clipped)
    return tuple(one for one in pairs if _has_words(value, one))


def role(value: str, start: int, end: int) -> Role:
    """Whether the mark at `value[start:end]` looks as if it opened or closed something."""
    before = value[start - 1] if start else " "
    behind = value[end] if end < len(value) else " "
    can_open = before.isspace() or before in _BEFORE_OPENING
    can_close = behind.isspace() or behind in _BEHIND_CLOSING
    if can_open == can_close:
        return "either"
    return "open" if can_open else "close"


# ------------------------------------------------------------------------------------------ double marks
def _pair_doubles(value: str) -> list[Pair]:
    doubled = "''" in value or "``" in value or ",," in value or "‘‘" in value or "’’" in value
    if not doubled and '"' not in value and (value.isascii() or _SIMPLE.search(value) is None):
        return []
    stack: list[tuple[str, int, int]] = []
    waiting = dict.fromkeys(_CLOSERS, 0)
    done: list[Pair] = []
    few = _STRAIGHT if value.isascii() else _SIMPLE
    marks = _DOUBLE if doubled else few  # its alternatives take four times as long
    found = list(marks.finditer(value))
    if not found or _is_noise(len(found), len(value)):
        return []
    last = len(found) - 1
    alone: list[tuple[int, int]] = []
    for index, match in enumerate(found):
        mark, (start, end) = match[0], match.span()
        how = _double_role(value, mark, start, end)
        if mark == "”" and (waiting["“"] or waiting["„"]):
            how = "close"
        if how != "open" and stack and (mark in _CLOSERS[stack[-1][0]] or _is_awaited(mark, waiting)):
            while mark not in _CLOSERS[stack[-1][0]]:
                waiting[stack.pop()[0]] -= 1
            opener, opened, inner = stack.pop()
            waiting[opener] -= 1
            while done and done[-1].start > opened:
                done.pop()
            done.append(_pair(value, opened, end, inner, start, opener))
        elif _opens(value, mark, start, how, last=index == last):
            stack.append((mark, start, end))
            waiting[mark] += 1
        elif how == "close" and start and not value[start - 1].isdigit():
            inside = bool(stack and done and stack[-1][1] > done[-1].start)
            if inside or not _past_inches(value, done, mark, start, end):
                alone.append((start, end))
    if (stack or alone) and ("?" in value or "\N{REPLACEMENT CHARACTER}" in value):
        done, stack = _with_lost(value, done, stack, alone)
    return _with_unclosed(value, done, stack)


def _past_inches(value: str, done: list[Pair], mark: str, start: int, end: int) -> bool:
    """“A door 31" wide,” with a closing mark to spare: the mark behind the number was that of inches."""
    if not done or value[done[-1].end - 1] != '"' or not value[done[-1].end - 2].isdigit():
        return False
    last = done[-1]
    if mark not in _CLOSERS[last.mark]:
        return False
    done[-1] = _pair(value, last.start, end, last.start + len(last.mark), start, last.mark)
    return True


def _with_lost(
    value: str, done: list[Pair], stack: list[tuple[str, int, int]], alone: list[tuple[int, int]]
) -> tuple[list[Pair], list[tuple[str, int, int]]]:
    """Marks without a partner are paired with one that was lost to "?": “We go,? he said. ?We go,” he said."""
    marks = {start: mark for mark, start, _ in stack}
    taken = [(one.start, one.end) for one in done]
    for (start, inner), end in find_lost_closing(value, [one[1:] for one in stack], taken):
        done.append(_pair(value, start, end + 1, inner, end, marks.pop(start)))
    stack = [one for one in stack if one[1] in marks]
    taken = sorted([(one.start, one.end) for one in done] + [one[1:] for one in stack])
    for start, (closing, end) in find_lost_opening(value, alone, taken):
        done.append(_pair(value, start, end, start + 1, closing, value[start]))
    return sorted(done, key=lambda one: one.start), stack


def _is_noise(marks: int, length: int) -> bool:
    """Whether there is a mark for every two characters of a long paragraph: no prose, and slow to pair."""
    return marks > _MANY and marks * 2 >= length


def _is_awaited(mark: str, waiting: Mapping[str, int]) -> bool:
    return any(waiting[opener] for opener in _OPENED_BY.get(mark, ()))


def _double_role(value: str, mark: str, start: int, end: int) -> Role:
    if mark in _ALWAYS_OPEN:
        return "open"
    if mark in _ALWAYS_CLOSE:
        return "close"
    if mark in "«»":  # French marks have blanks inside, German and Danish ones point inwards
        return _guillemet_role(value, mark, start, end)
    how = role(value, start, end)
    if mark == "“" and how == "either" and not (start and value[start - 1].isalnum()):
        return "close" if value[end : end + 1] == "“" else "open"  # „... „...,““ řekl
    if mark == "”" and how == "either":
        return "close"
    return how


def _guillemet_role(value: str, mark: str, start: int, end: int) -> Role:
    before = value[start - 1] if start else " "
    behind = value[end] if end < len(value) else " "
    outside_before = before.isspace() or before in _BEFORE_OPENING
    outside_behind = behind.isspace() or behind in _BEHIND_CLOSING
    if mark == "«":
        return "open" if outside_before else "close" if outside_behind else "either"
    if outside_behind and not (before.isspace() and behind.isspace()):
        return "close"
    return "open" if outside_before and not behind.isspace() else "either"


def _opens(value: str, mark: str, start: int, how: Role, *, last: bool) -> bool:
    """Whether a mark that closes nothing opens something; a mark that could be either needs a partner behind it."""
    if how == "close" or mark in _ALWAYS_CLOSE:
        return mark == "“" and how != "close"
    if how == "either":
        if last or (start and value[start - 1].isdigit()):
            return False
        return not (mark == "»" and start == 0)
    return True


def _with_unclosed(value: str, done: list[Pair], stack: list[tuple[str, int, int]]) -> list[Pair]:
    """The outermost opening mark that stays open runs to the end, unless its own kind follows it inside."""
    kept: tuple[str, int, int] | None = None
    inside: set[str] = set()
    index = len(done)
    for one in reversed(stack):
        while index and done[index - 1].start > one[1]:
            index -= 1
            inside.add(done[index].mark)
        if one[0] not in inside:
            kept = one
        inside.add(one[0])
    if kept is None:
        return done
    pairs = [one for one in done if one.start < kept[1]]
    end = len(value)
    return [*pairs, _pair(value, kept[1], end, kept[2], end, kept[0], closed=False)]


# ------------------------------------------------------------------------------------------ single marks
def _pair_singles(value: str, doubles: list[Pair], clipped: frozenset[str]) -> list[Pair]:
    """Single marks outside of double ones; a single pair around double ones takes them in."""
    singles: list[Pair] = []
    opened: tuple[str, int] | None = None
    tentative: int | None = None  # a plural's apostrophe, unless nothing better comes
    marks = list(_single_marks(value, doubles))
    if _is_noise(len(marks), len(value)):
        return doubles
    for mark, start in marks:
        if opened is not None and _closes_single(value, opened[0], mark, start):
            if _is_plural(value, start) or _is_clipped_behind(value, start, clipped):
                tentative = start
                continue
            singles.append(_pair(value, opened[1], start + 1, opened[1] + 1, start, opened[0]))
            opened = tentative = None
        elif _opens_single(value, mark, start, clipped):
            if opened is not None and tentative is not None:
                singles.append(_pair(value, opened[1], tentative + 1, opened[1] + 1, tentative, opened[0]))
            opened, tentative = (mark, start), None
    if opened is not None and tentative is not None:
        singles.append(_pair(value, opened[1], tentative + 1, opened[1] + 1, tentative, opened[0]))
    return _merge(value, singles, doubles)


def _single_marks(value: str, doubles: list[Pair]) -> Iterator[tuple[str, int]]:
    index = 0
    for match in _SINGLE.finditer(value):
        start = match.start()
        while index < len(doubles) and doubles[index].end <= start:
            index += 1
        if index == len(doubles) or start < doubles[index].start:
            yield match[0], start


def _closes_single(value: str, opener: str, mark: str, start: int) -> bool:
    if mark not in _CLOSERS[opener]:
        return False
    before, behind = value[start - 1], value[start + 1 : start + 2]
    return not before.isspace() and not behind.isalnum()


def _opens_single(value: str, mark: str, start: int, clipped: frozenset[str]) -> bool:
    if mark == "’" or (start and (value[start - 1].isalnum() or value[start - 1] in "'‘’.,!?")):
        return False
    behind = value[start + 1 : start + 2]
    if not behind or behind.isspace() or behind in "'’‘,.;:!?)":
        return False
    if behind.isdigit() and _YEAR.match(value, start + 1):
        return False
    word = _CLIPPED.match(value, start + 1, start + 12)
    return word is None or word[0].lower() not in clipped


def _is_plural(value: str, start: int) -> bool:
    """Whether a closing mark may be the apostrophe of "the farmers' house"."""
    return value[start - 1] == "s" and value[start + 1 : start + 2] == " " and value[start + 2 : start + 3].islower()


def _is_clipped_behind(value: str, start: int, clipped: frozenset[str]) -> bool:
    """Whether a closing mark may be the apostrophe of "an' the boats"."""
    if value[start + 1 : start + 2] != " " or value[start - 1] not in "nofh":
        return False
    word = value[max(0, start - 4) : start].rpartition(" ")[2].lower()
    return (word[1:] if word[0] in "'’" else word + "'") in clipped


def _merge(value: str, singles: list[Pair], doubles: list[Pair]) -> list[Pair]:
    merged: list[Pair] = []
    index = 0
    for one in singles:
        while index < len(doubles) and doubles[index].end <= one.start:
            merged.append(doubles[index])
            index += 1
        around = index < len(doubles) and doubles[index].start < one.end
        if around and value[one.inner_end - 1] not in _SPEECH_END:
            continue
        while index < len(doubles) and doubles[index].start < one.end:
            index += 1
        merged.append(one)
    return merged + doubles[index:]


def _pair(
    value: str, start: int, end: int, inner_start: int, inner_end: int, mark: str, *, closed: bool = True
) -> Pair:
    while inner_start < inner_end and value[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and value[inner_end - 1].isspace():
        inner_end -= 1
    return Pair(start, end, inner_start, inner_end, closed, mark)


def _has_words(value: str, pair: Pair) -> bool:
    inner = value[pair.inner_start : pair.inner_end]
    return inner[:1].isalnum() or any(one.isalnum() for one in inner)
