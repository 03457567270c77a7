"""Pages as a reader meets them: real Chromium, the list of all references, what each page says of itself, access for all, search."""

import datetime as dt
import re

from tests.support.browser import file_url, visit
from tests.support.reading_site import DIFFER, FLUSHING, LIVING, QUESTIONS, SOURCES

# All references


def test_references_are_narrowed_counted_and_shared(browser, web):
    with visit(browser, web + SOURCES) as it:
        page = it.page
        shown = page.locator("ol.references > li:visible")
        count = page.locator(".filter-count")
        assert shown.count() == 4 and count.inner_text() == "4 references"
        page.get_by_label("Words").fill("PÓRTS practice")
        assert shown.count() == 1 and count.inner_text() == "1 of 4 references"
        page.get_by_label("Words").fill("")
        page.get_by_label("From").select_option("2021")
        assert shown.count() == 2
        page.get_by_label("Kind").select_option("randomised-trial")
        page.locator("select[name=page]").select_option("clinicians/flushing.md")
        assert shown.count() == 1 and "CAVA" in shown.inner_text()
        address = page.evaluate("location.href")
        page.get_by_role("button", name="Clear filters").click()
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
        assert it.page.evaluate("location.hash") == "#words=ports"
        assert not it.errors and not it.foreign


def test_without_scripts_the_list_is_whole(browser, web):
    with visit(browser, web + SOURCES, scripts=False) as it:
        assert it.page.locator("ol.references > li:visible").count() == 4
        assert not it.page.locator(".filter").is_visible()


# Questions


def test_answers_are_closed_and_open_where_an_address_leads(browser, web):
    with visit(browser, web + QUESTIONS + "#may-i-bathe") as it:
        page = it.page
        answers = page.locator("details.asked")
        page.wait_for_function(
            "() => document.querySelectorAll('details.asked[open]').length === 1"
        )
        assert answers.nth(1).get_attribute("open") is not None
        assert page.get_by_role("heading", level=3, name="Can I swim?").is_visible()
        page.locator(".references-box > summary").click()
        page.locator("#ref-moss2021cava .ref-back a").click()
        page.locator("#cite-moss2021cava-1").wait_for(state="visible")
        assert not it.errors
    with visit(browser, web + QUESTIONS, scripts=False) as it:
        assert it.page.locator("details.asked").count() == 3
        assert not it.page.locator("form.filter").is_visible()
        it.page.locator("details.asked > summary").first.click()
        assert it.page.get_by_text("Then swim.").is_visible()
    with visit(browser, web + QUESTIONS + "#can-i-swim", scripts=False) as it:
        assert it.page.get_by_text("Then swim.").is_visible()
    with visit(browser, web + QUESTIONS) as it:
        it.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        it.page.emulate_media(media="print")
        assert it.page.get_by_text("Nobody knows.").is_visible()
        assert not it.page.locator("form.filter").is_visible()


def test_questions_are_narrowed_by_keyboard_and_counted(browser, web):
    with visit(browser, web + QUESTIONS, width=360) as it:
        page, shown = it.page, it.page.locator(".asked:visible")
        count = page.locator(".filter-count")
        assert count.inner_text() == "3 questions" and count.get_attribute("aria-live") == "polite"
        page.get_by_label("Words").focus()
        page.keyboard.type("swim")
        assert shown.count() == 1 and count.inner_text() == "1 of 3 questions"
        assert not page.locator("#sport").is_visible()
        page.get_by_label("Words").fill("")
        page.get_by_label("Topic").select_option("Sport")
        assert shown.count() == 1 and "golf" in shown.inner_text()
        page.evaluate("location.hash = '#can-i-swim'")
        page.get_by_text("Then swim.").wait_for()
        assert shown.count() == 3 and not it.errors


def test_disputed_questions_are_a_list_with_a_filter(browser, web):
    with visit(browser, web + DIFFER) as it:
        page, shown = it.page, it.page.locator(".asked:visible")
        assert shown.count() == 2
        assert page.get_by_role("heading", level=3, name="How often?").is_visible()
        assert shown.last.get_by_text("A cautious reading.").is_visible()
        answers = page.locator("#needle details")
        assert answers.get_attribute("open") is None
        page.get_by_label("Readers").select_option("Patients")
        assert (
            shown.count() == 1 and page.locator(".filter-count").inner_text() == "1 of 2 questions"
        )
        page.get_by_label("Readers").select_option("Clinicians")
        assert shown.count() == 2  # a question of everybody is theirs too
        page.get_by_label("Words").fill("padlocks")  # in a closed answer
        assert shown.count() == 1
        page.get_by_role("button", name="Clear filters").click()
        page.evaluate("location.hash = '#needle'")
        page.get_by_text("As another says of padlocks.").wait_for()
        assert not it.errors


def test_nothing_moves_when_scripts_have_run(browser, web):
    for path in (QUESTIONS, DIFFER, SOURCES, "patients/get-help/"):
        with visit(browser, web + path, width=360) as it:
            moved = it.page.evaluate(
                """() => new Promise(done => {
                    let sum = 0;
                    new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value; }))
                        .observe({type: 'layout-shift', buffered: true});
                    setTimeout(() => done(sum), 300);
                })"""
            )
            assert moved < 0.02, path


# The page's own words


def test_a_page_says_who_reviewed_it_and_an_old_copy_says_that_it_is_old(browser, web):
    with visit(browser, web + LIVING) as it:
        page = it.page
        assert page.locator(".page-status").inner_text() == "Not yet reviewed by a clinician"
        about = page.locator(".page-about").inner_text().replace("\xa0", " ")
        assert "Written 22 November 2026" in about and "Review due 22 November 2027" in about
        page.clock.set_fixed_time(dt.datetime(2027, 11, 22, 12))
        page.reload()
        assert not page.locator(".page-overdue").is_visible()
        page.clock.set_fixed_time(dt.datetime(2027, 11, 23, 12))
        page.reload()
        page.locator(".page-overdue").wait_for()
        assert "may be out of date" in page.locator(".page-overdue").inner_text()
        assert (
            page.locator("meta[name=description]")
            .get_attribute("content")
            .startswith('What a reader of a tiny site learns from this page, in one "quoted"')
        )
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
        assert re.match(
            r'<p><a href="https://[^"]+/patients/living/">Living with it</a>: What a reader .+ "quoted" sentence\. \(Port Handbook\)</p>$',
            copied,
        ), copied
        # Without the newer clipboard, and so on a disk: the older command, or at least the selection.
        it.page.evaluate("Object.defineProperty(window, 'isSecureContext', {value: false})")
        it.page.locator(".link-here").get_by_role("button", name="Copy").click()
        assert it.page.evaluate(
            "(area => area.selectionEnd - area.selectionStart === area.value.length)(document.querySelector('.link-here textarea'))"
        )
    offline = (sites["offline"] / "patients" / "living.html").read_text(encoding="utf-8")
    assert re.search(r'rel="canonical" href="https://[^"]+/patients/living/"', offline)
    assert copied.split('"')[1] in offline.split('class="leaf"')[1]


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


def test_search_works_from_a_disk_with_the_network_cut(browser, sites):
    with visit(browser, file_url(sites["offline"] / "index.html"), offline=True) as it:
        it.page.get_by_role("textbox", name="Search").click()
        it.page.keyboard.type("alteplase", delay=20)
        hit = it.page.locator(".md-search-result__link").first
        hit.wait_for()
        assert "Flushing" in hit.inner_text()
        assert not it.foreign
        assert not it.errors
