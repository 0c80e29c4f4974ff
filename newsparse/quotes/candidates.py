"""Everybody who may have said a quote, each with how that was found.

What stands right beside a quote comes from attribute.py; here the rest is added: the other quotes of the
paragraph, the subjects of its sentence and of the one before, the paragraphs before it, the line below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from newsparse.quotes.attribute import find_before, find_narrative, find_reporting
from newsparse.quotes.clauses import find_far, find_in_clause, find_in_sentence, find_inverted
from newsparse.quotes.cues import Grammar
from newsparse.quotes.finding import Finding
from newsparse.quotes.line import QUOTE
from newsparse.quotes.lines import Lines
from newsparse.quotes.marks import DASH
from newsparse.quotes.phrase import is_name
from newsparse.quotes.signature import find_signature
from newsparse.quotes.speech import Speech
from newsparse.quotes.subjects import first_subject, sentence_subjects
from newsparse.quotes.unspaced import find_topic
from newsparse.record import Record, record

Source = Literal[
    "before",
    "over",
    "after",
    "far",
    "inherited",
    "behind",
    "inverted",
    "clause",
    "sentence",
    "narrative",
    "continued",
    "colon",
    "signature",
    "reporting",
    "previous",
    "first",
]
_PARTS_OF_NAMES: Final = ".'’-"


@record
class Candidate(Record):
    """One answer to who said a quote."""

    source: Source
    """Where it comes from."""
    finding: Finding
    """Who, and how the article tells it."""
    key: str
    """What is the same in two candidates who are the same speaker: the last word of the mention."""


class Candidates:
    """Asks every way for each quote of one article; what it finds in a paragraph is kept."""

    def __init__(self, lines: Lines, grammar: Grammar) -> None:
        self._lines, self._grammar = lines, grammar
        self._reporting: dict[int, Finding | None] = {}
        self._silent = (0, 0)
        self._first: Finding | None = None
        self._first_read = False

    def beside(self, one: Speech) -> list[Candidate]:
        """Whom the words right before and behind a quote name: in most cases all that is needed."""
        found: list[Candidate] = []
        self._add(found, "before", one.before)
        self._add(found, "after", one.after)
        return found

    def around(self, one: Speech, group: Sequence[Speech], last: Speech | None) -> list[Candidate]:
        """Everybody else: `group` are the quotes of the paragraph, `last` is the quote before this one."""
        found: list[Candidate] = []
        if one.pair.mark == DASH and self._grammar.comma_ends_speech and (one.own is None or one.own.subject is None):
            self._add_turn(found, one, group, last)
            return found
        if self._grammar.unspaced:
            self._add_unspaced(found, one, last)
            return found
        self._add_own_sentence(found, one)
        self._add_paragraph(found, one, group, last)
        if not found or one.own is None:
            self._add_from_before(found, one, last)
        return found

    def _add(self, found: list[Candidate], source: Source, finding: Finding | None) -> None:
        if finding is None or finding.subject is None:
            return
        words = self._lines[finding.line].words
        high = finding.subject.high - 1
        while high > finding.subject.low and words[high] in _PARTS_OF_NAMES:
            high -= 1
        found.append(Candidate(source, finding, words[high].lower().removesuffix("'s").removesuffix("’s")))

    def _add_own_sentence(self, found: list[Candidate], one: Speech) -> None:
        line = self._lines[one.line]
        if line.breaks[one.place] < one.place:
            if QUOTE in line.words[line.breaks[one.place] : one.place]:
                self._add(found, "over", find_before(line, one.line, one.place, self._grammar, over=True))
            self._add(found, "sentence", find_in_sentence(line, one.line, one.place, self._grammar))
            self._add(found, "inverted", find_inverted(line, one.line, one.place, self._grammar))
            self._add(found, "clause", find_in_clause(line, one.line, one.place, self._grammar))
        if one.after is None:
            self._add(found, "far", find_far(line, one.line, one.place, self._grammar))

    def _add_paragraph(self, found: list[Candidate], one: Speech, group: Sequence[Speech], last: Speech | None) -> None:
        if last is not None and last.line == one.line and last.finding is not None:
            self._add(found, "inherited", inherited(last.finding, one.own))
        later = map(group.__getitem__, range(one.number + 1, len(group)))
        behind = next((other for other in later if not other.term), None)
        if behind is not None and behind.own is not None and behind.own.way == "after":
            self._add(found, "behind", inherited(behind.own, one.own))

    def _add_from_before(self, found: list[Candidate], one: Speech, last: Speech | None) -> None:
        line = self._lines[one.line]
        if last is not None and last.line == one.line - 1 and last.finding is not None:
            self._add(found, "continued", last.finding._replace(way="continued"))
        if one.line and one.pair.start == 0:
            before = self._lines[one.line - 1]
            if before.words and before.words[-1] == ":":
                self._add(found, "colon", find_before(before, one.line - 1, len(before.words), self._grammar))
        self._add(found, "signature", self._signature(one))
        self._add(found, "narrative", find_narrative(line, one.line, one.place, self._grammar))
        reporting = self._reporting_before(one.line, last)
        if reporting is not None:
            self._add(found, "reporting", reporting)
        elif last is not None and last.finding is not None and last.line != one.line:
            self._add(found, "previous", last.finding._replace(way="reporting-subject"))
        elif one.line:
            self._add(found, "first", self._first_subject())

    def _add_unspaced(self, found: list[Candidate], one: Speech, last: Speech | None) -> None:
        """Where particles tell the subject: the quote before in the paragraph, or the last subject before this one."""
        if one.own is not None and one.own.subject is not None:
            return
        if last is not None and last.line == one.line and last.finding is not None:
            self._add(found, "inherited", inherited(last.finding, one.own))
        for number in (one.line, one.line - 1):
            if not found and number >= 0:
                line = self._lines[number]
                high = one.place if number == one.line else len(line.words)
                self._add(found, "narrative", find_topic(line, number, high, self._grammar))

    def _add_turn(self, found: list[Candidate], one: Speech, group: Sequence[Speech], last: Speech | None) -> None:
        """Whose turn it is behind a dash, in papers where most speech stands so: of several ways the first.

        – ..., sier Roe. – ... | – ... – ..., sier Roe | – ... (alone, below her words) | Roe is angry. (below it) – ...
        A question alone above somebody's words is the reporter's.
        """
        line = self._lines[one.line]
        if last is not None and last.line == one.line:
            if last.finding is not None:
                self._add(found, "inherited", inherited(last.finding, one.own))
            return
        self._add_paragraph(found, one, group, last)
        if found or self.is_question(one):
            return
        if last is not None and last.line == one.line - 1 and last.finding is not None:
            self._add(found, "continued", last.finding._replace(way="continued"))
        elif one.line and not self._lines.pairs[one.line - 1] and one.pair.start == 0:
            self._add(found, "colon", self._introduced(one.line - 1))
        elif one.place:
            self._add(found, "before", find_before(line, one.line, one.place, self._grammar))
            self._add(found, "narrative", find_narrative(line, one.line, one.place, self._grammar))
            del found[1:]
        if not found and last is not None and last.finding is not None:
            self._add(found, "previous", last.finding._replace(way="reporting-subject"))

    def is_question(self, one: Speech) -> bool:
        """Whether a reporter asks: a paragraph that is a question behind a dash, and an answer below it."""
        line, below = self._lines[one.line], one.line + 1
        if one.pair.mark != DASH or line.value[one.pair.inner_end - 1] != "?" or len(line.words) > 1:
            return False
        return below < len(self._lines) and any(pair.mark == DASH for pair in self._lines.pairs[below][:1])

    def _introduced(self, number: int) -> Finding | None:
        """Whom a paragraph puts forward for the speech below it: Roe says: | She is angry. | Roe fears that ..."""
        line = self._lines[number]
        high = len(line.words)
        if high and line.words[-1] == ":":
            found = find_before(line, number, high, self._grammar)
            if found is not None and found.subject is not None:
                return found
        for subject in sentence_subjects(line, high, self._grammar):
            named = is_name(line, subject.low, subject.high, self._grammar)
            if named or self._grammar.pronouns.get(line.words[subject.low].lower()) in {"male", "female"}:
                return Finding("narrative", subject, None, number, certain=False)
        return self._reporting_in(number)

    def _reporting_before(self, number: int, last: Speech | None) -> Finding | None:
        """The last reporting subject of the paragraphs between the quote before and this one."""
        stop = last.line if last is not None and last.finding is not None else -1
        index = number - 1
        found: Finding | None = None
        while index > stop and found is None:
            if self._silent[0] <= index < self._silent[1]:  # looked through for an earlier quote
                index = self._silent[0] - 1
                continue
            found = self._reporting_in(index)
            index -= 1
        self._silent = (index + 1 + (found is not None), number)
        return found

    def _reporting_in(self, number: int) -> Finding | None:
        if number not in self._reporting:
            line = self._lines[number]
            self._reporting[number] = find_reporting(line, number, len(line.words), self._grammar)
        return self._reporting[number]

    def _first_subject(self) -> Finding | None:
        """Whom the first passage speaks of."""
        if not self._first_read:
            self._first_read = True
            line = self._lines[0]
            subject = first_subject(line, 0, len(line.words), self._grammar)
            if subject is not None and is_name(line, subject.low, subject.high, self._grammar):
                self._first = Finding("reporting-subject", subject, None, 0, certain=False)
        return self._first

    def _signature(self, one: Speech) -> Finding | None:
        """Behind a quote that closes its paragraph, or on the next line, or on the line above."""
        line = self._lines[one.line]
        behind = one.place + 1
        if behind < len(line.words):
            found = find_signature(line, one.line, behind, self._grammar)
            return found if found is not None and found.certain else None
        if len(line.words) > 1:
            return None
        for neighbour in (one.line + 1, one.line - 1):
            if 0 <= neighbour < len(self._lines) and not self._lines.pairs[neighbour]:
                found = find_signature(self._lines[neighbour], neighbour, 0, self._grammar)
                if found is not None and (found.certain or self._is_list(one.line, neighbour)):
                    return found
        return None

    def _is_list(self, quote: int, name: int) -> bool:
        """Whether names without a dash stand in a row of quotes and names, so that they can't be subheads."""
        step = 2 if name > quote else -2
        for other in (step, -step):
            index = quote + other
            inside = 0 <= index < len(self._lines)
            if inside and len(self._lines.pairs[index]) == 1 and len(self._lines[index].words) == 1:
                beside = name + other
                if 0 <= beside < len(self._lines) and not self._lines.pairs[beside]:
                    return find_signature(self._lines[beside], beside, 0, self._grammar) is not None
        return False


def inherited(known: Finding, own: Finding | None) -> Finding:
    """The speaker of another quote of the paragraph; a verb without a subject keeps its place."""
    if own is None or own.line != known.line:
        return known._replace(way="inherited")
    return known._replace(way="inherited", cue=own.cue, cue_words=own.cue_words)
