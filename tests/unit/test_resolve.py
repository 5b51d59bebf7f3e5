"""Files are joined: names become ids, facts get addresses, and what only shows when all are there is reported."""

import random

import pytest
from tests.support.archives import ARTICLES, SOUND, archive_of, article, join, parse

from pressmark.config import Settings
from pressmark.locks import Fact
from pressmark.model import Article, Company, Kind, Place, Topic
from pressmark.names import Names
from pressmark.resolve import resolve
from pressmark.routes import RESERVED

LAMPS = f"{ARTICLES}2031/lamps.md"
BODY = "Copper Kettle sells lamps in town. Quiet Harbour sells none."
CLAIM = "{{company: {company}, partner: {partner}, role: {role}, quote: {quote}}}"
RECORDS = {
    "content/companies/owl.yaml": "name: Night Owl\naliases: [Owlet, day-owl]\nredirect_from: [old-owl]\n",
    "content/companies/day-owl.yaml": "name: Day Owl\naliases: [Night Owl, Owlet]\n",
    "content/companies/eagle.yaml": "name: old-owl\n",
    "content/companies/twin-a.yaml": "name: Twin\n",
    "content/companies/twin-b.yaml": "name: Twin\naliases: [Twin, The Twin]\n",
    "content/companies/heir.yaml": "name: Heir\nredirect_from: [ancestor]\n",
    "content/people/owl.yaml": "name: A. Owl\n",
}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("owl", ("owl",)),
        ("Night Owl", ("owl",)),  # its name, though an alias of another
        ("day-owl", ("day-owl",)),  # an id, though an alias of another
        ("Owlet", ("day-owl", "owl")),
        ("old-owl", ("eagle",)),  # a name, though an id of the past of another
        ("Twin", ("twin-a", "twin-b")),
        ("The Twin", ("twin-b",)),
        ("ancestor", ("heir",)),
        ("night owl", ()),
        ("Owl", ()),
        ("", ()),
    ],
)
def test_a_name_is_an_id_else_a_name_else_an_alias_else_an_id_of_the_past(written: str, found: tuple[str, ...]) -> None:
    names = Names([parse(path, text) for path, text in RECORDS.items()])
    assert tuple(sorted(names.find(Kind.COMPANY, written))) == found


def test_kinds_do_not_share_names() -> None:
    names = Names([parse(path, text) for path, text in RECORDS.items()])
    assert names.find(Kind.PERSON, "owl") == ("owl",)
    assert names.find(Kind.PERSON, "Night Owl") == ()
    assert names.find(Kind.TOPIC, "owl") == ()


def test_every_field_that_names_a_record_takes_a_name() -> None:
    fields = """
source: The Meridian Courier
carrier: The Meridian Courier
dateline: Port Meridian
authors: [Odile Marsh, {person: Odile Marsh, place: Port Meridian}, {name: Odile Marsh}, Somebody Else]
topics: [Partner model]
entities: {companies: [Lanternfish, lanternfish], people: [Odile Marsh], places: [Port Meridian]}
partners:
  - {company: Lanternfish Lighting, partner: Copper Kettle Trading, role: reseller, place: Port Meridian,
     venture: Quiet Harbour, quote: sells lamps}
dates:
  - {date: 2031, event: Sale, companies: [Quiet Harbour], people: [Odile Marsh], places: [Port Meridian],
     topics: [Partner model], quote: none}
annotations: [{kind: comment, quote: town, note: "See [it](company:Lanternfish)."}]
"""
    found = archive_of(
        {
            LAMPS: article(fields, BODY + " [See](<company:Copper Kettle Trading>)."),
            "content/companies/owl.yaml": "name: Owl\nparent: Quiet Harbour\nsuccessor: Lanternfish\n"
            "topics: [Partner model]\nprofile: Of [it](topic:Partner%20model).\n",
            "content/places/quay.yaml": "name: Quay\nwithin: Port Meridian\n",
            "content/topics/lamps.yaml": "name: Lamps\nbroader: Partner model\nrelated: [Partner model]\n",
        }
    )
    one = found.articles["2031/lamps"]
    [claim], [event], [note] = one.claims, one.events, one.annotations
    assert (one.source, one.carrier, one.topics) == ("meridian-courier", "meridian-courier", ("partner-model",))
    assert (one.dateline and (one.dateline.text, one.dateline.id)) == ("Port Meridian", "port-meridian")
    assert [author.person for author in one.authors] == ["odile-marsh", "odile-marsh", "odile-marsh", None]
    assert one.entities.companies == ("lanternfish",)
    assert (claim.company, claim.partner, claim.place, claim.venture) == (
        "lanternfish",
        "copper-kettle",
        "port-meridian",
        "quiet-harbour",
    )
    assert event.about.companies == ("quiet-harbour",)
    assert event.about.topics == ("partner-model",)
    assert [link.target for link in (*one.body.links, *note.note.links)] == ["copper-kettle", "lanternfish"]
    owl, quay, lamps = (
        found.records[kind][name] for kind, name in ((Kind.COMPANY, "owl"), (Kind.PLACE, "quay"), (Kind.TOPIC, "lamps"))
    )
    assert isinstance(owl, Company)
    assert isinstance(quay, Place)
    assert isinstance(lamps, Topic)
    assert (owl.parent, owl.successor, owl.topics) == ("quiet-harbour", "lanternfish", ("partner-model",))
    assert [link.target for link in owl.profile.links] == ["partner-model"]
    assert (quay.within, lamps.broader, lamps.related) == ("port-meridian", "partner-model", ("partner-model",))


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [("port-meridian", "port-meridian"), ("Port Meridian", "port-meridian"), ("PORT MERIDIAN", None), ("quay", None)],
)
def test_a_dateline_is_a_place_or_text(dateline: str, expected: str | None) -> None:
    found = archive_of({LAMPS: article(f"dateline: {dateline}")}).articles["2031/lamps"].dateline
    assert found
    assert (found.text, found.id) == (dateline, expected)


# --- addresses of facts -------------------------------------------------------------------------------------------


def fragments(*facts: str, body: str = BODY, kind: str = "partners") -> list[str]:
    one = archive_of({LAMPS: article(f"{kind}:\n" + "".join(f"  - {fact}\n" for fact in facts), body)})
    found = one.articles["2031/lamps"]
    facts_found: list[Fact] = [*found.claims, *found.events, *found.annotations]
    return [fact.fragment for fact in facts_found]


def claim(
    company: str = "lanternfish",
    partner: str = "copper-kettle",
    role: str = "reseller",
    quote: str = "lamps",
    more: str = "",
) -> str:
    return CLAIM.format(company=company, partner=partner, role=role, quote=quote).replace("}", more + "}")  # fmt: skip


def test_an_address_does_not_depend_on_position() -> None:
    first, second = claim(), claim(role="distributor")
    assert fragments(first, second) == list(reversed(fragments(second, first)))
    assert fragments(first) == fragments(first, second)[:1]


def test_an_address_does_not_depend_on_how_names_are_written() -> None:
    assert fragments(claim()) == fragments(claim("Lanternfish", "Copper Kettle Trading"))
    event = "{{date: 2031, event: Sale, companies: [{0}], quote: lamps}}"
    assert fragments(event.format("Lanternfish"), kind="dates") == fragments(event.format("lanternfish"), kind="dates")


def test_an_address_does_not_depend_on_the_rest_of_the_text() -> None:
    assert fragments(claim()) == fragments(claim(), body="Before.\n\nOf lamps.")


def test_an_address_depends_on_all_that_a_fact_states() -> None:
    facts = [
        claim(),
        claim(company="quiet-harbour"),
        claim(partner="quiet-harbour"),
        claim(role="distributor"),
        claim(quote="sells lamps"),
        *(
            claim(more=f", {more}")
            for more in (
                "place: port-meridian",
                "venture: quiet-harbour",
                "from: 2031",
                "until: 2031",
                'until: ".."',
                "status: active",
                "prefix: sells",
                "suffix: in",
            )
        ),
    ]
    found = fragments(*facts)
    assert len(set(found)) == len(facts)
    assert all(fragment.startswith("f-") and len(fragment) == 10 for fragment in found)


def test_kinds_of_facts_have_addresses_of_their_own() -> None:
    event = fragments("{date: 2031, event: lamps, quote: lamps}", kind="dates")
    note = fragments("{kind: comment, note: lamps, quote: lamps}", kind="annotations")
    assert event != note


def test_a_fact_may_have_a_lasting_address() -> None:
    assert fragments(claim(more=", id: lamps-1")) == ["f-lamps-1"]
    assert fragments(claim(more=", id: lamps-1, status: ended")) == ["f-lamps-1"]


# --- drafts, sidecars, order --------------------------------------------------------------------------------------


def test_a_draft_loses_the_facts_that_name_nobody() -> None:
    fields = f"""status: draft
topics: [partner-model, unknown]
entities: {{companies: [lanternfish, unknown]}}
partners:
  - {claim()}
  - {claim(company="unknown")}
  - {claim(partner="unknown")}
  - {claim(role="unknown")}
dates: [{{date: 2031, event: Sale, companies: [unknown, lanternfish], quote: lamps}}]
"""
    archive, problems = join({**SOUND, LAMPS: article(fields, BODY + " [x](company:unknown)")})
    found = archive.articles["2031/lamps"]
    assert {str(problem.severity) for problem in problems} == {"warning"}
    assert [one.role for one in found.claims] == ["reseller"]
    assert found.events[0].about.companies == ("lanternfish",)
    assert (found.topics, found.entities.companies, found.body.links) == (("partner-model",), ("lanternfish",), ())


def test_the_notes_beside_an_article_come_after_its_own() -> None:
    files = {
        LAMPS: article("annotations: [{kind: sic, note: One., quote: lamps}]", BODY),
        LAMPS.replace(".md", ".notes.yaml"): "- {kind: comment, note: Two., quote: town}\n",
    }
    found = archive_of(files).articles["2031/lamps"]
    assert [note.note.text for note in found.annotations] == ["One.", "Two."]
    assert all(note.quote and note.quote.anchor for note in found.annotations)


def test_a_note_that_stands_in_both_places_is_reported_at_the_second() -> None:
    note = "{kind: comment, note: One., quote: lamps}"
    files = {LAMPS: article(f"annotations: [{note}]", BODY), LAMPS.replace(".md", ".notes.yaml"): f"- {note}\n"}
    _, problems = join({**SOUND, **files})
    assert [(problem.code, problem.at.path) for problem in problems] == [("E044", LAMPS.replace(".md", ".notes.yaml"))]


def test_the_order_of_files_does_not_matter() -> None:
    files = {
        **SOUND,
        **RECORDS,
        LAMPS: article(f"partners: [{claim('Owlet')}]", BODY),
        "content/pages/partners.md": "x",
    }
    parsed = [parse(path, text) for path, text in files.items() if path.startswith("content/")]
    archive, problems = resolve(parsed, Settings())
    for seed in range(5):
        shuffled = random.Random(seed).sample(parsed, len(parsed))  # noqa: S311 - any order will do
        again, found = resolve(shuffled, Settings())
        assert again == archive
        assert set(found) == set(problems)


@pytest.mark.parametrize("name", sorted(RESERVED - {"pages"}))
def test_a_page_cannot_take_the_address_of_a_list(name: str) -> None:
    _, problems = join({**SOUND, f"content/pages/{name}.md": "---\ntitle: x\n---\n"})
    assert [problem.code for problem in problems] == ["E064"]


@pytest.mark.parametrize(
    ("above", "circles"),
    [
        ({"a": "b", "b": "c"}, []),
        ({"a": "a"}, ["a → a"]),
        ({"a": "b", "b": "a", "c": "a"}, ["a → b → a"]),
        ({"a": "b", "b": "c", "c": "b"}, ["b → c → b"]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["a → b → a", "c → d → c"]),
        ({"a": "d", "b": "d", "c": "d", "d": "e"}, []),
    ],
)
def test_each_circle_is_reported_once(above: dict[str, str], circles: list[str]) -> None:
    places = {
        f"content/places/{name}.yaml": f"name: {name}\n" + (f"within: {above[name]}\n" if name in above else "")
        for name in "abcde"
    }
    _, problems = join({**SOUND, **places})
    assert [problem.message.partition(": ")[2] for problem in problems] == circles


def test_a_missing_title_is_made_from_the_name_in_a_draft() -> None:
    archive, _ = join({**SOUND, f"{ARTICLES}2031/night-lamps.md": "---\nstatus: draft\n---\nText."})
    assert isinstance(archive.articles["2031/night-lamps"], Article)
    assert archive.articles["2031/night-lamps"].title == "Night lamps"
