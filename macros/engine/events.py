"""What happens to pages while they are built: a plug-in that mkdocs-macros' settings register.

Events are those of MkDocs' user guide ("Plugins"), which ProperDocs keeps. `page_content` comes
right after Markdown, here before anybody else, so that no other plug-in meets a token;
`page_context` comes after the search has read the page, and before the template shows it.
"""

from __future__ import annotations

import errno
import hashlib
import logging
from collections import Counter
from functools import cached_property
from importlib import import_module
from pathlib import Path
from shutil import SpecialFileError
from typing import Any

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority

from ..checks.pages.review import shown_otherwise
from ..checks.site.allowed import Refusal, authored, claimed, in_front, published
from ..checks.site.placing import origin
from ..exporting.background import Staged
from ..model import HOLDING, Diagnostic
from ..project import Project
from ..render.citations import CitationError
from ..render.late import Tokens
from ..render.redirects import with_former_sections
from ..source_text import SourceText, os_words
from .gate import check_sources, refused
from .languages import with_files, with_marked_links
from .menu import Menus
from .policy import Policies, lightened, with_policy
from .preview import Preview
from .sandbox import PageEnvironment
from .theme import theme_functions
from .vocabulary import Vocabulary

# What somebody has to mend outside of the project.
DISK = frozenset(
    getattr(errno, name)
    for name in "EACCES EDQUOT EFBIG EIO EMFILE ENFILE ENOSPC EPERM EROFS".split()
    if hasattr(errno, name)
)
# Plug-ins that are done with a page when it is written.
_UNREAD = frozenset(["search", "offline", "macros", "handbook"])
LOG = logging.getLogger("mkdocs.plugins.macros")
FIX = "take it out; pages are Markdown, and drawings, boxes and lists have macros of their own"


class BuildEvents(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """One build: the tokens of its pages, what was refused, and the policies."""

    latest: BuildEvents

    def __init__(self, env: Any, project: Project) -> None:
        self.env, self.project = env, project
        BuildEvents.latest = self
        self.walls = project.profile.walls
        self.preview = in_preview(env.conf)
        # Whether readers may keep what is built.
        self.keeps = False
        self.tokens: dict[str, Tokens] = {}
        self.exports: Staged | None = None
        self.base_url = ""
        self.nav: Any = None
        self.menus: Menus | None = None
        self.vocabulary = Vocabulary(env, project, lambda page: self.new_tokens(page).keep)
        # What the macros made of each page, in the preview.
        self.made: dict[str, str] = {}
        # Pages whose braces are another program's.
        self.left_alone: frozenset[str] = frozenset()
        self.refused: list[Diagnostic] = []
        self.policies = Policies(env.conf, offline=not env.conf["use_directory_urls"])

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Report a disk that is full or read-only in words; MkDocs reports all other failures.

        Raises Abort, which MkDocs prints.
        """
        if isinstance(error, SpecialFileError):
            raise Abort(f"\n{error}; take it out of the docs folder") from None
        if isinstance(error, OSError) and error.errno in DISK:
            raise Abort(f"\n{os_words(error)}") from None
        if isinstance(error, UnicodeEncodeError) and "surrogates" in error.reason:
            raise Abort(
                f"\nthe name of a file can't be read in this system's language settings: "
                f"{error.object!a}; set LC_ALL=C.UTF-8 or PYTHONUTF8=1, and build again"
            ) from None

    def new_tokens(self, page: Any) -> Tokens:
        """Tokens for a page whose macros are about to run."""
        found = Tokens(f"{page.file.src_uri}\n{page.markdown}")
        self.tokens[page.file.src_uri] = found
        return found

    def on_pre_build(self, **_: Any) -> None:
        """Put the sandbox in the place of the plug-in's own environment, made after our macros."""
        env = self.env
        lenient = not env.config["on_error_fail"]
        env._env = PageEnvironment(  # noqa: SLF001
            env.env,
            self.project.macros,
            env.conf,
            (SecurityError, CitationError) if lenient else (),
        )

    def check_template(self, page: Any) -> None:
        """Stop where a template failed or was refused: the macros plug-in prints it, or nothing.

        Raises PluginError with each failure at its place.
        """
        failures, self.env.env.failures = self.env.env.failures, []
        source = self.project.by_source.get(page.file.src_uri)
        found = []
        for error, line in failures:
            rule = "template-refused" if isinstance(error, SecurityError) else "template-failed"
            # Jinja names the folders in which it looked, which are this machine's.
            words, lost, _ = str(error).partition(" not found in search path")
            words = f"{words} is not found" if lost else words or type(error).__name__
            path, row, called = page.file.src_uri, max(line, 1), set[str]()
            if source is not None:
                path = source.path
                start = source.source.rfind(page.markdown or "\0")
                row += (source.text.position(start)[0] if start >= 0 else source.body_line) - 1
                called = {call.name for call in source.calls if call.line == row}
            if not isinstance(error, SecurityError | CitationError | TemplateError):
                name = f"the macro {called.pop()}()" if len(called) == 1 else "a macro"
                words = f"{name} failed here ({type(error).__name__}: {words})"
            found.append(Diagnostic(path, row, 1, rule, words, "take it out, or mend it"))
        if found:
            raise refused(found)
        if self.preview:
            self.made[page.file.src_uri] = self._made(page)

    def _made(self, page: Any) -> str:
        tokens = self.tokens.get(page.file.src_uri)
        text = tokens.printed(self.env.markdown) if tokens else self.env.markdown
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()

    def on_serve(self, server: Any, *, builder: Any, **_: Any) -> None:
        """Let a live server build only what changed."""
        if self.preview:
            Preview(self, server, builder)

    def again(self, project: Project, changed: set[str], shared: bool) -> bool:
        """Render again the pages that changed, and those whose macros now print something else.

        In: the project as it is now; the pages whose text changed; whether data or sources did.
        False where the title of a page is another, which the menus of all pages show.
        """
        self.project = self.vocabulary.project = project
        self.vocabulary.forget()
        self.left_alone = check_sources(project, self.env)
        files = {file.src_uri: file for file in self.policies.files.documentation_pages()}
        wanted = set(changed)
        for name, page in project.by_source.items():
            if name in changed or name not in files:
                continue
            if (shared and page.calls) or any(
                project.macros.shows_all(call.name) for call in page.calls
            ):
                before, one = self.made.get(name), files[name].page
                one.read_source(self.env.conf)
                self.env.on_page_markdown(
                    one.markdown, page=one, config=self.env.conf, files=self.policies.files
                )
                if self.made.get(name) != before:
                    wanted.add(name)
        return self._rendered([files[name] for name in wanted if name in files])

    def _rendered(self, files: list[Any]) -> bool:
        """Read and write pages as MkDocs does."""
        config = self.env.conf
        build = import_module(f"{type(config).__module__.partition('.')[0]}.commands.build")
        for file in files:
            title = file.page.title
            vars(file.page).pop("title", None)
            build._populate_page(file.page, config, self.policies.files)  # noqa: SLF001
            if file.page.title != title:
                return False
        self.stop_if_refused()
        if self.menus:
            self.menus.forget()
        documents, env = self.policies.files.documentation_pages(), self.policies.environment
        for file in files:
            build._build_page(file.page, config, documents, self.nav, env)  # noqa: SLF001
            level = config.validation.links.anchors
            file.page.validate_anchor_links(files=self.policies.files, log_level=level)
        return True

    def on_files(self, files: Any, *, config: Any, **_: Any) -> Any:
        """Give a further language what it has from its original."""
        return with_files(self.project, files, config) if self.project.language else files

    def on_nav(self, nav: Any, **_: Any) -> None:
        """Keep the home page, to which the theme links from everywhere."""
        self.nav, self.policies.homepage = nav, nav.homepage

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Any, **_: Any) -> str | None:
        """Judge what the page itself brings; fill in what is searched, and clear other tokens."""
        front = in_front(page.meta) if self.walls else ()
        self._judge([*authored(html), *authored(str(page.title)), *front], page)
        source = self.project.by_source.get(page.file.src_uri)
        former = source.former_sections if source else {}
        if former:
            html = with_former_sections(html, former)
            if page.present_anchor_ids is not None:
                page.present_anchor_ids |= former.keys()
        tokens = self.tokens.get(page.file.src_uri)
        if tokens is None:
            return html
        if self.walls:
            self._judge([*claimed(html, tokens.anchors())], page)
        page.markdown = tokens.without(page.markdown)
        if page.title and (title := tokens.without(str(page.title))) != page.title:
            page.title = title
        entries = list(page.toc)
        while entries:
            entry = entries.pop()
            entry.title = tokens.without(entry.title)
            entries += entry.children
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= tokens.anchors()
        html = tokens.shown(html)
        tokens.wait()
        return html

    def on_env(self, env: Any, *, files: Any, **_: Any) -> None:
        """All pages are read, and none is written: stop here if anything was refused."""
        self.policies.environment, self.policies.files = env, files
        env.globals.update(theme_functions(lambda: self.project))
        self.menus = Menus(env)
        for file in files.documentation_pages():
            self._find_templates(env, file.page)
        self.stop_if_refused()

    def _find_templates(self, env: Any, page: Any) -> None:
        """The templates that a page's front matter names: its own, and the icon of Material."""
        source = self.project.by_source.get(page.file.src_uri)
        icons = any((Path(folder) / ".icons").is_dir() for folder in self.env.conf["theme"].dirs)
        for field, form in (("template", "{}"), *((("icon", ".icons/{}.svg"),) if icons else ())):
            name = page.meta.get(field)
            if name is None or source is None:
                continue
            try:
                env.get_template(form.format(name))
            except (TemplateError, TypeError, AttributeError):
                what = f'the theme has no {field} "{name}"'
                span = source.field_span(field)
                self.refused.append(
                    source.text.diagnostic(span, "template-failed", what, "take the line out")
                )

    def stop_if_refused(self) -> None:
        """Raise PluginError with all that was refused, if anything was."""
        if self.refused:
            found, self.refused = self.refused, []
            raise refused(found)

    @event_priority(-100)
    def on_page_context(self, context: Any, *, page: Any, **_: Any) -> None:
        """What is not searched goes in."""
        tokens = self.tokens.pop(page.file.src_uri, None)
        if tokens is not None:
            page.content = tokens.filled(page.content or "")
        if self.project.language:
            page.content = with_marked_links(self.project, page.content or "")
        self._compare(page)

    def _compare(self, page: Any) -> None:
        """Hold what a reviewed page shows against what its reviewers saw.

        One that shows something else does not pass for reviewed, and a build stops.
        """
        source = self.project.by_source.get(page.file.src_uri)
        if source is None or page.meta.get("review_state") not in HOLDING:
            return
        found = list(shown_otherwise(source, self.project, page.content or ""))
        if found:
            page.meta["review_state"] = "changed"
            if self.preview:
                LOG.info("%s", found[0])
            else:
                self.refused += found
                self.stop_if_refused()

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Any, **_: Any) -> str | None:
        """Judge the whole page, with the theme and front matter in it, and give it its policy."""
        if not self.preview and self._read_by_none:
            page.title = page.title  # MkDocs would look for it in what is let go of
            page.content, page.markdown = None, ""  # written: of a thousand pages it is much
        if not self.walls or self.preview:
            return None
        digests = self.policies.of_page(page)
        output = lightened(output)  # before it is judged: white space can hide an address
        self._judge(published(output, self.policies.known(digests)), page, whole=True)
        self.stop_if_refused()
        return with_policy(output, self.policies.text(digests))

    @cached_property
    def _read_by_none(self) -> bool:
        """Whether nobody reads a page's text once it is written, as Material's blog does."""
        return all(name.rpartition("/")[2] in _UNREAD for name in self.env.conf["plugins"])

    def on_template_context(self, context: Any, **_: Any) -> None:
        """Keep the way to the site's root, which the theme writes into the 404 page."""
        self.base_url = context["base_url"]

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, **_: Any) -> str | None:
        """Give the theme's own pages, such as that for wrong addresses, their policy.

        Raises PluginError for what may not be published.
        """
        if not self.walls or self.preview or not template_name.endswith(".html"):
            return None
        digests = self.policies.of_template(template_name, self.base_url)
        output = lightened(output)
        for one in published(output, self.policies.known(digests)):
            raise refused([self._traced(SourceText(template_name, ""), one, Counter(), whole=True)])
        return with_policy(output, self.policies.text(digests))

    def _judge(self, refusals: list[Refusal], page: Any, *, whole: bool = False) -> None:
        source = self.project.by_source.get(page.file.src_uri)
        own = source.text if source else SourceText(page.file.src_uri, "")
        seen: Counter[str] = Counter()
        for one in refusals:
            if not self.walls and one.does not in ("runs", "sends"):
                continue
            found = self._traced(own, one, seen, whole=whole)
            if self.walls:
                self.refused.append(found)
            else:
                LOG.info("note: %s", found)

    def _traced(
        self, own: SourceText, one: Refusal, seen: Counter[str], *, whole: bool
    ) -> Diagnostic:
        """What was refused, at the place in the project that it comes from.

        On a whole page that may be the front matter of another, which menus show.
        """
        pages = [page.text for page in self.project.pages] if whole else []
        texts = [own, *self._others, *pages]
        number, at = origin(texts, one, seen)
        rule = "site-active" if one.does else "site-element"
        return texts[number].diagnostic(at, rule, str(one), FIX)

    @cached_property
    def _others(self) -> list[SourceText]:
        """The texts that stand on many pages: data, sources, settings."""
        paths = [*sorted(self.project.data_folder.glob("*.yml")), *self.project.bib_files]
        return [*map(self.project.text_of, paths), self.project.config_text]


def in_preview(conf: Any) -> bool:
    """Whether a live server builds."""
    address = ":".join(map(str, conf["dev_addr"]))
    return str(conf["site_url"] or "").startswith(f"http://{address}/")
