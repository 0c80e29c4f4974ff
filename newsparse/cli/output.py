"""Standard output is data and standard error is talk; this is where both are written."""

import os
import sys
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from newsparse.show.safe import visible


class Commands(TyperGroup):
    """The commands; what Typer says of a wrong word shows its characters and does not obey them."""

    def make_context(self, *given: Any, **extra: Any) -> Any:
        """Reads the options in front of the command."""
        try:
            return super().make_context(*given, **extra)
        except Exception as fault:
            _make_visible(fault)
            raise

    def invoke(self, ctx: Any) -> Any:
        """Reads the command's own options, and does it."""
        try:
            return super().invoke(ctx)
        except Exception as fault:
            _make_visible(fault)
            raise


def _make_visible(fault: Exception) -> None:
    """Typer escapes what Python calls unprintable, and not what turns the reading direction in an unknown option."""
    if isinstance(message := getattr(fault, "message", None), str):
        fault.message = visible(message, lines=True)  # type: ignore[attr-defined]


class Refusal(typer.BadParameter):
    """Wrong usage that is not the fault of one value."""

    def format_message(self) -> str:
        """The message alone."""
        return self.message


def emit(text: str) -> None:
    """Writes data to standard output, UTF-8 whatever the locale.

    A reader that has gone away ends the program quietly; any other fault is told, with exit status 1.
    """
    try:
        stream = sys.stdout.buffer
        stream.write(text.encode("utf-8", "backslashreplace"))
        stream.flush()
    except BrokenPipeError:
        _silence(sys.stdout.fileno())
        raise typer.Exit(0) from None
    except (OSError, ValueError, AttributeError) as error:
        if isinstance(error, OSError):
            _silence(sys.stdout.fileno())
        reason = getattr(error, "strerror", None) or "it is closed"
        say(f"newsparse: can't write to standard output: {reason}")
        raise typer.Exit(1) from None


def say(line: str) -> None:
    """Tells the user something; a standard error that is gone is no reason to stop."""
    try:
        data = (line + "\n").encode(getattr(sys.stderr, "encoding", None) or "utf-8", "backslashreplace")
        sys.stderr.buffer.write(data)
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return


def refuse(message: str) -> NoReturn:
    """Wrong usage: says so and ends with exit status 2."""
    raise Refusal(message)


def _silence(descriptor: int) -> None:
    """What the stream still holds goes nowhere, so that closing it at exit does not fail once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def on_terminal() -> bool:
    """Whether a person reads standard output."""
    return bool(sys.stdout and sys.stdout.isatty())


def in_colour() -> bool:
    """Whether to colour standard output: NO_COLOR and FORCE_COLOR first, then whether it is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return on_terminal() and os.environ.get("TERM") != "dumb"
