"""Tables in which some texts have other words: amended, they are as if they were made anew."""

from pathlib import Path
from unittest.mock import Mock

import pytest
from tests.support.archives import SOUND, Files, article, public_of
from tests.support.sites import SiteBuilder

from pressmark import looking, press
from pressmark.dataset.rows import all_rows
from pressmark.exports.amending import AMENDED, amended
from pressmark.exports.datasets import csv_files, database_file, jsonl_files
from pressmark.files import read_common_words
from pressmark.index import Index, build_index
from pressmark.mentions import Linker, linkable, mentions_of

BASE_URL = "https://clippings.example/bay/"
MADE = {"csv": csv_files, "jsonl": jsonl_files, "database": database_file}
FACTS = """entities:
  companies: [lanternfish, copper-kettle]
partners:
  - company: lanternfish
    partner: copper-kettle
    role: reseller
    quote: sell through Copper Kettle Trading alone
  - company: lanternfish
    partner: copper-kettle
    role: distributor
    quote: mend lamps
annotations:
  - quote: mend lamps
    kind: comment
    note: Doubtful."""
TEXT = "Lanternfish will sell through Copper Kettle Trading alone. Quiet Harbour will mend lamps for Lanternfish."
AHEAD = "It was said on Monday. "
IMITATIONS = {
    "as it is": "",
    "a cell with line ends": 'summary: "One.\\n2031/lamps,2031/lamps#c1\\ntwo."',
    "a cell with quotes": 'summary: "\\"One\\"\\n\\"2031/lamps,\\"\\n"',
    "a cell that looks like a row": 'summary: "\\n{\\"id\\":\\"2031/lamps\\",\\"title\\":null}\\n"',
    "a note of lines": 'annotations: [{kind: comment, quote: mend lamps, note: "One.\\n\\n2031/lamps,x\n\n2."}]',
}


def index_of(files: Files) -> Index:
    """What is known of an archive, with the names in its texts."""
    public = public_of(files)
    linker = Linker(public.records, read_common_words())
    return build_index(public, linkable(public, mentions_of(linker, public.articles.values())))


def archive_of(imitation: str, text: str) -> dict[str, str]:
    lamps = "content/articles/2031/lamps.md"
    others = {
        "content/articles/2031/lamp.md": article(f"published: 2031-01-01\n{imitation}", TEXT),
        "content/articles/2031/lamps-2.md": article(f"{FACTS}\npublished: 2031-02-01", TEXT),
        "content/articles/2031/lamps-and-more.md": article(f"published: 2031-12-01\n{imitation}", TEXT),
    }
    return {**SOUND, **others, lamps: article(FACTS, text)}


@pytest.mark.parametrize("imitation", IMITATIONS.values(), ids=IMITATIONS)
@pytest.mark.parametrize("name", sorted(AMENDED))
def test_amended_is_made_anew(name: str, imitation: str) -> None:
    made = MADE[name]
    standing = dict(made(all_rows(index_of(archive_of(imitation, TEXT)), BASE_URL)))
    index = index_of(archive_of(imitation, AHEAD + TEXT))
    expected = dict(made(all_rows(index, BASE_URL)))
    found = amended(name, index, BASE_URL, ["2031/lamps"], standing)
    assert found is not None
    assert {**standing, **found} == expected
    tables = {f"data/{one}.{name}" for one in ("articles", "claims", "annotations", "mentions")}
    assert found.keys() == ({"data/archive.sqlite"} if name == "database" else tables)
    assert standing != expected


@pytest.mark.parametrize("name", sorted(AMENDED))
def test_other_rows_are_not_guessed(name: str) -> None:
    """A table that is not there or has no rows of the article cannot be amended."""
    index = index_of(archive_of("", TEXT))
    assert amended(name, index, BASE_URL, ["2031/lamps"], {}) is None
    standing = dict(MADE[name](all_rows(index_of(SOUND), BASE_URL)))
    assert amended(name, index, BASE_URL, ["2031/lamps"], standing) is None


@pytest.mark.parametrize("spoil", [None, "articles.csv", "companies.csv", "mentions.jsonl"])
def test_tables_are_amended_where_all_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: str | None) -> None:
    """If one of them does not stand as it was written, all of its kind are made anew."""
    monkeypatch.setattr(looking, "MOMENT", 0)
    builder = SiteBuilder.of_files(tmp_path / "warm", archive_of("", TEXT)).build()
    calls = Mock(wraps=amended)
    monkeypatch.setattr(press, "amended", calls)
    if spoil:
        (builder.output / "data" / spoil).unlink()
    builder.edit("content/articles/2031/lamps.md", "lamps for", "lamps for all of").build()
    expected = {one for one in AMENDED if not (spoil or "").endswith(one)}
    assert {call.args[0] for call in calls.call_args_list} == expected
    text = TEXT.replace("lamps for", "lamps for all of")
    clean = SiteBuilder.of_files(tmp_path / "clean", archive_of("", text))
    for data in (clean.build().output / "data").iterdir():
        assert (builder.output / "data" / data.name).read_bytes() == data.read_bytes(), data.name
