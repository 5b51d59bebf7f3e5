"""Dates are worded as `tests/cases/wording.yaml` says, and every string has its plural forms and is escaped."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from tests.support.cases import cases

from pressmark.dates import Edtf, read_edtf
from pressmark.frontmatter import load
from pressmark.looking import shipped_templates
from pressmark.strings import Wording, catalogue, locale_of, machine_date

ENGLISH = catalogue(load("en.yaml", (shipped_templates() / "strings/en.yaml").read_text(encoding="utf-8")))
CASES = cases("wording")
words = Wording(ENGLISH, "en")


def edtf(text: str | None) -> Edtf | None:
    if text is None:
        return None
    found = read_edtf(text)
    assert isinstance(found, Edtf)
    return found


@pytest.mark.parametrize("case", CASES["dates"], ids=lambda case: case["edtf"])
def test_a_date_is_worded_as_precisely_as_it_was_written(case: dict[str, str]) -> None:
    value = edtf(case["edtf"])
    assert value
    assert words.date(value) == case["words"]
    assert machine_date(value) == case.get("exact", "")


@pytest.mark.parametrize("case", CASES["periods"], ids=lambda case: case["words"] or "nothing")
def test_a_period_is_worded_as_far_as_it_is_known(case: dict[str, str]) -> None:
    assert words.period(edtf(case.get("from")), edtf(case.get("until")), runs="runs" in case) == case["words"]


def test_days_and_months_are_worded_too() -> None:
    assert words.date(date(2031, 8, 3)) == "3 August 2031"
    assert machine_date(date(2031, 8, 3)) == "2031-08-03"
    assert words.month(2031, 8) == "August 2031"


def test_values_are_escaped_once() -> None:
    strings = Wording({"x": {"other": "{a} & {b} <c>"}}, "en")
    assert strings.text("x", a="<i>", b=Markup("<b>")) == "&lt;i&gt; &amp; <b> &lt;c&gt;"
    assert strings.text("x", a="{b}", b="1") == "{b} &amp; 1 &lt;c&gt;"


@given(st.text(), st.text())
def test_plain_words_are_those_of_the_markup(form: str, value: str) -> None:
    strings = Wording({"x": {"other": form.replace("{", "").replace("}", "") + "{a}{b}"}}, "en")
    values = {"a": value, "b": Markup("<b>{}</b>").format(value)}
    assert strings.plain("x", **values) == strings.text("x", **values).unescape()


def test_a_number_chooses_the_form() -> None:
    assert words.text("count.articles", n=1) == "1 article"
    assert words.text("count.articles", n=0) == "0 articles"
    assert words.text("count.articles", n=12345) == "12,345 articles"


def test_a_language_has_its_own_forms_and_separators() -> None:
    forms = {"one": "{n} книга", "few": "{n} книги", "many": "{n} книг", "other": "{n} книги"}
    russian = Wording({"x": forms}, "ru")
    assert [str(russian.text("x", n=number)) for number in (1, 2, 5)] == ["1 книга", "2 книги", "5 книг"]
    german = Wording({**ENGLISH, "date.day": {"other": "d. MMMM y"}}, "de-AT")
    assert german.date(date(2031, 1, 3)) == "3. Jänner 2031"
    assert german.number(12345.5) == "12.345,5"
    assert german.country("CN") == "China"


@pytest.mark.parametrize("language", ["en", "tlh", "xx", "en-XX", "i-default"])
def test_an_unknown_language_falls_back_to_english(language: str) -> None:
    assert locale_of(language).language == "en"


def test_a_country_without_a_name_is_its_code() -> None:
    assert (words.country("NO"), words.country("ZX")) == ("Norway", "ZX")


def test_a_catalogue_is_flat_and_its_values_are_text() -> None:
    text = "a: {b: x, c: {one: '{n} y', other: '{n} ys'}}\nd: NO\ne: {other: z}\nf: {other: z, more: w}\n"
    assert catalogue(load("x.yaml", text)) == {
        "a.b": {"other": "x"},
        "a.c": {"one": "{n} y", "other": "{n} ys"},
        "d": {"other": "NO"},
        "e": {"other": "z"},
        "f.other": {"other": "z"},
        "f.more": {"other": "w"},
    }


def test_every_string_that_a_template_names_is_there() -> None:
    literal = re.compile(r"""\bt\(\s*["']([\w.-]+)["']\s*[,)]""")
    templates = [path for path in shipped_templates().rglob("*") if path.suffix in {".html", ".xml", ".txt"}]
    named = {(path.name, key) for path in templates for key in literal.findall(Path(path).read_text(encoding="utf-8"))}
    assert len(named) > 100
    assert sorted(f"{name}: {key}" for name, key in named if key not in ENGLISH) == []


def test_every_word_of_a_fixed_list_has_a_string() -> None:
    from pressmark.config import SHIPPED_COMPANY_KINDS, SHIPPED_ROLES  # noqa: PLC0415
    from pressmark.fields.articles import ARTICLE_KINDS, ARTICLE_STATUSES  # noqa: PLC0415
    from pressmark.fields.facts import CLAIM_STATUSES, NOTE_KINDS  # noqa: PLC0415
    from pressmark.fields.types import RIGHTS  # noqa: PLC0415

    wanted = [
        *(f"kind.{word}" for word in ARTICLE_KINDS),
        *(f"rights.{word}" for word in RIGHTS),
        *(f"status.{word}" for word in CLAIM_STATUSES),
        *(f"note.{word}" for word in NOTE_KINDS),
        *(f"internal.{word}" for word in (*ARTICLE_STATUSES, "embargo", "internal") if word != "published"),
        *(f"company_kind.{word}" for word in SHIPPED_COMPANY_KINDS),
        *(f"role.{word}{side}" for word in SHIPPED_ROLES for side in ("", "_inverse")),
    ]
    assert [key for key in wanted if key not in ENGLISH] == []
