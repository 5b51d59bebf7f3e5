"""Texts of nothing but paragraphs are read without the parser of Markdown, and mean what it would say they mean."""

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.texts import markdown

from pressmark import markup
from pressmark.characters import INVISIBLE, UNPRINTABLE, is_plain
from pressmark.paragraphs import plain_paragraphs

_PLAIN = [
    *("lamp", "Copper Kettle", " ", " ", ". ", ", ", "\n", "\n", "\n\n", "\n\n\n", "灯", "<ZM.O>", "1.2", "7)"),
]  # fmt: skip
_DANGEROUS = [
    *("\\", "\\*", "\\\\", "\\[", "\\|", "\\-", "\\#", "\\\n", "`", "*", "_", "~", "~~", "[", "]", "(b)", "[b]"),
    *("[b]: c", "!", "![", "[^1]", "[^1]: ", "^", "&", "&amp;", "&#42;", "&x", ";", "|", ":-:", "\n:-:\n", "---"),
    *("\n---\n", "===", "\n===\n", "\n- ", "\n-", "\n+ ", "\n* ", "\n1. ", "\n12) ", "\n1.", "\n1.\n", "\n# "),
    *("\n0123456789. ", "\n#", "\n> ", "\n>", "\n    ", "\n ", "\n\t", "\t", "  ", "  \n", "   \n", " \n", "\n \n"),
    *("\n```\n", "\n~~~\n", "\n:::\n", "\n|a|\n", "https://e.example", "<https://e.example>", "<b>", "</b>", "<!--"),
    *("\xa0", "\u2028", "\u3000", "\x0c", "\x1f", "\r", "\x00", "\x01", "\x85", "\ufeff", "{", "}", "$", "@", "="),
    *("+", "-", "'", '"'),
]  # fmt: skip
plain = st.lists(st.sampled_from(_PLAIN), max_size=40).map("".join)
mixed = st.lists(st.sampled_from([*_PLAIN, *_PLAIN, *_DANGEROUS]), max_size=12).map("".join)


@given(plain | mixed | markdown | st.text(max_size=12), st.booleans())
@example("a \\| b\n---", True)
@example("a \\| b\n:-:", True)
@example("a\\", True)
@example("a\\\\\nb", True)
@example(" \na", True)
@example("a \n\nb \n", True)
@example("a\n\xa0\nb", True)
@example("\xa0", False)
def test_both_ways_say_the_same(text: str, numbered: bool) -> None:
    quick = markup.parse(text, "x.md", 3, numbered=numbered)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "plain_paragraphs", lambda _: None)
        assert quick == markup.parse(text, "x.md", 3, numbered=numbered)


@given(
    st.lists(st.lists(st.from_regex(r"[A-Za-z0-9,;:'\"()<>/$%=!?.–灯]{1,9}", fullmatch=True), min_size=1), max_size=9)
)
@example([["AT&T", "said", "2.5", "pct", "<ZM.O>", "5-1/2", "(a)", "x=y", "a]", "b^2", "\\*"]])
def test_paragraphs_of_words_need_no_parser(words: list[list[str]]) -> None:
    paragraphs = [" ".join(("A", *some)) for some in words]
    assert plain_paragraphs("\n\n".join(paragraphs)) is not None
    assert plain_paragraphs("\n\n".join(words.replace(" ", "\nA ") for words in paragraphs)) is not None


def test_nothing_invisible_is_taken_for_plain() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    assert [one for one in every if is_plain(one) and (INVISIBLE.search(one) or UNPRINTABLE.search(one))] == []
