"""What the options take, and what to do where a value is wrong."""

import os

import typer

# A number of more digits counts nothing that there is; thousands of them Python would not read at all.
_DIGITS = 18
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def read_language(value: str) -> str:
    """A BCP 47 code."""
    first, *others = value.split("-")
    well_formed = 2 <= len(first) <= 3 and first.isalpha() and all(2 <= len(one) <= 8 for one in others)
    if not (value.isascii() and well_formed and "".join([first, *others]).isalnum()):
        raise typer.BadParameter(f"{value!r} is no language code; give one such as en, de or pt-BR.")
    return value


def read_encoding(value: str) -> str:
    """An encoding that Python knows."""
    import codecs

    try:
        "".encode(value)
        return codecs.lookup(value).name
    except (LookupError, ValueError):
        raise typer.BadParameter(
            f"{value!r} is no known encoding; give one such as utf-8, cp1252 or mac-roman."
        ) from None


def read_date(value: str) -> str:
    """A day as YYYY-MM-DD."""
    from datetime import date

    try:
        if date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise typer.BadParameter(f"{value!r} is no date; write it as 2024-10-24.")


def read_confidence(value: str | float) -> float:
    """A number from 0 to 1."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise typer.BadParameter(f"{value!r} is no number from 0 to 1; the default is 0.95.")
    return number


def read_size(value: str | int) -> int:
    """Bytes, with k, M or G behind for the powers of 1024.

    >>> read_size("16M"), read_size("2 KiB"), read_size("100")
    (16777216, 2048, 100)
    """
    number = str(value).strip().lower().removesuffix("b").removesuffix("i")
    unit = number[-1:] if number[-1:] in _UNITS else ""
    digits = number.removesuffix(unit).strip()
    if not (digits.isascii() and digits.isdecimal() and digits.strip("0")) or len(digits) > _DIGITS:
        raise typer.BadParameter(f"{value!r} is no size; write bytes, or as 500k, 16M, 1G.")
    return int(digits) * _UNITS[unit]


def read_jobs(value: str) -> int:
    """How many processes, 1 or more; `batch.engines` bounds them by the processors that there are.

    >>> read_jobs("8"), read_jobs("9" * 5000)
    (8, 99999)
    """
    if not (value.isascii() and value.isdecimal() and value.strip("0")):
        raise typer.BadParameter(f"{value!r} is no number of processes; 1 or more, without --jobs all that there are.")
    return int(value[:5]) if len(value) <= 5 else 99_999


def read_folder(value: str) -> str:
    """A folder that is there."""
    if not os.path.isdir(value):
        raise typer.BadParameter(f"{value!r} is no folder.")
    return value
