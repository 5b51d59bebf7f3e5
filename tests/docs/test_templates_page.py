"""Each change that `docs/templates.md` shows, made alone to an archive fresh from `pressmark init`."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.sites import REPOSITORY, Site, SiteBuilder, text_of

from pressmark.routes import output_path

PAGE = (REPOSITORY / "docs" / "templates.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", PAGE, re.MULTILINE))
_FILE = re.compile(r"^```\w+ (\S+)\n((?:.*\n)*?)^```$", re.MULTILINE)
Build = Callable[[str], Site]


@pytest.fixture
def changed(tmp_path: Path) -> Build:
    """Builds the archive with the files of one section."""

    def build(section: str) -> Site:
        builder = SiteBuilder.of_starter(tmp_path)
        for path, content in _FILE.findall(SECTIONS[section]):
            builder.write(path, content)
        return builder.build().site

    return build


def properties(site: Site, company: str) -> dict[str, str]:
    pairs = (row for row in site.main(f"companies/{company}/").iter("div") if [one.tag for one in row] == ["dt", "dd"])
    return {text_of(row[0]): text_of(row[1]) for row in pairs}


def test_every_section_that_has_files_is_tested_here() -> None:
    assert [name for name, text in SECTIONS.items() if _FILE.search(text)] == [
        "A logo and colours", "A field of your own", "Another language"
    ]  # fmt: skip


def test_a_logo_and_colours(changed: Build) -> None:
    site = changed("A logo and colours")
    for route, page in site.pages():
        head, masthead = next(page.iter("head")), next(page.iter("header"))
        (logo,) = masthead.iter("img")
        assert logo.get("alt") == "My archive"
        sheets = [link.get("href", "") for link in head.iter("link") if link.get("rel") == "stylesheet"]
        folder = site.folder if route == "404.html" else (site.folder / output_path(route)).parent
        paths = [folder / path.removeprefix("/") for path in (*sheets, logo.get("src", ""))]
        assert all(path.is_file() for path in paths), route
        setting = [path.name.partition(".")[0] for path in paths if "--accent:" in path.read_text(encoding="utf-8")]
        assert setting == ["base", "bay", "print"], "the sheet that comes last wins"


def test_a_field_of_your_own(changed: Build) -> None:
    site = changed("A field of your own")
    assert properties(site, "copper-kettle")["Staff"] == "about 40"
    assert "Staff" not in properties(site, "lanternfish")
    shelves = [
        route for route in site.routes() if any(text_of(heading) == "Shelf" for heading in site.page(route).iter("h2"))
    ]
    assert shelves == ["companies/copper-kettle/"]
    assert "Kind" in properties(site, "copper-kettle"), "what the shipped page shows is still there"


def test_another_language(changed: Build) -> None:
    site = changed("Another language")
    for _, page in site.pages():
        assert page.get("lang") == "de"
        labels = [text_of(link) for link in next(page.iter("nav")).iter("a")]
        assert labels[:2] == ["Artikel", "Unternehmen und Körperschaften"]
        assert "Marginalien" in labels
    assert "12. Mai 2031" in text_of(site.main("articles/2031/lanternfish-partner-model/"))


def test_a_language_that_is_not_shipped(tmp_path: Path) -> None:
    builder = SiteBuilder.of_starter(tmp_path).edit("pressmark.yaml", "language: en", "language: nl")
    builder.write("templates/strings/nl.yaml", "nav: {articles: Artikelen}\ndate: {day: d MMMM y}\n")
    page = builder.build().site.page("articles/2031/lanternfish-partner-model/")
    said = text_of(page)
    assert "Artikelen" in said
    assert "12 mei 2031" in said
    assert "Companies and bodies" in said, "what is not translated is in English"


def test_an_interface_from_right_to_left_turns_the_page(tmp_path: Path) -> None:
    builder = SiteBuilder.of_starter(tmp_path).edit("pressmark.yaml", "language: en", "language: he")
    site = builder.write("templates/strings/he.yaml", "nav: {articles: מאמרים}\n").build().site
    for _, page in site.pages():
        assert (page.get("lang"), page.get("dir")) == ("he", "rtl")
    (heading,) = site.main("companies/lanternfish/").iter("h1")
    assert heading.get("dir") == "auto", "a name that runs the other way"
