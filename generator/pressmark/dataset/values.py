"""What a table is: its columns, what they hold, and which tables they point to. Said once for all formats."""

from typing import Any, Literal, TypeAlias

from pressmark.values import Frozen

Form: TypeAlias = Literal["text", "integer", "number", "date", "day"]
"""`date` is EDTF as written, `day` a day of the calendar as ISO 8601."""

Row: TypeAlias = tuple[Any, ...]
"""The values of a table's columns in their order: texts, numbers, tuples of texts; None is what is not known."""


class Column(Frozen):
    """A column. `to` is the table whose ids it holds; a column of `many` values holds a list of them."""

    name: str
    about: str
    form: Form = "text"
    to: str = ""
    many: bool = False
    bulky: bool = False  # longer than a cell of a spreadsheet may be, so that CSV leaves it out


class Table(Frozen):
    """A table. The first column of `key` tells its rows apart; `one` is what a row is called."""

    name: str
    one: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    searched: tuple[str, ...] = ()  # columns with a full-text index


class Question(Frozen):
    """A question that a database answers by itself: a view."""

    name: str
    about: str
    sql: str


def dates(name: str, about: str) -> tuple[Column, Column, Column]:
    """A date as it was written, and the outermost days that it may stand for."""
    return (
        Column(name, about, "date"),
        Column(f"{name}_earliest", "The first day that it may stand for.", "day"),
        Column(f"{name}_latest", "The last day that it may stand for.", "day"),
    )
