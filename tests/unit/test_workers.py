"""What is lent to tasks is there as long as a build is at work, and no longer."""

import weakref

import pytest

from pressmark.workers import Loan, Workers


class Lent:
    """Something that is large."""


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_stays_lent(jobs: int) -> None:
    """Or a preview would hold what each of its builds has lent, until it ends."""
    with Workers(jobs) as workers:
        lent = Lent()
        loan: Loan[Lent] = workers.lend(lent)
        assert loan.value is lent
        there = weakref.ref(lent)
        workers.rest()
        del lent
        assert there() is None
        assert list(workers.map(len, ["a", "ab", "abc"])) == [1, 2, 3]
