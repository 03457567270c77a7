"""The numbers and addresses of a work, made bare: DOI, PubMed, PubMed Central, arXiv, the web."""

import re
from html import unescape
from urllib.parse import unquote

_PREFIX = re.compile(
    (
        r"(?i)^(?:(?:https?://)?(?:www\.)?(?:dx\.)?doi(?:\.org|-org\.[\w.-]+)/|(?:urn:"
        r"|info:)?doi\s*[:/]\s*|doi\s+)+"
    ),
)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
# What a browser's address or a page's file hangs on to a DOI that stands in an address.
DOI_TAIL = re.compile(
    r"(?i)(?:[?&](?:utm_\w+|journalCode|needAccess|src|fbclid|download|casa_token)=.*"
    r"|/(?:full|abstract|pdf|epdf|fulltext|meta)(?:\.html?)?|\.pdf|(?<!-)#.*)$"
)
_IN_PATH = re.compile(
    r"https?://[^/\s]+/doi/(?:(?:abs|full|pdf|epdf|pdfdirect|book|epub)/)?(10\.\d{4,9}/[^\s?#]+)"
)
_ADDRESS = re.compile(r"(?i)https?://[^\s/?#\"'<>\\^`{|}@:]+(?::\d+)?(?:[/?#][^\s\"<>\\^`{|}]*)?")
_TEX = (
    (
        re.compile(
            r"\$\\sim\$|\\string\s*~|\{?\\textasciitilde\s*(?:\{\})?\}?|\{~\}|\\~(?:\{\s*\})?|\{\\~\{\s*\}\}"
        ),
        "~",
    ),
    (
        re.compile(
            r"\{?\\text(less|greater)\s*(?:\{\})?\}?|\$\\?([<>])\$|\$\\(less|greater|lt|gt)\$"
        ),
        "",
    ),
    (re.compile(r"\\[{}]"), ""),
    (re.compile(r"\{?\\textunderscore\s*(?:\{\})?\}?"), "_"),
    (re.compile(r"\{\\([_%#&$])\}|\\([_%#&$~])"), ""),
    (re.compile(r"^\{*\\(?:url|path|nolinkurl)\s*\{(.*)\}\}*$"), ""),
    (re.compile(r"^\\href\s*\{([^{}]*)\}.*$"), ""),
)


def plain_latex(value: str) -> str:
    r"""A number or address without what LaTeX and HTML need: `{\_}`, `{~}`, `$<$`, `&amp;`."""
    text = value.strip()
    if "\\" in text or "$" in text or "{" in text:
        for pattern, put in _TEX:
            text = pattern.sub(put or _sign, text)
        text = text.replace("{", "").replace("}", "")
    return unescape(text) if "&" in text and re.search(r"&(?:amp|lt|gt);", text) else text


def _sign(match: re.Match[str]) -> str:
    text = next((group for group in match.groups() if group), "")
    return {"less": "<", "greater": ">", "lt": "<", "gt": ">"}.get(text, text)


def bare_doi(value: str) -> str:
    """A bare DOI (DOI Handbook 2.2): no prefix, brace, percent sign, final stop; "" for none."""
    if "10." not in value:
        return ""
    text = plain_latex(value)
    text = text.strip(" <>[]\"'") if text[:1] in "<[\"'" else text
    address = text.lower().startswith("http") or "doi.org/" in text.lower()
    text = _PREFIX.sub("", text).strip()
    if address or re.match(r"(?i)10\.\d{4,9}%2F", text):
        text = unquote(text)
    if not re.search(r"[<>]$", text):
        text = text.rstrip(".,; ")
    return text if _DOI.fullmatch(text) else ""


def doi_of_address(address: str) -> str:
    """The DOI that an address leads to: doi.org's own, and publishers' paths with `/doi/`."""
    if "10." not in address:
        return ""
    if re.match(
        r"(?i)https?://(?:www\.)?(?:dx\.)?doi(?:\.org|-org\.[\w.-]+)/10\.",
        plain_latex(address),
    ):
        return DOI_TAIL.sub("", bare_doi(address))
    found = _IN_PATH.match(plain_latex(address))
    return DOI_TAIL.sub("", bare_doi(unquote(found[1]))) if found else ""


def doi_in(text: str) -> str:
    """The DOI that a note names as such."""
    if "10." not in text:
        return ""
    found = re.search(
        r"(?i)(?:doi\.org/|\bdoi\s*[:=]?\s*(?:https?://\S{0,60}?)?)(10\.\d{4,9}/[^\s,;}\"]+)",
        text,
    )
    return bare_doi(found[1].rstrip(").")) if found else ""


def bare_pmid(value: str) -> str:
    """A PubMed number without prefix or address; empty where the value holds none."""
    match = re.match(
        r"(?i)(?:https?://\S*?/)?(?:(?:pmid|pubmed)[:\s]*)?0*([1-9]\d{0,8})/?$",
        value.strip(),
    )
    return match[1] if match else ""


def bare_pmcid(value: str) -> str:
    """A PubMed Central number as PMC1234567; empty where the value holds none."""
    match = re.match(
        r"(?i)(?:https?://\S*?/)?(?:pmcid:?\s*)?(?:pmc)?([1-9]\d{2,9})(?:\.\d+)?/?(?:pdf/?)?$",
        value.strip(),
    )
    return f"PMC{match[1]}" if match else ""


def safe_url(value: str) -> str:
    """The first address of the web in a value, or "": no `javascript:`, no `data:` (RFC 3986)."""
    if "://" not in value:
        return ""
    text = plain_latex(value).strip("<> ")
    text = re.split(r"[;,]?\s+(?=https?://)", text, maxsplit=1)[0]
    return text if _ADDRESS.fullmatch(text) else ""


def address_in(text: str) -> str:
    """The first address of the web inside a note, without the sentence round it."""
    if "://" not in text:
        return ""
    found = re.search(r"\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}", text)
    if found:
        return safe_url(found[1])
    found = re.search(r"https?://[^\s<>\"|]+", plain_latex(text))
    return safe_url(re.sub(r"[.,;:)\]]+$", "", found[0])) if found else ""
