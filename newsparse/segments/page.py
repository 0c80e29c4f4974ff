"""A text's blocks with what each recogniser says of them, asked at most once a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from newsparse.blocks import Block
from newsparse.rules import RuleBook
from newsparse.segments.byline import propose_byline
from newsparse.segments.candidate import Candidate
from newsparse.segments.caption import propose_caption, propose_credit
from newsparse.segments.dateline import propose_dateline
from newsparse.segments.dates import PrintedDate, find_dates
from newsparse.segments.furniture import ends_article, propose_furniture, propose_placeholder
from newsparse.segments.labels import Label, find_label
from newsparse.segments.phrases import letters_of
from newsparse.segments.prose import Prose, measure_prose
from newsparse.segments.publisher import propose_publisher
from newsparse.segments.source import propose_source_url

# Head lines are short; whoever looks for dates or names in longer ones reads the body.
LONGEST_LINE = 300
# From here on a line counts as furniture by itself; names of sections have exactly this confidence.
FURNITURE_SURE = SECTION = 0.6

# A place's name to the ISO codes of the countries that have such a place.
Countries = Callable[[str], tuple[str, ...]]
_Answer = TypeVar("_Answer")


class Page:
    """What may be asked of the blocks; every answer is kept, none is changed."""

    def __init__(self, blocks: Sequence[Block], book: RuleBook, countries: Countries = lambda _: ()) -> None:
        self.blocks = tuple(blocks)
        self.book = book
        self.countries = countries
        self._answers: dict[tuple[str, int], object] = {}

    def value(self, index: int) -> str:
        """The readable words of a block."""
        return self.blocks[index].passage.value

    def letters(self, index: int) -> str:
        """Only the letters and digits of a block, case folded."""
        return self._ask("letters", index, lambda: letters_of(self.value(index)))

    def prose(self, index: int) -> Prose:
        """How much a block reads like a paragraph of an article."""
        return self._ask("prose", index, lambda: measure_prose(self.blocks[index]))

    def label(self, index: int) -> Label | None:
        """The label that a block begins with."""
        return self._ask("label", index, lambda: find_label(self.value(index), self.book))

    def furniture(self, index: int) -> Candidate | None:
        """Menus, consent texts, newsletter boxes, feet."""
        return self._ask("furniture", index, lambda: propose_furniture(self.value(index), self.book))

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
        return self._ask("placeholder", index, lambda: propose_placeholder(self.value(index), self.book))

    def ends_article(self, index: int) -> bool:
        """Whether an article is over at this line."""
        return self._ask("ends", index, lambda: ends_article(self.value(index), self.book))

    def byline(self, index: int) -> Candidate | None:
        """An author line."""
        return self._ask("byline", index, lambda: propose_byline(self.value(index), self.book))

    def caption(self, index: int, *, marked: bool = False) -> Candidate | None:
        """A caption with its credit."""
        name = "marked caption" if marked else "caption"
        return self._ask(name, index, lambda: propose_caption(self.value(index), self.book, marked=marked))

    def credit(self, index: int) -> Candidate | None:
        """A line that is only a credit."""
        return self._ask("credit", index, lambda: propose_credit(self.value(index), self.book))

    def dateline(self, index: int) -> Candidate | None:
        """A dateline at the start of a block."""
        value = self.value(index)
        return self._ask("dateline", index, lambda: propose_dateline(value, self.book, countries=self.countries))

    def source_url(self, index: int) -> Candidate | None:
        """A line with the article's own address."""
        return self._ask("source_url", index, lambda: propose_source_url(self.value(index), self.book))

    def publisher(self, index: int) -> Candidate | None:
        """A line that names the publisher."""
        return self._ask("publisher", index, lambda: propose_publisher(self.value(index), self.book))

    def dates(self, index: int) -> tuple[PrintedDate, ...]:
        """The dates of a short line."""
        value = self.value(index)
        return self._ask("dates", index, lambda: find_dates(value, self.book) if len(value) <= LONGEST_LINE else ())

    def is_dated(self, index: int) -> bool:
        """Whether a short line is there for the dates in it, and does not only mention one."""
        value = self.value(index)
        dated = sum(one.end - one.start for one in self.dates(index))
        return dated * 4 >= len(value) or (dated > 0 and value.count(" ") < 5)

    def follows_picture(self, index: int) -> bool:
        """Whether the visible block before is a picture's mark."""
        return self._is_picture_beside(index, -1)

    def precedes_picture(self, index: int) -> bool:
        """Whether the visible block behind is a picture's mark."""
        return self._is_picture_beside(index, 1)

    def _is_picture_beside(self, index: int, offset: int) -> bool:
        index += offset
        while 0 <= index < len(self.blocks) and self.blocks[index].kind in ("rule", "markup"):
            index += offset
        return 0 <= index < len(self.blocks) and self.blocks[index].kind == "picture"

    def _ask(self, name: str, index: int, answer: Callable[[], _Answer]) -> _Answer:
        key = name, index
        if key not in self._answers:
            self._answers[key] = answer()
        return self._answers[key]  # type: ignore[return-value]
