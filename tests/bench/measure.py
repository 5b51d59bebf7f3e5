"""Measures the phases of a build from nothing: how long each takes, how much memory, how many files.

    python -m tests.bench.measure [--no-search] [--jobs N] SIZE|ARCHIVE|RECORDS …

A SIZE is a number of articles: an archive of made-up words (`synthetic.py`). An ARCHIVE is a folder that holds one.
RECORDS is a folder of wire stories in JSON, which `pressmark import` makes an archive of first; its rate is told too.
Nothing here passes or fails. Each build runs in a process of its own, since a process never forgets its peak. The
peak of a child is that of the largest: of those that parse and render, or of Pagefind.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench import synthetic
from tests.bench.results import MEGABYTE
from tests.bench.running import RSS_UNIT
from tests.support.archives import write

from pressmark import build, files, indexing, joining, making, readings
from pressmark.request import Request
from pressmark.workers import Workers

PHASES = ("look", "parse", "join", "begin search", "make", "search", "publish")
BEGINS = {  # the function whose call begins a phase, where the build finds it
    "look": (files, "list_tree"),
    "parse": (readings, "_read_all"),
    "join": (joining, "resolve"),
    "begin search": (build, "make_site"),
    "make": (making, "make_pages"),
    "search": (indexing, "finish"),
    "publish": (files, "publish"),
}
WIRE = (
    *("--map", "published=date", "--map", "identifiers=id", "--source", "wire", "--status", "published", "--adopt"),
    *("--map", "companies=organisations", "--map", "companies=orgs", "--map", "companies=exchanges"),
)
Measured = dict[str, Any]


class Clock:
    """Seconds by phase: a phase lasts until the next one begins."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.phase, self.since = "", time.perf_counter()

    def turn(self, phase: str) -> None:
        now = time.perf_counter()
        self.seconds[self.phase] += now - self.since
        self.phase, self.since = phase, now

    def before(self, phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function whose call begins a phase."""

        def begun(*arguments: Any, **options: Any) -> Any:
            self.turn(phase)
            return function(*arguments, **options)

        return begun


@contextmanager
def listening(clock: Clock) -> Iterator[None]:
    """Tell a clock when phases begin."""
    originals = {phase: getattr(*place) for phase, place in BEGINS.items()}
    for phase, (module, name) in BEGINS.items():
        setattr(module, name, clock.before(phase, originals[phase]))
    try:
        yield
    finally:
        for phase, (module, name) in BEGINS.items():
            setattr(module, name, originals[phase])


def measured(archive: Path, output: Path, *, search: bool = True, jobs: int | None = None) -> Measured:
    """Build an archive once and say what it cost."""
    clock = Clock()
    request = Request(archive, output, datetime.now(UTC), with_search=search)
    with listening(clock):
        with Workers(jobs) as workers:
            clock.turn("")
            outcome = build.build(request, workers, lambda *_: None)
            clock.turn("")
        largest = _peak(resource.RUSAGE_CHILDREN)
    if outcome.published is None:
        raise SystemExit("\n".join(map(str, outcome.diagnostics)))
    sizes = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
    return {
        "articles": outcome.articles,
        "pages": outcome.pages,
        "seconds": {phase: clock.seconds[phase] for phase in PHASES},
        "parent": _peak(resource.RUSAGE_SELF),
        "child": largest,
        "files": len(sizes),
        "bytes": sum(sizes),
    }


def _peak(whose: int) -> int:
    return resource.getrusage(whose).ru_maxrss * RSS_UNIT


def imported(records: Path, archive: Path) -> float:
    """Import wire stories into a new archive, with records for what they name. Returns the seconds that it took."""
    write(archive, {"pressmark.yaml": "title: The wire\nlanguage: en\nrights: full\n"})
    files_of = sorted(map(str, records.glob("*.json")))
    began = time.perf_counter()
    command = [sys.executable, "-m", "pressmark", "import", *files_of, *WIRE, "--archive", str(archive)]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def table(columns: Sequence[tuple[str, Measured]]) -> Iterator[str]:
    """The lines of a table with a column for each archive: what was built, seconds by phase, the whole."""
    rows: list[tuple[str, Callable[[Measured], str]]] = [
        ("articles", lambda found: f"{found['articles']:,}"),
        ("pages", lambda found: f"{found['pages']:,}"),
        *((f"{phase}, s", partial(_of_phase, phase)) for phase in PHASES),
        ("in all, s", lambda found: f"{_total(found):.2f}"),
        ("articles per second", lambda found: f"{found['articles'] / _total(found):,.0f}"),
        ("peak of the parent, MB", lambda found: f"{found['parent'] / MEGABYTE:,.0f}"),
        ("peak of a child, MB", lambda found: f"{found['child'] / MEGABYTE:,.0f}"),
        ("files", lambda found: f"{found['files']:,}"),
        ("size, MB", lambda found: f"{found['bytes'] / MEGABYTE:,.1f}"),
    ]
    yield " " * 24 + "".join(f"{Path(name).name[:11]:>12}" for name, _ in columns)
    for head, cell in rows:
        yield f"{head:<24}" + "".join(f"{cell(found):>12}" for _, found in columns)


def _of_phase(phase: str, found: Measured) -> str:
    return f"{found['seconds'][phase]:.2f}"


def _total(found: Measured) -> float:
    return float(sum(found["seconds"].values()))


def main(arguments: Sequence[str]) -> int:
    """Measure each archive in a fresh process and print a table; `--one` is that process."""
    options = _options().parse_args(arguments)
    if options.one:
        found = measured(options.one, options.output, search=not options.no_search, jobs=options.jobs)
        sys.stdout.write(json.dumps(found))
        return 0
    columns = []
    with tempfile.TemporaryDirectory(prefix="pressmark-bench-") as folder:
        for number, what in enumerate(options.what):
            archive, site = Path(folder, f"archive-{number}"), Path(folder, f"site-{number}")
            if what.isdigit():
                write(archive, synthetic.archive_of(int(what)))
            elif (Path(what) / "pressmark.yaml").exists():
                archive = Path(what)
            else:
                seconds = imported(Path(what), archive)
                count = sum(1 for _ in archive.glob("content/articles/*/*.md"))
                sys.stdout.write(f"{what}: {count:,} imported in {seconds:.1f} s, {count / seconds:,.0f} a second\n")
            command = [sys.executable, "-m", "tests.bench.measure", what, "--one", str(archive), "--output", str(site)]
            command += ["--no-search"] * options.no_search + ["--jobs", str(options.jobs)] * bool(options.jobs)
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            columns.append((what, json.loads(done.stdout)))
    sys.stdout.writelines(f"{line}\n" for line in table(columns))
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.measure", description=__doc__)
    parser.add_argument("what", nargs="+", metavar="SIZE|ARCHIVE|RECORDS")
    parser.add_argument("--no-search", action="store_true", help="leave the full-text index out")
    parser.add_argument("--jobs", type=int, help="how many processes work (default: one for each core)")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
