"""The source that a form names: found among the handbook's, or brought in by `add`."""

import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from ..lookup.argument import recognised
from ..model import Reference, plain
from ..project import Project
from ..suggest import fold
from ..urls import address_parts
from .form import Refusal

# What may stand before a number, and what a number may be made of: it goes to a program as it is.
_LABEL = r"(?:(?:doi|pmid|pubmed(?: id)?|pmcid|isbn|arxiv)\W{0,3})?"
_NUMBER = r"[^\s\"'<>{}\\|`;$-][^\s\"'<>{}\\|`;$]{0,200}"
_WEB = re.compile(r"https?://[\w.-]{4,200}(?::\d{1,5})?(?:/[\w./~%+=&?,:@!()-]{0,600})?")
# Seconds after which a service that gave no answer is asked again.
PAUSES = (15, 60)
_CITE = re.compile(r'^cite it as \{\{ cite\("([^"\n]+)"\) \}\}$', re.MULTILINE)
_HOST = re.compile(r"(?i)(?:[\w-]+\.)+(?:org|gov|com|net|int|edu|uk)/")


def identifier(text: str) -> str:
    """A number of a work, or an address, in its bare form. Raises Refusal for all else."""
    given = " ".join(text.split()).rstrip(".,")
    given = f"https://{given}" if _HOST.match(given) else given
    found = recognised(given)
    if found.kind != "words":
        if _WEB.fullmatch(given) and "." in address_parts(given).netloc:
            return found.value
        number = _LABEL + (r"(?:PMC)?\d{1,9}" if found.kind in ("pmid", "pmcid") else _NUMBER)
        if found.kind != "address" and re.fullmatch(number, given, re.IGNORECASE):
            return found.value
    raise Refusal(
        "the source is neither a DOI, nor a PubMed number, nor an address, and so could not be "
        "looked up; a person will look for it"
    )


def source_key(project: Project, name: str, asking: Sequence[str]) -> tuple[Project, str, bool]:
    """The project with the source in it, its key, and whether it is new.

    A source that the handbook has not is brought in by the command `add`, which gets the options
    `asking` as well. Raises Refusal.
    """
    if known := _known(project, name):
        return project, _fit(project.bibliography.references[known]), False
    before = set(project.bibliography.references)
    done = _added(project, name, asking)
    fresh = replace(project)
    added = set(fresh.bibliography.references) - before
    named = _CITE.findall(done.stdout)
    if done.returncode and len(named) == 1 and named[0] in before:
        # The paper is there under another number: `add` knows it, once it has looked it up.
        return project, _fit(project.bibliography.references[named[0]]), False
    key = next(iter(added)) if len(added) == 1 else _known(fresh, name)
    if done.returncode or not key:
        why = " ".join((done.stderr or done.stdout).split()).removeprefix("not added: ")[-300:]
        raise Refusal(f"the source could not be added: {why or 'it was not found'}")
    return fresh, _fit(fresh.bibliography.references[key]), True


def _added(project: Project, name: str, asking: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """What `add` said. A service that gave no answer is asked again, after a while."""
    program = [sys.executable, "-m", __package__.split(".")[0], "-C", str(project.root)]
    for pause in (*PAUSES, None):
        done = subprocess.run(  # noqa: S603 (no shell, and the name has the form of an identifier)
            [*program, "add", *asking, name],
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
            stdin=subprocess.DEVNULL,
        )
        if not done.returncode or "try again later" not in done.stderr or pause is None:
            break
        time.sleep(0 if asking else pause)
    return done


def _known(project: Project, name: str) -> str:
    for key, reference in project.bibliography.references.items():
        if name.lower() in _names(reference):
            return key
    return ""


def _names(reference: Reference) -> tuple[str, ...]:
    numbers = (reference.doi, reference.pmid, reference.pmcid, reference.url)
    return tuple(one.lower() for one in numbers if one)


def _fit(reference: Reference) -> str:
    if reference.status in ("retracted", "concern"):
        what = "was retracted" if reference.status == "retracted" else "is under concern"
        raise Refusal(f"the source {what}, and so can't support a statement")
    return reference.key


def title_doubt(reference: Reference, *texts: str) -> str:
    """A remark where no longer word of the work's title stands in the texts around it, or ""."""
    words = set(re.findall(r"[a-z]{5,}", fold(plain(reference.title))))
    around = fold(" ".join(texts))
    if not words or any(word[:6] in around for word in words):
        return ""
    return f'The source is "{plain(reference.title)}". Is that the work that is meant?'
