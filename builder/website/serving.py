"""What `serve` needs beyond a build: all folders watched, and no listener but this machine's own browser.

MkDocs watches the folder of the contacts and `mkdocs.yml`. A page is made of more, and of folders that need
not be there when it starts.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from watchdog.events import FileModifiedEvent
from watchdog.events import FileSystemEventHandler
from watchdog.observers.api import ObservedWatch

from ..inbox import INBOX

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse
    from wsgiref.types import WSGIApplication
    from wsgiref.types import WSGIEnvironment

    from mkdocs.livereload import LiveReloadServer
    from watchdog.events import FileSystemEvent

TEMPLATES = "templates"
_COMES_OR_GOES = frozenset({"created", "deleted", "moved"})
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class Folders(FileSystemEventHandler):
    """The folders that a site is made from, watched also where they come later, or go and come back."""

    def __init__(self, server: LiveReloadServer, root: Path, contacts: Path) -> None:
        """Begin to watch.

        Args:
            server: MkDocs's, which watches the contacts already.
            root: the folder of `mkdocs.yml`.
            contacts: where the contacts lie.
        """
        self._server = server
        self._contacts = contacts
        self._watched = {contacts}
        self._expected = {root / name for name in (TEMPLATES, INBOX)}
        self._listen(root, is_deep=False)
        self._listen(contacts)
        for folder in sorted(self._expected):
            self._follow(folder)

    def move_contacts(self, contacts: Path) -> None:
        """Watch the folder in which the contacts lie by now."""
        self._contacts = contacts
        if contacts not in self._watched:
            self._follow(contacts)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take up a folder that has come, let go of one that has gone."""
        if not event.is_directory:
            return
        changed = {Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path}
        for folder in changed & (self._watched | self._expected):
            # One that goes and comes between two looks at the root has only been modified for those.
            if event.event_type in _COMES_OR_GOES or folder.is_dir() is not (folder in self._watched):
                self._follow(folder)
                self._rebuild()

    def _follow(self, folder: Path) -> None:
        # What watches a folder ends with it, and does not begin again when the folder comes back.
        if folder in self._watched:
            self._watched.remove(folder)
            self._server.unwatch(str(folder))
        if folder.is_dir():
            self._watched.add(folder)
            self._server.watch(str(folder))
            self._listen(folder)

    def _listen(self, folder: Path, *, is_deep: bool = True) -> None:
        """Be told what happens in a folder, its own end included."""
        self._server.observer.schedule(self, str(folder), recursive=is_deep)

    def _rebuild(self) -> None:
        """Have the site built: of files that came or went with their folder nothing else tells."""
        watch = ObservedWatch(str(self._contacts), recursive=True)
        self._server.observer.event_queue.put((FileModifiedEvent(str(self._contacts)), watch))


def for_this_machine(application: WSGIApplication) -> WSGIApplication:
    """An application that answers only those who call it by the name of this machine itself.

    A page from elsewhere can give its own host the address 127.0.0.1 once it is open, and read on as if our
    pages were its own. It cannot choose what the browser says whom it is calling.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _name(environ.get("HTTP_HOST", "localhost")) in _THIS_MACHINE:
            return application(environ, start_response)
        start_response("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"This server shows a private wiki and answers to localhost and 127.0.0.1 only.\n"]

    return answer


def _name(host: str) -> str | None:
    """Name without the port, None where it is none."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def is_this_machine(address: str) -> bool:
    """True for an address that only this machine can reach."""
    return address in _THIS_MACHINE
