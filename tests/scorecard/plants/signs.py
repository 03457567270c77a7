"""Signs that stand on another level of urgency than the data gives them."""

from pathlib import Path

from tests.conftest import ROOT
from tests.scorecard.plant import clean, fault, swap, write

FEVER, SIGNS = "docs/patients/fever.md", "docs/data/signs.yml"
PROFILE = (ROOT / "docs" / "data" / "handbook.yml").read_text(encoding="utf-8")


def signs(level: str = "call-now"):
    """One sign, and this handbook's profile."""
    return (
        write("docs/data/handbook.yml", PROFILE),
        write(
            SIGNS,
            f"- id: chest\n  who: everybody\n  level: {level}\n  words: You have chest pain.\n"
            "  also: [chest pain]\n- id: taste\n  who: everybody\n  level: ask-next\n"
            "  words: You taste salt.\n  also: [salty taste]\n",
        ),
    )


def told(root: Path) -> list:
    from macros.checks import all_diagnostics
    from macros.engine.inspect import load_project

    found = all_diagnostics(load_project(root))
    return [one for one in found if one.rule.startswith("sign-")]


def prose(text: str):
    return swap(FEVER, "\n## References", f"\n{text}\n\n## References")


BAD = "    - ▸chest pain.\n"
PLANTS = [
    fault(
        "sign-level",
        "in a less urgent box",
        *signs(),
        prose(f'!!! call-today "Phone your team today"\n\n{BAD}'),
        look=told,
    ),
    fault(
        "sign-level",
        "in a sentence",
        *signs(),
        prose("With ▸chest pain, phone your team today."),
        look=told,
    ),
    fault(
        "sign-level",
        "an everyday sign among the alarms",
        *signs(),
        prose('!!! call-now "Call 999, 112 or 911 now"\n\n    - A ▸salty taste.\n'),
        look=told,
    ),
    clean(
        "sign-level",
        "where it belongs",
        *signs(),
        prose("With chest pain, call 999. For a salty taste, ask at your next visit."),
        look=told,
    ),
    fault("sign-unknown", "a level of another name", *signs("▸urgent"), look=told),
    fault("sign-unknown", "a title for an id", *signs('▸"Phone now"'), look=told),
    clean("sign-unknown", "a box of the profile", *signs("call-team-now"), look=told),
]
