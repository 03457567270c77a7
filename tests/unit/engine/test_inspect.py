"""What MkDocs and its plug-ins make of a project is asked of them."""

from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from macros.checks import all_diagnostics
from macros.engine.inspect import project_of


class _Options(Config):
    """It has no options."""


class _Exclude(BasePlugin[_Options]):
    """A plug-in that leaves files out, as mkdocs-exclude does."""

    def on_files(self, files: Files, *, config: object) -> Files:  # noqa: ARG002
        return Files([file for file in files if not file.src_uri.startswith("drafts/")])


class _Broken(BasePlugin[_Options]):
    def on_files(self, files: Files, *, config: object) -> Files:
        raise KeyError(files, config)


def _project(root: Path, plugin: BasePlugin[_Options]) -> Any:
    (root / "docs/drafts").mkdir(parents=True)
    (root / "docs/drafts/d.md").write_text("# D\n\n[gone](gone.md)\n")
    (root / "docs/index.md").write_text("# Home\n\n[lost](lost.md)\n")
    (root / "mkdocs.yml").write_text("site_name: Hives\nplugins: []\n")
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins["exclude"] = plugin
    return project_of(config, root)


def test_what_a_plugin_leaves_out_is_not_read_and_all_else_is(tmp_path: Path) -> None:
    project = _project(tmp_path, _Exclude())
    assert [*project.files] == ["index.md"]
    assert [one.rule for one in all_diagnostics(project)] == ["link-dead"]


def test_a_plugin_that_fails_leaves_nothing_out(tmp_path: Path) -> None:
    assert len(_project(tmp_path, _Broken()).files) == 2
