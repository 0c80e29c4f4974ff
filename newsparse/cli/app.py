"""The commands and their options, handed on to those who do the work."""

import sys
from typing import Annotated

import typer

from newsparse.cli import values
from newsparse.cli.output import Commands, emit, say
from newsparse.version import __version__

app = typer.Typer(
    name="newsparse",
    cls=Commands,
    help="Parse and normalize news articles given as raw text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

INPUTS, OUTPUT, READING, CHOOSING = "Inputs", "Output", "Reading", "What is recognised"

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Files, folders, - or nothing for standard input.", show_default=False),
]
Include = Annotated[
    list[str] | None,
    typer.Option("--include", metavar="GLOB", rich_help_panel=INPUTS, show_default=False,
                 help="Of folders take these files instead of .txt, .text, .md and .markdown; may be repeated."),
]  # fmt: skip
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="GLOB", rich_help_panel=INPUTS, show_default=False,
                 help="Of folders leave these files and folders out; may be repeated."),
]  # fmt: skip
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="PATH", rich_help_panel=OUTPUT, show_default=False,
                 help="A file, or a folder that gets a file for each input."),
]  # fmt: skip
Force = Annotated[bool, typer.Option("--force", rich_help_panel=OUTPUT, help="Replace outputs that exist.")]
Resume = Annotated[
    bool, typer.Option("--resume", rich_help_panel=OUTPUT,
                       help="Go on with an earlier run: what is complete for the same input and options stays.")
]  # fmt: skip
Jobs = Annotated[
    int | None,
    typer.Option("-j", "--jobs", metavar="N", parser=values.read_jobs, rich_help_panel=OUTPUT, show_default=False,
                 help="How many processes at most; default: all processors that this one may use."),
]  # fmt: skip
Dask = Annotated[
    str | None,
    typer.Option("--dask", metavar="ADDRESS", rich_help_panel=OUTPUT, show_default=False,
                 help="Let a Dask cluster do it: its scheduler's address, such as tcp://10.0.0.5:8786.")
]  # fmt: skip
TextField = Annotated[
    str,
    typer.Option("--text-field", metavar="NAME", rich_help_panel=INPUTS,
                 help="In .jsonl and .parquet files, which hold a document a row: the field with its text.")
]  # fmt: skip
IdField = Annotated[
    str | None,
    typer.Option("--id-field", metavar="NAME", rich_help_panel=INPUTS, show_default=False,
                 help="The field that its source.path is taken from; default: the file's, with the row's number.")
]  # fmt: skip
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", rich_help_panel=OUTPUT, help="No progress, no closing line; failures are told.")
]
Language = Annotated[
    str | None,
    typer.Option("--lang", metavar="CODE", parser=values.read_language, rich_help_panel=READING, show_default=False,
                 help="The texts' language, such as en or pt-BR; default: detected."),
]  # fmt: skip
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", parser=values.read_encoding, rich_help_panel=READING,
                 show_default=False, help="The files' encoding, such as cp1252; default: detected."),
]  # fmt: skip
ReferenceDate = Annotated[
    str | None,
    typer.Option("--reference-date", metavar="DATE", parser=values.read_date, rich_help_panel=READING,
                 show_default=False, help="Choose a missing year closest to this day, YYYY-MM-DD."),
]  # fmt: skip
MinConfidence = Annotated[
    float,
    typer.Option("--min-confidence", metavar="0..1", parser=values.read_confidence, rich_help_panel=READING,
                 help="Repairs of lost letters below it are left alone and listed as damage."),
]  # fmt: skip
MaxBytes = Annotated[
    int,
    typer.Option("--max-bytes", metavar="SIZE", parser=values.read_size, rich_help_panel=READING,
                 show_default="16M", help="Refuse larger documents; k, M and G may stand behind."),
]  # fmt: skip
Rules = Annotated[
    str | None,
    typer.Option("--rules", metavar="FOLDER", parser=values.read_folder, rich_help_panel=READING, show_default=False,
                 help="Your own rules and vocabularies, ahead of ours; checked first."),
]  # fmt: skip


def _print_version(value: bool) -> None:
    if value:
        emit(f"newsparse {__version__}\n")
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
    form: Annotated[
        str, typer.Option("-f", "--format", metavar="NAME", rich_help_panel=OUTPUT,
                          help="auto, view, json, jsonl; a wrong name lists all. auto: the view on a terminal, "
                               "else json for one document and jsonl for many.")
    ] = "auto",
    output: Output = None,
    force: Force = False,
    resume: Resume = False,
    jobs: Jobs = None,
    dask: Dask = None,
    quiet: Quiet = False,
    include: Include = None,
    exclude: Exclude = None,
    text_field: TextField = "text",
    id_field: IdField = None,
    language: Language = None,
    encoding: Encoding = None,
    reference_date: ReferenceDate = None,
    min_confidence: MinConfidence = 0.95,
    max_bytes: MaxBytes = 16 << 20,
    strict: Annotated[
        bool, typer.Option("--strict", rich_help_panel=READING, help="No headline or no body is a failure.")
    ] = False,
    rules: Rules = None,
    explain: Annotated[
        bool, typer.Option("--explain", rich_help_panel=OUTPUT,
                           help="The view with reasons: rule, confidence and evidence of each field and part.")
    ] = False,
) -> None:  # fmt: skip
    """Say what an article holds: headline, byline, dateline, captions, body, quotes with speakers, repairs."""
    from newsparse.cli.request import Request
    from newsparse.cli.run import run_command
    from newsparse.model import Options

    options = Options(language, encoding, reference_date, min_confidence, rules)
    run_command(context, Request(
        "parse", paths or (), form, output, force, jobs, quiet, include or (), exclude or (), options, max_bytes,
        strict=strict, explain=explain, dask=dask, text_field=text_field, id_field=id_field, resume=resume,
    ))  # fmt: skip


@app.command()
def normalize(
    context: typer.Context,
    paths: Paths = None,
    form: Annotated[
        str | None, typer.Option("-f", "--format", metavar="NAME", rich_help_panel=OUTPUT, show_default=False,
                                 help="text (the default), json, jsonl, diff.")
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", rich_help_panel=OUTPUT, help="Short for --format diff.")] = False,
    check: Annotated[
        bool, typer.Option("--check", rich_help_panel=OUTPUT, help="Name the texts that would change; exit 1 if any.")
    ] = False,
    in_place: Annotated[
        bool, typer.Option("--in-place", rich_help_panel=OUTPUT,
                           help="Change the files themselves, and in them only what is repaired.")
    ] = False,
    to_utf8: Annotated[
        bool, typer.Option("--to-utf8", rich_help_panel=OUTPUT,
                           help="With --in-place: files in other encodings too; they become UTF-8.")
    ] = False,
    output: Output = None,
    force: Force = False,
    resume: Resume = False,
    jobs: Jobs = None,
    dask: Dask = None,
    quiet: Quiet = False,
    include: Include = None,
    exclude: Exclude = None,
    text_field: TextField = "text",
    id_field: IdField = None,
    language: Language = None,
    encoding: Encoding = None,
    min_confidence: MinConfidence = 0.95,
    max_bytes: MaxBytes = 16 << 20,
    rules: Rules = None,
) -> None:  # fmt: skip
    """Repair broken characters and leave the rest as it is."""
    from newsparse.cli.output import refuse
    from newsparse.cli.request import AUTO, Request
    from newsparse.cli.run import run_command
    from newsparse.model import Options

    if diff and form not in {None, "diff"}:
        refuse("--diff is short for --format diff; leave one of them out.")
    if check and output is not None:
        refuse("--check writes no texts; leave out --output.")
    if to_utf8 and not in_place:
        refuse("--to-utf8 is for --in-place; other outputs are UTF-8 anyway.")
    others = {"--output": output is not None, "--check": check, "--diff": diff, "--format": form is not None,
              "--resume": resume, "--force": force}  # fmt: skip
    if in_place and any(others.values()):
        given = " and ".join(name for name, is_given in others.items() if is_given)
        refuse(f"--in-place changes the files themselves and writes nothing else; leave out {given}.")
    options = Options(language, encoding, None, min_confidence, rules)
    run_command(context, Request(
        "normalize", paths or (), "diff" if diff else form or AUTO, output, force, jobs, quiet, include or (),
        exclude or (), options, max_bytes, check=check, dask=dask, text_field=text_field, id_field=id_field,
        resume=resume, in_place=in_place, to_utf8=to_utf8,
    ))  # fmt: skip


@app.command()
def schema() -> None:
    """Print the JSON Schema of all records: articles, normalized texts, failures."""
    from newsparse.model import write_json
    from newsparse.schema import build_schema

    emit(write_json(build_schema(), indent=2) + "\n")


@app.command("rules")
def list_rules(
    language: Annotated[
        str | None, typer.Option("--lang", metavar="CODE", parser=values.read_language, show_default=False,
                                 help="Only what is recognised in this language; default: all.")
    ] = None,
    question: Annotated[
        str | None, typer.Option("--question", metavar="NAME", show_default=False,
                                 help="Only one question, such as dateline.")
    ] = None,
    form: Annotated[
        str, typer.Option("-f", "--format", metavar="NAME", help="table or json.")
    ] = "table",
    folder: Annotated[
        str | None, typer.Option("--rules", metavar="FOLDER", parser=values.read_folder, show_default=False,
                                 help="Check and list your own rules too.")
    ] = None,
) -> None:  # fmt: skip
    """List what is recognised: the rules of each language, why they are there, what they match."""
    from newsparse.cli.rules import print_rules

    print_rules(language, question, form, folder)


def _leave_out_others(words: list[str]) -> None:
    """Typer builds the options of all commands, 5 ms of a start; where the first word names one, that will do."""
    named = [
        one for one in app.registered_commands if one.callback and words[:1] == [one.name or one.callback.__name__]
    ]
    if named or words == ["--version"]:
        app.registered_commands = named


def start() -> None:
    """Reads the command line and does what it says."""
    _leave_out_others(sys.argv[1:])
    try:
        app()
    except OSError as error:  # what is printed by Typer itself: help, version
        say(f"newsparse: {error.strerror or error}")
        raise SystemExit(1) from None
