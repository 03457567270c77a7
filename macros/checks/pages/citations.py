"""Does every citation resolve, and stand where it may stand?"""

import re
from collections.abc import Iterator
from itertools import pairwise

from ...content.data import FILES
from ...content.macros import Registry, split_key
from ...content.pages import Page
from ...model import Call, Diagnostic, Edit, Span
from ...project import Project, per_project
from ...styles.locators import LocatorError, parse
from ...suggest import closest, nearest, sure, unknown_key
from ...tables import table, words
from ..link_targets import targets
from ..rule import check

# What Jinja knows of its own.
STATEMENTS = words(table(__file__)["statements"])
STATEMENT = re.compile(r"\{%[-+]?\s*(\w+)")
PLACE = re.compile(
    r"(?:pp?|pages?|fig(?:ure)?|tables?|chap(?:ter)?|sec(?:tion)?)\.?\s*\d.*", re.IGNORECASE
)
TEXT = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
LOCATOR_NAMES = ("page", "pages", "p", "pp", "loc")


@check("page", rule_set="citations", build=True)
def calls(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Calls of macros: the names, options and data items that they use exist.

    macro-unknown (error, fixable, core)
        A call of something that doesn't exist stops the whole site.
        Bad: {{ cit("a2020") }}
        Good: {{ cite("a2020") }}

    cite-option (error, fixable)
        A misspelt option would be lost.
        Bad: {{ cite("a2020", loctor="p4") }}
        Good: {{ cite("a2020", locator="p4") }}

    item-unknown (error, fixable)
        A block that isn't in the data can't be shown.
        Bad: {{ differ("intervall") }}
        Good: {{ differ("interval") }}
    """
    swallowed = _swallowed(page)
    for call in page.calls:
        if call.name not in project.macros:
            yield from _unknown(page, project, call)
        elif call.span.start < swallowed and _place(page, call) not in ("code", "comment"):
            yield from _options(page, project.macros, call)
            yield from _item(page, project, call)
    yield from _statements(page, project)


@check("page", rule_set="citations", build=True)
def marks(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Citations: their keys exist, and they stand where a mark can stand.

    cite-unknown (error, fixable)
        A reader can't look up a source that isn't there.
        Bad: {{ cite("moss2012cava") }}
        Good: {{ cite("moss2021cava") }}

    cite-empty (error)
        A citation without a source says nothing.
        Bad: {{ cite() }}
        Good: {{ cite("moss2021cava") }}

    cite-keys (error, fixable)
        Each key is a text of its own: several in one pair of quotes are one key that nothing has.
        Bad: {{ cite("a2020, b2021") }}
        Good: {{ cite("a2020", "b2021") }}

    cite-twice (warning, fixable)
        The same source twice in one mark is a slip.
        Bad: {{ cite("a2020", "a2020") }}
        Good: {{ cite("a2020") }}

    cite-locator (error, fixable)
        A locator names a place in one source, by a word that readers know.
        Bad: {{ cite("a2020", "b2021", locator="p4") }}
        Good: {{ cite("a2020 p4", "b2021") }}

    cite-in-heading (error)
        A citation in a heading is counted twice and leaks into the title, the contents list and the
        anchor.
        Bad: ## Results{{ cite("a2020") }}
        Good:
            ## Results

            Text.{{ cite("a2020") }}

    cite-in-code (error)
        In code or a comment a citation is still carried out: it takes a number that no reader sees.
        Bad: `{{ cite("a2020") }}`
        Good: {% raw %}`{{ cite("a2020") }}`{% endraw %}
    """
    swallowed = _swallowed(page)
    for call in page.calls:
        if call.name not in project.macros or call.span.start > swallowed:
            continue  # in code or a comment that is never closed: one cause, one message
        citing = project.macros.citing(call.name)
        place = _place(page, call)
        if place in ("code", "comment"):
            if citing or call.name == "bibliography":
                where = "code" if place == "code" else "a comment"
                what = (
                    f"{call.name}() stands in {where}, where it is still carried out and takes a "
                    "number that no reader sees"
                )
                fix = "put {% raw %} before and {% endraw %} after it, or take it out"
                yield page.text.diagnostic(call.span, "cite-in-code", what, fix)
            continue
        if place == "heading" and citing:
            what = (
                f"{call.name}() stands in a heading: it would be counted twice and leak into the "
                "title and the contents list"
            )
            fix = "move it to the end of the first sentence below the heading"
            yield page.text.diagnostic(call.span, "cite-in-heading", what, fix)
        if call.name == "cite":
            yield from _cite(page, call)
            yield from _keys(page, project, call)


@check("project", rule_set="citations", build=True)
def data(project: Project) -> Iterator[Diagnostic]:
    """Keys that the data files cite exist.

    cite-unknown (error, fixable)
        A reader can't look up a source that isn't there.
        Bad: {{ cite("moss2012cava") }}
        Good: {{ cite("moss2021cava") }}
    """
    sources = project.bibliography
    if not sources.references and sources.diagnostics:
        return
    spaced = _spaced(project)
    for items in (project.data.facts, project.data.disputes, project.data.charts):
        for item in items.values():
            for key in item.keys:
                known = key in sources.references or key in sources.broken or key in spaced
                if not known and item.tree:
                    what, fix, _ = unknown_key(key, sources.references, project.source_name)
                    span = _word(item.tree.source.text, item.span(), key) or item.span()
                    text = item.tree.source
                    yield text.diagnostic(span, "cite-unknown", f'in "{item.id}": {what}', fix)


def _place(page: Page, call: Call) -> str:
    """Where a call stands; one that is indented by four spaces is shown as code."""
    if call.place != "text" or not page.may_show_code:
        return call.place
    return "code" if page.document.clean[call.span.start] == " " else call.place


def _swallowed(page: Page) -> int:
    """Where code or a comment begins that is never closed; the page's length without one."""
    if not any(region.kind in ("fence", "comment") for region in page.regions.spans):
        return len(page.source)  # as most pages: they need not be read for it
    document = page.document
    if document.open_fence >= 0:
        return document.open_fence
    return next(iter(document.open_comments), len(page.source))


def _unknown(page: Page, project: Project, call: Call) -> Iterator[Diagnostic]:
    macros = project.macros
    near = macros.synonym(call.name) or nearest(call.name, macros, project.likeness)
    own = project.facts.templates.own_words or project.macros_fault
    if not near and (own or project.leaves_alone(page)):
        return  # the project has macros of its own, which only its engine knows, or nobody can load
    what = f'there is no macro "{call.name}"'
    fix = f"did you mean {near}()?" if near else f"the macros are: {', '.join(sorted(macros))}"
    edit = _replaced(page, call, call.name, near) if near else None
    yield page.text.diagnostic(call.span, "macro-unknown", what, fix, edit)


def _options(page: Page, macros: Registry, call: Call) -> Iterator[Diagnostic]:
    macro = macros.get(call.name)
    options = macro.options if macro else ()
    for name, value in call.options:
        if name in options:
            continue
        near = nearest(name, options)
        if not near and call.name == "cite" and name in LOCATOR_NAMES:
            near = "locator"
        what = f'{call.name}() has no option "{name}"'
        fix = (
            f'did you mean {near}="{value}"?'
            if near
            else f"its options: {', '.join(options) or 'none'}"
        )
        edit = _replaced(page, call, name, near) if near else None
        yield page.text.diagnostic(call.span, "cite-option", what, fix, edit)


def _item(page: Page, project: Project, call: Call) -> Iterator[Diagnostic]:
    macro = project.macros.get(call.name)
    if macro is None or not macro.data:
        return
    if not call.args:
        what, fix = f"{call.name}() names nothing", f'write {{{{ {call.name}("name") }}}}'
        yield page.text.diagnostic(call.span, "item-unknown", what, fix)
        return
    name = call.args[0]
    items = getattr(project.data, macro.data)
    glossary = macro.data == "glossary"
    known = project.data.term(name) is not None if glossary else name in items
    told = macro.data == "figures" and name in misnamed_figures(project)
    if known or told or unread_data(project, macro.data) or _written(project, macro.data, name):
        return
    names = [str(item.get("term")) for item in items.values()] if glossary else list(items)
    near = closest(name, names)
    what = (
        f'the glossary has no word "{name}"'
        if glossary
        else f'{call.name}("{name}") is not in the data'
    )
    fix = f"did you mean {' or '.join(near)}?" if near else "add it there, or correct the name"
    edit = _replaced(page, call, name, near[0]) if len(near) == 1 else None
    yield page.text.diagnostic(call.span, "item-unknown", what, fix, edit)


@per_project
def misnamed_figures(project: Project) -> frozenset[str]:
    """The drawings that items of the data mean whose own drawing is not there: told there."""
    folder, ground = project.setting("figures").strip("/"), targets(project)
    files = (f"{folder}/{item.id}.svg" for item in project.data.figures.values())
    near = (ground.near(file)[:1] for file in files if file not in ground.files)
    return frozenset(one.rpartition("/")[2].removesuffix(".svg") for found in near for one in found)


def _written(project: Project, kind: str, name: str) -> bool:
    """Whether an item stands in its file, but lacks something there and so was left out.

    What it lacks is told in the file; and another item's name would be another statement.
    """
    text = _data_text(project, FILES[kind])
    return bool(
        re.search(rf"(?m)^[ \t-]*id:[ \t]*[\"']?{re.escape(name)}[\"']?[ \t]*(?:#.*)?$", text)
    )


@per_project
def _texts(_project: Project) -> dict[str, str]:
    return {}


def _data_text(project: Project, name: str) -> str:
    kept, file = _texts(project), project.data_folder / name
    if name not in kept:
        kept[name] = file.read_text("utf-8", errors="replace") if file.is_file() else ""
    return kept[name]


def unread_data(project: Project, kind: str) -> bool:
    """Whether the data file of a kind could not be read whole: what it lacks may be there."""
    return any(
        diagnostic.path.endswith(f"/{FILES[kind]}")
        and diagnostic.rule in ("data-syntax", "data-missing", "data-twice")
        for diagnostic in project.data.diagnostics
    )


def _statements(page: Page, project: Project) -> Iterator[Diagnostic]:
    if project.leaves_alone(page):
        return
    if "{%" not in page.shadow or project.facts.templates.own_words or project.facts.makes_text:
        return
    for match in STATEMENT.finditer(page.shadow, page.body_start):
        if match[1] in STATEMENTS:
            continue
        what = (
            f'"{{% {match[1]}" begins nothing that this site knows, and stops it from being built'
        )
        fix = (
            f'write {{{{ {match[1]}("…") }}}}'
            if match[1] in project.macros
            else "take it out, or put {% raw %} before and {% endraw %} after it"
        )
        yield page.text.diagnostic(match.start(), "macro-unknown", what, fix)


def _cite(page: Page, call: Call) -> Iterator[Diagnostic]:
    texts = [text.strip() for text in call.args]
    if not texts or not all(texts):
        fix = 'write {{ cite("key") }} with a key of the list of sources'
        yield page.text.diagnostic(call.span, "cite-empty", "cite() names no source", fix)
    if len(texts) > 1 and call.option("locator"):
        where = call.option("locator")
        what = f'the locator "{where}" can\'t belong to {len(texts)} sources at once'
        fix = f'write it behind its key: "{texts[0]} {where}"'
        yield page.text.diagnostic(call.span, "cite-locator", what, fix)
    if len(set(texts)) < len(texts):
        options = "".join(f', {name}="{value}"' for name, value in call.options)
        once = ", ".join(f'"{text}"' for text in dict.fromkeys(texts)) + options
        what, put = "the same source stands in this mark twice", f"{{{{ cite({once}) }}}}"
        edit = Edit(call.span.start, call.span.end, put)
        yield page.text.diagnostic(call.span, "cite-twice", what, f"keep it once: {put}", edit)


def _keys(page: Page, project: Project, call: Call) -> Iterator[Diagnostic]:
    sources = project.bibliography
    if not sources.references and sources.diagnostics:
        return  # the file itself can't be read: one cause, one message
    known, broken = sources.references, sources.broken
    for text in dict.fromkeys(text.strip() for text in call.args):
        key, locator = split_key(text)
        several = [part.lstrip("@") for part in re.split(r"[,;]\s*|\s+", text) if part]
        if len(several) > 1 and all(part in known or part in broken for part in several):
            put = '", "'.join(several)
            what = f"{len(several)} keys stand in one pair of quotes: {text}"
            span = _word(page.source, call.span, text) or call.span
            edit = _replaced(page, call, text, put)
            yield page.text.diagnostic(span, "cite-keys", what, f'give each its own: "{put}"', edit)
        elif key and key not in known and key not in broken and key not in _spaced(project):
            yield _no_source(page, project, call, text)
        else:
            yield from _locator(page, call, f"{locator}, {call.option('locator')}".strip(", "))


@per_project
def _spaced(project: Project) -> frozenset[str]:
    """The keys that are known with spaces in them: a fault of the record, told there."""
    return frozenset(
        "".join(key.split()) for key in project.bibliography.references if len(key.split()) > 1
    )


def _no_source(page: Page, project: Project, call: Call, text: str) -> Diagnostic:
    """What to say of a text that begins with no known key."""
    sources = project.bibliography
    span = _word(page.source, call.span, text) or call.span
    if call.args[1:] == (text,) and PLACE.fullmatch(text) and not call.options:
        what, fix = f'"{text}" is a place in the source, not a source', f'write locator="{text}"'
        edit = Edit(span.start - 1, span.start - 1, "locator=")
        return page.text.diagnostic(span, "cite-option", what, fix, edit)
    if (glued := _glued(page, call, text)) is not None:
        what, fix = "a comma is missing between two keys", "put a comma between them"
        return page.text.diagnostic(glued, "cite-keys", what, fix, Edit(glued, glued, ","))
    key = text if re.search(r"10\.\d{4}|[,;]", text) else split_key(text)[0]
    what, fix, near = unknown_key(key, sources.references, project.source_name)
    corrected = _replaced(page, call, key, near[0]) if sure(key, near) else None
    return page.text.diagnostic(span, "cite-unknown", what, fix, corrected, key=key)


def _locator(page: Page, call: Call, locator: str) -> Iterator[Diagnostic]:
    try:
        parse(locator)
    except LocatorError as error:
        span = _word(page.source, call.span, error.word) if error.word else None
        fix = f'did you mean "{error.near}"?' if error.near else 'write it as in "p45" or "table 2"'
        edit = Edit(span.start, span.end, error.near) if span and error.near else None
        yield page.text.diagnostic(span or call.span, "cite-locator", str(error), fix, edit)


def _glued(page: Page, call: Call, key: str) -> int | None:
    """Where two texts of a call stand side by side without a comma, and so were read as one key."""
    texts = TEXT.finditer(page.source, call.span.start, call.span.end)
    for first, other in pairwise(texts):
        joined = (first[1] or first[2] or "") + (other[1] or other[2] or "")
        if joined == key and not page.source[first.end() : other.start()].strip():
            return first.end()
    return None


def _word(text: str, span: Span, word: str) -> Span | None:
    """Where a word stands inside a span, if it stands there as it is."""
    match = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(text, span.start, span.end)
    return Span(match.start(), match.end()) if match else None


def _replaced(page: Page, call: Call, word: str, by: str) -> Edit | None:
    """The edit that puts another word in the place of one inside a call."""
    span = _word(page.source, call.span, word)
    return Edit(span.start, span.end, by) if span else None
