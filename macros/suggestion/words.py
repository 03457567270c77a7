"""Somebody's words as Markdown that shows exactly these words, and does nothing."""

import re

from .form import Refusal

# What would be a call, a template or HTML. A mathematical "<" before a digit or a space is none.
_ACTIVE = re.compile(
    r"(?i)\{\{|\}\}|\{%|%\}|\{#|#\}|\[\[~~#|#~~\]\]|<[A-Za-z/!?]|\bjavascript:|\bdata:[a-z]+/"
)
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~^$]")
# What Markdown and its extensions read at the beginning of a line: the sign that makes it so.
_OPENING = re.compile(r"^(?:\d{1,9})?([-+#=:>.)!?])")


def as_markdown(text: str, *, opens_line: bool = False) -> str:
    """One line of Markdown for a text. Raises Refusal for what was meant to run."""
    line = " ".join(text.split())
    if match := _ACTIVE.search(line):
        what = "HTML" if match[0].startswith("<") else "signs that a page would carry out"
        raise Refusal(f"the words hold {what}; please write them as plain words")
    line = _SPECIAL.sub(lambda sign: f"&#{ord(sign[0])};", line)
    if opens_line and (match := _OPENING.match(line)):
        line = f"{line[: match.start(1)]}&#{ord(match[1])};{line[match.end(1) :]}"
    return line


def escaped(text: str) -> str:
    """A text as plain words among Markdown: no mark-up, no mentions, no numbers of issues."""
    return re.sub(r"[<>&*_`\[\]@#|\\!~]", lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))


def quoted(text: str, kind: str = "text") -> str:
    """A text as a block of code: nobody is notified by it, no link or picture comes of it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence} {kind}\n{text.strip() or '–'}\n{fence}"
