"""Names in a text that are almost names of records: most often a slip of the pen, or an alias that is missing."""

import re
from collections.abc import Iterable, Iterator

from pressmark.mentions import Decision
from pressmark.model import Body
from pressmark.values import Frozen

LIKE = 88  # per cent of similarity (rapidfuzz's ratio) from which a name is reported
SHORTEST = 5  # letters; shorter names resemble too much
_NAME = re.compile(
    r"\b[A-Z\u00c0-\u00de\u0400-\u042f][\w’'&.-]*(?:[ \n][A-Z\u00c0-\u00de\u0400-\u042f][\w’'&.-]*){0,4}"
)


class NearMiss(Frozen):
    """A capitalised name in a text, and the known name that it resembles."""

    start: int
    text: str
    known: str


def near_misses(body: Body, decisions: Iterable[Decision], names: Iterable[str]) -> Iterator[NearMiss]:
    """Capitalised names that no decision covers and that resemble a known name."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - costs start-up, and only `explain` asks

    known = {name.casefold(): name for name in names if len(name) >= SHORTEST}
    covered = [(decision.start, decision.end) for decision in decisions]
    for found in _NAME.finditer(body.text):
        start, text = found.start(), found.group().replace("\n", " ").rstrip(".’'-")
        if len(text) < SHORTEST or any(first < start + len(text) and start < last for first, last in covered):
            continue
        best = process.extractOne(text.casefold(), known.keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
        if best:
            yield NearMiss(start, text, known[best[0]])
