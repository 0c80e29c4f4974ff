"""A short text of paragraphs alone, as mails and clippings bring it: nothing in it looks like a page around an article."""

from __future__ import annotations

from typing import Final

from newsparse.segments.evidence import Evidence
from newsparse.segments.labelled import Labelled, Labels
from newsparse.segments.page import Page
from newsparse.segments.prose import ends_sentence

# Of a corpus' 1,647 texts 33 had blocks that were taken for something outside though they had no link, no heading
# and no known furniture; in those with so much prose four of five such blocks were paragraphs.
LEAST_PROSE: Final = 0.7
# Longer ones end with teasers, and their paragraphs are known by those around them.
_MOST_BLOCKS: Final = 15
_FEWEST_WORDS: Final = 3
_KINDS: Final = ("paragraph", "list", "blockquote")


def is_plain(page: Page, evidence: Evidence) -> bool:
    """Whether a short text has no links, headings, pictures, tables, no known furniture, and is mostly prose."""
    if len(evidence.outline.places) > _MOST_BLOCKS:
        return False
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
    for place, index in enumerate(evidence.outline.places):
        if index in taken or page.furniture(index) is not None:
            continue
        prose = page.prose(index)
        is_short = prose.words >= _FEWEST_WORDS and ends_sentence(page.value(index))
        if prose.is_prose or (is_short and (headline is None or place > headline)):
            kind = page.blocks[index].kind
            found[index] = Labelled("blockquote" if kind == "blockquote" else "body", "body/plain-text", 0.6)
    return found
