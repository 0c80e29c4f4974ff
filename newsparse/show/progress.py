"""A progress bar on standard error, only where a person watches."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Progress(NamedTuple):
    """How far it is, and a way to say something meanwhile."""

    advance: Callable[[], None]
    """One more document is done."""
    say: Callable[[str], None]
    """Prints a line above the bar."""


@contextlib.contextmanager
def watch(total: int, say: Callable[[str], None], *, shown: bool) -> Iterator[Progress]:
    """A bar over `total` documents; without a terminal on standard error, or if not `shown`, nothing but `say`."""
    if not shown or sys.stderr is None or not sys.stderr.isatty():
        yield Progress(lambda: None, say)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("left"), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        yield Progress(
            lambda: bar.advance(task), lambda line: console.print(line, markup=False, highlight=False, soft_wrap=True)
        )
