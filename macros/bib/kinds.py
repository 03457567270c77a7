"""What kind of work a record describes, and what the record itself calls it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from .identifiers import bare_doi, doi_of_address
from .numbering import pages_of, placeholder, text_of

__all__ = [
    "KINDS",
    "PREPRINT",
    "Preprint",
    "degree",
    "kind_of_work",
    "patent",
    "preprint",
    "presented",
]

KINDS = {
    entry_type: kind
    for kind, types in {
        "journal": "article periodical suppperiodical review",
        "news": "newspaper magazine newspaperarticle magazinearticle",
        "book": "book mvbook booklet manual collection mvcollection proceedings mvproceedings reference mvreference",
        "chapter": "incollection inbook suppbook suppcollection bookinbook inreference",
        "paper": "inproceedings conference",
        "meeting": "presentation poster speech",
        "report": "techreport report",
        "thesis": "phdthesis mastersthesis thesis",
        "web": "online webpage www electronic",
        "preprint": "preprint",
        "patent": "patent",
        "standard": "standard",
        "software": "software",
        "data": "dataset data",
        "other": "unpublished misc",
    }.items()
    for entry_type in types.split()
}

# Servers as they are named in print, by what their records, addresses and DOIs hold.
_SERVERS = (
    ("arXiv", r"\barxiv\b", r"10\.48550/"),
    ("bioRxiv", r"\bbiorxiv\b", r""),
    ("medRxiv", r"\bmedrxiv\b", r""),
    ("ChemRxiv", r"\bchemrxiv\b", r"10\.26434/"),
    ("PsyArXiv", r"\bpsyarxiv\b", r"10\.31234/"),
    ("SocArXiv", r"\bsocarxiv\b", r"10\.31235/"),
    ("EdArXiv", r"\bedarxiv\b", r"10\.35542/"),
    ("EarthArXiv", r"\beartharxiv\b", r"10\.31223/"),
    ("engrXiv", r"\bengrxiv\b", r"10\.31224/"),
    ("LawArXiv", r"\blawarxiv\b", r"10\.31228/"),
    ("MetaArXiv", r"\bmetaarxiv\b", r"10\.31222/"),
    ("SportRxiv", r"\bsportrxiv\b", r"10\.31236/"),
    ("AfricArXiv", r"\bafricarxiv\b", r""),
    ("TechRxiv", r"\btechrxiv\b", r"10\.36227/"),
    ("EcoEvoRxiv", r"\becoevorxiv\b", r"10\.32942/"),
    ("OSF Preprints", r"\bosf preprints?\b", r"10\.31219/"),
    ("Research Square", r"\bresearch ?square\b", r"10\.21203/"),
    ("SSRN", r"\bssrn\b", r"10\.2139/"),
    ("Preprints.org", r"\bpreprints\.org\b|\bpreprints\b(?!\s)", r"10\.20944/"),
    ("Authorea", r"\bauthorea\b", r"10\.22541/"),
    ("PeerJ Preprints", r"\bpeerj pre-?prints?\b", r"10\.7287/"),
    ("Preprints with The Lancet", r"\bpreprints with the lancet\b", r""),
    ("JMIR Preprints", r"\bjmir preprints?\b", r"10\.2196/preprints"),
    ("Cambridge Open Engage", r"\bcambridge open engage\b", r"10\.33774/"),
    ("Qeios", r"\bqeios\b", r"10\.32388/"),
    ("SciELO Preprints", r"\bscielo preprints?\b", r"10\.1590/scielopreprints"),
)
_BY_NAME = [(name, re.compile(words, re.IGNORECASE)) for name, words, _ in _SERVERS]
_BY_DOI = [(name, re.compile(start, re.IGNORECASE)) for name, _, start in _SERVERS if start]
PREPRINT = re.compile(
    "|".join([*(words for _, words, _ in _SERVERS), r"\w*[a-z]r?xiv\b", "pre-?print"]),
    re.IGNORECASE,
)
# bioRxiv and medRxiv share a prefix with Cold Spring Harbor's journals: their numbers are dates or six figures.
_COLD_SPRING = re.compile(r"10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{5,8}(?:v\d+)?")
_ARXIV = re.compile(r"(?:arxiv\s*[:.]\s*|arxiv\.org/(?:abs|pdf)/|^)((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)",
                    re.IGNORECASE)  # fmt: skip
_MEETING = re.compile(
    r"^(?:annual |\w+ )*(?:poster|talk|presentation|lecture|keynote|speech|abstract|paper|slides)",
    re.IGNORECASE,
)
_PRESENTED = re.compile(
    r"^(?P<genre>\w+(?: session)?)?,?\s*(?:was\s+)?presented (?:at|in|during):?\s+(?:the\s+)?(?P<event>.+)$",
    re.IGNORECASE,
)
_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|proc\.?|conference|symposium|congress|workshop|meeting|lecture notes)\b",
    re.IGNORECASE,
)
_DEGREES = {
    "phdthesis": "Dissertation",
    "phd": "Dissertation",
    "mathesis": "Master's thesis",
    "masterthesis": "Master's thesis",
    "mastersthesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "bachelorsthesis": "Bachelor's thesis",
    "candthesis": "Candidate's thesis",
    "thesis": "Thesis",
    "dissertation": "Dissertation",
}
_OFFICES = {"us": "US", "eu": "European", "ep": "European", "de": "German", "gb": "UK", "uk": "UK", "fr": "French",
            "wo": "WIPO", "jp": "Japanese", "cn": "Chinese", "ca": "Canadian", "au": "Australian"}  # fmt: skip
_COUNTRIES = {"united states": "US", "usa": "US", "us": "US", "germany": "German", "united kingdom": "UK", "france": "French",
              "japan": "Japanese", "china": "Chinese", "canada": "Canadian", "europe": "European"}  # fmt: skip


class Preprint(NamedTuple):
    """The server that holds a preprint, its number there, and the DOI that the server gives."""

    server: str
    number: str
    doi: str


def preprint(fields: Mapping[str, str]) -> Preprint | None:
    """What the record says of a preprint server; None where it names none."""
    get = fields.get
    eprint_type = get("eprinttype") or get("archiveprefix") or ""
    named = text_of(" | ".join(
        filter(None, (eprint_type, get("journaltitle"), get("journal"), get("howpublished"), get("publisher"),
                      get("institution"), get("organization"), get("repository"), get("series"), get("number"), get("type"),
                      get("booktitle"), get("note")))
    ))  # fmt: skip
    address = get("url") or ""
    doi = bare_doi(get("doi") or "") or doi_of_address(address)
    number = get("eprint") or ""
    if "://" in number:
        address, number = f"{address} {number}", ""
    server = next((name for name, pattern in _BY_NAME if pattern.search(named)), "")
    server = server or next((name for name, start in _BY_DOI if start.match(doi)), "")
    server = server or next((name for name, pattern in _BY_NAME if pattern.search(address)), "")
    if _COLD_SPRING.fullmatch(doi) and not server:
        server = "medRxiv" if "medrxiv" in f"{named} {address}".lower() else "bioRxiv"
    found = _ARXIV.match(number) or re.search(r"arxiv\s*[:.]\s*([\w./-]+)", named, re.IGNORECASE)
    found = found or re.search(r"arxiv\.org/(?:abs|pdf)/([\w./-]+?)(?:\.pdf)?(?:\s|$)", address)
    if not server and found and not eprint_type and get("primaryclass"):
        server = "arXiv"
    if server == "arXiv":
        number = found[1].rstrip(".") if found else re.sub(r"(?i)^arxiv[:.]\s*", "", number)
        if not number and doi.lower().startswith("10.48550/arxiv."):
            number = doi[len("10.48550/arXiv.") :]
        bare = re.sub(r"v[0-9]+$", "", number)
        given = f"10.48550/arXiv.{bare}" if _ARXIV.fullmatch(number) else ""
        return Preprint(server, f"arXiv:{number}" if number else "", doi or given)
    if server:
        return Preprint(server, number, doi)
    return Preprint("", number, doi) if re.search(r"\bpre-?print", named, re.IGNORECASE) else None


def kind_of_work(entry_type: str, fields: Mapping[str, str]) -> str:
    """One of the kinds of `Reference`, from the type and from what the fields say besides."""
    get = fields.get
    kind = KINDS.get(entry_type, "other")
    journal = get("journaltitle") or get("journal") or ""
    genre = get("type") or ""
    if kind in ("other", "journal", "web", "report", "paper") and _is_preprint(
        kind, journal, fields
    ):
        return "preprint"
    if kind == "journal" and re.search(
        "newspaper|magazine", f"{get('entrysubtype') or ''} {genre}", re.IGNORECASE
    ):
        return "news"
    if kind == "chapter" and entry_type == "inbook" and not get("booktitle"):
        return "chapter" if re.search(r"[A-Za-z]{4}", get("chapter") or "") else "book"
    if kind == "paper":
        return _kind_of_paper(fields)
    if kind != "other":
        return "web" if kind == "journal" and not journal and get("url") else kind
    howpublished = get("howpublished") or ""
    if get("eventtitle") or _MEETING.match(genre) or _PRESENTED.match(text_of(howpublished)):
        return "meeting"
    if journal and (get("volume") or get("number")):
        return "journal"
    if re.fullmatch(r"(?:computer )?(?:software|program|code)\b.*", genre, re.IGNORECASE):
        return "software"
    if re.fullmatch(r"data ?-?set|database", genre, re.IGNORECASE):
        return "data"
    if entry_type == "unpublished" and not get("url"):
        return "other"
    addressed = get("url") or any(
        "://" in (get(name) or "") for name in ("howpublished", "note", "publisher")
    )
    return "web" if addressed else "other"


def _is_preprint(kind: str, journal: str, fields: Mapping[str, str]) -> bool:
    get = fields.get
    if kind == "paper" and get("booktitle"):
        return False
    if (get("pubstate") or "").lower() in ("prepublished", "preprint"):
        return True
    volume, pages = get("volume") or "", get("pages") or ""
    printed = (volume and not placeholder(volume)) or (
        pages and pages_of(pages) and not PREPRINT.search(pages)
    )
    if kind == "journal" and journal and not PREPRINT.search(journal):
        return False
    if kind == "report" and not PREPRINT.search(f"{get('type') or ''} {get('institution') or ''}"):
        return False
    if kind == "journal" and printed and not PREPRINT.search(journal):
        return False
    found = preprint(fields)
    if found is None:
        return False
    return bool(found.server) or kind == "other" or not journal


def _kind_of_paper(fields: Mapping[str, str]) -> str:
    """A paper in a book of proceedings, in a journal's supplement (as Mendeley writes abstracts), or only presented."""
    get = fields.get
    book = get("booktitle") or ""
    if not book:
        if get("journal") or get("journaltitle"):
            return "journal"
        return (
            "meeting"
            if get("eventtitle") or _PRESENTED.match(text_of(get("howpublished") or ""))
            else "paper"
        )
    issue = (
        (get("number") or get("issue"))
        and get("volume")
        and not get("series")
        and not get("publisher")
    )
    return "journal" if issue and not _PROCEEDINGS.search(book) else "paper"


def presented(fields: Mapping[str, str]) -> tuple[str, str]:
    """What was presented ("Poster", "Abstract", "Paper") and at which meeting, as its title stands in the record."""
    get = fields.get
    event = get("eventtitle") or ""
    genre = text_of(get("type") or "")
    for name in ("howpublished", "note", "addendum"):
        found = _PRESENTED.match(text_of(get(name) or ""))
        if found:
            event = event or found["event"].rstrip(".")
            genre = genre or found["genre"] or ""
        elif (
            not genre
            and _MEETING.match(text_of(get(name) or ""))
            and len(text_of(get(name) or "").split()) < 4
        ):
            genre = text_of(get(name) or "")
    word = re.search(r"poster|abstract|lecture|keynote|talk|speech|slides", genre, re.IGNORECASE)
    return (word[0].capitalize() if word else "Paper"), event or get("booktitle") or ""


def degree(entry_type: str, genre: str) -> str:
    """What a thesis is called: the record's own words, or those of its type (biblatex manual 2.1.1)."""
    genre = re.sub(r"[{}]|\\bibstring\s*", "", genre).strip()
    known = _DEGREES.get(re.sub(r"[^a-z]", "", genre.lower()))
    if known:
        return known
    if genre:
        return genre[0].upper() + genre[1:]
    return "Master's thesis" if entry_type == "mastersthesis" else "Dissertation"


def patent(fields: Mapping[str, str]) -> tuple[str, str]:
    """What a patent is called and its bare number: "US patent", "1234567"."""
    number = text_of(fields.get("number") or "")
    office = ""
    found = re.match(
        r"(?:(US|EP|DE|GB|FR|WO|JP|CN|CA|AU)[\s-]*)?(?:pat(?:ent)?\.?\s*)?(?:no\.?\s*)?(?=[\d/])",
        number,
        re.IGNORECASE,
    )
    if found:
        number = number[found.end() :]
        office = _OFFICES.get((found[1] or "").lower(), "")
    written = re.fullmatch(r"pat(?:ent|req)(us|eu|de|fr|uk)?", (fields.get("type") or "").lower())
    where = (
        (fields.get("nationality") or fields.get("location") or fields.get("country") or "")
        .lower()
        .removeprefix("country")
    )
    office = (
        office
        or _OFFICES.get((written[1] or "") if written else "", "")
        or _COUNTRIES.get(where.strip("{} "), "")
    )
    return (f"{office} patent" if office else "Patent"), number
