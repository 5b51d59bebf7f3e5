"""Why a text is linked as it is: every candidate of an article with its decision, and names that are almost known."""

from bisect import bisect_right
from collections.abc import Iterator

from pressmark.mentions import LINKING, Decision, Linker
from pressmark.model import Article, Body
from pressmark.nearmiss import near_misses
from pressmark.resolve import Archive


def explain_article(archive: Archive, identifier: str, common: frozenset[str]) -> Iterator[str]:
    """The lines of the explanation."""
    article = archive.articles[identifier]
    linker = Linker(archive.records, common)
    decisions = linker.decide(article.body, article.about)
    yield f"{article.title} (article:{article.id})"
    yield from _section("Linked", article, [d for d in decisions if d.rule in LINKING])
    yield from _section("Not linked", article, [d for d in decisions if d.rule not in LINKING])
    names = (bearer.name for name in linker.names for bearer in name.bearers)
    misses = list(near_misses(article.body, decisions, names))
    if misses:
        yield "\nAlmost a name that is known"
        for miss in misses:
            yield f"  {_block(article.body, miss.start):>5}  «{miss.text}» resembles «{miss.known}»"


def _section(title: str, article: Article, decisions: list[Decision]) -> Iterator[str]:
    yield f"\n{title}: {len(decisions)}"
    for decision in decisions:
        of = decision.chosen and "{}:{}".format(*decision.chosen)
        among = ", ".join(f"{kind}:{identifier}" for kind, identifier in decision.candidates)
        text = " ".join(decision.text.split())
        yield f"  {_block(article.body, decision.start):>5}  «{text}» → {of or f'({among})'}: {decision.rule}"


def _block(body: Body, offset: int) -> str:
    index = bisect_right(body.blocks, offset, key=lambda block: block.start) - 1
    return body.blocks[max(index, 0)].id
