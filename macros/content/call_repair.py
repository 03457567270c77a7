"""A macro call that can't be read, as it was surely meant.

Curled quotes, wrong brackets, missing quotes and commas are set right.
"""

import re
from itertools import pairwise

from .macros import Registry

QUOTES = str.maketrans(
    dict.fromkeys("“”„‟«»″＂", '"')
    | dict.fromkeys("‘’‚‛′´＇", "'")
    | {"\u00a0": " "}
    | dict.fromkeys("\u200b\ufeff\u2060\u00ad")
)
ENTITY = re.compile(r"&(?:quot|#34|ldquo|rdquo);")
HEAD = re.compile(r"\s*(?P<name>[A-Za-z_]\w*)\s*[(\[{:]?(?P<rest>.*)$", re.DOTALL)
PIECE = re.compile(
    r"""\s*(?:(?P<option>[a-z]\w*)\s*[=:]\s*)?
    (?:(?P<quote>["'`]+)(?P<text>[^"'`]*?)["'`]+
    |["'`]?(?P<bare>[\w./+-]*[\w+-])["'`]?(?=\s*(?:[,;+&)\]}]|$)))
    \s*(?:[,;+&]|and\b|(?=["'`])|$)""",
    re.DOTALL | re.VERBOSE,
)


def repaired(inner: str, registry: Registry) -> str:
    """The whole call, braces included, for what stands between the braces of a broken one.

    "" where more than one call could be meant.
    """
    text = ENTITY.sub('"', inner).translate(QUOTES).strip(" \t\n{}-+")
    match = HEAD.match(text)
    macro = registry.get(match["name"].lower()) if match else None
    if match is None or macro is None:
        return ""
    rest = match["rest"].strip().lstrip("([{").rstrip(")]} \t\n")
    args: list[str] = []
    options: list[str] = []
    offset = 0
    while offset < len(rest):
        piece = PIECE.match(rest, offset)
        if not piece or piece.end() == offset:
            return ""
        value = piece["text"] if piece["text"] is not None else piece["bare"]
        if not value or "\n" in value or '"' in value or (options and not piece["option"]):
            return ""
        if piece["option"]:
            options.append(f'{piece["option"]}="{value}"')
        else:
            args.append(f'"{value.strip()}"')
        offset = piece.end()
    if not args and macro.takes != "nothing":
        return ""
    return "{{ " + f"{macro.name}({', '.join([*args, *options])})" + " }}"


CALLS = re.compile(r"[A-Za-z_]\w*\s*\((?:[^()\"']|\"[^\"\n]*\"|'[^'\n]*')*\)")
BETWEEN = re.compile(r"\s*(?:[,;+&|]|and|\}\s*\{)?\s*")


def parted(inner: str, registry: Registry) -> str:
    """The calls, each in braces of its own, where several stand between one pair; else ""."""
    found = list(CALLS.finditer(inner))
    rest = [inner[one.end() : two.start()] for one, two in pairwise(found)]
    edges = inner[: found[0].start()] + inner[found[-1].end() :] if found else "x"
    if len(found) < 2 or edges.strip() or not all(map(BETWEEN.fullmatch, rest)):
        return ""
    calls = [repaired(one[0], registry) for one in found]
    return "".join(calls) if all(calls) else ""
