"""Take notes from elsewhere into an archive: into the sidecars of its articles, behind what stands there.

Pure. What a sidecar says already stays as it is, byte for byte; a note that the article has, in its front matter or in
its sidecar, is not taken in again; and a note that would make a mistake is left out with the reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pressmark import frontmatter, quotes
from pressmark.config import CONTENT
from pressmark.diagnostics import Severity
from pressmark.documents import Notes, Parsed, SourceFile, parse_file, with_line_feeds
from pressmark.filing import NOTES_ENDING
from pressmark.fragments import fragment_of
from pressmark.frontmatter import Sequence
from pressmark.incoming import Incoming
from pressmark.model import Annotation, Article, Kind, Quote, Reference
from pressmark.names import Names
from pressmark.placing import Addresses, Left, locked
from pressmark.resolve import Archive
from pressmark.values import Frozen, replace
from pressmark.writing import item

KNOWN = Left("the article has it", known=True)
Fields = tuple[tuple[str, str], ...]


class Sidecar(Frozen):
    """The file of an article's notes with some added, as text with its own line ends."""

    path: str
    text: str
    added: int


class Closed(Frozen):
    """Notes that have their place in a text, but none in its sidecar."""

    notes: tuple[Incoming, ...]
    reason: str


@dataclass(slots=True)
class _Desk:
    """An article, what it says already, and the notes that are to be added."""

    article: Article
    folded: quotes.Folded
    facts: set[str]
    notes: set[str]
    stated: set[tuple[str, ...]]
    new: list[tuple[Incoming, Annotation, Fields]] = field(default_factory=list)


class Intake:
    """An archive, and the notes that find their places in it one after another."""

    def __init__(self, archive: Archive, parsed: Iterable[Parsed], files: Iterable[SourceFile]) -> None:
        self.archive = archive
        self.addresses = Addresses(archive)
        self.names = Names(parsed)
        self.files = {file.path: file for file in files}
        self.desks: dict[str, _Desk] = {}

    def take(self, incoming: Incoming) -> Left | None:
        """Take in one note, or say why not."""
        articles = self.addresses.find(incoming)
        if len(articles) != 1:
            shown = ", ".join(f"«{address}»" for address in dict.fromkeys(incoming.addresses)) or "its target"
            return Left(f"{shown} is the address of {' and of '.join(articles) or 'no article'}")
        desk = self._desk(articles[0])
        if incoming.fragment in desk.notes:
            return KNOWN
        if incoming.selector is None:
            return Left("it quotes no words of the text")
        quote = locked(incoming.selector, desk.article.body, desk.folded)
        return quote if isinstance(quote, Left) else self._add(desk, incoming, quote)

    def _desk(self, identifier: str) -> _Desk:
        if identifier not in self.desks:
            article = self.archive.articles[identifier]
            self.desks[identifier] = _Desk(
                article,
                quotes.fold(article.body.text),
                {claim.fragment for claim in article.claims} | {event.fragment for event in article.events},
                {note.fragment for note in article.annotations},
                {_stated(note) for note in article.annotations},
            )
        return self.desks[identifier]

    def _add(self, desk: _Desk, incoming: Incoming, quote: Quote) -> Left | None:
        """Write a note, and read it as `check` would."""
        fields = _fields(incoming, quote)
        parsed = parse_file(SourceFile(_path(desk.article), item(fields).encode()))
        errors = [problem.message for problem in parsed.problems if problem.severity is Severity.ERROR]
        errors += [f"there is no «{one.kind}:{one.text}»" for one in parsed.references if not self._exists(one)]
        notes = _values(parsed)
        if errors or len(notes) != 1:
            return Left("; ".join(errors) or "it cannot be written as a note")
        (anchor,) = quotes.locate(quote, desk.article.body, desk.folded)
        note = replace(notes[0], quote=replace(quote, anchor=anchor))
        fragment = fragment_of(note)
        if fragment in desk.facts:
            return Left(f"another fact of the article has the id «{incoming.id}»")
        if fragment in desk.notes or (not incoming.fragment and _stated(note) in desk.stated):
            return KNOWN
        desk.notes.add(fragment)
        desk.stated.add(_stated(note))
        desk.new.append((incoming, notes[0], fields))
        return None

    def _exists(self, reference: Reference) -> bool:
        if reference.kind == "file":
            return reference.text.removeprefix("files/") in self.archive.files
        return len(self.names.find(reference.kind, reference.text)) == 1

    def sidecars(self) -> Iterator[Sidecar | Closed]:
        """The sidecars to be written, and the notes for those that cannot be added to."""
        for _, desk in sorted(self.desks.items()):
            if not desk.new:
                continue
            path = _path(desk.article)
            before = self.files.get(path, SourceFile(path, b""))
            after = _appended(before, [fields for _, _, fields in desk.new])
            wanted = [*_values(parse_file(before)), *(note for _, note, _ in desk.new)]
            if after is None or _values(parse_file(SourceFile(path, after.encode()))) != wanted:
                yield Closed(tuple(one for one, _, _ in desk.new), f"nothing can be added at the end of {path}")
            else:
                yield Sidecar(path, after, len(desk.new))


def _path(article: Article) -> str:
    return f"{CONTENT}{Kind.ARTICLE.folder}/{article.id}{NOTES_ENDING}"


def _values(parsed: Parsed) -> list[Annotation]:
    return [one.value.value for one in parsed.document.marked] if isinstance(parsed.document, Notes) else []


def _stated(note: Annotation) -> tuple[str, ...]:
    """What makes two notes the same, however their quotes and addresses are written."""
    place = note.quote.anchor if note.quote else None
    date = note.date.text if note.date else ""
    return (note.kind, str(place), note.source, note.reading, note.by, date, note.audience)


def _fields(incoming: Incoming, quote: Quote) -> Fields:
    """A note as the fields of an item, in the order in which people write them."""
    return (
        ("quote", quote.exact),
        ("prefix", quote.prefix),
        ("suffix", quote.suffix),
        ("kind", incoming.kind),
        ("reading", " ".join(incoming.reading.split())),
        ("note", incoming.note),
        ("by", " ".join(incoming.by.split())),
        ("date", incoming.date),
        ("audience", "internal" if incoming.internal else ""),
        ("id", incoming.id),
    )


def _appended(file: SourceFile, items: Iterable[Fields]) -> str | None:
    """A sidecar with items at its end; None where it is written in brackets."""
    before = file.data.decode()
    root = frontmatter.load(file.path, with_line_feeds(before.removeprefix("\ufeff"))).root
    if isinstance(root, Sequence) and root.flow:
        return None
    indent = " " * (root.column - 1) if root else ""
    line_end = "\r\n" if "\r\n" in before else "\n"
    behind = line_end if before and not before.endswith(("\n", "\r")) else ""
    return before + behind + "".join(item(fields, indent) for fields in items).replace("\n", line_end)
