"""What a page says of its references: links to their files, and itself as schema.org data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from ..markup import attribute
from ..model import Reference
from ..project import Project
from ..urls import page_url, relative, relative_file
from .common import line
from .formats import FORMATS
from .jsonld import address_text, page_json, script, work_text
from .names import FOLDER, file_name, page_name

# More works than these a page doesn't name one by one: that would be a fiftieth of its weight.
MOST_WORKS = 8


@dataclass(frozen=True)
class _Paths:
    """From one page to the exported files, and to the page that lists all references.

    `listing` is empty where there is no such page, or where the page is it (then `everything`).
    """

    folder: str
    listing: str
    everything: bool


class Exports:
    """One project's exports as its pages name them. What all pages share is worked out once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._paths: dict[str, _Paths] = {}
        self._works: dict[str, str] = {}

    def _from(self, source: str) -> _Paths:
        if source not in self._paths:
            self._paths[source] = self._found(source)
        return self._paths[source]

    def _found(self, source: str) -> _Paths:
        project = self.project
        folder = attribute(relative_file(source, FOLDER, project.directory_urls))
        page = project.page_with("references")
        listing = project.source(page) if page is not None else ""
        if not listing or listing == source:
            return _Paths(folder, "", bool(listing))
        path = relative(source, listing, "", project.directory_urls)
        return _Paths(folder, attribute(path), everything=False)

    def reference_links(self, source: str, reference: Reference) -> str:
        """What a list adds to a reference: a link to its file, of which a script makes a menu.

        In: the page's path below docs. Out: one line of inline HTML. The other formats stand beside
        the file, and where else the reference is cited stands on the page that lists all.
        """
        label = self.project.words.html("Cite")
        return _reference_link(self._from(source).folder, reference.key, label)

    def page_links(self, source: str) -> str:
        """The line that gives a page's (or all) references as files; "" where it cites none."""
        paths = self._from(source)
        project = self.project
        if not paths.everything and source not in project.citing:
            return ""
        say = project.words.html
        name = "all" if paths.everything else f"pages/{page_name(source)}"
        base = f"{paths.folder}{attribute(quote(name))}"
        links = ", ".join(
            f'<a href="{base}.{ending}" download>{form.label}</a>'
            for ending, form in FORMATS.items()
        )
        take = say("Take these references with you: {links}", links=links)
        if paths.everything:
            take = say("Take all references with you: {links}", links=links)
        where = say("Where else each is cited")
        more = f'. <a class="ref-all" href="{paths.listing}">{where}</a>' if paths.listing else ""
        return f'<p class="page-export">{take}{more}</p>'

    def json_ld(
        self, meta: Mapping[str, object], source: str, references: Iterable[Reference]
    ) -> str:
        """The page in schema.org's words with what it cites, as one line of `<script>`.

        In: its front matter, its path below docs, its references in their order. The address stands
        only where the site has one; the licence is `license` of the front matter, else of
        `extra: citations:`. A page that cites very many works names the file that lists them, and
        those with a notice.
        """
        references = list(references)
        project = self.project
        licence = str(meta.get("license") or project.settings.get("license") or "")
        page = page_json(meta, project.profile, self._address(source), line(licence))
        if len(references) > MOST_WORKS and project.site_url:
            listed = self._on_the_web(f"{FOLDER}pages/{page_name(source)}.json")
            noted = [self._work(reference) for reference in references if reference.status]
            return script(page, [address_text(listed), *noted])
        return script(page, [self._work(reference) for reference in references])

    def _address(self, source: str) -> str:
        return self._on_the_web(page_url(source, self.project.directory_urls is not False))

    def _on_the_web(self, path: str) -> str:
        if not self.project.site_url:
            return ""
        encoded = quote(path, safe="/-._~:@!$&'()*+,;=", errors="replace")
        return f"{self.project.site_url.rstrip('/')}/{encoded}"

    def _work(self, reference: Reference) -> str:
        if reference.key not in self._works:
            self._works[reference.key] = work_text(reference)
        return self._works[reference.key]


def _reference_link(folder: str, key: str, label: str) -> str:
    address = f"{folder}{attribute(file_name(key))}.bib"
    return f'<a class="ref-cite" href="{address}" download>{label}</a>'
