"""Where the records go: to standard output, to one file, or to a folder, a file each. All refusals come first."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence

from newsparse.batch.inputs import STANDARD_INPUT, Input, shown_name
from newsparse.batch.storage import StorageError, as_path, exists, is_address, is_folder, is_page, join, list_files
from newsparse.export import Command, Format, format_of_suffix


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


def plan_outputs(inputs: Sequence[Input], target: Target, form: Format, *, force: bool) -> list[str | None]:
    """The output file of each document, None where it goes to a stream; raises `OutputError`."""
    if target.path is None:
        return [None] * len(inputs)
    if not target.is_folder:
        _refuse_losses([target.path], inputs, force=force)
        return [None] * len(inputs)
    names = [join(target.path, name) for name in _output_names(inputs, form)]
    if is_address(target.path):
        there = {join(target.path, name) for name, _ in list_files(target.path)}
        _refuse_losses([name for name in names if name in there], inputs, force=force)
        return list(names)
    _refuse_links_out(target.path, names)
    _refuse_losses(names, inputs, force=force)
    return list(names)


def _output_names(inputs: Sequence[Input], form: Format) -> list[str]:
    """Relative names; inputs that would share one get their root's last component in front."""
    suffix = "" if form.keeps_name else form.suffix
    names = [one.relative + suffix for one in inputs]
    shared = _clashes(names)
    names = [
        f"{_last_component(one.root)}/{name}" if name in shared else name
        for one, name in zip(inputs, names, strict=True)
    ]
    if still := _clashes(names):
        name = min(still)
        paths = " and ".join(shown_name(one.path) for one, other in zip(inputs, names, strict=True) if other == name)
        raise OutputError(f"{paths} would both be written to {shown_name(name)}; give them in separate calls")
    return names


def _clashes(names: Sequence[str]) -> set[str]:
    """Names that stand twice, or that are a file here and a folder there."""
    counted = Counter(names)
    folders = {folder for name in counted for folder in _folders_of(name)}
    return {name for name, times in counted.items() if times > 1 or name in folders}


def _folders_of(name: str) -> Iterator[str]:
    while name := name.rpartition("/")[0]:
        yield name


def _last_component(root: str) -> str:
    if is_address(root):
        return root.rstrip("/").rpartition("/")[2]
    return os.path.basename(os.path.realpath(root or "."))


def _refuse_links_out(folder: str, names: Sequence[str]) -> None:
    """No link inside an output folder may lead the outputs out of it."""
    inside = os.path.realpath(folder)
    for parent in {os.path.dirname(name) for name in names}:
        real = os.path.realpath(parent)
        if real != inside and not real.startswith(inside.rstrip(os.sep) + os.sep):
            raise OutputError(f"{shown_name(parent)} is a link that leads out of {shown_name(folder)}; remove it")


def _refuse_losses(names: Sequence[str], inputs: Sequence[Input], *, force: bool) -> None:
    existing = [name for name in names if _would_be_lost(name)]
    if not existing:
        return
    read = {_identity(one.path) for one in inputs if one.path != STANDARD_INPUT} - {None}
    for name in existing:
        if _identity(name) in read:
            raise OutputError(f"{shown_name(name)} is an input and would be overwritten; choose another --output")
    if not force:
        others = f" and {len(existing) - 1:,} more" if len(existing) > 1 else ""
        raise OutputError(
            f"{shown_name(existing[0])}{others}: there already; --force replaces, or choose another --output"
        )


def _would_be_lost(name: str) -> bool:
    return exists(name) if is_address(name) else os.path.isfile(name) or os.path.islink(name)


def _identity(path: str) -> tuple[int, int] | str | None:
    if is_address(path):
        return path
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
