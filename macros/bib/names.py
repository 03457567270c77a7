"""The names of an author or editor field: people taken apart, bodies left whole.

BibTeX's grammar ("First von Last", "von Last, First", "von Last, Jr, First"; btxdoc 4), biblatex's
extended names (manual 3.4), and what tools write of their own accord: the suffix or the particle in
other places, bodies turned round.
"""

import re
from functools import lru_cache

from ..model import Name, plain
from .bodies import is_body, is_company, joined_bodies, turned_body
from .latex import decode
from .latex_tables import ACCENTS

SUFFIX = re.compile(r"(?i)(?:jr|sr|junior|senior|ii|iii|iv|2nd|3rd|[4-9]th)\.?")
# Numerals that are initials in any place but one of their own.
_LATE_SUFFIX = re.compile(r"(?i)(?:v|vi{1,3}|ix|x|1st)\.?")
_ROMAN = re.compile(r"[IVX]+\.?")
DEGREES = re.compile(
    r"(?:M\.?D|Ph\.?\s?D|R\.?N|M\.?Sc|B\.?Sc|M\.?P\.?H|F\.?R\.?C\.?[A-Z]|D\.?O|M\.?B\.?B\.?S"
    r"|B\.?S\.?N|M\.?S\.?N"
    r"|Pharm\.?D|Prof|Dr|Esq)\.?"
)
PARTICLES = frozenset(
    "van von der den dem de la le las los da do dos das di del della dello degli delle du af av "
    "zu zur zum ten ter te vanden "
    "'t ’t het op vander vande el al bin ibn ben bint y e d' l' dalla dal des v. d. v.d. 't".split()
)
_GREAT_PARTICLES = re.compile(r"(?:Van|Von|De|Del|Dos?)(?: (?:De[rn]?|La|Los|Las|'t))+")
_BRACES_AND = re.compile(r"(?i)[{}]| and(?= )")
_ET_AL = re.compile(r"(?i)[,;]?\s*(?:\band\s+)?\bet\.?\s*al\b\.?\s*$")
_OTHERS = re.compile(r"(?i)\{*\s*(?:and\s+)?(?:others|et\.?\s*al)\.?\s*\}*")
# BibTeX parts the names before TeX eats a space: an "and" stays one.
_COMMAND_SPACE = re.compile(r"\\([A-Za-z]+)\s+(?!and\s)([^\W\d_]?)")
_SHORT_SUFFIX = re.compile(r"[JS]r\.?|I{2,3}|IV|2nd|3rd|[4-9]th")
_PASTED = re.compile(r"([^\W\d_][\w'’-]+(?: [\w'’-]+){0,2})\s+([A-Z]{1,3})")
_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,3}")
_ONLY_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}")
_BEHALF = re.compile(r"(?i)^(?:on behalf of|for)\s+(?:the\s+|all\s+)?(?=\S)")
_EXTENDED = re.compile(
    r"\s*(family|given|prefix|suffix|useprefix|juniorcomma|id|hash|nameaddon|(?:given"
    r"|family)-i)\s*="
)
# Small words inside the names of bodies, which no family name has before it.
_LINKS = frozenset("the of for in".split())
# No person's name is as long.
_LONGEST = 1000


def people(value: str) -> tuple[tuple[Name, ...], bool]:
    """The people of a field, and whether it says that there are more ("and others", "et al")."""
    value = value.strip()
    if not value:
        return (), False
    if "\\" in value:
        value = _COMMAND_SPACE.sub(_command, value)
    value, cut = _ET_AL.subn("", value)
    parts, more = name_list(value), bool(cut)
    while parts and _OTHERS.fullmatch(parts[-1]):
        parts, more = parts[:-1], True
    names: list[Name] = []
    for part in joined_bodies([bare for part in parts if (bare := part.strip(" ,;~"))]):
        names.extend(pasted(part) or [_person(part)])
    return tuple(name for name in names if name != Name()), more


def _command(match: re.Match[str]) -> str:
    """A command in a name without the space behind it, which TeX eats."""
    command, letter = match.groups()
    if command not in ACCENTS:
        return f"{{\\{command}}}{letter}"
    return f"{{\\{command} {letter}}}" if letter else f"\\{command}"


def name_list(value: str) -> list[str]:
    """The names that "and" parts, outside of braces (btxdoc 4), in linear time."""
    parts, start, depth = [], 0, 0
    for match in _BRACES_AND.finditer(value):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(value[start : match.start()].strip())
            start = match.end()
    return [*parts, value[start:].strip()] if value.strip() else []


def pasted(part: str) -> list[Name]:
    """The people of "Smith JA, Jones B", which holds no "and"; none where it is no such list."""
    if "{" in part or not re.search("[,;]", part):
        return []
    pieces = [piece.strip() for piece in re.split("[,;]", part) if piece.strip()]
    if pairs := pairs_of(pieces):
        return [Name(family, given, "", suffix) for family, given, suffix in pairs]
    found = [_PASTED.fullmatch(piece) for piece in pieces]
    least = 2 if ";" in part else len(pieces)
    if len(pieces) < 2 or not found[0] or sum(map(bool, found)) < least:
        return []
    return [
        Name(family=match[1], given=" ".join(match[2])) if match else Name(literal=piece)
        for match, piece in zip(found, pieces, strict=True)
    ]


def pairs_of(pieces: list[str]) -> list[tuple[str, str, str]]:
    """(family, initials, suffix) of "Smith, J. A., Jones, B., Jr."; none for no list."""
    found: list[tuple[str, str, str]] = []
    rest = iter(pieces)
    for piece in rest:
        if found and not found[-1][2] and _SHORT_SUFFIX.fullmatch(piece):
            found[-1] = (*found[-1][:2], piece)
            continue
        given = next(rest, "")
        if not _ONLY_INITIALS.fullmatch(given) or not re.search(r"[^\W\d_]{2}", piece):
            return []
        found.append((piece, given, ""))
    return found if len(found) > 1 else []


def pieces_of(text: str, signs: str = ",") -> list[str]:
    """A text parted at signs that stand outside of braces and quotes."""
    if "{" not in text and '"' not in text:
        if signs == ",":
            return [piece.strip() for piece in text.split(",")]
        return text.replace("~", " ").split()
    pieces, start, depth, quoted = [], 0, 0, False
    for place, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        quoted ^= sign == '"' and "=" in text[start:place]
        if sign in signs and depth <= 0 and not quoted:
            pieces.append(text[start:place].strip())
            start = place + 1
    return [*pieces, text[start:].strip()]


def tokens(text: str) -> list[str]:
    """The words of a name: parted by white space and ties outside of braces."""
    return [word for word in pieces_of(text, " ~\t") if word]


@lru_cache(maxsize=20000)
def _person(part: str) -> Name:
    if len(part) > _LONGEST:
        return Name(literal=_text(part.strip("{}")))
    if _EXTENDED.match(part):
        return _extended(part)
    if _whole(part):
        return Name(literal=_body_name(_text(part[1:-1])))
    if "," not in part and "{" not in part and "\\" not in part:
        words = part.replace("~", " ").split()
        return _natural(words, words)
    pieces = [piece for piece in pieces_of(part) if piece]
    if len(pieces) == 1:
        words = tokens(pieces[0])
        if len(words) > 2 and all(map(_whole, words)):
            return Name(literal=_text(pieces[0]))
        return _natural([_text(word) for word in words], words)
    return _parted(pieces)


def _natural(words: list[str], raw: list[str]) -> Name:
    """A name as "First von Last", with a suffix at the end; a body; a name of one word."""
    text = " ".join(words)
    whole = _BEHALF.sub("", text, count=1)
    if whole != text or is_body(whole.split()):
        return Name(literal=_body_name(text))
    suffix = ""
    kept, braced_suffix = _without_suffix(raw[-1], words[-1])
    if len(words) > 1 and braced_suffix:
        suffix, words, raw = braced_suffix, [*words[:-1], kept], [*raw[:-1], f"{{{kept}}}"]
    if not suffix and len(words) > 2 and SUFFIX.fullmatch(words[-1]):
        suffix = words[-1]
        words, raw = words[:-1], raw[:-1]
    if len(words) == 1:
        return Name(literal=text)
    if (
        _INITIALS.fullmatch(words[-1])
        and not _INITIALS.fullmatch(words[0])
        and words[0] != words[0].upper()
    ):
        return Name(
            " ".join(words[:-1]), " ".join(re.findall("[A-Z]", words[-1])), "", suffix
        )  # PubMed's "Smith JA"
    low = [place for place, word in enumerate(raw[:-1]) if _low(word)]
    if any(words[place] in _LINKS for place in low):
        return Name(literal=text)
    if not low:
        return Name(words[-1], " ".join(words[:-1]).rstrip(","), "", suffix)
    first, last = low[0], low[-1] + 1
    return Name(
        " ".join(words[last:]), " ".join(words[:first]), " ".join(words[first:last]), suffix
    )


def _body_name(text: str) -> str:
    """A body without "for the", "on behalf of" and a small "the" (AMA 11th, 3.8)."""
    return re.sub(r"^the (?=\S+ \S)", "", _BEHALF.sub("", text, count=1))


def _without_suffix(raw: str, text: str) -> tuple[str, str]:
    """A family name in braces that hold its suffix too, as ScienceDirect writes: "{Nash Jr.}"."""
    name, _, last = text.rpartition(" ")
    if name and _whole(raw) and _SHORT_SUFFIX.fullmatch(last):
        return name.rstrip(","), last
    return text, ""


def _low(word: str) -> bool:
    """Whether a word is a particle to BibTeX: it starts with a small letter outside of braces."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letter = re.search(r"[^\W\d_]", _text(word) if "\\" in word else word)
    return bool(letter) and letter[0].islower()  # type: ignore[index]


def _parted(pieces: list[str]) -> Name:
    """A name with commas: "von Last, First", "von Last, Jr, First", "Last, First, Jr"."""
    texts = [_text(piece) for piece in pieces]
    if len(texts) > 1 and is_company(texts[0], texts[-1]):
        return Name(literal=", ".join(texts))
    suffix = particle = ""
    if len(pieces) > 2 and DEGREES.fullmatch(texts[-1]):
        pieces, texts = pieces[:-1], texts[:-1]
    if len(pieces) == 3:
        middle, last = texts[1], texts[2]
        if all(word in PARTICLES for word in middle.split()):
            particle = middle
        elif _is_suffix(last) and not _is_suffix(middle):
            suffix, pieces = last, [pieces[0], pieces[1], pieces[1]]
        else:
            suffix = middle
        pieces = [pieces[0], pieces[2]]
    if len(pieces) > 2:
        return Name(literal=", ".join(texts))
    family, given = tokens(pieces[0]), tokens(pieces[1]) if len(pieces) == 2 else []
    if suffix in ("I", "V", "X") and given:  # Web of Science takes an initial for a number
        given, suffix = [*given, suffix], ""
    if len(given) > 1 and not suffix and _SHORT_SUFFIX.fullmatch(texts[0]):
        # Mendeley writes "Bo Nash Jr." as "Jr., Bo Nash".
        return _natural([*map(_text, given), texts[0]], [*given, pieces[0]])
    if len(family) == 1 and not suffix:
        kept, suffix = _without_suffix(family[0], _text(family[0]))
        family = [f"{{{kept}}}"] if suffix else family
    if (
        len(family) > 1
        and not _low(family[0])
        and len(given) == 1
        and re.fullmatch(r"[JS]r\.?|\d\w\w|III?|IV", given[0])
    ):
        return _natural([_text(word) for word in [*family, *given]], [*family, *given])
    body = turned_body([_text(word) for word in family], [_text(word) for word in given])
    if body:
        return Name(literal=body)
    return _assembled(family, given, particle, suffix)


def _is_suffix(text: str) -> bool:
    return bool(SUFFIX.fullmatch(text) or _LATE_SUFFIX.fullmatch(text))


def _assembled(family: list[str], given: list[str], particle: str, suffix: str) -> Name:
    """A person from the raw words on both sides of the comma."""
    if not suffix and len(family) > 1 and SUFFIX.fullmatch(family[-1]):
        suffix = family.pop()
    if (
        not suffix
        and given
        and SUFFIX.fullmatch(given[-1])
        and (given[1:] or not _ROMAN.fullmatch(given[-1]))
    ):
        suffix = given.pop()
    elif not suffix and len(given) > 1 and re.fullmatch(r"[JS]r\.?,?", given[0]):
        suffix = given.pop(0)
    before = 0
    while before < len(family) - 1 and _low(family[before]):
        before += 1
    after = len(family)
    while after - 1 > before and family[after - 1] in PARTICLES:
        after -= 1
    first = 0
    while first < len(given) - 1 and given[first] in PARTICLES and len(given[first]) > 1:
        first += 1
    end = len(given)
    while end - 1 > first and given[end - 1] in PARTICLES:
        end -= 1
    if len(given) > 2 and end == len(given) and _GREAT_PARTICLES.fullmatch(" ".join(given[-2:])):
        end -= 2
    found = [*family[:before], *family[after:], *given[:first], *given[end:]]

    def words(items: list[str]) -> str:
        return " ".join(filter(None, map(_text, items)))

    name = words(family[before:after])
    first_names = words(given[first:end])
    prefix = words([*filter(None, [particle]), *found])
    if not first_names and not prefix and not suffix:
        return Name(literal=name)
    return Name(name, first_names, prefix, suffix)


def _extended(part: str) -> Name:
    """Biblatex's "family=Berg, given=Jan, prefix=van der, useprefix=true" (manual 3.4)."""
    fields = {}
    for piece in pieces_of(part):
        key, _, value = piece.partition("=")
        fields[key.strip()] = _text(value.strip().strip('"'))
    family, given = fields.get("family", ""), fields.get("given", "")
    prefix, suffix = fields.get("prefix", ""), fields.get("suffix", "")
    if not (given or prefix or suffix):
        return Name(literal=family)
    return Name(family, given, prefix, suffix)


def _text(value: str) -> str:
    return value if value.isalnum() else plain(decode(value)).strip()


def _whole(text: str) -> bool:
    """Whether one pair of braces holds the whole text, and not only one accented letter."""
    if not (text.startswith("{") and text.endswith("}")) or text.startswith("{\\"):
        return False
    depth = 0
    for position, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return position == len(text) - 1
    return False
