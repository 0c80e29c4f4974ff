"""Half-lost mojibake: UTF-8 read as Latin-1 or Windows-1252 by something that then dropped what it could not show.

    Itâ??s     StraÃ?e     â€œHello,â€? he said     â€œHello,â€ he said     5 â?¬

The first byte tells how many there were and in which block the character stands; its neighbours tell which one
it was. The whole sequences of such a line are decoded here too: with half of their kin gone ftfy would not
believe in them.
"""

from __future__ import annotations

from newsparse.normalize.found import NOTHING, Context, Found
from newsparse.normalize.half_shapes import find_half


def repair_halves(value: str, context: Context) -> Found:
    """Restores what half-lost mojibake stood for, where its neighbours leave no doubt; the rest is damage.

    Deliberately left alone: `Ã?` behind a capital (`AMANHÃ?` is a question), letters that the language
    has several of at that place, a dash between blanks in English (– or —), addresses and code.

    >>> found = repair_halves("Itâ??s the StraÃ?e, she said.", Context("en"))
    >>> [(edit.start, edit.end, edit.after) for edit in found.edits]
    [(2, 5, '’'), (11, 18, 'Straße')]
    """
    if value.isascii() or not find_half(value):
        return NOTHING
    # Few texts hold any: what reads them is loaded when it is needed.
    from newsparse.normalize.half_lines import restore_halves

    return restore_halves(value, context)
