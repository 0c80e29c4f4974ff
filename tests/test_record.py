"""Records behave as frozen dataclasses do, before and after their class got an `__init__` of its own."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field

import pytest

from newsparse.record import MANY, Mutable, Record, mutable, record


@record
class Point(Record):
    """A record with all kinds of fields."""

    x: int
    y: int = 0
    notes: list[str] = field(default_factory=list)


@record
class Wide(Record):
    """One with so many fields that it is made by a `__new__`."""

    a: int
    b: int
    c: int
    d: int = 3
    e: list[str] = field(default_factory=list)


@mutable
class Counter(Mutable):
    """One whose fields change."""

    count: int = 0


@pytest.mark.parametrize("made_before", [0, MANY])
def test_a_record_is_made_compared_and_kept(made_before: int) -> None:
    for _ in range(made_before):
        Point(0)
    assert Point(1, y=2) == Point(1, 2, []) != Point(1)
    assert Point(1).notes is not Point(1).notes
    assert repr(Point(1)) == "Point(x=1, y=0, notes=[])"
    assert pickle.loads(pickle.dumps(Point(1, 2))) == Point(1, 2)
    assert Point(1)._replace(y=3) == Point(1, 3) == dataclasses.replace(Point(1), y=3)
    assert dataclasses.asdict(Point(1)) == {"x": 1, "y": 0, "notes": []}
    assert hash(Counter()) != hash(Counter()) and Counter() != Counter()
    for wrong in ("Point()", "Point(1, 2, [], 4)", "Point(1, x=1)", "Point(1, z=2)"):
        with pytest.raises(TypeError):
            eval(wrong)


@pytest.mark.parametrize("made_before", [0, MANY])
def test_a_record_of_many_fields_is_made_compared_and_kept(made_before: int) -> None:
    for _ in range(made_before):
        Wide(0, 1, 2)
    wide = Wide(0, b=1, c=2)
    assert type(wide) is Wide and wide == Wide(0, 1, 2, 3, []) != Wide(0, 1, 2, 4)
    assert wide.e is not Wide(0, 1, 2).e and not hasattr(wide, "__dict__")
    assert repr(wide) == "Wide(a=0, b=1, c=2, d=3, e=[])"
    assert pickle.loads(pickle.dumps(wide)) == copy.deepcopy(wide) == wide
    assert wide._replace(d=9) == Wide(0, 1, 2, 9) == dataclasses.replace(wide, d=9)
    with pytest.raises(dataclasses.FrozenInstanceError):
        wide.a = 2  # type: ignore[misc]
    for wrong in ("Wide()", "Wide(1, 2, 3, 4, [], 5)", "Wide(1, 2, 3, a=1)", "Wide(1, 2, 3, z=2)"):
        with pytest.raises(TypeError):
            eval(wrong)


def test_a_record_is_frozen_and_slotted() -> None:
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    assert not hasattr(point, "__dict__")
    counter = Counter()
    counter.count += 1
    assert counter.count == 1


def test_a_field_may_have_any_name() -> None:
    """`Repair` has a field `kind`; the first ones are made by another function than the later."""

    @record
    class Repair(Record):
        kind: str
        rule: str
        start: int
        end: int
        text: str = ""

    for _ in range(2 * MANY):
        assert Repair(kind="repair", rule="x", start=0, end=1) == Repair("repair", "x", 0, 1)
