"""A text of paragraphs alone, as mails and clippings bring it: nothing in it looks like a page around an article."""

from __future__ import annotations

from typing import Final

from newsparse.model import SegmentKind
from newsparse.segments.evidence import Evidence
from newsparse.segments.labelled import Labelled, Labels
from newsparse.segments.page import Page
from newsparse.segments.prose import ends_sentence

# Tables, lists of results and of names have less. Of 1,774 annotated stories 23 quotes stood in what was taken for
# something outside without this; 9 do with it.
LEAST_PROSE: Final = 0.7
# Longer ones end with teasers; in them only prose between the first and the last paragraph is free.
_MOST_BLOCKS: Final = 15
_FEWEST_WORDS: Final = 3
_KINDS: Final[dict[str, SegmentKind]] = {"paragraph": "body", "list": "list", "blockquote": "blockquote"}


def is_short(evidence: Evidence) -> bool:
    """Whether a text is a short one, as clippings are."""
    return len(evidence.outline.places) <= _MOST_BLOCKS


def is_plain(page: Page, evidence: Evidence) -> bool:
    """Whether a text has no links, headings, pictures, tables, no known furniture, and is mostly prose."""
    length = prose = 0
    for index in evidence.outline.places:
        block = page.blocks[index]
        if block.kind not in _KINDS or block.links or page.sure_furniture(index) or page.ends_article(index):
            return False
        measured = page.prose(index)
        length += measured.length
        prose += measured.length if measured.is_prose or measured.ends else 0
    return prose >= LEAST_PROSE * length


def find_plain_sentences(page: Page, evidence: Evidence, headline: int | None, taken: Labels) -> dict[int, Labelled]:
    """Of a plain text, what nothing has claimed and reads like a paragraph, or like a short one below the headline."""
    found: dict[int, Labelled] = {}
    is_clipping = is_short(evidence)
    outline = evidence.outline
    start, end = (0, len(outline.places)) if is_clipping else (outline.first, outline.last)
    for place in range(start, end):
        index = outline.places[place]
        if index in taken or page.furniture(index) is not None:
            continue
        if not is_clipping and page.blocks[index].kind != "paragraph":
            continue  # a numbered list within a longer text is another question
        prose = page.prose(index)
        is_sentence = is_clipping and prose.words >= _FEWEST_WORDS and ends_sentence(page.value(index))
        if prose.is_prose or (is_sentence and (headline is None or place > headline)):
            found[index] = Labelled(_KINDS[page.blocks[index].kind], "body/plain-text", 0.6)
    return found
