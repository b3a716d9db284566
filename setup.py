"""What pyproject.toml cannot say: packages from two folders, and the sample wiki inside the wheel."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from setuptools import find_packages
from setuptools import setup
from setuptools.command.build_py import build_py

TOP = Path(__file__).resolve().parent
LEFT_BEHIND = re.compile(r"/\.|~$")


def sample() -> list[Path]:
    """Files of the sample wiki, from the top, without what editors and file managers leave behind."""
    everything = [path for folder in ("contacts", "inbox") for path in sorted((TOP / folder).rglob("*"))]
    found = [path.relative_to(TOP) for path in everything if path.is_file()]
    return [Path("mkdocs.yml"), *(path for path in found if not LEFT_BEHIND.search(f"/{path.as_posix()}"))]


class BuildWithSample(build_py):
    """Puts the sample wiki beside the code, for `soi init --sample`; a checkout has it at its top."""

    def run(self) -> None:
        """Build as usual, then copy."""
        super().run()
        if self.editable_mode:
            return
        folder = Path(self.build_lib) / "builder" / "sample"
        shutil.rmtree(folder, ignore_errors=True)
        for path in sample():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(TOP / path, folder / path)

    def get_source_files(self) -> list[str]:
        """What a source distribution has to hold for a wheel to be built from it."""
        return [*super().get_source_files(), *map(str, sample())]


setup(
    packages=[
        *find_packages(include=["builder", "builder.*"]),
        *(f"builder.{name}" for name in find_packages(include=["templates", "templates.*"])),
    ],
    cmdclass={"build_py": BuildWithSample},
)
