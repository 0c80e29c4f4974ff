"""A paragraph as a row of words and marks, every quote in it being one word of the row.

Attribution looks at a few words around each quote, never at the quote's own words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from newsparse.patterns import pattern
from newsparse.quotes.marks import Pair
from newsparse.record import Record, record

LONGEST_SENTENCE: Final = 200  # words; nothing farther off tells who speaks, and hostile text has no full stop
QUOTE: Final = "<quote>"
_MOST_QUOTES: Final = 6  # of a sentence; each looks back to its start, and hostile text has no full stop

# A dot stays inside U.S, 2.5 and example.org, not where a blank was forgotten: "said Roe.The".
_TOKEN = pattern(r"(?<!\w)['’][ts]\b(?!['’])|\w+(?:[-‐'’&/@]\w+|\.(?:\w\b|[\da-z]\w*))*|--+|[^\w\s]")
# French hangs the subject on the verb, and an article on its noun: a-t-elle, dit-il, l'homme.
_ELIDED_TOKEN = pattern(
    r"\w+(?:[-‐.&/@](?!(?:t-)?(?:ils?|elles?|on)\b)\w+)*['’]?|-(?:t-)?(?=(?:ils?|elles?|on)\b)|--+|[^\w\s]"
)
# Honorifics and particles of subjects are runs of their own, also behind names in kana.
_UNSPACED_TOKEN = pattern(
    r"[\u3400-\u9fff々〆ヶ]+?(?=氏(?:ら)?(?:[はがもの、(（「]|によ)|容疑者|被告|夫妻|選手[はがもの、(（「])"
    r"|氏|容疑者|被告|夫妻|[\u3400-\u9fff々〆ヶ]+|[ァ-ヺー]+"
    r"|(?:さん|ちゃん|くん|さま|たち|ら)(?=[はがもの、(（「]|によ|ら[はがも])|[はがも](?=[、\u3400-\u9fffァ-ヺ「『\d])"
    r"|[ぁ-ん]+?(?=(?:さん|ちゃん|くん|さま)(?:[はがもの、(（「]|によ))|[ぁ-ん]+?(?=によ(?:ると|れば))|[ぁ-ん]+"
    r"|[^\W\u3040-\u30ff\u3400-\u9fff々〆ヶ]+|[^\w\s]|\w"
)
_STOPS: Final = frozenset(".!?…。")
_MAY_END: Final = _STOPS | {QUOTE}


@record
class Habits(Record):
    """How a language prints words and sentences."""

    ordinal_dots: bool = False
    """Whether "24." is a day and ends no sentence."""
    elision: bool = False
    """Whether an apostrophe ends a word: l'homme, s'est, dell'arte."""
    unspaced: bool = False
    """Whether no blank parts words, so that each run of one script is one: 山田|さん|は|述|べた."""


@record
class Line(Record):
    """The words of a paragraph outside of quotes, and the quotes."""

    value: str
    """The paragraph."""
    words: list[str]
    """Words and marks; `QUOTE` stands for a quote."""
    pairs: Sequence[Pair]
    """The quotes."""
    quotes: list[int]
    """The places of the quotes among the words."""
    breaks: list[int]
    """For each word, where its sentence starts among the words."""

    def span(self, low: int, high: int) -> tuple[int, int]:
        """Where the words from `low` to before `high` stand in the paragraph; a quote alone is what its marks hold."""
        if self.words[low] == QUOTE:
            pair = self.pairs[bisect_left(self.quotes, low)]
            return pair.inner_start, pair.inner_end
        before = bisect_left(self.quotes, low) - 1  # the nearest quote is where counting starts
        first, place = (self.quotes[before] + 1, self.pairs[before].end) if before >= 0 else (0, 0)
        start = end = place
        for index in range(first, high):
            start_of_word = self.value.find(self.words[index], end)
            if index == low:
                start = start_of_word
            end = start_of_word + len(self.words[index])
        return start, end

    def text(self, low: int, high: int) -> str:
        """The words from `low` to before `high`, as printed."""
        start, end = self.span(low, high)
        return self.value[start:end]

    def sentence_end(self, index: int) -> int:
        """Where the next sentence starts among the words, seen from `index`."""
        start, high = self.breaks[index], index + 1
        last = min(len(self.words), index + LONGEST_SENTENCE)
        while high < last and self.breaks[high] == start:
            high += 1
        return high


def read_line(value: str, pairs: Sequence[Pair], abbreviations: frozenset[str], habits: Habits) -> Line:
    """Words, quotes and sentences of a paragraph.

    >>> pairs = (Pair(14, 21, 15, 20, True, '"'),)
    >>> line = read_line('Mr. Roe left. "I go."', pairs, frozenset({"mr"}), Habits())
    >>> line.words, line.breaks
    (['Mr', '.', 'Roe', 'left', '.', '<quote>'], [0, 0, 0, 0, 0, 5])
    """
    token = _UNSPACED_TOKEN if habits.unspaced else _ELIDED_TOKEN if habits.elision else _TOKEN
    split = token.findall
    words: list[str] = []
    quotes: list[int] = []
    reached = 0
    for pair in pairs:
        words += split(value, reached, pair.start)
        quotes.append(len(words))
        words.append(QUOTE)
        reached = pair.end
    words += split(value, reached)
    return Line(value, words, pairs, quotes, _breaks(value, words, pairs, abbreviations, habits.ordinal_dots))


def _breaks(
    value: str, words: list[str], pairs: Sequence[Pair], abbreviations: frozenset[str], ordinal_dots: bool
) -> list[int]:
    breaks: list[int] = []
    current = quote = first_quote = 0
    last = len(words) - 1
    for index in [at for at, word in enumerate(words) if word in _MAY_END]:
        word, start = words[index], current
        if word == QUOTE:
            pair = pairs[quote]
            quote += 1
            if index < last and value[pair.inner_end - 1] in _STOPS:
                # “Go.” Now ...: a new sentence; “Go!” she said: the same.
                behind = words[index + 1]
                if behind[0].isupper() or behind == QUOTE:
                    current = index + 1
            if index < last and quote - first_quote >= _MOST_QUOTES:
                current = index + 1
        elif index < last and _ends_sentence(words, index, abbreviations, ordinal_dots):
            current = index + 1
        if current != start:
            breaks += [start] * (current - start)
            first_quote = quote
    breaks += [current] * (len(words) - current)
    return breaks


def _ends_sentence(words: list[str], index: int, abbreviations: frozenset[str], ordinal_dots: bool) -> bool:
    """Whether a stop with words behind it ends a sentence."""
    behind = words[index + 1]
    if behind in _STOPS or behind[0].islower() or behind in ",;:)":
        return False
    if words[index] != "." or not index:
        return True
    before = words[index - 1]
    return not (_is_short(before, abbreviations) or (ordinal_dots and before.isdigit() and len(before) <= 2))


def _is_short(word: str, abbreviations: frozenset[str]) -> bool:
    """Whether a dot behind this word ends no sentence: initials, U.S., Mr."""
    return (len(word) == 1 and word.isupper()) or ("." in word and len(word) < 7) or word.lower() in abbreviations
