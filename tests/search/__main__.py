"""`python -m tests.search`: builds the handbook, asks everything over http and from file:// without network, and prints the tables."""

import argparse
import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.search.asking import ask, ask_material
from tests.search.questions import Asked, figures, rank, rows
from tests.support.browser import SWITCHES, file_url, served

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """0 when the goals are reached, 1 when not."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        online, offline = (
            (options.site or _build(Path(folder) / "online", "false")),
            (options.offline or _build(Path(folder) / "offline", "true")),
        )
        asked = rows()
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=_chromium(), args=list(SWITCHES))
            with served(online) as address:
                ours = ask(browser, address, asked)
                plain = ask_material(browser, address, asked, Path(folder) / "worker.js")
            away = ask(browser, file_url(offline / "index.html"), asked, offline=True)
            plain_away = ask_material(
                browser, file_url(offline / "index.html"), asked, Path(folder) / "worker.js"
            )
            browser.close()
        systems = {
            "ours, http": ours,
            "ours, file": away,
            "Material, http": plain,
            "Material, file": plain_away,
        }
        for name, key in (
            ("all", lambda row: "all"),
            ("set", lambda row: row.part),
            ("audience", lambda row: row.audience),
            ("kind", lambda row: row.kind),
        ):
            _table(name, key, systems)
        _failures(ours, away)
        index = (online / "search" / "search_index.json").read_bytes()
        print(
            f"\nIndex: {len(index) / 1000:.0f} KB, {len(gzip.compress(index, 9)) / 1000:.0f} KB compressed."
        )
        return 0 if _passed(ours) and _passed(away) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.search", description="The search exam.")
    parser.add_argument("--site", type=Path, help="a built site, instead of building one")
    parser.add_argument(
        "--offline", type=Path, help="a built offline copy, instead of building one"
    )
    return parser.parse_args()


def _build(folder: Path, offline: str) -> Path:
    print(f"Building {folder.name} …", flush=True)
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "OFFLINE": offline, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        sys.exit(built.stdout + built.stderr)
    return folder


def _chromium() -> str | None:
    import shutil

    from tests.support.browser import NAMES

    return next(filter(None, map(shutil.which, NAMES)), None)


def _table(name: str, key, systems: dict[str, list[Asked]]) -> None:
    print(f"\nBy {name}" if name != "all" else "\nAll queries")
    print(f"  {'':<12} {'n':>4}  " + "".join(f"{system:<30}" for system in systems))
    print(f"  {'':<12} {'':>4}  " + "".join(f"{'s@1   s@3   MRR   none':<30}" for _ in systems))
    for group in dict.fromkeys(key(asked.row) for asked in next(iter(systems.values()))):
        cells, count = [], 0
        for answers in systems.values():
            found = figures([asked for asked in answers if key(asked.row) == group])
            count = found.count
            cells.append(
                f"{f'{found.first:4.0%}  {found.three:4.0%}  {found.reciprocal:.2f}  {found.zero:4.0%}':<30}"
            )
        print(f"  {group:<12} {count:>4}  {''.join(cells)}")


def _failures(ours: list[Asked], away: list[Asked]) -> None:
    print("\nNot first:")
    for online, offline in zip(ours, away, strict=True):
        if rank(online) != 1 or rank(offline) != 1:
            first = " + ".join(online.results[0]) if online.results else "nothing"
            print(
                f"  [{online.row.part}] {online.row.query!r}: place {rank(online) or '-'} (file {rank(offline) or '-'}); wanted {online.row.answers[0]}, first was {first}"
            )


def _passed(answers: list[Asked]) -> bool:
    whole, alarms = figures(answers), [asked for asked in answers if asked.row.kind == "alarm"]
    return whole.first >= 0.9 and whole.three >= 0.98 and figures(alarms).first == 1


if __name__ == "__main__":
    sys.exit(main())
