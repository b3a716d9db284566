"""How the server of the site begins and ends, who can reach it, and that an open page reloads itself."""

from __future__ import annotations

import errno
import http.client
import re
import signal
import socket
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import closing
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ..support import run_soi
from ..support import write
from .conftest import CONFIG
from .conftest import write_wiki
from .serving import MKDOCS
from .serving import PATIENCE
from .serving import SOI
from .serving import free_port
from .serving import served
from .serving import started
from .watching import MARKS
from .watching import Watched

ANA = {"ana.md": "---\nname: Ana\n---\n"}
LISTENS = "0A"
"""The state of a listening socket, as Linux writes it."""


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """What a shell runs in the background, and all that this runs, ignores an interrupt."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    return write_wiki(tmp_path / "wiki", ANA)


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


# -- the end


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda by: by.name)
def test_it_ends_without_a_word_too_many_and_leaves_nothing(
    wiki: Path, temporary: Path, by: signal.Signals
) -> None:
    with served(wiki, *SOI, TMPDIR=str(temporary)) as server:
        assert [*temporary.iterdir()]
        assert server.end(by) == 0
        assert server.log.endswith("Shutting down...\n")
        assert "Traceback" not in server.log
        assert [*temporary.iterdir()] == []
    assert [path.name for path in sorted(wiki.iterdir())] == ["contacts", "mkdocs.yml"]


def test_it_can_be_interrupted_while_the_first_site_is_built(wiki: Path, temporary: Path) -> None:
    for number in range(300):
        write(wiki / f"contacts/{number}.md", "---\nname: Somebody\n---\n")
    with started(wiki, *SOI, TMPDIR=str(temporary)) as server:
        server.until(lambda: "Building documentation" in server.log, "a first build")
        assert server.end(signal.SIGINT) == 0
        assert "Documentation built" not in server.log
        assert "Traceback" not in server.log
        assert [*temporary.iterdir()] == []


def test_it_is_not_killed_by_an_interrupt_that_came_while_text_was_executed(wiki: Path) -> None:
    # As while a dataclass is made: Python itself would remember that and kill itself at the end.
    (wiki / "hooks.py").write_text(
        "import os, signal\n"
        "def on_files(files, config):\n"
        "    exec('os.kill(os.getpid(), signal.SIGINT)\\nfor turn in range(1000): pass')\n",
        encoding="utf-8",
    )
    write(wiki / "mkdocs.yml", CONFIG + "hooks: [hooks.py]\n")
    with started(wiki, *SOI) as server:
        assert server.process.wait(PATIENCE) == 0
        assert "Documentation built" not in server.log


def test_it_starts_where_a_terminal_sends_no_signal_when_it_closes(wiki: Path) -> None:
    # As on Windows.
    python, _, module, *arguments = SOI
    program = f"import runpy, signal; del signal.SIGHUP; runpy.run_module({module!r}, run_name='__main__')"
    with served(wiki, python, "-c", program, *arguments) as server:
        assert server.read("people/ana.html")[0] == http.client.OK


def test_a_server_that_is_to_outlive_its_terminal_does(wiki: Path) -> None:
    # As nohup does it: the process inherits that the signal is ignored.
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with served(wiki, *SOI) as server:
            server.process.send_signal(signal.SIGHUP)
            write(wiki / "contacts/ben.md", "---\nname: Ben\n---\n")
            server.until_shown("people/ben.html", "Ben")
    finally:
        signal.signal(signal.SIGHUP, before)


# -- the port


def test_a_port_that_is_taken_is_said_in_one_sentence(wiki: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        ran = run_soi(wiki, "serve", "--port", str(port))
    assert (ran.exit, ran.out) == (2, "")
    assert ran.err == (
        f"soi: port {port} of 127.0.0.1 cannot be used: address already in use\n"
        "     choose another one with --port\n"
    )


def test_a_wiki_that_cannot_be_built_is_said_in_one_sentence(wiki: Path) -> None:
    write(wiki / "mkdocs.yml", CONFIG + "      currency: [a]\n")
    ran = run_soi(wiki, "serve", "--port", str(free_port()))
    assert (ran.exit, ran.out) == (2, "")
    assert re.fullmatch(r"soi: mkdocs\.yml:11:17: [^\n]+\n", ran.err)


# -- who can reach it


def test_nobody_but_this_machine_can_reach_it_whatever_the_settings_say(wiki: Path) -> None:
    write(wiki / "mkdocs.yml", CONFIG + "dev_addr: 0.0.0.0:8000\n")
    with served(wiki, *SOI) as server:
        for address in {"127.0.0.2", *_other_addresses()}:
            with pytest.raises(OSError) as refused:  # noqa: PT011 -- which one it is, is asserted below
                socket.create_connection((address, server.port), timeout=5).close()
            assert refused.value.errno == errno.ECONNREFUSED, address
        assert _listening_on(server.port) == {"0100007F"}


def _other_addresses() -> set[str]:
    """Addresses of this machine in its networks, if it is in any. Nothing is sent to find out."""
    found = set()
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            found.add(str(probe.getsockname()[0]))
    return found


def _listening_on(port: int) -> set[str]:
    """Addresses, as Linux writes them, on which somebody listens at a port."""
    tables = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
    rows = [line.split() for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]
    sockets = [row[1].split(":") for row in rows if row[3] == LISTENS]
    return {address for address, at in sockets if int(at, 16) == port}


def test_whom_mkdocs_is_told_to_serve_is_its_owners_choice(wiki: Path) -> None:
    everywhere = MKDOCS[-1].replace("127.0.0.1", "0.0.0.0")  # noqa: S104 -- that is the point
    with served(wiki, *MKDOCS[:-1], everywhere) as server:
        assert server.read("people/ana.html", Host="wiki.example")[0] == http.client.OK


# -- an open page


def with_browser(test: Callable[..., None]) -> Callable[..., None]:
    for mark in MARKS:
        test = mark(test)
    return test


@with_browser
@pytest.mark.parametrize("argv", [SOI, MKDOCS], ids=["soi serve", "mkdocs serve"])
def test_an_open_page_shows_what_is_saved_by_itself(
    chromium: Browser, wiki: Path, argv: tuple[str, ...]
) -> None:
    with served(wiki, *argv) as server:
        context = chromium.new_context()
        watched = Watched(context.new_page(), server.base)
        watched.visit("people/ana.html")
        write(wiki / "contacts/ana.md", "---\nname: Ana\n---\nTea, no sugar.\n")
        watched.page.get_by_text("Tea, no sugar.").wait_for()
        assert watched.complaints == []
        context.close()
