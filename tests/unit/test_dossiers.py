"""What the pages of companies, people and pairs say, of small archives made for one question each."""

from pathlib import Path

import pytest
from tests.support.archives import ARTICLES, SOUND, article
from tests.support.cases import cases
from tests.support.sites import Site, SiteBuilder, text_of, with_class

from pressmark.identifiers import address_of

CASES = cases("dossiers")
CLAIM = "company: lanternfish, partner: copper-kettle"


def built(folder: Path, files: dict[str, str], audience: str | None = None) -> Site:
    builder = SiteBuilder.of_files(folder, {**SOUND, **files})
    builder.audience = audience
    return builder.build().site


def telling(claim: str, published: str = "2031-08-03") -> str:
    """An article without a text that makes one claim."""
    return article(f"published: {published}\npartners:\n  - {{{claim}}}\n", body="")


def said(site: Site, route: str) -> str:
    return text_of(site.main(route))


# --- relations ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES["roles"], ids=lambda case: case["about"])
def test_a_role_is_read_in_both_directions(case: dict[str, str], tmp_path: Path) -> None:
    role = case["term"].partition(":")[0]
    settings = f"{SOUND['pressmark.yaml']}vocabularies:\n  roles:\n    {case['term']}\n"
    files = {"pressmark.yaml": settings, f"{ARTICLES}2031/one.md": telling(f"{CLAIM}, role: {role}")}
    site = built(tmp_path, files)
    ends = ("Copper Kettle Trading", "Lanternfish Lighting")  # a symmetric pair is in the order of its ids
    company, partner = ends if "symmetric" in case["term"] else reversed(ends)
    rows = {
        route: text_of(next(site.main(f"companies/{route}/").iter("tbody")))
        for route in ("lanternfish", "copper-kettle")
    }
    by_name = {"Lanternfish Lighting": rows["lanternfish"], "Copper Kettle Trading": rows["copper-kettle"]}
    assert by_name[company].startswith(f"{case['inverse']} {partner}")
    assert by_name[partner].startswith(f"{case['label']} {company}")


@pytest.mark.parametrize("case", CASES["orders"], ids=lambda case: case["about"])
def test_a_relation_that_would_end_before_it_begins_is_said_to(case: dict[str, str], tmp_path: Path) -> None:
    files = {
        f"{ARTICLES}{year}/one.md": telling(f"{CLAIM}, role: reseller, {more}".rstrip(", "), f"{year}-08-03")
        for year, more in (("2031", case["first"]), ("2032", case["last"]))
    }
    site = built(tmp_path, files)
    pair = site.main("partners/copper-kettle/lanternfish/")
    told = any("it would end before it began" in text_of(one) for one in with_class(pair, "warning"))
    assert told == ("backwards" in case)
    company = site.main("companies/lanternfish/")
    assert ("dates contradict" in text_of(company)) == ("backwards" in case)
    assert [one for one in with_class(company, "possible") if float(one.attrib["width"].rstrip("%")) <= 0] == []


def test_a_joint_venture_names_its_own_company_wherever_it_stands(tmp_path: Path) -> None:
    claim = f"{CLAIM}, role: joint-venture-partner, venture: quiet-harbour"
    site = built(tmp_path, {f"{ARTICLES}2031/one.md": telling(claim)})
    pages = ("partners/", "partners/copper-kettle/lanternfish/", "companies/lanternfish/", "companies/copper-kettle/")
    links = {route: [one.text for one in site.main(route).iter("a")] for route in pages}
    assert all("Quiet Harbour" in found for found in links.values()), links


def test_a_row_shows_its_latest_proofs_and_leads_to_all_of_them(tmp_path: Path) -> None:
    site = built(
        tmp_path,
        {
            f"{ARTICLES}2031/a{n}.md": telling(f"{CLAIM}, role: reseller", f"2031-08-{n:02d}").replace(
                "title: ", f"title: Story {n} – "
            )
            for n in range(1, 6)
        },
    )
    proofs = next(iter(with_class(site.main("partners/"), "proofs")))
    assert [text_of(one).partition(" –")[0] for one in proofs][:3] == ["Story 5", "Story 4", "Story 3"]
    assert [(text_of(one), one.attrib["href"]) for one in list(proofs)[3].iter("a")] == [
        ("2 more sentences", "../partners/copper-kettle/lanternfish/")
    ]
    assert len(list(next(iter(with_class(site.main("partners/copper-kettle/lanternfish/"), "claims"))))) == 5


# --- people, marks, titles ----------------------------------------------------------------------------------------


def test_the_index_of_people_counts_what_they_wrote_once(tmp_path: Path) -> None:
    people = "entities: {people: [odile-marsh]}"
    files = {
        f"{ARTICLES}2031/by.md": article("authors: [odile-marsh]"),
        f"{ARTICLES}2031/both.md": article(f"authors: [odile-marsh]\n{people}"),
        f"{ARTICLES}2031/about.md": article(people),
    }
    assert text_of(next(iter(with_class(built(tmp_path, files).main("people/"), "counted")))) == "Odile Marsh 3"


def test_internal_builds_mark_what_the_public_does_not_see(tmp_path: Path) -> None:
    files = {
        "content/companies/quiet-harbour.yaml": "name: Quiet Harbour\naudience: internal\n",
        f"{ARTICLES}2031/cut.md": article("rights: metadata\nentities: {companies: [quiet-harbour]}"),
    }
    inside = built(tmp_path / "inside", files, "internal")
    marks = {
        route: [text_of(one) for one in with_class(inside.main(route), "mark")]
        for route in ("companies/", "companies/quiet-harbour/", "companies/lanternfish/", "articles/2031/cut/")
    }
    assert marks == {
        "companies/": ["internal", "internal", "internal"],  # nothing public names the others
        "companies/quiet-harbour/": ["internal", "for the public without its text"],
        "companies/lanternfish/": ["internal"],
        "articles/2031/cut/": ["for the public without its text"],
    }
    outside = built(tmp_path / "outside", files, "public")
    assert [one for _, page in outside.pages() for one in with_class(page, "mark")] == []


# --- identifiers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES["identifiers"], ids=lambda case: f"{case['key']} {case['value']}")
def test_identifiers_lead_to_those_who_keep_them(case: dict[str, str]) -> None:
    assert address_of(case["key"], case["value"]) == case.get("address", "")


def test_a_company_shows_its_identifiers_with_links(tmp_path: Path) -> None:
    record = "name: Quiet Harbour\naudience: public\nidentifiers: {wikidata: Q1, ric: QUIE.MD}\n"
    main = built(tmp_path, {"content/companies/quiet-harbour.yaml": record}).main("companies/quiet-harbour/")
    shown = {text_of(row): [one.attrib["href"] for one in row.iter("a")] for row in next(main.iter("dl"))}
    assert shown["WikidataQ1"] == ["https://www.wikidata.org/wiki/Q1"]
    assert shown["RICQUIE.MD"] == []
