"""Does the address of every section that was ever published still lead to it?"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ...content.pages import Page, parse_page
from ...history import changed_files, text_before
from ...model import Diagnostic, Edit
from ...project import Project, per_project
from ...suggest import likeness
from ..link_targets import anchors, record, recorded_sections, targets
from ..rule import check

FIELD = "moved_sections"
ALIKE = 0.6
LISTED = ("references", "sources")
# Words that YAML 1.1 reads as something else than words.
PLAIN = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][a-z0-9_-]*")


@check("project")
def sections(project: Project) -> Iterator[Diagnostic]:
    """Sections whose addresses people have.

    section-moved (error, fixable)
        People have saved the address of a section, and other sites link to it: with another
        heading it opens the page at its top.
        Bad: ## Opening times, where ## Hours was published
        Good: moved_sections: {hours: opening-times} in the lines at the top

    section-unrecorded (note, fixable, house-style)
        Only a section whose address is on record is missed when its heading changes.
        Bad: a new heading that docs/data/addresses.yml does not name
        Good: - visits/hours.md#opening-times
    """
    source, known = record(project)
    for name, page in targets(project).pages.items():
        yield from _named(page)
        if missing := gone(project).get(name):
            yield from _missing(project, page, missing)
        elif name in known and (fresh := _unrecorded(project, page)):
            have = recorded_sections(project).get(name, {})
            line = max([known[name], *have.values()])
            end = source.offset(line) + len(source.lines[line - 1])
            few = ", ".join(fresh[:3]) + (" …" if len(fresh) > 3 else "")
            plural = "s" if len(fresh) > 1 else ""
            what = f"{len(fresh)} section{plural} of {name} not recorded yet: {few}"
            fix = "add a line for each, so that its address never dies"
            edit = Edit(end, end, "".join(f"\n- {name}#{anchor}" for anchor in fresh))
            yield source.diagnostic(end, "section-unrecorded", what, fix, edit)


def _anchors(page: Page) -> list[str]:
    """The sections of a page, in their order."""
    return [one.anchor for one in page.headings if one.level > 1]


def _unrecorded(project: Project, page: Page) -> list[str]:
    """Sections that were published and are not on record: none that the change at hand brings."""
    have = recorded_sections(project).get(project.source(page), {})
    fresh = [one for one in _anchors(page) if one not in have]
    before = _before(project, page) if fresh else None
    return fresh if before is None else [one for one in fresh if one in before]


@per_project
def _changed(project: Project) -> frozenset[str] | None:
    return changed_files(project.root)


@per_project
def _befores(_project: Project) -> dict[str, list[str] | None]:
    return {}


def _before(project: Project, page: Page) -> list[str] | None:
    """The sections of a page before the change, by git: what is on the main branch is published.

    None where git knows nothing of it.
    """
    kept, changed = _befores(project), _changed(project)
    if page.path not in kept:
        kept[page.path] = None if changed is None else _anchors(page)
        if changed and page.path in changed:
            names = [page.path, *(f"{project.prefix}/{one}" for one in page.former_names)]
            texts = ((name, text_before(project.root, name)) for name in names)
            name, text = next(((name, text) for name, text in texts if text), ("", ""))
            once = parse_page(text, name, project.macros, project.facts) if text else None
            kept[page.path] = _anchors(once) if once else []
    return kept[page.path]


@per_project
def gone(project: Project) -> dict[str, list[str]]:
    """By page, the anchors of sections that were published and that nothing on it answers to."""
    recorded, found = recorded_sections(project), {}
    for name, page in targets(project).pages.items() if record(project)[1] else ():
        former = (one for one in page.former_names if one not in targets(project).pages)
        rows = (recorded.get(one, {}) for one in (name, *former))
        once = {anchor: None for row in rows for anchor in row}
        once |= dict.fromkeys(_before(project, page) or ())
        if page.document.open_fence >= 0 or next(iter(page.document.open_comments), None):
            continue  # what is never closed hides the headings, and is told as that
        if once.keys() <= {heading.anchor for heading in page.headings}:
            continue
        known, whole = anchors(project, name)
        missing = [anchor for anchor in once if anchor not in known]
        if not any(call.name == "bibliography" for call in page.calls):
            # That the list of references is missing is told where the page first cites.
            missing = [one for one in missing if not (one in LISTED and page.calls)]
        if missing and whole:  # else a macro or another file may make it
            found[name] = missing
    return found


def _named(page: Page) -> Iterator[Diagnostic]:
    """What a page says of its former sections."""
    span, now = page.field_span(FIELD), {one.anchor for one in page.headings}
    if FIELD in page.meta and not isinstance(page.meta[FIELD], dict):
        what = f"{FIELD} names no old and new sections"
        fix = "write below it one line for each, two spaces further in, such as   hours: opening"
        yield page.text.diagnostic(span, "section-moved", what, fix)
    for old, new in page.former_sections.items():
        what = fix = ""
        if old in now:
            what = f'"{old}" is said to be a former section, but still exists'
            fix = f"take its line out of {FIELD}"
        elif new not in now | {"top"}:
            near = _nearest(new, sorted(now))
            what = f'"{old}" is said to lead to the section "{new}", which this page has not'
            fix = f'did you mean "{near}"?' if near else f"take its line out of {FIELD}"
        if what:
            yield page.text.diagnostic(span, "section-moved", what, fix)


def _missing(project: Project, page: Page, missing: list[str]) -> Iterator[Diagnostic]:
    pairs = _pairs(project, page, missing)
    edit = _edit(page, pairs) if pairs else None
    lines = {one.anchor: one.line for one in page.headings}
    for old, new in pairs.items():
        what = (
            f'the section "#{old}" was published, and its heading has other words now: whoever '
            "saved its address lands at the top of the page"
        )
        fix = f"keep the old address: write {FIELD}: in the lines at the top, and below it "
        fix += f'"  {old}: {new}"'
        at = page.text.offset(lines[new])
        yield page.text.diagnostic(at, "section-moved", what, fix, edit)
    rest = [one for one in missing if one not in pairs]
    if rest:
        few = ", ".join(f"#{one}" for one in rest[:5]) + (" …" if len(rest) > 5 else "")
        many = f"the sections {few} were" if len(rest) > 1 else f"the section {few} was"
        what = f"{many} published, and can't be found now: saved addresses lead to the top"
        fix = f"write {FIELD}: in the lines at the top, and below it, for each, a line such as "
        fix += f'"  {rest[0]}: NAME" with the section that answers it now (top, if none does)'
        yield page.text.diagnostic(page.body_start, "section-moved", what, fix)


def _pairs(project: Project, page: Page, missing: list[str]) -> dict[str, str]:
    """Which heading of now stands where a former one stood, or has almost its words."""
    recorded = recorded_sections(project).get(project.source(page), ())
    once = _before(project, page) or []
    once = once if set(missing) & set(once) else list(dict.fromkeys([*recorded, *missing]))
    now = _anchors(page)
    fresh = [one for one in now if one not in once]
    found: dict[str, str] = {}
    changes = SequenceMatcher(None, once, now, autojunk=False).get_opcodes()
    for kind, start, end, first, last in changes:
        if kind == "replace" and end - start == last - first:
            both = zip(once[start:end], now[first:last], strict=True)
            found |= {old: new for old, new in both if old in missing and new in fresh}
    fresh = [one for one in fresh if one not in found.values()]
    for old in missing:
        near = _nearest(old, fresh)
        if old not in found and near and likeness(old, near) >= ALIKE:
            found[old] = near
            fresh.remove(near)
    return found


def _nearest(anchor: str, others: list[str]) -> str:
    return max(others, key=lambda one: likeness(anchor, one), default="")


def _edit(page: Page, pairs: dict[str, str]) -> Edit | None:
    """The one change that names all of them in the lines at the top."""
    rows = "".join(f"  {_yaml(old)}: {_yaml(new)}\n" for old, new in pairs.items())
    if (span := page.front.keys.get(FIELD)) is not None:
        end = page.source.index("\n", span.start) + 1
        block = page.source[span.start : end].strip() == f"{FIELD}:"
        return Edit(end, end, rows) if block else None
    at = page.front.keys.get("reviewed_by") or page.front.keys.get("title")
    if at is not None:
        return Edit(at.start, at.start, f"{FIELD}:\n{rows}")
    return None if page.body_start else Edit(0, 0, f"---\n{FIELD}:\n{rows}---\n")


def _yaml(anchor: str) -> str:
    return anchor if PLAIN.fullmatch(anchor) else f"'{anchor}'"
