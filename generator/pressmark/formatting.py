"""Put files in canonical form; what cannot be read is left as it is, with the reason."""

from collections.abc import Iterable, Iterator, Sequence

from pressmark.canonical import canonical, schema_of
from pressmark.diagnostics import Diagnostic
from pressmark.documents import Parsed, SourceFile, decode
from pressmark.filing import identify
from pressmark.model import Article, Body, Kind
from pressmark.names import Names
from pressmark.sheets import Sheet
from pressmark.values import Frozen


class Formatted(Frozen):
    """A file before and after; `problems` say why it could not be read, and then it stays as it is."""

    before: SourceFile
    after: SourceFile
    problems: tuple[Diagnostic, ...] = ()

    @property
    def changed(self) -> bool:
        return self.before.data != self.after.data


def format_files(chosen: Iterable[SourceFile], parsed: Sequence[Parsed]) -> Iterator[Formatted]:
    """The chosen files in canonical form; all files of the archive were `parsed`, for the ids of names."""
    names = Names(parsed)
    bodies = {one.document.id: one.document.body for one in parsed if isinstance(one.document, Article)}

    def respell(kind: str, text: str) -> str:
        found = names.find(kind, text)
        return found[0] if len(found) == 1 else text

    for file in chosen:
        kind, identifier, problem = identify(file.path)
        text = decode(file)
        if problem or kind is None or isinstance(text, Diagnostic):
            problems = tuple(one for one in (problem, text) if isinstance(one, Diagnostic))
            yield Formatted(file, file, problems)
            continue
        sheet = Sheet.of(file)
        if sheet.tree.problems or sheet.tree.root is None:
            yield Formatted(file, file, sheet.tree.problems)
            continue
        body = bodies.get(identifier, Body()) if kind is Kind.ARTICLE else Body()
        written = canonical(sheet.tree, schema_of(kind, file.path), respell, body)
        yield Formatted(file, sheet.with_yaml(written).file if written is not None else file)
