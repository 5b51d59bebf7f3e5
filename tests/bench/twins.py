"""An archive and the Hugo site that is equal to it, both on the disk, with the sites that are made of them.

An edit is made in the archive. What follows from it for Hugo is written too, and no file else.
"""

import filecmp
import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import hugosite
from tests.bench.edits import Edit, Known
from tests.bench.programs import Programs
from tests.bench.results import Cost
from tests.bench.running import run
from tests.support.archives import write

from pressmark.archive import parse_all
from pressmark.config import CONTENT, SETTINGS_FILE
from pressmark.diagnostics import has_errors
from pressmark.documents import SourceFile, parse_file, parse_settings
from pressmark.files import Tree, read_tree
from pressmark.publishable import publishable
from pressmark.resolve import resolve
from pressmark.workers import Workers

SEARCH = {"ours": "search", "theirs": "pagefind"}  # the folders that search has in the two sites


class Twins:
    """The two sources and the two sites below a folder, in which the archive stands already."""

    def __init__(self, folder: Path, programs: Programs) -> None:
        self.programs = programs
        self.archive, self.hugo = folder / "archive", folder / "hugo"
        self.ours, self.theirs = folder / "ours", folder / "theirs"
        self.tree: Tree = read_tree(self.archive)
        with Workers() as workers:
            parsed = parse_all(self.tree.content, workers, lambda *_: None)
        self.parsed = {one.path: one for one in parsed}
        self.content: Mapping[str, str] = {}
        write(self.hugo, hugosite.templates())
        self.known = self._follow()

    def make(self, edit: Edit) -> None:
        """Make an edit in both."""
        write(self.archive, edit.files)
        for path in edit.files:
            if path.startswith(CONTENT):
                self.parsed[path] = parse_file(SourceFile(path, (self.archive / path).read_bytes()))
        self.known = self._follow()
        write(self.hugo, edit.hugo)

    def _follow(self) -> Known:
        """Bring Hugo's source to where the archive is."""
        settings, problems = parse_settings(self.tree.settings)
        archive, found = resolve(list(self.parsed.values()), settings, self.tree.attachments)
        if has_errors((*problems, *found)):
            raise SystemExit("\n".join(map(str, (*problems, *found))))
        public = publishable(archive, "public", datetime.now(UTC))
        content = hugosite.content(public)
        write(self.hugo, {path: text for path, text in content.items() if self.content.get(path) != text})
        for path in self.content.keys() - content.keys():
            (self.hugo / path).unlink()
        self.content = content
        return Known(archive, public, lambda path: (self.archive / path).read_text(encoding="utf-8"))

    # --- building -------------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Remove both sites, and all that was kept for their next builds."""
        for path in (self.ours, Path(f"{self.ours}-cache"), self.theirs):
            shutil.rmtree(path, ignore_errors=True)

    def build_ours(self, *, with_search: bool) -> Cost:
        """Build the archive's site as somebody would at a prompt."""
        return run(self.programs.ours(self.archive, self.ours, with_search=with_search), self.ours)

    def build_theirs(self, *, with_search: bool) -> tuple[Cost, ...]:
        """Make Hugo's site, and what searches it: the cost of each step."""
        commands = self.programs.theirs(self.hugo, self.theirs, with_search=with_search)
        return tuple(run(command, self.theirs) for command in commands)

    # --- what is right --------------------------------------------------------------------------------------------

    def missing(self) -> Iterator[str]:
        """The pages of articles that should be there and are not."""
        for site in (self.ours, self.theirs):
            pages = (f"articles/{article}/index.html" for article in self.known.public.articles)
            yield from (f"{site.name}/{page}" for page in pages if not (site / page).is_file())

    def unshown(self, edit: Edit) -> Iterator[str]:
        """The patterns of pages of which none shows what was edited."""
        for site in (self.ours, self.theirs):
            for pattern in edit.shown:
                if not any(edit.word in page.read_text(encoding="utf-8") for page in site.glob(pattern)):
                    yield f"{site.name}/{pattern}"

    def strayed(self) -> Iterator[str]:
        """The files in which a site differs from one that is built anew of the same source; those of search aside."""
        fresh = {"ours": Path(f"{self.ours}-fresh"), "theirs": Path(f"{self.theirs}-fresh")}
        run(self.programs.ours(self.archive, fresh["ours"], with_search=True, kept=False), fresh["ours"])
        for command in self.programs.theirs(self.hugo, fresh["theirs"], with_search=False):
            run(command, fresh["theirs"])
        for name, site in (("ours", self.ours), ("theirs", self.theirs)):
            yield from (f"{name}/{path}" for path in differing(site, fresh[name], SEARCH[name]))
            shutil.rmtree(fresh[name], ignore_errors=True)

    def pages(self) -> tuple[int, int]:
        """How many pages each site has."""
        ours, theirs = (sum(path.endswith(".html") for path in _files(site)) for site in (self.ours, self.theirs))
        return ours, theirs


def differing(one: Path, other: Path, aside: str) -> list[str]:
    """The files that are not the same in two folders, without those in a folder of theirs."""
    here, there = _files(one), _files(other)
    both = (path for path in here & there if not filecmp.cmp(one / path, other / path, shallow=False))
    return sorted(path for path in {*(here ^ there), *both} if not path.startswith(f"{aside}/"))


def _files(folder: Path) -> set[str]:
    found = (Path(at, name) for at, _, names in os.walk(folder) for name in names)
    return {path.relative_to(folder).as_posix() for path in found}


def copied(archive: Path, folder: Path) -> None:
    """Copy what an archive consists of, so that nothing is changed where it stands."""
    for name in (CONTENT.rstrip("/"), "templates"):
        if (archive / name).is_dir():
            shutil.copytree(archive / name, folder / name)
    shutil.copy(archive / SETTINGS_FILE, folder / SETTINGS_FILE)
