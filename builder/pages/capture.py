"""Logging a touch from a page: a line for the inbox, to copy, to mail to oneself, or to begin as a new file.

The page cannot write. It only makes the line, and a script of the theme puts day, channel and note into it,
since a page must not hold the day on which it was built.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from ..inbox import INBOX
from ..load import is_good_id
from ..model import Channel
from ..model import Contact
from ..workspace import Workspace
from .forge import NewFile
from .forge import new_file

FILE = "touch.md"
"""Name of a new file where no script gives it one with the day."""
_CHANNELS = tuple(Channel)


@dataclass(frozen=True, slots=True)
class Capture:
    """What a page needs to make a line about somebody."""

    who: str
    """As it is written in a line."""
    line: str
    """A line without day and note."""
    channels: tuple[str, ...]
    mail: str
    """Address of a mail to nobody yet, with the line in it."""
    subject: str
    inbox: str
    """The inbox, relative to the wiki."""
    folder: str
    """The inbox, from the top of the repository."""
    new: NewFile | None
    """Where the repository takes a new file on the web, None where it is not said."""


def capture(workspace: Workspace, contact: Contact) -> Capture | None:
    """How to log a touch with somebody, None for those who rest and for an id that no line can hold."""
    if workspace.facts.is_resting(contact) or not is_good_id(contact.id):
        return None
    who = contact.id
    line = f"{who} {Channel.CALL} "
    folder = workspace.in_repository(INBOX)
    source_url = workspace.settings.source_url
    subject = f"soi: {who}"
    return Capture(
        who=who,
        line=line,
        channels=_CHANNELS,
        mail=f"mailto:?subject={quote(subject)}&body={quote(line)}",
        subject=subject,
        inbox=INBOX,
        folder=folder,
        new=new_file(source_url, f"{folder}/{FILE}", line) if source_url else None,
    )
