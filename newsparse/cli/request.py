"""All that was asked for on the command line, as one record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.export import Command
from newsparse.model import Options
from newsparse.record import Record, record

AUTO: Final = "auto"
VIEW: Final = "view"


@record
class Request(Record):
    """All that was asked for on the command line."""

    command: Command
    """Parse or normalize."""
    paths: Sequence[str]
    """As given; empty means standard input."""
    format: str
    """A format's name, `auto` or `view`."""
    output: str | None
    """A file or a folder; None is standard output."""
    force: bool
    """Whether outputs that exist are replaced."""
    jobs: int | None
    """How many processes at most."""
    quiet: bool
    """Whether only failures are told."""
    include: Sequence[str]
    """Globs of files that folders give."""
    exclude: Sequence[str]
    """Globs of what folders don't give."""
    options: Options
    """What changes the outcome."""
    max_bytes: int
    """A larger document is refused."""
    strict: bool = False
    """Whether an article without headline or body has failed."""
    explain: bool = False
    """Whether the view says why each part was read as what it is."""
    check: bool = False
    """Whether only to tell which texts would change."""
    dask: str | None = None
    """Address of the scheduler whose cluster does the work."""
    text_field: str = "text"
    """Which field of a row is the text, in files of many documents."""
    id_field: str | None = None
    """Which field is its `source.path`."""
    in_place: bool = False
    """Whether the repaired texts are written to the inputs themselves."""
    to_utf8: bool = False
    """Whether that turns other encodings into UTF-8."""
    resume: bool = False
    """Whether what an earlier run has done is skipped."""
