"""Which reader reads a file: by the ending of its name, else by how it begins."""

import re

from pressmark.drafts import pagetext, postfile, references, tables, warcfile, webpage
from pressmark.drafts.values import Reader

_CSL = re.compile(rb'"date-parts"\s*:|"(?:container-title|citation-key)"\s*:|"family"\s*:')
_NOTES = re.compile(rb'"target"\s*:|"rows"\s*:\s*\[|"@?type"\s*:\s*\[?\s*"(?:oa:)?Annotation')
_ENDINGS: dict[str, Reader] = {
    ".csv": tables.read_csv,
    ".tsv": tables.read_csv,
    ".json": tables.read_json,
    ".jsonl": tables.read_json_lines,
    ".ndjson": tables.read_json_lines,
    ".ris": references.read_ris,
    ".bib": references.read_bibtex,
    ".bibtex": references.read_bibtex,
    ".md": postfile.read,
    ".markdown": postfile.read,
    ".html": webpage.read,
    ".htm": webpage.read,
    ".xhtml": webpage.read,
    ".warc": warcfile.read,
    ".warc.gz": warcfile.read,
}
_BEGINNINGS: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE), webpage.read),
    (re.compile(rb"\s*TY  - "), references.read_ris),
    (re.compile(rb"\s*@[A-Za-z]+\s*\{"), references.read_bibtex),
    (re.compile(rb"WARC/\d"), warcfile.read),
    (re.compile(rb"\s*\[\s*\{"), tables.read_json),
    (re.compile(rb'\s*\{\s*"'), tables.read_json_lines),
)


def reader_of(name: str, head: bytes) -> Reader:
    """The reader for a file of some name that begins with some bytes; text without a known form is that of a page."""
    lowered = name.lower()
    if lowered.endswith((".json", ".csljson")) and _CSL.search(head):
        return references.read_csl
    named = next((reader for ending, reader in _ENDINGS.items() if lowered.endswith(ending)), None)
    begun = next((reader for begins, reader in _BEGINNINGS if begins.match(head)), None)
    return named or begun or pagetext.read


def holds_notes(name: str, head: bytes) -> bool:
    """Whether a file looks like an export of margin notes, which are no articles."""
    return name.lower().endswith((".json", ".jsonld")) and _NOTES.search(head) is not None
