"""The command line: what can be said, and how it is answered."""

import signal
from typing import NoReturn


def main() -> None:
    """Starts newsparse.

    Typer is loaded here and not above: each worker process imports what its parent was started from.
    """
    import gc
    import signal

    # Loading modules makes next to no garbage, looking for it takes 8 % of an empty Typer app's CPU time. One
    # document leaves too little behind to look for as well; a batch enables it.
    gc.disable()
    try:
        _hear_signals()
        from newsparse.cli.app import start

        start()
    except KeyboardInterrupt:  # while modules are loaded; later Typer sees it first
        raise SystemExit(128 + signal.SIGINT) from None
    finally:
        gc.enable()


def _hear_signals() -> None:
    """Ctrl-C, SIGTERM and a terminal that is closed end it in order; what is ignored (`nohup`) stays so."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
            signal.signal(number, _end)


def _end(number: int, _: object) -> NoReturn:
    """What is half done is taken away on the way out; a second signal must not break in on that."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(128 + number)
