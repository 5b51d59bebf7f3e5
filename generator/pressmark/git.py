"""What git knows of an archive, asked of its command line. An archive need not be in git, nor git on the machine."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path


def uncommitted(folder: Path, paths: Iterable[str]) -> list[str]:
    """Which of some files, named from a folder, have changes that no commit holds; none where there is no git."""
    listed = _git(folder, "ls-files", "--modified", "--others", "--deleted", "-z", "--", *paths)
    staged = _git(folder, "diff", "--cached", "--name-only", "--relative", "-z", "--", *paths)
    return sorted({name for name in f"{listed}\0{staged}".split("\0") if name})


def _git(folder: Path, *arguments: str) -> str:
    """What a command prints; nothing where it fails."""
    environment = os.environ | {"GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C"}
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, env=environment, check=False)
    except OSError:
        return ""
    return os.fsdecode(done.stdout) if done.returncode == 0 else ""
