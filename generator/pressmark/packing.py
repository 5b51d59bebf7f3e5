"""Values as bytes, to be kept or sent: those of this package, plain ones of Python, and collections of these."""

import datetime as dt
import io
import pickle
import sys
from functools import cache
from typing import Any

from msgspec.json import Encoder

from pressmark.digest import quick
from pressmark.values import makes_values

_json = Encoder().encode
_PLAIN = {name: getattr(dt, name) for name in ("date", "datetime", "timedelta", "timezone")}


def packed(value: Any) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def digest_of(value: Any) -> bytes:
    """The digest of all that a value holds, whichever of its parts it holds as one object.

    JSON, unlike msgspec's other forms, tells a moment on one clock from the same on another.
    """
    return quick(_json(value))


def unpacked(data: bytes) -> Any:
    """The value that was packed.

    Raises:
        pickle.UnpicklingError: The bytes are none, or ask for anything that is not a value.
    """
    return _Unpickler(io.BytesIO(data)).load()


class _Unpickler(pickle.Unpickler):
    """Makes values and nothing else, so that bytes from a stranger cannot run anything."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of a value, or the function that makes it."""
        return _maker(module, name)


@cache
def _maker(module: str, name: str) -> Any:
    if module == "datetime" and name in _PLAIN:
        return _PLAIN[name]
    if module.partition(".")[0] == __package__ and name.isidentifier():
        found = getattr(sys.modules.get(module), name, None)
        if makes_values(found):
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is no value")
