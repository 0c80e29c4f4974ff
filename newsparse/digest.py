"""SHA-256 without loading OpenSSL, which takes 4 ms of a start: a small text needs no fast implementation."""

from __future__ import annotations

import sys

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
        try:
            try:
                from _sha2 import sha256  # type: ignore[import-not-found]  # CPython 3.12 and later
            except ImportError:
                from _sha256 import sha256  # type: ignore[import-not-found]  # CPython 3.11
            return str(sha256(data).hexdigest())
        except ImportError:  # another Python
            pass
    import hashlib

    return hashlib.sha256(data).hexdigest()
