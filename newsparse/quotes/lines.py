"""The passages of an article as rows of words, each read when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from newsparse.model import SegmentKind
from newsparse.passage import Passage
from newsparse.quotes.cues import Grammar
from newsparse.quotes.dashes import with_dashes
from newsparse.quotes.line import Line, read_line
from newsparse.quotes.marks import Pair, pair_marks
from newsparse.quotes.terms import is_name_in_marks
from newsparse.record import Record, record


@record
class QuotePassage(Record):
    """A passage that may hold quotes, and what it is in the article."""

    passage: Passage
    """Its words."""
    kind: SegmentKind
    """What it is."""
    paragraph: int | None
    """Its index into the body; `None` for a headline, a caption, a subhead."""


class Lines:
    """The passages of one article by number, and behind them the lines that stand within a quote."""

    def __init__(self, passages: Sequence[QuotePassage], grammar: Grammar) -> None:
        self.passages, self.grammar = passages, grammar
        self.named: list[tuple[int, Pair]] = []
        marks = [self._marked(number, one.passage.value) for number, one in enumerate(passages)]
        in_body = [one.paragraph is not None for one in passages]
        self.pairs = with_dashes([one.passage.value for one in passages], in_body, marks, grammar)
        self.starts = [0, *accumulate(len(one.passage.value) + 1 for one in passages)]
        self._read: dict[int, Line] = {}
        self._home: dict[int, int] = {}

    def _marked(self, number: int, value: str) -> tuple[Pair, ...]:
        """What may be speech in a passage; names that stand in marks are kept aside, as words among words."""
        pairs = pair_marks(value, self.grammar.clipped)
        if self.grammar.names_in_marks and pairs:
            names = [one for one in pairs if is_name_in_marks(value, one, self.grammar)]
            self.named += [(number, one) for one in names]
            places = {one.start for one in names}
            pairs = tuple(one for one in pairs if one.start not in places)
        return pairs

    def __len__(self) -> int:
        return len(self.passages)

    def __getitem__(self, number: int) -> Line:
        line = self._read.get(number)
        if line is None:
            value = self.passages[number].passage.value
            line = read_line(value, self.pairs[number], self.grammar.abbreviations, self.grammar.habits)
            self._read[number] = line
        return line

    def next_number(self) -> int:
        """The number that the next line within a quote gets."""
        return len(self.passages) + len(self._home)

    def add(self, line: Line, home: int) -> None:
        """Keeps the words within a quote of passage `home` as a line of their own."""
        number = self.next_number()
        self._read[number] = line
        self._home[number] = home

    def home(self, number: int) -> int:
        """The passage in which a line stands: itself, but for words within a quote."""
        return self._home.get(number, number)
