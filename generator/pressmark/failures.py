"""How reading and writing can fail for reasons that are not in the content."""


class UsageError(Exception):
    """The command was given something it must not touch, or that is not there (exit status 2)."""


class MachineError(Exception):
    """The machine failed: disk full, missing binary, no permission (exit status 3)."""
