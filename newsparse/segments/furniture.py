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
    ENDING,
    PHRASE,
    PLACEHOLDER,
    WIDE,
    Cue,
    Phrases,
    find_endings,
    find_phrases,
    find_placeholders,
    last_word,
    may_begin,
    openers,
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
_BARS: Final = frozenset("|•·»›>/☰✓-–—")
# A printed page's head or foot: the paper's name, then "Page 1 of 2", folded.
_PAGE_NUMBERS: Final = (
    " page 0 of 0",
    " seite 0 von 0",
    " page 0 sur 0",
    " página 0 de 0",
    " pagina 0 di 0",
    " pagina 0 van 0",
)
_PAGES: Final = frozenset(("page", "seite", "página", "pagina"))
# Case folding makes two characters of it.
_DOTTED: Final = "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
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
_CODE_FIRSTS: Final = frozenset(one[0] for one in _CODE)
_SHAPE_FIRSTS: Final = _CODE_FIRSTS | frozenset("©Cc")
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
    if _DOTTED in value:
        value = value.replace(_DOTTED, "i")
    words = value.split()
    if not words:
        return None
    phrases = find_phrases(book)
    is_opened = openers(value, book) & PHRASE > 0 and phrases.may_open(words)
    if length > _SHORT:
        found = _long(value, words, phrases, is_opened=is_opened)
    elif words[0] == "o" and len(words) > 1 and words[1][0].isupper():  # so text browsers begin a menu's entries
        item = value[2:].lstrip()
        found = _short(item, words[1:], phrases, is_opened=may_begin(item, phrases.firsts))
        if found is not None:
            found = found._replace(end=length)
    else:
        found = _short(value, words, phrases, is_opened=is_opened)
    if found is None and (len(words) > _FEWEST_CUED or ":" in value or value[0] in _SHAPE_FIRSTS):
        return _by_shape(value, words, phrases)
    return found


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
    if openers(value, book) & PLACEHOLDER:
        known, folded = find_placeholders(book), fold(value)
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
    value = value.replace(_DOTTED, "i") if _DOTTED in value else value
    return len(value) <= _SHORT and openers(value, book) & ENDING > 0 and find_endings(book).holds(fold(value))


def is_section(value: str, book: RuleBook) -> bool:
    """Whether the line is a section's name as menus and breadcrumbs have it: `Sport`, `World News`."""
    return len(value) <= _SHORT and fold(value) in find_phrases(book).sections


def _short(value: str, words: list[str], phrases: Phrases, *, is_opened: bool) -> Candidate | None:
    if value[0] in _QUOTES:
        return None  # a quote is somebody's
    folded = fold(value) if is_opened else ""
    if folded and (found := _known(value, folded, phrases)) is not None:
        return found
    count = len(words)
    if count > 1 and not _BARS.isdisjoint(value) and (found := _row(value, phrases)) is not None:
        return found
    if count > 3 and (found := _menu(value, words, phrases)) is not None:
        return found
    if folded and (opening := phrases.openings.find(folded)) is not None:
        return _whole("furniture", value, opening.rule, 0.9 if opening.is_sure else 0.75)
    if count > 4 and words[-4].casefold() in _PAGES and fold(value).endswith(_PAGE_NUMBERS):
        return _whole("furniture", value, "furniture/navigation", 0.9)
    if count >= _FEWEST_CUED or value[-1] >= WIDE or value[0] >= WIDE:
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
    if folded[0] == "0" and folded.replace("0", "").strip() == "":
        return _whole("furniture", value, "furniture/number", 0.5)
    tokens = folded.split(" ")
    if len(tokens) > 1 and (tokens[0] in phrases.buttons or tokens[-1] in phrases.buttons):
        known = sum(one in phrases.buttons for one in tokens)
        if known == len(tokens) or (known >= 3 and known >= 0.75 * len(tokens)):
            return _whole("furniture", value, "furniture/share", 0.85)
    return None


def _long(value: str, words: list[str], phrases: Phrases, *, is_opened: bool) -> Candidate | None:
    if is_opened and value[0] not in _QUOTES:
        opening = phrases.openings.find(fold(value[:_OPENING]))
        if opening is not None and opening.is_sure:
            return _whole("furniture", value, opening.rule, 0.85)
        if opening is not None and len(value) < _LONGEST_TEASER:
            return _whole("furniture", value, opening.rule, 0.6)
    found = _cued(value, phrases)
    if found is None and ("|" in value or "•" in value or "·" in value):
        found = _row(value, phrases)
    if found is None and value[-1] not in _SENTENCE_ENDS and len(value) < _LONGEST_CUED:
        found = _menu(value, words, phrases)
    return found


def _cued(value: str, phrases: Phrases) -> Candidate | None:
    """A paragraph that speaks of consent, subscriptions or rights: one sure sign, or two of the weaker ones."""
    found = phrases.cues.find(value)
    if not found:
        return None
    _, text, rule, strongest = max(found, key=_weight)
    weight = sum(map(_weight, found))
    folded = value.casefold()
    if strongest > 1 and len(value) < 400:
        # A caption's credit may end with a note of rights; a foot begins with it.
        is_late = rule == _COPYRIGHT and folded.find(text) > _OPENING
        return _whole("furniture", value, rule, 0.55 if is_late else 0.8)
    if strongest == 1 and weight == 2 and phrases.readers:
        if not any(one in f" {folded} " for one in phrases.readers):
            return None  # it speaks of newsletters, but not to a reader
    # Two cues in 180 characters are furniture; a reporter who writes about subscriptions needs more words: at 130
    # characters a cue, paragraphs about a sports app's prices were taken. What explains cookies is wordier.
    room = 180 if rule == _CONSENT and strongest > 1 else 90
    if weight >= 2 and len(value) < room * weight and (room > 90 or len(value) <= _LONGEST_CUED):
        return _whole("furniture", value, rule, 0.8 if weight >= 3 else 0.7)
    return None


def _weight(cue: Cue) -> int:
    return cue[3]


def _by_shape(value: str, words: list[str], phrases: Phrases) -> Candidate | None:
    """What its shape tells: a teaser's last words, a box about an author, a copyright line, a page's code."""
    if value[0] in "©Cc" and (value[0] == "©" or value[:10].casefold() in ("copyright ", "copyright:")):
        if len(value) < 400 and _YEAR.search(value):
            return _whole("furniture", value, _COPYRIGHT, 0.8 if len(words) > 4 else 0.65)
    if 0 < (colon := value.find(":", 2, _LONGEST_LABEL)) < len(value) - 1 and may_begin(value, phrases.label_firsts):
        if fold(value[:colon]) in phrases.labels:
            return _whole("furniture", value, "furniture/teaser", 0.8 if len(value) < _LONGEST_TEASER else 0.6)
    if len(words) > 4:
        if last_word(words[-1]) in phrases.closings and _is_teaser(value, phrases):
            return _whole("furniture", value, "furniture/teaser", 0.75)
        if len(value) < _LONGEST_BOX and _is_author_box(words, phrases):
            return _whole("furniture", value, "furniture/author-box", 0.65)
    if value[0] in _CODE_FIRSTS and value.startswith(_CODE):
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
    if phrases.author_verbs.isdisjoint(words[2:5]):
        return False
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
    parts = [fold(one) for one in _BETWEEN.split(value) if one]
    if len(parts) < 2:
        return None
    known = sum(one in phrases.entries for one in parts)
    if known >= 2 and 2 * known >= len(parts):
        return _whole("furniture", value, "furniture/row", 0.85)
    return None


def _menu(value: str, words: list[str], phrases: Phrases) -> Candidate | None:
    """A menu whose entries only blanks part: nearly all words are capitalised, and two in five are known entries."""
    if len(words) < 4 or value[-1] in _SENTENCE_ENDS:
        return None
    if words[1][0].islower() and words[2][0].islower() and words[3][0].islower():
        return None  # a headline
    small = 0.15 * len(words)
    for one in words:
        if one[0].islower():
            small -= 1
            if small < 0:
                return None
    tokens = fold(value).split(" ")
    known = sum(one in phrases.entries for one in tokens)
    if known >= 3 and known >= 0.4 * len(tokens):
        return _whole("furniture", value, "furniture/menu", 0.8)
    return None


def _whole(kind: SegmentKind, value: str, rule: str, confidence: float) -> Candidate:
    return Candidate(kind, 0, len(value), rule, confidence)
