"""What is no text by its first bytes: pictures, archives, programs, PDFs."""

from __future__ import annotations

from typing import Final

from newsparse.read.disorder import STRAY_CONTROLS, not_text

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
_OFFICE_PARTS: Final = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
    (b"opendocument", "an OpenDocument file (.odt)"),
    (b"epub+zip", "an EPUB book"),
)


def refuse_signatures(data: bytes) -> None:
    """Raises `InputError` for what is known to be something else."""
    head = data[:_LONGEST_SIGNATURE]
    for place, signature, name, kind in _SIGNATURES:
        if not head.startswith(signature, place):
            continue
        if signature in _WORDLIKE and len(head.translate(None, STRAY_CONTROLS)) == len(head):
            continue
        if kind == "zip":
            raise not_text(next((what for part, what in _OFFICE_PARTS if part in data), name), kind)
        raise not_text(name, kind)
