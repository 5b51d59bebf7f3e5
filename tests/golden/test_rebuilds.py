"""A build is a function of the archive: rebuilds write what differs and nothing else."""

import json
import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import Mock
from urllib.parse import unquote

import pytest
from tests.support.archives import snapshot
from tests.support.sites import REPOSITORY, SiteBuilder, text_of

from pressmark import looking, press
from pressmark.cache import Cache, Held
from pressmark.dataset.rows import all_rows
from pressmark.files.locking import LOCK

LANTERNFISH = "content/articles/2031/lanternfish-partner-model.md"
HARBOUR = "content/companies/quiet-harbour.yaml"
MANIFEST = "manifest.json"

Anew = Callable[[str], SiteBuilder]


def page(route: str) -> str:
    return f"{route}index.html"


def written(builder: SiteBuilder) -> set[str]:
    """The pages and feeds that the last build wrote; what holds the whole archive changes with everything."""
    return {name for name in builder.written if name.endswith((".html", ".xml"))}


def files_of(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _) in snapshot(folder).items()}


def test_second_build_writes_nothing(anew: Anew) -> None:
    builder = anew("everything")
    builder.with_search = True
    before = snapshot(builder.build().output)
    assert builder.build().written == set()
    assert snapshot(builder.output) == before


def test_words_of_a_text_rewrite_only_its_page_and_feeds(anew: Anew) -> None:
    builder = anew("everything").build()
    builder.edit(LANTERNFISH, "“A lamp is a promise,” says", "“A lamp is a risk,” says").build()
    assert written(builder) == {page("articles/2031/lanternfish-partner-model/"), "feed.xml"}
    assert MANIFEST in builder.written
    assert "“A lamp is a risk,”" in text_of(builder.site.main("articles/2031/lanternfish-partner-model/"))


def test_summary_of_a_record_rewrites_only_its_page(anew: Anew) -> None:
    builder = anew("everything").build()
    builder.edit(HARBOUR, "An invented repair yard,", "A repair yard, invented,").build()
    assert written(builder) == {page("companies/quiet-harbour/")}


def test_title_rewrites_the_pages_that_show_it_and_no_other(anew: Anew) -> None:
    old, new = "Copper Kettle denies that it sells lamps", "Copper Kettle denies it all"
    builder = anew("everything").build()
    shown = {
        name for name in builder.site.files() if name.endswith((".html", ".xml")) and old in builder.site.text(name)
    }
    builder.edit("content/articles/2031/kettle-denies.md", old, new).build()
    assert len(shown) > 10
    assert written(builder) == shown


def test_new_search_words_change_the_index_and_not_the_pages(anew: Anew) -> None:
    builder = anew("everything")
    builder.with_search = True
    builder.build().edit(LANTERNFISH, "note: A typing error in the original.", "note: A slip of the pen.").build()
    assert written(builder) == {page("articles/2031/lanternfish-partner-model/"), page("notes/")}
    assert "search/manifest.json" in builder.written


def test_renamed_article_leaves_nothing_behind(anew: Anew) -> None:
    builder = anew("everything").build()
    old, new = "articles/2031/kettle-denies/", "articles/2031/kettle-protests/"
    builder.rename("content/articles/2031/kettle-denies.md", "content/articles/2031/kettle-protests.md")
    builder.edit(LANTERNFISH, "article:2031/kettle-denies", "article:2031/kettle-protests").build()
    published = builder.outcomes[-1].published
    assert published is not None
    assert page(old) in published.removed
    assert page(new) in published.written
    assert not (builder.output / old).exists()
    assert [name for name, data in files_of(builder.output).items() if b"kettle-denies" in data] == []


def test_removed_record_takes_its_pages_along(anew: Anew) -> None:
    builder = anew("everything").build()
    builder.remove("content/companies/harbour-office.yaml").build()
    assert page("companies/harbour-office/") in builder.written
    assert not (builder.output / "companies" / "harbour-office").exists()


def test_mistake_leaves_the_site_as_it_was(anew: Anew) -> None:
    builder = anew("everything").build()
    before = snapshot(builder.output)
    outcome = (
        builder.edit(LANTERNFISH, "lamps, which shine", "lamps, which glow")
        .edit(
            LANTERNFISH,
            "company: lanternfish\n    partner: copper-kettle",
            "company: lanternfsh\n    partner: copper-kettle",
        )
        .try_to_build()
    )
    assert outcome.published is None
    assert snapshot(builder.output) == before


def test_a_shipped_template_is_part_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program is worked on, nobody gives it another version."""
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(looking, "shipped_templates", lambda: tmp_path / "templates")
    before = looking.program.__wrapped__()
    (tmp_path / "templates" / "page.html").write_text("x", encoding="utf-8")
    assert looking.program.__wrapped__() != before


def test_packages_that_sites_depend_on_are_part_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """An upgrade of any of them may change what is built; the others are for commands alone."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = (*project["dependencies"], *project["optional-dependencies"]["cjk"])
    needed = {re.split("[^a-z0-9-]", one)[0] for one in named} - {"shtab", "watchfiles"}
    asked: set[str] = set()
    monkeypatch.setattr(looking, "find_spec", asked.add)
    looking.program.__wrapped__()
    modules = {"markdown-it-py": "markdown_it", "pyyaml": "yaml"}
    assert asked == {modules.get(one, one.replace("-", "_")) for one in needed}


def test_another_pagefind_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "pagefind"))
    before = looking.program.__wrapped__()
    (tmp_path / "pagefind").write_bytes(b"new")
    assert looking.program.__wrapped__() != before


def test_everybody_may_enter_the_folders_of_a_site(anew: Anew) -> None:
    """A web server is somebody else than who built the site."""
    builder = anew("everything")
    builder.with_search = True
    modes = {path: path.stat().st_mode & 0o777 for path in builder.build().output.rglob("*") if path.is_dir()}
    assert set(modes.values()) == {0o777 & ~mask()}, modes


def mask() -> int:
    """What this process takes from the rights of what it makes."""
    old = os.umask(0)
    os.umask(old)
    return old


@pytest.mark.parametrize("article", ["kettle-denies", "joint-venture-runs"])
def test_words_that_were_nearly_published_are_not_found(
    article: str, anew: Anew, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build is stopped while it publishes; then what had been written is taken back."""
    monkeypatch.setattr(looking, "MOMENT", 0)
    builder = anew("everything")
    builder.with_search = True
    clean = files_of(builder.build().output)
    path = builder.archive / f"content/articles/2031/{article}.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n\nZygomorphic again.\n", encoding="utf-8")
    replace = os.replace

    def stopped(source: str, target: str) -> None:
        if str(target).endswith("index.html"):
            raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stopped)
        with pytest.raises(KeyboardInterrupt):
            builder.build()
    path.write_text(text, encoding="utf-8")
    assert files_of(builder.build().output) == clean


def test_search_that_was_made_in_haste_is_of_that_moment(anew: Anew, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exports still show the words that were there before."""
    monkeypatch.setattr(looking, "MOMENT", 0)
    builder = anew("everything")
    builder.with_search, builder.held = True, Held(None, looking.program())
    clean = files_of(builder.build().output)
    (builder.output / "search/manifest.json").unlink()
    path = "content/articles/2031/kettle-denies.md"
    text = (builder.archive / path).read_text(encoding="utf-8")
    builder.hasty, builder.touched = True, frozenset({path})
    builder.write(path, f"{text}\n\nZygomorphic again.\n").build()
    builder.hasty, builder.touched = False, frozenset()
    assert files_of(builder.write(path, text).build().output) == clean


def test_what_is_kept_is_kept_before_another_build_may_begin(anew: Anew, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else that build would take one thing as it was before this one, and the next as this one has left it."""
    builder, locked, save = anew("everything"), [], Cache.save

    def saved(cache: Cache) -> None:
        locked.append((builder.output / LOCK).exists())
        save(cache)

    monkeypatch.setattr(Cache, "save", saved)
    builder.build()
    assert locked[0]
    assert Cache(builder.folder / "cache", looking.program()).get("joined") is not None


def test_rows_are_made_once_for_all_tables(anew: Anew, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Mock(wraps=all_rows)
    monkeypatch.setattr("pressmark.exports.all_rows", made)
    monkeypatch.setattr(press, "FEW", 0)
    assert {"data/archive.sqlite", "data/articles.csv", "data/articles.jsonl"} <= anew("everything").build().written
    assert made.call_count == 1


def test_a_heading_on_lines_of_its_own_and_citations_as_text_are_what_templates_expect(anew: Anew) -> None:
    builder = anew("everything")
    own = """{% extends "pressmark/pages/article.html" %}
{% block heading %}
Clipping: {{ super() }}
{% endblock %}
{% block head %}<link rel="alternate" href="data:,{{ view.cited | csl | urlencode }}">{% endblock %}
"""
    page = (
        builder.write("templates/pages/article.html", own)
        .build()
        .site.text("articles/2031/lanternfish-partner-model/index.html")
    )
    title = re.search('property="og:title" content="(.*?)"', page, re.DOTALL)
    assert title
    assert title[1].startswith("Clipping: ")
    assert title[1] == title[1].strip()
    cited = re.search('href="data:,(.*?)"', page)
    assert cited
    assert json.loads(unquote(cited[1]))[0]["id"] == "2031-lanternfish-partner-model"


def test_how_a_site_was_left_is_read_before_what_was_told_of_it(anew: Anew, monkeypatch: pytest.MonkeyPatch) -> None:
    """If another build ends between them, the site is not as it was left, so that nothing is taken for granted."""
    builder, names, get = anew("everything").build(), [], Cache.get

    def read(cache: Cache, name: str) -> Any:
        names.append(name.partition("/")[0])
        return get(cache, name)

    monkeypatch.setattr(Cache, "get", read)
    builder.build()
    assert names[:2] == ["left", "run"]
