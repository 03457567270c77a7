"""A journal's name that a database wrote in capitals, as it is printed."""

import re

from ..model import Rich, Run, plain
from ..tables import table, words

_TABLE = table(__file__)
_SMALL, _KEPT = words(_TABLE["small"]), words(_TABLE["kept"])
_WORD = re.compile(r"[^\W\d_][\w'\u2019]*")


def lowered_name(name: Rich) -> Rich:
    """The name with capitals at the start of its chief words, where it stands in capitals whole.

    Web of Science and some publishers write "WORLD JOURNAL OF SURGERY". A name of one word, or of
    short words only, is an abbreviation ("PLOS ONE", "JAMA") and stays, and so do known ones.

    >>> plain(lowered_name((Run("JOURNAL OF THE AIR & WASTE MANAGEMENT ASSOCIATION"),)))
    'Journal of the Air & Waste Management Association'
    """
    text = plain(name)
    found = _WORD.findall(text)
    shouted = text.isupper() and len(found) > 1 and max(map(len, found)) > 4
    if not shouted or any(run.style for run in name):
        return name
    return (Run(_WORD.sub(_cased, text)),)


def _cased(match: re.Match[str]) -> str:
    word = match[0]
    if word in _KEPT or not re.search("[AEIOUYÀ-Ý]", word):
        return word
    small = word.lower() in _SMALL and match.start() and match.string[match.start() - 2] not in ":-"
    return word.lower() if small else word[0] + word[1:].lower()
