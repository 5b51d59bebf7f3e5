"""Turns JSON records of wire stories into an archive.

    python -m tests.bench.wire RECORDS ARCHIVE

RECORDS is a folder of `*.json` files, each a list of records with `title`, `body`, `date`, `topics`, `places`,
`people`, `organisations` (or `orgs`) and `exchanges`, any of which may be absent. ARCHIVE is a new or empty folder.

The text comes through word for word:

- A paragraph begins at the first line, at every line that is indented, and behind a blank line. So each row of a table
  that is indented by a blank stays a line of its own.
- The wraps of lines are kept. Blanks at both ends of a line are not text; those inside are.
- The sign-off (`Reuter`) is kept: it is part of what was sent, and where it is indented a paragraph of its own.
- U+0003, the end of a transmission, is dropped. Any other control character stands where a letter was lost on the wire,
  and no page can hold it: U+FFFD takes its place.
- What would be markup is escaped. Autolinks and HTML are none in this dialect, so that `<IBM>` needs no escape.

A company is named by its code as the text shows it, `<IT>`: a bare `IT` would be found in every «It».
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.bench.writing import Ids, article_file, record_file, record_path
from tests.support.archives import write

from pressmark.model import Kind

Wire = Mapping[str, Any]
"""One record, as it stands in the JSON."""

LISTS = {
    "topics": Kind.TOPIC,
    "places": Kind.PLACE,
    "people": Kind.PERSON,
    "organisations": Kind.COMPANY,
    "orgs": Kind.COMPANY,
    "exchanges": Kind.COMPANY,
}
ABBREVIATIONS = frozenset({"uae", "uk", "usa", "ussr"})  # places that are not written like other names
FIRST_WORDS = 10  # of a text that has no title

_TICKER = re.compile(r"<([A-Z]{1,5}(?:\.[A-Z]{1,4})?)>")
_LOST = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_INLINE = re.compile(r"[\\`*_\[\]~]|&(?=#?\w+;)")
_BLOCK = re.compile(r"^(?:(?=[#>|:+-]|<{7})|([0-9]{1,9})(?=[.)]))", re.MULTILINE)


def archive_of(records: Iterable[Wire]) -> dict[str, str]:
    """The files of an archive by path."""
    files = {"pressmark.yaml": record_file({"title": "The wire", "language": "en", "rights": "full"})}
    files["content/sources/wire.yaml"] = record_file({"name": "The wire"})
    ids, authority = Ids(), Authority()
    for number, record in enumerate(records, 1):
        found = paragraphs(str(record.get("body") or ""))
        title = title_of(record, found, number)
        published = day(str(record.get("date") or ""))
        year = published[:4] if published else "undated"
        fields = {
            "title": title,
            "source": "wire",
            "published": published or "XXXX",
            **authority.named_by(record, "\n".join((title, *found))),
            "identifiers": {"wire": str(record.get("id") or number)},
        }
        path = f"content/articles/{year}/{ids.new(f'articles/{year}', title)}.md"
        files[path] = article_file(fields, "\n\n".join(map(escaped, found)))
    return files | authority.files


# --- text ---------------------------------------------------------------------------------------------------------


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a text, with its wraps of lines."""
    found: list[list[str]] = []
    begins = True
    for line in cleaned(body).split("\n"):
        text = line.strip()
        if text and (begins or line[0].isspace()):
            found.append([])
        if text:
            found[-1].append(text)
        begins = not text
    return ["\n".join(lines) for lines in found]


def cleaned(text: str) -> str:
    """A text without what no page can hold."""
    return _LOST.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x03", ""))


def escaped(text: str) -> str:
    """A paragraph as Markdown that says exactly this; its lines have no blanks at their ends."""
    return _BLOCK.sub(r"\1\\", _INLINE.sub(r"\\\g<0>", text))


def title_of(record: Wire, text: Sequence[str], number: int) -> str:
    """The title, else the first words of the text, else a number."""
    title = " ".join(cleaned(str(record.get("title") or "")).split())
    words = text[0].split() if text else []
    beginning = " ".join(words[:FIRST_WORDS]) + ("…" if len(words) > FIRST_WORDS else "")
    return title or beginning or f"Untitled story {number}"


def day(written: str) -> str:
    """The day of a date such as `26-FEB-1987 15:01:01.79` or `1987-02-26T15:01`, as EDTF; empty where there is none."""
    first, *_ = (*written.split(), "")
    for text, form in ((first, "%d-%b-%Y"), (first.partition("T")[0], "%Y-%m-%d")):
        with suppress(ValueError):
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day has no time zone
    return ""


# --- records ------------------------------------------------------------------------------------------------------


class Authority:
    """The authority records that stories name, each made when it is first named."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self._ids = Ids()
        self._known: dict[tuple[str, str], str] = {}

    def named_by(self, record: Wire, text: str) -> dict[str, Any]:
        """What a story is about, as fields of its article; companies also by the ticker codes in its text."""
        about: dict[Kind, list[str]] = {kind: [] for kind in LISTS.values()}
        for key, kind in LISTS.items():
            about[kind] += [self._listed(key, kind, str(word)) for word in record.get(key) or ()]
        about[Kind.COMPANY] += [self._ticker(code) for code in _TICKER.findall(text)]
        once = {kind: list(dict.fromkeys(found)) for kind, found in about.items()}
        kinds = (Kind.COMPANY, Kind.PERSON, Kind.PLACE)
        return {"topics": once[Kind.TOPIC], "entities": {kind.folder: once[kind] for kind in kinds}}

    def _listed(self, key: str, kind: Kind, word: str) -> str:
        of = {"kind": "public-body"} if key in {"organisations", "orgs"} else {}
        return self._id(kind, word, {"name": name_of(kind, word), **of})

    def _ticker(self, code: str) -> str:
        return self._id(Kind.COMPANY, f"<{code}>", {"name": f"<{code}>", "identifiers": {"ric": code}})

    def _id(self, kind: Kind, word: str, fields: Mapping[str, Any]) -> str:
        key = (kind, word)
        if key not in self._known:
            self._known[key] = self._ids.new(kind.folder, word)
            self.files[record_path(kind, self._known[key])] = record_file(fields)
        return self._known[key]


def name_of(kind: Kind, word: str) -> str:
    """The name that a code such as `west-germany` stands for; subjects and bodies go by their codes."""
    if kind is Kind.TOPIC:
        return word.replace("-", " ").capitalize()
    if kind is Kind.COMPANY or word in ABBREVIATIONS:
        return word.upper()
    return " ".join(part.capitalize() for part in word.split("-"))


# --- files --------------------------------------------------------------------------------------------------------


def read_records(folder: Path) -> Iterator[Wire]:
    """All records of a folder, in the order of its files' names."""
    for path in sorted(folder.glob("*.json")):
        yield from json.loads(path.read_text(encoding="utf-8"))


def main(arguments: Sequence[str]) -> int:
    """Write an archive; refuse a folder that holds something."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m tests.bench.wire RECORDS ARCHIVE\n")
        return 2
    source, archive = map(Path, arguments)
    if archive.exists() and any(archive.iterdir()):
        sys.stderr.write(f"{archive} is not empty.\n")
        return 2
    files = archive_of(read_records(source))
    write(archive, files)
    articles = sum(path.startswith("content/articles/") for path in files)
    sys.stdout.write(f"{articles:,} articles and {len(files) - articles - 1:,} records in {archive}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
