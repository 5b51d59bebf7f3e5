"""The interface: complete in two languages, and not a word of it outside the catalogues."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.golden.render import public_archive
from tests.support.cases import called, cases
from tests.support.crowds import crowded
from tests.support.interface import (
    LETTER,
    SCRIPTS,
    STRINGS,
    TEMPLATES,
    asked,
    bracketed,
    placeholders,
    strings,
    unbracketed,
    words_in,
    words_in_script,
)
from tests.support.sites import EVERYTHING, SiteBuilder

from pressmark.config import SHIPPED_COMPANY_KINDS, SHIPPED_ROLES
from pressmark.dataset.questions import QUESTIONS
from pressmark.dataset.tables import TABLES
from pressmark.dates import Edtf, read_edtf
from pressmark.fields.articles import ARTICLE_KINDS, ARTICLE_STATUSES
from pressmark.fields.facts import CLAIM_STATUSES, NOTE_KINDS
from pressmark.fields.types import RIGHTS
from pressmark.model import Author, Body
from pressmark.strings import Wording
from pressmark.values import Frozen, asdict

LANGUAGES = sorted(path.stem for path in STRINGS.glob("*.yaml"))
OTHERS = [language for language in LANGUAGES if language != "en"]

_PLACE = re.compile(r"\{\w+\}")

# --- the catalogues -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", OTHERS)
def test_catalogues_have_the_same_strings(language: str) -> None:
    theirs, english = strings(language), strings("en")
    assert theirs.keys() == english.keys()
    wanted = {key: placeholders(forms["other"]) for key, forms in english.items()}
    assert {key: placeholders(forms["other"]) for key, forms in theirs.items()} == wanted


FORMATS = {"BibTeX", "RIS", "CSL-JSON"}  # names that all languages have
ALIKE = {
    "de": {
        *(
            "feed",
            "article.original",
            "cite.original",
            "cite.within",
            "context.name",
            "source.homepage",
            "relation.partner",
            "note.sic",
        ),
        *("calendar.date", "date.month_short", "date.month", "date.month_of_year"),
        *(
            "query.feed",
            "search.help.example_beginning",
            "search.help.example_certainly",
        ),
        *(
            "search.help.example_date",
            "search.help.example_field",
            "search.help.example_phrase",
        ),
        *(
            "search.help.example_several",
            "search.help.example_without",
            "search.help.example_words",
        ),
        *(
            "search.help.key_escape",
            "search.page.facet.partner",
            "search.page.facet.person",
        ),
        *(
            "search.page.find_name",
            "search.page.format.bib",
            "search.page.format.csv",
            "search.page.format.ris",
        ),
    }
}


@pytest.mark.parametrize("language", OTHERS)
def test_every_string_is_translated(language: str) -> None:
    """What is the same in both languages is a name, a pattern, or a word that both have."""
    theirs, english = strings(language), strings("en")
    same = {
        key for key, forms in english.items() if theirs[key] == forms and LETTER.search(_PLACE.sub("", forms["other"]))
    }
    assert {key for key in same if not key.startswith("identifier.")} == ALIKE[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_of_a_string_are_those_of_its_language(language: str) -> None:
    wording = Wording(strings(language), language)
    categories = {wording.locale.plural_form(n) for n in range(1000)}
    for key, forms in wording.strings.items():
        assert forms.keys() <= categories | {"other"}, key
        assert forms.keys() in ({"other"}, categories), key
        assert all(placeholders(form) <= placeholders(forms["other"]) for form in forms.values()), key


def test_every_string_is_asked_for_and_every_one_that_is_asked_for_exists() -> None:
    keys, wanted = strings("en"), asked()
    assert [one for one in wanted if not any(one.fits(key) for key in keys)] == []
    assert [key for key in keys if not any(one.fits(key) for one in wanted)] == []


VOCABULARIES = {
    "kind": ARTICLE_KINDS,
    "note": (*NOTE_KINDS, "reading", "label"),
    "status": (*CLAIM_STATUSES, "runs"),
    "rights": (*RIGHTS, "withheld", "excerpted"),
    "company_kind": tuple(SHIPPED_COMPANY_KINDS),
    "role": (*SHIPPED_ROLES, *(f"{role}_inverse" for role in SHIPPED_ROLES)),
    "internal": (
        *(status for status in ARTICLE_STATUSES if status != "published"),
        *("embargo", "internal", "site", "excerpt", "metadata"),
    ),
}


@pytest.mark.parametrize("section", VOCABULARIES)
def test_every_term_of_a_closed_list_has_its_words(section: str) -> None:
    keys = {key.removeprefix(f"{section}.") for key in strings("en") if key.startswith(f"{section}.")}
    assert keys == set(VOCABULARIES[section])


# --- words by locale ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("interface")["dates"], ids=called)
def test_dates_are_worded(case: dict[str, str]) -> None:
    for language in LANGUAGES:
        date = read_edtf(case["edtf"])
        assert isinstance(date, Edtf)
        assert Wording(strings(language), language).date(date) == case[language]


@pytest.mark.parametrize("case", cases("interface")["strings"], ids=called)
def test_strings_are_worded(case: dict[str, Any]) -> None:
    for language in LANGUAGES:
        values = {key: int(value) if key == "n" else value for key, value in case.get("values", {}).items()}
        assert Wording(strings(language), language).text(case["key"], **values) == case[language]


@pytest.mark.parametrize("case", cases("interface")["numbers"], ids=called)
def test_numbers_and_countries_are_worded(case: dict[str, str]) -> None:
    for language in LANGUAGES:
        wording = Wording(strings(language), language)
        found = wording.country(case["country"]) if "country" in case else wording.number(float(case["number"]))
        assert found == case[language]


# --- no word elsewhere --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.suffix == ".html"], ids=lambda path: path.name)
def test_templates_hold_no_words(path: Path) -> None:
    assert words_in(path) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_hold_no_words(path: Path) -> None:
    assert words_in_script(path) == []


WRITTEN = {
    *("title", "name", "text", "event", "exact", "summary", "caption", "url", "reading", "by", "reason", "publisher"),
    *("query", "homepage", "scope_note", "identifiers", "extra", "label", "inverse", "aliases"),
}


def content(value: Any, *, shown: bool = False) -> Iterator[str]:
    """All that authors of an archive have written for people, without ids and terms."""
    if isinstance(value, Body):
        yield value.text
        markup = "".join((*(run.markup for run in value.runs), value.tail))
        yield from map(unescape, re.findall(r'(?:alt|title)="([^"]*)"', markup))
    elif isinstance(value, str):
        if shown:
            yield value
    elif isinstance(value, Mapping):
        yield from (text for item in value.values() for text in content(item, shown=shown))
    elif isinstance(value, tuple | list):
        yield from (text for item in value for text in content(item, shown=shown))
    elif isinstance(value, Frozen):
        for name, item in asdict(value).items():
            own = name in WRITTEN or (name == "role" and isinstance(value, Author))
            yield from content(item, shown=own)


def is_content(piece: str, texts: Iterable[str], written: str) -> bool:
    """Whether authors wrote it: as a stretch of a text, or as several texts that punctuation or blanks join."""
    if piece in written:
        return True
    rest = [part.strip() for part in re.split(r"[,;:·()…–]", piece) if part.strip() not in written]
    for text in texts:
        rest = [re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", " ", part) for part in rest]
    return not any(LETTER.search(part) for part in rest)


def dictionary() -> Iterator[str]:
    """What the tables and columns of the data are called and hold: in English, as their names are."""
    for table in TABLES:
        yield from (table.name, table.about)
        yield from (text for column in table.columns for text in (column.name, column.about))
    yield from (text for question in QUESTIONS for text in (question.name, question.about))


@pytest.mark.parametrize("archive", ["everything", "crowd"])
def test_pages_say_nothing_but_content_and_strings_of_the_catalogue(archive: str, tmp_path: Path) -> None:
    if archive == "crowd":  # it has the pages of long lists, of which the other has none
        builder = SiteBuilder.of_files(tmp_path, crowded())
    else:
        builder = SiteBuilder.of_folder(tmp_path, EVERYTHING)
    builder.write("templates/strings/en.yaml", bracketed())
    builder.audience = "internal"
    site = builder.build().site
    public = public_archive(builder)
    codes = {getattr(record, "country", "") for records in public.records.values() for record in records.values()}
    countries = [Wording({}, "en").country(code) for code in codes if code]
    files = {name.rpartition("/")[2] for name in site.files()}
    texts = {" ".join(text.split()) for text in (*content(public), *countries, *codes, *dictionary(), *files)} - {""}
    written, longest_first = "\n".join(texts), sorted(texts, key=len, reverse=True)
    said = {" ".join(piece.split()) for _, page in site.pages() for piece in unbracketed(page)}
    # On paper, and in citations, pages say where they are.
    own = {piece for piece in said if piece.removeprefix(", ").startswith(public.settings.base_url)} | FORMATS
    assert any("Lanternfish" in piece for piece in said)
    assert {piece for piece in said - own if not is_content(piece, longest_first, written)} == set()
