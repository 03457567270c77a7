"""What was later published about a work, by the services' words and by its title."""

import html
import re
from dataclasses import dataclass
from difflib import get_close_matches

from ..bib.verified import STATUSES
from ..tables import table, turned

_TABLE = table(__file__)
KINDS, STEMS = turned(_TABLE["kinds"]), turned(_TABLE["stems"])
GONE, UNSURE, RETRACTION, CORRECTION = (
    f"(?:{'|'.join(_TABLE[name])})" for name in ("gone", "unsure", "retraction", "correction")
)
WORK = (
    r"(?:article|paper|chapter|publication|manuscript|study|review|work|preprint|protocol|"
    r"artículo|artigo|articolo|artikel|artikkel|论文|論文|文章)"
)
# "RETRACTED: X", "[Retracted article] X", "This article has been retracted: X"; without a mark
# behind it only in capitals.
FRONT = re.compile(
    rf"(?i)^\W*(?:(?:this )?{WORK} (?:(?:has been|was|is) )?)?(?P<word>{GONE})(?: (?:and|&) "
    rf"(?:republished|replaced|reissued))?(?: {WORK})?"
    r"\s*(?P<mark>[\])\u3011*>:：;.!|\"'”’»–—-]+\s*|$|\s)"
)
BACK = re.compile(
    rf"(?i)\s*(?:[\[(*<|–—:-]+\s*(?:(?:this )?{WORK} )?{GONE}(?: {WORK})?\W*"
    rf"|[\[(](?:{GONE}(?: {WORK})?[.,;:] ?|retraction (?:in|of publication)\b|retraction(?=[\])]))"
    r"[^\])]{0,200}[\])]\W*)$"
)
# The title of a notice: "Retraction: X", "Corrigendum to “X”"; never "Correction of anaemia" or
# "Withdrawal of heparin".
NOTICE = re.compile(
    (
        r"(?i)^\W*(?:(?:author|authors|editor|editorial|editors|publisher|publishers)['’]?s? "
        r")?(?:notice of |statement of |note of )?"
        r"(?P<kind>(?:partial )?retractions?|withdrawal|corrections?|corrigend(?:um|a)|"
        r"errat(?:um|a)|addend(?:um|a)|(?:editorial )?expressions? of concern|"
        r"(?:notes?|notices?) of concern(?=\W*$|\s*[:–—|\]])|"
        rf"(?:{RETRACTION}|{CORRECTION})(?=\W*$|\s*[:：–—|\]\u3011]))"
        r"(?: (?:notice|note|statement))?\s*(?:[:：–—|\]\u3011]|\.\s|-\s|\bto\b[:\s]|\bfor\b[:\s]|"
        r"\b(?:of|on):|"
        r"\b(?:of|on|in|about|regarding)[:\s]+[\"“”‘'«]|$)\s*"
    ),
)


@dataclass(frozen=True, slots=True)
class Notice:
    """What was later published about a work: a status or "", of what kind, where, when, by whom."""

    status: str
    kind: str
    id: str = ""
    date: str = ""
    by: str = ""

    @property
    def address(self) -> str:
        """Where the notice is found: its address, or that of its DOI; "" where it names none."""
        return (
            self.id if not self.id or self.id.startswith("http") else f"https://doi.org/{self.id}"
        )


def worst(notices: tuple[Notice, ...] | list[Notice]) -> Notice | None:
    """The notice that decides a work's status, the gravest and then the latest, or None."""
    grave = [notice for notice in notices if notice.status in STATUSES]
    latest = sorted(grave, key=lambda notice: notice.date, reverse=True)
    return min(latest, key=lambda notice: STATUSES.index(notice.status), default=None)


def status_of(kind: str) -> str:
    """The status that a kind of update means, in any spelling; "" for one that changes nothing."""
    name = re.sub(r"[\W_]+", "_", kind.strip().lower())
    for stem, status in STEMS.items():
        if stem in name:
            return status
    if name in ("err", "corr"):
        return "corrected"
    near = get_close_matches(name, KINDS, n=1, cutoff=0.75)
    if near:
        return KINDS[near[0]]
    return "superseded" if name.startswith("new_") else ""


def clean(text: str) -> str:
    """A service's title as plain text: entities resolved (twice), tags left out."""
    for _ in range(2):
        text = re.sub(r"</?[A-Za-z][^<>]*>|<!--.*?-->", "", html.unescape(text))
    return " ".join(text.split())


def of_title(title: str) -> str:
    """What a title alone says of its work: "retracted", "notice" (of something), or ""."""
    title = clean(title)
    if _marked(title) != title:
        return "retracted"
    return "notice" if NOTICE.match(title) else ""


def kind_of(title: str) -> str:
    """What the title of a notice says it is: "retraction", "expression of concern", …"""
    found = NOTICE.match(clean(title))
    if found is None:
        return "change"
    kind = found["kind"].lower()
    for form, name in ((RETRACTION, "retraction"), (CORRECTION, "correction")):
        if re.fullmatch(form, kind):
            return name
    return kind.removesuffix("s")


def unmarked(title: str) -> str:
    """A title without the words that say that it was retracted, or whose notice it is."""
    title = clean(title)
    bare = NOTICE.sub("", _marked(title), count=1)
    # A notice names its work in quotes, and where it was printed.
    bare = re.sub(r"^([\"“”‘'«].+[\"”’'»])\W*[\[(][^\[\]]*[\])]\W*$", r"\1", bare)
    return bare.strip(" \"“”‘’'«»") if bare != title else title


def _marked(title: str) -> str:
    front = FRONT.match(title)
    if front:
        word, mark = front["word"], front["mark"].strip()
        topic = mark in (":", "-", "–", "—") and re.fullmatch(f"(?i){UNSURE}", word)
        if word.isupper() or (mark and not topic):
            return title[front.end() :]
    return BACK.sub("", title)
