"""What credits are made of: labels, agencies and picture houses, photographers' names.

Photo   Image credit   photo by        AFP   Getty Images   Jane Roe/Reuters   dpa | Jana Muster
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from newsparse.patterns import pattern
from newsparse.record import Mutable, mutable
from newsparse.rules import RuleBook
from newsparse.segments.phrases import fold

# Of 180 printed credits, the longest that names people and agencies only has 93 characters.
LONGEST_CREDIT: Final = 110
_LONGEST_WITH_ENDING: Final = 24
# Longer lines are paragraphs, which are asked about once.
_REMEMBERED: Final = 130
_SITE: Final = pattern(r"[a-z0-9-]+(?:\.[a-z0-9-]+)?\.[a-z]{2,8}")
PIECES: Final = pattern(r"\s*[/|,;:&()\[\]–—+]\s*|\s+-\s+")
# What may stand between a house and other words; marks of ASCII go at the speed of bytes, all at once.
_ASCII_APART: Final = b".,;:()[]|\"'-+=!?_"
_ASCII_TO_BLANKS: Final = bytes(32 if one in _ASCII_APART else one for one in range(256))
_APART: Final = "–—“”„»«’"
_APART_WIDE: Final = "。、＝（）［］「」【】：／｜▲·"
_WIDE_SIGNS: Final = ("©", "\N{SOUND RECORDING COPYRIGHT}", "ｃ）", "ｃ)", "\N{CIRCLED LATIN SMALL LETTER C}")
# The first letter of scripts that set no blanks between words, Hangul's included: its houses are often glued.
FIRST_WIDE: Final = "\u2e80"
SIGNS: Final = (
    "©",
    "\N{SOUND RECORDING COPYRIGHT}",
    "(c)",
    "(C)",
    "（Ｃ）",
    "(Ｃ)",
    "\N{CIRCLED LATIN CAPITAL LETTER C}",
    "\N{CIRCLED LATIN SMALL LETTER C}",
)


@mutable
class CreditWords(Mutable):
    """What credits are made of, in one language; made once a language, and told from others by identity."""

    labels: frozenset[str]
    """`photo`, before a colon: only credits have it."""
    weak_labels: frozenset[str]
    """`source`, before a colon behind a sentence's end."""
    caption_labels: frozenset[str]
    """`image caption`: a caption follows."""
    caption_starts: frozenset[str]
    """Their first three letters."""
    introductions: tuple[str, ...]
    """`photo by`, longest first."""
    introduction_gates: tuple[str, ...]
    """Letters of which some stand in every introduction; the first letter, which may be a capital, is left out."""
    houses: frozenset[str]
    """`afp`, `getty images`."""
    endings: tuple[str, ...]
    """`撮影`: what a credit may end with."""
    archive: frozenset[str]
    """`file`: says where a picture lay, not who took it."""
    common: frozenset[str]
    """`archive`: houses that are ordinary words too, so that a line of nothing else says little."""
    positions: frozenset[str]
    """`left`: where in a picture somebody stands, in brackets."""
    positions_between_commas: frozenset[str]
    """The same between commas: `Jane Roe, second left, and ...`."""
    marks: frozenset[str]
    """Words of which one stands in every credit that has neither sign nor slash: `images`, `photo`."""
    label_ends: tuple[str, ...]
    """What labels end with, for those that are glued to the word before."""
    wide: tuple[str, ...]
    """Labels and houses of scripts without blanks."""


@cache
def credit_words(book: RuleBook) -> CreditWords:
    """The vocabulary of captions and credits in the book's language."""

    def folded(name: str) -> frozenset[str]:
        return frozenset(map(fold, book.words("caption", name)))

    introductions = tuple(sorted((one.casefold() for one in book.words("caption", "introductions")), key=len)[::-1])
    labels, weak_labels, houses = folded("labels"), folded("weak_labels"), folded("houses")
    captions = folded("caption_labels")
    named = labels | weak_labels | houses
    # As printed, for folding takes the vowel signs of Indian scripts away.
    printed = [one.casefold() for name in ("labels", "weak_labels", "houses") for one in book.words("caption", name)]
    printed_labels = (*book.words("caption", "labels"), *book.words("caption", "weak_labels"))
    label_ends = frozenset(one.casefold().rpartition(" ")[2] for one in printed_labels)
    endings = tuple(book.words("caption", "endings"))
    keys = {max(one.split(), key=len) for one in (*named, *printed, *endings, *introductions)}
    return CreditWords(
        labels=labels,
        weak_labels=weak_labels,
        caption_labels=captions,
        caption_starts=frozenset(one[:3] for one in captions),
        introductions=introductions,
        introduction_gates=tuple({one[1:5] for one in introductions}),
        houses=houses,
        endings=endings,
        archive=folded("archive"),
        common=folded("common"),
        positions=folded("positions"),
        positions_between_commas=book.words("caption", "positions_between_commas"),
        marks=frozenset(keys),
        label_ends=tuple(label_ends),
        wide=tuple(one for one in (*named, *endings) if one[0] >= FIRST_WIDE),
    )


def may_hold_credit(tail: str, words: CreditWords) -> bool:
    """Whether the end of a line holds any word or sign that all credits have one of; most lines have none.

    >>> from newsparse.rules import load_rule_book
    >>> words = credit_words(load_rule_book("en"))
    >>> may_hold_credit("A ferry leaves. Getty Images", words), may_hold_credit("A ferry leaves.", words)
    (True, False)
    """
    return _short_may_hold(tail, words) if len(tail) <= _REMEMBERED else _may_hold(tail, words)


def _may_hold(tail: str, words: CreditWords) -> bool:
    folded = tail.casefold()
    is_ascii = tail.isascii()
    if is_ascii and folded[-1:].isalpha() and folded.replace(" ", "").isalpha():  # as most lines of a menu
        return not words.marks.isdisjoint(folded.split())
    if "/" in tail or "(c)" in folded or "copyright" in folded:
        return True
    for gate in words.introduction_gates:
        if gate in folded:
            return True
    if not is_ascii and _has_wide_mark(folded, words):
        return True
    if ":" in folded and any(one.endswith(words.label_ends) for one in folded.split(":")[:-1]):
        return True
    # Behind a full stop, houses stand in brackets only.
    if folded[-1] in ".!?" and folded[-2:-1] not in ")]":
        return False
    return not words.marks.isdisjoint(_split(folded, is_ascii))


# A line is asked about as a credit and as a caption, and by its neighbours.
_short_may_hold = lru_cache(maxsize=1024)(_may_hold)


def _split(folded: str, is_ascii: bool) -> list[str]:
    """The words between blanks and marks."""
    folded = folded.encode("utf-8", "surrogatepass").translate(_ASCII_TO_BLANKS).decode("utf-8", "surrogatepass")
    if not is_ascii:
        for mark in _APART:
            if mark in folded:
                folded = folded.replace(mark, " ")
    return folded.split()


def _has_wide_mark(folded: str, words: CreditWords) -> bool:
    if any(map(folded.__contains__, _WIDE_SIGNS)):
        return True
    if not words.wide:
        return False
    if any(map(folded.__contains__, words.wide)):
        return True
    for mark in _APART_WIDE:
        if mark in folded:
            folded = folded.replace(mark, " ")
    return not words.marks.isdisjoint(folded.split())


def is_lenient(text: str) -> bool:
    """In a line known to be a caption, a name or an acronym at its end is the credit."""
    tokens = text.split()
    if text and "가" <= text[0] <= "힣":  # a Korean name
        return len(tokens[0]) in (2, 3, 4) and text[-1] != "다" and (len(tokens) == 1 or tokens[1:] == ["기자"])
    if len(tokens) == 1:
        return text.isupper() and 2 <= len(text) <= 6
    return 2 <= len(tokens) <= 4 and all(one[0].isupper() for one in tokens) and text[-1] not in ".!?"


def strength_of(text: str, words: CreditWords) -> float:
    """How much the words look like a photographer and an agency.

    A known house ("AFP", "Getty Images") is strong where all the rest are names; two short capitalised pieces
    around a slash ("Oliver Lane / RegionalHUB") are fair; anything else says nothing.
    """
    if not text or len(text) > LONGEST_CREDIT or "<" in text:
        return 0.0
    if words.endings and len(text) <= _LONGEST_WITH_ENDING and text.rstrip(".").endswith(words.endings):
        return 0.7
    pieces = [one for one in PIECES.split(text) if one]
    if not pieces:
        return 0.0
    if len(pieces) > 1 and text[len(pieces[0]) :].lstrip().startswith("/") and fold(pieces[0]) in words.labels:
        return 0.85  # "Foto/Jane Roe"
    houses = sum(is_house(one, words) or (len(pieces) > 1 and fold(one).startswith("copyright 0")) for one in pieces)
    names = sum(is_short_name(one) and not is_house(one, words) for one in pieces)
    if houses == len(pieces):
        return 0.85
    if houses > 1 and houses + names == len(pieces) - 1 and len(pieces) > 3:
        return 0.75  # "IMAGO / Harbour Press /Pool / i-Pictures"
    if houses and houses + names >= len(pieces):
        return 0.9 if "/" in text or len(pieces) == 2 else 0.75
    if "/" not in text or "://" in text or " " not in text:
        return 0.0
    if len(pieces) == 2 and _SITE.fullmatch(pieces[0]) and names == 1:
        return 0.7  # "harbour-courier.example/Jane Roe"
    if len(pieces) >= 2 and names == len(pieces):
        return 0.6 if all(one[0].isupper() for one in text.replace("/", " ").split()) else 0.0
    return 0.0


def is_house(piece: str, words: CreditWords) -> bool:
    """Whether the words name an agency or a picture house: `AFP`, `Pool via Reuters`, `AP file photo`."""
    folded = fold(piece)
    if folded in words.houses:
        return True
    # "Pool via REUTERS", "PA Images via Getty", "for The Harbour Courier via Getty Images", "AP Photo"
    first, _, rest = folded.partition(" via ")
    if rest and rest in words.houses:
        return len(first) <= 50
    if folded.startswith("via "):
        return folded[4:] in words.houses
    head, _, tail = folded.rpartition(" ")
    return bool(head) and (head in words.houses and (tail in words.labels or tail in words.archive or tail == "0"))


def is_short_name(piece: str) -> bool:
    """Whether up to five words, most of them capitalised, may be somebody's name."""
    tokens = piece.split()
    if not piece or not piece[0].isalnum():
        return False
    return 0 < len(tokens) <= 5 and sum(one[0].isupper() for one in tokens) * 2 > len(tokens)


def reads_like_a_sentence(text: str) -> bool:
    """More than half of at least five words begin with a small letter."""
    tokens = text.split()
    return len(tokens) >= 5 and 2 * sum(one[0].islower() for one in tokens) > len(tokens)
