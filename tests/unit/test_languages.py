"""Names and texts say which language they are in, and which way they run, where that differs from the interface."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from tests.support.cases import called, cases
from tests.support.sites import SiteBuilder, text_of

from pressmark.languages import language_of, runs_against

ARTICLE = """---
title: La chanson du port
published: 2031-08-03
language: fr
caption: La jetée du nord
entities: {companies: [lanternfish, quiet-harbour]}
partners:
  - {company: lanternfish, partner: quiet-harbour, role: operator, quote: la lampe sur la jetée}
dates:
  - {date: 2031-08-03, event: The song is sung, companies: [lanternfish], quote: une chanson}
annotations:
  - {quote: une chanson, kind: comment, note: An old one., by: desk}
---
C’est une chanson du port, et la lampe sur la jetée.
"""


@pytest.mark.parametrize("case", cases("languages")["names"], ids=called)
def test_a_name_has_a_language_only_where_its_letters_settle_it(case: dict[str, str]) -> None:
    assert language_of(case["name"], case.get("country", "")) == case.get("language", "")


@pytest.mark.parametrize("case", cases("languages")["directions"], ids=called)
def test_a_text_may_run_against_the_page(case: dict[str, str]) -> None:
    assert runs_against(case["text"]) is (case["leftward"] == "yes")
    assert runs_against(case["text"], right_to_left=True) is (case["rightward"] == "yes")


def languages(page: Element) -> dict[str, str]:
    """The language in force for each piece of text on a page."""
    found: dict[str, str] = {}

    def walk(element: Element, language: str) -> None:
        language = element.get("lang", language)
        for text in (element.text, *(child.tail for child in element)):
            found[" ".join((text or "").split())] = language
        for child in element:
            walk(child, language)

    walk(page, "")
    return found


def test_what_an_article_says_is_in_its_language_and_what_is_said_about_it_is_not(tmp_path: Path) -> None:
    builder = SiteBuilder.of_starter(tmp_path).write("content/articles/2031/chanson.md", ARTICLE)
    site = builder.build().site
    said = languages(site.page("articles/2031/chanson/"))
    french = ["La chanson du port", "C’est", "une chanson", "la lampe sur la jetée", "La jetée du nord"]
    assert {text: said[text] for text in french} == dict.fromkeys(french, "fr")
    english = ["An old one.", "Comment", "The song is sung", "Partners"]
    assert {text: said[text] for text in english} == dict.fromkeys(english, "en")
    for route in ("articles/", "timeline/", "partners/lanternfish/quiet-harbour/"):
        said = languages(site.page(route))
        shown = [text for text in french if text in said]
        assert shown
        assert {said[text] for text in shown} == {"fr"}, route


def test_names_from_right_to_left_are_set_apart(everything: SiteBuilder) -> None:
    for route, page in everything.site.pages():
        for element in page.iter():
            in_a_sentence = element.get("class") in {"entity", "proof"}
            if element.tag in {"a", "h1", "q"} and runs_against(element.text or "") and not in_a_sentence:
                assert element.get("dir") == "auto", (route, text_of(element))
    (alias,) = (one for one in everything.site.page("companies/quiet-harbour/").iter("span") if one.text == "מעגן שקט")
    assert (alias.get("lang"), alias.get("dir")) == ("he", "auto")
