"""What normalizing changes, as a unified diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsparse.export import Format

if TYPE_CHECKING:
    from newsparse.model import Normalized


def write_diff(normalized: Normalized) -> str:
    r"""A unified diff from the raw text to the normalized one; empty where nothing changes.

    >>> from newsparse.model import Normalized, Repair
    >>> made = Normalized("José", (Repair(3, 4, 3, 4, "?", "é", "lossy", "x", (), 1.0, ()),))
    >>> print(write_diff(made).replace("\n", "|"))
    --- text|+++ text|@@ -1 +1 @@|-Jos?|\ No newline at end of file|+José|\ No newline at end of file|
    """
    if not normalized.repairs:
        return ""
    from difflib import unified_diff

    from newsparse.text import revert

    # Only LF ends a line: `splitlines` would also break at the very controls that a repair removes.
    before, after = (_lines(one) for one in (revert(normalized.text, normalized.repairs), normalized.text))
    name = normalized.source.path or "text"
    lines = unified_diff(before, after, name, name)
    return "".join(one if one.endswith("\n") else f"{one}\n\\ No newline at end of file\n" for one in lines)


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]] + ([last] if (last := text.rpartition("\n")[2]) else [])


FORMAT: Final = Format(".diff", normalized=write_diff)
