"""`python -m tests.install_node`: make sure that there is a Node that the checks of the browser code run on, or say what to do."""

import os
import re
import shutil
import subprocess
import sys

# What eslint asks for (tests/browser-code/package.json says the same).
NEEDED = (20, 19)


def version() -> tuple[int, int] | None:
    """Node's version, or None without Node and npm."""
    if not shutil.which("node") or not shutil.which("npm"):
        return None
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    match = re.match(r"v(\d+)\.(\d+)", said)
    return (int(match[1]), int(match[2])) if match else None


def install() -> None:
    """From the system's packages, where that is allowed without asking."""
    if not shutil.which("apt-get"):
        return
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if root and not (
        shutil.which("sudo")
        and subprocess.run([*root, "true"], capture_output=True, check=False).returncode == 0
    ):
        return
    print("Installing Node from the system's packages (once) …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "nodejs", "npm"],
    ):
        subprocess.run([*root, *command], env=environment, stdout=subprocess.DEVNULL, check=False)


def main() -> int:
    """0 with a Node that is new enough, 2 without."""
    if version() is None:
        install()
    found = version()
    if found is not None and found >= NEEDED:
        return 0
    here = f"here is {found[0]}.{found[1]}" if found else "there is none here"
    print(
        f"The checks of the browser code need Node {NEEDED[0]}.{NEEDED[1]} or newer with npm, and {here}.\n"
        "  Debian 13, Ubuntu 25.10 or newer:  sudo apt-get install nodejs npm\n"
        "  others:  nodejs.org, or your system's packages\n"
        "Building the site needs no Node.",
        file=sys.stderr,
    )
    return 2


if __name__ == "__main__":
    sys.exit(main())
