"""Do the numbers and addresses of a record hold: DOI, PubMed numbers, addresses, ISBN?"""

import html
import re
from collections.abc import Iterator

from ...bib.identifiers import (
    DOI_TAIL,
    bare_doi,
    bare_pmcid,
    bare_pmid,
    doi_of_address,
    plain_latex,
    safe_url,
)
from ...bib.parser import RawField
from ...model import Diagnostic
from ...project import Project
from ..rule import check
from .records import Record, record_fields

_DOI_START = r"10\.\d{4,9}(?:\.\d+)*/"
_DOI_AGAIN = (
    "a DOI starts with 10. and a number, then / and the rest, as in "
    "10.1056/NEJMoa1601747; copy it again from the work's first page"
)
_SICI = re.compile(r"\(SICI\)", re.IGNORECASE)
_DASHES = re.compile("[\u2010-\u2015]")
_INVISIBLE = re.compile("[\u200b\u00ad\ufeff]")
_SCHEME_SLIP = re.compile(
    r"(?!https?://)h{0,2}t{1,3}p{1,2}(s?)\s*[:;]?\s*/{0,3}(?=[a-z0-9-]+\.[a-z])", re.IGNORECASE
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
_BRACKETED = re.compile(
    r"(?:\[[^\]]*\]\s*)?[<(\[\"'“]+\s*(https?://[^\s<>()\[\]\"']+)\s*[>)\]\"'”]+\.?"
)
_NO_SCHEME = re.compile(r"(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/|$))", re.IGNORECASE)
_ISBN = re.compile(r"(?<![0-9Xx])(?:97[89][ -]?)?[0-9](?:[ -]?[0-9]){8}[ -]?[0-9Xx](?![0-9Xx])")
_ISSN = re.compile(r"(?<![0-9Xx])\d{4}-?\d{3}[\dXx](?![\dXx])")


@check("project", rule_set="citations")
def dois(project: Project) -> Iterator[Diagnostic]:
    """DOIs as they stand in the field of that name.

    bib-doi (fixable)
        A DOI with a space, a final stop or a page's tail leads nowhere (DOI Handbook 2.2).
        Bad: doi = {10.1000/ abc.}
        Good: doi = {10.1000/abc}

    bib-doi-form (note, fixable)
        A DOI is kept bare: other programs put the address before it themselves (DOI Handbook 2.2).
        Bad: doi = {https://doi.org/10.1000/abc}
        Good: doi = {10.1000/abc}
    """
    for record, item in record_fields(project, "doi"):
        yield from _doi(record, item)


def _doi(record: Record, item: RawField) -> Iterator[Diagnostic]:
    value = item.value.strip()
    plain, bare = plain_latex(value), bare_doi(value)
    sici = bool(_SICI.search(bare))
    sound = not (
        _DASHES.search(bare) or _INVISIBLE.search(bare) or re.search(r"&(?:lt|gt|amp);", value)
    )
    whole = bare.count(")") <= bare.count("(") and (sici or not DOI_TAIL.search(bare))
    if bare and sound and whole:
        if bare != plain and value.rstrip(".,; ") != value:
            yield _wrong_doi(record, item, bare)
        elif bare != plain:
            fix = f"store the bare DOI: doi = {{{bare}}}"
            yield record.at(
                item, "bib-doi-form", f'"{value[:80]}" is more than the DOI itself', fix, bare
            )
        return
    tidy = _INVISIBLE.sub("", _DASHES.sub("-", html.unescape(plain)))
    if len(re.findall(_DOI_START, tidy)) > 1:
        what, fix = f'two DOIs stand here: "{value[:80]}"', "keep the DOI of this work alone"
        yield record.at(item, "bib-doi", what, fix)
        return
    if re.match(r"(?:\S+\s+){0,2}(?:https?://|doi|10\.)", tidy, re.IGNORECASE):
        # Words behind a DOI that ends with a figure ("Review Article") are no part of it.
        tidy = re.sub(r"(?<=\d)(?:\s+[A-Za-z-]{3,})+$", "", tidy)
        tidy = re.sub(r"\s+", "", tidy)
    fixed = bare_doi(tidy) or bare_doi(re.sub(rf"^.*?(?={_DOI_START})", "", tidy))
    fixed = fixed if sici else DOI_TAIL.sub("", fixed)
    while fixed.endswith(")") and fixed.count(")") > fixed.count("("):
        fixed = fixed[:-1]
    if fixed:
        yield _wrong_doi(record, item, fixed)
    else:
        yield record.at(item, "bib-doi", f'"{value[:80]}" is not a DOI', _DOI_AGAIN)


def _wrong_doi(record: Record, item: RawField, fixed: str) -> Diagnostic:
    what = f'the DOI "{item.value[:80]}" holds more, or other signs, than the DOI itself'
    return record.at(item, "bib-doi", what, f"store the bare DOI: doi = {{{fixed}}}", fixed)


@check("project", rule_set="citations")
def pubmed_numbers(project: Project) -> Iterator[Diagnostic]:
    """PubMed and PubMed Central numbers.

    bib-pmid (fixable)
        A PubMed number is digits only.
        Bad: pmid = {PMID: 123456}
        Good: pmid = {123456}

    bib-pmcid (fixable)
        A PubMed Central number is PMC and digits.
        Bad: pmcid = {6946320}
        Good: pmcid = {PMC6946320}
    """
    for record, item in record_fields(project, "pmid", "pmcid"):
        value = item.value
        if item.name == "pmcid":
            bare = bare_pmcid(value)
            fix = (
                f"write pmcid = {{{bare}}}"
                if bare
                else "it is PMC and digits, as in PMC6946320: copy it again"
            )
            if bare != value:
                what = f'"{value[:60]}" is not a bare PubMed Central number'
                yield record.at(item, "bib-pmcid", what, fix, bare or None)
            continue
        bare = bare_pmid(value.strip().rstrip(".,;"))
        if len(bare) > 8:
            what = f'"{value}" has {len(bare)} digits; a PubMed number has eight at most'
            yield record.at(item, "bib-pmid", what, "copy it again from PubMed")
        elif not bare and (central := bare_pmcid(value)):
            what = f'"{value}" is a PubMed Central number, not a PubMed number'
            yield record.at(item, "bib-pmid", what, f"write pmcid = {{{central}}}")
        elif bare != value:
            again = "a PubMed number has up to eight digits: copy it again"
            fix = f"store the digits: pmid = {{{bare}}}" if bare else again
            yield record.at(
                item, "bib-pmid", f'"{value[:60]}" is not a bare PubMed number', fix, bare or None
            )


@check("project", rule_set="citations")
def addresses(project: Project) -> Iterator[Diagnostic]:
    """Addresses of the web.

    bib-url (fixable)
        Only a whole web address can be followed; one that would run a script is refused.
        Bad: url = {www.example.org/page}
        Good: url = {https://www.example.org/page}

    bib-url-end (warning, fixable)
        A comma or full stop behind an address was part of the sentence that it was copied from; of
        two addresses only the first is printed.
        Bad: url = {https://www.example.org/page.}
        Good: url = {https://www.example.org/page}
    """
    for record, item in record_fields(project, "url"):
        value = item.value.strip()
        address = "" if _BRACKETED.fullmatch(value) else safe_url(value)
        if not address:
            why, fix, put = _address_fault(plain_latex(value))
            yield record.at(item, "bib-url", why, fix, put)
            continue
        if re.search(r"\shttps?://", value):
            what = f'two addresses stand here; only "{address[:60]}" is printed'
            yield record.at(item, "bib-url-end", what, "keep the one that leads to the work")
            continue
        stop = re.search(r"(?<!\.)[.,;]$", address)
        if stop and not re.search(r"(?:Inc|Ltd|Co|Jr|St|etc)\.$|\(.*\.$", address):
            put = address.rstrip(".,;")
            what = f'the address ends in "{stop[0]}", which hardly belongs to it'
            yield record.at(
                item, "bib-url-end", what, f"write url = {{{put}}}, if it opens so", put
            )
            continue
        linked, ours = doi_of_address(address), bare_doi(record.entry.get("doi"))
        if linked and ours and linked.lower() != ours.lower() and "doi.org/" in address:
            what = f"the address leads to the DOI {linked}, but the record's DOI is {ours}"
            yield record.at(
                item, "bib-url", what, "one of the two is wrong: try both, keep the right one"
            )


def _address_fault(value: str) -> tuple[str, str, str | None]:
    """What is wrong with an address that can't be followed, the fix, and the right address."""
    slip, scheme, inside = (
        _SCHEME_SLIP.match(value),
        _SCHEME.match(value),
        _BRACKETED.fullmatch(value),
    )
    if slip and safe_url(put := f"http{slip[1].lower()}://{value[slip.end() :]}"):
        return (
            f'the beginning of the address is misspelt: "{value[:12]}"',
            f"write url = {{{put}}}",
            put,
        )
    if scheme and scheme[1].lower() not in ("http", "https"):
        why = (
            f'addresses that start with "{scheme[1]}:" are not shown: they lead out of the '
            f"web or could run a script"
        )
        return why, "give the web page's own address, starting with https://", None
    whole = re.search(r"\shttps?://\S+$", value)
    if whole and _NO_SCHEME.match(value) and safe_url(put := whole[0].strip()):
        why = f'two addresses stand here, the first without https://: "{value[:80]}"'
        return why, f"keep the one that leads to the work, such as url = {{{put}}}", None
    if _NO_SCHEME.match(value) and safe_url(put := f"https://{value}"):
        why = f'the address "{value[:80]}" has no https:// before it'
        return why, f"write url = {{{put}}}, and try it in a browser", put
    if inside and safe_url(inside[1]):
        return (
            f'the address stands in brackets: "{value[:80]}"',
            f"write url = {{{inside[1]}}}",
            inside[1],
        )
    if re.search(r"\s", value):
        fix = "if these are two addresses, keep one; else write %20 for the space"
        return f'the address "{value[:80]}" holds a space', fix, None
    return (
        f'"{value[:80]}" is not a whole web address',
        "copy it again from the browser's address line",
        None,
    )


@check("project", rule_set="citations")
def isbns(project: Project) -> Iterator[Diagnostic]:
    """ISBNs; several may stand in one field, and Mendeley writes the ISSN there.

    bib-isbn (warning)
        An ISBN whose last digit does not fit was mistyped (ISO 2108).
        Bad: isbn = {978-3-16-148410-1}
        Good: isbn = {978-3-16-148410-0}
    """
    for record, item in record_fields(project, "isbn"):
        value = _DASHES.sub("-", item.value)
        numbers = [re.sub(r"[^0-9X]", "", found.upper()) for found in _ISBN.findall(value)]
        rest = re.sub(r"[^0-9Xx]", "", _ISSN.sub("", _ISBN.sub("", value)))
        wrong = next((number for number in numbers if not _isbn_holds(number)), "")
        if wrong:
            what = f'"{wrong}" is not an ISBN: its last digit does not fit the others'
        elif len(rest) > 3 and not numbers:
            why = f"it has {len(rest)} digits, not 10 or 13"
            why = "one of 13 digits begins with 978 or 979" if len(rest) == 13 else why
            what = f'"{item.value.strip()[:40]}" is not an ISBN: {why}'
        else:
            continue
        yield record.at(item, "bib-isbn", what, "copy it again from the book")


def _isbn_holds(digits: str) -> bool:
    if len(digits) == 10:
        total = sum(
            (10 - place) * (10 if sign == "X" else int(sign)) for place, sign in enumerate(digits)
        )
        return total % 11 == 0
    total = sum(
        int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(digits) if sign != "X"
    )
    return total % 10 == 0 and "X" not in digits
