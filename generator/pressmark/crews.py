"""Who does the work of a build: processes of this machine, or a Dask cluster whose machines see the same disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pressmark.files import MachineError, UsageError
from pressmark.workers import Workers

PROCESSES, DASK = "processes", "dask"


@contextmanager
def crew(executor: str, jobs: int | None, folder: Path | None) -> Iterator[Workers]:
    """The workers that an option names: `processes`, `dask` or `dask:ADDRESS`.

    `folder` is where processes elsewhere find what they are lent; `jobs` is how many there are, unless a scheduler
    has its own.

    Raises:
        UsageError: The option names nobody, or `distributed` is not installed.
        MachineError: There is no scheduler at the address.
    """
    name, _, address = executor.partition(":")
    if executor == PROCESSES:
        with Workers(jobs) as workers:
            yield workers
    elif name == DASK:
        with _cluster(address, jobs, folder) as workers:
            yield workers
    else:
        raise UsageError(f"--executor is «{executor}»; it may be «{PROCESSES}», «{DASK}» or «{DASK}:ADDRESS».")


@contextmanager
def _cluster(address: str, jobs: int | None, folder: Path | None) -> Iterator[Workers]:
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 - takes half a second to load
    except ImportError as error:
        raise UsageError("Dask is not installed: pip install 'pressmark[dask]'.") from error
    own = None if address else LocalCluster(jobs, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call] # it ships no types
    try:
        with Client(address or own, timeout=10) as client:  # type: ignore[no-untyped-call] # as above
            yield Workers(jobs, client.get_executor(), folder)
    except (OSError, TimeoutError) as error:
        raise MachineError(f"The Dask cluster {address or 'on this machine'} cannot be used: {error}.") from error
    finally:
        if own is not None:
            own.close()
