"""Where the site would be public: what the configuration and the files of the repository say of it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ..diagnostics import Lines
from ..diagnostics import shown
from ..outward import File
from . import Facts

_PRIVATE = frozenset(
    {
        # reserved: no name under them is ever anybody's on the internet
        *("localhost", "local", "test", "example", "invalid", "internal", "home.arpa"),
        # never given out, and used by home routers and offices
        *("lan", "home", "corp", "intranet", "localdomain"),
        # only for the machines of one tailnet, unless its owner opens one to the world
        "ts.net",
    }
)
"""Ends of names that lead nowhere from outside."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One thing by which everybody could read the site, and where it is written."""

    path: str
    line: int
    column: int
    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Sign:
    """What makes a service publish a site, wherever it stands in a file of such a name."""

    files: tuple[str, ...]
    service: str
    pattern: re.Pattern[str]
    """Points at its last group, if it has one; one called `host` has to be a public name."""


_BEGIN = r"(?:^[ \t-]*(?:run:[ \t]*)?|[;&|\[][ \t]*)[\"']?(?:npx[ \t]+(?:-\S+[ \t]+)*)?"
"""Where a command begins, also one that npx fetches."""
_REST = r"(?:\\\r?\n|[^\n;&|]){0,400}?"
"""What a command says behind its name, on its own line or on those that a backslash adds, within reason."""


def _actions(*names: str) -> str:
    return rf"^[ \t-]*uses:[ \t]*[\"']?((?:{'|'.join(map(re.escape, names))})@)"


def _commands(*words: str) -> str:
    return rf"(?:^|[\s;&|\"'\[])((?:{'|'.join(words)})(?![\w-]))"


def _pushes(branch: str) -> str:
    """A push to a branch, neither one that deletes it nor one to a remote of its name."""
    return _commands(
        r"git[ \t]+(?:-[cC][ \t]+\S+[ \t]+)*push"
        rf"(?!{_REST}[ \t](?:-d|--delete)\b)"
        r"[ \t]+(?:-\S+[ \t]+)*[^-\s]\S*+"
        rf"(?={_REST}[ \t][\"']?\+?(?:[^\s:;&|]+:)?(?:refs/heads/)?{branch}(?![\w./:-]))"
    )


def _sign(service: str, pattern: str, *files: str) -> _Sign:
    return _Sign(files, service, re.compile(pattern, re.MULTILINE | re.IGNORECASE))


_WORKFLOWS = tuple(
    f".{forge}/workflows/*.{ending}" for forge in ("github", "forgejo", "gitea") for ending in ("yml", "yaml")
)
_GITLAB = ".gitlab-ci.yml"
_SIGNS = (
    _sign(
        "GitHub Pages",
        _actions(
            *("actions/deploy-pages", "actions/upload-pages-artifact", "peaceiris/actions-gh-pages"),
            "JamesIves/github-pages-deploy-action",
        ),
        *_WORKFLOWS,
    ),
    _sign("Netlify", _actions("nwtgck/actions-netlify", "netlify/actions/cli"), *_WORKFLOWS),
    _sign("Cloudflare Pages", _actions("cloudflare/pages-action"), *_WORKFLOWS),
    _sign("Firebase", _actions("FirebaseExtended/action-hosting-deploy"), *_WORKFLOWS),
    _sign("GitLab Pages", r"^([\"']?pages[\"']?:)(?=\s|$)", _GITLAB),
    _sign("GitLab Pages", r"^[ \t]+(pages:)(?=[ \t]*(?:\r?$|true\b|\{))", _GITLAB),
    _sign(
        "GitHub Pages",
        _commands(r"mkdocs[ \t]+gh-deploy", r"mike[ \t]+deploy", r"ghp-import"),
        *_WORKFLOWS,
        _GITLAB,
    ),
    _sign("GitHub Pages", _pushes("gh-pages"), *_WORKFLOWS, _GITLAB),
    _sign("Codeberg Pages", _pushes("pages"), *_WORKFLOWS, _GITLAB),
    _sign(
        "GitHub Pages",
        # The word is also the name of the branch, so only where a command begins.
        rf"{_BEGIN}(gh-pages[ \t]+{_REST}(?<=[ \t])(?:-d|--dist)(?![\w-]))",
        *_WORKFLOWS,
        _GITLAB,
    ),
    _sign("Netlify", _commands(r"netlify[ \t]+deploy"), *_WORKFLOWS, _GITLAB),
    _sign(
        "Cloudflare Pages", _commands(r"wrangler[ \t]+pages[ \t]+(?:deploy|publish)"), *_WORKFLOWS, _GITLAB
    ),
    _sign("Cloudflare Pages", r"^[ \t-]*command:[ \t]*[\"']?(pages[ \t]+deploy\b)", *_WORKFLOWS),
    _sign("Vercel", _commands(r"vercel[ \t]+(?:deploy|--prod)"), *_WORKFLOWS, _GITLAB),
    _sign("Firebase", _commands(r"firebase[ \t]+deploy"), *_WORKFLOWS, _GITLAB),
    # The word alone also stands in sentences, so only where a command begins.
    _sign("Surge", r"^[ \t-]*(?:run:[ \t]*)?(?:npx[ \t]+)?(surge[ \t]+[\w./-])", *_WORKFLOWS, _GITLAB),
    _sign("Azure Static Web Apps", _actions("Azure/static-web-apps-deploy"), *_WORKFLOWS),
    _sign(
        "Amazon S3",
        _commands(rf"aws[ \t]+s3[ \t]+(?:sync|cp){_REST}[ \t]--acl[ \t=]+public-read(?:-write)?"),
        *_WORKFLOWS,
        _GITLAB,
    ),
    _sign("Netlify", r"\A", "netlify.toml"),
    _sign("Vercel", r"\A", "vercel.json"),
    _sign("Read the Docs", r"\A", ".readthedocs.yaml", ".readthedocs.yml", "readthedocs.yml"),
    _sign("Firebase", r"(\"hosting\")\s*:", "firebase.json"),
    _sign("Cloudflare Pages", r"^[ \t]*(pages_build_output_dir)\b", "wrangler.toml"),
    _sign("GitHub Pages", r"\A\s*(?P<host>\S+)", "CNAME"),
)
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)


def watched(folder: str) -> tuple[str, ...]:
    """Names of the files that could publish a site, relative to the top of the wiki or the repository.

    Args:
        folder: that of the contacts; whatever publishes from there reads its signs there.
    """
    names = [name for sign in _SIGNS for name in sign.files]
    return tuple(dict.fromkeys((*names, "CNAME" if folder == "." else f"{folder}/CNAME")))


def publications(facts: Facts) -> tuple[Publication, ...]:
    """Everything by which the site would be public; of one file each service once."""
    return (*_address(facts), *(found for file in facts.outside.files for found in _of_file(file)))


def _address(facts: Facts) -> Iterator[Publication]:
    document = facts.outside.document
    address = document.top.get("site_url")
    if isinstance(address, str) and (host := host_of(address)) is not None and is_public(host):
        place = document.position(("site_url",))
        text = f"the site would be at {shown(address)}, where everybody can read it"
        yield Publication(*place, text, "delete site_url, or name an address in your own network")


def _of_file(file: File) -> Iterator[Publication]:
    path = PurePosixPath(file.path)
    # Blanks in place of comments leave everything else where it stands.
    text = _COMMENT.sub(lambda found: " " * len(found.group()), file.text)
    lines = Lines(file.text)
    seen = set()
    for sign in _SIGNS:
        if sign.service in seen or not any(path.match(name) for name in sign.files):
            continue
        found = sign.pattern.search(text)
        if found is None or ("host" in sign.pattern.groupindex and not is_public(found["host"])):
            continue
        seen.add(sign.service)
        line, column = lines.position(found.start(sign.pattern.groups))
        what = f"{shown(path.name)} has {sign.service} publish the site, where everybody can read it"
        yield Publication(file.path, line, column, what, "delete it; soi serve shows the site to you alone")


def host_of(address: str) -> str | None:
    """Host that an address names, in small letters; None where it names none."""
    try:
        host = urlsplit(address.strip()).hostname
    except ValueError:
        return None  # brackets without an IP address between them
    return host or None


def is_public(host: str) -> bool:
    """True for a host that machines outside the owner's own network can reach by that name."""
    name = host.lower().strip("[]").rstrip(".")
    try:
        number = ipaddress.ip_address(name)
    except ValueError:
        labels = name.split(".")
        return len(labels) > 1 and not any(".".join(labels[i:]) in _PRIVATE for i in range(len(labels)))
    return number.is_global
