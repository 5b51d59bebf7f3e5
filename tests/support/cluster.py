"""Builds with a Dask cluster of two processes, of which one is killed once the pages are begun.

python -m tests.support.cluster ARCHIVE OUTPUT [kill]
"""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import distributed

from pressmark.build import build
from pressmark.request import Request
from pressmark.workers import Workers


def main(archive: str, output: str, what: str = "") -> int:
    waiting = [what] if what else []
    untyped: Any = distributed
    with (
        untyped.LocalCluster(2, threads_per_worker=1, dashboard_address=None) as cluster,
        untyped.Client(cluster) as client,
    ):
        processes = list(client.run(os.getpid).values())

        def progress(stage: str, _: int, __: int) -> None:
            if stage == "render" and waiting:
                waiting.pop()
                os.kill(processes[0], signal.SIGKILL)

        request = Request(Path(archive), Path(output), datetime(2032, 1, 1, 12, tzinfo=UTC), with_search=False)
        outcome = build(request, Workers(2, client.get_executor()), progress)
    return 0 if outcome.published and not waiting else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
