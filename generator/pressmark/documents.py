"""One file alone: from its bytes to a typed document, with everything that is wrong in it. Never raises.

What needs other files (references, vocabularies, duplicate ids) is left to `resolve`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pressmark import fields, frontmatter, markup, mistakes
from pressmark.config import SETTINGS_FILE, Settings
from pressmark.diagnostics import At, Diagnostic, has_errors
from pressmark.filing import NOTES_ENDING, UNDATED, folder_of, identify
from pressmark.limits import FILE, LINES, MARKS, PROBLEMS
from pressmark.locks import lock
from pressmark.model import Article, Kind, Page, Record, Reference, SavedQuery, type_of_record
from pressmark.query import OF_RECORDS, parse
from pressmark.schema import Marked, Reader, Struct
from pressmark.values import Frozen, replace

TEXT_TO_COME = "TODO: the text, word for word."  # what stands in a new article
_MARKS = "[]!*_`~|&\\<^"  # each of which may cost the parser of Markdown a look at all that follows


class SourceFile(Frozen):
    """A file of the archive: its path from the archive's folder, and its bytes."""

    path: str
    data: bytes


class Notes(Frozen):
    """A sidecar: margin notes that stand in a file of their own beside their article."""

    article: str
    marked: tuple[Marked, ...]


class Parsed(Frozen):
    """What one file says.

    `facts` are where an article's claims, events and annotations stand, in that order; of a saved query, its query.
    """

    path: str
    document: Article | Page | Record | SavedQuery | Notes | None = None
    kind: Kind | None = None
    references: tuple[Reference, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    facts: tuple[At, ...] = ()
    draft: bool = False


def parse_files(files: Sequence[SourceFile]) -> list[Parsed]:
    """Parse a chunk of files; picklable, for a pool of processes."""
    return [parse_file(file) for file in files]


def parse_file(file: SourceFile) -> Parsed:
    """Parse one file of `content/`."""
    kind, identifier, problem = identify(file.path)
    if problem and kind is Kind.ARTICLE:
        problem = identify(file.path, _folder_of(file))[2]
    if problem or kind is None:
        return Parsed(file.path, problems=(problem,) if problem else ())
    text = decode(file)
    if isinstance(text, Diagnostic):
        return Parsed(file.path, kind=kind, problems=(text,))
    parsed = _parsed(file, kind, identifier, text)
    if len(parsed.problems) > PROBLEMS.most:
        kept = (*parsed.problems[: PROBLEMS.most], mistakes.too_much_wrong(At(file.path), PROBLEMS.most))
        return replace(parsed, problems=kept)
    return parsed


def _parsed(file: SourceFile, kind: Kind, identifier: str, text: str) -> Parsed:
    if file.path.endswith(NOTES_ENDING):
        return _notes(file.path, identifier, text)
    if kind is Kind.ARTICLE:
        return _article(file.path, identifier, text)
    if kind is Kind.PAGE:
        return _page(file.path, identifier, text)
    if kind is Kind.QUERY:
        return _query(file.path, identifier, text)
    return _record(file.path, kind, identifier, text)


def parse_settings(file: SourceFile | None) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The archive's settings; an empty file is all defaults."""
    if file is None:
        return Settings(), ()
    text = decode(file)
    if isinstance(text, Diagnostic):
        return Settings(), (text,)
    tree = frontmatter.load(SETTINGS_FILE, text)
    reader = Reader(SETTINGS_FILE, tree, list(tree.problems))
    if tree.root is None:
        return Settings(), tuple(reader.problems)
    settings = fields.SETTINGS.read(tree.root, reader)
    return settings or Settings(), tuple(reader.problems)


def decode(file: SourceFile) -> str | Diagnostic:
    """The text of a file that keeps to the limits, with line feeds as line ends and without a byte-order mark."""
    at = At(file.path)
    if len(file.data) > FILE.most:
        return mistakes.too_large(at, len(file.data), FILE.most)
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = file.data[: error.start]
        line, column = good.count(b"\n") + 1, len(good.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return mistakes.not_utf8(At(file.path, line, column), file.data[error.start])
    text = with_line_feeds(text)
    if len(text) > LINES.most and text.count("\n") > LINES.most:
        return mistakes.too_many(at, "lines in this file", LINES.most)
    if len(text) > MARKS.most and sum(map(text.count, _MARKS)) > MARKS.most:
        return mistakes.too_many(at, "marks of Markdown and YAML in this file", MARKS.most)
    return text


def with_line_feeds(text: str) -> str:
    """A text with line feeds as line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


# --- the kinds ----------------------------------------------------------------------------------------------------


def _folder_of(file: SourceFile) -> str:
    """The folder in which an article should stand, whatever its path is."""
    text = decode(file)
    found = None if isinstance(text, Diagnostic) else _article(file.path, "", text).document
    return folder_of(found.published if isinstance(found, Article) else None)


def _article(path: str, identifier: str, text: str) -> Parsed:
    source = frontmatter.split(path, text)
    reader = Reader(path, source.tree, list(source.tree.problems))
    found = _attributes(fields.ARTICLE, source.tree, reader)
    if found is None:
        return Parsed(path, kind=Kind.ARTICLE, problems=tuple(reader.problems))
    parsed = markup.parse(source.body, path, source.first_line)
    reader.problems.extend(parsed.problems)
    if source.body.strip() in {TEXT_TO_COME, "TODO"}:
        line = source.first_line + source.body.partition("TODO")[0].count("\n")
        reader.report(mistakes.todo(At(path, line, 1), "text"))
    status = found.get("status", "published")
    top = At(path, 1, 1)
    if not found.get("title"):
        _unless_reported(reader, source.tree, "title", mistakes.missing_title(top))
        found["title"] = identifier.rpartition("/")[2].replace("-", " ").capitalize()
    if status != "draft" and found.get("published") is None:
        _unless_reported(reader, source.tree, "published", mistakes.missing_published(top))
    reader.problems.extend(_doubtful_dates(identifier, found, reader))
    places = []
    for key in ("claims", "events", "annotations"):
        marked: tuple[Marked, ...] = found.get(key, ())
        locked, ats = lock(marked, parsed.body, reader.report, needed=bool(parsed.body) or key == "annotations")
        found[key] = locked
        places.extend(ats)
    article = Article(id=identifier, body=parsed.body, **found)
    references = (*reader.references, *parsed.references)
    draft = status == "draft"
    return Parsed(path, article, Kind.ARTICLE, references, _softened(reader.problems, draft), tuple(places), draft)


def _doubtful_dates(identifier: str, found: Mapping[str, Any], reader: Reader) -> Iterator[Diagnostic]:
    published, captured, folder = found.get("published"), found.get("captured"), identifier.partition("/")[0]
    if published and published.year and folder not in {UNDATED, f"{published.year:04d}"}:
        yield mistakes.folder_year(_place(reader, "published"), folder, f"{published.year:04d}")
    if published and captured and published.earliest and captured.latest and captured.latest < published.earliest:
        yield mistakes.captured_before_published(_place(reader, "captured"))


def _page(path: str, identifier: str, text: str) -> Parsed:
    source = frontmatter.split(path, text)
    reader = Reader(path, source.tree, list(source.tree.problems))
    found = _attributes(fields.PAGE, source.tree, reader)
    if found is None:
        return Parsed(path, kind=Kind.PAGE, problems=tuple(reader.problems))
    parsed = markup.parse(source.body, path, source.first_line)
    reader.problems.extend(parsed.problems)
    if not found.get("title"):
        _unless_reported(reader, source.tree, "title", mistakes.missing_title(At(path)))
        found["title"] = identifier.capitalize()
    draft = found.get("status") == "draft"
    references = (*reader.references, *parsed.references)
    page = Page(id=identifier, body=parsed.body, **found)
    return Parsed(path, page, Kind.PAGE, references, _softened(reader.problems, draft), draft=draft)


def _record(path: str, kind: Kind, identifier: str, text: str) -> Parsed:
    tree = frontmatter.load(path, text)
    reader = Reader(path, tree, list(tree.problems))
    found = _attributes(fields.RECORDS[kind], tree, reader)
    if found is None or "name" not in found:
        return Parsed(path, kind=kind, problems=tuple(reader.problems))
    record = type_of_record[kind](id=identifier, **found)
    return Parsed(path, record, kind, tuple(reader.references), tuple(reader.problems))


def _query(path: str, identifier: str, text: str) -> Parsed:
    tree = frontmatter.load(path, text)
    reader = Reader(path, tree, list(tree.problems))
    found = _attributes(fields.QUERY, tree, reader)
    if found is None or not {"title", "query"} <= found.keys():
        return Parsed(path, kind=Kind.QUERY, problems=tuple(reader.problems))
    draft = found.get("status") == "draft"
    problems = _softened(reader.problems, draft)
    query, at = SavedQuery(id=identifier, **found), _place(reader, "query")
    choices = (choice for choice in parse(query.query).choices if choice.facet in OF_RECORDS)
    named = tuple(Reference(OF_RECORDS[one.facet], value, at) for one in choices for value in one.values)
    return Parsed(path, query, Kind.QUERY, named, problems, facts=(at,), draft=draft)


def _notes(path: str, identifier: str, text: str) -> Parsed:
    tree = frontmatter.load(path, text)
    reader = Reader(path, tree, list(tree.problems))
    marked = fields.SIDECAR.read(tree.root, reader) if tree.root else ()
    notes = Notes(identifier, marked or ())
    return Parsed(path, notes, Kind.ARTICLE, tuple(reader.references), tuple(reader.problems))


def _attributes(struct: Struct, tree: frontmatter.Tree, reader: Reader) -> dict[str, Any] | None:
    """The attributes of a document, or None where there is nothing that could be read."""
    if tree.root is None:
        if not has_errors(reader.problems):
            reader.report(mistakes.not_a_mapping(At(reader.path), "nothing"))
        return None
    if not isinstance(tree.root, frontmatter.Mapping):
        found = "a list" if isinstance(tree.root, frontmatter.Sequence) else "a single value"
        reader.report(mistakes.not_a_mapping(reader.at(tree.root), found))
        return None
    return struct.attributes(tree.root, reader)


def _place(reader: Reader, key: str) -> At:
    """Where the value of a field stands."""
    items = reader.tree.root.items if isinstance(reader.tree.root, frontmatter.Mapping) else ()
    return next((reader.at(value) for name, value in items if name.text == key), At(reader.path))


def _unless_reported(reader: Reader, tree: frontmatter.Tree, key: str, problem: Diagnostic) -> None:
    """Report a missing field, unless it is there and what it says has been reported already."""
    keys = tree.root.items if isinstance(tree.root, frontmatter.Mapping) else ()
    if not any(name.text == key and not getattr(value, "empty", False) for name, value in keys):
        reader.report(problem)


def _softened(problems: Iterable[Diagnostic], draft: bool) -> tuple[Diagnostic, ...]:
    return tuple(problem.in_draft() if draft else problem for problem in problems)
