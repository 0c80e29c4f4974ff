"""How much a block reads like a paragraph: whole sentences, enough words, few links."""

from __future__ import annotations

from newsparse.blocks import Block
from newsparse.patterns import pattern
from newsparse.record import Record, record

_WIDE = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")
_CLOSING = "\"'”“’»«›‹)]}」』 \N{NO-BREAK SPACE}"
_SENTENCE_END = frozenset(".!?…。！？؟।॥։")
# A letter of Chinese or Japanese says about as much as two and a half of English.
_WIDE_FACTOR = 2.5


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


def measure_prose(block: Block) -> Prose:
    """The measures of a block's readable words.

    A paragraph has eight words and ends as a sentence does, or has twenty-five words; one that is mostly links
    is none. Headings, table rows and pictures' words never are.
    """
    value = block.passage.value
    wide = 0 if value.isascii() else len(_WIDE.findall(value))
    length = len(value) + int(wide * (_WIDE_FACTOR - 1))
    words = value.count(" ") + 1 + wide // 2 if value else 0
    ends = ends_sentence(value)
    enough = (words >= 8 and ends) or words >= 25
    reads = block.kind in ("paragraph", "list", "blockquote") and block.linked <= 0.6
    return Prose(length, words, ends, reads and enough and length >= 40)


def ends_sentence(value: str) -> bool:
    """Whether a line ends as a sentence does, closing marks aside.

    >>> ends_sentence('“It rained.”'), ends_sentence("Flood in Rovigo")
    (True, False)
    """
    bare = value.rstrip(_CLOSING)
    return bare[-1:] in _SENTENCE_END
