"""`check --fix-quotes`: a quote that is not found gives way to the nearest passage, and nothing else changes."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.archives import ARTICLES, SOUND, article, encoded, join, snapshot, write

from pressmark.cli import main
from pressmark.documents import SourceFile
from pressmark.frontmatter import Mapping as Fields
from pressmark.frontmatter import Scalar, Sequence, load
from pressmark.repair import Repair, repairs
from pressmark.writing import item

LAMPS = f"{ARTICLES}2031/lamps.md"
SIDECAR = f"{ARTICLES}2031/lamps.notes.yaml"
TEXT = "Copper Kettle Trading sells its lamps.\n\nShe said: «never #1, I'm sure».\n\nOut of the sea\nand into the dark."


def proposed(files: Mapping[str, str | bytes]) -> list[Repair]:
    _, problems = join({**SOUND, **files})
    return list(repairs([SourceFile(path, encoded(text)) for path, text in files.items()], problems))


# --- how a quote is written ---------------------------------------------------------------------------------------

STYLES: Mapping[str, tuple[str, str]] = {
    "plain": ("sells its lambs", "sells its lamps"),
    "plain, with a comment": ("sells its lambs  # as of May", '"sells its lamps"  # as of May'),
    "single quotes": ("'sells its lambs'", "'sells its lamps'"),
    "double quotes": ('"sells its lambs"', '"sells its lamps"'),
    "double quotes with an escape": ('"sells its\\x20lambs"', '"sells its lamps"'),
    "plain, in two lines": ("sells its\n      lambs", "sells its lamps"),
    "double quotes, in two lines": ('"sells its\n      lambs"', '"sells its lamps"'),
    "folded": (">-\n      sells its\n      lambs", ">-\n      sells its lamps"),
    "literal, with a line to spare": ("|\n        sells its lambs\n", "|\n        sells its lamps\n"),
    "an indicator of indentation": (">2\n      sells its lambs", ">2\n      sells its lamps"),
    "plain, which cannot stay so": ("She sad", "She said"),
    "a colon": ("She sad; never", '"She said: «never"'),
    "a number sign": ("never No.1", '"never #1"'),
    "an apostrophe in single quotes": ("'I am sure'", "'I''m sure'"),
    "two lines of the text": ("the sea and out of the dark", "the sea and into the dark"),
    "Windows line ends": ("sells its lambs\r", "sells its lamps\r"),
}


@pytest.mark.parametrize("what", STYLES)
def test_a_passage_is_written_as_the_quote_was_where_yaml_can(what: str) -> None:
    written, wanted = STYLES[what]
    fields = "dates:\n  - date: 2031\n    event: 'Sales'   # of lamps\n    quote: {}\n    id: 'sales'\n"
    (repair,) = proposed({LAMPS: article(fields.format(written), TEXT)})
    assert repair.left == ()
    assert repair.after == article(fields.format(wanted), TEXT)
    assert not proposed({LAMPS: repair.after})


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    "style", ["- {quote: sells its lambs, kind: sic, note: N.}", "- kind: sic\n  note: N.\n  quote: sells its lambs"]
)
def test_a_sidecar_keeps_its_line_ends_and_its_mark(style: str, mark: str, ends: str) -> None:
    before = f"{mark}# Ours.\n{style}\n\n- quote: the sea\n  kind: sic\n  note: Kept.".replace("\n", ends)
    (repair,) = proposed({LAMPS: article("", TEXT), SIDECAR: before})
    assert (repair.path, repair.after) == (SIDECAR, before.replace("lambs", "lamps"))


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize("style", ["sells its lambs", ">-\n      sells\n      its lambs"])
def test_an_article_keeps_its_line_ends_and_its_mark(style: str, ends: str) -> None:
    fields = "dates:\n  - date: 2031\n    event: Sales\n    quote: {}\n"
    before = "\ufeff" + article(fields.format(style), TEXT).replace("\n", ends)
    (repair,) = proposed({LAMPS: before})
    wanted = style.replace("sells\n      its", "sells its").replace("lambs", "lamps")
    assert repair.after == "\ufeff" + article(fields.format(wanted), TEXT).replace("\n", ends)


def test_several_quotes_of_a_file_are_mended_together() -> None:
    fields = "dates:\n- {date: 2031, event: A, quote: 'sells\n  its lambs'}\n- {date: 2031, event: B, quote: the see}\n"
    (repair,) = proposed({LAMPS: article(fields, TEXT)})
    assert repair.after == article(fields.replace("sells\n  its lambs", "sells its lamps").replace("see", "sea"), TEXT)
    assert repair.diff.splitlines()[:2] == [f"--- a/{LAMPS}", f"+++ b/{LAMPS}"]
    assert [line for line in repair.diff.splitlines()[3:] if line[0] != " "] == [
        "-- {date: 2031, event: A, quote: 'sells",
        "-  its lambs'}",
        "-- {date: 2031, event: B, quote: the see}",
        "+- {date: 2031, event: A, quote: 'sells its lamps'}",
        "+- {date: 2031, event: B, quote: the sea}",
    ]


# --- what is left alone -------------------------------------------------------------------------------------------

LEFT = {
    "nothing near": ("quote: a wholly different sentence", TEXT, "no passage is near enough"),
    "two equally near": ("quote: the lambs", "Buy the lamps. Sell the lumbs.", "several passages are equally near"),
    "one that stands twice": (
        "quote: the lambs",
        "Buy the lamps. Sell the lamps.",
        "several passages are equally near",
    ),
    "the words, elsewhere": (
        "quote: lamps\n    prefix: buys its",
        TEXT,
        "the words are there, but not with this prefix or suffix",
    ),
    "a passage with another prefix": (
        "quote: the lambs\n    prefix: lend",
        "She sells the lamps.",
        "the nearest passage «the lamps» does not stand there exactly once",
    ),
}


@pytest.mark.parametrize("what", LEFT)
def test_nothing_is_proposed_by_guess(what: str) -> None:
    quote, text, reason = LEFT[what]
    before = article(f"dates:\n  - date: 2031\n    event: Sales\n    {quote}\n", text)
    (repair,) = proposed({LAMPS: before})
    assert repair.after == before
    assert repair.diff == ""
    assert [said for _, said in repair.left] == [reason]


def test_context_tells_which_passage_is_meant() -> None:
    text = "He sells the lumps.\n\nShe buys the lamps."
    (repair,) = proposed({LAMPS: article("dates: [{date: 2031, event: A, quote: the lambs, prefix: She buys}]", text)})
    assert "quote: the lamps," in repair.after


# --- the command --------------------------------------------------------------------------------------------------


def test_changes_are_shown_and_made_only_if_told_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fields = (
        "dates: [{date: 2031, event: A, quote: sells its lambs}, {date: 2031, event: B, quote: words from nowhere}]"
    )
    write(tmp_path, {**SOUND, LAMPS: article(fields, TEXT)})
    before = snapshot(tmp_path)
    assert main(["check", "--fix-quotes", "--archive", str(tmp_path)]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith(f"--- a/{LAMPS}\n+++ b/{LAMPS}\n@@ ")
    assert f"{LAMPS}:4:87: no change is proposed: no passage is near enough." in shown.err
    assert "The nearest passage is «sells its lamps» (#p1)." in shown.err
    assert snapshot(tmp_path) == before

    assert main(["check", "--fix-quotes", "--apply", "--archive", str(tmp_path)]) == 1
    assert "1 file changed." in capsys.readouterr().err
    after = snapshot(tmp_path)
    assert {path for path in after if after[path][0] != before[path][0]} == {LAMPS}
    assert after[LAMPS][0].decode() == article(fields.replace("lambs", "lamps"), TEXT)
    assert main(["check", "--apply", "--archive", str(tmp_path)]) == 2


# --- the writing of scalars ---------------------------------------------------------------------------------------

lively = st.text(st.sampled_from("ab :#-'\"{}[],&*!|>%@`?\\\n\t.é\u2028\x85\xa0\ufeff\x07灯")) | st.text(
    st.characters(exclude_categories=["Cs"])
)


@settings(max_examples=500, deadline=None)
@given(st.lists(lively.filter(bool), min_size=1, max_size=4), st.sampled_from(["", " ", "    "]))
def test_an_item_reads_back_as_what_was_written(texts: list[str], indent: str) -> None:
    written = item([(f"key{number}", text) for number, text in enumerate(texts)], indent)
    root = load("x.yaml", written + item([("last", "one")], indent)).root
    assert isinstance(root, Sequence)
    first, last = root.items
    assert isinstance(first, Fields)
    assert isinstance(last, Fields)
    assert [value.text for _, value in first.items if isinstance(value, Scalar)] == texts
