"""What is withheld is nowhere: words in every field of every sort of article are looked for in all that is built.

Every word with «quokka» in it must not be seen by the public; every word with «wombat» must.
"""

import re
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from tests.support.archives import ARTICLES, SOUND, archive_of, article, build_site, public_of, write

from pressmark.digest import sha256
from pressmark.model import Kind

STATUSES = ("draft", "review", "published", "withdrawn")
EMBARGOES = {"none": "", "past": "embargo: 2031-08-31T00:00:00Z\n", "future": "embargo: 2031-10-01T00:00:00Z\n"}
RIGHTS = ("full", "excerpt", "metadata")
AUDIENCES = ("public", "internal")


@dataclass(frozen=True)
class Case:
    """One sort of article, and what of it the public may see."""

    status: str
    embargo: str
    rights: str
    audience: str

    @property
    def slug(self) -> str:
        return f"{self.status}{self.embargo}{self.rights}{self.audience}"

    @property
    def was_public(self) -> bool:
        return self.embargo != "future" and self.audience == "public"

    @property
    def public(self) -> bool:
        return self.was_public and self.status == "published"

    def word(self, seen: bool) -> str:
        return ("wombat" if seen else "quokka") + self.slug

    @property
    def words(self) -> dict[str, str]:
        """Beginnings of words: of the heading, of fields, of the first and of quoted words, of the rest of the text."""
        excerpt = self.public and self.rights != "metadata"
        return {
            "h": self.word(self.public or (self.was_public and self.status == "withdrawn")),
            "p": self.word(self.public),
            "e": self.word(excerpt),
            "q": self.word(excerpt) + "q",
            "t": self.word(self.public and self.rights == "full") + "t",
            "sha256": sha256(COPY),
        }


CASES = [Case(*one) for one in product(STATUSES, EMBARGOES, RIGHTS, AUDIENCES)]
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
     quote: "{q}words sell", prefix: "{t}first", suffix: "{t}last"}}
dates:
  - {{date: 2031, event: "{p}event", companies: [{p}-concerned], topics: [{p}-matter], quote: "{q}words sell"}}
annotations:
  - {{kind: sic, quote: "{q}words", note: "{p}note [{p}see](company:{p}-noted) ![{t}alt](files/{t}-note.png)",
     reading: "{q}reading", by: "{p}by"}}
corrections: [{{date: 2031-08-05, text: "{p}correction"}}]
identifiers: {{doi: "{p}doi"}}
extra: {{Desk: "{p}extra"}}
redirect_from: [2031/{h}-old, /{h}-former/page.html]
withdrawn: {{date: 2031-08-09, reason: Of {h}reason.}}
"""
BODY = """{e}one {e}two {e}three [{e}four](company:{e}-early) {t}five {t}first {q}words sell {t}last.

## {t}heading

Of {t}before Lanternfish Lighting {t}behind see [{t}here](company:{t}-linked) and [{t}out](https://{t}host.example/).[^1]

![{t}alt](files/{t}-picture.png) and [{t}text](files/{t}-download.pdf)

| {t}cell | `{t}code` |
| --- | --- |
| {t}low | {t}high |

[^1]: Of {t}foot.
"""
PADDING = "\nThe quay is long and the lamps are many.\n" * 8
RECORDS = {
    Kind.SOURCE: ["{p}-carrier"],
    Kind.PERSON: ["{p}-author", "{p}-person"],
    Kind.PLACE: ["{p}-desk", "{p}-dateline", "{p}-place", "{p}-where"],
    Kind.TOPIC: ["{p}-topic", "{p}-matter"],
    Kind.COMPANY: [
        *("{p}-company", "{p}-seller", "{p}-buyer", "{p}-venture", "{p}-concerned", "{p}-noted"),
        *("{e}-early", "{t}-linked"),
    ],
}
RECORD = """name: {n}-name
aliases: [{w}-alias]
summary: Of {w}-summary.
profile: Of *{w}-profile*.
identifiers: {{wikidata: {w}-Q1}}
extra: {{Desk: {w}-extra}}
redirect_from: [{w}-old]
"""
COPY = b"<p>A copy."


def planted(case: Case) -> dict[str, str | bytes]:
    """An article with a word in each of its fields, and all that it names."""
    words = case.words
    says = f"status: {case.status}\nrights: {case.rights}\naudience: {case.audience}\n{EMBARGOES[case.embargo]}"
    text = BODY.format(**words) + PADDING
    path = f"{ARTICLES}2031/{words['h']}"
    files: dict[str, str | bytes] = {
        f"{path}.md": article(FIELDS.format(**words) + says, text, f"The {words['h']}title"),
        f"content/sources/{words['p']}-source.yaml": RECORD.format(w=f"{words['p']}-source", n=f"{words['h']}-source"),
    }
    for kind, names in RECORDS.items():
        for name in (name.format(**words) for name in names):
            files[f"content/{kind.folder}/{name}.yaml"] = RECORD.format(w=name, n=name)
    for name in ("copy.html", "picture.png", "download.pdf", "note.png"):
        files[f"content/files/{words['t']}-{name}"] = COPY
    files[f"{path}.notes.yaml"] = (
        f"- {{kind: comment, quote: {words['q']}words, note: {words['p']}sidecar}}\n"
        f"- {{kind: comment, quote: {words['t']}first, note: quokkainternal, by: quokkaby, audience: internal}}\n"
    )
    return files


def hidden_records() -> dict[str, str]:
    """A public article that names records which are not, in every way it can."""
    name = "quokka-hidden"
    record = RECORD.format(w=name, n=name) + "audience: internal\n"
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


PAGES = {
    "draft": "status: draft\n",
    "review": "status: review\n",
    "embargoed": "embargo: 2031-10-01T00:00:00Z\n",
    "internal": "audience: internal\n",
}
FILES: dict[str, str | bytes] = {
    "pressmark.yaml": f"{SOUND['pressmark.yaml']}excerpt_words: 4\n",
    **hidden_records(),
    "content/pages/wombat.md": page("wombatpage", "redirect_from: [wombat-former]\n"),
}
for case in CASES:
    FILES |= planted(case)
for reason, line in PAGES.items():
    FILES[f"content/pages/quokka-{reason}.md"] = page(f"quokkapage{reason}", f"{line}redirect_from: [quokka{reason}]\n")
WORD = re.compile(r"(?:quokka|wombat)[A-Za-z-]*", re.IGNORECASE)
OF_FIELDS = {
    *("summary", "role", "name", "note", "by", "event", "correction", "sidecar"),
    *(f"-{one}-name" for one in ("carrier", "author", "person", "desk", "dateline", "place", "where", "topic")),
    *(f"-{one}-name" for one in ("matter", "company", "seller", "buyer", "venture", "concerned", "noted")),
    *("-company-alias", "-company-summary", "-company-old"),
}
OF_EXCERPTS = {"one", "two", "three", "four", "-early-name", "qwords", "qreading"}
OF_TEXTS = {
    *("five", "first", "last", "heading", "before", "behind", "here", "-linked-name", "out", "host", "alt", "text"),
    *("cell", "code", "low", "high", "foot", "caption", "-picture", "-download", "-note", "-copy"),
}


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
        if path.suffix == ".sqlite":
            found += in_database(data)
    return "\n".join(found)


def in_database(data: bytes) -> Iterator[str]:
    """All that a database holds, also where its pages cut a text, and the words of its full-text index."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    yield from connection.iterdump()
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, articles_fts, row)")
    yield from (term for (term,) in connection.execute("SELECT term FROM vocabulary"))
    connection.close()


def test_a_public_archive_holds_no_withheld_word() -> None:
    assert leaked(words(repr(public_of(FILES)))) == []


def test_all_words_were_planted() -> None:
    everywhere = words(repr(archive_of(FILES)))
    internal = words(repr(public_of(FILES, "internal")))
    assert internal == everywhere
    assert len(leaked(internal)) > 2000
    assert {"quokka-hidden-profile", "quokkadraftnonefullpublictlast"} <= internal


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_a_site_holds_no_withheld_word_and_all_others(audience: str, tmp_path: Path) -> None:
    write(tmp_path / "archive", {**SOUND, **FILES})
    outcome = build_site(tmp_path / "archive", tmp_path / "site", audience=audience, with_search=True)
    assert outcome.published
    seen = words(everything(tmp_path / "site"))
    expected = {"quokkainternal", "quokka-hidden-name"} if audience == "internal" else set()
    for case in CASES:
        of = case.words
        expected |= {f"{of['h']}{word}" for word in ("title", "-source-name", "-old", "-former")}
        expected |= {f"{of['h']}reason"} if case.status == "withdrawn" and audience == "public" else set()
        expected |= {f"{of['p']}{word}" for word in OF_FIELDS}
        expected |= {f"{of['e']}{word}" for word in OF_EXCERPTS}
        expected |= {f"{of['t']}{word}" for word in OF_TEXTS}
    if audience == "public":
        expected = {word for word in expected if word.startswith("wombat")}
        assert leaked(seen) == []
    assert sorted(expected - seen) == []


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
