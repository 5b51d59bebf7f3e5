"""Write another id where a file names a document: in fields, in notes and profiles, and in links by hand.

Only what is such a reference changes, byte for byte. Each change is proved: the file is parsed again, and must name the
same as before but for the one id.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pressmark.documents import SourceFile, parse_file
from pressmark.frontmatter import Mapping, Scalar, Sequence, Value
from pressmark.model import Kind
from pressmark.query import OF_RECORDS, QUOTES
from pressmark.sheets import Sheet

Named = Counter[tuple[str, str]]
_TWICE = "E031"
MOST = 1000  # characters of a field before one of its values
_OPENING = re.compile(r"[|>][^\n]*\n|[\"']?")  # what a value begins with before its first word
_VALUE = rf"(?:\\?[{QUOTES}][^{QUOTES}\n]*[{QUOTES}]|[^\s,{QUOTES}]+)"  # in double quotes of YAML with a backslash


def repointed(file: SourceFile, kind: Kind, old: str, new: str) -> SourceFile:
    """A file that names a document by its new id wherever it has named it by the old one."""
    if old.encode() not in file.data:
        return file
    before = _named(file)
    if not before[kind, old]:
        return file
    sheet = Sheet.of(file)
    for place in sorted(_fields(sheet, file, kind, old), reverse=True):
        sheet = _put(sheet, place, old, new)
    for place in sorted(_links(sheet, kind, old), reverse=True):
        sheet = _proved(sheet, _put(sheet, place, old, new), kind, old, new)
    return _once(file, sheet)


def _proved(sheet: Sheet, candidate: Sheet, kind: Kind, old: str, new: str) -> Sheet:
    """The candidate, if it names less by the old id and more by the new one; else this was no reference."""
    expected, found = _named(sheet.file), _named(candidate.file)
    followed = expected[kind, old] - found[kind, old]
    expected[kind, old] -= followed
    expected[kind, new] += followed
    return candidate if followed and +expected == found else sheet


def _named(file: SourceFile) -> Named:
    return Counter((reference.kind, reference.text) for reference in parse_file(file).references)


def _put(sheet: Sheet, place: int, old: str, new: str) -> Sheet:
    return sheet.with_replaced(place, place + len(old), new)


def _fields(sheet: Sheet, file: SourceFile, kind: Kind, old: str) -> Iterator[int]:
    """Where fields name the document."""
    places = {
        (reference.at.line, reference.at.column)
        for reference in parse_file(file).references
        if (reference.kind, reference.text) == (kind, old)
    }
    for value in _scalars(sheet.tree.root):
        if (value.line, value.column) in places and value.text.strip() == old:
            place = sheet.tree.text.find(old, _behind_opening(sheet, value), value.end)
            if place >= 0:  # else escapes spell it, and it leads on as an old id
                yield sheet.offset(place)


def _behind_opening(sheet: Sheet, value: Scalar) -> int:
    opening = None if value.plain else _OPENING.match(sheet.tree.text, value.start)
    return opening.end() if opening else value.start


def _links(sheet: Sheet, kind: Kind, old: str) -> Iterator[int]:
    """Where texts may name it in a link, and saved queries as a value of a field."""
    fields = "|".join({kind, *(facet for facet, of in OF_RECORDS.items() if of is kind)})
    before = re.compile(rf"\b(?:{fields}):(?:{_VALUE},)*(?:\\?[{QUOTES}])?$")
    for found in re.finditer(rf"(?<=[:,{QUOTES}]){re.escape(old)}(?![A-Za-z0-9/-])", sheet.text):
        if before.search(sheet.text[max(0, found.start() - MOST) : found.start()]):
            yield found.start()


def _scalars(value: Value | None) -> Iterator[Scalar]:
    match value:
        case Scalar():
            yield value
        case Sequence():
            for item in value.items:
                yield from _scalars(item)
        case Mapping():
            for _, item in value.items:
                yield from _scalars(item)


# --- lists --------------------------------------------------------------------------------------------------------


def _once(before: SourceFile, sheet: Sheet) -> SourceFile:
    """A file whose lists name nothing twice that was not there twice before."""
    if any(problem.code == _TWICE for problem in parse_file(before).problems):
        return sheet.file
    while True:
        twice = [problem.at for problem in parse_file(sheet.file).problems if problem.code == _TWICE]
        if not twice:
            return sheet.file
        sheet = without_item(sheet, twice[-1].line, twice[-1].column)


def without_item(sheet: Sheet, line: int, column: int) -> Sheet:
    """A sheet without the item of a list that stands at a place."""
    sequence, index = next(
        (one, n)
        for one in _sequences(sheet.tree.root)
        for n, item in enumerate(one.items)
        if (item.line, item.column) == (line, column)
    )
    if not sequence.flow:
        start = sum(map(len, sheet.lines[: line - 1]))
        return sheet.with_replaced(start, start + len(sheet.lines[line - 1]), "")
    item, items = sequence.items[index], sequence.items
    if len(items) == 1:
        start, end = item.start, _end(item)
    elif index + 1 < len(items):
        start, end = item.start, items[index + 1].start
    else:
        start, end = _end(items[index - 1]), _end(item)
    return sheet.with_replaced(sheet.offset(start), sheet.offset(end), "")


def with_items(sheet: Sheet, key: str, items: Iterable[str]) -> Sheet:
    """A sheet with further items in a list of its fields, which is begun where there is none.

    The items are scalars as they are to be written. In a list that is sorted each takes its place.
    """
    for item in items:
        sheet = _with_item(sheet, key, item)
    return sheet


def _with_item(sheet: Sheet, key: str, item: str) -> Sheet:
    end = sheet.line_end
    pair = next(((name, value) for name, value in _pairs(sheet) if name.text == key), None)
    root = sheet.tree.root
    if pair is None and isinstance(root, Mapping) and root.flow and root.items:
        place = sheet.offset(_end(root.items[-1][1]))
        return sheet.with_replaced(place, place, f", {key}: [{item}]")
    if pair is None:
        return with_lines(sheet, f"{key}:{end}  - {item}{end}")
    name, value = pair
    if not isinstance(value, Sequence):  # nothing stands behind the colon
        return _with_line(sheet, name.line, f"  - {item}{end}")
    if not value.items:
        return sheet.with_replaced(sheet.offset(value.start), sheet.offset(value.end), f"[{item}]")
    texts = [one.text if isinstance(one, Scalar) else "" for one in value.items]
    after = [n for n, text in enumerate(texts) if text > item] if texts == sorted(texts) else []
    if value.flow:
        place = value.items[after[0]].start if after else _end(value.items[-1])
        written = f"{item}, " if after else f", {item}"
        return sheet.with_replaced(sheet.offset(place), sheet.offset(place), written)
    line = value.items[after[0]].line - 1 if after else _last_line(sheet, value.items[-1])
    return _with_line(sheet, line, f"{' ' * (value.column - 1)}- {item}{end}")


def with_lines(sheet: Sheet, text: str) -> Sheet:
    """A sheet with further lines at the end of its YAML."""
    first, last = sheet.span
    while last > first and not sheet.lines[last - 1].strip():
        last -= 1
    return _with_line(sheet, last, text)


def with_field(sheet: Sheet, key: str, text: str) -> Sheet:
    """A sheet with a text of whole lines in place of the lines of a field."""
    name, value = next(pair for pair in _pairs(sheet) if pair[0].text == key)
    first, last = name.line - 1, sheet.tree.text.count("\n", 0, _end(value)) + 1
    start, end = (sum(map(len, sheet.lines[:number])) for number in (first, last))
    return sheet.with_replaced(start, end, text)


def _with_line(sheet: Sheet, number: int, text: str) -> Sheet:
    """A sheet with a text behind a line, counted from 1."""
    start = sum(map(len, sheet.lines[:number]))
    ended = not number or sheet.lines[number - 1].endswith(("\r", "\n"))
    return sheet.with_replaced(start, start, text if ended else f"{sheet.line_end}{text}")


def _pairs(sheet: Sheet) -> Iterable[tuple[Scalar, Value]]:
    return sheet.tree.root.items if isinstance(sheet.tree.root, Mapping) else ()


def _sequences(value: Value | None) -> Iterator[Sequence]:
    if isinstance(value, Sequence):
        yield value
        for item in value.items:
            yield from _sequences(item)
    elif isinstance(value, Mapping):
        for _, item in value.items:
            yield from _sequences(item)


def _end(value: Value) -> int:
    return value.end


def _last_line(sheet: Sheet, value: Value) -> int:
    """The last line of an item."""
    if isinstance(value, Scalar) or value.flow or not value.items:
        written = sheet.tree.text[value.start : value.end].rstrip()
        return sheet.tree.text.count("\n", 0, value.start + len(written)) + 1
    return _last_line(sheet, value.items[-1][1] if isinstance(value, Mapping) else value.items[-1])
