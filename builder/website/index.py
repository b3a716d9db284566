"""What the search of the theme knows of our pages.

Material would parse the HTML of every page again to find its words. The words are known, so they go into its
index directly; where its index is not as expected, it parses.

People leave out accents when they type, and a telephone shows a number without blanks. Material's search
knows neither, but it looks into every field that the index names and shows only its own: so two are added.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from mkdocs.exceptions import ConfigurationError

from ..facts.people import folded
from ..pages import View
from ..settings import CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

PLUGIN = "material/search"
_OF_MATERIAL = "partials/language.html"
"""A file of the theme that the plugin asks for words."""
_SETTINGS = {
    # Addresses of mail by their host, numbers and names out of any brackets.
    "separator": r"[\s\-,;:!?()\[\]{}\"“”„«»…/@+]+|&(?:amp;|[lg]t;)?",
    # A word that is too common to be looked for may still be somebody's name: Will, May, Dear.
    "pipeline": (),
}
_TYPED = {"title": "typed_title", "text": "typed_text"}
"""Fields of Material's, and those beside them with what is typed for the same."""
_BOOSTS = {"title": 1e3, "text": 1.0}
"""What Material makes of a field of which the user says nothing."""
_APOSTROPHES = str.maketrans("\u2019\u02bc", "''")


def set_up(config: MkDocsConfig) -> None:
    """Set the search plugin up for people, in what the user leaves open and before it does so itself.

    Raises:
        ConfigurationError: the theme is not Material's kin, so the plugin would fail in words of its own.
    """
    plugin = config.plugins.get(PLUGIN)
    if plugin is None:
        return
    if not any(Path(folder, _OF_MATERIAL).is_file() for folder in config.theme.dirs):
        message = f"{PLUGIN} is made for Material: write theme: {{name: soi}} in {CONFIG}"
        raise ConfigurationError(message)
    options = plugin.config
    for name, value in _SETTINGS.items():
        if options[name] is None:
            options[name] = value
    fields = options["fields"]
    typed = {also: fields.get(name, {"boost": _BOOSTS[name]}) for name, also in _TYPED.items()}
    options["fields"] = {**fields, **typed}


class SearchIndex:
    """Material's index, or nothing where there is none to write to."""

    def __init__(self, entries: list[Any] | None = None) -> None:  # Any: what Material keeps in it
        """Write to a list of entries, or nowhere."""
        self._entries = entries

    @classmethod
    def of(cls, config: MkDocsConfig) -> SearchIndex:
        """Index of the search plugin in a configuration."""
        entries = getattr(getattr(config.plugins.get(PLUGIN), "search_index", None), "entries", None)
        return cls(entries if isinstance(entries, list) else None)

    def add(self, url: str, view: View) -> bool:
        """Enter a page, and tell whether it is settled; if not, the theme has to look for its words."""
        if view.words is not None and self._entries is not None:
            text = "".join(f"<p>{escape(line, quote=False)}</p>" for line in view.words.splitlines())
            entry = {"location": url, "title": escape(view.title, quote=False), "text": text}
            typed = {
                "title": (*view.names, *_typed((view.title, *view.names))),
                "text": _typed((view.words,)),
            }
            for name, texts in typed.items():
                if words := " ".join(dict.fromkeys(texts)):
                    entry[_TYPED[name]] = escape(words, quote=False)
            self._entries.append(entry)
        return view.words is None or self._entries is not None


def _typed(texts: Iterable[str]) -> Iterator[str]:
    """Each word that is typed otherwise than it is written, as it is typed."""
    for text in texts:
        if text.isascii() and "'" not in text:
            continue
        for word in text.split():
            if word.isascii() and "'" not in word:
                continue
            simple = folded(word).translate(_APOSTROPHES)
            if simple != word.casefold():
                yield simple
            if "'" in simple:
                yield simple.replace("'", "")


def write_scripts(config: MkDocsConfig) -> None:
    """Write what the search plugin has written once more, as scripts: from a disk a page reads nothing else.

    Material loads the first of them with every page. What is searched in is in the other one, which `soi.js`
    loads when search is opened.
    """
    folder = Path(config.site_dir, "search")
    if PLUGIN not in config.plugins or not (folder / "search_index.json").is_file():
        return
    index = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))
    docs, index["docs"] = index["docs"], []
    (folder / "search_index.js").write_text(f"var __index={_script(index)};\n", encoding="utf-8")
    with (folder / "search_docs.js").open("w", encoding="utf-8") as file:
        # An entry at a time: the whole would be in the memory three times.
        file.write("var __docs=[")
        file.writelines(f"{',' if place else ''}{_script(entry)}" for place, entry in enumerate(docs))
        file.write("];\n")


def _script(value: object) -> str:
    """JSON that is safe to stand anywhere in a script: ASCII throughout, and no end of an element."""
    return json.dumps(value, separators=(",", ":")).replace("</", "<\\/")
