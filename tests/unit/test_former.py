"""What was withdrawn or renamed leaves a page behind that says so, or leads on."""

from datetime import datetime
from pathlib import Path

import pytest
from tests.support.archives import ARTICLES, NOW, SOUND, archive_of, article, build_site, join, write
from tests.support.sites import Site, text_of

from pressmark import looking, routes
from pressmark.cli import main
from pressmark.commands import DONE
from pressmark.model import Kind
from pressmark.publishable import next_embargo

LAMPS = f"{ARTICLES}2031/lamps.md"
QUAY = f"{ARTICLES}2031/quay.md"


def built(folder: Path, files: dict[str, str]) -> Site:
    outcome = build_site(write(folder / "archive", {**SOUND, **files}), folder / "site")
    assert outcome.published, "\n".join(map(str, outcome.diagnostics))
    return Site(folder / "site")


def test_a_withdrawn_article_leaves_a_tombstone_and_is_in_no_list(tmp_path: Path) -> None:
    fields = "source: meridian-courier\nstatus: withdrawn\nwithdrawn: {date: 2031-08-20, reason: It was a hoax.}"
    site = built(
        tmp_path, {LAMPS: article(fields, title="Of lamps"), QUAY: article("", "See [it](article:2031/lamps).")}
    )
    page = site.main("articles/2031/lamps/")
    said = text_of(page)
    for words in ("Of lamps", "The Meridian Courier", "3 August 2031", "20 August 2031", "It was a hoax."):
        assert words in said
    assert "Text." not in said
    naming = [name for name in site.files() if name.endswith((".html", ".xml")) and "2031/lamps" in site.text(name)]
    leading = ["articles/2031/quay/index.html", "feed.xml"]  # the text of another article leads there by hand
    assert naming == ["articles/2031/lamps/index.html", *leading]
    assert "Of lamps" not in site.text("feed.xml")
    assert 'name="robots" content="noindex"' in site.text("articles/2031/lamps/index.html")


@pytest.mark.parametrize("more", ["audience: internal", "embargo: 2031-10-01T00:00:00Z"])
def test_what_was_never_public_leaves_nothing(more: str, tmp_path: Path) -> None:
    site = built(tmp_path, {LAMPS: article(f"status: withdrawn\n{more}")})
    assert "articles/2031/lamps/" not in site.routes()


@pytest.mark.parametrize("status", ["", "status: withdrawn\n"])
@pytest.mark.parametrize(
    ("old", "file", "line"),
    [
        ("2030/old-lamps", "articles/2030/old-lamps/index.html", "/articles/2030/old-lamps/"),
        ("/story.html", "story.html", "/story.html"),
        ("/news/story", "news/story/index.html", "/news/story"),
        ("/news/story/", "news/story/index.html", "/news/story/"),
        ("/news/a%20b/", "news/a b/index.html", "/news/a%20b/"),
        ("/story.php", None, "/story.php"),
    ],
)
def test_old_addresses_lead_on(old: str, file: str | None, line: str, status: str, tmp_path: Path) -> None:
    site = built(tmp_path, {LAMPS: article(f"{status}redirect_from: ['{old}']")})
    assert site.text("_redirects") == f"{line} /articles/2031/lamps/ 301\n"
    stubs = [name for name in site.files() if name.endswith(".html") and 'http-equiv="refresh"' in site.text(name)]
    assert stubs == ([file] if file else [])
    for name in stubs:
        up = "../" * name.count("/") or "./"
        assert f'content="0; url={up}articles/2031/lamps/"' in site.text(name)
        assert name.removesuffix("index.html") not in site.text("sitemap.xml")


@pytest.mark.parametrize(
    "old",
    [
        "/../x.html",
        "/a/../x",
        "/.well-known/x",
        "/a//b",
        "/",
        "//host/x",
        "/a%2e%2e/x",
        "/%2e/x",
        "/a%2fb",
        "/a?b",
        "/a#b",
        "/a\\b",
        "/%00",
    ],
)
def test_an_old_address_is_a_plain_path(old: str) -> None:
    _, problems = join({**SOUND, LAMPS: article(f"redirect_from: ['{old}']")})
    fine = old == "/a%2e%2e/x"  # a dot within a name hides nothing
    assert [problem.code for problem in problems] == ([] if fine else ["E028"])


def test_old_addresses_of_what_is_withheld_are_not_told(tmp_path: Path) -> None:
    site = built(tmp_path, {LAMPS: article("status: draft\nredirect_from: [2030/old-lamps]")})
    assert "_redirects" not in site.files()
    assert "articles/2030/old-lamps/" not in site.routes()


def test_redirects_count_from_the_root_of_the_host(tmp_path: Path) -> None:
    settings = "base_url: https://clippings.example/bay/\nrights: full\n"
    site = built(tmp_path, {"pressmark.yaml": settings, LAMPS: article("redirect_from: [2030/old]")})
    assert site.text("_redirects") == "/bay/articles/2030/old/ /bay/articles/2031/lamps/ 301\n"


def test_the_page_of_a_pair_leads_on_from_all_names_that_the_two_had(tmp_path: Path) -> None:
    claim = "partners:\n  - {company: lanternfish, partner: copper-kettle, role: reseller, quote: sells lamps}"
    files = {
        "content/companies/lanternfish.yaml": "name: Lanternfish\nredirect_from: [angler, /old.html]\n",
        "content/companies/copper-kettle.yaml": "name: Kettle\nredirect_from: [kettle, /partners/angler/kettle/]\n",
        "content/companies/quiet-harbour.yaml": "name: Quiet Harbour\nredirect_from: [harbour]\naudience: public\n",
        LAMPS: article(claim, "It sells lamps."),
    }
    site = built(tmp_path, files)
    lines = dict(line.split(" ")[:2] for line in site.text("_redirects").splitlines() if line.startswith("/partners/"))
    assert lines == {
        "/partners/angler/copper-kettle/": "/partners/copper-kettle/lanternfish/",
        "/partners/kettle/lanternfish/": "/partners/copper-kettle/lanternfish/",
        "/partners/angler/kettle/": "/companies/copper-kettle/",  # by hand
    }
    assert 'url=../../../partners/copper-kettle/lanternfish/"' in site.text("partners/kettle/lanternfish/index.html")


def test_what_stood_at_the_end_of_a_year_leads_on_too(tmp_path: Path) -> None:
    claim = (
        "partners:\n  - {company: lanternfish, partner: copper-kettle, role: reseller, quote: sells lamps, "
        "from: 2029, until: 2030}"
    )
    files = {
        "content/companies/lanternfish.yaml": "name: Lanternfish\nredirect_from: [angler, /old.html]\n",
        "content/companies/quiet-harbour.yaml": "name: Quiet Harbour\nredirect_from: [harbour]\naudience: public\n",
        LAMPS: article(claim, "It sells lamps."),
    }
    site = built(tmp_path, files)
    stood = [route for route in site.routes() if route.startswith("companies/lanternfish/as-of/")]
    assert len(stood) > 1
    lines = dict(line.split(" ")[:2] for line in site.text("_redirects").splitlines() if "/as-of/" in line)
    assert lines == {f"/{route.replace('lanternfish', 'angler')}": f"/{route}" for route in stood}
    for old, target in lines.items():
        assert f'url=../../../..{target}"' in site.text(f"{old[1:]}index.html")


@pytest.mark.parametrize("route", ["a/../b", "..", "a/.b/"])
def test_stubs_stay_where_pages_are(route: str) -> None:
    assert routes.former(Kind.COMPANY, "owl") == "companies/owl/"
    assert routes.stub("a.html") == "a.html"
    _, problems = join({**SOUND, LAMPS: article(f"redirect_from: ['/{route}']")})
    assert problems


@pytest.mark.parametrize(
    ("embargoes", "more", "due", "due_internally"),
    [
        ((), "", None, None),
        (("2031-08-01T00:00:00Z",), "", None, None),
        (("2031-10-01T00:00:00Z", "2031-09-15T06:00:00+02:00"), "", *["2031-09-15T04:00:00+00:00"] * 2),
        (("2031-10-01T00:00:00Z",), "status: draft\n", None, "2031-10-01T00:00:00Z"),
        (("2031-10-01T00:00:00Z",), "audience: internal\n", None, "2031-10-01T00:00:00Z"),
        (("2031-10-01T00:00:00Z",), "status: withdrawn\n", *["2031-10-01T00:00:00Z"] * 2),
        (("2031-10-01T00:00:00Z",), "status: withdrawn\naudience: internal\n", None, "2031-10-01T00:00:00Z"),
    ],
)
def test_the_next_embargo_is_told(
    embargoes: tuple[str, ...], more: str, due: str | None, due_internally: str | None
) -> None:
    files = {
        f"{ARTICLES}2031/lamps-{number}.md": article(f"{more}embargo: {moment}")
        for number, moment in enumerate(embargoes)
    }
    for audience, moment in (("public", due), ("internal", due_internally)):
        found = next_embargo(archive_of(files), audience, NOW)
        assert found == (datetime.fromisoformat(moment) if moment else None)


def test_build_says_when_the_next_embargo_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = write(tmp_path, {**SOUND, LAMPS: article("embargo: 2031-10-01T08:00:00+02:00")})
    given = ["build", "--archive", str(archive), "--no-search", "--jobs", "1", "--now"]
    assert main([*given, "2031-09-01T00:00:00Z"]) == DONE
    assert "The next embargo ends at 2031-10-01T06:00:00Z: build again then." in capsys.readouterr().err
    assert main([*given, "2031-10-01T06:00:00Z"]) == DONE
    assert "embargo" not in capsys.readouterr().err


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_a_build_after_an_embargo_tells_that_it_has_ended(
    audience: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MOMENT", 0)
    archive = write(tmp_path, {**SOUND, LAMPS: article("status: withdrawn\nembargo: 2031-10-01T00:00:00Z")})
    given = ["build", "--archive", str(archive), "--no-search", "--jobs", "1", "--audience", audience, "--now"]
    assert main([*given, "2031-09-01T00:00:00Z"]) == DONE
    assert main([*given, "2031-10-01T00:00:00Z"]) == DONE
    page = text_of(Site(tmp_path / "site").main("articles/2031/lamps/"))
    assert "withdrawn" in page
    assert "under embargo" not in page
