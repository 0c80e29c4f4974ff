"""The words of an author line, and what a language's data knows of them: leads, jobs, agencies, given names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.phrases import Openings, split_all

_TOKEN: Final = pattern(
    r"(?P<handle>[\w.+\-]{1,64}@[\w\-]+\.[\w.\-]+|@\w+|https?://\S+|www\.\S+"
    r"|\[email[ \N{NO-BREAK SPACE}]protected\]\S*)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|[\-.'’‘`´‐\N{MIDDLE DOT}](?=[^\W\d_]))*(?:\.(?=[\s,;)]|$))?)"
    r"|(?P<number>\d[\w.:/\-]*)|(?P<mark>\S)"
)
_CAMEL_PREFIXES: Final = frozenset(("mc mac de le la du di da van von fitz o d al el ben del dal lo san st").split())
_WORDS: Final = str.maketrans("/*:_", "    ")


class Token(NamedTuple):
    """A word, number, mark or handle and its place."""

    text: str
    """As printed; an abbreviation's full stop belongs to it."""
    folded: str
    """Case folded."""
    start: int
    """Where it starts."""
    end: int
    """Where it ends."""
    kind: str
    """word, number, mark, or handle (an address of any kind)."""

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.kind == "word" and self.text[0].isupper()

    @property
    def is_initial(self) -> bool:
        """Whether it is one letter and a full stop."""
        return len(self.text) == 2 and self.text[1] == "."

    @property
    def is_acronym(self) -> bool:
        """Whether it is written in capitals, as agencies are."""
        return len(self.text) >= 2 and self.text.isupper() and "." not in self.text


def find_tokens(value: str) -> list[Token]:
    """The words, numbers, marks and handles of a line."""
    tokens: list[Token] = []
    for one in _TOKEN.finditer(value):
        text, kind = one.group(), one.lastgroup or "mark"
        if kind == "word" and not (text.istitle() or text.islower() or text.isupper()):
            tokens += _split_camel(text, one.start())
        else:
            tokens.append(Token(text, text.casefold(), one.start(), one.end(), kind))
    return tokens


def _split_camel(text: str, start: int) -> Iterator[Token]:
    """`KleinRedakteur` as two words, as converters glue them; `MacDougall` and `DeSantis` as one."""
    low = 0
    for at in range(1, len(text)):
        if text[at].isupper() and text[at - 1].islower() and text[low:at].casefold() not in _CAMEL_PREFIXES:
            yield Token(text[low:at], text[low:at].casefold(), start + low, start + at, "word")
            low = at
    yield Token(text[low:], text[low:].casefold(), start + low, start + len(text), "word")


@record
class NameWords(Record):
    """The vocabulary of bylines in one language."""

    leads: Openings
    """`by`, `written by`."""
    labels: frozenset[str]
    """`author`, before a colon; without blanks."""
    genres: frozenset[str]
    """`column`, between an article and a lead."""
    reporting: Openings
    """`reporting by`: authors follow."""
    contributing: Openings
    """`additional reporting by`: others follow who had a part in it."""
    editing: Openings
    """`editing by`: nobody follows who wrote it."""
    ands: frozenset[str]
    """What joins the last name."""
    particles: frozenset[str]
    """`van`, `de`, `bin`: small words within names."""
    roles: frozenset[str]
    """`reporter`."""
    others: frozenset[str]
    """`minister`, `expert`, a party: whoever is called so is quoted and has not written it."""
    surnames: frozenset[str]
    """Common words that are surnames too: `white`, `young`."""
    helpers: frozenset[str]
    """`photos`, `editor`: before a colon or "by", those follow who did something else."""
    notes: frozenset[str]
    """`text`, `she`: explains a name in brackets behind it."""
    pictures: frozenset[str]
    """`photo`: in brackets behind a name, it took the pictures."""
    joins: frozenset[str]
    """`by`, `of`: between an article's kind and the name."""
    writes: frozenset[str]
    """`reports`, behind a name."""
    portraits: Openings
    """`headshot of`: an author's picture."""
    endings: tuple[str, ...]
    """Ends of long words that no surname has: `-ation`, `-schaft`."""
    modifiers: frozenset[str]
    """`political`, before a role."""
    agencies: frozenset[str]
    """`afp`, `associated press`."""
    desks: frozenset[str]
    """`staff`, `newsroom`: nobody in particular."""
    papers: frozenset[str]
    """Words that papers' names have: `courier`."""
    calendar: frozenset[str]
    """Months and days of the week."""
    noise: frozenset[str]
    """Small words of dates and pages: `updated`, `min`, `follow`."""
    common: frozenset[str]
    """Words that are no names, although a heading writes them with a capital."""
    given: frozenset[str]
    """Given names; they only raise confidence and tell glued names apart."""
    places: frozenset[str]
    """Places of two words that look like a name."""
    at: frozenset[str]
    """`in`, `from`: a place or a paper follows."""
    openers: frozenset[str]
    """`the`: a paper's name begins."""
    copulas: frozenset[str]
    """`is`, in an author's box."""
    cities: frozenset[str]
    """Places of one word that stand behind many names."""
    labelled: frozenset[str]
    """First words of the labels."""
    fixed: frozenset[str]
    """Agencies and desks: the first two words of each."""
    inner: frozenset[str]
    """First words of what may lead a name within a line."""
    small: frozenset[str]
    """All words that an author line may hold beside names."""

    def explains(self, one: Token) -> bool:
        """Whether a page has this small word beside a byline or a date."""
        plain = one.folded.rstrip(".")
        return plain in self.noise or plain in self.calendar or one.folded in self.ands


@cache
def name_words(book: RuleBook) -> NameWords:
    """The vocabulary of bylines in the book's language."""

    def asked(name: str) -> frozenset[str]:
        return book.words("byline", name)

    def opened(name: str) -> Openings:
        return Openings.of(asked(name))

    def single(name: str) -> frozenset[str]:
        return split_all(asked(name))

    leads = opened("leads")
    particles, roles, noise, ands, at = map(single, ("particles", "roles", "noise", "ands", "at"))
    modifiers, openers, genres, writes, helpers = map(single, ("modifiers", "openers", "genres", "writes", "helpers"))
    agencies, desks, labels, notes = asked("agencies"), asked("desks"), asked("labels"), single("notes")
    surnames, given, pictures, cities = map(single, ("surnames", "given", "pictures", "cities"))
    papers = split_all(book.words("publisher", "paper_words"))
    calendar = single("dates") | book.words("language", "calendar")
    inner = genres.union(leads.by_first)
    return NameWords(
        leads=leads,
        labels=frozenset(one.replace(" ", "") for one in labels),
        genres=genres,
        reporting=opened("reporting"),
        contributing=opened("contributing"),
        editing=opened("editing"),
        ands=ands | frozenset("&+"),
        particles=particles,
        roles=roles,
        others=single("others"),
        surnames=surnames,
        helpers=helpers,
        notes=notes,
        pictures=pictures,
        joins=single("joins"),
        writes=writes,
        portraits=opened("portraits"),
        endings=tuple(single("endings")),
        modifiers=modifiers,
        agencies=agencies,
        desks=desks,
        papers=papers,
        calendar=calendar,
        noise=noise,
        common=(single("common") | book.words("language", "function_words")) - particles,
        given=given,
        places=asked("places"),
        at=at,
        openers=openers,
        copulas=single("copulas"),
        cities=cities,
        labelled=frozenset(one.translate(_WORDS).split(None, 1)[0] for one in labels),
        fixed=frozenset(" ".join(one.split(None, 2)[:2]) for one in agencies | desks),
        inner=inner,
        small=particles.union(
            noise,
            ands,
            at,
            openers,
            modifiers,
            calendar,
            writes,
            helpers,
            notes,
            papers,
            pictures,
            surnames,
            given,
            cities,
            " ".join(agencies | desks | asked("places")).split(),
        ),
    )
