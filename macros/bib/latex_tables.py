"""The commands of LaTeX that are read: what each does to its argument, or which character it is."""

from ..tables import pairs, table, turned, words

_TABLE = table(__file__)
STYLES = turned(_TABLE["styles"])
# None leaves the style as it is.
SWITCHES: dict[str, str | None] = {
    command: {"roman": "", "same": None}.get(style, style)
    for command, style in turned(_TABLE["switches"]).items()
}
THROUGH, CASES, SKIPS = (words(_TABLE[name]) for name in ("through", "cases", "skips"))
# How many arguments are no text.
DROPPED = {**dict.fromkeys(words(_TABLE["dropped"]), 1), "rule": 2}
QUOTING: dict[str, str] = _TABLE["quoting"]
ACCENTS = {name: chr(int(code, 16)) for name, code in pairs(_TABLE["accents"]).items()}
_GREEK = pairs(_TABLE["greek"])
GREEK = {
    f"{before}{name}{after}": sign
    for before, after in (("text", ""), ("up", ""), ("mathup", ""), ("", "up"), ("", ""))
    for name, sign in _GREEK.items()
} | pairs(_TABLE["other_greek"])
SYMBOLS = pairs(_TABLE["symbols"]) | dict.fromkeys(words(_TABLE["spaces"]), " ")
SYMBOLS["nobreakspace"] = "\u00a0"
UNITS = pairs(_TABLE["units"])
