"""What a page looks like where it is read: tables as cards, boxes, closed lists, ways to tell us."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.search.asking import open_search
from tests.support.browser import served, violations, visit
from tests.support.reading_site import FLUSHING, LIVING

LIST = ".references-box"


# Tables


def test_on_a_phone_a_row_is_a_card_with_the_name_before_each_value(browser, web):
    with visit(browser, web + FLUSHING, width=360, height=640) as it:
        cell = it.page.locator(".cards td").nth(2)
        box = cell.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360
        assert cell.evaluate("node => getComputedStyle(node, '::before').content") == '"Three"'
        assert it.page.locator(".table-scroll").first.get_attribute("tabindex") is None
        assert it.page.locator(".table-scroll + .scroll-hint").count() == 0
        assert it.page.evaluate("document.documentElement.scrollWidth") == 360
    with visit(browser, web + FLUSHING) as it:
        cell = it.page.locator(".cards td").nth(2)
        assert cell.evaluate("node => getComputedStyle(node, '::before').content") == "none"
        assert cell.evaluate("node => getComputedStyle(node).display") == "table-cell"


# What is cut off at the side, smaller than 12 px (the card is as small as it prints), or a full stop alone on a new line.
FAULTS = """() => {
  const shown = [...document.querySelectorAll(".md-content *")].filter((node) => node.checkVisibility());
  const size = (node) => {
    const drawn = node instanceof SVGElement ? node.getScreenCTM()?.a ?? 1 : 1;
    return parseFloat(getComputedStyle(node).fontSize) * drawn;
  };
  const words = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  const alone = (term) => {
    const after = term.nextSibling;
    if (after?.nodeType !== 3 || !/^[.,;:)]/.test(after.data)) return false;
    const mark = document.createRange();
    mark.setStart(after, 0);
    mark.setEnd(after, 1);
    const word = term.querySelector(".term-word").getBoundingClientRect();
    return mark.getBoundingClientRect().top > word.bottom - 4;
  };
  return [
    ...[...document.querySelectorAll(".table-scroll:has(> table)")].filter((box) => box.scrollWidth > box.clientWidth + 1),
    ...shown.filter((node) => words(node) && !node.closest(".form-card") && size(node) < 11.9),
    ...[...document.querySelectorAll(".term")].filter((term) => term.checkVisibility() && alone(term)),
  ].map((node) => node.outerHTML.slice(0, 120));
}"""


def test_on_a_phone_nothing_is_cut_off_and_all_can_be_read(handbook, browser):
    with served(handbook.online) as base, visit(browser, base, width=360) as it:
        for path in handbook.online.rglob("index.html"):
            it.page.goto(base + path.relative_to(handbook.online).as_posix())
            assert it.page.evaluate(FAULTS) == [], path


def test_a_drawing_with_small_letters_is_as_wide_as_they_need_and_scrolls(handbook, browser):
    page = "contribute/architecture/"
    with served(handbook.online) as base, visit(browser, base + page, width=360) as it:
        box = it.page.get_by_role("group", name="Drawing")
        assert box.get_attribute("tabindex") == "0"
        assert box.evaluate("box => box.scrollWidth > 700 && box.clientWidth < 340")
        assert it.page.evaluate("document.documentElement.scrollWidth") == 360
        assert not violations(it.page)


@pytest.mark.parametrize("how", ["phone", "dark", "forced", "paper", "plain"])
def test_rows_of_a_chart_are_read_everywhere(browser, web, how):
    """Text of 12 px and more, nothing out of sight at 320 px, a bar that paper and chosen colours keep."""
    with visit(
        browser, web + FLUSHING, width=320, dark=how == "dark", scripts=how != "plain"
    ) as it:
        if how == "forced":
            it.page.emulate_media(forced_colors="active")
        if how == "paper":
            it.page.emulate_media(media="print")
        bars = it.page.locator(".bars").first
        assert bars.locator(".bar-value").all_inner_texts() == ["4 weeks", "12 weeks"]
        for name in (".bar-label", ".bar-value", ".bars-scale span"):
            text = it.page.locator(name).first
            assert text.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 12
        box = bars.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 320
        dot = "node => { const s = getComputedStyle(node, '::after'); return [s.borderTopWidth, s.borderTopColor, s.left]; }"
        width, colour, left = bars.locator(".bar").first.evaluate(dot)
        ground = it.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert float(width[:-2]) >= 4 and colour != ground and left != "auto"
        assert bars.locator(".bar").last.evaluate(dot)[2] != left


# Boxes


def test_boxes_that_say_how_soon_to_act_are_headings(browser, web):
    with visit(browser, web + "patients/get-help/", width=360) as it:
        box = it.page.get_by_role("region", name="Call 999, 112 or 911 now")
        heading = box.get_by_role("heading", level=2)
        assert heading.inner_text().replace("\n", " ").startswith("Immediate action: Call 999")
        assert heading.locator(".visually-hidden").bounding_box()["width"] <= 1
        assert not violations(it.page)


def test_where_the_system_picks_the_colours_the_boxes_differ_by_their_line(browser, web):
    with visit(browser, web + "patients/get-help/") as it:
        it.page.emulate_media(forced_colors="active")
        lines = it.page.locator(".admonition:is(.call-now, .call-today, .ask-next)").evaluate_all(
            "all => all.map(box => getComputedStyle(box).borderStyle + getComputedStyle(box).borderWidth)"
        )
        assert len(set(lines)) == len(lines) == 3


# The list of references


def test_the_closed_list_opens_when_a_mark_leads_there(browser, web):
    with visit(browser, web + LIVING) as it:
        page, box = it.page, it.page.locator(LIST)
        assert box.get_attribute("open") is None
        assert "Where this comes from (4 sources)" in box.locator("> summary").inner_text()
        page.locator("#cite-smith2020port-1").click()
        page.locator("#ref-smith2020port").wait_for(state="visible")
        page.wait_for_function(
            "() => document.getElementById('ref-smith2020port').getBoundingClientRect().top < 800"
        )
        box.locator("> summary").click()
        page.locator("#ref-smith2020port").wait_for(state="hidden")
        page.locator("#cite-smith2020port-1").click()  # the address stays the same
        page.locator("#ref-smith2020port").wait_for(state="visible")
        assert not it.errors
    with visit(browser, web + LIVING + "#ref-moss2021cava") as it:
        it.page.locator("#ref-moss2021cava").wait_for(state="visible")
    with visit(browser, web + LIVING, scripts=False) as it:
        it.page.locator("#cite-smith2020port-1").click()
        it.page.locator("#ref-smith2020port").wait_for(state="visible")


def test_the_list_is_whole_on_paper_and_closed_again_after(browser, web):
    with visit(browser, web + LIVING) as it:
        it.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        it.page.emulate_media(media="print")
        assert it.page.locator("#ref-smith2020port").is_visible()
        it.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert it.page.locator(LIST).get_attribute("open") is None


def test_the_lists_of_the_home_page_are_tiles_and_all_of_a_tile_is_its_link(handbook, browser):
    with served(handbook.online) as base, visit(browser, base) as it:
        tiles = it.page.locator(".home > ul > li")
        one, two = tiles.nth(0).bounding_box(), tiles.nth(1).bounding_box()
        assert one and two and one["y"] == two["y"] and one["x"] < two["x"]
        tiles.nth(0).click(position={"x": 4, "y": 4})
        it.page.wait_for_url("**/patients/get-help/")


# The keyboard


@pytest.mark.parametrize("width", [360, 1280])
def test_a_long_page_is_walked_with_few_stops(handbook, browser, width):
    """From the top to the last link of the text, by the ways past the menu, topics and sources."""
    worst = ["patients/get-help/", "clinicians/infection/", "sources/", "sources/health/"]
    with served(handbook.online) as base, visit(browser, base, width=width) as it:
        for path in worst:
            page, stops = it.page, 0
            page.goto(base + path)
            end = "document.activeElement.matches('.link-here > summary')"
            while stops < 60 and not page.evaluate(end):
                page.keyboard.press("Tab")
                stops += 1
                if page.evaluate("document.activeElement.matches('.md-skip, .skip-on')"):
                    page.keyboard.press("Enter")
            assert page.evaluate(end), path


def test_the_arrow_keys_move_between_the_marks_of_a_section(browser, web):
    with visit(browser, web + LIVING) as it:
        page = it.page
        page.locator("#cite-smith2020port-1").focus()
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.id") == "cite-moss2021cava-1"
        assert page.locator(".cite-preview").count() == 1
        assert "other sources of this section" in page.locator(".cite-preview").inner_text()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.activeElement.id") == "cite-smith2020port-1"


# Tell us


def test_a_mistake_is_told_with_page_section_and_version_filled_in(handbook, browser):
    with served(handbook.online) as base, visit(browser, base + "patients/removal/") as it:
        page = it.page
        form = page.locator("a.tell-us-form")
        asked = parse_qs(urlsplit(form.get_attribute("href")).query)
        assert asked["template"] == ["1-mistake.yml"]
        assert "/patients/removal/)" in asked["page"][0] and "as written on 2" in asked["page"][0]
        ways = page.locator(".tell-us").get_by_role("link", name="No account?")
        assert ways.get_attribute("href") == "../../contribute/#tell-us-about-a-mistake"
        heading = page.locator("h2#the-scar")
        heading.hover()
        tell = heading.get_by_role("link", name="Tell us")
        section = parse_qs(urlsplit(tell.get_attribute("href")).query)["page"][0]
        assert section.endswith("section “The scar” (#the-scar)")
        status = page.locator(".page-status a")
        assert status.get_attribute("href") == "../../about/#who-has-reviewed-it"
        assert not it.errors


# 404


def test_an_address_without_a_page_offers_search_help_and_ways_on(handbook, browser, tmp_path):
    (tmp_path / "port-handbook").symlink_to(handbook.online)
    with (
        served(tmp_path) as root,
        visit(browser, root + "port-handbook/404.html", width=360) as it,
    ):
        page = it.page
        assert page.get_by_role("link", name="When to get help").first.is_visible()
        assert page.locator("article ul a").count() == 3
        assert not violations(page) and not it.errors
        page.get_by_role("button", name="Search all pages").click()
        page.locator("[data-md-component=search-query]").wait_for()
        open_search(page)
        page.keyboard.insert_text("swimming")
        page.locator(".md-search-result__link").first.wait_for()
        assert "/port-handbook/patients/" in page.locator(".md-search-result__link").first.evaluate(
            "link => link.href"
        )
