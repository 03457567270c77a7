"""Titles and names of journals as styles print them."""

import re

from ..model import Reference, Rich, Run, plain
from ..tables import table, turned, words

# AMA 11th, 3.9: articles, coordinating conjunctions, prepositions of up to three letters, and the
# to of an infinitive.
_SMALL = words(
    "a an the and or nor but for yet so as at by in of off on per to up via vs van von de"
)
_PREFIXES = words("anti bi co de inter intra multi non post pre re semi sub trans ultra un x")
_WORD = re.compile(r"[^\W\d_][\w'\u2019]*")
# Catalogues write "Journal of adolescent health"; in print its chief words have capitals.
_ENGLISH_NAME = re.compile(r"\b(?:of|and|the)\b|(?i:\bjournal)$")
_ENGLISH = re.compile(r"(?i)en\b|en[-_]|eng|american|british|us|uk")
# Codes of languages as databases write them (ISO 639), and biblatex's own names.
_LANGUAGES = turned(table(__file__)["languages"])
# How publishers mark a retracted work in its title.
_RETRACTED = re.compile(
    r"^\W*(?:RETRACTED(?:\s+ARTICLE)?|WITHDRAWN|Retracted(?:\s+article)?)\W*(?::|\]|\.|\u2014|-)\s*"
)


def work_title(ref: Reference) -> Rich:
    """A work's title, without the "RETRACTED:" that the notice of its status says again."""
    title = ref.title
    if not ref.language or _ENGLISH.match(ref.language):
        # Catalogues part a subtitle by a colon between spaces, as French does.
        title = tuple(
            Run(run.text.replace(" : ", ": "), run.style, run.protected)
            if " : " in run.text
            else run
            for run in title
        )
    if ref.status != "retracted" or not title:
        return title
    first = title[0]
    text = _RETRACTED.sub("", first.text)
    return (Run(text, first.style, first.protected), *title[1:])


def journal_name(ref: Reference) -> str:
    """The NLM abbreviation where known, else the name as given; no full stops (AMA 11th, 3.11)."""
    name = plain(ref.short_journal or ref.journal)
    if not ref.short_journal:
        # Catalogues add what the journal says of itself: "… health : official publication of …".
        name = name.split(" : ")[0]
        if _ENGLISH_NAME.search(name):
            name = plain(title_case((Run(name),)))
    return re.sub(r"\s+", " ", name.replace(".", "")).strip()


def original_language(ref: Reference) -> str:
    """The language of a work whose title stands translated in brackets, where the record says it.

    PubMed and its kin write "[Bees in spring]." and the language beside it.
    """
    title = plain(ref.title).strip().rstrip(".")
    language = ref.language.strip()
    if not (title.startswith("[") and title.endswith("]")) or _ENGLISH.match(language):
        return ""
    named = _LANGUAGES.get(language.lower().split("-")[0], language)
    return named if named.istitle() and named.isalpha() else ""


def italic(rich: Rich) -> Rich:
    """A text in italics; what was in italics stands out in roman, as in print."""
    turned = {"": "i", "i": ""}
    return tuple(Run(run.text, turned.get(run.style, run.style), run.protected) for run in rich)


def title_case(rich: Rich, language: str = "") -> Rich:
    """A title with its chief words capitalised (AMA 11th, 3.9): only words in lower case change.

    What braces protect stays as it is, and what is not English, where the record says so; and what
    is in italics, for that is most often the name of a species, whose second word keeps its small
    letter in titles too (AMA 11th, 10.3).
    """
    if language and not _ENGLISH.match(language):
        return rich
    whole, at = plain(rich), 0
    # Braces round all the words of a title, as Mendeley writes them, single none of them out.
    open_ = " " in whole.strip() and all(run.protected for run in rich)
    last = max((match.start() for match in re.finditer(r"\w+", whole)), default=0)
    out: list[Run] = []
    for run in rich:
        if (open_ or not run.protected) and run.style in ("", "b"):
            out.append(Run(_raised(run.text, at, whole, last), run.style, run.protected))
        else:
            out.append(run)
        at += len(run.text)
    return tuple(out)


def _raised(text: str, offset: int, whole: str, last: int) -> str:
    return _WORD.sub(lambda word: _cased(word[0], offset + word.start(), whole, last), text)


def _cased(word: str, start: int, whole: str, last: int) -> str:
    glued = whole[start - 1] if start else " "
    if word != word.lower() or "\u0370" <= word[0] <= "\u03ff":
        return word
    if glued.isdigit() or glued in "'\u2019/@." or any(sign.isdigit() for sign in word):
        return word
    if not start and re.match(r":\s+[A-Z]", whole[len(word) :]):
        return word  # "knitr: A General-Purpose Package": a name that is written small
    # A short look back is enough, and keeps the cost of a very long title in proportion to it.
    if glued in "-\u2010\u2011":
        head = re.search(r"(\w+).$", whole[max(0, start - 24) : start])
        small = word in _SMALL or (head is not None and head[1].lower() in _PREFIXES)
    else:
        before = whole[max(0, start - 9) : start].rstrip("\"'\u201c\u2018([ ") or "-" * (start > 9)
        opens = not before or before[-1] in ":?!.\u2014\u2013"
        small = word in _SMALL and not opens and start != last
    return word if small else word[0].upper() + word[1:]
