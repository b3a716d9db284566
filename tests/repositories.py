"""Git repositories whose commits have fixed days, for all tests that look back."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(root: Path, *args: str | bytes, at: str = "2026-02-01T12:00:00+00:00") -> bytes:
    """What git prints, run in a folder as nobody in particular.

    Args:
        root: the folder.
        *args: as typed behind `git`.
        at: the moment of a commit.
    """
    env = {
        **os.environ,
        **{
            f"GIT_{who}_{what}": "kim@doe.example"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
        **{f"GIT_{who}_DATE": at for who in ("AUTHOR", "COMMITTER")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    return subprocess.run(["git", *args], cwd=root, env=env, check=True, capture_output=True).stdout


def start(root: Path) -> Path:
    """An empty repository."""
    root.mkdir(exist_ok=True, parents=True)
    git(root, "init", "-q", "-b", "main")
    return root


def commit(root: Path, day: str, message: str = "Write down") -> str:
    """Commit all there is at noon of a day, or at a moment, and return the commit's name."""
    git(root, "add", "-A")
    at = day if "T" in day else f"{day}T12:00:00+00:00"
    git(root, "commit", "-q", "--allow-empty", "-m", message, at=at)
    return git(root, "rev-parse", "HEAD").decode().strip()


def state(root: Path) -> tuple[object, ...]:
    """Everything that reading must leave alone: work tree, index, refs and objects, byte for byte."""
    files = {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    return files, sorted(path for path in root.rglob("*")), git(root, "status", "--porcelain")
