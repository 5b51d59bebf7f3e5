"""Gzip (RFC 1952), the same bytes from every release of Python: no time, and no operating system."""

import gzip

_SYSTEM = 9  # where the header names the operating system; what Python writes there differs from release to release
_UNKNOWN = b"\xff"


def gzipped(data: bytes, level: int = 9) -> bytes:
    """Data as small as gzip makes them, or as quickly as a lower level does; equal data give equal bytes."""
    found = gzip.compress(data, compresslevel=level, mtime=0)
    return found[:_SYSTEM] + _UNKNOWN + found[_SYSTEM + 1 :]
