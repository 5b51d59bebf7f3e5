"""Quotes are found as `tests/cases/quotes.yaml` says, and nowhere else."""

import sys
import unicodedata
from typing import Any

import pytest
from tests.support.archives import article, parse
from tests.support.cases import called, cases

from pressmark import markup
from pressmark.model import Article, Quote
from pressmark.quotes import fold, key, locate


@pytest.mark.parametrize("case", cases("quotes")["quotes"], ids=called)
def test_a_quote_is_found_exactly_or_not_at_all(case: dict[str, Any]) -> None:
    body = markup.parse(case["text"], "x.md", 1).body
    places = locate(Quote(case["quote"], case.get("prefix", ""), case.get("suffix", "")), body, fold(body.text))
    assert [body.text[place.start : place.end] for place in places] == case["found"]


def test_a_place_names_the_block_it_begins_in() -> None:
    body = markup.parse("One lamp.\n\n- two lamps\n\n| three lamps |\n|---|", "x.md", 1).body
    folded = fold(body.text)
    blocks = [place.block for place in locate(Quote("lamp"), body, folded)]
    assert blocks == ["p1", "p2", "p3"]
    assert [place.block for place in locate(Quote("lamp. two"), body, folded)] == ["p1"]


def test_every_character_folds_alike_composed_and_decomposed() -> None:
    characters = (chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number <= 0xDFFF)
    for character in characters:
        decomposed = unicodedata.normalize("NFD", character)
        if decomposed != character:
            text = f"a {decomposed} b"
            assert key(text) == key(unicodedata.normalize("NFC", text))


def test_folding_keeps_the_way_back() -> None:
    folded = fold("a \n b\u0301 “c”")
    assert folded.text == 'a b\u0301 "c"'
    assert list(zip(folded.starts, folded.ends, strict=True)) == [
        (0, 1), (1, 4), (4, 6), (4, 6), (6, 7), (7, 8), (8, 9), (9, 10),
    ]  # fmt: skip


CLAIM = "partners: [{{company: lanternfish, partner: copper-kettle, role: reseller, quote: {quote}}}]"


@pytest.mark.parametrize(
    ("quote", "code"),
    [("sells lamps", None), ("sells lambs", "E040"), ("lamp", "E041"), ("sells  lamps", None)],
)
def test_a_fact_is_locked_to_its_words_or_a_mistake(quote: str, code: str | None) -> None:
    text = article(CLAIM.format(quote=quote), "It sells lamps, no lamp more.")
    parsed = parse("content/articles/2031/lamps.md", text)
    assert [problem.code for problem in parsed.problems] == ([code] if code else [])
    assert isinstance(parsed.document, Article)
    [claim] = parsed.document.claims
    assert claim.quote
    assert (claim.quote.anchor is not None) == (code is None)
