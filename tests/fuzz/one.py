"""Fuzz one target until it fails or time is up: `python -m tests.fuzz.one TARGET FOLDER`, and libFuzzer's options."""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pressmark", "markdown_it", "mdit_py_plugins", "rispy", "bibtexparser"]):
    from tests.fuzz.seeds import seeds
    from tests.fuzz.targets import TARGETS


def main() -> None:
    """Put the seeds where the fuzzer looks for them, and begin."""
    _, name, further, *options = sys.argv
    for number, data in enumerate(seeds(name)):
        Path(further, f"seed-{number}").write_bytes(data)
    options = [further, *options]
    atheris.Setup([name, *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
