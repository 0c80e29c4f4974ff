"""Is this a person's name: two to four capitalised words, none of them a common one.

Jane Roe      María R. Sahún      Ludwig van der Meer      JANA MUSTER      O’Regan, al-Masri, Benit-Gbaffou
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.phrases import Openings, split_all

_LONGEST: Final = 60
_LONGEST_WORD: Final = 24
_TOKEN: Final = pattern(
    r"(?P<handle>[\w.+\-]{1,64}@[\w\-]+\.[\w.\-]+|@\w+|https?://\S+|www\.\S+)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|[\-.'’‘`´‐\N{MIDDLE DOT}](?=[^\W\d_]))*(?:\.(?=[\s,;)]|$))?)"
    r"|(?P<number>\d[\w.:/\-]*)|(?P<mark>\S)"
)
_TITLES: Final = frozenset(
    ("dr dr. prof prof. sir dame lord lady dott. dott.ssa ing. mag. mr mrs ms mr. mrs. ms.").split()
)
_SUFFIXES: Final = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
_CAMEL_PREFIXES: Final = frozenset(("mc mac de le la du di da van von fitz o d al el ben del dal lo san st").split())
_SECOND_PARTICLES: Final = frozenset("der den het las los la the".split())
_JOINED_PARTICLES: Final = ("al-", "el-", "d'", "d’", "as-", "ad-", "l'", "l’")


@record
class Token(Record):
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


@record
class NameWords(Record):
    """The vocabulary of bylines in one language."""

    leads: Openings
    """`by`, `written by`."""
    labels: frozenset[str]
    """`author`, before a colon."""
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

    def explains(self, one: Token) -> bool:
        """Whether a page has this small word beside a byline or a date."""
        plain = one.folded.rstrip(".")
        return plain in self.noise or plain in self.calendar or one.folded in self.ands


def looks_like_name(value: str, book: RuleBook) -> bool:
    """Whether the words look like one person's name.

    Recognises two to four capitalised words with particles between them (`Ludwig van der Meer`), initials
    (`María R. Sahún`), names in capitals. A name that is also a place's or a river's ("Victoria Falls")
    passes: only its neighbours tell. One word alone is no name; scripts without capitals are not judged.

    >>> from newsparse.rules import load_rule_book
    >>> [looks_like_name(one, load_rule_book("en")) for one in ("Jane Roe", "World News", "Jane", "the Roe")]
    [True, False, False, False]
    """
    if len(value) > _LONGEST or not value:
        return False
    tokens = find_tokens(value)
    return bool(tokens) and all(one.kind == "word" for one in tokens) and is_name(tokens, name_words(book))


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


def is_name(group: Sequence[Token], words: NameWords) -> bool:
    """Whether the words are one person's name."""
    solid = [one for at, one in enumerate(group) if at == 0 or not _is_small(one, words)]
    while solid and (solid[0].folded in _TITLES or solid[0].folded in words.particles - words.given):
        solid = solid[1:]
    if not 2 <= len(solid) <= 4 or len(group) > 6 or not solid[0].text[0].isupper():
        return False
    if not all(map(_is_name_word, solid)) or all(one.is_initial for one in solid):
        return False
    if solid[-1].is_acronym and not solid[0].text.isupper():
        return False
    if len(solid) == 4 and not has_given(solid, words):
        return False
    if any(is_common(one, words) and not _is_given_and_month(solid, one, words) for one in solid):
        return False
    text = " ".join(one.folded for one in group)
    return text not in words.places and text not in words.agencies and not is_organisation(group, words)


def _is_small(one: Token, words: NameWords) -> bool:
    return one.folded in words.particles or one.folded in _TITLES or one.folded in _SUFFIXES


def _is_name_word(one: Token) -> bool:
    text = one.text
    if len(text) > _LONGEST_WORD or text.endswith(("'s", "’s")):
        return False
    if "." in text[1:-1] and len(text) > 6:
        return False  # two words that a full stop glues: "ARMANI.Foto"
    return text[0].isupper() or one.folded.startswith(_JOINED_PARTICLES)


def _is_given_and_month(solid: Sequence[Token], one: Token, words: NameWords) -> bool:
    """Theresa May: behind a given name, a month is a surname."""
    return one is solid[-1] and one.folded in words.calendar and len(solid) == 2 and solid[0].folded in words.given


def is_common(one: Token, words: NameWords) -> bool:
    """Whether the word is known to be no part of a name."""
    if one.is_initial:
        return False
    plain = one.folded.rstrip(".")
    if plain in words.given:
        return plain in words.roles
    return plain in words.common or plain in words.noise or plain in words.calendar or plain in words.roles


def has_given(group: Sequence[Token], words: NameWords) -> bool:
    """Whether the words begin with a given name that we know, titles aside."""
    first = next((one for one in group if one.folded not in _TITLES), group[0])
    return first.folded in words.given or first.folded.partition("-")[0] in words.given


def is_organisation(group: Sequence[Token], words: NameWords) -> bool:
    """Whether the words end as papers' names do, open with an article, or are an acronym."""
    return (
        group[-1].folded.rstrip(".") in words.papers
        or (group[0].folded in words.papers and group[0].folded not in words.given)
        or group[0].folded in words.openers
        or (len(group) == 1 and group[0].is_acronym)
        or ("." in group[0].text[1:-1] and len(group) == 1)
    )


def is_particle_at(tokens: Sequence[Token], at: int, words: NameWords) -> bool:
    """Whether the small word at `at` has a name behind it: `van` in `Ludwig van der Meer`."""
    one = tokens[at]
    if one.folded.startswith(_JOINED_PARTICLES) and any(map(str.isupper, one.text)):
        return True
    if one.folded not in words.particles:
        return False
    if one.folded in _SECOND_PARTICLES and (not at or tokens[at - 1].folded not in words.particles):
        return False  # "van der Meer", but "Figuren der Szene"
    return any(later.is_capital for later in tokens[at + 1 : at + 4])


def split_glued(group: Sequence[Token], words: NameWords) -> list[list[Token]]:
    """The names in a run of capitalised words; several where only known given names tell them apart."""
    half = len(group) // 2
    if len(group) >= 4 and [one.folded for one in group[:half]] == [one.folded for one in group[-half:]]:
        return split_glued(group[:half], words)  # the picture's text and the name itself
    if is_name(group, words) and not (len(group) == 4 and _are_two(group, words)):
        return [list(group)]
    if len(group) < 4 or any(is_common(one, words) for one in group):
        return []
    names: list[list[Token]] = [[]]
    for one in group:
        current = names[-1]
        if len(current) >= 2 and one.folded in words.given and current[-1].folded not in words.given:
            names.append([])
        names[-1].append(one)
    return names if len(names) > 1 and all(is_name(one, words) for one in names) else []


def _are_two(group: Sequence[Token], words: NameWords) -> bool:
    """Whether four words are two names: `Jane Roe John Doe`."""
    return group[2].folded in words.given and group[1].folded not in words.given and not is_common(group[3], words)


def name_length(group: Sequence[Token], behind: Token | None, words: NameWords) -> int:
    """How many of the capitalised words belong to names, before a role, a paper or an agency begins."""
    for index in range(2, len(group)):
        one = group[index]
        plain = one.folded.rstrip(".")
        if plain in words.openers or " ".join(later.folded for later in group[index:]) in words.agencies:
            return index
        if one.is_acronym and not group[0].text.isupper() and plain not in _SUFFIXES:
            return index
        if plain in words.roles or plain.rpartition("-")[2] in words.roles:
            return _before_modifiers(group, index, words)
    if behind is not None and behind.kind == "word" and behind.folded in words.roles:
        return _before_modifiers(group, len(group), words)
    return len(group)


def _before_modifiers(group: Sequence[Token], index: int, words: NameWords) -> int:
    """A role's first word: `Political` in `Jane Roe Political Correspondent`."""
    while index > 2 and group[index - 1].folded in words.modifiers:
        index -= 1
    return index if index <= 3 else 2


@cache
def name_words(book: RuleBook) -> NameWords:
    """The vocabulary of bylines in the book's language."""

    def asked(name: str) -> frozenset[str]:
        return book.words("byline", name)

    def opened(phrases: Iterable[str]) -> Openings:
        return Openings.of(phrases)

    def single(name: str) -> frozenset[str]:
        return split_all(asked(name))

    language = book.words("language", "calendar"), book.words("language", "function_words")
    particles = single("particles")
    return NameWords(
        opened(asked("leads")), asked("labels"), single("genres"), opened(asked("reporting")),
        opened(asked("contributing")), opened(asked("editing")), single("ands") | frozenset("&+"), particles,
        single("roles"), single("modifiers"), asked("agencies"), asked("desks"),
        split_all(book.words("publisher", "paper_words")), single("dates") | language[0], single("noise"),
        (single("common") | language[1]) - particles, single("given"), asked("places"),
        single("at"), single("openers"), single("copulas"),
    )  # fmt: skip
