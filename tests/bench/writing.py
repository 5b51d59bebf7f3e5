"""Writes the files of an archive: YAML in block style, as people write it, and ids that no two files share."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pressmark.model import Kind
from pressmark.routes import MAX_SEGMENT, slugify

Fields = Mapping[str, Any]
"""The fields of a file in order: text, lists of text or of fields, or fields. Empty ones are left out."""

_PLAIN = re.compile(r"[0-9a-z][0-9a-z-]*")
_ROOM = 8  # characters kept free at the end of an id, for a number


def article_file(fields: Fields, text: str) -> str:
    """An article: its front matter, and its text in Markdown if it has one."""
    return f"---\n{record_file(fields)}---\n" + (f"\n{text}\n" if text else "")


def record_file(fields: Fields) -> str:
    """A record, or the front matter of an article."""
    return "".join(f"{line}\n" for line in _lines(fields))


def record_path(kind: Kind, identifier: str) -> str:
    """Where the file of a record stands in an archive."""
    return f"content/{kind.folder}/{identifier}.yaml"


def _lines(fields: Fields) -> Iterator[str]:
    for key, value in fields.items():
        if not value:
            continue
        if isinstance(value, str):
            yield f"{key}: {_scalar(value)}"
            continue
        yield f"{key}:"
        if isinstance(value, Mapping):
            yield from (f"  {line}" for line in _lines(value))
        else:
            yield from (line for item in value for line in _item(item))


def _item(item: str | Fields) -> Iterator[str]:
    first, *rest = [_scalar(item)] if isinstance(item, str) else _lines(item)
    yield f"  - {first}"
    yield from (f"    {line}" for line in rest)


def _scalar(text: str) -> str:
    """Ids and dates as they are, all else in double quotes: JSON's strings are YAML's."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


class Ids:
    """Gives ids, each once. What is given depends only on what was asked for before."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()
        self._given: set[str] = set()

    def new(self, folder: str, name: str) -> str:
        """An id below a folder, made from a name; with a number behind it where it is taken."""
        slug = slugify(name)[: MAX_SEGMENT - _ROOM].strip("-")
        stem = f"{folder}/" + (slug if re.search("[a-z]", slug) else f"no-{slug}".strip("-"))
        found = stem
        while found in self._given or not self._asked[stem]:
            self._asked[stem] += 1
            found = stem if self._asked[stem] == 1 else f"{stem}-{self._asked[stem]}"
        self._given.add(found)
        return found.removeprefix(f"{folder}/")
