"""The command line: what can be said, handed on to those who do it."""

import os
import sys
from typing import Annotated, Any, NoReturn

import typer

from newsparse.version import __version__

app = typer.Typer(
    name="newsparse",
    help="Parse and normalize news articles given as raw text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Files, folders, or - for standard input.", show_default=False),
]
FormatName = Annotated[str | None, typer.Option("-f", "--format", metavar="NAME", show_default=False)]
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="PATH", show_default=False)]
Force = Annotated[bool, typer.Option("--force")]
Jobs = Annotated[int | None, typer.Option("-j", "--jobs", metavar="N")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet")]


def _print_version(value: bool) -> None:
    if value:
        print(f"newsparse {__version__}")
        raise typer.Exit


@app.callback()
def _newsparse(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None: ...


@app.command()
def parse(
    context: typer.Context,
    paths: Paths = None,
    format: FormatName = None,
    output: Output = None,
    force: Force = False,
    jobs: Jobs = None,
    quiet: Quiet = False,
) -> None:
    """Say what an article holds: headline, byline, dateline, captions, body, quotes with speakers, repairs."""
    _run(context, "parse", paths, format, output, force)


@app.command()
def normalize(
    context: typer.Context,
    paths: Paths = None,
    format: FormatName = None,
    output: Output = None,
    force: Force = False,
    jobs: Jobs = None,
    quiet: Quiet = False,
) -> None:
    """Repair broken characters and leave the rest as it is."""
    _run(context, "normalize", paths, format, output, force)


def _run(context: Any, command: Any, paths: Any, format: Any, output: Any, force: Any) -> None:
    import secrets

    from newsparse.batch.engines import run
    from newsparse.batch.inputs import Choice, find_inputs
    from newsparse.batch.outputs import plan_outputs, read_target
    from newsparse.batch.work import Document, Task
    from newsparse.export import load_format, format_of_suffix
    from newsparse.model import Options

    inputs = find_inputs(paths or ["-"], Choice(avoid=output))
    target = read_target(output, command, many=inputs.many)
    form = load_format(format or ("json" if command == "parse" else "text"))
    outputs = plan_outputs(inputs.documents, target, form, force=force)
    task = Task(command, form, Options(), 16 << 20, secrets.token_hex(4))
    documents = [
        Document(i, one.path, one.name, out, problem=one.problem)
        for i, (one, out) in enumerate(zip(inputs.documents, outputs, strict=True))
    ]
    failed = 0
    for outcome in run(task, documents, 1):
        if outcome.reason:
            failed += 1
            print(outcome.path, outcome.reason, file=sys.stderr)
        sys.stdout.write(outcome.record)
    raise typer.Exit(1 if failed else 0)


def main() -> None:
    """Starts newsparse."""
    app()
