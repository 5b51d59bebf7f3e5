"""What surrounds a story on a news page: tickers, advertisements, navigation and the like, line by line, by rule."""

import re
from collections.abc import Iterator, Sequence

_MARKETS = r"(?:(?:UK|US|U\.S\.|European|Asian|[A-Z][a-z]+) )?[Mm]arkets? "
_SECTIONS = (
    "home|news|world|business|markets?|finance|technology|tech|science|politics|opinion|sports?|lifestyle|culture|"
    "entertainment|video|videos|podcasts?|photos|pictures|weather|mail|search|menu|sections?|latest|live|my portfolio|"
    "watchlists?|screeners|personal finance|cryptocurrencies|sign in|log in|login|sign up|register|subscribe|"
    "subscribe now|my account|account|help|contact|contact us|about|about us|careers|press|advertise|"
    "advertise with us|site map|sitemap|terms|terms of (?:use|service)|privacy|privacy policy|cookie policy|"
    "cookie settings|accessibility|newsletters?|more|see all|view all|show more|load more|back to top|"
    "skip to (?:main )?content|skip to navigation|close|next|previous|edition|"
    "startseite|wirtschaft|politik|anmelden|abonnieren|impressum|datenschutz"
)
_SHARES = (
    r"share|tweet|facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|flipboard|e-?mail|print|save|"
    r"bookmark|copy link|link copied|copy|gift|gift this article|teilen|drucken|comments?|text size|a a|aa"
)
_SEPARATOR = r"\s*[|·•›»>/,]\s*"


def _whole(pattern: str, *, capitals: bool = False) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{pattern})\W*", 0 if capitals else re.IGNORECASE)


def _list_of(words: str) -> str:
    return rf"(?:{words})(?:{_SEPARATOR}(?:{words}))*"


_RULES = (
    (
        "advertisement",
        _whole(
            r"advertisements?|advert|ad|ads|anzeige|werbung|publicité|publicidad|paid post|sponsored(?: content)?|"
            r"promoted(?: content)?|advertisement\W+scroll to continue|scroll (?:down )?(?:to continue|for more).*|"
            r"(?:story|article) continues(?: (?:below|after).*)?|ads by .{1,30}|continue reading below.*|remove "
            r"ads|ad feedback|"
            r"report this ad|skip ad|why this ad\??"
        ),
    ),
    (
        "market status",
        _whole(
            rf"{_MARKETS}(?:are (?:now )?)?(?:open|opens|closed|close|closes)(?: in .*| at .*)?|"
            r"(?:after|pre)[ -]?(?:hours|market)(?: trading)?|"
            r"(?:all )?(?:quotes|data|prices) (?:are |is )?(?:delayed|as of).*|market data (?:provided )?by .*|"
            r"börse(?:n)? (?:geschlossen|geöffnet|schließt|öffnet).*|at close:?.*"
        ),
    ),
    ("navigation", _whole(_list_of(_SECTIONS))),
    (
        "icons",
        _whole(
            r"(?:[\w&' ]{1,40} )?(?:icon|logo)|an? (?:curved|vertical|horizontal|magnifying|stylized|right|left|"
            r"down|up)\b"
            r".{0,20}(?:arrow|stack|glass|lines|letter|cross|bar)\b.{0,60}|icon of .{0,40}"
        ),
    ),
    (
        "navigation",
        _whole(
            r"in this article:?.{0,60}|search for (?:news|symbols?|stocks?|stories|articles|quotes|"
            r"companies)\b.{0,40}|home\s*[>›»/|].{0,80}|you are here:.{0,80}|breadcrumbs?"
        ),
    ),
    ("share buttons", _whole(_list_of(_SHARES))),
    (
        "share buttons",
        _whole(
            rf"share (?:this|on|via|with|the)\b.{{0,20}}(?:{_list_of(_SHARES)})?|follow us\b.{{0,60}}|"
            r"(?:view |show |read )?(?:\d+ )?comments?(?: \(?\d+\)?)?|"
            r"join the (?:conversation|discussion)|leave a comment.{0,40}|be the first to comment|"
            r"listen to (?:this )?(?:article|story).{0,20}|\d+ min(?:ute)?s? (?:read|listen)|reading time:?.{0,20}|"
            r"lesezeit\s*:?.{0,20}|temps de lecture\s*:?.{0,20}|tiempo de lectura\s*:?.{0,20}|\d+ of \d+|"
            r"read more|show more|"
            r"this audio is auto-generated.{0,80}|news provided by|issued by|watch (?:now|live)|key points|"
            r"video ?\d{1,2}:\d{2}|oops, something went wrong|"
            r"add .{0,30} (?:on|to) google|open in app|get the app|download (?:the|our) app.{0,30}"
        ),
    ),
    (
        "newsletter",
        _whole(
            r"(?:sign|signing) up\b.{0,12}(?:for|to)\b.{0,120}|subscribe (?:to|for)\b.{0,120}|"
            r"get (?:the|our|all)\b.{0,90}\b(?:inbox|newsletters?|e-?mail|alerts)\b.{0,40}|"
            r"(?:enter )?(?:your )?e-?mail(?: address)?|by (?:signing|subscribing|clicking|"
            r"continuing)\b.{0,60}\byou\b.{0,150}|"
            r"thank you for your patience while.{0,200}|if you are in reader mode.{0,120}|"
            r"register (?:now )?for free.{0,80}|create (?:a |an |your )?(?:free )?account.{0,60}|"
            r"already (?:a|have) (?:subscriber|an account).{0,40}|(?:please )?(?:subscribe|log in|sign in) to "
            r"(?:continue|read|comment).{0,60}|newsletter:.{0,80}"
        ),
    ),
    (
        "cookies",
        _whole(
            r"(?:we|this (?:site|website)|our (?:site|website)|we and our partners) (?:use|uses|"
            r"store)\b.{0,30}cookies.{0,300}|"
            r"we value your privacy|we and our (?:\d[\d,. ]* )?(?:partners|vendors).{0,300}|(?:more|cookie|"
            r"privacy) options|"
            r"accept(?: all)?(?: cookies)?|reject all|manage (?:preferences|cookies|options)|"
            r"(?:please )?enable javascript.{0,120}"
        ),
    ),
    (
        "rights and standards",
        _whole(
            r"(?:©|\(c\)|copyright)\s*(?:\d{4}|.{0,60}all rights).{0,160}|.{0,80}all rights reserved\W?.{0,80}|"
            r"our standards:.{0,100}|source text(?: for .{1,20})?|further company coverage:?.{0,20}|"
            r"(?:to contact|contact|write to) (?:the )?(?:reporters?|writers?|editors?|author|"
            r"[A-Z][\w. ]{2,40}) (?:on|for|at)\b"
            r".{0,160}|\(?(?:this|the) (?:story|article|report) (?:has not been|was not) edited by.{0,160}|"
            r"more stories like this are available.{0,80}|reuse this content.{0,40}|source [A-Z][\w &.]{2,50}|"
            r"purchase licen[cs]ing rights.{0,40}|licen[cs]e this (?:article|content)|"
            r"(?:request a )?reprints?(?: (?:&|and) permissions?)?"
        ),
    ),
    (
        "navigation",
        _whole(r"(?:terms(?: of use)?|privacy|cookies?)(?: (?:and|&|dashboard|policy|settings|preferences))+.{0,40}"),
    ),
    (
        "other stories",
        re.compile(
            r"\s*(?:read more|read also|also read|see also|more|related|related (?:story|article|stories)|watch|"
            r"don't miss|recommended|editor's picks?|lesen sie auch|mehr zum thema)\s*[:»>].{0,200}",
            re.IGNORECASE,
        ),
    ),
)
_ONWARD = re.compile(
    r"\W*(?:related (?:stories|articles|content|news|topics)|more (?:from|in|on|stories|news)\b.{0,60}|most "
    r"(?:read|popular|viewed)|"
    r"recommended(?: (?:stories|for you|reading))?|latest (?:stories|news)|up next|read next|what to read next|"
    r"trending(?: now)?|top stories|popular (?:now|stories)|suggested topics:?|you (?:may|might) also like|"
    r"editor's picks|mehr zum thema|meistgelesen)\W*",
    re.IGNORECASE,
)
_AMOUNT = r"[$€£¥₹]?\s?\d{1,3}(?:[.,'’ \u00a0\u202f]?\d{3})*(?:[.,]\d+)?\s?[%€$£]?(?:\s?(?:bps|pts?|bn|mln))?"
_SIGNED = rf"(?:[+\-−–▲▼△▽↑↓]\s?)?{_AMOUNT}"
_NUMBERS = re.compile(rf"\s*{_SIGNED}(?:\s+\(?{_SIGNED}\)?)*\s*|\s*\({_SIGNED}\)\s*")
_CHANGE = rf"(?:[+\-−–▲▼△▽↑↓]\s?{_AMOUNT}|\(?[+\-−–▲▼]?\s?\d+[.,]?\d*\s?%\)?)"
_ROW = re.compile(rf"\s*[•*·]?\s*[^\s].{{0,38}}?\s+{_SIGNED}\s+\(?{_CHANGE}\)?(?:\s+\(?{_SIGNED}\)?)*\s*")
_MOVED = re.compile(r"\s*[•*·]?\s*[^\W\d_a-z][\w&./ ]{0,30}?\s+[+\-−–▲▼]\s?\d+(?:[.,]\d+)?\s?%\s*")
_LABEL = re.compile(r"\s*[•*·]?\s*[^\W\d_][\w&./'’()+ -]{0,38}\s*|\s*[•*·]\s*\S.{0,38}")
_HEADS = re.compile(
    r"\s*(?:(?:index|symbol|name|ticker|last|last price|price|change|chg|% ?(?:change|chg)|volume|high|low|"
    r"open)[\t |]*){2,}\s*",
    re.IGNORECASE,
)
_FEW_WORDS = 5


def surroundings(lines: Sequence[str]) -> dict[int, str]:
    """Which lines are none of the story's, each with the rule that says so."""
    found = {number: rule for number, line in enumerate(lines) if line.strip() and (rule := _rule(line))}
    for number in _tickers(lines):
        found[number] = "ticker"
    return found


def leads_on(line: str) -> bool:
    """Whether a line heads a list of other stories, so that behind it the story has ended."""
    return _ONWARD.fullmatch(line) is not None


def _rule(line: str) -> str:
    return next((name for name, pattern in _RULES if pattern.fullmatch(line)), "")


def _tickers(lines: Sequence[str]) -> Iterator[int]:
    """Rows of figures, figures that stand alone, and the short name above them."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    label = None
    for number in filled:
        line = lines[number]
        if _NUMBERS.fullmatch(line):
            yield number
            if label is not None:
                yield label
            label = None
        elif any(row.fullmatch(line) for row in (_ROW, _MOVED, _HEADS)):
            yield number
            label = None
        else:
            label = number if _LABEL.fullmatch(line) and len(line.split()) <= _FEW_WORDS else None
