"""What `parse` and `normalize` do, in order: find the inputs, plan the outputs, do the work, tell how it went."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import typer

from newsparse.batch.files import open_atomically
from newsparse.batch.inputs import STANDARD_INPUT, Choice, Inputs, find_inputs, shard_kind, shown_name
from newsparse.batch.outputs import OutputError, Target, plan_outputs, read_target
from newsparse.batch.storage import StorageError, as_path, is_address, open_whole
from newsparse.batch.stream import write_stream
from newsparse.batch.work import Document, Outcome, Task
from newsparse.cli.engine import Engine, open_engine
from newsparse.cli.output import emit, in_colour, on_terminal, refuse, say
from newsparse.export import Command, Format, format_names, format_of_suffix, formats_of, load_format
from newsparse.model import Normalized, Options
from newsparse.record import Record, record
from newsparse.show.safe import visible

if TYPE_CHECKING:
    from newsparse.batch.manifest import Note

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


class Tally:
    """How it went: documents done, failed, links left out, and with `--check` the texts that would change."""

    __slots__ = ("done", "failed", "skipped", "would_change")

    def __init__(self) -> None:
        self.done = self.failed = self.skipped = self.would_change = 0


def run_command(context: typer.Context, request: Request) -> None:
    """Does what was asked for; ends with the exit status that tells how it went."""
    arguments = list(request.paths) or [_piped_input(context)]
    if arguments.count(STANDARD_INPUT) > 1:
        refuse("standard input (-) can be read once only.")
    try:
        inputs = find_inputs(arguments, Choice(request.include, request.exclude, _written_to(request.output)))
        target = read_target(request.output, request.command, many=inputs.many)
    except StorageError as fault:
        refuse(visible(str(fault)))
    form = _choose_format(request, target, inputs)
    if request.options.rules_folder is not None:
        from newsparse.cli.rules import check_folder

        check_folder(request.options.rules_folder)
    try:
        outputs = plan_outputs(inputs.documents, target, form, force=request.force)
    except OutputError as refusal:
        refuse(visible(str(refusal)))
    if inputs.many:
        gc.enable()
    documents = [
        Document(number, one.path, one.name, output, problem=one.problem, rows=one.rows)
        for number, (one, output) in enumerate(zip(inputs.documents, outputs, strict=True))
    ]
    task = Task(request.command, form, request.options, request.max_bytes, os.urandom(4).hex(), request.strict,
                request.text_field, request.id_field)  # fmt: skip
    rules = request.options.rules_folder
    with open_engine(request.dask, request.jobs, documents, target, rules, quiet=request.quiet) as engine:
        tally = _do(request, task, documents, target, inputs, engine)
    tally.skipped = inputs.links_left_out
    if inputs.many and not request.quiet:
        _tell(tally, inputs, request)
    raise typer.Exit(1 if tally.failed or tally.would_change else 0)


def _piped_input(context: typer.Context) -> str:
    """`-` where something is piped in; else help and exit status 2."""
    if sys.stdin is not None and not sys.stdin.isatty():
        return STANDARD_INPUT
    with contextlib.redirect_stdout(sys.stderr):
        print(context.get_help())
    say("newsparse: name a file or a folder, or pipe a text in.")
    raise typer.Exit(2)


def _written_to(output: str | None) -> str | None:
    return None if output is None or output == STANDARD_INPUT else as_path(output)


def _choose_format(request: Request, target: Target, inputs: Inputs) -> Format:
    """The format that was named, else the one that the output's suffix tells, else the usual one."""
    rows = any(one.rows for one in inputs.documents)
    name = request.format
    if name == AUTO and target.path is not None and not target.is_folder:
        name = format_of_suffix(target.path, request.command) or AUTO
    if request.check and request.format == AUTO:
        return Format("", normalized=_write_nothing)
    if name == AUTO:
        name = VIEW if request.explain else _usual_format(request.command, target, many=inputs.many, rows=rows)
    if rows and target.is_folder and name not in {"jsonl", "parquet"}:
        refuse("Files of many documents are written as --format jsonl or parquet, each as one file.")
    if name == "parquet" or any(shard_kind(one.path) == "parquet" for one in inputs.documents):
        _need_parquet(target, name)
    if name == VIEW and request.command == "parse":
        return _view(colour=in_colour() and target.path is None, explain=request.explain)
    if request.explain:
        raise typer.BadParameter(
            f"the view explains, {name} does not; it holds the same under provenance and segments. Leave out "
            f"--format or --explain.", param_hint="--explain",
        )  # fmt: skip
    if name not in format_names() or not load_format(name).serves(request.command):
        offered = ([AUTO, VIEW] if request.command == "parse" else []) + list(formats_of(request.command))
        raise typer.BadParameter(f"{name!r} is no format here; take {', '.join(offered)}.", param_hint="--format")
    if request.command == "normalize" and target.path is None and on_terminal():
        return _for_terminal(name, load_format(name))
    return load_format(name)


def _need_parquet(target: Target, name: str) -> None:
    from importlib.util import find_spec

    if name == "parquet" and target.path is None:
        refuse("Parquet is no text; name the file that it goes to: --output articles.parquet")
    if find_spec("pyarrow") is None:
        refuse("Parquet needs pyarrow: pip install 'newsparse[parquet]'")


def _usual_format(command: Command, target: Target, *, many: bool, rows: bool) -> str:
    if rows and (target.is_folder or not on_terminal() or command == "normalize"):
        return "jsonl"
    if command == "normalize":
        return "text"
    if target.path is None and on_terminal():
        return VIEW
    return "jsonl" if many and not target.is_folder else "json"


def _write_nothing(_: Normalized) -> str:
    return ""


def _view(*, colour: bool, explain: bool) -> Format:
    from functools import partial
    from shutil import get_terminal_size

    from newsparse.show.article import WIDEST, write_view

    width = get_terminal_size().columns
    article = partial(write_view, width=width, colour=colour, explain=explain)
    return Format(".view.txt", article=article, between="\n\n" + "─" * min(width, WIDEST) + "\n")


def _for_terminal(name: str, form: Format) -> Format:
    """What a terminal must not be commanded by is made visible; a diff gets its colours and reasons."""
    from functools import partial

    if name == "diff":
        from newsparse.show.difference import write_told_diff

        return form._replace(normalized=partial(write_told_diff, colour=in_colour()))
    from newsparse.show.plain import write_text

    return form._replace(normalized=write_text) if name == "text" else form


def _do(
    request: Request, task: Task, documents: list[Document], target: Target, inputs: Inputs, engine: Engine
) -> Tally:
    """The work itself: records go where they belong, failures are told as they come."""
    tally = Tally()
    with (
        _told_faults(target),
        _stream(target, task) as write,
        _manifest(target, task, inputs) as note,
        contextlib.closing(engine(task, documents)) as outcomes,
        _progress(request, target, inputs) as (advance, tell),
    ):
        records = write_stream(outcomes, task.format, write, many=inputs.many and not target.is_folder)
        waiting = iter(documents)
        for outcome in records:  # in a folder one each; a file of many gives a stream as many as it holds
            if target.is_folder:
                note(next(waiting), outcome)
            _count(tally, outcome, request, tell)
            advance()
    return tally


def _progress(
    request: Request, target: Target, inputs: Inputs
) -> contextlib.AbstractContextManager[tuple[Callable[[], None], Callable[[str], None]]]:
    """What is called after each document, and what tells something meanwhile; a bar where a person watches."""
    data_on_screen = target.path is None and on_terminal()
    if inputs.many and not request.quiet and not data_on_screen and sys.stderr is not None and sys.stderr.isatty():
        from newsparse.show.progress import show_progress

        streamed = not target.is_folder and any(one.rows for one in inputs.documents)
        return show_progress(None if streamed else len(inputs.documents))
    return contextlib.nullcontext((lambda: None, say))


@contextlib.contextmanager
def _told_faults(target: Target) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        say(f"newsparse: can't write {visible(shown_name(target.path or STANDARD_INPUT))}: {error.strerror or error}")
        raise typer.Exit(1) from None


@contextlib.contextmanager
def _stream(target: Target, task: Task) -> Iterator[Callable[[str], object]]:
    """What takes the records that have no file of their own."""
    if target.path is None or target.is_folder:
        yield emit
        return
    from newsparse.batch.shards import write_records

    opened = open_whole if is_address(target.path) else open_atomically
    with opened(target.path, task.token) as stream, write_records(stream, task.format, task.command) as take:
        yield lambda text: take(text) if text else None


def _manifest(target: Target, task: Task, inputs: Inputs) -> contextlib.AbstractContextManager[Note]:
    """What takes down the outcomes in an output folder, unless inputs lie in it too."""
    if target.path is None or not target.is_folder:
        return contextlib.nullcontext(lambda document, outcome: None)
    if is_address(target.path):
        from newsparse.batch.stored_manifest import holds_stored_inputs, keep_stored_manifest

        if holds_stored_inputs(target.path, inputs.documents):
            return contextlib.nullcontext(lambda document, outcome: None)
        return keep_stored_manifest(target.path, task)
    from newsparse.batch.manifest import holds_inputs, keep_manifest

    if holds_inputs(target.path, inputs.documents):
        return contextlib.nullcontext(lambda document, outcome: None)
    return keep_manifest(target.path, task)


def _count(tally: Tally, outcome: Outcome, request: Request, tell: Callable[[str], None]) -> None:
    name = visible(shown_name(outcome.path))
    if outcome.reason is not None:
        tally.failed += 1
        tell(f"newsparse: {name}: {visible(outcome.reason.message)}")
        return
    tally.done += outcome.documents - outcome.failed
    tally.failed += outcome.failed
    for place, reason in outcome.failures:
        tell(f"newsparse: {visible(shown_name(place))}: {visible(reason.message)}")
    if outcome.failed > len(outcome.failures):
        tell(f"newsparse: {name}: {outcome.failed - len(outcome.failures):,} more failed; the records tell why")
    if request.check and (outcome.repairs or outcome.damage):
        tally.would_change += outcome.repairs > 0
        tell(f"{'would change' if outcome.repairs else 'damaged'}: {name} ({_found(outcome)})")


def _found(outcome: Outcome) -> str:
    """How much would be repaired, and how much is broken and can't be."""
    told = []
    if outcome.repairs:
        told.append(f"{outcome.repairs:,} repair{'s' * (outcome.repairs > 1)}")
    if outcome.damage:
        told.append(f"{outcome.damage:,} damaged place{'s' * (outcome.damage > 1)} left")
    return ", ".join(told)


def _tell(tally: Tally, inputs: Inputs, request: Request) -> None:
    """The closing line, and what may surprise."""
    if inputs.links_left_out:
        say(f"newsparse: {inputs.links_left_out:,} links lead out of their folder: skipped unless named")
    if not inputs.documents:
        say("newsparse: found no .txt, .text, .md or .markdown files; --include '*.html' takes others")
    changes = f", would change {tally.would_change:,}" if request.check else ""
    say(f"done {tally.done:,}, skipped {tally.skipped:,}, failed {tally.failed:,}{changes}")
