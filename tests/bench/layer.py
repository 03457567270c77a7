"""The citation layer alone, without an engine: what citing adds to a build, timed inside one process.

`python -m tests.bench.layer FOLDER` prints the seconds of the processor: how so small a share of a long build grows can't be told from the difference of two builds.
The files to take away are left out: they are written beside the build, in the disk's time.
"""

import sys
import time
from pathlib import Path

from macros.checks import build_diagnostics
from macros.engine.inspect import load_project
from macros.exporting.links import Exports
from macros.render.citations import Citations
from macros.render.late import at_once


def layer(folder: Path) -> tuple[float, float]:
    """In: a project's folder. Out: seconds to read its bibliography, and to read, check, cite and list all its pages."""
    start = time.process_time()
    project = load_project(folder)
    references = project.bibliography.references
    read = time.process_time()
    exports = Exports(project)
    if build_diagnostics(project):
        sys.exit("the synthetic site has faults")
    for page in project.pages:
        source = project.source(page)
        citations = Citations(
            references,
            project.style,
            KeyError,
            lambda reference, source=source: exports.reference_links(source, reference),
            rendered=project.rendered,
        )
        for call in page.calls:
            if call.name == "cite":
                citations.cite(call.args)
        listed = citations.bibliography(
            lambda cited, source=source: (
                exports.page_links(source) + exports.json_ld({}, source, cited)
            )
        )
        at_once(listed)
    return read - start, time.process_time() - read


if __name__ == "__main__":
    print(*layer(Path(sys.argv[1])))
