"""Compiled templates say what Jinja2 alone would make of them, page for page."""

import gc
from typing import Any

import pytest
from jinja2 import (
    DictLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    select_autoescape,
)
from markupsafe import Markup

from pressmark.compiling import Templating

PAGES = (
    {"view": {"title": "A & B", "rows": ["<x>", Markup("<b>y</b>"), 3]}, "route": "a/", "root": "../", "canonical": ""},
    {"view": {"title": "Ç", "rows": []}, "route": "", "root": "./", "canonical": "https://pressmark.example/?a&b"},
)
SITE = type("Site", (), {"title": "Tide & Co.", "index": False, "nav": ("one", "two")})()
MACROS = """
{% macro link(one, note="none") %}<a href="{{ root }}{{ one }}">{{ one }}</a>{{ note }}{% endmacro %}
{% macro heading() %}{{ view.title }}{% endmacro %}
{% macro framed() %}[{{ caller(view.title) }}]{% endmacro %}
{% macro any() %}{{ varargs | join("-") }}{{ kwargs.get("k") }}{% endmacro %}
{% macro number(number) %}{{ number }}{% endmacro %}
"""
LAYOUT = """{% import "macros.html" as m with context %}<title>{% block heading %}{{ m.heading() }}{% endblock %}
</title>{% set name %}{{ self.heading() | trim }}{% endset %}<meta content="{{ name }}">
{{ site.title }}{{ not site.index }}
{% block main %}{% endblock %}{{ t("a & b") }}{{ t("n", n=view.rows | length) }}{{ asset('x.css') }}"""
TEMPLATES = {
    "macros.html": MACROS,
    "layout.html": LAYOUT,
    "extends.html": """{% extends "layout.html" %}{% block heading %}{{ super() }}!{% endblock %}
{% block main %}{% for row in view.rows %}{{ m.link(row) }}{{ loop.index }}{% else %}-{% endfor %}{% endblock %}""",
    "calls.html": """{% import "macros.html" as m with context %}{{ m.link("a", note="<n>") }}
{{ m.link(note=1, one=2) }}
{{ m.any(1, 2, k="<k>") }}{{ m.link(*["x"], **{"note": "y"}) }}{{ m.number(4) }}
{% call(x) m.framed() %}<i>{{ x }}</i>{% endcall %}""",
    "shadowed.html": """{% set site = {"title": "mine"} %}{{ site.title }}{% for t in view.rows %}{{ t }}{% endfor %}
{% macro asset(of) %}({{ of }}){% endmacro %}{{ asset("x.css") }}
{% with view = {"title": "other"} %}{{ view.title }}{% endwith %}""",
    "of_page.html": "{% set here = view.title %}{% macro said() %}{{ here }}{% endmacro %}",
    "of_importer.html": "{% macro said() %}{{ mine }}{% endmacro %}",
    "through.html": """{% import "of_page.html" as p with context %}{% macro said() %}{{ p.said() }}{% endmacro %}""",
    "modules.html": """{% set mine = view.title %}{% import "of_page.html" as p with context %}{{ p.said() }}
{% import "of_importer.html" as i with context %}{{ i.said() }}
{% import "through.html" as x with context %}{{ x.said() }}
{% from "macros.html" import link, heading as h with context %}{{ link("z") }}{{ h() }}""",
    "circle.html": """{% import "circle.html" as c %}{% macro said() %}{{ root }}{% endmacro %}x""",
    "plain.txt": """{% import "macros.html" as m with context %}{{ view.title }} {{ t("a & b") }} {{ m.heading() }}""",
    "included.html": """{% include "calls.html" %}{{ route }}{{ canonical }}{{ ("a" ~ view.title) | upper }}""",
    "conditions.html": """{{ "a" if view.rows }}{{ "b" if not view.rows }}{{ ("c" if not view.rows) | default("d") }}
{% set e = "e" if not view.rows %}{{ e is defined }}{{ t("100% " ~ view.title ~ "%s") }}{{ t("a" ~ "<b>") }}""",
    "wrong.html": "{{ view.nothing.more }}",
    "wrong_call.html": "{{ asset('none.css') }}",
    "wrong_name.html": "{{ nobody }}",
    "not_there.html": """{% import "none.html" as m with context %}""",
    "broken_import.html": """{% import "broken.html" as m with context %}""",
    "broken.html": "{% macro %}",
}
OPTIONS: dict[str, Any] = {
    "loader": DictLoader(TEMPLATES),
    "autoescape": select_autoescape(default=True, disabled_extensions=("txt",)),
    "trim_blocks": True,
}
SHOWN = [name for name in TEMPLATES if not name.startswith(("circle", "broken"))]


def _functions() -> dict[str, Any]:
    words = {"a & b": Markup("a &amp; b")}
    assets = {"x.css": "assets/x&y.css"}
    return {
        "site": SITE,
        "t": lambda key, **values: Markup("{} {}").format(words.get(key, key), values.get("n", "")),
        "asset": lambda name: assets[name],
    }


def _outcome(render: Any) -> object:
    try:
        return render()
    except (UndefinedError, TemplateNotFound, TemplateSyntaxError, KeyError) as error:
        return type(error), str(error), error.__traceback__ is not None


@pytest.mark.parametrize("name", [*SHOWN, "broken_import.html"])
def test_a_template_says_what_jinja2_makes_of_it(name: str) -> None:
    plain = Environment(**OPTIONS)  # noqa: S701 - the options say when to escape
    ours = Templating(**OPTIONS)
    for environment in (plain, ours):
        environment.globals.update(_functions())
    ours.constant.update({one: ours.globals[one] for one in ("t", "asset")})
    expected = [_outcome(lambda page=page: plain.get_template(name).render(page)) for page in (*PAGES, PAGES[0])]
    assert [_outcome(lambda page=page: ours.render(name, page)) for page in (*PAGES, PAGES[0])] == expected


def test_what_is_undefined_may_be_passed_on_and_asked_about() -> None:
    """Where nothing else may be done with it, not even ask whether it is true."""
    source = "{% set ns = namespace(last=view.missing) %}{{ ns.last | default('-') }} {{ ns.last is defined }}"
    ours = Templating(loader=DictLoader({"a": source}), autoescape=True, undefined=StrictUndefined)
    assert ours.render("a", PAGES[0]) == "- False"


@pytest.mark.parametrize("name", ["extends.html", "calls.html", "shadowed.html", "conditions.html"])
def test_nothing_is_left_of_a_page_that_only_a_search_for_garbage_would_free(name: str) -> None:
    ours = Templating(**OPTIONS)
    ours.globals.update(_functions())
    _outcome(lambda: ours.render(name, PAGES[0]))
    gc.collect()
    gc.disable()
    try:
        for page in PAGES * 9:
            _outcome(lambda page=page: ours.render(name, page))
        assert gc.collect() < 9
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("name", "alone"),
    [
        ("macros.html", True),
        ("of_page.html", False),
        ("of_importer.html", False),
        ("through.html", False),
        ("circle.html", False),
        ("none.html", False),
    ],
)
def test_only_modules_that_are_the_same_for_all_are_made_once(name: str, alone: bool) -> None:
    ours = Templating(**OPTIONS)
    assert ours.stands_alone(name) is alone
