"""The address of a fact: its own name, else a digest over all that it states, never over its position."""

from typing import Any

from pressmark.digest import short
from pressmark.locks import Fact
from pressmark.model import Body
from pressmark.values import Frozen


def fragment_of(fact: Fact) -> str:
    """The fragment of a fact whose names have become ids, so that it does not depend on how they were written."""
    return f"f-{fact.id or short(type(fact).__name__, *_stated(fact))}"


def _stated(value: Any) -> list[str]:
    """All that a fact states, as text, without where it was found; a note by its words, not by their Markdown."""
    if value is None or isinstance(value, bool | int | str):
        return [str(value)]
    if isinstance(value, Body):
        return [value.text]
    if isinstance(value, tuple):  # ids, in an order that says nothing
        return [str(len(value)), *sorted(value)]
    if hasattr(value, "earliest"):
        return [str(value.text)]
    if isinstance(value, Frozen):
        names = (name for name in value.__struct_fields__ if name not in {"anchor", "fragment", "source"})
        return [text for name in names for text in (name, *_stated(getattr(value, name)))]
    raise TypeError(f"a fact cannot state {value!r}")
