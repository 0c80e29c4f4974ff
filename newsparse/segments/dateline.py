"""Datelines: "PARIS, March 3 (AFP) - ", "(ANSA) - ROMA, 22 MAR - ", "MOSCOW, January 21. /TASS/." before a story.

Rules find the shape (head, agency, closing dash), `read_head` finds places, region and date in the head, and
`_confidence` weighs what speaks for a dateline: capitals, a known place, region, date, agency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal

from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.candidate import Candidate, Part
from newsparse.segments.dateline_head import (
    Countries,
    Head,
    Span,
    all_capitalised,
    country_of,
    is_agency,
    is_known,
    is_region,
    is_state,
    names_land,
    read_head,
    without_particles,
)
from newsparse.segments.dates import find_dates, read_day

if TYPE_CHECKING:
    from newsparse.rules.rule import Match, Rule

# Two places, their regions, a date, an agency: 120 characters. Beyond that it is a sentence.
_REACH: Final = 170
_CLOSERS: Final = "-\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}_(/.:=\N{LEFT BLACK LENTICULAR BRACKET}\u7535\u96fb"
# English papers that print no agency: "MIAMI — ". A spaced hyphen or en dash also follows topics and brands.
_TELLING_DASHES: Final = ("\N{EM DASH}", "\N{HORIZONTAL BAR}", "--", "_")
_OPENERS: Final = "\"'“”„«‘‚`*_([¿¡ "
_MONEY: Final = "$€£¥"
_SENTENCE_ENDS: Final = (".", "!", "?", "…", ":", ",", "。", "।")

Standing = Literal["known", "likely", "unlikely", "none"]


@record
class _Evidence(Record):
    """What speaks for a dateline and against it."""

    capitals: bool
    """The city stands in capitals."""
    capitalised: bool
    """No word of the city in lower case but particles."""
    known: bool
    """The city is on the map, or its name says what it is ("MIDWAY ATOLL")."""
    region: bool
    """The region is a state or a country."""
    on_map: bool
    """The region is some place on the map."""
    date: bool
    """There is a date."""
    agency: Standing
    """How the agency looks."""
    closing: str
    """The dash or other mark at the end."""
    opens: bool
    """A sentence begins behind it."""
    blank: bool
    """A blank stands behind the dash."""
    apart: bool
    """A blank stands behind it, or it is more than one character."""
    speech: bool
    """Somebody says "I" or "we" behind it, as in a transcript: "CLINTON: Well, I think"."""
    sentence: bool
    """The paragraph ends as a sentence does; a headline does not."""
    words: int
    """Number of the city's words."""


def propose_dateline(value: str, book: RuleBook, *, countries: Countries | None = None) -> Candidate | None:
    """The dateline at the very start of a paragraph.

    Read are `Washington, October 24 (RHC)-- `, `DES MOINES, Iowa — `, `(ANSA) - ROMA, 22 MAR - `,
    `MADRID 27 Nov. (EUROPA PRESS) -`, `LUGANSK, July 12. /TASS/.`, `NEW YORK, May 3, 2024 /PRNewswire/ --`,
    `London (CNN)It was`, `(EFE).- `, `PARIS/BERLIN (Reuters) -`, `Dec 29 (Reuters) - `, `KARACHI: `,
    `NEW YORK--(BUSINESS WIRE)--`, `TORONTO – March 3, 2024 – `, `Moscow. March 3. INTERFAX.COM - `,
    `新华社北京4月24日电`, `(서울=연합뉴스)`. Its parts are place, region, country (an ISO code), date (ISO) and agency.
    `countries` tells in which countries a place of a name lies; without it less is found.

    Left alone: topics and kickers before a dash ("Thema – Satz", "EXCLUSIVE - "), names of people, a place
    before a dash that the sentence goes on behind ("Finland - which has ..."), and captions ("RAFAH - MAY 3: ").

    >>> from newsparse.rules import load_rule_book
    >>> found = propose_dateline("PARIS, March 3 (AFP) - The harbour froze.", load_rule_book("en"))
    >>> [(one.name, one.value) for one in found.parts]
    [('place', 'PARIS'), ('date', '--03-03'), ('agency', 'AFP')]
    >>> propose_dateline("Thema - Satz und Wort.", load_rule_book("de")) is None
    True
    """
    beginning = value[:_REACH]
    if not any(one in beginning for one in _CLOSERS):
        return None
    for rule in book.open_rules("dateline", beginning):
        if (found := rule.match(beginning)) is not None:
            if candidate := _read(value, found, rule, book, countries or _no_countries):
                return candidate
    return None


def _no_countries(_name: str) -> tuple[str, ...]:
    return ()


def _read(value: str, found: Match, rule: Rule, book: RuleBook, countries: Countries) -> Candidate | None:
    """The candidate that a rule's match stands for, if the evidence bears it."""
    head = _head_of(found, book)
    if head is None:
        return None
    if head.agency and head.city and not head.region and found["closing"] and head.marked:
        if _agency_standing(head.agency.text, book) != "known" and is_region(head.agency.text, book):
            head = head._replace(region=head.agency, agency=None, in_parentheses=True)  # "Rostow (Russland) - "
    evidence = _weigh(value, found, head, book, countries)
    confidence = _confidence(evidence, head, rule.id)
    if not confidence or (not head.agency and _is_topic(value, found.end(), head, evidence, book)):
        return None
    parts = tuple(_parts(head, book, countries))
    return Candidate("dateline", len(value) - len(value.lstrip()), found.end(), rule.id, confidence, parts)


def _head_of(found: Match, book: RuleBook) -> Head | None:
    """What the groups of a match hold; None where they hold something else."""
    head: Head | None = Head()
    if (place := _group(found, "head")) is not None:
        head = read_head(place, book)
    if head is not None and (day := _group(found, "date")) is not None:
        iso = read_day(day.text, book)
        if iso is None or head.iso is not None:
            return None
        head = head._replace(day=day, iso=iso)
    if head is not None and (agency := _group(found, "agency")) is not None:
        head = head._replace(agency=agency, marked=True) if head.agency is None else None
    return head


def _group(found: Match, name: str) -> Span | None:
    text = found.groupdict().get(name)
    return None if text is None else Span(found.start(name), found.end(name), text).cut(0, len(text))


def _parts(head: Head, book: RuleBook, countries: Countries) -> Iterator[Part]:
    if head.city:
        yield Part("place", head.city.start, head.city.end, head.city.text)
    if head.region:
        yield Part("region", head.region.start, head.region.end, head.region.text)
    if head.city and (code := country_of(head, book, countries)):
        yield Part("country", head.city.start, head.city.end, code)
    if head.day and head.iso:
        yield Part("date", head.day.start, head.day.end, head.iso)
    if head.agency:
        yield Part("agency", head.agency.start, head.agency.end, head.agency.text)


# --- the evidence ---


def _weigh(value: str, found: Match, head: Head, book: RuleBook, countries: Countries) -> _Evidence:
    city = head.city.text if head.city else ""
    region = head.region.text if head.region else ""
    closing = found["closing"].strip()
    behind = value[found.end() : found.end() + 80].lstrip().lstrip(_OPENERS)
    blank = value[found.end() : found.end() + 1].isspace()
    capitals = any(map(str.isupper, city)) and not any(map(str.islower, without_particles(city, book)))
    known = bool(city) and (is_known(city, countries) or (capitals and names_land(city, book)))
    named = capitals or known
    on_map = bool(region) and bool(countries(region.rpartition(",")[2].strip()))
    return _Evidence(
        capitals=capitals,
        capitalised=all_capitalised(city, book),
        known=known,
        # The names of countries take 3 ms to read: only where the map does not do.
        region=bool(region) and (is_state(region, book) if named and on_map else is_region(region, book)),
        on_map=on_map,
        date=head.iso is not None,
        agency=_agency_standing(head.agency.text, book) if head.agency else "none",
        closing=closing,
        opens=bool(behind) and (behind[0].isalnum() or behind[0] in _MONEY) and not behind[0].islower(),
        blank=blank,
        apart=blank or len(closing) != 1,
        speech=not book.words("dateline", "speech").isdisjoint(re.findall(r"[\w'’]+", behind.casefold())),
        sentence=len(value) > _REACH or value.rstrip("\"'“”»«’*_ )").endswith(_SENTENCE_ENDS),
        words=len(city.split()),
    )


def _agency_standing(agency: str, book: RuleBook) -> Standing:
    """`known` from the list or an American station's call sign, `likely` by its shape, else `unlikely`."""
    words = agency.split()
    if not words or len(words) > 5 or agency.casefold().startswith(("photo", "foto", "bild", "image", "credit")):
        return "unlikely"
    if is_agency(agency, book):
        return "known"
    is_word = agency.isalpha()  # most are: no pattern needs to be compiled for "AFP"
    if not is_word:
        pieces = re.split(r"\s*[/,|+]\s*|\s(?:and|und|y|et|e)\s|(?<=dpa)-", agency)
        if any(is_agency(piece, book) for piece in pieces):
            return "known"
    if agency[0] in "KW" and re.fullmatch(r"[KW][A-Z]{2,3}(?:-(?:TV|AM|FM))?", agency):
        return "known"
    shaped = is_word or (
        re.fullmatch(r"[^\W_][\w.&+'’/ -]*", agency) and len(words) <= 4 and not re.search(r"\d{3}", agency)
    )
    return "likely" if shaped and (len(words) == 1 or all_capitalised(agency, book)) else "unlikely"


def _is_topic(value: str, end: int, head: Head, evidence: _Evidence, book: RuleBook) -> bool:
    """A bare place that opens something else: "RAFAH, GAZA - FEBRUARY 15: Children", "Italy - Our journeys"."""
    behind = value[end : end + 40].strip()
    if not head.iso and any(map(str.isdigit, behind[:20])) and any(not one.start for one in find_dates(behind, book)):
        return True
    if re.match(r"\W*\d{1,2}[:.h]\d\d", behind):  # "Brussels - 15 Oct 2024 - 08:22"
        return True
    if head.city is None or head.region is not None or (evidence.capitals and evidence.closing not in ".:"):
        return False
    if not evidence.known or (head.iso and evidence.closing not in ".:"):
        return False
    return is_region(head.city.text, book) and head.city.text.casefold() not in book.words("dateline", "city_states")


# --- the decision ---


def _confidence(evidence: _Evidence, head: Head, rule: str) -> float:
    """How sure the dateline is, 0 where it is none; ordinal."""
    if rule == "dateline/japanese-wire":
        return 0.9
    if head.city is None and not head.agency:
        return 0.0
    if not evidence.capitalised and not (
        evidence.date and evidence.closing and (evidence.known or evidence.words <= 2)
    ):
        return 0.0
    if head.city is None and head.iso is None:
        return 0.9 if evidence.agency == "known" and evidence.opens and rule == "dateline/agency-alone" else 0.0
    if head.agency:
        return _with_agency(evidence, head)
    if evidence.date:
        return _with_date(evidence, head)
    return _bare(evidence, head)


def _with_agency(evidence: _Evidence, head: Head) -> float:
    place = evidence.capitals or evidence.known or evidence.region
    weak = evidence.closing in {"", "."}
    if weak and not (evidence.opens and (evidence.date or place)):
        return 0.0
    # "Jane Roe, CNN — " is an author; "University (HCU). " ends a sentence.
    if not head.marked and (evidence.closing == ":" or not (evidence.known or evidence.date)):
        return 0.0
    if evidence.closing == "." and evidence.agency != "known":
        return 0.0
    if evidence.agency == "known":
        if head.city is None:
            return 0.97
        return 0.99 if evidence.date or place else 0.85
    if evidence.agency == "likely" and (evidence.closing or evidence.date):
        if evidence.date or evidence.known or evidence.region:
            return 0.9
        return 0.7 if evidence.capitals and evidence.words <= 3 and not weak else 0.0
    return 0.6 if evidence.date and place else 0.0


def _with_date(evidence: _Evidence, head: Head) -> float:
    if not evidence.closing:
        return 0.0
    if evidence.closing in ".:":  # the end of a caption: "... in Paris, Texas, May 3."
        return 0.7 if evidence.opens and (evidence.capitals or (evidence.known and head.region is None)) else 0.0
    if evidence.capitals or evidence.known or evidence.region:
        return 0.97
    # "Jane Roe, March 3 - " is an author; a single word is not.
    return 0.75 if evidence.words == 1 else 0.0


def _bare(evidence: _Evidence, head: Head) -> float:
    """Nothing but places: capitals or a known place, and a sentence that begins behind the dash."""
    if not evidence.opens or not (evidence.apart or evidence.capitals):
        return 0.0
    if evidence.closing in ".:":
        shaped = (evidence.capitals and not evidence.speech) or evidence.closing == "."
        return 0.6 if shaped and evidence.known and evidence.words <= 3 and evidence.sentence else 0.0
    if head.region is not None and not evidence.region and not evidence.on_map:
        # "Jane Roe, Chefredakteurin – Das Schiff"
        return 0.6 if evidence.capitals and evidence.known else 0.0
    if evidence.capitals and (evidence.known or evidence.region or evidence.on_map):
        return 0.95
    if evidence.region and (evidence.known or evidence.words == 1 or head.in_parentheses):
        return 0.9
    if evidence.known:  # "Lichtenberg - Berlin kauft Wohnungen" is a headline
        return 0.8 if evidence.sentence else 0.0
    # An acronym ("NFL — ") is no town.
    named = head.city is not None and len(head.city.text) > 4 and "?" not in head.city.text and evidence.words <= 2
    telling = evidence.closing.startswith(_TELLING_DASHES) and evidence.blank
    return 0.55 if named and evidence.capitals and telling else 0.0
