"""Tables of words and names: YAML files that stand beside the modules which read them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def table(module: str) -> dict[str, Any]:
    """The table beside a module, whose `__file__` is given: a mapping by the names in it."""
    text = Path(module).with_suffix(".yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 (a safe loader)
    return found


def words(*texts: str) -> frozenset[str]:
    """The words of texts, parted by white space."""
    return frozenset(" ".join(texts).split())


def pairs(text: str) -> dict[str, str]:
    """Words by the words before them: "alpha α beta β"."""
    found = text.split()
    return dict(zip(found[::2], found[1::2], strict=True))


def turned(groups: Mapping[str, str | Iterable[str]]) -> dict[str, str]:
    """The name of its group for each word (of a text) or each item (of a list)."""
    return {
        one: name
        for name, members in groups.items()
        for one in (members.split() if isinstance(members, str) else members)
    }
