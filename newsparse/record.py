"""Frozen, slotted dataclasses that cost next to nothing to define: a program's start pays for every class in it.

`dataclass(frozen=True, slots=True)` writes and compiles seven methods for each class, 1 ms on a slow day, and newsparse
has a hundred classes. What does not depend on the fields stands here once; an `__init__` of its own is written for
a class when many instances of it are made. `dataclasses.fields`, `replace` and `asdict` work as on any dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, FrozenInstanceError, dataclass
from typing import Any, ClassVar, Final, Self, TypeVar, dataclass_transform

_Class = TypeVar("_Class", bound=type)
# From so many instances on a class gets an `__init__` of its own, which takes 0.1 ms to compile and then saves 3 µs
# an instance: most classes that a small article needs never come that far.
MANY: Final = 30
# From so many fields on that is a `__new__` instead: it fills an instance of a twin that isn't frozen, at the speed of
# plain attributes, and then changes its class. Eleven fields take half of the time, four as long.
WIDE: Final = 5
_LEFT_BEHIND: Final = frozenset({"__dict__", "__weakref__"})


@dataclass_transform(frozen_default=True)
def record(kind: _Class) -> _Class:
    """A decorator like `dataclass(frozen=True, slots=True)`, for classes that inherit from `Record` alone.

    A default is a value or a `field(default_factory=...)`. Methods can't use `super()`.

    >>> @record
    ... class Point(Record):
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1) == Point(1, 0), Point(1)._replace(y=2)
    (Point(x=1, y=0), True, Point(x=1, y=2))
    >>> Point(1).x = 2
    Traceback (most recent call last):
        ...
    dataclasses.FrozenInstanceError: cannot assign to field 'x'
    """
    names = tuple(name for name in kind.__annotations__ if not name.startswith("_"))
    defaults = {name: kind.__dict__[name] for name in names if name in kind.__dict__}
    body = {name: value for name, value in kind.__dict__.items() if name not in defaults and name not in _LEFT_BEHIND}
    body |= {"__slots__": names, "__match_args__": names, "_defaults": defaults, "_early": []}
    if len(names) >= WIDE:
        body |= {"__new__": _make_early, "__init__": object.__init__}
    slotted: Any = type(kind)(kind.__name__, kind.__bases__, body)
    made: _Class = slotted
    return made


@dataclass_transform()
def mutable(kind: _Class) -> _Class:
    """The same for classes that inherit from `Mutable`: their fields may be set again, each is equal to itself only."""
    return record(kind)


class _Fields:
    """What `dataclasses` asks a class for, made when it asks."""

    def __init__(self) -> None:
        self.made: dict[type[Record], dict[str, Field[Any]]] = {}

    def __get__(self, instance: object, owner: type[Record]) -> dict[str, Field[Any]]:
        if owner not in self.made:
            self.made[owner] = self.of(owner)
        return self.made[owner]

    @staticmethod
    def of(owner: type[Record]) -> dict[str, Field[Any]]:
        """A dataclass of the same fields gives them."""
        annotations = {name: owner.__annotations__[name] for name in owner.__match_args__}
        twin: Any = dataclass(type(owner.__name__, (), {"__annotations__": annotations, **owner._defaults}))
        fields: dict[str, Field[Any]] = twin.__dataclass_fields__
        return fields


class Record:
    """What all records share: compared, hashed and shown by their fields, which are set once and never again."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()
    __dataclass_fields__ = _Fields()
    _defaults: ClassVar[Mapping[str, Any]] = {}
    _early: ClassVar[list[None]] = []
    """Counts the instances that were made before the class got its own `__init__`."""

    def __init__(self, *values: object, **named: object) -> None:
        kind = type(self)
        if len(kind._early) >= MANY:
            _write_init(kind)
            self.__init__(*values, **named)  # type: ignore[misc]  # from now on the class' own
            return
        kind._early.append(None)
        _fill(self, values, named)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__name__}({shown})"

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), self._values()

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__match_args__)

    def _replace(self, **changes: object) -> Self:
        values = [changes.pop(name) if name in changes else getattr(self, name) for name in self.__match_args__]
        return type(self)(*values, **changes)


class Mutable(Record):
    """What the classes share whose fields change while something is worked on."""

    __slots__ = ()
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    # No method of ours is called for each value; a `__delattr__` of ours would undo that.
    __setattr__ = object.__setattr__  # type: ignore[assignment]
    __delattr__ = object.__delattr__


def _make_early(kind: type[Record], /, *values: object, **named: object) -> object:
    """The `__new__` of a class with many fields until many instances are made."""
    if len(kind._early) >= MANY:
        _write_new(kind)
        return kind(*values, **named)
    kind._early.append(None)
    made = object.__new__(kind)
    _fill(made, values, named)
    return made


def _fill(made: Record, values: tuple[object, ...], named: dict[str, object]) -> None:
    for name, value in _arranged(type(made), values, named).items():
        object.__setattr__(made, name, value)


def _arranged(kind: type[Record], values: tuple[object, ...], named: dict[str, object]) -> dict[str, object]:
    """The fields' values as `__init__` would take them; raises `TypeError` as it would."""
    names = kind.__match_args__
    found = dict(zip(names, values, strict=False))
    if not named and len(values) == len(names):
        return found
    if len(values) > len(names) or found.keys() & named.keys() or named.keys() - set(names):
        raise TypeError(f"{kind.__name__}() takes each of these once: {', '.join(names)}")
    found |= named
    for name in names:
        if name not in found:
            if name not in kind._defaults:
                raise TypeError(f"{kind.__name__}() misses {name!r}")
            default = kind._defaults[name]
            factory: Any = default.default_factory if isinstance(default, Field) else None
            found[name] = factory() if factory else default
    return found


def _write_init(kind: type[Record]) -> None:
    """Gives a class the `__init__` that its fields and defaults ask for."""
    parameters, values, known = _signature(kind)
    known |= {f"_set_{name}": getattr(kind, name).__set__ for name in values}
    lines = [f"    _set_{name}(self, {value})" for name, value in values.items()]
    exec(f"def __init__(self, {parameters}):\n" + "\n".join(lines or ["    pass"]), known)
    type.__setattr__(kind, "__init__", known["__init__"])


def _write_new(kind: type[Record]) -> None:
    """Gives a class the `__new__` that its fields and defaults ask for."""
    parameters, values, known = _signature(kind)
    draft = type(
        kind.__name__,
        kind.__bases__,
        {"__slots__": kind.__match_args__, "__init__": object.__init__, "__setattr__": object.__setattr__}
        | {"__delattr__": object.__delattr__},
    )
    known |= {"_draft": draft, "_kind": kind, "_set_class": object.__dict__["__class__"].__set__}
    lines = [f"    made.{name} = {value}" for name, value in values.items()]
    body = ["    made = _draft()", *lines, "    _set_class(made, _kind)", "    return made"]
    exec(f"def __new__(_cls, {parameters}):\n" + "\n".join(body), known)
    type.__setattr__(kind, "__new__", staticmethod(known["__new__"]))


def _signature(kind: type[Record]) -> tuple[str, dict[str, str], dict[str, Any]]:
    """The parameters of a class as written, what becomes of each, and the names that these need."""
    known: dict[str, Any] = {}
    parameters, values = [], {}
    for name in kind.__match_args__:
        parameter, value = name, name
        if name in kind._defaults:
            default = kind._defaults[name]
            factory = default.default_factory if isinstance(default, Field) else None
            known[f"_default_{name}"] = _MISSING if factory else default
            known[f"_factory_{name}"] = factory
            known["_MISSING"] = _MISSING
            parameter = f"{name}=_default_{name}"
            value = f"_factory_{name}() if {name} is _MISSING else {name}" if factory else name
        parameters.append(parameter)
        values[name] = value
    return ", ".join(parameters), values, known


_MISSING: Final = object()
