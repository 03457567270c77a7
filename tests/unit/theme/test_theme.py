"""The theme's own parts, drawn for projects that set more or less."""

import re
from types import SimpleNamespace

import jinja2
import pytest

from macros.markup import filled
from macros.profile import Profile
from tests.support.tiny import ROOT

REPO = "https://github.com/some/handbook"


def about(repo: str = "", email: str = "", ways: str = "", note: str = "") -> str:
    """The foot of a page on one line."""
    loader = jinja2.FileSystemLoader(ROOT / "macros" / "theme")
    environment = jinja2.Environment(loader=loader, autoescape=False)
    environment.filters["url"] = lambda address: f"../{address}"
    extra = {"contact_email": email, "contact_page": ways, "profile": Profile(report_note=note)}
    extra["page_url"] = lambda source: "help/" if source == "help.md" else ""
    html = environment.get_template("partials/page-about.html").render(
        page=SimpleNamespace(meta={"title": "A & B"}, edit_url=None),
        config=SimpleNamespace(site_name="Tiny", repo_url=repo, extra=extra),
        address="https://example.org/a/",
        say=filled,
        plain=SimpleNamespace(say=filled),
    )
    return " ".join(html.split())


@pytest.mark.parametrize(
    ("given", "links"),
    [
        ({"repo": REPO, "ways": "help.md#ways"}, [("Tell us", REPO), ("No account?", "../help/#ways")]),
        ({"repo": REPO}, [("Tell us", REPO)]),
        ({"repo": "https://git.example.org/x"}, [("Tell us", "https://git.example.org/x")]),
        ({"ways": "help.md"}, [("Tell us", "../help/")]),
        ({"ways": "gone.md"}, []),
        ({"email": "a@example.org"}, [("a@example.org", "mailto:a@example.org?subject=")]),
        ({"repo": REPO, "email": "a@example.org", "ways": "help.md"}, [("Tell us", REPO), ("a@example.org", "mailto:")]),
        ({}, []),
    ],
)  # fmt: skip
def test_each_way_to_report_is_shown_where_there_is_one(given, links):
    html = about(**given)
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>([^<]+)</a>', html)
    assert [name for _, name in found] == [name for name, _ in links]
    assert all(
        address.startswith(want) for (address, _), (_, want) in zip(found, links, strict=True)
    )
    assert ("Something wrong on this page?" in html) == bool(links)
    assert 'href=""' not in html and "mailto:?" not in html


def test_a_form_is_offered_only_where_there_is_one():
    assert "1-mistake.yml" in about(repo=REPO)
    assert "1-mistake.yml" not in about(repo="https://git.example.org/x")
    assert "GitHub" not in about(repo="https://git.example.org/x")


def test_a_mail_reminds_of_what_the_profile_says():
    assert "Name%20nobody." in about(email="a@example.org", note="Name nobody.")
    assert "known" not in about(email="a@example.org")
