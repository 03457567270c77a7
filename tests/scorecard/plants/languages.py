"""Pages in another language, their settings and words. The language, es, is begun beside the small site."""

import datetime as dt
import json
from pathlib import Path

from macros.content.words import catalog
from macros.engine.inspect import load_project
from macros.review.records import record_file
from macros.review.stamps import stamp
from macros.review.translation import fingerprint
from tests.scorecard.plant import add, clean, fault, swap, write

HOME, FEVER = "docs/es/index.md", "docs/es/patients/fever.md"
WORDS, PROFILE, SETTINGS = "docs/es/data/words.yml", "docs/data/handbook.yml", "mkdocs.es.yml"
NAMES = """\
help: {question: ¿Algo va mal?, link: Pedir ayuda, urgent: ¿Urgente?}
review: {draft: Sin revisar, changed: Cambiada, overdue: Antigua, advice: Pregunte}
audiences: {patient: Pacientes, clinician: Clínicos, everyone: Todos}
boxes:
  call-now: Llame al 112
  call-team-now: Llame ya a su equipo
  call-today: Llame hoy a su equipo
  ask-next: Pregunte en su próxima visita
  red-flag: Señales de alarma
  strength: ¿Qué solidez tiene?
  local: Lo que decide cada centro
"""
HEAD = """\
---
title: Fiebre
audience: everyone
status: draft
written: 2026-05-01
review_due: 2027-01-10
reviewed_by: []
MORE---

# Fiebre

Texto.
"""


def begun(root: Path) -> list[str]:
    """The language, with a home page that is free of advice."""
    profile = root / PROFILE
    profile.write_text(
        "languages:\n  es: {name: Español, free: [index.md]}\n" + profile.read_text()
    )
    base = (root / "mkdocs.yml").read_text()
    address = next((row for row in base.split("\n") if row.startswith("site_url:")), "")
    site = f"{address.rstrip('/')}/es/\n" if address else ""
    files = {
        SETTINGS: f"INHERIT: mkdocs.yml\ndocs_dir: docs/es\ntheme:\n  language: es\n{site}",
        HOME: HEAD.replace("MORE", ""),
        WORDS: "".join(
            f"{json.dumps(text, ensure_ascii=False)}: "
            f"{json.dumps('· ' + text, ensure_ascii=False)}\n"
            for text in catalog()
        ),
        "docs/es/data/handbook.yml": NAMES,
    }
    for name, text in files.items():
        write(name, text)(root)
    return []


def translated(more: str = "", *, checked: bool = True):
    """A page that is a translation of that on fever, stamped by somebody who checked it."""

    def edit(root: Path) -> list[str]:
        project = load_project(root)
        original = project.by_source["patients/fever.md"]
        lines = f'translation_of: patients/fever.md\ntranslated_from: "{fingerprint(original, project)}"\n'
        text = HEAD.replace("MORE", more or lines).replace("Texto.", "Otro texto.")
        places = write(FEVER, text)(root)
        if checked:
            theirs = load_project(root, SETTINGS)
            page = theirs.by_source["patients/fever.md"]
            days = dt.date(2026, 2, 3), dt.date(2027, 1, 10)
            source, record = stamp(page, theirs, "Ada Invented", "test nurse", *days)
            write(str(record_file(page, theirs).relative_to(root)), record)(root)
            (root / FEVER).write_text(source)
        return [] if checked else places

    return edit


LOST = "translation_of: patients/fevers.md\n"
OLDER = swap("docs/patients/fever.md", "hot or shivery", "hot, or shivery and weak")

PLANTS = (
    clean(
        "setting-offline",
        "the script is the original's",
        swap("mkdocs.yml", "theme: mkdocs", "theme: {name: material, font: false}"),
        swap("mkdocs.yml", "extra:\n", "extra:\n  polyfills: [assets/shim.js]\n"),
        swap("mkdocs.yml", "  - search\n", "  - search\n  - offline\n"),
        write("docs/assets/shim.js", "0;\n"),
        begun,
    ),
    fault(
        "translation-lost",
        "a slip",
        begun,
        translated(f"▸{LOST}", checked=False),
        besides=["translation-unpublished"],
    ),
    fault(
        "translation-lost",
        "a page that is gone",
        begun,
        translated("▸translation_of: gone/away.md\n", checked=False),
        besides=["translation-unpublished"],
    ),
    clean("translation-lost", "an original that is there", begun, translated()),
    fault(
        "translation-unstamped",
        "no fingerprint",
        begun,
        translated("translation_of: patients/fever.md\n"),
        at=f"{FEVER}:12",
    ),
    fault(
        "translation-unstamped",
        "an empty one",
        begun,
        translated('translation_of: patients/fever.md\ntranslated_from: ""\n'),
        at=f"{FEVER}:12",
    ),
    clean("translation-unstamped", "a page of its own", begun),
    fault(
        "translation-older",
        "another title",
        begun,
        translated(),
        OLDER,
        at=f"{FEVER}:12",
    ),
    fault(
        "translation-older",
        "another fingerprint",
        begun,
        translated('translation_of: patients/fever.md\ntranslated_from: "0123456789abcdef"\n'),
        at=f"{FEVER}:12",
    ),
    clean(
        "translation-older",
        "a comma",
        begun,
        translated(),
        swap("docs/patients/fever.md", "\n\n## ", "\n\n\n## "),
    ),
    fault(
        "translation-unpublished",
        "nobody has checked it",
        begun,
        translated("▸translation_of: patients/fever.md\n", checked=False),
        besides=["translation-unstamped"],
    ),
    fault(
        "translation-unpublished",
        "changed since",
        begun,
        translated(),
        swap(FEVER, "Otro texto.", "Otro texto, sin duda."),
        at=f"{FEVER}:12",
        besides=["review-changed"],
    ),
    clean("translation-unpublished", "checked", begun, translated()),
    fault(
        "translation-free",
        "a box of urgency",
        begun,
        add(HOME, '\n▸!!! call-now "Llame al 112"\n\n    Ya.\n'),
        besides=["box-title", "box-levels"],
    ),
    fault(
        "translation-free",
        "a citation",
        begun,
        add(
            HOME, '\nSe cura.▸{{ cite("brown2017access") }}\n\n## Fuentes\n\n{{ bibliography() }}\n'
        ),
    ),
    clean("translation-free", "a note", begun, add(HOME, '\n!!! note "Nota"\n\n    Ya.\n')),
    fault(
        "language-settings",
        "without settings",
        begun,
        swap(PROFILE, "languages:", "languages:\n  ▸fr: Français"),
    ),
    fault(
        "language-settings",
        "a free page that is not there",
        begun,
        swap(
            PROFILE,
            "  es: {name: Español, free: [index.md]}",
            "  ▸es: {name: Español, free: [index.md, no.md]}",
        ),
    ),
    clean(
        "language-settings",
        "the name of the first language",
        begun,
        swap(PROFILE, "languages:", "languages:\n  en: English"),
    ),
    fault("words-unknown", "a slip", begun, add(WORDS, '▸"Writen {day}.": "{day}"\n')),
    fault("words-unknown", "other words", begun, add(WORDS, "▸Hello there: Hola\n")),
    clean("words-unknown", "known words", begun),
    fault("words-value", "a lost day", begun, swap(WORDS, '"· Written {day}."', '▸"Escrito"')),
    fault(
        "words-value",
        "a lost name",
        begun,
        swap(WORDS, '"· Reviewed by {people}"', '▸"Por {person}"'),
    ),
    clean(
        "words-value", "another order", begun, swap(WORDS, '"· Written {day}."', '"{day}: escrito"')
    ),
    fault("words-missing", "a text", begun, swap(WORDS, '"· Copy"', '""'), at=f"{WORDS}:1"),
    fault(
        "words-missing",
        "a name of the handbook",
        begun,
        swap("docs/es/data/handbook.yml", "Llame al 112", '"Call 999, 112 or 911 now"'),
        at=f"{WORDS}:1",
    ),
    clean("words-missing", "all texts", begun),
)
