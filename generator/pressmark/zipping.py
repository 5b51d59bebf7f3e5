"""`pressmark zip`: a site as one file to pass on, which opens from the disk that it is unpacked on.

The site is built as always, in a folder of its own; `portable` then says what becomes of each file.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pressmark import files, mistakes
from pressmark.build import build
from pressmark.compiling import RenderingError
from pressmark.diagnostics import At, in_order
from pressmark.files import Written
from pressmark.pages import Page, Site
from pressmark.pages.views import PortableView
from pressmark.portable import SCRIPTS, Copy, server_of
from pressmark.rendering import renderer
from pressmark.request import Outcome, Progress, Request
from pressmark.values import replace
from pressmark.workers import Workers

CHUNK = 100  # files, as many as a process is handed at once
README = "README.txt"


def zip_site(request: Request, target: Path, executor: Workers, progress: Progress) -> Outcome:
    """Build a site, and write its portable copy as a ZIP file; `output` of the request is not looked at.

    Raises:
        UsageError: The folder is no archive, or something that is no ZIP file stands at `target`.
        MachineError: The disk or Pagefind failed.
    """
    files.check_target(target)
    with TemporaryDirectory(prefix="pressmark-zip-") as folder:
        site, copy = Path(folder, "site"), Path(folder, "copy")
        outcome = build(replace(request, output=site), executor, progress)
        if outcome.published is None or outcome.site is None:
            return outcome
        try:
            written = [*_copied(site, copy, outcome.published.written, executor, progress)]
        except RenderingError as error:
            at = At(f"templates/{error.template}", error.line)
            problems = (*outcome.diagnostics, mistakes.template_failed(at, error.message))
            return Outcome(in_order(problems))
        written.append(files.put(copy, README, _readme(request, outcome.site, outcome.articles)))
        listing = files.manifests(written, outcome.site.audience)
        written += [files.put(copy, path, data) for path, data in listing]
        files.write_zip(target, copy, (file.path for file in written))
    return outcome


def _copied(site: Path, copy: Path, paths: Sequence[str], executor: Workers, progress: Progress) -> Iterator[Written]:
    scripts = [path for path in paths if path.startswith(SCRIPTS) and path.endswith(".js")]
    rules = Copy((path, (site / path).read_bytes()) for path in scripts)
    for path in {server_of(script) for script in scripts}:  # one, since all scripts stand in one folder
        yield files.put(copy, path, files.read_disk_server())
    chunks = [(rules, site, copy, paths[i : i + CHUNK]) for i in range(0, len(paths), CHUNK)]
    for number, written in enumerate(executor.map(copy_files, chunks), 1):
        progress("copy", number, len(chunks))
        yield from written


def copy_files(job: tuple[Copy, Path, Path, Sequence[str]]) -> list[Written]:
    """Copy a chunk of files, each as it works on a disk; picklable, for a pool of processes."""
    rules, site, copy, paths = job
    made = (file for path in paths for file in rules.of(path, (site / path).read_bytes()))
    return [files.put(copy, path, data) for path, data in made]


def _readme(request: Request, site: Site, articles: int) -> bytes:
    view = PortableView(title=site.title, articles=articles, search=request.with_search)
    return renderer(files.read_templates(request.archive), site).render(Page(README, "feeds/portable.txt", view))
