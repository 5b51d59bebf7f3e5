"""Medians and ratios are reckoned pair by pair, and tables and picture say what was measured."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from tests.bench import results
from tests.bench.plot import picture
from tests.bench.results import Case, Cost, Report, Series, Table

SVG = "{http://www.w3.org/2000/svg}"
MB = 1_000_000


def cost(seconds: float, memory: int = 100 * MB, files: int = 5) -> Cost:
    return Cost(seconds, seconds * 2, memory, files)


OURS = (cost(2, 300 * MB), cost(6, 200 * MB), cost(3, 400 * MB))
STEPS = tuple((cost(one, 100 * MB, 7), cost(one, 200 * MB, 3)) for one in (2.0, 3.0, 1.0))
CASE = Case("cold", ("Hugo", "Pagefind"), OURS, STEPS)
ALONE = Case("alone", ("Hugo",), OURS, tuple(steps[:1] for steps in STEPS))
WRONG = Case("renamed", ("Hugo", "Pagefind"), problem="nothing of it is shown")
REPORT = Report({"Python": "3.12"}, (Series("1,000 articles", 1000, 4000, 3000, (ALONE, CASE, WRONG)),))


@pytest.fixture
def two_sizes() -> Report:
    [one] = REPORT.series
    return replace(REPORT, series=(one, replace(one, archive="5,000 articles", cases=(CASE,))))


def rows(report: Report, *head: str) -> dict[str, list[str]]:
    """The rows of the table that begins with a head, by their first cell."""
    [table] = [part for part in results.told(report) if isinstance(part, Table) and part.head[: len(head)] == head]
    return {first: rest for first, *rest in table.rows}


def paragraphs(report: Report) -> list[str]:
    return [part for part in results.told(report) if isinstance(part, str)]


def test_steps_of_a_peer_add_up_but_for_their_memory() -> None:
    assert Cost.of_all(STEPS[0]) == Cost(4, 8, 200 * MB, 10)


def test_ratios_are_those_of_pairs() -> None:
    assert CASE.ratios(results.seconds) == [2 / 4, 6 / 6, 3 / 2]
    assert ALONE.ratios(results.seconds) == [2 / 2, 6 / 3, 3 / 1]


def test_a_report_comes_back_from_json(two_sizes: Report) -> None:
    assert results.loaded(results.dumped(two_sizes)) == two_sizes


def test_the_table_of_times_has_medians_and_spreads() -> None:
    assert rows(REPORT, "build", "Pressmark, s") == {
        "alone": ["3.00 (2.00–6.00)", "2.00 (1.00–3.00)", "", "2.00"],
        "cold": ["3.00 (2.00–6.00)", "2.00 (1.00–3.00)", "4.00 (2.00–6.00)", "1.00"],
    }


def test_the_table_of_costs_has_ours_and_theirs() -> None:
    assert rows(REPORT, "build", "processor, s") == {
        "alone": ["6.00 : 4.00", "2.00", "300 : 100", "3.00", "5 : 7"],
        "cold": ["6.00 : 8.00", "1.00", "300 : 200", "1.50", "5 : 10"],
    }


def test_a_build_that_does_not_count_says_why_and_stands_nowhere_else() -> None:
    assert "«renamed» does not count: nothing of it is shown." in paragraphs(REPORT)
    assert "renamed" not in {*rows(REPORT, "build", "Pressmark, s"), *rows(REPORT, "build", "processor, s")}


def test_a_table_is_aligned_on_a_terminal() -> None:
    assert Table(("a", "bb", "c"), (("dddd", "e", ""),)).aligned == "a     bb  c\ndddd  e"


def test_growth_is_told_where_there_are_sizes_to_compare(two_sizes: Report) -> None:
    assert rows(two_sizes, "build, s")["cold"] == ["3.00 : 4.00"] * 2
    assert rows(two_sizes, "build, s")["alone"] == ["3.00 : 2.00", ""]
    assert "### How it grows" in paragraphs(two_sizes)
    assert "### How it grows" not in paragraphs(REPORT)


def test_the_picture_has_a_title_and_says_its_numbers() -> None:
    drawn = ET.fromstring(picture(REPORT))  # noqa: S314 - our own
    labels = {element.get("id"): element for element in drawn}
    assert [labels[name].tag for name in (drawn.get("aria-labelledby") or "").split()] == [f"{SVG}title", f"{SVG}desc"]
    assert "1,000 articles: alone 2.00, cold 1.00." in (labels["desc"].text or "")


def test_the_picture_marks_medians_on_its_scale(two_sizes: Report) -> None:
    drawn = ET.fromstring(picture(two_sizes))  # noqa: S314
    equal = next(float(line.get("x1", "")) for line in drawn.iter(f"{SVG}line") if line.get("class") == "equal")
    ticks = [line.get("x1", "") for line in drawn.iter(f"{SVG}line") if line.get("class") in {"grid", "equal"}]
    words = {text.text: float(text.get("x", "")) for text in drawn.iter(f"{SVG}text")}
    marks = [
        (path.get("class"), float((path.get("transform") or "").removeprefix("translate(").split()[0]))
        for path in list(drawn.iter(f"{SVG}path"))[2:]  # behind the legend
    ]
    assert marks == [("size-0", words["2×"]), ("size-0", equal), ("size-1", equal)]
    assert len(ticks) == len(set(ticks))
