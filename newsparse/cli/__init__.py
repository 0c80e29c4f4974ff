"""The command line: what can be said, and how it is answered."""

import gc

# Loading modules makes next to no garbage, looking for it takes 8 % of an empty Typer app's CPU time.
_collects = gc.isenabled()
gc.disable()

from newsparse.cli.app import main  # noqa: E402

if _collects:
    gc.enable()

__all__ = ["main"]
