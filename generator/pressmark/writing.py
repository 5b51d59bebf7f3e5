"""YAML as a person would write it: a text as a scalar that reads back as exactly that text."""

import json
import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Pairs
from typing import Any

from pressmark.frontmatter import Mapping, Scalar, Sequence, load

TODO = object()
"""A value that is yet to be found: a reminder that `check` warns of in drafts."""

# What YAML refuses, drops or takes for the end of a line, although a string of JSON may hold it.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_STEP = "  "
# Texts that YAML reads as they are, wherever a value may stand in block style.
_PLAIN = re.compile(r"(?!TODO$)[^\W_](?:[\w .,()/+'’&–-]|:(?=[^\s])|(?<! )#)*(?<=[\w.)'’+])")


def item(fields: Iterable[tuple[str, str]], indent: str = "") -> str:
    """Fields as one item of a list in block style; those without text are left out."""
    lines = [f"{key}: {_scalar(text, indent)}" for key, text in fields if text]
    return f"{indent}- " + f"\n{indent}{_STEP}".join(lines) + "\n"


def document(fields: Pairs[str, Any]) -> str:
    """Fields in block style: text, lists of text or of fields, fields, `TODO`. Empty ones are left out."""
    return "".join(f"{line}\n" for line in _lines(fields))


def _lines(fields: Pairs[str, Any]) -> Iterator[str]:
    for key, value in fields.items():
        if value is TODO:
            yield f"{key}: TODO"
        elif isinstance(value, str):
            if value:
                yield f"{key}: {_in_one_line(value)}"
        elif value:
            yield f"{key}:"
            yield from (f"{_STEP}{line}" for line in (_lines(value) if isinstance(value, Pairs) else _items(value)))


def _items(items: Iterable[Any]) -> Iterator[str]:
    for one in items:
        lines = [_in_one_line(one)] if isinstance(one, str) else ["TODO"] if one is TODO else list(_lines(one))
        yield from (f"{_STEP if number else '- '}{line}" for number, line in enumerate(lines))


def _in_one_line(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else quoted(text)


def scalar(text: str) -> str:
    """A text as a value or an item of a list in block style."""
    return _scalar(text, "")


def quoted(text: str) -> str:
    """A text in double quotes, which can hold any."""
    return list(spellings(text, '"'))[-1]


def spellings(text: str, style: str = "") -> Iterator[str]:
    """Ways to write a text in one line: first in the wanted style, last in the one that can hold any text."""
    if style == "'":
        yield "'" + text.replace("'", "''") + "'"
    elif style != '"' and text != "TODO":
        yield text
    yield _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _scalar(text: str, indent: str) -> str:
    return next(one for one in _ways(text, indent + _STEP * 2) if _reads_back(one, text, indent))


def _ways(text: str, indent: str) -> Iterator[str]:
    if "\n" in text:
        yield "|-" + "".join(f"\n{indent}{line}" if line else "\n" for line in text.split("\n"))
    yield from spellings(text)


def _reads_back(written: str, text: str, indent: str) -> bool:
    root = load("", f"{indent}- key: {written}\n{indent}{_STEP}next: value\n").root
    only = root.items[0] if isinstance(root, Sequence) and len(root.items) == 1 else None
    values = [value for _, value in only.items] if isinstance(only, Mapping) else []
    return [value.text for value in values if isinstance(value, Scalar)] == [text, "value"]
