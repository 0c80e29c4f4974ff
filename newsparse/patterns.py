"""Patterns of `re` that are compiled at their first use: most texts need few of the many that stand in modules."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern", "flags")


class _Pattern:
    """Stands in for a pattern; the first use of any method compiles it and from then on costs nothing more."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"pattern({self._source!r})"


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled at its first use.

    An error in `source` shows at that use, not before: whoever writes a pattern tests it.

    >>> digits = pattern(r"[0-9]+")
    >>> digits.search("a 12").group(), digits.sub("0", "12 ft")
    ('12', '0 ft')
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))
