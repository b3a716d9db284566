"""site: Make a new wiki."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from ...diagnostics import shown
from ...edit.health import set_driver
from ...edit.start import WORKFLOWS
from ...edit.start import make
from ...edit.start import new_wiki
from ...edit.start import sample
from ...errors import UsageError
from ...model import Scope
from ...settings import Owner
from ...settings import Settings
from ..session import choice
from ..session import echo
from ..session import note


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="Your name.")
@click.option("--use", type=choice(Scope), help="What the wiki is for.")
@click.option("--profession", help="What you do.")
@click.option("--sphere", metavar="LIST", help="Professions that complement yours, separated by commas.")
@click.option("--sample", "is_sample", is_flag=True, help="Copy the sample people, to look around.")
@click.option("--ci", type=choice(WORKFLOWS), help="Write the jobs that check the wiki on a forge.")
def command(
    folder: Path,
    name: str | None,
    use: str | None,
    profession: str | None,
    sphere: str | None,
    ci: str | None,
    *,
    is_sample: bool,
) -> None:
    """Make a new wiki in DIR: settings, a template for contacts, an inbox, and a git repository.

    On a terminal it asks for what is not given. Nothing is published anywhere.
    """
    if is_sample and any((name, use, profession, sphere)):
        raise UsageError("the sample has an owner of its own", "leave out --sample, or the answers")
    asks = sys.stdin.isatty() and not is_sample
    owner = Owner(
        name=_answer(name, "Your name", "", asks=asks),
        use=Scope(_answer(use, "Use: personal, business or both", Scope.BOTH, asks=asks, among=Scope)),
        profession=_answer(profession, "Your profession", "", asks=asks) or None,
        contact_sphere=_sphere(_answer(sphere, "Professions that complement it, with commas", "", asks=asks)),
        timezone=_system_timezone(),
    )
    texts: dict[str, str | bytes] = {**new_wiki(Settings(owner=owner), ci)}
    if is_sample:
        texts |= sample()
    root = folder.absolute()
    make(root, texts)
    is_repository = _git_init(root)
    under_git = " in a git repository" if is_repository else ""
    echo(f"{shown(str(folder), 500)}: made a wiki of {len(texts)} files{under_git}\n")
    note(f'next: cd {shown(str(folder), 500)}, then soi new "Ana Ruiz" --grade A')


def _answer(
    given: str | None, question: str, default: str, *, asks: bool, among: type[Scope] | None = None
) -> str:
    if given is not None or not asks:
        return default if given is None else given
    kind = choice(among) if among else str
    answer: str = click.prompt(
        question, default=default, type=kind, show_default=bool(default), show_choices=False, err=True
    )
    return answer.strip()


def _sphere(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple((part.strip(),) for part in text.split(",") if part.strip())


def _system_timezone() -> ZoneInfo | None:
    """The time zone that this machine is set to, where its name can be known."""
    link = Path("/etc/localtime")
    parts = link.resolve().parts if link.is_symlink() else ()
    if "zoneinfo" not in parts:
        return None
    name = "/".join(parts[parts.index("zoneinfo") + 1 :])
    return ZoneInfo(name) if name in {"UTC", "GMT"} or "/" in name.removeprefix("Etc/") else None


def _git_init(root: Path) -> bool:
    """Make a repository unless the folder is in one, and set how it merges; False where there is no git."""
    git = shutil.which("git")
    if git is None:
        note("git is not installed, so the wiki has no history yet")
        return False
    inside = subprocess.run(
        [git, "rev-parse", "--is-inside-work-tree"], cwd=root, capture_output=True, check=False
    )
    if inside.returncode != 0:
        made = subprocess.run([git, "init", "--quiet"], cwd=root, capture_output=True, text=True, check=False)
        if made.returncode != 0:
            note(f"git init failed: {made.stderr.strip()}")
            return False
    set_driver(root)
    return True
