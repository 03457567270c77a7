"""Does every mark stand where a journal would set it (AMA 11th, 3.6), and is nothing cited by other means?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ...content.markdown import MACRO, Document
from ...content.pages import Page
from ...model import Call, Diagnostic
from ...project import Project
from ...suggest import fold
from ..rule import Rule

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "cite-after-number",
        "Straight after a number or a unit a mark reads as an exponent: 10 mL³ (AMA 11th, 3.6).",
        'Flush with 10 mL{{ cite("a2020") }} of saline.',
        'Flush with 10 mL of saline.{{ cite("a2020") }}',
    ),
    Rule(
        "cite-before-stop",
        "A mark follows the full stop and the comma (AMA 11th, 3.6).",
        'Ports last.{{ cite("a2020") }} is right; Ports last{{ cite("a2020") }}. is not',
        'Ports last.{{ cite("a2020") }}',
        fixable=True,
    ),
    Rule(
        "cite-after-colon",
        "A mark stands before the colon and the semicolon (AMA 11th, 3.6).",
        'Ports last;{{ cite("a2020") }} they',
        'Ports last{{ cite("a2020") }}; they',
        "warning",
        True,
    ),
    Rule(
        "cite-space",
        "A space would part the mark from what it supports, and can leave it alone on the next line (AMA 11th, 3.6).",
        'Ports last. {{ cite("a2020") }}',
        'Ports last.{{ cite("a2020") }}',
        "warning",
        True,
    ),
    Rule(
        "cite-neighbours",
        "Two marks side by side read as one number: 3 and 4 become 34.",
        '{{ cite("a2020") }}{{ cite("b2021") }}',
        '{{ cite("a2020", "b2021") }}',
        fixable=True,
    ),
    Rule(
        "cite-in-link",
        "A mark is a link: inside another link neither of the two works.",
        '[ports{{ cite("a2020") }}](ports.md)',
        '[ports](ports.md){{ cite("a2020") }}',
        fixable=True,
    ),
    Rule(
        "cite-in-alt",
        "A text alternative is read aloud: a mark in it becomes code.",
        '![Port{{ cite("a2020") }}](port.svg)',
        "![Port](port.svg)",
        fixable=True,
    ),
    Rule(
        "cite-in-table-head",
        "A column's head is read out with each of its cells: the mark would be, too.",
        '| Gauge{{ cite("a2020") }} |',
        "put the mark into the cells that it supports",
        "warning",
    ),
    Rule(
        "cite-in-meta",
        "The fields at the top of a page are plain text: a call there is shown as it is, or not at all.",
        'summary: Ports last.{{ cite("a2020") }}',
        "cite in the text below",
    ),
    Rule(
        "cite-foreign",
        "The way other programs cite is shown here letter by letter.",
        "[@smith2020]",
        '{{ cite("smith2020") }}',
        fixable=True,
    ),
    Rule(
        "cite-by-hand",
        "A number typed by hand leads nowhere, and is wrong as soon as another source is cited above it.",
        "Ports last.<sup>3</sup>",
        'Ports last.{{ cite("a2020") }}',
    ),
    Rule(
        "cite-bare-link",
        "A bare DOI or PubMed link has no author, year or kind of evidence, and is missing from the list.",
        "See doi:10.1000/port.",
        'add the source to references.bib and write {{ cite("key") }}',
    ),
)
UNITS = r"mL|ml|dL|µL|μL|cm|mm|µm|μm|kg|mg|µg|μg|mcg|ng|kPa|mmHg|mm Hg|mmol|mEq|psi|IU|cc|°C|°F"
SHORT_UNITS = r"L|g|m|h|s|d|G|F|Fr|U|C|bar|min|in|ft|lb|oz|gauge|French|units?"
NUMBER = r"[<>≤≥±~≈(\[]*[−–-]?\d(?:[\d.,/×:–-]*\d)?[⁰¹²³⁴-⁹]*"
AFTER_NUMBER = re.compile(
    rf"(?:(?<![\w.,-]){NUMBER}|(?<![\w.,-]){NUMBER}[ \u00a0\u202f]?(?:{UNITS}|{SHORT_UNITS})|(?<![\w])(?:{UNITS})|[⁰¹²³⁴-⁹]|(?<=\d)/(?:{UNITS}|{SHORT_UNITS}))$"
)
LEAD = re.compile(r"\s*(?:(?:[-*+>]|\d+[.)]|\||#+|!!!|\?\?\?\+?|:)\s*)*$")
PANDOC = re.compile(
    r"\[(?:[^\[\]@]{0,30}\s)?-?@[A-Za-z0-9][\w:./+-]*[^\[\]@]*(?:;\s*[^\[\]@;]{0,30}-?@[A-Za-z0-9][\w:./+-]*[^\[\]@]*)*\](?![(\[:])"
)
LATEX = re.compile(
    r"\\(?:no|text|paren|auto|foot|full|super)?[cC]ite[a-zA-Z]*\*?(?:\[[^\]]*\]){0,2}\{(?P<keys>[^{}\n]+)\}"
)
ROLE = re.compile(r"(?:\{cite(?::\w+)?\}|:cite(?::\w+)?:)`(?P<keys>[^`\n]+)`")
NAKED = re.compile(
    r"\{?[ \t]*\bcite\([ \t]*[\"'\u201c\u201d\u2018\u2019](?P<key>[^\"'\u201c\u201d\u2018\u2019()\n]+)[\"'\u201c\u201d\u2018\u2019][ \t]*\)(?:[ \t]*\}(?!\}))?|[(\[]cite[: ][ \t]*(?P<other>[\w:./+-]*\w)[)\]](?!\()"
)
TOKEN = re.compile(r"(?<![\w@/.;#=-])(?P<open>[@\[]?)(?P<key>[A-Za-z][\w:./+-]*\d[\w:./+-]*)")
FOOTNOTE = re.compile(r"\[\^(?P<keys>[^\]\s]+)\](?!:)")
LISTS = re.compile(
    r"\\(?:full_)?bibliography\b(?:\{[^}]*\})?|\[\[?(?:bibliography|references|TOC-bib)\]\]?(?![(\[:])",
    re.IGNORECASE,
)
TYPED = re.compile(
    rf"(?<=[.,;:)\w{MACRO}])<sup>\s*\[?\d{{1,3}}(?:\s*[,–-]\s*\d{{1,3}})*\]?\s*</sup>|(?<=[.,;)])[⁰¹²³⁴-⁹]+(?:[,–-][⁰¹²³⁴-⁹]+)*(?![\w/])"
)
RAISED = re.compile(r"<sup>|[⁰¹²³⁴-⁹]")
# Without one of these a page holds no bare identifier: most pages are passed by quickly.
HINT = re.compile(r"10\.\d{4}|ncbi|pmid|pmc|europepmc|doi\.org", re.IGNORECASE)
BARE = re.compile(
    r"https?://(?:dx\.)?doi\.org/(?P<doi1>10\.[^\s<>\"'\]\ufffc]+)|\bdoi:?\s*(?P<doi2>10\.\d{4,9}/[^\s<>\"'\]\ufffc]+)|(?<![\w/.=-])(?P<doi3>10\.\d{4,9}/[^\s<>\"'\]\ufffc]+)"
    r"|https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|europepmc\.org/(?:article/MED|abstract/med)/)(?P<pmid1>\d+)/?|\bPMID:?\s*(?P<pmid2>\d{4,9})\b"
    r"|https?://(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov/articles/|ncbi\.nlm\.nih\.gov/pmc/articles/|europepmc\.org/articles?/(?:PMC/)?)(?P<pmc1>PMC\d+)/?|\bPMC(?:ID)?:?\s*(?:PMC)?(?P<pmc2>\d{5,9})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One citing call and where it stands in the page's text."""

    call: Call
    at: int
    stop: int


def check(project: Project) -> Iterator[Diagnostic]:
    """All pages."""
    references = project.bibliography.references
    known = {reference.doi.lower(): key for key, reference in references.items() if reference.doi}
    known |= {reference.pmid: key for key, reference in references.items() if reference.pmid}
    known |= {reference.pmcid: key for key, reference in references.items() if reference.pmcid}
    families: dict[tuple[str, str], list[str]] = {}
    for key, reference in references.items():
        if reference.authors and reference.year:
            families.setdefault(
                (
                    fold(reference.authors[0].family or reference.authors[0].literal),
                    str(reference.year),
                ),
                [],
            ).append(key)
    for page in project.pages:
        text = page.document
        yield from _meta(page)
        yield from _author_year(page, text, families)
        marks = _marks(page, text)
        runs = _runs(text, [mark for mark in marks if mark.call.name == "cite"])
        inside = set()
        for run, put in _in_links(text, runs):
            inside.add(run[0].at)
            yield _tell(page, text, run[0].at, *put)
        for run in runs:
            if run[0].at not in inside:
                yield from _run(page, text, run)
        yield from _facts(project, page, text, [mark for mark in marks if mark.call.name == "fact"])
        yield from _foreign(project, page, text)
        yield from _bare(page, text, known, project.bibliography.path)


def _tell(
    page: Page,
    text: Document,
    at: int,
    rule: str,
    message: str,
    fix: str,
    severity: str = "error",
    replacement=None,
) -> Diagnostic:
    return Diagnostic(page.path, *text.place(at), rule, message, fix, severity, replacement)


def _marks(page: Page, text: Document) -> list[_Mark]:
    found = []
    for call in page.calls:
        if call.name in ("cite", "fact") and call.place in ("text", "table"):
            at = text.starts[call.line - 1] + call.column - 1
            stop = text.source.find("}}", at) + 2
            found.append(_Mark(call, at, stop))
    return found


def _runs(text: Document, marks: list[_Mark]) -> list[list[_Mark]]:
    """Marks with nothing but blanks or one comma between them stand as one."""
    runs = [[mark] for mark in marks[:1]]
    for before, mark in pairwise(marks):
        if re.fullmatch(r"[ \t]*,?[ \t]*", text.source[before.stop : mark.at]):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def _run(page: Page, text: Document, run: list[_Mark]) -> Iterator[Diagnostic]:
    first, last = run[0], run[-1]
    row_start = text.starts[first.call.line - 1]
    row_end = text.source.find("\n", last.stop)
    before, after = (
        text.source[row_start : first.at],
        text.source[last.stop : row_end if row_end >= 0 else len(text.source)],
    )
    marks = text.source[first.at : last.stop]
    if len(run) > 1 and not any(mark.call.options for mark in run):
        keys = list(dict.fromkeys(key.strip() for mark in run for key in mark.call.args))
        marks = "{{ cite(" + ", ".join(f'"{key}"' for key in keys) + ") }}"
        yield _tell(
            page,
            text,
            run[1].at,
            "cite-neighbours",
            f"{len(run)} marks stand side by side: their numbers run together",
            f"make one of them: {marks}",
            replacement=text.swap(first.at, last.stop, marks),
        )
    bare = before.rstrip()
    if (
        re.match(
            r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|?)+[ \t]*$",
            text.source[row_end + 1 :].split("\n")[0],
        )
        and "|" in before + after
        and row_end >= 0
    ):
        yield _tell(
            page,
            text,
            first.at,
            "cite-in-table-head",
            "a mark stands in the head of a table, which is read out with every cell",
            "put it into the cells that it supports, or into the sentence above the table",
            "warning",
        )
    stop = re.match(r"[ \t]*([.,?!])(?![\w.!?])", after)
    tail = re.sub(r"(?:\*+|_+|</\w+>|\)\{[^{}]*\})+$", "", bare)
    if stop and not (before != bare and stop[1] in ".," and re.search(r"[.,?!]$", bare)):
        doubled = re.search(rf"[{re.escape(stop[1])}]$", bare)
        yield _tell(
            page,
            text,
            first.at,
            "cite-before-stop",
            f'the mark stands before the "{stop[1]}" where it belongs after it',
            "take the second one out" if doubled else f'write "{stop[1]}" first, then the mark',
            replacement=text.swap(
                first.at, last.stop + stop.end(), ("" if doubled else stop[1]) + marks
            ),
        )
    elif tail and AFTER_NUMBER.search(tail):
        yield _tell(
            page,
            text,
            first.at,
            "cite-after-number",
            f'the mark stands straight after "{tail.split()[-1][-20:] if tail.split() else tail}", where its number reads as an exponent',
            "move it behind the next full stop or comma, or behind a word",
        )
        return
    if (
        bare
        and before != bare
        and not LEAD.fullmatch(before)
        and not bare.endswith((":", "|", ":**", "("))
    ):
        yield _tell(
            page,
            text,
            row_start + len(bare),
            "cite-space",
            "a space stands before the mark",
            "take the space out",
            "warning",
            text.swap(row_start + len(bare), first.at, ""),
        )
    elif (
        bare
        and before == bare
        and re.search(r"[^\s:;][:;]$", bare)
        and not re.search(r":\w+:$", bare)
    ):
        sign = bare[-1]
        yield _tell(
            page,
            text,
            first.at,
            "cite-after-colon",
            f'the mark stands after the "{sign}" where it belongs before it',
            f'write the mark first, then "{sign}"',
            "warning",
            text.swap(first.at - 1, last.stop, marks + sign),
        )
    elif (
        not bare
        and first.call.line > 1
        and re.search(r"[\w.,;)]$", text.clean[: row_start - 1].split("\n")[-1])
    ):
        yield _tell(
            page,
            text,
            first.at,
            "cite-space",
            "a line break stands before the mark, which shows as a space",
            "move the mark to the end of the line above",
            "warning",
            (
                first.call.line - 1,
                len(text.source[: row_start - 1].split("\n")[-1]) + 1,
                len(text.source[: row_start - 1].split("\n")[-1]) + 2 + len(before),
                "",
            ),
        )


def _facts(
    project: Project, page: Page, text: Document, marks: list[_Mark]
) -> Iterator[Diagnostic]:
    """A shared fact brings its mark with it, behind its own punctuation."""
    for mark in marks:
        item = project.data.facts.get(mark.call.args[0]) if mark.call.args else None
        if item is None or mark.call.option("end") or len(mark.call.args) > 1:
            continue
        stop = re.match(r"([.,?!])(?![\w.!?])", text.source[mark.stop : mark.stop + 2])
        if stop:
            put = f'{{{{ fact("{mark.call.args[0]}", "{stop[1]}") }}}}'
            yield _tell(
                page,
                text,
                mark.at,
                "cite-before-stop",
                f'the mark of this fact would stand before the "{stop[1]}" where it belongs after it',
                f"write {put}",
                replacement=text.swap(mark.at, mark.stop + 1, put),
            )
        elif AFTER_NUMBER.search(str(item.get("text"))):
            yield _tell(
                page,
                text,
                mark.at,
                "cite-after-number",
                f'the mark of this fact would stand straight after "{str(item.get("text")).split()[-1]}", where its number reads as an exponent',
                f'turn the sentence so that a full stop or comma follows, and write {{{{ fact("{mark.call.args[0]}", ".") }}}}',
            )


def _in_links(text: Document, runs: list[list[_Mark]]) -> Iterator[tuple[list[_Mark], tuple]]:
    for run in runs:
        first, last = run[0], run[-1]
        link = next(
            (
                link
                for link in text.links
                if link.at < first.at
                and last.stop <= link.stop
                and not (link.start <= first.at < link.end)
            ),
            None,
        )
        if link is None:
            tag = next((tag for tag in text.tags if tag.at < first.at < tag.stop), None)
            if tag:
                yield (
                    run,
                    (
                        "cite-in-alt",
                        "a mark stands inside an HTML tag, where it becomes code",
                        "take it out of the tag",
                    ),
                )
            continue
        marks, whole = text.source[first.at : last.stop], text.source[link.at : link.stop]
        if link.image:
            yield (
                run,
                (
                    "cite-in-alt",
                    "a mark stands in the text alternative of an image, which is read aloud as it is",
                    "cite in the sentence that refers to the image",
                    "error",
                    text.swap(first.at, last.stop, ""),
                ),
            )
        else:
            yield (
                run,
                (
                    "cite-in-link",
                    "a mark stands in the text of a link: one link can't hold another",
                    "move it behind the link",
                    "error",
                    text.swap(link.at, link.stop, whole.replace(marks, "", 1) + marks),
                ),
            )


def _meta(page: Page) -> Iterator[Diagnostic]:
    for number, row in enumerate(page.source.split("\n")[: page.body_line - 1], 1):
        at = row.find("{{")
        if at >= 0 and re.search(r"\{\{\s*(?:cite|fact|differ|bibliography)\b", row):
            yield Diagnostic(
                page.path,
                number,
                at + 1,
                "cite-in-meta",
                "a citation stands in the fields at the top of the page, where it is not carried out",
                "take it out here, and cite in the text below",
            )


def _foreign(project: Project, page: Page, text: Document) -> Iterator[Diagnostic]:
    references, told = project.bibliography.references, set()
    broken = {
        diagnostic.line for diagnostic in page.diagnostics if diagnostic.rule == "macro-syntax"
    }
    for pattern, source, hint in (
        (PANDOC, text.clean, "@"),
        (LATEX, text.clean, "\\"),
        (ROLE, text.source, "cite"),
        (FOOTNOTE, text.clean, "[^"),
    ):
        for match in pattern.finditer(source) if hint in source else ():
            if source is text.source and not re.match(r"[{:]", text.clean[match.start()]):
                continue
            keys = (
                re.findall(r"@([A-Za-z0-9][\w:./+-]*[\w])", match.group())
                if pattern is PANDOC
                else [key.strip() for key in match["keys"].split(",")]
            )
            if pattern is FOOTNOTE and keys[0] not in references:
                continue  # a footnote is told by the room of links
            put = _as_cite(match.group(), keys) if all(key in references for key in keys) else ""
            told.update(range(match.start(), match.end()))
            yield _tell(
                page,
                text,
                match.start(),
                "cite-foreign",
                f'"{match.group()[:60]}" is how another program cites: here it is shown as it stands',
                f"write {put or _as_cite('', keys)}",
                replacement=text.swap(match.start(), match.end(), put) if put else None,
            )
    for match in NAKED.finditer(text.clean) if "cite" in text.clean else ():
        key = match["key"] or match["other"]
        if text.place(match.start())[0] in broken:
            continue  # told as a call that can't be read
        if match.start() not in told and not (match["key"] is None and key not in references):
            told.update(range(match.start(), match.end()))
            put = _as_cite("", [key])
            yield _tell(
                page,
                text,
                match.start(),
                "cite-foreign",
                f'"{match.group()}" has no pair of double braces round it: it is shown as it stands',
                f"write {put}",
                replacement=text.swap(match.start(), match.end(), put)
                if key in references
                else None,
            )
    for match in TOKEN.finditer(text.clean):
        key = match["key"].rstrip(".:/+-")
        if text.place(match.start())[0] in broken:
            continue
        if key in references and match.start("key") not in told and re.search(r"\d", key):
            put, start, end = _as_cite("", [key]), match.start(), match.start("key") + len(key)
            whole = match["open"] in ("@", "") or (
                match["open"] == "["
                and text.clean[end : end + 1] == "]"
                and text.clean[end + 1 : end + 2] not in ("(", "[", ":")
            )
            end += match["open"] == "["
            yield _tell(
                page,
                text,
                start,
                "cite-foreign",
                f'the key "{key}" stands in the text, where readers see it as it is',
                f"write {put}",
                replacement=text.swap(start, end, put) if whole else None,
            )
    for match in LISTS.finditer(text.clean):
        yield _tell(
            page,
            text,
            match.start(),
            "cite-foreign",
            f'"{match.group()}" is how another program lists its references',
            "write {{ bibliography() }}",
            replacement=text.swap(match.start(), match.end(), "{{ bibliography() }}"),
        )
    for match in TYPED.finditer(text.clean) if RAISED.search(text.clean) else ():
        if match.group()[0] != "<" or re.search(r"[.,;)]$", text.source[: match.start()]):
            yield _tell(
                page,
                text,
                match.start(),
                "cite-by-hand",
                f'"{match.group()}" is a reference number typed by hand',
                'write {{ cite("key") }} in its place',
            )


AUTHOR_YEAR = re.compile(
    r"[(\[](?P<name>[A-Z][^\W\d_][\w'’-]+)(?P<more>\s+et\s+al\.?|(?:\s+(?:and|&)\s+|,\s)[A-Z][\w'’-]+)?,?\s+(?P<year>(?:19|20)\d\d)[a-z]?[)\]](?![(\[:])"
)


def _author_year(
    page: Page, text: Document, families: dict[tuple[str, str], list[str]]
) -> Iterator[Diagnostic]:
    """ "(Lee et al., 2019)": the way of author-date styles, which leads nowhere here."""
    for match in AUTHOR_YEAR.finditer(text.clean):
        keys = families.get((fold(match["name"]), match["year"]), [])
        if not keys and not (match["more"] and "al" in match["more"]):
            continue
        yield _tell(
            page,
            text,
            match.start(),
            "cite-by-hand",
            f'"{match.group()}" is a citation typed by hand',
            f'write {{{{ cite("{keys[0]}") }}}} in its place'
            if len(keys) == 1
            else f"cite one of {', '.join(keys)}"
            if keys
            else 'add the source to references.bib, and write {{ cite("key") }}',
            replacement=None,
        )


def _as_cite(whole: str, keys: list[str]) -> str:
    """The call for keys; a single one keeps its locator ("[@a, p. 4]")."""
    listed = ", ".join(f'"{key}"' for key in dict.fromkeys(keys))
    locator = (
        re.search(r",\s*((?:pp?|chap|fig|table)\b[^\];\"]*)\]", whole) if len(keys) == 1 else None
    )
    return "{{ cite(" + listed + (f', locator="{locator[1].strip()}"' if locator else "") + ") }}"


def _bare(page: Page, text: Document, known: dict[str, str], path: str) -> Iterator[Diagnostic]:
    told: set[tuple[int, str]] = set()
    if not HINT.search(text.clean):
        return
    for match in BARE.finditer(text.clean):
        doi = (match["doi1"] or match["doi2"] or match["doi3"] or "").rstrip(".,;:*_")
        while doi.endswith(")") and doi.count(")") > doi.count("("):
            doi = doi[:-1].rstrip(".,;")
        pmc = match["pmc1"] or (f"PMC{match['pmc2']}" if match["pmc2"] else "")
        mark = doi.lower() or match["pmid1"] or match["pmid2"] or pmc.upper()
        line, _ = text.place(match.start())
        if (line, mark) in told:
            continue  # "[doi:10.1000/x](https://doi.org/10.1000/x)" is one link
        told.add((line, mark))
        what = "DOI" if doi else "PubMed Central number" if pmc else "PubMed number"
        key = known.get(mark)
        yield _tell(
            page,
            text,
            match.start(),
            "cite-bare-link",
            f"the {what} {doi or mark} stands in the text where a citation belongs",
            f'cite it: {{{{ cite("{key}") }}}}'
            if key
            else f'add the source to {path}, and write {{{{ cite("key") }}}}',
        )
