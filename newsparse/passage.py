"""A stretch of the text as a reader sees it, markup gone and hard wraps joined, that knows where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from newsparse.record import Record, record


@record
class Passage(Record):
    """Readable words and their places in the text.

    >>> passage = Passage.join("**One** two", [(2, 5), (7, 11)])
    >>> passage.value, passage.span(0, 3), passage.span(4, 7)
    ('One two', (2, 5), (8, 11))
    """

    value: str
    """The words: no marks, no line breaks."""
    runs: tuple[tuple[int, int], ...]
    """`(where a run begins in value, where it begins in the text)`; inside a run both go in step."""

    @classmethod
    def join(cls, text: str, spans: Iterable[tuple[int, int]]) -> Passage:
        """The slices of `text` one behind the other."""
        parts: list[str] = []
        runs: list[tuple[int, int]] = []
        length = 0
        for start, end in spans:
            if end > start:
                parts.append(text[start:end])
                runs.append((length, start))
                length += end - start
        return cls("".join(parts), tuple(runs))

    @classmethod
    def glue(cls, parts: Sequence[Passage], *, blank: bool = False) -> Passage:
        """Passages one behind the other; with `blank`, the white space before each stands for a blank.

        >>> Passage.glue([Passage("T", ((0, 0),)), Passage("he", ((0, 2),))])
        Passage(value='The', runs=((0, 0), (1, 2)))
        """
        value, runs = "", []
        for one in parts:
            if value and one.value and blank:
                runs.append((len(value), one.start - 1))
                value += " "
            runs += [(len(value) + position, place) for position, place in one.runs]
            value += one.value
        return cls(value, tuple(runs))

    def place(self, position: int) -> int:
        """Where the character at `position` stands in the text."""
        runs = self.runs
        # A tuple of one is less than any run that begins there.
        run_start, text_start = runs[max(0, bisect_left(runs, (position + 1,)) - 1)] if len(runs) > 1 else runs[0]
        return text_start + position - run_start

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The tightest slice of the text that holds `value[start:end]`."""
        if not self.runs:
            return 0, 0
        first = self.place(start)
        return first, self.place(end - 1) + 1 if end > start else first

    @property
    def start(self) -> int:
        """Where the first character stands in the text."""
        return self.runs[0][1] if self.runs else 0

    @property
    def end(self) -> int:
        """Where the last character ends in the text."""
        return self.span(0, len(self.value))[1]

    def cut(self, start: int, end: int | None = None) -> Passage:
        """The part `value[start:end]` as a passage of its own.

        >>> Passage.join("**One** two", [(2, 5), (7, 11)]).cut(2, 6)
        Passage(value='e tw', runs=((0, 4), (1, 7)))
        """
        until = len(self.value) if end is None else end
        runs = []
        for index, (run_start, text_start) in enumerate(self.runs):
            run_end = self.runs[index + 1][0] if index + 1 < len(self.runs) else len(self.value)
            low, high = max(run_start, start), min(run_end, until)
            if low < high:
                runs.append((low - start, text_start + low - run_start))
        return Passage(self.value[start:until], tuple(runs))
