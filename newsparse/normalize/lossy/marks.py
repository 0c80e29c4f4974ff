"""What is left when the words have their letters: quotation marks, apostrophes, dashes, and true question marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from newsparse.lost import LOST
from newsparse.model import Fact
from newsparse.normalize.lossy.punctuation import Place, read_marks
from newsparse.normalize.lossy.units import Units
from newsparse.normalize.lossy.ways import frequency_of
from newsparse.record import Record, record
from newsparse.text import Edit

REPAIRED: Final = frozenset({"opening", "closing", "apostrophe", "dash", "ellipsis", "inverted", "other"})
"""Roles for which a mark is replaced."""
QUESTION_DOUBT: Final = 2.0
"""How much the doubt about a mark counts where a question may end: a question mark taken away is the worst error.
It leaves 3 in 100 closing marks there as they are."""
MOST_SURE: Final = 0.999
"""No repair is told to be surer."""
MOST_LOST: Final = 0.8
"""Marks for each other character in a line: a Vietnamese one has 0.35."""
NO_LETTER: Final = REPAIRED | {"question"}
"""What a mark may be: how likely it is a letter is known already."""
QUESTION: Final = frozenset({"question"})
TWO_BYTES: Final = frozenset({"inverted", "opening", "closing", "other"})
"""What has two bytes in UTF-8: `¿`, `«`, a no-break space."""
THREE_BYTES: Final = frozenset({"opening", "closing", "apostrophe", "dash", "ellipsis", "other"})
"""What has three: `“`, `’`, `–`, `…`, bullets."""


@record
class Mark(Record):
    """A mark that no word explains, and what it may have been."""

    at: int
    """Where it stands."""
    after: str
    """What it most likely was; the mark itself where it is a question mark."""
    confidence: float
    """The chance of that."""
    question: float
    """The chance that it is a question mark."""
    rule: str
    """What decided it."""
    evidence: tuple[Fact, ...]
    """The facts that speak for it."""
    candidates: tuple[tuple[str, float], ...]
    """All that it may have been but a question mark, likeliest first."""

    def edit(self) -> Edit:
        """The repair."""
        confidence = round(min(self.confidence, MOST_SURE), 3)
        return Edit(self.at, self.at + 1, self.after, "lossy", self.rule, confidence, self.evidence)


def read_open_marks(
    units: Units,
    places: Iterable[int],
    language: str | None,
    letters: Mapping[int, float],
    alone: Callable[[], float],
) -> Iterator[Mark]:
    """What the marks that no word explains were, in order.

    `letters` tells of the marks in words how likely they are letters, `alone` of those between blanks.
    """
    value = units.value
    asked = [(at, alone() if _stands_alone(value, at) else letters.get(at, 0.0)) for at in places]
    waiting = [Place(at, _roles(units, at)) for at, _ in asked]
    readings = read_marks(value, waiting, language, _frequency(language))
    for (at, letter), one in zip(asked, readings, strict=True):
        width = units.widths.get(at)
        if width is not None and len(one.after.encode()) != width:
            continue  # a mark of another size was lost
        sureness = one.confidence
        if value[at] == LOST[0] and _may_end_question(value, at):
            sureness = max(0.0, 1.0 - QUESTION_DOUBT * (1.0 - sureness))
        told = [(one.after, sureness), *one.others]
        chances = [(after, round(chance * (1.0 - letter), 3)) for after, chance in told]
        question = sum(chance for after, chance in chances if after == value[at])
        candidates = tuple(pair for pair in chances if pair[0] != value[at] and pair[1] > 0.0)
        after = one.after if one.role in REPAIRED else value[at]
        yield Mark(at, after, sureness * (1.0 - letter), question, one.rule, one.evidence, candidates)


def marks_in_text(value: str, runs: Iterable[tuple[int, int]]) -> Iterator[int]:
    """The marks of runs in lines that are not mostly lost."""
    line_end = -1
    is_text = True
    for start, end in runs:
        if start >= line_end:
            line_start = value.rfind("\n", 0, start) + 1
            line_end = value.find("\n", start)
            line_end = len(value) if line_end < 0 else line_end
            is_text = is_mostly_text(value[line_start:line_end])
        if is_text:
            yield from range(start, end)


def is_mostly_text(line: str) -> bool:
    """Whether more is left of a line than was lost: of other scripts only marks are left.

    >>> is_mostly_text("?We are ready,? he said"), is_mostly_text("?????? ?? ??? NATO.")
    (True, False)
    """
    marks = sum(map(line.count, LOST))
    return marks <= MOST_LOST * (len(line) - line.count(" ") - marks)


def _stands_alone(value: str, at: int) -> bool:
    """Whether a mark stands between blanks; at the start of a line a dash stands before a capital."""
    if value[at + 1 : at + 2] != " ":
        return False
    return value[at - 1 : at] == " " or ((not at or value[at - 1] == "\n") and value[at + 2 : at + 3].islower())


def _may_end_question(value: str, at: int) -> bool:
    """Whether a question mark would stand well at a place: behind a word, before the next sentence."""
    after = value[at + 1 : at + 3]
    return value[at - 1 : at].isalpha() and (after[:1] in ("", "\n") or (after[:1] == " " and after[1:].isupper()))


def _roles(units: Units, at: int) -> frozenset[str]:
    """What a mark may be by the bytes that were lost there."""
    if units.value[at] not in units.byte_marks:
        return NO_LETTER
    width = units.widths.get(at, 1)
    return QUESTION if width == 1 else TWO_BYTES if width == 2 else THREE_BYTES


def _frequency(language: str | None) -> Callable[[str], float]:
    return (lambda word: frequency_of(word, language)) if language else (lambda word: 0.0)
