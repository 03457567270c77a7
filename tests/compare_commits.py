"""`python -m tests.compare_commits OLD`: does the handbook that OLD builds say the same as this folder's?

The generator, the theme and the pages of OLD build one site, those of this folder the other; both are compared as by `tests.compare_sites`,
whose options may follow. Tools are those of this environment.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.compare_sites import main as compare

ROOT = Path(__file__).resolve().parents[1]


def built(folder: Path, site: Path) -> None:
    """Build a folder's handbook."""
    variables = {**os.environ, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site)]
    subprocess.run(command, cwd=folder, env=variables, check=True)


def main() -> int:
    """What `compare_sites` gives; 2 without a commit."""
    if len(sys.argv) < 2:
        print("name a commit: make compare OLD=main~5", file=sys.stderr)
        return 2
    commit, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        before, after, tree = work / "before", work / "after", work / "tree"
        git = ["git", "-C", str(ROOT)]
        subprocess.run([*git, "worktree", "add", "-q", "--detach", str(tree), commit], check=True)
        try:
            built(tree, before)
        finally:
            subprocess.run([*git, "worktree", "remove", "--force", str(tree)], check=True)
        built(ROOT, after)
        sys.argv = ["compare_sites", str(before), str(after), *options]
        return compare()


if __name__ == "__main__":
    sys.exit(main())
