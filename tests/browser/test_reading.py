"""Citations and words as a reader meets them: real Chromium, by keyboard, by touch, without scripts, on paper."""

from tests.support.browser import visit
from tests.support.reading_site import LIVING

# Citations


def test_a_preview_opens_by_keyboard_is_entered_and_left(browser, web):
    with visit(browser, web + LIVING) as it:
        page = it.page
        mark = page.locator("#cite-moss2021cava-1")
        preview = page.locator(".cite-preview")
        page.locator("#cite-smith2020port-1").focus()
        assert preview.count() == 1
        page.keyboard.press("ArrowRight")  # to the next mark of the section
        assert mark.evaluate("node => node === document.activeElement")
        assert preview.count() == 1 and preview.get_attribute("role") == "dialog"
        assert mark.get_attribute("aria-expanded") == "true"
        assert preview.locator(".cite-preview-item").count() == 3
        assert "Central venous access devices" in preview.inner_text()
        assert "randomised trial" in preview.inner_text().lower()
        assert not page.evaluate(
            "[...document.querySelectorAll('[id]')].map(n => n.id).filter((id, i, all) => all.indexOf(id) !== i)"
        )
        page.keyboard.press("Enter")  # leads in
        assert page.evaluate("document.activeElement.textContent") == "Go to the reference"
        for _ in range(3):
            page.keyboard.press("Tab")
            assert preview.evaluate("node => node.contains(document.activeElement)")
        page.keyboard.press("Escape")
        assert preview.count() == 0
        assert page.evaluate("document.activeElement.closest('sup.cite') !== null")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        assert page.url.endswith("#ref-moss2021cava")
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
        assert page.locator("#cite-smith2020port-1").evaluate(
            "node => node === document.activeElement"
        )
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


def test_a_preview_never_covers_its_mark(browser, web):
    with visit(browser, web + LIVING, width=360, height=420, touch=True) as it:
        page, preview = it.page, it.page.locator(".cite-preview")
        link = page.locator("#cite-moss2021cava-1")
        link.evaluate("node => node.scrollIntoView({block: 'center'})")
        link.tap()
        preview.wait_for()
        box, mark = preview.bounding_box(), link.bounding_box()
        assert box["y"] >= mark["y"] + mark["height"] or box["y"] + box["height"] <= mark["y"]
        assert box["y"] >= 0 and box["y"] + box["height"] <= 420
        assert preview.evaluate(
            "node => node.scrollHeight > node.clientHeight"
        )  # what has no room is scrolled to


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
        assert page.locator("a.ref-cite").first.get_attribute("href").endswith(".bib")


def test_paper_shows_numbers_only(browser, web):
    with visit(browser, web + LIVING) as it:
        it.page.locator("#cite-smith2020port-1").hover()
        it.page.locator(".cite-preview").wait_for()
        it.page.emulate_media(media="print")
        assert it.page.locator("sup.cite").first.inner_text() == "1"
        for name in (
            ".cite-preview",
            ".way-out",
            ".ref-export",
            ".term-tip",
            ".link-here",
            ".md-header",
        ):
            assert not it.page.locator(name).first.is_visible(), name


def test_paper_has_the_whole_boxes_of_the_help_page(browser, web):
    with visit(browser, web + LIVING) as it:
        page = it.page
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        boxes = page.locator(".paper-help .admonition")
        assert not boxes.first.is_visible()
        page.emulate_media(media="print")
        assert boxes.first.is_visible() and boxes.count() == 4
        assert "It is hard to breathe." in boxes.first.inner_text()
        assert not page.locator(".paper-help [id]").count() and not it.errors


def test_a_reference_is_copied_as_plain_text(browser, web):
    with visit(browser, web + LIVING) as it:
        it.context.grant_permissions(["clipboard-read", "clipboard-write"])
        it.page.locator(".references-box > summary").click()
        item = it.page.locator("#ref-smith2020port")
        # Closed, the control is in line with the links before it.
        control = item.locator("details.ref-cite").bounding_box()
        before = item.locator(".ref-back a").last.bounding_box()
        assert (
            control and before and abs(control["y"] - before["y"]) < 8 and control["height"] == 24
        )
        item.locator("summary").click()
        item.locator(".ref-copy").wait_for()  # the menu is made when it opens
        assert item.locator(".ref-cite a").all_inner_texts()[:3] == ["BibTeX", "RIS", "CSL-JSON"]
        item.locator(".ref-copy").click()
        item.get_by_text("Copied").wait_for()
        assert (
            it.page.evaluate("navigator.clipboard.readText()")
            == item.locator(".ref-text").inner_text()
        )


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
