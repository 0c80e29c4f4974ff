"""The features of every place of a text: what stands around it, its paragraph, and what else is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from newsparse.normalize.lossy.punctuation.habits import Habits
from newsparse.normalize.lossy.punctuation.place import Place
from newsparse.normalize.lossy.punctuation.surroundings import (
    CLASSES,
    EDGES,
    LETTERS,
    LOST,
    Run,
    Words,
    asks_ahead,
    find_runs,
    inner_kind,
    is_contraction,
    question_like,
    word_ahead,
    word_behind,
)
from newsparse.patterns import pattern
from newsparse.record import Record, record

# Shapes that no question mark has, so that something was lost for certain.
_CERTAIN: Final = frozenset(("before", "before9", "opening", "figures", "between"))
# A line that may be a headline: so short, and among the first paragraphs.
_SHORT: Final = 130
_FIRST: Final = 8
_CURLY: Final = "“”„«»‘’‚–—…"
_QUOTES = pattern("[“”„«»‘’‚]")
# A contraction that no list knows as a word: nothing else need be looked at.
_SURE: Final = (("sure",),)


@record
class View(Record):
    """A place with all that is said about it."""

    place: Place
    """The place."""
    run: Run
    """The marks that it stands among."""
    index: int
    """Which of them it is."""
    before: str
    """The word that ends at the run."""
    after: str
    """The word that starts behind it."""
    turned: str
    """Whether a question follows that `¿` may begin: `1` by its first word, `2` by its end, `0`, or `-` elsewhere."""
    asked: str
    """Whether the sentence up to it is a question by its first word: `1`, `2` by a later one, `0`, or `-` elsewhere."""
    line: int
    """How many other marks of the paragraph are lost for certain."""
    text: int
    """How many other marks of the text are lost for certain."""
    names: tuple[tuple[str, ...], ...]
    """The features."""


@record
class Paragraph(Record):
    """What the marks of a paragraph share."""

    start: int
    """Where it starts."""
    end: int
    """Where it ends."""
    head: str
    """Whether it may be a headline: `h` or `-`."""
    curly: str
    """Whether curly quotation marks survived in it: `c` or `-`."""
    straight: str
    """How many straight ones it has."""
    certain: int
    """How many marks are lost for certain."""
    shapes: Counter[str]
    """How many marks stand where."""


def view_places(
    value: str,
    places: Sequence[Place],
    paragraphs: Sequence[tuple[int, int]],
    habits: Habits,
    frequency: Callable[[str], float],
) -> list[View]:
    """Each place with its features, in order."""
    runs = find_runs(value, places, paragraphs)
    viewer = Viewer(value, runs, habits, frequency)
    found: list[View] = []
    at = 0
    for number, (start, end) in enumerate(paragraphs):
        first = at
        while at < len(runs) and runs[at][0].start < end:
            at += 1
        if first < at:
            found += viewer.paragraph(start, end, number, runs[first:at])
    return found


class Viewer:
    """Looks at the marks of one text."""

    def __init__(
        self, value: str, runs: Sequence[tuple[Run, list[Place]]], habits: Habits, frequency: Callable[[str], float]
    ) -> None:
        self._value = value
        self._habits = habits
        self._words = Words(frequency)
        self._certain = sum(is_certain(value, run) for run, _ in runs)
        self._shapes = Counter(run.shape for run, _ in runs)
        self._straight = _few(value.count('"'))
        self._plain = "'" if "'" in value else "-"
        self._survived = _few(sum(map(value.count, _CURLY)))
        self._letters = _few(sum(any(place.letter >= 0.5 for place in members) for _, members in runs))
        self._traits = "".join(
            name
            for name, has in zip(
                "eiwn", (habits.contracts, habits.inverted, habits.lone_letters, habits.spaced), strict=True
            )
            if has
        )

    def paragraph(self, start: int, end: int, number: int, runs: Sequence[tuple[Run, list[Place]]]) -> list[View]:
        """The marks of a paragraph."""
        value = self._value
        is_head = end - start < _SHORT and value[end - 1] not in '.!:,;"' and number < _FIRST
        about = Paragraph(
            start, end, "h" if is_head else "-", "c" if _QUOTES.search(value, start, end) else "-",
            _few(value.count('"', start, end)), sum(is_certain(value, run) for run, _ in runs),
            Counter(run.shape for run, _ in runs),
        )  # fmt: skip
        return [view for run, members in runs for view in self._run(run, members, about)]

    def _run(self, run: Run, members: Sequence[Place], about: Paragraph) -> list[View]:
        value, habits, words = self._value, self._habits, self._words
        left, right, shape = run.left, run.right, run.shape
        own = is_certain(value, run)
        line, text = about.certain - own, self._certain - own
        before = word_behind(value, about.start, run.start) if left in LETTERS else ""
        after = word_ahead(value, run.end, about.end) if right in LETTERS else ""
        count = len(members)
        inner = inner_kind(before, after, habits, words) if count == 1 and before and after else ""
        if inner and habits.contracts and members[0].letter <= 0.0 and is_contraction(inner):
            return [View(members[0], run, 0, before, after, "-", "-", line, text, _SURE)]
        beyond, behind = _beyond_left(value, about.start, run), _beyond_right(value, about.end, run)
        ends = right not in LETTERS and left != "_"
        asked = question_like(value, about.start, run.start, habits.question_words) if ends else "-"
        turned = asks_ahead(value, run.end, about.end, after, habits) if habits.inverted else "-"
        known_before, known_after = words.known(before), words.known(after)
        if after and not before and after.lower() in habits.clipped:
            known_after = "c"
        ending = "s" if before[-1:] in ("s", "x", "z", "S") else "-"
        lost = "f" if value[run.start] == LOST else "-"
        line_few, text_few = _few(line), _few(text)
        next_one = behind if shape == "behind" else "-"
        alike, alike_all = _few(about.shapes[shape]), _few(self._shapes[shape])
        traits, letters = self._traits, self._letters
        runs = str(min(count, 4))
        found = []
        for index, place in enumerate(members):
            which = f"{min(index, 3)}/{runs}"
            spot = f"{shape} {which}"
            letter = "0" if place.letter <= 0.0 else "1" if place.letter < 0.5 else "2" if place.letter < 0.9 else "3"
            names: tuple[tuple[str, ...], ...] = (
                ("neighbours", "M" if index else left, "M" if index < count - 1 else right, runs),
                ("around", left, right, which),
                ("beyond", beyond, left, right, behind, which),
                ("halves", inner, traits),
                ("word-before", spot, known_before, ending, right, behind, letter),
                ("word-behind", spot, known_after, left, letter),
                ("question", asked, spot, right, behind, lost),
                ("damage", line_few, text_few, spot, next_one, lost),
                ("survived", about.curly, line_few, spot, lost),
                ("straight", self._straight, about.straight, about.head, spot),
                ("habits", traits, spot),
                ("letter", letter, spot, traits),
                ("lost", lost, spot),
                ("marks", self._plain, self._survived, spot, lost),
                ("headline", about.head, spot, beyond, behind),
                ("question-damage", asked, line_few, text_few, spot, behind, known_before),
                ("letters", letters, spot, letter, traits),
                ("letters-halves", letters, inner, lost),
                ("words", spot, known_before, known_after, left, right),
                ("turned", turned, spot),
                ("alike", spot, alike, alike_all),
            )
            found.append(View(place, run, index, before, after, turned, asked, line, text, names))
        return found


def is_certain(value: str, run: Run) -> bool:
    """Whether something was lost here for certain: what stands there can't be question marks alone."""
    if value[run.start] == LOST:
        return True
    if run.shape == "inner":
        return not (run.left == "a" and run.right == "A")
    return run.shape in _CERTAIN or (run.shape == "ending" and run.right == ",")


def _few(count: int) -> str:
    return "0" if count == 0 else "1" if count == 1 else "2" if count < 5 else "5"


def _beyond_left(value: str, start: int, run: Run) -> str:
    """The class of what stands before the character before a run; `.` where that is a letter."""
    at = run.start - 1
    if run.left not in EDGES and run.left not in ".,:!)*\"'":
        return "."
    while at > start and value[at] in " *_":
        at -= 1
    if at == run.start - 1:
        at -= 1
    return CLASSES[value[at]] if at >= start else "^"


def _beyond_right(value: str, end: int, run: Run) -> str:
    """The class of the next character that is no blank; `.` where a letter follows at once."""
    at = run.end
    if run.right != "_" and run.right not in ".,:!(*\"'-":
        return "."
    at += run.right != "_"
    while at < end and value[at] in " \n*_":
        at += 1
    return CLASSES[value[at]] if at < end else "^"
