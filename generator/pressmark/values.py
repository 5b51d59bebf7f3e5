"""Frozen values, which are made in one process, sent to others, kept from run to run and compared by what they hold."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
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

    What `dataclass` generates for that asks for the names of the fields anew for each object, and takes ten times as
    long; an archive of 20,000 articles has a million of them.
    """
    if cls is None:
        return lambda one: _made(one, order=order)
    return _made(cls, order=order)


def _made(cls: type[T], *, order: bool) -> type[T]:
    made: Any = dataclass(frozen=True, slots=True, order=order)(cls)
    made.__reduce__ = lambda self: (made, _fields_of(made)[1](self))
    _MAKERS.add(made)
    return made  # type: ignore[no-any-return]


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
