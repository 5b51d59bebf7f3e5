"""Measures Pressmark against Hugo with Pagefind: the same articles, the same builds, in pairs, each in a fresh process.

    python -m tests.bench.peers [--runs N] [--seed N] [--folder DIR] SIZE|ARCHIVE …

A SIZE is a number of articles: an archive of made-up words (`synthetic.py`). An ARCHIVE is a folder that holds one; a
copy of it is edited. The results go to `last.json`, from which `tests/docs/write_docs.py` writes `docs/performance.md`.
Nothing here is slow or fast enough. But a build counts only if what was edited is shown, and if after all edits both
sites are those that builds from nothing make; the status is 1 if one does not count.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from tests.bench import edits, results, synthetic
from tests.bench.programs import PEERS, Programs
from tests.bench.results import Case, Cost, Report, Series
from tests.bench.running import MEMORY, Failed
from tests.bench.twins import Twins, copied
from tests.support.archives import write

RUNS, SEED = 3, 1
PAUSE = 1.2  # seconds: files that were written less than a second ago are read again (`pressmark.looking`)


@dataclass(frozen=True, slots=True)
class Build:
    """A build to be measured: after which edit, or from nothing; with search or without."""

    name: str
    edit: edits.Maker | None = None
    cold: bool = False
    with_search: bool = True


BUILDS = (
    Build("cold, without search", cold=True, with_search=False),
    Build("cold", cold=True),
    Build("nothing changed"),
    Build("text of an article edited", edits.text),
    Build("title of an article edited", edits.title),
    Build("a new article", edits.new),
    Build("a company renamed", edits.name),
    Build("a template changed", edits.template),
)


class Wrong(Exception):  # noqa: N818 - it is the result that is wrong
    """A build that was measured has not made what it should have."""


def series(name: str, twins: Twins, runs: int) -> Series:
    """Measure all builds of one archive."""
    numbers = count(1)
    cases = []
    for build in BUILDS:
        cases.append(_case(build, twins, runs, numbers))
        _tell(f"{name}: {build.name}" + (f": DOES NOT COUNT: {cases[-1].problem}" if cases[-1].problem else ""))
    problem = _strayed(twins)
    if problem:
        _tell(f"{name}: NO BUILD AFTER AN EDIT COUNTS: {problem}")
        warm = {build.name for build in BUILDS if not build.cold}
        cases = [replace(case, problem=case.problem or problem) if case.name in warm else case for case in cases]
    return Series(name, len(twins.known.public.articles), *twins.pages(), tuple(cases))


def _case(build: Build, twins: Twins, runs: int, numbers: Iterator[int]) -> Case:
    """Measure one build as often as asked for."""
    peers = PEERS if build.with_search else PEERS[:1]
    try:
        pairs = [_pair(build, twins, next(numbers)) for _ in range(runs)]
    except (edits.Impossible, Failed, Wrong) as error:
        return Case(build.name, peers, problem=str(error).strip())
    return Case(build.name, peers, tuple(ours for ours, _ in pairs), tuple(theirs for _, theirs in pairs))


def _pair(build: Build, twins: Twins, number: int) -> tuple[Cost, tuple[Cost, ...]]:
    """Measure ours and theirs once; who begins takes turns."""
    if build.cold:
        twins.forget()
    edit = build.edit(twins.known, f"word{number}") if build.edit else None
    if edit:
        twins.make(edit)
    os.sync()  # what was written before is not to be waited for by whoever is measured
    time.sleep(PAUSE)
    if number % 2:
        ours = twins.build_ours(with_search=build.with_search)
        theirs = twins.build_theirs(with_search=build.with_search)
    else:
        theirs = twins.build_theirs(with_search=build.with_search)
        ours = twins.build_ours(with_search=build.with_search)
    _require(twins, edit)
    return ours, theirs


def _require(twins: Twins, edit: edits.Edit | None) -> None:
    missing = list(twins.missing())
    if missing:
        raise Wrong(f"{len(missing)} pages are missing, such as {missing[0]}")
    unshown = list(twins.unshown(edit)) if edit else []
    if unshown:
        raise Wrong(f"what was edited is not shown in {', '.join(unshown)}")


def _strayed(twins: Twins) -> str:
    """In what the sites differ, after all edits, from those that builds from nothing make; empty if in nothing."""
    try:
        strayed = list(twins.strayed())
    except Failed as error:
        return str(error)
    return f"{len(strayed)} files are not those of a build from nothing, such as {strayed[0]}" if strayed else ""


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def measured(what: str, folder: Path, programs: Programs, runs: int, seed: int) -> Series:
    """Put an archive into a folder and measure its builds."""
    if what.isdigit():
        write(folder / "archive", synthetic.archive_of(int(what), seed))
    else:
        (folder / "archive").mkdir()
        copied(Path(what), folder / "archive")
    twins = Twins(folder, programs)
    title = twins.known.public.settings.title or Path(what).resolve().name
    return series(f"{int(what):,} articles" if what.isdigit() else title, twins, runs)


def main(arguments: Sequence[str]) -> int:
    """Measure each archive, print the tables, keep the results."""
    options = _options().parse_args(arguments)
    programs = Programs.found()
    found = []
    for what in options.what:
        with tempfile.TemporaryDirectory(prefix="pressmark-bench-", dir=options.folder) as folder:
            found.append(measured(what, Path(folder), programs, options.runs, options.seed))
    facts = {**programs.facts(), "runs": f"{options.runs} of each", "seed": str(options.seed), "memory": MEMORY}
    report = Report(facts, tuple(found))
    options.into.write_text(results.dumped(report), encoding="utf-8")
    parts = (part if isinstance(part, str) else part.aligned for part in results.told(report))
    sys.stdout.writelines(f"{part}\n\n" for part in parts)
    return int(any(case.problem for one in found for case in one.cases))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.peers", description=__doc__)
    parser.add_argument("what", nargs="+", metavar="SIZE|ARCHIVE")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"how often each build is measured (default: {RUNS})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the made-up archives (default: {SEED})")
    parser.add_argument(
        "--folder", type=Path, help="where archives and sites stand meanwhile (default: a temporary one)"
    )
    parser.add_argument("--into", type=Path, default=results.LAST, help="where the results go (default: last.json)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
