"""A file's repaired text in the file itself: only what was repaired changes, byte by byte, and all at once.

Line ends, byte order mark, final newline and bytes that nobody can read stay as they are. The new file takes the old
one's place when it is complete, with its mode, owner and attributes.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from newsparse.batch.files import begun
from newsparse.batch.inputs import shown_name
from newsparse.batch.lock import InUseError, open_locked
from newsparse.batch.storage import is_address
from newsparse.digest import sha256_hex
from newsparse.errors import InputError
from newsparse.model import Normalized
from newsparse.patterns import pattern
from newsparse.read.decode import REPLACEMENT, decode_bytes, read_bytes
from newsparse.text import revert

UTF_8: Final = "utf-8"
_LINE_END = pattern(r"\r\n|\r|\n")
_LONE = pattern("[\ud800-\udfff]")

# Another process may be at the same file, by another of its names: for some milliseconds.
TRIES: Final = 100
PAUSE: Final = 0.1


def rewrite(path: str, data: bytes, normalized: Normalized, *, encoding: str | None, to_utf8: bool) -> bool:
    """Writes the repaired text to the file that `data` was read from; whether that changed it.

    Raises `InputError` where something would be lost, and `OSError`.
    """
    if is_address(path):
        raise InputError("not-in-place", "files in a store are not changed in place; write them to a folder (-o)")
    made = spliced(data, normalized, encoding=encoding, to_utf8=to_utf8)
    if made == data:
        return False
    if read_bytes(made, encoding=UTF_8).raw != normalized.text:
        raise InputError("not-in-place", "its repaired text would be read differently; write it to a folder (-o)")
    return _replace(os.path.realpath(path), data, made)


def spliced(data: bytes, normalized: Normalized, *, encoding: str | None = None, to_utf8: bool = False) -> bytes:
    r"""The bytes of a file with the repairs in their places.

    >>> from newsparse.pipeline import normalize
    >>> data = b"\xef\xbb\xbfJane &amp; John\r\n\xff\n"
    >>> spliced(data, normalize(data))
    b'\xef\xbb\xbfJane & John\r\n\xff\n'
    """
    guess, value = decode_bytes(data, encoding)
    is_utf_8 = guess.encoding == UTF_8 and not guess.others
    if not is_utf_8:
        _refuse_losses(guess.encoding, value, to_utf8=to_utf8)
    text = "".join(_pieces(value, normalized))
    return (guess.mark if is_utf_8 else b"") + text.encode(UTF_8, "surrogateescape")


def _refuse_losses(encoding: str, value: str, *, to_utf8: bool) -> None:
    if not to_utf8:
        raise InputError("not-utf-8", f"is not all UTF-8 but {encoding}; --to-utf8 writes it as UTF-8")
    if _LONE.search(value):
        raise InputError("not-in-place", f"holds bytes that {encoding} can't read; --to-utf8 would lose them")


def _pieces(value: str, normalized: Normalized) -> Iterator[str]:
    """What stays and what was repaired, in turn; `value` has its line ends, the repairs count them as one each."""
    raw = revert(normalized.text, normalized.repairs)
    if _LONE.sub(REPLACEMENT, _LINE_END.sub("\n", value)) != raw:
        raise InputError("not-in-place", "its repairs can't be put back in their places; write it to a folder (-o)")
    places = _Places(value)
    usual = _usual_end(value)
    reached = 0
    for one in normalized.repairs:
        start, end = places.of(one.raw_start), places.of(one.raw_end)
        yield value[reached:start]
        yield _with_ends(one.after, value[start:end], usual)
        reached = end
    yield value[reached:]


class _Places:
    """From places in a text whose line ends are LF to those in the text as it was."""

    def __init__(self, value: str) -> None:
        pairs = [found.start() for found in _LINE_END.finditer(value) if found.end() - found.start() == 2]
        self.pairs = [start - number for number, start in enumerate(pairs)]

    def of(self, place: int) -> int:
        return place + bisect_left(self.pairs, place)


def _usual_end(value: str) -> str:
    ends = _LINE_END.findall(value)
    return max(("\n", "\r\n", "\r"), key=ends.count)


def _with_ends(after: str, before: str, usual: str) -> str:
    """New words with the line ends of the old ones, as far as those go, and then with the usual one."""
    if "\n" not in after:
        return after
    ends = iter(_LINE_END.findall(before))
    return "".join(next(ends, usual) if one == "\n" else one for one in after)


def _replace(path: str, data: bytes, made: bytes) -> bool:
    """Puts a new file in the place of one that still holds `data`."""
    about = os.stat(path)
    _refuse_kinds(about)
    folder, name = os.path.split(path)
    # One name for each file: what a killed run has left behind is taken over by the next.
    temporary = os.path.join(folder, f".newsparse-{sha256_hex(os.fsencode(name))[:8]}.part")
    with _locked(temporary, path) as descriptor:
        os.ftruncate(descriptor, 0)
        with begun(temporary), open(descriptor, "wb", closefd=False) as stream:
            stream.write(made)
            stream.flush()
            _take_over(path, about, descriptor)
            os.fsync(descriptor)
            now = _read(path)
            if now == data:
                os.replace(temporary, path)
                return True
            os.unlink(temporary)
    if now == made:  # under another of its names it was done already
        return False
    raise InputError("changed-meanwhile", "was changed by another program while it was read; try it again")


def _refuse_kinds(about: os.stat_result) -> None:
    if not stat.S_ISREG(about.st_mode):
        raise InputError("not-in-place", "is no regular file; only those are changed in place")
    if about.st_nlink > 1:
        told = f"has {about.st_nlink} names (hard links), which would not stay one file; write it to a folder (-o)"
        raise InputError("not-in-place", told)
    if not about.st_mode & 0o222:
        raise InputError("not-permitted", "is write-protected; chmod u+w allows to change it")


@contextlib.contextmanager
def _locked(temporary: str, path: str) -> Iterator[int]:
    for tries in range(TRIES):
        try:
            descriptor = open_locked(temporary, shown_name(path), mode=0o600)
            break
        except InUseError as error:
            if tries == TRIES - 1:
                raise InputError("in-use", str(error)) from None
            time.sleep(PAUSE)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _take_over(path: str, about: os.stat_result, descriptor: int) -> None:
    """Attributes, owner and mode of the old file."""
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(path):
                with contextlib.suppress(OSError):  # some only the system may set
                    os.setxattr(descriptor, name, os.getxattr(path, name))
    if hasattr(os, "fchown"):
        new = os.fstat(descriptor)
        if (new.st_uid, new.st_gid) != (about.st_uid, about.st_gid):
            try:
                os.fchown(descriptor, about.st_uid, about.st_gid)
            except PermissionError:
                raise InputError("not-permitted", "belongs to somebody else, and would not any more") from None
        os.fchmod(descriptor, stat.S_IMODE(about.st_mode))


def _read(path: str) -> bytes:
    with open(path, "rb") as stream:
        return stream.read()
