"""A `Reference` to BibTeX that any reader takes; our own makes the same `Reference` of it again."""

import re
import unicodedata

from ..bib.formatter import entry_text
from ..bib.identifiers import safe_url
from ..bib.kinds import KINDS
from ..bib.preprints import PREPRINT
from ..bib.vocabulary import ONE_TYPE
from ..model import Name, Reference, Rich
from ..tables import pairs
from .common import NAMES, line, unbroken

_PUBLISHER = {
    "report": "institution",
    "thesis": "school",
    "patent": "holder",
    "other": "howpublished",
}
# Fields of text and of tokens, and where a reference holds them.
_TEXTS = pairs(
    "edition edition version version volume volume chapter chapter location place isbn isbn "
    "language language note note"
)
_TOKENS = pairs(
    "doi doi pmid pmid pmcid pmcid evidence evidence authority authority recordquality record "
    "textseen text_seen status status"
)
# The words for a patent that biblatex knows (manual, 4.9.2.14), by the office that we print.
_PATENTS = {
    "US": "patentus",
    "European": "patenteu",
    "German": "patentde",
    "UK": "patentuk",
    "French": "patentfr",
}

# LaTeX2e's special characters, and what our reader takes for ligatures, entities and tags. Braces
# must balance, so that even those of the text are spelt out: BibTeX counts them whether or not a
# backslash stands before (btxdoc, 4).
_SIGNS = re.compile(r"[\\{}$%&#_^~\u00a0`]|-(?=-)|'(?=')|<(?=/?[A-Za-z])")
_SPELT = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}{}",
    "\u00a0": "~",
    "-": "-{}",
    "'": "'{}",
}
_STYLES = {"i": "textit", "b": "textbf", "sup": "textsuperscript", "sub": "textsubscript"}
_WORD = re.compile(r"[^\W\d_][\w'\u2019.-]*\Z")
_CAPITALS = re.compile(r"[A-Z]{1,3}\Z")


def to_bibtex(reference: Reference) -> str:
    """One entry in the form and field order of references.bib, ending with a line end.

    Read again it is the same reference. Two things differ where they were not canonical before:
    the name of the type (www is online) and a key that BibTeX could not hold (white space, commas).
    """
    fields = _fields(reference)
    braced = {name: f"{{{value}}}" for name, value in fields.items()}
    return entry_text(_type(reference, fields), _key(reference.key), braced)


def _key(key: str) -> str:
    return re.sub(r"[\s,{}=\x00-\x1f\x7f]+", "-", line(key)) or "unnamed"


def _type(reference: Reference, fields: dict[str, str]) -> str:
    """The entry's type as it was written, where a reader comes to the same kind by it."""
    kind = reference.kind
    written = reference.entry_type.lower()
    name = ONE_TYPE.get(written, written)
    means = KINDS.get(name, "other")
    fits = means == kind
    if kind == "web" and not fits:
        fits = "url" in fields and (
            means == "other" or (means == "journal" and "journal" not in fields)
        )
    elif kind == "meeting" and not fits:
        fits = "eventtitle" in fields and "booktitle" not in fields and means in ("paper", "other")
    elif kind == "preprint" and not fits:
        server = f"{fields.get('howpublished', '')} {fields.get('journal', '')}"
        fits = bool(PREPRINT.search(server)) and (
            means == "other" or (means == "journal" and "volume" not in fields)
        )
    return name if fits and re.fullmatch(r"[a-z]+", name) else NAMES["bibtex"].get(kind, "misc")


def _fields(reference: Reference) -> dict[str, str]:
    fields = {
        "author": _people(reference.authors, more=reference.authors_more),
        "editor": _people(reference.editors, more=reference.editors_more),
        "translator": _people(reference.translators),
        "bookauthor": _people(reference.book_authors),
        "title": encode(reference.title),
        "number": _text(reference.issue or reference.number),
        "series": encode(reference.series),
        "pages": _pages(reference.pages),
        "url": safe_url(reference.url),
        "notice": safe_url(reference.notice),
        "keywords": "further-reading" if reference.further_reading else "",
        **{name: _text(getattr(reference, held)) for name, held in _TEXTS.items()},
        **{name: _raw(getattr(reference, held)) for name, held in _TOKENS.items()},
        **_genre(reference),
        **_dates(reference),
        **_eprint(reference),
        **_event(reference),
        **_sources(reference),
    }
    return {name: value for name, value in fields.items() if value}


def _genre(reference: Reference) -> dict[str, str]:
    if reference.kind == "patent":
        office = reference.genre.removesuffix(" patent")
        return {"type": _PATENTS.get(office, _text(reference.genre))}
    return {"entrysubtype" if reference.kind == "news" else "type": _text(reference.genre)}


def _dates(reference: Reference) -> dict[str, str]:
    fields = {
        "pubstate": "inpress" if reference.online_first else "",
        "urldate": reference.accessed.iso if reference.accessed else "",
    }
    if reference.date:
        last = f"/{reference.last_year:04d}" if reference.last_year else ""
        fields |= {
            "year": f"{reference.date.year:04d}{last}",
            "month": str(reference.date.month or ""),
            "day": str(reference.date.day or ""),
        }
    return fields


def _eprint(reference: Reference) -> dict[str, str]:
    """The number of a preprint, and the archive that gave it (biblatex manual, 3.14.7)."""
    archive, _, number = reference.eprint.partition(":")
    if not number:
        return {"eprint": _raw(reference.eprint)}
    return {"eprint": _raw(number), "eprinttype": _raw(archive)}


def _event(reference: Reference) -> dict[str, str]:
    days = "/".join(day.iso for day in (reference.event_start, reference.event_end) if day)
    return {
        "eventtitle": encode(reference.event),
        "eventdate": days,
        "venue": _text(reference.event_place),
    }


def _sources(reference: Reference) -> dict[str, str]:
    """What a work is part of and who published it, in the fields that its kind has for them."""
    kind = reference.kind
    journal = encode(reference.journal)
    container, publisher = encode(reference.container), encode(reference.publisher)
    fields = {"journal": journal, "shortjournal": encode(reference.short_journal)}
    if kind not in ("web", "preprint"):
        fields["booktitle"] = container
    elif container != journal and kind == "web":
        fields["booktitle" if journal else "organization"] = container
    elif container != journal:
        fields["howpublished"] = container
    if publisher:
        name = _PUBLISHER.get(kind, "publisher")
        # A publisher that is called like a preprint server makes the reader think of a preprint.
        if kind in ("journal", "other") and PREPRINT.search(publisher):
            name = "organization"
        fields[name] = publisher
    return fields


# Text


def encode(rich: Rich) -> str:
    """A rich text as LaTeX in UTF-8: characters spelt out, styles as commands, braces."""
    return "".join(_span(span.text, span.style, span.protected) for span in rich)


def _span(text: str, style: str, protected: bool) -> str:
    text = _text(text, whole=False)
    if style in _STYLES:
        text = f"\\{_STYLES[style]}{{{text}}}"
    if not protected:
        return text
    # A brace round a lone character, as in {\&}, protects nothing (BibTeX, "special characters"):
    # an empty pair keeps the two apart.
    return f"{{{{}}{text}}}" if re.match(r"\\[^A-Za-z]", text) else f"{{{text}}}"


def _text(text: str, *, whole: bool = True) -> str:
    if text.isalnum() and text.isascii():
        return text  # half of all fields: nothing to spell out
    text = unbroken(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if whole:
        text = text.strip(" ")

    def spelt(match: re.Match[str]) -> str:
        sign = match.group()
        if sign == "&" and text.startswith("amp;", match.end()):
            return r"\&{}"
        entity = sign == "&" and re.match(r"#?\w+;", match.string[match.end() :])
        return _SPELT.get(sign) or (r"\&{}" if entity else f"\\{sign}")

    return _SIGNS.sub(spelt, text)


def _raw(value: str) -> str:
    """A token or identifier, letter for letter, as long as its braces balance."""
    value = line(value)
    if "{" not in value and "}" not in value:
        return value
    depth = 0
    for sign in value:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            break
    return value if depth == 0 else value.replace("{", "").replace("}", "")


def _pages(pages: str) -> str:
    """Ranges with BibTeX's two hyphens; a hyphen that is part of a page's number stays one."""
    parts = _text(pages).split(", ")
    return ", ".join(re.sub(r"^(\w+)-(\w+)$", r"\1--\2", part) for part in parts)


# People


def _people(names: tuple[Name, ...], *, more: bool = False) -> str:
    parts = [part for part in map(_person, names) if part]
    return " and ".join([*parts, "others"] if more else parts)


def _person(name: Name) -> str:
    """`particle Family, Suffix, Given` (btxdoc, 4), in braces what BibTeX would take apart."""
    if name.literal or not (name.given or name.particle or name.suffix):
        text = _text(name.literal or name.family)
        return f"{{{text}}}" if text else ""
    words = name.family.split(" ")
    simple = all(map(_WORD.match, words)) and (
        len(words) == 1 or not any(word[0].islower() for word in words)
    )
    # "Garcia MD, Ana" would look like a list pasted from PubMed.
    pasted = _CAPITALS.match(words[-1]) and (len(words) > 1 or name.particle)
    family = _text(name.family) if simple and not pasted else f"{{{_text(name.family)}}}"
    last = " ".join(filter(None, (_text(name.particle), family)))
    given = _part(name.given) or "{}"
    return f"{last}, {_part(name.suffix)}, {given}" if name.suffix else f"{last}, {given}"


def _part(text: str) -> str:
    words = text.split(" ")
    plain = all(map(_WORD.match, words)) and not any(
        word.lower() in ("and", "others") for word in words
    )
    return _text(text) if plain or not text else f"{{{_text(text)}}}"
