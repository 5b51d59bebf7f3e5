"""Equal archives give equal bytes, search data included: chance, clock, place and machine play no part."""

import gzip
import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from tests.support.archives import snapshot
from tests.support.sites import EVERYTHING, NOW, REPOSITORY, SiteBuilder

from pressmark.compression import gzipped

PLAIN = (sys.executable, "-m", "pressmark")
SHUFFLED = (sys.executable, str(REPOSITORY / "tests" / "support" / "shuffled.py"))


@dataclass(frozen=True)
class Elsewhere:
    """Another machine: where the archive lies, how it is built, and what surrounds that."""

    folder: str
    program: tuple[str, ...] = PLAIN
    jobs: int = 1
    later: timedelta = timedelta()  # no embargo ends within
    surroundings: dict[str, str] = field(default_factory=dict)


MACHINES = {
    "four processes and another hash seed": Elsewhere("a", jobs=4, surroundings={"PYTHONHASHSEED": "1"}),
    "folders in disorder, and Turkish": Elsewhere(
        "b", SHUFFLED, surroundings={"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}
    ),
    "the other end of the world, a month later": Elsewhere(
        "c", later=timedelta(days=31), surroundings={"TZ": "Pacific/Kiritimati"}
    ),
    "a place of another name, and ASCII": Elsewhere(
        "d/Mappe für Ausschnitte/深い/" + "x" * 60,
        SHUFFLED,
        jobs=4,
        surroundings={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    ),
}


def files_of(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _) in snapshot(folder).items()}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as it is built here, by one process."""
    builder = SiteBuilder.of_folder(tmp_path_factory.mktemp("here"), EVERYTHING)
    builder.with_search = True
    return files_of(builder.build().output)


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_another_machine_builds_the_same(machine: Elsewhere, expected: dict[str, bytes], tmp_path: Path) -> None:
    archive = SiteBuilder.of_folder(tmp_path / machine.folder, EVERYTHING).archive
    moment = {"SOURCE_DATE_EPOCH": str(int((NOW + machine.later).timestamp()))}
    done = subprocess.run(
        [*machine.program, "build", "--quiet", "--jobs", str(machine.jobs)],
        cwd=archive,
        env=os.environ | moment | machine.surroundings,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    found = files_of(archive / "site")
    assert found.keys() == expected.keys()
    assert [name for name, data in found.items() if data != expected[name]] == []
    assert any(name.startswith("search/") and name.endswith(".pf_index") for name in found)


def test_gzip_names_neither_time_nor_system() -> None:
    data = gzipped(b"lamp" * 99)
    assert data[:10].hex(" ") == "1f 8b 08 00 00 00 00 00 02 ff"  # RFC 1952, 2.3: no time, slowest, system not known
    assert gzip.decompress(data) == b"lamp" * 99


def test_processes_make_no_difference_to_many_pages(demo: SiteBuilder, tmp_path: Path) -> None:
    sites = []
    for jobs in (1, 4):
        builder = SiteBuilder(tmp_path / str(jobs), jobs=jobs)
        os.makedirs(builder.folder)
        (builder.folder / "archive").symlink_to(demo.archive)
        sites.append(files_of(builder.build().output))
    assert sites[0] == sites[1]
