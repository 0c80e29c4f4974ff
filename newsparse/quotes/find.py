"""All quotes of an article, in order, each with its speaker and with how the speaker was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.model import Quote, QuotedTerm, QuoteType, SegmentKind
from newsparse.passage import Passage
from newsparse.quotes.attribute import (
    Finding,
    Way,
    find_after,
    find_around,
    find_before,
    find_inserted,
    find_narrative,
    find_reporting,
    find_signature,
    is_tied,
)
from newsparse.quotes.cues import Gender, Grammar, grammar_of
from newsparse.quotes.dashes import pair_dashes
from newsparse.quotes.line import QUOTE, Line, read_line
from newsparse.quotes.marks import Pair, pair_marks
from newsparse.quotes.names import PARTICLES, Names
from newsparse.quotes.phrase import is_name
from newsparse.quotes.subjects import first_subject, sentence_subjects
from newsparse.quotes.terms import is_speech, is_whole
from newsparse.record import Mutable, Record, mutable, record
from newsparse.rules import RuleBook

# How often each way was right in 700 English articles, for direct speech and for quoted words in an indirect
# report; the second figure where the verb is not known or stands far off.
_CONFIDENCE: Final[dict[Way, tuple[float, float, float, float]]] = {
    "after": (0.99, 0.92, 0.8, 0.75),
    "inserted": (0.95, 0.85, 0.88, 0.74),
    "before": (0.95, 0.85, 0.88, 0.74),
    "inherited": (0.985, 0.68, 0.88, 0.6),
    "continued": (0.94, 0.94, 0.75, 0.75),
    "transcript": (0.9, 0.9, 0.8, 0.8),
    "signature": (0.95, 0.85, 0.8, 0.7),
    "narrative": (0.4, 0.4, 0.45, 0.45),
    "reporting-subject": (0.3, 0.25, 0.3, 0.2),
    "none": (0.0, 0.0, 0.0, 0.0),
}
_OTHER_LANGUAGES: Final = 0.93  # German came to that part of the English figures
_PRONOUN: Final = 0.8  # of the names found for "he" and "she" were right where the pronoun was
_FARTHEST_NAME: Final = 60  # words back to a name that a pronoun may stand for
_BESIDE: Final = 4  # words from a verb to its quote: told, the, Courier, :
_LONGEST_LINE: Final = 20_000


@record
class QuotePassage(Record):
    """A passage that may hold quotes, and what it is in the article."""

    passage: Passage
    """Its words."""
    kind: SegmentKind
    """What it is."""
    paragraph: int | None
    """Its index into the body; `None` for a headline, a caption, a subhead."""


@record
class QuotesFound(Record):
    """What stands between quotation marks in an article."""

    quotes: tuple[Quote, ...]
    """Speech, in order."""
    terms: tuple[QuotedTerm, ...]
    """Quoted words that are nobody's speech, in order."""


def find_quotes(passages: Sequence[QuotePassage], book: RuleBook) -> QuotesFound:
    """The quotes of an article's passages, which come in the order of the text.

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


@mutable
class _Speech(Mutable):
    """One quote while it is looked at."""

    line: int
    number: int
    pair: Pair
    place: int
    finding: Finding | None = None
    term: bool = False
    group: int = -1


class _Search:
    """One article's quotes."""

    def __init__(self, passages: Sequence[QuotePassage], grammar: Grammar) -> None:
        self.passages, self.grammar = passages, grammar
        self.pairs = [
            pair_marks(one.passage.value, grammar.clipped) or pair_dashes(one.passage.value, grammar)
            for one in passages
        ]
        self._lines: dict[int, Line] = {}
        self._reporting: dict[int, Finding | None] = {}
        self._silent = (0, 0)
        self._inside: dict[int, int] = {}
        self.names = Names("\n".join(one.passage.value for one in passages), grammar)

    def run(self) -> QuotesFound:
        speeches = [
            _Speech(index, number, pair, self.line(index).quotes[number])
            for index, pairs in enumerate(self.pairs)
            for number, pair in enumerate(pairs)
        ]
        by_line: dict[int, list[_Speech]] = {}
        for one in speeches:
            by_line.setdefault(one.line, []).append(one)
        for group in by_line.values():
            self._find_own(group)
            self._find_terms(group)
            self._share(group)
        self._look_back(by_line)
        return self._finish(speeches)

    def line(self, index: int) -> Line:
        """A passage's words, read when they are first asked for."""
        if index not in self._lines:
            value = self.passages[index].passage.value
            self._lines[index] = read_line(value, self.pairs[index], self.grammar.abbreviations, self.grammar.habits)
        return self._lines[index]

    # 1. what stands right beside a quote
    def _find_own(self, group: list[_Speech]) -> None:
        line = self.line(group[0].line)
        for one in group:
            inside = one.place and line.words[one.place - 1] != QUOTE and line.breaks[one.place] < one.place
            before = find_before(line, one.line, one.place, self.grammar) if inside else None
            if before is not None and self._is_beside(before, one.place):
                one.finding = before
                continue
            if self.grammar.speaker_opens:
                around = find_around(line, one.line, one.place, self.grammar)
                if around is not None:
                    one.finding = around
                    continue
            after = find_after(line, one.line, one.place, one.pair, self.grammar)
            sure = after is not None and after.certain and after.subject is not None
            one.finding = after if before is None or (sure and is_tied(line, one.place, one.pair)) else before
            if one.finding is None and self.grammar.inserted_cues:
                one.finding = self._inserted(one)

    def _inserted(self, one: _Speech) -> Finding | None:
        """The words within the marks become a line of their own, numbered behind the passages."""
        number = len(self.passages) + len(self._inside)
        found = find_inserted(self.line(one.line), number, one.pair, self.grammar)
        if found is None:
            return None
        self._lines[number], finding = found
        self._inside[number] = one.line
        return finding

    def _is_beside(self, before: Finding, place: int) -> bool:
        """Whether nothing but the addressee stands between the verb and the quote: Roe told us: "..."."""
        return before.cue is not None and before.subject is not None and place - before.cue < _BESIDE

    # 2. which of them are nobody's speech
    def _find_terms(self, group: list[_Speech]) -> None:
        line = self.line(group[0].line)
        for one in group:
            one.term = not is_speech(line, one.place, one.pair, one.finding, self.grammar, self.grammar.speech_weights)

    # 3. what the paragraph's other quotes tell
    def _share(self, group: list[_Speech]) -> None:
        speech = [one for one in group if not one.term]
        known: Finding | None = None
        for one in speech:
            if one.finding is not None and one.finding.subject is not None:
                known = one.finding
            elif known is not None:
                one.finding = _inherited(known, one.finding)
        behind: Finding | None = None
        for one in reversed(speech):
            if one.finding is not None and one.finding.subject is not None:
                behind = one.finding if one.finding.way == "after" else None
            elif behind is not None:
                one.finding = _inherited(behind, one.finding)

    # 4. what earlier paragraphs tell
    def _look_back(self, by_line: dict[int, list[_Speech]]) -> None:
        last: _Speech | None = None
        for group in by_line.values():
            speech = [one for one in group if not one.term]
            for one in speech:
                if one.finding is None or one.finding.subject is None:
                    one.finding = self._from_before(one, last)
                last = one

    def _from_before(self, one: _Speech, last: _Speech | None) -> Finding | None:
        line = self.line(one.line)
        if one.number and last is not None and last.line == one.line and last.finding is not None:
            return last.finding._replace(way="inherited", certain=False)
        continues = last is not None and last.finding is not None and last.line == one.line - 1
        if continues and last is not None and last.finding is not None and not last.pair.closed and one.pair.start == 0:
            return last.finding._replace(way="continued")
        if one.line and one.pair.start == 0:
            previous = self.line(one.line - 1)
            if previous.words and previous.words[-1] == ":":
                found = find_before(previous, one.line - 1, len(previous.words), self.grammar)
                if found is not None:
                    return found
        signed = self._signature(one)
        if signed is not None:
            return signed
        alone = all(word == QUOTE for word in line.words)
        if alone and continues and last is not None and last.finding is not None:
            return last.finding._replace(way="continued")
        narrative = find_narrative(line, one.line, one.place, self.grammar)
        if narrative is not None:
            return narrative
        return self._reporting_before(one.line, last)

    def _reporting_before(self, line: int, last: _Speech | None) -> Finding | None:
        """The last reporting subject of the paragraphs before, or whom the first passage speaks of."""
        stop = last.line if last is not None and last.finding is not None else -1
        index = line - 1
        found: Finding | None = None
        while index > stop and found is None:
            if self._silent[0] <= index < self._silent[1]:  # looked through for an earlier quote
                index = self._silent[0] - 1
                continue
            found = self._reporting_in(index)
            index -= 1
        self._silent = (index + 1 + (found is not None), line)
        if found is not None:
            return found
        if last is not None and last.finding is not None:
            return last.finding._replace(way="reporting-subject")
        if line:
            first = self.line(0)
            subject = first_subject(first, 0, len(first.words), self.grammar)
            if subject is not None and is_name(first, subject.low, subject.high, self.grammar):
                return Finding("reporting-subject", subject, None, 0, certain=False)
        return None

    def _reporting_in(self, index: int) -> Finding | None:
        if index not in self._reporting:
            line = self.line(index)
            self._reporting[index] = find_reporting(line, index, len(line.words), self.grammar)
        return self._reporting[index]

    def _signature(self, one: _Speech) -> Finding | None:
        """Behind a quote that closes its paragraph, or on the next line, or on the line above."""
        line = self.line(one.line)
        behind = one.place + 1
        if behind < len(line.words):
            found = find_signature(line, one.line, behind, self.grammar)
            return found if found is not None and found.certain else None
        if len(line.words) > 1:
            return None
        for neighbour in (one.line + 1, one.line - 1):
            if 0 <= neighbour < len(self.passages) and not self.pairs[neighbour]:
                found = find_signature(self.line(neighbour), neighbour, 0, self.grammar)
                if found is not None and (found.certain or self._is_list(one.line, neighbour)):
                    return found
        return None

    def _is_list(self, quote: int, name: int) -> bool:
        """Whether names without a dash stand in a row of quotes and names, so that they can't be subheads."""
        step = 2 if name > quote else -2
        for other in (step, -step):
            index = quote + other
            if 0 <= index < len(self.passages) and len(self.pairs[index]) == 1 and len(self.line(index).words) == 1:
                beside = name + other
                if 0 <= beside < len(self.passages) and not self.pairs[beside]:
                    return find_signature(self.line(beside), beside, 0, self.grammar) is not None
        return False

    # 5. names in full, groups, and the quotes as the article prints them
    def _finish(self, speeches: list[_Speech]) -> QuotesFound:
        quotes: list[Quote] = []
        terms: list[QuotedTerm] = []
        speakers: list[str] = []
        described: dict[str, str] = {}
        last: _Speech | None = None
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
            quotes.append(self._quote(one, text, start, end, speakers, described))
        return QuotesFound(tuple(quotes), tuple(terms))

    def _same_speech(self, last: _Speech, one: _Speech) -> bool:
        if last.finding is None or one.finding is None:
            return False
        if one.finding.way == "continued" and not last.pair.closed:
            return True
        same = last.finding.line == one.finding.line and last.finding.cue == one.finding.cue
        return same and last.finding.subject == one.finding.subject and last.line == one.line

    def _quote(
        self, one: _Speech, text: str, start: int, end: int,
        speakers: list[str], described: dict[str, str],
    ) -> Quote:  # fmt: skip
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
        passage = self.passages[self._inside.get(finding.line, finding.line)].passage
        subject = finding.subject
        low, high = source.span(subject.low, subject.high)
        mention, place = source.value[low:high], passage.span(low, high)
        description = source.text(*subject.description) if subject.description else None
        speaker, title = self._speaker(finding, mention, speakers)
        description = description or title or described.get(speaker) or self.names.description(speaker)
        if description is not None:
            described.setdefault(speaker, description)
        cue = None if finding.cue is None else source.text(finding.cue, finding.cue + finding.cue_words)
        confidence = self._confidence(finding, kind, resolved=mention.lower() != speaker.lower())
        return Quote(
            text, start, end, kind, closed, paragraph, one.group, speaker, mention, *place, description, cue,
            finding.way, confidence,
        )  # fmt: skip

    def _confidence(self, finding: Finding, kind: QuoteType, *, resolved: bool) -> float:
        chance = _CONFIDENCE[finding.way][(0 if kind == "direct" else 2) + (not finding.certain)]
        if self.grammar.language != "en":
            chance *= _OTHER_LANGUAGES
        subject = finding.subject
        if (
            resolved
            and subject is not None
            and self.line(finding.line).words[subject.low].lower() in self.grammar.pronouns
        ):
            chance *= _PRONOUN
        return round(chance, 3)

    def _speaker(self, finding: Finding, mention: str, speakers: list[str]) -> tuple[str, str | None]:
        """Who it is, and what the mention says besides the name; a name is kept for later pronouns."""
        gender = self.grammar.pronouns.get(mention.lower())
        if gender is not None:
            name = self._antecedent(finding, gender, speakers) if gender in {"male", "female"} else None
            return name or mention, None
        bearer = self.names.bearer(mention)
        if bearer is not None:
            speakers.append(bearer)
            return bearer, None
        name, title = self.names.split(mention)
        name = self.names.full(name)
        speakers.append(name)
        if title is not None and all(one.lower() in self.grammar.determiners for one in title.split()):
            title = None
        return name, title

    def _antecedent(self, finding: Finding, gender: Gender, speakers: list[str]) -> str | None:
        """Whom he or she stands for: the nearest subject before it that fits, first in its paragraph."""
        subject = finding.subject
        if subject is None:
            return None
        line = self.line(finding.line)
        sentence = line.breaks[subject.low]
        home = self._inside.get(finding.line, finding.line)
        for index, high in ((finding.line, subject.low), (home - 1, None)):
            if index < 0:
                break
            line = self.line(index)
            for found in sentence_subjects(line, len(line.words) if high is None else high, self.grammar):
                name = self._person(line.text(found.low, found.high), gender)
                if name is not None:
                    return name
            if high is not None:
                name = self._named_before(line, sentence, high, gender)  # As for Roe, she said
                if name is not None:
                    return name
            for known in reversed(speakers[-4:]):
                if self.names.gender(known) == gender:
                    return known
        for known in reversed(speakers[-4:]):
            if self._person(known, gender) is not None:
                return known
        for index in (finding.line, home - 1, home - 2):
            if index >= 0:
                line = self.line(index)
                name = self._named_before(line, 0, subject.low if index == finding.line else len(line.words), gender)
                if name is not None:
                    return name
        return None

    def _named_before(self, line: Line, low: int, high: int, gender: Gender) -> str | None:
        """The nearest name before `high` that is known to fit."""
        for index in range(high - 1, max(low, high - _FARTHEST_NAME) - 1, -1):
            word = line.words[index]
            if word[0].isupper() and len(word) > 2:
                name = self.names.full(word)
                if " " in name and self.names.gender(name) == gender:
                    return name
        return None

    def _person(self, mention: str, gender: Gender) -> str | None:
        if mention.lower() in self.grammar.pronouns:
            return None
        name = self.names.full(self.names.split(mention)[0])
        words = name.split()
        if not all(one[0].isupper() or one in PARTICLES for one in words):
            return None
        known = self.names.gender(name)
        if known == gender:
            return name
        organisation = mention.split(maxsplit=1)[0].lower() in self.grammar.determiners
        return name if known == "any" and 2 <= len(words) <= 3 and not organisation else None

    def _goes_on(self, one: _Speech) -> bool:
        """Whether the next paragraph continues a quote that has no closing mark."""
        following = one.line + 1
        if following >= len(self.passages) or self.passages[one.line].paragraph is None:
            return False
        pairs = self.pairs[following]
        return bool(pairs) and pairs[0].start == 0 and self.passages[following].paragraph is not None


def _inherited(known: Finding, own: Finding | None) -> Finding:
    """The speaker of another quote of the paragraph; a verb without a subject keeps its place."""
    return known._replace(way="inherited", cue=known.cue if own is None or own.line != known.line else own.cue)
