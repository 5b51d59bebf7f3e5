"""What is derived from all articles together: relations from claims, events from attestations, who appears where."""

import pytest
from tests.support.archives import ARTICLES, article, index_of

from pressmark.dates import Edtf
from pressmark.index import Happening, Index, Relation
from pressmark.model import Kind

BODY = "One two three four five six seven."
WORDS = BODY.strip(".").split()


def telling(*claims: str, published: str = "2031-08-03", kind: str = "partners", more: str = "") -> str:
    """An article that makes some claims, each of which is locked to a word of its own."""
    items = "".join(f"  - {{{claim}, quote: {word}}}\n" for claim, word in zip(claims, WORDS, strict=False))
    return article(f"published: {published}\n{more}" + (f"{kind}:\n{items}" if items else ""), BODY)


def claim(more: str = "", company: str = "lanternfish", partner: str = "copper-kettle", role: str = "reseller") -> str:
    return f"company: {company}, partner: {partner}, role: {role}" + (f", {more}" if more else "")


def index(**articles: str) -> Index:
    return index_of({f"{ARTICLES}2031/{name}.md": text for name, text in articles.items()})


def relation(*days_and_claims: tuple[str, str]) -> Relation:
    """The one relation of some claims, each with the day on which its article was published."""
    articles = {f"a{n}": telling(claim(more), published=day) for n, (day, more) in enumerate(days_and_claims)}
    [found] = index(**articles).relations
    assert len(found.claims) == len(days_and_claims)
    return found


def stated(found: Relation) -> tuple[str | None, str | None, bool, str]:
    return (text_of(found.start), text_of(found.end), found.runs, found.status)


def text_of(date: Edtf | None) -> str | None:
    return date.text if date else None


# --- relations ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([("2031-01-01", "")], (None, None, False, "active")),
        ([("2031-01-01", "from: 2030, until: 2032, status: announced")], ("2030", "2032", False, "announced")),
        # Each of them is that of the latest claim that states it
        ([("2031-01-01", "from: 2030, status: announced"), ("2031-02-01", "")], ("2030", None, False, "announced")),
        ([("2031-01-01", "from: 2030"), ("2031-02-01", "from: 2029, until: 2031")], ("2029", "2031", False, "active")),
        ([("2031-02-01", "from: 2030"), ("2031-01-01", "from: 2029, until: 2031")], ("2030", "2031", False, "active")),
        ([("2031-01-01", "status: active"), ("2031-02-01", "status: ended")], (None, None, False, "ended")),
        ([("2031-02-01", "status: active"), ("2031-01-01", "status: ended")], (None, None, False, "active")),
        ([("2031-01-01", "status: denied"), ("2031-02-01", "from: 2030")], ("2030", None, False, "denied")),
        # An end, or that there is none, are one statement
        ([("2031-01-01", "until: 2032"), ("2031-02-01", 'until: ".."')], (None, None, True, "active")),
        ([("2031-01-01", 'until: ".."'), ("2031-02-01", "until: 2032")], (None, "2032", False, "active")),
        ([("2031-01-01", 'until: ".."'), ("2031-02-01", "from: 2030")], ("2030", None, True, "active")),
        # Published less precisely: earliest day, then latest day
        ([("2031-02-01", "from: 2030"), ("2031-02", "from: 2029")], ("2029", None, False, "active")),
        ([("2031", "from: 2030"), ("2031-01-01", "from: 2029")], ("2030", None, False, "active")),
        # Ties are settled by the article's id, within an article by position
        ([("2031-01-01", "from: 2030"), ("2031-01-01", "from: 2029")], ("2029", None, False, "active")),
        # Articles without any date come first
        ([("XXXX", "from: 2030"), ("2031-01-01", "from: 2029")], ("2029", None, False, "active")),
    ],
)
def test_a_relation_states_what_its_latest_claims_state(
    claims: list[tuple[str, str]], expected: tuple[str | None, str | None, bool, str]
) -> None:
    assert stated(relation(*claims)) == expected


def test_within_an_article_the_later_item_counts() -> None:
    [found] = index(a=telling(claim("from: 2030"), claim("from: 2029"))).relations
    assert stated(found) == ("2029", None, False, "active")


def test_claims_are_one_relation_if_companies_role_and_place_are_the_same() -> None:
    found = index(
        a=telling(
            claim(),
            claim("status: ended"),
            claim(role="distributor"),
            claim(partner="quiet-harbour"),
            claim("place: port-meridian"),
            claim(company="copper-kettle", partner="lanternfish"),
        )
    ).relations
    assert [(one.company, one.partner, one.role, one.place, len(one.claims)) for one in found] == [
        ("copper-kettle", "lanternfish", "reseller", None, 1),
        ("lanternfish", "copper-kettle", "distributor", None, 1),
        ("lanternfish", "copper-kettle", "reseller", None, 2),
        ("lanternfish", "copper-kettle", "reseller", "port-meridian", 1),
        ("lanternfish", "quiet-harbour", "reseller", None, 1),
    ]


def test_a_symmetric_relation_is_one_from_both_sides() -> None:
    venture = "joint-venture-partner"
    [found] = index(
        a=telling(claim(role=venture), claim(company="copper-kettle", partner="lanternfish", role=venture))
    ).relations
    assert (found.company, found.partner, len(found.claims)) == ("copper-kettle", "lanternfish", 2)
    assert [(one.claim.company, one.claim.partner) for one in found.claims] == [
        ("lanternfish", "copper-kettle"),
        ("copper-kettle", "lanternfish"),
    ]


def test_a_venture_is_that_of_the_latest_claim_that_names_one() -> None:
    assert relation(("2031-01-01", "venture: quiet-harbour"), ("2031-02-01", "")).venture == "quiet-harbour"


@pytest.mark.parametrize(
    ("claims", "first", "last"),
    [
        ([("2031-01-01", "")], "2031-01-01", "2031-01-01"),
        ([("2031-01-01", ""), ("2031-03-01", "status: active"), ("2031-02-01", "")], "2031-01-01", "2031-03-01"),
        ([("2031-01-01", "status: announced"), ("2031-02-01", "")], "2031-02-01", "2031-02-01"),
        ([("2031-01-01", ""), ("2031-02-01", "status: ended")], "2031-01-01", "2031-01-01"),
        ([("2031-01-01", "status: rumoured"), ("2031-02-01", "status: denied")], None, None),
        ([("XXXX", "")], None, None),
        ([("2031-02", ""), ("2031-01-15", "")], "2031-01-15", "2031-02"),
    ],
)
def test_active_claims_attest_a_relation(claims: list[tuple[str, str]], first: str | None, last: str | None) -> None:
    found = relation(*claims)
    assert (text_of(found.first_attested), text_of(found.last_attested)) == (first, last)


def test_a_company_has_the_relations_of_either_side() -> None:
    found = index(a=telling(claim(), claim(company="quiet-harbour", partner="lanternfish")))
    sides = {name: len(relations) for name, relations in found.relations_of.items()}
    assert sides == {"lanternfish": 2, "copper-kettle": 1, "quiet-harbour": 1}


# --- events -------------------------------------------------------------------------------------------------------


def happenings(**articles: str) -> tuple[Happening, ...]:
    return index(**articles).happenings


def test_events_with_an_id_are_one_with_several_attestations() -> None:
    [found] = happenings(
        a=telling("date: 2031-01, event: Early word, id: sale, companies: [lanternfish]", kind="dates"),
        b=telling(
            "date: 2031-01-05, event: Later word, id: sale, companies: [copper-kettle, lanternfish]",
            published="2031-09-01",
            kind="dates",
        ),
    )
    assert (found.date.text, found.text) == ("2031-01-05", "Later word")
    assert [name for name, _ in found.attestations] == ["2031/b", "2031/a"]
    assert found.about.companies == ("copper-kettle", "lanternfish")


def test_events_without_an_id_stay_apart() -> None:
    same = "date: 2031-01, event: Sale"
    assert len(happenings(a=telling(same, kind="dates"), b=telling(same, kind="dates"))) == 2


def test_events_are_in_order_of_their_days() -> None:
    days = ["2031-02", "2031-01-05", "2031", "2031-01", "XXXX", "2030-12-31/.."]
    found = happenings(a=telling(*(f"date: {day}, event: e" for day in days), kind="dates"))
    assert [one.date.text for one in found] == ["XXXX", "2030-12-31/..", "2031-01", "2031", "2031-01-05", "2031-02"]


# --- who appears where --------------------------------------------------------------------------------------------


def test_articles_are_in_order_of_publication() -> None:
    found = index(
        e=telling(published="2031-08-03"),
        d=telling(published="2031-08-03"),
        c=telling(published="2031-08"),
        b=telling(published="XXXX"),
        a=telling(published="2031-08-04"),
        f=telling(published="[..2031-08-01]"),
    )
    assert [name.removeprefix("2031/") for name in found.newest] == ["a", "e", "d", "c", "f", "b"]


def test_an_article_is_about_all_that_it_and_its_facts_name() -> None:
    found = index(
        a=telling(
            claim("venture: quiet-harbour, place: port-meridian"),
            more="topics: [partner-model]\nentities: {people: [odile-marsh]}\n",
        ),
        b=telling("date: 2031, event: e, companies: [lanternfish], topics: [partner-model]", kind="dates"),
    )
    about = found.about["2031/a"]
    assert about.companies == ("lanternfish", "copper-kettle", "quiet-harbour")
    assert (about.people, about.places, about.topics) == (("odile-marsh",), ("port-meridian",), ("partner-model",))
    assert found.appearing[Kind.COMPANY, "lanternfish"] == ("2031/b", "2031/a")
    assert found.appearing[Kind.TOPIC, "partner-model"] == ("2031/b", "2031/a")


def test_a_source_has_what_it_published_and_carried_once() -> None:
    found = index(a=telling(more="source: meridian-courier\ncarrier: meridian-courier\n"))
    assert found.appearing[Kind.SOURCE, "meridian-courier"] == ("2031/a",)


def test_a_person_has_what_they_wrote_apart_from_what_is_about_them() -> None:
    found = index(a=telling(more="authors: [odile-marsh, Odile Marsh]\n"))
    assert found.written_by == {"odile-marsh": ("2031/a",)}
    assert (Kind.PERSON, "odile-marsh") not in found.appearing


def test_what_is_withheld_counts_nowhere() -> None:
    articles = {
        f"{ARTICLES}2031/{status}.md": telling(claim("until: 2030"), published="2031-09-09", more=f"status: {status}\n")
        for status in ("draft", "review", "withdrawn")
    }
    articles[f"{ARTICLES}2031/public.md"] = telling(claim("from: 2029"))
    public, internal = index_of(articles), index_of(articles, "internal")
    assert [stated(one) for one in public.relations] == [("2029", None, False, "active")]
    assert [stated(one) for one in internal.relations] == [("2029", "2030", False, "active")]


def test_records_know_what_stands_below_them_in_order_of_names() -> None:
    found = index_of(
        {
            "content/places/a.yaml": "name: zulu\nwithin: port-meridian\naudience: public\n",
            "content/places/b.yaml": "name: Alpha\nwithin: port-meridian\naudience: public\n",
            "content/places/c.yaml": "name: beta\nwithin: port-meridian\naudience: public\n",
        }
    )
    assert found.below[Kind.PLACE, "port-meridian"] == ("b", "c", "a")


def test_a_topic_has_the_articles_of_narrower_ones_among_its_own() -> None:
    found = index_of(
        {
            "content/topics/lamps.yaml": "name: Lamps\nbroader: partner-model\n",
            "content/topics/candles.yaml": "name: Candles\nbroader: lamps\n",
            f"{ARTICLES}2031/a.md": telling(more="topics: [candles, lamps]\n"),
            f"{ARTICLES}2031/b.md": telling(more="topics: [partner-model]\n"),
        }
    )
    assert found.articles_on(Kind.TOPIC, "partner-model") == ("2031/b", "2031/a")
    assert found.articles_on(Kind.TOPIC, "candles") == ("2031/a",)
