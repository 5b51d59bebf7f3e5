"""Give a document another id, or make two records one: every file that changes, before anything is written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff

from pressmark import writing
from pressmark.diagnostics import did_you_mean
from pressmark.documents import SourceFile
from pressmark.filing import NOTES_ENDING, is_id, path_of
from pressmark.frontmatter import Mapping as Fields
from pressmark.frontmatter import Scalar
from pressmark.model import RECORD_KINDS, Annotation, Article, Claim, Event, Kind
from pressmark.repointing import repointed, with_field, with_items, with_lines, without_item
from pressmark.resolve import Archive
from pressmark.sheets import Sheet
from pressmark.values import Frozen, replace

FORMER = "redirect_from"
_UNENDED = "\\ No newline at end of file"
_JOINED = frozenset({"name", "aliases", FORMER, "audience"})  # what a merge takes care of itself
Key = tuple[Kind, str]
Files = Mapping[str, SourceFile]


class RefusedError(Exception):
    """The change cannot be made; the message says why."""


class Plan(Frozen):
    """All files as they are to be, where old ones go, and what nobody but a person can carry over."""

    files: Files
    moved: Mapping[str, str]
    left: tuple[str, ...] = ()

    def changes(self, before: Files) -> tuple["Change", ...]:
        """What is different from how it was."""
        found = ((file, self.files.get(self.moved.get(path, path))) for path, file in sorted(before.items()))
        return tuple(Change(old, new) for old, new in found if new != old)


class Change(Frozen):
    """A file before and after; None where it goes."""

    before: SourceFile
    after: SourceFile | None

    @property
    def diff(self) -> str:
        """The change as git shows it."""
        after = self.after or SourceFile("/dev/null", b"")
        old, new = f"a/{self.before.path}", f"b/{after.path}" if self.after else after.path
        moved = self.after is not None and after.path != self.before.path
        head = f"rename from {self.before.path}\nrename to {after.path}\n" if moved else ""
        lines = unified_diff(_lines(self.before), _lines(after), old, new)
        return head + "".join(line if line.endswith("\n") else f"{line}\n{_UNENDED}\n" for line in lines)


def rename(files: Files, archive: Archive, old: Key, new: Key) -> Plan:
    """Give a document another id; its old one leads on.

    Raises:
        RefusedError: It does not exist, or the new id is none or taken.
    """
    _known(archive, old)
    kind, identifier = new
    if kind is not old[0]:
        raise RefusedError(f"«{old[0]}» and «{kind}» are different kinds.")
    if not is_id(kind, identifier):
        raise RefusedError(f"«{identifier}» can be no id of this kind: see «pressmark explain E002».")
    if path_of(kind, identifier) in files:
        raise RefusedError(f"the {kind} «{identifier}» exists already. «pressmark merge» makes two records one.")
    after = {path: repointed(file, kind, old[1], identifier) for path, file in files.items()}
    path = path_of(*old)
    sheet = _with_former(_without_former(Sheet.of(after[path]), identifier), [old[1]])
    after[path] = sheet.file
    beside = path.removesuffix(".md") + NOTES_ENDING
    moved = {path: path_of(*new)}
    if kind is Kind.ARTICLE and beside in files:
        moved[beside] = path_of(*new).removesuffix(".md") + NOTES_ENDING
    return Plan(_moved(after, moved), moved)


def merge(files: Files, archive: Archive, old: Key, into: Key) -> Plan:
    """Make two records one: what names the first names the second, which takes over its names and what it lacks.

    Raises:
        RefusedError: One of them does not exist, or they are not two records of one kind.
    """
    kind = into[0]
    if kind not in RECORD_KINDS or old[0] is not kind or old == into:
        raise RefusedError("two records of one kind can be merged; texts, as of articles and pages, cannot.")
    _known(archive, old)
    _known(archive, into)
    gone, path = path_of(*old), path_of(*into)
    after = {name: repointed(file, kind, old[1], into[1]) for name, file in files.items() if name != gone}
    sheet, left = _joined(Sheet.of(after[path]), Sheet.of(files[gone]), archive, old, into)
    return Plan(after | {path: sheet.file}, {}, left)


def with_moved_facts(plan: Plan, before: Archive, after: Archive, renamed: Mapping[str, str]) -> Plan:
    """A plan in which links by hand follow facts whose addresses change with the ids that they state.

    `after` is the archive as the plan has it; `renamed` are the new ids of articles.
    """
    facts: dict[str, str] = {}
    for article in before.articles.values():
        now = after.articles[renamed.get(article.id, article.id)]
        pairs = zip(_facts(article), _facts(now), strict=True)
        facts |= {f"article:{now.id}#{one}": f"article:{now.id}#{other}" for one, other in pairs if one != other}
    if not facts:
        return plan
    old = re.compile("|".join(map(re.escape, facts)))

    def followed(file: SourceFile) -> SourceFile:
        text = file.data.decode()
        return replace(file, data=old.sub(lambda found: facts[found[0]], text).encode()) if old.search(text) else file

    return replace(plan, files={path: followed(file) for path, file in plan.files.items()})


def _moved(files: Files, moved: Mapping[str, str]) -> dict[str, SourceFile]:
    return {to: replace(file, path=to) for file in files.values() for to in [moved.get(file.path, file.path)]}


def _facts(article: Article) -> list[str]:
    facts: tuple[Claim | Event | Annotation, ...] = (*article.claims, *article.events, *article.annotations)
    return [fact.fragment for fact in facts]


def _known(archive: Archive, key: Key) -> None:
    kind, identifier = key
    there = {Kind.ARTICLE: archive.articles, Kind.PAGE: archive.pages, Kind.QUERY: archive.queries, **archive.records}[
        kind
    ]
    if identifier not in there:
        raise RefusedError(f"there is no {kind} «{identifier}». {did_you_mean(identifier, there)}".rstrip())


def _with_former(sheet: Sheet, ids: Iterable[str]) -> Sheet:
    there = {item.text for item in _items(sheet, FORMER) if isinstance(item, Scalar)}
    return with_items(sheet, FORMER, [one for one in ids if one not in there])


def _without_former(sheet: Sheet, identifier: str) -> Sheet:
    scalars = (one for one in _items(sheet, FORMER) if isinstance(one, Scalar))
    found = next((one for one in scalars if one.text == identifier), None)
    return without_item(sheet, found.line, found.column) if found else sheet


def _items(sheet: Sheet, key: str) -> tuple[object, ...]:
    value = _fields(sheet).get(key)
    return getattr(value, "items", ()) if value else ()


def _fields(sheet: Sheet) -> dict[str, object]:
    root = sheet.tree.root
    return {key.text: value for key, value in root.items} if isinstance(root, Fields) else {}


# --- joining two records ------------------------------------------------------------------------------------------


def _joined(sheet: Sheet, other: Sheet, archive: Archive, old: Key, into: Key) -> tuple[Sheet, tuple[str, ...]]:
    """The second record with what the first knows and it does not; and what stays behind."""
    gone, kept = archive.records[old[0]][old[1]], archive.records[into[0]][into[1]]
    known = {kept.name, *(alias.text for alias in kept.aliases)}
    names = [(gone.name, "", ""), *((alias.text, alias.kind, alias.link) for alias in gone.aliases)]
    for text, kind, link in names:
        if text not in known:
            sheet = _with_alias(sheet, text, kind, link)
            known.add(text)
    has, told, left = _fields(sheet), _fields(other), []
    for key, lines in _top_fields(other):
        said = "".join(lines).strip()
        if key in _JOINED or _says_nothing(told[key]) or _names_only(said, {old[1], into[1]}):
            continue
        if key not in has or _says_nothing(has[key]):
            text = sheet.line_end.join(line.rstrip("\r\n") for line in lines) + sheet.line_end
            sheet = with_lines(sheet, text) if key not in has else with_field(sheet, key, text)
        elif getattr(has[key], "text", None) != getattr(told[key], "text", ""):
            left.append(said)
    former = [one for one in (*gone.redirect_from, old[1]) if one != into[1]]
    return _with_former(_without_former(sheet, old[1]), former), tuple(left)


def _says_nothing(value: object) -> bool:
    """Whether a field counts as absent."""
    return value.empty if isinstance(value, Scalar) else not getattr(value, "items", ())


def _with_alias(sheet: Sheet, text: str, kind: str, link: str) -> Sheet:
    if not (kind or link):
        in_brackets = getattr(_fields(sheet).get("aliases", sheet.tree.root), "flow", False)
        return with_items(sheet, "aliases", [_flow(text) if in_brackets else writing.scalar(text)])
    said = ((name, value) for name, value in (("text", text), ("kind", kind), ("link", link)) if value)
    return with_items(sheet, "aliases", ["{" + ", ".join(f"{name}: {_flow(value)}" for name, value in said) + "}"])


def _flow(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z][A-Za-z0-9 .-]*", text) else writing.quoted(text)


def _top_fields(sheet: Sheet) -> Iterator[tuple[str, list[str]]]:
    """Each field of a record with its lines; nothing of a record that is written in braces."""
    root = sheet.tree.root
    if not isinstance(root, Fields) or root.flow:
        return
    starts = [key.line - 1 for key, _ in root.items]
    for number, (key, _) in enumerate(root.items):
        end = starts[number + 1] if number + 1 < len(starts) else len(sheet.lines)
        yield key.text, sheet.lines[starts[number] : end]


def _names_only(said: str, ids: set[str]) -> bool:
    """Whether a field says nothing but one of the two records, as a successor does."""
    return said.partition(":")[2].strip() in ids


def _lines(file: SourceFile) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", file.data.decode())
