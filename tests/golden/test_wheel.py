"""What a stranger installs builds what the repository builds: the wheel, in an environment of its own."""

import os
import subprocess
import sys
import sysconfig
import venv
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.golden.render import golden_site
from tests.golden.test_golden import EXPECTED, difference, stored
from tests.support.sites import NOW, REPOSITORY, Site, text_of

NO_NETWORK = "No matching distribution found for hatchling"


def run(*command: str | Path, where: Path) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    return subprocess.run(command, cwd=where, env=surroundings, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this repository; pip fetches hatchling for that unless it is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--quiet",
        "--retries",
        "1",
        "--disable-pip-version-check",
    )
    isolated = () if find_spec("hatchling") is None else ("--no-build-isolation",)
    done = run(*pip, *isolated, "--wheel-dir", folder, REPOSITORY, where=folder)
    if done.returncode and NO_NETWORK in done.stderr:
        pytest.skip("the wheel cannot be built here: pip cannot fetch hatchling («pip install hatchling» mends it)")
    assert done.returncode == 0, done.stderr
    return next(folder.glob("pressmark-*.whl"))


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    if find_spec("hatchling") is None:
        pytest.skip("the sdist cannot be built here: «pip install hatchling» mends it")
    call = "import sys; from hatchling import build; print(getattr(build, sys.argv[1])(sys.argv[2]))"
    sdist = run(sys.executable, "-c", call, "build_sdist", tmp_path, where=REPOSITORY)
    assert sdist.returncode == 0, sdist.stderr
    assert run("tar", "-xzf", sdist.stdout.split()[-1], where=tmp_path).returncode == 0
    source = tmp_path / wheel.name.partition("-py3")[0]
    held = {path.relative_to(source).as_posix() for path in source.rglob("*")}
    assert {"Makefile", "README.md", "LICENSE", "requirements/dev.lock", "content/pages/about.md"} <= held
    assert [name for name in held if name.startswith((".venv", ".cache", "site/", "dist/"))] == []
    again = run(sys.executable, "-c", call, "build_wheel", tmp_path, where=source)
    assert again.returncode == 0, again.stderr
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment with the wheel, which borrows the dependencies installed here."""
    folder = tmp_path_factory.mktemp("bare") / "env"
    venv.create(folder, with_pip=False)
    programs = folder / Path(sysconfig.get_path("scripts")).name
    site_packages = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    Path(site_packages, "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = (sys.executable, "-m", "pip", "--python", programs / "python", "--disable-pip-version-check")
    done = run(*pip, "install", "--no-deps", "--no-index", "--quiet", wheel, where=folder)
    assert done.returncode == 0, done.stderr
    return programs


def test_wheel_holds_templates_starter_and_licence(wheel: Path) -> None:
    held = ZipFile(wheel).namelist()
    shipped = {
        path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "templates").rglob("*") if path.is_file()
    }
    assert {f"pressmark/{name}" for name in shipped} <= set(held)
    assert "pressmark/starter/dot-gitignore" in held
    assert "pressmark/py.typed" in held
    assert any(name.endswith("licenses/LICENSE") for name in held)
    assert [name for name in held if not name.startswith(("pressmark/", "pressmark-"))] == []


def test_wheel_builds_the_golden_site_outside_the_repository(bare: Path, tmp_path: Path) -> None:
    pressmark = bare / "pressmark"
    where = run(bare / "python", "-c", "import pressmark; print(pressmark.__file__)", where=tmp_path)
    assert Path(where.stdout.strip()).is_relative_to(bare.parent)
    assert run(pressmark, "init", "archive", where=tmp_path).returncode == 0
    done = run(pressmark, "build", "--now", NOW.isoformat(), where=tmp_path / "archive")
    assert done.returncode == 0, done.stderr
    found = golden_site(Site(tmp_path / "archive" / "site"))
    expected = {name: text for name, text in stored(EXPECTED["starter"]).items() if name != "archive.txt"}
    if found != expected:
        pytest.fail(difference(expected, found), pytrace=False)


def test_an_archive_overrides_a_partial_of_the_installed_wheel(bare: Path, tmp_path: Path) -> None:
    assert run(bare / "pressmark", "init", "archive", where=tmp_path).returncode == 0
    archive = tmp_path / "archive"
    partial = archive / "templates" / "partials" / "record.html"
    partial.parent.mkdir(parents=True)
    partial.write_text(
        '{% extends "pressmark/partials/record.html" %}\n'
        "{% block together %}{{ super() }}<p>Shelved with {{ view.title }}.</p>{% endblock %}\n",
        encoding="utf-8",
    )
    done = run(bare / "pressmark", "build", "--no-search", "--now", NOW.isoformat(), where=archive)
    assert done.returncode == 0, done.stderr
    site = Site(archive / "site")
    said = {
        route: text_of(site.main(route)) for route in ("companies/lanternfish/", "people/odile-marsh/", "companies/")
    }
    assert "Shelved with Lanternfish Lighting." in said["companies/lanternfish/"]
    assert "Shelved with Odile Marsh." in said["people/odile-marsh/"]
    assert "Dated events" in said["companies/lanternfish/"]  # what it extends is still there
    assert "Shelved" not in said["companies/"]
