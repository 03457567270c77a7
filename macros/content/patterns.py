"""Regular expressions of data/search.yml, which run in readers' browsers: whether one may."""

import re

FILE = "search.yml"

LONGEST = 500
# Each open repetition multiplies the time by the length of what is searched for.
OPEN = 3
_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:[:=!]|<[=!])|\(\??|[)|*+?]|\{\d+(?:,\d*)?\}|.",
    re.DOTALL,
)
_REPEATS = re.compile(r"[*+?]|\{\d+(?:,\d*)?\}")


def pattern_fault(pattern: str) -> str:
    """What is wrong with a regular expression, in words; "" where it may be used.

    A group that repeats or chooses within, and is repeated itself, can need a time that doubles
    with each letter (OWASP, "Regular expression Denial of Service").
    """
    if len(pattern) > LONGEST:
        return f"is longer than {LONGEST} characters"
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return "is no regular expression"
    varies, closed, repeated, opened = [False], False, False, 0
    for sign in _TOKEN.findall(pattern):
        again = _REPEATS.fullmatch(sign) is not None
        if sign in ("(?", "\\A", "\\Z") or (again and repeated and sign != "?"):
            return "is not written as browsers read it"
        if again and closed and sign != "?":
            return "repeats a group that repeats or chooses already"
        opened += sign in "*+" or sign.endswith(",}")
        if again or sign == "|":
            varies[-1] = True
        elif sign.startswith("("):
            varies.append(False)
        closed = sign == ")" and varies.pop()
        if closed:
            varies[-1] = True
        repeated = again
    return f"repeats without an end more than {OPEN} times" if opened > OPEN else ""
