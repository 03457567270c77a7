"""What built pages weigh, as a server compresses them: each one, and the half of them."""

import random

from macros.checks.site.built_site import weight_diagnostics


def pages(folder, *sizes):
    for number, size in enumerate(sizes):
        data = random.Random(number).randbytes(size)  # which no compression makes smaller
        (folder / f"p{number}.html").write_bytes(data)
    return [(one.path.rpartition("/")[2], one.message) for one in weight_diagnostics(folder)]


def test_a_page_and_the_half_of_them(tmp_path):
    found = pages(tmp_path, 12_000, 13_500, 14_000, 70_000)
    assert [name for name, _ in found] == ["p3.html", tmp_path.name]
    assert "70 kB" in found[0][1] and "13.8 kB" in found[1][1]


def test_of_an_even_number_the_median_lies_between_the_two_in_the_middle(tmp_path):
    assert pages(tmp_path, 12_000, 13_500) == []


def test_nothing_weighs_nothing(tmp_path):
    assert pages(tmp_path) == []
