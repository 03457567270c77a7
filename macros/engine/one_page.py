"""One page as a build would show it, without building the others: what a reviewer vouches for.

The order of the events is that of `mkdocs.commands.build` (MkDocs' user guide, "Plugins").
"""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stdout
from io import StringIO
from typing import Any

from ..project import Project
from ..review.rendered import content_words

# In `extra`: nothing is published, so that no exports are begun.
ALONE = "one_page_alone"


def shown_words(project: Project, source: str) -> list[str]:
    """The words that a page's own text shows in the built site, `source` being its path below docs.

    Raises ValueError, in words, where the page can't be built.
    """
    from mkdocs.config import load_config

    # Extensions look for files from the folder in which a build is begun.
    with _quiet(), tempfile.TemporaryDirectory() as folder, chdir(project.root):
        try:
            config = load_config(project.facts.config_file, site_dir=f"{folder}/site")
            config.extra[ALONE] = True
            return content_words(_content(config, source))
        except Exception as error:  # noqa: BLE001 (the project's own plug-ins may raise anything)
            raise ValueError(f"{source} can't be built: {error or type(error).__name__}") from None


def _content(config: Any, source: str) -> str:
    from mkdocs.commands import build
    from mkdocs.structure.files import get_files, set_exclusions
    from mkdocs.structure.nav import get_navigation
    from mkdocs.structure.pages import Page

    from .events import BuildEvents

    plugins = config.plugins
    plugins.on_startup(command="build", dirty=False)
    config = plugins.on_config(config)
    plugins.on_pre_build(config=config)
    files, env = get_files(config), config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = plugins.on_nav(get_navigation(files, config), config=config, files=files)
    file = files.get_file_from_path(source)
    if file is None:
        raise ValueError("the site does not hold it")
    page = file.page or Page(None, file, config)
    build._populate_page(page, config, files)  # noqa: SLF001
    for event in plugins.values():
        if isinstance(event, BuildEvents):
            event.stop_if_refused()
    context = build.get_context(nav, files, config, page)
    plugins.on_page_context(context, page=page, config=config, nav=nav)
    return page.content or ""


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the engine from talking, and from counting warnings that no build gives."""
    logger = logging.getLogger("mkdocs")
    before, logger.disabled = logger.disabled, True
    try:
        with redirect_stdout(StringIO()):
            yield
    finally:
        logger.disabled = before
