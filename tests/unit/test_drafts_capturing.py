"""The day of a capture: it is kept, contradicts what it contradicts, and never becomes the day of publication."""

from datetime import date
from pathlib import Path

import pytest
from tests.support.archives import SOUND, write

from pressmark.cli import main
from pressmark.dates import Edtf, read_edtf
from pressmark.drafts import pagetext
from pressmark.drafts.capturing import captured
from pressmark.drafts.known import nobody
from pressmark.drafts.values import Context, Draft
from pressmark.values import replace

PAGE = """Lanternfish to sell through partners

PORT MERIDIAN (Bay Wire) - Lanternfish Lighting will sell through partners only, it said on Monday, Aug. 4.

It told its customers so in an email on Tuesday.
"""


def day(text: str) -> Edtf | None:
    read = read_edtf(text) if text else None
    assert read is None or isinstance(read, Edtf)
    return read


def draft(published: str = "", taken: str = "", stated: str = "", page: str = PAGE) -> Draft:
    context = Context(nobody(), day(published), today=date(2034, 5, 4), captured=day(taken))
    found = pagetext.page(page, "page.txt", "", context)
    assert isinstance(found, Draft)
    return captured(replace(found, captured=stated), context)


def test_a_capture_is_kept_and_dates_nothing_else() -> None:
    found = draft(taken="2033-05-04")
    assert (found.captured, found.published, found.dates) == ("2033-05-04", "", ())
    assert ("captured", "2033-05-04") in {(one.field, one.value) for one in found.proposals}


@pytest.mark.parametrize("published", ["2031-08-04", "2031-08", "2031", ""])
@pytest.mark.parametrize("taken", ["2033-05-04", "2033", "2031-08-04", ""])
def test_publication_is_the_same_with_a_capture_and_without(published: str, taken: str) -> None:
    found = draft(published, taken)
    assert (found.published, found.captured) == (published, taken)
    assert not [remark for remark in found.remarks if "taken" in remark]


@pytest.mark.parametrize(
    ("published", "taken", "stated", "remark"),
    [
        (
            "2031-08-04",
            "2030-01-01",
            "",
            "the copy was taken on 2030-01-01, before the date of publication 2031-08-04",
        ),
        ("2031", "2030", "", "the copy was taken on 2030, before the date of publication 2031"),
        ("2031-08-04", "", "2030-01-01", "the copy was taken on 2030-01-01, before the date of publication 2031-08-04"),
        ("", "2035-01-01", "", "the date of capture 2035-01-01 lies in the future"),
        (
            "",
            "2033",
            "2032-01-01",
            "the file says that the copy was taken on 2032-01-01, but --captured says 2033",
        ),
        ("2031-08-04", "2031-08", "", ""),
        ("2031-08-04", "2031-08~", "2031-08-05", ""),
    ],
)
def test_what_contradicts_itself_is_said(published: str, taken: str, stated: str, remark: str) -> None:
    found = draft(published, taken, stated)
    assert [one for one in found.remarks if "taken" in one or "capture" in one] == ([remark] if remark else [])


def test_no_year_behind_the_capture_fits() -> None:
    def fits(taken: str) -> str:
        return next(remark for remark in draft(taken=taken).remarks if "fit" in remark)

    assert "2031" in fits("2033-05-04")
    assert "2031" not in fits("2030-05-04")
    assert "2025" in fits("2030-05-04")


def test_the_command_takes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = write(tmp_path / "archive", SOUND)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    command = ["import", str(tmp_path / "page.txt"), "--archive", str(archive), "--published", "2031-08-04"]
    with pytest.raises(SystemExit):
        main([*command, "--captured", "last year"])
    assert main([*command, "--captured", "2030-06"]) == 0
    assert "before the date of publication" in capsys.readouterr().out
    (made,) = (archive / "content/articles/2031").glob("lanternfish-to*.md")
    assert "published: 2031-08-04\ncaptured: 2030-06\n" in made.read_text(encoding="utf-8")
