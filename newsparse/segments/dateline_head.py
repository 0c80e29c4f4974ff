"""The head of a dateline, "MELBOURNE, Fla., March 26": its city, region, date, and an agency without marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.rules.book import RuleFile
from newsparse.segments.dates import read_day
from newsparse.segments.month_names import files_of_names, is_weekday, lists_of_names, misspelt_month, month_of

Countries = Callable[[str], tuple[str, ...]]
"""A place's name to the ISO codes of the countries that have such a place, the largest place first."""

_BLANKS: Final = " ,*\t\N{NO-BREAK SPACE}"
# "Wednesday, 25 September 2024", in Greek a third more.
_LONGEST_DATE: Final = 45
_NOT_IN_PLACE: Final = frozenset('!:;"“”„«»|@#=<>[]{}…')
_SHORT_NAMES: Final = {"st": "Saint", "ft": "Fort", "mt": "Mount"}
_TOGETHER: Final = pattern(r"\s*[/&]\s*|\s-\s|\s(?:and|und|y|et|e)\s", re.IGNORECASE)


@record
class Span(Record):
    """A stretch of the paragraph."""

    start: int
    """Where it starts in the paragraph."""
    end: int
    """Where it ends."""
    text: str
    """What stands there."""

    def cut(self, start: int, end: int) -> Span:
        """A part of it, blanks and commas at its ends left out."""
        part = self.text[start:end]
        kept = part.strip(_BLANKS)
        left = self.start + start + len(part) - len(part.lstrip(_BLANKS))
        return Span(left, left + len(kept), kept)


@record
class Head(Record):
    """What stands before the agency and the dash."""

    city: Span | None = None
    """The place, or several ("PARIS/BERLIN")."""
    region: Span | None = None
    """State, province or country."""
    day: Span | None = None
    """The date as printed."""
    iso: str | None = None
    """What it says."""
    agency: Span | None = None
    """An agency without parentheses: "London CNN"."""
    in_parentheses: bool = False
    """Whether the region stands in parentheses."""
    marked: bool = True
    """Whether the agency stands between marks of its own."""


def read_head(head: Span, book: RuleBook) -> Head | None:
    """Places, region, date and agency; None where anything else stands there.

    >>> from newsparse.rules import load_rule_book
    >>> found = read_head(Span(0, 25, "MELBOURNE, Fla., March 26"), load_rule_book("en"))
    >>> found.city.text, found.region.text, found.iso
    ('MELBOURNE', 'Fla.', '--03-26')
    """
    if not _may_open(head.text, book):
        return None
    split = _date_start(head.text, book)
    place, day = head.cut(0, split), head.cut(split, len(head.text))
    found = _read_places(place, book) if place.text else Head()
    if found is None or not day.text:
        return found
    return _with_day(found, day, book)


def is_agency(name: str, book: RuleBook) -> bool:
    """Whether a name is on the list of agencies; in lower case, as dpa writes itself, only a few are.

    >>> from newsparse.rules import load_rule_book
    >>> is_agency("Reuters", load_rule_book("en")), is_agency("map", load_rule_book("en"))
    (True, False)
    """
    if name.casefold() not in book.words("dateline", "agencies") or (len(name) < 3 and not name.isupper()):
        return False
    return not name.islower() or name in book.words("dateline", "lower_case_agencies")


def is_state(region: str, book: RuleBook) -> bool:
    """Whether the last part of a region is a state's or province's name or abbreviation."""
    return bool(_codes_of_state(region.rpartition(",")[2].strip(), book))


def is_region(region: str, book: RuleBook) -> bool:
    """Whether the last part of a region is a state's or a country's name."""
    return bool(_codes_of_region(region.rpartition(",")[2].strip(), book))


def is_known(city: str, countries: Countries) -> bool:
    """Whether any of the places of a head is on the map."""
    return any(_places_of(one, countries) for one in _TOGETHER.split(city) if one)


def names_land(city: str, book: RuleBook) -> bool:
    """Whether the first or last of two or three words says what sort of place it is: a beach, a county, a saint's."""
    words = re.split(r"[\s/.]+", city.casefold())
    return 2 <= len(words) <= 3 and not book.words("dateline", "landforms").isdisjoint((words[0], words[-1]))


def country_of(head: Head, book: RuleBook, countries: Countries) -> str | None:
    """The ISO code: what the region says, else the country of the largest place of that name.

    "Georgia" beside a town is the country that has a town of this name.
    """
    if head.city is None:
        return None
    of_city = _places_of(_TOGETHER.split(head.city.text)[0], countries)
    if head.region is None:
        return of_city[0] if of_city else None
    region = head.region.text.rpartition(",")[2].strip()
    of_region = countries(region)
    codes = (*_codes_of_state(region, book), *(one for one in of_city if one in of_region))
    codes = codes or _codes_of_region(region, book)
    if codes:
        return next((code for code in of_city if code in codes), codes[0])
    # A region that nobody knows: only where the town leaves no choice.
    certain = of_city or of_region
    return certain[0] if len(certain) == 1 else None


def all_capitalised(text: str, book: RuleBook) -> bool:
    """No word in lower case but particles and short forms; scripts without case pass.

    >>> from newsparse.rules import load_rule_book
    >>> book = load_rule_book("es")
    >>> all_capitalised("Santiago de Chile", book), all_capitalised("El puerto viejo", book)
    (True, False)
    """
    particles = book.words("dateline", "particles")
    for word in re.split(r"[\s/,-]+", text.translate({0x2019: "'"})):
        bare = word.lstrip("'(")
        if (
            bare[:1].islower()
            and bare not in particles
            and "." not in bare
            and bare.split("'")[0] + "'" not in particles
        ):
            return False
    return True


def without_particles(city: str, book: RuleBook) -> str:
    """The words that tell whether a name stands in capitals: not "de", not the "c" of "McALLEN"."""
    particles = book.words("dateline", "particles")
    words = [word for word in city.split() if word not in particles]
    return " ".join(word.removeprefix("Mc") for word in words if len(word) > 1 or word.isupper())


# --- date ---


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
    rest = re.fullmatch(r"\d{1,2}\W*(?:(?:19|20)\d\d)?\W*([^\W\d_]*)", head[start:])
    alone = rest is None or (rest[1] and not is_agency(rest[1], book))
    if first and not alone and _is_month(words[first - 1][1], book):
        first -= 1
    if first and _is_weekday_apart(head, words[first - 1], book):
        first -= 1
    return words[first][0]


def _is_month(word: str, book: RuleBook) -> bool:
    return month_of(word, book, lenient=True) is not None or misspelt_month(word, book) is not None


def _is_weekday_apart(head: str, word: tuple[int, str], book: RuleBook) -> bool:
    """A weekday behind a comma: not that of "SANTO DOMINGO, March 4"."""
    before = head[: word[0]].rstrip()
    return before.endswith((",", ".")) and is_weekday(word[1], book)


def _with_day(head: Head, day: Span, book: RuleBook) -> Head | None:
    """The head with its date; None where no date can be read there."""
    if len(day.text) > _LONGEST_DATE:
        return None
    if head.city and " " not in head.city.text and is_weekday(head.city.text, book):  # "Mittwoch, 16. April - "
        return None
    iso = read_day(day.text, book)
    agency = None
    if iso is None:
        day, agency = _cut_agency(day, book)  # "April 12, Reuter"
        iso = read_day(day.text, book)
    if iso is not None:
        return head._replace(day=day, iso=iso, agency=agency or head.agency, marked=head.marked and agency is None)
    # A Chinese telegram's day may lack its month.
    return head if re.fullmatch(r"\d{1,2}日", day.text) else None


# --- city, region, agency ---


def _read_places(place: Span, book: RuleBook) -> Head | None:
    city, region, in_parentheses = _split_place(place, book)
    if not all_capitalised(city.text, book) and len(city.text.split()) > 3:
        return None
    agency = None
    marked = True
    if region is not None and _is_outlet(region.text, book):  # "WASHINGTON (AP), March 3", "Jakarta, CNN Indonesia"
        region, agency, marked = None, region, in_parentheses
    elif region is None:
        city, agency = _cut_agency(city, book)  # "London CNN"
        marked = agency is None
    if agency is not None and not city.text:
        return Head(agency=agency, marked=False)
    if not _reads_as_place(city.text, book, is_city=True):
        return None
    if region is not None and not _reads_as_place(region.text, book, is_city=False):
        return None
    return Head(
        city=_without_full_stop(city, book),
        region=_without_full_stop(region, book) if region else None,
        agency=agency,
        in_parentheses=in_parentheses and region is not None,
        marked=marked,
    )


def _split_place(place: Span, book: RuleBook) -> tuple[Span, Span | None, bool]:
    """The city, and the region in parentheses, behind a comma, or as an abbreviation behind a blank."""
    opened = place.text.find("(")
    if opened > 0:
        closed = place.text.find(")", opened)
        return place.cut(0, opened), place.cut(opened + 1, closed if closed > 0 else len(place.text)), True
    comma = place.text.find(",")
    if comma > 0:
        region = place.cut(comma + 1, len(place.text))
        return place.cut(0, comma), region if region.text else None, False
    blank = place.text.rfind(" ")
    last = place.text[blank + 1 :]
    if blank > 0 and (last.endswith(".") or (len(last) == 2 and last.isupper())) and _codes_of_state(last, book):
        return place.cut(0, blank), place.cut(blank + 1, len(place.text)), False  # "Washington D.C."
    return place, None, False


def _is_outlet(region: str, book: RuleBook) -> bool:
    """Whether an agency or a paper stands where the region would: "AP", "CNN Indonesia", "KOMPAS.com"."""
    first = region.partition(" ")[0]
    named = is_agency(region, book) or (" " in region and len(first) > 2 and first.isupper() and is_agency(first, book))
    if not named:
        return re.fullmatch(r"\w+\.(?:com|id|co|net|org|tv|news)", region) is not None
    return not is_region(region, book)


def _cut_agency(span: Span, book: RuleBook) -> tuple[Span, Span | None]:
    """The span less an agency's name at its end."""
    if is_agency(span.text, book) and (span.text.isupper() or len(span.text) > 4):
        return span.cut(0, 0), span
    blank = span.text.rfind(" ")
    last = span.text[blank + 1 :]
    if blank > 0 and len(last) > 1 and not last.islower() and is_agency(last, book):
        return span.cut(0, blank), span.cut(blank + 1, len(span.text))
    return span, None


def _without_full_stop(span: Span, book: RuleBook) -> Span:
    """Less a full stop that ends no abbreviation: of "CARACAS.", not of "Fla." or "D.C."."""
    last = span.text.split(" ")[-1]
    if not last.endswith(".") or "." in last[:-1] or _codes_of_state(last, book) or len(last) < 4:
        return span
    return Span(span.start, span.end - 1, span.text[:-1])


def _reads_as_place(text: str, book: RuleBook, *, is_city: bool) -> bool:
    """Whether words may be a place's name: no marks, no clause, no kicker, no "The" and "By" in front."""
    if not text or len(text) > 50 or not (text[0].isalnum() or text[0] in "'’"):
        return False
    if not _NOT_IN_PLACE.isdisjoint(text) or any(map(str.isdecimal, text)) or text.endswith("-"):
        return False
    if "." in text and re.search(r"[^\W\d_]{3,}\.\s", re.sub(r"(?i)\bst[ea]?\.", "", text)):
        return False
    words = re.split(r"[\s/,]+", text)
    if len(words) > 7:
        return False
    if not is_city:
        return not text[0].islower() or words[0] in book.words("dateline", "particles")
    return text.casefold() not in book.words("dateline", "kickers")


def _may_open(head: str, book: RuleBook) -> bool:
    """Whether its first word may open a dateline: not "The" or "By", but "AT SEA" and "ON THE BORDER" in capitals."""
    first, _, rest = head.partition(" ")
    if first.casefold() == "the" and rest.partition(" ")[0].strip(",.").casefold() in book.words(
        "dateline", "with_article"
    ):
        return True
    if first.rstrip(",.:").casefold() not in book.words("dateline", "never_first"):
        return True
    return first.isupper() and rest[:2].isupper() and first.casefold() in book.words("dateline", "between_towns")


# --- countries ---


def _places_of(name: str, countries: Countries) -> tuple[str, ...]:
    name = name.strip(_BLANKS)
    return countries(name) or countries(re.sub(r"(?i)^(st|ft|mt)\b\.?", _long_form, name)) if name else ()


def _long_form(short: re.Match[str]) -> str:
    return _SHORT_NAMES[short[1].casefold()]


def _codes_of_region(region: str, book: RuleBook) -> tuple[str, ...]:
    return _codes_of_state(region, book) or _country_names(files_of_names("countries", book)).get(_plain(region), ())


def _codes_of_state(region: str, book: RuleBook) -> tuple[str, ...]:
    """The country of a state's name or abbreviation; "IN" and "OR" only in capitals."""
    plain = _plain(region)
    if len(plain) == 2 and not region.replace(".", "").isupper() and "." not in region and region[:1].islower():
        return ()
    if (
        plain in {"in", "or", "me", "la", "de", "al", "co", "hi", "id", "ma", "on"}
        and not region.replace(".", "").isupper()
    ):
        return ()
    return _states(book).get(plain.replace(" ", "_"), ())


def _plain(name: str) -> str:
    """A name without case and full stops."""
    return name.casefold().replace(".", "").strip()


@cache
def _states(book: RuleBook) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in ("US", "CA", "GB", "AU"):
        for entry in book.phrases("dateline", f"regions_{code.casefold()}"):
            for name in _plain(entry).split():
                found[name] = (*found.get(name, ()), code)
    return found


@cache
def _country_names(files: tuple[RuleFile, ...]) -> dict[str, tuple[str, ...]]:
    """Plain names to codes, the first of a name's; made of all lists at once, entry by entry took 7 ms of a start."""
    lists = "\n".join("\n".join(entries) for entries in lists_of_names(files))
    lines = [line.partition(" ") for line in _plain(lists).split("\n")]
    return {name.strip(): (code.upper(),) for code, _, name in reversed(lines) if name}
