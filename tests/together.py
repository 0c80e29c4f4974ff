"""The cases of one test as one item, for the workers of xdist: 3,000 of them cost more to hand out than to run.

Where pytest runs in one process (`-n0`), or with the id of a case, each case is an item.
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import signature

import pytest
from hypothesis import is_hypothesis_test


def in_one(items: list[pytest.Item]) -> list[pytest.Item]:
    """The cases of a function become an item, where the first stood; what needs a fixture or has a mark stays alone.

    A worker sends three reports an item and is told of each: 3 ms, where most cases take 0.3.
    """
    groups: dict[object, list[pytest.Item]] = {}
    for item in items:
        groups.setdefault(_kind(item), []).append(item)
    return [one for group in groups.values() for one in _joined(group)]


def _kind(item: pytest.Item) -> object:
    """What the cases of one function share; an item that can not be joined shares nothing."""
    if isinstance(item, pytest.Function) and _is_plain_case(item):
        return item.parent, item.originalname
    return item


def _is_plain_case(item: pytest.Function) -> bool:
    """All that it takes is in its parameters."""
    if not hasattr(item, "callspec") or is_hypothesis_test(item.obj):
        return False
    marks = {mark.name for mark in item.iter_markers()}
    return marks == {"parametrize"} and set(signature(item.obj).parameters) == set(item.callspec.params)


def _joined(group: list[pytest.Item]) -> Iterator[pytest.Item]:
    first, *others = group
    if not others or not isinstance(first, pytest.Function):
        yield from group
        return
    cases = [one for one in group if isinstance(one, pytest.Function)]
    yield pytest.Function.from_parent(first.parent, name=first.originalname, callobj=lambda: run_all(cases))


def run_all(cases: list[pytest.Function]) -> None:
    """Each case, whatever the others do; then a failure that names all that failed."""
    failed = [told for case in cases if (told := _fault(case)) is not None]
    if failed:
        pytest.fail(f"{len(failed)} of {len(cases)} cases\n\n" + "\n\n".join(failed), pytrace=False)


def _fault(case: pytest.Function) -> str | None:
    """The case that fails, by the id that runs it alone, and where it does."""
    try:
        case.obj(**case.callspec.params)
    except (Exception, pytest.fail.Exception, pytest.skip.Exception) as error:  # to skip some, mark them
        return f"{case.nodeid}\n{pytest.ExceptionInfo.from_exception(error).getrepr(style='short')}"
    return None
