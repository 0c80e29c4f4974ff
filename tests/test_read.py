"""Bytes and strings come in as text, with what was learned on the way; what is no text is refused."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import random
import re
import tomllib
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.errors import InputError
from newsparse.read import Decoded, read_bytes, read_str

CASES = Path(__file__).parent / "cases"


def load(name: str) -> dict[str, Any]:
    with (CASES / name).open("rb") as file:
        return tomllib.load(file)


BYTES = load("read/bytes.toml")
REFUSED = load("read/refused.toml")
MIXED = load("read/mixed.toml")
ENCODINGS = load("read/encodings.toml")
STRAIGHT = ENCODINGS.pop("straight")
OWN = ENCODINGS.pop("own")
SENTENCES = load("language/sentences.toml")
MADE_STRAIGHT = str.maketrans({"«": '"', "»": '"', "„": '"', "“": '"', "”": '"', "’": "'", "—": "-", "–": "-"})
WRITTEN = (
    [(f"{language}-{one}", SENTENCES[language], one) for language, names in ENCODINGS.items() for one in names]
    + [
        (f"{language}-{one}-straight", SENTENCES[language].translate(MADE_STRAIGHT), one)
        for language, names in STRAIGHT.items()
        for one in names
    ]
    + [(f"own-{encoding}", text, encoding) for encoding, text in OWN.items()]
)


def check(decoded: Decoded) -> None:
    """What holds of every text that was read."""
    decoded.raw.encode("utf-8")
    assert "\r" not in decoded.raw
    for start, end in decoded.damage:
        assert start < end and set(decoded.raw[start:end]) == {"\N{REPLACEMENT CHARACTER}"}
    assert [start for start, _ in decoded.damage] == sorted(start for start, _ in decoded.damage)
    codes = {one.code for one in decoded.warnings}
    assert bool(decoded.damage) == bool(codes - {"mixed-encodings"})


def test_there_are_cases() -> None:
    assert MIXED and BYTES and REFUSED and OWN and len({encoding for _, _, encoding in WRITTEN}) >= 24


@pytest.mark.parametrize("case", BYTES.values(), ids=BYTES.keys())
def test_bytes_come_out_as_the_case_says(case: dict[str, Any]) -> None:
    data = bytes.fromhex(case["hex"])
    decoded = read_bytes(data, encoding=case.get("given"))
    check(decoded)
    source = decoded.source
    assert decoded.raw == case["raw"]
    assert (source.encoding, source.newline, source.bom) == (case["encoding"], case["newline"], case["bom"])
    assert decoded.damage == tuple(map(tuple, case.get("damage", ())))
    assert (source.bytes, source.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert source.encoding_confidence is not None and 0 <= source.encoding_confidence <= 1


@pytest.mark.parametrize(("text", "encoding"), [one[1:] for one in WRITTEN], ids=[one[0] for one in WRITTEN])
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    decoded = read_bytes(text.encode(encoding))
    check(decoded)
    assert decoded.raw == text
    assert not decoded.damage
    assert read_bytes(text.encode(encoding), encoding=encoding).raw == text


def to_bytes(encoding: str, line: str) -> bytes:
    """A line of a case; `bytes` is UTF-8 with <C3> for a byte."""
    if encoding != "bytes":
        return line.encode(encoding)
    return re.sub(rb"<([0-9A-F]{2})>", lambda found: bytes.fromhex(found[1].decode()), line.encode())


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
@pytest.mark.parametrize("case", MIXED.values(), ids=MIXED.keys())
def test_each_line_is_read_in_its_own_encoding(case: dict[str, Any], mark: bytes, newline: str) -> None:
    if mark and case["encoding"] != "utf-8":
        return
    lines = [to_bytes(*line) for line in case["lines"]]
    decoded = read_bytes(mark + newline.encode().join(lines))
    check(decoded)
    assert decoded.raw.split("\n") == case.get("raw", [line for _, line in case["lines"]])
    assert decoded.source.encoding == case["encoding"]
    told = [one.message for one in decoded.warnings if one.code == "mixed-encodings"]
    expected = f"mostly {case['encoding']}, but {case.get('others')}; each line was read in its own encoding"
    assert told == ([expected] if "others" in case else [])


LETTERS = {"cp1252": "äöüßÄÖÜéèàçñáíóúâêô", "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "cp1254": "çğıöşüâîÇĞÖŞÜ"}


@given(st.data(), st.sampled_from(sorted(LETTERS)))
def test_mixed_lines_come_back_to_their_bytes(data: st.DataObject, codec: str) -> None:
    """A line that lost nothing can be written back in UTF-8 or in one of the encodings that are told.

    Letters side by side may be a whole sequence of UTF-8 by chance, and nothing tells that they are none.
    """
    word = st.text(st.sampled_from("abdeimnorst" + LETTERS[codec].lower()), min_size=2, max_size=9)
    lines = data.draw(st.lists(st.lists(word, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=6))
    encoded = [line.encode(data.draw(st.sampled_from(["utf-8", codec]))) for line in lines]
    try:
        decoded = read_bytes(b"\n".join(encoded))
    except InputError:
        return  # words of such letters alone
    check(decoded)
    told = [*re.findall(r"in ([\w-]+)", " ".join(one.message for one in decoded.warnings)), decoded.source.encoding]
    for before, after in zip(encoded, decoded.raw.split("\n"), strict=True):
        taken_for_utf_8 = before.decode("utf-8", "ignore")
        by_chance = not taken_for_utf_8.isascii() and taken_for_utf_8.encode() != before
        if "\N{REPLACEMENT CHARACTER}" not in after and not by_chance:
            assert any(before == after.encode(str(name), "replace") for name in ["utf-8", *told] if is_codec(name))


def is_codec(name: str | None) -> bool:
    try:
        return name is not None and bool(codecs.lookup(name))
    except LookupError:
        return False


@pytest.mark.parametrize(("start", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_text_is_refused(start: str, words: str) -> None:
    for given_encoding in (None, "latin-1"):
        data = bytes.fromhex(start) + random.Random(1).randbytes(600)
        if words == "binary data" and given_encoding:
            continue  # the user's word counts where nothing but a feeling speaks against it
        with pytest.raises(InputError, match="not text; ") as caught:
            read_bytes(data, encoding=given_encoding)
        assert caught.value.code == "not-text"
        assert words in str(caught.value)


def test_a_tar_archive_is_refused() -> None:
    with pytest.raises(InputError, match="a tar archive"):
        read_bytes(b"article.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(248) + b"Flood in Rovigo")


@pytest.mark.parametrize("size", [64, 100, 1_000, 65_536])
def test_random_bytes_are_refused(size: int) -> None:
    for seed in range(10):
        with pytest.raises(InputError, match="binary data"):
            read_bytes(random.Random(seed).randbytes(size))


def test_compressed_text_without_a_signature_is_refused() -> None:
    packed = zlib.compress("\n".join(SENTENCES.values()).encode())
    with pytest.raises(InputError):
        read_bytes(packed)
    with pytest.raises(InputError, match="a gzip file"):
        read_bytes(gzip.compress(b"Flood"))


@pytest.mark.parametrize(
    "name", ["no-such", "rot13", "base64", "zlib", "hex", "idna", "punycode", "undefined", "", "\0"]
)
def test_an_encoding_that_is_none_is_refused(name: str) -> None:
    for data in (b"", b"Flood", b"\xff"):
        with pytest.raises(InputError, match="use a name like utf-8") as caught:
            read_bytes(data, encoding=name)
        assert caught.value.code == "unknown-encoding"


def test_the_confidence_tells_sure_from_guessed() -> None:
    sure = read_bytes("über".encode()).source.encoding_confidence
    nearly = read_bytes("über größer".encode() + b"\xff").source.encoding_confidence
    guessed = read_bytes(SENTENCES["de"].encode("cp1252")).source.encoding_confidence
    assert sure == 1.0
    assert nearly is not None and guessed is not None and 1.0 > nearly > guessed


def test_a_string_may_hold_anything() -> None:
    decoded = read_str("one\r\ntwo\rthree \ud83d\ude00 \udce9\ud83d")
    check(decoded)
    assert decoded.raw == "one\ntwo\nthree 😀 \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"
    assert decoded.damage == ((16, 18),)
    assert [one.code for one in decoded.warnings] == ["lone-surrogate"]
    assert decoded.source.encoding is None and decoded.source.newline is None and decoded.source.sha256 is None


def test_a_string_without_surrogates_is_left_alone() -> None:
    text = "\N{ZERO WIDTH NO-BREAK SPACE}é\N{REPLACEMENT CHARACTER}\0\x85\N{LINE SEPARATOR}"
    assert read_str(text) == Decoded(text, read_str("").source)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        check(read_bytes(data))
    except InputError as error:
        assert error.code == "not-text"


@given(
    st.binary(max_size=60),
    st.sampled_from(["utf-8", "utf-16", "utf-32-be", "cp1252", "shift_jis", "utf-7", "big5", "iso2022_jp", "hz"]),
)
def test_any_bytes_in_a_given_encoding(data: bytes, encoding: str) -> None:
    try:
        check(read_bytes(data, encoding=encoding))
    except InputError as error:
        assert error.code == "not-text"


@given(st.text())
def test_utf_8_comes_back(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        decoded = read_bytes(b"\xef\xbb\xbf" + text.encode())
    except InputError:
        return  # nothing but controls and unassigned characters
    assert decoded.raw == plain


@given(st.text(st.characters(codec="utf-8") | st.characters(categories=["Cs"])))
def test_any_string_is_read(text: str) -> None:
    check(read_str(text))


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1252", "shift_jis", "gb18030"])
def test_sixteen_mebibytes_are_read(encoding: str) -> None:
    language = {"shift_jis": "ja", "gb18030": "zh"}.get(encoding, "de")
    data = (SENTENCES[language] + "\r\n").encode(encoding)
    data *= 16 * 1024 * 1024 // len(data)
    for damaged in (data, data[:-1] + b"\xff"):
        check(read_bytes(damaged))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        b"\xff",
        b"\xc3\xbc b\xfc\n",
        b"\xc3\xbc \xfc",
        b"\xc3",
        b"\xe2\x80",
        b"a\xff",
        b"\0",
        b"\x1b$",
        b"\r",
        b"\x80",
        b"\xd8\x00",
    ],
)
def test_hostile_megabytes_are_read_or_refused(unit: bytes) -> None:
    try:
        check(read_bytes(b"Flood in Rovigo. " + unit * (4 * 1024 * 1024 // len(unit))))
    except InputError as error:
        assert error.code == "not-text"
