"""Does each page say what it is, for whom, and from when? The fields of the front matter."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from ...content.pages import Page
from ...model import Diagnostic, Edit
from ...project import Project
from ...suggest import fold, nearest
from ...tables import table, turned
from ..rule import check

_TABLE = table(__file__)
# What each field is for, and an example of it.
FIELDS: dict[str, list[str]] = _TABLE["fields"]
OPTIONAL, TEXTS, LISTS, HIDDEN = (
    _TABLE[name].split() for name in ("optional", "texts", "lists", "hidden")
)
# Other handbooks' names for the same thing.
SYNONYMS = turned(_TABLE["synonyms"])
UNREAD = ("meta-syntax", "page-encoding", "page-unreadable")
CURLED = re.compile(r"[\u201c\u201d\u201e\u2018\u2019]")
# Front matter that is there, and not at the very beginning or not between lines of three hyphens.
SHIFTED = re.compile(r"---[ \t]*\n(?:[\w-]+:.*\n(?:[ \t-].*\n)*)+---")
OTHER_FENCE = re.compile(r"(?!---[ \t]*\n)[-–—_=*]{1,8}[ \t]*\n[\w-]+:")
NO_FENCE = re.compile(r"(?:title|summary|audience|status):[ \t]*\S")


@check("page", rule_set="house-style")
def presence(page: Page, project: Project) -> Iterator[Diagnostic]:
    """The fields that a page has.

    meta-none
        The lines between two --- at the top carry the page's title, its readers and its dates;
        without them nothing can be shown or checked.
        Bad:
            # Opening hours

            Text.
        Good:
            ---
            title: Opening hours
            summary: …
            ---

            # Opening hours

    meta-first (error, fixable, core)
        The lines about the page count only when --- is the very first thing in the file.
        Bad:
            (an empty line)
            ---
            title: Opening hours
            ---
        Good:
            ---
            title: Opening hours
            ---

    meta-missing
        Each of these fields is used: in search, in sharing, in the banner that says who reviewed
        the page.
        Bad: a page without summary:
        Good: summary: When the house is open, on which days it is not, and whom to call then.

    meta-unknown (error, fixable)
        A field that nothing reads does nothing, and the field that was meant is missing.
        Bad: sumary: When the house is open …
        Good: summary: When the house is open …
    """
    if unread(page) or _post(page, project):
        return
    if page.meta:
        yield from _fields(page, project)
    else:
        yield from _none(page)


def unread(page: Page) -> bool:
    """Whether the page can't be read, which has its own message."""
    return any(one.rule in UNREAD for one in page.diagnostics)


def _post(page: Page, project: Project) -> bool:
    """Whether a page is one of Material's blog, whose fields are its own."""
    blog = project.facts.plugins.get("blog", project.facts.plugins.get("material/blog"))
    folder = str((blog or {}).get("blog_dir", "blog")).strip("./")
    return blog is not None and project.source(page).startswith(f"{folder}/")


def _none(page: Page) -> Iterator[Diagnostic]:
    rest = page.source.lstrip()
    at = len(page.source) - len(rest)
    if at and SHIFTED.match(rest):
        count = page.source[:at].count("\n")
        gap = f"{count} empty line{'s' if count > 1 else ''}" if count else "a space"
        what = f"{gap} before the first ---: the lines about the page are shown as text, not read"
        fix = "delete everything before the first ---"
        yield page.text.diagnostic(at, "meta-first", what, fix, Edit(0, at, ""))
    elif OTHER_FENCE.match(rest):
        first = rest.split("\n")[0]
        what = f'the page begins with "{first.strip()}" instead of three hyphens'
        fix = "write --- (three hyphens, nothing else) before and after the lines about the page"
        edit = Edit(at, at + len(first), "---")
        yield page.text.diagnostic(at, "meta-first", what, fix, edit)
    elif NO_FENCE.match(rest):
        what = (
            "the lines about the page have no --- before them, so that the checks can't read them"
        )
        yield page.text.diagnostic(
            at, "meta-none", what, "add a line with --- before and after them"
        )
    else:
        what = "the page does not say what it is: the lines between two --- at its top are missing"
        example = "; ".join(example for _, example in FIELDS.values())
        fix = f"begin the file with ---, these lines, and --- again: {example}"
        yield page.text.diagnostic(0, "meta-none", what, fix)


def _fields(page: Page, project: Project) -> Iterator[Diagnostic]:
    known = [*FIELDS, *OPTIONAL]
    meant = set()
    for name in page.meta:
        if name in known or not name:
            continue
        near = SYNONYMS.get(name.lower()) or nearest(re.sub(r"[\s-]+", "_", name), known, 0.7)
        edit = None
        if near and near in page.meta:
            line, _ = page.text.position(page.field_span(near).start)
            what = f'there is no field "{name}"; "{near}", which it looks like, is on line {line}'
            fix = "delete this line, or move what it says there"
        elif near:
            meant.add(near)
            span = page.field_span(name)
            plain = page.text.slice(span) == name
            edit = Edit(span.start, span.end, near) if plain else None
            what = f'there is no field "{name}"'
            fix = f'did you mean "{near}" ({FIELDS.get(near, ("an option",))[0]})?'
        else:
            what = f'there is no field "{name}", so that nothing reads it'
            fix = f"delete the line; the fields are: {', '.join(known)}"
        yield page.text.diagnostic(page.field_span(name), "meta-unknown", what, fix, edit)
    for name, (purpose, example) in FIELDS.items():
        if name in meant or (name == "audience" and not project.profile.audiences):
            continue
        value = page.meta.get(name)
        empty = name in page.meta and value in (None, "") and name not in LISTS
        if name not in page.meta or empty:
            what = f'the field "{name}" ({purpose}) is {"empty" if empty else "missing"}'
            fix = f"fill it in, as in {example}" if empty else f"add a line such as {example}"
            yield page.text.diagnostic(page.field_span(name), "meta-missing", what, fix)


@check("page", rule_set="house-style")
def types(page: Page, project: Project) -> Iterator[Diagnostic]:
    """What the fields hold.

    meta-type (error, fixable)
        YAML reads some words as something else: no becomes false, 010 becomes 8. Quotes keep them
        as words.
        Bad: title: No
        Good: title: "No"

    meta-value (error, fixable)
        Only these values are understood.
        Bad: status: drat
        Good: status: draft

    summary-length
        Search engines and shared links cut a longer summary, and a shorter one says too little.
        Bad: summary: Opening hours.
        Good: summary: When the house is open, on which days it is not, and whom to call then.
    """
    if unread(page) or _post(page, project):
        return
    for name in TEXTS:
        value = page.meta.get(name)
        if value is not None and not isinstance(value, str):
            yield _not_words(page, name, value)
        elif isinstance(value, str):
            yield from _quoted(page, name, value)
    for name in LISTS:
        if page.meta.get(name) is not None:
            yield from _list(page, name, page.meta[name])
    yield from _values(page, project)
    if "orphan" in page.meta and not isinstance(page.meta["orphan"], bool):
        fix = "write orphan: true for a page that stands outside the menu on purpose"
        yield _typed(page, "orphan", '"orphan" is true or false', fix, "true")
    summary = page.meta.get("summary")
    cut = any(_quoted(page, "summary", str(summary)))
    if (
        isinstance(summary, str)
        and summary.strip()
        and not cut
        and not 50 <= len(summary.strip()) <= 160
    ):
        size = len(summary.strip())
        fix = f"{'say a little more' if size < 50 else 'say it shorter'}: 50 to 160 characters"
        what = f"the summary has {size} characters"
        yield page.text.diagnostic(page.field_span("summary"), "summary-length", what, fix)


def written(page: Page, name: str) -> str:
    """A field's value as it is written, on its own line."""
    span = page.front.value_span(name)
    return page.text.slice(span).split("\n")[0].strip() if span else ""


def replaced(page: Page, name: str, new: str) -> Edit | None:
    """The edit of a field's value, where it stands on the field's own line."""
    span = page.front.value_span(name)
    if span is None or span.start == span.end or "\n" in page.text.slice(span):
        return None
    return Edit(span.start, span.end, new)


def _quoted(page: Page, name: str, value: str) -> Iterator[Diagnostic]:
    """Words of which a part is kept or lost in another way than their author thought."""
    text = written(page, name)
    span = page.front.value_span(name)
    rest = page.source[span.end : page.source.find("\n", span.end)] if span else ""
    if re.fullmatch(r"[\u201c\u201d\u201e].*[\u201c\u201d]", value.strip()):
        plain = value.strip()[1:-1]
        fix = f"write {name}: {plain}" if ":" not in plain else f'write {name}: "{plain}"'
        new = plain if ":" not in plain else f'"{plain}"'
        yield _typed(page, name, f"the curled quotes round the {name} are shown", fix, new)
    elif re.match(r"[ \t]+#\S", rest):
        what = f'"{rest.strip()[:40]}" is left out: behind a space, # begins a note for oneself'
        fix = f'put the words in quotes: {name}: "{text}{rest.rstrip()}"'
        yield page.text.diagnostic(page.field_span(name), "meta-type", what, fix)


def _typed(page: Page, name: str, what: str, fix: str, new: str | None = None) -> Diagnostic:
    edit = replaced(page, name, new) if new is not None else None
    return page.text.diagnostic(page.field_span(name), "meta-type", what, fix, edit)


def _not_words(page: Page, name: str, value: Any) -> Diagnostic:
    text = written(page, name)
    what = f"{name}: {text} is read as {_kind(value)}, not as words"
    new = f'"{text}"' if text[:1] not in "[{|>&*" else None
    return _typed(page, name, what, f'put it in quotes: {name}: "{text}"', new)


def _list(page: Page, name: str, value: Any) -> Iterator[Diagnostic]:
    if isinstance(value, str):
        new = f"[{value}]" if ":" not in value and "#" not in value else f'["{value}"]'
        what = f'"{name}" is a list, and this is one piece of text'
        yield _typed(page, name, what, f"put it in square brackets: {name}: [{value}]", new)
    elif not isinstance(value, list):
        fix = f"write {name}: [first, second], or {name}: [] for none"
        yield _typed(page, name, f'"{name}" is a list', fix)
    elif any(isinstance(item, str) and CURLED.match(item.strip()) for item in value):
        straight = re.sub(r"[\u201c\u201d\u201e]", '"', written(page, name))
        what = f"curled quotes stand among the {name}, and are kept as letters"
        short = straight if straight.startswith("[") else None
        yield _typed(page, name, what, f"write {name}: {straight}", short)
    elif name == "reviewed_by":
        for item in value:
            person = item.get("name") if isinstance(item, dict) else item
            if not isinstance(person, str) or not person.strip():
                fix = 'write name and role, as in reviewed_by: ["Ada Byron, librarian"]'
                yield _typed(page, name, "a reviewer has no name here", fix)
    else:
        for item in value:
            if not isinstance(item, str):
                what = f"one of the {name} is read as {_kind(item)}, not as a word"
                yield _typed(page, name, what, 'put it in "double quotes"')


def allowed_values(project: Project) -> dict[str, list[str]]:
    """The words of the fields of which only some values are understood."""
    extra = project.facts.values.get("extra")
    own = (extra or {}).get("status") if isinstance(extra, dict) else None
    theirs = ["new", "deprecated", *(own if isinstance(own, dict) else ())]
    return {
        "audience": [one.id for one in project.profile.audiences],
        "status": ["draft", "reviewed", *(theirs if project.facts.material else ())],
    }


def _values(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Fields of which only some values are understood."""
    for name, values in allowed_values(project).items():
        value = page.meta.get(name)
        if isinstance(value, str) and value and values and value not in values:
            near = nearest(value, values, 0.5)
            fix = f"did you mean {near}?" if near else f"write one of: {', '.join(values)}"
            edit = replaced(page, name, near) if near else None
            at = page.field_span(name)
            yield page.text.diagnostic(at, "meta-value", f'{name} can\'t be "{value}"', fix, edit)
    hide = page.meta.get("hide")
    for item in [hide] if isinstance(hide, str) else hide if isinstance(hide, list) else []:
        if str(item) not in HIDDEN:
            near = nearest(str(item), HIDDEN)
            fix = f"did you mean {near}?" if near else f"write some of: {', '.join(HIDDEN)}"
            at = page.field_span("hide")
            yield page.text.diagnostic(at, "meta-value", f'hide can\'t be "{item}"', fix)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no (false)"
    if isinstance(value, dt.date):
        return "a date"
    names = {list: "a list", dict: "fields of its own", type(None): "nothing"}
    return names.get(type(value), f"the number {value}")


@check("project", rule_set="house-style")
def summaries(project: Project) -> Iterator[Diagnostic]:
    """What two pages say alike.

    summary-repeated
        Two pages with one summary can't be told apart in search.
        Bad: the same summary: on two pages
        Good: say what each page alone answers
    """
    first: dict[str, Page] = {}
    for page in project.pages:
        summary = fold(str(page.meta.get("summary") or "")).strip()
        if not summary:
            continue
        other = first.setdefault(summary, page)
        if other is not page:
            line, _ = other.text.position(other.field_span("summary").start)
            what = f"the same summary stands on {other.path}:{line}"
            fix = "say what this page alone answers"
            yield page.text.diagnostic(page.field_span("summary"), "summary-repeated", what, fix)
