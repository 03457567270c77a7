"""`make axe`: every page of site/ before axe-core, light and dark, 320 and 1280 px wide, with all that can be opened open; and whether it is wider than the screen."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.support.browser import running, served, violations, visit

ROOT = Path(__file__).resolve().parents[1]
OPEN = "document.querySelectorAll('details').forEach(node => { node.open = true })"


def main() -> int:
    """0 when nothing was found; 1 with what was; 2 where nothing was built."""
    site = ROOT / "site"
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    if not pages:
        print("There is no site/ to look at: run make site first.", file=sys.stderr)
        return 2
    wanted = sys.argv[1:]
    pages = [name for name in pages if not wanted or any(word in name for word in wanted)]
    found = 0
    with tempfile.TemporaryDirectory(prefix="handbook-axe-") as folder:
        # The page for wrong addresses names its files from the root of the host.
        (Path(folder) / "port-handbook").symlink_to(site)
        with served(Path(folder)) as root:
            for width, dark in ((320, False), (320, True), (1280, False), (1280, True)):
                look = f"{width} px, {'dark' if dark else 'light'}"
                with visit(running(), root, width=width, dark=dark) as it:
                    for name in pages:
                        it.page.goto(f"{root}port-handbook/{name}", wait_until="load")
                        it.page.evaluate(OPEN)
                        faults = violations(it.page)
                        wide = it.page.evaluate("document.documentElement.scrollWidth")
                        faults += [f"{wide} px wide"] if wide > width else []
                        found += len(faults)
                        for fault in faults:
                            print(f"{name} ({look}): {fault}", flush=True)
                print(f"{len(pages)} pages seen, {look}", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
