"""Whether a text looks as if it could tell who a private person is: then nothing of it is repeated.

These are hints, on purpose wide: a person looks, and the worst mistake is a form sent again.
"""

import re

_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}|"
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?\w{3,9}\.?,?\s+(?:19|20)\d{2}|\w{3,9}\s+\d{1,2},?\s+(?:19|20)\d{2})"
)
_BORN = r"(?:d\.?o\.?b\.?|date of birth|birth ?date|birthday|born(?: on)?(?: the)?|b\.)"
_PERSON = (
    r"(?:patient|lady|woman|gentleman|man|boy|girl|child|baby|mother|father|mum|mom|dad|wife|"
    r"husband|son|daughter|sister|brother|mrs?|ms|miss|pt)"
)
_RECORD = (
    r"(?:mrn|ssn|chi|nhi|urn?|medicare|social security|nhs|(?:hosp(?:ital|\.)?|patient|pt|record|"
    r"case|chart|insurance|nhs|chi|nhi|social security) ?(?:no\.?|number|id|#))"
)
_CALL = (
    r"(?:phone|tel|telephone|mobile|cell|(?:call|ring|text|reach) (?:me|him|her|us)(?: on| at)?)"
)
_NUMERIC = r"(?<![\d./-])\d{1,2}[./-]\d{1,2}[./-](?:19\d\d|200\d)(?!\d)"
_KINDS = (
    ("a date of birth", rf"\b{_BORN}(?!\w)\W{{0,12}}{_DATE}"),
    ("a date of birth", rf"\b{_PERSON}\b.{{0,40}}?(?<!\d)(?<!written on ){_DATE}"),
    ("a date of birth", _NUMERIC),
    ("a record number", rf"\b{_RECORD}(?![a-z])\W{{0,8}}[A-Z]{{0,4}}\d[\d -]{{4,}}"),
    ("a record number", r"(?<![\d./-])\d{3}[ -]\d{3}[ -]\d{4}(?!\d|[./-]\d)"),
    ("a social security number", r"(?<![\d./-])\d{3}-\d{2}-\d{4}(?!\d|[./-]\d)"),
    ("a mail address", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (
        "a telephone number",
        rf"\b{_CALL}\b\W{{0,10}}\+?\d[\d ()./-]{{6,}}\d",
    ),
    ("a telephone number", r"(?<![\w.])\+\d[\d ()-]{8,}\d"),
)


def personal(*texts: str) -> str:
    """What a text seems to hold, such as "a date of birth", or ""."""
    for what, pattern in _KINDS:
        if any(re.search(pattern, text, re.IGNORECASE) for text in texts):
            return what
    return ""
