"""A server of a wiki, started as its owner starts it and read as a browser reads it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30
"""Seconds that anything may take before it counts as not happening at all."""
PAUSE = 0.05
PORT = "PORT"
SOI = (sys.executable, "-m", "builder", "serve", "--port", PORT)
MKDOCS = (sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{PORT}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    process: subprocess.Popen[bytes]
    root: Path
    port: int
    log_file: Path

    @property
    def log(self) -> str:
        """Everything it has said so far."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    @property
    def base(self) -> str:
        """Address of the first page, as a browser wants it."""
        return f"http://127.0.0.1:{self.port}/"

    def read(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and text of an answer, 0 where nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", f"/{path}", headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8")
        except ConnectionRefusedError:
            return 0, ""
        finally:
            connection.close()

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, f"the server has ended:\n{self.log}"
            assert time.monotonic() < end, f"not within {PATIENCE} s: {what}\n{self.log}"
            time.sleep(PAUSE)

    def until_shown(self, path: str, text: str) -> None:
        """Wait until a page shows a text."""
        self.until(lambda: text in self.read(path)[1], f"{text!r} in {path}")

    def until_not_shown(self, path: str, text: str) -> None:
        """Wait until a page is there without a text."""

        def holds() -> bool:
            status, html = self.read(path)
            return status == http.client.OK and text not in html

        self.until(holds, f"{path} without {text!r}")

    def until_gone(self, path: str) -> None:
        """Wait until there is no such page."""
        self.until(lambda: self.read(path)[0] == http.client.NOT_FOUND, f"no {path}")

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Exit status after a signal."""
        self.process.send_signal(by)
        return self.process.wait(PATIENCE)


@contextmanager
def started(root: Path, *argv: str | Path, **env: str) -> Iterator[Server]:
    """A server that is being started; it is ended in any case.

    Args:
        root: the wiki, where it is started.
        *argv: what to run, `PORT` in place of the port on which it is to listen.
        **env: further environment variables.
    """
    port = free_port()
    log_file = root.parent / f"{root.name}-{port}.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [str(argument).replace(PORT, str(port)) for argument in argv],
            cwd=root,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **env},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield Server(process, root, port, log_file)
        finally:
            process.kill()
            process.wait(PATIENCE)


@contextmanager
def served(root: Path, *argv: str | Path, **env: str) -> Iterator[Server]:
    """A server that answers, as above."""
    with started(root, *argv, **env) as server:
        server.until(lambda: server.read("")[0] == http.client.OK, "an answer")
        yield server
