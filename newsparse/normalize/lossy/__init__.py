"""Lost letters: `Ar???` for Arīḩā, `S\N{REPLACEMENT CHARACTER}o Paulo` for São Paulo.

A codec that lacks a letter prints `?` in its place. What was lost is told by the index of place names and by
intact copies of the word; a true question mark is told by where it stands.
"""

from newsparse.normalize.found import NOTHING, Context, Found
from newsparse.normalize.lossy.damaged import may_be_damaged

__all__ = ["repair_lossy"]


def repair_lossy(value: str, context: Context) -> Found:
    """Gives words with `?` or U+FFFD in place of letters their letters back; see `repair.py`, which does it.

    >>> repair_lossy("Was that Jericho", Context("en"))
    Found(edits=(), damage=())
    """
    if not may_be_damaged(value):
        return NOTHING
    # Many texts hold no such mark: what reads them is loaded when it is needed.
    from newsparse.normalize.lossy.repair import restore_letters

    return restore_letters(value, context)
