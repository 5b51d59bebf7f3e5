"""Measure what the largest hostile texts cost: processor time and memory of a whole build with search, each alone.

`python -m tests.bench.hostile` prints a line for each case of `tests/cases/hostile/large.yaml`, the slowest last.
"""

import multiprocessing
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.support.archives import ARTICLES, SOUND, article, build_site, write
from tests.support.cases import cases

SECONDS, MEGABYTES = 5.0, 512


def body_of(case: dict[str, Any]) -> str:
    """The text of a case."""
    repeated = str(case["piece"]) * int(case["times"]) + str(case.get("end", "")) * int(case.get("ends", 1))
    return f"{case.get('begin', '')}{repeated}"


def measured(case: dict[str, Any]) -> tuple[float, int, str, str]:
    """Seconds of processor time, megabytes at most, what it is about, and the codes that were told."""
    with tempfile.TemporaryDirectory() as folder:
        archive = write(Path(folder, "archive"), {**SOUND, f"{ARTICLES}2031/lamps.md": article(body=body_of(case))})
        outcome = build_site(archive, Path(folder, "site"), with_search=True)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(one.ru_utime + one.ru_stime for one in used)
    codes = ", ".join(sorted({problem.code for problem in outcome.diagnostics}))
    return seconds, max(one.ru_maxrss for one in used) // 1024, str(case["about"]), codes


def main() -> int:
    """Measure all; 1 if one exceeds what is promised."""
    context = multiprocessing.get_context("spawn")
    found = []
    for case in cases("hostile/large")["large"]:
        with context.Pool(1) as alone:
            found.append(alone.apply(measured, (case,)))
    for seconds, megabytes, about, codes in sorted(found):
        sys.stdout.write(f"{seconds:6.2f} s {megabytes:5d} MB  {about} {codes}\n")
    return int(any(seconds > SECONDS or megabytes > MEGABYTES for seconds, megabytes, *_ in found))


if __name__ == "__main__":
    raise SystemExit(main())
