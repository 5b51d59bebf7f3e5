"""What is lent to tasks is there as long as a build is at work, and no longer; and what is done beside others."""

import multiprocessing
import os
import pickle
import signal
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

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


@pytest.mark.parametrize(("jobs", "again"), [(1, False), (2, True)])
def test_processes_that_have_something_are_not_started_anew_for_it(jobs: int, again: bool) -> None:
    with Workers(jobs) as workers:
        lent = Lent()
        loan = workers.lend(lent)
        first = set(workers.map(process_of, [loan] * 9))
        assert workers.lend(lent).value is lent
        second = set(workers.map(process_of, [workers.lend(lent)] * 9))
        assert (os.getpid() not in first | second) is again
        assert len(first | second) <= jobs


def process_of(loan: Loan[Lent]) -> int:
    assert isinstance(loan.value, Lent)
    return os.getpid()


@pytest.mark.parametrize("jobs", [1, 2])
def test_something_is_made_beside(jobs: int) -> None:
    with Workers(jobs) as workers:
        wait = workers.beside(where, "made")
        made, process = wait()
        assert made == "made"
        assert (process == os.getpid()) is (jobs == 1 or multiprocessing.get_start_method() != "fork")
        assert not multiprocessing.active_children()
        assert list(workers.map(len, ["a", "ab", "abc"])) == [1, 2, 3]


def where(said: str) -> tuple[str, int]:
    return said, os.getpid()


def test_something_is_made_here_if_no_process_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    with Workers(2) as workers:
        assert workers.beside(where, "made")() == ("made", os.getpid())


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_lent_to_others_stands_in_a_file(jobs: int, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as elsewhere, Workers(jobs, elsewhere, tmp_path) as workers:
        loan = workers.lend(["lent"])
        assert pickle.loads(Path(loan.path).read_bytes()) == ["lent"]  # noqa: S301 - our own


@pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")
def test_what_a_process_that_was_ended_has_not_made_is_made_here() -> None:
    with Workers(2) as workers:
        assert workers.beside(killed_but_in, os.getpid())() == "made"


def killed_but_in(process: int) -> str:
    if os.getpid() != process:
        os.kill(os.getpid(), signal.SIGKILL)
    return "made"
