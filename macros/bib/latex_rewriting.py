r"""What is written anew in a field before it is read: chemistry, units, fractions, `\ifmmode`."""

import re

from .latex_tables import UNITS

_BRACE = re.compile(r"[{}]")
_REWRITTEN = re.compile(r"\\(?:ce|cf|SI|qty|num|si|unit|ang|frac|[td]frac|nicefrac|sfrac)\s*(?=\{)")
_CHOICE = re.compile(r"\\ifmmode(.{0,200}?)\\else\s*(.{0,200}?)\\fi(?![A-Za-z])[ \t]*", re.DOTALL)


# Mathematics that an exporter took for text: `\$\textbackslash{}alpha\_\{1\}\$`.
_ESCAPED_MATH = re.compile(
    r"(?:\{\\\$\}|\\\$)((?:(?!\\\$).){0,300}?(?:textbackslash|\\_"
    r"|\\\^)(?:(?!\\\$).){0,300}?)(?:\{\\\$\}|\\\$)"
)
_ESCAPED = (
    (re.compile(r"\{?\\textbackslash\s*(?:\{\})?\}?"), "\\\\"),
    (re.compile(r"\{?\\(?:textasciicircum|\^)\s*(?:\{\})?\}?"), "^"),
    (re.compile(r"\{\\([_{}&%#])\}|\\([_{}&%#])"), r"\1\2"),
)


def argument(value: str, at: int, limit: int = 400) -> tuple[str, int] | None:
    """The text inside the braces that open at `at`, and the place behind them; None without any."""
    if value[at : at + 1] != "{":
        return None
    depth = 0
    for match in _BRACE.finditer(value, at, at + limit):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return value[at + 1 : match.start()], match.end()
    return None


def _unescaped(match: re.Match[str]) -> str:
    text = match[1]
    for pattern, put in _ESCAPED:
        text = pattern.sub(put, text)
    return f"${text}$"


def rewritten(value: str) -> str:
    """A field in which only what `latex` reads is left."""
    if "\\" not in value:
        return value
    if "$\\" in value:  # "$\\{$USENIX$\\}$", as Google Scholar guards a word
        value = value.replace("$\\{$", "").replace("$\\}$", "")
    if "\\$" in value:
        value = _ESCAPED_MATH.sub(_unescaped, value)
    value = _CHOICE.sub(lambda match: f"{{{match[2]}}}", value)
    out: list[str] = []
    done = 0
    for match in _REWRITTEN.finditer(value):
        if match.start() < done:
            continue
        command, place = match[0].strip("\\ "), match.end()
        parts: list[str] = []
        while (found := argument(value, place)) and len(parts) < _ARITY.get(command, 2):
            parts.append(found[0])
            place = found[1]
        if parts:
            out += [value[done : match.start()], _anew(command, parts)]
            done = place
    return "".join(out) + value[done:]


_ARITY = {"ce": 1, "cf": 1, "num": 1, "si": 1, "unit": 1, "ang": 1}


def _anew(command: str, parts: list[str]) -> str:
    if command in ("ce", "cf"):
        text = re.sub(r"\^(?:\{([^{}]*)\}|([\d+-]+))", r"\\textsuperscript{\1\2}", parts[0])
        text = re.sub(r"(?<=[A-Za-z)\]])_?\{?(\d+)\}?", r"\\textsubscript{\1}", text)
        return f"{{{text.replace('->', '→')}}}"
    if command in ("num", "ang"):
        return parts[0] + ("°" if command == "ang" else "")
    if command in ("si", "unit", "SI", "qty"):
        return " ".join([*parts[:-1], _units(parts[-1])])
    return "/".join(parts)


def _units(text: str) -> str:
    text = re.sub(r"\\([A-Za-z]+)\s*", lambda match: UNITS.get(match[1], match[1]), text)
    return text.replace(".", "·").replace("~", " ")
