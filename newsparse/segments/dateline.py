"""Datelines: "PARIS, March 3 (AFP) - ", "(ANSA) - ROMA, 22 MAR - ", "MOSCOW, January 21. /TASS/." before a story.

Rules find the shape (head, agency, closing dash), `_read_head` finds places, region and date in the head, and
`_confidence` weighs what speaks for a dateline: capitals, a known place, region, date, agency.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from newsparse.rules import RuleBook
from newsparse.segments.candidate import Candidate, Part
from newsparse.segments.dates import is_weekday, month_of, read_day

if TYPE_CHECKING:
    from newsparse.rules.rule import Match, Rule

Countries = Callable[[str], tuple[str, ...]]
"""A place's name to the ISO codes of the countries that have such a place, the largest place first."""

# The longest dateline of the 16,000 that Reuters sent in 1987 has 64 characters, two places and a date.
_REACH: Final = 170
_DASHES: Final = "-\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}_"
_CLOSERS: Final = _DASHES + "(/:\N{FULLWIDTH LEFT PARENTHESIS}\u7535\u96fb"
# English papers that print no agency: "MIAMI — ". A spaced hyphen or en dash also follows topics and brands.
_TELLING_DASHES: Final = ("\N{EM DASH}", "--", "_")
_SHORT_NAMES: Final = {"st": "Saint", "ft": "Fort", "mt": "Mount"}


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of the paragraph."""

    start: int
    end: int
    text: str

    def cut(self, start: int, end: int) -> _Span:
        """A part of it, blanks and commas at its ends left out."""
        text = self.text[start:end]
        left = len(text) - len(text.lstrip(" ,.*\N{NO-BREAK SPACE}"))
        kept = text.strip(" ,*\N{NO-BREAK SPACE}").lstrip(".")
        return _Span(self.start + start + left, self.start + start + left + len(kept), kept)


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the agency and the dash."""

    city: _Span | None
    region: _Span | None
    day: _Span | None
    iso: str | None
    in_parentheses: bool
    """Whether the region stands in parentheses, where an agency could stand too."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for a dateline and against it."""

    capitals: bool
    known: bool
    region: bool
    date: bool
    agency: str
    """`known`, `likely`, `unlikely`, or empty where there is none."""
    closing: str
    opens: bool
    """Whether a sentence begins behind it."""
    words: int


def propose_dateline(value: str, book: RuleBook, *, countries: Countries | None = None) -> Candidate | None:
    """The dateline at the very start of a paragraph.

    Read are `Washington, October 24 (RHC)-- `, `DES MOINES, Iowa — `, `(ANSA) - ROMA, 22 MAR - `,
    `MADRID 27 Nov. (EUROPA PRESS) -`, `LUGANSK, July 12. /TASS/.`, `NEW YORK, May 3, 2024 /PRNewswire/ --`,
    `London (CNN)It was`, `(EFE).- `, `PARIS/BERLIN (Reuters) -`, `Dec 29 (Reuters) - `, `KARACHI: `,
    `新华社北京4月24日电`, `(서울=연합뉴스)`. Its parts are place, region, country (an ISO code), date (ISO) and agency.
    `countries` tells in which countries a place of a name lies.

    Left alone: topics and kickers before a dash ("Thema – Satz", "EXCLUSIVE - "), names of people, and a
    place before a dash that the sentence goes on behind ("Finland - which has ...").

    >>> from newsparse.rules import load_rule_book
    >>> found = propose_dateline("PARIS, March 3 (AFP) - The harbour froze.", load_rule_book("en"))
    >>> [(one.name, one.value) for one in found.parts]
    [('place', 'PARIS'), ('date', '--03-03'), ('agency', 'AFP')]
    >>> propose_dateline("Thema - Satz und Wort.", load_rule_book("de")) is None
    True
    """
    beginning = value[:_REACH]
    if not beginning or not any(one in beginning for one in _CLOSERS):
        return None
    for rule in book.rules("dateline"):
        if (found := rule.match(beginning)) is not None:
            if candidate := _read(value, found, rule, book, countries or _unknown):
                return candidate
    return None


def _unknown(_name: str) -> tuple[str, ...]:
    return ()


def _read(value: str, found: Match, rule: Rule, book: RuleBook, countries: Countries) -> Candidate | None:
    """The candidate that a rule's match stands for, if the evidence bears it."""
    groups = found.groupdict()
    head = _Head(None, None, None, None, False)
    if "head" in groups:
        read = _read_head(_Span(found.start("head"), found.end("head"), found["head"]).cut(0, len(found["head"])), book)
        if read is None:
            return None
        head = read
    agency = None
    if groups.get("agency") is not None:
        agency = _Span(found.start("agency"), found.end("agency"), found["agency"]).cut(0, len(found["agency"]))
    evidence = _weigh(value, found.end(), head, agency, found["closing"], book, countries)
    if agency and evidence.agency != "known" and head.city and not head.region and found["closing"]:
        if _region_codes(agency.text, book):  # "Rostow (Russland) - "
            head, agency = _Head(head.city, agency, head.day, head.iso, True), None
            evidence = _weigh(value, found.end(), head, agency, found["closing"], book, countries)
    confidence = _confidence(evidence, head, rule.id)
    if not confidence:
        return None
    parts = tuple(_parts(head, agency, book, countries))
    start = len(value) - len(value.lstrip())
    return Candidate("dateline", start, found.end(), rule.id, confidence, parts)


def _parts(head: _Head, agency: _Span | None, book: RuleBook, countries: Countries) -> Iterator[Part]:
    if head.city:
        yield Part("place", head.city.start, head.city.end, head.city.text)
    if head.region:
        yield Part("region", head.region.start, head.region.end, head.region.text)
    if head.city and (code := _country(head, book, countries)):
        yield Part("country", head.city.start, head.city.end, code)
    if head.day and head.iso:
        yield Part("date", head.day.start, head.day.end, head.iso)
    if agency:
        yield Part("agency", agency.start, agency.end, agency.text)


# --- the head: places, region, date ---


def _read_head(head: _Span, book: RuleBook) -> _Head | None:
    """Places, region and date; None where the head holds something else."""
    split = _date_start(head.text, book)
    iso = None
    if split < len(head.text):
        iso = read_day(head.text[split:], book)
        if iso is None:
            return None
    place, day = head.cut(0, split), head.cut(split, len(head.text))
    if not place.text:
        return _Head(None, None, day, iso, False) if iso else None
    city, region, in_parentheses = _split_place(place)
    if not _reads_as_place(city.text, book) or (region and not _reads_as_place(region.text, book)):
        return None
    return _Head(city, region, day if iso else None, iso, in_parentheses)


def _date_start(head: str, book: RuleBook) -> int:
    """Where the date begins: at the first word with a digit, or as many words before it as make a date of it."""
    words = [(one.start(), one.group()) for one in re.finditer(r"[^\s,()]+", head)]
    first = next((index for index, (_, word) in enumerate(words) if any(map(str.isdigit, word))), None)
    if first is None:
        return len(head)
    start, word = words[first]
    if not word[0].isdigit():  # 北京4月24日
        return start + next(place for place, letter in enumerate(word) if letter.isdigit())
    # The fewest words: the month of "RIO DE JANEIRO, March 3" is not "JANEIRO".
    month = first and read_day(head[start:], book) is None and month_of(words[first - 1][1], book, lenient=True)
    first -= bool(month)
    if first and _is_weekday_apart(head, words[first - 1], book):
        first -= 1
    return words[first][0]


def _is_weekday_apart(head: str, word: tuple[int, str], book: RuleBook) -> bool:
    """A weekday behind a comma: not that of "SANTO DOMINGO, March 4"."""
    before = head[: word[0]].rstrip()
    return is_weekday(word[1], book) and (not before or before[-1] in ",.")


def _split_place(place: _Span) -> tuple[_Span, _Span | None, bool]:
    """The city, and the region behind a comma or in parentheses."""
    opened = place.text.find("(")
    if opened > 0:
        closed = place.text.find(")", opened)
        return place.cut(0, opened), place.cut(opened + 1, closed if closed > 0 else len(place.text)), True
    comma = place.text.find(",")
    if comma > 0:
        return place.cut(0, comma), place.cut(comma + 1, len(place.text)), False
    return place, None, False


def _reads_as_place(text: str, book: RuleBook) -> bool:
    """Whether words may be a place's name: capitalised but for particles, no kicker, no clause."""
    if not text or len(text) > 50 or re.search(r"[!:;\"“”„«»|@#=<>\[\]{}…\d]", text) or text.endswith(("?", "-")):
        return False
    words = re.split(r"[\s/,]+", text)
    folded = text.casefold()
    if len(words) > 7 or folded in book.words("dateline", "kickers"):
        return False
    if words[0].casefold() in book.words("dateline", "never_first") and words[0].casefold() != "the":
        return False
    return bool(re.match(r"[^\W\d_]|['’]", text)) and not re.search(r"[^\W\d_]{3,}\.\s", text.replace("St.", "St"))


def _all_capitalised(text: str, book: RuleBook) -> bool:
    """No word in lower case but particles; scripts without case pass."""
    particles = book.words("dateline", "particles")
    words = [word.lstrip("'’(") for word in re.split(r"[\s/,-]+", text)]
    return all(not word[:1].islower() or word in particles or word.split("'")[0] + "'" in particles for word in words)


# --- the country ---


def _country(head: _Head, book: RuleBook, countries: Countries) -> str | None:
    """The ISO code: what the region says, else the country of the largest place of that name."""
    if head.city is None:
        return None
    first = re.split(r"[/]", head.city.text)[0].strip()
    of_city = countries(first)
    if head.region is None:
        return of_city[0] if of_city else None
    region = head.region.text.rpartition(",")[2].strip()
    codes = _states(book).get(_plain(region, state=True), ())
    if not codes:
        of_region = countries(region)
        codes = tuple(code for code in of_city if code in of_region) or _country_names(book).get(
            _plain(region), of_region
        )
    shared = [code for code in of_city if code in codes]
    return shared[0] if shared else codes[0] if codes else of_city[0] if of_city else None


def _region_codes(region: str, book: RuleBook) -> tuple[str, ...]:
    """The codes of the countries that a state's or a country's name stands for."""
    last = region.rpartition(",")[2].strip()
    return _states(book).get(_plain(last, state=True)) or _country_names(book).get(_plain(last)) or ()


def _plain(name: str, *, state: bool = False) -> str:
    """A name without case and dots; a state's with its blanks joined."""
    plain = name.casefold().replace(".", "").strip()
    if not state:
        return plain
    # "IN" and "OR" are states only in capitals.
    if (
        len(plain) == 2
        and not name.replace(".", "").isupper()
        and "." not in name
        and plain not in {"pa", "va", "ga", "ky", "la", "md", "mo", "vt", "ct"}
    ):
        return ""
    return plain.replace(" ", "_")


@cache
def _states(book: RuleBook) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in ("US", "CA", "GB", "AU"):
        for entry in book.phrases("dateline", f"regions_{code.lower()}"):
            for name in entry.split():
                found[name.replace(".", "")] = (*found.get(name.replace(".", ""), ()), code)
    return found


@cache
def _country_names(book: RuleBook) -> dict[str, tuple[str, ...]]:
    from newsparse.rules.book import read_rule_file

    found: dict[str, tuple[str, ...]] = {}
    for folder in book.folders:
        for entries in read_rule_file(folder / "countries.toml").vocabulary.values():
            for entry in entries:
                code, _, name = entry.partition(" ")
                found.setdefault(_plain(name), (code,))
    return found


# --- the agency ---


def _agency_standing(agency: str, book: RuleBook) -> str:
    """`known` from the list or an American station's call sign, `likely` by its shape, else `unlikely`."""
    known = book.words("dateline", "agencies")
    folded = agency.casefold()
    pieces = [folded, *re.split(r"\s*[/,|]\s*|\s+(?:and|und|y|et|e)\s+", folded)]
    if any(piece in known for piece in pieces) or folded.partition("-")[0] in known:
        return "known"
    if re.fullmatch(r"[KW][A-Z]{2,3}(?:-(?:TV|AM|FM))?", agency):
        return "known"
    words = agency.split()
    shaped = re.fullmatch(r"[^\W_][\w.&+'’/ -]*", agency) and len(words) <= 4 and not re.search(r"\d{3}", agency)
    return "likely" if shaped and (agency.isupper() or len(words) == 1 or _has_inner_capital(agency)) else "unlikely"


def _has_inner_capital(agency: str) -> bool:
    """Whether it is cased as an outlet ("HawaiiNewsNow", "Elpaís.cr") and as no place or party is written."""
    return any(one.isupper() for one in agency.partition(" ")[0][1:]) or "." in agency[1:-1]


# --- the evidence ---


def _weigh(
    value: str, end: int, head: _Head, agency: _Span | None, closing: str, book: RuleBook, countries: Countries
) -> _Evidence:
    city = head.city.text if head.city else ""
    pieces = [one.strip() for one in re.split(r"/|\s-\s", city) if one.strip()]
    behind = value[end : end + 40].lstrip().lstrip("\"'“”„«‘‚`*_([")
    return _Evidence(
        capitals=any(map(str.isupper, city)) and not any(map(str.islower, _without_particles(city, book))),
        known=bool(pieces) and any(_is_known(one, countries) for one in pieces),
        region=head.region is not None and bool(_region_codes(head.region.text, book) or countries(head.region.text)),
        date=head.iso is not None,
        agency=_agency_standing(agency.text, book) if agency else "",
        closing=closing.strip(),
        opens=bool(behind) and not behind[0].islower(),
        words=len(city.split()),
    )


def _is_known(name: str, countries: Countries) -> bool:
    if countries(name):
        return True
    plain = re.sub(r"(?i)^(st|ft|mt)\b\.?", lambda short: _SHORT_NAMES[short[1].lower()], name)
    return plain != name and bool(countries(plain))


def _without_particles(city: str, book: RuleBook) -> str:
    particles = book.words("dateline", "particles")
    words = [word for word in city.split() if word not in particles]
    # "McALLEN" and "c CHICAGO" are capitals all the same.
    return " ".join(word.removeprefix("Mc") for word in words if len(word) > 1 or word.isupper())


def _confidence(evidence: _Evidence, head: _Head, rule: str) -> float:
    """How sure the dateline is, 0 where it is none; measured on opening lines of papers in ten languages."""
    if head.city is None and not evidence.agency:
        return 0.0
    if rule == "dateline/agency-alone":
        return 0.9 if evidence.agency == "known" and evidence.opens else 0.0
    if evidence.agency:
        return _with_agency(evidence, head)
    if evidence.date:
        return _with_date(evidence, head)
    return _bare(evidence, head)


def _with_agency(evidence: _Evidence, head: _Head) -> float:
    if not evidence.closing and not evidence.opens:
        return 0.0
    place = evidence.capitals or evidence.known or evidence.region
    if evidence.agency == "known":
        if head.city is None:
            return 0.97
        return 0.99 if evidence.date or place else 0.9
    if evidence.agency == "likely" and (evidence.closing or evidence.date):
        if evidence.date or evidence.known or evidence.region:
            return 0.9
        return 0.7 if evidence.capitals and evidence.words <= 3 else 0.0
    return 0.6 if evidence.date and place else 0.0


def _with_date(evidence: _Evidence, head: _Head) -> float:
    if not evidence.closing:
        return 0.0
    if evidence.capitals or evidence.known or evidence.region:
        return 0.97
    # "Jane Roe, March 3 - " is an author; a single word or a lower-case one is not.
    return 0.75 if evidence.words == 1 and evidence.closing != ":" else 0.0


def _bare(evidence: _Evidence, head: _Head) -> float:
    """Nothing but places: capitals or a known place, and a sentence that begins behind the dash."""
    if not evidence.opens:
        return 0.0
    if evidence.closing == ":":
        return 0.6 if evidence.capitals and evidence.known and evidence.words <= 3 else 0.0
    if evidence.capitals and (evidence.known or evidence.region):
        return 0.95
    if evidence.region and (evidence.known or head.in_parentheses or evidence.words <= 3):
        return 0.9
    if evidence.known:
        return 0.8
    telling = evidence.closing.startswith(_TELLING_DASHES)
    return 0.55 if evidence.capitals and telling and evidence.words <= 3 else 0.0
