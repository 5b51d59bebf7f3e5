"""Texts of search: whatever is fed to Pagefind comes out of it as it was written, word by word."""

import json
import zlib
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from tests.support.archives import index_of
from tests.support.library import make, tokens_of

from pressmark import routes, search
from pressmark.query import passages
from pressmark.searchable import in_order, indexed
from pressmark.searchable.feed import BORDER, pieces
from pressmark.words import words

LETTERS = st.characters(exclude_categories=("Cn", "Cs", "Co"))  # which are letters differs from Unicode to Unicode
TEXTS = st.text(st.sampled_from("aZ9é東ー’\u0301 -_.<&\"'\t\n\u00a0ßIAB") | LETTERS, max_size=60)


@given(TEXTS)
def test_pieces_are_the_text(text: str) -> None:
    found = list(pieces(text))
    assert [word for word, _ in found] == [word for _, _, word in words(text)]
    if found:
        assert "".join(written for _, written in found) in {text, f"{text} "}
    for word, written in found:
        assert [one for _, _, one in words(written)] == [word]


@given(TEXTS)
def test_words_are_the_oracles(text: str) -> None:
    assert tuple(word for _, _, word in words(text)) == tokens_of(text)


def test_texts_come_back_from_pagefind() -> None:
    articles = in_order(index_of(make(23, 120)[0]))
    read = indexed(articles)
    bundle = search.index(((routes.output_path(one.route), one.document) for one in read), "en")
    held = {name: data for name, data in bundle.files if name.startswith("fragment/")}
    assert bundle.fragments.keys() == {one.route for one in read}
    for article, document in zip(articles, read, strict=True):
        texts = texts_of(held[f"fragment/{bundle.fragments[document.route]}.pf_fragment"])
        expected = [
            (passage.id, "".join(written for _, written in pieces(passage.text))) for passage in passages(article)
        ]
        assert texts == expected


def texts_of(fragment: bytes) -> list[tuple[str, str]]:
    """The passages of an article, put together from what Pagefind keeps, as the browser does."""
    data = json.loads(zlib.decompress(fragment, wbits=47).removeprefix(b"pagefind_dcd"))
    fed = data["content"].split(" ")
    written = {one["location"]: unquote(one["id"]) for one in data["anchors"] if one["element"] == "i"}
    begins = [(unquote(one["id"]), one["location"]) for one in data["anchors"] if one["element"] == "b"]
    texts = []
    for (name, start), end in zip(begins, [*(place for _, place in begins[1:]), len(fed)], strict=True):
        placed = [(place, word) for place, word in enumerate(fed[start:end], start) if word != BORDER]
        texts.append((name, "".join(written.get(place, f"{word} ") for place, word in placed)))
    return texts
