"""Who is credited for a picture: at the end of a caption, or on a line of its own.

... on Monday. Photo: Jane Roe/Reuters        Foto: dpa        (AP Photo/Jane Roe)        © Getty Images
"""

from __future__ import annotations

from typing import Final

from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.candidate import Candidate, Part
from newsparse.segments.credit_words import (
    FIRST_WIDE,
    LONGEST_CREDIT,
    PIECES,
    SIGNS,
    CreditWords,
    credit_words,
    is_house,
    is_lenient,
    is_short_name,
    may_hold_credit,
    reads_like_a_sentence,
    strength_of,
)
from newsparse.segments.phrases import fold

_COLONS: Final = ":=\N{FULLWIDTH COLON}"
_CLOSING: Final = {
    ")": "(",
    "]": "[",
    "\N{FULLWIDTH RIGHT PARENTHESIS}": "\N{FULLWIDTH LEFT PARENTHESIS}",
    "\N{RIGHT BLACK LENTICULAR BRACKET}": "\N{LEFT BLACK LENTICULAR BRACKET}",
}
_BARS: Final = (" | ", " – ", " — ", "\N{FULLWIDTH EQUALS SIGN}")
_LABEL_STARTS: Final = ' |([/.,;)–—-"“”。，（【｜！？」'
_SENTENCE_ENDS: Final = ".!?…"
_YEAR: Final = pattern(r"\b(?:19|20)\d\d\b[\s,–-]*")
BLANK: Final = " \t\N{NO-BREAK SPACE}"
TRIM_BEFORE: Final = (
    BLANK + "|/-–—([•·,;=¶\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH LEFT PARENTHESIS}\N{LEFT BLACK LENTICULAR BRACKET}"
)
TRIM_CREDIT: Final = BLANK + "|/-–—+¶:;,.()[]*_\"'\N{FULLWIDTH COLON}"
SENTENCE_END: Final = pattern(r"(?<!\b\w)[.!?…”»’\])。！？](?=\s|[^\W\d_a-z])|\"(?=\s)")


@record
class Credit(Record):
    """Where a line's credit was found: the caption ends before `cut`, the credit's words are `[start, end)`."""

    cut: int
    """Where the caption ends."""
    start: int
    """Where the words begin that say who."""
    end: int
    """Where they end."""
    rule: str
    """The rule that found it."""
    confidence: float
    """Estimated chance of being right, ordinal."""
    is_weak: bool = False
    """Whether its label may stand before other things too: `Source: ...` names who said it as well."""


def propose_credit(value: str, book: RuleBook) -> Candidate | None:
    """The line as nothing but a picture's credit.

    Recognises `Foto: dpa`, `REUTERS/Jane Roe`, `Getty Images`, `Image credit: Jane Roe`, `(AP Photo)`. It
    deliberately does nothing with a bare name, which may as well be the author's.

    >>> from newsparse.rules import load_rule_book
    >>> propose_credit("Photo: Jane Roe", load_rule_book("en")).parts[0].value
    'Jane Roe'
    >>> propose_credit("Photo finish in the harbour race", load_rule_book("en")) is None
    True
    """
    if not value or len(value) > LONGEST_CREDIT + 40:
        return None
    words = credit_words(book)
    if not may_hold_credit(value, words):
        return None
    found = find_credit(value, words)
    if found is not None:
        if has_words(value, 0, found.cut):
            return None
        confidence = min(found.confidence, 0.65) if found.is_weak else found.confidence
        return _credit(value, found.start, found.end, found.rule, confidence)
    start, end = trim(value, 0, len(value), TRIM_CREDIT, TRIM_CREDIT)
    strength = strength_of(value[start:end], words) if end - start <= 80 and value[-1] not in ".!?" else 0.0
    if (value[start:end].isupper() and end - start <= 7) or fold(value[start:end]) in words.common:
        strength = min(strength, 0.6)  # "AP", "dpa": as often the text's agency
    return _credit(value, start, end, "credit/houses", strength) if strength >= 0.6 else None


def is_credit_label(value: str, book: RuleBook) -> bool:
    """Whether a line is a label that a credit follows on the next one: `Photo:`, `Image credit:`.

    >>> from newsparse.rules import load_rule_book
    >>> is_credit_label("Photo:", load_rule_book("en")), is_credit_label("Photos", load_rule_book("en"))
    (True, False)
    """
    bare = value.rstrip()
    return len(bare) <= 32 and bare[-1:] in _COLONS and bool(bare) and fold(bare) in credit_words(book).labels


def propose_bracketed(value: str) -> Candidate | None:
    """A name or a paper in brackets and nothing else, for a line right below a caption.

    >>> propose_bracketed("(Jane Roe)").parts[0].value
    'Jane Roe'
    >>> propose_bracketed("(and it rained)") is None
    True
    """
    if not 5 <= len(value) <= 60 or value[0] not in _CLOSING.values() or value[-1] not in _CLOSING:
        return None
    start, end = trim(value, 1, len(value) - 1, TRIM_CREDIT, TRIM_CREDIT)
    if not is_lenient(value[start:end]):
        return None
    return _credit(value, start, end, "credit/brackets", 0.5)


def find_credit(value: str, words: CreditWords, *, lenient: bool = False) -> Credit | None:
    """The credit that the line ends with; `lenient` where the line is known to be a caption."""
    end = len(value.rstrip())
    if "All rights reserved" in value:
        end = _before_rights(value, end)
    if not end or value[:end].isspace():
        return None
    low = max(0, end - LONGEST_CREDIT - 20)
    tail = value[low:end]
    if not lenient and not may_hold_credit(tail, words):
        return None
    is_ascii = tail.isascii()
    return (
        (_after_label(value, low, end, words) if any(one in tail for one in _COLONS) else None)
        or (_after_sign(value, end, words) if _has_sign(tail, is_ascii) else None)
        or _after_introduction(value, low, end, words)
        or (_in_brackets(value, end, words, lenient) if _ends_in_bracket(tail) else None)
        or (_after_sentence(value, end, words, lenient) if tail[-1] not in _SENTENCE_ENDS else None)
        or (_after_words(value, low, end, words) if "/" in tail else None)
    )


def _before_rights(value: str, end: int) -> int:
    """Where `Jane Roe/Copyright 2024 The AP. All rights reserved.` ends without its last sentence."""
    place = value.find("All rights reserved", max(0, end - 24), end)
    return len(value[:place].rstrip(" .")) if place > 0 else end


def _ends_in_bracket(tail: str) -> bool:
    return tail[-1] in _CLOSING or (tail[-1] == "." and tail[-2:-1] in _CLOSING)


def _after_label(value: str, low: int, end: int, words: CreditWords) -> Credit | None:
    """`... Foto: dpa`: the first colon that a credit's label stands before."""
    colon = low - 1
    for _ in range(6):  # more colons than that are no credit
        colon = min((place for one in _COLONS if (place := value.find(one, colon + 1, end)) >= 0), default=-1)
        if colon < 0 or colon + 1 >= end:
            return None
        found = _label_before(value, colon, words)
        if found is None:
            continue
        place, sure = found
        start, stop = trim(value, colon + 1, end, TRIM_CREDIT, TRIM_CREDIT)
        if start == stop:
            continue
        start = _after_archive_word(value, start, stop, words)
        strength = strength_of(value[start:stop], words)
        if strength < 0.6 and value[start].islower() and value[:place].rstrip()[-1:].isalnum():
            continue  # "He had one credit: he was on time."
        confidence = 0.9 if sure else max(0.55, strength)
        if strength < 0.8 and reads_like_a_sentence(value[start:stop]):
            confidence -= 0.35
        return Credit(_cut(value, place), start, stop, "caption/credit-label", round(confidence, 3), not sure)
    return None


def _label_before(value: str, colon: int, words: CreditWords) -> tuple[int, bool] | None:
    """Where the label before a colon begins, and whether only credits have it."""
    low = max(0, colon - 32)
    before = value[low:colon].rstrip()
    if not before.casefold().endswith(words.label_ends):
        return None
    starts = [0] if not low else []
    starts += [at + 1 for at, one in enumerate(before) if one in _LABEL_STARTS]
    starts += [at for at in range(1, len(before)) if before[at].isupper() and before[at - 1].isalnum()]  # glued
    for start in sorted(set(starts))[-6:]:
        label = fold(before[start:])
        if label in words.labels:
            return low + start, True
        if label in words.weak_labels and before[:start].rstrip()[-1:] in ("", ".", "|", "(", "[", ")", "]"):
            return low + start, False
    return None


def _has_sign(tail: str, is_ascii: bool) -> bool:
    return "(c)" in tail or "(C)" in tail if is_ascii else any(one in tail for one in SIGNS)


def _after_sign(value: str, end: int, words: CreditWords) -> Credit | None:
    """`... © Getty Images`, the sign anywhere in the last words."""
    place, length = max((value.rfind(one, 0, end), len(one)) for one in SIGNS)
    if place < 0 or end - place > LONGEST_CREDIT:
        return None
    start, stop = trim(value, place + length, end, TRIM_CREDIT, TRIM_CREDIT)
    year = _YEAR.match(value, start, stop)
    start = year.end() if year else start
    strength = strength_of(value[start:stop], words)
    if strength < 0.6 and (year or not is_short_name(value[start:stop]) or _YEAR.search(value, start, stop)):
        return None  # a year, or words on rights, make it the page's copyright line
    return Credit(_cut(value, place), start, stop, "caption/copyright-sign", max(0.7, strength))


def _after_introduction(value: str, low: int, end: int, words: CreditWords) -> Credit | None:
    """`... (Photo by Jane Roe)`, `... Photo courtesy of the museum`, `... File photo`."""
    tail = value[low:end]
    for gate in words.introduction_gates:
        if gate in tail:
            break
    else:
        if not tail.isupper():
            return None
    folded = tail.casefold()
    if len(folded) != len(tail):
        return None
    for one in words.introductions:
        place = folded.find(one)
        if place < 0 or (place and folded[place - 1].isalnum() and not _is_glued(tail, place)):
            continue
        start, stop = trim(value, low + place + len(one), end, TRIM_CREDIT, TRIM_CREDIT)
        behind = folded[place + len(one) : place + len(one) + 1]
        if start == stop or (behind.isalnum() and one[-1].isalnum()):
            continue
        bracketed = value[low + place - 1 : low + place] in _CLOSING.values() and value[end - 1] in _CLOSING
        if not bracketed and reads_like_a_sentence(value[start:stop]) and strength_of(value[start:stop], words) < 0.8:
            continue
        if _begins_a_phrase(value, low + place, words):
            return Credit(_cut(value, low + place), start, stop, "caption/credit-words", 0.9)
    return None


def _is_glued(tail: str, place: int) -> bool:
    return tail[place].isupper() and tail[place - 1].islower()


def _begins_a_phrase(value: str, place: int, words: CreditWords) -> bool:
    """A credit begins behind a sentence's end, a bracket or a bar; "the photo by Roe" is part of a sentence."""
    before = value[:place].rstrip()
    return not before or before[-1] in '.!?)]([|/"”»…–—-:;,*' or value[place].isupper()


def _in_brackets(value: str, end: int, words: CreditWords, lenient: bool) -> Credit | None:
    """`... (AP Photo/Jane Roe)`, `... [File: Jane Roe/Al-Manar]`, `... Jane Roe (dpa)`."""
    last = end - (2 if value[end - 1] == "." else 1)
    place = value.rfind(_CLOSING[value[last]], 0, last)
    if place < 0 or last - place > LONGEST_CREDIT:
        return None
    start, stop = trim(value, place + 1, last, TRIM_CREDIT, TRIM_CREDIT)
    start = _after_archive_word(value, start, stop, words)
    strength = strength_of(value[start:stop], words)
    if strength < 0.6 and not (lenient and is_lenient(value[start:stop])):
        return None
    named = _name_before(value, place)
    if named is not None:
        return Credit(_cut(value, named), named, last + 1, "caption/name-and-house", 0.8)
    confidence = round(min(max(strength, 0.5), 0.85), 3)
    return Credit(_cut(value, place), start, stop, "caption/bracketed-credit", confidence)


def _after_archive_word(value: str, start: int, stop: int, words: CreditWords) -> int:
    """`File: Jane Roe/AP` credits Jane Roe/AP."""
    colon = value.find(":", start, stop)
    if colon > 0 and fold(value[start:colon]) in words.archive | words.labels | words.weak_labels:
        return trim(value, colon + 1, stop, TRIM_CREDIT, TRIM_CREDIT)[0]
    return start


def _name_before(value: str, place: int) -> int | None:
    """Where a photographer's name begins that stands between the last sentence and the bracket."""
    before = value[:place].rstrip()
    ends = [one.end() for one in SENTENCE_END.finditer(before, max(0, len(before) - 60))]
    if not ends:
        return None
    start = ends[-1] + len(before[ends[-1] :]) - len(before[ends[-1] :].lstrip())
    tokens = before[start:].split()
    if 1 < len(tokens) <= 4 and all(one[0].isupper() for one in tokens) and before[-1] not in ".!?":
        return start
    return None


def _after_sentence(value: str, end: int, words: CreditWords, lenient: bool) -> Credit | None:
    """`... on Monday. Jane Roe/AFP`, `... on Monday.dpa`, `... | Imago`: what follows the last sentence."""
    low = max(0, end - LONGEST_CREDIT)
    places = [one.end() for one in SENTENCE_END.finditer(value, low, end)]
    places += [at + 1 for mark in _BARS if (at := value.rfind(mark, low, end)) > 0]
    for place in sorted(places):
        start, stop = trim(value, place, end, TRIM_CREDIT, TRIM_CREDIT)
        strength = strength_of(value[start:stop], words) if stop - start <= 80 else 0.0
        if lenient and strength < 0.6 and is_lenient(value[start:stop]):
            strength = 0.6
        if strength >= 0.6:
            confidence = round(min(strength, 0.8), 3)
            return Credit(_cut(value, place), start, stop, "caption/credit-behind-sentence", confidence)
    return None


def _after_words(value: str, low: int, end: int, words: CreditWords) -> Credit | None:
    """`A ferry leaves the harbour Jane Roe/Reuters`: nothing parts them, the last two capitalised words count."""
    slash = value.find("/", low, end)
    if slash < 0:
        return None
    is_copyright = fold(value[slash + 1 : end]).startswith("copyright 0")
    if not is_copyright and not all(is_house(one, words) for one in PIECES.split(value[slash + 1 : end]) if one):
        return None
    tokens = value[low:slash].rstrip().split(" ")[-3:]
    if len(tokens) < 3 or not (tokens[1][:1].isupper() and tokens[2][:1].isupper()) or tokens[1][-1:] in ",;":
        return None
    size = len(tokens[1]) + len(tokens[2]) + 1
    start = len(value[:slash].rstrip()) - size
    stop = slash if is_copyright else end
    return Credit(_cut(value, start), start, stop, "caption/credit-behind-words", 0.65)


def has_words(value: str, start: int, end: int) -> bool:
    """Whether a caption of its own stands there: at least two words, or one long one without blanks."""
    text = value[start:end].strip(TRIM_BEFORE + TRIM_CREDIT)
    return " " in text or len(text) > (4 if text[:1] >= FIRST_WIDE else 12)


def _cut(value: str, place: int) -> int:
    """Where the caption ends in front of a credit at `place`: brackets, bars and dashes go with the credit."""
    while place > 0 and value[place - 1] in TRIM_BEFORE:
        place -= 1
    return place


def trim(value: str, start: int, end: int, before: str, after: str) -> tuple[int, int]:
    """The span without the characters on its edges; a closing bracket stays where it was opened inside."""
    while start < end and value[start] in before:
        start += 1
    while end > start and value[end - 1] in after:
        last = value[end - 1]
        if last in _CLOSING and value.count(_CLOSING[last], start, end) >= value.count(last, start, end):
            break
        end -= 1
    return start, end


def _credit(value: str, start: int, end: int, rule: str, confidence: float) -> Candidate:
    part = Part("credit", start, end, value[start:end])
    return Candidate("credit", 0, len(value), rule.replace("caption/", "credit/"), confidence, (part,))
