"""Where records go while the work goes on: standard output, one file, or a folder with its manifest."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator

import typer

from newsparse.batch.documents import Batch
from newsparse.batch.done import Done, read_done
from newsparse.batch.files import open_atomically
from newsparse.batch.inputs import STANDARD_INPUT, Inputs, shown_name
from newsparse.batch.lock import InUseError
from newsparse.batch.outputs import OutputError, Target, name_in
from newsparse.batch.storage import is_address, open_whole
from newsparse.batch.stream import write_stream
from newsparse.batch.work import Outcome, Task
from newsparse.cli.output import emit, refuse, say
from newsparse.cli.request import Request
from newsparse.export import Format, load_format
from newsparse.show.safe import visible

Write = Callable[[Iterable[Outcome]], Iterator[Outcome]]


@contextlib.contextmanager
def open_output(
    request: Request, task: Task, target: Target, inputs: Inputs, batch: Batch, done: Done | None
) -> Iterator[Write]:
    """What writes outcomes as they come and hands them on."""
    with _told_faults(target), contextlib.ExitStack() as stack:
        if target.is_folder:
            yield stack.enter_context(_folder(task, target, inputs, batch, done))
        elif _grows(target, task.format, inputs):
            yield stack.enter_context(_growing(request, task, target, batch))
        else:
            write = stack.enter_context(_stream(target, task))
            yield lambda outcomes: write_stream(outcomes, task.format, write, many=inputs.many)


@contextlib.contextmanager
def open_done(request: Request, target: Target, inputs: Inputs, form: Format) -> Iterator[Done | None]:
    """What earlier runs have done in an output folder; `--resume` is refused where nothing tells it."""
    if not request.resume:
        yield None
        return
    if target.path is None:
        refuse("--resume goes on with what an earlier run has written: name it with --output.")
    if target.is_folder:
        if _has_no_manifest(target.path, inputs):
            refuse("Inputs lie in the output folder, which has no manifest then; --resume needs a folder of its own.")
        with _told_faults(target), read_done(target.path) as done:
            yield done
        return
    if not _may_grow(target, form):
        refuse(
            "--resume can go on with a folder or with one file of JSON Lines on disk (-o all.jsonl); in others nothing "
            "tells what is complete."
        )
    yield None


def _may_grow(target: Target, form: Format) -> bool:
    """One JSONL file on disk, of which each record says what it was made of."""
    path = target.path
    if path is None or is_address(path) or form != load_format("jsonl"):
        return False
    return os.path.isfile(path) or not os.path.exists(path)


def _grows(target: Target, form: Format, inputs: Inputs) -> bool:
    return inputs.many and _may_grow(target, form)


@contextlib.contextmanager
def _told_faults(target: Target) -> Iterator[None]:
    try:
        yield
    except (InUseError, OutputError) as refusal:
        refuse(visible(str(refusal)))
    except OSError as error:
        say(f"newsparse: can't write {visible(shown_name(target.path or STANDARD_INPUT))}: {error.strerror or error}")
        raise typer.Exit(1) from None


@contextlib.contextmanager
def _stream(target: Target, task: Task) -> Iterator[Callable[[str], object]]:
    """What takes the records that have no file of their own."""
    if target.path is None:
        yield emit
        return
    from newsparse.batch.shards import write_records

    opened = open_whole if is_address(target.path) else open_atomically
    with opened(target.path, task.token) as stream, write_records(stream, task.format, task.command) as take:
        yield lambda text: take(text) if text else None


@contextlib.contextmanager
def _growing(request: Request, task: Task, target: Target, batch: Batch) -> Iterator[Write]:
    from newsparse.batch.growing import grow

    assert target.path is not None
    with grow(target.path, task, resume=request.resume, force=request.force) as (growing, kept):
        batch.known = kept.known
        yield lambda outcomes: write_stream(map(kept.with_record, outcomes), task.format, growing.write, many=True)


@contextlib.contextmanager
def _folder(task: Task, target: Target, inputs: Inputs, batch: Batch, done: Done | None) -> Iterator[Write]:
    """A folder, where each document was written by who did it; unless inputs lie in it too a manifest tells."""
    folder = target.path
    assert folder is not None
    if _has_no_manifest(folder, inputs):
        yield iter
        return
    if is_address(folder):
        from newsparse.batch.stored_manifest import keep_stored_manifest as keep
    else:
        from newsparse.batch.manifest import keep_manifest as keep
    if done is not None:
        options = task.digest()
        batch.known = lambda one: done.known(name_in(folder, one.output or ""), one.name, options)
    with keep(folder, task, done) as notes:
        batch.begin = notes.begin

        def write(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
            for outcome in outcomes:
                notes.take_down(outcome)
                yield outcome

        yield write


def _has_no_manifest(folder: str, inputs: Inputs) -> bool:
    """Whether inputs lie in a folder: then it is not ours."""
    if is_address(folder):
        from newsparse.batch.stored_manifest import holds_stored_inputs

        return holds_stored_inputs(folder, inputs.documents)
    from newsparse.batch.manifest import holds_inputs

    return holds_inputs(folder, inputs.documents)
