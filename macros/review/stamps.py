"""Whether a page's review still holds: who stamped it, when, and what has changed since."""

import datetime as dt
import os
import re
from collections.abc import Callable, Sequence

from ..content.pages import Page
from ..content.yaml_source import yaml_text
from ..project import Project
from .diff import Change, changes
from .records import Record, Stamp, misplaced, read_record, record_file, record_text, stamps_of
from .substance import Block, digest, substance


def build_day() -> dt.date:
    """Today, or the day of SOURCE_DATE_EPOCH, so that two builds of one commit are alike.

    Source: reproducible-builds.org.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return _today()


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def stamped(page: Page) -> Stamp | None:
    """The latest stamp of a page with a digest, or None: each stands behind those it covers."""
    return next((one for one in reversed(stamps_of(page)) if one.hash), None)


def record_of(page: Page, project: Project) -> Record:
    """The record of a page's reviews; of one that was moved, the record under its old name."""
    home = record_file(page, project)
    if not home.is_file() and stamped(page):
        home = next((old for old, new in misplaced(project).items() if new == home), home)
    return read_record(home)


def unrecorded(page: Page, project: Project) -> list[str]:
    """What a page says of its reviewers and its record does not hold, or the reverse, in words."""
    named = stamps_of(page)
    reviewed = page.meta.get("reviewed")
    if not named and not reviewed:
        return []
    held = record_of(page, project).stamps
    found = []
    for one in named:
        if one not in held:
            near = next((other for other in held if other.name == one.name), None)
            found.append(f'the page names "{one}"' + (f', the record "{near}"' if near else ""))
        elif (
            one.on > max(build_day(), _today()).isoformat()
        ):  # a copy without git is built as of 1980
            found.append(
                f"{one.name} is said to have reviewed the page on {one.on}, a day still to come"
            )
    found += [f'the record names "{one}", the page does not' for one in held if one not in named]
    if reviewed and str(reviewed) not in {one.on for one in held}:
        found.append(f'the page says "reviewed: {reviewed}", a day on which nobody did')
    return found


def changed_since(page: Page, project: Project) -> list[Change]:
    """What has changed in a page's substance since its latest stamp; nothing without a stamp.

    Where the reviewed text is missing or is not the one that was stamped, one `Change` without
    words says so.
    """
    latest = stamped(page)
    if latest is None:
        return []
    now, held, all_of_them = substance(page, project), record_of(page, project), stamps_of(page)
    if _sealed([block.text for block in now], held.rendered, all_of_them) == latest.hash:
        return []
    if _sealed(held.texts, held.rendered, all_of_them) != latest.hash:
        return [Change(page.meta_lines.get("reviewed_by", 1), "", "")]
    return changes(held.texts, now, _known(page, project))


def shown_since(page: Page, project: Project, words: Sequence[str]) -> list[Change]:
    """What a built page shows otherwise than when it was reviewed, where that was kept.

    An included file, a variable, an extension or a plug-in changes it, and no source.
    """
    before, now = record_of(page, project).rendered, " ".join(words)
    if not before or before == now:
        return []
    return changes([before], [Block(now, page.body_line)], _known(page, project))


def _known(page: Page, project: Project) -> Callable[[str], bool]:
    """Whether another page uses a word."""

    def known(word: str) -> bool:
        form = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        return any(form.search(other.source) for other in project.pages if other.path != page.path)

    return known


def _sealed(texts: Sequence[str], rendered: str, stamps: Sequence[Stamp]) -> str:
    """The digest of a text, of what its page showed and of all who vouch for it.

    The last of them counts with its day, those before it with theirs and their own digests.
    """
    shown = [rendered] if rendered else []
    before = [part for one in stamps[:-1] for part in (one.name, one.role, one.on, one.hash)]
    last = stamps[-1]
    return digest([*texts, *shown, *before, last.name, last.role, last.on])


def due(page: Page) -> dt.date | None:
    """The day on which a page is to be looked at again, where it has a readable one."""
    value = page.meta.get("review_due")
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None


def overdue(page: Page, today: dt.date | None = None) -> int:
    """By how many days the review is overdue; 0 where it is not."""
    day = due(page)
    return max(0, ((today or build_day()) - day).days) if day else 0


def review_state(page: Page, project: Project, today: dt.date | None = None) -> str:
    """Draft (not stamped, or not by those it names), reviewed, changed since, or overdue."""
    if str(page.meta.get("status", "")) != "reviewed" or stamped(page) is None:
        return "draft"
    if unrecorded(page, project):
        return "draft"
    if changed_since(page, project):
        return "changed"
    return "overdue" if overdue(page, today) else "reviewed"


def stamp(
    page: Page,
    project: Project,
    name: str,
    role: str,
    on: dt.date,
    again: dt.date,
    rendered: str = "",
) -> tuple[str, str]:
    """A page's source with the stamp added, and its record; writes nothing.

    `rendered` is what its page shows.

    An earlier stamp of the same person is replaced; those of others stay, as far as the record
    holds them. Raises ValueError (with a sentence) for a page without front matter.
    """
    if not page.meta or page.body_line < 3:
        raise ValueError(
            f"{page.path} has no readable front matter (the lines between two --- at its "
            f"top): write that first"
        )
    texts = [block.text for block in substance(page, project)]
    held = record_of(page, project).stamps
    kept = [one for one in stamps_of(page) if one.name != name and one in held]
    new = Stamp(name, role, on.isoformat())
    stamps = [*kept, Stamp(name, role, new.on, _sealed(texts, rendered, [*kept, new]))]
    rows = page.source.split("\n")
    end = page.body_line - 2  # the closing --- of the front matter
    head = _field(rows[1:end], "status", ["status: reviewed"])
    lines = ["reviewed_by:", *(line for one in stamps for line in _item(one))]
    head = _field(head, "reviewed_by", lines)
    head = _field(head, "review_due", [f"review_due: {again.isoformat()}"])
    return "\n".join([rows[0], *head, *rows[end:]]), record_text(stamps, texts, rendered)


def _field(rows: list[str], name: str, new: list[str]) -> list[str]:
    """The rows of the front matter with one field replaced where it stands, or added at the end."""
    start = next((number for number, row in enumerate(rows) if re.match(rf"{name}\s*:", row)), None)
    if start is None:
        return [*rows, *new]
    end = start + 1
    while end < len(rows) and (rows[end].startswith((" ", "\t", "- ")) or not rows[end].strip()):
        end += 1
    return [*rows[:start], *new, *rows[end:]]


def _item(one: Stamp) -> list[str]:
    # A bare on: is the word true to YAML 1.1.
    return [
        f"  - name: {yaml_text(one.name)}",
        f"    role: {yaml_text(one.role)}",
        f'    "on": {one.on}',
        f"    hash: {yaml_text(one.hash)}",
    ]
