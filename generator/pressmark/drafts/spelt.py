"""How names, months and days are spelt in news texts: what several rules look for."""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier",
            "february feb februar février",
            "march mar märz mars",
            "april apr avril",
            "may mai",
            "june jun juni juin",
            "july jul juli juillet",
            "august aug août",
            "september sept sep septembre",
            "october oct oktober octobre",
            "november nov novembre",
            "december dec dezember décembre",
        ),
        1,
    )
    for name in names.split()
}
MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"
DAY_MONTH = (
    rf"(?:(?i:{MONTH})\b\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\.? "
    rf"(?i:{MONTH})\b\.?(?:,? \d{{4}})?)"
)
# A name: words with capitals, joined by what may stand inside names.
_WORD = r"[^\W_a-z][\w'’+-]*(?:\.[\w]+)*\.?(?=[^\w]|$)"
FIRM = r"(?:Sons|Daughters|Brothers|Company|Co|Partners|Associates)\b"  # what «and» leads to inside a name
NAME = rf"{_WORD}(?: (?:& |and (?={FIRM})|of (?=[^\W_a-z])|de |van |von |der |bin |al-)?{_WORD})*"
# A person's name as bylines have it.
PERSON = r"[^\W\d_a-z][\w.'’-]+(?: (?:de|van|von|der|bin|al|la|di|da|[^\W\d_a-z][\w.'’-]*)){1,3}?"
# Words that begin a sentence or a description, and so stand before names without being part of them.
NOT_OF_NAMES = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "but",
        "or",
        "rival",
        "rivals",
        "shares",
        "stock",
        "shareholders",
        "owners",
        "units",
        "of",
        "in",
        "at",
        "on",
        "for",
        "with",
        "while",
        "as",
        "after",
        "also",
        "its",
        "their",
        "his",
        "her",
        "our",
        "new",
        "meanwhile",
        "earlier",
        "later",
        "however",
        "when",
        "if",
        "both",
        "all",
        "some",
        "many",
        "other",
        "another",
        "customers",
        "since",
        "under",
        "by",
        "from",
        "to",
        "this",
        "that",
        "these",
        "those",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "chipmaker",
        "carmaker",
        "automaker",
        "retailer",
        "lender",
        "bank's",
        "maker",
        "chairman",
        "chief",
        "president",
        "ceo",
        "der",
        "die",
        "das",
        "ein",
        "eine",
    ]
)
# Words of names of papers, pictures and buttons: what has one of them is no person.
_PAPERS_AND_BUTTONS = (
    "news daily times post press gazette journal herald tribune telegraph observer guardian weekly wire "
    "magazine agency photo photos images image picture handout file read more less share story article "
    "provided by request all media group inc ltd plc corp company business desk bureau newsroom demo terminal "
    "markets today show view published updated posted issued live watch key points service staff mon tue wed "
    "thu fri sat sun"
)
NOT_OF_PERSONS = frozenset(_PAPERS_AND_BUTTONS.split())


def is_person(name: str) -> bool:
    """Whether a run of capitalised words may be the name of a person."""
    return re.fullmatch(PERSON, name) is not None and not NOT_OF_PERSONS & {*re.findall(r"\w+", name.lower())}


def sentence_case(name: str) -> str:
    """A name that is all in capitals as it is mostly written: «NEW YORK/LONDON» is «New York/London»."""
    if not name.isupper():
        return name
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda found: found[0].capitalize(), name)


def without_openers(name: str) -> str:
    """A run of capitalised words without those at its beginning that are no part of a name."""
    words = name.split()
    while words and words[0].lower().strip(".,") in NOT_OF_NAMES:
        words.pop(0)
    while words and words[-1] in {"&", "of", "de", "van", "von"}:
        words.pop()
    return " ".join(words)
