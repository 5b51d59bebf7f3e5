"""What all tests share: the sites of this repository, each built once for every process that runs tests.

Properties are tested with as many examples as fit into a minute for all, and no deadline for any of them.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.support.crowds import crowded
from tests.support.sites import EVERYTHING, REPOSITORY, SiteBuilder

settings.register_profile(
    "quick", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("thorough", parent=settings.get_profile("quick"), max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session", autouse=True)
def _own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept for a user is kept for the tests alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("own")))
        yield


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> SiteBuilder:
    """The demonstration archive of this repository, with search. Not to be changed."""
    builder = SiteBuilder.of_folder(tmp_path_factory.mktemp("demo"), REPOSITORY)
    builder.with_search = True
    return builder.build()


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> SiteBuilder:
    """What `pressmark init` makes. Not to be changed."""
    return SiteBuilder.of_starter(tmp_path_factory.mktemp("starter")).build()


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> SiteBuilder:
    """An archive that has something of every field and every kind of page. Not to be changed."""
    return SiteBuilder.of_folder(tmp_path_factory.mktemp("everything"), EVERYTHING).build()


@pytest.fixture(scope="session")
def inside(tmp_path_factory: pytest.TempPathFactory) -> SiteBuilder:
    """The same archive for the audience «internal». Not to be changed."""
    builder = SiteBuilder.of_folder(tmp_path_factory.mktemp("inside"), EVERYTHING)
    builder.audience = "internal"
    return builder.build()


@pytest.fixture(scope="session")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> SiteBuilder:
    """An archive in which lists of every kind are too long for one page. Not to be changed."""
    return SiteBuilder.of_files(tmp_path_factory.mktemp("crowd"), crowded()).build()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> SiteBuilder:
    """An archive of which there is nothing yet but its settings, and they say nothing."""
    return SiteBuilder.of_files(tmp_path_factory.mktemp("empty"), {"pressmark.yaml": ""}).build()


@pytest.fixture
def anew(tmp_path: Path) -> Callable[[str], SiteBuilder]:
    """Makes a copy of one of these archives that a test may change."""

    def make(name: str) -> SiteBuilder:
        if name == "starter":
            return SiteBuilder.of_starter(tmp_path)
        return SiteBuilder.of_folder(tmp_path, REPOSITORY if name == "demo" else EVERYTHING)

    return make


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Why tests were skipped, each reason in one line."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count} skipped: {reason}", yellow=True)
