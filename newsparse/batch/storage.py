"""Where files are: paths of this machine, and addresses of stores that fsspec knows (`s3://`, `gs://`, `memory://`).

fsspec is asked for addresses only: who has files on disk needs none of it.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, cast

from newsparse.batch.files import open_atomically
from newsparse.errors import InputError
from newsparse.patterns import pattern

_ADDRESS = pattern(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_ACCOUNT = pattern(r"(?<=://)[^/@]*@")

# A put of these shows the object when it is complete, never before; a temporary name would cost a copy.
WHOLE_BY_THEMSELVES: Final = frozenset("s3 s3a gs gcs az abfs abfss adl oci oss hf".split())


class StorageError(InputError):
    """An address that can't be used as it is given; the message says what to do."""


def is_address(path: str) -> bool:
    """Whether fsspec is asked for a path.

    >>> is_address("s3://news/2024/"), is_address("a/b.txt"), is_address("C:/news"), is_address("-")
    (True, False, False, False)
    """
    return "://" in path and _ADDRESS.match(path) is not None


def as_path(argument: str) -> str:
    """An argument with `file://` taken off: what is on this machine needs no fsspec.

    >>> as_path("file:///srv/news/"), as_path("s3://news/"), as_path("news/")
    ('/srv/news/', 's3://news/', 'news/')
    """
    for scheme in ("file://", "local://"):
        if argument.lower().startswith(scheme):
            return argument[len(scheme) :]
    return argument


def is_page(path: str) -> bool:
    """Whether a path is a page's address, which newsparse does not fetch; nor a store's that leads to one."""
    return is_address(path) and any(part.lower().startswith(("http://", "https://")) for part in path.split("::"))


def without_account(address: str) -> str:
    """An address as it is shown, name and password left out.

    >>> without_account("ftp://jane:secret@host/news/a.txt")
    'ftp://host/news/a.txt'
    """
    return _ACCOUNT.sub("", address, count=1)


def join(folder: str, name: str) -> str:
    """A name in a folder, be it a path or an address.

    >>> join("s3://news", "a/b.txt"), join("memory://", "a.txt")
    ('s3://news/a/b.txt', 'memory://a.txt')
    """
    if not is_address(folder):
        return os.path.join(folder, name)
    return f"{folder}{name}" if folder.endswith("/") else f"{folder}/{name}"


def check(address: str) -> None:
    """Raises `StorageError` where a store can't be opened, with what is to be installed."""
    _opened(address)


def is_folder(path: str) -> bool:
    """Whether it is a folder that is there."""
    if not is_address(path):
        return os.path.isdir(path)
    store, inside = _opened(path)
    with _told(path):
        return bool(store.isdir(inside))


def exists(path: str) -> bool:
    """Whether a file or folder of this name is there; a dangling link is."""
    if not is_address(path):
        return os.path.lexists(path)
    store, inside = _opened(path)
    with _told(path):
        return bool(store.exists(inside))


def open_to_read(path: str) -> BinaryIO:
    """A file to be read from its start; raises `OSError`."""
    if not is_address(path):
        return open(path, "rb")
    store, inside = _opened(path)
    with _told(path):
        # fsspec's own files read a line of any length only.
        return io.BufferedReader(store.open(inside, "rb"))


def read_up_to(path: str, most: int) -> bytes:
    """The first bytes of a file, all where it has no more than `most`; raises `OSError`."""
    if not is_address(path):
        with open(path, "rb") as stream:
            return stream.read(most)
    store, inside = _opened(path)
    with _told(path):
        if store.size(inside) <= most:  # also: a range of an empty object is an error
            return cast(bytes, store.cat_file(inside))
        return cast(bytes, store.cat_file(inside, start=0, end=most))


@contextlib.contextmanager
def open_whole(path: str, token: str) -> Iterator[BinaryIO]:
    """A file that is there when it is complete or not at all; folders on the way are made. Raises `OSError`."""
    if not is_address(path):
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open_atomically(path, token) as stream:
            yield stream
        return
    store, inside = _opened(path)
    aside = inside if _shows_only_whole(store) else f"{inside.rpartition('/')[0]}/.newsparse-{token}.part"
    with _told(path):
        if aside != inside:
            store.makedirs(inside.rpartition("/")[0], exist_ok=True)
        stream = store.open(aside, "wb")
    try:
        yield stream
    except BaseException:
        _abandon(store, stream, aside)
        raise
    with _told(path):
        stream.close()
        if aside != inside:
            store.mv(aside, inside)


def write_whole(path: str, data: bytes, token: str) -> None:
    """A whole file at once."""
    with open_whole(path, token) as stream:
        stream.write(data)


def remove(path: str) -> None:
    """Takes a file away, if it is there."""
    if not is_address(path):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        return
    store, inside = _opened(path)
    with _told(path), contextlib.suppress(FileNotFoundError):
        store.rm_file(inside)


def list_files(folder: str) -> Iterator[tuple[str, int]]:
    """All files below a store's folder, by their names in it, with their sizes; in the order of their bytes."""
    store, inside = _opened(folder)
    inside = inside.rstrip("/")
    with _told(folder):
        store.invalidate_cache()  # others may have written since this process looked
        found = store.find(inside, detail=True) if store.isdir(inside) else {}
    names = {name.rstrip("/")[len(inside) :].lstrip("/"): about for name, about in found.items()}
    for name in sorted(names, key=str.encode):
        if name and names[name].get("type") == "file" and not names[name]["name"].endswith("/"):
            yield name, int(names[name].get("size") or 0)


def list_names(folder: str) -> list[str]:
    """The names in a store's folder itself, sorted."""
    store, inside = _opened(folder)
    with _told(folder):
        store.invalidate_cache()
        found = store.ls(inside, detail=False) if store.isdir(inside) else []
    return sorted(name.rstrip("/").rpartition("/")[2] for name in found)


def _shows_only_whole(store: Any) -> bool:
    protocols = (store.protocol,) if isinstance(store.protocol, str) else tuple(store.protocol)
    return not WHOLE_BY_THEMSELVES.isdisjoint(protocols)


def _abandon(store: Any, stream: Any, aside: str) -> None:
    """Leaves nothing of a file that was begun.

    Without `closed`, `close` or the collector would put what was written so far under the object's final name.
    """
    if _shows_only_whole(store):
        with contextlib.suppress(Exception):
            stream.discard()
        stream.closed = True
        return
    with contextlib.suppress(Exception):
        stream.close()
        store.rm_file(aside)


def _opened(address: str) -> tuple[Any, str]:
    """The store of an address, and the path in it; stores are kept by fsspec."""
    if "::" in address:
        raise StorageError("no-store", f"{without_account(address)}: addresses inside addresses (::) are not taken")
    scheme = address.partition("://")[0]
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise StorageError(
            "no-store", f"{scheme}:// needs fsspec: pip install 'newsparse[dask]' or pip install fsspec"
        ) from None
    try:
        store, inside = url_to_fs(address)
    except ImportError as error:
        raise StorageError(
            "no-store", f"{scheme}:// needs a package that is not installed: {_one_line(error)}"
        ) from None
    except ValueError as error:
        raise StorageError("no-store", f"{without_account(address)}: {_one_line(error)}") from None
    except Exception as error:
        raise StorageError("no-store", f"{without_account(address)}: can't be opened: {_one_line(error)}") from None
    return store, str(inside)


@contextlib.contextmanager
def _told(address: str) -> Iterator[None]:
    """Stores raise errors of their own packages; all come out as `OSError`, which callers expect of files."""
    try:
        yield
    except (OSError, StorageError):
        raise
    except Exception as error:
        raise OSError(f"{without_account(address)}: {_one_line(error)}") from error


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
