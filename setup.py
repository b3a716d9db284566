"""What pyproject.toml cannot say: packages from two folders, and the sample wiki inside the wheel."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import find_packages
from setuptools import setup
from setuptools.command.build_py import build_py

TOP = Path(__file__).resolve().parent


class BuildWithSample(build_py):
    """Puts the sample wiki beside the code, for `soi init --sample`; a checkout has it at its top."""

    def run(self) -> None:
        """Build as usual, then copy."""
        super().run()
        if self.editable_mode:
            return
        sample = Path(self.build_lib) / "builder" / "sample"
        shutil.rmtree(sample, ignore_errors=True)
        # Hidden files are what editors and file managers leave in a checkout.
        for folder in ("contacts", "inbox"):
            shutil.copytree(TOP / folder, sample / folder, ignore=shutil.ignore_patterns(".*"))
        shutil.copy(TOP / "mkdocs.yml", sample)


setup(
    packages=[
        *find_packages(include=["builder", "builder.*"]),
        *(f"builder.{name}" for name in find_packages(include=["templates", "templates.*"])),
    ],
    cmdclass={"build_py": BuildWithSample},
)
