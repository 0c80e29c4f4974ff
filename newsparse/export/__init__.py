"""How records are written: one file of this folder a format, found by listing the folder.

The file's name is the format's name. It holds a `FORMAT`, and nothing else has to know of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from newsparse.record import Record, record

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from newsparse.failure import Failure
    from newsparse.model import Article, Normalized

Command = Literal["parse", "normalize"]


@record
class Format(Record):
    """How one kind of output is written; the writers are functions of a module, so that they can be pickled."""

    suffix: str
    """Of its files, with the dot."""
    article: Callable[[Article], str] | None = None
    """A whole article, or None where the format is not for articles."""
    normalized: Callable[[Normalized], str] | None = None
    """A normalized text, or None where the format is not for those."""
    failure: Callable[[Failure], str] | None = None
    """What stands in a stream for a document that failed; None: nothing."""
    begin: str = ""
    """Before all records of a stream of many."""
    between: str = ""
    """Between two of them."""
    end: str = ""
    """Behind all of them."""
    keeps_name: bool = False
    """Whether a file in an output folder has the input's bare name, without the format's suffix."""
    pack: Callable[[BinaryIO, Command], AbstractContextManager[Callable[[str], object]]] | None = None
    """Where files of the format are no text: what takes the written records and makes such a file of them."""

    def serves(self, command: Command) -> bool:
        """Whether this format can write what a command makes."""
        return (self.article if command == "parse" else self.normalized) is not None


def format_names() -> tuple[str, ...]:
    """All formats that this folder has.

    >>> format_names()[:2]
    ('diff', 'json')
    """
    names = os.listdir(Path(__file__).parent)  # noqa: PTH208  (`glob` takes 1 ms of a start)
    return tuple(sorted(name[:-3] for name in names if name.endswith(".py") and not name.startswith("_")))


@cache
def load_format(name: str) -> Format:
    """The format of a name out of `format_names()`."""
    found = import_module(f"newsparse.export.{name}").FORMAT
    assert isinstance(found, Format)
    return found


def formats_of(command: Command) -> dict[str, Format]:
    """The formats that can write what a command makes."""
    return {name: load_format(name) for name in format_names() if load_format(name).serves(command)}


def format_of_suffix(path: str, command: Command) -> str | None:
    """The name of the format that a file's suffix tells.

    >>> format_of_suffix("out/all.JSONL", "parse"), format_of_suffix("notes", "parse")
    ('jsonl', None)
    """
    lowered = path.lower()
    return next((name for name, one in formats_of(command).items() if lowered.endswith(one.suffix)), None)
