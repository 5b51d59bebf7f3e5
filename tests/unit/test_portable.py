"""The portable copy: links name files, modules become classic scripts, and the ZIP file is the same every time."""

import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest
from tests.support.archives import NOW, SOUND, write
from tests.support.sites import EVERYTHING, Site, SiteBuilder

from pressmark.cli import main
from pressmark.files import verify
from pressmark.portable.pages import named, on_disk
from pressmark.request import Outcome, Request
from pressmark.workers import Workers
from pressmark.zipping import zip_site

BASE = "https://archive.example/deep/"


def zipped(archive: Path, target: Path, *, jobs: int = 1, audience: str = "public", search: bool = False) -> Outcome:
    request = Request(archive, target, NOW, base_url=BASE, audience=audience, with_search=search)
    with Workers(jobs) as workers:
        return zip_site(request, target, workers, lambda *_: None)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> SiteBuilder:
    """The site of an archive that has something of every kind of page."""
    builder = SiteBuilder.of_folder(tmp_path_factory.mktemp("served"), EVERYTHING)
    builder.with_search, builder.base_url = True, BASE
    return builder.build()


@pytest.fixture(scope="module")
def whole(served: SiteBuilder) -> Path:
    """A copy of it."""
    target = served.folder / "new" / "everything.zip"
    assert zipped(served.archive, target, search=True).published is not None
    return target


@pytest.fixture(scope="module")
def copy(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same, unpacked."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(folder)
    return Site(folder)


# --- links ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("../../articles/2031/", "../../articles/2031/index.html"),
        ("./", "./index.html"),
        ("../", "../index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("../x/?q=a/b#p3", "../x/index.html?q=a/b#p3"),
        ("../x/#f-1", "../x/index.html#f-1"),
        ("#p3", "#p3"),
        ("?q=x", "?q=x"),
        ("", ""),
        ("../feed.xml", "../feed.xml"),
        ("../x.y/", "../x.y/index.html"),
        ("../a%20b/", "../a%20b/index.html"),
        ("https://elsewhere.example/a/", "https://elsewhere.example/a/"),
        ("//elsewhere.example/a/", "//elsewhere.example/a/"),
        ("mailto:desk@archive.example", "mailto:desk@archive.example"),
    ],
)
def test_addresses_of_pages_name_files(address: str, file: str) -> None:
    assert named(address) == file


REFRESH = '<meta http-equiv="refresh" content="0; url=../b/{}">'
ICON = '<link rel="icon" href="../i.svg">'
IN_PICTURE = '<svg><a href="../a/{}"><title>a &lt; b</title></a></svg>'


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ('<a class="x" href="../a/">a</a>', '<a class="x" href="../a/index.html">a</a>'),
        ("<A HREF=../a/>a</A>", '<a href="../a/index.html">a</A>'),
        ("<a href='../a/?q=1&amp;p=\"2\"'>", '<a href="../a/index.html?q=1&amp;p=&quot;2&quot;">'),
        ('<form action="./" method="get" novalidate>', '<form action="./index.html" method="get" novalidate>'),
        ('<a href="#p1">', None),
        (REFRESH.format(""), REFRESH.format("index.html")),
        ('<meta name="description" content="1; url=../b/">', None),
        ('<p data-note="<a href=../a/>">href="../a/"</p>', None),
        ('&lt;a href="../a/"&gt; <!-- <a href="../a/"> -->', None),
        ('<script type="application/ld+json">{"@id": "<a href=\'../a/\'>"}</script>', None),
        ('<img src="../a/" alt="">', None),
        (f'<link rel="modulepreload" href="../x.js">\n{ICON}', f"\n{ICON}"),
        (IN_PICTURE.format(""), IN_PICTURE.format("index.html")),
    ],
)
def test_only_start_tags_change(written: str, becomes: str | None) -> None:
    assert on_disk(written, "articles", {}) == (becomes or written)


def test_modules_are_loaded_once_and_after_what_they_need() -> None:
    needed = {
        "assets/js/a.js": ("assets/js/server.js", "assets/js/a.js"),
        "assets/js/b.js": ("assets/js/server.js", "assets/js/a.js", "assets/js/b.js"),
    }
    page = (
        '<script type="module" src="../assets/js/a.js"></script><script type="module" src="../assets/js/b.js"></script>'
    )
    assert re.findall('src="([^"]*)"', on_disk(page, "x", needed)) == [
        "../assets/js/server.js",
        "../assets/js/a.js",
        "../assets/js/b.js",
    ]
    assert on_disk(page, "x", needed).count("</script>") == on_disk(page, "x", needed).count(" defer ") == 3
    again = on_disk(page + page, "x", needed)
    assert again.count(" defer ") == 3
    assert again.endswith("<script></script><script></script>")


def between_tags(html: str) -> list[str]:
    """All that a page holds but its start tags."""
    parts: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            parts.append(data)

        def handle_comment(self, data: str) -> None:
            parts.append(data)

        def handle_endtag(self, tag: str) -> None:
            parts.append(tag)

    Reader().feed(html)
    return [part for part in parts if part != "script" and not part.isspace()]


def test_what_pages_say_stays(copy: Site, served: SiteBuilder) -> None:
    pages = [name for name in copy.files() if name.endswith(".html")]
    assert {*pages} == {name for name in served.site.files() if name.endswith(".html")} - {"404.html"}
    assert [name for name in pages if between_tags(copy.text(name)) != between_tags(served.site.text(name))] == []


def addresses(page: Element) -> Iterator[str]:
    for element in page.iter():
        for name in ("href", "src", "action"):
            if (written := element.get(name)) is not None and element.get("rel") != "canonical":
                yield written
        if element.get("http-equiv") == "refresh":
            yield (element.get("content") or "").partition("url=")[2]


def test_every_address_is_a_file_of_the_copy(copy: Site) -> None:
    there = {*copy.files()}
    broken, seen = [], 0
    for name in (name for name in there if name.endswith(".html")):
        for address in addresses(copy.page(name)):
            parts = urlsplit(address)
            if not parts.scheme and parts.path:
                seen += 1
                if normpath(join(dirname(name), unquote(parts.path))) not in there:
                    broken.append((name, address))
    assert seen > 3000
    assert broken == []


def test_a_copy_says_what_it_is_and_can_be_verified(copy: Site) -> None:
    there = copy.files()
    assert "404.html" not in there
    assert not {"robots.txt", "sitemap.xml", "_redirects", "opensearch.xml"} & {*there}
    assert verify(copy.folder).wrong == ()
    assert verify(copy.folder).audience == "public"
    readme = copy.text("README.txt")
    assert readme.splitlines()[:2] == ["The Bay Archive", BASE]
    assert "index.html" in readme


def test_what_a_copy_says_is_plain_text(tmp_path: Path) -> None:
    said = ["What's <this>?", "L'archive & index.html", "R&D", "It's all"]
    strings = {
        key: json.dumps(text) for key, text in zip(("what", "open", "works_without_search", "whole"), said, strict=True)
    }
    yaml = "".join(f"  {key}: {text}\n" for key, text in strings.items())
    archive = write(tmp_path / "archive", {**SOUND, "templates/strings/en.yaml": f"portable:\n{yaml}"})
    zipped(archive, tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as copied:
        assert set(said) <= {*copied.read("README.txt").decode().splitlines()}


# --- the file -------------------------------------------------------------------------------------------------------


def test_equal_archives_give_equal_files(tmp_path: Path) -> None:
    archive = write(tmp_path / "archive", SOUND)
    for name, jobs in (("one", 1), ("two", 2)):
        zipped(archive, tmp_path / f"{name}.zip", jobs=jobs)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_entries_are_in_order_and_know_no_time(whole: Path) -> None:
    with zipfile.ZipFile(whole) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert {(entry.date_time, entry.external_attr >> 16) for entry in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0o100644)
        }
    assert names == sorted(names)
    assert {"README.txt", "index.html", "manifest.json", "search/manifest.json"} <= {*names}
    assert [path.name for path in whole.parent.iterdir()] == [whole.name]


def test_mistakes_leave_the_old_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, target = write(tmp_path / "archive", SOUND), tmp_path / "copy.zip"
    command = ["zip", str(target), "--archive", str(archive), "--no-search", "--jobs", "1"]
    assert main(command) == 0
    assert "MB in" in capsys.readouterr().err
    before = target.read_bytes()
    write(archive, {"content/companies/lanternfish.yaml": "nam: x\n"})
    assert main(command) == 1
    assert f"{target} was not written" in capsys.readouterr().err
    write(archive, SOUND)
    write(archive, {"templates/assets/js/own.js": "const a = 1;\nexport default a;\n"})
    assert main(command) == 1
    assert "templates/assets/js/own.js:2:1: error E070" in capsys.readouterr().err
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "copy.zip"]


@pytest.mark.parametrize("name", ["folder", "notes.txt"])
def test_what_is_no_earlier_copy_is_left_alone(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    archive = write(tmp_path / "archive", SOUND)
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["zip", str(tmp_path / name), "--archive", str(archive), "--no-search"]) == 2
    assert "pressmark: " in capsys.readouterr().err
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_an_internal_copy_says_so_in_its_own_language(tmp_path: Path) -> None:
    archive = write(tmp_path / "archive", {**SOUND, "pressmark.yaml": "title: Akten & Mappen\nlanguage: de\n"})
    zipped(archive, tmp_path / "copy.zip", audience="internal")
    with zipfile.ZipFile(tmp_path / "copy.zip") as copy:
        readme = copy.read("README.txt").decode()
    assert readme.startswith("Akten & Mappen\n")
    assert "ohne Suche" in readme
    assert "Interne Ausgabe" in readme
