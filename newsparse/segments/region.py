"""A stretch of blocks."""

from __future__ import annotations

from newsparse.record import Record, record


@record
class Region(Record):
    """A stretch of blocks."""

    first: int
    """Index of its first block."""
    last: int
    """Index behind its last block."""
