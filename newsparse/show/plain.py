"""A normalized text on a terminal: control characters shown, not obeyed."""

from __future__ import annotations

from newsparse.model import Normalized
from newsparse.show.safe import visible


def write_text(normalized: Normalized) -> str:
    """The repaired text as a terminal may see it."""
    return visible(normalized.text, lines=True)
