"""The checks: sources in, diagnostics out. A check never prints, and knows nothing of the engine.

Every module below `bib/`, `pages/` and `site/` is found by itself: a new rule is one decorated
function (see `rule`), and nothing else need know of it.
"""

from .runner import all_diagnostics, build_diagnostics, rules

__all__ = ["all_diagnostics", "build_diagnostics", "rules"]
