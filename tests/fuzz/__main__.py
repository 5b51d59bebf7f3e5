"""Fuzz the readers of text from outside: `python -m tests.fuzz [--minutes N] [--seed N] [TARGET…]`.

What makes a reader fail is written to `tests/fuzz/cases/`, where every later run of the tests finds it. What only leads
the fuzzer further is kept in `.cache/fuzz/`.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
CASES = REPOSITORY / "tests" / "fuzz" / "cases"
FURTHER = REPOSITORY / ".cache" / "fuzz"
SLOWEST, LARGEST, MEMORY = 10, 4096, 2048  # seconds and bytes for one case, megabytes for all
TARGETS = ("loader", "dates", "markup", "weave", "notes", "drafts", "query", "columns")


def main() -> int:
    """Fuzz one target after another; 1 if one has failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz the readers of text from outside.")
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=1, help="for each target (default: 1)")
    parser.add_argument("--seed", type=int, default=1, help="of the chance it goes by (default: 1)")
    options = parser.parse_args()
    failed = [one for one in options.targets or TARGETS if not fuzz(one, options.minutes, options.seed)]
    return 1 if failed else 0


def fuzz(target: str, minutes: float, seed: int) -> bool:
    """Fuzz a target, and say how often it ran; False if it has failed."""
    for folder in (CASES / target, FURTHER / target):
        folder.mkdir(parents=True, exist_ok=True)
    limits = (f"-timeout={SLOWEST}", f"-max_len={LARGEST}", f"-rss_limit_mb={MEMORY}")
    duration = (f"-max_total_time={minutes * 60:.0f}", f"-seed={seed}", f"-artifact_prefix={CASES / target}/")
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.one", target, FURTHER / target, CASES / target, *limits, *duration],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    runs = re.findall(r"^(?:Done |#)(\d+)", done.stdout, re.MULTILINE)
    sys.stdout.write(f"{target}: {int(runs[-1]) if runs else 0:,} runs, seed {seed}, ")
    sys.stdout.write("no failure\n" if not done.returncode else f"failed\n{done.stdout[-4000:]}\n")
    sys.stdout.flush()
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
