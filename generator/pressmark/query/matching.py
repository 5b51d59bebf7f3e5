"""Which articles a query finds: the rule of matching, which the browser's search follows too.

A word finds the articles that hold a word of its stem, `word*` those that hold a word that begins so, a phrase those in
which its stems stand side by side within one passage. All texts must occur; of the values of one facet any, of several
facets all; whatever is excluded must not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from pressmark.query.grammar import Choice, Mistake, Period, Query, Text
from pressmark.query.passages import Passage
from pressmark.query.rows import OF_RECORDS, Row
from pressmark.values import Frozen
from pressmark.words import fold, words

KINDS = ("news", "release", "filing", "report")
Find = Callable[[str, str], Sequence[str]]  # a facet and what was written: the values that it may mean


class Named(Frozen):
    """The names under which the values of a facet can be asked for: ids, else names, else aliases, all folded."""

    tables: tuple[Mapping[str, tuple[str, ...]], ...]

    def find(self, written: str) -> tuple[str, ...]:
        """The ids that a name may mean."""
        return next((found for table in self.tables if (found := table.get(plain(written)))), ())


def plain(name: str) -> str:
    """A name as it is compared: its words, folded."""
    return " ".join(word for _, _, word in words(name)) or fold(name)


def settle(query: Query, find: Find) -> Query:
    """The query with ids for names; a name that means nothing, or several things, is a mistake."""
    choices: list[Choice] = []
    mistakes = list(query.mistakes)
    for choice in query.choices:
        values: list[str] = []
        for written in choice.values:
            found = find(choice.facet, written)
            if len(found) == 1:
                values.append(found[0])
            else:
                told = {"facet": choice.facet, "value": written, "values": ", ".join(found)}
                mistakes.append(Mistake("several" if found else "unknown-value", choice.start, choice.end, told))
        choices.append(Choice(choice.facet, tuple(values), choice.excluded, choice.start, choice.end))
    return Query(query.texts, tuple(choices), query.periods, tuple(mistakes))


def finder(names: Mapping[str, Named]) -> Find:
    """How values are found: by name for facets of records, as written for the others."""

    def find(facet: str, written: str) -> Sequence[str]:
        if facet in OF_RECORDS:
            return names[facet].find(written)
        if facet == "kind":
            return (written.lower(),) if written.lower() in KINDS else ()
        return (written.lower(),)

    return find


class Holdings:
    """All articles, ready to be asked."""

    def __init__(self, rows: Sequence[Row], texts: Sequence[Sequence[Passage]], stem: Callable[[str], str]) -> None:
        self.rows, self.texts, self.stem = rows, texts, stem
        self.holding: dict[str, set[int]] = defaultdict(set)
        for number, text in enumerate(texts):
            for passage in text:
                for _, _, word in words(passage.text):
                    self.holding[word].add(number)
        self.of_stem: dict[str, set[int]] = defaultdict(set)
        for word, numbers in self.holding.items():
            self.of_stem[stem(word)] |= numbers

    def find(self, query: Query) -> list[int]:
        """The numbers of the articles that a settled query finds, in order of publication; none if it has a mistake."""
        if query.mistakes:
            return []
        left = set(range(len(self.rows)))
        for text in query.texts:
            left = left - self._with(text) if text.excluded else left & self._with(text)
        return [number for number in sorted(left) if _fits(self.rows[number], query)]

    def _with(self, text: Text) -> set[int]:
        found = set(range(len(self.rows)))
        if text.beginning:
            found = set().union(*(held for word, held in self.holding.items() if word.startswith(text.beginning)))
        stems = [self.stem(word) for word in text.phrase]
        for stem in stems:
            found &= self.of_stem.get(stem, set())
        return {number for number in found if self._side_by_side(number, stems)} if len(stems) > 1 else found

    def _side_by_side(self, number: int, stems: list[str]) -> bool:
        length = len(stems)
        for passage in self.texts[number]:
            held = [self.stem(word) for _, _, word in words(passage.text)]
            if any(held[i : i + length] == stems for i in range(len(held) - length + 1)):
                return True
        return False


def _fits(row: Row, query: Query) -> bool:
    wanted: dict[str, set[str]] = defaultdict(set)
    for choice in query.choices:
        if not choice.excluded:
            wanted[choice.facet].update(choice.values)
        elif set(choice.values) & set(row.facets[choice.facet]):
            return False
    if any(not values & set(row.facets[facet]) for facet, values in wanted.items()):
        return False
    return _in_time(row, query.periods)


def _in_time(row: Row, periods: Iterable[Period]) -> bool:
    asked: dict[bool, bool] = {}
    for period in periods:
        inside = _inside(row, period)
        if period.excluded:
            if inside:
                return False
        else:
            asked[period.certainly] = asked.get(period.certainly, False) or inside
    return all(asked.values())


def _inside(row: Row, period: Period) -> bool:
    if row.earliest is None or row.latest is None:
        return False
    first, last = (row.earliest, row.latest) if period.certainly else (row.latest, row.earliest)
    return (period.earliest is None or first >= period.earliest) and (period.latest is None or last <= period.latest)


def named(pairs: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> Named:
    """Names of records, each as id, names and aliases."""
    tables: tuple[dict[str, list[str]], ...] = ({}, {}, {})
    for identifier, names, aliases in pairs:
        for table, texts in zip(tables, ((identifier,), names, aliases), strict=True):
            for text in dict.fromkeys(plain(one) for one in texts):
                table.setdefault(text, []).append(identifier)
    return Named(tuple({text: tuple(ids) for text, ids in table.items()} for table in tables))
