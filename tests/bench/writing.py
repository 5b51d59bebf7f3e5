"""Writes the files of an archive: YAML in block style, as people write it, and ids that no two files share."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
        if isinstance(value, str):
            below, line = [], f" {_scalar(value)}" if value else ""
        else:
            below, line = list(_lines(value) if isinstance(value, Mapping) else _items(value)), ""
        if line or below:
            yield f"{key}:{line}"
            yield from (f"  {one}" for one in below)


def _items(items: Iterable[str | Fields]) -> Iterator[str]:
    for item in items:
        first, *rest = [_scalar(item)] if isinstance(item, str) else _lines(item)
        yield f"- {first}"
        yield from (f"  {line}" for line in rest)


def _scalar(text: str) -> str:
    """Ids and dates as they are, all else in double quotes: JSON's strings are YAML's."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


class Ids:
    """Gives ids, each once. What is given depends only on what was asked for before."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._taken: defaultdict[str, int] = defaultdict(lambda: 1)

    def new(self, folder: str, name: str) -> str:
        """An id below a folder, made from a name; with a number behind it where it is taken."""
        slug = slugify(name)[: MAX_SEGMENT - _ROOM].strip("-")
        stem = f"{folder}/" + (slug if re.search("[a-z]", slug) else f"no-{slug}".strip("-"))
        found = stem
        while found in self._given:
            self._taken[stem] += 1
            found = f"{stem}-{self._taken[stem]}"
        self._given.add(found)
        return found.removeprefix(f"{folder}/")
