"""Who wrote it: author lines, with roles, agencies and places around the names.

By Jane Roe, AFP             Von Jana Muster und Tim Test, Rom       Jane Roe Political correspondent
Text: Jana Muster            Par Anne Modèle (à Bruxelles)           Jane Roe | The Harbour Courier
Reporting by Jane Roe in Oslo; editing by John Doe                   dpa/wal
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from newsparse.patterns import pattern
from newsparse.rules import RuleBook
from newsparse.segments.bare_names import byline_candidate, explained_end, read_bare
from newsparse.segments.byline_look import may_hold_names, opens_a_byline
from newsparse.segments.candidate import Candidate, Part
from newsparse.segments.name_words import NameWords, Token, find_tokens, name_words
from newsparse.segments.names import COLONS, begins_task, is_name, is_one_of, looks_like_name
from newsparse.segments.people import People, read_people, take_group

__all__ = ["looks_like_name", "propose_byline", "propose_signature"]

# The longest author line of 117 articles has 121 characters; a foot that names reporters, writers and
# editors has up to 200.
_LONGEST: Final = 320
# A line this long that ends like a sentence is none of the shapes without a lead.
_LONGEST_SENTENCE: Final = 45
_MOST_TOKENS: Final = 70
_BEFORE_LEADS: Final = "|•·–—-.!?¶)]»”“"
_ENDS: Final = '.!?…:;"”“»'
_LONGEST_LEAD: Final = 7
_LINKED: Final = 0.6
# How sure the rules of scripts without capitals are, by the last word of their ids; all others 0.85.
_RULED: Final = {"name": 0.4, "portrait": 0.5, "place": 0.6}
_NAMES: Final = pattern(r"[^、，,;；/／・&|｜]+")


def propose_byline(value: str, book: RuleBook) -> Candidate | None:
    """The line as one that names its authors.

    Recognises a lead and names (`By Jane Roe and John Doe, AFP`, `Ein Bericht von ...`, `Text: ...`), a lead
    behind a date or a headline, bare names with or without role, place, paper, handle or date, an agency or
    initials alone (`dpa/wal`), `Reporting by ...; editing by ...` (editors are no authors), and with less
    confidence an author's box (`Jane Roe is a reporter at ...`). Parts: `author`, `agency`, `role`, `place`,
    `contributor`. It leaves alone sentences (`By the time the rain stopped`), headings and sections.

    >>> from newsparse.rules import load_rule_book
    >>> found = propose_byline("By Jane Roe and John Doe, AFP", load_rule_book("en"))
    >>> [(one.name, one.value) for one in found.parts], found.confidence
    ([('author', 'Jane Roe'), ('author', 'John Doe'), ('agency', 'AFP')], 0.95)
    >>> propose_byline("By the time the rain stopped", load_rule_book("en")) is None
    True
    """
    if not value or len(value) > _LONGEST:
        return None
    if "[[" in value[:4]:
        return _linked(value, book)
    words = name_words(book)
    is_sentence = len(value) > _LONGEST_SENTENCE and value[-1] in _ENDS
    found = None
    if opens_a_byline(value, words) if is_sentence else may_hold_names(value, words):
        found = _read_line(value, book, words, is_sentence)
    return found or _by_rule(value, book)


def _read_line(value: str, book: RuleBook, words: NameWords, is_sentence: bool) -> Candidate | None:
    """The shapes of scripts with capital letters, the surest first."""
    tokens = find_tokens(value)
    if not tokens or len(tokens) > _MOST_TOKENS:
        return None
    found = _reported(value, tokens, words) or _led(value, tokens, words)
    if found is None and not is_sentence:
        found = _doubled(value, book) or _agency_alone(value, tokens, words) or _portrait(value, tokens, words)
        found = found or _led_within(value, tokens, words) or read_bare(value, tokens, words)
    found = found or _author_box(value, tokens, words)
    if found is not None and "](" in value:  # a link broken over lines: most of them lead to other articles
        found = found._replace(confidence=min(found.confidence, _LINKED))
    return found


def propose_signature(value: str, book: RuleBook) -> Candidate | None:
    """The signature in brackets that a paragraph ends with: `(Jana Muster aus Berlin, 3.5.2024)`, `(dpa/wal)`.

    The candidate spans the brackets only. Brackets inside a sentence explain, and are left alone.

    >>> from newsparse.rules import load_rule_book
    >>> propose_signature("The harbour stays closed. (Jane Roe, AFP)", load_rule_book("en")).start
    26
    """
    end = len(value.rstrip())
    if end < 4 or value[end - 1] != ")":
        return None
    start = value.rfind("(", max(0, end - _LONGEST), end)
    if start < 0 or value[:start].rstrip()[-1:] not in ("", *_ENDS):
        return None
    inner = value[start + 1 : end - 1]
    tokens, words = find_tokens(inner), name_words(book)
    if not tokens or len(tokens) > _MOST_TOKENS:
        return None
    found = _agency_alone(inner, tokens, words)
    parts, confidence = found.parts if found else (), 0.6
    if found is None:
        people = read_people(tokens, 0, words, led=True)
        if not people.count("author") or explained_end(tokens, people.end, words) < len(tokens):
            return None
        parts, confidence = people.parts, 0.7 if people.known_given or people.count("author") > 1 else 0.5
        if people.count("agency") and "/" in inner:
            confidence = 0.3  # a picture's credit
    moved = tuple(Part(one.name, one.start + start + 1, one.end + start + 1, one.value) for one in parts)
    return Candidate("byline", start, end, "byline/signature", confidence, moved)


# --- shapes -------------------------------------------------------------------------------------------------


def _led(value: str, tokens: Sequence[Token], words: NameWords, first: int = 0) -> Candidate | None:
    """`By Jane Roe`, `Text: Jana Muster`, `Ein Kommentar von Jana Muster`, from the token `first` on."""
    behind, labelled = _after_lead(tokens, first, words)
    if not behind:
        return None
    people = read_people(tokens, behind, words, led=True, labelled=labelled)
    if not people.count("author") and not people.count("agency"):
        return None
    end = explained_end(tokens, people.end, words)
    if end < len(tokens) and labelled and not people.count("author"):
        return None
    if end < len(tokens) and not _may_stop(tokens, end, people):
        return None
    if end < len(tokens) and tokens[behind - 1].text.islower() and value[-1] in _ENDS:
        return None  # the end of a sentence that a line break cut
    confidence = 0.95 if people.count("author") else 0.85
    if end < len(tokens):
        dated = tokens[end - 1].kind == "number" or words.explains(tokens[end - 1])
        confidence = 0.8 if dated else 0.6
    return byline_candidate(value, tokens, (first, end), "byline/lead", min(confidence, 0.85 if first else 1.0), people)


def _may_stop(tokens: Sequence[Token], end: int, people: People) -> bool:
    """Whether a led byline may be over in the middle of a line: behind a date, or at a bar."""
    before, behind = tokens[end - 1], tokens[end]
    return before.kind == "number" or behind.text in "|•·" or before.text in "|•·" or people.end < end


def _led_within(value: str, tokens: Sequence[Token], words: NameWords) -> Candidate | None:
    """`27 Oct 2023, 5:50 pm By Jane Roe`, `3 mai 2024 par Anne Modèle`, `Nicht lahm! Ein Kommentar von Jan Muster`."""
    if words.inner.isdisjoint([one.folded for one in tokens]):
        return None
    dated = True
    for at in range(1, len(tokens) - 1):
        one, before = tokens[at], tokens[at - 1]
        dated = dated and (before.kind in ("number", "mark") or words.explains(before))
        if one.kind != "word" or one.folded.rstrip(".") not in words.inner or begins_task(tokens, at - 1, words):
            continue
        if not one.is_capital and not dated and not words.explains(before) and before.text not in _BEFORE_LEADS:
            continue  # "a song by Jane Roe"
        found = _led(value, tokens, words, at)
        if found is not None and (found.end >= len(value.rstrip()) - 1 or at <= 12):
            return found
    return None


def _reported(value: str, tokens: Sequence[Token], words: NameWords) -> Candidate | None:
    """`(Reporting by Jane Roe in Oslo and John Doe; additional reporting by ...; editing by ...)`."""
    opening = " ".join(one.folded for one in tokens[:5] if one.kind == "word")
    if not (words.reporting.find(opening) or words.contributing.find(opening)):
        return None
    parts: list[Part] = []
    name, at = "", 0
    while at < len(tokens):
        task, length = _find_task(tokens, at, words)
        if length:
            name, at = task, at + length
            continue
        end = next((to for to in range(at + 1, len(tokens)) if _find_task(tokens, to, words)[1]), len(tokens))
        people = read_people(tokens[:end], at, words, led=True)
        if name:
            parts += [Part(name, one.start, one.end, one.value) for one in people.parts if one.name == "author"]
        at = max(people.end, at + 1)
    if not any(one.name == "author" for one in parts):
        return None
    return Candidate("byline", 0, len(value), "byline/reporting-by", 0.75, tuple(parts))


def _find_task(tokens: Sequence[Token], at: int, words: NameWords) -> tuple[str, int]:
    """Which part those have who follow, and how many tokens say so; 0 where nothing does."""
    text = " ".join(one.folded for one in tokens[at : at + 4])
    for name, openings in (("contributor", words.contributing), ("author", words.reporting), ("", words.editing)):
        if phrase := openings.find(text):
            return name, phrase.count(" ") + 1
    return "", 0


def _agency_alone(value: str, tokens: Sequence[Token], words: NameWords) -> Candidate | None:
    """`AFP`, `dpa/wal`, `APA/dpa`, `(Reuters)`, `red, Agenturen`, `Staff Reporter`, `AFP, MANILA`."""
    if len(tokens) > 12 or any(one.kind in ("number", "handle") for one in tokens):
        return None
    parts: list[Part] = []
    known = False
    for piece in _pieces(tokens):
        text = " ".join(one.folded for one in piece).rstrip(".")
        start, end = piece[0].start, piece[-1].end
        name = _agency_or_place(piece, text, bool(parts), "/" in value, words)
        if not name:
            return None
        known |= text in words.agencies
        parts.append(Part(name, start, end, value[start:end]))
    if not any(one.name == "agency" for one in parts):
        return None
    return Candidate("byline", 0, len(value), "byline/agency", 0.6 if known else 0.5, tuple(parts))


def _agency_or_place(piece: Sequence[Token], text: str, found: bool, slashed: bool, words: NameWords) -> str:
    if text in words.agencies or text in words.desks:
        return "agency"
    if slashed and len(piece) == 1 and 2 <= len(text) <= 4 and piece[0].text.islower():
        return "agency"  # the editor's initials: dpa/wal
    return "place" if found and piece[0].is_capital and (len(piece) == 1 or text in words.places) else ""


def _pieces(tokens: Sequence[Token]) -> list[list[Token]]:
    """The words between marks."""
    pieces: list[list[Token]] = [[]]
    for one in tokens:
        if one.kind == "word":
            pieces[-1].append(one)
        elif pieces[-1]:
            pieces.append([])
    return [one for one in pieces if one]


def _portrait(value: str, tokens: Sequence[Token], words: NameWords) -> Candidate | None:
    """`Headshot of Jane Roe`, `Profilbild von Jana Muster`: the alternative text of an author's picture."""
    phrase = words.portraits.find(" ".join(one.folded for one in tokens[:4]))
    if not phrase:
        return None
    first = phrase.count(" ") + 1
    people = read_people(tokens, first, words, led=True)
    if not people.count("author") or people.end < len(tokens):
        return None
    return byline_candidate(value, tokens, (0, len(tokens)), "byline/portrait", 0.5, people)


def _author_box(value: str, tokens: Sequence[Token], words: NameWords) -> Candidate | None:
    """`Jane Roe is a senior reporter at the Harbour Courier.`"""
    group = take_group(tokens, 0, words)
    behind = len(group)
    if not 2 <= behind <= 5 or behind + 2 >= len(tokens) or tokens[behind].folded not in words.copulas:
        return None
    near = tokens[behind + 1 : behind + 10]
    if not any(is_one_of(one.folded, words.roles) for one in near):
        return None
    if not is_name(group, words):
        return None
    name = " ".join(one.text for one in group)
    part = Part("author", group[0].start, group[-1].end, name)
    return Candidate("byline", 0, len(value), "byline/author-box", 0.45, (part,))


def _by_rule(value: str, book: RuleBook) -> Candidate | None:
    """Scripts without capital letters, by their languages' rules."""
    if value.isascii() or not (rules := book.rules("byline")):
        return None
    start = len(value) - len(value.lstrip())
    end = len(value.rstrip())
    for rule in rules:
        match = rule.fullmatch(value, start, end)
        if match is not None and (parts := tuple(_split_names(value, *match.span("names"), book))):
            return Candidate("byline", 0, len(value), rule.id, _RULED.get(rule.id.rpartition("-")[2], 0.85), parts)
    return None


def _split_names(value: str, start: int, end: int, book: RuleBook) -> Iterator[Part]:
    """The names between marks, and between what parts names in the book's language alone."""
    parted = value[:end]
    for separator in book.words("byline", "separators"):
        parted = parted.replace(separator, "," * len(separator))
    for one in _NAMES.finditer(parted, start):
        if name := one.group().strip():
            place = one.start() + one.group().index(name[0])
            yield Part("author", place, place + len(name), name)


def _linked(value: str, book: RuleBook) -> Candidate | None:
    """`"[[Jane Roe]]"`: a name in the front matter of a note-taking program."""
    start = value.index("[[") + 2
    end = value.find("]]", start)
    found = propose_byline(value[start:end], book) if end > start and len(value) - end <= 4 else None
    if found is None:
        return None
    parts = tuple(Part(one.name, one.start + start, one.end + start, one.value) for one in found.parts)
    return Candidate("byline", 0, len(value), "byline/front-matter-link", max(found.confidence, 0.75), parts)


def _doubled(value: str, book: RuleBook) -> Candidate | None:
    """`Jane Roe Jane Roe` and `Jane RoeJane Roe`: a picture's alternative text in front of the name itself."""
    half = len(value) // 2
    if half < 5 or half > 60 or value[0] != value[-half]:
        return None
    left = value[:half]
    if left == value[-half:] and " " in left and value[half : len(value) - half] in ("", " "):
        found = propose_byline(left, book)
        return found and Candidate("byline", 0, len(value), found.rule, found.confidence, found.parts)
    return None


# --- leads -----------------------------------------------------------------------------------------


def _after_lead(tokens: Sequence[Token], first: int, words: NameWords) -> tuple[int, bool]:
    """Where the names begin behind a lead that starts at `first`, 0 for none, and whether it is a field's label."""
    if length := _label_length(tokens, first, words):
        return first + length, True
    text = " ".join(one.folded.rstrip(".") for one in tokens[first : first + _LONGEST_LEAD] if one.kind == "word")
    phrase = words.leads.find(text)
    length = phrase.count(" ") + 1 if phrase else _genre_lead(tokens, first, words)
    behind = first + length
    if length and behind < len(tokens) and tokens[behind].text in COLONS:
        behind += 1
    return (behind, False) if length and behind < len(tokens) else (0, False)


def _label_length(tokens: Sequence[Token], first: int, words: NameWords) -> int:
    """How many tokens a field's label and its colon have: `Author:`, `Autor:in:`, `Text und Fotos:`; 0 for none."""
    if first + 2 >= len(tokens) or tokens[first].folded not in words.labelled:
        return 0
    for at in range(min(first + 6, len(tokens) - 2), first, -1):
        if tokens[at].text in COLONS and "".join(one.folded for one in tokens[first:at]) in words.labels:
            return at - first + 1
    return 0


def _genre_lead(tokens: Sequence[Token], first: int, words: NameWords) -> int:
    """How many tokens `Ein Kommentar von`, `Kolumne von`, `A column by` have; 0 if they are none."""
    for at in range(first + 1, min(first + 4, len(tokens))):
        one = tokens[at]
        if one.kind != "word":
            return 0
        if tokens[at - 1].folded in words.genres and one.folded in words.joins:
            return at - first + 1
    return 0
