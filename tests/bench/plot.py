"""Draws what the bench has found, as SVG: how much longer or shorter ours takes than the peer, for each build and size.

The scale is logarithmic, so that half and twice as long are as far from the line of equals. The picture follows the
reader's light or dark scheme. Sizes differ by form as well as by colour. Its numbers stand in the tables of `results`.
"""

import math
from collections.abc import Iterator, Sequence
from html import escape
from statistics import median

from tests.bench.results import Case, Report, Series, seconds

WIDTH, LEFT, RIGHT, TOP, ROW, FOOT = 760, 210, 30, 64, 34, 40  # pixels
TICKS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
MOST_TICKS = 9  # of which the words do not touch
NAMESPACE = "http://www.w3.org/2000/svg"
TITLE = "Pressmark's build time as a ratio to that of Hugo with Pagefind"
STYLE = """
.paper { fill: #ffffff }
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.grid { stroke: #d0d7de }
.equal { stroke: #1f2328; stroke-width: 1.5 }
.size-0 { fill: #0550ae; stroke: #0550ae }
.size-1 { fill: #953800; stroke: #953800 }
.size-2 { fill: #116329; stroke: #116329 }
@media (prefers-color-scheme: dark) {
.paper { fill: #0d1117 }
text { fill: #e6edf3 }
.grid { stroke: #3d444d }
.equal { stroke: #e6edf3 }
.size-0 { fill: #79c0ff; stroke: #79c0ff }
.size-1 { fill: #ffa657; stroke: #ffa657 }
.size-2 { fill: #7ee787; stroke: #7ee787 }
}
"""
FORMS = (  # a circle, a square and a diamond about the origin
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    "M-4.5 -4.5h9v9h-9z",
    "M0 -6.5L6.5 0L0 6.5L-6.5 0z",
)


class _Scale:
    """Where a ratio stands from left to right."""

    def __init__(self, ratios: Sequence[float]) -> None:
        least, most = min((*ratios, 0.5)), max((*ratios, 2))
        ticks = [tick for tick in TICKS if least / 2.5 < tick < most * 2.5]
        self.low, self.high = math.log(min(ticks[0], least)), math.log(max(ticks[-1], most))
        self.ticks = ticks if len(ticks) <= MOST_TICKS else [tick for tick in ticks if math.log10(tick).is_integer()]

    def at(self, ratio: float) -> str:
        """Pixels from the left of the picture."""
        part = (math.log(ratio) - self.low) / (self.high - self.low)
        return f"{LEFT + part * (WIDTH - LEFT - RIGHT):.1f}"


def picture(report: Report) -> str:
    """The picture of a report."""
    names = list(dict.fromkeys(case.name for series in report.series for case in series.cases))
    scale = _Scale([ratio for series in report.series for case in _counted(series) for ratio in case.ratios(seconds)])
    bottom = TOP + ROW * len(names)
    lines = [
        f'<svg xmlns="{NAMESPACE}" viewBox="0 0 {WIDTH} {bottom + FOOT}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{TITLE}</title>',
        f'<desc id="desc">{escape(_told(report))}</desc>',
        f"<style>{STYLE}</style>",
        '<rect class="paper" width="100%" height="100%"/>',  # a page need not follow the scheme that the picture does
        *_axis(scale, bottom),
        *(f'<text x="{LEFT - 14}" y="{_row(i) + 4}" text-anchor="end">{escape(n)}</text>' for i, n in enumerate(names)),
        *_legend(report.series),
    ]
    for place, series in enumerate(report.series):
        shift = (place - (len(report.series) - 1) / 2) * 9
        for case in _counted(series):
            lines += _mark(case, scale, _row(names.index(case.name)) + shift, place)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _counted(series: Series) -> list[Case]:
    return [case for case in series.cases if not case.problem and case.ratios(seconds)]


def _row(number: int) -> float:
    return TOP + ROW * (number + 0.5)


def _told(report: Report) -> str:
    """The medians in words, for those who do not see the picture."""
    parts = []
    for series in report.series:
        said = (f"{case.name} {median(case.ratios(seconds)):.2f}" for case in _counted(series))
        parts.append(f"{series.archive}: {', '.join(said)}.")
    return " ".join(["Below 1 Pressmark is faster.", *parts])


def _axis(scale: _Scale, bottom: int) -> Iterator[str]:
    for tick in scale.ticks:
        x, kind = scale.at(tick), "equal" if tick == 1 else "grid"
        yield f'<line class="{kind}" x1="{x}" x2="{x}" y1="{TOP}" y2="{bottom}"/>'
        yield f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{tick:g}×</text>'
    yield f'<text x="{scale.at(1)}" y="{TOP - 8}" dx="-8" text-anchor="end">← Pressmark is faster</text>'
    yield f'<text x="{scale.at(1)}" y="{TOP - 8}" dx="8">slower →</text>'


def _legend(series: Sequence[Series]) -> Iterator[str]:
    for place, one in enumerate(series):
        x = LEFT + place * 160
        yield f'{_form(place, f"{x}", 20)}<text x="{x + 12}" y="24">{escape(one.archive)}</text>'


def _mark(case: Case, scale: _Scale, y: float, place: int) -> Iterator[str]:
    """The median as a form, and a line from the least to the most."""
    ratios = case.ratios(seconds)
    ends = f'x1="{scale.at(min(ratios))}" x2="{scale.at(max(ratios))}"'
    yield f'<line class="size-{place % len(FORMS)}" {ends} y1="{y:.1f}" y2="{y:.1f}"/>'
    yield _form(place, scale.at(median(ratios)), y)


def _form(place: int, x: str, y: float) -> str:
    number = place % len(FORMS)
    return f'<path class="size-{number}" transform="translate({x} {y:.1f})" d="{FORMS[number]}"/>'
