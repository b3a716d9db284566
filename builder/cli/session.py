"""What all commands share: the options every command takes, the wiki they open, people named by words."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from .. import clock
from ..days import relative_day
from ..diagnostics import shown
from ..edit.state import is_unsettled
from ..errors import UsageError
from ..facts.people import Events
from ..facts.people import People
from ..facts.people import doubled
from ..facts.people import unclear
from ..facts.people import unclear_event
from ..kinds import ID
from ..kinds import Wrong
from ..kinds import read_date
from ..model import Contact
from ..model import Entity
from ..model import Event
from ..settings import CONFIG
from ..settings import Config
from ..settings import find_root
from ..settings import read_config
from ..workspace import Workspace
from ..workspace import workspace_of


class Session:
    """One run of one command: which wiki, which day."""

    def __init__(self, wiki: Path | None, today_text: str | None) -> None:
        """Remember what was asked for; nothing is read yet."""
        self._start = wiki or Path.cwd()
        self._today_text = today_text
        self.may_be_empty = False
        """The command makes the first contact, so a folder without any is no mistake."""

    @cached_property
    def config(self) -> Config:
        """Settings of the wiki, in which no earlier command has left anything half-done."""
        root = find_root(self._start)
        if is_unsettled(root):
            _settle(root)
        return read_config(root / CONFIG)

    @cached_property
    def given_day(self) -> dt.date | None:
        """The day asked for on the command line, None where settings or clock decide."""
        if not self._today_text:
            return None
        date = read_date(self._today_text)
        if not isinstance(date, Wrong):
            return date
        return parse_day(self._today_text, clock.today(self.config.settings)[0])

    @cached_property
    def _day(self) -> tuple[dt.date, bool]:
        return clock.today(self.config.settings, self.given_day)

    @property
    def today(self) -> dt.date:
        """The day everything is computed for."""
        return self._day[0]

    def moment(self) -> dt.datetime | None:
        """The time it is now, None where the day is not read off the clock."""
        return clock.moment(self.config.settings, self.given_day)

    @cached_property
    def workspace(self) -> Workspace:
        """The wiki, read. Says so where the settings pin the day."""
        day, is_pinned = self._day
        if is_pinned:
            note(f"today is pinned to {day} in {CONFIG}")
        return workspace_of(self.config, day, is_pinned=is_pinned, may_be_empty=self.may_be_empty)

    @cached_property
    def people(self) -> People:
        """Everybody, as they are looked up."""
        return People(self.workspace.wiki)

    def contact(self, who: str, *, is_to_read: bool = False) -> Contact:
        """The one person meant by a text.

        Args:
            who: the text.
            is_to_read: nothing will be written, so it is enough to say that another file has the same id.

        Raises:
            UsageError: nobody or several people are meant.
        """
        found = self.known(who, is_to_read=is_to_read)
        if found is None:
            why = unclear(self.workspace.wiki, who, ())
            raise UsageError(why.message, why.hint)
        return found

    def known(self, who: str, *, is_to_read: bool = False) -> Contact | None:
        """The one person meant by a text, None where nobody is called so.

        Raises:
            UsageError: several people are meant, or one whose file cannot be read.
        """
        wiki = self.workspace.wiki
        if not who.strip():
            raise UsageError("nobody is named", "type a name, a part of one, or an id")
        who = str(ID.read(who.strip()))
        found = self.people.matches(who)
        if len(found) > 1:
            why = unclear(wiki, who, found)
            raise UsageError(why.message, why.hint)
        if not found:
            self._refuse_broken(who)
            return None
        if wiki.is_former(who):
            note(f"{shown(who)} is now called {shown(found[0].id)}")
        self.require_single(found[0], is_to_read=is_to_read)
        return found[0]

    def require_single(self, entity: Entity, *, is_to_read: bool = False) -> None:
        """Refuse to write, or warn the reader, where another file has the same id.

        Raises:
            UsageError: there is one, and it may be the one that is meant.
        """
        why = doubled(self.workspace.wiki, entity)
        if why is not None and not is_to_read:
            raise UsageError(why.message, why.hint)
        if why is not None:
            note(f"warning: {why.message}; {why.hint}")

    def contact_before(self, words: Sequence[str]) -> tuple[Contact, list[str]]:
        """The person whom the first words name, and the words behind.

        Of whole names and ids the longest counts. A part of one ends as soon as it means one person: any word
        more may belong to what follows, and nothing that was typed there must get lost.

        Raises:
            UsageError: the words begin with nobody, or several people are meant.
        """
        begins = {count: " ".join(words[:count]) for count in range(len(words), 0, -1)}
        whole = [count for count, who in begins.items() if self.people.is_whole(who)]
        if whole:
            return self.contact(begins[whole[0]]), list(words[whole[0] :])
        found = {count: len(self.people.matches(who)) for count, who in begins.items()}
        single = [count for count in found if found[count] == 1]
        count = single[-1] if single else next((count for count in found if found[count]), 1)
        return self.contact(begins[count]), list(words[count:])

    def entity(self, who: str) -> Entity:
        """The one person, event or page meant by a text; events and pages by their ids only.

        Raises:
            UsageError: nobody or several people are meant.
        """
        wiki = self.workspace.wiki
        found = wiki.resolve(who.strip()) or ""
        return wiki.events.get(found) or wiki.pages.get(found) or self.contact(who)

    def event(self, which: str) -> Event:
        """The one event meant by a text.

        Raises:
            UsageError: none or several are meant.
            RefusedError: its file is broken.
        """
        wiki = self.workspace.wiki
        found = Events(wiki).matches(which)
        if len(found) == 1:
            if wiki.is_former(which):
                note(f"{shown(which)} is now called {shown(found[0].id)}")
            self.require_single(found[0])
            return found[0]
        known = wiki.resolve(which.strip())
        if known is not None and all(entity.id != known for entity in wiki.entities):
            from ..edit.drafts import draft

            draft(self.workspace.root, wiki.paths[known])
        why = unclear_event(wiki, which, found)
        raise UsageError(why.message, why.hint)

    def _refuse_broken(self, who: str) -> None:
        """Say what is wrong with the file, if the one meant cannot be read."""
        path = self.people.unreadable(who)
        if path is not None:
            found = next((d for d in self.workspace.diagnostics if d.path == path), None)
            if found is None:
                raise UsageError(f"{shown(path, 500)} cannot be read", "run soi check without ignores")
            place = f"{shown(path, 500)}:{found.line}:{found.column}"
            raise UsageError(f"{place}: {found.code} {found.severity}: {found.message}", found.hint)


def _settle(root: Path) -> None:
    from ..edit import journal

    for told in journal.mend(root):
        note(told)
    for path in journal.kept(root):
        note(
            f"{shown(path, 500)} came out of a change that was cut off or crossed; look at it, then delete it"
        )


def shared(command: Callable[..., Any]) -> Callable[..., Any]:  # Any: Click's callbacks
    """Give a command `--wiki`, `--today` and the session as its first argument."""

    @click.option("--wiki", type=click.Path(file_okay=False, path_type=Path), help="The wiki.")
    @click.option("--today", "today_text", metavar="DATE", help="The day to compute for.")
    @click.pass_context
    def run(
        ctx: click.Context, /, wiki: Path | None, today_text: str | None, **rest: Any
    ) -> Any:  # Any: see above
        given = ctx.obj or {}
        return command(Session(wiki or given.get("wiki"), today_text or given.get("today_text")), **rest)

    run.__doc__ = command.__doc__
    run.__name__ = command.__name__
    if hasattr(command, "__click_params__"):
        run.__click_params__ = [*command.__click_params__, *run.__click_params__]  # type: ignore[attr-defined] # Click's own place for options
    return run


def examples(*lines: str) -> str:
    """End of a command's help: lines as they are typed, which Click is told not to fill."""
    return "\b\n" + "\n".join(("Examples:", *(f"  {line}" for line in lines)))


def choice(words: Iterable[str]) -> click.Choice[str]:
    """Option type for the words of a vocabulary. Click would ask for an enum's names, not for its words."""
    return click.Choice([str(word) for word in words])


def note(message: str) -> None:
    """Say something about the run itself, on standard error."""
    click.echo(f"soi: {message}", err=True)


def echo(text: str) -> None:
    """Print data. JSON and text alike survive a terminal that is not UTF-8."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    if encoding != "utf8" and text[:1] in "{[":
        text = re.sub(r"[^\x00-\x7f]", _json_escape, text)
    click.echo(text, nl=False)


def _json_escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def parse_day(text: str, today: dt.date, *, is_past: bool = False) -> dt.date:
    """Day named on the command line: a date, `today`, `yesterday`, `-3d`, `+2w`, `friday`, `6 weeks`.

    Args:
        text: what was typed.
        today: the day that it is counted from.
        is_past: a weekday is the last such day, today included, not the next one.

    Raises:
        UsageError: it names no day.
    """
    relative = relative_day(text, today, is_past=is_past)
    if relative is not None:
        return relative
    date = read_date(text.strip())
    if isinstance(date, Wrong):
        raise UsageError(date.message, "write YYYY-MM-DD, yesterday, -3d, friday or 6 weeks")
    return date
