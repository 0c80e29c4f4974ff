"""The phrases of a language's `furniture.toml`, arranged so that most lines cost one look-up of their first word.

A class of furniture (`consent`, `newsletter`, `teaser`, ...) has five lists there, each of which may be missing:
`consent_lines` are whole lines, `consent_openings` begin short lines, `consent_sure_openings` begin lines of any
length, one of `consent_strong_cues` anywhere in a paragraph is enough, of `consent_cues` it takes two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Final

from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.phrases import fold, fold_all, split_all

CLASSES: Final = (
    "consent", "newsletter", "paywall", "account", "comments", "share", "teaser", "player", "reading_time", "advert",
    "copyright", "author", "app", "appeal", "notice", "service", "navigation",
)  # fmt: skip
_RULES: Final = {name: f"furniture/{name.replace('_', '-')}" for name in CLASSES} | {"author": "furniture/author-box"}
_LAST_BUT_MENUS: Final = "notice"
_MARKS: Final = ".,:;!?\"'“”„«»‹›()[]{}*_-–—…|/·•#+>→"
_ASCII_TO_BLANKS: Final = bytes(one if one > 127 or chr(one).isalnum() else 32 for one in range(256))
# Scripts without blanks between words begin here; their phrases are found by their first letter.
WIDE: Final = "\u2e80"
_THAI: Final = "\u0e00"
_LAO_END: Final = "\u0eff"
# So many bytes of a word tell which cues may stand in a paragraph.
_KEY: Final = 4
_key = itemgetter(slice(_KEY))
_WEAK, _STRONG = 1, 2
# Lines of menus, of which a page has up to a thousand.
_LONGEST_REMEMBERED, _REMEMBERED = 90, 2048
# What a first word may open, as bits.
PHRASE: Final = 1
ENDING: Final = 2
PLACEHOLDER: Final = 4


@record
class Opening(Record):
    """What a line may begin with."""

    text: str
    """The folded phrase."""
    rule: str
    """The rule of its class: `furniture/consent`."""
    is_sure: bool
    """Whether it tells also of paragraphs of any length."""


# Its place in the rule file, the case folded text (`subscri`), the rule of its class, 1, or 2 where it is enough alone.
Cue = tuple[int, str, str, int]


@record
class Cues(Record):
    """What stands somewhere in a paragraph: stretches of letters, each a place, its text, a rule, and a weight."""

    by_key: Mapping[bytes, tuple[Cue, ...]]
    """The beginning of a cue's longest word to the cues."""
    keys: frozenset[bytes]
    """All such beginnings."""
    others: tuple[Cue, ...]
    """Cues of scripts without blanks, and of short words: each must be looked for."""

    def find(self, value: str) -> list[Cue]:
        """The cues within a paragraph, those first that stand first in the rule file; costs its words, not the cues."""
        folded = value.casefold()
        if folded.isascii():
            plain = folded.encode()
        else:
            plain = folded.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").encode("utf-8", "surrogatepass")
        keys = self.keys.intersection(map(_key, plain.translate(_ASCII_TO_BLANKS).split()))
        found = [cue for key in keys for cue in self.by_key[key] if cue[1] in folded] if keys else []
        if self.others:
            found += [cue for cue in self.others if cue[1] in folded]
        return sorted(found) if len(found) > 1 else found


class Openings:
    """What lines may begin with, found by their first word or, in a script without blanks, by their first letter."""

    __slots__ = ("_groups",)

    def __init__(self) -> None:
        self._groups: dict[str, list[tuple[str, str, bool]]] = {}

    def add(self, texts: Iterable[str], rule: str, *, is_sure: bool = False) -> None:
        """More phrases, folded, of one rule."""
        groups = self._groups
        for text in texts:
            first = text[0] if text[0] >= WIDE else text.partition(" ")[0]
            if first in groups:
                groups[first].append((text, rule, is_sure))
            else:
                groups[first] = [(text, rule, is_sure)]

    def firsts(self) -> Iterable[str]:
        """The first words, and first letters."""
        return self._groups.keys()

    def texts(self) -> Iterable[str]:
        """All phrases."""
        return (text for group in self._groups.values() for text, _, _ in group)

    def find(self, folded: str) -> Opening | None:
        """The longest phrase that the folded line begins with, word for word; of two classes' the sure one."""
        best: tuple[int, bool, str, str] | None = None
        is_wide = folded[:1] >= WIDE
        for text, rule, is_sure in self._groups.get(folded[:1] if is_wide else folded.partition(" ")[0], ()):
            if folded.startswith(text) and (is_wide or folded[len(text) : len(text) + 1] in ("", " ")):
                if best is None or (len(text), is_sure) > best[:2]:
                    best = len(text), is_sure, text, rule
        return None if best is None else Opening(best[2], best[3], best[1])


@record
class Phrases(Record):
    """The phrases of a language, ready to be asked."""

    lines: Mapping[str, str]
    """Whole lines to the rules of their classes: `read more`."""
    sections: frozenset[str]
    """Names of sections and menu entries: `sport`."""
    buttons: frozenset[str]
    """Words of share rows: `facebook`."""
    openings: Openings
    """What lines begin with."""
    entries: frozenset[str]
    """Whole lines, sections and buttons: what a menu's row is made of."""
    firsts: frozenset[str]
    """The first words of all that is above: another line needs no folding."""
    pairs: frozenset[str]
    """The first two words of all that is above, or the one word."""
    free: frozenset[str]
    """First words behind which anything may follow."""
    closings: Mapping[str, tuple[str, ...]]
    """Last word to what a teaser ends with: `read more`."""
    cues: Cues
    """What speaks of consent, subscriptions, rights."""
    readers: tuple[str, ...]
    """Words that address a reader."""
    labels: frozenset[str]
    """What stands before the colon of a teaser: `related`."""
    label_firsts: frozenset[str]
    """The first words of these."""
    author_verbs: frozenset[str]
    """What follows a name in a box about an author: `is`, `covers`."""
    author_roles: frozenset[str]
    """Who has such boxes: `reporter`."""

    def may_open(self, words: Sequence[str]) -> bool:
        """Whether the second word of a line, the first being one of `firsts`, leaves a phrase possible."""
        first = words[0].casefold().strip(_MARKS)
        if first in self.free or not first.isalpha():
            return True
        if len(words) == 1:
            return first in self.pairs or first[0] >= WIDE
        second = words[1].casefold().strip(_MARKS)
        return f"{first} {second}" in self.pairs or not second.isalpha() or first[0] >= WIDE


@record
class Ends(Record):
    """Whole lines and openings that share one meaning."""

    lines: frozenset[str]
    """The folded lines."""
    openings: Openings
    """What such a line may begin with."""
    firsts: frozenset[str]
    """Their first words."""

    def holds(self, folded: str) -> bool:
        """Whether a folded line is one of them."""
        return folded in self.lines or self.openings.find(folded) is not None


def first_word(value: str) -> str:
    """A line's first word as `fold` leaves it.

    >>> first_word("» Read more"), first_word("12 Comments"), first_word("--")
    ('read', '0', '')
    """
    words = value.split(None, 1)
    if not words:
        return ""
    first = words[0].casefold()
    if first.isalpha() or (first := first.strip(_MARKS)).isalpha():
        return first
    return fold(words[0]).partition(" ")[0] or fold(value[:160]).partition(" ")[0]


def may_begin(value: str, firsts: frozenset[str]) -> bool:
    """Whether a phrase with one of these first words may begin a line; cheap, and sure only where it says no."""
    first = first_word(value)
    return first in firsts or (first[:1] >= WIDE and first[0] in firsts)


def openers(value: str, book: RuleBook) -> int:
    """Which phrases may begin a line: `PHRASE`, `ENDING`, `PLACEHOLDER`, added up; sure only where it says no.

    Three questions are asked about each short line, the first about all of a page before the others: they are
    remembered. A paragraph is asked one.
    """
    return _openers_of_short(value, book) if len(value) <= _LONGEST_REMEMBERED else _openers(value, book)


def _openers(value: str, book: RuleBook) -> int:
    by_first = _by_first(book)
    first = first_word(value)
    found = by_first.get(first, 0)
    return found | by_first.get(first[0], 0) if first[:1] >= WIDE else found


_openers_of_short = lru_cache(maxsize=_REMEMBERED)(_openers)


def last_word(word: str) -> str:
    """A line's last word as closings are looked up."""
    return word.casefold().strip(_MARKS)


@cache
def find_phrases(book: RuleBook) -> Phrases:
    """The phrases of a language."""
    sections, buttons = fold_all(_asked(book, "sections")), fold_all(_asked(book, "buttons"))
    lines: dict[str, str] = {}
    openings = Openings()
    for name in reversed(CLASSES):  # of a line's classes the first counts, and menus only where it has no other
        if name == _LAST_BUT_MENUS:
            lines.update(dict.fromkeys(fold_all(_asked(book, "endings")), _RULES["teaser"]))
        lines.update(dict.fromkeys(fold_all(_asked(book, f"{name}_lines")), _RULES[name]))
    for name in CLASSES:
        rule = _RULES[name]
        openings.add(fold_all(_asked(book, f"{name}_openings")), rule)
        openings.add(fold_all(_asked(book, f"{name}_sure_openings")), rule, is_sure=True)
    labels = fold_all(_asked(book, "teaser_labels"))
    entries = sections | buttons | lines.keys()
    return Phrases(
        lines, sections, buttons, openings, entries,
        first_words(entries, openings.firsts()), *_pairs(entries, buttons, openings),
        _closings(book), _cues(book),
        tuple(f" {one} " if len(one) <= 3 else f" {one}" for one in sorted(_asked(book, "readers"))),
        labels, first_words(labels),
        split_all(_asked(book, "author_verbs")), split_all(_asked(book, "author_roles")),
    )  # fmt: skip


@cache
def find_endings(book: RuleBook) -> Ends:
    """The lines after which an article's text is over."""
    return _ends(book, "endings", "ending_openings")


@cache
def find_placeholders(book: RuleBook) -> Ends:
    """What stands where a picture was."""
    return _ends(book, "placeholders", "placeholder_openings")


@cache
def _by_first(book: RuleBook) -> dict[str, int]:
    found: dict[str, int] = {}
    groups = ((PHRASE, find_phrases(book)), (ENDING, find_endings(book)), (PLACEHOLDER, find_placeholders(book)))
    for bit, one in groups:
        for first in one.firsts:
            found[first] = found.get(first, 0) | bit
    return found


def _ends(book: RuleBook, lines_name: str, openings_name: str) -> Ends:
    lines, openings = fold_all(_asked(book, lines_name)), Openings()
    openings.add(fold_all(_asked(book, openings_name)), lines_name)
    return Ends(lines, openings, first_words(lines, openings.firsts()))


def _asked(book: RuleBook, name: str) -> frozenset[str]:
    return book.words("furniture", name)


def first_words(*groups: Iterable[str]) -> frozenset[str]:
    """First words, and the first letters where a script has no blanks."""
    firsts = {one.partition(" ")[0] for group in groups for one in group}
    return frozenset(firsts) | {one[0] for one in firsts if one[0] >= WIDE}


def _pairs(
    entries: Iterable[str], buttons: frozenset[str], openings: Openings
) -> tuple[frozenset[str], frozenset[str]]:
    """What lines begin with, two words of each phrase; and the first words of rows of buttons and of short openings."""
    openers = list(openings.texts())
    pairs = {" ".join(one.split(" ", 2)[:2]) for group in (entries, openers) for one in group}
    return frozenset(pairs), buttons.union(one for one in openers if " " not in one)


def _closings(book: RuleBook) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for folded in sorted(fold_all(_asked(book, "teaser_closings"))):
        last = folded.rpartition(" ")[2]
        groups[last] = (*groups.get(last, ()), folded)
    return groups


def _cues(book: RuleBook) -> Cues:
    found: dict[str, Cue] = {}
    for name in CLASSES:
        for weight, part in ((_WEAK, "cues"), (_STRONG, "strong_cues")):
            for text in book.phrases("furniture", f"{name}_{part}"):
                folded = text.casefold()
                if folded not in found or found[folded][3] < weight:
                    found[folded] = len(found), folded, _RULES[name], weight
    by_key: dict[bytes, tuple[Cue, ...]] = {}
    others = []
    for cue in found.values():
        key = max(cue[1].encode().translate(_ASCII_TO_BLANKS).split(), key=len, default=b"")[:_KEY]
        if len(key) < _KEY or _is_unspaced(cue[1]):
            others.append(cue)
        else:
            by_key[key] = (*by_key.get(key, ()), cue)
    return Cues(by_key, frozenset(by_key), tuple(others))


def _is_unspaced(text: str) -> bool:
    """Whether it belongs to a script that has no blanks between words, or that joins them freely, such as Korean."""
    return any(one >= WIDE or _THAI <= one <= _LAO_END for one in (text[0], text[-1]))
