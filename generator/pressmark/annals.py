"""What the versions of an archive's files said: a function of the history alone, whoever asks and whatever is public.

It is what takes time in telling the past, and stays the same until there is another commit.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from pressmark import fields, frontmatter
from pressmark.diagnostics import Diagnostic
from pressmark.digest import sha256
from pressmark.documents import SourceFile, decode
from pressmark.filing import NOTES_ENDING, identify
from pressmark.history import Commit, Span, Version, spans
from pressmark.model import Kind
from pressmark.schema import Reader
from pressmark.values import Frozen, field

MOST = 500  # versions that are compared, the newest: reading them takes half a millisecond each
_Key = tuple[str, datetime, str, tuple[str, str]]
Said = Mapping[str, Any]  # the fields of a version; its text as `body`, by a digest


class Told(Frozen):
    """A version of a file: what it said before and after. None where there was nothing, or nothing that can be read."""

    when: datetime
    author: str
    blobs: tuple[str, str]
    old: Said | None
    new: Said | None


class Annals(Frozen):
    """All commits, the newest first; spans by path; and by path what the newest versions said."""

    log: tuple[Commit, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)
    versions: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)


NONE = Annals()


def wanted(come: Iterable[Commit], lived: Mapping[str, list[Version]], before: Annals) -> Iterator[str]:
    """The contents that are compared: of the newest versions, and of the last two changes of every file.

    Not those that have been compared before the last commits came.
    """
    known = _known(before)
    some = [one for path in sorted(_changed(come, lived)) for one in lived[path][:-1][:2]]
    some += [one for path, versions in newest(lived).items() for one in versions if _key(path, one) not in known]
    return (blob for one in some for blob in (one.blob, one.old_blob) if blob)


def annals(
    come: tuple[Commit, ...], lived: Mapping[str, list[Version]], blobs: Mapping[str, bytes], before: Annals
) -> Annals:
    """Go on with annals: read what is compared of the commits that have come.

    `lived` are the versions that all commits tell of, `blobs` the contents that are `wanted`.
    """
    known, read = _known(before), _Readings(blobs)
    versions = {
        path: tuple(known.get(_key(path, one)) or read.told(path, one) for one in some)
        for path, some in newest(lived).items()
    }
    changed = _changed(come, lived)
    lasting = {path: span for path, span in before.spans.items() if path in lived}
    fresh = spans({path: lived[path] for path in changed}, blobs)
    return Annals((*come, *before.log), lasting | fresh, versions)


def _changed(come: Iterable[Commit], lived: Mapping[str, list[Version]]) -> set[str]:
    """The files of today that some commits touched."""
    return {one.path for commit in come for one in commit.touched if one.path in lived}


def _known(before: Annals) -> dict[_Key, Told]:
    every = ((path, told) for path, some in before.versions.items() for told in some)
    return {(path, told.when, told.author, told.blobs): told for path, told in every}


def _key(path: str, version: Version) -> _Key:
    return path, version.commit.when, version.commit.author, (version.old_blob, version.blob)


def newest(lived: Mapping[str, list[Version]]) -> dict[str, list[Version]]:
    """The newest versions of all files, as many as are compared."""
    every = sorted(
        ((one.commit.when, path, n) for path, some in lived.items() for n, one in enumerate(some)), reverse=True
    )
    kept: dict[str, list[Version]] = {}
    for _, path, number in every[:MOST]:
        kept.setdefault(path, []).append(lived[path][number])
    return kept


class _Readings:
    """Reads versions; of those whose fields are the same, letter by letter, the fields are read once."""

    def __init__(self, blobs: Mapping[str, bytes]) -> None:
        self.blobs = blobs
        self.known: dict[tuple[Kind, str], Said] = {}

    def told(self, path: str, version: Version) -> Told:
        old, new = self.said(path, version.old_blob), self.said(path, version.blob)
        return Told(version.commit.when, version.commit.author, (version.old_blob, version.blob), old, new)

    def said(self, path: str, blob: str) -> Said | None:
        data = self.blobs.get(blob)
        kind = identify(path)[0]
        text = decode(SourceFile(path, data)) if data is not None else None
        if kind is None or text is None or isinstance(text, Diagnostic):
            return None
        if path.endswith(NOTES_ENDING):
            tree = frontmatter.load(path, text)
            return {"annotations": fields.SIDECAR.read(tree.root, Reader(path, tree)) or ()} if tree.root else {}
        return self._document(path, kind, text) if path.endswith(".md") else _fields(path, kind, text)

    def _document(self, path: str, kind: Kind, text: str) -> Said | None:
        head, _, rest = text.partition("\n---\n")
        said = self.known.get((kind, head))
        if said is None:
            source = frontmatter.split(path, text)
            said = _attributes(path, kind, source.tree)
            if said is not None and source.body == rest:
                self.known[kind, head] = said
            rest = source.body
        return {**said, "body": _digest(rest.split())} if said is not None else None


def _fields(path: str, kind: Kind, text: str) -> Said | None:
    return _attributes(path, kind, frontmatter.load(path, text))


def _attributes(path: str, kind: Kind, tree: frontmatter.Tree) -> Said | None:
    if not isinstance(tree.root, frontmatter.Mapping):
        return None
    return fields.OF_KIND[kind].attributes(tree.root, Reader(path, tree))


def _digest(words: Iterable[str]) -> str:
    return sha256(" ".join(words).encode())
