"""What people are told: the text of the pull request, and the answer on the issue."""

import re

from ..styles import Style
from ..styles.richtext import to_text
from .applied import Applied
from .form import Suggestion
from .words import escaped, quoted


def pull_request(done: Applied, style: Style) -> str:
    """The text of the pull request. All that a stranger wrote stands in blocks of code."""
    suggestion = done.suggestion
    parts = [
        (
            f"This correction was made from the form in issue #{suggestion.number}. "
            "**Nobody has looked at it yet**: read the source before you take it in."
        ),
        f"**{done.page}, line {done.line}**, before:",
        quoted(done.before),
        "after:",
        quoted(done.after),
    ]
    if suggestion.urgent:
        parts.insert(1, "**Somebody could come to harm through the mistake: please look first.**")
    if done.reference is not None:
        state = "new in the bibliography" if done.added else "already in the bibliography"
        parts += [f"Source, {state}:", quoted(to_text(style.reference(done.reference)))]
    parts += [f"**{doubt}**" for doubt in map(escaped, done.doubts)]
    for words, text in (("Why:", suggestion.why), ("Interests:", suggestion.interest)):
        parts += [words, quoted(text)] if text else []
    if suggestion.credit:
        parts += ["Would like to be thanked as (add it to docs/data/contributors.yml):"]
        parts += [quoted(suggestion.credit)]
    parts.append(_checked(done))
    parts.append(
        "A pull request that a program opens starts no checks by itself. To start them, close it "
        "and open it again."
    )
    return "\n\n".join(parts) + f"\n\nCloses #{suggestion.number}\n"


def _checked(done: Applied) -> str:
    if not done.faults:
        return "The checks found nothing new to mend in what was changed."
    lines = [str(one) for one in done.faults[:20]]
    return "The checks found, in what was changed:\n\n" + quoted("\n".join(lines))


def answer(done: Applied) -> str:
    """The answer on the issue, where a correction was made."""
    more = " Its source was added." if done.added else ""
    doubts = "".join(f"\n\n{escaped(doubt)}" for doubt in done.doubts)
    return (
        f"Thank you. Your words now stand in a pull request for {done.page}.{more} People look at "
        f"it next; it is published when one of them has taken it in.{doubts}\n"
    )


def refusal(suggestion: Suggestion | None, why: str) -> str:
    """The answer on the issue, where a person has to do it."""
    urgent = " It is marked as urgent." if suggestion and suggestion.urgent else ""
    return (
        "Thank you. This could not be turned into a correction by a program: "
        f"{escaped(_sentence(why))}\n\nNothing is lost: what you wrote stays here, and a person "
        f"will read it.{urgent} If you edit the issue, the program tries again.\n"
    )


def _sentence(text: str) -> str:
    """A text with a full stop at its end, unless it ends in one, or in a question."""
    return text if re.search(r"[.?!][\"”)]?$", text) else f"{text}."
