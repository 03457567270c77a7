"""Volume, issue and pages as they are printed: without words, placeholders, repetitions."""

import re
from typing import NamedTuple

from ..model import plain
from .latex import decode

_NOTHING = (
    r"n\.?\s?/?a\.?|n\.?\s?pag\.?|null|none|nan|undefined|unknown|no|0+|\?+|ja|just[- ]accepted"
    r"|(?:publish(?:ed)?[- ])?ahead[- ]of[- ]"
    r"print|aop|pap|pp|epub(?:[- ]ahead(?:[- ]of[- ]print)?)?|(?:published[- ])?online(?:[- "
    r"](?:first|ahead[- ]of[- ]print|early|"
    r"now))?|early[- ](?:view|access|online)|advance[- ](?:article|access|online publication)"
    r"|first[- ](?:online|view)|in[- "
    r"]press|forthcoming|to appear|articles?[- ]in[- ](?:press|advance)|latest articles"
    r"|accepted|no[- ]pag(?:ination|es?)(?: (?:specified|given))?|[-\u2010-\u2015]+"
)
# No placeholder is as long; the expression would need time by the square of its length.
_LONGEST = 80
# What exporters write where a work has no volume, issue or pages yet.
PLACEHOLDER = re.compile(
    rf"(?i)[\[(]?(?:{_NOTHING})[\])]?(?:\s*(?:-+|[\u2010-\u2015])\s*(?:{_NOTHING}))?|x+-+x+"
)
# A volume that is not known yet; in capitals it may be the twentieth.
_UNSET = re.compile(r"x{2,}|XXXX+")
_WORD = r"(?:vol(?:ume)?|bd|band|tome?|no|nos|nr|num(?:ber)?|iss(?:ue)?|heft|n[°º])\b\.?\s*:?\s*"
_LABEL = re.compile(rf"(?i)^{_WORD}(?=\w)")
_ARTICLE_LABEL = re.compile(
    (
        r"(?i)^(?:art(?:icle|n)?\.?\s*(?:id|no|nr|number|n[°º])?|e-?location(?:[- ]id)?"
        r"|paper(?:\s*no)?)\b[.:]?\s*#?\s*(?=[A-Za-z]*\d)"
    ),
)
_PAGES_LABEL = re.compile(
    r"(?i)^(?:pages?|pgs?|pp?|seiten?|s(?=\.))\b\.?\s*:?\s*(?=[A-Za-z]{0,2}\d)"
)
# The word again before the last page: "P.15-P.22".
_SECOND_LABEL = re.compile(r"(?i)(?<=-)(?:pages?|pgs?|pp?|s)\.\s*(?=[A-Za-z]{0,2}\d)")
_RUN = re.compile(r"1\s*-\s*\d+")
_JOINED_SUPPLEMENT = re.compile(
    r"(?i)[\s_-]*(?<![A-Za-z])(suppl?(?:ement)?s?)(?![A-Za-z])\.?[\s_-]*"
)


class Numbering(NamedTuple):
    """Where a work stands in its journal or book; `placeholder`: a field said "not yet"."""

    volume: str
    issue: str
    pages: str
    placeholder: bool


def text_of(value: str) -> str:
    """The characters of a field."""
    return value if not value or value.isalnum() else plain(decode(value)).strip()


def placeholder(value: str) -> bool:
    """Whether a value says only that there is none yet."""
    return 0 < len(value) < _LONGEST and (
        PLACEHOLDER.fullmatch(value) is not None or (value.startswith("10.") and "/" in value)
    )


def pages_of(value: str) -> str:
    """Pages with plain hyphens, and nothing but what is printed; a page twice is one page."""
    if not value or value.isalnum():
        return "" if placeholder(value) else value
    text = re.sub(r"\s*(?:--+|[\u2010-\u2015\u2212])\s*", "-", text_of(value))
    if placeholder(text):
        return ""
    text = _PAGES_LABEL.sub("", _ARTICLE_LABEL.sub("", text)).rstrip(" .")
    text = _SECOND_LABEL.sub("", text)
    text = re.sub(r"(?<=\d) to (?=[A-Za-z]?\d)", "-", text)
    twice = re.fullmatch(r"(\w+)-(\w+)", text)
    if twice and twice[1] == twice[2]:
        text = twice[1]
    return re.sub(r"\s*,\s*", ", ", text)


def numbering(volume: str, issue: str, pages: str, article: str) -> Numbering:
    """Volume, issue and pages from the raw fields; an `article` number stands in place of pages.

    In: "45(3)", "" … Out: "45", "3". In: "n/a", "n/a", "e14567". Out: "", "", "e14567", and that it
    waits for its issue.
    """
    if not (volume or issue or pages or article):
        return Numbering("", "", "", placeholder=False)
    volume = re.sub(r"^V(?=\d+$)", "", _LABEL.sub("", text_of(volume)))
    issue = text_of(issue).replace("_", " ")
    number = _ARTICLE_LABEL.sub("", issue)
    if number != issue and not pages:
        issue, pages = "", number
    issue = _special(_LABEL.sub("", issue))
    waiting = [text for text in (volume, issue, text_of(pages)) if placeholder(text)]
    waiting += [text for text in (volume, issue) if _UNSET.fullmatch(text)]
    if placeholder(volume) and issue == "99":  # IEEE's early access: vol. PP, no. 99, p. 1-1
        issue, pages = "", "" if pages_of(pages) == "1" else pages
    volume = "" if placeholder(volume) or _UNSET.fullmatch(volume) else volume
    issue = "" if placeholder(issue) or _UNSET.fullmatch(issue) else _supplement(issue)
    both = re.fullmatch(r"([\w-]+)\s*\((\w[^()]*)\)", volume)
    if both and not issue:
        volume, issue = both[1], both[2]
    found, number = pages_of(pages), pages_of(article)
    if number and (not found or _RUN.fullmatch(found)):
        found = number
    return Numbering(volume, issue, found, bool(waiting) and not (volume or issue))


def _supplement(issue: str) -> str:
    """An issue whose word for a supplement is parted from its numbers: "15_suppl", "4-Suppl"."""
    if "sup" not in issue.lower():
        return issue
    issue = re.sub(r"(?<=\d)\s+(?:-+|[\u2010-\u2015])\s+(?=\d)", "-", issue)
    return _JOINED_SUPPLEMENT.sub(lambda match: f" {match[1]} ", issue).strip(" ,()")


# "6, SI", as Web of Science and Scopus mark a special issue.
_SPECIAL = re.compile(r"(?i)(?P<rest>.*?)[\s,;(-]*(?<!\w)(?:SI|spec(?:ial|\.)?\s*iss(?:ue|\.)?)\)?")


def _special(issue: str) -> str:
    """An issue without words such as "special", unless alone; PubMed Central's "8 0 3"."""
    if central := re.fullmatch(r"(\d+) 0 (\d+)", issue):
        return f"{central[1]} suppl {central[2]}"
    found = _SPECIAL.fullmatch(issue) if len(issue) < _LONGEST else None
    return (found["rest"] or "special issue") if found else issue


def is_run(pages: str) -> bool:
    """Whether pages only count the sheets of a proof: "1-10"."""
    return _RUN.fullmatch(pages) is not None
