"""All results as CSV, RIS and BibTeX, read back by strict readers, and the citation of a search."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opener
from tests.browser.searching import count_of, opened
from tests.support.archives import index_of
from tests.support.sites import Served, SiteBuilder, served

from pressmark.citations import bibtex, reference, ris

Fields = dict[str, list[str]]
NASTY = '=HYPERLINK("https://evil.example";"x"), 100 % {curly} \\slash & $5 #1 a_b ~ ^ «日本»'
ARTICLE = """---
title: '{title}'
published: '{published}'
kind: {kind}
authors: ["{author}"]
url: https://copper-kettle.example/a?b=c&d=%7Be%7D
---
Lanternfish Lighting opened a shop.
"""


HOSTILE = {
    "pressmark.yaml": 'title: "The Bay {Archive} & more"\nlanguage: en\nrights: full\n',
    "content/sources/kettle-post.yaml": "name: Kettle & Post\n",
    "content/articles/2020/nasty.md": ARTICLE.format(
        title=NASTY, published="2020-08-23", kind="news", author="@cmd and Sons"
    ),
    "content/articles/2020/minus.md": ARTICLE.format(
        title="-1+1", published="2020-05~", kind="release", author="+Plus, A."
    ),
    "content/articles/2021/span.md": ARTICLE.format(
        title="A span", published="2021-02/2021-04", kind="filing", author="Ines Vale"
    ),
    "content/articles/undated/none.md": ARTICLE.format(
        title="None", published="XXXX", kind="report", author="Ines Vale"
    ),
    "content/articles/2022/all.md": ARTICLE.format(title="All", published="2022-22", kind="news", author="Ines Vale")
    .replace("authors: [", "authors: [{name: 'E. Dit & Or', role: editor}, {name: B. Rook, role: writer}, ")
    .replace("kind:", "source: kettle-post\ncaptured: 2022-09-04\nidentifiers: {doi: 10.5555/a_b}\nkind:"),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An archive of articles whose details no format takes as they are."""
    builder = SiteBuilder.of_files(tmp_path_factory.mktemp("hostile"), HOSTILE)
    builder.with_search = True
    with served(builder.build().output) as host:
        yield host


@pytest.fixture
def page(window: Opener) -> Iterator[Page]:
    """A window whose console must stay empty."""
    one = window()
    yield one.page
    assert one.told == []


def saved(page: Page, format_: str, folder: Path) -> tuple[str, str]:
    """The file that a button saves: its name and its text."""
    with page.expect_download() as download:
        page.get_by_role("button", name=format_, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    expect(page.locator("#search-taking .said")).to_contain_text("saved")
    return path.name, path.read_bytes().decode()


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def ris_of(text: str) -> list[Fields]:
    """Records of RIS: lines of a tag, two blanks, a hyphen and a blank; from TY to ER."""
    records: list[Fields] = []
    for line in text.split("\r\n"):
        if not line:
            continue
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        if match[1] == "TY":
            records.append({})
        records[-1].setdefault(match[1], []).append(match[2])
    assert all(list(record)[-1] == "ER" for record in records)
    return records


def bibtex_of(text: str) -> dict[str, dict[str, str]]:
    """Entries of BibTeX: fields in balanced braces, or a bare word."""
    entries: dict[str, dict[str, str]] = {}
    for entry in re.split(r"\n\n(?=@|\Z)", text):
        if not entry.strip():
            continue
        head = re.match(r"@misc\{([A-Za-z0-9-]+),\n", entry)
        assert head, entry
        assert entry.endswith("\n}"), entry
        assert head[1] not in entries
        entries[head[1]] = fields = {}
        for line in entry[head.end() : -2].split("\n"):
            field = re.fullmatch(r"  ([a-z]+) = (\{.*\}|[a-z]{3}),", line)
            assert field, line
            assert balanced(field[2]), line
            fields[field[1]] = field[2].removeprefix("{").removesuffix("}")
    return entries


def balanced(text: str) -> bool:
    depth = 0
    for sign in text:  # a brace counts, whatever stands before it
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def unescaped(text: str) -> str:
    """What BibTeX would print."""
    named = {"textbackslash{}": "\\", "textasciitilde{}": "~", "textasciicircum{}": "^"}
    return re.sub(r"\\(text\w+\{\}|.)", lambda match: named.get(match[1], match[1]), text)


def test_everything_found_is_saved_in_its_order(page: Page, at_root: Served, tmp_path: Path) -> None:
    shown = opened(page, at_root, "?sort=oldest")
    name, text = saved(page, "CSV", tmp_path)
    rows = rows_of(text)
    assert name == "search.csv"
    assert len(rows) == count_of(shown) > len(shown["results"])
    assert [row["title"] for row in rows][: len(shown["results"])] == shown["results"]
    assert all(row["address"].startswith(at_root.url) for row in rows)
    assert {len(ris_of(saved(page, "RIS", tmp_path)[1])), len(bibtex_of(saved(page, "BibTeX", tmp_path)[1]))} == {
        len(rows)
    }


def test_only_what_is_found_is_saved(page: Page, at_root: Served, tmp_path: Path) -> None:
    shown = opened(page, at_root, "?q=sales&f=company:zoom")
    rows = rows_of(saved(page, "CSV", tmp_path)[1])
    assert [row["title"] for row in rows] == shown["results"]


def test_cells_of_csv_are_no_formulas(page: Page, hostile: Served, tmp_path: Path) -> None:
    opened(page, hostile)
    rows = {row["address"].split("/")[-2]: row for row in rows_of(saved(page, "CSV", tmp_path)[1])}
    assert rows["nasty"]["title"] == f"'{NASTY}"
    assert rows["nasty"]["authors"] == "'@cmd and Sons"
    assert rows["minus"]["title"] == "'-1+1"
    assert rows["span"]["title"] == "A span"
    assert rows["minus"]["published"] == "2020-05~"
    assert not [cell for row in rows.values() for cell in row.values() if cell[:1] in {"=", "+", "-", "@"}]


def test_ris_keeps_what_was_written(page: Page, hostile: Served, tmp_path: Path) -> None:
    opened(page, hostile)
    records = {record["TI"][0]: record for record in ris_of(saved(page, "RIS", tmp_path)[1])}
    assert records[NASTY]["AU"] == ["@cmd and Sons"]
    assert (records[NASTY]["PY"], records[NASTY]["DA"]) == (["2020"], ["2020/08/23/"])
    assert "N1" not in records[NASTY]
    assert (records["-1+1"]["DA"], records["-1+1"]["N1"]) == (["2020/05//"], ["2020-05~"])
    assert records["A span"]["N1"] == ["2021-02/2021-04"]
    assert "PY" not in records["None"]
    assert records[NASTY]["DB"] == ["The Bay {Archive} & more"]
    assert records[NASTY]["UR"] == ["https://copper-kettle.example/a?b=c&d=%7Be%7D"]


def test_bibtex_keeps_what_was_written(page: Page, hostile: Served, tmp_path: Path) -> None:
    opened(page, hostile)
    entries = bibtex_of(saved(page, "BibTeX", tmp_path)[1])
    nasty = entries["2020-nasty"]
    assert unescaped(nasty["title"]) == f"{{{NASTY}}}"
    assert nasty["author"] == "{@cmd and Sons}"
    assert (nasty["year"], nasty["month"], nasty["date"]) == ("2020", "aug", "2020-08-23")
    assert "date" not in entries["2020-minus"]
    assert "2020-05\\textasciitilde{}" in entries["2020-minus"]["note"]
    assert nasty["url"] == "https://copper-kettle.example/a?b=c&d=%7Be%7D"


def test_what_is_saved_is_what_the_pages_of_the_articles_say(page: Page, hostile: Served, tmp_path: Path) -> None:
    opened(page, hostile)
    index = index_of(HOSTILE)
    cited = [reference(index.article(one), index, hostile.url) for one in index.newest]
    records = saved(page, "RIS", tmp_path)[1].split("\r\n\r\n")
    entries = saved(page, "BibTeX", tmp_path)[1].split("\n\n")
    assert sorted(records) == sorted(["", *(ris(one).removesuffix("\r\n") for one in cited)])
    assert sorted(entries) == sorted(["", *(bibtex(one).removesuffix("\n") for one in cited)])


def test_search_can_be_cited(page: Page, at_root: Served) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = opened(page, at_root, "?q=sales&f=company:zoom")
    page.get_by_role("button", name="Cite this search").click()
    expect(page.locator("#search-taking .said")).to_have_text("Copied")
    cited = page.get_by_label("Citation of this search").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == cited
    assert re.fullmatch(
        rf"Partners in China \(version [0-9a-f]{{12}}\): search for company:zoom sales; {count_of(shown)} articles, "
        rf"\w+ \d+, \d{{4}}\. {re.escape(page.url)}",
        cited,
    )


def test_details_that_cannot_be_loaded_are_said(at_root: Served, window: Opener) -> None:
    page = window().page
    page.route("**/details-*", lambda route: route.abort())
    page.goto(urljoin(at_root.url, "search/"))
    page.get_by_role("button", name="CSV").click()
    expect(page.locator("#search-taking .said")).to_contain_text("Nothing was saved")
