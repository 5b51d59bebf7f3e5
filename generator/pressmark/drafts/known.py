"""The names that an archive knows, as drafts look them up: ids for names, and names of records in a text."""

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property

from pressmark.documents import Parsed
from pressmark.mentions import LINKING, Decision, Linker
from pressmark.model import Body, Company, Entities, Kind, Record
from pressmark.names import Names
from pressmark.values import Frozen

Records = Mapping[Kind, Mapping[str, Record]]
CODES = ("ric", "ticker")  # keys of `identifiers` under which companies have their codes


class Known(Frozen, dict=True):
    """The records of an archive; `common` are the words that are more than a name, `roles` those of claims."""

    records: Records
    parsed: tuple[Parsed, ...]
    common: Container[str]
    roles: tuple[str, ...] = ()

    @cached_property
    def _names(self) -> Names:
        return Names(self.parsed)

    @cached_property
    def _linker(self) -> Linker:
        return Linker(self.records, self.common)

    @cached_property
    def _coded(self) -> dict[str, str]:
        companies = (record for record in self.records[Kind.COMPANY].values() if isinstance(record, Company))
        return {value: one.id for one in companies for key, value in one.identifiers if key in CODES}

    def id_of(self, kind: Kind, name: str) -> str:
        """The id of the only record that a name may mean, else nothing."""
        found = self._names.find(kind, name)
        return found[0] if len(found) == 1 else ""

    def coded(self, code: str) -> str:
        """The id of the company with a code, else nothing."""
        return self._coded.get(code, "")

    def mentioned(self, body: Body) -> Iterator[Decision]:
        """The records whose names stand in a text, each at its first place."""
        seen = set()
        for decision in self._linker.decide(body, Entities()):
            if decision.chosen and decision.rule in LINKING and decision.chosen not in seen:
                seen.add(decision.chosen)
                yield decision


def nobody(common: Iterable[str] = ()) -> Known:
    """What an empty archive knows."""
    return Known({kind: {} for kind in Kind}, (), frozenset(common))
