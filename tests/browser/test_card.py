"""The port card in real Chromium: filled in, kept on request, forgotten, printed at its size; nothing leaves the browser."""

import re

from tests.support.browser import visit
from tests.support.reading_site import CARD


def fill(page) -> None:
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_label("Maker, name and model").fill("A model")
    page.get_by_role("radiogroup", name="Power port").get_by_label("not known").check()
    page.get_by_label("Your team by night").fill("01234 567890")


def stored(page) -> dict:
    return page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).filter(([name]) => name.includes('card')))"
    )


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
        assert (
            page.get_by_role("radiogroup", name="Power port").get_by_label("not known").is_checked()
        )
        page.locator(".form-card").get_by_role("button", name="Clear").click()
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
        assert (
            "Ada Example" in sheet.inner_text()
            and not page.locator("h1").is_visible()
            and not page.locator(".card-form").is_visible()
        )
        for side in (".card-front", ".card-back"):
            box = sheet.locator(side).bounding_box()
            assert (
                abs(box["width"] - 85.6 / 25.4 * 96) < 1 and abs(box["height"] - 54 / 25.4 * 96) < 1
            )
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
