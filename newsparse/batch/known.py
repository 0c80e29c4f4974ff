"""What an earlier run has done of a document, as far as it matters to one that goes on with it."""

from __future__ import annotations

from newsparse.record import Record, record


@record
class Known(Record):
    """A document that was done with the same options and version; whoever reads it sees whether it is the same."""

    input_sha256: str
    """Digest of what was read."""
    output_sha256: str | None = None
    """Digest of the file that was written; None where the record stands in one file with others."""
    place: int = 0
    """Where the record stands in that file."""
