"""Of every text: its HTML is well-formed and says what its plain text says, however many spans are woven into it."""

import re
from html import unescape
from itertools import count, pairwise
from typing import Any

import html5lib
from hypothesis import assume, example, given
from hypothesis import strategies as st
from tests.support.texts import markdown

from pressmark.markup import parse
from pressmark.model import Body, Quote, Zone
from pressmark.quotes import TYPOGRAPHIC, fold, key, locate
from pressmark.weave import Span, weave

_NOTE_MARK = re.compile(r'<sup><a id="fnref-[^"]*" href="#fn-\d+" role="doc-noteref">\d+</a></sup>')
_BACK_LINK = re.compile(r' <a href="#fnref-[^"]*" role="doc-backlink">[^<]*</a>')
_SPAN_TAG = re.compile(r"</?mark[^>]*>")


def body_of(text: str) -> Body:
    return parse(text, "x.md", 1).body


def said(html: str) -> str:
    """HTML without what is made for the screen: numbers of footnotes, and the ways back from them."""
    return _BACK_LINK.sub("", _NOTE_MARK.sub("", html))


def dom(html: str) -> Any:
    """The elements of some HTML, which must be well-formed."""
    reader = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = reader.parseFragment(html, container="div")
    assert reader.errors == [], (reader.errors, html)
    return tree


def text_of(element: Any) -> str:
    return "".join(element.itertext())


@given(markdown)
@example("| a |\n|---|\n| b |\n\n- c\n\n  ```\n  d\n  ```\n\n[^1]: e\n\nf[^1]")
@example("[![a](https://e.example/b.png)](https://e.example)")
@example("a\x01b\x0bc\x7fd\x85e\ufdd0f")
@example("```\n\n\n```")
@example("\r0\n\n[^1]: a [b](c)")
@example("![a[^1]](files/b.png)\n\n[^1]: c\n[^2]: d\n    [^1]: e")
def test_html_and_text_say_the_same(text: str) -> None:
    body = body_of(text)
    tree = dom(weave(body))
    assert text_of(dom(said(weave(body)))) == body.text
    identifiers = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))
    assert {block.id for block in body.blocks} <= set(identifiers)


_PIECES = [
    "w ",
    "w ",
    "w[^1]",
    "w[^2]",
    "[w][1]",
    "[w][2]",
    "[2] ",
    "![w[^1]](files/a.png)",
    "\n> ",
    "\n- ",
    "\n",
    "\n\n",
]
_DEFINITIONS = [
    "\n[^1]: ",
    "\n\n[^2]: ",
    "\n    ",
    "\n\n    ",
    "\n[1]: https://e.example/w\n",
    "\n[2]: ",
    "[^1]: [^2]: ",
]

_TABLES = ["\n\n|w|w|\n|-|-|\n", "\n> |w|\n> |-|\n> ", "|", "\\|"]


@given(st.lists(st.sampled_from([*_PIECES, *_DEFINITIONS, *_TABLES]), max_size=30).map("".join))
@example("\n[^1]: w\n    [^2]: w\n    w[^1]")
@example("\n[2]: w\n[2]: w\n[w][2]")
@example("\n[1]: https://e.example/w\nw[^1]\n[^1]: ")
def test_no_word_of_a_definition_or_table_is_lost(pieces: str) -> None:
    numbers = count(1)
    text = re.sub("w", lambda _: f"w{next(numbers)}z", pieces)
    html = weave(body_of(text))
    assert [word for word in re.findall(r"w\d+z", text) if word not in html] == []


@given(markdown)
def test_every_block_has_its_own_text(text: str) -> None:
    body = body_of(text)
    elements = {element.get("id"): element for element in dom(said(weave(body))).iter() if element.get("id")}
    for block in body.blocks:
        inner = text_of(elements[block.id])
        assert inner == body.text[block.start : block.end]
    assert all(one.end <= other.start for one, other in pairwise(body.blocks))


@given(markdown)
def test_footnotes_and_their_marks_point_at_each_other(text: str) -> None:
    html = weave(body_of(text))
    identifiers = set(re.findall(r'id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= identifiers


@given(markdown)
def test_nothing_that_runs_or_loads_gets_through(text: str) -> None:
    tree = dom(weave(body_of(text)))
    for element in tree.iter():
        assert element.tag not in {"script", "style", "iframe", "object", "form", "base", "meta", "link"}
        assert not any(name.startswith("on") or name == "style" for name in element.keys())  # noqa: SIM118 - not a dict
        for address in (element.get("href"), element.get("src")):
            assert address is None or re.match(r"https?://|mailto:|files/|#fn", address, re.IGNORECASE), address


@given(markdown)
def test_short_texts_are_as_sound(text: str) -> None:
    body = parse(text, "x.md", 1, numbered=False).body
    html = weave(body)
    assert text_of(dom(html)) == body.text
    assert " id=" not in html


# --- weaving ------------------------------------------------------------------------------------------------------


@st.composite
def spans_over(draw: st.DrawFn, text: str) -> list[Span]:
    offsets = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(offsets, offsets), max_size=8))
    return [
        Span(min(pair), max(pair), "mark", f' data-n="{number}"', f"s{number}") for number, pair in enumerate(pairs)
    ]


bodies_with_spans = markdown.map(body_of).flatmap(lambda body: st.tuples(st.just(body), spans_over(body.text)))


@given(bodies_with_spans)
def test_any_spans_can_be_woven_and_taken_out_again(made: tuple[Body, list[Span]]) -> None:
    body, spans = made
    woven = weave(body, spans)
    dom(woven)
    assert _SPAN_TAG.sub("", woven) == weave(body)
    assert woven == weave(body, reversed(spans))


@given(bodies_with_spans)
def test_a_span_covers_its_text_and_nothing_else(made: tuple[Body, list[Span]]) -> None:
    body, spans = made
    tree = dom(said(weave(body, spans)))
    zones = "".join(("\0" if run.zone is Zone.GAP else "x") * len(run.text) for run in body.runs)
    for number, span in enumerate(spans):
        pieces = [element for element in tree.iter("mark") if element.get("data-n") == str(number)]
        wanted = [body.text[at] for at in range(span.start, span.end) if zones[at] == "x"]
        assert "".join(map(text_of, pieces)) == "".join(wanted)
        assert [piece.get("id") for piece in pieces] == ([f"s{number}"] + [None] * (len(pieces) - 1))[: len(pieces)]
        cut = pieces[0].get("data-cut") if len(pieces) > 1 else None
        same = [piece for piece in tree.iter("mark") if cut and piece.get("data-cut") == cut]
        assert same == (pieces if len(pieces) > 1 else [])


# --- quotes -------------------------------------------------------------------------------------------------------

SPELLINGS = {" ": [" ", "\n", "  ", "\u00a0"], "'": ["'", "’", "‘"], '"': ['"', "“", "«"], "-": ["-", "–", "‑"]}


@given(markdown, st.data())
@example("x\u0302 y", None)
def test_what_is_located_is_what_was_quoted(text: str, data: st.DataObject | None) -> None:
    body = body_of(text)
    folded = fold(body.text)
    assume(folded.text)
    if data is None:
        quoted = "x"
    else:
        start = data.draw(st.integers(0, len(folded.text)))
        quoted = folded.text[start : start + data.draw(st.integers(0, 12))]
    for place in locate(Quote(quoted), body, folded):
        assert key(body.text[place.start : place.end]) == key(quoted)


@given(markdown, st.data())
def test_a_quote_is_found_however_it_is_spelt(text: str, data: st.DataObject) -> None:
    body = body_of(text)
    words = [found.span() for found in re.finditer(r"\S+", body.text)]
    assume(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 4, len(words) - 1)))
    start, end = words[first][0], words[last][1]
    quoted = body.text[start:end].translate(TYPOGRAPHIC)
    spelt = "".join(data.draw(st.sampled_from(SPELLINGS.get(character, [character]))) for character in quoted)
    places = locate(Quote(spelt), body, fold(body.text))
    assert (start, end) in [(place.start, place.end) for place in places]


@given(st.text())
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(start < end for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
    assert folded.text.strip() == fold(folded.text).text.strip()


def test_the_marks_of_footnotes_are_all_that_is_left_out() -> None:
    html = weave(body_of("a[^1] b[^1]\n\n[^1]: c"))
    assert unescape(re.sub("<[^>]*>", "", said(html))) == "a b\n\nc"
