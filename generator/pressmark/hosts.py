"""What static hosts take: their published limits, and which of them a site exceeds. Checked in November 2026."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pressmark.values import Frozen

MEGABYTES = 2**20
GIGABYTES = 2**30
Measure = Callable[[Sequence[tuple[str, int]]], int]  # of paths with their sizes in bytes


class Limit(Frozen):
    """The most that a host takes of something; `measures` names one of `MEASURES`, sizes are bytes."""

    host: str
    measures: str
    most: int


def _largest_folder(files: Sequence[tuple[str, int]]) -> int:
    return max(Counter(path.rpartition("/")[0] for path, _ in files).values(), default=0)


def _redirects(files: Sequence[tuple[str, int]]) -> int:
    return dict(files).get("_redirects", 0)


MEASURES: Mapping[str, Measure] = {
    "files": len,
    "files in one folder": _largest_folder,
    "bytes in all": lambda files: sum(size for _, size in files),
    "bytes in one file": lambda files: max((size for _, size in files), default=0),
    "bytes in _redirects": _redirects,
}
LIMITS = (
    Limit("GitHub Pages", "bytes in all", GIGABYTES),
    Limit("GitLab Pages", "files", 200_000),
    Limit("GitLab Pages", "bytes in all", GIGABYTES),
    Limit("Cloudflare Pages", "files", 20_000),
    Limit("Cloudflare Pages", "bytes in one file", 25 * MEGABYTES),
    Limit("Cloudflare Pages", "bytes in _redirects", 100_000),
    Limit("Netlify", "files in one folder", 54_000),
)


def exceeded(files: Iterable[tuple[str, int]]) -> Iterator[str]:
    """A sentence for each limit that a site exceeds; `files` are its paths and sizes."""
    files = tuple(files)
    found = {name: measure(files) for name, measure in MEASURES.items()}
    for limit in LIMITS:
        if found[limit.measures] > limit.most:
            yield f"{limit.host} takes {limit.most:,} {limit.measures}; this site has {found[limit.measures]:,}."
