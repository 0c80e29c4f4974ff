"""How much a block reads like a paragraph: whole sentences, enough words, few links."""

from __future__ import annotations

from newsparse.blocks import Block
from newsparse.record import Record, record

CLOSING = "\"'”“’»«›‹)]}」』 \N{NO-BREAK SPACE}"
SENTENCE_ENDS = frozenset(".!?…。！？؟।॥։")


@record
class Prose(Record):
    """The measures of one block."""

    length: int
    """Readable length in Latin letters; scripts without blanks count more."""
    words: int
    """Words, or what amounts to them."""
    ends: bool
    """Whether it ends as a sentence does."""
    is_prose: bool
    """Whether it can be a paragraph by itself, wherever it stands."""


def is_prose(block: Block, length: int, words: int, *, ends: bool) -> bool:
    """Whether a block of such words can be a paragraph by itself.

    A paragraph has eight words and ends as a sentence does, or has twenty-five words; one that is mostly links
    is none. Headings, table rows and pictures' words never are.
    """
    if length < 40 or not ((words >= 8 and ends) or words >= 25):
        return False
    return block.kind in ("paragraph", "list", "blockquote") and block.linked <= 0.6


def ends_sentence(value: str) -> bool:
    """Whether a line ends as a sentence does, closing marks aside.

    >>> ends_sentence('“It rained.”'), ends_sentence("Flood in Rovigo")
    (True, False)
    """
    bare = value.rstrip(CLOSING)
    return bare[-1:] in SENTENCE_ENDS
