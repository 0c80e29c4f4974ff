"""Who wrote it: author lines, with roles, agencies and places around the names.

    By Jane Roe, AFP             Von Jana Muster und Tim Test, Rom       Jane Roe Political correspondent
    Text: Jana Muster            Par Anne Modèle (à Bruxelles)           Jane Roe | The Harbour Courier
    Reporting by Jane Roe in Oslo; editing by John Doe                   dpa/wal
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from newsparse.rules import RuleBook
from newsparse.segments.candidate import Candidate, Part
from newsparse.segments.phrases import Openings, fold

_LONGEST: Final = 320
_MOST_TOKENS: Final = 70
_TOKEN: Final = re.compile(
    r"(?P<handle>[\w.+\-]{1,64}@[\w\-]+\.[\w.\-]+|@\w+|https?://\S+|www\.\S+)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|[\-.'’‘`´‐\N{MIDDLE DOT}](?=[^\W\d_]))*(?:\.(?=[\s,;)]|$))?)"
    r"|(?P<number>\d[\w.:/\-]*)|(?P<mark>\S)"
)
_AND: Final = "&+"
_LISTING: Final = ",;/&+|•·"
_BARS: Final = "|•·/–—-"
_TITLES: Final = frozenset("dr dr. prof prof. sir dame lord lady dott. dott.ssa ing. mag. mr mrs ms mr. mrs. ms.".split())
_SUFFIXES: Final = frozenset("jr jr. sr sr. ii iii iv".split())


@dataclass(frozen=True, slots=True)
class _Words:
    """What bylines are made of, in one language."""

    leads: Openings
    labels: frozenset[str]
    genres: frozenset[str]
    reporting: Openings
    contributing: Openings
    editing: Openings
    ands: frozenset[str]
    particles: frozenset[str]
    roles: frozenset[str]
    modifiers: frozenset[str]
    agencies: frozenset[str]
    desks: frozenset[str]
    papers: frozenset[str]
    noise: frozenset[str]
    common: frozenset[str]
    given: frozenset[str]
    places: frozenset[str]
    at: frozenset[str]
    openers: frozenset[str]
    copulas: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, number, mark or handle and its place."""

    text: str
    folded: str
    start: int
    end: int
    kind: str


@dataclass(slots=True)
class _Reading:
    """What a walk through the line has found so far."""

    parts: list[Part] = field(default_factory=list)
    position: int = 0
    """The next token to be read."""
    known_given: bool = False
    roles: int = 0
    places: int = 0
    unexplained: int = 0

    @property
    def authors(self) -> int:
        return sum(one.name == "author" for one in self.parts)

    @property
    def agencies(self) -> int:
        return sum(one.name == "agency" for one in self.parts)


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
    words = _words(book)
    tokens = _tokens(value)
    if not tokens or len(tokens) > _MOST_TOKENS:
        return None
    return (
        _doubled(value, book)
        or _led(value, tokens, words)
        or _reported(value, tokens, words)
        or _agency_alone(value, tokens, words)
        or _bare(value, tokens, words)
        or _led_within(value, tokens, words)
        or _author_box(value, tokens, words)
        or _by_rule(value, book)
    )


def propose_signature(value: str, book: RuleBook) -> Candidate | None:
    """The signature in brackets that a paragraph ends with: `(Jana Muster aus Berlin, 3.5.2024)`, `(dpa/wal)`.

    The candidate spans the brackets only. Brackets that explain something are left alone.

    >>> from newsparse.rules import load_rule_book
    >>> propose_signature("The harbour stays closed. (Jane Roe, AFP)", load_rule_book("en")).start
    26
    """
    end = len(value.rstrip())
    if end < 4 or value[end - 1] != ")":
        return None
    start = value.rfind("(", max(0, end - _LONGEST), end)
    # Behind a sentence's end: inside a sentence, brackets explain.
    if start < 0 or (start and value[:start].rstrip()[-1:] not in (".", "!", "?", '"', "”", "“", "»", "")):
        return None
    words = _words(book)
    tokens = _tokens(value[start + 1 : end - 1])
    found = _agency_alone(value[start + 1 : end - 1], tokens, words) if tokens else None
    confidence = 0.6
    if found is None:
        reading = _read_people(tokens, 0, words, led=True)
        if not reading.authors or reading.position < len(tokens):
            return None
        found = Candidate("byline", 0, 0, "", 0.0, tuple(reading.parts))
        confidence = 0.7 if reading.known_given or reading.authors > 1 else 0.5
    moved = tuple(Part(one.name, one.start + start + 1, one.end + start + 1, one.value) for one in found.parts)
    return Candidate("byline", start, end, "byline/signature", confidence, moved)


def looks_like_name(value: str, book: RuleBook) -> bool:
    """Whether the words look like one person's name: `Jane Roe`, `María R. Sahún`, `Ludwig van der Meer`.

    Two to four capitalised words, particles between them, none of them a common word of the language. A name
    that is also a place's or a paper's ("Victoria Falls") passes: only its neighbours tell.

    >>> from newsparse.rules import load_rule_book
    >>> [looks_like_name(one, load_rule_book("en")) for one in ("Jane Roe", "World News", "Jane", "the Roe")]
    [True, False, False, False]
    """
    if len(value) > 60:
        return False
    tokens = _tokens(value)
    return bool(tokens) and all(one.kind == "word" for one in tokens) and _is_name(tokens, _words(book))


def _tokens(value: str) -> list[_Token]:
    return [
        _Token(one.group(), one.group().casefold(), one.start(), one.end(), one.lastgroup or "mark")
        for one in _TOKEN.finditer(value)
    ]


# --- shapes -------------------------------------------------------------------------------------------------


def _led(value: str, tokens: Sequence[_Token], words: _Words, first: int = 0) -> Candidate | None:
    """`By Jane Roe`, `Text: Jana Muster`, `Ein Kommentar von Jana Muster`, from the token `first` on."""
    behind = _after_lead(tokens, first, words)
    if behind is None:
        return None
    position, is_label = behind
    reading = _read_people(tokens, position, words, led=True)
    if is_label and not reading.authors and not reading.agencies:
        return None
    if not reading.authors and not reading.agencies:
        return None
    end = _explained_end(tokens, reading, words)
    rest = len(tokens) - end
    if rest and not _may_stop(tokens, end, reading):
        return None
    confidence = 0.95 if reading.authors else 0.85
    if rest:
        confidence = 0.8 if tokens[end - 1].kind == "number" or tokens[end - 1].folded in words.noise else 0.6
    if first:
        confidence = min(confidence, 0.85)
    return _candidate(value, tokens, first, end, "byline/lead", confidence, reading)


def _may_stop(tokens: Sequence[_Token], end: int, reading: _Reading) -> bool:
    """Whether a led byline may be over in the middle of a line: behind a date, or in front of a bar."""
    before, behind = tokens[end - 1], tokens[end]
    return before.kind == "number" or behind.text in "|•·" or before.text in "|•·" or reading.position < end


def _led_within(value: str, tokens: Sequence[_Token], words: _Words) -> Candidate | None:
    """`27 Oct 2023, 5:50 pm By Jane Roe`, `Nicht lahm! Ein Kommentar von Jan Muster`."""
    for index in range(1, len(tokens) - 1):
        one, before = tokens[index], tokens[index - 1]
        if one.kind != "word" or one.folded not in words.leads.by_first and one.folded not in words.genres:
            continue
        parted = before.kind != "word" or before.folded in words.noise or one.text[0].isupper()
        if not parted or (before.kind == "word" and before.folded in words.common and before.text.islower()):
            continue
        found = _led(value, tokens, words, index)
        if found is not None and (found.end >= len(value.rstrip()) - 1 or index <= 12):
            return found
    return None


def _reported(value: str, tokens: Sequence[_Token], words: _Words) -> Candidate | None:
    """`(Reporting by Jane Roe in Oslo and John Doe; additional reporting by ...; editing by ...)`."""
    folded = " ".join(one.folded for one in tokens[:4] if one.kind == "word")
    if not (words.reporting.find(folded) or words.contributing.find(folded)):
        return None
    parts: list[Part] = []
    name: Literal["author", "contributor", ""] = ""
    index = 0
    while index < len(tokens):
        text = " ".join(one.folded for one in tokens[index : index + 4])
        if phrase := words.contributing.find(text):
            name = "contributor"
        elif phrase := words.reporting.find(text):
            name = "author"
        elif phrase := words.editing.find(text):
            name = ""
        if phrase:
            index += phrase.count(" ") + 1
            continue
        reading = _read_people(tokens, index, words, led=True)
        if name:
            parts += [
                Part(name, one.start, one.end, one.value) if one.name == "author" else one
                for one in reading.parts
                if one.name in ("author", "agency")
            ]
        index = max(reading.position, index + 1)
    if not any(one.name == "author" for one in parts):
        return None
    return Candidate("byline", 0, len(value), "byline/reporting-by", 0.75, tuple(parts))


def _agency_alone(value: str, tokens: Sequence[_Token], words: _Words) -> Candidate | None:
    """`AFP`, `dpa/wal`, `APA/dpa`, `(Reuters)`, `red, Agenturen`, `Staff Reporter`, `AFP, MANILA`."""
    if len(tokens) > 12 or sum(one.kind == "word" for one in tokens) > 8:
        return None
    pieces = _pieces(tokens)
    if not pieces:
        return None
    parts: list[Part] = []
    others = 0
    for piece in pieces:
        text = " ".join(one.folded for one in piece)
        span = piece[0].start, piece[-1].end
        if text in words.agencies or text in words.desks:
            parts.append(Part("agency", *span, value[slice(*span)]))
        elif len(piece) == 1 and 2 <= len(text) <= 4 and "/" in value and piece[0].text.islower():
            parts.append(Part("agency", *span, value[slice(*span)]))  # initials: dpa/wal
        elif len(piece) <= 2 and all(one.text[0].isupper() for one in piece) and parts:
            parts.append(Part("place", *span, value[slice(*span)]))
        else:
            others += 1
    agencies = [one for one in parts if one.name == "agency"]
    if others or not agencies or any(one.kind in ("number", "handle") for one in tokens):
        return None
    known = any(fold(one.value) in words.agencies for one in agencies)
    confidence = 0.6 if known else 0.5
    return Candidate("byline", 0, len(value), "byline/agency", confidence, tuple(parts))


def _pieces(tokens: Sequence[_Token]) -> list[list[_Token]]:
    """The words between marks."""
    pieces: list[list[_Token]] = [[]]
    for one in tokens:
        if one.kind == "word":
            pieces[-1].append(one)
        elif pieces[-1]:
            pieces.append([])
    return [one for one in pieces if one]


def _bare(value: str, tokens: Sequence[_Token], words: _Words) -> Candidate | None:
    """`Jane Roe`, `Jane Roe, BBC News`, `Jane Roe Political correspondent`, `Jane Roe @janeroe`."""
    first = 0
    while first < len(tokens) and tokens[first].kind == "mark" and tokens[first].text in "([•|-–—*·":
        first += 1
    if first == len(tokens) or tokens[first].kind != "word" or len(tokens) > 40:
        return None
    reading = _read_people(tokens, first, words, led=False)
    if not reading.authors:
        return None
    end = _explained_end(tokens, reading, words)
    if end < len(tokens):
        return None
    confidence = 0.4
    confidence += 0.25 if reading.known_given else 0.0
    confidence += 0.2 if reading.roles else 0.0
    confidence += 0.1 if reading.agencies or reading.places else 0.0
    confidence += 0.15 if any(one.kind == "handle" for one in tokens) else 0.0
    confidence += 0.05 if any(one.kind == "number" for one in tokens) else 0.0
    confidence += 0.05 if reading.authors > 1 and reading.known_given else 0.0
    if value.isupper():
        confidence -= 0.15
    if value.rstrip()[-1] in ":.!?;":
        confidence -= 0.2
    return _candidate(value, tokens, 0, len(tokens), "byline/bare-name", min(confidence, 0.85), reading)


def _author_box(value: str, tokens: Sequence[_Token], words: _Words) -> Candidate | None:
    """`Jane Roe is a senior reporter at the Harbour Courier.`"""
    group = _take_group(tokens, 0, words)
    position = len(group)
    if not 2 <= position <= 5 or position + 2 >= len(tokens) or tokens[position].folded not in words.copulas:
        return None
    if not _is_name(group, words):
        return None
    near = tokens[position + 1 : position + 10]
    if not any(piece in words.roles for one in near for piece in (one.folded, one.folded.rpartition("-")[2])):
        return None
    part = Part("author", group[0].start, group[-1].end, _join(value, group))
    return Candidate("byline", 0, len(value), "byline/author-box", 0.45, (part,))


def _by_rule(value: str, book: RuleBook) -> Candidate | None:
    """Scripts without capital letters, by their own rules."""
    if value.isascii():
        return None
    for rule in book.rules("byline"):
        match = rule.fullmatch(value.strip())
        if match is None:
            continue
        offset = len(value) - len(value.lstrip())
        start, end = match.start("names") + offset, match.end("names") + offset
        parts = tuple(_split_names(value, start, end))
        if parts:
            return Candidate("byline", 0, len(value), rule.id, 0.4 if rule.id.endswith("bare-name") else 0.85, parts)
    return None


def _split_names(value: str, start: int, end: int) -> list[Part]:
    parts = []
    for one in re.finditer(r"[^、，,;；/／・&|｜]+", value[start:end]):
        name = one.group().strip()
        if name:
            place = start + one.start() + one.group().index(name[0])
            parts.append(Part("author", place, place + len(name), name))
    return parts


def _doubled(value: str, book: RuleBook) -> Candidate | None:
    """`Jane Roe Jane Roe` and `Jane RoeJane Roe`: a picture's alternative text in front of the name itself."""
    half = len(value) // 2
    for left, right in ((value[:half], value[half + 1 :]), (value[:half], value[half:])):
        if half >= 5 and left == right and " " in left:
            found = propose_byline(left, book)
            return found and Candidate("byline", 0, len(value), found.rule, found.confidence, found.parts)
    return None


# --- reading people -----------------------------------------------------------------------------------------


def _after_lead(tokens: Sequence[_Token], first: int, words: _Words) -> tuple[int, bool] | None:
    """Where the names begin behind a lead that starts at `first`, and whether the lead is a label."""
    text = " ".join(one.folded for one in tokens[first : first + 7] if one.kind == "word")
    phrase = words.leads.find(text)
    length = phrase.count(" ") + 1 if phrase else 0
    if not length:
        length = _genre_lead(tokens, first, words)
    if length:
        position = first + length
        if position < len(tokens) and tokens[position].text in ":\N{FULLWIDTH COLON}":
            position += 1
        return (position, False) if position < len(tokens) else None
    for length in (1, 2, 3):
        behind = first + length
        if behind < len(tokens) and tokens[behind].text in (":", "\N{FULLWIDTH COLON}"):
            label = " ".join(one.folded for one in tokens[first:behind])
            if label in words.labels and behind + 1 < len(tokens):
                return behind + 1, True
    return None


def _genre_lead(tokens: Sequence[_Token], first: int, words: _Words) -> int:
    """How many tokens `Ein Kommentar von`, `Kolumne von`, `A column by` have; 0 if they are none."""
    for at in range(first + 1, min(first + 4, len(tokens))):
        one = tokens[at]
        if one.kind != "word":
            return 0
        if one.folded in words.leads.by_first and words.leads.find(one.folded) and tokens[at - 1].folded in words.genres:
            return at - first + 1
    return 0


def _read_people(tokens: Sequence[_Token], position: int, words: _Words, *, led: bool) -> _Reading:
    """Names, roles, agencies and places from `position` on, as far as they go."""
    reading = _Reading(position=position)
    while reading.position < len(tokens):
        at = reading.position
        group = _take_group(tokens, at, words)
        if group:
            if not _read_group(tokens, group, reading, words, led=led):
                break
        elif not _read_between(tokens, reading, words):
            break
        if reading.position == at:
            break
    return reading


def _take_group(tokens: Sequence[_Token], position: int, words: _Words) -> list[_Token]:
    """The run of capitalised words, particles between them included, that begins at `position`."""
    group: list[_Token] = []
    for index in range(position, min(position + 24, len(tokens))):
        one = tokens[index]
        if one.kind != "word":
            break
        if one.text[0].isupper() or _is_particle_at(tokens, index, words):
            if one.folded in words.ands and not _is_initial(one):
                break
            group.append(one)
        else:
            break
        if one.text[-1] == "." and len(one.text) > 4 and one.folded not in _TITLES:
            break  # a sentence's end
    while group and group[-1].text[0].islower():
        group.pop()
    return group


def _is_particle_at(tokens: Sequence[_Token], index: int, words: _Words) -> bool:
    """`van` in `Ludwig van der Meer`: a particle with a capital somewhere behind it."""
    one = tokens[index]
    if one.folded.startswith(("al-", "el-", "d'", "d’", "as-", "ad-")) and any(map(str.isupper, one.text)):
        return True
    if one.folded not in words.particles:
        return False
    return any(later.kind == "word" and later.text[0].isupper() for later in tokens[index + 1 : index + 4])


def _is_initial(one: _Token) -> bool:
    return len(one.text.rstrip(".")) == 1 and one.text.endswith(".")


def _read_group(
    tokens: Sequence[_Token], group: list[_Token], reading: _Reading, words: _Words, *, led: bool
) -> bool:
    """Takes a run of capitalised words apart; False where it is none of a byline's parts."""
    at = reading.position
    text = " ".join(one.folded for one in group)
    bare = text.rstrip(".")
    if bare in words.agencies or bare in words.desks:
        reading.parts.append(_part("agency", group))
        reading.position = at + len(group)
        return True
    size = _name_length(group, words)
    names = _split_glued(group[:size], words)
    if names:
        for one in names:
            reading.parts.append(_part("author", one))
            reading.known_given |= _has_given(one, words)
        reading.position = at + size
        if size < len(group):
            _read_behind_name(tokens, group[size:], reading, words)
        return True
    if not reading.authors and not reading.agencies:
        return False
    if group[0].folded in words.roles or group[0].folded in words.modifiers or _has_role(group, words):
        _take_role(tokens, at, reading, words)
        return True
    if _is_organisation(group, words):
        reading.parts.append(_part("agency", group))
    elif len(group) <= 3 and (len(group) == 1 or text in words.places or led):
        reading.parts.append(_part("place", group))
        reading.places += 1
    else:
        return False
    reading.position = at + len(group)
    return True


def _read_behind_name(tokens: Sequence[_Token], group: Sequence[_Token], reading: _Reading, words: _Words) -> None:
    """What follows a name without a mark: a role, a paper, an agency."""
    if _has_role(group, words):
        _take_role(tokens, reading.position, reading, words)
        return
    reading.parts.append(_part("agency", group))
    reading.position += len(group)


def _read_between(tokens: Sequence[_Token], reading: _Reading, words: _Words) -> bool:
    """Steps over what joins and follows names: marks, "and", "in Berlin", roles in small letters."""
    one = tokens[reading.position]
    if one.kind == "handle":
        reading.position += 1
        return True
    if one.kind == "mark":
        if one.text in _LISTING or one.text in "()[]–—-:…\"'»«":
            reading.position += 1
            return True
        return False
    if one.kind == "number":
        if len(one.text) <= 2 and tokens[reading.position - 1].end == one.start:
            reading.position += 1  # a footnote's number glued to the name
            return True
        return False
    if one.folded in words.ands:
        reading.position += 1
        return True
    if not reading.authors and not reading.agencies:
        return False
    if one.folded in words.at:
        group = _take_group(tokens, reading.position + 1, words)
        if not group:
            return False
        name = "agency" if _is_organisation(group, words) else "place"
        reading.parts.append(_part(name, group))
        reading.places += name == "place"
        reading.position += 1 + len(group)
        return True
    if one.folded.rstrip(".") in words.roles or one.folded in words.modifiers:
        _take_role(tokens, reading.position, reading, words)
        return True
    return False


def _take_role(tokens: Sequence[_Token], position: int, reading: _Reading, words: _Words) -> None:
    """A role up to the next mark, number or joining word: `Redakteurin für Finanzen`, `Senior Reporter`."""
    end = position
    while end < len(tokens) and end - position < 8 and tokens[end].kind == "word":
        if tokens[end].folded in words.ands and end > position:
            break
        end += 1
    run = list(tokens[position:end])
    reading.parts.append(_part("role", run))
    reading.roles += 1
    reading.position = end


def _explained_end(tokens: Sequence[_Token], reading: _Reading, words: _Words) -> int:
    """How far the rest of the line holds only dates, times and a page's small words."""
    end = reading.position
    while end < len(tokens):
        one = tokens[end]
        if one.kind == "word" and one.folded.rstrip(".") not in words.noise and one.folded not in words.ands:
            if one.folded not in words.agencies and not (one.text.isupper() and 2 <= len(one.text) <= 4):
                break
        elif one.kind == "mark" and one.text in "\"“”?!«»":
            break
        end += 1
    return end


# --- names --------------------------------------------------------------------------------------------------


def _name_length(group: Sequence[_Token], words: _Words) -> int:
    """How many of the capitalised words belong to names, before a role, a paper or an agency begins."""
    for index, one in enumerate(group):
        plain = one.folded.rstrip(".")
        if index >= 2 and (plain in words.openers or " ".join(x.folded for x in group[index:]) in words.agencies):
            return index
        if index >= 2 and one.text.isupper() and len(one.text) >= 2 and not group[0].text.isupper():
            if plain not in _SUFFIXES and not _is_initials(one.text):
                return index
        if index >= 2 and plain in words.noise:
            return index
        if index >= 2 and plain in words.roles:
            start = index
            while start > 2 and group[start - 1].folded in words.modifiers:
                start -= 1
            return start if start <= 3 else 2
    return len(group)


def _is_initials(text: str) -> bool:
    return "." in text or len(text) == 1


def _split_glued(group: Sequence[_Token], words: _Words) -> list[list[_Token]]:
    """The names in a run of capitalised words; several where only known given names tell them apart."""
    if _is_name(group, words):
        return [list(group)]
    if len(group) < 4 or any(_is_common(one, words) for one in group):
        return []
    names: list[list[_Token]] = [[]]
    for one in group:
        current = names[-1]
        if len(current) >= 2 and one.folded in words.given and current[-1].folded not in words.given:
            names.append([])
        names[-1].append(one)
    return names if len(names) > 1 and all(_is_name(one, words) for one in names) else []


def _is_name(group: Sequence[_Token], words: _Words) -> bool:
    """Two to four capitalised words, particles and titles aside, none of them common."""
    solid = [
        one
        for one in group
        if one.folded not in words.particles and one.folded not in _TITLES and one.folded not in _SUFFIXES
    ]
    if not 2 <= len(solid) <= 4 or len(group) > 6 or not solid[0].text[0].isupper():
        return False
    if any(_is_common(one, words) for one in solid) or all(_is_initial(one) for one in solid):
        return False
    if len(solid) == 4 and not _has_given(solid, words):
        return False
    if any(not _is_name_word(one) for one in solid):
        return False
    text = " ".join(one.folded for one in group)
    return text not in words.places and text not in words.agencies and not _is_organisation(group, words)


def _is_name_word(one: _Token) -> bool:
    text = one.text
    return len(text) <= 24 and one.kind == "word" and (text[0].isupper() or "-" in text or "’" in text or "'" in text)


def _is_common(one: _Token, words: _Words) -> bool:
    return one.folded in words.common or one.folded.rstrip(".") in words.noise or one.folded in words.roles


def _has_given(group: Sequence[_Token], words: _Words) -> bool:
    first = next((one for one in group if one.folded not in _TITLES), group[0])
    return first.folded in words.given or first.folded.partition("-")[0] in words.given


def _has_role(group: Sequence[_Token], words: _Words) -> bool:
    return any(one.folded in words.roles or one.folded.rpartition("-")[2] in words.roles for one in group)


def _is_organisation(group: Sequence[_Token], words: _Words) -> bool:
    last = group[-1].folded.rstrip(".")
    if last in words.papers or group[0].folded in words.openers:
        return True
    return len(group) == 1 and group[0].text.isupper() and len(group[0].text) >= 2 and "." not in group[0].text


def _join(value: str, group: Sequence[_Token]) -> str:
    return value[group[0].start : group[-1].end]


def _part(name: str, group: Sequence[_Token]) -> Part:
    text = " ".join(one.text for one in group)
    end = group[-1].end
    if text.endswith(".") and not _is_initial(group[-1]) and group[-1].folded not in _SUFFIXES:
        text, end = text[:-1], end - 1
    return Part(name, group[0].start, end, text)


def _candidate(
    value: str, tokens: Sequence[_Token], first: int, end: int, rule: str, confidence: float, reading: _Reading
) -> Candidate:
    start = tokens[first].start if first else 0
    stop = len(value) if end >= len(tokens) else tokens[end - 1].end
    seen: set[tuple[str, str]] = set()
    parts = []
    for one in reading.parts:
        if (one.name, one.value.casefold()) not in seen:
            seen.add((one.name, one.value.casefold()))
            parts.append(one)
    return Candidate("byline", start, stop, rule, round(confidence, 3), tuple(parts))


@cache
def _words(book: RuleBook) -> _Words:
    def asked(name: str) -> frozenset[str]:
        return book.words("byline", name)

    calendar = book.words("language", "calendar")
    return _Words(
        Openings.of(asked("leads")), asked("labels"), asked("genres"), Openings.of(asked("reporting")),
        Openings.of(asked("contributing")), Openings.of(asked("editing")), asked("ands") | frozenset(_AND),
        asked("particles"), asked("roles"), asked("modifiers"), asked("agencies"), asked("desks"),
        book.words("publisher", "paper_words"), asked("noise") | calendar,
        (asked("common") | book.words("language", "function_words")) - asked("particles"), asked("given"),
        asked("places"), asked("at"), asked("openers"), asked("copulas"),
    )  # fmt: skip
