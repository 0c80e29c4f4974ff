"""What is to be read: the files that the arguments name, and those that their folders hold."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, Literal

from newsparse.batch.storage import as_path, exists, is_address, is_folder, is_page, join, list_files, without_account
from newsparse.record import Record, record

if TYPE_CHECKING:
    from newsparse.failure import Reason

STANDARD_INPUT: Final = "-"
TEXT_SUFFIXES: Final = (".txt", ".text", ".md", ".markdown")
# Files of many documents, a row each; of folders they are taken with `--include`.
JSONL_SUFFIXES: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
PARQUET_SUFFIX: Final = ".parquet"
# Stands in an output folder that newsparse made; what it holds is no input unless it is named.
MANIFEST: Final = ".newsparse-manifest.jsonl"


@record
class Input(Record):
    """One document to be read, or what hinders it."""

    path: str
    """Where it is opened; `-` is standard input."""
    name: str
    """Its `source.path`: relative to the folder given, else as given."""
    relative: str
    """Its place in an output folder, without the format's suffix."""
    root: str
    """The folder that it was found in, or the parent of a file that was named."""
    problem: Reason | None = None
    """Known before it is opened: it is not there, or an address."""
    rows: bool = False
    """Whether it is a file of many documents."""


class Documents:
    """What is to be read, in order, kept small: a hundred thousand names are a few long strings of bytes."""

    __slots__ = ("_count", "_parts", "has_rows")

    def __init__(self) -> None:
        self._parts: list[Input | _Names] = []
        self._count = 0
        # Whether files of many documents are among them.
        self.has_rows = False

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Input]:
        for part in self._parts:
            if isinstance(part, Input):
                yield part
            else:
                yield from part

    def add(self, one: Input) -> None:
        """A document that is kept as it is."""
        self._parts.append(one)
        self._count += 1
        self.has_rows = self.has_rows or one.rows

    def add_name(self, root: str | None, name: str) -> None:
        """A file below a folder; without a folder one that was named."""
        last = self._parts[-1] if self._parts else None
        if not isinstance(last, _Names) or last.root != root:
            last = _Names(root)
            self._parts.append(last)
        last.names += os.fsencode(name) + b"\0"
        self._count += 1
        self.has_rows = self.has_rows or shard_kind(name) is not None


class _Names:
    """Names of one folder's files, each made an input when its turn comes."""

    __slots__ = ("names", "root")

    def __init__(self, root: str | None) -> None:
        self.root = root
        self.names = bytearray()

    def __iter__(self) -> Iterator[Input]:
        start = 0
        while (end := self.names.find(b"\0", start)) >= 0:
            name = os.fsdecode(bytes(self.names[start:end]))
            yield _named(name) if self.root is None else _found(self.root, name)
            start = end + 1


class Inputs:
    """All documents of one call, in order."""

    __slots__ = ("documents", "folders", "links_left_out", "many")

    def __init__(self, *, many: bool) -> None:
        self.documents = Documents()
        # As they were named.
        self.folders: list[str] = []
        self.links_left_out = 0
        # Decided by the arguments, not by what was found in them.
        self.many = many


class Choice:
    """Which files of a folder are taken."""

    __slots__ = ("avoid", "exclude", "include")

    def __init__(self, include: Sequence[str] = (), exclude: Sequence[str] = (), avoid: str | None = None) -> None:
        # Globs that stand in place of the usual suffixes.
        self.include = include
        # Globs of files and folders that are left out.
        self.exclude = exclude
        # A folder or file that this call writes to: never walked.
        self.avoid = avoid

    def takes(self, relative: str) -> bool:
        """Whether a file is taken.

        >>> Choice().takes("a/x.MD"), Choice(include=["*.html"]).takes("a/x.html")
        (True, True)
        >>> Choice(exclude=["a/*"]).takes("a/x.md"), Choice().takes("a/.x.md")
        (False, False)
        """
        name = relative.rpartition("/")[2]
        if self.leaves_out(relative):
            return False
        if self.include:
            return any(_fits(relative, glob) for glob in self.include)
        return not name.startswith(".") and name.lower().endswith(TEXT_SUFFIXES)

    def leaves_out(self, relative: str) -> bool:
        """Whether a file or folder is excluded."""
        return any(_fits(relative, glob.rstrip("/")) for glob in self.exclude)


def find_inputs(arguments: Sequence[str], choice: Choice) -> Inputs:
    """The documents that the arguments name: files and `-` always, of folders what the choice takes.

    Raises `StorageError` for an address whose store can't be opened.
    """
    paths = [as_path(argument) for argument in arguments]
    found = Inputs(many=len(paths) != 1 or shard_kind(paths[0]) is not None)
    for path in paths:
        if is_address(path) and not is_page(path):
            for one in _in_store(path, choice, found):
                found.documents.add(one)
        elif path != STANDARD_INPUT and os.path.isdir(path):
            found.many = True
            found.folders.append(path)
            _walk(path, choice, found)
        elif "\0" in path:  # only a caller in Python can give such a name; nothing has it
            found.documents.add(_named(path))
        else:
            found.documents.add_name(None, path)
    return found


def shown_name(path: str) -> str:
    r"""A path as text: undecodable bytes as `\xNN`, a backslash as two.

    >>> print(shown_name("caf\udce9/a\\b"))
    caf\xe9/a\\b
    """
    shown = (without_account(path) if "://" in path else path).replace("\\", "\\\\")
    if shown.isascii():
        return shown
    return "".join(f"\\x{ord(one) - 0xDC00:02x}" if "\udc80" <= one <= "\udcff" else one for one in shown)


def shard_kind(path: str) -> Literal["jsonl", "parquet"] | None:
    """Which file of many documents a name tells, if any.

    >>> shard_kind("a/part-1.JSONL.gz"), shard_kind("part-1.parquet"), shard_kind("a.txt")
    ('jsonl', 'parquet', None)
    """
    lowered = path.lower()
    if lowered.endswith(JSONL_SUFFIXES):
        return "jsonl"
    return "parquet" if lowered.endswith(PARQUET_SUFFIX) else None


def _fits(relative: str, glob: str) -> bool:
    """A glob with a slash speaks of the whole path, one without of the name; hidden names ask for a dot."""
    name = relative.rpartition("/")[2]
    if name.startswith(".") and not glob.rpartition("/")[2].startswith("."):
        return False
    return fnmatchcase(relative if "/" in glob else name, glob)


def _named(path: str) -> Input:
    if path == STANDARD_INPUT:
        return Input(path, path, "stdin", "")
    root, name = os.path.split(path)
    problem = None if os.path.lexists(path) else _not_there(path)
    return Input(path, _posix(path), name, root, problem, shard_kind(path) is not None)


def _not_there(path: str) -> Reason:
    from newsparse.failure import Reason

    if is_page(path):
        return Reason("not-fetched", "newsparse does not fetch pages; save the text and name the file")
    return Reason("not-found", "there is no such file or folder")


def _posix(path: str) -> str:
    return shown_name(path if os.sep == "/" else path.replace(os.sep, "/"))


def _found(root: str, relative: str) -> Input:
    rows = shard_kind(relative) is not None
    return Input(os.path.join(root, relative), _posix(relative), relative, root, rows=rows)


def _walk(root: str, choice: Choice, found: Inputs) -> None:
    """The files below a folder in the order of their paths' bytes, each folder read when its turn comes."""
    inside = os.path.realpath(root)
    avoid = os.path.realpath(choice.avoid) if choice.avoid else None
    waiting: list[str] = [""]
    while waiting:
        relative = waiting.pop()
        if relative and not relative.endswith("/"):
            found.documents.add_name(root, relative)
            continue
        try:
            names = _entries(root, relative, choice, avoid, inside, found)
            names.reverse()
            waiting += names
        except OSError as error:
            from newsparse.failure import Reason

            problem = Reason("not-readable", f"this folder can't be read: {error.strerror}")
            name = _posix(relative) or _posix(root)
            found.documents.add(Input(os.path.join(root, relative), name, relative, root, problem))


def _entries(root: str, relative: str, choice: Choice, avoid: str | None, inside: str, found: Inputs) -> list[str]:
    """Paths of a folder's files and of its folders, these with a slash behind; in the order of their bytes.

    The slash takes part in the order, so that reading depth first gives all paths in the order of their bytes.
    """
    folder = os.path.join(root, relative)
    if relative and os.path.lexists(os.path.join(folder, MANIFEST)):
        return []
    names: list[str] = []
    avoided = os.path.basename(avoid) if avoid and os.path.realpath(folder) == os.path.dirname(avoid) else None
    with os.scandir(folder) as entries:
        for entry in entries:
            path = relative + entry.name
            if entry.name == avoided or (avoid and entry.is_symlink() and os.path.realpath(entry.path) == avoid):
                continue
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith(".") and not choice.leaves_out(path):
                    names.append(path + "/")
            elif choice.takes(path) and _is_file(entry):
                if entry.is_symlink() and not _is_below(os.path.realpath(entry.path), inside):
                    found.links_left_out += 1
                else:
                    names.append(path)
    # Code points stand in the order of their bytes, but for those that stand for undecodable bytes.
    names.sort(key=None if all(map(str.isascii, names)) else os.fsencode)
    return names


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether there is a file to read; a link that leads to itself is none, as one that leads nowhere."""
    try:
        return entry.is_file()
    except OSError as error:
        return error.errno != errno.ELOOP  # what can't be looked at is named when it is read


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def _in_store(address: str, choice: Choice, found: Inputs) -> Iterator[Input]:
    """The file of an address, or the files below it."""
    shown = shown_name(address)
    root, _, name = address.rpartition("/")
    try:
        if is_folder(address):
            found.many = True
            found.folders.append(address)
            yield from _walk_store(address, choice)
            return
        problem = None if exists(address) else _not_there(address)
    except OSError as error:
        from newsparse.failure import reason_of

        problem = reason_of(error)
    yield Input(address, shown, name or "store", root, problem, shard_kind(address) is not None)


def _walk_store(root: str, choice: Choice) -> Iterator[Input]:
    """As in a folder on disk: no hidden names, no folders that newsparse made, nothing that this call writes to."""
    names = [name for name, _ in list_files(root)]
    made = tuple(name.removesuffix(MANIFEST) for name in names if name.endswith("/" + MANIFEST))
    for name in names:
        path = join(root, name)
        is_written = choice.avoid is not None and (path + "/").startswith(choice.avoid.rstrip("/") + "/")
        folders = name.split("/")[:-1]
        above = ["/".join(folders[: count + 1]) for count in range(len(folders))]
        if is_written or name.startswith(made) or any(one.startswith(".") for one in folders):
            continue
        if choice.takes(name) and not any(choice.leaves_out(one) for one in above):
            yield Input(path, shown_name(name), _inside(name), root, rows=shard_kind(name) is not None)


def _inside(name: str) -> str:
    """A store's name as a path that leads nowhere else.

    >>> _inside("a/../../b.txt"), _inside("a//b.txt")
    ('a/_/_/b.txt', 'a/_/b.txt')
    """
    return "/".join("_" if one in {"", ".", ".."} else one for one in name.split("/"))
