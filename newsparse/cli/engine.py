"""Who does the work: processes of this machine, or with `--dask` a cluster."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import typer

from newsparse.batch.documents import Batch
from newsparse.batch.engines import cpus, run
from newsparse.batch.inputs import MANIFEST
from newsparse.batch.outputs import Target
from newsparse.batch.work import Outcome, Task
from newsparse.cli.output import refuse, say
from newsparse.show.safe import visible

if TYPE_CHECKING:
    from newsparse.batch.cluster import Cluster

Tell = Callable[[str], object]
Engine = Callable[[Task, Batch, Tell], Generator[Outcome, None, None]]


@contextlib.contextmanager
def open_engine(
    address: str | None,
    jobs: int | None,
    documents: Batch,
    target: Target,
    rules: str | None,
    *,
    quiet: bool,
) -> Iterator[Engine]:
    """What does documents; what stands against it is told before any work, with exit status 2."""
    if address is None:
        count = jobs or cpus()
        yield lambda task, batch, tell: run(task, batch, count, tell)
        return
    if jobs is not None:
        refuse("--jobs is for the processors of this machine; with --dask the cluster's workers count.")
    if rules is not None and not os.path.isabs(rules):
        refuse(f"With --dask name the folder of --rules by its whole path: {visible(os.path.abspath(rules))}")
    from newsparse.batch.cluster import ClusterError, connect

    with contextlib.ExitStack() as stack:
        try:
            cluster = stack.enter_context(connect(address, _say_nothing if quiet else say))
            cluster.check_shared([*_first_on_disk(documents), *([rules] if rules else [])])
        except ClusterError as error:
            refuse(visible(str(error)))
        yield partial(_run, cluster, target)


def _run(cluster: Cluster, target: Target, task: Task, documents: Batch, _: Tell) -> Generator[Outcome, None, None]:
    """What goes wrong with the cluster is told, with exit status 1: some of it may have been done."""
    from newsparse.batch.cluster import ClusterError

    try:
        cluster.check_shared(_written_on_disk(target))
        yield from cluster.run(task, documents)
    except ClusterError as error:
        say(f"newsparse: {visible(str(error))}")
        raise typer.Exit(1) from None


def _first_on_disk(documents: Batch) -> list[str]:
    """One file that every worker must see; the others lie beside it, or their workers tell."""
    on_disk = (one.path for one in documents if one.data is None and one.problem is None and os.path.isfile(one.path))
    return list(islice(on_disk, 1))


def _written_on_disk(target: Target) -> list[str]:
    if target.path is None or not target.is_folder:
        return []
    manifest = os.path.join(target.path, MANIFEST)
    return [manifest if os.path.isfile(manifest) else target.path]


def _say_nothing(_: str) -> None: ...
