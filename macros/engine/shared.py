"""What is the same on all pages of a site, for the script that brings it: `assets/js/site.js`."""

import json
from pathlib import Path
from typing import Any

import jinja2
from selectolax.lexbor import LexborHTMLParser

from ..project import Project
from ..search import help_words
from .languages import page_address
from .policy import Policies, lightened

OURS = Path(__file__).parents[1] / "theme"
# What our partials of the same names leave out of each page.
_LEFT_OUT = {"palette": "[data-md-component=palette]", "search": ".md-search"}


def shared(policies: Policies, project: Project) -> str:
    """JSON of the site's name, switches for colours and search; "" without our page theme.

    They are taken from a page as the theme alone would write it.
    """
    conf = policies.config
    folders = [folder for folder in conf["theme"].dirs if Path(folder).resolve() != OURS]
    if len(folders) == len(conf["theme"].dirs) or policies.environment is None:
        return ""
    icons = jinja2.PrefixLoader({".icons": jinja2.FileSystemLoader(OURS / ".icons")})
    loader = jinja2.ChoiceLoader([icons, jinja2.FileSystemLoader(folders)])
    env = policies.environment.overlay(loader=loader)
    page = LexborHTMLParser(lightened(policies.rendered(env, "main.html", "../..")))
    values: dict[str, Any] = {"config": {}}
    values["name"], values["about"] = str(conf["site_name"]), str(conf["site_description"] or "")
    for name, selector in _LEFT_OUT.items():
        node = page.css_first(selector)
        values[name] = (node.html or "") if node is not None else ""
    settings = page.css_first("#__config")
    if settings is not None:
        values["config"] = json.loads(settings.text() or "{}")
    values["help"] = _help(conf, project)
    if words := project.words.of_scripts():
        values["words"] = json.loads(words)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _help(conf: Any, project: Project) -> dict[str, str]:
    """What the search says of help; the address is below the site's."""
    extra, profile = conf.get("extra") or {}, project.profile
    address = page_address(project, profile.help.page)
    return {
        "try": "|".join(map(str, extra.get("search_try") or [])),
        "help": "./" if address == "." else address,
        "helpLink": profile.help.link,
        "question": profile.help.question,
        "note": profile.report_note,
        "urgent": profile.help.urgent,
        "ill": help_words(project),
        "ask": str(conf["repo_url"] or ""),
    }
