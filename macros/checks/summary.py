"""What `check` prints where much could be said: one line for many."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ..model import Diagnostic

# Beyond so many in one file nobody reads a line for each.
MANY = 20
COUNTED = {"bib-uncited": "sources of this file are not cited anywhere"}


def summarised(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Errors and warnings in order, many of a counted rule in one file as one, and no notes."""
    shown = [one for one in diagnostics if one.severity != "note"]
    counts = Counter((one.path, one.rule) for one in shown if one.rule in COUNTED)
    out: list[Diagnostic] = []
    done: set[tuple[str, str]] = set()
    for one in shown:
        place = (one.path, one.rule)
        if counts[place] <= MANY:
            out.append(one)
        elif place not in done:
            done.add(place)
            message = f"{counts[place]} {COUNTED[one.rule]}, this one the first"
            out.append(replace(one, message=message, fix="check --all lists them", edit=None))
    return out
