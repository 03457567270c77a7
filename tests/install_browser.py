"""`python -m tests.install_browser`: make sure that there is a Chromium, or say what to do. Tests never skip for want of one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

from tests.support.browser import NAMES


def found() -> str | None:
    """The system's Chromium, or the driver's own."""
    system = next(filter(None, map(shutil.which, NAMES)), None)
    if system:
        return system
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        path = driver.chromium.executable_path
    return path if os.path.exists(path) else None


def from_packages(packages: Sequence[str], found: Callable[[], object], name: str) -> bool:
    """Install the first of some packages that the system has, where that is allowed without asking; whether it is there then."""
    if shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        allowed = not root or (
            shutil.which("sudo")
            and subprocess.run([*root, "true"], capture_output=True, check=False).returncode == 0
        )
        if allowed:
            print(f"Installing {name} from the system's packages (once) …", flush=True)
            quiet = {
                "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                "stdout": subprocess.DEVNULL,
                "check": False,
            }
            subprocess.run([*root, "apt-get", "update", "-qq"], **quiet)
            for package in packages:
                if (
                    subprocess.run(
                        [
                            *root,
                            "apt-get",
                            "install",
                            "-y",
                            "-qq",
                            "--no-install-recommends",
                            package,
                            "fonts-dejavu-core",
                        ],
                        **quiet,
                    ).returncode
                    == 0
                    and found()
                ):
                    return True
    return False


def install() -> None:
    """From the system's packages where that is allowed, else the driver's own build."""
    if from_packages(("chromium", "chromium-browser"), found, "Chromium"):
        return
    print("Installing the browser driver's own Chromium (once) …", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """0 with a browser, 2 without."""
    if not found():
        install()
    if found():
        return 0
    print(
        "The tests need Chromium, and it could not be installed here.\n"
        "  Debian, Ubuntu:  sudo apt-get install chromium\n"
        "  others:          .venv/bin/python -m playwright install chromium\n"
        "or any of these on the PATH: " + ", ".join(NAMES),
        file=sys.stderr,
    )
    return 2


if __name__ == "__main__":
    sys.exit(main())
