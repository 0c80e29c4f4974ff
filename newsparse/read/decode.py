"""Bytes and strings -> text: line ends made one, bad bytes marked, and what was learned on the way."""

from __future__ import annotations

import re
from typing import Final

from newsparse.digest import sha256_hex
from newsparse.model import Newline, Notice, Source
from newsparse.read.encoding import Guess, choose_encoding, decode, guess_encoding
from newsparse.read.signatures import refuse_signatures
from newsparse.record import Record, record

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

_LONE_SURROGATES = "[\ud800-\udfff]+"
_SURROGATE_PAIR = "[\ud800-\udbff][\udc00-\udfff]"


@record
class Decoded(Record):
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


def read_bytes(data: bytes, *, encoding: str | None = None) -> Decoded:
    r"""The text in `data`, in the encoding that it is most likely written in, or in the one given.

    Recognised: byte order marks of UTF-8, UTF-16 and UTF-32; strict UTF-8 (also an empty input and ASCII); UTF-16
    and UTF-32 without a mark; UTF-8 with some bad bytes, of which only those become U+FFFD; whatever the detector
    knows (cp1252, koi8-r, Shift-JIS, GB18030, EUC-KR, cp1256, ...); cp1252. Where some lines are in another encoding
    (UTF-8 with Windows-1252, or the reverse) each is read in its own, with a warning `mixed-encodings`.

    Raises `InputError`: `not-text` for pictures, archives, programs, PDFs and bytes without order, with what to
    do; `unknown-encoding` where `encoding` is no text encoding. Bytes that are bad in the chosen encoding are no
    error but `damage`. It repairs nothing: mojibake stays what it is.

    >>> read_bytes(b"Stra\xc3\x9fe\r\n").raw
    'Straße\n'
    >>> read_bytes("Привет".encode("utf-16")).source.encoding
    'utf-16-le'
    >>> read_bytes(b"caf\xe9", encoding="latin-1").source.encoding
    'iso8859-1'
    >>> read_bytes("Stra\xdfe\n".encode() * 3 + "Br\xfccke".encode("cp1252")).warnings[0].message
    'mostly utf-8, but 1 line in cp1252; each line was read in its own encoding'
    """
    refuse_signatures(data)
    guess, value = decode_bytes(data, encoding)
    raw, newline = _unify_newlines(value)
    raw, damage = _mark_damage(raw)
    source = Source(
        encoding=guess.encoding,
        encoding_confidence=round(guess.confidence, 3),
        newline=newline,
        bom=bool(guess.mark),
        bytes=len(data),
        sha256=sha256_hex(data),
    )
    warnings = (*_mixed_notice(guess.others, guess.encoding), *_bad_bytes_notice(damage, guess.encoding))
    return Decoded(raw, source, damage, warnings)


def decode_bytes(data: bytes, encoding: str | None = None) -> tuple[Guess, str]:
    """What the bytes are, and their text with its line ends, a lone surrogate for each byte that can't be read."""
    guess = choose_encoding(data, encoding) if encoding is not None else guess_encoding(data)
    return guess, guess.value if guess.value is not None else decode(data[len(guess.mark) :], guess.encoding)


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


def _mixed_notice(others: tuple[tuple[str, int], ...], encoding: str) -> tuple[Notice, ...]:
    if not others:
        return ()
    told = ", ".join(f"{count:,} line{'s' * (count > 1)} in {name}" for name, count in others)
    return (Notice("mixed-encodings", f"mostly {encoding}, but {told}; each line was read in its own encoding"),)


def _bad_bytes_notice(damage: tuple[tuple[int, int], ...], encoding: str) -> tuple[Notice, ...]:
    if not damage:
        return ()
    count = sum(end - start for start, end in damage)
    message = f"{count} byte{'s' * (count > 1)} could not be read as {encoding} and became U+FFFD"
    return (Notice("undecodable-bytes", message),)
