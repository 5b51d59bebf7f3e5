"""`pressmark` on a disk that tells the names in a folder in disorder: `python tests/support/shuffled.py`."""

import os
import sys
from random import Random
from typing import Any, Self

_SCANDIR, _LISTDIR, _DICE = os.scandir, os.listdir, Random(1231)  # noqa: S311 - always the same disorder


class _Scandir(list[Any]):
    """What `os.scandir` gives: entries that can be walked through, and closed."""

    def __init__(self, path: Any = ".") -> None:
        with _SCANDIR(path) as found:
            super().__init__(_disordered(found))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __next__(self) -> Any:
        if not self:
            raise StopIteration
        return self.pop()

    def close(self) -> None:
        pass


def _listdir(path: Any = ".") -> list[Any]:
    return _disordered(_LISTDIR(path))


def _disordered(names: Any) -> list[Any]:
    found = list(names)
    _DICE.shuffle(found)
    return found


if __name__ == "__main__":
    os.scandir, os.listdir = _Scandir, _listdir  # type: ignore[assignment]
    from pressmark.cli import main

    sys.exit(main())
