"""Who had a part in a story: the line at its end, `(Reporting by A and B in X; editing by C)`, and the byline."""

import re
from collections.abc import Iterator

from pressmark.drafts.spelt import sentence_case
from pressmark.drafts.values import Credit

_ROLES = {
    "report": "reporter",
    "writ": "writer",
    "edit": "editor",
    "compil": "compiler",
    "translat": "translator",
    "photo": "photographer",
    "graphic": "graphics",
    "research": "researcher",
    "interview": "interviewer",
    "assist": "contributor",
    "contribut": "contributor",
    "bericht": "reporter",
    "geschrieben": "writer",
    "redigiert": "editor",
    "redaktion": "editor",
    "übersetz": "translator",
}
_VERB = (
    r"reporting|reported|writing|written|editing|edited|compiling|compiled|translating|translated|translation|"
    r"photography|photographs|photos|graphics|research|interview"
)
_HEAD = re.compile(
    rf"(?P<more>additional |further |extra )?(?P<verb>(?:{_VERB})(?:(?: and |, | & )(?:additional "
    rf")?(?:{_VERB}))*) (?:by|from) |"
    r"(?P<with>with (?:assistance|contributions?|reporting|help|additional reporting) (?:from|by) |contributed by )|"
    r"(?P<german>bericht|geschrieben|redigiert|redaktion|übersetzt) von ",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"[(\[*\s]*(?:-{{1,2}}|[–—])?\s*(?:{_HEAD.pattern})", re.IGNORECASE)
_IN = re.compile(r"(?P<names>.+?) in (?P<place>[^\W\d_a-z][^,;()]*?)(?=,? and |,? & |, |$)(?:,? and |,? & |, |$)")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,4}")
_TITLE = re.compile(
    r"(?:(?:staff|senior|chief|business|special|our|a|the|foreign|political|contributing) ?)*"
    r"(?:staff|writer|reporter|correspondent|editor|columnist|contributor|desk|bureau)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",? and |,? & |, | und ")
_MOST = 600  # characters; a longer paragraph is a story


def is_credits(text: str) -> bool:
    """Whether a paragraph only says who had a part in the story."""
    return len(text) <= _MOST and _OPENS.match(text) is not None and len(parsed(text)) > 0


def parsed(text: str) -> tuple[Credit, ...]:
    """Everybody whom a line of credits names."""
    text = " ".join(text.split())
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return tuple(
        one for head, end in zip(heads, ends, strict=True) for one in _people(text[head.end() : end], _role(head))
    )


def in_byline(text: str, role: str = "") -> tuple[Credit, ...]:
    """Everybody whom a byline such as `By A and B` names."""
    bare = re.sub(r"^(?:by|von)\s+", "", " ".join(text.split()), flags=re.IGNORECASE)
    return tuple(_people(bare, role))


def _role(head: re.Match[str]) -> str:
    if head["with"]:
        return "contributor"
    verbs = (head["verb"] or head["german"]).lower()
    role = " and ".join(
        dict.fromkeys(
            name for word in re.findall(r"\w+", verbs) for stem, name in _ROLES.items() if word.startswith(stem)
        )
    )
    return f"additional {role}" if head["more"] else role


def _people(text: str, role: str) -> Iterator[Credit]:
    text = re.split(r"[;\])]", text.strip())[0].strip(" .,;:()[]–—-")
    text = re.sub(r",? and$", "", text)
    while found := _IN.match(text):
        yield from _named(found["names"], role, found["place"].strip(" ."))
        text = text[found.end() :]
    yield from _named(text, role, "")


def _named(text: str, role: str, place: str) -> Iterator[Credit]:
    for part in _BETWEEN.split(text):
        name = part.strip(" .,;")
        if name and _NAME.fullmatch(name) and not name.islower() and not _TITLE.fullmatch(name):
            yield Credit(sentence_case(name), role, place)
