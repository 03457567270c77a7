"""Pages in other languages: do they still say what the original says, and who checked them?"""

from collections.abc import Iterator

from ...content.boxes import boxes
from ...content.pages import Page
from ...content.words import FILE as WORDS
from ...content.words import catalog
from ...model import Diagnostic, Span
from ...profile import FILE as PROFILE
from ...profile import Language, Profile
from ...project import Project
from ...review.translation import translations
from ...suggest import nearest
from ..rule import check

AGAIN = "python -m macros translate {} {} --again"
SHOWN = 3  # texts that a note names


@check("page")
def translated(page: Page, project: Project) -> Iterator[Diagnostic]:
    """A page in another language, held against its original.

    translation-lost (error)
        Without its original nobody can tell whether a translation still says the same.
        Bad: translation_of: guide/begn.md
        Good: translation_of: guide/begin.md

    translation-unstamped (warning)
        Only the fingerprint of the text that was translated can tell later that the page is older
        than its original.
        Bad: a page with translation_of: and no translated_from:
        Good: python -m macros translate guide/begin.md fr --again

    translation-older (warning)
        Who reads only the translation would read yesterday's text; the page says so to its readers.
        Bad: an original that said 10 mL, now says 5 mL, and a translation that says 10 mL
        Good: the translation, read against the original and stamped anew

    translation-unpublished (note)
        What people act on is published in another language once somebody on record has checked it.
        Bad: a translated page without a review
        Good: the same page, stamped by somebody who can judge it in both languages

    translation-free (error, never)
        A page that is published without a review holds nothing that people act on: no box of
        urgency, no citation.
        Bad: free: [guide/first-aid.md]
        Good: free: [index.md]
    """
    known = translations(project).get(project.source(page)) if project.language else None
    if known is None or page.diagnostics:
        return
    name = str(page.meta.get("translation_of") or "")
    command = AGAIN.format(name, project.language)
    at = page.field_span("translation_of")
    if name and not known.original:
        near = nearest(name, project.original.by_source if project.original else ())
        fix = f"did you mean {near}?" if near else "name a page by its path below the first docs"
        what = f"there is no page {name} of which this could be a translation"
        yield page.text.diagnostic(at, "translation-lost", what, fix)
    elif known.state == "unstamped":
        what = "the page does not say which text of its original was translated"
        fix = f"if it says the same: {command}"
        yield page.text.diagnostic(at, "translation-unstamped", what, fix)
    elif known.older:
        what = f"{name} has changed since it was translated, and the page says so to its readers"
        fix = f"read both, bring this one up to date, then: {command}"
        yield page.text.diagnostic(at, "translation-older", what, fix)
    if known.refused and name:
        what = f"the page is not published: {known.refused}"
        fix = "have it checked: python -m macros review; mkdocs serve shows it until then"
        yield page.text.diagnostic(at, "translation-unpublished", what, fix)
    yield from _free(page, project)


def _free(page: Page, project: Project) -> Iterator[Diagnostic]:
    language = project.profile.language(project.language)
    if language is None or project.source(page) not in language.free:
        return
    fix = f"take the page out of languages: {language.id}: free, and have it reviewed"
    ladder = {box.id for box in project.profile.ladder}
    for box in boxes(page.source, page.body_start):
        if box.kind in ladder:
            what = "a page that is published without a review holds a box of urgency"
            yield page.text.diagnostic(box.start, "translation-free", what, fix)
    call = next((one for one in page.calls if project.macros.cites(one, project.data)), None)
    if call:
        what = "a page that is published without a review cites a source, and so states facts"
        yield page.text.diagnostic(call.span, "translation-free", what, fix)


@check("project")
def languages(project: Project) -> Iterator[Diagnostic]:
    """The settings of further languages.

    language-settings (error)
        A language is a site of its own: its pages in the folder of its name, its settings in a file
        of its own.
        Bad: languages: {fr: Français} without a file mkdocs.fr.yml
        Good:
            INHERIT: mkdocs.yml
            docs_dir: docs/fr
            theme: {language: fr}
    """
    if project.language:
        yield from _own(project)
        return
    file = project.data_folder / PROFILE
    text, tree, _ = project.yaml_of(file)
    for one in project.further_languages:
        at = (tree and tree.key("languages", one.id)) or Span(0, 0)
        if not (project.root / f"mkdocs.{one.id}.yml").is_file():
            what = f"the settings of {one.name or one.id}, mkdocs.{one.id}.yml, are missing"
            fix = f"python -m macros translate index.md {one.id} makes them, with the first page"
            yield text.diagnostic(at, "language-settings", what, fix)
        for name in _absent(project, one):
            what = f"free names {name}, and there is no such page below {project.prefix}/{one.id}"
            yield text.diagnostic(at, "language-settings", what, "mend the name, or take it out")


def _absent(project: Project, language: Language) -> list[str]:
    folder = project.docs / language.id
    return [name for name in language.free if not (folder / name).is_file()]


def _own(project: Project) -> Iterator[Diagnostic]:
    text, tree, first = project.config_text, project.config_tree, project.original
    if first is None:
        return
    wanted = first.docs / project.language
    place = Span(0, 0)
    if project.docs.resolve() != wanted.resolve():
        at = tree.at("docs_dir") or place
        fix = f"write docs_dir: {first.shown(wanted)}"
        what = "the pages of this language are not in the folder of its name"
        yield text.diagnostic(at, "language-settings", what, fix)
    if project.facts.language == first.facts.language:
        at = tree.at("theme") or place
        fix = f"write theme: {{language: {project.language}}}"
        what = "the theme's own words would be in the language of the original"
        yield text.diagnostic(at, "language-settings", what, fix)
    address = f"{first.site_url.rstrip('/')}/{project.language}/"
    if first.site_url and project.site_url != address:
        at = tree.at("site_url") or place
        what = f"the address of this language's pages on the web is {address}"
        yield text.diagnostic(at, "language-settings", what, f"write site_url: {address}")


@check("project")
def words(project: Project) -> Iterator[Diagnostic]:
    """The generator's own words on pages, in the language of the pages.

    words-unknown (error)
        A text that the generator does not know stands on no page; perhaps it was changed.
        Bad: "Writen {day}.": "Écrit le {day}."
        Good: "Written {day}.": "Écrit le {day}."

    words-value (error)
        What stands in braces is filled in: without it the sentence says nothing.
        Bad: "Written {day}.": "Écrit."
        Good: "Written {day}.": "Écrit le {day}."

    words-missing (note)
        What is missing is shown in English, among words of another language.
        Bad: "Copy": ""
        Good: "Copy": "Copier"
    """
    yield from project.words.diagnostics
    tree = project.words.tree
    file = project.data_folder / WORDS
    text = project.text_of(file)
    known = catalog() if tree is not None or project.language else ()
    for name in project.words.known:
        if name not in known:
            near = nearest(name, known)
            fix = f'did you mean "{near}"?' if near else "take the line out"
            at = (tree.key(name) if tree else None) or Span(0, 0)
            what = f'the generator has no text "{name}"'
            yield text.diagnostic(at, "words-unknown", what, fix)
    for name, value in project.words.values_lost():
        at = (tree.at(name) if tree else None) or Span(0, 0)
        what = f"the text lacks {value}, which is filled in"
        yield text.diagnostic(at, "words-value", what, f"write {value} where it belongs")
    if project.language:
        missing = [*project.words.missing(), *_untranslated(project)]
        if missing:
            named = ", ".join(f'"{name}"' for name in missing[:SHOWN])
            more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
            fix = f"write them in {project.shown(file)}, names of the handbook in {PROFILE} there"
            what = f"shown in English: {named}{more}"
            yield text.diagnostic(0, "words-missing", what, fix)


def _untranslated(project: Project) -> list[str]:
    """The handbook's own words for readers that its translation has not changed."""
    first = project.original
    if first is None:
        return []
    ours, theirs = _spoken(project.profile), _spoken(first.profile)
    return [text for name, text in theirs.items() if text and ours.get(name) == text]


def _spoken(profile: Profile) -> dict[tuple[str, str], str]:
    review, help_page = profile.review, profile.help
    found = {
        ("review", name): getattr(review, name)
        for name in ("draft", "changed", "overdue", "advice")
    }
    if help_page.page:
        names = ("question", "link", "urgent", "sheet")
        found |= {("help", name): getattr(help_page, name) for name in names}
    found |= {("audiences", one.id): one.name for one in profile.audiences}
    found |= {("boxes", one.id): one.title for one in profile.boxes}
    return {**found, ("report_note", ""): profile.report_note}
