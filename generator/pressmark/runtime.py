"""What compiled templates call while they are rendered."""

import re
from functools import cache, lru_cache, partial
from typing import Any

from jinja2.filters import do_trim
from jinja2.runtime import LoopContext, Macro
from markupsafe import Markup, escape

from pressmark.values import kinds

_special = re.compile("[&<>'\"]").search
# The same names stand on thousands of pages; to make markup of one without such signs takes longer than to look.
written = lru_cache(maxsize=50_000)(lambda text: str(escape(text)) if _special(text) else text)
marked = partial(str.__new__, Markup)  # what Markup(text) comes to, where it is known that `text` is a string


def escaped(value: object) -> str:
    """A value as it is written into HTML."""
    return value if type(value) is Markup else written(value) if type(value) is str else escape(value)


def having(name: str) -> frozenset[type]:
    """The classes of values all of which have an attribute, so that it need not be looked for as one of any object."""
    return _having().get(name, frozenset())


@cache  # for all templates; of a class that is made later, an attribute takes longer to reach
def _having() -> dict[str, frozenset[type]]:
    known: dict[str, list[type]] = {}
    for kind in (*kinds(), LoopContext):
        for name in dir(kind):
            known.setdefault(name, []).append(kind)
    return {name: frozenset(some) for name, some in known.items()}


def trimmed(value: Any, characters: str | None = None) -> Any:
    """Jinja2's filter `trim`, which macros are called with in all lists."""
    if type(value) is not Markup or characters is not None:
        return do_trim(value, characters)
    text = str.strip(value)
    return value if len(text) == len(value) else marked(text)


class DirectMacro(Macro):
    """A macro that, called with all of its arguments in order, does no more than run."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._plain = self._default_autoescape and not (self.caller or self.catch_kwargs or self.catch_varargs)

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        if kwargs or len(args) != self._argument_count or not self._plain:
            return super().__call__(*args, **kwargs)
        return marked(self._func(*args))  # type: ignore[no-any-return]
