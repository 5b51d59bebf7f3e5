"""What is withheld is nowhere: words planted in every field are looked for in all that is built.

Every word with «quokka» in it must not be seen by the public; every word with «wombat» must.
"""

import re
import zlib
from datetime import datetime
from pathlib import Path

import pytest
from tests.support.archives import ARTICLES, NOW, SOUND, archive_of, article, build_site, join, public_of, write

from pressmark.digest import sha256
from pressmark.model import Kind
from pressmark.publishable import publishable, rights_of

FIELDS = """
source: {p}-source
carrier: {p}-carrier
url: https://{p}url.example/
authors:
  - {{person: {p}-author, role: {p}role, place: {p}-desk}}
  - {{name: {p}name, place: {p}anywhere}}
dateline: {p}-dateline
caption: The {t}caption.
archived:
  - {{url: https://{p}copy.example/, file: files/{t}-copy.html, sha256: {sha256}}}
summary: Of {p}summary.
topics: [{p}-topic]
entities: {{companies: [{p}-company], people: [{p}-person], places: [{p}-place]}}
partners:
  - {{company: {p}-seller, partner: {p}-buyer, venture: {p}-venture, place: {p}-where, role: reseller,
     quote: "{t}words sell", prefix: "{t}first", suffix: "{t}last"}}
dates:
  - {{date: 2031, event: "{p}event", companies: [{p}-concerned], topics: [{p}-matter], quote: "{t}words sell"}}
annotations:
  - {{kind: sic, quote: "{t}words", note: "{p}note [{p}see](company:{p}-noted) ![{t}alt](files/{t}-note.png)",
     reading: "{t}reading", by: "{p}by"}}
corrections: [{{date: 2031-08-05, text: "{p}correction"}}]
identifiers: {{doi: "{p}doi"}}
extra: {{Desk: "{p}extra"}}
"""
BODY = """{t}first {t}words sell {t}last. See [{t}here](company:{t}-linked) and [{t}there](article:{t}-nowhere).

![{t}alt](files/{t}-picture.png) and [{t}text](files/{t}-download.pdf)
"""
RECORDS = {
    Kind.SOURCE: ["{p}-source", "{p}-carrier"],
    Kind.PERSON: ["{p}-author", "{p}-person"],
    Kind.PLACE: ["{p}-desk", "{p}-dateline", "{p}-place", "{p}-where"],
    Kind.TOPIC: ["{p}-topic", "{p}-matter"],
    Kind.COMPANY: [
        *("{p}-company", "{p}-seller", "{p}-buyer", "{p}-venture", "{p}-concerned", "{p}-noted"),
        "{t}-linked",
    ],
}
RECORD = """name: {w}-name
aliases: [{w}-alias]
summary: Of {w}-summary.
profile: Of *{w}-profile*.
identifiers: {{wikidata: {w}-Q1}}
extra: {{Desk: {w}-extra}}
"""
COPY = b"<p>A copy."


def planted(slug: str, public: str, text: str, more: str = "") -> dict[str, str | bytes]:
    """An article with a word in each of its fields, and all that it names."""
    words = {"p": public, "t": text, "sha256": sha256(COPY)}
    fields = FIELDS.format(**words) + more + f"redirect_from: [2031/{public}-old]\n"
    body = BODY.format(**words).replace(f" and [{text}there](article:{text}-nowhere)", "")
    files: dict[str, str | bytes] = {f"{ARTICLES}2031/{slug}.md": article(fields, body, f"The {public}title")}
    for kind, names in RECORDS.items():
        for name in (name.format(**words) for name in names):
            files[f"content/{kind.folder}/{name}.yaml"] = RECORD.format(w=name)
    for name in ("copy.html", "picture.png", "download.pdf", "note.png"):
        files[f"content/files/{text}-{name}"] = COPY
    files[f"{ARTICLES}2031/{slug}.notes.yaml"] = (
        f"- {{kind: comment, quote: {text}last, note: {public}sidecar}}\n"
        f"- {{kind: comment, quote: {text}first, note: quokkainternal, by: quokkaby, audience: internal}}\n"
    )
    return files


def hidden_records() -> dict[str, str]:
    """A public article that names records which are not, in every way it can."""
    name = "quokka-hidden"
    record = RECORD.format(w=name) + "audience: internal\n"
    fields = f"""
source: {name}
carrier: {name}
authors: [{{person: {name}}}, {name}-name, {{name: Wombat Someone, place: {name}}}]
dateline: {name}-alias
topics: [{name}, partner-model]
entities: {{companies: [{name}, lanternfish], people: [{name}], places: [{name}]}}
partners:
  - {{company: lanternfish, partner: {name}, role: reseller, quote: wombat one}}
  - {{company: {name}, partner: lanternfish, role: reseller, quote: wombat two}}
  - {{company: lanternfish, partner: copper-kettle, venture: {name}, place: {name}, role: reseller,
     quote: wombat three}}
dates:
  - {{date: 2031, event: wombatevent, companies: [{name}], people: [{name}], places: [{name}], topics: [{name}],
     quote: wombat one}}
annotations: [{{kind: comment, note: "wombatnote [see](person:{name}) more", quote: wombat two}}]
"""
    body = f"A wombat one, a wombat two, a wombat three and [wombat four](company:{name})."
    folders = ("companies", "people", "places", "topics", "sources")
    return {
        f"{ARTICLES}2031/names-hidden.md": article(fields, body),
        **{f"content/{folder}/{name}.yaml": record for folder in folders},
        "content/companies/wombat-above.yaml": f"name: Wombat Above\naudience: public\nparent: {name}\n"
        f"successor: {name}\ntopics: [{name}]\nprofile: Of [it](topic:{name}).\n",
        "content/places/wombat-above.yaml": f"name: Wombat Quay\naudience: public\nwithin: {name}\n",
        "content/topics/wombat-above.yaml": f"name: Wombats\naudience: public\nbroader: {name}\nrelated: [{name}]\n",
        "content/companies/quokka-nobody.yaml": "name: quokka-nobody\nparent: quokka-above-nobody\n",
        "content/companies/quokka-above-nobody.yaml": "name: quokka-above-nobody\n",
    }


def page(word: str, more: str) -> str:
    return f"---\ntitle: {word}title\nsummary: {word}summary\n{more}---\n{word}body [{word}here](person:odile-marsh)\n"


WITHHELD = {
    "draft": "status: draft\n",
    "review": "status: review\n",
    "withdrawn": "status: withdrawn\nwithdrawn: {date: 2031-08-09, reason: quokkareason}\n",
    "embargoed": "embargo: 2031-10-01T00:00:00Z\n",
    "internal": "audience: internal\n",
}
FILES: dict[str, str | bytes] = {
    **planted("full", "wombatfull", "wombatfulltext"),
    **planted("formerly-embargoed", "wombatpast", "wombatpasttext", "embargo: 2031-08-31T00:00:00Z\n"),
    **planted("metadata", "wombatmeta", "quokkameta", "rights: metadata\n"),
    **planted("excerpt", "wombatexcerpt", "quokkaexcerpt", "rights: excerpt\n"),
    **hidden_records(),
    "content/pages/wombat.md": page("wombatpage", ""),
}
for reason, line in WITHHELD.items():
    FILES |= planted(f"quokka-{reason}", f"quokka{reason}", f"quokka{reason}text", line)
    FILES |= planted(f"quokka-{reason}-meta", f"quokka{reason}m", f"quokka{reason}mt", line + "rights: metadata\n")
    if reason != "withdrawn":
        FILES[f"content/pages/quokka-{reason}.md"] = page(f"quokkapage{reason}", line)
WORD = re.compile(r"(?:quokka|wombat)[A-Za-z-]*", re.IGNORECASE)


def words(text: str) -> set[str]:
    return {found.lower() for found in WORD.findall(text)}


def leaked(seen: set[str]) -> list[str]:
    return sorted(word for word in seen if word.startswith("quokka"))


def everything(site: Path) -> str:
    """Every name and every byte of a site, unpacked where it is packed."""
    found = []
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b" or path.suffix.startswith((".pf_", ".pagefind")):
            data = zlib.decompress(data, wbits=47)
        found += [path.relative_to(site).as_posix(), data.decode("utf-8", "replace")]
    return "\n".join(found)


def test_a_public_archive_holds_no_withheld_word() -> None:
    assert leaked(words(repr(public_of(FILES)))) == []


def test_all_words_were_planted() -> None:
    everywhere = words(repr(archive_of(FILES)))
    internal = words(repr(public_of(FILES, "internal")))
    assert internal == everywhere
    assert len(leaked(internal)) > 300
    assert {"quokkadrafttext-linked", "quokkametareading", "quokkareason", "quokka-hidden-profile"} <= internal


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_a_site_holds_no_withheld_word_and_all_others(audience: str, tmp_path: Path) -> None:
    write(tmp_path / "archive", {**SOUND, **FILES})
    site = tmp_path / "site"
    outcome = build_site(tmp_path / "archive", site, audience=audience, with_search=True)
    assert outcome.published
    seen = words(everything(site))
    shown = {
        *("title", "summary", "role", "name", "note", "by", "event", "doi", "extra", "correction", "sidecar"),
        *("-source-name", "-carrier-name", "-author-name", "-person-name", "-desk-name", "-dateline-name"),
        *("-place-name", "-where-name", "-topic-name", "-matter-name", "-company-name", "-seller-name"),
        *("-buyer-name", "-venture-name", "-concerned-name", "-noted-name", "-company-alias", "-company-summary"),
    }
    of_text = {"first", "words", "last", "caption", "reading", "alt", "text", "-linked-name"}
    public = {f"wombat{one}{part}" for one in ("full", "past", "meta", "excerpt") for part in shown - {"doi", "extra"}}
    public |= {f"wombat{one}text{part}" for one in ("full", "past") for part in of_text}
    assert sorted(public - seen) == []
    if audience == "public":
        assert leaked(seen) == []
    else:
        withheld = {f"quokka{one}{part}" for one in WITHHELD for part in shown - {"doi", "extra"}}
        assert sorted((withheld | {"quokkametafirst", "quokkainternal", "quokka-hidden-name"}) - seen) == []


def test_addresses_that_no_rule_allows_are_nowhere(tmp_path: Path) -> None:
    link = "wombat{} [*here*](javascript:quokka{}) and [there](/quokka{})"
    note = f"annotations: [{{kind: comment, quote: Text, note: '{link.replace('{}', 'note')}'}}]"
    files = {
        f"{ARTICLES}2031/links.md": article(note, "Text " + link.replace("{}", "body")),
        f"{ARTICLES}2031/links.notes.yaml": f"- {{kind: sic, quote: Text, note: '{link.replace('{}', 'sidecar')}'}}\n",
        "content/companies/linked.yaml": f"name: L\naudience: public\nprofile: '{link.replace('{}', 'profile')}'\n",
        "content/pages/links.md": f"---\ntitle: Links\n---\n{link.replace('{}', 'page')}\n",
    }
    write(tmp_path / "archive", {**SOUND, **files})
    site = tmp_path / "site"
    outcome = build_site(tmp_path / "archive", site, with_search=True)
    assert [problem.code for problem in outcome.diagnostics] == ["W048"] * 10
    seen = words(everything(site))
    assert leaked(seen) == []
    assert {f"wombat{place}" for place in ("note", "body", "sidecar", "profile", "page")} <= seen


# --- reasons ------------------------------------------------------------------------------------------------------

LAMPS = f"{ARTICLES}2031/lamps.md"


@pytest.mark.parametrize(
    ("fields", "marks"),
    [
        ("", ()),
        ("status: published", ()),
        ("status: draft", ("draft",)),
        ("status: review", ("review",)),
        ("status: withdrawn", ("withdrawn",)),
        ("audience: internal", ("internal",)),
        ("audience: public", ()),
        ("embargo: 2031-09-01T12:00:00Z", ()),
        ("embargo: 2031-09-01T12:00:01Z", ("embargo",)),
        ("embargo: 2031-09-01T14:00:00+02:00", ()),
        ("embargo: 2031-09-01T12:00:00-01:00", ("embargo",)),
        ("status: draft\naudience: internal\nembargo: 2032-01-01T00:00:00Z", ("draft", "embargo", "internal")),
    ],
)
def test_an_internal_site_shows_everything_and_says_why_it_is_not_public(fields: str, marks: tuple[str, ...]) -> None:
    archive = archive_of({LAMPS: article(fields)})
    shown = publishable(archive, "internal", NOW)
    assert shown.marks[Kind.ARTICLE, "2031/lamps"] == marks
    assert ("2031/lamps" in publishable(archive, "public", NOW).articles) == (not marks)


def test_an_embargo_ends_at_its_moment() -> None:
    archive = archive_of({LAMPS: article("embargo: 2031-09-01T12:00:00Z")})
    before, after = (datetime.fromisoformat(f"2031-09-01T{time}+00:00") for time in ("11:59:59", "12:00:00"))
    assert not publishable(archive, "public", before).articles
    assert publishable(archive, "public", after).articles


@pytest.mark.parametrize(
    ("article_says", "source_says", "settings_say", "rights"),
    [
        ("full", "metadata", "metadata", "full"),
        ("metadata", "full", "full", "metadata"),
        ("", "excerpt", "full", "excerpt"),
        ("", "", "full", "full"),
        ("", "", "", "metadata"),
    ],
)
def test_rights_are_those_of_article_source_or_settings(
    article_says: str, source_says: str, settings_say: str, rights: str
) -> None:
    files = {
        LAMPS: article("source: evening-post\n" + (f"rights: {article_says}" if article_says else "")),
        "content/sources/evening-post.yaml": "name: Evening Post\n" + (f"rights: {source_says}" if source_says else ""),
        "pressmark.yaml": f"rights: {settings_say}\n" if settings_say else "",
    }
    archive = archive_of(files)
    assert rights_of(archive.articles["2031/lamps"], archive) == rights
    shown = publishable(archive, "public", NOW).articles["2031/lamps"]
    assert shown.rights == rights
    assert bool(shown.body) == (rights == "full")


def test_a_record_has_a_page_if_something_public_refers_to_it_or_it_says_so() -> None:
    files = {
        LAMPS: article("entities: {companies: [lanternfish]}"),
        f"{ARTICLES}2031/draft.md": article("status: draft\nentities: {companies: [copper-kettle]}"),
        "content/companies/lanternfish.yaml": "name: Lanternfish\nparent: owl\ntopics: [lamps]\n",
        "content/companies/owl.yaml": "name: Owl\n",
        "content/topics/lamps.yaml": "name: Lamps\nbroader: goods\n",
        "content/topics/goods.yaml": "name: Goods\n",
        "content/places/quay.yaml": "name: Quay\naudience: public\n",
    }
    public = public_of(files)
    shown = {f"{kind}:{identifier}" for kind, records in public.records.items() for identifier in records}
    assert shown == {"company:lanternfish", "company:owl", "topic:lamps", "topic:goods", "place:quay"}


def test_links_to_what_has_no_page_are_text() -> None:
    files = {
        LAMPS: article("", "[a](article:2031/draft) [b](page:hidden) [c](company:owl) [d](company:lanternfish)"),
        f"{ARTICLES}2031/draft.md": article("status: draft"),
        "content/pages/hidden.md": "---\ntitle: x\naudience: internal\n---\n",
        "content/companies/owl.yaml": "name: Owl\naudience: internal\n",
    }
    found = public_of(files).articles["2031/lamps"].body
    assert [link.target for link in found.links] == ["lanternfish"]
    assert found.text == "a b c d"
    everywhere = public_of(files, "internal").articles["2031/lamps"].body
    assert [link.target for link in everywhere.links] == ["2031/draft", "hidden", "owl", "lanternfish"]


def test_files_are_published_if_something_public_names_them() -> None:
    files: dict[str, str | bytes] = {
        LAMPS: article(
            "annotations: [{kind: comment, quote: a, note: '![n](files/note.png)'}]", "a ![x](files/body.png)"
        ),
        f"{ARTICLES}2031/draft.md": article("status: draft", "![x](files/draft.png) ![y](files/missing.png)"),
        f"{ARTICLES}2031/meta.md": article("rights: metadata", "![x](files/meta.png)"),
        "content/pages/about.md": "---\ntitle: x\n---\n[x](files/page.pdf)",
        "content/companies/owl.yaml": "name: Owl\naudience: public\nprofile: '![o](files/owl.png)'\n",
        **{
            f"content/files/{name}": b"x"
            for name in ("body.png", "draft.png", "meta.png", "note.png", "page.pdf", "owl.png", "nobody.png")
        },
    }
    draft = files.pop(f"{ARTICLES}2031/draft.md")
    assert public_of(files).files == ("body.png", "note.png", "owl.png", "page.pdf")
    archive, _ = join({**SOUND, **files, f"{ARTICLES}2031/draft.md": draft})
    assert publishable(archive, "public", NOW).files == ("body.png", "note.png", "owl.png", "page.pdf")
    assert "missing.png" not in publishable(archive, "internal", NOW).files
    assert "draft.png" in publishable(archive, "internal", NOW).files
