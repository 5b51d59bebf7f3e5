"""What strangers write is refused with its code, or comes out as text: everywhere, in every form."""

import csv
import io
import json
import re
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from tests.bench.hostile import body_of
from tests.support.archives import ARTICLES, SOUND, article, join, parse
from tests.support.cases import called, cases
from tests.support.hostile import (
    BODY_WORDS,
    addresses,
    archive,
    bodies,
    fields,
    quoted,
    record,
    texts,
    written,
)
from tests.support.sites import Site, SiteBuilder, text_of

ELEMENTS = frozenset(map(str, cases("hostile/pages")["elements"]))
SCHEMES = frozenset({"", "http", "https", "mailto"})
DATA = frozenset({"application/json", "application/ld+json"})


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("hostile")
    return SiteBuilder.of_files(folder, archive()).build().site


def test_there_are_enough_cases() -> None:
    every = [
        *texts("shown"),
        *texts("refused"),
        *addresses("taken"),
        *addresses("refused"),
        *bodies(),
        *bodies("refused"),
    ]
    assert len(set(every)) >= 250


@pytest.mark.parametrize("text", texts("refused"), ids=ascii)
def test_what_cannot_be_seen_is_refused_in_every_field(text: str) -> None:
    of_article = parse(f"{ARTICLES}2031/lamps.md", article(fields(text), BODY_WORDS, quoted(text))).problems
    refused = {problem.at.line for problem in of_article if problem.code == "E011"}
    assert refused >= {2, *range(6, 10), *range(11, 16)}  # all lines but those of dates, addresses and the source
    assert "E011" in {problem.code for problem in parse("content/companies/night-owl.yaml", record(text)).problems}
    for problem in of_article:
        assert str(problem).replace("\n", " ").isprintable()


@pytest.mark.parametrize("address", addresses("refused"), ids=ascii)
def test_addresses_of_no_page_are_refused(address: str) -> None:
    _, problems = join({**SOUND, f"{ARTICLES}2031/lamps.md": article(fields("Lamps", address), BODY_WORDS)})
    assert {problem.code for problem in problems} & {"E026", "E006", "E011"}
    homepage = parse("content/sources/night-owl.yaml", f"name: Owl\nhomepage: {quoted(address)}\n").problems
    assert {problem.code for problem in homepage} & {"E026", "E011"}


@pytest.mark.parametrize("body", bodies("refused"), ids=ascii)
def test_what_no_page_may_show_is_refused_in_bodies(body: str) -> None:
    _, problems = join({**SOUND, f"{ARTICLES}2031/lamps.md": article(body=body)})
    assert {problem.code for problem in problems} & {"E045", "E046", "E060"}


def test_no_article_is_lost(site: Site) -> None:
    articles = [path for path in archive() if path.startswith(ARTICLES)]
    built = [route for route in site.routes() if re.fullmatch(r"articles/2031/[a-z]+-\d+/", route)]
    assert len(built) == len(articles)


@pytest.mark.parametrize("number", range(len(texts("shown"))), ids=lambda number: ascii(texts("shown")[number]))
def test_text_is_shown_as_it_is_written(number: int, site: Site) -> None:
    text = " ".join(texts("shown")[number].split())
    for route in (f"articles/2031/text-{number}/", f"companies/text-{number}/"):
        page = site.page(route)
        assert said(next(page.iter("h1"))) == text
        assert said(next(page.iter("title"))).startswith(text)
        assert [one for one in page.iter("p") if said(one) == text], "the summary"
    description = next(one for one in site.page(route).iter("meta") if one.get("name") == "description")
    assert " ".join((description.get("content") or "").split()) == text


def said(element: ET.Element) -> str:
    return " ".join(text_of(element).split())


def test_no_page_holds_what_nobody_of_us_wrote(site: Site) -> None:
    for route, page in site.pages():
        for element in page.iter():
            assert element.tag in ELEMENTS, (route, element.tag)
            if element.tag == "script" and not element.get("src"):
                assert element.get("type") in DATA, route
                json.loads(element.text or "")
            for name, value in element.attrib.items():
                assert not name.lower().startswith("on"), (route, name)
                assert name not in {"style", "srcdoc", "srcset", "formaction", "ping"}, (route, name)
                if name.rpartition("}")[2] in {"href", "src", "action"}:
                    assert urlsplit(value).scheme in SCHEMES, (route, value)
            if element.tag in {"img", "script"} or (element.tag == "link" and element.get("rel") == "stylesheet"):
                assert urlsplit(element.get("src") or element.get("href") or "").netloc == "", route


def test_addresses_lead_exactly_where_they_say(site: Site) -> None:
    for number, address in enumerate(addresses("taken")):
        links = [one.get("href") for one in site.page(f"articles/2031/address-{number}/").iter("a")]
        assert links.count(address) >= 2, address


def test_files_for_programs_are_well_formed(site: Site) -> None:
    for name, data in written(site.folder):
        if name.endswith((".xml", ".graphml", ".svg")):
            ET.fromstring(data)  # noqa: S314 - our own
        elif name.endswith((".json", ".jsonld")):
            json.loads(data)
        elif name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
            assert len({len(row) for row in rows}) == 1, name
            assert [cell for row in rows for cell in row if re.match(r"\s*[=+\-@|%＝]", cell)] == [], name
        elif name.endswith(".ics"):
            lines = data.decode().replace("\r\n ", "").split("\r\n")
            assert [line for line in lines if line and not re.match(r"[A-Z-]+[;:]", line)] == []
            assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") > 0
            assert [line for line in lines if line.startswith(("ATTACH", "ALARM", "ATTENDEE"))] == []


def test_the_template_engine_sees_no_content(site: Site) -> None:
    page = site.text(f"articles/2031/text-{texts('shown').index('{{ 7 * 7 }}')}/index.html")
    assert "{{ 7 * 7 }}" in page
    assert ">49<" not in page


def test_a_file_with_hardly_anything_right_is_not_read_to_its_end() -> None:
    lines = "".join(f"x{number}: y\n" for number in range(1500))
    problems = parse("content/companies/night-owl.yaml", f"name: Owl\n{lines}").problems
    assert "E019" in {problem.code for problem in problems}
    assert len(problems) < 1100


@pytest.mark.parametrize("case", cases("hostile/large")["large"], ids=called)
def test_large_texts_keep_to_the_limits_or_are_told(case: dict[str, Any]) -> None:
    wanted = {case["refused"]} if "refused" in case else set()
    parsed = parse(f"{ARTICLES}2031/lamps.md", article(body=body_of(case)))
    assert {problem.code for problem in parsed.problems if problem.severity == "error"} - {"E045"} == wanted
