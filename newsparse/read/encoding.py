"""Which encoding bytes are in, in the order of certainty."""

from __future__ import annotations

import codecs
import re
from typing import Final

from newsparse.errors import InputError
from newsparse.read.disorder import SAMPLE, STRAY_CONTROLS, has_controls, is_disorder, not_text, refuse_disorder
from newsparse.read.mixed import (
    choose_single_byte,
    count_cut,
    count_sequences,
    find_utf8_lines,
    has_utf8_lines,
    keep_foreign_lines,
    read_foreign_lines,
    read_lines_in,
)
from newsparse.record import Record, record

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the mark of UTF-16 LE
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Names that Python knows but that no file is written in.
_NO_FILE_ENCODING: Final = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})


@record
class Guess(Record):
    """What the bytes are believed to be."""

    encoding: str
    """A codec's name."""
    confidence: float
    """Chance that it is right."""
    mark: bytes = b""
    """The byte order mark that stands at the start."""
    value: str | None = None
    """The decoded text, where the question has already brought it forth."""
    others: tuple[tuple[str, int], ...] = ()
    """The encodings of lines that are in another one, each with their number."""


def choose_encoding(data: bytes, encoding: str) -> Guess:
    """The encoding that the user names; a byte order mark of the same encoding is taken off."""
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:  # ValueError: a NUL in the name
        raise _unknown_encoding(encoding) from error
    if not _is_text_codec(name):
        raise _unknown_encoding(encoding)
    family = "utf-8" if name == "utf-8-sig" else name
    for mark, marked in _BYTE_ORDER_MARKS:
        if data.startswith(mark) and marked in (family, f"{family}-le", f"{family}-be"):
            return Guess(marked, 1.0, mark)
    return Guess({"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(family, family), 1.0)


def guess_encoding(data: bytes) -> Guess:
    """The encoding that the bytes speak for, in the order of certainty."""
    # 1. A byte order mark.
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            if name == "utf-8":
                return _marked_utf8(data, mark)
            refuse_disorder(decode(_whole_units(data[len(mark) : SAMPLE], name), name))
            return Guess(name, 1.0, mark)
    # 2. Zeros and other controls: UTF-16 or UTF-32 without a mark. In UTF-16, ASCII is valid UTF-8 too, so this goes
    #    before the next question.
    if has_controls(data[:SAMPLE], 0.005) and (wide := _wide_without_mark(data[:SAMPLE])):
        return Guess(wide, 0.99)
    # 3. Strict UTF-8.
    try:
        value = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_strict_utf8(data, error)
    if b"\x1b$" in data and (guess := _detected(data)) and guess.encoding.startswith("iso2022"):
        return guess
    refuse_disorder(value[:SAMPLE])
    return Guess("utf-8", 1.0, value=value)


def _not_strict_utf8(data: bytes, error: UnicodeDecodeError) -> Guess:
    if has_controls(data[:SAMPLE], 0.03):
        raise not_text("binary data", "unknown")
    # 4. Mostly valid UTF-8 stays UTF-8.
    value = data.decode("utf-8", "surrogateescape")
    bad = len(re.findall("[\udc80-\udcff]", value))
    good = len(value) - bad - len(data.translate(None, _NOT_ASCII))
    cut = count_cut(value)
    cut_off = error.reason == "unexpected end of data"
    if good and (cut_off or good + cut >= 2 * (bad - 2 * cut) or has_utf8_lines(value)):
        mixed = read_foreign_lines(value)
        return Guess("utf-8", 0.99 * good / (good + bad), value=mixed.value, others=mixed.others)
    # 5. The detector; 6. cp1252. Lines of UTF-8 would lead the detector astray.
    guess = (_with_utf8_lines(value) if good else None) or _detected_or_western(data)
    refuse_disorder((guess.value or "")[:SAMPLE])
    return guess


def _marked_utf8(data: bytes, mark: bytes) -> Guess:
    """UTF-8 with its mark; lines that another program has added are read as what they are."""
    mixed = read_foreign_lines(decode(data[len(mark) :], "utf-8"))
    refuse_disorder(mixed.value[:SAMPLE])
    return Guess("utf-8", 1.0, mark, mixed.value, mixed.others)


def _detected_or_western(data: bytes) -> Guess:
    return _detected(data) or Guess("cp1252", 0.1, value=decode(data, "cp1252"))


def _with_utf8_lines(value: str) -> Guess | None:
    """The encoding of the lines that are not UTF-8, and the text with each line in its own; None where all are alike.

    Lines that are UTF-8 by chance do not count: in the single-byte encodings of Cyrillic or Greek one sequence may be.
    """
    lines = [line[0] for line in find_utf8_lines(value)]
    if not lines:
        return None
    guess = _detected_or_western(keep_foreign_lines(value).encode("utf-8", "surrogateescape"))
    if not _is_single_byte(guess.encoding):
        return None
    encoding = choose_single_byte(value, guess.encoding)
    if encoding is None:
        return Guess("utf-8", 0.5, value=value)
    if any(count_sequences(line) < (1 if encoding in _WESTERN_CODECS else 3) for line in lines):
        return None
    whole = read_lines_in(value, encoding)
    return Guess(encoding, guess.confidence, value=whole, others=(("utf-8", len(lines)),))


_WESTERN_CODECS: Final = frozenset({"cp1252", "cp1250", "iso8859-1", "iso8859-2", "iso8859-15", "cp1254", "cp1257"})


def _is_single_byte(encoding: str) -> bool:
    """Whether each byte is a character, whatever stands around it."""
    try:
        return len(bytes(range(256)).decode(encoding, "replace")) == 256
    except UnicodeError:
        return False


_NOT_ASCII: Final = bytes(range(128, 256))

# The detector looks at the first 200,000 bytes: what reads all of these and more is safer for the rest.
_WIDER: Final = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}


def _detected(data: bytes) -> Guess | None:
    """What chardet says; None where it has no answer."""
    import chardet

    every = chardet.EncodingEra.ALL & ~chardet.EncodingEra.MAINFRAME  # no newspaper is written in EBCDIC
    found = chardet.detect(data, compat_names=False, encoding_era=every)
    if found["encoding"] is None:
        # What it takes for binary may be a western text with a stray zero. Of bytes without order 37 % are ASCII.
        sample = data[:SAMPLE]
        if len(sample.translate(None, _NOT_ASCII + STRAY_CONTROLS)) < len(sample) * 0.7:
            raise not_text("binary data", "unknown")
        return None
    name = codecs.lookup(found["encoding"]).name
    if name == "ascii":  # of the part that it looked at
        return None
    if name.startswith(("mac", "cp4", "cp7", "cp8")) and _looks_western(data[:SAMPLE]):
        name = "cp1252"
    if (wider := _WIDER.get(name)) and not _bad_bytes(data, wider):
        name = wider
    return Guess(name, found["confidence"], value=decode(data, name))


# Accented letters of western Europe in cp1252, and the marks that newspapers print; without D0 to D5, which are dashes,
# quotation marks and apostrophes in Macintosh texts and rare capitals here.
_WESTERN: Final = (
    bytes(range(0xC0, 0xD0))
    + bytes(range(0xD6, 0x100))
    + b"\x80\x85\x91\x92\x93\x94\x96\x97\xa0\xa1\xa3\xa7\xa9\xab\xb0\xb7\xbb\xbf"
)


def _looks_western(sample: bytes) -> bool:
    """Whether the few bytes outside of ASCII make good cp1252.

    On a line or two the detector takes cp1252 for a DOS or Macintosh encoding: of 343 slices of 40 characters 18 were
    wrong without this question.
    """
    high = sample.translate(None, bytes(range(128)))
    return len(high) < len(sample) * 0.15 and not high.translate(None, _WESTERN)


_USUAL: Final = " \n0123456789,.\N{IDEOGRAPHIC FULL STOP}\N{IDEOGRAPHIC COMMA}\N{FULLWIDTH COMMA}"


def _wide_without_mark(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 by its zeros: the reading that has order, and blanks, line feeds or digits in it.

    A swapped reading has none of these: a blank becomes U+2000, a line feed U+0A00, a digit U+3100 to U+3900.
    """
    best, most = None, 0
    for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        value = decode(_whole_units(sample, name), name)
        usual = sum(map(value.count, _USUAL))
        if usual > most and not is_disorder(value, allowed=0.01):
            best, most = name, usual
    return best


def _whole_units(data: bytes, encoding: str) -> bytes:
    """The part of a sample that ends with a whole code unit."""
    unit = 4 if encoding.startswith("utf-32") else 2 if encoding.startswith("utf-16") else 1
    return data[: len(data) // unit * unit]


# ---- Decoding


def decode(data: bytes, encoding: str) -> str:
    """The text with a lone surrogate for each byte (or unit) that the codec can't read."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode(encoding, "surrogateescape" if encoding == "utf-8" else _MARK)
    except UnicodeError as error:
        raise InputError("unknown-encoding", f"these bytes can't be read as {encoding}: {error}") from error


def _bad_bytes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return True
    return False


def _mark_bad(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udcff", error.end


_MARK: Final = "newsparse-mark"
codecs.register_error(_MARK, _mark_bad)


def _is_text_codec(name: str) -> bool:
    """Whether a codec makes text from bytes, unlike rot13, base64 and zlib."""
    if name.replace("_", "-") in _NO_FILE_ENCODING:
        return False
    try:
        b"a".decode(name)
    except LookupError:
        return False
    except UnicodeError:  # half a code unit
        return True
    return True


def _unknown_encoding(encoding: str) -> InputError:
    return InputError(
        "unknown-encoding",
        f"{encoding!r} is no text encoding that Python knows; use a name like utf-8, cp1252, iso-8859-2, koi8-r, "
        "shift_jis or gb18030, or leave it away to have it detected",
    )
