"""The text of news pages: the story without what surrounds it, and its fields (`tests/cases/pagetext.yaml`)."""

import pytest
from tests.support.cases import called
from tests.support.pages import (
    STORIES,
    Case,
    draft_of,
    expected_of,
    fields_of,
    part,
    plain,
    recall_and_precision,
    text_of,
)

from pressmark.drafts.layout import Block, laid_out

RECALL, PRECISION, FIELDS = 0.99, 0.98, 0.95

each_story = pytest.mark.parametrize("case", STORIES, ids=called)


@each_story
def test_a_story_is_told_from_what_surrounds_it(case: Case) -> None:
    recall, precision = recall_and_precision(plain(draft_of(case).body), part(case, "body"))
    assert recall >= RECALL
    assert precision >= PRECISION


@each_story
def test_paragraphs_come_through_word_for_word(case: Case) -> None:
    assert plain(draft_of(case).body) == "\n\n".join(part(case, "body"))


@each_story
def test_credits_stay_whole(case: Case) -> None:
    assert dict(draft_of(case).extra).get("credits", "") == " ".join(" ".join(part(case, "credits")).split())


def test_fields_are_right() -> None:
    wrong = []
    count = 0
    for case in STORIES:
        found, expected = fields_of(draft_of(case)), expected_of(case)
        stated = {name for name in expected if expected[name] or found[name]}
        count += len(stated)
        wrong += [(called(case), name, expected[name], found[name]) for name in stated if found[name] != expected[name]]
    assert count > 4 * len(STORIES)
    assert 1 - len(wrong) / count >= FIELDS, "\n".join(map(str, wrong))


@each_story
def test_every_line_is_told_of(case: Case) -> None:
    """A line is in the draft, or the report says why not."""
    draft = draft_of(case)
    kept = " ".join((draft.title, draft.caption, draft.summary, plain(draft.body), *(p.value for p in draft.proposals)))
    said = {one.line for one in draft.dropped} | {one.evidence.line for one in draft.proposals}
    for number, line in enumerate(text_of(case).split("\n"), 1):
        assert not line.strip() or number in said or line.strip() in kept, line


@pytest.mark.parametrize(
    "line", ["By Odile Marsh", "August 4, 2031", "FILE PHOTO: A lamp", "(Reporting by Odile Marsh)"]
)
def test_no_line_is_compared_with_all_others(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0

    def equal(one: Block, other: object) -> bool:
        nonlocal count
        count += 1
        return one is other

    monkeypatch.setattr(Block, "__eq__", equal)
    story = "NORTH MOLE (Reuters) - A lamp was lit in the harbour today, they say.\n\n"
    many = f"{line}\n\n" * 300
    laid_out(f"A lamp is lit today\n\n{many}{story}{many}")
    assert count < 10 * 300


def test_cases_are_many() -> None:
    assert len(STORIES) >= 40
