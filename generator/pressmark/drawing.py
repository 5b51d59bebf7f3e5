"""From what a picture shows to where it is drawn: gives `charts` their words, and templates their coordinates."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markupsafe import Markup

from pressmark.asof import STATUSES
from pressmark.charts import bars, network, timeline
from pressmark.charts.bars import Bars
from pressmark.charts.scale import scale_over
from pressmark.charts.timeline import Band, Lasting, Timeline
from pressmark.config import Term
from pressmark.pages.views import EventRow, Link, Network, Period, Tie, YearBars
from pressmark.strings import Wording
from pressmark.values import Frozen

AROUND, WHOLE = 150, 125  # lengths of lines: around a company there is room for words on them


class DrawnTimeline(Frozen):
    """A timeline as a template writes it: what is drawn, each with its band."""

    picture: Timeline
    events: tuple[tuple[EventRow, Band], ...]
    periods: tuple[tuple[Period, Band], ...]


class DrawnNetwork(Frozen):
    """A network as a template writes it: names as one reads, from above, and each line with the ties it stands for."""

    picture: network.Picture
    nodes: tuple[tuple[network.Node, Link], ...]
    lines: tuple[tuple[network.Line, tuple[Tie, ...]], ...]
    statuses: tuple[str, ...]


class Drawing:
    """The pictures of a site, in its language."""

    def __init__(self, wording: Wording, role: Callable[..., Markup]) -> None:
        self.wording = wording
        self.role = role

    def functions(self) -> dict[str, Any]:
        """What templates may call."""
        return {"drawn_bars": self.bars, "drawn_timeline": self.timeline, "drawn_network": self.network}

    def bars(self, years: YearBars) -> Bars:
        """Articles by year."""
        return bars.draw({one.year: (one.count, one.unsure) for one in years.years})

    def timeline(
        self,
        events: Sequence[EventRow],
        periods: Sequence[Period] = (),
        year: int | None = None,
        month: int | None = None,
    ) -> DrawnTimeline | None:
        """Events and periods, over a year or month or as long as is needed; None if they are not worth a picture."""
        spans = [Lasting(one.extent, _vague(one.row.start), _vague(one.row.end)) for one in periods]
        scale = scale_over(year, month) if year else None
        picture = timeline.draw([event.date for event in events], spans, scale)
        if picture is None:
            return None
        drawn = DrawnTimeline(
            picture,
            tuple((event, band) for event, band in zip(events, picture.events, strict=True) if band),
            tuple((period, band) for period, band in zip(periods, picture.spans, strict=True) if band),
        )
        return drawn if len(drawn.events) + len(drawn.periods) > 1 else None

    def network(self, of: Network) -> DrawnNetwork:
        """Companies and what ties them; ties of one status and direction between two companies are one line."""
        groups: dict[tuple[int, int, str, bool], list[Tie]] = {}
        for tie in of.ties:
            groups.setdefault((tie.company, tie.partner, tie.status, tie.role.symmetric), []).append(tie)
        lines = [
            network.Tie(first, second, tuple(self._labels(status, ties, of.around)), not symmetric, status == "denied")
            for (first, second, status, symmetric), ties in groups.items()
        ]
        names = [company.text for company in of.companies]
        picture = network.draw(names, lines, AROUND if of.around else WHOLE, upright=of.around)
        centre = picture.nodes[0] if of.around else None
        nodes = sorted(
            zip(picture.nodes, of.companies, strict=True),
            key=lambda one: (one[0] is not centre, one[0].box.y, one[0].box.x),
        )
        ties = (tuple(some) for some in groups.values())
        statuses = [status for status in STATUSES if any(tie.status == status for tie in of.ties)]
        return DrawnNetwork(picture, tuple(nodes), tuple(zip(picture.lines, ties, strict=True)), tuple(statuses))

    def _labels(self, status: str, ties: Iterable[Tie], around: bool) -> Iterable[str]:
        """What may stand on a line, the longer first: its role, if all have the same, and its status, if not active."""
        roles = {self._role(tie.role) for tie in ties} if around else set()
        role = roles.pop() if len(roles) == 1 else ""
        said = self.wording.plain(f"status.{status}") if status != "active" else ""
        return dict.fromkeys(filter(None, (f"{role}, {said}" if role and said else role, said)))

    def _role(self, term: Term) -> str:
        return self.role(term, inverse=True).unescape()


def _vague(written: Any) -> bool:
    return bool(written and written.uncertain)
