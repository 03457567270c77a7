"""Put the files that all handbooks share into the package; all else is in pyproject.toml."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))
from macros.starter import shared_files  # noqa: E402


class BuildWithSharedFiles(build_py):
    """The package, and in its folder `shared` what `init` and `upgrade` copy."""

    def run(self) -> None:
        """Build, then add the files."""
        super().run()
        for name, data in shared_files().items():
            target = Path(self.build_lib) / "porthandbook_macros" / "shared" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


setup(cmdclass={"build_py": BuildWithSharedFiles})
