"""A build that is killed at any moment leaves every file whole, old or new, and a site whose pages lack nothing.

What it leaves is read all the while. The next build makes the site as if nothing had happened.
"""

import logging
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.bench import synthetic
from tests.support.archives import write
from tests.support.visitors import Visitor, digests_of

from pressmark.files import verify

KILLS = int(os.environ.get("PRESSMARK_KILLS", "4"))
ARTICLES = int(os.environ.get("PRESSMARK_KILL_ARTICLES", "30"))
STYLE = "templates/assets/css/base.css"
JOURNAL, STAGING = ".pressmark-journal.json", ".pressmark-staging"
PUBLISHING = 0.2 * ARTICLES / 1000  # seconds that it takes to put all pages into place
PATIENCE = 10  # seconds in which whatever a killed build has started must have ended
LOG = logging.getLogger(__name__)
Files = dict[str, str]


def states() -> list[Files]:
    """An archive, one with other titles, an article less and one more; then both with another style on all pages."""
    first = synthetic.archive_of(ARTICLES)
    articles = sorted(name for name in first if name.startswith("content/articles/"))
    second = first | {name: first[name].replace("title: ", "title: Later ", 1) for name in articles[:5]}
    second[articles[5].replace(".md", "-again.md")] = second.pop(articles[5])
    style = (Path(__file__).parents[2] / STYLE).read_text(encoding="utf-8")
    return [first, second, *(files | {STYLE: f"{style}\n/* later */\n"} for files in (first, second))]


def command(archive: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "pressmark", "build", "--quiet", "--archive", str(archive), "--output", str(output)]


def turn_into(archive: Path, old: Files, new: Files) -> None:
    for name in old.keys() - new.keys():
        (archive / name).unlink()
    write(archive, {name: text for name, text in new.items() if old.get(name) != text})


def killed(archive: Path, site: Path, moment: float, *, publishing: bool) -> str:
    """Kill a build so many seconds after it began, or began to publish. Returns what it was at."""
    started = subprocess.Popen(command(archive, site), stderr=subprocess.PIPE)
    while publishing and started.poll() is None and not (site / JOURNAL).exists():
        time.sleep(0.001)
    time.sleep(moment)
    os.kill(started.pid, signal.SIGKILL)
    _, told = started.communicate(timeout=PATIENCE)  # which ends with the last process that could say something
    assert told == b""
    if started.returncode == 0:
        return "done"
    return "publishing" if (site / JOURNAL).exists() else "making" if (site / STAGING).exists() else "reading"


@pytest.mark.skipif(sys.platform == "win32", reason="signals and groups of processes are those of POSIX")
def test_nothing_is_torn_or_lost(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - nobody is to be surprised by it
    archive, site, all_states = tmp_path / "archive", tmp_path / "site", states()
    clean, before = [], Files()
    for number, files in enumerate(all_states):
        turn_into(archive, before, files)
        before, output = files, tmp_path / f"clean-{number}"
        subprocess.run([*command(archive, output), "--no-cache"], check=True)
        clean.append(digests_of(output))
    shutil.copytree(tmp_path / f"clean-{len(clean) - 1}", site)
    moments: Counter[str] = Counter()
    old, whole = len(clean) - 1, 2.0
    with Visitor(site, clean[-1], clean[-1]) as visitor:
        for number in range(KILLS):
            new = number % 2 + number // 4 % 2 * 2
            publishing = number % 4 == 0  # what changes then are all pages
            visitor.between = (clean[old], clean[new])
            turn_into(archive, all_states[old], all_states[new])
            at = killed(archive, site, chance.uniform(0, PUBLISHING if publishing else whole), publishing=publishing)
            moments[at] += 1
            LOG.info("%s: killed while %s", number, at)
            between = (clean[old], clean[new])
            torn = [name for name, one in digests_of(site).items() if one not in {made.get(name) for made in between}]
            assert torn == [], f"neither the old nor the new ones after kill {number}"
            for name in (*clean[old].keys() & clean[new].keys(), "search/entry.json"):
                visitor.visit(name, 20)
            assert visitor.amiss[:9] == [], f"kill {number}"
            began = time.perf_counter()
            subprocess.run(command(archive, site), check=True)
            whole = time.perf_counter() - began
            assert digests_of(site) == clean[new], f"kill {number}"
            assert verify(site).wrong == ()
            assert [path.name for path in site.iterdir() if path.name.startswith(".")] == []
            old = new
    assert visitor.amiss == []
    counted = (dict(moments), visitor.read, visitor.followed)
    LOG.info("killed while %s; %s files read, %s references followed", *counted)
