"""Frozen values, which are made in one process, sent to others, kept from run to run and compared by what they hold."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")
_FROZEN: set[type] = set()


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
    names = [one.name for one in fields(made)]
    if len(names) > 1:
        every = attrgetter(*names)
        made.__reduce__ = lambda self: (made, every(self))
    else:
        made.__reduce__ = lambda self: (made, tuple(getattr(self, name) for name in names))
    _FROZEN.add(made)
    return made  # type: ignore[no-any-return]


def is_frozen(cls: type) -> bool:
    """Whether a class is one of frozen values, which nothing happens in when they are made."""
    return cls in _FROZEN
