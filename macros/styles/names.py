"""Names of people and organisations, and lists of them, as styles print them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from ..model import Name

# Chinese, Japanese and Korean script: family and given name stand together.
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def initials(given: str) -> str:
    """Given names as initials: no full stops or spaces, hyphens dropped (AMA 11th, 3.7).

    A romanised pair with its stop stays; names in a script without capitals come back whole.

    >>> initials("Jean-Pierre"), initials("J. A."), initials("JA"), initials("Yu. V.")
    ('JP', 'JA', 'JA', 'YuV')
    """
    given = unicodedata.normalize("NFC", given).strip()
    if not any(character.isupper() or character.islower() for character in given):
        return given
    given = re.sub(r"[(\u201c\"][^)\u201d\"]*[)\u201d\"]", " ", given)
    words = [word for word in re.split(r"[\s,]+", given) if word]
    if any(word[0].isupper() for word in words):
        words = [word for word in words if not word[0].islower()]
    if any(len(word) > 3 and word.isalpha() and word.isupper() for word in words):
        words = [word.capitalize() for word in words]  # names in capitals: "THI PHUONG"
    return "".join(
        _initial(part)
        for word in words
        for part in re.split(r"(?<=\.)(?=[^\W\d_])|[-\u2010\u2011]", word)
        if part
    )


def _initial(part: str) -> str:
    letters = "".join(
        character for character in part if character.isalpha() or unicodedata.combining(character)
    )
    if not letters:
        return ""
    if letters.isupper() and len(letters) <= 3 and "'" not in part and "\u2019" not in part:
        return letters
    if (
        part.endswith(".")
        and re.fullmatch("[^\\W\\d_][aehiosuyz]", letters)
        and letters[0].isupper()
    ):
        return letters
    accent = letters[1:2] if unicodedata.combining(letters[1:2] or " ") else ""
    return letters[0].upper() + accent


def is_group(name: Name) -> bool:
    """Whether a name is an organisation or a study group, and not a person of one name (Plato)."""
    return bool(name.literal) and not (name.literal.isalpha() and name.literal.istitle())


def person(name: Name, suffixes: Mapping[str, str] | None = None) -> str:
    """Particle, family name, initials, suffix; an organisation in full (AMA 11th, 3.7 and 3.8)."""
    if name.literal or not name.family:
        return name.literal or " ".join(filter(None, (name.particle, name.given)))
    if _CJK.match(name.family):
        return f"{name.family}{name.given}"
    suffix = name.suffix.strip(" .,")
    given = initials(name.given)
    parts = (name.particle, name.family, given, (suffixes or {}).get(suffix, suffix))
    return " ".join(filter(None, parts))


def listed(
    names: Sequence[Name],
    more: bool,
    shown: int,
    suffixes: Mapping[str, str] | None = None,
    *,
    comma: bool = False,
    between_groups: str = ", ",
) -> str:
    """A list of names: up to six people; of more the first `shown`, then "et al".

    A group that follows people is parted from them by a semicolon, and is named after "et al" too
    (AMA 11th, 3.7; Citing Medicine, chapter 1). `more` says that the record itself cut the list:
    then all it names, unless it names six, which makes at least seven. `comma` puts one also
    between a single name and "et al"; `between_groups` parts a group from what stands behind it.
    """
    split = len(names)
    while split and is_group(names[split - 1]):
        split -= 1
    split = split or len(names)  # groups alone are listed like people
    head, groups = names[:split], names[split:]
    cut = len(head) + more > 6
    texts = [text for one in (head[:shown] if cut else head) if (text := person(one, suffixes))]
    out = _joined(texts, head, between_groups)
    if texts and (cut or more):
        out += " et al" if len(texts) == 1 and not comma else ", et al"
    return "; ".join(filter(None, (out, between_groups.join(one.literal for one in groups))))


def _joined(texts: Sequence[str], names: Sequence[Name], between_groups: str) -> str:
    """Names with a comma between people, and the style's sign beside a group."""
    out = ""
    for text, name, before in zip(texts, names, (None, *names), strict=False):
        if before is not None:
            out += between_groups if is_group(before) or is_group(name) else ", "
        out += text
    return out


def same_body(text: str, names: Iterable[Name]) -> bool:
    """Whether a site or publisher is the very body that stands as an author."""
    return bool(_bare(text)) and any(_bare(name.literal) == _bare(text) for name in names)


def _bare(value: str) -> str:
    return re.sub(r"^the\b|\W", "", value.casefold())
