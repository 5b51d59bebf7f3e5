"""Texts of search: whatever is fed to Pagefind comes out of it as it was written, word by word."""

import re
from pathlib import Path
from urllib.parse import quote

from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.archives import index_of
from tests.support.library import make, tokens_of
from tests.support.searchfiles import texts_of

from pressmark import search
from pressmark.query import passages
from pressmark.searchable import in_order
from pressmark.searchable.feed import BORDER, document, pieces
from pressmark.searchable.reading import read, texts
from pressmark.words import words

PLAIN = re.compile(r"[$(]*(?:[A-Z]?[a-z]+|[A-Z]+|[0-9]+)[.,;:!?)%-]* ")
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
@example("0ｦ")
@example("㋀⼀〆㋐")  # a sign of no script, a radical, a mark, a sign of Katakana
def test_words_are_the_oracles(text: str) -> None:
    assert tuple(word for _, _, word in words(text)) == tokens_of(text)


@given(TEXTS)
def test_documents_hold_the_words(text: str) -> None:
    made = document([("p1", text)])
    assert made.words == (tuple(word for _, _, word in words(text)),)
    assert made.html == written_slowly(text.replace("\n", " "))


def written_slowly(text: str) -> bytes:
    """A document of one passage, made piece by piece."""
    fed = [
        written.strip() if PLAIN.fullmatch(written) else f'<i id="{quote(written, safe="")}"></i>{word}'
        for word, written in pieces(text)
    ]
    passage = f'<b id="p1"></b> {" ".join(fed)} {BORDER}'
    return f"<!doctype html><html><body><p>\n{passage}\n</p></body></html>".encode()


def test_texts_come_back_from_pagefind(tmp_path: Path) -> None:
    articles = in_order(index_of(make(23, 120)[0]))
    bundle = tmp_path / "bundle"
    (tmp_path / "documents").mkdir()
    search.write_documents(tmp_path / "documents", read(texts(articles), 0)[0], 0)
    names = search.wait(search.start(tmp_path / "documents", bundle, "en"))
    held = {found.document: found.name for found in search.read_back((bundle, names)) if found.document is not None}
    assert held.keys() == set(range(len(articles)))
    for number, article in enumerate(articles):
        expected = [
            (passage.id, "".join(written for _, written in pieces(passage.text.replace("\n", " "))))
            for passage in passages(article)
        ]
        assert texts_of((bundle / held[number]).read_bytes()) == expected
