"""The lines at the top of a page."""

from tests.scorecard.plant import clean, fault, recode, swap, write

FLUSH, FEVER, INDEX = "docs/clinicians/flushing.md", "docs/patients/fever.md", "docs/index.md"
SUMMARY = "summary: What people with a port are told to do about a fever in a small handbook, and whom to call."


def field(old: str, new: str, path: str = FEVER):
    """One field of the fever page, changed."""
    return swap(path, old, new)


PLANTS = (
    fault(
        "meta-none",
        "no lines at all",
        write(
            INDEX,
            "▸# Small handbook\n\nStart with [fever](patients/fever.md) or [flushing](clinicians/flushing.md).\n",
        ),
    ),
    fault(
        "meta-none",
        "an empty block",
        write(
            INDEX,
            "▸---\n---\n\n# Small handbook\n\nStart with [fever](patients/fever.md) or [flushing](clinicians/flushing.md).\n",
        ),
    ),
    clean(
        "meta-none",
        "three dots at its end",
        swap(FEVER, "aliases: [shivering]\n---", "aliases: [shivering]\n..."),
    ),
    fault(
        "meta-first",
        "an empty line first",
        recode(FEVER, lambda data: b"\n" + data),
        at=f"{FEVER}:2",
    ),
    fault("meta-first", "a space first", recode(FEVER, lambda data: b" " + data), at=f"{FEVER}:1"),
    fault(
        "meta-first",
        "a word processor's dash",
        recode(FEVER, lambda data: data.replace(b"---", "—".encode(), 1)),
        at=f"{FEVER}:1",
        mends=True,
    ),
    clean(
        "meta-first",
        "a byte-order mark and Windows line ends",
        recode(FEVER, lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")),
    ),
    fault("meta-missing", "summary", field(SUMMARY + "\n", ""), at=f"{FEVER}:1"),
    fault("meta-missing", "aliases", field("aliases: [shivering]\n", ""), at=f"{FEVER}:1"),
    fault("meta-missing", "an empty title", field("title: Fever with a port", "▸title:")),
    fault("meta-missing", "reviewed_by", field("reviewed_by: []\n", ""), at=f"{FEVER}:1"),
    clean("meta-missing", "no other words", field("aliases: [shivering]", "aliases: []")),
    fault("meta-unknown", "misspelt", field("summary:", "▸sumary:"), mends=True),
    fault(
        "meta-unknown", "another handbook's name", field("summary:", "▸description:"), mends=True
    ),
    fault("meta-unknown", "a capital", field("title:", "▸Title:"), mends=True),
    fault("meta-unknown", "a hyphen", field("reviewed_by:", "▸reviewed-by:"), mends=True),
    fault(
        "meta-unknown",
        "beside the right one",
        field("status: draft", "status: draft\n▸staus: draft"),
    ),
    fault(
        "meta-unknown", "nothing like it", field("status: draft", "status: draft\n▸colour: blue")
    ),
    clean(
        "meta-unknown",
        "every optional field",
        field(
            "status: draft",
            "status: draft\nhide: [toc]\nsearch:\n  boost: 2\ntags: [fever]\nmoved_from: [patients/temperature.md]\norphan: false",
        ),
    ),
    fault(
        "meta-type",
        "a title that YAML takes for no",
        field("title: Fever with a port", "▸title: No"),
        besides=["title-differs"],
    ),
    fault(
        "meta-type",
        "a number",
        field("title: Fever with a port", "▸title: 010"),
        besides=["title-differs"],
    ),
    fault(
        "meta-type",
        "a word for a list",
        field("aliases: [shivering]", "▸aliases: shivering, rigors"),
        mends=True,
    ),
    fault(
        "meta-type",
        "no among the words",
        field("aliases: [shivering]", "▸aliases: [shivering, no]"),
    ),
    fault(
        "meta-type",
        "a number among the words",
        field("aliases: [shivering]", "▸aliases: [shivering, 911]"),
    ),
    fault(
        "meta-type",
        "orphan as a word",
        field("status: draft", "status: draft\n▸orphan: on purpose"),
        mends=True,
    ),
    clean(
        "meta-type", "quoted", field("aliases: [shivering]", 'aliases: [shivering, "no", "911"]')
    ),
    fault("meta-value", "plural", field("audience: patient", "▸audience: patients"), mends=True),
    fault("meta-value", "capital", field("status: draft", "▸status: Draft"), mends=True),
    fault("meta-value", "another word", field("status: draft", "▸status: published")),
    fault("meta-value", "hide", field("status: draft", "status: draft\n▸hide: [navigaton]")),
    clean(
        "meta-value",
        "in quotes, with a remark",
        field("audience: patient", 'audience: "patient"  # and those who look after them'),
    ),
    fault("meta-date", "no such day", field("review_due: 2027-01-10", "▸review_due: 2027-13-40")),
    fault(
        "meta-date",
        "thirtieth of February",
        field("review_due: 2027-01-10", "▸review_due: 2027-02-30"),
    ),
    fault(
        "meta-date",
        "strokes, day first",
        field("written: 2026-01-10", "▸written: 22/01/2026"),
        mends=True,
    ),
    fault(
        "meta-date",
        "month in words",
        field("written: 2026-01-10", "▸written: 10 January 2026"),
        mends=True,
    ),
    fault(
        "meta-date", "one figure", field("written: 2026-01-10", "▸written: 2026-1-9"), mends=True
    ),
    fault("meta-date", "ambiguous", field("written: 2026-01-10", "▸written: 01/02/2026")),
    fault(
        "meta-date",
        "a time too",
        field("written: 2026-01-10", "▸written: 2026-01-10 10:00:00"),
        mends=True,
    ),
    clean("meta-date", "in quotes", field("written: 2026-01-10", "written: 2026-01-11")),
    fault(
        "meta-order",
        "due before it was written",
        field("review_due: 2027-01-10", "▸review_due: 2025-12-01"),
        besides=["review-overdue"],
    ),
    fault("meta-order", "three years", field("review_due: 2027-01-10", "▸review_due: 2029-01-11")),
    clean("meta-order", "two years", field("review_due: 2027-01-10", "review_due: 2028-01-10")),
    fault("meta-future", "figures exchanged", field("written: 2026-01-10", "▸written: 2062-01-10")),
    fault(
        "meta-future",
        "with a due date after it",
        field("written: 2026-01-10", "▸written: 2199-01-10"),
        field("review_due: 2027-01-10", "review_due: 2200-01-10"),
    ),
    clean("meta-future", "written long ago", field("written: 2026-01-10", "written: 2025-06-10")),
    clean("review-contradiction", "nobody yet", field("reviewed_by: []", "reviewed_by:")),
    fault("summary-length", "too short", field(SUMMARY, "▸summary: About fever.")),
    fault(
        "summary-length",
        "too long",
        field(SUMMARY, f"▸{SUMMARY[:-1]}{', and then again whom to call' * 4}."),
    ),
    clean("summary-length", "160 characters", field(SUMMARY, "summary: " + "word " * 31 + "words")),
    fault(
        "summary-repeated",
        "copied with its page",
        field(
            SUMMARY,
            "▸summary: How often a small handbook says that a port is flushed, with what, and what the evidence says.",
        ),
    ),
    fault(
        "summary-repeated",
        "in capitals",
        field(
            SUMMARY,
            "▸summary: HOW OFTEN A small handbook says that a port is flushed, with what, and what the evidence says.",
        ),
    ),
    clean(
        "summary-repeated",
        "nearly alike",
        field(
            SUMMARY,
            "summary: How often a small handbook says that a fever is taken, with what, and what the evidence says.",
        ),
    ),
    fault(
        "title-differs",
        "another title",
        field("title: Fever with a port", "▸title: A high temperature"),
    ),
    fault(
        "title-differs",
        "another heading",
        swap(FEVER, "# Fever with a port\n\nCall", "# Fever\n\nCall"),
        at=f"{FEVER}:2",
    ),
    clean(
        "title-differs",
        "curly and straight",
        field("title: Fever with a port", "title: The port's fever"),
        swap(FEVER, "# Fever with a port\n\nCall", "# The port’s *fever*\n\nCall"),
    ),
    fault(
        "heading-none",
        "no heading",
        swap(FEVER, "# Fever with a port\n\nCall", "Call"),
        at=f"{FEVER}:11",
    ),
    fault(
        "heading-none",
        "a level too low",
        swap(FEVER, "# Fever with a port\n\nCall", "## Fever with a port\n\nCall"),
        at=f"{FEVER}:11",
    ),
    clean(
        "heading-none",
        "without a space after the sign",
        swap(FEVER, "# Fever with a port\n\nCall", "#Fever with a port\n\nCall"),
    ),
    fault(
        "heading-twice", "a second one", swap(FEVER, "## References", "▸# References"), mends=True
    ),
    fault(
        "heading-twice",
        "one of its own words",
        swap(FEVER, "\n## References", "\n▸# At night\n\nCall too.\n\n## References"),
        mends=True,
    ),
    clean(
        "heading-twice",
        "the sign in code",
        swap(FEVER, "\n## References", "\n```sh\n# a remark\n```\n\n## References"),
    ),
)
