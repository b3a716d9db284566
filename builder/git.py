"""Questions to git: one process each, nothing asked of the user, nothing changed by itself.

Knows how git is run and how it prints objects, and nothing of what the wiki wants from them.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from .errors import RefusedError

_OBJECT = re.compile(rb"([0-9a-f]{40,64}) (blob|tree|commit|tag) ([0-9]+)\n")


class Git:
    """A repository that is asked things."""

    def __init__(self, folder: Path) -> None:
        """Name a folder of it."""
        self.folder = folder

    def ask(self, *args: str, is_checked: bool = True) -> bytes:
        """What git prints.

        Raises:
            RefusedError: git says no, or is not there.
        """
        done = self._run(args, subprocess.PIPE, is_checked=is_checked)
        return done.stdout if not done.returncode else b""

    def _run(
        self, args: Sequence[str], out: int | IO[bytes], *, is_checked: bool, given: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        # No question may hold it up.
        env = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        try:
            done = subprocess.run(
                ["git", "-C", str(self.folder), *args],
                env=env,
                input=given,
                stdout=out,
                stderr=subprocess.PIPE,
                check=False,
            )
        except OSError as error:
            raise RefusedError(f"git cannot be run ({error.strerror})", "install git") from error
        if is_checked and done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise RefusedError(f"git {args[0]}: {said[-1] if said else 'failed'}")
        return done

    def lines(self, *args: str) -> list[str]:
        """What git prints, by lines, without empty ones."""
        return [line for line in self.ask(*args).decode("utf-8", "surrogateescape").splitlines() if line]

    def names(self, *args: str) -> list[str]:
        """What git prints with -z, which quotes no path."""
        return [
            name for name in self.ask(*args).decode("utf-8", "surrogateescape").split("\0") if name.strip()
        ]

    def objects(self, wanted: Iterable[str] | None = None) -> Iterator[tuple[str, str, bytes]]:
        """Objects with their kind and their content.

        Args:
            wanted: their names, in the order in which they come; without it all there are, reachable or not.

        Raises:
            RefusedError: one of them cannot be read.
        """
        which = ("--batch-all-objects", "--unordered") if wanted is None else ()
        given = "".join(f"{name}\n" for name in wanted or ()).encode("ascii")
        with tempfile.TemporaryFile() as file:
            self._run(("cat-file", "--batch", *which), file, is_checked=True, given=given)
            file.seek(0)
            while head := file.readline():
                found = _OBJECT.fullmatch(head)
                if found is None:
                    raise RefusedError(f"git cat-file: {head.decode('utf-8', 'replace').strip()}")
                yield found[1].decode(), found[2].decode(), file.read(int(found[3]))
                file.read(1)
