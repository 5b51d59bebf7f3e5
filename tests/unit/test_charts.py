"""Pictures: nothing uncertain is drawn as exact, nothing written overlaps, and each says what its table says."""

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import rustworkx
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.archives import article, index_of
from tests.support.cases import called, cases
from tests.support.networks import names, ties
from tests.support.sites import NOW, REPOSITORY, Site, SiteBuilder, by_id, text_of, with_class

from pressmark.archive import read_archive
from pressmark.charts import bars, network, timeline
from pressmark.charts.boxes import Box, apart, overlapping
from pressmark.charts.measure import lines, width
from pressmark.charts.scale import Scale, scale_of
from pressmark.charts.timeline import Band, End, Lasting, Timeline
from pressmark.dates import Edtf, Extent, Span, read_edtf
from pressmark.files import read_tree
from pressmark.index import Index, build_index
from pressmark.pages import pictures
from pressmark.pages.pictures import MOST_PAIRS, MOST_PARTNERS, neighbourhood, whole_network
from pressmark.pages.shelf import Shelf
from pressmark.publishable import publishable
from pressmark.workers import Workers

EARLY = "1999-01-01"  # something else in the picture, so that there is a scale
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def edtf(text: str) -> Edtf:
    found = read_edtf(text)
    assert isinstance(found, Edtf)
    return found


def drawn(*dates: str) -> Timeline:
    found = timeline.draw([edtf(one) for one in dates], [])
    assert found is not None
    return found


# --- dates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("charts")["dates"], ids=called)
def test_a_date_is_drawn_as_certain_as_it_is(case: dict[str, Any]) -> None:
    band = drawn(case["edtf"], EARLY).events[0]
    if "nothing" in case:
        assert band is None
        return
    assert band is not None
    found = {"before": band.before.value, "after": band.after.value}
    if band.dot is not None:
        found = {"dot": "yes"}
    elif band.sure:
        found["sure"] = "yes"
    assert found == {key: value for key, value in case.items() if key not in {"edtf", "about"}}


@pytest.mark.parametrize("case", [case for case in cases("dates")["valid"] if ".." in case["possible"]], ids=called)
def test_nothing_uncertain_is_drawn_as_exact(case: dict[str, str]) -> None:
    written = edtf(case["edtf"])
    for band in drawn(case["edtf"], EARLY, "2055-06-15").events[:1]:
        if band is None:
            assert written.possible == Span(None, None)
            continue
        first, last = case.get("certain", "..").split("..")
        exactly = written.earliest == written.latest and "certain" in case
        assert (band.dot is not None) == exactly
        assert (band.before is End.SHARP) == bool(first and first == case["possible"].split("..")[0])
        assert (band.after is End.SHARP) == bool(last and last == case["possible"].split("..")[1])
        assert bool(band.sure) == ("certain" in case)
        if band.sure:
            assert band.start <= band.sure[0] <= band.sure[1] <= band.end


@given(st.lists(st.tuples(DAYS, st.integers(0, 900)), min_size=1, max_size=60))
def test_events_in_a_lane_do_not_touch_and_none_is_lost(spans: list[tuple[date, int]]) -> None:
    dates = [f"[{first}..{first + timedelta(length)}]" if length else f"{first}" for first, length in spans]
    found = drawn(*dates)
    lanes: dict[int, list[Band]] = {}
    for band in filter(None, found.events):
        lanes.setdefault(band.lane, []).append(band)
    for lane in lanes.values():
        ordered = sorted(lane, key=lambda band: band.start)
        assert all(before.end < after.start for before, after in pairwise(ordered))
    assert len(lanes) == found.lanes <= timeline.MOST_LANES
    assert found.unknown == 0
    assert found.left_out == len(dates) - sum(map(len, lanes.values()))


def test_a_span_is_drawn_over_what_is_possible_and_marked_where_it_is_certain() -> None:
    day = date(2020, 8, 3)
    unknown = Lasting(Extent(Span(None, None), Span(day, day)))
    known = Lasting(Extent(Span(date(2010, 1, 1), date(2029, 12, 31)), None), vague_start=True)
    found = timeline.draw([], [unknown, known, Lasting(Extent(Span(None, None), None))])
    assert found is not None
    open_ended, vague, nothing = found.spans
    assert open_ended is not None
    assert (open_ended.start, open_ended.before, open_ended.after, open_ended.end) == (0, End.OPEN, End.OPEN, 100)
    assert open_ended.sure is not None
    assert open_ended.dot is None
    assert vague is not None
    assert (vague.before, vague.after, vague.sure) == (End.FADED, End.BRACKET, None)
    assert (nothing, found.unknown) == (None, 1)


# --- scales and bars ----------------------------------------------------------------------------------------------


@given(st.lists(DAYS, min_size=2, max_size=5), st.booleans(), st.booleans())
def test_a_scale_keeps_the_order_of_days_and_has_room_for_its_labels(
    days: list[date], before: bool, after: bool
) -> None:
    scale = scale_of(days, before=before, after=after)
    ordered = sorted(days)
    assert scale.first <= ordered[0]
    assert ordered[-1] <= scale.last
    places = [place for day in ordered for place in (scale.begin(day), scale.end(day))]
    assert all(0 <= place <= 100 for place in places)
    assert [scale.begin(day) for day in ordered] == sorted(scale.begin(day) for day in ordered)
    ticks = scale.ticks()
    assert len({tick.at for tick in ticks}) == len(ticks) <= 13
    assert sum(tick.narrow for tick in ticks) <= 6


@pytest.mark.parametrize("days", [(date(1, 1, 1), date(9999, 12, 31)), (date(9999, 12, 31),) * 2, (date(1, 1, 1),) * 2])
def test_a_scale_reaches_to_the_ends_of_the_calendar(days: tuple[date, date]) -> None:
    scale = scale_of(days, before=True, after=True)
    assert (scale.begin(scale.first), scale.end(scale.last)) == (0, 100)
    assert scale.ticks()


@given(st.dictionaries(st.integers(1, 9999), st.tuples(st.integers(1, 5000), st.integers(0, 5000)), min_size=1))
def test_bars_say_how_many_there_are_and_leave_gaps_for_empty_years(years: dict[int, tuple[int, int]]) -> None:
    counts = {year: (count, min(unsure, count)) for year, (count, unsure) in years.items()}
    found = bars.draw(counts)
    slots = Counter(year // found.step * found.step for year in counts for _ in range(counts[year][0]))
    assert {bar.year: bar.count for bar in found.bars if bar.count} == slots
    assert [bar.year for bar in found.bars] == list(range(min(slots), max(slots) + 1, found.step))
    assert len(found.bars) <= bars.MOST
    for one, other in pairwise(found.bars):
        assert one.x + one.width < other.x + 0.01
    tallest = max(found.bars, key=lambda bar: bar.count)
    for bar in found.bars:
        assert bar.height == pytest.approx(tallest.height * bar.count / tallest.count, abs=0.1)
        assert 0 <= bar.unsure <= bar.height + 0.1
    assert max(bar.x + bar.width for bar in found.bars) <= 100


# --- networks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("charts")["lines"], ids=called)
def test_a_name_stands_on_lines(case: dict[str, Any]) -> None:
    assert list(lines(case["text"], 1, float(case["ems"]), int(case["most"]))) == case["lines"]


@given(st.text(min_size=1, max_size=40), st.integers(4, 30), st.integers(1, 4))
def test_lines_fit_and_lose_no_letter_that_has_room(text: str, room: int, most: int) -> None:
    found = lines(text, 1, room, most)
    assert len(found) <= most
    assert all(width(line, 1) <= room for line in found)
    if found and not found[-1].endswith("…"):
        assert "".join("".join(found).split()) == "".join(text.split())


BOXES = st.builds(Box, *[st.sampled_from([0.0, 1.0, 5.0, 40.0])] * 2, st.integers(1, 150), st.integers(1, 60))


@settings(deadline=None)
@given(st.lists(BOXES, min_size=1, max_size=15), st.integers(0, 30))
def test_boxes_are_pushed_apart(boxes: list[Box], room: int) -> None:
    found = apart(boxes, room, room)
    assert overlapping([box.grown(room / 2 - 0.01, room / 2 - 0.01) for box in found]) == []
    assert [(round(box.width), round(box.height)) for box in found] == [(box.width, box.height) for box in boxes]


@pytest.mark.parametrize(("count", "more", "upright"), [(2, 0, True), (10, 4, True), (25, 12, True), (100, 60, False)])
def test_nothing_that_is_written_in_a_network_overlaps(count: int, more: int, upright: bool) -> None:
    tied = ties(count, more)
    picture = network.draw(names(count), tied, 130, upright=upright)
    boxes = [node.box for node in picture.nodes]
    labels = [line.box for line in picture.lines if line.box]
    assert overlapping([*boxes, *labels]) == []
    assert all(line.label in ("", *tie.labels) for line, tie in zip(picture.lines, tied, strict=True))
    assert len(labels) > len([tie for tie in tied if tie.labels]) / 3
    for box in (*boxes, *labels):
        assert box.width / 2 <= box.x <= picture.width - box.width / 2
        assert box.height / 2 <= box.y <= picture.height - box.height / 2


def test_every_tie_leads_from_the_border_of_one_name_to_that_of_the_other() -> None:
    tied = ties(40, 20)
    picture = network.draw(names(40), tied, 130)
    for tie, line in zip(tied, picture.lines, strict=True):
        one, other = picture.nodes[tie.first].box, picture.nodes[tie.second].box
        assert one.grown(4, 4).holds(line.curve.start)
        assert other.grown(4, 4).holds(line.curve.end)
        assert not one.holds(line.curve.start)
        assert not other.holds(line.curve.end)
        assert line.head[:1] == ((line.curve.end,) if tie.directed else ())
        assert (line.cross is not None) == tie.crossed


def test_parts_that_do_not_hang_together_are_all_drawn() -> None:
    picture = network.draw(names(7), [network.Tie(0, 1), network.Tie(2, 3), network.Tie(3, 4)], 130)
    assert len(picture.nodes) == 7
    assert overlapping([node.box for node in picture.nodes]) == []


def digest() -> str:
    """A digest of pictures of every kind."""
    dates = [edtf(case["edtf"]) for case in cases("dates")["valid"]]
    pictures = (
        network.draw(names(60), ties(60, 30), 130),
        network.draw(names(12), ties(12, 6), 150, upright=True),
        timeline.draw(dates, [Lasting(Extent(one.possible, one.certain)) for one in dates], Scale(date.min, date.max)),
        bars.draw({year: (year % 7 + 1, year % 2) for year in range(1990, 2031, 3)}),
    )
    return hashlib.sha256(repr(pictures).encode()).hexdigest()


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_pictures_are_the_same_in_every_process(seed: str) -> None:
    code = "from tests.unit.test_charts import digest; print(digest())"
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest()


# --- pages --------------------------------------------------------------------------------------------------------

SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


@pytest.fixture(scope="module", params=["everything", "demo"])
def site(request: pytest.FixtureRequest) -> Site:
    """A site with its pictures."""
    builder: SiteBuilder = request.getfixturevalue(request.param)
    return builder.site


def index_of_site(builder: SiteBuilder) -> Index:
    """What the presentation is given to show."""
    with Workers(1) as workers:
        archive, _ = read_archive(read_tree(builder.archive), workers, lambda *_: None)
    return build_index(publishable(archive, "public", NOW), {})


def figures(site: Site, kind: str) -> list[tuple[str, ET.Element]]:
    """All pictures of a kind, with the addresses of their pages."""
    found = [(route, figure) for route, page in site.pages() for figure in with_class(page, kind)]
    return [(route, figure) for route, figure in found if figure.tag == "figure"]


def rows(figure: ET.Element) -> list[list[ET.Element]]:
    """The rows of a picture's table, without its head."""
    return [list(row) for row in next(figure.iter("tbody"))]


def named(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """What has a tag, in HTML or SVG."""
    return (one for one in element.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == tag)


def links(element: ET.Element) -> list[str]:
    return [link.get("href") or "" for link in named(element, "a")]


def title(element: ET.Element) -> str:
    return text_of(next(named(element, "title")))


def test_svg_is_well_formed_and_leaves_style_to_sheets(site: Site) -> None:
    checked = 0
    for route in site.routes():
        text = site.text(f"{route}index.html" if not route.endswith(".html") else route)
        assert "style=" not in text
        assert "<style" not in text
        for svg in SVG.findall(text):
            ET.fromstring(svg)  # noqa: S314 - our own
            checked += 1
        named = {element.get("id") for element in site.page(route).iter() if element.get("id")}
        assert set(re.findall(r'(?:url\(|href=")#([\w-]+)', " ".join(SVG.findall(text)))) <= named
    assert checked > 20


def test_every_line_of_a_network_is_in_its_table_and_the_reverse(site: Site) -> None:
    found = figures(site, "network")
    assert any(route.startswith("companies/") for route, _ in found)
    for _, figure in found:
        in_table: Counter[tuple[str, str]] = Counter()
        for company, role, partner, place, _, status in rows(figure):
            one, what, other, where, how = map(text_of, (company, role, partner, place, status))
            sentence = f"{one} {what} {other}" + (f", {where}" if where != "–" else "") + f" ({how})"
            in_table[links(role)[0], sentence] += 1
        lines = [(link.get("href") or "", title(link)) for link in with_class(figure, "tie")]
        assert in_table == Counter((href, one) for href, every in lines for one in re.split(r"(?<=\))\. ", every))
        companies = {href for cells in rows(figure) for cell in (cells[0], cells[2]) for href in links(cell)}
        assert {link.get("href") for link in with_class(figure, "node")} == companies


@pytest.mark.parametrize("name", ["everything", "demo"])
def test_networks_have_all_relations_between_the_companies_that_they_show(
    name: str, request: pytest.FixtureRequest
) -> None:
    index = index_of_site(request.getfixturevalue(name))
    shelf = Shelf(index)
    whole = whole_network(shelf)
    assert whole is not None
    around = [neighbourhood(shelf, company) for company in index.relations_of]
    for shown in filter(None, (whole, *around)):
        ids = [(company.route or "").split("/")[1] for company in shown.companies]
        between = Counter(
            (one.company, one.partner, one.role, one.status)
            for one in index.relations
            if {one.company, one.partner} <= set(ids)
        )
        assert Counter((ids[t.company], ids[t.partner], t.role.id, t.status) for t in shown.ties) == between


def test_every_mark_of_a_timeline_leads_to_its_proof_and_is_in_its_table(site: Site) -> None:
    found = figures(site, "time")
    assert {route.split("/")[0] for route, _ in found} >= {"companies", "timeline"}
    for _, figure in found:
        marks = Counter(link.get("href") for link in with_class(figure, "time-mark"))
        assert marks == Counter(href for row in rows(figure) for cell in row for href in links(cell))
        assert all(re.search(r"#f-[\w-]+$", href or "") for href in marks)


def test_every_bar_is_in_its_table_and_every_year_leads_to_its_articles(site: Site) -> None:
    found = figures(site, "bars")
    assert "" in {route for route, _ in found}
    for route, figure in found:
        numbers = {title(group) for group in named(figure, "g")}
        table = {text_of(year): (text_of(count).split()[0], links(year)) for year, count in rows(figure)}
        assert numbers == {f"{year}: {n} article{'s' * (n != '1')}" for year, (n, _) in table.items()}
        for year, (_, hrefs) in table.items():
            target, _, anchor = hrefs[0].rpartition("/")
            assert f"{target}/".endswith((f"{route}", f"/{year}/", f"articles/{year}/"))
            assert not anchor or by_id(site.page(route), anchor.removeprefix("#")) is not None


def test_only_pages_with_pictures_load_their_styles(site: Site) -> None:
    styled, pictured = set(), set()
    for route, page in site.pages():
        if any("css/charts." in (link.get("href") or "") for link in page.iter("link")):
            styled.add(route)
        if any(figure.tag == "figure" for figure in with_class(page, "chart")):
            pictured.add(route)
    assert pictured <= styled
    assert not {route for route in styled if route.startswith("articles/")}


# --- what is shown ------------------------------------------------------------------------------------------------


def archive(pairs: list[tuple[int, int]]) -> Shelf:
    """An archive in which companies work together."""
    records = {f"content/companies/c{n}.yaml": f"name: Company {n}\n" for n in range(1 + max(map(max, pairs)))}
    claims = "".join(
        f"  - {{company: c{one}, partner: c{other}, role: reseller, quote: Text}}\n" for one, other in pairs
    )
    return Shelf(index_of({**records, "content/articles/2031/a.md": article(f"partners:\n{claims}")}))


@pytest.mark.parametrize(
    ("count", "more", "shown"), [(2, 0, None), (10, 6, 10), (40, 10, 40), (100, 20, 60), (1000, 800, 60)]
)
def test_as_much_of_a_network_is_shown_as_can_be_read(count: int, more: int, shown: int | None) -> None:
    pairs = sorted({tie.ends for tie in ties(count, more)})
    found = whole_network(archive(pairs))
    if shown is None:
        assert found is None
        return
    assert found is not None
    assert found.of == count
    assert len(found.companies) == shown or MOST_PAIRS - 10 < len(found.ties) <= MOST_PAIRS
    assert {end for tie in found.ties for end in (tie.company, tie.partner)} == set(range(len(found.companies)))
    partners = Counter(end for pair in pairs for end in pair)
    chosen = [partners[int((company.route or "").strip("/").rpartition("c")[2])] for company in found.companies]
    assert chosen == sorted(chosen, reverse=True)


def test_a_network_of_which_no_part_can_be_read_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Companies with most partners, none of which works with another, until one works with all of them."""
    monkeypatch.setattr(pictures, "MOST_PAIRS", 1)
    pairs = [(hub, 3 + 2 * hub + n) for hub in (0, 1) for n in (0, 1)]
    assert whole_network(archive([*pairs, (0, 2), (1, 2)])) is None


def test_around_a_company_stand_the_partners_with_most_relations() -> None:
    shelf = archive([(0, n) for n in range(1, 31)] + [(n, n + 1) for n in range(1, 30)] + [(30, 0)])
    found = neighbourhood(shelf, "c0")
    assert found is not None
    assert (found.of, len(found.companies), found.around) == (31, 1 + MOST_PARTNERS, True)
    assert [company.text for company in found.companies[:2]] == ["Company 0", "Company 30"]
    assert neighbourhood(archive([(0, 1)]), "c0") is None


# --- for other programs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["everything", "demo"])
def test_graphml_has_every_relation(name: str, request: pytest.FixtureRequest) -> None:
    builder: SiteBuilder = request.getfixturevalue(name)
    index = index_of_site(builder)
    graph = ET.fromstring(builder.site.text("data/network.graphml")).find("{*}graph")  # noqa: S314 - our own
    assert graph is not None
    roles = index.public.settings.vocabularies.roles
    for relation, edge in zip(index.relations, graph.findall("{*}edge"), strict=True):
        data = {(data.get("key") or "").removeprefix("edge-"): data.text for data in edge}
        assert (edge.get("source"), edge.get("target")) == (relation.company, relation.partner)
        assert (data["symmetric"] == "true") == roles[relation.role].symmetric
        assert (data["role"], data["status"], data.get("place")) == (relation.role, relation.status, relation.place)
        assert data.get("from") == (relation.start.text if relation.start else None)
        assert data.get("until") == (".." if relation.runs else relation.end.text if relation.end else None)
        assert int(data["claims"] or 0) == len(relation.claims)
    [read] = rustworkx.read_graphml(str(builder.output / "data/network.graphml"))
    assert (read.num_edges(), read.num_nodes()) == (len(index.relations), len(index.relations_of))
