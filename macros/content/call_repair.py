"""A macro call that can't be read, as it was surely meant: curled quotes, wrong brackets, missing quotes and commas set right."""

from __future__ import annotations

import re

__all__ = ["CALLABLE", "named", "repaired"]

CALLABLE = (
    "cite",
    "bibliography",
    "fact",
    "differ",
    "figure",
    "term",
    "chart",
    "disputes",
    "glossary",
    "references",
    "health",
    "rules",
    "form_card",
)
BARE = frozenset(
    {"bibliography", "disputes", "glossary", "references", "health", "rules", "form_card"}
)
QUOTES = str.maketrans(
    dict.fromkeys("“”„‟«»″＂", '"')
    | dict.fromkeys("‘’‚‛′´＇", "'")
    | {"\u00a0": " ", "\u200b": None, "\ufeff": None, "\u2060": None, "\u00ad": None}
)
HEAD = re.compile(r"\s*(?P<name>[A-Za-z_]\w*)\s*[(\[{:]?(?P<rest>.*)$", re.DOTALL)
PIECE = re.compile(
    r"""\s*(?:(?P<option>[a-z]\w*)\s*[=:]\s*)?(?:(?P<quote>["'`]+)(?P<text>[^"'`]*?)["'`]+|["'`]?(?P<bare>[\w./+-]*[\w+-])["'`]?(?=\s*(?:[,;)\]}]|$)))\s*(?:[,;]|(?=["'`])|$)""",
    re.DOTALL,
)


def named(inner: str) -> str:
    """The macro that some text between braces calls, or "" where it calls none."""
    match = re.match(r"[\s({\[]*([A-Za-z_]\w*)", inner)
    return match[1].lower() if match and match[1].lower() in CALLABLE else ""


def repaired(inner: str) -> str:
    """The whole call, braces included, for what stands between the braces of a broken one; "" where more than one could be meant."""
    text = re.sub(r"&(?:quot|#34|ldquo|rdquo);", '"', inner).translate(QUOTES).strip(" \t\n{}-+")
    match = HEAD.match(text)
    name = match["name"].lower() if match else ""
    if name not in CALLABLE:
        return ""
    rest = match["rest"].strip().lstrip("([").rstrip(")]} \t\n")
    args, options, position = [], [], 0
    while position < len(rest):
        piece = PIECE.match(rest, position)
        if not piece or piece.end() == position:
            return ""
        value = piece["text"] if piece["text"] is not None else piece["bare"]
        if not value or "\n" in value or '"' in value or (options and not piece["option"]):
            return ""
        options.append(f'{piece["option"]}="{value}"') if piece["option"] else args.append(
            f'"{value.strip()}"'
        )
        position = piece.end()
    if not args and name not in BARE:
        return ""
    return "{{ " + f"{name}({', '.join([*args, *options])})" + " }}"
