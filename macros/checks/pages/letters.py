"""Is every letter the one that it looks like?

Sources: Unicode Technical Standard 39, "Confusable Detection" and "Mixed-Script Detection".
"""

import re
import unicodedata
from collections.abc import Iterator

from ...content.pages import Page
from ...model import Diagnostic, Edit
from ...project import Project
from ..rule import check

# Letters of other alphabets that look like Latin ones (UTS 39, confusables.txt).
ALIKE = dict(
    zip(
        "аеорсухіјѕһԁӏвкмнтАВЕКМНОРСТХІЈЅҮοΑΒΕΖΗΙΚΜΝΟΡΤΥΧν",
        "aeopcyxijshdlbkmhtABEKMHOPCTXIJSYoABEZHIKMNOPTYXv",
        strict=True,
    )
)
ODD = "".join(ALIKE) + "ﬀﬁﬂﬃﬄﬅﬆ０-９Ａ-Ｚａ-ｚ"
# A word of Latin letters with one of these in it.
MIXED = re.compile(rf"[A-Za-z0-9{ODD}]*[{ODD}][A-Za-z0-9{ODD}]*")
LATIN = re.compile("[A-Za-z]")
# A word of another alphabet: the page is written in it, or speaks of it.
OTHER = re.compile(r"[\u0400-\u052f]{4}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


@check("page")
def letters(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """Letters of another alphabet.

    text-lookalike (error, fixable)
        A letter of another alphabet looks the same and is another one: search, screen readers and
        programs do not know the word.
        Bad: Clеan the lid (the е is Cyrillic)
        Good: Clean the lid
    """
    clean = page.document.clean
    if clean.isascii() or OTHER.search(clean):
        return
    for match in MIXED.finditer(clean, page.body_start):
        word = match.group()
        new = unicodedata.normalize("NFKC", "".join(ALIKE.get(sign, sign) for sign in word))
        odd = next(sign for sign in word if sign not in new or sign in ALIKE)
        ligature = unicodedata.name(odd).startswith("LATIN SMALL LIGATURE")
        if not ligature and not LATIN.search(word):
            continue
        named = f"{odd} is U+{ord(odd):04X} {unicodedata.name(odd)}"
        what = f'in "{word}" the character {named}, which only looks like what was meant'
        edit = Edit(match.start(), match.end(), new)
        yield page.text.diagnostic(
            match.start(), "text-lookalike", what, f'write "{new}" with plain letters', edit
        )
