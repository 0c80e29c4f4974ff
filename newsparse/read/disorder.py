"""What is no text by its looks: controls, unassigned and private characters, where a newspaper has none."""

from __future__ import annotations

import unicodedata
from typing import Final

from newsparse.errors import InputError

# What is looked at to tell text from anything else: enough for any statistics, and as fast for 16 MiB as for 64 KiB.
SAMPLE: Final = 65_536

# Bytes below a blank that texts do hold: backspace (overstrike), tab, line feed, vertical tab, form feed, carriage
# return, escape (terminal colours, ISO-2022).
STRAY_CONTROLS: Final = bytes(one for one in range(32) if one not in b"\b\t\n\v\f\r\x1b") + b"\x7f"
_ASCII: Final = bytes(range(128))
_NO_TEXT: Final = frozenset({"Cc", "Cn", "Co", "Cs"})

_ADVICE: Final = {
    "picture": "read its words with an OCR program first (tesseract)",
    "media": "transcribe it first",
    "pdf": "convert it to text first (pdftotext)",
    "zip": "take its text out first (unzip, pandoc)",
    "office": "save it as plain text first (pandoc, or soffice --convert-to txt)",
    "archive": "unpack it first",
    "program": "give the article's text instead",
    "database": "export the article's text first",
    "unknown": "give a text file, or name its encoding (--encoding) if it is one",
}


def has_controls(sample: bytes, allowed: float) -> bool:
    """Whether more than a part of the bytes, and more than one, are controls that no text holds.

    Bytes without order hold 11 % of them, texts in any 8-bit or CJK encoding none, UTF-16 0.5 % and more.
    """
    controls = len(sample) - len(sample.translate(None, STRAY_CONTROLS))
    return controls > 1 and controls > len(sample) * allowed


def refuse_disorder(sample: str) -> None:
    """Raises `InputError` for a decoded sample that is no text."""
    if is_disorder(sample):
        raise not_text("binary data", "unknown")


def is_disorder(sample: str, allowed: float = 0.1) -> bool:
    """Whether a text holds too much that no text has: controls, unassigned and private characters, bad bytes.

    A tenth is much more than broken pages hold, and half of what 16-bit numbers by chance do; a few are always
    allowed. UTF-16 that nothing but its order speaks for may hold next to none.
    """
    if not sample.isascii():
        sample = sample[:: len(sample) // 4_000 + 1]
    raw = sample.encode("utf-8", "surrogatepass")
    wrong = len(raw) - len(raw.translate(None, STRAY_CONTROLS))
    if not sample.isascii():  # of each character the category is asked once, of those outside of ASCII alone
        rest = raw.translate(None, _ASCII).decode("utf-8", "surrogatepass")
        wrong += sum(rest.count(one) for one in set(rest) if unicodedata.category(one) in _NO_TEXT)
    return wrong > allowed * 30 and wrong > allowed * len(sample)


def not_text(name: str, kind: str) -> InputError:
    """The error for a thing that is no text, with what to do about its kind."""
    return InputError("not-text", f"this is {name}, not text; {_ADVICE[kind]}")
