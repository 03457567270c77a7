"""`make firefox`: the built handbook in Firefox, driven by puppeteer-core over WebDriver BiDi, which Playwright can't do with a Firefox of the system's own."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tests.install_browser import from_packages

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("firefox-esr", "firefox")


def found() -> str | None:
    """The system's Firefox."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    """0 when everything passes; 2 where there is no Firefox, or nothing was built."""
    if not found():
        from_packages(("firefox-esr", "firefox"), found, "Firefox")
    program = found()
    if not program:
        print(
            "These tests need Firefox, and it could not be installed here.\n"
            "  Debian:  sudo apt-get install firefox-esr\n"
            "or any of these on the PATH: " + ", ".join(NAMES),
            file=sys.stderr,
        )
        return 2
    copies = sorted((ROOT / "dist").glob("*.zip"))
    if not (ROOT / "site/index.html").is_file() or not copies:
        print("There is nothing to look at: run make site first.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="handbook-firefox-") as folder:
        with zipfile.ZipFile(copies[-1]) as archive:
            archive.extractall(folder)
        offline = next(Path(folder).iterdir())
        values = {"HANDBOOK": f"{ROOT / 'site'}\n{offline}\n{program}"}
        command = ["node", "--test", "--test-timeout=120000", "tests/browser-code/firefox.mjs"]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **values}, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
