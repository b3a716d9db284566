"""Whom the site would ask for something: what `mkdocs.yml` says of fonts, scripts, statistics and plugins.

The policy of the pages forbids a browser to ask, so most of what is found here would be missing rather than
leak. Plugins that ask at every build are under no policy.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from ..diagnostics import Address
from ..diagnostics import shown
from ..plain import Value
from . import Facts
from .publishing import host_of

_MATERIAL = frozenset({"soi", "material"})
_STOCK = frozenset({"mkdocs", "readthedocs"})
"""The themes that MkDocs brings, as of 1.6."""
_ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_GITHUB = re.compile(r".+github\.com/[^/]+", re.IGNORECASE)
_GITLAB = re.compile(r".+?([^/]*gitlab[^/]+)/.+", re.IGNORECASE)
"""The addresses for which Material 9 asks a forge for stars and releases, as its script has them."""
_OWN_FILE = "put the file into the theme's custom_dir and write its path there"

Options = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Request:
    """One setting that makes somebody ask another host."""

    at: Address
    """Where it stands in `mkdocs.yml`."""
    text: str
    hint: str
    key: bool = False
    """The key is meant, not the value behind it."""


def _is_off(value: Value) -> bool:
    return isinstance(value, str) and value.lower() in {"false", "no", "off"}


def _is_on(value: Value) -> bool:
    return isinstance(value, str) and value.lower() in {"true", "yes", "on"}


def _is_elsewhere(value: Value) -> bool:
    return isinstance(value, str) and _ELSEWHERE.match(value) is not None


def _is_local(value: Value) -> bool:
    return bool(value) and not _is_elsewhere(value)


@dataclass(frozen=True, slots=True)
class _Plugin:
    """What a plugin asks for unless it is told not to."""

    text: str
    hint: str = "delete the plugin"
    option: str = "enabled"
    """The option by which it can be told, beside `enabled`, which all of Material's have."""
    is_quiet: Callable[[Value], bool] = _is_off
    """What that option has to say."""


# Looked up in their sources. One that could only ask for what stands in a note is not here, since no note
# reaches MkDocs: so it is with kroki, and with the emoji of pymdownx.
_PLUGINS = {
    "social": _Plugin(
        "fetches fonts from fonts.google.com to draw a card of each page",
        "delete the plugin, or write cards: false under it",
        "cards",
    ),
    "privacy": _Plugin("fetches what the pages refer to, at every build"),
    "offline": _Plugin("adds a script from unpkg.com to every page"),
    "info": _Plugin("asks github.com for the latest version, at every build"),
    "git-committers": _Plugin("asks the forge who changed a file, at every build"),
    "encryptcontent": _Plugin(
        "adds a script from cdnjs.cloudflare.com", "write webcrypto: true under it", "webcrypto", _is_on
    ),
    "mermaid2": _Plugin(
        "asks unpkg.com for Mermaid, at every build",
        "delete the plugin, or write javascript: and a file under it",
        "javascript",
        _is_local,
    ),
    "drawio": _Plugin(
        "adds a script from viewer.diagrams.net",
        "delete the plugin, or write viewer_js: and a file under it",
        "viewer_js",
        _is_local,
    ),
    "htmlproofer": _Plugin(
        "asks every host that the wiki links to, at every build",
        "write validate_external_urls: false under it",
        "validate_external_urls",
    ),
}


def requests(facts: Facts) -> tuple[Request, ...]:
    """Everything that would be asked of another host."""
    top = facts.outside.document.top
    return (*_theme(top), *_files(top), *_extra(top), *_repository(top), *_plugins(top))


def _theme_name(top: Options) -> Value:
    theme = top.get("theme")
    return theme.get("name") if isinstance(theme, dict) else theme


def _theme(top: Options) -> Iterator[Request]:
    theme = top.get("theme")
    options: Options = theme if isinstance(theme, dict) else {}
    name = _theme_name(top)
    at: Address = ("theme", "name") if isinstance(theme, dict) else ("theme",)
    if name in _MATERIAL and "font" in options and not _is_off(options["font"]):
        text = "every page asks fonts.googleapis.com for the font"
        yield Request(("theme", "font"), text, "write font: false", key=options["font"] is None)
    elif name == "material" and "font" not in options:
        text = "every page asks fonts.googleapis.com for the font of the theme material"
        yield Request(at, text, "write theme: {name: soi}, or font: false under theme")
    elif name in _STOCK and "highlightjs" not in options:
        text = f"every page asks cdnjs.cloudflare.com for the highlight.js of the theme {name}"
        yield Request(at, text, "write theme: {name: soi}, or highlightjs: false under theme")
    elif name in _STOCK and _is_on(options["highlightjs"]):
        text = "every page asks cdnjs.cloudflare.com for highlight.js"
        yield Request(("theme", "highlightjs"), text, "write highlightjs: false")
    for part in ("logo", "favicon"):
        yield from _file(options.get(part), ("theme", part), f"the {part}")
    analytics = options.get("analytics")
    if name in _STOCK and isinstance(analytics, dict) and analytics.get("gtag"):
        yield _statistics(("theme", "analytics", "gtag"), "google")


def _files(top: Options) -> Iterator[Request]:
    for name, what in (("extra_css", "a style sheet"), ("extra_javascript", "a script")):
        yield from _listed(top.get(name), (name,), what)


def _extra(top: Options) -> Iterator[Request]:
    extra = top.get("extra")
    if isinstance(extra, dict):
        analytics = extra.get("analytics")
        if isinstance(analytics, dict) and (provider := analytics.get("provider")):
            yield _statistics(("extra", "analytics", "provider"), provider)
        yield from _listed(extra.get("polyfills"), ("extra", "polyfills"), "a script")
    # MkDocs 1.6 calls it deprecated and still hands it to its own themes.
    if top.get("google_analytics") and _theme_name(top) in {*_STOCK, None}:
        yield _statistics(("google_analytics",), "google")


def _statistics(at: Address, provider: Value) -> Request:
    return Request(at, f"every visit is reported to {shown(str(provider))}", "delete it")


def _listed(value: Value, at: Address, what: str) -> Iterator[Request]:
    for place, item in enumerate(value if isinstance(value, list) else []):
        if isinstance(item, dict):
            yield from _file(item.get("path"), (*at, place, "path"), what)
        else:
            yield from _file(item, (*at, place), what)


def _file(value: Value, at: Address, what: str) -> Iterator[Request]:
    if _is_elsewhere(value):
        host = host_of(str(value)) or "another host"
        yield Request(at, f"every page asks {shown(host)} for {what}", _OWN_FILE)


def _repository(top: Options) -> Iterator[Request]:
    address = top.get("repo_url")
    if not isinstance(address, str) or _theme_name(top) not in _MATERIAL:
        return
    gitlab = _GITLAB.match(address)
    host = "api.github.com" if _GITHUB.match(address) else gitlab[1] if gitlab else None
    if host:
        text = f"every page asks {shown(host)} for the stars and releases of the repository"
        hint = "delete repo_url; source_url in the settings of soi leads to where files are edited"
        yield Request(("repo_url",), text, hint)


def _plugins(top: Options) -> Iterator[Request]:
    for at, name, options in _plugins_named(top.get("plugins")):
        plugin = _PLUGINS.get(name.removeprefix("material/"))
        if plugin and not _is_off(options.get("enabled")) and not plugin.is_quiet(options.get(plugin.option)):
            yield Request(at, f"the plugin {name} {plugin.text}", plugin.hint, key=True)


def _plugins_named(value: Value) -> Iterator[tuple[Address, str, Options]]:
    """Place, name and options of each plugin, listed or as keys of a map."""
    entries: list[tuple[Address, Value]] = [(("plugins",), value)] if isinstance(value, dict) else []
    if isinstance(value, list):
        entries = [(("plugins", place), item) for place, item in enumerate(value)]
    for at, item in entries:
        if isinstance(item, str):
            yield at, item, {}
        elif isinstance(item, dict):
            for name, options in item.items():
                yield (*at, name), name, options if isinstance(options, dict) else {}
