"""Cases that share an item are all run, and the ones that fail are named."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from together import in_one, run_all


def half(number: int, expected: int) -> None:
    assert number / 2 == expected


def case(name: str, *numbers: int) -> pytest.Function:
    parameters = SimpleNamespace(params=dict(zip(("number", "expected"), numbers, strict=True)))
    return cast(pytest.Function, SimpleNamespace(nodeid=f"test_x.py::half[{name}]", obj=half, callspec=parameters))


def test_each_case_that_fails_is_named() -> None:
    run_all([case("two", 2, 1), case("four", 4, 2)])
    with pytest.raises(pytest.fail.Exception) as told:
        run_all([case("three", 3, 1), case("two", 2, 1), case("five", 5, 2)])
    message = str(told.value)
    assert "2 of 3 cases" in message and "assert (3 / 2) == 1" in message
    assert "half[three]" in message and "half[five]" in message and "half[two]" not in message


def test_what_has_no_cases_stays(request: pytest.FixtureRequest) -> None:
    others = [one for one in request.session.items if not hasattr(one, "callspec")][:50]
    assert in_one(others) == others
