"""Citations as other programs read them: rispy, bibtexparser and citeproc-py, none of which wrote them."""

import json
import re
from html import unescape
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from tests.support.archives import article, index_of
from tests.support.cases import called, cases
from tests.support.sites import REPOSITORY

from pressmark.citations import Reference, bibtex, csl, csl_json, html, plain, reference, ris
from pressmark.dates import Edtf, read_edtf
from pressmark.files import read_templates
from pressmark.model import Author
from pressmark.pages import site_of
from pressmark.rendering import renderer
from pressmark.values import replace

LATEX = LatexDecodingMiddleware()
BASE_URL = "https://clippings.example/bay/"
FIELDS = """
source: meridian-courier
url: https://courier.example/lamps?a=1&b=%7B2%7D
authors: [Odile Marsh, {name: Ines Vale, role: editor}, "B. Writer & Sons"]
kind: report
captured: 2031-08-04
archived: [{url: https://copies.example/1}]
identifiers: {doi: 10.5555/lamps}
"""
INDEX = index_of({"content/articles/2031/lamps.md": article(FIELDS)})
CITED = reference(INDEX.article("2031/lamps"), INDEX, BASE_URL, "p2")


def of_ris(cited: Reference) -> dict[str, Any]:
    [found] = rispy.loads(ris(cited))
    return dict(found)


def of_bibtex(cited: Reference) -> dict[str, str]:
    """The fields with their LaTeX decoded, but for the address, which LaTeX takes as it is."""
    [plain], [decoded] = (parse_string(bibtex(cited), append_middleware=more).entries for more in ([], [LATEX]))
    fields = {field.key: field.value for field in decoded.fields}
    return fields | {"key": plain.key} | {key: plain[key] for key in ("url",) if key in fields}


def of_csl(cited: Reference) -> Any:
    return CiteProcJSON([csl(cited)])[cited.key.lower()]


def test_a_reference_tells_what_is_known() -> None:
    known = Reference(
        key="2031-lamps",
        title="Lanternfish names a partner",
        authors=("Odile Marsh", "B. Writer & Sons"),
        published=INDEX.article("2031/lamps").published,
        source="The Meridian Courier",
        kind="report",
        language="en",
        url="https://courier.example/lamps?a=1&b=%7B2%7D",
        address=f"{BASE_URL}articles/2031/lamps/#p2",
        archive="Clippings of the Bay",
        editors=("Ines Vale",),
        doi="10.5555/lamps",
        captured="2031-08-04",
        copies=("https://copies.example/1",),
    )
    assert known == CITED


def test_people_read_who_what_where_and_when() -> None:
    wording = renderer(read_templates(REPOSITORY / "tests"), site_of(INDEX, BASE_URL)).wording
    assert plain(CITED, wording) == (
        "Odile Marsh, B. Writer & Sons: “Lanternfish names a partner”. The Meridian Courier, 3 August 2031. "
        f"Original: {CITED.url}. Copy: https://copies.example/1. Archived in Clippings of the Bay, {CITED.address}"
    )
    bare = replace(CITED, authors=(), published=None, source="", url="", address="", copies=())
    assert plain(bare, wording) == "“Lanternfish names a partner”. undated. Archived in Clippings of the Bay"


def test_names_that_run_against_a_page_turn_nothing_around_them() -> None:
    cited = replace(CITED, title="مصابيح <b>", authors=("Odile Marsh", "ليلى"))
    wording = renderer(read_templates(REPOSITORY / "tests"), site_of(INDEX, BASE_URL)).wording
    said = html(cited, wording)
    assert said.startswith("Odile Marsh, <bdi>ليلى</bdi>: “<bdi>مصابيح &lt;b&gt;</bdi>”. ")
    assert re.sub("</?bdi>", "", unescape(said)) == plain(cited, wording)


def test_ris_is_read_as_it_was_meant() -> None:
    assert of_ris(CITED) == {
        "type_of_reference": "RPRT",
        "id": "2031-lamps",
        "title": CITED.title,
        "authors": list(CITED.authors),
        "secondary_authors": ["Ines Vale"],
        "access_date": "2031/08/04/",
        "doi": "10.5555/lamps",
        "year": "2031",
        "date": "2031/08/03/",
        "secondary_title": CITED.source,
        "type_of_work": "report",
        "language": "en",
        "urls": [CITED.url],
        "file_attachments2": CITED.address,
        "name_of_database": CITED.archive,
    }


def test_bibtex_is_read_as_it_was_meant() -> None:
    assert of_bibtex(CITED) == {
        "key": "2031-lamps",
        "title": CITED.title,
        "author": "Odile Marsh and B. Writer & Sons",
        "editor": "Ines Vale",
        "doi": "10.5555/lamps",
        "urldate": "2031-08-04",
        "year": "2031",
        "month": "aug",
        "date": "2031-08-03",
        "howpublished": CITED.source,
        "type": "report",
        "langid": "en",
        "url": "https://courier.example/lamps?a=1&b=%7B2%7D",
        "note": f"{CITED.archive}; {CITED.address}",
    }


def test_csl_is_read_as_it_was_meant() -> None:
    found = of_csl(CITED)
    assert (found.type, str(found.title), str(found["URL"])) == ("report", CITED.title, CITED.url)
    assert [name["literal"] for name in found.author] == list(CITED.authors)
    assert (found.issued.year, found.issued.month, found.issued.day) == (2031, 8, 3)
    assert ([name["literal"] for name in found.editor], str(found["DOI"])) == (["Ines Vale"], "10.5555/lamps")
    assert (found.accessed.year, found.accessed.month, found.accessed.day) == (2031, 8, 4)


@pytest.mark.parametrize("case", cases("citations")["dates"], ids=called)
def test_a_date_is_never_made_more_precise(case: dict[str, Any]) -> None:
    date = read_edtf(case["date"])
    assert isinstance(date, Edtf)
    cited = replace(CITED, published=date)
    entry, record = of_bibtex(cited), of_ris(cited)
    assert json.loads(case["issued"]) == csl(cited)["issued"]
    assert (entry.get("year"), entry.get("date")) == (case.get("year"), case.get("date_field"))
    assert (record.get("date"), record.get("notes")) == (case.get("ris"), [case["note"]] if "note" in case else None)
    assert entry["note"].startswith(case.get("note", CITED.archive))


def strictly(entry: str) -> dict[str, str]:
    """The fields of an entry as BibTeX reads it: a brace counts, whatever stands before it."""
    head = re.match(r"@misc\{[^,{}\s]+,\n", entry)
    assert head
    fields, place = {}, head.end()
    while entry[place:] != "}\n":
        name = re.compile(r"  ([a-z]+) = (?:([a-z]{3})|\{)").match(entry, place)
        assert name, entry[place:]
        place = start = name.end()
        depth = 0 if name[2] else 1
        while depth:
            depth += {"{": 1, "}": -1}.get(entry[place], 0)
            place += 1
        fields[name[1]] = name[2] or entry[start : place - 1]
        assert entry.startswith(",\n", place), entry[place:]
        place += 2
    return fields


@pytest.mark.parametrize("case", cases("citations")["braces"], ids=called)
def test_braces_of_bibtex_are_balanced(case: dict[str, Any]) -> None:
    cited = replace(CITED, title=case["title"], authors=(case["title"], "Odile Marsh"))
    fields = strictly(bibtex(cited))
    assert fields["title"] == f"{{{case['written']}}}"
    assert fields["author"] == f"{{{case['written']}}} and {{Odile Marsh}}"
    assert of_bibtex(cited)["title"] == case["title"]


words = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=30)


@given(st.text())
def test_csl_is_written_as_python_would_write_it(title: str) -> None:
    cited = replace(CITED, title=title)
    assert csl_json(cited) == json.dumps(csl(cited), ensure_ascii=False)


@given(words, words)
def test_no_text_breaks_a_format(title: str, name: str) -> None:
    written = replace(INDEX.article("2031/lamps"), title=f"a {title}\nz", authors=(Author(f"b {name} y"),))
    cited = reference(written, INDEX, BASE_URL)
    assert (cited.title, cited.authors) == (
        " ".join(written.title.split()),
        (" ".join(written.authors[0].name.split()),),
    )
    record = of_ris(cited)
    assert (record["title"], record["authors"]) == (cited.title, list(cited.authors))
    assert str(of_csl(cited).title) == cited.title
    assert set(of_bibtex(cited)) == set(of_bibtex(CITED)) - {"editor"}
    assert set(strictly(bibtex(cited))) == set(of_bibtex(cited)) - {"key"}
