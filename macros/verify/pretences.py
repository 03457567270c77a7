"""Pages that answer "all is well" and are an error in words, or a wall for programs.

A title is read in its parts (between bars and dashes). A part must say as a whole that a page is
missing: a ward 404, a vein that could not be found, or a leaflet that is available in Welsh say
nothing of the kind.
"""

import re
from collections.abc import Iterable, Sequence

from ..tables import table

_PARTED = r"\s+[|–—·•»«›‹/-]+\s+|\s*[|·»«›]\s*|\s[–—]|[–—]\s|[!！。.?]+(?:\s+|$)|,\s+"
# A colon parts a topic from what is said of it ("No longer available: X"), bars and dashes a page
# from its site.
SITES, PARTS = re.compile(_PARTED), re.compile(rf"{_PARTED}|[:：]\s+")
NOT = r"(?:not|no longer|cannot|can['’]?t|[a-z]+n['’]?t)"
LEAD = r"(?:(?:the|this|that|your|requested|web) )*"
SORRY = (
    r"(?:(?:oh no|oops|ooops|whoops|uh[- ]oh|sorry|we['’]?re sorry|apologies|hmm+|error|notice|"
    r"(?:it )?(?:looks|seems) like)\W*"
    r"(?:but )?(?:we )?)*"
)
THING = (
    r"(?:page|web ?page|site|website|contents?|document|resource|file|article|story|post|url|link|"
    r"address|item|product|record|publication|topic|entry|path|object|it)"
)
# What is said to be withdrawn, and never merely not there: a leaflet may not be there in Welsh.
PRINTED = rf"(?:{THING}|leaflet|fact ?sheet|brochure)"
# "Link between …", "Content of heparin …": a title about something else.
ABOUT = r"(?!\s+(?:between|among|about|with|on|of (?!this|the|that|your)))"
WHICH = (
    r"(?:\s+(?:that |which )?(?:you|we)(?:['’]re| are| have| were)?(?:\s+\w+){1,4}?"
    r"(?:\s+(?:for|to))?)?"
)
THERE = r"(?:found|exists?|available|located|here|there|displayed|accessible|anymore|valid|seem)"
AWAY = r"(?:removed|deleted|moved|withdrawn|archived|retired|expired|unpublished|taken down)"
FIND = (
    r"(?:can['’]?t|cannot|can not|could(?:n['’]?t| not)|did(?:n['’]?t| not)|"
    r"(?:are |were )?unable to)\s+(?:find|locate|open|display|seem to find)"
)
GONE = (
    r"(?:not found|missing|unavailable|not available|no longer available|not exist(?:ing)?|removed|"
    r"withdrawn|retired|unpublished|deleted|expired|gone|cannot be displayed)(?:\W*40\d\W*)?"
)
ENGLISH = (
    rf"{SORRY}{LEAD}{THING}{ABOUT}{WHICH}\s[^:]*?\b{NOT}\b[^:]*\b{THERE}\b.*",
    rf"{SORRY}{LEAD}{PRINTED}{WHICH}\s+(?:(?:has|have|was|were)(?: been)?|may have been) {AWAY}.*",
    rf"{SORRY}{LEAD}{PRINTED}\s+{GONE}",
    rf"{SORRY}(?:we )?{FIND}\s+{LEAD}{THING}\b.*",
    rf"{SORRY}(?:no such|missing|unknown|invalid|broken|dead)\s+{THING}",
    (
        rf"{SORRY}(?:we )?(?:have )?lost {LEAD}(?:page|document|file)|{SORRY}{LEAD}"
        rf"(?:page|document|file|link|url) is (?:gone|broken|dead)|"
        rf"{SORRY}nothing (?:(?:was |could be )?found(?: here)?|to see here)"
    ),
)
_TABLE = table(__file__)


def _any(forms: Iterable[str]) -> str:
    return "|".join(forms)


FOREIGN = (
    *(
        rf"(?:[\w'’-]++\W++){{0,4}}?(?:\w['’])?(?:{_any(one['things'])})\b[^:]*"
        rf"(?:{_any(one['said'])}).*"
        for one in _TABLE["languages"].values()
    ),
    *(
        f".*(?:{_any(one['things'])}).*(?:{_any(one['said'])}).*"
        for one in _TABLE["unparted"].values()
    ),
)
MISSING = re.compile(
    _any(f"(?:{form})" for form in (*ENGLISH, *FOREIGN, *_TABLE["turned"])), re.IGNORECASE
)
# What says so of anything: a page only where no topic stands beside it.
ALONE = re.compile(
    _any(
        (
            rf"{SORRY}(?:not found|no longer (?:available|exists))",
            *(rf"(?:\w+\W+)?(?:{_any(one['alone'])})" for one in _TABLE["languages"].values()),
        )
    ),
    re.IGNORECASE,
)
_CODE = (
    r"https?|error|err|fehlerseite|fehler|foutpagina|fout|erreur|errore|erro|hata|fel|fejl|feil|błąd|chyba|virhe|"
    r"エラー|오류|错误|錯誤|status|code|código|codice|ooo?ps|sorry"
)
NUMBER = re.compile(
    rf"(?i)(?:(?:{_CODE})\W*)*(?:404|410)"
    rf"(?:\W|{_CODE}|not found|found|page|gone|页面|頁面|ページ|페이지)*$"
)
WALL, WEAK, DOOR = (
    re.compile(_any(_TABLE[name]), re.IGNORECASE) for name in ("walls", "weak", "doors")
)
MADE_OF = [form.encode() for form in _TABLE["made_of"]]
SHORT, LONGEST = 1200, 200


def is_missing(title: str) -> bool:
    """Whether a title or heading says that the page is not there."""
    title = " ".join(title.replace("\xa0", " ").split())
    if not title or len(title) > LONGEST:
        return False
    return any(
        NUMBER.match(part) or MISSING.fullmatch(part) for part in _parts(title, PARTS)
    ) or any(ALONE.fullmatch(part) for part in _parts(title, SITES))


def is_wall(titles: Sequence[str], body: str, source: bytes) -> bool:
    """Whether a page is the door of another: for signing in, for consent, or against programs."""
    short = len(body) < SHORT
    titles = [title[:LONGEST] for title in titles]
    parts = [
        [part for part in _parts(title, PARTS)[1:] if part.lower() != "error"] for title in titles
    ]
    firsts = [part for title in parts for part in title[:1]]
    if any(WALL.fullmatch(part) or (short and WEAK.fullmatch(part)) for part in firsts):
        return True
    return short and (
        any(map(DOOR.search, titles)) or any(mark in source.lower() for mark in MADE_OF)
    )


def _parts(title: str, between: re.Pattern[str]) -> list[str]:
    """A title as a whole, then its parts."""
    title = " ".join(title.split())
    found = [part.strip(" \"'“”‘’()[]*#….!") for part in (title, *between.split(title))]
    return [part for part in found if part] or [""]
