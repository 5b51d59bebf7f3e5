"""The nearest passage to a quote that is not found, and what an author is told."""

import pytest
from tests.support.archives import ARTICLES, SOUND, article, join

from pressmark import markup
from pressmark.model import Quote
from pressmark.passages import MAX_WORK, nearest, passage
from pressmark.quotes import fold

TEXT = (
    "Copper Kettle Trading sells its lamps from Aug. 23.\n\nNobody had asked for lamps; “there were enough”, she said."
)
NEAREST: dict[str, tuple[str, str, list[str]]] = {
    "a letter": ("sells its lambs", TEXT, ["sells its lamps"]),
    "the first letter": ("fells its lamps", TEXT, ["sells its lamps"]),
    "the last letter": ("had asked for lampz", TEXT, ["had asked for lamps"]),
    "a word more": ("sells its last lamps from", TEXT, ["sells its lamps from"]),
    "a word less": ("Kettle sells its lamps", TEXT, ["Kettle Trading sells its lamps"]),
    "another word": ("lamps since Aug. 23", TEXT, ["lamps from Aug. 23"]),
    "longer words": ("Nobody asked for lamps", TEXT, ["Nobody had asked for lamps"]),
    "a dot at the end": ("from Aug. 24.", TEXT, ["from Aug. 23."]),
    "other quotation marks": ('"there was enough", she said', TEXT, ["“there were enough”, she said"]),
    "capitals": ("copper kettle trading", TEXT, ["Copper Kettle Trading"]),
    "two paragraphs": ("from Aug. 23. Nobody hat asked", TEXT, ["from Aug. 23. Nobody had asked"]),
    "more than there is": ("The lamps are lit", "Lamps are lit", ["Lamps are lit"]),
    "words of another text": ("a cormorant sat on the quay", TEXT, []),
    "nothing to look in": ("lamps", "", []),
    "two passages": ("the lambs", "Buy the lamps. See the limbs.", ["the lamps", "the limbs"]),
    "a script without spaces": ("卖出所有台灯", "铜壶贸易公司今天卖出所有吊灯给港口。", ["卖出所有吊灯"]),
    "letters with marks": ("le café ferma", "Puis le cafe\u0301 ferme.", ["le cafe\u0301 ferme"]),
}


def found(quote: Quote, text: str) -> list[str]:
    body = markup.parse(text, "", 1).body
    return [passage(body, place) for place in nearest(quote, body, fold(body.text))]


@pytest.mark.parametrize("what", NEAREST)
def test_the_nearest_passage_is_given_in_whole_words(what: str) -> None:
    exact, text, expected = NEAREST[what]
    assert found(Quote(exact), text) == expected


def test_context_decides_between_passages() -> None:
    text = "He sells the lumps at noon.\n\nShe buys the lamps at dusk."
    assert found(Quote("the lombs"), text) == ["the lumps", "the lamps"]
    assert found(Quote("the lombs", prefix="She buys"), text) == ["the lamps"]
    assert found(Quote("the lombs", suffix="at noon."), text) == ["the lumps"]


def test_a_search_that_would_hold_up_the_others_is_not_begun() -> None:
    text = "lamps and " * 3000
    body = markup.parse(text, "", 1).body
    quote = Quote("lambs " * (MAX_WORK // len(text) // 5))
    assert nearest(quote, body, fold(body.text)) == ()


SAID = {
    "sells its lambs": (
        12,
        "E040",
        "the text does not contain «sells its lambs»",
        "The nearest passage is «sells its lamps» (#p1).",
    ),
    "cormorants": (12, "E040", "the text does not contain «cormorants»", "Copy the words from the text exactly."),
    "quay": (
        12,
        "E041",
        "the text contains «quay» more than once (#p2)",
        "#p2 between «its lamps. At the» and «she sang of the»; in #p2 between «sang of the old» and «. The dog",
    ),
    "lumps": (
        12,
        "E040",
        "the text does not contain «lumps»",
        "Equally near are the passages «lamps» (#p1) and «limps» (#p2).",
    ),
}


@pytest.mark.parametrize("quote", SAID)
def test_an_author_sees_where_and_what_is_near(quote: str) -> None:
    column, code, message, hint = SAID[quote]
    text = "It sells its lamps.\n\nAt the quay she sang of the old quay. The dog limps."
    fields = f"dates:\n  - date: 2031\n    event: Sales\n    quote: {quote}\n"
    _, (problem,) = join({**SOUND, f"{ARTICLES}2031/lamps.md": article(fields, text)})
    assert (problem.at.line, problem.at.column, problem.code, problem.message) == (7, column, code, message)
    assert hint in problem.hint


def test_words_that_stand_elsewhere_are_shown_where_they_stand() -> None:
    fields = "dates:\n  - date: 2031\n    event: Sales\n    quote: lamps\n    prefix: buys its\n"
    _, (problem,) = join(
        {**SOUND, f"{ARTICLES}2031/lamps.md": article(fields, "Then Kettle sells its lamps for good.")}
    )
    assert problem.message == "the text does not contain «lamps» with this prefix or suffix"
    assert problem.hint == "The words themselves stand in #p1 between «Then Kettle sells its» and «for good.»."


def test_many_places_are_counted_and_some_are_shown() -> None:
    fields = "dates: [{date: 2031, event: Sales, quote: lamps}]"
    _, (problem,) = join({**SOUND, f"{ARTICLES}2031/lamps.md": article(fields, "\n\n".join(["The lamps."] * 9))})
    assert problem.message == "the text contains «lamps» more than once (#p1, #p2, #p3, #p4, …)"
    assert problem.hint.endswith("; and in 5 other places.")
