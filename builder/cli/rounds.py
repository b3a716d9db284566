"""A list of people gone through one by one: show somebody, take a key, write at once, go on.

Each entry is on the disk before the next person is shown, so a round may be left at any moment, and what it
wrote can be taken back while the file still is what was written.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

import click

from ..diagnostics import shown
from ..edit.drafts import Draft
from ..edit.drafts import apply
from ..edit.drafts import change
from ..edit.drafts import draft
from ..edit.intents import Wrote
from ..errors import RefusedError
from ..facts import Facts
from ..facts.due import next_due
from ..load import Place
from ..load import read_place
from ..model import Contact
from ..workspace import Workspace
from .screen import columns
from .screen import rows
from .screen import wrapped
from .session import echo
from .session import note
from .terminal import END
from .terminal import INTERRUPTED
from .terminal import Terminal
from .terminal import undisturbed
from .wrote import tell

_SKIP, _UNDO, _QUIT, _HELP = "s", "u", "q", "?"
_COMMON = {_SKIP: "skip", _UNDO: "undo", _QUIT: "quit", _HELP: "help"}
_SAME = {" ": _SKIP, END: _QUIT}
_ENDS = {" ": _QUIT, "\r": _QUIT, "\n": _QUIT, END: _QUIT}
_PROMPT = "> "
_MAX_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """What a key writes into somebody's file."""

    intend: Callable[[Draft], Sequence[Wrote]]
    words: str
    """What is to be written with all that was typed, to be shown again if it cannot be written."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a key stands for."""

    word: str
    ask: Callable[[Terminal, Facts, Contact], Entry | None]
    """Asks for the rest; None if the user would rather take another key."""
    is_rare: bool = False
    """Told only to whoever asks for help."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one kind of round shows and does."""

    show: Callable[[Facts, Contact, int], Iterable[str]]
    """Lines about somebody, in so many columns."""
    is_listed: Callable[[Facts, Contact], bool]
    """Whether somebody still belongs on the list, as their file is now."""
    acts: Mapping[str, Act]
    """By their keys."""
    legend: tuple[str, ...]
    """What is to be said of the keys, at the beginning and to whoever asks for help."""
    same: Mapping[str, str] = field(default_factory=dict)
    """Further keys -> the key that they stand for."""


@dataclass(frozen=True, slots=True)
class _Step:
    """Somebody who was dealt with."""

    place: int
    back: Draft | None = None
    """What puts the file back, where something was written."""
    is_refused: bool = False
    """What was typed could not be written."""


class Round:
    """One way through a list."""

    def __init__(self, workspace: Workspace, terminal: Terminal, plan: Plan) -> None:
        """Begin with nobody dealt with."""
        self._root = workspace.root
        self._facts = workspace.facts
        self._terminal = terminal
        self._plan = plan
        self._place = 0
        self._steps: list[_Step] = []

    def run(self, people: Sequence[str]) -> int:
        """Go through people by their ids; the result is the exit status.

        It is 0 at the end of the list or where it was left, 1 if something typed could not be written, 130
        after Ctrl-C.
        """
        is_interrupted = False
        echo(self._meanings())
        try:
            self._walk(people)
        except EOFError:
            echo("\n")
        except KeyboardInterrupt:
            echo("\n")
            is_interrupted = True
        refused = sum(step.is_refused for step in self._steps)
        count = sum(step.back is not None for step in self._steps)
        parts = [f"{count} written", f"{len(self._steps) - count - refused} skipped"]
        parts += [f"{refused} not written"] * bool(refused)
        echo(f"{', '.join(parts)}, {len(people) - self._place} left\n")
        return INTERRUPTED if is_interrupted else int(refused > 0)

    def _walk(self, people: Sequence[str]) -> None:
        while self._place < len(people) or self._steps:
            if self._place < len(people):
                answer = self._deal_with(people[self._place], len(people))
            else:
                echo("\nThat was everybody.\nu undo  q quit\n")
                answer = self._answer({_UNDO: "undo", _QUIT: "quit"}, _ENDS)
            if answer == _QUIT:
                return
            if answer == _UNDO:
                with undisturbed():
                    self._undo()

    def _deal_with(self, contact_id: str, count: int) -> str:
        """Show somebody and take keys until one is the last word about them."""
        contact = self._reread(self._facts.wiki.contacts[contact_id])
        echo(f"\n{click.style(f'{self._place + 1} of {count}', dim=True)}\n")
        if not self._plan.is_listed(self._facts, contact):
            echo(f"{shown(contact.name)}: done in the meantime\n")
            self._place += 1
            return _SKIP
        echo("".join(f"{line}\n" for line in self._plan.show(self._facts, contact, columns())))
        self._tell_if_broken(contact.path)
        if self._terminal.settle():
            echo("(what was typed before this line does not count)\n")
        echo(self._legend(is_whole=False))
        words = {key: act.word for key, act in self._plan.acts.items()} | _COMMON
        while True:
            answer = self._answer(words, {**_SAME, **self._plan.same})
            if answer == _HELP:
                echo(self._legend(is_whole=True))
                continue
            if answer == _SKIP:
                self._go_on(_Step(self._place))
            if answer in _COMMON:
                return answer
            entry = self._plan.acts[answer].ask(self._terminal, self._facts, contact)
            if entry is not None:
                with undisturbed():
                    self._go_on(self._write(contact, entry))
                return answer

    def _go_on(self, step: _Step) -> None:
        self._steps.append(step)
        self._place = step.place + 1

    def _answer(self, words: Mapping[str, str], same: Mapping[str, str]) -> str:
        """The next key that stands for something.

        Args:
            words: what the keys stand for.
            same: further keys -> the keys that they stand for.
        """
        while True:
            typed = self._terminal.key(_PROMPT)
            key = same.get(typed, typed.casefold())
            if key in words:
                echo(f"{words[key]}\n")
                return key
            why = "that was more than one key" if len(typed) > 1 else "no such key"
            echo(f"nothing was done: {why}\n")

    def _legend(self, *, is_whole: bool) -> str:
        acts = {key: act.word for key, act in self._plan.acts.items() if is_whole or not act.is_rare}
        lines = [*rows((f"{key} {word}" for key, word in (acts | _COMMON).items()), columns())]
        return "".join(f"{line}\n" for line in lines) + (self._meanings() if is_whole else "")

    def _meanings(self) -> str:
        size = columns()
        return "".join(f"{line}\n" for text in self._plan.legend for line in wrapped(text, size, "", "   "))

    def _reread(self, contact: Contact) -> Contact:
        """Somebody as the file is now; as they were known where it cannot be read."""
        facts = self._facts
        found, _ = read_place(facts.wiki.root, Place(contact.path, contact.id))
        if not isinstance(found, Contact):
            return contact
        if found != contact:
            wiki = replace(facts.wiki, contacts={**facts.wiki.contacts, found.id: found})
            self._facts = Facts(wiki, facts.settings, facts.today, facts.outside)
        return found

    def _tell_if_broken(self, path: str) -> None:
        """Say what stands in the way of writing before anything is typed; it may still be mended."""
        try:
            draft(self._root, path)
        except RefusedError as error:
            _explain(error)

    def _write(self, contact: Contact, entry: Entry) -> _Step:
        wrote: list[Wrote] = []
        try:
            (written,) = change(self._root, [contact.path], lambda change: wrote.extend(entry.intend(change)))
        except RefusedError as error:
            _explain(error)
            echo(f"not written: {shown(entry.words, _MAX_WORDS)}\n")
            return _Step(self._place, is_refused=True)
        contact = self._reread(contact)
        due = self._facts.about(next_due, contact)
        tell(written, wrote, "" if due is None else f"; next due {due.due_on}")
        assert written.seen is not None
        before = written.seen.decode("utf-8-sig")
        return _Step(self._place, Draft(written.path, written.content, before, written.has_bom))

    def _undo(self) -> None:
        """Go back to whom the last step was about, and take back what it wrote."""
        if not self._steps:
            echo("there is nothing to undo\n")
            return
        step = self._steps[-1]
        if step.back is not None:
            try:
                apply(self._root, [step.back])
            except RefusedError as error:
                _explain(error)
                return
            echo(f"{shown(step.back.path, 500)}: as it was before\n")
        self._steps.pop()
        self._place = step.place


def _explain(error: RefusedError) -> None:
    note(f"{shown(str(error), 1000)}{f' ({shown(error.hint, 500)})' if error.hint else ''}")
