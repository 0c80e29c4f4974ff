"""Half-lost mojibake."""

from __future__ import annotations

from newsparse.normalize.found import NOTHING, Context, Found


def repair_halves(value: str, context: Context) -> Found:
    """Not yet."""
    return NOTHING
