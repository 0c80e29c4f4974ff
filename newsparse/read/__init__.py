"""Bytes -> text: the byte order mark, the encoding, the line ends, and a plain "no" to what is no text.

The order of questions is the order of certainty: a signature of something else, a byte order mark, UTF-16 and UTF-32
by their zeros, strict UTF-8, UTF-8 with some bad bytes, a detector, cp1252.
"""

from newsparse.read.decode import Decoded, read_bytes, read_str

__all__ = ["Decoded", "read_bytes", "read_str"]
