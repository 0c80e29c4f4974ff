"""The words under a picture, and who is credited for it.

Rescuers at the old harbour on Monday. Photo: Jane Roe/Reuters        Foto: dpa
A ferry leaves the harbour. (AP Photo/Jane Roe)                       REUTERS/Jane Roe
"""

from __future__ import annotations

from typing import Final

from newsparse.patterns import pattern
from newsparse.rules import RuleBook
from newsparse.segments.candidate import Candidate, Part
from newsparse.segments.credit import (
    BLANK,
    SENTENCE_END,
    TRIM_BEFORE,
    TRIM_CREDIT,
    Credit,
    find_credit,
    has_words,
    propose_credit,
    trim,
)
from newsparse.segments.credit_words import CreditWords, credit_words, is_lenient, strength_of
from newsparse.segments.phrases import fold

__all__ = ["begins_in_capitals", "names_positions", "propose_caption", "propose_credit", "with_credit_behind"]

_LONGEST: Final = 900
_BEFORE_CAPTION: Final = BLANK + "|[*▲▶◀■△▷"
_SHORTEST_HALF: Final = 9
_STRAIGHT: Final = str.maketrans("“”„«»’‘", '"""""\'\'')
_BRACKETED: Final = pattern(r"(?<![a-z])[(（]([^()（）]{1,24})[)）]")


def propose_caption(value: str, book: RuleBook, *, marked: bool = False) -> Candidate | None:
    """The line as a picture's caption, its credit cut off.

    Recognises a sentence that ends in a credit (`Photo: Jane Roe/Reuters`, `(Photo by AFP)`, `© Getty`,
    `| Bild: dpa`, `(AP Photo/Jane Roe)`) or begins with a caption's label (`Image caption, ...`). With
    `marked`, when the page itself says that it is a caption, any text is one and only the credit is cut off.
    Parts: `caption` and, where one is printed, `credit`, whose value says who, without "Photo by" or brackets.
    A line that is only a credit is left to `propose_credit`; a sentence without any credit is not judged.

    >>> from newsparse.rules import load_rule_book
    >>> found = propose_caption("A ferry leaves the harbour. Photo: Jane Roe/Reuters", load_rule_book("en"))
    >>> [(one.name, one.value) for one in found.parts]
    [('caption', 'A ferry leaves the harbour.'), ('credit', 'Jane Roe/Reuters')]
    >>> propose_caption("A ferry leaves the harbour.", load_rule_book("en")) is None
    True
    """
    if len(value) > _LONGEST and not marked:
        return None
    words = credit_words(book)
    start = _after_caption_label(value, words)
    credit = find_credit(value, words, lenient=marked or start > 0)
    if credit is not None and not has_words(value, start, credit.cut):
        credit = None
        if not marked:
            return None
    if credit is None and not marked and not start:
        return None
    end = credit.cut if credit else len(value)
    if credit is not None and (inner := find_credit(value[:end], words)) and has_words(value, start, inner.cut):
        end = inner.cut  # "... © Jane Roe Photo: Jane Roe"
    begin, end = trim(value, start, end, _BEFORE_CAPTION, TRIM_BEFORE)
    if begin == end:
        return None
    begin = _second_half(value, begin, end)
    parts = [Part("caption", begin, end, value[begin:end])]
    if credit is not None:
        parts.append(Part("credit", credit.start, credit.end, value[credit.start : credit.end]))
    rule, confidence = _judge(value, credit, start, marked)
    return Candidate("caption", 0, len(value), rule, confidence, tuple(parts))


def names_positions(value: str, book: RuleBook) -> bool:
    """Whether a line says where in a picture somebody stands: `(left)`, `(l.)`, `, second from right,`, `（左）`.

    A single capital, as in `(R)`, names a party.

    >>> from newsparse.rules import load_rule_book
    >>> names_positions("The mayor (left) at the harbour", load_rule_book("en"))
    True
    >>> names_positions("The Left (a party) won", load_rule_book("en"))
    False
    """
    words = credit_words(book)
    if "(" in value or "\N{FULLWIDTH LEFT PARENTHESIS}" in value:
        found = _BRACKETED.findall(value)
        if any((len(one) > 1 or not one.isupper()) and fold(one) in words.positions for one in found):
            return True
    between = words.positions_between_commas
    return bool(between) and value.count(", ") > 1 and not between.isdisjoint(value.split(", ")[1:-1])


def begins_in_capitals(value: str, book: RuleBook) -> bool:
    """Whether a line begins as captions do in some languages: `FORVENTER: The mayor waits at the harbour.`

    >>> from newsparse.rules import load_rule_book
    >>> begins_in_capitals("KLAR: Ferja legger fra kai.", load_rule_book("nb"))
    True
    >>> begins_in_capitals("CLEAR: The ferry leaves.", load_rule_book("en"))
    False
    """
    lead, colon, rest = value[:40].partition(": ")
    if not colon or not lead.isupper() or len(lead) < 4 or not rest or "." in lead:
        return False
    return bool(book.words("caption", "capital_leads"))


def with_credit_behind(value: str, place: int, book: RuleBook) -> Candidate | None:
    """A caption that is known to end at `place`, with what follows as its credit; None where that is none."""
    start, end = trim(value, place, len(value), TRIM_BEFORE, TRIM_CREDIT)
    text = value[start:end]
    if not text or (strength_of(text, credit_words(book)) < 0.6 and not is_lenient(text)):
        return None
    parts = (Part("caption", 0, place, value[:place]), Part("credit", start, end, text))
    return Candidate("caption", 0, len(value), "caption/repeated-and-credit", 0.8, parts)


def _judge(value: str, credit: Credit | None, start: int, marked: bool) -> tuple[str, float]:
    if marked:
        return ("caption/marked" if credit is None else credit.rule), 0.9
    if credit is None:
        return "caption/label", 0.85
    # The more sentences stand before the credit, the more it is a paragraph that an agency signed.
    sentences = len(SENTENCE_END.findall(value, 0, credit.cut))
    confidence = credit.confidence - (0.0 if sentences <= 3 else 0.35)
    return credit.rule, round(max(confidence, 0.9 if start else 0.0), 3)


def _after_caption_label(value: str, words: CreditWords) -> int:
    """Where the caption begins behind `Image caption, ` or `Legende: `; 0 where there is no such label."""
    if value[:3].casefold() not in words.caption_starts:
        return 0
    for mark in (":", ","):
        place = value.find(mark, 0, 32)
        if place > 0 and fold(value[:place]) in words.caption_labels:
            return place + 1
    return 0


def _second_half(value: str, start: int, end: int) -> int:
    """Where the caption begins in `A ferry leaves.A ferry leaves.`: behind the picture's alternative text."""
    if end - start < 2 * _SHORTEST_HALF:
        return start
    plain = value if value.isascii() else value.translate(_STRAIGHT)
    size = _SHORTEST_HALF if end - start < 4 * _SHORTEST_HALF else 2 * _SHORTEST_HALF
    again = plain.find(plain[start : start + size], start + size, end)
    # Texts for the blind and captions differ by a final mark at most.
    return again if again > 0 and abs((again - start) - (end - again)) <= 3 else start
