"""Digests: one hash for everything that is named or compared by its content."""

import hashlib


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def quick(data: bytes) -> bytes:
    """A digest of some bytes for what never leaves this machine: BLAKE2b, 16 bytes."""
    return hashlib.blake2b(data, digest_size=16).digest()


def short(*parts: str, length: int = 8) -> str:
    """The first hexadecimal digits of a SHA-256 over parts that no choice of parts can imitate by running together."""
    framed = "".join(f"{len(part)}:{part}" for part in parts)
    return sha256(framed.encode())[:length]
