"""A visitor of a site that is being built: reads it all the while as a host would give it out, and notes what is amiss.

A file is what one of two builds made, whole. What a page refers to is there, unless the page itself is another one by
then: whoever loads it anew has what it needs.
"""

import json
import os
import random
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote

from pressmark.digest import sha256

REFERS = re.compile(rb'(?:src|href)="([^"]+)"')
ENTRY = "search/entry.json"
SOME = 10  # files, and references of each, before a reader rests
Digests = Mapping[str, str]


def digests_of(site: Path) -> dict[str, str]:
    """The digest of every file of a site but search data, which an edit does not make as a clean build does."""
    names = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    kept = (name for name in names if not name.startswith(("search/", ".")) or name == "search/index.html")
    return {name: sha256((site / name).read_bytes()) for name in kept}


def referred(page: str, data: bytes) -> Iterator[str]:
    """The files of the same site that a page refers to."""
    for found in set(REFERS.findall(data)):
        name = unquote(re.split("[#?]", found.decode())[0])
        if name and ":" not in found.decode():
            target = os.path.normpath(name[1:] if name.startswith("/") else f"{os.path.dirname(page)}/{name}").lstrip(
                "/"
            )
            yield target if "." in os.path.basename(target).lstrip(".") else os.path.join(target, "index.html")


def searched(entry: Any) -> Iterator[str]:
    """Files that search needs first, as its entry names them."""
    for one in entry["segments"]:
        for stem, count in (("columns", one["columns"]), ("words", len(one["words"])), ("titles", 1)):
            yield from (f"search/{one['folder']}{stem}-{number}.gz" for number in range(count))
        yield f"search/{one['folder']}pagefind/pagefind-entry.json"
    for facet, told in entry["facets"].items():
        yield from (f"search/names-{facet}-{number}-{name}.gz" for number, name in enumerate(told.get("names", ())))


class Visitor(threading.Thread):
    """Reads files by chance until it is told to `leave`. `old` and `new` are the builds between which the site is."""

    def __init__(self, site: Path, old: Digests, new: Digests) -> None:
        super().__init__()
        self.site, self.between = site, (old, new)
        self.amiss: list[str] = []
        self.read = self.followed = 0
        self._leaving = threading.Event()
        self._chance = random.Random(7)  # noqa: S311 - nobody is to be surprised by it

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._leaving.set()
        self.join()

    def run(self) -> None:
        while not self._leaving.wait(0.005):  # a reader, and no load on the machine
            old, new = self.between
            for name in (*self._chance.sample([*(old.keys() | new.keys())], SOME), ENTRY):
                self.visit(name, SOME)

    def visit(self, name: str, most: int | None = None) -> None:
        """Read a file, and see that it is whole and that what it refers to is there: all, or so many by chance."""
        before, data, after = self.between, self._data(name), self.between
        if before is not after:
            return  # between two builds
        self.read += 1
        if name == ENTRY:
            self._follow(name, data, searched(json.loads(data or b"")), most)
            return
        digests = {build.get(name) for build in after}
        if (sha256(data) if data is not None else None) not in digests:
            self.amiss.append(f"{name} is {'gone' if data is None else 'neither the old nor the new one'}")
        elif data and name.endswith(".html"):
            stood = all(name in build for build in after)  # nothing that stood before leads to what does not
            targets = (one for one in referred(name, data) if stood or one.startswith("assets/"))
            self._follow(name, data, targets, most)

    def _follow(self, name: str, data: bytes | None, targets: Iterable[str], most: int | None) -> None:
        found = sorted(targets)
        for target in found if most is None else self._chance.sample(found, min(most, len(found))):
            self.followed += 1
            if not (self.site / target).is_file() and self._data(name) == data:
                self.amiss.append(f"{name} refers to {target}, which is not there")

    def _data(self, name: str) -> bytes | None:
        try:
            return (self.site / name).read_bytes()
        except FileNotFoundError:
            return None
