"""A journal's name that a database wrote in capitals, as it is printed."""

from __future__ import annotations

import re

from ..model import Rich, Run, plain

_SMALL = frozenset(
    "a an and at by da de der des di do du e el et for fur für in la le los of on or och the to "
    "und van von y zu".split()
)
# Abbreviations that stand in names of journals.
_KEPT = frozenset(
    "AACN AAOHN AAPS ACM ACS AIDS AJR ANZ AORN BBA BJA BJOG BJU BMB BMC BMJ CNS CT DNA EBM EMBO "
    "ENT ESA ESC ESMO EU FEBS FEMS GE GI HIV HPB IBM ICU IEE IEEE IET II III ISA ISME ISRN IV JACC "
    "JAMA JAMIA JBI JBJS JCO JMIR JNCI JPEN JSLS MMWR MRI NJ NMR OR ORL PDA PET PLOS PNAS QJM RAND "
    "RNA RSC SAGE SAR SIAM SLAS TB UK US USA WHO".split()
)
_WORD = re.compile(r"[^\W\d_][\w'\u2019]*")


def lowered_name(name: Rich) -> Rich:
    """The name with capitals at the start of its chief words, where it stands in capitals whole.

    Web of Science and some publishers write "WORLD JOURNAL OF SURGERY". A name of one word, or of
    short words only, is an abbreviation ("PLOS ONE", "JAMA") and stays, and so do known ones.

    >>> plain(lowered_name((Run("JOURNAL OF THE AIR & WASTE MANAGEMENT ASSOCIATION"),)))
    'Journal of the Air & Waste Management Association'
    """
    text = plain(name)
    words = _WORD.findall(text)
    shouted = text.isupper() and len(words) > 1 and max(map(len, words)) > 4
    if not shouted or any(run.style for run in name):
        return name
    return (Run(_WORD.sub(_cased, text)),)


def _cased(match: re.Match[str]) -> str:
    word = match[0]
    if word in _KEPT or not re.search("[AEIOUYÀ-Ý]", word):
        return word
    small = word.lower() in _SMALL and match.start() and match.string[match.start() - 2] not in ":-"
    return word.lower() if small else word[0] + word[1:].lower()
