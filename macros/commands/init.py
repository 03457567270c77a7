"""Begin a handbook of one's own: all it needs to be written, checked, tested and published."""

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path

from ..books.volume import LICENCES
from ..content.yaml_source import yaml_text
from ..review.stamps import build_day
from ..starter import filled, generator_files, shared_files
from ..styles import STYLES
from ..suggest import fold
from ..version import VERSION
from . import OPTIONS, report, year_after

needs_project = False
# What the generator wrote, so that `upgrade` knows which files nobody has changed since.
LOCK = "handbook.lock"


def run(_project: None, options: argparse.Namespace) -> int:
    """Writes the folder; 1 when it holds something already; 2 when an answer can't be used."""
    folder = Path(options.folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return report(f"{folder} holds something already; name an empty or a new folder")
    _ask(options)
    values = _values(options)
    files = {**owned_files(), **filled(values)}
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / LOCK).write_text(lock_text(owned_files()), encoding="utf-8")
    print(f"{folder} holds the {values['name']}, {len(files)} files. Next:")
    print(f"  1. cd {folder} && git init && git add . && git commit -m Begin")
    print("  2. make site   (builds site/ and the offline copy)")
    print("  3. make test   (passes everything)")
    print("  4. Write: docs/guide/begin.md is an example, docs/about/index.md says who you are.")
    return 0


def owned_files() -> dict[str, bytes]:
    """The files that stay the generator's: `upgrade` renews them."""
    return {**shared_files(), **generator_files()}


def lock_text(files: dict[str, bytes]) -> str:
    """The lock file: the generator's version and a digest of each file that it wrote."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    return json.dumps({"generator": VERSION, "files": digests}, indent=1) + "\n"


def _ask(options: argparse.Namespace) -> None:
    """Fill in what no option says: by asking on a terminal. Raises ValueError elsewhere."""
    for name in ("name", "description", "url"):
        question, _, example = OPTIONS["init"][f"--{name}"]["help"].partition(" Such as: ")
        if not getattr(options, name).strip():
            if not sys.stdin.isatty():
                raise ValueError(f'{question} Say it with --{name} "{example}"')
            setattr(options, name, input(f"{question} (such as: {example}) "))
        if not getattr(options, name).strip():
            raise ValueError(f"--{name} is needed: {question}")


def _values(options: argparse.Namespace) -> dict[str, str]:
    """What the files are filled in with. Raises ValueError for an answer that can't be used."""
    given = {name: " ".join(str(value).split()) for name, value in vars(options).items()}
    for name in ("url", "repository"):
        if given[name] and not re.fullmatch(
            r"https?://[\w.-]+(?::\d+)?(?:/[\w./~-]*)?", given[name]
        ):
            raise ValueError(f'--{name}: "{given[name]}" is not an address such as https://…/')
    if given["contact"] and not re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", given["contact"]):
        raise ValueError(f'--contact: "{given["contact"]}" is not a mail address')
    if given["style"] not in STYLES:
        raise ValueError(f'--style: there is no "{given["style"]}"; one of: {", ".join(STYLES)}')
    if given["owner"] and not re.fullmatch(r"@[\w-]+(?:/[\w-]+)?", given["owner"]):
        raise ValueError(f'--owner: "{given["owner"]}" is not a name such as @team/maintainers')
    today, name, licence = build_day(), given["name"], given["licence"]
    authors = given["authors"] or f"The contributors of the {name}"
    sentence = f"The text may be used under {licence}: {LICENCES[licence]}"
    return {
        "name": name,
        "name_yaml": yaml_text(name),
        "slug": re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "handbook",
        "description": given["description"],
        "description_yaml": yaml_text(given["description"]),
        "url": given["url"] if given["url"].endswith("/") else f"{given['url']}/",
        "repo_lines": _repository(given["repository"]),
        "contact_lines": f"    contact: {given['contact']}\n" if given["contact"] else "",
        "copyright_yaml": yaml_text(f'Text <a href="{LICENCES[licence]}">{licence}</a>'),
        "style": given["style"],
        "license_url": LICENCES[licence],
        "licence_sentence": sentence,
        "licence_markdown": f"The text may be used under [{licence}]({LICENCES[licence]}).",
        "authors": authors,
        "authors_yaml": yaml_text(authors),
        "owner": given["owner"] or "@OWNER",
        "medical": ", medical" if options.medical else "",
        "today": today.isoformat(),
        "due": year_after(today).isoformat(),
    }


def _repository(address: str) -> str:
    if not address:
        return ""
    name = address.rstrip("/").removesuffix(".git").rsplit("/", 1)[-1]
    return f"repo_url: {address}\nrepo_name: {yaml_text(name)}\nedit_uri: edit/main/docs/\n"
