"""Bytes -> text: the byte order mark, the encoding, the line ends, and a plain "no" to what is no text.

The order of questions is the order of certainty: a signature of something else, a byte order mark, strict
UTF-8, UTF-16 and UTF-32 by their zeros, UTF-8 with some bad bytes, a detector, cp1252.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from newsparse.errors import InputError
from newsparse.model import Newline, Notice, Source

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

# What is looked at to tell text from anything else: enough for any statistics, and as fast for 16 MiB as for 64 KiB.
_SAMPLE: Final = 65_536

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the mark of UTF-16 LE
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# (where, what stands there, what it is, what to do). Each holds a byte that no text has, or is checked again below.
_SIGNATURES: Final = (
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture", "picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture", "picture"),
    (0, b"GIF87a", "a GIF picture", "picture"),
    (0, b"GIF89a", "a GIF picture", "picture"),
    (0, b"II*\0", "a TIFF picture", "picture"),
    (0, b"MM\0*", "a TIFF picture", "picture"),
    (8, b"WEBPVP8", "a WebP picture", "picture"),
    (4, b"ftyp", "a video or HEIC picture", "media"),
    (8, b"WAVEfmt", "a WAV sound", "media"),
    (8, b"AVI LIST", "an AVI video", "media"),
    (0, b"\x1a\x45\xdf\xa3", "a Matroska or WebM video", "media"),
    (0, b"OggS\0", "an Ogg sound", "media"),
    (0, b"fLaC\0", "a FLAC sound", "media"),
    (0, b"ID3\x02", "an MP3 sound", "media"),
    (0, b"ID3\x03", "an MP3 sound", "media"),
    (0, b"ID3\x04", "an MP3 sound", "media"),
    (0, b"%PDF-", "a PDF", "pdf"),
    (0, b"PK\x03\x04", "a zip archive", "zip"),
    (0, b"PK\x05\x06", "an empty zip archive", "archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls, .msg)", "office"),
    (0, b"\x1f\x8b\x08", "a gzip file", "archive"),
    (0, b"BZh91AY&SY", "a bzip2 file", "archive"),
    (0, b"\xfd7zXZ\0", "an xz file", "archive"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd file", "archive"),
    (0, b"\x04\x22\x4d\x18", "an lz4 file", "archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", "archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive", "archive"),
    (257, b"ustar", "a tar archive", "archive"),
    (0, b"\x7fELF", "an ELF program", "program"),
    (0, b"\xfe\xed\xfa\xce", "a Mach-O program", "program"),
    (0, b"\xfe\xed\xfa\xcf", "a Mach-O program", "program"),
    (0, b"\xce\xfa\xed\xfe", "a Mach-O program", "program"),
    (0, b"\xcf\xfa\xed\xfe", "a Mach-O program", "program"),
    (0, b"\xca\xfe\xba\xbe", "a Mach-O program or a Java class", "program"),
    (0, b"MZ\x90\0", "a Windows program", "program"),
    (0, b"\0asm", "a WebAssembly program", "program"),
    (0, b"SQLite format 3\0", "an SQLite database", "database"),
    (0, b"PAR1\x15", "a Parquet file", "database"),
)
_LONGEST_SIGNATURE: Final = 512
# These begin like a text might: they count only with a zero or control byte close behind.
_WORDLIKE: Final = frozenset({b"GIF87a", b"GIF89a", b"ftyp", b"WEBPVP8", b"WAVEfmt", b"AVI LIST", b"ustar"})
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
_OFFICE_PARTS: Final = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
    (b"opendocument", "an OpenDocument file (.odt)"),
    (b"epub+zip", "an EPUB book"),
)

# Bytes below a blank that texts do hold: backspace (overstrike), tab, line feed, vertical tab, form feed, carriage
# return, escape (terminal colours, ISO-2022).
_STRAY_CONTROLS: Final = bytes(one for one in range(32) if one not in b"\b\t\n\v\f\r\x1b") + b"\x7f"

# Names that Python knows but that no file is written in.
_NO_FILE_ENCODING: Final = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})

_LONE_SURROGATES = "[\ud800-\udfff]+"
_SURROGATE_PAIR = "[\ud800-\udbff][\udc00-\udfff]"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as it was read, and what was learned on the way."""

    raw: str
    """The words, with CRLF and CR made LF, without a byte order mark, never with a lone surrogate."""
    source: Source
    """Encoding, line ends, size and digest; all `None` for a `str`."""
    damage: tuple[tuple[int, int], ...] = ()
    """Where in `raw` runs of U+FFFD stand for bytes that could not be decoded; one U+FFFD a byte in UTF-8 and in
    the single-byte encodings, one a code unit in UTF-16 and UTF-32, as the codec counts them elsewhere."""
    warnings: tuple[Notice, ...] = ()
    """What the user should know."""


@dataclass(frozen=True, slots=True)
class _Guess:
    """What the bytes are believed to be."""

    encoding: str
    """A codec's name."""
    confidence: float
    """Chance that it is right."""
    mark: bytes = b""
    """The byte order mark that stands at the start."""
    value: str | None = None
    """The decoded text, where the question has already brought it forth."""


def read_bytes(data: bytes, *, encoding: str | None = None) -> Decoded:
    r"""The text in `data`, in the encoding that it is most likely written in, or in the one given.

    Recognised: byte order marks of UTF-8, UTF-16 and UTF-32; strict UTF-8 (also an empty input and ASCII); UTF-16
    and UTF-32 without a mark; UTF-8 with some bad bytes, of which only those become U+FFFD; whatever the detector
    knows (cp1252, koi8-r, Shift-JIS, GB18030, EUC-KR, cp1256, ...); cp1252.

    Raises `InputError`: `not-text` for pictures, archives, programs, PDFs and bytes without order, with what to
    do; `unknown-encoding` where `encoding` is no text encoding. Bytes that are bad in the chosen encoding are no
    error but `damage`. It repairs nothing: mojibake stays what it is.

    >>> read_bytes(b"Stra\xc3\x9fe\r\n").raw
    'Straße\n'
    >>> read_bytes("Привет".encode("utf-16")).source.encoding
    'utf-16-le'
    >>> read_bytes(b"caf\xe9", encoding="latin-1").source.encoding
    'iso8859-1'
    """
    _refuse_signatures(data)
    guess = _chosen(data, encoding) if encoding is not None else _guessed(data)
    value = guess.value if guess.value is not None else _decode(data[len(guess.mark) :], guess.encoding)
    raw, newline = _unify_newlines(value)
    raw, damage = _mark_damage(raw)
    source = Source(
        encoding=guess.encoding,
        encoding_confidence=round(guess.confidence, 3),
        newline=newline,
        bom=bool(guess.mark),
        bytes=len(data),
        sha256=_digest(data),
    )
    return Decoded(raw, source, damage, _bad_bytes_notice(damage, guess.encoding))


def read_str(value: str) -> Decoded:
    r"""The text in a `str`: line ends made LF, pairs of surrogates joined, each lone one made U+FFFD with a warning.

    >>> read_str("one\r\ntwo \udce9")
    Decoded(raw='one\ntwo �', source=Source(...), damage=((8, 9),), warnings=(Notice(code='lone-surrogate', ...),))
    """
    joined = value if value.isascii() or _is_valid(value) else re.sub(_SURROGATE_PAIR, _join_pair, value)
    raw, damage = _mark_damage(_unify_newlines(joined)[0])
    warnings: tuple[Notice, ...] = ()
    if damage:
        count = sum(end - start for start, end in damage)
        message = f"{count} lone surrogate{'s' * (count > 1)} became U+FFFD; decode bytes without surrogateescape"
        warnings = (Notice("lone-surrogate", message),)
    return Decoded(raw, Source(), damage, warnings)


# ---- Which encoding


def _chosen(data: bytes, encoding: str) -> _Guess:
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
            return _Guess(marked, 1.0, mark)
    return _Guess({"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(family, family), 1.0)


def _guessed(data: bytes) -> _Guess:
    """The encoding that the bytes speak for, in the order of certainty."""
    # 1. A byte order mark.
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            _refuse_garbage(_decode(_whole_units(data[len(mark) : _SAMPLE], name), name))
            return _Guess(name, 1.0, mark)
    # 2. Zeros and other controls: UTF-16 or UTF-32 without a mark. In UTF-16, ASCII is valid UTF-8 too, so this goes
    #    before the next question.
    if _has_controls(data[:_SAMPLE]) and (wide := _wide_without_mark(data[:_SAMPLE])):
        return _Guess(wide, 0.99)
    # 3. Strict UTF-8.
    try:
        value = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_strict_utf8(data, error)
    if b"\x1b$" in data and (guess := _detected(data)) and guess.encoding.startswith("iso2022"):
        return guess
    _refuse_garbage(value[:_SAMPLE])
    return _Guess("utf-8", 1.0, value=value)


def _not_strict_utf8(data: bytes, error: UnicodeDecodeError) -> _Guess:
    if _has_controls(data[:_SAMPLE]):
        raise _not_text("binary data", "unknown")
    # 4. Mostly valid UTF-8 stays UTF-8.
    value = data.decode("utf-8", "surrogateescape")
    bad = len(re.findall("[\udc80-\udcff]", value))
    good = len(value) - bad - len(data.translate(None, _NOT_ASCII))
    cut_off = error.reason == "unexpected end of data"
    if good and (cut_off or good >= 2 * bad):
        return _Guess("utf-8", 0.99 * good / (good + bad), value=value)
    # 5. The detector; 6. cp1252.
    return _detected(data) or _Guess("cp1252", 0.1)


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


def _detected(data: bytes) -> _Guess | None:
    """What chardet says, where the whole text can be read so."""
    import chardet

    every = chardet.EncodingEra.ALL & ~chardet.EncodingEra.MAINFRAME  # no newspaper is written in EBCDIC
    found = chardet.detect(data, compat_names=False, encoding_era=every)
    if found["encoding"] is None:
        raise _not_text("binary data", "unknown")
    name = codecs.lookup(found["encoding"]).name
    if name.startswith(("mac", "cp4", "cp7", "cp8")) and _looks_western(data[:_SAMPLE]):
        name = "cp1252"
    if (wider := _WIDER.get(name)) and not _bad_bytes(data, wider):
        name = wider
    value = _decode(data, name)
    _refuse_garbage(value[:_SAMPLE])
    return _Guess(name, found["confidence"], value=value)


_USUAL: Final = " \n0123456789,.\N{IDEOGRAPHIC FULL STOP}\N{IDEOGRAPHIC COMMA}\N{FULLWIDTH COMMA}"


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


def _wide_without_mark(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 by its zeros: the reading that has order, and blanks, line feeds or digits in it.

    A swapped reading has none of these: a blank becomes U+2000, a line feed U+0A00, a digit U+3100 to U+3900.
    """
    best, most = None, 0
    for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        value = _decode(_whole_units(sample, name), name)
        usual = sum(map(value.count, _USUAL))
        if usual > most and not _disorder(value, allowed=0.01):
            best, most = name, usual
    return best


def _whole_units(data: bytes, encoding: str) -> bytes:
    """The part of a sample that ends with a whole code unit."""
    unit = 4 if encoding.startswith("utf-32") else 2 if encoding.startswith("utf-16") else 1
    return data[: len(data) // unit * unit]


# ---- Not text at all


def _refuse_signatures(data: bytes) -> None:
    head = data[:_LONGEST_SIGNATURE]
    for place, signature, name, kind in _SIGNATURES:
        if not head.startswith(signature, place):
            continue
        if signature in _WORDLIKE and len(head.translate(None, _STRAY_CONTROLS)) == len(head):
            continue
        if kind == "zip":
            raise _not_text(next((what for part, what in _OFFICE_PARTS if part in data), name), kind)
        raise _not_text(name, kind)


def _has_controls(sample: bytes) -> bool:
    """Bytes without order hold 11 % of controls, texts in any 8-bit or CJK encoding none, UTF-16 0.5 % and more."""
    controls = len(sample) - len(sample.translate(None, _STRAY_CONTROLS))
    return controls > 1 and controls > len(sample) * 0.005


def _refuse_garbage(sample: str) -> None:
    if _disorder(sample):
        raise _not_text("binary data", "unknown")


def _disorder(sample: str, allowed: float = 0.1) -> bool:
    """Whether a text holds too much that no text has: controls, unassigned and private characters, bad bytes.

    A tenth is much more than broken pages hold, and half of what 16-bit numbers by chance do; a few are always
    allowed. UTF-16 that nothing but its order speaks for may hold next to none.
    """
    if sample.isascii():
        raw = sample.encode()
        wrong = len(raw) - len(raw.translate(None, _STRAY_CONTROLS))
    else:
        step = len(sample) // 4_000 + 1
        sample = sample[::step]
        wrong = sum(unicodedata.category(one) in _NO_TEXT and one not in _USUAL_CONTROLS for one in sample)
    return wrong > allowed * 30 and wrong > allowed * len(sample)


_NO_TEXT: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
_USUAL_CONTROLS: Final = frozenset("\b\t\n\v\f\r\x1b")


def _not_text(name: str, kind: str) -> InputError:
    return InputError("not-text", f"this is {name}, not text; {_ADVICE[kind]}")


# ---- Decoding


def _decode(data: bytes, encoding: str) -> str:
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


# ---- Line ends and marks


def _unify_newlines(value: str) -> tuple[str, Newline]:
    """CRLF and CR as LF, and which of them it was; `lf` also where there is no line end."""
    if "\r" not in value:
        return value, "lf"
    pairs = value.count("\r\n")
    singles = value.count("\r") - pairs
    feeds = value.count("\n") - pairs
    counts: tuple[tuple[Newline, int], ...] = (("crlf", pairs), ("cr", singles), ("lf", feeds))
    kinds = [kind for kind, count in counts if count]
    return value.replace("\r\n", "\n").replace("\r", "\n"), kinds[0] if len(kinds) == 1 else "mixed"


def _mark_damage(value: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with U+FFFD for each lone surrogate, and where they stand."""
    if value.isascii() or _is_valid(value):
        return value, ()
    damage = tuple(found.span() for found in re.finditer(_LONE_SURROGATES, value))
    return re.sub(_LONE_SURROGATES, lambda found: REPLACEMENT * len(found[0]), value), damage


def _is_valid(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _join_pair(found: re.Match[str]) -> str:
    return found[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _bad_bytes_notice(damage: tuple[tuple[int, int], ...], encoding: str) -> tuple[Notice, ...]:
    if not damage:
        return ()
    count = sum(end - start for start, end in damage)
    message = f"{count} byte{'s' * (count > 1)} could not be read as {encoding} and became U+FFFD"
    return (Notice("undecodable-bytes", message),)


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
