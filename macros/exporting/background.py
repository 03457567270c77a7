"""Exports written while the pages are built: thousands of files whose writing nothing waits for."""

import atexit
import os
import shutil
import tempfile
import threading
from pathlib import Path

from ..project import Project
from .files import write_exports


class Staged:
    """The exports of one build: begun beside the site in a forked process, then put into it.

    In: the project, and the folder of the site to come. A thread would not do: making a file gives
    up the interpreter and waits for it again, thousands of times. With other threads about (the
    live preview) or without fork, `place` writes by itself.
    """

    def __init__(self, project: Project, site: Path) -> None:
        self.project, self.site = project, site
        site.parent.mkdir(parents=True, exist_ok=True)
        # Beside the site, so that placing is a rename; gone in any case when the process ends.
        self.folder = Path(tempfile.mkdtemp(prefix=f".references-{os.getpid()}-", dir=site.parent))
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        self.child = self._fork() if hasattr(os, "fork") and threading.active_count() == 1 else None

    def _fork(self) -> int:
        child = os.fork()
        if child:
            return child
        code = 1
        try:
            write_exports(self.project, self.folder)
            code = 0
        finally:
            # Nothing of the engine may run on in the child; what went wrong, place() meets again.
            os._exit(code)

    def place(self) -> None:
        """Wait for the last file, and put all of them into the site."""
        if self.child is None or os.waitpid(self.child, 0)[1] != 0:
            write_exports(self.project, self.folder)  # raises here what went wrong there
        (self.site / "assets").mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.site / "assets" / "references", ignore_errors=True)
        shutil.move(self.folder / "assets" / "references", self.site / "assets" / "references")
        shutil.move(self.folder / "references.json", self.site / "references.json")
        shutil.rmtree(self.folder, ignore_errors=True)
