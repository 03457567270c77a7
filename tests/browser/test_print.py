"""Pages on paper, as Chromium prints them: what each sheet says of itself, what is left out, where sheets end; the help page on one sheet, the card as a picture."""

import io
import re
import unicodedata
from collections import defaultdict

import pytest
from pypdf import PdfReader

from tests.support.browser import file_url, served, visit
from tests.support.reading_site import CARD, FLUSHING, LIVING

KINDS = ("", "patients/get-help/", "clinicians/flushing/", "patients/port-card/", "sources/differ/")
SIZES = {"A4": (210, 297), "Letter": (215.9, 279.4)}


def sheets_of(page, size="A4"):
    width, height = SIZES[size]
    data = page.pdf(width=f"{width}mm", height=f"{height}mm")
    return list(PdfReader(io.BytesIO(data)).pages)


def printed(page, size="A4") -> list[str]:
    """The text of each sheet."""
    return [sheet.extract_text() for sheet in sheets_of(page, size)]


def plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def read(sheet) -> tuple[str, str]:
    """The text of a sheet, and its last line above the foot, wherever the file has it."""
    rows: dict[int, str] = defaultdict(str)

    def seen(text, around, matrix, *_):
        rows[round(around[3] * matrix[5] + around[5])] += text.strip()

    text = sheet.extract_text(visitor_text=seen)
    foot = 18 / 25.4 * 72
    return text, plain(rows[min(at for at, line in rows.items() if line and at > foot)])


HEADINGS = """
    [...document.querySelectorAll("article :is(h1, h2, h3, .admonition-title, .differ-title)")]
      .map(node => node.innerText)
"""


@pytest.mark.parametrize("size", SIZES)
def test_each_sheet_says_what_it_is_and_ends_with_text(handbook, browser, size):
    with served(handbook.online) as base, visit(browser, base) as it:
        for kind in KINDS:
            it.page.goto(base + kind)
            it.page.emulate_media(media="print")
            titles = {plain(title) for title in it.page.evaluate(HEADINGS)}
            sheets = sheets_of(it.page, size)
            for number, sheet in enumerate(sheets, 1):
                text, last = read(sheet)
                for words in (
                    *(f"Page {number} of {len(sheets)}", "Port Handbook", "copy of "),
                    *(f"port-handbook.github.io/port-handbook/{kind}", "Version 0.1.0"),
                    *(["Not yet reviewed by a clinician"] if kind else []),
                ):
                    assert plain(words) in plain(text), (kind, number, words)
                assert len(last) < 9 or not any(one.startswith(last) for one in titles), last
                assert "CCBY4.0" in plain(text) and (not kind or "Reviewdue" in plain(text))
            it.page.emulate_media(media="screen")


# What one sheet of these pages once held beside the day of the page: nothing.
@pytest.mark.parametrize("page", ["clinicians/infection/", "patients/children/"])
def test_the_last_sheet_holds_more_than_a_reference_or_two(handbook, browser, page):
    with served(handbook.online) as base, visit(browser, base + page) as it:
        numbers = it.page.locator(".references > li").count()
        last = re.findall(r"(?m)^ *(\d+)\.\s", printed(it.page)[-1])
        assert {str(numbers), str(numbers - 1), str(numbers - 2), str(numbers - 3)} <= set(last)


def test_a_drawing_stands_beside_its_words_and_leaves_no_half_of_a_sheet(handbook, browser):
    with served(handbook.online) as base, visit(browser, base + "clinicians/flushing/") as it:
        assert together(it.page, "Read the order.", "Push-pause means short pushes")
        it.page.goto(base + "clinicians/no-blood-return/")
        it.page.emulate_media(media="print")
        drawing, words = (
            it.page.locator(f"#figure-fibrin-sheath > {name}").bounding_box()
            for name in ("svg", "figcaption")
        )
        assert words["x"] >= drawing["x"] + drawing["width"]


def test_what_is_closed_is_open_on_paper_and_references_are_left_out_by_choice(browser, web):
    with visit(browser, web + LIVING) as it:
        whole = plain("".join(printed(it.page)))
        assert "Portsinpractice" in whole and "Somethingwrong?" not in whole
        it.page.get_by_label("Leave out the references").check()
        bare = plain("".join(printed(it.page)))
        assert "Portsinpractice" not in bare and "References" not in bare
        assert "Thesourcesofthispageareatitsaddress" in bare
        assert it.page.locator(".references-box").get_attribute("open") is None
        assert not it.errors


def test_a_button_prints_and_without_scripts_the_words_stand_at_the_end(browser, web):
    with visit(browser, web + FLUSHING) as it:
        it.page.evaluate("() => { window.asked = 0; window.print = () => { window.asked += 1; }; }")
        it.page.get_by_role("button", name="Print or save as PDF").click()
        assert it.page.evaluate("window.asked") == 1
    with visit(browser, web + FLUSHING, scripts=False) as it:
        assert not it.page.get_by_role("button", name="Print or save as PDF").is_visible()
        assert not it.page.locator(".leaf").is_visible()
        text = plain("".join(printed(it.page)))
        assert "PortHandbook:Flushing.Notyetreviewedbyaclinician." in text and "Page1of" in text


@pytest.mark.parametrize("size", SIZES)
def test_the_help_page_prints_on_one_sheet(handbook, browser, size):
    with served(handbook.online) as base, visit(browser, base + "patients/get-help/") as it:
        page = it.page
        lines = page.locator("article > section.admonition li").all_inner_texts()
        page.evaluate("window.print = () => {}")
        page.get_by_role("button", name="Print on one sheet").click()
        (sheet,) = printed(page, size)
        text = plain(sheet)
        assert len(lines) > 20
        for line in lines:
            assert plain(re.sub(r"[\d,–-]+$", "", line.strip()))[:25] in text, line
        for words in ("Call 999, 112 or 911 now", "My team by night:", "Not medical advice."):
            assert plain(words) in text, words
        assert "Pain in the shoulder, neck or ear" not in sheet
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.locator(".alone, .bench").count() == 0 and not it.errors


def together(page, *pieces: str) -> bool:
    """Whether one sheet holds all of these words."""
    return any(all(plain(one) in plain(sheet) for one in pieces) for sheet in printed(page))


def test_the_card_and_neighbouring_drawings_are_not_torn_apart(handbook, browser):
    with served(handbook.online) as base, visit(browser, base + "patients/port-card/") as it:
        assert together(it.page, "I have an implanted port", "Call my team", "Next flush")
        it.page.goto(base + "clinicians/flushing/")
        captions = it.page.locator(
            ".figure:has(+ .figure) figcaption, .figure + .figure figcaption"
        )
        beginnings = [text[:25] for text in captions.all_inner_texts()]
        assert len(beginnings) == 2 and together(it.page, *beginnings)


@pytest.mark.parametrize("way", ["web", "disk"])
def test_the_card_is_kept_as_a_picture(browser, web, sites, way):
    address = web + CARD
    if way == "disk":
        address = file_url(sites["offline"] / "patients" / "port-card.html")
    with visit(browser, address) as it:
        it.page.get_by_label("Your name").fill("Ada Example " * 3)
        save = it.page.get_by_role("button", name="Save it as a picture")
        with it.page.expect_download() as waiting:
            save.click()
        data = waiting.value.path().read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n" and waiting.value.suggested_filename.endswith(
            ".png"
        )
        width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
        assert (width, height) == (1011, 2 * 638 + 40) and len(data) > 20_000
        assert "with your downloads" in it.page.locator(".card-said").inner_text()
        assert not it.foreign and not it.errors
