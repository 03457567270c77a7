"""Numbers: their sources, their notation, their temperatures."""

from tests.scorecard.plant import add, before_references, clean, fault, swap

FLUSH, FEVER, FACTS = "docs/clinicians/flushing.md", "docs/patients/fever.md", "docs/data/facts.yml"
CITE = '{{ cite("clinic2024fever") }}'


def text(new: str):
    """A paragraph on the fever page; § stands for a citation."""
    return before_references(FEVER, new.replace("§", CITE))


PLANTS = (
    fault("amount-unsourced", "a volume", text("▸Drink 200 mL of water.")),
    fault(
        "amount-unsourced",
        "the next sentence has a source",
        text("Rest.§ ▸It takes 3 days. Call then.§"),
    ),
    fault("amount-unsourced", "a share", text("▸It helps 32% of people.")),
    fault("amount-unsourced", "n of m", text("▸It helped 5 of 203.")),
    fault("amount-unsourced", "in words", text("▸Come back in four to six weeks.")),
    fault("amount-unsourced", "a list item", text("- Rest.§\n▸- Wait 2 hours.")),
    fault(
        "amount-unsourced",
        "a table row",
        text("| What | How long |\n|---|---|\n| Rest | 2 days§ |\n▸| Water | 3 hours |"),
    ),
    fault("amount-unsourced", "in a box", text('!!! note "More"\n\n▸    Wait 2 hours.')),
    clean(
        "amount-unsourced",
        "sources in sentence, item and row",
        text(
            "It takes 3 days.§ It takes 4, or 5 days,§ as a rule.\n\n- Wait 2 hours. Then rest.§\n\n| What | How long |\n|---|---|\n| Rest | 2 days§ |"
        ),
    ),
    clean(
        "amount-unsourced",
        "numbers that claim nothing",
        text(
            'Call 999, 112 or 911. Go to step 3 of the list. In COVID-19, see the guideline of 2019. Read [the first two weeks](../index.md) and `10 mL`. Write "10 mL" in full. It was 22 November 2026, at 9:30. See chapter 4 (CC BY 4.0).'
        ),
    ),
    fault(
        "amount-fact",
        "typed by hand",
        swap(
            FLUSH,
            "## References",
            '▸Use a syringe of 10 mL.{{ cite("lee2019lock") }}\n\n## References',
        ),
    ),
    fault(
        "amount-fact",
        "in a list",
        swap(
            FLUSH,
            "## References",
            '▸- A syringe of 10 mL is used.{{ cite("lee2019lock", "brown2017access") }}\n\n## References',
        ),
    ),
    clean(
        "amount-fact",
        "the same number of something else",
        swap(
            FLUSH,
            "## References",
            'They gave 10 mL of saline.{{ cite("lee2019lock") }}\n\n## References',
        ),
    ),
    fault(
        "amount-disagrees",
        "figures exchanged",
        swap(
            FLUSH,
            "## References",
            'Blockage came in 32% of 147 people with a port, 47% without.{{ cite("diaz2018interval") }}\n\n## References',
        ),
        text(
            '▸In one study, 23% of 147 people had a blockage with a port, and 47% without.{{ cite("diaz2018interval") }}'
        ),
    ),
    fault(
        "amount-disagrees",
        "the same sentence, another number",
        swap(
            FLUSH,
            "## References",
            'Infected ports were flushed every 12 weeks.{{ cite("diaz2018interval") }}\n\n## References',
        ),
        text('▸Infected ports were flushed every 8 weeks.{{ cite("diaz2018interval") }}'),
    ),
    clean(
        "amount-disagrees",
        "two groups, each on both pages",
        swap(
            FLUSH,
            "## References",
            '- Infected adults were flushed every 12 weeks.{{ cite("diaz2018interval") }}\n- Infected children were flushed every 8 weeks.{{ cite("diaz2018interval") }}\n\n## References',
        ),
        text(
            '- Infected adults were flushed every 12 weeks.{{ cite("diaz2018interval") }}\n- Infected children were flushed every 8 weeks.{{ cite("diaz2018interval") }}'
        ),
    ),
    fault("dose-trailing-zero", "milligrams", text("▸Take 5.0 mg.§"), mends=True),
    fault("dose-trailing-zero", "two zeros, units", text("▸Take 5.00 units.§"), mends=True),
    fault(
        "dose-trailing-zero",
        "in the data",
        swap(FACTS, '"a syringe of 10 mL"', '"a syringe of 10.0 mL"'),
        swap(FACTS, '  text: "a syr', '▸  text: "a syr'),
        mends=True,
    ),
    clean(
        "dose-trailing-zero",
        "temperatures, shares, tenths",
        text("At 38.0 °C (100.4 °F) give 5.5 mg to 3.0% of people, and 10.05 mL.§"),
    ),
    fault("dose-naked-decimal", "millilitres", text("▸Take .5 mL.§"), mends=True),
    fault("dose-naked-decimal", "and a bad unit", text("▸Take .25ml.§"), mends=True),
    clean("dose-naked-decimal", "a P value", text("They differed (P = .005), by 0.5 mL.§")),
    fault("dose-abbreviation", "U", text("▸Take 100 U.§"), mends=True),
    fault("dose-abbreviation", "IU and ml", text("▸Take 100 IU/mL.§"), mends=True),
    fault("dose-abbreviation", "micro sign", text("▸Take 50 µg.§"), mends=True),
    fault("dose-abbreviation", "cc", text("▸Take 5cc.§"), mends=True),
    fault("dose-abbreviation", "after a stroke", text("▸Take 5 units/cc.§"), mends=True),
    clean(
        "dose-abbreviation",
        "words",
        text("Take 100 units in 3 US or 4 UK hospitals, 50 micrograms or 50 mcg.§"),
    ),
    fault("dose-latin", "QOD", text("▸Flush QOD."), mends=True),
    fault("dose-latin", "q.d.", text("▸Flush q.d. at home."), mends=True),
    clean("dose-latin", "names", text("The QDOS study; see Qd1.")),
    fault("unit-form", "no space", text("▸Take 10mL.§"), mends=True),
    fault("unit-form", "small letters", text("▸Take 10 ml.§"), mends=True),
    fault("unit-form", "small letter and no space", text("▸Take 10Ml.§"), mends=True),
    clean(
        "unit-form",
        "right, a gauge, code, an address",
        text(
            "Use a 20G or 22g needle, 10 mL, `10ml`, [a](https://clinic.example/10ml) in 5 mg/mL and 3D.§"
        ),
    ),
    fault("decimal-comma", "volume", text("▸Take 2,5 mL.§"), mends=True),
    fault("decimal-comma", "temperature", text("▸Call at 38,5 °C (101.3 °F).§"), mends=True),
    clean("decimal-comma", "thousands and lists", text("Among 2,500 people, 1, 2 or 10 mL.§")),
    fault("date-ambiguous", "strokes", text("▸It was seen on 01/02/2026.")),
    fault("date-ambiguous", "stops, short year", text("▸It was seen on 1/2/26.")),
    clean(
        "date-ambiguous",
        "month in words, ratios",
        text("It was seen on 1 February 2026, in 1/2 of them."),
    ),
    fault("percent-space", "a space", text("▸It helps 32 % of people.§"), mends=True),
    fault("percent-space", "tenths", text("▸It helps 3.2 %.§"), mends=True),
    clean("percent-space", "close", text("It helps 32% of people, some % more.§")),
    fault("number-power", "typed", text("▸Not below 50 x 10^9/L.§"), mends=True),
    fault("number-power", "as a program writes it", text("▸Not below 50 x 10*9/L.§"), mends=True),
    fault("number-power", "lost", text("▸Not below 50 x 109/L.§"), mends=True),
    clean("number-power", "raised", text("Not below 50 × 10⁹/L.§ Room 10 x 12 is free.")),
    fault("range-hyphen", "two of them", text("▸Wait 5--7 days.§"), mends=True),
    fault("range-hyphen", "volume", text("▸Take 5-10 mL.§"), mends=True),
    fault("range-hyphen", "days", text("▸Wait 5-7 days.§"), mends=True),
    clean(
        "range-hyphen",
        "dash, word, date, number",
        text("Take 5–10 mL or 5 to 7 mg; see 2026-11-22 and 0800-111 999 days.§"),
    ),
    fault("thousands-comma", "units", text("▸Take 10000 units.§"), mends=True),
    fault("thousands-comma", "people", text("▸It was 123456 people.§"), mends=True),
    clean(
        "thousands-comma",
        "years, numbers of records",
        text("In 2026, 1061 of 10,000 people (NCT01234567, ISBN 9780000000002).§"),
    ),
    fault("temp-pair", "Celsius alone", text("▸Call at 38 °C.§"), mends=True),
    fault("temp-pair", "Fahrenheit alone", text("▸Call at 100.4°F.§"), mends=True),
    fault("temp-pair", "a range", text("▸Call at 38 to 39 °C.§"), mends=True),
    fault("temp-pair", "in brackets", text("▸Call if hot (38 degrees Celsius).§"), mends=True),
    fault(
        "temp-pair",
        "the second of two",
        text("▸Call at 38 °C (100.4 °F), or at 39 °C.§"),
        mends=True,
    ),
    fault(
        "temp-pair",
        "in the data",
        add(FACTS, '- id: hot\n▸  text: "38.3 °C"\n  cite: [clinic2024fever]\n'),
        mends=True,
    ),
    clean(
        "temp-pair",
        "both, and a difference",
        text(
            "Call at 38.0 °C (100.4 °F) or 101 °F (38.3 °C).§ It rose by 0.5 °C.§ Store at 2 to 8 °C (36 to 46 °F).§"
        ),
    ),
    fault("temp-mismatch", "wrong", text("▸Call at 38.0 °C (101 °F).§")),
    fault("temp-mismatch", "exchanged figures", text("▸Call at 104.0 °F (38.0 °C).§")),
    fault("temp-mismatch", "a range", text("▸Call at 36 to 38 °C (96.8 to 101.4 °F).§")),
    clean(
        "temp-mismatch",
        "rounded",
        text("Call at 38 °C (100 °F), 37.8 °C (100 °F) and 39 °C (102 °F).§"),
    ),
    fault("temp-sign", "no sign", text("▸Call above 38.5 C (101.3 °F).§"), mends=True),
    fault("temp-sign", "no space either", text("▸Call at 38.0 °C (100.4F).§"), mends=True),
    clean("temp-sign", "French size, vitamin", text("Take vitamin C, 5 F, 10F and 20 C-arms.§")),
)
