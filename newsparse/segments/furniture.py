"""What stands around an article and is none of it: menus, buttons, consent texts, teasers' headings, feet.

Skip to content        Sport | Kultur | Wetter        3 min read        12 Comments
We use cookies and ... Mehr zum Thema                 Page 1 of 3       Image not found or type unknown
Jane Roe is a reporter at the Harbour Courier.        © 2024 The Harbour Courier
"""

from __future__ import annotations

from typing import Final

from newsparse.model import SegmentKind
from newsparse.patterns import pattern
from newsparse.rules import RuleBook
from newsparse.segments.candidate import Candidate
from newsparse.segments.furniture_phrases import (
    WIDE,
    Phrases,
    find_endings,
    find_phrases,
    find_placeholders,
    last_word,
    may_begin,
)
from newsparse.segments.phrases import fold

# Lines of menus and buttons are short: of the furniture lines that we know by heart, the longest has 61
# characters. What is longer is told by its opening words and by the cues within it.
_SHORT: Final = 90
_LONGEST: Final = 2_000
_LONGEST_CUED: Final = 900
_LONGEST_TEASER: Final = 300
_LONGEST_BOX: Final = 700
# Cues stand in sentences; a menu's entries are asked for none.
_FEWEST_CUED: Final = 4
_OPENING: Final = 80
_LONGEST_LABEL: Final = 32
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
_BETWEEN: Final = pattern(r"\s*(?:[|•·»›>/☰✓\N{BULLET}\N{MIDDLE DOT}]|\s[-–—]\s)\s*")
_YEAR: Final = pattern(r"(?:19|20)[0-9]{2}\b")
_FILE: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp4", ".pdf")
# What programs leave in a text: markup that no converter knew, styles, scripts, templates of forms.
_CODE: Final = (
    "<div",
    "<svg",
    "<iframe",
    "<script",
    "<style",
    "window.",
    "function(",
    "var ",
    "{*",
    "{{",
    "{%",
    "@media",
)
_COPYRIGHT: Final = "furniture/copyright"
_CONSENT: Final = "furniture/consent"


def propose_furniture(value: str, book: RuleBook) -> Candidate | None:
    """The line or paragraph as part of the page around the article; its rule names the class.

    Recognises whole lines (`Read more`, `12 Comments`, `vor 3 Stunden`), rows of sections or buttons
    (`Sport | Kultur | Wetter`), paragraphs by how they open (`Sign up for our newsletter ...`), by what they
    speak of (cookies, consent, rights reserved) or how they end (`... Read more`), boxes about authors, page
    numbers. It leaves alone a paragraph that merely mentions a newsletter.

    >>> from newsparse.rules import load_rule_book
    >>> propose_furniture("Skip to main content", load_rule_book("en")).rule
    'furniture/navigation'
    >>> propose_furniture("The harbour was closed for a second day.", load_rule_book("en")) is None
    True
    """
    length = len(value)
    if length > _LONGEST:
        return _whole("furniture", value, "furniture/code", 0.8) if value.startswith(_CODE) else None
    phrases = find_phrases(book)
    words = value.split()
    if not words:
        return None
    if length <= _SHORT:
        # Text browsers set "o" before the entries of a menu.
        is_item = words[0] == "o" and len(words) > 1 and words[1][0].isupper()
        found = _short(value[2:].lstrip() if is_item else value, words[1:] if is_item else words, phrases)
        if is_item and found is not None:
            found = found._replace(end=length)
    else:
        found = _long(value, words, phrases)
    return found or _by_shape(value, words, phrases)


def furniture_hints(value: str, book: RuleBook) -> frozenset[str]:
    """The classes that words of a paragraph speak of, whether or not it is furniture: evidence, not a verdict.

    >>> from newsparse.rules import load_rule_book
    >>> sorted(furniture_hints("Cancel your subscription anytime. See our privacy policy.", load_rule_book("en")))
    ['furniture/consent', 'furniture/paywall']
    """
    phrases = find_phrases(book)
    folded = value[:_LONGEST].casefold()
    if not any(gate in folded for gate in phrases.gates):
        return frozenset()
    return frozenset(cue.rule for cue in phrases.cues if cue.text in folded)


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
    known = find_placeholders(book)
    if may_begin(value, known.firsts):
        folded = fold(value)
        if folded in known.lines or (value[:1] == "[" and folded.partition(" ")[0] in known.lines):
            return _whole("placeholder", value, "placeholder/line", 0.9)
        if known.openings.find(folded):
            return _whole("placeholder", value, "placeholder/opening", 0.85)
    if "." in value and " " not in (bare := value.strip()) and "://" not in bare:
        if bare.casefold().rstrip("])").endswith(_FILE):
            return _whole("placeholder", value, "placeholder/file-name", 0.8)
    return None


def ends_article(value: str, book: RuleBook) -> bool:
    """Whether an article's text is over where this line stands: `Related articles`, `Leave a reply`.

    >>> from newsparse.rules import load_rule_book
    >>> ends_article("Related Articles", load_rule_book("en")), ends_article("A reply", load_rule_book("en"))
    (True, False)
    """
    return len(value) <= _SHORT and find_endings(book).holds(value)


def is_section(value: str, book: RuleBook) -> bool:
    """Whether the line is a section's name as menus and breadcrumbs have it: `Sport`, `World News`."""
    return len(value) <= _SHORT and fold(value) in find_phrases(book).sections


def _short(value: str, words: list[str], phrases: Phrases) -> Candidate | None:
    if value[0] in _QUOTES:
        return None  # a quote is somebody's
    folded = fold(value) if may_begin(value, phrases.firsts) else ""
    if folded and (found := _known(value, folded, phrases)) is not None:
        return found
    if len(words) > 1 and (found := _row(value, phrases) or _menu(value, words, phrases)) is not None:
        return found
    if folded and (opening := phrases.opening(folded)) is not None:
        return _whole("furniture", value, opening.rule, 0.9 if opening.is_sure else 0.75)
    if words[-1][-1].isdigit() and fold(value).endswith(_PAGE_NUMBERS):
        return _whole("furniture", value, "furniture/navigation", 0.9)
    if len(words) >= _FEWEST_CUED or value[-1] >= WIDE or value[0] >= WIDE:
        return _cued(value, phrases)
    return None


def _known(value: str, folded: str, phrases: Phrases) -> Candidate | None:
    """A line that is known as it stands, a share row included."""
    rule = phrases.lines.get(folded)
    if rule is not None:
        return _whole("furniture", value, rule, 0.9)
    if folded in phrases.buttons:
        return _whole("furniture", value, "furniture/share", 0.85)
    if folded in phrases.sections:
        # A section's name alone may as well be a heading within the article.
        return _whole("furniture", value, "furniture/section", 0.6)
    if folded.replace("0", "").strip() == "":
        return _whole("furniture", value, "furniture/number", 0.5)
    tokens = folded.split(" ")
    if len(tokens) > 1:
        known = sum(one in phrases.buttons for one in tokens)
        if known == len(tokens) or (known >= 3 and known >= 0.75 * len(tokens)):
            return _whole("furniture", value, "furniture/share", 0.85)
    return None


def _long(value: str, words: list[str], phrases: Phrases) -> Candidate | None:
    if may_begin(value, phrases.firsts):
        opening = phrases.opening(fold(value[:_OPENING]))
        if opening is not None and opening.is_sure:
            return _whole("furniture", value, opening.rule, 0.85)
        if opening is not None and len(value) < _LONGEST_TEASER:
            return _whole("furniture", value, opening.rule, 0.6)
    found = _cued(value, phrases)
    if found is None and (" | " in value or "•" in value or " · " in value):
        found = _row(value, phrases)
    if found is None and value[-1] not in _SENTENCE_ENDS and len(value) < _LONGEST_CUED:
        found = _menu(value, words, phrases)
    return found


def _cued(value: str, phrases: Phrases) -> Candidate | None:
    """A paragraph that speaks of consent, subscriptions or rights: one sure sign, or two of the weaker ones."""
    folded = value.casefold()
    for gate in phrases.gates:
        if gate in folded:
            break
    else:
        return None
    found = [cue for cue in phrases.cues if cue.text in folded]
    if not found:
        return None
    strongest = max(found, key=lambda cue: cue.weight)
    rule, weight = strongest.rule, sum(cue.weight for cue in found)
    if strongest.weight > 1 and len(value) < 400:
        # A caption's credit may end with a note of rights; a foot begins with it.
        is_late = rule == _COPYRIGHT and folded.find(strongest.text) > _OPENING
        return _whole("furniture", value, rule, 0.55 if is_late else 0.8)
    if strongest.weight == 1 and weight == 2 and phrases.readers:
        if not any(one in f" {folded} " for one in phrases.readers):
            return None  # it speaks of newsletters, but not to a reader
    # Two cues in 180 characters are furniture; a reporter who writes about subscriptions needs more words: at 130
    # characters a cue, paragraphs about a sports app's prices were taken. What explains cookies is wordier.
    room = 180 if rule == _CONSENT and strongest.weight > 1 else 90
    if weight >= 2 and len(value) < room * weight and (room > 90 or len(value) <= _LONGEST_CUED):
        return _whole("furniture", value, rule, 0.8 if weight >= 3 else 0.7)
    return None


def _by_shape(value: str, words: list[str], phrases: Phrases) -> Candidate | None:
    """What its shape tells: a teaser's last words, a box about an author, a copyright line, a page's code."""
    if value[0] == "©" or value[:10].casefold() in ("copyright ", "copyright:"):
        if len(value) < 400 and _YEAR.search(value):
            return _whole("furniture", value, _COPYRIGHT, 0.8 if len(words) > 4 else 0.65)
    if (colon := value.find(":", 2, _LONGEST_LABEL)) > 0 and colon < len(value) - 1:
        if fold(value[:colon]) in phrases.labels:
            return _whole("furniture", value, "furniture/teaser", 0.8 if len(value) < _LONGEST_TEASER else 0.6)
    if len(words) > 4:
        if last_word(words[-1]) in phrases.closings and _is_teaser(value, phrases):
            return _whole("furniture", value, "furniture/teaser", 0.75)
        if len(value) < _LONGEST_BOX and _is_author_box(words, phrases):
            return _whole("furniture", value, "furniture/author-box", 0.65)
    if value.startswith(_CODE):
        return _whole("furniture", value, "furniture/code", 0.8)
    return None


def _is_teaser(value: str, phrases: Phrases) -> bool:
    """Whether it ends with `Read more`, behind a sentence's end or printed as a line of its own."""
    tail = value.rstrip(" »›>→…]")
    for closing in phrases.closings[last_word(value.rsplit(maxsplit=1)[-1])]:
        start = len(tail) - len(closing)
        if start > 0 and tail[start:].casefold() == closing:
            before = tail[:start].rstrip()
            return before[-1:] in '.!?…|»”")' or tail[start].isupper()
    return False


def _is_author_box(words: list[str], phrases: Phrases) -> bool:
    """`Jane Roe is a reporter ...`: a name of two to four words, a verb, and soon what she is at a paper."""
    for place in range(2, min(5, len(words) - 1)):
        if words[place] in phrases.author_verbs:
            name = words[:place]
            break
        if not words[place][0].isupper():
            return False
    else:
        return False
    if not all(one[0].isupper() and one[-1] not in ",:;.?!" for one in name):
        return False
    return any(one.casefold().strip(".,:;()") in phrases.author_roles for one in words[place + 1 : place + 12])


def _row(value: str, phrases: Phrases) -> Candidate | None:
    """A row of menu entries: most parts between bars, dots or arrows are known."""
    for mark in _BARS:
        if mark in value:
            break
    else:
        return None
    parts = [fold(one) for one in _BETWEEN.split(value) if one]
    if len(parts) < 2:
        return None
    known = sum(_is_entry(one, phrases) for one in parts)
    if known >= 2 and 2 * known >= len(parts):
        return _whole("furniture", value, "furniture/row", 0.85)
    return None


def _menu(value: str, words: list[str], phrases: Phrases) -> Candidate | None:
    """A menu whose entries only blanks part: nearly all words are capitalised, and two in five are known entries."""
    if len(words) < 4 or value[-1] in _SENTENCE_ENDS:
        return None
    if words[1][0].islower() and words[2][0].islower() and words[3][0].islower():
        return None  # a headline
    if sum(not one[0].islower() for one in words) < 0.85 * len(words):
        return None
    tokens = fold(value).split(" ")
    known = sum(_is_entry(one, phrases) for one in tokens)
    if known >= 3 and known >= 0.4 * len(tokens):
        return _whole("furniture", value, "furniture/menu", 0.8)
    return None


def _is_entry(folded: str, phrases: Phrases) -> bool:
    return folded in phrases.sections or folded in phrases.lines or folded in phrases.buttons


def _whole(kind: SegmentKind, value: str, rule: str, confidence: float) -> Candidate:
    return Candidate(kind, 0, len(value), rule, confidence)
