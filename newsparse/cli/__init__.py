"""The command line: what can be said, and how it is answered."""


def main() -> None:
    """Starts newsparse.

    Typer is loaded here and not above: each worker process imports what its parent was started from.
    """
    import gc

    # Loading modules makes next to no garbage, looking for it takes 8 % of an empty Typer app's CPU time. One
    # document leaves too little behind to look for as well; a batch enables it.
    gc.disable()
    from newsparse.cli.app import start

    try:
        start()
    finally:
        gc.enable()
