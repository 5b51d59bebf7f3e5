"""Notes from elsewhere, and an import of them in memory."""

import json
from dataclasses import dataclass
from typing import Any

from tests.support.archives import ARTICLES, SOUND, Files, archive_of, article, encoded, parse

from pressmark import incoming
from pressmark.config import CONTENT
from pressmark.documents import SourceFile
from pressmark.sidecars import Intake, Sidecar

Json = dict[str, Any]

TEXT = "The lamps glow.\n\nCopper Kettle Trading sells the lamps, «all of them», from Aug. 23.\n\nThe lamps sell well."
URL = "https://news.example/lamps"
LAMPS = f"{ARTICLES}2031/lamps.md"
SIDECAR = f"{ARTICLES}2031/lamps.notes.yaml"
ARCHIVE = {LAMPS: article(f"url: {URL}\nredirect_from: [2030/old-lamps]\nidentifiers: {{doi: 10.5555/Lamps}}", TEXT)}
HARBOUR = {f"{ARTICLES}2031/harbour.md": article("url: https://news.example/harbour", "The harbour is calm.")}


@dataclass(frozen=True)
class Result:
    """What came of an import: the sidecars it would write, and what it said."""

    sidecars: dict[str, str]
    reasons: list[str]
    known: int
    facts: int


def intake_of(files: Files) -> Intake:
    content = {path: encoded(text) for path, text in {**SOUND, **files}.items() if path.startswith(CONTENT)}
    parsed = [parse(path, data) for path, data in content.items()]
    return Intake(archive_of(files), parsed, [SourceFile(path, data) for path, data in content.items()])


def imported(files: Files, *exports: object) -> Result:
    intake, reasons, known, facts = intake_of(files), [], 0, 0
    for export in exports:
        found = incoming.read(export if isinstance(export, bytes) else json.dumps(export).encode(), "x.json")
        assert not isinstance(found, str), found
        facts += found.facts
        reasons += [one.reason for one in found.unusable]
        for note in found.notes:
            left = intake.take(note)
            known += bool(left and left.known)
            reasons += [left.reason] if left and not left.known else []
    sidecars = {}
    for one in intake.sidecars():
        if isinstance(one, Sidecar):
            sidecars[one.path] = one.text
        else:
            reasons += [one.reason] * len(one.notes)
    return Result(sidecars, reasons, known, facts)


def quoting(exact: str, prefix: str = "", suffix: str = "") -> Json:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def row(exact: str = "from Aug. 23", uri: str = URL, **more: Any) -> Json:
    """A row as Hypothesis's search gives it."""
    selectors = [{"type": "RangeSelector", "startContainer": "/p[1]"}, {"type": "TextPositionSelector", "start": 3}]
    return {
        "id": "Zk3-Lamps_9",
        "created": "2031-08-05T09:30:00.123456+00:00",
        "user": "acct:odile@annotations.example",
        "uri": uri,
        "text": "Which *year*?",
        "tags": [],
        "target": [{"source": uri, "selector": [*selectors, quoting(exact)]}],
        **more,
    }


def w3c(exact: str = "from Aug. 23", source: str = URL, **more: Any) -> Json:
    target = {"type": "SpecificResource", "source": source, "selector": quoting(exact)}
    body = {"type": "TextualBody", "value": "Which year?", "format": "text/plain"}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": body,
        "target": target,
        **more,
    }
