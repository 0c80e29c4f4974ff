"""SHA-256 without loading OpenSSL, which takes 4 ms of a start: a small text needs no fast implementation."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import Any

# So much is digested slowly, 7 ns a byte against 1, before OpenSSL is loaded: about what loading it costs.
_LARGE = 500_000


class _Spent:
    """How many bytes were digested so far."""

    def __init__(self) -> None:
        self.bytes = 0

    def add(self, count: int) -> int:
        """The number with these."""
        self.bytes += count
        return self.bytes


_spent = _Spent()


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of some bytes in hex.

    >>> sha256_hex(b"")[:16]
    'e3b0c44298fc1c14'
    """
    if _spent.add(len(data)) < _LARGE and "hashlib" not in sys.modules:
        light = _light()
        if light is not None:
            return str(light(data).hexdigest())
    import hashlib

    return hashlib.sha256(data).hexdigest()


@cache
def _light() -> Any:
    """The implementation that comes with Python itself; looked for once, since a module that is not there is slow."""
    for name in ("_sha2", "_sha256"):  # CPython 3.12 and later, CPython 3.11
        try:
            return import_module(name).sha256
        except ImportError:
            continue
    return None  # another Python
