"""The bench compares equals: Hugo's site has the archive's articles, and edits are what they say."""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.bench import edits, hugosite, peers, synthetic
from tests.bench.edits import Edit, Known
from tests.bench.peers import BUILDS
from tests.bench.programs import Programs
from tests.bench.running import SUMMED, Failed, run
from tests.bench.twins import Twins, copied, differing
from tests.support.archives import NOW, SOUND, article, build_site, join, shown, snapshot, write
from tests.support.sites import EVERYTHING

from pressmark.archive import read_archive
from pressmark.files import read_tree
from pressmark.model import RECORD_KINDS, Article, Kind
from pressmark.publishable import PublicArchive, publishable
from pressmark.resolve import Archive
from pressmark.routes import PAGE_SIZE
from pressmark.workers import Workers

ARTICLES = 40
EDITS = [build.edit for build in BUILDS if build.edit]

each_edit = pytest.mark.parametrize("make", EDITS, ids=lambda make: make.__name__)


def known(files: dict[str, str]) -> Known:
    archive, problems = join(files)
    assert not problems, shown(problems)
    return Known(archive, publishable(archive, "public", NOW), files.__getitem__)


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return synthetic.archive_of(ARTICLES)


@pytest.fixture(scope="module")
def site(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build_site(write(folder / "archive", files), folder / "site")
    return folder / "site"


def everything() -> PublicArchive:
    with Workers(1) as workers:
        archive, _ = read_archive(read_tree(EVERYTHING), workers, lambda *_: None)
    return publishable(archive, "public", NOW)


# --- Hugo's site --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["synthetic", "everything"])
def public(request: pytest.FixtureRequest, files: dict[str, str]) -> PublicArchive:
    return known(files).public if request.param == "synthetic" else everything()


def parted(file: str) -> tuple[dict[str, Any], str]:
    """The front matter of a file, in which every scalar is text, and the words behind it."""
    _, head, body = file.split("---\n", 2)
    return yaml.load(head, yaml.BaseLoader), re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", body)  # noqa: S506 - makes text only


def test_hugo_has_the_same_articles_with_the_same_words(public: PublicArchive) -> None:
    content = hugosite.content(public)
    paths = {path for path in content if path.startswith("content/articles/") and not path.endswith("/_index.md")}
    assert paths == {f"content/articles/{identifier}.md" for identifier in public.articles}
    for one in public.articles.values():
        head, text = parted(content[f"content/articles/{one.id}.md"])
        assert head["title"] == one.title
        assert text.split() == one.body.text.split()


def test_hugo_has_the_same_terms(public: PublicArchive) -> None:
    content = hugosite.content(public)
    records = {f"content/{kind.folder}/{one}/_index.md" for kind in RECORD_KINDS for one in public.records[kind]}
    assert records == {path for path in content if not path.startswith("content/articles/")}
    named = 0
    for one in public.articles.values():
        head, _ = parted(content[f"content/articles/{one.id}.md"])
        listed: dict[Kind, tuple[str, ...]] = {kind: tuple(head.get(kind.folder, ())) for kind in RECORD_KINDS}
        named += sum(map(len, listed.values()))
        assert listed.pop(Kind.SOURCE) == ((one.source,) if one.source else ())
        assert listed == {kind: one.about.of(kind) for kind in listed}
    assert named > len(public.articles)


def test_hugo_splits_lists_and_names_records_as_we_do() -> None:
    settings = tomllib.loads(hugosite.templates()["hugo.toml"])
    assert settings["pagination"]["pagerSize"] == PAGE_SIZE
    assert {kind.value: kind.folder for kind in RECORD_KINDS}.items() <= settings["taxonomies"].items()


@pytest.mark.parametrize(
    ("taxonomy", "pattern", "form"),
    [
        ("partners", "partners/*/*/index.html", r"partners/(?!by/)(.+)/(.+)/index\.html"),
        ("timeline", "timeline/day/*/index.html", r"timeline/day/(.+)/index\.html"),
        ("timeline", "timeline/2*/index.html", r"timeline/(.+)/index\.html"),
        ("months", "articles/*/*/index.html", r"articles/(\d+)/(\d+)/index\.html"),
    ],
)
def test_hugo_gathers_articles_by_what_we_do(
    taxonomy: str, pattern: str, form: str, files: dict[str, str], site: Path
) -> None:
    join_of = {"partners": "-with-".join, "months": "-".join}
    pages = (re.fullmatch(form, page.relative_to(site).as_posix()) for page in site.glob(pattern))
    ours = {join_of.get(taxonomy, "".join)(found.groups()) for found in pages if found}
    terms = {term for one in known(files).public.articles.values() for term in hugosite.terms(one)[taxonomy]}
    assert ours
    assert ours == {term for term in terms if taxonomy != "timeline" or ("-" in term) == ("day" in pattern)}


# --- edits --------------------------------------------------------------------------------------------------------


@each_edit
def test_an_edit_can_be_made_again_and_again(make: edits.Maker, files: dict[str, str]) -> None:
    now = dict(files)
    for word in ("wordone", "wordtwo"):
        edit = make(known(now), word)
        assert not edit.files.items() <= now.items()
        now |= edit.files
        assert any(word in now[path] for path in edit.files)
    known(now)


def changed(files: dict[str, str], edit: Edit) -> tuple[Archive, Archive, list[str]]:
    """An archive before and after an edit, and the articles that differ."""
    before, after = known(files).archive, known({**files, **edit.files}).archive
    everyone = before.articles.keys() | after.articles.keys()
    return before, after, [one for one in everyone if before.articles.get(one) != after.articles.get(one)]


@pytest.mark.parametrize(("make", "attribute"), [(edits.text, "body"), (edits.title, "title")])
def test_one_thing_of_one_article_is_edited(make: edits.Maker, attribute: str, files: dict[str, str]) -> None:
    before, after, [one] = changed(files, make(known(files), "wordone"))
    old, new = before.articles[one], after.articles[one]
    assert [name for name in Article.__struct_fields__ if getattr(old, name) != getattr(new, name)] == [attribute]
    assert before.records == after.records


def test_the_title_is_that_of_an_article_of_the_largest_topic(files: dict[str, str]) -> None:
    before, _, [one] = changed(files, edits.title(known(files), "wordone"))
    sizes = {
        topic: sum(topic in other.about.topics for other in before.articles.values())
        for topic in before.records[Kind.TOPIC]
    }
    assert max(sizes[topic] for topic in before.articles[one].about.topics) == max(sizes.values())


def test_the_new_article_is_the_newest(files: dict[str, str]) -> None:
    before, after, [one] = changed(files, edits.new(known(files), "wordone"))
    assert one not in before.articles
    newest = after.articles[one].published
    assert newest
    dated = (other.published for other in before.articles.values() if other.published)
    assert all(newest.sort_key > other.sort_key for other in dated if other.latest)


def test_a_company_is_renamed_and_keeps_its_old_name_as_an_alias(files: dict[str, str]) -> None:
    before, after, articles = changed(files, edits.name(known(files), "wordone"))
    old, new = before.records[Kind.COMPANY], after.records[Kind.COMPANY]
    [one] = [identifier for identifier in old if old[identifier] != new[identifier]]
    assert not articles
    assert new[one].name == "Renamed wordone"
    assert [alias.text for alias in new[one].aliases] == [old[one].name]


def test_what_is_edited_is_shown_where_it_is_looked_for(files: dict[str, str], tmp_path: Path) -> None:
    archive = write(tmp_path / "archive", files)
    found, now = [], dict(files)
    for number, make in enumerate(EDITS):
        edit = make(known(now), f"word{number}")
        now |= edit.files
        found.append(edit)
    write(archive, {path: text for path, text in now.items() if files.get(path) != text})
    build_site(archive, tmp_path / "site")
    for edit in found:
        for pattern in edit.shown:
            pages = [page.read_text(encoding="utf-8") for page in (tmp_path / "site").glob(pattern)]
            assert any(edit.word in page for page in pages), pattern


def test_the_template_is_changed_in_both_sites(files: dict[str, str]) -> None:
    edit = edits.template(known(files), "wordone")
    assert set(edit.hugo) <= set(hugosite.templates())
    assert all("wordone" in text for text in (*edit.files.values(), *edit.hugo.values()))


@each_edit
def test_an_archive_without_what_is_edited_says_so(make: edits.Maker) -> None:
    with pytest.raises(edits.Impossible, match="this archive"):
        make(known(dict(SOUND)), "wordone")


def test_a_text_that_is_not_published_is_not_the_one_that_is_edited() -> None:
    withheld = {"content/articles/2031/story.md": article("rights: metadata\n")}
    with pytest.raises(edits.Impossible):
        edits.text(known({**SOUND, **withheld}), "wordone")


def test_an_archive_is_copied_and_stays_as_it_was(files: dict[str, str], tmp_path: Path) -> None:
    archive = write(tmp_path / "archive", files | {"templates/assets/css/site.css": "", ".git/HEAD": ""})
    before = snapshot(archive)
    copied(archive, tmp_path / "copy")
    assert snapshot(tmp_path / "copy").keys() == before.keys() - {".git/HEAD"}
    assert snapshot(archive) == before


# --- what is right, and what it costs -----------------------------------------------------------------------------


def test_a_site_differs_by_any_file_but_those_of_search(tmp_path: Path) -> None:
    one = write(tmp_path / "one", {"same": "a", "other": "a", "here": "a", "search/x": "a"})
    two = write(tmp_path / "two", {"same": "a", "other": "b", "there": "a", "search/y": "a"})
    assert differing(one, two, "search") == ["here", "other", "there"]
    assert differing(one, one, "search") == []


def test_builds_that_make_nothing_do_not_count(
    files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers, "PAUSE", 0)
    monkeypatch.setattr("os.sync", lambda: None)  # nothing is measured here
    write(tmp_path / "archive", files)
    idle = Programs("true", "true", "true")
    found = peers.series("idle", Twins(tmp_path, idle), runs=1)
    assert [case.name for case in found.cases] == [build.name for build in BUILDS]
    for case in found.cases:
        assert re.match(r"\d+ pages are missing, such as ours/articles/", case.problem)
        assert not case.ours


def test_an_edit_that_is_not_shown_is_found(files: dict[str, str], tmp_path: Path) -> None:
    write(tmp_path / "archive", files)
    twins = Twins(tmp_path, Programs("true", "true", "true"))
    edit = edits.title(twins.known, "wordone")
    for site in ("ours", "theirs"):
        write(tmp_path / site, {edit.shown[0]: "<h1>wordone</h1>", "topics/other/index.html": "wordone"})
    assert list(twins.unshown(edit)) == [f"{site}/{edit.shown[1]}" for site in ("ours", "theirs")]


def test_files_that_a_program_writes_are_counted(tmp_path: Path) -> None:
    site = write(tmp_path, {"kept": "a", "written-over": "a"})
    code = f"import os; os.chdir({str(site)!r}); [open(name, 'w').write('b') for name in ('written-over', 'new')]"
    assert run((sys.executable, "-c", code), site).files == 2


def test_a_program_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="status 3\nalas"):
        run((sys.executable, "-c", "print('alas', flush=True); import os; os._exit(3)"), tmp_path)


@pytest.mark.skipif(not SUMMED, reason="only Linux tells the memory of other processes")
def test_memory_is_that_of_all_processes_at_once(tmp_path: Path) -> None:
    child = "held = bytearray(60_000_000); held[::4096] = b'x' * len(held[::4096]); print(); input()"
    code = f"""
import subprocess, sys, time
pipes = {{"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}}
children = [subprocess.Popen([sys.executable, "-c", {child!r}], **pipes) for _ in range(3)]
[one.stdout.readline() for one in children]
time.sleep(0.3)
[one.communicate(b"\\n") for one in children]
"""
    assert run((sys.executable, "-c", code), tmp_path).memory > 3 * 60_000_000
