"""Compiled templates as bytes, for another process that renders the same site.

They are code: whoever reads some must know that they are his own.
"""

import marshal
from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """The compiled templates of one environment by name, and which of them stand alone (`Templating.stands_alone`)."""

    def __init__(self) -> None:
        self.codes: dict[str, CodeType] = {}
        self.alone: dict[str, bool] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja2's interface
        """Their names are enough: one environment has one template of each."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja2 the code of a template, if it is there."""
        bucket.code = self.codes.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template that Jinja2 has compiled."""
        if bucket.code is not None:
            self.codes[bucket.key] = bucket.code

    def packed(self) -> bytes:
        """All of them as bytes, for the same version of Python."""
        return marshal.dumps((self.codes, self.alone))

    def restore(self, data: bytes) -> None:
        """Take over what another process has packed."""
        codes, alone = marshal.loads(data)  # noqa: S302 - the caller vouches for it
        self.codes |= codes
        self.alone |= alone
