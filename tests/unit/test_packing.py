"""Values survive being packed, all that files say among them, and nothing but values is made of bytes."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from pressmark import dates
from pressmark.documents import SourceFile, parse_file, parse_files
from pressmark.packing import packed, unpacked

REPOSITORY = Path(__file__).parents[2]
DEEP = 500_000
FILES = [path for path in sorted((REPOSITORY / "content").rglob("*")) if path.suffix in {".md", ".yaml"}]


def test_what_files_say_survives() -> None:
    read = [SourceFile(path.relative_to(REPOSITORY).as_posix(), path.read_bytes()) for path in FILES]
    parsed = parse_files(read)
    assert parsed
    assert all(one.document for one in parsed)
    assert [unpacked(packed(one)) for one in parsed] == parsed


@pytest.mark.parametrize("text", ["2020-08", "XXXX", "2020~-06?", "2020-08-23/..", "/2021?", "[2020..2022,2024..]"])
def test_a_date_is_one_value_again(text: str) -> None:
    date = dates.read_edtf(text)
    assert unpacked(packed(date)) is date


@pytest.mark.parametrize("called", [os.system, eval, dates.read_edtf, parse_file, Path])
def test_nothing_else_is_called(called: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpacked(packed(called))


def test_values_in_values_can_be_as_deep_as_bytes_say() -> None:
    """Bytes may come with a stranger's cache; to end such a value must not take the stack of a process."""
    code = (
        f"from pressmark.packing import unpacked; import pressmark.model; n = {DEEP}\n"
        "unpacked(b'\\x80\\x04' + b'cpressmark.model.kinds\\nReference\\n' * n + b'N' + b'NN\\x87R' * n + b'.')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
