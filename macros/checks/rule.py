"""What a rule is: a name, a sentence why, an example of the fault, and the mend. Pages for contributors come from the same words."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `why` is for a person who never saw this project; `example` shows the fault, `mend` the same text mended."""

    name: str
    why: str
    example: str
    mend: str
    severity: str = "error"
    fixable: bool = False
