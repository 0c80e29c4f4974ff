"""A text's blocks with what each recogniser says of them, asked at most once a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final, TypeVar

from newsparse.blocks import Block
from newsparse.rules import RuleBook
from newsparse.segments.byline import propose_byline
from newsparse.segments.candidate import Candidate
from newsparse.segments.caption import propose_caption, propose_credit
from newsparse.segments.dateline import propose_dateline
from newsparse.segments.dates import PrintedDate, find_dates
from newsparse.segments.furniture import propose_placeholder
from newsparse.segments.labels import Label, find_label
from newsparse.segments.phrases import letters_of
from newsparse.segments.prose import Prose, is_prose
from newsparse.segments.publisher import propose_publisher
from newsparse.segments.source import propose_source_url
from newsparse.segments.wording import FURNITURE_SURE, SECTION, Wording, read_wording

# Head lines are short; whoever looks for dates or names in longer ones reads the body.
LONGEST_LINE = 300
# From so many blanks on, words that end with a full stop are a sentence.
_FEWEST_OF_SENTENCE = 3

# A place's name to the ISO codes of the countries that have such a place.
Countries = Callable[[str], tuple[str, ...]]


class _Open(Enum):
    """Stands for an answer that nobody has asked for yet."""

    YET = 0


_YET: Final = _Open.YET
_Answer = TypeVar("_Answer")
# The answers to one question, a block each.
_Answers = list[_Answer | _Open]


class Page:
    """What may be asked of the blocks; every answer is kept, none is changed."""

    def __init__(self, blocks: Sequence[Block], book: RuleBook, countries: Countries = lambda _: ()) -> None:
        self.blocks = tuple(blocks)
        self.book = book
        self.countries = countries
        traits = book.table("language", "language")
        self.has_short_words = traits.get("words") == "short"
        self.values = [block.passage.value for block in self.blocks]
        count = len(self.blocks)
        quoted = sum([block.kind == "blockquote" for block in self.blocks])
        self.is_quoted = 2 * quoted > sum(map(bool, self.values))
        """Whether the article as a whole was quoted, as mails do; its blocks are paragraphs then."""
        self.has_pictures = "picture" in [block.kind for block in self.blocks]
        self._letters: _Answers[str] = [_YET] * count
        self._prose: _Answers[Prose] = [_YET] * count
        self._label: _Answers[Label | None] = [_YET] * count
        self._wording: _Answers[Wording] = [_YET] * count
        self._placeholder: _Answers[Candidate | None] = [_YET] * count
        self._byline: _Answers[Candidate | None] = [_YET] * count
        self._caption: _Answers[Candidate | None] = [_YET] * count
        self._marked: _Answers[Candidate | None] = [_YET] * count
        self._credit: _Answers[Candidate | None] = [_YET] * count
        self._dateline: _Answers[Candidate | None] = [_YET] * count
        self._source: _Answers[Candidate | None] = [_YET] * count
        self._publisher: _Answers[Candidate | None] = [_YET] * count
        self._dates: _Answers[tuple[PrintedDate, ...]] = [_YET] * count

    def value(self, index: int) -> str:
        """The readable words of a block."""
        return self.values[index]

    def letters(self, index: int) -> str:
        """Only the letters and digits of a block, case folded."""
        found = self._letters[index]
        if found is _YET:
            found = self._letters[index] = letters_of(self.values[index])
        return found

    def wording(self, index: int) -> Wording:
        """What a block's words say by themselves."""
        found = self._wording[index]
        if found is _YET:
            found = self._wording[index] = read_wording(self.values[index], self.book)
        return found

    def prose(self, index: int) -> Prose:
        """How much a block reads like a paragraph of an article."""
        found = self._prose[index]
        if found is _YET:
            said = self.wording(index)
            able = is_prose(self.blocks[index], said.length, said.words, ends=said.ends)
            found = self._prose[index] = Prose(said.length, said.words, said.ends, able)
        return found

    def label(self, index: int) -> Label | None:
        """The label that a block begins with."""
        found = self._label[index]
        if found is _YET:
            found = self._label[index] = find_label(self.values[index], self.book)
        return found

    def furniture(self, index: int) -> Candidate | None:
        """Menus, consent texts, newsletter boxes, feet."""
        return self.wording(index).furniture

    def sure_furniture(self, index: int) -> Candidate | None:
        """Furniture that needs no look at its neighbours; a section's name counts only where it is a link.

        A list item `money` may be one of three things that a town wants.
        """
        furniture = self.furniture(index)
        if furniture is None or furniture.confidence < FURNITURE_SURE:
            return None
        return furniture if furniture.confidence > SECTION or self.blocks[index].linked > 0.5 else None

    def placeholder(self, index: int) -> Candidate | None:
        """What stands where a picture was."""
        found = self._placeholder[index]
        if found is _YET:
            found = self._placeholder[index] = propose_placeholder(self.values[index], self.book)
        return found

    def ends_article(self, index: int) -> bool:
        """Whether an article is over at this line."""
        return self.wording(index).is_end

    def byline(self, index: int) -> Candidate | None:
        """An author line."""
        found = self._byline[index]
        if found is _YET:
            found = self._byline[index] = propose_byline(self.values[index], self.book)
        return found

    def caption(self, index: int, *, marked: bool = False) -> Candidate | None:
        """A caption with its credit."""
        answers = self._marked if marked else self._caption
        found = answers[index]
        if found is _YET:
            found = answers[index] = propose_caption(self.values[index], self.book, marked=marked)
        return found

    def credit(self, index: int) -> Candidate | None:
        """A line that is only a credit."""
        found = self._credit[index]
        if found is _YET:
            found = self._credit[index] = propose_credit(self.values[index], self.book)
        return found

    def dateline(self, index: int) -> Candidate | None:
        """A dateline at the start of a block."""
        found = self._dateline[index]
        if found is _YET:
            found = propose_dateline(self.values[index], self.book, countries=self.countries)
            self._dateline[index] = found
        return found

    def source_url(self, index: int) -> Candidate | None:
        """A line with the article's own address."""
        found = self._source[index]
        if found is _YET:
            found = self._source[index] = propose_source_url(self.values[index], self.book)
        return found

    def publisher(self, index: int) -> Candidate | None:
        """A line that names the publisher."""
        found = self._publisher[index]
        if found is _YET:
            found = self._publisher[index] = propose_publisher(self.values[index], self.book)
        return found

    def dates(self, index: int) -> tuple[PrintedDate, ...]:
        """The dates of a short line."""
        found = self._dates[index]
        if found is _YET:
            value = self.values[index]
            found = self._dates[index] = find_dates(value, self.book) if len(value) <= LONGEST_LINE else ()
        return found

    def is_dated(self, index: int) -> bool:
        """Whether a short line is there for the dates in it, and does not only mention one."""
        dates = self.dates(index)
        if not dates:
            return False
        value = self.values[index]
        dated = sum([one.end - one.start for one in dates])
        if dated * 2 < len(value) and self.prose(index).ends and value.count(" ") >= _FEWEST_OF_SENTENCE:
            return False  # a sentence that names a day
        return dated * 4 >= len(value) or (dated > 0 and value.count(" ") < 5)
