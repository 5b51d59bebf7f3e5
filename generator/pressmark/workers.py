"""Processes to spread work over, behind the interface of `concurrent.futures.Executor`."""

import gc
import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from functools import partial
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar, cast

from pressmark.failures import MachineError

T = TypeVar("T")
V = TypeVar("V")
FEW = 2  # tasks that are done sooner here than a pool has started
_lent: dict[str, object] = {}  # what forked processes find in the memory that they share with their parent
_numbers = count()


class Loan(Generic[T]):
    """A value that all tasks of a stage need: it is sent to a process once, or not at all where it is forked."""

    def __init__(self, key: str, path: str = "") -> None:
        self.key, self.path = key, path

    @property
    def value(self) -> T:
        """What was lent."""
        if self.key not in _lent:
            _lent.clear()  # what an earlier stage has lent is not needed any more
            _lent[self.key] = pickle.loads(Path(self.path).read_bytes())  # noqa: S301 - our own, of this very run
        return cast("T", _lent[self.key])


class Workers(Executor):
    """A pool of processes that starts when there is enough to do; with one job everything happens here.

    `elsewhere` is another executor that does the work, such as that of a cluster whose machines see the same disk.
    """

    def __init__(self, jobs: int | None = None, elsewhere: Executor | None = None, lending: Path | None = None) -> None:
        """`lending` is the folder for what is lent to processes elsewhere, on a disk that they see."""
        self.jobs = jobs or os.cpu_count() or 1
        self._lending = lending
        self._elsewhere = elsewhere
        self._pool: Executor | None = elsewhere
        self._forks = elsewhere is None and multiprocessing.get_start_method() == "fork"
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._loans: list[Loan[Any]] = []

    def lend(self, value: T) -> Loan[T]:
        """Something for the tasks of the next `map`; processes that run already have it only if it was lent to them."""
        known = [loan for loan in self._loans if _lent.get(loan.key) is value]
        if known and (self._pool or not self._forks):
            return known[0]
        key = f"{os.getpid()}-{next(_numbers)}"
        _lent[key] = value
        if self._forks or (self.jobs == 1 and not self._elsewhere):
            self._end()
            if not gc.isenabled():  # but by us, as in a process that builds once: what is there by now stays to its end
                gc.freeze()  # to look through it would copy it from the memory that processes share
            return self._noted(Loan(key))
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="lent-", dir=self._lending)
        path = Path(self._folder.name, key)
        path.write_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        return self._noted(Loan(key, str(path)))

    def _noted(self, loan: Loan[T]) -> Loan[T]:
        self._loans.append(loan)
        return loan

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

    def beside(self, fn: Callable[[V], T], value: V) -> Callable[[], T]:
        """Begin to make something of a value while something else is done; what is returned waits for it.

        It is made when it is asked for where that takes no process that shares this one's memory, or if that has ended.
        """
        if not self._forks or self.jobs == 1:
            return partial(fn, value)
        lent = self.lend(value)
        pool = ProcessPoolExecutor(1, initializer=_begin_work)
        try:
            begun = pool.submit(_of_loan, fn, lent)
        except OSError:  # there may be no more processes
            return partial(fn, value)
        self._pool = pool

        def wait() -> T:
            try:
                return begun.result()
            except BrokenExecutor:
                return fn(value)
            finally:
                self.rest()

        return wait

    def map(
        self, fn: Callable[..., T], *iterables: Iterable[Any], timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[T]:
        """Results in the order of the tasks; a few tasks are done here, many by the pool."""
        tasks = list(zip(*iterables, strict=False))
        if not tasks or (not self._elsewhere and (self.jobs == 1 or len(tasks) <= FEW)):
            return (fn(*task) for task in tasks)
        self._pool = self._pool or ProcessPoolExecutor(self.jobs, initializer=_begin_work)
        return self._pool.map(fn, *zip(*tasks, strict=True), timeout=timeout, chunksize=chunksize)

    def rest(self) -> None:
        """End the processes, and take back what was lent; others start when there is more to do."""
        self._end()
        self._take_back()

    def abandon(self) -> None:
        """Drop all tasks that wait, and return when none is at work any more: nobody writes after that."""
        self._end(cancel_futures=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the pool; what waits is not done after an error.

        Raises:
            MachineError: A process was ended by somebody else.
        """
        self.shutdown(cancel_futures=error is not None)
        if isinstance(error, BrokenExecutor):
            raise MachineError(
                "a process that took part in the work was ended from outside; perhaps the memory was full. "
                "With --jobs 1 there is only one."
            ) from error

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the pool, if it ever started, and take back what was lent."""
        self._end(wait=wait, cancel_futures=cancel_futures)
        self._take_back()
        if self._folder:
            self._folder.cleanup()

    def _take_back(self) -> None:
        for loan in self._loans:
            _lent.pop(loan.key, None)
        self._loans.clear()

    def _end(self, *, wait: bool = True, cancel_futures: bool = False) -> None:
        if self._pool and self._pool is not self._elsewhere:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)
            self._pool = None


def _of_loan(fn: Callable[[V], T], lent: Loan[V]) -> T:
    return fn(lent.value)


def _begin_work() -> None:
    """What a process of a pool does first: it leaves interrupts to its parent, and ends with it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
