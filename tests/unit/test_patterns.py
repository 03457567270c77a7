"""No regular expression of the generator needs a time that doubles with each letter.

Pages, sources and web pages are written by others (OWASP, "Regular expression Denial of Service").
"""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator

import pytest

import macros

BEFORE = ("", "---\n", "<a", "[", "{", "404")
REPEATED = """a 0 - * _ # > | . , : / ( ) [ ] { } < " ' = ` ~ \\ $ & @ a- ??? ???+ - -- a. 1, [a] (a a(""".split()
REPEATED += [" ", "\n", "\t", "-a: x\n", "a: x\n", " a\n", "| a ", "10 mL ", "a=b ", "error-", "- "]


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    seen = set()
    for module in pkgutil.walk_packages(macros.__path__, "macros."):
        if ".starter.files" in module.name or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for one in value if isinstance(value, list | tuple) else [value]:
                found = getattr(one, "regex", one)
                if isinstance(found, re.Pattern) and isinstance(found.pattern, str):
                    if found.pattern not in seen:
                        seen.add(found.pattern)
                        yield f"{module.name}.{name}", found


def test_no_pattern_takes_exponential_time():
    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, late)
    slow = []
    try:
        for name, pattern in patterns():
            for start in BEFORE:
                for repeated in REPEATED:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0.5)
                    try:
                        pattern.search(f"{start}{repeated * 30}\x01")
                    except TimeoutError:
                        slow.append((name, start, repeated))
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert slow == []


@pytest.mark.parametrize("part", ["-", "404-", "error-", "l'", "a-"])
def test_the_title_of_a_web_page_is_read_at_once(part):
    from macros.verify.pretences import is_missing

    assert not is_missing(f"404 {part * 40}x")
    assert is_missing("404 - Page not found") and is_missing("Error 404: not found!")
