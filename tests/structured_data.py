"""The structured data of built pages as TypeScript, for a compiler that knows schema.org's words.

`python -m tests.structured_data OUT.ts [SITE]` writes each page's JSON-LD as a constant of the type
that it names, and a planted fault that the compiler must find. The types are schema-dts, which is
made from schema.org's vocabulary. Without SITE a small site with a reviewed page is built.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from tests.support.tiny import CONFIG, build, make, run

PAGE = """\
---
title: Starting
summary: How to start.
audience: reader
status: draft
written: 2026-01-02
review_due: 2030-01-02
reviewed_by: []
---

# Starting

A finding.{{ cite("smith2020port", "gone2019") }}

{{ bibliography() }}
"""
GONE = """
@article{gone2019, author={Gone, A.}, title={Taken back}, journal={J Ports}, year={2019},
  doi={10.1000/gone}, status={retracted}}
"""
PROFILE = """\
schema: MedicalWebPage
audiences:
  reader: {name: Readers, schema_type: Patient, schema_audience: Patient}
  other: {name: Others, schema_type: MedicalAudience, schema_audience: Clinician}
"""


def found(site: Path) -> Iterator[dict[str, Any]]:
    """The JSON-LD of each page."""
    for file in sorted(site.rglob("*.html")):
        for node in LexborHTMLParser(file.read_text("utf-8")).css(
            'script[type="application/ld+json"]'
        ):
            yield json.loads(node.text())


def typescript(values: list[dict[str, Any]]) -> str:
    """The file that is compiled. Raises ValueError where there is nothing to judge."""
    if not values:
        raise ValueError("no page has structured data")
    types = sorted({str(value["@type"]) for value in values})
    lines = [f'import type {{ {", ".join(types)}, WithContext }} from "schema-dts";']
    for number, value in enumerate(values):
        kind = value["@type"]
        lines.append(f"export const page{number}: WithContext<{kind}> = {json.dumps(value)};")
    faulty = json.dumps({**values[0], "reviewedOnDay": "2026"})
    lines += [
        "// @ts-expect-error schema.org has no such property",
        f"export const planted: WithContext<{types[0]}> = {faulty};",
    ]
    return "\n".join(lines) + "\n"


def _tiny(folder: Path) -> Path:
    from tests.support.tiny import BIB

    pages = {"index.md": PAGE, "other.md": PAGE.replace("audience: reader", "audience: other")}
    make(folder, pages, BIB + GONE, CONFIG, data={"handbook.yml": PROFILE})
    for arguments in (("index.md", "Jo Smith"), ("other.md", "Sam Hill")):
        name, person = arguments
        done = run(
            folder, "-m", "macros", "review", f"docs/{name}", "--name", person, "--role", "nurse"
        )
        if done.returncode:
            raise ValueError(done.stdout + done.stderr)
    built = build(folder)
    if built.code:
        raise ValueError(built.said)
    return built.site


def main(out: str, site: str = "") -> None:
    """Write the TypeScript file."""
    with tempfile.TemporaryDirectory() as folder:
        values = list(found(Path(site) if site else _tiny(Path(folder))))
    Path(out).write_text(typescript(values), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
