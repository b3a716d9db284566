"""What a page tells the browser about itself: no index, no referrer, and nothing from another host.

The policy names each script of the theme that stands in the page by its hash, so no other one runs, whatever
found its way into a name or a note. It is put in by the plugin and not by a template, because a template that
the user replaces would take it away without a word.

There is no robots.txt on purpose: a crawler that is kept from a page never reads its `noindex`, and may list
the address with the name in it. It would also count at the top of a host only.
"""

from __future__ import annotations

import base64
import hashlib
import re

from mkdocs.exceptions import PluginError

_HEAD = "<head>"
_END = "</head>"
_GENERATOR = re.compile(r"<meta\s+name\s*=\s*[\"']?generator\b[^>]*>")
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_NOT_RUN = re.compile(r"\bsrc\s*=|\btype\s*=\s*[\"']?application/(?:ld\+)?json")
_POLICY = (
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'none'",
    "frame-src 'self'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    "media-src 'self'",
    # The theme sets widths and heights from its scripts and aligns the cells of tables by attribute.
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self'",
)


def head(shell: str, *, is_served: bool) -> str:
    """Tags that belong at the very beginning of a page's head.

    Args:
        shell: the page without its content, or no script would be a stranger.
        is_served: for `mkdocs serve`, which adds a script of its own to each page behind our back.
    """
    scripts = "'unsafe-inline'" if is_served else " ".join(_hashes(shell))
    policy = "; ".join((*_POLICY, f"script-src 'self' {scripts}".rstrip()))
    return (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="robots" content="noindex, nofollow">'
        '<meta name="referrer" content="no-referrer">'
    )


def with_head(page: str, tags: str) -> str:
    """A page with tags at the beginning of its head, and without the one that names its generator.

    That one tells everybody which versions made the site, and makes one site differ from the next that was
    made of the same files. A theme that has none, or writes it in another way, is left as it is.
    """
    start = page.find(_HEAD)
    if start < 0:
        raise PluginError("a template of the theme begins its head in a way that soi cannot shield")
    start += len(_HEAD)
    # Only the head is searched: a page is long, and what its content says is the owner's.
    found = _GENERATOR.search(page, start, max(page.find(_END, start), start))
    cut, rest = found.span() if found else (start, start)
    return f"{page[:start]}{tags}{page[start:cut]}{page[rest:]}"


def _hashes(page: str) -> list[str]:
    """Hashes of the scripts in a page, each once, in the order in which they stand."""
    texts = (found["text"] for found in _SCRIPT.finditer(page) if not _NOT_RUN.search(found["attributes"]))
    return list(dict.fromkeys(_hash(text) for text in texts))


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
