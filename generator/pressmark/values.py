"""Frozen values, which are made in one process, sent to others, kept from run to run and compared by what they hold."""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
_MAKERS: set[Any] = set()


@overload
def frozen(cls: type[T]) -> type[T]: ...
@overload
def frozen(*, order: bool) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, *, order: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """A frozen, slotted dataclass that is pickled by its fields in order.

    What `dataclass` generates for that takes twice as long to make an object, and ten times as long to pickle it: an
    archive of 20,000 articles has a million of them. It also takes three times as long to make a class.
    """
    if cls is None:
        return lambda one: _made(one, order=order)
    return _made(cls, order=order)


def _made(cls: type[T], *, order: bool) -> type[T]:
    own_hash = cls.__dict__.get("__hash__")
    made: Any = dataclass(slots=True, init=False, repr=False, eq=order, order=order)(cls)
    values = _fields_of(made)[1]

    def equal(self: Any, other: Any) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    made.__init__ = _init_of(made)
    made.__eq__ = equal
    made.__hash__ = own_hash or (lambda self: hash(values(self)))
    made.__repr__ = _shown
    made.__reduce__ = lambda self: (made, values(self))
    made.__setattr__ = made.__delattr__ = _refused
    _MAKERS.add(made)
    return made  # type: ignore[no-any-return]


def _init_of(cls: Any) -> Any:
    """What fills a new object, with what sets its slots: the only way past `_refused`."""
    known: dict[str, Any] = {"missing": MISSING}
    given, lines = [], []
    for one in fields(cls):
        name, value = one.name, one.name
        known[f"set_{name}"] = getattr(cls, name).__set__
        if one.default_factory is not MISSING:
            known[f"make_{name}"] = one.default_factory
            given.append(f"{name}=missing")
            value = f"make_{name}() if {name} is missing else {name}"
        elif one.default is not MISSING:
            known[f"default_{name}"] = one.default
            given.append(f"{name}=default_{name}")
        else:
            given.append(name)
        lines.append(f"set_{name}(self, {value})")
    exec(f"def __init__({', '.join(('self', *given))}):\n {'; '.join(lines) or 'pass'}", known)  # noqa: S102 - as `dataclass` does
    known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"  # which Python names if arguments are wrong
    return known["__init__"]


def _shown(self: Any) -> str:
    kind: Any = type(self)
    names, values = _fields_of(kind)
    return f"{kind.__qualname__}({', '.join(f'{a}={b!r}' for a, b in zip(names, values(self), strict=True))})"


def _refused(self: object, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"«{name}» of a {type(self).__name__} cannot be set")


def maker(function: F) -> F:
    """A function by which values are made again when they are unpickled, and that does nothing else."""
    _MAKERS.add(function)
    return function


def makes_values(called: Any) -> bool:
    """Whether calling something makes a value, and nothing else happens: of frozen classes, named tuples and enums."""
    if not isinstance(called, type):
        return callable(called) and called in _MAKERS
    return called in _MAKERS or (issubclass(called, tuple) and hasattr(called, "_fields")) or issubclass(called, Enum)


def kinds() -> frozenset[type]:
    """All frozen classes that have been made."""
    return frozenset(one for one in _MAKERS if isinstance(one, type))


@cache
def _fields_of(cls: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a class's fields in order, and what reads them all."""
    names = tuple(one.name for one in fields(cls))
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda self: tuple(getattr(self, name) for name in names)


def changed(value: T, **new: Any) -> T:
    """A frozen value with other values in some fields; where they are what they were, the value itself."""
    for name, one in new.items():
        old = getattr(value, name)
        if old is not one and old != one:
            kind: Any = type(value)
            names, every = _fields_of(kind)
            return kind(**(dict(zip(names, every(value), strict=True)) | new))  # type: ignore[no-any-return]
    return value
