"""An excerpt holds its first words and what is quoted, at places of its own, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.archives import ARTICLES, archive_of, article, join, public_of

from pressmark.excerpts import CUT, added_words, count_words, excerpted
from pressmark.markup import parse
from pressmark.model import Article, Claim, Quote
from pressmark.publishable import overquoted
from pressmark.quotes import fold, locate
from pressmark.weave import weave

LAMPS = f"{ARTICLES}2031/lamps.md"


def made(text: str, *quotes: str) -> Article:
    body = parse(text, "", 1).body
    found = [Quote(words, "before", "after", locate(Quote(words), body, fold(body.text))[0]) for words in quotes]
    claims = tuple(Claim("lanternfish", "copper-kettle", "reseller", quote=quote) for quote in found)
    return Article("2031/lamps", "Lamps", body, claims=claims)


@pytest.mark.parametrize(
    ("text", "words", "quotes", "html"),
    [
        ("One two three.", 2, (), '<p id="p1">One two […]</p>'),
        ("One two three.", 3, (), '<p id="p1">One two three.</p>'),
        ("One *two* three.", 9, (), '<p id="p1">One two three.</p>'),
        ("One.\n\nTwo three.", 2, (), '<p id="p1">One.</p><p id="p2">Two […]</p>'),
        ("One.\n\nTwo three.", 1, (), '<p id="p1">One.</p>'),
        ("One two.\n\nA b c d.", 1, ("b c",), '<p id="p1">One […]</p><p id="p2">[…] b c […]</p>'),
        ("One two three four.", 2, ("two three",), '<p id="p1">One two three […]</p>'),
        ("One two three four.", 1, ("three", "three four"), '<p id="p1">One […]</p><p id="p2">[…] three four […]</p>'),
        (
            "One two.\n\nA b.\n\nC d.",
            1,
            ("b. C",),
            '<p id="p1">One […]</p><p id="p2">[…] b.</p><p id="p3">C […]</p>',
        ),
        ("# Head\n\nA < b.", 9, (), '<p id="p1">Head</p><p id="p2">A &lt; b.</p>'),
        ("| a | b |\n|---|---|\n| c | d |", 3, (), '<p id="p1">a b</p><p id="p2">c […]</p>'),
        ("提灯魚と銅瓶が組んだ。", 3, (), '<p id="p1">提灯魚 […]</p>'),
        ("![A quay](files/quay.png) One.", 9, (), '<p id="p1">One.</p>'),
        ("", 9, (), ""),
    ],
)
def test_an_excerpt_is_made_of_paragraphs(text: str, words: int, quotes: tuple[str, ...], html: str) -> None:
    shown = excerpted(made(text, *quotes), words)
    assert weave(shown.body).replace("\n\n", "").replace(CUT, "[…]") == html


@pytest.mark.parametrize(
    ("text", "words", "quotes", "added"),
    [
        ("One two three four.", 2, (), 0),
        ("One two three four.", 2, ("One two",), 0),
        ("One two three four.", 2, ("two three",), 1),
        ("One two three four.", 1, ("three", "three four"), 2),
        ("One two.", 9, ("two",), 0),
        ("提灯魚と銅瓶。", 2, ("銅瓶",), 2),
    ],
)
def test_words_are_counted_that_quotes_add(text: str, words: int, quotes: tuple[str, ...], added: int) -> None:
    assert added_words(made(text, *quotes), words) == added


@given(
    st.lists(st.sampled_from(["lamp", "*quay*", "提灯", "\n\n", "a-b", "`x y`", "[to](company:x)"]), max_size=30),
    st.data(),
)
def test_anchors_hold_the_words_they_held(parts: list[str], data: st.DataObject) -> None:
    whole = made(" ".join(parts))
    text = whole.body.text
    if text.strip():
        start = data.draw(st.sampled_from([i for i, letter in enumerate(text) if letter.strip()]))
        end = data.draw(st.sampled_from([i + 1 for i in range(start, len(text)) if text[i].strip()]))
        found = locate(Quote(text[start:end]), whole.body, fold(text))
        whole = made(" ".join(parts), text[start:end]) if found else whole
    words = data.draw(st.integers(1, 20))
    shown = excerpted(whole, words)
    assert count_words(shown.body.text) == min(words, count_words(text)) + added_words(whole, words)
    for block in shown.body.blocks:
        assert shown.body.text[block.start : block.end] in text
    for before, after in zip(whole.claims, shown.claims, strict=True):
        assert before.quote
        assert before.quote.anchor
        assert after.quote
        assert after.quote.anchor
        words_then = text[before.quote.anchor.start : before.quote.anchor.end]
        words_now = shown.body.text[after.quote.anchor.start : after.quote.anchor.end]
        assert words_now.split() == words_then.split()
        assert (after.quote.prefix, after.quote.suffix) == ("", "")
    for link in shown.body.links:
        assert shown.body.text[link.start : link.end] == "to"


def test_the_source_says_how_long_an_excerpt_is_else_the_settings() -> None:
    files = {
        "pressmark.yaml": "excerpt_words: 2\n",
        LAMPS: article("rights: excerpt", "One two three four."),
        f"{ARTICLES}2031/quay.md": article("rights: excerpt\nsource: evening-post", "One two three four."),
        "content/sources/evening-post.yaml": "name: Evening Post\nexcerpt_words: 3\n",
    }
    public = public_of(files)
    assert {one.id: one.body.text for one in public.articles.values()} == {
        "2031/lamps": "One two",
        "2031/quay": "One two three",
    }


DATED = "dates: [{date: 2031, event: Lamps, quote: three four}]\nrights: excerpt"


@pytest.mark.parametrize(
    ("settings", "fields", "wrong"),
    [
        ("excerpt_words: 2", DATED, True),
        ("excerpt_words: 2\nexcerpt_quotes: 50", DATED, False),
        ("excerpt_words: 2\nexcerpt_quotes: 49", DATED, True),
        ("excerpt_words: 4", DATED, False),
        ("excerpt_words: 2", DATED.replace("excerpt", "metadata"), False),
        ("excerpt_words: 2", f"{DATED}\nstatus: withdrawn", False),
        ("excerpt_words: 2", "rights: excerpt\nannotations: [{kind: context, note: x, quote: three four}]", True),
        (
            "excerpt_words: 2",
            "rights: excerpt\nannotations: [{kind: context, note: x, quote: three four, audience: internal}]",
            False,
        ),
    ],
)
def test_quotes_may_add_so_much_of_the_text(settings: str, fields: str, wrong: bool) -> None:
    archive = archive_of({"pressmark.yaml": f"{settings}\n", LAMPS: article(fields, "One two three four.")})
    assert [problem.code for problem in overquoted(archive)] == ["E090"] * wrong


def test_links_to_paragraphs_of_an_excerpt_lead_to_its_page() -> None:
    links = "[a](article:2031/part#p2) [b](article:2031/part#f-x) [c](article:2031/all#p2)"
    text, fact = "One.\n\nTwo.", "dates: [{date: 2031, event: One, quote: One, id: x}]"
    files = {
        LAMPS: article("rights: full", links),
        f"{ARTICLES}2031/part.md": article(f"rights: excerpt\n{fact}", text),
        f"{ARTICLES}2031/all.md": article("rights: full", text),
    }
    assert [link.fragment for link in public_of(files).articles["2031/lamps"].body.links] == ["", "f-x", "p2"]


def test_what_is_wrong_in_a_draft_blocks_nobody() -> None:
    archive, _ = join(
        {LAMPS: article(f"{DATED}\nstatus: draft", "One two three four."), "pressmark.yaml": "excerpt_words: 2"}
    )
    assert [str(problem.severity) for problem in overquoted(archive)] == ["warning"]
