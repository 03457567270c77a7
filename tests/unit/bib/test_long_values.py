"""No field is too long: reading takes time in proportion to its length."""

import time

import pytest

from macros.bib.normalise import normalise

FIELDS = (
    "title author editor journal volume number pages eid doi url note howpublished type date year month "
    "eventtitle publisher eprint keywords edition urldate chapter version nationality"
).split()


def seconds(kind: str, fields: dict[str, str]) -> float:
    started = time.process_time()
    normalise("a", kind, fields)
    return time.process_time() - started


@pytest.mark.parametrize(
    "piece",
    ["a", "-", " ", "annual ", "doi ", "https://x ", "health and ", "n/a", "10.1/", "(retracted ", "1", "<i ", "\\$",
     "accessed ", "suppl ", "A, ", "{", "}", "\\ce{", "poster at "],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["article", "misc", "inproceedings", "patent"])
def test_five_thousand_of_anything(piece, kind):
    value = piece * (5_000 // len(piece))
    for fields in (*({name: value} for name in FIELDS), dict.fromkeys(FIELDS, value)):
        # A field takes less than a tenth of a second: this is a net for quadratic time only.
        bound = 0.25 * len(fields)
        assert any(seconds(kind, fields) < bound for _ in range(2)), list(fields)
