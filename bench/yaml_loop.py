"""The least that a program reading these files can do: every front matter through PyYAML's C loader.

Run as a script in a process of its own; knows nothing of soi.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml


def main(folder: Path, *, keeps_all: bool) -> None:
    """Load every front matter; keep them all only where memory is compared."""
    kept: list[object] = []
    for path in sorted(folder.rglob("*.md")):
        front_matter = path.read_text(encoding="utf-8").split("\n---\n", 1)[0].removeprefix("---\n")
        loaded = yaml.load(front_matter, Loader=yaml.CSafeLoader)
        if keeps_all:
            kept.append(loaded)


if __name__ == "__main__":
    main(Path(sys.argv[1]), keeps_all="--keep" in sys.argv[2:])
