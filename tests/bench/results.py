"""What the bench has found: costs of single runs, what follows from them, and both as JSON and as tables."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

LAST = Path(__file__).parent / "last.json"
MEGABYTE = 1_000_000
Measure = Callable[["Cost"], float]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a program cost: seconds by the clock and of processor time, bytes of memory, files written."""

    seconds: float
    processor: float
    memory: int
    files: int

    @classmethod
    def of_all(cls, steps: Sequence["Cost"]) -> "Cost":
        """What programs cost that run one after another."""
        seconds, processor = sum(one.seconds for one in steps), sum(one.processor for one in steps)
        return cls(seconds, processor, max(one.memory for one in steps), sum(one.files for one in steps))


@dataclass(frozen=True, slots=True)
class Case:
    """A build as it was measured: runs of ours and of the peers' in pairs, a peer's run by its steps.

    With a `problem` nothing was measured, or the result was wrong, so that it does not count.
    """

    name: str
    peers: tuple[str, ...]
    ours: tuple[Cost, ...] = ()
    theirs: tuple[tuple[Cost, ...], ...] = ()
    problem: str = ""

    @property
    def peer(self) -> str:
        return " + ".join(self.peers)

    def of_peer(self, measure: Measure) -> list[float]:
        """What the peer's runs cost."""
        return [measure(Cost.of_all(steps)) for steps in self.theirs]

    def of_ours(self, measure: Measure) -> list[float]:
        """What our runs cost."""
        return [measure(cost) for cost in self.ours]

    def ratios(self, measure: Measure) -> list[float]:
        """Ours to the peer's, pair by pair: the two of a pair met the machine in the same state."""
        pairs = zip(self.of_ours(measure), self.of_peer(measure), strict=True)
        return [ours / theirs for ours, theirs in pairs if theirs]


@dataclass(frozen=True, slots=True)
class Series:
    """The builds of one archive, and how many pages each of the two sites has."""

    archive: str
    articles: int
    our_pages: int
    their_pages: int
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that was measured in one run of the bench, and with what."""

    facts: Mapping[str, str]
    series: tuple[Series, ...]


def dumped(report: Report) -> str:
    """A report as JSON."""
    return json.dumps(asdict(report), indent=1, ensure_ascii=False) + "\n"


def loaded(text: str) -> Report:
    """A report from JSON."""
    found = json.loads(text)
    return Report(found["facts"], tuple(map(_series, found["series"])))


def _series(found: dict[str, Any]) -> Series:
    return Series(**{**found, "cases": tuple(map(_case, found["cases"]))})


def _case(found: dict[str, Any]) -> Case:
    ours = tuple(Cost(**one) for one in found["ours"])
    theirs = tuple(tuple(Cost(**one) for one in steps) for steps in found["theirs"])
    return Case(**{**found, "peers": tuple(found["peers"]), "ours": ours, "theirs": theirs})


# --- tables -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Table:
    """Words in rows under a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def aligned(self) -> str:
        """The table for a terminal."""
        lines = (self.head, *self.rows)
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        padded = ("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
        return "\n".join(padded)


def told(report: Report) -> Iterator[str | Table]:
    """Headings, paragraphs and tables: of each archive what builds cost, then how that grows with its articles."""
    yield Table(("measured with", ""), tuple(report.facts.items()))
    for series in report.series:
        yield f"### {series.archive}"
        yield f"{series.our_pages:,} pages of Pressmark, {series.their_pages:,} of Hugo."
        yield Table(("build", "Pressmark, s", "Hugo, s", "Hugo + Pagefind, s", "ratio"), tuple(_times(series)))
        head = ("build", "processor, s", "ratio", "peak memory, MB", "ratio", "files written")
        yield Table(head, tuple(_costs(series)))
        yield from (f"«{case.name}» does not count: {case.problem}." for case in series.cases if case.problem)
    if len(report.series) > 1:
        yield "### How it grows"
        yield Table(("build, s", *(one.archive for one in report.series)), tuple(_growth(report.series)))


def _times(series: Series) -> Iterator[tuple[str, ...]]:
    for case in _sound(series.cases):
        hugo = [steps[0].seconds for steps in case.theirs]
        both = _spread(case.of_peer(seconds)) if len(case.peers) > 1 else ""
        ours = _spread(case.of_ours(seconds))
        yield case.name, ours, _spread(hugo), both, _ratio(case.ratios(seconds))


def _costs(series: Series) -> Iterator[tuple[str, ...]]:
    for case in _sound(series.cases):
        yield (
            case.name,
            _against(case, processor, ".2f"),
            _ratio(case.ratios(processor)),
            _against(case, memory, ",.0f"),
            _ratio(case.ratios(memory)),
            _against(case, files, ",.0f"),
        )


def _growth(series: Sequence[Series]) -> Iterator[tuple[str, ...]]:
    for name in dict.fromkeys(case.name for one in series for case in one.cases):
        cases = ([case for case in _sound(one.cases) if case.name == name] for one in series)
        yield name, *(_against(found[0], seconds, ".2f") if found else "" for found in cases)


def _sound(cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if not case.problem]


def seconds(cost: Cost) -> float:
    return cost.seconds


def processor(cost: Cost) -> float:
    return cost.processor


def memory(cost: Cost) -> float:
    return cost.memory / MEGABYTE


def files(cost: Cost) -> float:
    return cost.files


def _spread(values: Sequence[float]) -> str:
    """A median, and between what the values lay."""
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def _ratio(values: Sequence[float]) -> str:
    return f"{median(values):.2f}" if values else ""


def _against(case: Case, measure: Measure, form: str) -> str:
    return f"{median(case.of_ours(measure)):{form}} : {median(case.of_peer(measure)):{form}}"
