"""The command line: what can be said, and how it is answered."""


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
        signal.signal(signal.SIGTERM, _end)  # first: who has started it may want to end it while it loads
        from newsparse.cli.app import start

        start()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    finally:
        gc.enable()


def _end(*_: object) -> None:
    """SIGTERM: what is half done is taken away on the way out."""
    raise SystemExit(143)
