"""Which format records are written in: the one that was named, the one of the output's suffix, or the usual one."""

from __future__ import annotations

import typer

from newsparse.batch.inputs import Inputs, shard_kind
from newsparse.batch.outputs import Target
from newsparse.cli.output import in_colour, on_terminal, refuse
from newsparse.cli.request import AUTO, VIEW, Request
from newsparse.export import Command, Format, format_names, format_of_suffix, formats_of, load_format
from newsparse.model import Normalized


def choose_format(request: Request, target: Target, inputs: Inputs) -> Format:
    """The format that was named, else the one that the output's suffix tells, else the usual one."""
    rows = inputs.documents.has_rows
    name = request.format
    if name == AUTO and target.path is not None and not target.is_folder:
        name = format_of_suffix(target.path, request.command) or AUTO
    if (request.check and request.format == AUTO) or request.in_place:
        return Format("", normalized=_write_nothing)
    if name == AUTO:
        name = VIEW if request.explain else _usual_format(request.command, target, many=inputs.many, rows=rows)
    if rows and target.is_folder and name not in {"jsonl", "parquet"}:
        refuse("Files of many documents are written as --format jsonl or parquet, each as one file.")
    if name == "parquet" or (rows and _has_parquet(inputs)):
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


def _has_parquet(inputs: Inputs) -> bool:
    return any(shard_kind(one.path) == "parquet" for one in inputs.documents)


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
