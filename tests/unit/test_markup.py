"""Markdown becomes the HTML and text of `tests/cases/markup.yaml`, and spans are woven in as `weave.yaml` says."""

import re
from typing import Any

import pytest
from tests.support.cases import called, cases

from pressmark.looking import shipped_templates
from pressmark.markup import parse
from pressmark.model import Body, Kind, Zone
from pressmark.weave import CUTS, Span, weave

MARKUP = cases("markup")
EVERY = [case for some in MARKUP.values() for case in some]
Case = dict[str, Any]


def body(markdown: str) -> Body:
    return parse(markdown, "x.md", 1).body


@pytest.mark.parametrize("case", EVERY, ids=called)
def test_markdown_is_html_and_text(case: Case) -> None:
    found = parse(case["markdown"], "x.md", 1)
    assert weave(found.body, root="./") == case["html"]
    assert found.body.text == case["text"]
    assert [f"{one.code} {one.at.column}" for one in found.problems] == case.get("problems", [])
    assert [f"{one.kind} {one.text} {one.at.column}" for one in found.references] == case.get("references", [])


@pytest.mark.parametrize("case", EVERY, ids=called)
def test_blocks_are_parts_of_the_text_in_order(case: Case) -> None:
    found = body(case["markdown"])
    assert [block.id for block in found.blocks] == [f"p{number}" for number in range(1, len(found.blocks) + 1)]
    border = 0
    for block in found.blocks:
        assert border <= block.start <= block.end <= len(found.text)
        assert not found.text[border : block.start].strip()
        border = block.end
    assert not found.text[border:].strip()


def test_a_place_counts_lines_of_the_file() -> None:
    found = parse("One.\n\nTwo\n[a](x.html)\n\n- [b](y.html)\n\n[^1]: [c](z.html)\n\nD[^1]", "x.md", 10)
    assert [(one.at.line, one.at.column) for one in found.problems] == [(13, 5), (15, 7), (17, 11)]


def test_each_of_several_links_has_its_own_place() -> None:
    text = "bad:x [a](company:owls) [b](company:owl) [c](bad:x)\n[d](bad:x) [![e](x.svg)](bad:y) [f](<company:owl>)"
    found = parse(f"{text}\n\n| h |\n| - |\n| [i](bad:x) | [j](bad:x) |", "x.md", 1)
    ats = [*(one.at for one in found.references), *(one.at for one in found.problems)]
    places = sorted((at.line, at.column) for at in ats)
    assert places == [(1, 11), (1, 29), (1, 46), (2, 5), (2, 18), (2, 26), (2, 38), (6, 7), (6, 20)]


def test_links_by_hand_are_spans_over_the_text() -> None:
    found = body("See [*Copper* Kettle](company:copper-kettle#f-1), [](company:x).")
    [link] = found.links
    assert found.text[link.start : link.end] == "Copper Kettle"
    assert (link.kind, link.target, link.fragment) == (Kind.COMPANY, "copper-kettle", "f-1")


def test_mentions_may_stand_in_prose_only() -> None:
    found = body(
        "# A [b](https://e.example) c\n\nd `e` [f](https://e.example) g ![h](https://e.example/i.png)\n\n```\nj\n```"
    )
    prose = [run.text.strip() for run in found.runs if run.zone is Zone.PROSE]
    quiet = [run.text.strip() for run in found.runs if run.zone is Zone.QUIET]
    assert [text for text in prose if text] == ["d", "g"]
    assert quiet == ["A", "b", "c", "e", "f", "h", "j"]


def test_short_texts_have_neither_ids_nor_footnotes() -> None:
    found = parse("# One\n\nTwo[^1].\n\n- three\n\n[^1]: https://e.example", "x.md", 1, numbered=False).body
    assert "id=" not in weave(found)
    assert found.text == "One\n\nTwo^1.\n\nthree"


def test_links_into_the_site_begin_at_its_root() -> None:
    found = body("[a](files/a.pdf) ![b](files/b.png)")
    assert weave(found, root="../../").count('="../../files/') == 2


def test_files_that_a_text_names_are_gathered_once() -> None:
    found = body("[a](files/a.pdf) ![b](files/b.png) [c](files/a.pdf) ![d](files/d.svg)")
    assert found.files == ("files/a.pdf", "files/b.png")


@pytest.mark.parametrize("case", EVERY, ids=called)
def test_words_are_those_of_the_text(case: Case) -> None:
    found = body(case["markdown"])
    assert found.words == len(found.text.split())


# --- weaving ------------------------------------------------------------------------------------------------------


def span(text: str, written: str) -> Span:
    element, _, words = written.partition(": ")
    tag, _, identifier = element.partition("#")
    first, _, last = words.partition(" … ")
    start = text.index(first)
    end = text.index(last, start) + len(last) if last else start + len(first)
    return Span(start, end, tag, id=identifier)


@pytest.mark.parametrize("case", cases("weave")["spans"], ids=called)
def test_spans_are_woven_into_html(case: Case) -> None:
    found = body(case["markdown"])
    spans = [span(found.text, written) for written in case["spans"]]
    assert weave(found, spans, "./") == case["html"]
    assert weave(found, reversed(spans), "./") == case["html"]


def test_an_empty_span_leaves_no_trace() -> None:
    found = body("One two.")
    assert weave(found, [Span(4, 4, "mark"), Span(8, 8, "mark")]) == weave(found)


def test_no_more_spans_are_numbered_than_the_style_sheet_knows() -> None:
    found = body(" ".join(["a *b*"] * (CUTS + 2)))
    woven = weave(found, [Span(4 * n, 4 * n + 3, "mark", id=f"f-{n}") for n in range(CUTS + 2)])
    numbers = [f'data-cut="{n}"' for n in range(1, CUTS + 1)]
    assert re.findall('data-cut="[^"]*"', woven) == [number for number in numbers for _ in range(2)]
    style = (shipped_templates() / "assets" / "css" / "components.css").read_text(encoding="utf-8")
    assert re.findall(r"\.prose:has\(\[(.*)\]:target\) \[\1\]", style) == numbers


def test_attributes_are_written_as_they_are_and_ids_escaped() -> None:
    found = body("One.")
    woven = weave(found, [Span(0, 3, "a", ' href="x?a&amp;b"', 'i"d')])
    assert woven == '<p id="p1"><a id="i&quot;d" href="x?a&amp;b">One</a>.</p>'


def test_each_block_may_have_its_number_at_its_head() -> None:
    found = body("[One](https://x.example).\n\n- *two*\n\n| a | b |\n| - | - |\n| c | d |\n\n```\ncode\n```")
    woven = weave(found, [Span(0, 3, "mark")], numbers="<{}>".format)
    heads = [
        '<p id="p1"><1><a ',
        '<p id="p2"><2><em>',
        '<th scope="col"><3>a',
        "<td><4>c",
        '<pre id="p5" tabindex="0"><5><code>',
    ]
    assert [head for head in heads if head not in woven] == []
    assert re.sub(r"<\d>", "", woven) == weave(found, [Span(0, 3, "mark")])


def test_a_note_stands_behind_the_outermost_block_it_belongs_to() -> None:
    found = body("One.\n\n- two\n- three\n\n> four\n\nFive.")
    notes = [("p4", "<i>d</i>"), ("p2", "<i>b</i>"), ("p1", "<i>a</i>"), ("p3", "<i>c</i>"), ("p5", "<i>e</i>")]
    woven = weave(found, notes=notes)
    pieces = [
        "One.</p><i>a</i>",
        "three</p></li></ul><i>b</i><i>c</i>",
        "four</p></blockquote><i>d</i>",
        "Five.</p><i>e</i>",
    ]
    assert [piece for piece in pieces if piece not in woven] == []
    for _, note in notes:
        woven = woven.replace(note, "")
    assert woven == weave(found)
