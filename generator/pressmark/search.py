"""Runs Pagefind's binary over documents in a folder, and reads back what it writes."""

import json
import os
import re
import shutil
import subprocess
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pressmark.digest import sha256
from pressmark.files import MachineError

TIMEOUT = 3600  # seconds; 20,000 articles take about a quarter of a minute
_NOT_OURS = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
_TEXTS = ".pf_fragment"
_SIGNATURE = b"pagefind_dcd"  # what each of its files begins with, once decompressed
_COMPRESSED = (".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter", ".pagefind")
_DOCUMENT = re.compile(r"/([0-9]+)\.html")
_FRAGMENT = re.compile(rb'pagefind_dcd\{"url":"/([0-9]+)\.html","content":"')  # as every version so far writes it
_ANCHORS = b'"anchors":['


@dataclass(frozen=True, slots=True)
class Run:
    """Pagefind at work, and the folder that its bundle will be in."""

    process: "subprocess.Popen[str]"
    bundle: Path


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the bundle that can be decompressed; if it holds a text, the number of the document of that."""

    name: str
    size: int
    sha256: str
    document: int | None


def version() -> str:
    """What tells one Pagefind from another, without running it.

    Raises:
        MachineError: There is none.
    """
    binary = _binary()
    try:
        status = os.stat(binary)
    except OSError as error:
        raise MachineError(f"Pagefind cannot be run: {error}.") from error
    return f"{status.st_size} {status.st_mtime_ns}"


def write_documents(folder: Path, documents: Sequence[bytes], first: int) -> None:
    """Put documents where Pagefind is to find them, numbered from `first`."""
    for number, document in enumerate(documents, first):
        with open(f"{folder}/{number}.html", "wb") as file:  # in half of the time that a `Path` takes for each
            file.write(document)


def start(documents: Path, bundle: Path, language: str) -> Run:
    """Index documents in one language.

    Raises:
        MachineError: Pagefind is missing or cannot be run.
    """
    command = [_binary(), "--site", str(documents), "--output-path", str(bundle)]
    command += ["--force-language", language, "--silent"]
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except OSError as error:
        raise MachineError(f"Pagefind cannot be run: {error}.") from error
    return Run(process, bundle)


def wait(run: Run) -> list[str]:
    """The names of the files that Pagefind has written, once it has ended.

    Raises:
        MachineError: It fails, or does not end.
    """
    try:
        told, _ = run.process.communicate(timeout=TIMEOUT)
    except subprocess.TimeoutExpired as error:
        stop(run)
        raise MachineError(f"Pagefind did not end within {TIMEOUT} seconds.") from error
    if run.process.returncode != 0:
        raise MachineError(f"Pagefind failed with status {run.process.returncode}:\n{told}".rstrip())
    inside = len(str(run.bundle)) + 1
    folders = ((f"{folder}/"[inside:].replace(os.sep, "/"), names) for folder, _, names in os.walk(run.bundle))
    return sorted(f"{folder}{name}" for folder, names in folders for name in names if not name.startswith(_NOT_OURS))


def stop(run: Run) -> None:
    """End Pagefind, wherever it is."""
    run.process.kill()
    run.process.communicate()


def read_back(job: tuple[Path, Sequence[str]]) -> list[Found]:
    """Read files of a bundle, of which browsers would only find out when someone searches that they are damaged.

    Raises:
        MachineError: One cannot be decompressed, or is not in the form that the browser's search reads.
    """
    folder, names = job
    return [_read_back(folder, name) for name in names]


def _read_back(folder: Path, name: str) -> Found:
    held = b""
    with open(f"{folder}/{name}", "rb") as file:
        data = file.read()
    if name.endswith(_COMPRESSED):
        try:
            held = zlib.decompress(data, wbits=47)  # gzip or zlib, whichever it is
        except zlib.error as error:
            raise MachineError(f"Pagefind wrote {name}, which cannot be decompressed: {error}.") from error
    return Found(name, len(data), sha256(data), _document(name, held) if name.endswith(_TEXTS) else None)


def _document(name: str, text: bytes) -> int:
    """The number of a text's document: how the pages of a site know each other's results."""
    found = _FRAGMENT.match(text)
    if found and _ANCHORS in text:
        return int(found[1])
    try:
        held = json.loads(text.removeprefix(_SIGNATURE))
        known = text.startswith(_SIGNATURE) and isinstance(held["content"], str) and isinstance(held["anchors"], list)
        address = _DOCUMENT.fullmatch(held["url"]) if known else None
    except (ValueError, KeyError, TypeError):
        address = None
    if not address:
        raise MachineError(
            f"Pagefind wrote {name} in a form that Pressmark does not know: use another version of pagefind-bin."
        )
    return int(address[1])


def _binary() -> str:
    """The binary to run: `$PAGEFIND_BINARY_PATH`, one of the packages, or one on the PATH."""
    named = os.environ.get("PAGEFIND_BINARY_PATH")
    if named:
        return named
    for package in ("pagefind_bin_extended", "pagefind_bin"):
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            for name in ("pagefind_extended", "pagefind", "pagefind_extended.exe", "pagefind.exe"):
                if Path(folder, name).is_file():
                    return str(Path(folder, name))
    found = shutil.which("pagefind_extended") or shutil.which("pagefind")
    if found is None:
        raise MachineError(
            "Pagefind is missing, so that the site would have no search. Install it with «pip install pagefind-bin», "
            "put a «pagefind» on the PATH or name one in $PAGEFIND_BINARY_PATH, or build with --no-search."
        )
    return found
