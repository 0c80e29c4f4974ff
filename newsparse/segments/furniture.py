"""What stands around an article and is none of it: menus, buttons, consent texts, teasers' headings, feet.

Skip to content        Sport | Kultur | Wetter        3 min read        12 Comments
We use cookies and ... Mehr zum Thema                 Page 1 of 3       Image not found or type unknown
"""

from __future__ import annotations

from functools import cache
from typing import Final

from newsparse.model import SegmentKind
from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.candidate import Candidate
from newsparse.segments.phrases import Openings, fold, fold_all

# Lines of menus and buttons are short: of the furniture lines that we know by heart, the longest has 61
# characters. What is longer is told by its opening words and by the cues within it.
_SHORT: Final = 90
_LONGEST: Final = 2_000
_LONGEST_CUED: Final = 900
_LONGEST_TEASER: Final = 300
_OPENING: Final = 80
_SENTENCE_ENDS: Final = '.!?…:"”“»'
# One of these parts the entries of a row.
_BARS: Final = ("|", "•", "·", "»", "›", ">", "/", "☰", "✓", " -", " –", " —", "\N{NO-BREAK SPACE}-")
# A printed page's head or foot: the paper's name, then "Page 1 of 2", folded.
_PAGE_NUMBERS: Final = (
    " page 0 of 0",
    " seite 0 von 0",
    " page 0 sur 0",
    " página 0 de 0",
    " pagina 0 di 0",
    " pagina 0 van 0",
)
_QUOTES: Final = '"“„«»‚‘'
_OPENING_MARKS: Final = ".,:;!?\"'“”„«»()[]*_-–—…"
_BETWEEN: Final = pattern(r"\s*(?:[|•·»›>/☰✓\N{BULLET}\N{MIDDLE DOT}]|\s[-–—]\s)\s*")
_FILE: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp4", ".pdf")
_RULES: Final = frozenset("-=_*~#.•·|+—–─━ \t")


@record
class _Words(Record):
    """The phrases of a language, ready to be asked."""

    lines: frozenset[str]
    """Whole lines: `read more`."""
    sections: frozenset[str]
    """Names of sections and menu entries: `sport`."""
    buttons: frozenset[str]
    """Words of share rows: `facebook`."""
    openings: Openings
    """What a short line may begin with: `read more`."""
    sure_openings: Openings
    """What a paragraph of any length may begin with: `we use cookies`."""
    cues: tuple[str, ...]
    """Two of them in a short paragraph: `subscri`, `privacy policy`."""
    strong_cues: tuple[str, ...]
    """One is enough: `all rights reserved`."""
    gates: tuple[str, ...]
    """Without one of them no cue is looked for."""
    readers: tuple[str, ...]
    """Words that address a reader."""
    placeholders: frozenset[str]
    """Whole lines: `image not found`."""
    placeholder_openings: Openings
    """What a placeholder may begin with: `image 0 of 0`."""
    endings: frozenset[str]
    """Whole lines after which the text is over: `related articles`."""
    ending_openings: Openings
    """What such a line may begin with: `more from`."""


def propose_furniture(value: str, book: RuleBook) -> Candidate | None:
    """The line or paragraph as part of the page around the article.

    Recognises whole lines (`Read more`, `12 Comments`, `vor 3 Stunden`), rows of sections or buttons
    (`Sport | Kultur | Wetter`), paragraphs by how they open (`Sign up for our newsletter ...`) or by what
    they speak of (cookies, consent, rights reserved), mail headers and page numbers. It leaves alone a
    paragraph that merely mentions a newsletter.

    >>> from newsparse.rules import load_rule_book
    >>> propose_furniture("Skip to main content", load_rule_book("en")).rule
    'furniture/line'
    >>> propose_furniture("The harbour was closed for a second day.", load_rule_book("en")) is None
    True
    """
    length = len(value)
    if length > _LONGEST:
        return None
    words = _words(book)
    if length <= _SHORT:
        return _short(value, words)
    return _long(value, words)


def propose_placeholder(value: str, book: RuleBook) -> Candidate | None:
    """The line as what a converter or a page left where a picture or a player should be.

    Recognises `Image not found or type unknown`, `[Image]`, `Image 1 of 3`, `Loading...`, a file name alone.

    >>> from newsparse.rules import load_rule_book
    >>> propose_placeholder("[Image]", load_rule_book("en")).confidence
    0.9
    >>> propose_placeholder("Image is everything", load_rule_book("en")) is None
    True
    """
    if len(value) > 2 * _SHORT:
        return None
    words = _words(book)
    folded = fold(value)
    if folded in words.placeholders or (value[:1] == "[" and folded.partition(" ")[0] in words.placeholders):
        return _whole("placeholder", value, "placeholder/line", 0.9)
    if words.placeholder_openings.find(folded):
        return _whole("placeholder", value, "placeholder/opening", 0.85)
    if value.casefold().rstrip("]) ").endswith(_FILE) and " " not in value.strip() and "://" not in value:
        return _whole("placeholder", value, "placeholder/file-name", 0.8)
    return None


def ends_article(value: str, book: RuleBook) -> bool:
    """Whether an article's text is over where this line stands: `Related articles`, `Leave a reply`.

    >>> from newsparse.rules import load_rule_book
    >>> ends_article("Related Articles", load_rule_book("en")), ends_article("A reply", load_rule_book("en"))
    (True, False)
    """
    if len(value) > _SHORT:
        return False
    words = _words(book)
    folded = fold(value)
    return folded in words.endings or words.ending_openings.find(folded) is not None


def is_section(value: str, book: RuleBook) -> bool:
    """Whether the line is a section's name as menus and breadcrumbs have it: `Sport`, `World News`."""
    return len(value) <= _SHORT and fold(value) in _words(book).sections


def _short(value: str, words: _Words) -> Candidate | None:
    folded = fold(value)
    if not folded or value[0] in _QUOTES:
        return None  # rules and marks are known to whoever made the blocks; a quote is somebody's
    if folded in words.lines or folded.endswith(_PAGE_NUMBERS):
        return _whole("furniture", value, "furniture/line", 0.9)
    if folded in words.buttons:
        return _whole("furniture", value, "furniture/button", 0.85)
    if folded in words.sections:
        # A section's name alone may as well be a heading within the article.
        return _whole("furniture", value, "furniture/section", 0.6)
    if folded.replace("0", "").strip() == "":
        return _whole("furniture", value, "furniture/number", 0.5)
    tokens = folded.split(" ")
    if len(tokens) > 1:
        known = sum(one in words.buttons for one in tokens)
        if known == len(tokens) or (known >= 3 and known >= len(tokens) - 1):
            return _whole("furniture", value, "furniture/buttons", 0.85)
        if (row := _row(value, words) or _menu(value, tokens, words)) is not None:
            return row
    if words.sure_openings.find(folded):
        return _whole("furniture", value, "furniture/opening", 0.9)
    if words.openings.find(folded):
        return _whole("furniture", value, "furniture/opening", 0.75)
    return _cued(value, words)


def _long(value: str, words: _Words) -> Candidate | None:
    first = value[:_OPENING].casefold().split(None, 1)[0].strip(_OPENING_MARKS) if value.strip() else ""
    if first in words.sure_openings.by_first or first in words.openings.by_first:
        opening = fold(value[:_OPENING])
        if words.sure_openings.find(opening):
            return _whole("furniture", value, "furniture/opening", 0.85)
        if len(value) < _LONGEST_TEASER and words.openings.find(opening):
            return _whole("furniture", value, "furniture/opening", 0.6)
    found = _cued(value, words)
    if found is None and (" | " in value or "•" in value or " · " in value):
        found = _row(value, words)
    if found is None and value[-1] not in _SENTENCE_ENDS and len(value) < _LONGEST_CUED:
        found = _menu(value, fold(value).split(" "), words)
    return found


def _cued(value: str, words: _Words) -> Candidate | None:
    """A paragraph that speaks of consent, subscriptions or rights: one sure sign, or two of the weaker ones."""
    if len(value) > _LONGEST_CUED:
        return None
    for gate in words.gates:
        if gate in value:
            break
    else:
        return None
    folded = value.casefold()
    strong = any(cue in folded for cue in words.strong_cues)
    if strong and len(value) < 400:
        return _whole("furniture", value, "furniture/cue", 0.8)
    weak = sum(cue in folded for cue in words.cues) + 2 * strong
    if weak == 2 and not strong and words.readers and not any(one in f" {folded} " for one in words.readers):
        return None  # it speaks of newsletters, but not to a reader
    # Two cues in 180 characters are furniture; a reporter who writes about subscriptions needs more words: at 130
    # characters a cue, paragraphs about a sports app's prices were taken.
    if weak >= 2 and len(value) < 90 * weak:
        return _whole("furniture", value, "furniture/cues", 0.8 if weak >= 3 else 0.7)
    return None


def _row(value: str, words: _Words) -> Candidate | None:
    """A row of menu entries: most parts between bars, dots or arrows are known."""
    if not any(mark in value for mark in _BARS):
        return None
    parts = [fold(one) for one in _BETWEEN.split(value) if one]
    if len(parts) < 2:
        return None
    known = sum(one in words.sections or one in words.lines or one in words.buttons for one in parts)
    if known >= 2 and 2 * known >= len(parts):
        return _whole("furniture", value, "furniture/row", 0.85)
    return None


def _menu(value: str, tokens: list[str], words: _Words) -> Candidate | None:
    """A menu whose entries only blanks part: nearly all words are capitalised, and two in five are known entries."""
    if len(tokens) < 4 or value[-1] in _SENTENCE_ENDS:
        return None
    shown = value.split()
    if sum(not one[0].islower() for one in shown) < 0.85 * len(shown):
        return None
    known = sum(one in words.sections or one in words.lines or one in words.buttons for one in tokens)
    if known >= 3 and known >= 0.4 * len(tokens):
        return _whole("furniture", value, "furniture/menu", 0.8)
    return None


def _whole(kind: SegmentKind, value: str, rule: str, confidence: float) -> Candidate:
    return Candidate(kind, 0, len(value), rule, confidence)


@cache
def _words(book: RuleBook) -> _Words:
    def asked(name: str) -> frozenset[str]:
        return book.words("furniture", name)

    def folded(name: str) -> tuple[str, ...]:
        return tuple(sorted(one.casefold() for one in asked(name)))

    return _Words(
        fold_all(asked("lines") | asked("endings")), fold_all(asked("sections")), fold_all(asked("buttons")),
        Openings.of(asked("openings")), Openings.of(asked("sure_openings")),
        folded("cues"), folded("strong_cues"),
        tuple(one[1:] for one in folded("gates")),  # the first letter may be a capital, and folding costs more
        tuple(f" {one} " if len(one) <= 3 else f" {one}" for one in folded("readers")),
        fold_all(asked("placeholders")), Openings.of(asked("placeholder_openings")),
        fold_all(asked("endings")), Openings.of(asked("ending_openings")),
    )  # fmt: skip
