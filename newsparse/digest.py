"""SHA-256 without loading OpenSSL, which takes 4 ms of a start: a small text needs no fast implementation."""

from __future__ import annotations

# From this size on OpenSSL's speed makes up for loading it.
_LARGE = 1_000_000


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of some bytes in hex.

    >>> sha256_hex(b"")[:16]
    'e3b0c44298fc1c14'
    """
    if len(data) < _LARGE:
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
