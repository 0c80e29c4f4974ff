"""Numbers and names of the record in plain words."""

from __future__ import annotations

import unicodedata
from typing import Final

from newsparse.model import Article
from newsparse.show.safe import visible

_SURENESS: Final = ((0.97, "sure"), (0.85, "quite sure"), (0.6, "likely"), (0.35, "unsure"), (0.0, "a guess"))

_ATTRIBUTION: Final = {
    "after": "named behind the quote",
    "before": "named before the quote",
    "inherited": "the speaker of the quote before",
    "continued": "the speech goes on",
    "reporting-subject": "the last one reported to speak",
    "transcript": "named at the head of the line",
    "inserted": "named within the quote",
    "signature": "signed",
    "sentence": "the subject of the sentence",
    "narrative": "the one the story was just telling of",
    "none": "",
}


def sureness(confidence: float, *, only_doubt: bool = False) -> str:
    """A confidence in words; with `only_doubt` nothing where there is little.

    >>> sureness(0.99), sureness(0.7), sureness(0.99, only_doubt=True)
    ('sure', 'likely', '')
    """
    if only_doubt and confidence >= _SURENESS[1][0]:
        return ""
    return next(word for least, word in _SURENESS if confidence >= least)


def attribution(how: str) -> str:
    """How a speaker was found."""
    return _ATTRIBUTION.get(how, how.replace("-", " "))


def spelled(text: str) -> str:
    r"""Words with every character that can't be seen given by its number.

    >>> spelled("co\N{SOFT HYPHEN}op"), spelled("")
    ('co<U+00AD>op', '(nothing)')
    """
    return "".join(_spelled(one) for one in text) or "(nothing)"


def _spelled(character: str) -> str:
    unseen = unicodedata.category(character) in {"Cf", "Zs", "Zl", "Zp", "Cn", "Co", "Cs"} and character != " "
    return f"<U+{ord(character):04X}>" if unseen else visible(character)


def place_in_words(article: Article, position: int) -> str:
    """Where something stands: in a paragraph of the body, else in a part of the page."""
    for number, (start, end) in enumerate(article.body_spans, 1):
        if start <= position < end:
            return f"paragraph {number}"
    for segment in article.segments:
        if segment.start <= position < segment.end:
            return segment.kind.replace("_", " ")
    return ""


def one_line(text: str, length: int) -> str:
    """A text on one line, cut where it is too long.

    >>> one_line("The river\\nrose again", 12)
    'The river r…'
    """
    folded = " ".join(text[: 4 * length].split())
    return folded if len(folded) <= length else folded[: length - 1] + "…"
