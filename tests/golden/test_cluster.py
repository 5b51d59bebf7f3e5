"""A cluster builds the same site as this machine, even if one of its processes is lost on the way."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.archives import snapshot
from tests.support.sites import EVERYTHING, REPOSITORY, SiteBuilder

pytest.importorskip("distributed", reason="needs the extra «dask»")


@pytest.mark.parametrize("what", ["", "kill"])
def test_a_cluster_builds_the_same(tmp_path: Path, what: str) -> None:
    here = SiteBuilder.of_folder(tmp_path, EVERYTHING).build()
    command = [sys.executable, "-m", "tests.support.cluster", str(here.archive), str(tmp_path / "there"), what]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    there, expected = snapshot(tmp_path / "there"), snapshot(here.output)
    assert {path: data for path, (data, _) in there.items()} == {path: data for path, (data, _) in expected.items()}
