"""Is anything cited by other means: foreign signs, a number typed by hand, a bare link?"""

import re
from collections.abc import Iterator, Mapping

from ...content.markdown import MACRO
from ...content.pages import Page
from ...content.shadow import SHOWN
from ...model import Diagnostic, Edit, Reference
from ...project import Project, per_project
from ...suggest import fold
from ..rule import check

PANDOC = re.compile(
    r"(?<!\])\[(?:[^\[\]@]{0,30}\s)?-?@[A-Za-z0-9][\w:./+-]*[^\[\]@]*"
    r"(?:;\s*[^\[\]@;]{0,30}-?@[A-Za-z0-9][\w:./+-]*[^\[\]@]*)*\](?![(\[:])"
)
LATEX = re.compile(
    r"\\(?:no|text|paren|auto|foot|full|super)?[cC]ite[a-zA-Z]*\*?(?:\[[^\]]*\]){0,2}"
    r"\{(?P<keys>[^{}\n]+)\}"
)
ROLE = re.compile(r"(?:\{cite(?::\w+)?\}|:cite(?::\w+)?:)`(?P<keys>[^`\n]+)`")
QUOTE = "\"'\u201c\u201d\u2018\u2019"
NAKED = re.compile(
    rf"\{{?[ \t]*\bcite\([ \t]*[{QUOTE}](?P<key>[^{QUOTE}()\n]+)[{QUOTE}][ \t]*\)"
    r"(?:[ \t]*\}(?!\}))?"
    r"|[(\[]cite[: ][ \t]*(?P<other>[\w:./+-]*\w)[)\]](?!\()"
)
TOKEN = re.compile(r"(?<![\w@/.;#=^-])(?P<open>[@\[]?)(?P<key>[A-Za-z][\w:./+-]*\d[\w:./+-]*)")
YEAR = re.compile(r"(?:19|20)\d\d")
FOOTNOTE = re.compile(r"\[\^(?P<keys>[^\]\s]+)\](?!:)")
NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
LISTS = re.compile(
    r"\\(?:full_)?bibliography\b(?:\{[^}]*\})?"
    r"|\[\[?(?:bibliography|references|TOC-bib)\]\]?(?![(\[:])",
    re.IGNORECASE,
)
TYPED = re.compile(
    rf"(?:(?<=[.,;:)\w{MACRO}])|(?<=[A-Za-z]{{4}}) )"
    r"<sup>\s*\[?\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]?\s*</sup>"
    r"|(?<=[.,;)])[⁰¹²³⁴-⁹]+(?:[,–-][⁰¹²³⁴-⁹]+)*(?![\w/])"
)
# Superscript of other programs; "cm^2^" is a unit.
CARETS = re.compile(r"(?:(?<=[.,;)\]])|(?<=[^\W_]{4}))\^\d{1,3}(?:[,–-]\d{1,3})*\^")
# [1] behind a word or a stop; "see [2]" and "list[0]" are no references.
BRACKETED = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[.,;)!?]) ?|(?<=[^\W\d_]{4}) (?=\[[\d,–\- ]+\][.,;]))"
    r"\[[1-9]\d{0,2}(?:\s*[,–-]\s*\d{1,3})*\](?![(\[:\w])"
)
# On a page that cites, behind any word: "as was found [1] in children"; behind these the number is
# what the sentence speaks of, as in "the rows of [2] are".
SPEAKS = "".join(rf"(?<!\b{word})" for word in "and or in of see to at by from with for as".split())
WITHIN = re.compile(
    rf"{BRACKETED.pattern}|(?<=[a-z]{{2}}){SPEAKS} \[[1-9]\d?(?:[,–-] ?\d{{1,2}})*\](?= [a-z])"
)
# "lists [2] points": an editor's figure for what was counted.
COUNTING = re.compile(r" [a-z]{3,}(?<!ss)(?<!thi)(?<!alway)s\b")
POINTING = re.compile(r"\b(?:see|item|step|line|row|note|under|from|with|into)$", re.IGNORECASE)
AUTHOR_YEAR = re.compile(
    r"[(\[](?P<name>[A-Z][^\W\d_][\w'’-]+)"
    r"(?P<more>\s+et\s+al\.?|(?:\s+(?:and|&)\s+|,\s)[A-Z][\w'’-]+)?,?\s+"
    r"(?P<year>(?:19|20)\d\d)[a-z]?[)\]](?![(\[:])"
)
# Without one of these a page holds no bare identifier: most pages are passed by quickly.
HINT = re.compile(r"10\.\d{4}|ncbi|pmid|pmc|europepmc|doi\.org", re.IGNORECASE)
DOI = r"10\.[^\s<>\"'\]\ufffc]+"
BARE = re.compile(
    rf"https?://(?:dx\.)?doi\.org/(?P<doi1>{DOI})|\bdoi:?\s*(?P<doi2>10\.\d{{4,9}}/[^\s<>\"'\]\ufffc]+)"
    r"|(?<![\w/.=-])(?P<doi3>10\.\d{4,9}/[^\s<>\"'\]\ufffc]+)"
    r"|https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/"
    r"|europepmc\.org/(?:article/MED|abstract/med)/)(?P<pmid1>\d+)/?|\bPMID:?\s*(?P<pmid2>\d{4,9})\b"
    r"|https?://(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov/articles/|ncbi\.nlm\.nih\.gov/pmc/articles/"
    r"|europepmc\.org/articles?/(?:PMC/)?)(?P<pmc1>PMC\d+)/?|\bPMC(?:ID)?:?\s*(?:PMC)?(?P<pmc2>\d{5,9})\b",
    re.IGNORECASE,
)
LOCATOR = re.compile(r",\s*((?:pp?|chap|fig|table)\b[^\];\"]*)\]")


@check("page", rule_set="citations")
def foreign(page: Page, project: Project) -> Iterator[Diagnostic]:
    """The signs of other programs.

    cite-foreign (error, fixable)
        The way other programs cite is shown here letter by letter.
        Bad: [@smith2020]
        Good: {{ cite("smith2020") }}
    """
    if "bibtex" in project.facts.plugins:
        return  # mkdocs-bibtex is on, and reads them
    references = project.bibliography.references
    reported: set[int] = set()
    broken = {one.line for one in page.diagnostics if one.rule == "macro-syntax"}
    for finder in (_signs, _naked, _tokens):
        for start, end, what, fix, put in finder(page, references, reported):
            if finder is not _signs and (
                page.text.position(start)[0] in broken
                or any(one.span.start <= start < one.span.end for one in page.calls)
            ):
                continue  # told as a call that can't be read, or a whole call behind such a one
            reported.update(range(start, end))
            edit = Edit(start, end, put) if put else None
            yield page.text.diagnostic(start, "cite-foreign", what, fix, edit)
    for match in LISTS.finditer(page.document.clean):
        put = "{{ bibliography() }}"
        what = f'"{match.group()}" is how another program lists its references'
        edit = Edit(match.start(), match.end(), put)
        yield page.text.diagnostic(match.start(), "cite-foreign", what, f"write {put}", edit)


_Found = Iterator[tuple[int, int, str, str, str]]


def _signs(page: Page, references: Mapping[str, Reference], _reported: set[int]) -> _Found:
    """Pandoc's brackets, LaTeX's commands, MyST's roles, and footnotes with a key for a label."""
    clean, source = page.document.clean, page.shadow
    notes = set(NOTE.findall(clean)) if "[^" in clean else set()
    for pattern, text, hint in (
        (PANDOC, clean, "@"),
        (LATEX, clean, "\\"),
        (ROLE, source, "cite"),
        (FOOTNOTE, clean, "[^"),
    ):
        for match in pattern.finditer(text) if hint in text else ():
            if pattern is ROLE and not re.match(r"[{:]", clean[match.start()]):
                continue
            if pattern is PANDOC:
                keys = re.findall(r"@([A-Za-z0-9][\w:./+-]*[\w])", match.group())
            else:
                keys = [key.strip() for key in match["keys"].split(",")]
            if pattern is PANDOC and not _keyed(keys, match.group()[1:-1], page, references):
                continue
            if pattern is FOOTNOTE and (keys[0] not in references or keys[0] in notes):
                continue  # an ordinary footnote
            known = all(key in references for key in keys)
            put = _as_cite(match.group(), keys) if known else ""
            what = (
                f'"{match.group()[:60]}" is how another program cites: here it is shown as it '
                "stands"
            )
            yield match.start(), match.end(), what, f"write {put or _as_cite('', keys)}", put


def _keyed(keys: list[str], label: str, page: Page, references: Mapping[str, Reference]) -> bool:
    """Whether words between brackets are keys, and no name of an account or label of a link."""
    if any(one.label == label.lower() for one in page.document.definitions):
        return False
    return any(key in references or re.search(r"\d", key) for key in keys)


def _naked(page: Page, references: Mapping[str, Reference], reported: set[int]) -> _Found:
    """A call without its braces."""
    clean = page.document.clean
    for match in NAKED.finditer(clean) if "cite" in clean else ():
        key = match["key"] or match["other"]
        shown = clean[max(0, match.start() - 1) : match.start()] == SHOWN
        if shown or match.start() in reported or (match["key"] is None and key not in references):
            continue
        put = _as_cite("", [key])
        what = f'"{match.group()}" has no pair of double braces round it: it is shown as it stands'
        yield match.start(), match.end(), what, f"write {put}", put if key in references else ""


def _tokens(page: Page, references: Mapping[str, Reference], reported: set[int]) -> _Found:
    """A key that stands in the text."""
    clean = page.document.clean
    for match in TOKEN.finditer(clean):
        key = match["key"].rstrip(".:/+-")
        start, end = match.start(), match.start("key") + len(key)
        if key not in references or match.start("key") in reported or not re.search(r"\d", key):
            continue
        if clean[max(0, start - 6) : start] == 'cite("':
            continue  # a call that is shown and not carried out
        if page.diagnostics and clean[max(0, start - 1) : start] == '"':
            continue  # swallowed by a call without an end, which is named
        if not match["open"] and not YEAR.search(key):
            continue  # a word with a number in it, such as covid19
        closed = clean[end : end + 1] == "]" and clean[end + 1 : end + 2] not in ("(", "[", ":")
        whole = match["open"] != "[" or closed
        put = _as_cite("", [key])
        what = f'the key "{key}" stands in the text, where readers see it as it is'
        yield start, end + (match["open"] == "["), what, f"write {put}", put if whole else ""


def _as_cite(whole: str, keys: list[str]) -> str:
    """The call for keys; a single one keeps its locator ("[@a, p. 4]")."""
    listed = ", ".join(f'"{key}"' for key in dict.fromkeys(keys))
    locator = LOCATOR.search(whole) if len(keys) == 1 else None
    return "{{ cite(" + listed + (f', locator="{locator[1].strip()}"' if locator else "") + ") }}"


@check("page", rule_set="house-style")
def by_hand(page: Page, project: Project) -> Iterator[Diagnostic]:
    """References typed by hand.

    cite-by-hand
        A number typed by hand leads nowhere, and is wrong as soon as another source is cited above
        it.
        Bad: Bees return.<sup>3</sup>
        Good: Bees return.{{ cite("a2020") }}
    """
    clean, source = page.document.clean, page.source
    labels = {definition.label for definition in page.document.definitions}
    for match in TYPED.finditer(clean):
        before = source[max(0, match.start() - 4) : match.start()]
        if match.group()[0] != "<" or re.search(r"[.,;)]$|^[A-Za-z]{4}$", before):
            yield _typed(page, match)
    for match in CARETS.finditer(clean) if "^" in clean else ():
        if not project.facts.has("pymdownx.caret", "pymdownx.betterem", "pymdownx.extra"):
            yield _typed(page, match)
    pattern = WITHIN if any(call.name == "cite" for call in page.calls) else BRACKETED
    for match in pattern.finditer(clean) if "[" in clean else ():
        inner = match.group().strip()[1:-1]
        row = clean[max(0, match.start() - 20) : match.start()]
        counts = inner.isdecimal() and inner != "1" and COUNTING.match(clean, match.end())
        if inner not in labels and not counts and not POINTING.search(row.rstrip()):
            yield _typed(page, match)
    for match in AUTHOR_YEAR.finditer(clean):
        keys = _families(project).get((fold(match["name"]), match["year"]), [])
        if not keys and not (match["more"] and "al" in match["more"]):
            continue
        fix = f'write {{{{ cite("{keys[0]}") }}}} in its place' if len(keys) == 1 else ""
        fix = fix or (f"cite one of {', '.join(keys)}" if keys else "")
        fix = fix or 'add the source to references.bib, and write {{ cite("key") }}'
        what = f'"{match.group()}" is a citation typed by hand'
        yield page.text.diagnostic(match.start(), "cite-by-hand", what, fix)


def _typed(page: Page, match: re.Match[str]) -> Diagnostic:
    what = f'"{match.group().strip()}" is a reference number typed by hand'
    fix = 'write {{ cite("key") }} in its place'
    return page.text.diagnostic(match.start(), "cite-by-hand", what, fix)


@check("page", rule_set="house-style")
def bare_links(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Bare identifiers.

    cite-bare-link
        A bare DOI or PubMed link has no author, year or kind of evidence, and is missing from the
        list.
        Bad: See doi:10.1000/bees.
        Good: add the source to references.bib and write {{ cite("key") }}
    """
    clean = page.document.clean
    reported: set[tuple[int, str]] = set()
    for match in BARE.finditer(clean) if HINT.search(clean) else ():
        doi = _trimmed(match["doi1"] or match["doi2"] or match["doi3"] or "")
        pmc = match["pmc1"] or (f"PMC{match['pmc2']}" if match["pmc2"] else "")
        mark = doi.lower() or match["pmid1"] or match["pmid2"] or pmc.upper()
        line, _ = page.text.position(match.start())
        if (line, mark) in reported:
            continue  # "[doi:10.1000/x](https://doi.org/10.1000/x)" is one link
        reported.add((line, mark))
        name = "DOI" if doi else "PubMed Central number" if pmc else "PubMed number"
        key = _identifiers(project).get(mark)
        what = f"the {name} {doi or mark} stands in the text where a citation belongs"
        fix = f'add the source to {project.bibliography.path}, and write {{{{ cite("key") }}}}'
        fix = f'cite it: {{{{ cite("{key}") }}}}' if key else fix
        yield page.text.diagnostic(match.start(), "cite-bare-link", what, fix)


def _trimmed(doi: str) -> str:
    """A DOI without what ends its sentence."""
    doi = doi.rstrip(".,;:*_")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;")
    return doi


@per_project
def _identifiers(project: Project) -> dict[str, str]:
    """The key of each DOI, PubMed number and PubMed Central number."""
    found: dict[str, str] = {}
    for key, one in project.bibliography.references.items():
        found |= {mark: key for mark in (one.doi.lower(), one.pmid, one.pmcid) if mark}
    return found


@per_project
def _families(project: Project) -> dict[tuple[str, str], list[str]]:
    """The keys of each first author and year."""
    found: dict[tuple[str, str], list[str]] = {}
    for key, one in project.bibliography.references.items():
        if one.authors and one.year:
            found.setdefault((fold(one.lead), str(one.year)), []).append(key)
    return found
