"""The features of every place of a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from newsparse.normalize.lossy.punctuation.habits import Habits
from newsparse.normalize.lossy.punctuation.place import Place
from newsparse.normalize.lossy.punctuation.surroundings import (
    CLASSES,
    EDGES,
    LETTERS,
    Run,
    Words,
    inner_kind,
    question_like,
    shape_of,
    word_ahead,
    word_behind,
)
from newsparse.record import Record, record

_LOST: Final = "\N{REPLACEMENT CHARACTER}"
# Shapes that no question mark has, so that something was lost for certain.
_CERTAIN: Final = frozenset(("before", "before9", "opening", "figures", "between"))
_SHORT: Final = 130
_CURLY: Final = "“”„«»‘’‚–—…"


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
    inner: str
    """What the two halves of a word say; empty where it stands at a word's edge."""
    certain: int
    """How many other marks of the text are lost for certain."""
    names: tuple[tuple[str, ...], ...]
    """The features."""


def view_places(
    value: str,
    places: Sequence[Place],
    paragraphs: Sequence[tuple[int, int]],
    habits: Habits,
    frequency: Callable[[str], float],
) -> list[View]:
    """Each place with its features, in order."""
    runs = find_runs(value, places, paragraphs)
    certain = [is_certain(value, run) for run, _ in runs]
    total = sum(certain)
    words = Words(frequency)
    straight = value.count('"')
    plain = "'" if value.count("'") else "-"
    survived = sum(value.count(mark) for mark in _CURLY)
    text = (_few(straight), plain, _few(survived))
    found: list[View] = []
    at = 0
    for number, (start, end) in enumerate(paragraphs):
        first = at
        while at < len(runs) and runs[at][0].start < end:
            at += 1
        if first == at:
            continue
        line = value[start:end]
        here = sum(certain[first:at])
        curly = any(mark in line for mark in "“”„«»‘’‚")
        head = "h" if end - start < _SHORT and line[-1:] not in '.!:,;"' and number < 8 else "-"
        about = (head, "c" if curly else "-", _few(line.count('"')))
        for index in range(first, at):
            run, members = runs[index]
            found += _views(value, start, end, run, members, (here - certain[index], total - certain[index]),
                            about, text, habits, words)  # fmt: skip
    return found


def find_runs(
    value: str, places: Sequence[Place], paragraphs: Sequence[tuple[int, int]]
) -> list[tuple[Run, list[Place]]]:
    """Places side by side, with the classes of what stands around them in their paragraph."""
    groups: list[list[Place]] = []
    for place in places:
        if groups and groups[-1][-1].at + 1 == place.at:
            groups[-1].append(place)
        else:
            groups.append([place])
    found = []
    number = 0
    for members in groups:
        begin, stop = members[0].at, members[-1].at + 1
        while number < len(paragraphs) - 1 and paragraphs[number][1] < stop:
            number += 1
        start, end = paragraphs[number]
        left = CLASSES[value[begin - 1]] if begin > start else "^"
        right = CLASSES[value[stop]] if stop < end else "^"
        found.append((Run(begin, stop, left, right, shape_of(left, right)), members))
    return found


def is_certain(value: str, run: Run) -> bool:
    """Whether something was lost here for certain: what stands there can't be question marks alone."""
    if value[run.start] == _LOST:
        return True
    if run.shape == "inner":
        return not (run.left == "a" and run.right == "A")
    return run.shape in _CERTAIN or (run.shape == "ending" and run.right == ",")


def _few(count: int) -> str:
    return "0" if count == 0 else "1" if count == 1 else "2" if count < 5 else "5"


def _views(
    value: str,
    start: int,
    end: int,
    run: Run,
    members: Sequence[Place],
    damage: tuple[int, int],
    about: tuple[str, str, str],
    text: tuple[str, str, str],
    habits: Habits,
    words: Words,
) -> list[View]:
    left, right, shape = run.left, run.right, run.shape
    before = word_behind(value, start, run.start) if left in LETTERS else ""
    after = word_ahead(value, run.end, end) if right in LETTERS else ""
    beyond = _beyond_left(value, start, run, left)
    behind = _beyond_right(value, end, run, right)
    inner = inner_kind(before, after, habits, words) if before and after and len(members) == 1 else ""
    asked = (
        question_like(value, start, run.start, habits.question_words) if right not in LETTERS and left != "_" else "-"
    )
    known_before, known_after = words.known(before), words.known(after)
    if after and not before and after.lower() in habits.clipped:
        known_after = "c"
    ending = "s" if before[-1:] in ("s", "x", "z", "S") else "-"
    line, total = _few(damage[0]), _few(damage[1])
    count = len(members)
    lost = "f" if value[run.start] == _LOST else "-"
    curly = about[1]
    traits = ("i" if habits.inverted else "") + ("w" if habits.lone_letters else "") + ("n" if habits.spaced else "")
    runs = str(min(count, 4))
    found = []
    for index, place in enumerate(members):
        which = f"{min(index, 3)}/{runs}"
        previous = "M" if index else left
        following = "M" if index < count - 1 else right
        letter = "0" if place.letter <= 0.0 else "1" if place.letter < 0.5 else "2" if place.letter < 0.9 else "3"
        spot = f"{shape} {which}"
        names: tuple[tuple[str, ...], ...] = (
            ("a", previous, following, runs),
            ("b", left, right, which),
            ("c", beyond, left, right, behind, which),
            ("d", inner, traits),
            ("e", spot, known_before, ending, right, behind),
            ("f", spot, known_after, left),
            ("g", asked, spot, right, behind, lost),
            ("h", line, total, spot, behind if shape == "behind" else "-", lost),
            ("i", curly, line, spot, lost),
            ("j", text[0], about[2], about[0], spot),
            ("k", traits, spot),
            ("l", letter, spot, traits),
            ("m", lost, spot),
            ("n", text[1], text[2], spot, lost),
            ("o", about[0], spot, beyond, behind),
            ("p", asked, line, total, spot, behind, known_before),
        )
        found.append(View(place, run, index, before, after, inner, damage[1], names))
    return found


def _beyond_left(value: str, start: int, run: Run, left: str) -> str:
    """The class of what stands before the character before a run, or before its word."""
    at = run.start - 1
    if left in EDGES or left in ".,:!)*\"'":
        while at > start and value[at] in " *_":
            at -= 1
        if at == run.start - 1:
            at -= 1
        return CLASSES[value[at]] if at >= start else "^"
    return "."


def _beyond_right(value: str, end: int, run: Run, right: str) -> str:
    """The class of the next character that is no blank."""
    at = run.end
    if right == "_" or right in ".,:!(*\"'-":
        at += right != "_"
        while at < end and value[at] in " \n*_":
            at += 1
        return CLASSES[value[at]] if at < end else "^"
    return "."
