"""A real wiki in a folder beside its model: every command is run on the one and told to the other.

After each of them the files are read by stock PyYAML and by `soi show`, and both have to say what the model
says, to the last comment. A command that refuses has to leave every byte as it was.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path

import yaml
from hypothesis import event

from ..support import Ran
from ..support import check
from ..support import make_wiki
from ..support import soi
from .everywhere import BLANK
from .everywhere import merge
from .model import At
from .model import Wiki
from .said import Plain
from .said import Said
from .said import comments_in
from .said import said
from .said import typed
from .told import require_places
from .wikis import PROCESS
from .wikis import Start

TODAY = dt.date(2026, 3, 1)
INBOX = "inbox/phone.txt"
UNWRITABLE = re.compile(
    r"cannot be (?:written|changed|removed|dropped) (?:here )?without|is written in a way|is an empty text"
    r"|expected a text, found|it would say something else in canonical form"
)
"""What a command may say of a file in a style in which it cannot do its work; then it does nothing."""
Intent = Callable[[Wiki], object]
"""Does to the model what a command shall do to the files."""


class Ground:
    """One wiki and its model."""

    def __init__(self, start: Start) -> None:
        """Write the files, and read what they say."""
        self.root = Path(tempfile.mkdtemp())
        make_wiki(self.root, start.files, PROCESS)
        self.model = Wiki(TODAY)
        for path, content in start.files.items():
            folder, _, file = path.rpartition("/")
            name = file.removesuffix(".md")
            if name == "_template":
                self.model.template = said(content)
            else:
                self.model.files[name] = said(content)
                self.model.folders[name] = f"{folder}/"
        self.errors = self._errors()
        assert not self.errors

    def close(self) -> None:
        """Take the folder away."""
        shutil.rmtree(self.root)

    @property
    def disk(self) -> dict[str, bytes]:
        """Every file of the wiki but what soi keeps for itself."""
        files = (path for path in self.root.rglob("*") if path.is_file() and ".soi" not in path.parts)
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in files}

    def soi(self, *args: str) -> Ran:
        """Run a command on the day of the model."""
        return soi(self.root, *args, today=self.model.today.isoformat())

    def refuse(self, *args: str) -> None:
        """Run a command that has to refuse."""
        before = self.disk
        ran = self.soi(*args)
        assert (ran.exit, ran.out) == (2, ""), ran
        assert ran.err.startswith("soi: "), ran
        assert self.disk == before

    def do(
        self,
        *args: str,
        intent: Intent,
        replaced: Sequence[tuple[str, At]] = (),
        statuses: Sequence[int] = (0,),
        renamed: tuple[str, str] = ("", ""),
        is_loose: bool = False,
    ) -> Ran | None:
        """Run a command, and hold what it did against what it shall do.

        Args:
            *args: as typed.
            intent: what it shall do.
            replaced: values that are meant to go, with the comments inside them.
            statuses: with which it may exit.
            renamed: id before and after.
            is_loose: entries go anywhere, and the comments inside with them.

        Returns:
            What it printed, None if it could not do it in the style that a file is in.
        """
        before = self.disk
        ran = self.soi(*args)
        if ran.exit == 2:
            assert UNWRITABLE.search(ran.err), (args, ran)
            assert self.disk == before, args
            event(f"refused: {args[0]}")
            return None
        assert ran.exit in statuses, (args, ran)
        old = copy.deepcopy(self.model)
        loose: dict[str, Counter[str]] = {}
        for who, at in replaced:
            new = renamed[1] if who == renamed[0] else who
            loose[new] = loose.get(new, Counter()) + comments_in(before[old.path(who)], *at)
        intent(self.model)
        if is_loose:
            loose = {name: file.comments for name, file in self.model.files.items()}
        self.require(before, old, loose)
        require_places(ran.out, before, self.disk, is_forgotten=is_loose)
        return ran

    def show(self, *args: str, statuses: Sequence[int] = (0,)) -> None:
        """Run a command without `--apply`: it writes nothing."""
        before = self.disk
        ran = self.soi(*args)
        assert ran.exit in {*statuses, 2}, ran
        assert self.disk == before

    def format(self) -> None:
        """Run `soi fmt`: each file says what it said, in canonical order unless its style forbids it."""
        before, old = self.disk, copy.deepcopy(self.model)
        ran = self.soi("fmt", "--apply")
        assert ran.exit in {0, 2}, ran
        assert ran.exit == 0 or UNWRITABLE.search(ran.err), ran
        for name, meant in self.model.files.items():
            content = self.disk[self.model.path(name)]
            real = said(content)
            touches = sorted(meant.values.get("touches") or [], key=lambda touch: touch["date"])
            order = real.values if real.values.keys() == meant.values.keys() else meant.values
            meant.values = {key: meant.values[key] for key in order}
            if touches and real.values.get("touches") == touches:
                meant.values["touches"] = touches
        self.require(before, old, {}, is_ordered=False)
        require_places(ran.out, before, self.disk)
        once = self.disk
        assert self.soi("fmt", "--apply").out == ""
        assert self.disk == once

    def merge(self, keep: str, gone: str, prefer: str) -> None:
        """Run `soi merge`: one file says what two said, its entries in whatever order."""
        before, old = self.disk, copy.deepcopy(self.model)
        self.show("merge", keep, gone, f"--prefer={prefer}")
        ran = self.soi("merge", keep, gone, f"--prefer={prefer}", "--apply")
        if ran.exit == 2:
            assert UNWRITABLE.search(ran.err), ran
            assert self.disk == before
            event("refused: merge")
            return
        assert ran.exit == 0, ran
        merge(self.model, keep, gone, prefer)
        meant, real = self.model.files[keep], said(self.disk[self.model.path(keep)])
        assert {key: bag(value) for key, value in real.values.items()} == {
            key: bag(value) for key, value in meant.values.items()
        }
        assert real.comments == meant.comments
        assert Counter(real.notes.split()) == Counter(meant.notes.split())
        had = old.files[keep].values
        stayed = [key for key in had if real.values.get(key) == had[key] not in BLANK]
        assert [key for key in real.values if key in stayed] == stayed
        self.model.files[keep] = real
        del old.files[keep]
        self.require(before, old, {})

    def edit(self, who: str, change: Callable[[bytes], bytes]) -> None:
        """Change a file as its owner does; what can be read neither before nor after is left alone."""
        path = self.root / self.model.path(who)
        before = path.read_bytes()
        path.write_bytes(change(before))
        try:
            self.model.files[who] = said(path.read_bytes())
        except (yaml.YAMLError, AssertionError):
            path.write_bytes(before)
        if self._errors() - self.errors:
            path.write_bytes(before)
            self.model.files[who] = said(before)

    @contextmanager
    def broken(self, who: str) -> Iterator[None]:
        """Somebody's file with the marker of a conflict in it, for a while."""
        path = self.root / self.model.path(who)
        before = path.read_bytes()
        first, end, rest = re.split(rb"(\r\n|\n|\r)", before, maxsplit=1)
        path.write_bytes(first + end + b"<<<<<<< HEAD" + end + rest)
        yield
        path.write_bytes(before)

    def require(
        self, before: dict[str, bytes], old: Wiki, loose: dict[str, Counter[str]], *, is_ordered: bool = True
    ) -> None:
        """Hold the files against the model."""
        model, now = self.model, self.disk
        ours = {model.path(name): name for name in model.files}
        inbox = {INBOX} if any(line.strip() for line in model.inbox) else set()
        others = {path for path in before if not path.startswith(("contacts/", "inbox/")) or "/_" in path}
        assert set(now) == {*ours, *inbox, *others}
        for path in others:
            assert now[path] == before[path]
        assert now.get(INBOX, b"").decode().split("\n")[:-1] == model.inbox
        for path, name in ours.items():
            real, meant = said(now[path]), model.files[name]
            assert real.values == meant.values, path
            assert real.notes == meant.notes, path
            assert real.comments <= meant.comments, path
            assert meant.comments - real.comments <= loose.get(name, Counter()), path
            had = old.files.get(name)
            if had is not None and old.path(name) in before:
                self._require_manners(before[old.path(name)], now[path])
                if is_ordered:
                    self._require_order(before[old.path(name)], had, real)
                if is_ordered and had == real and path in before:
                    assert now[path] == before[path], path
            model.files[name] = real

    @staticmethod
    def _require_manners(before: bytes, after: bytes) -> None:
        """The outfit of a file stays."""
        mark = b"\xef\xbb\xbf"
        assert before.startswith(mark) == after.startswith(mark)
        ends = [set(re.findall(rb"\r\n|\n|\r", content)) for content in (before, after)]
        assert ends[1] <= ends[0]

    @staticmethod
    def _require_order(before: bytes, had: Said, real: Said) -> None:
        """The order of the keys stays, the touches last."""
        kept = [
            [key for key in one.values if key in other.values] for one, other in ((had, real), (real, had))
        ]
        assert kept[0] == kept[1]
        is_block = re.search(rb"^ *\{", before.replace(b"\r", b"\n"), re.MULTILINE) is None
        if is_block and "touches" in real.values and [*had.values][-1:] == ["touches"]:
            assert [*real.values][-1] == "touches"

    def require_wiki(self) -> None:
        """The whole wiki says what the model does, is sound, and nothing is left lying about."""
        ran = self.soi("show", "--all", "--format", "json")
        assert ran.exit == 0, ran
        found = {row["id"]: row["contact"] for row in ran.json["contacts"]}
        assert [*found] == self.model.people
        for who, values in found.items():
            meant = typed(self.model.files[who].values)
            assert values == meant, [
                (key, values[key], meant[key]) for key in meant if values[key] != meant[key]
            ]
        assert not self._errors() - self.errors
        state = self.root / ".soi"
        assert not [path for path in self.root.rglob("*") if path.name.startswith(".soi-")]
        assert not (state / "journal.json").exists()
        assert not (state / "kept").exists()

    def _errors(self) -> Counter[str]:
        found = check(self.root, "--select", "SOI1,SOI3", today=self.model.today.isoformat())
        return Counter(f"{d['code']} {d['path']}" for d in found if d["severity"] == "error")


def bag(value: Plain) -> Plain:
    """A value, a list of which is in no order."""
    return Counter(json.dumps(entry, sort_keys=True) for entry in value) if isinstance(value, list) else value
