"""`soi build` and `soi serve`: MkDocs run as its own commands run it, so that both ways give the same site.

MkDocs is loaded only when a function here is called, or every command would wait for it.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn
from typing import TextIO

from .. import clock
from ..errors import SoiError
from ..errors import UsageError
from ..settings import read_config
from . import guard

HOST = "127.0.0.1"
"""Nobody but this machine is to read a private wiki."""
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Advertisements for what comes after MkDocs 1, which ours may leave out and the user's own runs may not."""


class SiteError(SoiError):
    """MkDocs could not make the site."""


class _EndedError(KeyboardInterrupt):
    """The server is to end.

    A kind of its own because Python remembers a KeyboardInterrupt proper that passes through an exec of text,
    as dataclasses have one, and kills itself with the signal at the very end, though it was handled.
    """


def build(config_file: Path, *, today: dt.date | None = None, site_dir: Path | None = None) -> Path:
    """Folder of the site, built.

    Args:
        config_file: the `mkdocs.yml`.
        today: the day to build it for; None for what settings or clock say.
        site_dir: where to put it, instead of where the settings say.

    Raises:
        RefusedError: the folder holds something else.
        SiteError: MkDocs gave up.
    """
    settings = read_config(config_file)
    site = (site_dir or settings.root / settings.site_dir).resolve()
    guard.refuse_foreign(site, settings.root / settings.folder)
    with _environment(today), _errors():
        from mkdocs.commands import build as command  # noqa: PLC0415 -- loaded when needed, see above
        from mkdocs.config import load_config  # noqa: PLC0415 -- loaded when needed, see above

        config = load_config(str(config_file), site_dir=str(site))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            command.build(config)
        finally:
            config.plugins.on_shutdown()
    return site


def serve(config_file: Path, *, today: dt.date | None = None, port: int = 8000) -> None:
    """Show the site on this machine until interrupted, rebuilt whenever a file is saved.

    Raises:
        UsageError: the port cannot be had.
        SiteError: MkDocs could not make the first site.
    """
    _refuse_taken(port)
    _log_to(sys.stderr)
    # MkDocs serves a copy in the temporary folder, which has to go however the server ends.
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        ending = getattr(signal, name, None)  # Windows has no SIGHUP
        if ending is not None and signal.getsignal(ending) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(ending, _end)
    with suppress(KeyboardInterrupt), _environment(today), _errors():
        from mkdocs.commands import serve as command  # noqa: PLC0415 -- loaded when needed, see above

        command.serve(str(config_file), dev_addr=f"{HOST}:{port}")


def _end(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise _EndedError


def _refuse_taken(port: int) -> None:
    """Find out now what MkDocs would find out when the site is built: somebody else has the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            message = f"port {port} of {HOST} cannot be used: {(error.strerror or str(error)).lower()}"
            raise UsageError(message, "choose another one with --port") from error


@contextmanager
def _environment(today: dt.date | None) -> Iterator[None]:
    """Variables that MkDocs and the plugin read, for as long as they run."""
    wanted = QUIET if today is None else {**QUIET, clock.VARIABLE: today.isoformat()}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _errors() -> Iterator[None]:
    """Turn what MkDocs raises into our own."""
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415 -- as above

    try:
        yield
    except MkDocsException as error:
        # MkDocs has logged why it stops where the message does not say it.
        raise SiteError(error.message) from error


def _log_to(stream: TextIO) -> None:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log = logging.getLogger("mkdocs")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
