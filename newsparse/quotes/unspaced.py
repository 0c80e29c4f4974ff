"""Who said it where no blank parts words and particles tell the subject: 山田太郎市長は「...」と述べた。

山田さん(45)は「...」と話した     the subject's particle before the quote, the verb behind it
「...」と山田氏は語った           both behind it              「...」と話すのは、山田さん    the verb, then who
山田氏によると「...」             a source                    「...」。山田氏はそう語った     the sentence behind

Words are runs of one script (line.py), so that a particle stands by itself. Deliberately not: subjects left out,
which the reader knows from the sentence before; there the last one is taken.
"""

from __future__ import annotations

from typing import Final

from newsparse.quotes.cues import Grammar
from newsparse.quotes.finding import Finding
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.phrase import Subject

_TOPIC: Final = "は"
_SUBJECTS: Final = frozenset({"が", "も"})
_OWNER: Final = frozenset({"の"})
_SOURCES: Final = ("によると", "によれば")
_NAME_DOTS: Final = frozenset("・＝=")
_OPENING: Final = frozenset("(（")
_CLOSING: Final = frozenset(")）")
_LONGEST_BRACKETS: Final = 8  # words: an age, a town, a post
_MOST_OWNERS: Final = 2  # 町役場の広報課の職員
_FARTHEST_CUE: Final = 14  # words behind a quote
_FARTHEST_TOPIC: Final = 90  # words before it
_MOST_PLACES: Final = 20  # a name that stands more often was given in full by then
_LONGEST_GIVEN: Final = 4  # signs of a given name behind a family name


def find_by_particles(line: Line, number: int, place: int, grammar: Grammar) -> Finding | None:
    """The subject in the quote's own sentence, or in the next one where that tells no more than who spoke."""
    cue = _cue_behind(line, place, grammar)
    low = max(line.breaks[place], place - _FARTHEST_TOPIC)
    subject = _topic_before(line, low, place, grammar)
    if subject is not None:
        return Finding("before", subject, None if cue is None else cue[0], number, True, 1 if cue is None else cue[1])
    behind = place + 1
    if place - 1 > low and line.words[place - 1].startswith("から"):  # 客席から「...」と声が飛んだ
        subject = _noun_before(line, low, place - 1, grammar)
        if subject is not None:
            return Finding("before", subject, None, number, certain=False)
    if behind >= len(line.words):
        return None
    if line.words[behind] == "。":  # 「...」。店員は取材にそう振り返った
        subject = _topic_before(line, behind + 1, _sentence_end(line, behind + 1), grammar, first=True)
        return None if subject is None else Finding("after", subject, None, number, certain=False)
    if not line.words[behind].startswith("と"):
        return None
    high = _sentence_end(line, behind)
    subject = _topic_before(line, behind + 1, high, grammar, first=True) or _named_at_end(line, behind, high, grammar)
    if subject is None:
        return None
    return Finding("after", subject, None if cue is None else cue[0], number, True, 1 if cue is None else cue[1])


def find_topic(line: Line, number: int, high: int, grammar: Grammar) -> Finding | None:
    """The last subject before `high`, of whatever sentence."""
    subject = _topic_before(line, max(0, high - _FARTHEST_TOPIC), high, grammar)
    return None if subject is None else Finding("narrative", subject, None, number, certain=False)


# --------------------------------------------------------------------------------------- the subject's words
def _topic_before(line: Line, low: int, high: int, grammar: Grammar, *, first: bool = False) -> Subject | None:
    """The noun before は, else before が or も, else before によると; the nearest to `high`, or the first."""
    words = line.words
    places = range(low + 1, high) if first else range(high - 1, low, -1)
    other: Subject | None = None
    for index in places:
        word = words[index]
        if word[0] == _TOPIC or (not first and (word in _SUBJECTS or word.startswith(_SOURCES))):
            subject = _noun_before(line, low, index, grammar)
            if subject is not None and word[0] == _TOPIC:
                return subject
            other = other or subject
    return other


def _noun_before(line: Line, low: int, particle: int, grammar: Grammar) -> Subject | None:
    """The noun or name that ends at a particle: its age and its honorific may stand between."""
    words = line.words
    high = particle
    if high > low and words[high - 1] in _CLOSING:
        opening = high - 2
        while opening > max(low, high - _LONGEST_BRACKETS) and words[opening] not in _OPENING:
            opening -= 1
        if words[opening] not in _OPENING:
            return None
        high = opening
    end = high
    while end > low and words[end - 1] in grammar.honorifics:
        end -= 1
    start = end
    while start > low and (_is_noun(words[start - 1]) or words[start - 1] in _NAME_DOTS):
        start -= 1
    if end == start or words[start] in grammar.no_speakers or words[end - 1] in grammar.time_words:
        return None
    if end == high and words[end - 1] not in grammar.honorifics:
        start = _with_owners(line, low, start, end, grammar)
    return Subject(start, end)


def _with_owners(line: Line, low: int, start: int, end: int, grammar: Grammar) -> int:
    """町役場の職員: a noun that names nobody says more with the one it belongs to."""
    words = line.words
    if part_name("".join(words[start:end]), grammar)[0]:
        return start
    for _ in range(_MOST_OWNERS):
        if start - 1 > low and words[start - 1] in _OWNER and _is_noun(words[start - 2]):
            start -= 2
            while start > low and _is_noun(words[start - 1]):
                start -= 1
    return start


def _is_noun(word: str) -> bool:
    """Whether a word is no particle, mark or quote; kana of names are nouns by their length only."""
    return word != QUOTE and (word[0].isalnum() or word[0] in "々〆ヶー") and not ("ぁ" <= word[0] <= "ん")


def _named_at_end(line: Line, low: int, high: int, grammar: Grammar) -> Subject | None:
    """「...」と話すのは、東町で店を営む山田さん(55)。: who stands at the sentence's end, behind のは."""
    words = line.words
    if not any(words[index].endswith("のは") for index in range(low, min(high, low + 6))):
        return None
    end = high
    while end > low and (words[end - 1] in {"。", "だ"} or words[end - 1].startswith("だ")):
        end -= 1
    return _noun_before(line, low, end, grammar)


def _sentence_end(line: Line, low: int) -> int:
    high = low
    while high < len(line.words) and line.words[high] != "。" and line.words[high] != QUOTE:
        high += 1
    return high


def _cue_behind(line: Line, place: int, grammar: Grammar) -> tuple[int, int] | None:
    """The verb behind 「...」と and how many words it has: 述 + べた."""
    words = line.words
    behind = place + 1
    while behind < len(words) and words[behind] == QUOTE:  # 「...」「...」と述べた
        behind += 1
    if behind >= len(words) or not words[behind].startswith(("と", "な")):
        return None
    for index in range(behind, min(len(words), behind + _FARTHEST_CUE)):
        word = words[index]
        if word in {"。", QUOTE}:
            break
        if word in grammar.cues:
            kana = index + 1 < len(words) and "ぁ" <= words[index + 1][0] <= "ん"
            return index, 1 + kana
    return None


# ------------------------------------------------------------------------------------------- names in full
def part_name(mention: str, grammar: Grammar) -> tuple[str, str | None]:
    """The name in a mention and the title behind it: 山田太郎市長; no name where the title alone or a body speaks.

    >>> from newsparse.rules import load_rule_book
    >>> from newsparse.quotes.cues import grammar_of
    >>> part_name("山田太郎市長", grammar_of(load_rule_book("ja")))
    ('山田太郎', '市長')
    """
    longest = max((one for one in grammar.titles if mention.endswith(one)), key=len, default="")
    name = mention.removesuffix(longest)
    if not longest or not name or "の" in name or _is_body(name, grammar):
        return "", None
    return name, longest


def _is_body(name: str, grammar: Grammar) -> bool:
    """Whether a ministry, a town, a company: of two signs it may be a family name (木村) unless the whole is listed."""
    if len(name) <= 2:
        return name in grammar.organisation_endings or name[0] in "同各両"
    return name.endswith(grammar.organisation_endings)


class UnspacedNames:
    """The fullest names of one article."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self._text, self._grammar = text, grammar
        self._full: dict[str, str] = {}
        self._behind = (*sorted(grammar.honorifics - {"ら", "たち"}), *sorted(grammar.titles), "(", "（")

    def resolve(self, mention: str) -> tuple[str, str | None]:
        """The speaker's full name and title: 山田市長 is 山田太郎, 市長 who was named with it before."""
        name, title = part_name(mention, self._grammar)
        if name:
            return self._full_name(name), title
        if mention in self._grammar.titles:
            bearer = self._bearer(mention)
            if bearer:
                return self._full_name(bearer), mention
        return self._full_name(mention), None

    def _full_name(self, name: str) -> str:
        if name not in self._full:
            self._full[name] = self._search(name) if 1 < len(name) <= 8 else name
        return self._full[name]

    def _search(self, name: str) -> str:
        """A name behind which some more signs and an honorific, a title or an age follow; or one behind a dot."""
        text, place = self._text, -1
        for _ in range(_MOST_PLACES):
            place = text.find(name, place + 1)
            if place < 0:
                break
            end = place + len(name)
            if place and text[place - 1] in _NAME_DOTS:
                return _back_over_name(text, place) + name
            if place and text[place - 1] not in "のは、。」』\n ()（）" and _is_noun(text[place - 1]):
                continue
            if text.startswith(self._behind, end):
                continue
            for length in range(1, _LONGEST_GIVEN + 1):
                given = text[end : end + length]
                if not given[-1:].isalnum() or given[-1:] in "はがもをのにで":
                    break
                if text.startswith(self._behind, end + length):
                    return name + given
                if text[end + length : end + length + 1] in "はが" and not _is_body(name + given, self._grammar):
                    return name + given  # 主将の大野翔太が
        return name

    def _bearer(self, title: str) -> str:
        """Who stands right before the title where it is first printed."""
        text, place = self._text, -1
        for _ in range(_MOST_PLACES):
            place = text.find(title, place + 1)
            if place < 0:
                return ""
            start = place
            while start and place - start < 8 and (_is_noun(text[start - 1]) or text[start - 1] in _NAME_DOTS):
                start -= 1
            name = text[start:place]
            if 1 < len(name) < 8 and not _is_body(name, self._grammar):
                return name
        return ""


def _back_over_name(text: str, place: int) -> str:
    start = place
    while start and place - start < 16 and ("ァ" <= text[start - 1] <= "ヿ" or text[start - 1] in _NAME_DOTS):
        start -= 1
    return text[start:place]
