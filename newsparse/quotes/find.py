"""All quotes of an article, in order, each with its speaker and with how the speaker was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.model import Quote, QuotedTerm, QuoteType
from newsparse.quotes.attribute import find_after, find_around, find_before, find_inserted, is_tied
from newsparse.quotes.candidates import Candidate, Candidates
from newsparse.quotes.choice import Choice, choose, describe, leading
from newsparse.quotes.cues import Grammar, grammar_of
from newsparse.quotes.finding import Finding
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.lines import Lines, QuotePassage
from newsparse.quotes.names import Names
from newsparse.quotes.speakers import Speakers
from newsparse.quotes.speech import Speech
from newsparse.quotes.terms import is_speech, is_whole
from newsparse.quotes.unspaced import find_by_particles
from newsparse.record import Record, record
from newsparse.rules import RuleBook

_MEASURED: Final = frozenset({"en", "de"})  # where articles annotated by others tell how good a chance is
_OTHER_LANGUAGES: Final = 0.93  # of the chance elsewhere: as our own articles and a language left out suggest
_SHARED_WAYS: Final = frozenset({"inherited", "continued"})
_PRONOUN: Final = 0.8  # of the names found for "he" and "she" were right where the pronoun was
_SURE: Final = 0.93  # what stands right beside a quote and is that sure needs no comparison
_BESIDE: Final = 4  # words from a verb to its quote: told, the, Courier, :
_LONGEST_LINE: Final = 20_000
# Who said them is asked of so many quotes of a paragraph: no article has more, and 25,000 took 4 s.
_MOST_ASKED: Final = 400
# The same of an article: of 1,600 pages the one with the most, 270 KB of it, has 2,800 pairs of marks.
_MOST_ASKED_IN_ALL: Final = 4_000


@record
class QuotesFound(Record):
    """What stands between quotation marks in an article."""

    quotes: tuple[Quote, ...]
    """Speech, in order."""
    terms: tuple[QuotedTerm, ...]
    """Quoted words that are nobody's speech, in order."""


def find_quotes(passages: Sequence[QuotePassage], book: RuleBook) -> QuotesFound:
    """The quotes of an article's passages, which come in the order of the text.

    >>> from newsparse.passage import Passage
    >>> from newsparse.rules import load_rule_book
    >>> passage = QuotePassage(Passage('"We sail at dawn," said Jane Roe.', ((0, 0),)), "body", 0)
    >>> quote = find_quotes([passage], load_rule_book("en")).quotes[0]
    >>> quote.text, quote.speaker, quote.cue, quote.attribution
    ('We sail at dawn,', 'Jane Roe', 'said', 'after')
    """
    if not any(_has_mark(one.passage.value) for one in passages):
        return QuotesFound((), ())
    return _Search(passages, grammar_of(book)).run()


def _has_mark(value: str) -> bool:
    return not value.isascii() or '"' in value or "'" in value or "``" in value or value[:1] == "-" or ",," in value


class _Search:
    """One article's quotes."""

    def __init__(self, passages: Sequence[QuotePassage], grammar: Grammar) -> None:
        self.passages, self.grammar = passages, grammar
        self.lines = Lines(passages, grammar)
        self.candidates = Candidates(self.lines, grammar)
        narration = "\n".join(one.passage.value for one in passages)
        self.speakers = Speakers(self.lines, Names(narration, grammar), grammar)

    def run(self) -> QuotesFound:
        speeches = [
            Speech(index, number, pair, self.lines[index].quotes[number])
            for index, pairs in enumerate(self.lines.pairs)
            for number, pair in enumerate(pairs)
        ]
        by_line: dict[int, list[Speech]] = {}
        for one in speeches[:_MOST_ASKED_IN_ALL]:
            by_line.setdefault(one.line, []).append(one)
        asked = {number: group[:_MOST_ASKED] for number, group in by_line.items()}
        for group in asked.values():
            self._find_own(group)
            self._find_terms(group)
        self._choose(asked)
        return self._finish(speeches)

    def line(self, index: int) -> Line:
        """A passage's words."""
        return self.lines[index]

    # 1. what stands right beside a quote
    def _find_own(self, group: list[Speech]) -> None:
        line = self.line(group[0].line)
        for one in group:
            if self.grammar.unspaced:
                one.before = one.own = find_by_particles(line, one.line, one.place, self.grammar)
                continue
            inside = one.place and line.words[one.place - 1] != QUOTE and line.breaks[one.place] < one.place
            one.before = find_before(line, one.line, one.place, self.grammar) if inside else None
            if self.grammar.speaker_opens:
                one.after = find_around(line, one.line, one.place, self.grammar)
            if one.after is None:
                one.after = find_after(line, one.line, one.place, one.pair, self.grammar)
            inserted = self.grammar.inserted_cues or not one.pair.closed
            if one.after is None and one.before is None and inserted:
                one.after = self._inserted(one)
            one.own = self._better(line, one)

    def _better(self, line: Line, one: Speech) -> Finding | None:
        """Of what stands on both sides of a quote."""
        before, after = one.before, one.after
        if before is None or (self._is_beside(before, one.place) and before.subject is not None):
            return before or after
        sure = after is not None and after.certain and after.subject is not None
        return after if sure and is_tied(line, one.place, one.pair) else before

    def _inserted(self, one: Speech) -> Finding | None:
        """The words within the marks become a line of their own, numbered behind the passages."""
        found = find_inserted(self.line(one.line), self.lines.next_number(), one.pair, self.grammar)
        if found is None:
            return None
        line, finding = found
        self.lines.add(line, one.line)
        return finding

    def _is_beside(self, before: Finding, place: int) -> bool:
        """Whether nothing but the addressee stands between the verb and the quote: Roe told us: "..."."""
        return before.cue is not None and before.subject is not None and place - before.cue < _BESIDE

    # 2. which of them are nobody's speech
    def _find_terms(self, group: list[Speech]) -> None:
        line = self.line(group[0].line)
        for one in group:
            one.term = not is_speech(line, one.place, one.pair, one.own, self.grammar, self.grammar.speech_weights)

    # 3. who said the others, one after the other
    def _choose(self, by_line: dict[int, list[Speech]]) -> None:
        last: Speech | None = None
        for number, group in by_line.items():
            line = self.line(number)
            for one in group:
                if one.term:
                    continue
                self._choose_one(line, one, group, last)
                if not self.candidates.is_question(one):
                    last = one

    def _choose_one(self, line: Line, one: Speech, group: list[Speech], last: Speech | None) -> None:
        whole = is_whole(line, one.place, one.pair, one.own)
        candidates = self.candidates.beside(one)
        choice = self._best_of(one, last, candidates, whole=whole) if candidates else None
        if choice is None or choice.chance < _SURE:
            candidates += self.candidates.around(one, group, last)
            choice = self._best_of(one, last, candidates, whole=whole)
        one.finding = one.own if choice is None else choice.candidate.finding
        one.chance = 0.0 if choice is None else choice.chance
        if one.finding is not None and one.finding.way in _SHARED_WAYS and last is not None and last.line == one.line:
            one.chance = min(one.chance, last.chance)  # the same person: not surer than where the name comes from

    def _best_of(self, one: Speech, last: Speech | None, candidates: list[Candidate], *, whole: bool) -> Choice | None:
        described = describe(one, last, candidates, self.lines, self.grammar, whole=whole)
        return choose(leading(candidates), described, self.grammar.speaker_weights)

    # 4. names in full, groups, and the quotes as the article prints them
    def _finish(self, speeches: list[Speech]) -> QuotesFound:
        quotes: list[Quote] = []
        terms: list[QuotedTerm] = []
        last: Speech | None = None
        groups = 0
        for one in speeches:
            passage = self.passages[one.line].passage
            start, end = passage.span(one.pair.inner_start, one.pair.inner_end)
            text = passage.value[one.pair.inner_start : one.pair.inner_end]
            if one.term:
                terms.append(QuotedTerm(text, start, end))
                continue
            if last is not None and self._same_speech(last, one):
                one.group = last.group
            else:
                one.group = groups
                groups += 1
            last = one
            quotes.append(self._quote(one, text, start, end))
        for number, pair in self.lines.named:
            passage = self.passages[number].passage
            text = passage.value[pair.inner_start : pair.inner_end]
            terms.append(QuotedTerm(text, *passage.span(pair.inner_start, pair.inner_end)))
        return QuotesFound(tuple(quotes), tuple(sorted(terms, key=lambda one: one.start)))

    def _same_speech(self, last: Speech, one: Speech) -> bool:
        if last.finding is None or one.finding is None:
            return False
        if one.finding.way == "continued" and not last.pair.closed:
            return True
        same = last.finding.line == one.finding.line and last.finding.cue == one.finding.cue
        return same and last.finding.subject == one.finding.subject and last.line == one.line

    def _quote(self, one: Speech, text: str, start: int, end: int) -> Quote:
        line = self.line(one.line)
        kind: QuoteType = "direct" if is_whole(line, one.place, one.pair, one.finding) else "mixed"
        closed = one.pair.closed or self._goes_on(one)
        paragraph = self.passages[one.line].paragraph
        finding = one.finding
        if finding is None or finding.subject is None:
            return Quote(
                text, start, end, kind, closed, paragraph, one.group, None, None, None, None, None, None, "none", 0.0
            )
        source = self.line(finding.line)
        passage = self.passages[self.lines.home(finding.line)].passage
        subject = finding.subject
        low, high = source.span(subject.low, subject.high)
        mention, place = source.value[low:high], passage.span(low, high)
        description = source.text(*subject.description) if subject.description else None
        speaker, title = self.speakers.of(finding, mention)
        description = self.speakers.description(speaker, description or title)
        cue = None if finding.cue is None else source.text(finding.cue, finding.cue + finding.cue_words)
        confidence = self._confidence(one, finding, resolved=mention.lower() != speaker.lower())
        return Quote(
            text, start, end, kind, closed, paragraph, one.group, speaker, mention, *place, description, cue,
            finding.way, confidence,
        )  # fmt: skip

    def _confidence(self, one: Speech, finding: Finding, *, resolved: bool) -> float:
        chance = one.chance
        if self.grammar.language not in _MEASURED:
            chance *= _OTHER_LANGUAGES
        subject = finding.subject
        if (
            resolved
            and subject is not None
            and self.line(finding.line).words[subject.low].lower() in self.grammar.pronouns
        ):
            chance *= _PRONOUN
        return round(chance, 3)

    def _goes_on(self, one: Speech) -> bool:
        """Whether the next paragraph continues a quote that has no closing mark."""
        following = one.line + 1
        if following >= len(self.passages) or self.passages[one.line].paragraph is None:
            return False
        pairs = self.lines.pairs[following]
        return bool(pairs) and pairs[0].start == 0 and self.passages[following].paragraph is not None
