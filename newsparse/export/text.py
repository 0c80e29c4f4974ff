"""The normalized text itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsparse.export import Format

if TYPE_CHECKING:
    from newsparse.model import Normalized


def write_text(normalized: Normalized) -> str:
    """The repaired text, nothing added."""
    return normalized.text


FORMAT: Final = Format(".txt", normalized=write_text, keeps_name=True)
