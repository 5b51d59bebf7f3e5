"""Processes to spread work over, behind the interface of `concurrent.futures.Executor`."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
FEW = 2  # tasks that are done sooner here than a pool has started


class Workers(Executor):
    """A pool of processes that starts when there is enough to do; with one job everything happens here."""

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        """One task, done at once unless the pool runs already."""
        if self._pool:
            return self._pool.submit(fn, *args, **kwargs)
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future carries whatever its task raises
            future.set_exception(error)
        return future

    def map(
        self, fn: Callable[..., T], *iterables: Iterable[Any], timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[T]:
        """Results in the order of the tasks; a few tasks are done here, many by the pool."""
        tasks = list(zip(*iterables, strict=False))
        if self.jobs == 1 or len(tasks) <= FEW:
            return (fn(*task) for task in tasks)
        self._pool = self._pool or ProcessPoolExecutor(self.jobs)
        return self._pool.map(fn, *zip(*tasks, strict=True), timeout=timeout, chunksize=chunksize)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the pool, if it ever started."""
        if self._pool:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)
