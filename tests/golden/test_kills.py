"""A build that is killed at any moment leaves every file whole, old or new, and a site whose pages lack nothing."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench import synthetic
from tests.support.archives import snapshot, write

KILLS = int(os.environ.get("PRESSMARK_KILLS", "4"))
ARTICLES = int(os.environ.get("PRESSMARK_KILL_ARTICLES", "30"))
REFERS = re.compile(rb'(?:src|href)="([^":#?]+)"')
Files = dict[str, bytes]


def command(archive: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "pressmark", "build", "--quiet", "--archive", str(archive), "--output", str(output)]


def files_of(folder: Path) -> Files:
    found = {name: data for name, (data, _) in snapshot(folder).items()}
    return {name: data for name, data in found.items() if not name.startswith(("search/", "."))}


def missing(site: Path) -> Iterator[str]:
    """What pages of a site refer to and is not there; of search, what its entry names."""
    for page in site.rglob("*.html"):
        for found in set(REFERS.findall(page.read_bytes())):
            name = found.decode()
            target = site / name[1:] if name.startswith("/") else page.parent / name
            if "assets/" in name and not target.resolve().is_file():
                yield f"{page.relative_to(site)}: {name}"
    entry = json.loads((site / "search" / "entry.json").read_bytes())
    for segment in entry.get("segments", ()):
        folder = segment.get("folder", "") if isinstance(segment, dict) else ""
        if folder and not (site / "search" / folder).is_dir():
            yield f"search/{folder}"


def test_nothing_is_torn_or_lost(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - nobody is to be surprised by it
    archive, site = tmp_path / "archive", tmp_path / "site"
    before = synthetic.archive_of(ARTICLES)
    write(archive, before)
    some = sorted(name for name in before if name.startswith("content/articles/"))[:5]
    after = {name: before[name].replace("title: ", "title: Later ", 1) for name in some}
    states: list[Files] = []
    for files in (before, after):
        write(archive, files)
        clean = tmp_path / f"clean-{len(states)}"
        began = time.perf_counter()
        subprocess.run([*command(archive, clean), "--no-cache"], check=True)
        whole = time.perf_counter() - began
        states.append(files_of(clean))
    shutil.copytree(tmp_path / "clean-1", site)
    for number in range(KILLS):
        write(archive, {name: (before, after)[number % 2][name] for name in some})
        started = subprocess.Popen(command(archive, site), start_new_session=True)
        time.sleep(chance.uniform(0, whole))
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        for name, data in files_of(site).items():
            old, new = states[(number + 1) % 2].get(name), states[number % 2].get(name)
            assert data in (old, new), f"{name} is neither the old nor the new one after kill {number}"
        assert list(missing(site)) == []
        subprocess.run(command(archive, site), check=True)
        assert files_of(site) == states[number % 2]
        assert sorted(path.name for path in site.iterdir() if path.name.startswith(".")) == []
