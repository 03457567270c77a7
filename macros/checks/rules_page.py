"""The page of rules, where each message can be looked up: its reason, an example, the fix."""

import re
from collections.abc import Mapping

from .rule import Rule

LEVELS = {
    "error": "Error: the site is not published with it",
    "warning": "Warning: the site is published, but look at it",
    "note": "Note: better, but not needed",
}


def rules_page(rules: Mapping[str, Rule]) -> str:
    """Markdown: a heading for each rule, named as in the messages, in alphabetical order.

    Examples stand in fenced blocks: braces, stars and brackets in them are shown as they are
    written.
    """
    parts = []
    for name in sorted(rules):
        rule = rules[name]
        fixed = " `check --fix` fixes it for you." if rule.fixable else ""
        waived = " No page may waive it." if rule.never else ""
        nature = f"{LEVELS[rule.severity]}. Set: {rule.rule_set}.{fixed}{waived}"
        parts += [
            f"## {name}",
            f"{_words(rule.why)} {nature}",
            "The fault:",
            _fence(rule.bad),
            "Fixed:",
            _fence(rule.good),
        ]
    return "\n\n".join(parts)


def _words(text: str) -> str:
    """A sentence that Markdown leaves as it is."""
    return re.sub(r"([\\`*_{}\[\]<>|])", r"\\\1", text)


def _fence(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    mark = "`" * (longest + 1)
    return f"{mark} text\n{text}\n{mark}"
