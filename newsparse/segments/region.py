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

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and self.first <= index < self.last
