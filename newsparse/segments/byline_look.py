"""A cheap look at a line: most lines of a page can't name an author, and their words alone tell it.

Of 75,000 lines of 400 pages four in five end here, for a tenth of what reading them costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.patterns import pattern
from newsparse.segments.name_words import NameWords
from newsparse.segments.names import COLONS, is_one_of

_LONGEST_LABEL: Final = 40
_LONGEST_LEAD: Final = 7
_JOINED: Final = ("al-", "el-", "d'", "d’", "l'", "l’")
_PIECES: Final = pattern(r"[^\s/|,:;()\[\]{}•·–—*\"“”„«»!?：]+")


def opens_a_byline(value: str, words: NameWords) -> bool:
    """A look at a sentence: a lead or a label opens it, or a copula stands behind two to five words, before a job."""
    pieces = _PIECES.findall(value, 0, 80)
    if len(pieces) < 2:
        return False
    folded = _fold_all(pieces)
    if _opens_with_phrase(folded, words) or _is_labelled(value, folded, words):
        return True
    if len(value) < 160 and folded[0] in words.inner and _has_lead_at(0, pieces, folded, words):
        return True
    return _is_box(pieces, folded, words)


def may_hold_names(value: str, words: NameWords) -> bool:
    """A look at a line that is no sentence."""
    is_bare = value.replace(" ", "").isalnum()  # most lines of a menu: a split takes a fifth of the time
    pieces = value.split() if is_bare else _PIECES.findall(value)
    if len(pieces) < 2:
        return bool(pieces) and pieces[0].casefold().rstrip(".") in words.fixed
    folded = _fold_all(pieces)
    if not is_bare and "." in value:
        folded = [one.rstrip(".") or "." for one in folded]
    if _begins_with_name(pieces, folded, words):
        return True
    if not words.inner.isdisjoint(folded):
        for at in range(len(pieces) - 1):
            if folded[at] in words.inner and _has_lead_at(at, pieces, folded, words):
                return True
    if _opens_with_phrase(folded, words) or _is_labelled(value, folded, words):
        return True
    return "/" in value[:5] or _is_box(pieces, folded, words)


def _fold_all(pieces: Sequence[str]) -> list[str]:
    """Words without blanks, case folded all at once."""
    return "\n".join(pieces).casefold().split("\n")


def _opens_with_phrase(folded: Sequence[str], words: NameWords) -> bool:
    """`Reporting by`, `additional reporting by`, `headshot of`."""
    first = folded[0]
    for openings in (words.reporting, words.contributing, words.portraits):
        if first in openings.by_first and openings.find(" ".join(folded[:_LONGEST_LEAD])):
            return True
    return False


def _is_labelled(value: str, folded: Sequence[str], words: NameWords) -> bool:
    if folded[0] not in words.labelled:
        return False
    label = value[:_LONGEST_LABEL]
    return COLONS[0] in label or COLONS[1] in label


def _is_box(pieces: Sequence[str], folded: Sequence[str], words: NameWords) -> bool:
    """`Jane Roe is a reporter at ...`."""
    if words.copulas.isdisjoint(folded[2:6]) or not pieces[0][0].isupper():
        return False
    return any(is_one_of(one, words.roles) for one in folded[3:14])


def _has_lead_at(at: int, pieces: Sequence[str], folded: Sequence[str], words: NameWords) -> bool:
    """Whether a name may stand behind a lead, or behind an article's kind and what joins it to the name."""
    behind = 0
    if folded[at] in words.leads.by_first:
        phrase = words.leads.find(" ".join(folded[at : at + _LONGEST_LEAD]))
        behind = at + phrase.count(" ") + 1 if phrase else 0
    if not behind and folded[at] in words.genres:
        behind = at + 2 if folded[at + 1] in words.joins else 0
    if not behind or behind >= len(pieces):
        return False
    one, plain = pieces[behind], folded[behind]
    if one[0].islower():
        return plain in words.particles or plain in words.agencies or plain in words.desks or plain.startswith(_JOINED)
    return plain not in words.common or plain in words.given or plain in words.fixed


def _begins_with_name(pieces: Sequence[str], folded: Sequence[str], words: NameWords) -> bool:
    """Whether two words that may be a name begin the line, dates and times aside, and the rest may go with it."""
    at, last = 0, len(pieces) - 1
    while at < last and (not pieces[at][0].isalpha() or _is_aside(folded, at, words)):
        at += 1
    plain = folded[at]
    if plain in words.fixed or (at < last and f"{plain} {folded[at + 1]}" in words.fixed):
        return True
    if plain in words.roles or (plain in words.modifiers and not words.roles.isdisjoint(folded[at + 1 : at + 4])):
        return True
    if at == last or not pieces[at][0].isupper() or (plain in words.common and plain not in words.given):
        return False
    if not _may_be_surname(pieces[at + 1], folded[at + 1], plain in words.given, words):
        return "@" in pieces[at + 1] and folded[at + 1][0] == "@"
    return _rest_is_known(pieces, folded, words)


def _may_be_surname(piece: str, folded: str, known: bool, words: NameWords) -> bool:
    """Whether the second word may belong to a name; behind a known given name more words may."""
    plain = folded.lstrip("'’‘")
    if not piece[0].isupper():
        return plain in words.particles or plain.startswith(_JOINED)
    return known or plain not in words.common or plain in words.surnames or plain in words.given


def _is_aside(folded: Sequence[str], at: int, words: NameWords) -> bool:
    plain = folded[at]
    if plain in words.given and not (at and folded[at - 1][0].isdigit()):
        return False
    return plain in words.noise or plain in words.calendar or plain in words.ands


def _rest_is_known(pieces: Sequence[str], folded: Sequence[str], words: NameWords) -> bool:
    """Whether the words behind the first two go with a byline; beside a job anything may stand."""
    unknown = 0
    for piece, plain in zip(pieces[2:], folded[2:], strict=False):
        if plain in words.openers and piece[0].isupper():
            break  # The Harbour Courier
        if piece[0].islower():
            unknown += plain not in words.small and "@" not in piece
        elif plain in words.common and plain not in words.small:
            unknown += 2  # a headline's words
    return unknown <= 1 or any(is_one_of(plain, words.roles) for plain in folded)
