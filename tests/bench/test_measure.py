"""The synthetic archive is without a mistake and always the same, and the bench names every phase of a build."""

from pathlib import Path

import pytest
from tests.bench import measure, synthetic
from tests.support.archives import join, shown, write
from tests.support.sites import REPOSITORY

ARTICLES = 40


@pytest.fixture(scope="module")
def archive() -> dict[str, str]:
    return synthetic.archive_of(ARTICLES)


def test_the_synthetic_archive_has_no_mistake(archive: dict[str, str]) -> None:
    found, problems = join(archive)
    assert not problems, shown(problems)
    assert len(found.articles) == ARTICLES
    articles = found.articles.values()
    assert any(article.claims for article in articles)
    assert any(article.events for article in articles)
    assert any(article.annotations for article in articles)


def test_a_size_and_a_seed_make_one_archive(archive: dict[str, str]) -> None:
    assert synthetic.archive_of(ARTICLES) == archive
    assert synthetic.archive_of(ARTICLES, seed=2) != archive


def test_some_records_are_in_many_articles_and_many_in_few(archive: dict[str, str]) -> None:
    found, _ = join(archive)
    counts = sorted(
        sum(place in article.entities.places for article in found.articles.values())
        for place in {place for article in found.articles.values() for place in article.entities.places}
    )
    assert counts[-1] > 5 * counts[len(counts) // 2]


def test_every_phase_of_a_build_is_measured(archive: dict[str, str], tmp_path: Path) -> None:
    found = measure.measured(write(tmp_path / "archive", archive), tmp_path / "site", search=False, jobs=1)
    assert found["articles"] == ARTICLES
    assert found["pages"] > ARTICLES
    assert found["files"] > found["pages"]
    assert [phase for phase in measure.PHASES if found["seconds"].get(phase)] == [
        phase for phase in measure.PHASES if phase != "search"
    ]
    lines = list(measure.table([("40", found)]))
    assert lines[0].split() == ["40"]
    assert all(any(line.startswith(f"{phase}, s") for line in lines) for phase in measure.PHASES)


def test_each_archive_is_measured_in_a_process_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert measure.main(["8", "12", "--no-search", "--jobs", "1"]) == 0
    head, articles, *_ = capsys.readouterr().out.splitlines()
    assert head.split() == ["8", "12"]
    assert articles.split() == ["articles", "8", "12"]
