"""The vocabulary: what a page may say. `define_env` is the one door between core and engine.

Works with mkdocs-macros (`module_name: macros` or `modules: [macros]`) and with engines that
honour its modules.
"""

import importlib
import sys
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_stamps: list[float] = []


def define_env(env: Any) -> None:
    """Register the macros: mkdocs-macros calls this once a build, Zensical once a page.

    In: the plugin's environment. Raises the engine's own error, with every problem in words, where
    sources can't be read.
    """
    _refresh()
    if str(_HERE.parent) not in sys.path:
        sys.path.append(
            str(_HERE.parent)
        )  # an engine that loads a local module by its file leaves it without a home
    importlib.import_module(f"{__name__}.engine.mkdocs").define_env(env)


def on_pre_page_macros(env: Any) -> None:
    """Tell the theme, page by page, whether a review still holds (`page.meta.review_state`)."""
    importlib.import_module(f"{__name__}.engine.mkdocs").on_pre_page_macros(env)


def on_post_page_macros(env: Any) -> None:
    """Stop the build where a page's template failed or was refused."""
    importlib.import_module(f"{__name__}.engine.mkdocs").on_post_page_macros(env)


def on_post_build(env: Any) -> None:
    """Write what others take away (exports) beside the pages, and fail a build that warned."""
    importlib.import_module(f"{__name__}.engine.mkdocs").on_post_build(env)


def _refresh() -> None:
    """Forget modules whose source has changed, so that the live preview shows today's code."""
    newest = max(path.stat().st_mtime for path in _HERE.rglob("*.py"))
    if _stamps and newest > _stamps[0]:
        for name in [name for name in sys.modules if name.startswith(f"{__name__}.")]:
            del sys.modules[name]
    _stamps[:] = [newest]
