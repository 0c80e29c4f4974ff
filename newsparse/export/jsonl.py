"""JSON Lines: one compact record a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsparse.export import Format
from newsparse.export.json import escape_unsafe

if TYPE_CHECKING:
    from newsparse.failure import Failure
    from newsparse.model import Article, Normalized


def write_record(record: Article | Normalized | Failure) -> str:
    """One record on one line."""
    return escape_unsafe(record.to_json()) + "\n"


FORMAT: Final = Format(".jsonl", write_record, write_record, write_record)
