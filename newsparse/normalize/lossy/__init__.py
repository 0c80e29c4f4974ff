"""Lost letters: `Ar???` for Arīḩā, `S\N{REPLACEMENT CHARACTER}o Paulo` for São Paulo.

A codec that lacks a letter prints `?` in its place. What was lost is told by the index of place names and by
intact copies of the word; a true question mark is told by where it stands.
"""

import re
from functools import cache

from newsparse.normalize.found import NOTHING, Context, Found

__all__ = ["repair_lossy"]


def repair_lossy(value: str, context: Context) -> Found:
    """Gives words with `?` or U+FFFD in place of letters their letters back; see `repair.py`, which does it.

    >>> repair_lossy("Was that Jericho", Context("en"))
    Found(edits=(), damage=())
    """
    if "\N{REPLACEMENT CHARACTER}" not in value and ("?" not in value or not _lost().search(value)):
        return NOTHING
    # Many texts hold no such mark: what reads them is loaded when it is needed.
    from newsparse.normalize.lossy.repair import restore_letters

    return restore_letters(value, context)


@cache
def _lost() -> re.Pattern[str]:
    """A `?` that may stand for a letter: all but those that end a word with what follows a question behind them."""
    return re.compile(r"\?(?=[^\W_]|[?,).;:]| [^ \nA-Z0-9\"“„«(])")
