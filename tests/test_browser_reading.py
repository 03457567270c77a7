"""A page as a reader meets it: real Chromium, a tiny site with the handbook's own settings and theme."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest

from tests.browser import browser, file_url, served, violations, visit  # noqa: F401 (browser is a fixture)
from tests.tiny import ROOT, build, make

HEAD = """\
---
title: {title}
summary: What a reader of a tiny site learns from this page, in one "quoted" sentence.
audience: {audience}
status: draft
written: 2026-11-22
review_due: 2027-11-22
reviewed_by: []
---

# {title}

"""

PAGES = {
    "index.md": HEAD.format(title="Tiny", audience="everyone") + """\
A handbook.{{ cite("clinic2024") }}

## For patients

- **I feel ill.** [When to get help](patients/get-help.md)
- **The card.** [My port card](patients/port-card.md)

## References

{{ bibliography() }}
""",
    "patients/get-help.md": HEAD.format(title="When to get help", audience="patient") + """\
!!! call-now "Call 999, 112 or 911 now"

    - It is hard to breathe.{{ cite("clinic2024") }}

!!! call-today "Call your team today"

    - The skin is red.{{ cite("clinic2024") }}

!!! ask-next "Ask at your next visit"

    - You wonder about scars.

!!! red-flag "Red flags"

    A flag.

!!! strength "How strong is this?"

    Not very.

!!! local "What local policy decides"

    Much.

## References

{{ bibliography() }}
""",
    "patients/living.md": HEAD.format(title="Living with it", audience="patient") + """\
A {{ term("catheter", "thin tube") }} leads to a vein.{{ cite("smith2020port") }} Most people forget it.{{ cite("moss2021cava", "clinic2024", "brown2019") }}

""" + "One more line of the page.\n\n" * 40 + """\
At last.{{ cite("smith2020port") }}

## References

{{ bibliography() }}
""",
    "clinicians/flushing.md": HEAD.format(title="Flushing", audience="clinician") + """\
Flush it.{{ cite("moss2021cava") }}

{{ differ("flush-interval") }}

| One | Two | Three | Four | Five |
|---|---|---|---|---|
| a long cell with words | a long cell with words | a long cell with words | a long cell with words | alteplase.{{ cite("smith2020port") }} |

## References

{{ bibliography() }}
""",
    "sources/index.md": HEAD.format(title="All references", audience="everyone") + "{{ references() }}\n",
    "sources/glossary.md": HEAD.format(title="Glossary", audience="everyone") + "{{ glossary() }}\n",
    "patients/port-card.md": HEAD.format(title="My port card", audience="patient") + "{{ port_card() }}\n\n## Why?\n\nSo that they know.\n",
}

DATA = {
    "glossary.yml": "- id: catheter\n  term: catheter\n  kind: clinical\n  definition: A soft, thin tube that leads into a vein.\n  page: patients/living.md\n",
    "disputes.yml": """\
- id: flush-interval
  question: How often?
  topic: flushing
  answers:
    - {answer: Every 4 weeks, detail: As one says., cite: [moss2021cava], value: {low: 4, high: 4, unit: weeks}}
    - {answer: Every 12 weeks, detail: As another says., cite: [smith2020port], value: {low: 12, high: 12, unit: weeks}}
  reading: Ask.
  plain: Ask.
""",
}


def settings() -> str:
    """The handbook's own mkdocs.yml, without its pages."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"(?ms)^(nav|watch):\n(?:[ #].*\n?|\n)*", "", text)
    return text.replace("custom_dir: macros/theme", f"custom_dir: {(ROOT / 'macros' / 'theme').as_posix()}").replace("module_name: macros", "modules: [macros]")


@pytest.fixture(scope="session")
def sites(tmp_path_factory) -> dict[str, Path]:
    """The tiny site as the web has it, and as a disk has it."""
    built = {}
    for form in ("online", "offline"):
        folder = make(tmp_path_factory.mktemp(form), PAGES, config=settings(), data=DATA)
        for name in ("assets/javascripts/iframe-worker.js", "assets/logo.svg", "assets/favicon.svg"):
            (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / "docs" / name, folder / "docs" / name)
        result = build(folder, environment={"OFFLINE": "true" if form == "offline" else "false"})
        assert result.code == 0, result.said
        built[form] = result.site
    return built


@pytest.fixture(scope="session")
def web(sites) -> str:
    """The address of the tiny site."""
    with served(sites["online"]) as address:
        yield address


LIVING, FLUSHING, CARD, SOURCES = "patients/living/", "clinicians/flushing/", "patients/port-card/", "sources/"


# Citations

def test_a_preview_opens_by_keyboard_is_entered_and_left(browser, web):
    with visit(browser, web + LIVING) as it:
        page = it.page
        mark = page.locator("#cite-moss2021cava-1")
        page.locator("#cite-smith2020port-1").focus()
        page.keyboard.press("Tab")  # into the first preview, and on past its links
        while not mark.evaluate("node => node === document.activeElement"):
            page.keyboard.press("Tab")
        preview = page.locator(".cite-preview")
        assert preview.count() == 1 and preview.get_attribute("role") == "dialog"
        assert mark.get_attribute("aria-expanded") == "true"
        assert preview.locator(".cite-preview-item").count() == 3
        assert "Central venous access devices" in preview.inner_text()
        assert "randomised trial" in preview.inner_text().lower()
        assert not page.evaluate("[...document.querySelectorAll('[id]')].map(n => n.id).filter((id, i, all) => all.indexOf(id) !== i)")
        # The mark is a run, "2-4", of two links: after both comes the preview.
        for _ in range(4):
            page.keyboard.press("Tab")
            if preview.evaluate("node => node.contains(document.activeElement)"):
                break
        assert preview.evaluate("node => node.contains(document.activeElement)")
        page.keyboard.press("Escape")
        assert preview.count() == 0
        assert page.evaluate("document.activeElement.closest('sup.cite') !== null")
        assert not it.errors


def test_escape_closes_and_leaving_closes(browser, web):
    with visit(browser, web + LIVING) as it:
        page, preview = it.page, it.page.locator(".cite-preview")
        page.locator("#cite-smith2020port-1").focus()
        assert preview.count() == 1
        page.keyboard.press("Shift+Tab")
        assert preview.count() == 0
        page.locator("#cite-smith2020port-1").focus()
        page.keyboard.press("Escape")
        assert preview.count() == 0
        assert page.locator("#cite-smith2020port-1").evaluate("node => node === document.activeElement")
        page.locator("#cite-smith2020port-1").hover()
        preview.wait_for()
        preview.hover()  # the pointer may move onto it (WCAG 1.4.13)
        page.wait_for_timeout(400)
        assert preview.count() == 1
        page.mouse.move(5, 500)
        preview.wait_for(state="detached")


def test_the_first_tap_opens_the_preview_inside_a_narrow_screen(browser, web):
    with visit(browser, web + LIVING, width=360, height=640, touch=True) as it:
        page, preview = it.page, it.page.locator(".cite-preview")
        page.locator("#cite-moss2021cava-1").tap()
        preview.wait_for()
        box = preview.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360
        assert box["y"] >= 0 and box["y"] + box["height"] <= 640
        assert page.url.endswith(LIVING)
        page.locator("h1").tap()
        assert preview.count() == 0
        page.locator("#cite-moss2021cava-1").tap()
        preview.get_by_role("link", name="Go to the reference 2").tap()
        assert page.url.endswith("#ref-moss2021cava")
        preview.wait_for(state="detached")


def test_a_citation_is_followed_and_walked_back(browser, web):
    with visit(browser, web + LIVING) as it:
        page = it.page
        page.locator("#cite-smith2020port-1").click()
        item = page.locator("#ref-smith2020port")
        assert page.url.endswith("#ref-smith2020port")
        assert item.evaluate("node => node.matches(':target')")
        assert item.bounding_box()["y"] >= page.locator(".md-header").bounding_box()["height"]
        item.get_by_role("link", name="Back to mention 1 of 2").click()
        mark = page.locator("#cite-smith2020port-1")
        assert mark.evaluate("node => node.matches(':target')")
        box = mark.bounding_box()
        assert 48 <= box["y"] < 800
        assert page.locator(".cite-preview").count() == 0
        assert mark.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"


def test_without_scripts_marks_are_links_and_words_explain_themselves(browser, web):
    with visit(browser, web + LIVING, scripts=False) as it:
        page = it.page
        tip = page.locator(".term-tip")
        assert not tip.is_visible()
        page.locator(".term-word").hover()
        assert tip.is_visible()
        page.locator("#cite-smith2020port-1").click()
        assert page.url.endswith("#ref-smith2020port")
        assert not page.locator(".ref-copy").first.is_visible()


def test_paper_shows_numbers_only(browser, web):
    with visit(browser, web + LIVING) as it:
        it.page.locator("#cite-smith2020port-1").hover()
        it.page.locator(".cite-preview").wait_for()
        it.page.emulate_media(media="print")
        assert it.page.locator("sup.cite").first.inner_text() == "1"
        for name in (".cite-preview", ".way-out", ".ref-export", ".term-tip", ".link-here", ".md-header"):
            assert not it.page.locator(name).first.is_visible(), name


def test_a_reference_is_copied_as_plain_text(browser, web):
    with visit(browser, web + LIVING) as it:
        it.context.grant_permissions(["clipboard-read", "clipboard-write"])
        item = it.page.locator("#ref-smith2020port")
        item.locator(".ref-copy").click()
        item.get_by_text("Copied").wait_for()
        assert it.page.evaluate("navigator.clipboard.readText()") == item.locator(".ref-text").inner_text()


# Words

def test_a_word_is_explained_by_keyboard_and_by_touch(browser, web):
    with visit(browser, web + LIVING) as it:
        page, word, tip = it.page, it.page.locator(".term-word"), it.page.locator(".term-tip")
        page.keyboard.press("Tab")
        while not word.evaluate("node => node === document.activeElement"):
            page.keyboard.press("Tab")
        assert tip.is_visible() and word.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Tab")
        assert tip.is_visible()
        assert page.evaluate("document.activeElement.textContent") == "Glossary"
        page.keyboard.press("Escape")
        assert not tip.is_visible()
        assert word.evaluate("node => node === document.activeElement")
    with visit(browser, web + LIVING, width=360, touch=True) as it:
        word, tip = it.page.locator(".term-word"), it.page.locator(".term-tip")
        word.tap()
        assert tip.is_visible()
        box = tip.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360
        it.page.locator("h1").tap()
        assert not tip.is_visible()


# All references

def test_references_are_narrowed_counted_and_shared(browser, web):
    with visit(browser, web + SOURCES) as it:
        page = it.page
        shown = page.locator("ol.references > li:visible")
        count = page.locator(".ref-count")
        assert shown.count() == 4 and count.inner_text() == "4 references"
        page.get_by_label("Words").fill("PÓRTS practice")
        assert shown.count() == 1 and count.inner_text() == "1 of 4 references"
        page.get_by_label("Words").fill("")
        page.get_by_label("From").select_option("2021")
        assert shown.count() == 2
        page.get_by_label("Kind").select_option("randomised-trial")
        page.get_by_label("Cited on").select_option("clinicians/flushing.md")
        assert shown.count() == 1 and "CAVA" in shown.inner_text()
        address = page.url
        page.get_by_role("button", name="Clear the filters").click()
        assert shown.count() == 4
        page.get_by_label("Words").fill("nothing at all")
        assert "No reference fits" in count.inner_text()
        assert not it.errors
    with visit(browser, address) as it:
        assert it.page.locator("ol.references > li:visible").count() == 1
        assert it.page.get_by_label("Kind").input_value() == "randomised-trial"


def test_a_link_to_one_reference_reaches_it_though_it_was_filtered_out(browser, sites):
    address = file_url(sites["offline"] / "sources" / "index.html")
    with visit(browser, address + "#words=clinic", offline=True) as it:
        assert it.page.locator("ol.references > li:visible").count() == 1
        it.page.evaluate("location.hash = '#ref-moss2021cava'")
        it.page.locator("#ref-moss2021cava").wait_for()
        it.page.get_by_label("Words").fill("ports")
        assert "words=ports" in it.page.url
        assert not it.errors and not it.foreign


def test_without_scripts_the_list_is_whole(browser, web):
    with visit(browser, web + SOURCES, scripts=False) as it:
        assert it.page.locator("ol.references > li:visible").count() == 4
        assert not it.page.locator(".ref-filter").is_visible()


# The page's own words

def test_a_page_says_who_reviewed_it_and_an_old_copy_says_that_it_is_old(browser, web):
    with visit(browser, web + LIVING) as it:
        page = it.page
        status = page.locator(".page-status").inner_text().replace("\xa0", " ")
        assert "Written 22 November 2026" in status and "Not yet reviewed by a clinician" in status and "Review due 22 November 2027" in status
        page.clock.set_fixed_time(datetime.datetime(2027, 11, 22, 12))
        page.reload()
        assert not page.locator(".page-overdue").is_visible()
        page.clock.set_fixed_time(datetime.datetime(2027, 11, 23, 12))
        page.reload()
        assert "may be out of date" in page.locator(".page-overdue").inner_text()
        assert page.locator("meta[name=description]").get_attribute("content").startswith('What a reader of a tiny site learns from this page, in one "quoted"')
        assert page.locator("html").get_attribute("lang") == "en"


def test_patients_pages_have_a_way_out_that_stays_on_a_phone(browser, web):
    with visit(browser, web + LIVING, width=360, height=640) as it:
        assert it.page.locator(".way-out a").get_attribute("href") == "../get-help/"
        bar = it.page.locator(".way-out-bar")
        bar.wait_for(state="hidden")
        it.page.evaluate("window.scrollTo(0, 900)")
        bar.wait_for(state="visible")
        box = bar.bounding_box()
        assert box["y"] + box["height"] == 640 and box["height"] >= 24
    for path in ("patients/get-help/", FLUSHING, ""):
        with visit(browser, web + path) as it:
            assert it.page.locator(".way-out").count() == 0, path


def test_the_html_to_link_here_is_copied(browser, web, sites):
    with visit(browser, web + LIVING) as it:
        it.context.grant_permissions(["clipboard-read", "clipboard-write"])
        it.page.get_by_text("Link to this page", exact=True).click()
        it.page.locator(".link-here").get_by_role("button", name="Copy").click()
        it.page.locator(".link-here").get_by_text("Copied").wait_for()
        copied = it.page.evaluate("navigator.clipboard.readText()")
        assert re.match(r'<p><a href="https://[^"]+/patients/living/">Living with it</a>: What a reader .+ &#34;quoted&#34; sentence\. \(Port Handbook\)</p>$', copied), copied
        # Without the newer clipboard, and so on a disk: the older command, or at least the selection.
        it.page.evaluate("Object.defineProperty(window, 'isSecureContext', {value: false})")
        it.page.locator(".link-here").get_by_role("button", name="Copy").click()
        assert it.page.evaluate("(area => area.selectionEnd - area.selectionStart === area.value.length)(document.querySelector('.link-here textarea'))")
    offline = (sites["offline"] / "patients" / "living.html").read_text(encoding="utf-8")
    assert re.search(r'rel="canonical" href="https://[^"]+/patients/living/"', offline)
    assert copied.split('"')[1] in offline.split('class="link-here"')[1]


def test_a_wide_table_scrolls_in_its_own_box_and_says_so(browser, web):
    with visit(browser, web + FLUSHING, width=360, height=640) as it:
        box = it.page.locator(".table-scroll").first
        assert box.evaluate("node => node.scrollWidth > node.clientWidth") and box.get_attribute("tabindex") == "0"
        assert it.page.locator(".scroll-hint").is_visible()
        assert it.page.evaluate("document.documentElement.scrollWidth") == 360
    with visit(browser, web + FLUSHING) as it:
        assert it.page.locator(".table-scroll").first.get_attribute("tabindex") is None
        assert it.page.locator(".scroll-hint").count() == 0


def test_the_first_stop_of_the_tab_key_leads_to_the_text(browser, web):
    with visit(browser, web + LIVING) as it:
        it.page.keyboard.press("Tab")
        assert it.page.evaluate("document.activeElement.matches('.md-skip')")
        it.page.keyboard.press("Enter")
        it.page.keyboard.press("Tab")
        assert it.page.evaluate("document.activeElement.closest('article') !== null")


def test_the_menu_opens_by_keyboard_on_a_narrow_screen(browser, web):
    with visit(browser, web + LIVING, width=360) as it:
        menu = it.page.get_by_role("button", name="Menu")
        menu.focus()
        it.page.keyboard.press("Space")
        assert it.page.locator("#__drawer").is_checked()


# The port card

def fill(page) -> None:
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_label("Maker, name and model").fill("A model")
    page.get_by_role("radiogroup", name="Power port").get_by_label("not known").check()
    page.get_by_label("Your team by night").fill("01234 567890")


def stored(page) -> dict:
    return page.evaluate("Object.fromEntries(Object.entries(localStorage).filter(([name]) => name.includes('card')))")


def test_the_card_shows_what_is_filled_in_keeps_it_on_request_and_forgets_it(browser, web):
    with visit(browser, web + CARD) as it:
        page = it.page
        fill(page)
        front, back = page.locator(".card-front"), page.locator(".card-back")
        assert "Ada Example" in front.inner_text() and "not known: ask first" in front.inner_text()
        assert "01234 567890" in back.inner_text()
        assert stored(page) == {}
        page.keyboard.press("Enter")
        assert page.url == web + CARD
        page.reload()
        assert page.get_by_label("Your name").input_value() == ""
        fill(page)
        page.get_by_label("Keep on this device").check()
        page.get_by_label("Allergies").fill("plasters")
        page.reload()
        assert page.get_by_label("Your name").input_value() == "Ada Example"
        assert "plasters" in back.inner_text()
        assert page.get_by_role("radiogroup", name="Power port").get_by_label("not known").is_checked()
        page.locator(".port-card").get_by_role("button", name="Clear").click()
        assert stored(page) == {} and page.get_by_label("Your name").input_value() == ""
        page.reload()
        assert page.get_by_label("Your name").input_value() == ""
        assert not it.foreign and not it.errors
        assert page.context.cookies() == []


def test_only_the_card_is_printed_at_the_size_of_a_bank_card(browser, web):
    with visit(browser, web + CARD) as it:
        page = it.page
        fill(page)
        page.evaluate("() => { window.asked = 0; window.print = () => { window.asked += 1; }; }")
        page.get_by_role("button", name="Print the card").click()
        assert page.evaluate("window.asked") == 1
        page.emulate_media(media="print")
        sheet = page.locator(".card-print-sheet")
        assert "Ada Example" in sheet.inner_text() and not page.locator("h1").is_visible() and not page.locator(".card-form").is_visible()
        for side in (".card-front", ".card-back"):
            box = sheet.locator(side).bounding_box()
            assert abs(box["width"] - 85.6 / 25.4 * 96) < 1 and abs(box["height"] - 54 / 25.4 * 96) < 1
        paper = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert sheet.count() == 0


def test_a_card_too_full_says_so(browser, web):
    with visit(browser, web + CARD, width=360) as it:
        for field in it.page.locator(".card-form input[type=text]").all():
            field.fill("many words " * 7)
        assert "too much text" in it.page.locator(".card-said").inner_text()
        assert it.page.evaluate("document.documentElement.scrollWidth") == 360


def test_without_scripts_the_card_is_a_form_on_paper(browser, web):
    with visit(browser, web + CARD, scripts=False) as it:
        it.page.emulate_media(media="print")
        assert it.page.get_by_label("Your name").is_visible()
        assert not it.page.get_by_role("button", name="Print the card").is_visible()
        assert it.page.locator("form.card-form [type=submit], form.card-form button").count() == 0


# Every page

@pytest.mark.parametrize("path", ["", "patients/get-help/", LIVING, FLUSHING, SOURCES, "sources/glossary/", CARD])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_is_accessible_and_asks_no_other_host(browser, web, path, dark):
    width = 1280 if dark else 360
    with visit(browser, web + path, width=width, dark=dark) as it:
        it.page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true })")
        if path == LIVING:
            it.page.locator("#cite-moss2021cava-1").focus()
            it.page.locator(".cite-preview").wait_for()
        assert violations(it.page) == []
        assert it.page.locator("body").get_attribute("data-md-color-scheme") == ("slate" if dark else "default")
        assert it.page.evaluate("document.documentElement.scrollWidth") == width
        assert not it.foreign and not it.errors and it.context.cookies() == []


def test_search_works_from_a_disk_with_the_network_cut(browser, sites):
    with visit(browser, file_url(sites["offline"] / "index.html"), offline=True) as it:
        it.page.get_by_role("textbox", name="Search").click()
        it.page.keyboard.type("alteplase", delay=20)
        hit = it.page.locator(".md-search-result__link").first
        hit.wait_for()
        assert "Flushing" in hit.inner_text()
        assert not it.foreign
        assert not it.errors
