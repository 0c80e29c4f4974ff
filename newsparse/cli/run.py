"""What `parse` and `normalize` do, in order: find the inputs, plan the outputs, do the work, tell how it went."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable

import typer

from newsparse.batch.documents import Batch
from newsparse.batch.done import Done
from newsparse.batch.inputs import STANDARD_INPUT, Choice, Inputs, find_inputs, shown_name
from newsparse.batch.outputs import OutputError, Target, plan_outputs, read_target, refuse_equal
from newsparse.batch.storage import StorageError, as_path, is_address
from newsparse.batch.work import Outcome, Task
from newsparse.cli.engine import open_engine
from newsparse.cli.formats import choose_format
from newsparse.cli.output import on_terminal, refuse, say
from newsparse.cli.request import Request
from newsparse.cli.writing import open_done, open_output
from newsparse.show.safe import visible


class Tally:
    """How it went: documents done, failed, skipped, and the texts that would change or were changed in place."""

    __slots__ = ("changed", "done", "failed", "skipped", "would_change")

    def __init__(self) -> None:
        self.changed = self.done = self.failed = self.skipped = self.would_change = 0


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
    if request.in_place and (inputs.documents.has_rows or STANDARD_INPUT in arguments):
        refuse("--in-place changes files of one text each; name them, or a folder.")
    if request.in_place and any(map(is_address, map(as_path, arguments))):
        refuse("--in-place changes files on disk; write what a store holds to another folder of it.")
    form = choose_format(request, target, inputs)
    if request.options.rules_folder is not None:
        from newsparse.cli.rules import check_folder

        check_folder(request.options.rules_folder)
    with open_done(request, target, inputs, form) as done:
        try:
            refuse_equal(inputs.folders, target)
            plan = plan_outputs(
                inputs.documents, target, form, force=request.force, is_ours=_is_ours(request, target, done)
            )
        except OutputError as refusal:
            refuse(visible(str(refusal)))
        if inputs.many:
            gc.enable()
        task = Task(request.command, form, request.options, request.max_bytes, os.urandom(4).hex(), request.strict,
                    request.text_field, request.id_field, request.in_place, request.to_utf8)  # fmt: skip
        tally = _do(request, task, Batch(inputs.documents, plan), target, inputs, done)
    tally.skipped += inputs.links_left_out
    if inputs.many and not request.quiet:
        _tell(tally, inputs, request)
    raise typer.Exit(1 if tally.failed or tally.would_change else 0)


def _is_ours(request: Request, target: Target, done: Done | None) -> Callable[[str], bool]:
    """Whether an earlier run has made an output; one file tells it itself, when it is read."""
    if done is not None:
        return done.is_ours
    return lambda _: request.resume and not target.is_folder


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


def _do(request: Request, task: Task, batch: Batch, target: Target, inputs: Inputs, done: Done | None) -> Tally:
    """The work itself: records go where they belong, failures are told as they come."""
    tally = Tally()
    rules = request.options.rules_folder
    with (
        open_engine(request.dask, request.jobs, batch, target, rules, quiet=request.quiet) as engine,
        open_output(request, task, target, inputs, batch, done) as write,
        _progress(request, target, inputs) as (advance, tell),
        contextlib.closing(engine(task, batch, tell)) as outcomes,
    ):
        for outcome in write(outcomes):  # a file of many gives a stream as many as it holds
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

        streamed = not target.is_folder and inputs.documents.has_rows
        return show_progress(None if streamed else len(inputs.documents))
    return contextlib.nullcontext((lambda: None, say))


def _count(tally: Tally, outcome: Outcome, request: Request, tell: Callable[[str], None]) -> None:
    name = visible(shown_name(outcome.path))
    if outcome.reason is not None:
        tally.failed += 1
        tell(f"newsparse: {name}: {visible(outcome.reason.message)}")
        return
    if outcome.skipped is not None:
        tally.skipped += 1
        return
    tally.changed += outcome.changed
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
        links = "1 link leads" if inputs.links_left_out == 1 else f"{inputs.links_left_out:,} links lead"
        say(f"newsparse: {links} out of the folder: skipped unless named")
    if not inputs.documents:
        say("newsparse: found no .txt, .text, .md or .markdown files; --include '*.html' takes others")
    changes = f", would change {tally.would_change:,}" if request.check else ""
    changes += f", changed {tally.changed:,}" if request.in_place else ""
    say(f"done {tally.done:,}, skipped {tally.skipped:,}, failed {tally.failed:,}{changes}")
