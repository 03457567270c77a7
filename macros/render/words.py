"""Words that explain themselves: what follows one without a space stays on its line."""

import re

TERM = re.compile(
    r'(<span class="term">\s*<button[^>]*>(?:(?!</button>).)*</button>\s*'
    r'<span class="term-tip"[^>]*>(?:[^<]|<a [^>]*>[^<]*</a>)*</span>)</span>([.,;:!?)\]]+)',
    re.DOTALL,
)


def with_stops(html: str) -> str:
    """A page's HTML with the stop after an explained word inside the box that keeps a line.

    A button is an atom of the line: a new line may begin after it, even before a full stop
    (CSS Text 3, 5.1).
    """
    return TERM.sub(r"\1\2</span>", html)
