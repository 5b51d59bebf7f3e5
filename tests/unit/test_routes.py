"""Addresses are functions of ids, and ids are paths."""

import pytest

from pressmark import routes
from pressmark.filing import identify, is_id
from pressmark.model import Kind
from pressmark.pages import colliding


@pytest.mark.parametrize(
    ("path", "kind", "identifier"),
    [
        ("content/articles/2031/lamps.md", Kind.ARTICLE, "2031/lamps"),
        ("content/articles/undated/lamps-2.md", Kind.ARTICLE, "undated/lamps-2"),
        ("content/articles/0001/a.md", Kind.ARTICLE, "0001/a"),
        ("content/articles/2031/lamps.notes.yaml", Kind.ARTICLE, "2031/lamps"),
        ("content/companies/3m.yaml", Kind.COMPANY, "3m"),
        ("content/people/odile-marsh.yaml", Kind.PERSON, "odile-marsh"),
        ("content/places/2031.yaml", Kind.PLACE, "2031"),
        ("content/topics/a-b-c.yaml", Kind.TOPIC, "a-b-c"),
        ("content/sources/x.yaml", Kind.SOURCE, "x"),
        ("content/pages/about.md", Kind.PAGE, "about"),
    ],
)
def test_the_path_is_the_id(path: str, kind: Kind, identifier: str) -> None:
    assert identify(path) == (kind, identifier, None)


@pytest.mark.parametrize(
    "identifier",
    ["", "a--b", "-a", "a-", "A", "a_b", "a.b", "a b", "é", "a/b", "/", "..", "a" * 81, "a\n", "a/"],
)
def test_what_is_no_segment_is_no_id(identifier: str) -> None:
    assert not is_id(Kind.COMPANY, identifier)
    assert not is_id(Kind.ARTICLE, f"2031/{identifier}")
    assert not is_id(Kind.ARTICLE, identifier)


@pytest.mark.parametrize(
    "identifier", ["2031/2031", "2031/08", "31/a", "0000/a", "20311/a", "undated", "undated/1", "2031/a/b", "٢٠٣١/a"]
)
def test_an_article_has_a_year_and_a_name_with_a_letter(identifier: str) -> None:
    assert not is_id(Kind.ARTICLE, identifier)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Lanternfish Lighting", "lanternfish-lighting"),
        ("  AT&T, Inc. ", "at-t-inc"),
        ("L'Oréal’s Café", "loreals-cafe"),
        ("Ørsted & Łódź – Straße", "orsted-lodz-strasse"),
        ("ﬁne ① Ⅷ", "fine-1-viii"),
        ("灯笼", ""),
        ("—", ""),
        ("a" * 79 + " b", "a" * 79),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_slug_is_the_nearest_id(name: str, slug: str) -> None:
    assert routes.slugify(name) == slug
    assert not slug or routes.is_segment(slug)


def test_addresses_end_in_a_slash_and_never_begin_with_one() -> None:
    found = [
        routes.page_of(Kind.ARTICLE, "2031/lamps"),
        routes.page_of(Kind.COMPANY, "owl"),
        routes.page_of(Kind.PAGE, "about"),
        routes.index_of(Kind.PERSON),
        routes.by_initial("companies/", "a"),
        routes.numbered("companies/", 2),
        routes.year("articles/", 31),
        routes.year("articles/", None),
        routes.month("articles/", 2031, 8),
        routes.pair("owl", "eagle"),
    ]
    assert found == [
        "articles/2031/lamps/",
        "companies/owl/",
        "about/",
        "people/",
        "companies/by/initial/a/",
        "companies/page/2/",
        "articles/0031/",
        "articles/undated/",
        "articles/2031/08/",
        "partners/eagle/owl/",
    ]
    assert routes.numbered("companies/", 1) == "companies/"
    assert routes.pair("a", "b") == routes.pair("b", "a")


@pytest.mark.parametrize(
    ("route", "path"),
    [("", "index.html"), ("a/b/", "a/b/index.html"), ("404.html", "404.html"), ("feed.xml", "feed.xml")],
)
def test_an_address_is_answered_by_a_file(route: str, path: str) -> None:
    assert routes.output_path(route) == path


def test_two_pages_cannot_have_one_address() -> None:
    pages = (("a/", "First"), ("b/", "Other"), ("a/", "Second"))
    [problem] = colliding(pages)
    assert problem.code == "E064"
    assert "/a/" in problem.message
    assert "First" in problem.message
    assert not colliding(pages[:2])


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("a.png", "files/a.png"),
        ("a.PDF", "files/a.PDF"),
        ("a.html", "files/a.html.gz"),
        ("a.svg", "files/a.svg.gz"),
        ("a.js", "files/a.js.gz"),
        ("a", "files/a.gz"),
        ("a.png.html", "files/a.png.html.gz"),
    ],
)
def test_what_a_host_might_serve_as_a_page_is_published_packed(name: str, address: str) -> None:
    assert routes.file(name) == address


@pytest.mark.parametrize(("text", "kind", "slug"), [("<PRN>", "company", "prn-company"), ("Con", "name", "con-name")])
def test_no_id_is_made_that_windows_keeps_for_a_device(text: str, kind: str, slug: str) -> None:
    assert routes.slugify(text, kind) == slug
    assert routes.is_segment(slug)
