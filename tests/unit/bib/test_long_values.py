"""No field is too long: reading takes time in proportion to its length."""

import time

import pytest

from macros.bib.normalise import normalise

FIELDS = (
    "title author editor journal volume number pages eid doi url note howpublished type date year month "
    "eventtitle publisher eprint keywords edition urldate chapter version nationality"
).split()


@pytest.mark.parametrize(
    "piece",
    ["a", "-", " ", "annual ", "doi ", "https://x ", "health and ", "n/a", "10.1/", "(retracted ", "1", "<i ", "\\$",
     "accessed ", "suppl ", "A, ", "{", "}", "\\ce{", "poster at "],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["article", "misc", "inproceedings", "patent"])
def test_thirty_thousand_of_anything(piece, kind):
    value = piece * (30_000 // len(piece))
    started = time.process_time()
    for name in FIELDS:
        normalise("a", kind, {name: value})
    normalise("a", kind, dict.fromkeys(FIELDS, value))
    # Far above what it takes: this is a net for quadratic time only.
    assert time.process_time() - started < 20
