"""Which reader reads a file: by the ending of its name, else by how it begins."""

import re

from pressmark.drafts import pagetext, tables
from pressmark.drafts.values import Reader

_NOTES = re.compile(rb'"target"\s*:|"rows"\s*:\s*\[|"@?type"\s*:\s*\[?\s*"(?:oa:)?Annotation')
_ENDINGS: dict[str, Reader] = {
    ".csv": tables.read_csv,
    ".tsv": tables.read_csv,
    ".json": tables.read_json,
    ".jsonl": tables.read_json_lines,
    ".ndjson": tables.read_json_lines,
}
_BEGINNINGS: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(rb"\s*\[\s*\{"), tables.read_json),
    (re.compile(rb'\s*\{\s*"'), tables.read_json_lines),
)


def reader_of(name: str, head: bytes) -> Reader:
    """The reader for a file of some name that begins with some bytes; text without a known form is that of a page."""
    lowered = name.lower()
    named = next((reader for ending, reader in _ENDINGS.items() if lowered.endswith(ending)), None)
    begun = next((reader for begins, reader in _BEGINNINGS if begins.match(head)), None)
    return named or begun or pagetext.read


def holds_notes(name: str, head: bytes) -> bool:
    """Whether a file looks like an export of margin notes, which are no articles."""
    return name.lower().endswith((".json", ".jsonld")) and _NOTES.search(head) is not None
