"""Search data read from the disk, as the layouts at the heads of the modules that write them say.

The browser's search reads the same; this shares no code with it, nor with what writes.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

FACETS = ("company", "topic", "partner", "person", "place", "source", "year", "language", "kind")
IN_TITLE = 16


class Numbers:
    """Reads numbers in LEB128."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def one(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def many(self, count: int) -> list[int]:
        return [self.one() for _ in range(count)]

    def ascending(self, count: int) -> list[int]:
        found: list[int] = []
        for step in self.many(count):
            found.append(step + (found[-1] if found else 0))
        return found

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


@dataclass(frozen=True)
class Entry:
    """A word or beginning in a posting list: its family, and how often it stands in which of the segment's articles."""

    family: tuple[str, ...]
    times: dict[int, int]


class Segment:
    """One segment, whole."""

    def __init__(self, root: Path, told: dict[str, Any], blocks: dict[str, int]) -> None:
        self.folder, self.articles = root / told["folder"], told["articles"]
        self.columns = list(self._columns(told["columns"]))
        self.titles = self._rows("titles", blocks["titles"])
        self.details = self._rows("details", blocks["details"])
        self.join = list(_ids(self._plain("join").decode()))
        self.words = self._shelf("words", told["words"])
        self.beginnings = self._shelf("beginnings", told["beginnings"])

    def _plain(self, stem: str) -> bytes:
        return gzip.decompress((self.folder / f"{stem}.gz").read_bytes())

    def _rows(self, stem: str, size: int) -> list[Any]:
        files = range(-(-self.articles // size))
        return [row for i in files for row in json.loads(self._plain(f"{stem}-{i}"))]

    def _columns(self, count: int) -> Iterator[tuple[int, int, int, dict[str, list[int]]]]:
        for i in range(count):
            head, _, data = self._plain(f"columns-{i}").partition(b"\n")
            held = json.loads(head)["articles"]
            numbers = Numbers(data)
            days, spans, lengths = numbers.ascending(held), numbers.many(held), numbers.many(held)
            facets = {}
            for facet in FACETS:
                facets[facet] = [numbers.ascending(count) for count in numbers.many(held)]
            for n in range(held):
                yield days[n], spans[n], lengths[n], {facet: values[n] for facet, values in facets.items()}

    def _shelf(self, stem: str, directory: list[tuple[str, int]]) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for i, (first, _) in enumerate(directory):
            read = dict(_entries(self._plain(f"{stem}-{i}")))
            assert min(read) == first
            found |= read
        return found

    def text(self, number: int) -> list[tuple[str, str]]:
        """The passages of an article."""
        return texts_of((self.folder / f"pagefind/fragment/{self.titles[number][3]}.pf_fragment").read_bytes())


def _ids(join: str) -> Iterator[str]:
    head, _, remains = join.partition("\n")
    beginning, width = head.rsplit(" ", 1)
    return (beginning + "".join(one).rstrip() for one in zip(*[iter(remains)] * int(width), strict=True))


def _entries(data: bytes) -> Iterator[tuple[str, Entry]]:
    numbers, held, before = Numbers(data), [], b""
    for _ in range(numbers.one()):
        kept = numbers.one()
        before = before[:kept] + numbers.bytes(numbers.one())
        family, length = numbers.one(), numbers.one()
        held.append((before.decode(), family, numbers.bytes(length)))
    families = [
        tuple(numbers.bytes(numbers.one()).decode() for _ in range(numbers.one())) for _ in range(numbers.one())
    ]
    for word, family, body in held:
        listed = Numbers(body)
        articles = listed.ascending(listed.one())
        times = body[listed.at :] or bytes([1] * len(articles))
        yield word, Entry(families[family - 1] if family else (word,), dict(zip(articles, times, strict=True)))


def _family(numbers: Numbers) -> tuple[str, ...]:
    return tuple(numbers.bytes(numbers.one()).decode() for _ in range(numbers.one()))


class Library:
    """All search data of a site: each article and word as one value, whatever segments they stand in."""

    def __init__(self, site: Path) -> None:
        root = site / "search"
        entry = json.loads((root / "entry.json").read_bytes())
        self.entry = entry
        self.segments = [Segment(root, told, entry["blocks"]) for told in entry["segments"]]
        self.names = {facet: self._names(root, facet) for facet in FACETS}
        self.order = [(0, n) for n in range(self.segments[0].articles)]
        self.renamed = [{facet: list(range(len(self.names[facet]))) for facet in FACETS}]
        if entry["merge"]:
            self._merge(Numbers(gzip.decompress((root / f"merge-{entry['merge']}.gz").read_bytes())))
        assert len(self.order) == entry["articles"]

    def _names(self, root: Path, facet: str) -> list[Any]:
        told = self.entry["facets"][facet]
        if "values" in told:
            return list(told["values"])
        files = [root / f"names-{facet}-{i}-{digest}.gz" for i, digest in enumerate(told["names"])]
        found = [row for file in files for row in json.loads(gzip.decompress(file.read_bytes()))]
        assert len(found) == told["count"]
        return found

    def _merge(self, numbers: Numbers) -> None:
        stale = set(numbers.ascending(numbers.one()))
        before = numbers.ascending(sum(one.articles for one in self.segments[1:]))
        placed = [(n, 1, 0, n) for n in range(self.segments[0].articles) if n not in stale]
        placed += [(place, 0, 1, n) for n, place in enumerate(before)]
        self.order = [(segment, n) for _, _, segment, n in sorted(placed)]
        self.renamed = [{} for _ in self.segments]
        for facet in FACETS:
            for renamed in self.renamed:
                last, now = -1, []
                for code in numbers.many(numbers.one()):
                    if code:
                        last += (code - 1) // 2 if code % 2 else -(code // 2)
                    now.append(last if code else -1)
                renamed[facet] = now
        assert numbers.at == len(numbers.data)

    def articles(self) -> list[tuple[Any, ...]]:
        """All that is known of each article, but the id of its text, in order of publication."""
        return [(*self._article(segment, n), self.segments[segment].text(n)) for segment, n in self.order]

    def _article(self, segment: int, n: int) -> tuple[Any, ...]:
        held, renamed = self.segments[segment], self.renamed[segment]
        days, span, length, facets = held.columns[n]
        values = {facet: sorted(renamed[facet][value] for value in found) for facet, found in facets.items()}
        assert held.titles[n][3] == held.join[n]
        return days, span, length, values, held.titles[n][:3], held.details[n]

    def holding(self, shelf: str, key: str) -> dict[int, int]:
        """The articles that hold a word, or words of a beginning that has a list, and how often."""
        places = {place: number for number, place in enumerate(self.order)}
        return {
            places[segment, n]: times
            for segment, one in enumerate(self.segments)
            if key in (entries := getattr(one, shelf))
            for n, times in entries[key].times.items()
            if (segment, n) in places
        }

    def family(self, word: str) -> set[str]:
        """The words of a word's stem that some article holds."""
        known = [one.words[word].family for one in self.segments if word in one.words]
        return {member for member in (known[-1] if known else ()) if self.holding("words", member)}

    def vocabulary(self) -> set[str]:
        """All words that some article holds."""
        return {word for one in self.segments for word in one.words if self.holding("words", word)}


def texts_of(fragment: bytes) -> list[tuple[str, str]]:
    """The passages of an article, put together from what Pagefind keeps, as the browser does."""
    data = json.loads(zlib.decompress(fragment, wbits=47).removeprefix(b"pagefind_dcd"))
    fed = data["content"].split(" ")
    written = {one["location"]: unquote(one["id"]) for one in data["anchors"] if one["element"] == "i"}
    begins = [(unquote(one["id"]), one["location"]) for one in data["anchors"] if one["element"] == "b"]
    texts = []
    for (name, start), end in zip(begins, [*(place for _, place in begins[1:]), len(fed)], strict=True):
        placed = [(place, word) for place, word in enumerate(fed[start:end], start) if word != "\u00b6"]
        texts.append((name, "".join(written.get(place, f"{word} ") for place, word in placed)))
    return texts
