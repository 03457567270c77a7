"""Near names, found quickly; and odd characters, called by their names."""

import time

import pytest

from macros.suggest import NameIndex, closest, odd_character


def test_the_index_finds_what_a_comparison_with_all_finds():
    names = [f"page-{number}-of-hives" for number in range(300)] + ["opening-hours", "honey"]
    index = NameIndex(names)
    for word in ("opening-huors", "hony", "page-17-of-hivs", "zebra"):
        assert index.near(word, 1) == closest(word, names, 1)


def test_many_questions_to_many_names_are_quick():
    index = NameIndex(f"name-{number * 7919}" for number in range(5000))
    started = time.process_time()
    for number in range(300):
        index.near(f"nmae-{number * 7919}", 1)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("moss\u20132021", "an en dash, U+2013, where a hyphen belongs"),
        ("moss\u00a02021", "a no-break space, U+00A0, where no space at all belongs"),
        ("m\u043ess2021", "a cyrillic small letter o, U+043E, where the letter o belongs"),
        ("moss\u200b2021", "a zero width space, U+200B, where nothing belongs"),
        (
            "o\u2019neil2021",
            "a right single quotation mark, U+2019, where a straight quote belongs",
        ),
        ("müller2021", ""),
    ],
)
def test_an_odd_character_is_named(word, said):
    assert odd_character(word) == said
