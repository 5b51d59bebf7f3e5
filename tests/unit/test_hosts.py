"""A site is compared with what hosts take."""

import pytest

from pressmark.hosts import GIGABYTES, LIMITS, MEASURES, MEGABYTES, exceeded

MANY = [(f"a/{number}.html", 1) for number in range(20_000)]


@pytest.mark.parametrize(
    ("files", "hosts"),
    [
        ([], []),
        (MANY, []),
        ([*MANY, ("b", 1)], ["Cloudflare Pages"]),
        ([("a", 25 * MEGABYTES)], []),
        ([("a", 25 * MEGABYTES + 1)], ["Cloudflare Pages"]),
        ([("_redirects", 100_001)], ["Cloudflare Pages"]),
        ([(f"{name}.png", 24 * MEGABYTES) for name in range(43)], ["GitHub Pages", "GitLab Pages"]),
        ([(f"a/{number}", 0) for number in range(54_001)], ["Cloudflare Pages", "Netlify"]),
        ([(f"a/{number}/b", 0) for number in range(54_001)], ["Cloudflare Pages"]),
    ],
)
def test_what_a_host_does_not_take_is_said(files: list[tuple[str, int]], hosts: list[str]) -> None:
    assert [sentence.partition(" takes ")[0] for sentence in exceeded(files)] == hosts


def test_both_numbers_are_said() -> None:
    assert next(exceeded([("x", 2 * GIGABYTES)])) == (
        "GitHub Pages takes 1,073,741,824 bytes in all; this site has 2,147,483,648."
    )


def test_limits_measure_what_can_be_measured() -> None:
    assert {limit.measures for limit in LIMITS} == MEASURES.keys()
