"""Runs Pagefind's binary over staged documents and brings back the bundle it writes."""

import json
import os
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True, slots=True)
class Bundle:
    """A search index: its folder below `search/`, named by its content, its files, and the fragment of each document.

    Fragments are ids by the address that Pagefind gives a document: the path below the site's root.
    """

    folder: str
    files: tuple[tuple[str, bytes], ...]
    fragments: Mapping[str, str]


def index(documents: Iterable[tuple[str, bytes]], language: str) -> Bundle:
    """Index documents (path, HTML) in one language.

    Raises:
        MachineError: Pagefind is missing, fails, or writes what cannot be read back.
    """
    binary = _binary()
    with tempfile.TemporaryDirectory(prefix="pressmark-search-") as folder:
        site, output = Path(folder, "site"), Path(folder, "bundle")
        site.mkdir()
        for path, data in documents:
            file = site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        if not any(site.iterdir()):
            return Bundle("", (), {})
        _run([binary, "--site", str(site), "--output-path", str(output), "--force-language", language, "--silent"])
        paths = sorted(path for path in output.rglob("*") if path.is_file() and not path.name.startswith(_NOT_OURS))
        found = tuple((path.relative_to(output).as_posix(), path.read_bytes()) for path in paths)
    for name, data in found:
        _verify(name, data)
    digest = sha256(b"".join(f"{name}:{sha256(data)}\n".encode() for name, data in found))
    return Bundle(
        f"{digest[:12]}/", found, dict(_fragment(name, data) for name, data in found if name.endswith(_TEXTS))
    )


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired as error:
        raise MachineError(f"Pagefind did not end within {TIMEOUT} seconds.") from error
    except OSError as error:
        raise MachineError(f"Pagefind cannot be run: {error}.") from error
    if done.returncode != 0:
        raise MachineError(f"Pagefind failed with status {done.returncode}:\n{done.stdout}{done.stderr}".rstrip())


def _verify(name: str, data: bytes) -> None:
    """What Pagefind wrote must decompress: browsers would only find out when someone searches."""
    if name.endswith(_COMPRESSED):
        try:
            zlib.decompress(data, wbits=47)  # gzip or zlib, whichever it is
        except zlib.error as error:
            raise MachineError(f"Pagefind wrote {name}, which cannot be decompressed: {error}.") from error


def _fragment(name: str, data: bytes) -> tuple[str, str]:
    """The address of a document, and the id of its fragment: how the pages of a site know each other's results."""
    text = zlib.decompress(data, wbits=47)
    try:
        held = json.loads(text.removeprefix(_SIGNATURE))
        known = text.startswith(_SIGNATURE) and isinstance(held["content"], str) and isinstance(held["anchors"], list)
        address = str(held["url"]).lstrip("/")
    except (ValueError, KeyError, TypeError):
        known, address = False, ""
    if not known:
        raise MachineError(
            f"Pagefind wrote {name} in a form that Pressmark does not know: use another version of pagefind-bin."
        )
    return address, Path(name).stem


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
