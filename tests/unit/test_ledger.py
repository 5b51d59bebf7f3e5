"""`check --against`: what was published is published again, or told."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.sites import NOW, SiteBuilder

from pressmark import files
from pressmark.archive import read_archive
from pressmark.cli import main
from pressmark.config import CONTENT
from pressmark.diagnostics import Diagnostic
from pressmark.digest import sha256
from pressmark.ledger import lost
from pressmark.routes import ANNOTATIONS
from pressmark.workers import Workers

ARTICLE = "content/articles/2031/lanternfish-partner-model.md"


def lost_by(builder: SiteBuilder, manifest: Path | None = None) -> list[Diagnostic]:
    with Workers(1) as workers:
        archive, problems = read_archive(files.read_tree(builder.archive), workers, lambda *_: None)
    assert not [problem for problem in problems if problem.code.startswith("E")]
    return list(lost(builder.archive, archive, manifest or builder.output / "manifest.json", NOW))


def messages(found: list[Diagnostic]) -> str:
    return "\n".join(map(str, found))


@pytest.mark.parametrize("name", ["everything", "starter", "inside", "empty"])
def test_nothing_is_lost_where_nothing_has_changed(name: str, request: pytest.FixtureRequest) -> None:
    builder: SiteBuilder = request.getfixturevalue(name)
    assert lost_by(builder) == []


def test_nor_where_the_base_url_was_an_option(anew: Callable[[str], SiteBuilder]) -> None:
    builder = anew("starter")
    builder.base_url = "https://atlas.example/"
    assert lost_by(builder.build()) == []


def test_what_is_removed_is_told_with_its_nearest_successor(anew: Callable[[str], SiteBuilder]) -> None:
    builder = anew("starter").build()
    builder.rename(ARTICLE, ARTICLE.replace("model", "models"))
    found = lost_by(builder)
    told = next(one for one in found if "/articles/2031/lanternfish-partner-model/ " in one.message)
    assert (told.code, told.at.path) == ("W072", ARTICLE)
    assert "«redirect_from: [2031/lanternfish-partner-model]» in «2031/lanternfish-partner-models»" in told.hint
    builder.edit(
        ARTICLE.replace("model", "models"), "---\n\n", "redirect_from: [2031/lanternfish-partner-model]\n---\n\n"
    )
    assert messages(lost_by(builder)) == ""


def test_any_address_can_be_taken_over(anew: Callable[[str], SiteBuilder]) -> None:
    builder = anew("starter").build()
    builder.write("old.json", '{"files": [{"path": "gone/index.html"}, {"path": "old.php"}, {"path": "assets/x.css"}]}')
    manifest = builder.archive / "old.json"
    assert [one.message.split()[2] for one in lost_by(builder, manifest)] == ["/gone/", "/old.php"]
    builder.edit(ARTICLE, "---\n\n", "redirect_from: [/gone/, /old.php]\n---\n\n")
    assert messages(lost_by(builder, manifest)) == ""


@pytest.mark.parametrize(
    "facts", ["{}", "[" * 100_000, '{"first": {"items": [7]}}', '{"first": {"items": [{"id": 7}]}}', '"first"']
)
def test_a_strangers_facts_count_as_none(facts: str, anew: Callable[[str], SiteBuilder]) -> None:
    builder = anew("starter").build()
    builder.write(f"old/{ANNOTATIONS}", facts)
    entry = {"path": ANNOTATIONS, "sha256": sha256(facts.encode())}
    builder.write("old/manifest.json", json.dumps({"files": [entry, "index.html", 7, {"path": ["a"]}]}))
    assert lost_by(builder, builder.archive / "old/manifest.json") == []


@pytest.mark.parametrize(
    ("address", "place", "hint"),
    [
        (
            "articles/2030/lanternfish-model/",
            "articles/2030/lanternfish-model.md",
            "in «2031/lanternfish-partner-model»",
        ),
        ("articles/2030/05/", "", "«redirect_from: [/articles/2030/05/]» in what readers"),
        ("articles/undated/", "", "«redirect_from: [/articles/undated/]» in what readers"),
        ("companies/lanternfisch/", "companies/lanternfisch.yaml", "[lanternfisch]» in «lanternfish»"),
        ("companies/lanternfisch/context/", "companies/lanternfisch.yaml", "[/companies/lanternfisch/context/]"),
    ],
)
def test_an_address_is_told_where_its_file_was(
    address: str, place: str, hint: str, anew: Callable[[str], SiteBuilder]
) -> None:
    builder = anew("starter").build()
    builder.write("old.json", json.dumps({"files": [{"path": f"{address}index.html"}]}))
    [told] = lost_by(builder, builder.archive / "old.json")
    assert told.at.path == CONTENT + place
    assert hint in told.hint


def test_a_withdrawn_article_keeps_its_addresses(anew: Callable[[str], SiteBuilder]) -> None:
    builder = anew("starter")
    builder.edit(ARTICLE, "---\n\n", "redirect_from: [2030/old-name, /story.php]\n---\n\n")
    builder.build()
    builder.edit(ARTICLE, "---\n\n", "status: withdrawn\n---\n\n")
    lost = messages(lost_by(builder))
    for address in ("/articles/2031/lanternfish-partner-model/", "/articles/2030/old-name/", "/story.php"):
        assert f"{address} " not in lost


def test_a_fact_that_changes_keeps_its_address_by_its_id(anew: Callable[[str], SiteBuilder]) -> None:
    builder = anew("starter").build()
    builder.edit(ARTICLE, "    from: 2031-06\n", "    from: 2031-07\n")
    [told] = [one for one in lost_by(builder) if one.code == "W073"]
    assert told.at.path == ARTICLE
    identifier = told.hint.partition("«")[2].partition("»")[0]
    builder.edit(ARTICLE, "    from: 2031-07\n", f"    from: 2031-07\n    {identifier}\n")
    assert messages(lost_by(builder)) == ""


def test_check_tells_what_is_lost(anew: Callable[[str], SiteBuilder], capsys: pytest.CaptureFixture[str]) -> None:
    builder = anew("starter").build()
    against = [
        "check",
        "--archive",
        str(builder.archive),
        "--jobs",
        "1",
        "--against",
        str(builder.output / "manifest.json"),
    ]
    assert main([*against, "--strict"]) == 0
    builder.remove("content/pages/about.md")
    assert (main(against), main([*against, "--strict"])) == (0, 1)
    assert "warning W072: the address /about/" in capsys.readouterr().err
    (builder.output / "manifest.json").write_text("[]")
    assert main(against) == 2
