"""What all tests share: how hypothesis searches, and compiled modules for the processes that tests start."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator, Iterator

import pytest
from hypothesis import is_hypothesis_test, settings
from together import in_one

# The quick suite runs all the time and asks each property for few examples; the slow one asks the same properties for
# many. No deadline: the first example of a test pays for imports and compiled patterns. Where a change is judged, the
# examples are the same each time, so that a red run has one reason only; elsewhere they differ from run to run.
JUDGED = bool(os.environ.get("CI"))
settings.register_profile("quick", deadline=None, max_examples=20, derandomize=JUDGED)
settings.register_profile("slow", deadline=None, max_examples=400, derandomize=JUDGED)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("slow" if config.option.markexpr == "slow" else "quick")
    gc.set_threshold(100_000, 20, 20)  # items and languages stay to the end: looking for garbage took 8 % of a run


@pytest.hookimpl(wrapper=True, tryfirst=True)  # around the choice that pytest makes by -k and -m
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None, None, None]:
    """`-m slow` takes the properties as well; workers take the cases of a test as one item."""
    if config.option.markexpr == "slow":
        for item in items:
            if is_hypothesis_test(getattr(item, "obj", None)):
                item.add_marker("slow")
    yield
    if "PYTEST_XDIST_WORKER" in os.environ:
        items[:] = in_one(items)


@pytest.fixture(scope="session", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where Python may not keep bytecode beside its sources, processes share it in pytest's folder.

    Each would compile newsparse anew: 0.9 s of a processor instead of 0.3.
    """
    if not sys.dont_write_bytecode:
        yield
        return
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # of all workers
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(folder / "bytecode"))
        yield
