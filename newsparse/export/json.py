"""JSON, indented; many records are an array."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from newsparse.export import Format

if TYPE_CHECKING:
    import re

    from newsparse.failure import Failure
    from newsparse.model import Article, Normalized


def escape_unsafe(text: str) -> str:
    r"""JSON text with what is risky to print written as \uXXXX; its values stay the same.

    >>> escape_unsafe('"\x9b31m"')
    '"\\u009b31m"'
    """
    if text.isascii() and "\x7f" not in text:
        return text
    return _unsafe().sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@cache
def _unsafe() -> re.Pattern[str]:
    """What is legal in JSON as it is, but risky to print.

    A terminal takes the first as commands, bidi controls turn the line around, and readers that split lines as
    Python does would break a record of JSONL at NEL, U+2028 and U+2029.
    """
    import re

    return re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def write_record(record: Article | Normalized | Failure) -> str:
    """One record, indented by two blanks."""
    return escape_unsafe(record.to_json(indent=2)) + "\n"


FORMAT: Final = Format(".json", write_record, write_record, write_record, begin="[\n", between=",", end="]\n")
