"""What is it that somebody has: a number, an address, or words?"""

import re
from typing import Literal, NamedTuple
from urllib.parse import unquote

from ..urls import address_parts

Kind = Literal["doi", "pmid", "pmcid", "isbn", "address", "words"]
DOI = re.compile(r"(?i)\b10\.\d{4,9}(?:\.\d+)*/[^\s\"<>\\^`{|}]+")
# A DOI that stands alone may hold any printable sign (DOI Handbook, 2.2).
WHOLE = re.compile(
    r"(?i)(?:https?://(?:www\.|dx\.)?doi\.org/|(?:urn:|info:)?doi\s*[:/]\s*)?(10\.\d{4,9}(?:\.\d+)*/\S+)"
)
PMID = re.compile(r"(?i)\b(?:pmid|pubmed(?: id)?)\W{0,3}(\d{4,8})\b")
PMCID = re.compile(r"(?i)\bPMC\W?(\d{1,9})\b")
ARXIV = re.compile(
    r"(?i)\barxiv[:\s/.]+(?:abs/|pdf/)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
)
# arXiv registers a DOI for each of its numbers (info.arxiv.org, "DOI").
ON_ARXIV = "10.48550/arxiv."
Forms = tuple[tuple[Kind, str, re.Pattern[str]], ...]
# Kinds of numbers, what is put before what a form finds, and the form; the best first.
NUMBERS: Forms = (
    ("doi", "", DOI), ("pmid", "", PMID), ("pmcid", "PMC", PMCID), ("doi", ON_ARXIV, ARXIV),
)  # fmt: skip
ADDRESS = re.compile(r"(?i)https?://[^\s<>\"]+")
# Where an address itself holds the number.
IN_ADDRESS: Forms = (
    (
        "pmid",
        "",
        re.compile(
            r"(?i)pubmed\.ncbi\.nlm\.nih\.gov/(\d+)|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(\d+)|"
            r"europepmc\.org/(?:article|abstract)/med/(\d+)"
        ),
    ),
    ("pmcid", "PMC", re.compile(r"(?i)(?:ncbi\.nlm\.nih\.gov|europepmc\.org)/\S*?PMC(\d+)")),
    (
        "doi",
        ON_ARXIV,
        re.compile(r"(?i)arxiv\.org/(?:abs|pdf|html)/(\d{4}\.\d{4,5}|[a-z-]+/\d{7})"),
    ),
    ("doi", "10.1038/", re.compile(r"(?i)nature\.com/articles/(s\d{5}-\d{3}-[\w-]+)")),
)
# Elsevier's number of an article, which its DOI holds.
PII = re.compile(r"(?i)/PII(S\d{4}-\d{4}\(\d\d\)\d{5}-[\dX])")
# Cold Spring Harbor's preprints: the address names a version, the DOI none.
VERSION = re.compile(r"(?<=\d)v\d+$")
TAIL = re.compile(
    r"(?i)(?:[/.](?:full|abstract|pdf|epdf|fulltext|full-text|meta|summary|html?))+$|v\d+\.full$"
)


class Argument(NamedTuple):
    """A kind, the bare number (or address, or words), and what was written."""

    kind: Kind
    value: str
    given: str


def recognised(given: str) -> Argument:
    """What a text is. Raises ValueError, in words, for an ISBN that was copied wrongly."""
    text = " ".join(given.strip().strip("<>\"'").split())
    alone = re.fullmatch(WHOLE, unquote(text) if "://" in text else text)
    if alone and re.search("[<>]", alone[1]):
        return Argument("doi", _bare(alone[1]), given)
    address = re.fullmatch(ADDRESS, text)
    if address:
        return _of_address(text, given)
    bare = re.sub(r"[\s-]", "", re.sub(r"(?i)^(?:urn:)?isbn(?:-1[03])?\W*", "", text))
    if re.fullmatch(r"\d{1,8}", text):
        return Argument("pmid", text, given)
    if is_isbn(bare):
        return Argument("isbn", bare.upper(), given)
    if re.fullmatch(r"97[89]\d{10}", bare) or re.match(r"(?i)isbn\W*[\dXx -]+$", text):
        raise ValueError(
            f'"{text[:40]}" is not an ISBN: its last digit does not fit the others; '
            f"copy it again from the book"
        )
    if re.fullmatch(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", text):
        return Argument("doi", ON_ARXIV + re.sub(r"v\d+$", "", text).lower(), given)
    return _in_words(text, given)


def _found(forms: Forms, text: str, given: str) -> Argument | None:
    """The best number in a text."""
    for kind, prefix, form in forms:
        if found := form.search(text):
            value = next(filter(None, found.groups()), found[0])
            return Argument(kind, prefix + (_bare(value) if kind == "doi" else value), given)
    return None


def _of_address(text: str, given: str) -> Argument:
    if number := _found(IN_ADDRESS, text, given):
        return number
    if found := PII.search(unquote(text)):
        return Argument("doi", f"10.1016/{found[1].lower()}", given)
    parts = address_parts(text)
    doi = DOI.search(unquote(parts.path)) or DOI.search(unquote(parts.query))
    if doi:
        bare = _bare(TAIL.sub("", doi[0].split("&")[0]))
        if bare.startswith(("10.1101/", "10.64898/")):
            bare = VERSION.sub("", bare)
        return Argument("doi", bare, given)
    return Argument("address", text.split("#", maxsplit=1)[0], given)


def _in_words(text: str, given: str) -> Argument:
    """A pasted reference is known by the best number in it."""
    if number := _found(NUMBERS, text, given):
        return number
    address = ADDRESS.search(text)
    if address and len(text) - len(address[0]) < 25:
        return _of_address(address[0].rstrip(".,;)"), given)
    return Argument("words", text, given)


def _bare(doi: str) -> str:
    """Without the full stop or bracket of the sentence that it stands in."""
    doi = doi.rstrip(".,;:'\"”’")
    while doi.endswith((")", "]")) and doi.count("(") + doi.count("[") < doi.count(")") + doi.count(
        "]"
    ):
        doi = doi[:-1].rstrip(".,;")
    return doi.lower()


def is_isbn(text: str) -> bool:
    """Whether the check digit is right (ISO 2108)."""
    if re.fullmatch(r"97[89]\d{10}", text):
        return (
            sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(text)) % 10 == 0
        )
    if re.fullmatch(r"\d{9}[\dXx]", text):
        digits = [10 if digit in "Xx" else int(digit) for digit in text]
        return sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11 == 0
    return False
