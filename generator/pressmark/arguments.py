"""What arguments of the command line are read into, and what is said of those that cannot be."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressmark.dates import Edtf
    from pressmark.model import Kind


LAST_PORT = 65535


class Command(argparse.ArgumentParser):
    """The arguments of one command: its options may stand before, between and behind all others.

    By itself argparse wants those others in one piece where some of them may be left out.
    """

    _between = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """What `ArgumentParser.parse_known_intermixed_args` does, which calls this method in its turn."""
        if self._between or "--" in (args or ()):
            return super().parse_known_args(args, namespace)
        self._between = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._between = False


def key(text: str) -> "tuple[Kind, str]":
    """A kind and an id, such as `company:lanternfish`."""
    from pressmark.model import Kind

    kind, _, identifier = text.partition(":")
    if kind not in set(Kind) or not identifier:
        raise argparse.ArgumentTypeError(f"«{text}» is no kind and id, such as company:lanternfish")
    return Kind(kind), identifier


def edtf(text: str) -> "Edtf":
    """A date in EDTF."""
    from pressmark.dates import BadDate, read_edtf

    date = read_edtf(text)
    if isinstance(date, BadDate):
        advice = f"; write «{date.suggestion}»" if date.suggestion else ""
        raise argparse.ArgumentTypeError(f"«{text}» is not a date: {date.reason}{advice}")
    return date


def instant(text: str) -> datetime:
    """A moment; without a time zone it is one of UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}» is no moment such as 2024-06-10T06:00:00Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def base_url(text: str) -> str:
    """The address of a site, with the slash at its end; empty text where there is none."""
    from pressmark.fields.types import BASE

    reason = BASE.why_not(text) if text else ""
    if reason:
        raise argparse.ArgumentTypeError(f"«{text}» is no web address: {reason}")
    return text.rstrip("/") + "/" if text else ""


def jobs(text: str) -> int:
    """A number of processes."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return int(text)


def port(text: str) -> int:
    """A port of this machine; 0 is any that is free."""
    if not text.isdecimal() or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"«{text}» is no port, which is a number up to {LAST_PORT}")
    return int(text)


def built(command: argparse.ArgumentParser) -> None:
    """What decides what a site holds, and how many processes make it."""
    command.add_argument(
        "--base-url",
        type=base_url,
        metavar="URL",
        help="where the site will be served; overrides pressmark.yaml",
    )
    command.add_argument(
        "--audience",
        choices=("public", "internal"),
        help="internal shows everything, marked (default: what pressmark.yaml says, else public)",
    )
    command.add_argument(
        "--now",
        type=instant,
        metavar="INSTANT",
        help="the moment that decides embargoes (default: SOURCE_DATE_EPOCH, else the clock)",
    )
    processes(command)
    command.add_argument("--no-search", action="store_true", help="leave the full-text index out")


def archive(command: argparse.ArgumentParser) -> None:
    """Which archive it is about."""
    command.add_argument(
        "--archive", type=Path, default=Path(), metavar="DIR", help="the archive's folder (default: the current one)"
    )


def site(command: argparse.ArgumentParser) -> None:
    """Which site it is about: that of an archive, or a copy of one anywhere."""
    command.add_argument(
        "site",
        nargs="?",
        type=Path,
        metavar="SITE",
        help="its folder, or that of an unpacked portable copy (default: site/ in the archive)",
    )
    archive(command)


def schemas(command: argparse.ArgumentParser) -> None:
    """Where schemas go, and whose they are: outside of any archive they hold the shipped vocabularies."""
    command.add_argument(
        "dir", nargs="?", type=Path, metavar="DIR", help="where to (default: print them as one JSON object)"
    )
    command.add_argument(
        "--archive",
        type=Path,
        metavar="DIR",
        help="whose vocabularies they hold (default: the current one; outside of any, the shipped ones)",
    )


def processes(command: argparse.ArgumentParser) -> None:
    """How many processes work."""
    command.add_argument("--jobs", type=jobs, metavar="N", help="how many processes work (default: one for each core)")
