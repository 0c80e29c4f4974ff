"""newsparse: news articles as raw text, parsed and normalized.

>>> import newsparse
>>> newsparse.parse("Flood in Rovigo\\n\\nThe river Adige rose.").headline
'Flood in Rovigo'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsparse.errors import InputError, NewsparseError, RuleError
from newsparse.version import __version__

if TYPE_CHECKING:
    from newsparse.model import Article, Normalized
    from newsparse.pipeline import normalize, parse, parse_file, parse_many

__all__ = [
    "Article",
    "InputError",
    "NewsparseError",
    "Normalized",
    "RuleError",
    "__version__",
    "normalize",
    "parse",
    "parse_file",
    "parse_many",
]

# The heavy part loads at first use, so that `import newsparse` stays light.
_HOMES = {
    "Article": "newsparse.model",
    "Normalized": "newsparse.model",
    "normalize": "newsparse.pipeline",
    "parse": "newsparse.pipeline",
    "parse_file": "newsparse.pipeline",
    "parse_many": "newsparse.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'newsparse' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
