"""A progress bar on standard error, for a person who watches."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def show_progress(total: int | None) -> Iterator[tuple[Callable[[], None], Callable[[str], None]]]:
    """A bar over `total` documents that goes away at the end: how to advance it, how to say something above it.

    None: their number is not known, they are counted only.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, markup=False, emoji=False)  # names are said as they are
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("left"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)

        def say(line: str) -> None:
            console.print(line, markup=False, emoji=False, highlight=False, soft_wrap=True)

        yield lambda: bar.advance(task), say
