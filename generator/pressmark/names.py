"""What a name in a file may mean: id, else exact name, else alias, else an id of the past."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pressmark import mistakes
from pressmark.diagnostics import At, Diagnostic
from pressmark.documents import Notes, Parsed
from pressmark.filing import identify, path_of
from pressmark.model import Kind, Record

MOST_SUGGESTED = 200


class Names:
    """Which records a name may mean, by kind: id, else exact name, else alias, else an id of the past."""

    def __init__(self, parsed: Iterable[Parsed]) -> None:
        self.ids: dict[str, set[str]] = defaultdict(set)
        self.names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.aliases: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.former: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.asked = 0
        for one in parsed:
            if isinstance(one.document, Notes):
                continue
            kind, identifier = (one.kind, one.document.id) if one.document else identify(one.path)[:2]
            if kind is None or not identifier:
                continue
            self.ids[kind].add(identifier)  # of unreadable files too, so that one mistake is reported once
            if isinstance(one.document, Record):
                self.names[kind][one.document.name].append(identifier)
                for alias in one.document.aliases:
                    self.aliases[kind][alias.text].append(identifier)
            for old in getattr(one.document, "redirect_from", ()):
                self.former[kind][old].append(identifier)

    def find(self, kind: str, text: str) -> tuple[str, ...]:
        """The ids that a name may stand for."""
        if text in self.ids[kind]:
            return (text,)
        for table in (self.names, self.aliases, self.former):
            found = table[kind].get(text)
            if found:
                return tuple(sorted(set(found)))
        return ()

    def contested(self) -> Iterator[tuple[Kind, str, str, str]]:
        """Old ids that are not free: kind, old id, who names it, and who has it or names it too."""
        for kind in Kind:
            for old, owners in sorted(self.former[kind].items()):
                holders = [old] if old in self.ids[kind] else sorted(set(owners))[:1]
                yield from ((kind, old, one, holders[0]) for one in sorted(set(owners)) if one != holders[0])

    def twins(self, kind: Kind) -> Iterator[Diagnostic]:
        """Records whose names differ in capitals or normal form only."""
        first: dict[str, str] = {}
        for name, bearers in self.names[kind].items():
            for identifier in bearers:
                other = first.setdefault(unicodedata.normalize("NFC", name).casefold(), identifier)
                if other != identifier:
                    yield mistakes.same_name(At(path_of(kind, identifier)), kind, name, other)

    def suggested(self, kind: str) -> list[str]:
        """Names to suggest for one that is unknown."""
        return self.known(kind) if self.may_suggest() else []

    def may_suggest(self) -> bool:
        """Whether to suggest anything; not after the first few hundred times, since it takes its time."""
        self.asked += 1
        return self.asked <= MOST_SUGGESTED

    def known(self, kind: str) -> list[str]:
        """Everything one may write for a record of a kind."""
        return [*self.ids[kind], *self.names[kind], *self.aliases[kind]]
