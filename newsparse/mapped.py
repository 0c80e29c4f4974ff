"""Files of an index, mapped into memory; a file that is not there is empty, for everything works without it."""

from __future__ import annotations

from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marisa_trie import BytesTrie, Trie


def map_bytes(path: Path) -> mmap | bytes:
    """A file's bytes."""
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def map_trie(path: Path) -> Trie | None:
    """A trie of keys; None where there is no file."""
    if not path.is_file():
        return None
    from marisa_trie import Trie

    return Trie().mmap(str(path))


def map_bytes_trie(path: Path) -> BytesTrie | None:
    """A trie of keys with values; None where there is no file."""
    if not path.is_file():
        return None
    from marisa_trie import BytesTrie

    return BytesTrie().mmap(str(path))
