"""Where the records go: to standard output, to one file, or to a folder, a file each. All refusals come first."""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from operator import eq

from newsparse.batch.inputs import STANDARD_INPUT, Input, shown_name
from newsparse.batch.places import holds
from newsparse.batch.storage import StorageError, as_path, exists, is_address, is_folder, is_page, join, list_files
from newsparse.export import Command, Format, format_of_suffix

# Whether an output that exists was made by an earlier run.
IsOurs = Callable[[str], bool]


def _never(_: str) -> bool:
    return False


class OutputError(Exception):
    """An output would destroy something; the message says what and what to do."""


class Target:
    """What `--output` means."""

    __slots__ = ("is_folder", "path")

    def __init__(self, path: str | None, is_folder: bool) -> None:
        # None: standard output.
        self.path = path
        # Whether each document gets a file of its own in it.
        self.is_folder = is_folder


def read_target(output: str | None, command: Command, *, many: bool) -> Target:
    """A folder if it is one, ends in a slash, or many go to a name without a format's suffix; else a file.

    >>> read_target("made", "parse", many=True).is_folder, read_target("made.json", "parse", many=True).is_folder
    (True, False)
    """
    if output is None or output == STANDARD_INPUT:
        return Target(None, False)
    output = as_path(output)
    if is_page(output):
        raise StorageError("no-store", f"{output}: newsparse writes to no page; name a file, a folder or a store")
    if output.endswith(("/", os.sep)) or is_folder(output):
        return Target(output, True)
    return Target(output, many and not exists(output) and format_of_suffix(output, command) is None)


class Plan:
    """Which file each document is written to; it is asked when the document's turn comes."""

    __slots__ = ("_folder", "_shared", "_suffix")

    def __init__(self, folder: str | None, suffix: str = "", shared: frozenset[str] = frozenset()) -> None:
        # None: all go to one stream.
        self._folder = folder
        self._suffix = suffix
        # Names that several inputs would have: these get their root's last component in front.
        self._shared = shared

    def name(self, one: Input) -> str:
        """Relative to the folder."""
        name = one.relative + self._suffix
        return f"{_last_component(one.root)}/{name}" if name in self._shared else name

    def output(self, one: Input) -> str | None:
        """The file of a document, None where it goes to a stream."""
        return None if self._folder is None else join(self._folder, self.name(one))


def plan_outputs(
    inputs: Iterable[Input], target: Target, form: Format, *, force: bool, is_ours: IsOurs = _never
) -> Plan:
    """The output file of each document; raises `OutputError` where something would be lost. Inputs are walked often.

    `is_ours` tells of an output that exists whether an earlier run has made it: then it may be replaced.
    """
    if target.path is None:
        return Plan(None)
    if not target.is_folder:
        _refuse_losses(lambda: [target.path or ""], inputs, _would_be_lost, lambda name: force or is_ours(name))
        return Plan(None)
    folder = target.path
    plan = _plan_names(inputs, folder, "" if form.keeps_name else form.suffix)
    is_there: Callable[[str], bool] = _would_be_lost
    if is_address(folder):
        is_there = {join(folder, name) for name, _ in list_files(folder)}.__contains__
    else:
        _refuse_links_out(folder, {os.path.dirname(plan.output(one) or "") for one in inputs})

    def names() -> Iterator[str]:
        return (plan.output(one) or "" for one in inputs)

    _refuse_losses(names, inputs, is_there, lambda name: force or is_ours(name_in(folder, name)))
    return plan


def refuse_equal(folders: Iterable[str], target: Target) -> None:
    """Refuses an output folder that is an input folder: outputs and inputs would be one heap."""
    for folder in folders:
        if target.path is not None and target.is_folder and _is_same(folder, target.path):
            raise OutputError(f"{shown_name(target.path)} is an input; choose another --output")


def _is_same(one: str, other: str) -> bool:
    if is_address(one) or is_address(other):
        return one.rstrip("/") == other.rstrip("/")
    return os.path.realpath(one) == os.path.realpath(other)


def name_in(folder: str, output: str) -> str:
    """An output's name in its folder, as it is shown.

    >>> name_in("made/", "made/a/x.txt.json"), name_in("s3://made", "s3://made/x.json")
    ('a/x.txt.json', 'x.json')
    """
    return shown_name(output[len(folder) :].lstrip("/" + os.sep).replace(os.sep, "/"))


def _plan_names(inputs: Iterable[Input], folder: str, suffix: str) -> Plan:
    """Inputs that would share a name get their root's last component in front."""
    plan = Plan(folder, suffix)
    if not _may_clash(plan.name(one) for one in inputs):
        return plan
    plan = Plan(folder, suffix, frozenset(_clashes([plan.name(one) for one in inputs])))
    if still := _clashes([plan.name(one) for one in inputs]):
        name = min(still)
        paths = " and ".join(shown_name(one.path) for one in inputs if plan.name(one) == name)
        raise OutputError(f"{paths} would both be written to {shown_name(name)}; give them in separate calls")
    return plan


def _may_clash(names: Iterable[str]) -> bool:
    """Whether names might clash, told by their hashes: a hundred thousand of them take 1 MB, the names 10."""
    found, folders = array("q"), set()
    for name in names:
        found.append(hash(name))
        folders.add(name.rpartition("/")[0])
    hashes = array("q", sorted(found))
    above = {parent for folder in folders for parent in (folder, *_folders_of(folder))}
    return any(map(eq, hashes, islice(hashes, 1, None))) or any(holds(hashes, folder) for folder in above)


def _clashes(names: Sequence[str]) -> set[str]:
    """Names that stand twice, or that are a file here and a folder there."""
    counted = Counter(names)
    folders = {folder for name in counted for folder in _folders_of(name)}
    return {name for name, times in counted.items() if times > 1 or name in folders}


def _folders_of(name: str) -> Iterator[str]:
    while name := name.rpartition("/")[0]:
        yield name


@cache
def _last_component(root: str) -> str:
    if is_address(root):
        return root.rstrip("/").rpartition("/")[2]
    return os.path.basename(os.path.realpath(root or "."))


def _refuse_links_out(folder: str, parents: Collection[str]) -> None:
    """No link inside an output folder may lead the outputs out of it."""
    inside = os.path.realpath(folder)
    for parent in parents:
        real = os.path.realpath(parent)
        if real != inside and not real.startswith(inside.rstrip(os.sep) + os.sep):
            raise OutputError(f"{shown_name(parent)} is a link that leads out of {shown_name(folder)}; remove it")


def _refuse_losses(
    names: Callable[[], Iterable[str]],
    inputs: Iterable[Input],
    is_there: Callable[[str], bool],
    may_replace: Callable[[str], bool],
) -> None:
    """Refuses outputs that are inputs too, and those that exist and that nobody allowed to be replaced."""
    if not any(map(is_there, names())):
        return
    read = array("q", sorted(hash(_identity(one.path)) for one in inputs if one.path != STANDARD_INPUT))
    there, first = 0, ""
    for name in filter(is_there, names()):
        if holds(read, _identity(name)) and _is_input(name, inputs):
            raise OutputError(f"{shown_name(name)} is an input and would be overwritten; choose another --output")
        if not may_replace(name):
            there, first = there + 1, first or name
    if there:
        others = f" and {there - 1:,} more" if there > 1 else ""
        raise OutputError(
            f"{shown_name(first)}{others}: there already; --force replaces, --resume goes on with an earlier run, "
            "or choose another --output"
        )


def _is_input(name: str, inputs: Iterable[Input]) -> bool:
    identity = _identity(name)
    return identity is not None and any(_identity(one.path) == identity for one in inputs)


def _would_be_lost(name: str) -> bool:
    return exists(name) if is_address(name) else os.path.isfile(name) or os.path.islink(name)


def _identity(path: str) -> tuple[int, int] | str | None:
    if is_address(path):
        return path
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
