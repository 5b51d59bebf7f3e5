"""Runs Pagefind's binary over documents in a folder, and reads back what it writes."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from pressmark.characters import visible
from pressmark.digest import sha256
from pressmark.files import MachineError
from pressmark.limits import PAGEFIND_BYTES, PAGEFIND_SECONDS
from pressmark.looking import named_pagefind
from pressmark.values import Frozen

_WAYS = (
    "Install it with «pip install pagefind-bin», put a «pagefind» on the PATH or name one in $PAGEFIND_BINARY_PATH, "
    "or build with --no-search."
)
TAIL = 2_000  # characters of what Pagefind said before it failed
_NOT_OURS = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
_ENTRY = "pagefind-entry.json"
_CBOR_TEXT = 0x60  # what begins a text of CBOR (RFC 8949, 3), plus its length if that is below 24
_TEXTS = ".pf_fragment"
_SIGNATURE = b"pagefind_dcd"  # what each of its files begins with, once decompressed
_COMPRESSED = (".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter", ".pagefind")
_DOCUMENT = re.compile(r"/([0-9]+)\.html")
_FRAGMENT = re.compile(rb'pagefind_dcd\{"url":"/([0-9]+)\.html","content":"')  # as every version so far writes it
_ANCHORS = b'"anchors":['


class Run(Frozen):
    """Pagefind at work, the folder of what it reads, and the one that its bundle will be in."""

    process: "subprocess.Popen[str]"
    documents: Path
    bundle: Path


class Found(Frozen):
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
        raise _unusable(error) from error
    return f"{status.st_size} {status.st_mtime_ns}"


def make_places(folder: Path, count: int) -> None:
    """Make the files of so many documents, empty, in their order, before processes fill them in any.

    Pagefind numbers them as its folder lists them, which on many file systems is how they were made.
    """
    for number in range(count):
        open(f"{folder}/{number}.html", "wb").close()


def write_documents(folder: Path, documents: Sequence[bytes], first: int) -> None:
    """Put documents where Pagefind is to find them, numbered from `first`."""
    for number, document in enumerate(documents, first):
        with open(f"{folder}/{number}.html", "wb") as file:  # in half of the time that a `Path` takes for each
            file.write(document)


def remove_documents(folder: Path) -> None:
    """Remove what Pagefind has read."""
    shutil.rmtree(folder, ignore_errors=True)


def start(documents: Path, bundle: Path, language: str) -> Run:
    """Index documents in one language.

    Raises:
        MachineError: Pagefind is missing or cannot be run.
    """
    command = [_binary(), "--site", str(documents), "--output-path", str(bundle)]
    command += ["--force-language", language, "--silent"]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # so that whatever it starts can be ended with it
        )
    except OSError as error:
        raise _unusable(error) from error
    return Run(process, documents, bundle)


def wait(run: Run) -> list[str]:
    """The names of the files that Pagefind has written, once it has ended.

    Raises:
        MachineError: It fails, does not end within the time that `limits` gives it, or has not written all it should.
    """
    told = _told(run)
    code = run.process.returncode
    if code != 0:
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"failed with status {code}"
        said = [visible(line) for line in told[-TAIL:].splitlines()]
        raise MachineError("\n".join((f"Pagefind {how}; the site was not touched.", *said)))
    inside = len(str(run.bundle)) + 1
    folders = ((f"{folder}/"[inside:].replace(os.sep, "/"), names) for folder, _, names in os.walk(run.bundle))
    names = {f"{folder}{name}" for folder, names in folders for name in names if not name.startswith(_NOT_OURS)}
    missing = next(_missing(run.bundle, names), None)
    if missing is not None:
        raise _damaged(missing, "which is missing")
    return sorted(names)


def _told(run: Run) -> str:
    """What Pagefind says, once it has ended; how much it has to read is only asked when that takes long."""
    patience = PAGEFIND_SECONDS
    with suppress(subprocess.TimeoutExpired):
        return run.process.communicate(timeout=patience)[0]
    more = sum(one.stat().st_size for one in os.scandir(run.documents)) // PAGEFIND_BYTES
    with suppress(subprocess.TimeoutExpired):
        return run.process.communicate(timeout=more)[0]
    stop(run)
    raise MachineError(f"Pagefind did not end within {patience + more:,} seconds; the site was not touched.")


def stop(run: Run) -> None:
    """End Pagefind, wherever it is, and all that it has started."""
    if sys.platform == "win32":
        run.process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):  # all of it has ended
            os.killpg(run.process.pid, signal.SIGKILL)
    run.process.communicate()


def _missing(bundle: Path, names: Collection[str]) -> Iterator[str]:
    """What a bundle says that it consists of, and does not."""
    stems = {name.rpartition("/")[2].partition(".")[0] for name in names}
    for language, digest, wasm in _languages(bundle):
        meta = f"pagefind.{digest}.pf_meta"
        yield from sorted({meta, f"wasm.{wasm}.pagefind", "pagefind.js"} - set(names))
        if meta in names:
            held = _decompressed(meta, (bundle / meta).read_bytes())
            named = re.finditer(rb"([\x60-\x77])(%b_[0-9a-f]+)" % re.escape(language.encode()), held)
            parts = (one[2][: one[1][0] - _CBOR_TEXT].decode() for one in named)
            yield from (part for part in parts if part not in stems)


def _languages(bundle: Path) -> list[tuple[str, str, str]]:
    """The languages of a bundle, each with the digest of its index and the name of what searches in it."""
    try:
        told = json.loads((bundle / _ENTRY).read_bytes())["languages"]
        return [(language, str(one["hash"]), str(one["wasm"] or "unknown")) for language, one in told.items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(_ENTRY, "which is missing or cannot be read") from error


def read_back(job: tuple[Path, Sequence[str]]) -> list[Found]:
    """Read files of a bundle, of which browsers would only find out when someone searches that they are damaged.

    Raises:
        MachineError: One is empty, cannot be decompressed, or is not in the form that the browser's search reads.
    """
    folder, names = job
    return [_read_back(folder, name) for name in names]


def _read_back(folder: Path, name: str) -> Found:
    with open(f"{folder}/{name}", "rb") as file:
        data = file.read()
    if not data:
        raise _damaged(name, "which is empty")
    held = _decompressed(name, data) if name.endswith(_COMPRESSED) else b""
    return Found(name, len(data), sha256(data), _document(name, held) if name.endswith(_TEXTS) else None)


def _decompressed(name: str, data: bytes) -> bytes:
    try:
        return zlib.decompress(data, wbits=47)  # gzip or zlib, whichever it is
    except zlib.error as error:
        raise _damaged(name, f"which cannot be decompressed ({error})") from error


def _damaged(name: str, how: str) -> MachineError:
    return MachineError(f"Pagefind left {name}, {how}; the site was not touched.")


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


def _unusable(error: OSError) -> MachineError:
    named = " $PAGEFIND_BINARY_PATH names it." if named_pagefind() else ""
    return MachineError(f"Pagefind cannot be run: {error.filename}: {error.strerror}.{named} {_WAYS}")


def _binary() -> str:
    """The binary to run: `$PAGEFIND_BINARY_PATH`, one of the packages, or one on the PATH."""
    named = named_pagefind()
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
        raise MachineError(f"Pagefind is missing, so that the site would have no search. {_WAYS}")
    return found
