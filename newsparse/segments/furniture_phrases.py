"""The phrases of a language's `furniture.toml`, arranged so that most lines cost one look-up of their first word.

A class of furniture (`consent`, `newsletter`, `teaser`, ...) has five lists there, each of which may be missing:
`consent_lines` are whole lines, `consent_openings` begin short lines, `consent_sure_openings` begin lines of any
length, one of `consent_strong_cues` anywhere in a paragraph is enough, of `consent_cues` it takes two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.phrases import Openings, fold, fold_all, split_all

CLASSES: Final = (
    "consent", "newsletter", "paywall", "account", "comments", "share", "teaser", "player", "reading_time", "advert",
    "copyright", "author", "app", "appeal", "notice", "service", "navigation",
)  # fmt: skip
_RULES: Final = {name: f"furniture/{name.replace('_', '-')}" for name in CLASSES} | {"author": "furniture/author-box"}
_MARKS: Final = ".,:;!?\"'“”„«»‹›()[]{}*_-–—…|/·•#+>→"
# Scripts without blanks between words begin here; their phrases are found by their first letter.
WIDE: Final = "\u2e80"
_STRONG: Final = 2


@record
class Opening(Record):
    """What a line may begin with."""

    text: str
    """The folded phrase."""
    rule: str
    """The rule of its class: `furniture/consent`."""
    is_sure: bool
    """Whether it tells also of paragraphs of any length."""


@record
class Cue(Record):
    """What stands somewhere in a paragraph."""

    text: str
    """Case folded, found as a stretch of letters: `subscri`."""
    rule: str
    """The rule of its class."""
    weight: int
    """1, or 2 where it is enough by itself."""


@record
class Phrases(Record):
    """The phrases of a language, ready to be asked."""

    lines: Mapping[str, str]
    """Whole lines to the rules of their classes: `read more`."""
    sections: frozenset[str]
    """Names of sections and menu entries: `sport`."""
    buttons: frozenset[str]
    """Words of share rows: `facebook`."""
    openings: Mapping[str, tuple[Opening, ...]]
    """First word, or first letter where a script has no blanks, to what may follow it, longest first."""
    firsts: frozenset[str]
    """The first words of all that is above: another line needs no folding."""
    closings: Mapping[str, tuple[str, ...]]
    """Last word to what a teaser ends with: `read more`."""
    cues: tuple[Cue, ...]
    """What speaks of consent, subscriptions, rights."""
    gates: tuple[str, ...]
    """A word of each cue: without one of them no cue is looked for."""
    readers: tuple[str, ...]
    """Words that address a reader."""
    labels: frozenset[str]
    """What stands before the colon of a teaser: `related`."""
    author_verbs: frozenset[str]
    """What follows a name in a box about an author: `is`, `covers`."""
    author_roles: frozenset[str]
    """Who has such boxes: `reporter`."""

    def opening(self, folded: str, *, is_sure: bool = False) -> Opening | None:
        """The longest phrase that the folded line begins with, word for word; only the sure ones where asked."""
        first = folded.partition(" ")[0]
        for one in self.openings.get(first, ()):
            if (one.is_sure or not is_sure) and folded.startswith(one.text):
                if folded[len(one.text) : len(one.text) + 1] in ("", " "):
                    return one
        for one in self.openings.get(first[:1], ()) if first[:1] >= WIDE else ():
            if (one.is_sure or not is_sure) and folded.startswith(one.text):
                return one
        return None


@record
class Ends(Record):
    """Whole lines and openings that share one meaning."""

    lines: frozenset[str]
    """The folded lines."""
    openings: Openings
    """What such a line may begin with."""
    firsts: frozenset[str]
    """Their first words."""

    def holds(self, value: str) -> bool:
        """Whether a line is one of them."""
        if not may_begin(value, self.firsts):
            return False
        folded = fold(value)
        return folded in self.lines or self.openings.find(folded) is not None


def may_begin(value: str, firsts: frozenset[str]) -> bool:
    """Whether a phrase with one of these first words may begin a line; cheap, and sure only where it says no."""
    words = value.split(None, 1)
    if not words:
        return False
    first = words[0].casefold().strip(_MARKS)
    return first in firsts or not first.isalpha() or (first[0] >= WIDE and first[0] in firsts)


def last_word(word: str) -> str:
    """A line's last word as closings are looked up."""
    return word.casefold().strip(_MARKS)


@cache
def find_phrases(book: RuleBook) -> Phrases:
    """The phrases of a language."""
    sections, buttons = fold_all(_asked(book, "sections")), fold_all(_asked(book, "buttons"))
    lines = dict.fromkeys(fold_all(_asked(book, "endings")), _RULES["teaser"])
    openings: dict[str, Opening] = {}
    cues: dict[str, Cue] = {}
    for name in CLASSES:
        rule = _RULES[name]
        lines |= dict.fromkeys(fold_all(_asked(book, f"{name}_lines")), rule)
        for sure in (False, True):
            for text in fold_all(_asked(book, f"{name}_sure_openings" if sure else f"{name}_openings")):
                if sure or text not in openings:
                    openings[text] = Opening(text, rule, sure)
        for text in sorted(_asked(book, f"{name}_cues")):
            cues[text.casefold()] = Cue(text.casefold(), rule, 1)
        for text in sorted(_asked(book, f"{name}_strong_cues")):
            cues[text.casefold()] = Cue(text.casefold(), rule, _STRONG)
    by_first = _by_first(openings.values())
    return Phrases(
        lines, sections, buttons, by_first, _firsts(lines, sections, buttons) | by_first.keys(),
        _closings(book), tuple(cues.values()), _gates(cues),
        tuple(f" {one} " if len(one) <= 3 else f" {one}" for one in sorted(_asked(book, "readers"))),
        fold_all(_asked(book, "teaser_labels")),
        split_all(_asked(book, "author_verbs")), split_all(_asked(book, "author_roles")),
    )  # fmt: skip


@cache
def find_endings(book: RuleBook) -> Ends:
    """The lines after which an article's text is over."""
    return _ends(fold_all(_asked(book, "endings")), Openings.of(_asked(book, "ending_openings")))


@cache
def find_placeholders(book: RuleBook) -> Ends:
    """What stands where a picture was."""
    return _ends(fold_all(_asked(book, "placeholders")), Openings.of(_asked(book, "placeholder_openings")))


def _ends(lines: frozenset[str], openings: Openings) -> Ends:
    return Ends(lines, openings, _firsts(lines) | openings.by_first.keys())


def _asked(book: RuleBook, name: str) -> frozenset[str]:
    return book.words("furniture", name)


def _firsts(*groups: Iterable[str]) -> frozenset[str]:
    return frozenset(_key(one) for group in groups for one in group) | frozenset(
        one.partition(" ")[0] for group in groups for one in group
    )


def _key(folded: str) -> str:
    """The first word, or the first letter of a script that has no blanks."""
    return folded[0] if folded[0] >= WIDE else folded.partition(" ")[0]


def _by_first(openings: Iterable[Opening]) -> dict[str, tuple[Opening, ...]]:
    groups: dict[str, list[Opening]] = {}
    for one in openings:
        groups.setdefault(_key(one.text), []).append(one)
    return {first: tuple(sorted(group, key=_length, reverse=True)) for first, group in groups.items()}


def _length(opening: Opening) -> int:
    return len(opening.text)


def _closings(book: RuleBook) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for folded in sorted(fold_all(_asked(book, "teaser_closings"))):
        last = folded.rpartition(" ")[2]
        groups[last] = (*groups.get(last, ()), folded)
    return groups


def _gates(cues: Iterable[str]) -> tuple[str, ...]:
    """Few stretches of letters such that each cue holds one of them."""
    gates: list[str] = []
    for cue in sorted(cues, key=len):
        if not any(gate in cue for gate in gates):
            word = max(cue.split(), key=len)
            gates.append(word if len(word) > 3 else cue)
    return tuple(gates)
