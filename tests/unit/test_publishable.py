"""Which documents, files and records an audience sees, and why it does not see the others."""

from datetime import datetime

import pytest
from tests.support.archives import ARTICLES, NOW, SOUND, archive_of, article, join, public_of

from pressmark.model import Kind
from pressmark.publishable import publishable, rights_of

# --- reasons ------------------------------------------------------------------------------------------------------

LAMPS = f"{ARTICLES}2031/lamps.md"


@pytest.mark.parametrize(
    ("fields", "marks"),
    [
        ("", ()),
        ("status: published", ()),
        ("status: draft", ("draft",)),
        ("status: review", ("review",)),
        ("status: withdrawn", ("withdrawn",)),
        ("audience: internal", ("internal",)),
        ("audience: public", ()),
        ("embargo: 2031-09-01T12:00:00Z", ()),
        ("embargo: 2031-09-01T12:00:01Z", ("embargo",)),
        ("embargo: 2031-09-01T14:00:00+02:00", ()),
        ("embargo: 2031-09-01T12:00:00-01:00", ("embargo",)),
        ("status: draft\naudience: internal\nembargo: 2032-01-01T00:00:00Z", ("draft", "embargo", "internal")),
    ],
)
def test_an_internal_site_shows_everything_and_says_why_it_is_not_public(fields: str, marks: tuple[str, ...]) -> None:
    archive = archive_of({LAMPS: article(fields)})
    shown = publishable(archive, "internal", NOW)
    assert shown.marks[Kind.ARTICLE, "2031/lamps"] == marks
    assert ("2031/lamps" in publishable(archive, "public", NOW).articles) == (not marks)


def test_an_embargo_ends_at_its_moment() -> None:
    archive = archive_of({LAMPS: article("embargo: 2031-09-01T12:00:00Z")})
    before, after = (datetime.fromisoformat(f"2031-09-01T{time}+00:00") for time in ("11:59:59", "12:00:00"))
    assert not publishable(archive, "public", before).articles
    assert publishable(archive, "public", after).articles


@pytest.mark.parametrize(
    ("article_says", "source_says", "settings_say", "rights"),
    [
        ("full", "metadata", "metadata", "full"),
        ("metadata", "full", "full", "metadata"),
        ("", "excerpt", "full", "excerpt"),
        ("", "", "full", "full"),
        ("", "", "", "metadata"),
    ],
)
def test_rights_are_those_of_article_source_or_settings(
    article_says: str, source_says: str, settings_say: str, rights: str
) -> None:
    files = {
        LAMPS: article("source: evening-post\n" + (f"rights: {article_says}" if article_says else "")),
        "content/sources/evening-post.yaml": "name: Evening Post\n" + (f"rights: {source_says}" if source_says else ""),
        "pressmark.yaml": f"rights: {settings_say}\n" if settings_say else "",
    }
    archive = archive_of(files)
    assert rights_of(archive.articles["2031/lamps"], archive) == rights
    shown = publishable(archive, "public", NOW).articles["2031/lamps"]
    assert shown.rights == rights
    assert bool(shown.body) == (rights != "metadata")


def test_a_record_has_a_page_if_something_public_refers_to_it_or_it_says_so() -> None:
    files = {
        LAMPS: article("entities: {companies: [lanternfish]}"),
        f"{ARTICLES}2031/draft.md": article("status: draft\nentities: {companies: [copper-kettle]}"),
        "content/companies/lanternfish.yaml": "name: Lanternfish\nparent: owl\ntopics: [lamps]\n",
        "content/companies/owl.yaml": "name: Owl\n",
        "content/topics/lamps.yaml": "name: Lamps\nbroader: goods\n",
        "content/topics/goods.yaml": "name: Goods\n",
        "content/places/quay.yaml": "name: Quay\naudience: public\n",
    }
    public = public_of(files)
    shown = {f"{kind}:{identifier}" for kind, records in public.records.items() for identifier in records}
    assert shown == {"company:lanternfish", "company:owl", "topic:lamps", "topic:goods", "place:quay"}


def test_links_to_what_has_no_page_are_text() -> None:
    files = {
        LAMPS: article("", "[a](article:2031/draft) [b](page:hidden) [c](company:owl) [d](company:lanternfish)"),
        f"{ARTICLES}2031/draft.md": article("status: draft"),
        "content/pages/hidden.md": "---\ntitle: x\naudience: internal\n---\n",
        "content/companies/owl.yaml": "name: Owl\naudience: internal\n",
    }
    found = public_of(files).articles["2031/lamps"].body
    assert [link.target for link in found.links] == ["lanternfish"]
    assert found.text == "a b c d"
    everywhere = public_of(files, "internal").articles["2031/lamps"].body
    assert [link.target for link in everywhere.links] == ["2031/draft", "hidden", "owl", "lanternfish"]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("rights: full", ["p1", "f-lamps", "", ""]),
        ("rights: metadata", ["", "f-lamps", "", ""]),
        ("status: withdrawn", ["", "", "", ""]),
    ],
)
def test_links_into_an_article_lead_to_what_its_page_shows(fields: str, found: list[str]) -> None:
    facts = """
dates: [{id: lamps, date: 2031, event: Lamps, quote: Text}]
partners: [{id: owl, company: owl, partner: lanternfish, role: reseller, quote: Text}]
annotations: [{id: desk, kind: comment, note: Lamps, quote: Text, audience: internal}]"""
    every = ["p1", "f-lamps", "f-owl", "f-desk"]
    files = {
        LAMPS: article("", " ".join(f"[a](article:2031/told#{one})" for one in every)),
        f"{ARTICLES}2031/told.md": article(fields + facts),
        "content/companies/owl.yaml": "name: Owl\naudience: internal\n",
    }
    for audience, fragments in (("public", found), ("internal", every)):
        links = public_of(files, audience).articles["2031/lamps"].body.links
        assert [link.fragment for link in links] == fragments


def test_files_are_published_if_something_public_names_them() -> None:
    files: dict[str, str | bytes] = {
        LAMPS: article(
            "annotations: [{kind: comment, quote: a, note: '![n](files/note.png)'}]", "a ![x](files/body.png)"
        ),
        f"{ARTICLES}2031/draft.md": article("status: draft", "![x](files/draft.png) ![y](files/missing.png)"),
        f"{ARTICLES}2031/meta.md": article("rights: metadata", "![x](files/meta.png)"),
        "content/pages/about.md": "---\ntitle: x\n---\n[x](files/page.pdf)",
        "content/companies/owl.yaml": "name: Owl\naudience: public\nprofile: '![o](files/owl.png)'\n",
        **{
            f"content/files/{name}": b"x"
            for name in ("body.png", "draft.png", "meta.png", "note.png", "page.pdf", "owl.png", "nobody.png")
        },
    }
    draft = files.pop(f"{ARTICLES}2031/draft.md")
    assert tuple(public_of(files).files) == ("body.png", "note.png", "owl.png", "page.pdf")
    archive, _ = join({**SOUND, **files, f"{ARTICLES}2031/draft.md": draft})
    assert tuple(publishable(archive, "public", NOW).files) == ("body.png", "note.png", "owl.png", "page.pdf")
    assert "missing.png" not in publishable(archive, "internal", NOW).files
    assert "draft.png" in publishable(archive, "internal", NOW).files


@pytest.mark.parametrize(
    ("fields", "marks"),
    [
        ("rights: full", ()),
        ("rights: excerpt", ("excerpt",)),
        ("rights: metadata\nstatus: review", ("review", "metadata")),
    ],
)
def test_an_internal_site_says_what_of_an_article_is_not_public(fields: str, marks: tuple[str, ...]) -> None:
    shown = public_of({LAMPS: article(fields)}, "internal")
    assert shown.marks[Kind.ARTICLE, "2031/lamps"] == marks
    assert shown.articles["2031/lamps"].body.text == "Text."


def test_an_internal_site_says_which_records_are_not_public() -> None:
    files = {
        LAMPS: article("entities: {companies: [lanternfish]}"),
        f"{ARTICLES}2031/draft.md": article("status: draft\nentities: {companies: [quiet-harbour]}"),
        "content/companies/owl.yaml": "name: Owl\naudience: internal\n",
    }
    marks = public_of(files, "internal").marks
    found = {id_: marks[Kind.COMPANY, id_] for id_ in ("lanternfish", "quiet-harbour", "owl")}
    assert found == {"lanternfish": (), "quiet-harbour": ("internal",), "owl": ("internal",)}


def test_an_internal_site_says_which_queries_are_not_public() -> None:
    files = {
        LAMPS: article("entities: {companies: [lanternfish]}"),
        "content/companies/owl.yaml": "name: Owl\naudience: internal\n",
        "content/queries/lamps.yaml": "title: Lamps\nquery: company:lanternfish\n",
        "content/queries/owls.yaml": "title: Owls\nquery: company:owl\n",
        "content/queries/drafts.yaml": "title: Drafts\nquery: company:owl\nstatus: draft\n",
    }
    marks = public_of(files, "internal").marks
    found = {id_: marks[Kind.QUERY, id_] for id_ in ("lamps", "owls", "drafts")}
    assert found == {"lamps": (), "owls": ("internal",), "drafts": ("draft",)}
