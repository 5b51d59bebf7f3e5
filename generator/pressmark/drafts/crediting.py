"""Who had a part in a story: the line at its end, `(Reporting by A and B in X; editing by C)`, and the byline."""

import re
from collections.abc import Iterator

from pressmark.drafts.spelt import NOT_OF_PERSONS, is_person, sentence_case
from pressmark.drafts.values import Credit
from pressmark.values import replace

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
_BY = re.compile(r"^(?i:(?:(?:posted|written|reported|story) )?(?:by|von|par|por):?)\s+(?=[^\W\d_a-z])")
_FIELDS = (
    "staff|senior|chief|deputy|assistant|managing|contributing|special|business|technology|tech|science|health|economics?|"
    "political|politics|foreign|world|europe|asia|china|city|environment|education|media|markets?|industry|energy|transport|"
    "legal|sports?|culture|arts|news|our|the"
)
_OFFICES = "reporters?|correspondents?|editors?|writers?|columnists?|contributors?|journalists?"
_PAPERS = (
    "news|times|gazette|post|press|herald|journal|daily|tribune|magazine|weekly|telegraph|observer|chronicle|reuters|"
    "bloomberg|ap|afp"
)
# What someone is, or writes for, behind the name: `, staff writer`, ` Business correspondent`, `, Bay Gazette`.
_FUNCTION = re.compile(
    rf",? (?i:(?:(?:{_FIELDS}) ){{0,3}}(?:{_OFFICES}))$|"
    rf"[,|] ?(?:the )?(?:[^\W\d_a-z][\w&'’.-]* ){{0,3}}(?i:{_PAPERS})$"
)
_BETWEEN_NAMES = re.compile(r", (?:and )?| and | & | und | et ")
_BETWEEN = re.compile(r",? and |,? & |, | und ")
_FROM = re.compile(r"[^\W\d_a-z][\w. '’-]{2,40} (?:reported|reports|reporting) from [^\W\d_a-z].{0,120}")
_ABOUT = re.compile(
    r"[^\W\d_a-z][\w.'’-]+(?: [\w.'’-]+){0,3} (?:covers|writes about|reports on|is (?:a|an|the) [\w -]{0,60}"
    rf"(?:{_OFFICES}))\b.{{0,300}}"
)
_BYLINE_WORDS = 14
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


def in_byline(text: str, role: str = "", place: str = "") -> tuple[Credit, ...]:
    """Everybody whom a byline such as `By A and B, staff writers` names; `place` is where they wrote."""
    bare = _BY.sub("", " ".join(text.split()))
    while found := _FUNCTION.search(bare):
        bare = bare[: found.start()]
    people = (one for one in _people(bare, role) if not NOT_OF_PERSONS & {*one.name.lower().split()})
    return tuple(replace(one, place=one.place or place) for one in people)


def is_signed(text: str) -> bool:
    """Whether a short line says with `By` who wrote a story."""
    return len(text.split()) <= _BYLINE_WORDS and _BY.match(text) is not None and not text.endswith(".")


def is_beside(text: str) -> bool:
    """Whether a line says where authors reported from, or what they otherwise write about."""
    return _FROM.fullmatch(text) is not None or _ABOUT.fullmatch(text) is not None


def is_byline(text: str) -> bool:
    """Whether a line says who wrote a story: with `By`, or as the names of persons and perhaps what they are."""
    if is_signed(text):
        return True
    bare = _FUNCTION.sub("", text)
    return all(map(is_person, _BETWEEN_NAMES.split(bare)))


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
    text = re.split(r"[;\])]|(?<=[^\W\d_]{3})\. ", text.strip())[0].strip(" .,;:()[]–—-")
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
