"""Is anything left of a template, or open that swallows the rest of the page?"""

import re
from collections.abc import Iterator
from textwrap import shorten

from ...content.pages import Page
from ...model import Diagnostic, Edit
from ...project import Project
from ..patterns import Pattern, matches
from ..rule import check

TEXT = "text|title|content|summary|heading"
FORMS = (
    r"(?<![\w.-])(?:TODO|FIXME|TBD|TBC|TKTK|XXX+)(?![\w.-]*\w)",
    r"[(\[](?:refs?|source|citation|cite)\s?\?+[)\]]",
    r"\bError! (?:Reference source|Bookmark) not\b",
    r"\bas an AI (?:language )?model\b|:contentReference\[|\boaicite:|\bciteturn\d",
    r"\blorem ipsum\b|\bdolor sit amet\b",
    r"\[(?:citation|source|references?|ref|cite|date|page|number) (?:needed|missing|here)\]",
    r"\[(?:insert|add|your|fill in|describe|name of|to be)\b[^\]\n]*\](?![(\[:])",
    r"^\[[a-z]{1,2}\](?=[A-Z])",  # a comment of Google Docs, behind the text
    r"\[(?:comment(?:ed)?|reviewer)\b[^\]\n:]{0,40}:[^\]\n]+\](?![(\[:])",
    r"\[(?:who|when|which|ref|\.\.\.|…)\?*\](?![(\[])",
    r"<(?:insert|add|your|fill|describe|enter|name of|placeholder)\b[^<>\n]*>",
    r"(?<![?\n])(?<!^)\?\?\?(?!\?|\+?[ \t]*[\w-]+[ \t]*\")",
    rf"\b(?:your|sample|dummy|placeholder|template) (?:{TEXT})(?: (?:goes )?here)?\b(?=[.:\n]|$)",
    r"\b(?:text|content|details|description) (?:goes|to come|to follow|comes) here\b",
    r"\b(?:XX|NN|__+|\?\?)\s?(?:mL|mg|mcg|units?|days?|weeks?|hours?|months?|%|°C)(?!\w)",
    r"\b(?:to be (?:written|completed|confirmed|added|decided)|coming soon)\b(?=[.\n)\]]|$)",
    r"\b(?:replace|delete|remove) this (?:text|line|paragraph|sentence|section|comment|block)\b",
)
# Any of these: one of the forms can be there. Most pages are passed by quickly.
HINT = re.compile(
    r"todo|fixme|tb[dc]|tktk|xx|nn|lorem|dolor|oaicite|citeturn|contentref|error!|an ai|\?\?"
    r"|\?[)\]]| (?:needed|missing|here)\b|\[[.…a-z]|\[(?:comment|review)"
    r"|<[ayfdenip]"
    r"|__|placeholder|template|coming soon|\b(?:your|sample|dummy) |to (?:be|come|follow)"
    r"|(?:replace|delete|remove) this",
    re.IGNORECASE,
)
# In small letters these are words or spellings.
LOUD = re.compile(r"todo|fixme|tbd|tbc|tktk|xxx+|(?:xx|nn)(?!x)", re.IGNORECASE)
PLACEHOLDER = Pattern(
    "placeholder",
    re.compile("|".join(FORMS), re.IGNORECASE | re.MULTILINE),
    'template text is still here: "{found}"',
    lambda match: None if (loud := LOUD.match(match[0])) and not loud[0].isupper() else "",
    "write the real text, or take it out",
    edit=False,
    once=True,
)
COMMENTED = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX|[Tt]emplate:|[Pp]laceholder|[Rr]eplace (?:this|with)|[Dd]elete this"
    r"|[Ff]ill (?:in|this)|[Ww]rite (?:here|what|who|how|the|a|one|in)|[Ii]nsert|[Dd]escribe"
    r"|[Yy]our text)(?!\w)"
)
NEAR = 60  # a note begins with what is to be done; what follows may be text set aside
ALLOWANCE = re.compile(r"<!--[ \t]*check[ \t]*:")

# A comment whose hyphens a word processor joined, or of a template engine with other signs here.
NO_COMMENT = re.compile(
    r"<!(?:[–—]-?|-[–—])(?P<dashed>[^\n]*?)(?:(?:[–—]-?|--?)[ \t]*>|$)"
    r"|\{#(?P<jinja>[ \t][^{}\n]*?)(?:#\}|$)",
    re.MULTILINE,
)


@check("page", rule_set="house-style")
def placeholders(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """What was to be replaced.

    placeholder (error)
        Text that was to be replaced is still here, and a reader takes it for advice or for
        carelessness.
        Bad: Wait XX days. TODO: ask the maker
        Good: Wait 20 days.
    """
    document, text = page.document, page.text
    links = {link.at for link in document.links}
    lines = {text.position(match.start())[0] for match in HINT.finditer(document.clean)}
    yield from matches(
        [PLACEHOLDER],
        text,
        document.clean,
        lambda match: match.start() in links,
        (text.line_span(line) for line in sorted(lines)),
    )
    for comment in document.comments:
        words = text.text[comment.start : comment.end]
        if (
            COMMENTED.search(words, 0, NEAR)
            and not ALLOWANCE.match(words)
            and words.endswith("-->")
        ):
            shown = shorten(words[4:-3], 80, placeholder=" …")
            what = f'a note to the author is still here: "{shown}"'
            yield text.diagnostic(
                comment.start, "placeholder", what, "do what it says, then delete it"
            )
    for name, value in page.meta.items():
        for item in value if isinstance(value, list) else [value]:
            match = PLACEHOLDER.regex.search(item) if isinstance(item, str) else None
            if match and PLACEHOLDER.replacement(match) is not None:
                what = f'template text is still here: "{match.group()[:60]}" in the field {name}'
                yield text.diagnostic(page.field_span(name), "placeholder", what, PLACEHOLDER.fix)


@check("page", rule_set="house-style")
def sections(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """Headings that promise something.

    section-empty (warning)
        A heading that promises something, with nothing below it.
        Bad:
            ## How often

            ## How much
        Good:
            ## How often

            Every 4 weeks.

            ## How much
    """
    lists = any(call.name == "bibliography" for call in page.calls)
    rows = page.text.lines
    for number, heading in enumerate(page.headings):
        after = page.headings[number + 1] if number + 1 < len(page.headings) else None
        if heading.text.lower() in ("references", "sources") and not lists:
            continue  # that the list is missing is told where the page first cites
        between = rows[heading.line : after.line - 1 if after else len(rows)]
        if not "".join(between).strip() and not (after and after.level > heading.level):
            what = f'there is nothing below "{heading.text}"'
            fix = "write the section, or take its heading out"
            yield page.text.diagnostic(page.text.offset(heading.line), "section-empty", what, fix)


@check("page")
def open_ends(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """What is never closed.

    fence-open (error)
        A block of code that is never closed swallows the rest of the page.
        Bad:
            ```
            example
        Good:
            ```
            example
            ```

    comment-open (error, fixable)
        A comment that is never closed, or begins with other signs, is shown, or hides the rest of
        the page.
        Bad: <!-- note
        Good: <!-- note -->
    """
    text, document = page.text, page.document
    if document.open_fence >= 0:
        mark = re.match(r"[ \t]*(`{3,}|~{3,})", text.text[document.open_fence :])
        what = "the block of code that begins here is never closed, and swallows the rest of the "
        fix = f"add a line with {mark[1] if mark else '```'} where it ends"
        yield text.diagnostic(document.open_fence, "fence-open", f"{what}page", fix)
    for start in document.open_comments:
        what = "the comment that begins here is never closed, and hides the rest of the page"
        yield text.diagnostic(start, "comment-open", what, "add --> where it ends")
    for match in NO_COMMENT.finditer(document.clean):
        what = f'readers see this note, which is no comment here: "{match.group()[:50].strip()}"'
        words = " ".join((match["dashed"] or match["jinja"]).split())
        fix = f"write <!-- {words} -->, with two hyphens on each side"
        edit = Edit(*match.span(), f"<!-- {words} -->") if match.group()[-1] in ">}" else None
        yield text.diagnostic(match.start(), "comment-open", what, fix, edit)
