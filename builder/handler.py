"""How other programs read contact files: a handler for the python-frontmatter library.

`frontmatter.load(path, handler=ContactHandler())` gives the values as soi reads them, texts that stay texts,
and refuses what soi refuses. The library's own handler makes a number of `0123`, keeps the last of two equal
keys, and takes a line of four hyphens for the end.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler

from .diagnostics import Lines
from .source import read_text


class ContactHandler(BaseHandler):
    """Reads front matter like `soi` does: dicts, lists and texts, None where nothing is written."""

    FM_BOUNDARY = re.compile(r"---[ \t]*$", re.MULTILINE)
    START_DELIMITER = "---"
    END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """True for a text that begins with front matter."""
        return read_text(text.removeprefix("\ufeff")).block[1] > 0

    def split(self, text: str) -> tuple[str, str]:
        """YAML and notes of a text.

        Raises:
            ValueError: there is no front matter; the library then takes everything for notes.
        """
        source = read_text(text.removeprefix("\ufeff"))
        begin, end = source.block
        if not begin:
            raise ValueError(source.flaws[0].message)
        return source.text[begin:end], source.notes

    def load(self, fm: str) -> dict[str, Any]:  # Any: the library's own signature
        """Values of the YAML.

        Raises:
            ValueError: soi refuses it; the text says where, counted from the first line of the YAML.
        """
        source = read_text(f"---\n{fm.rstrip()}\n---\n")
        flaw = source.error
        if flaw is not None:
            line, column = Lines(source.text).position(flaw.offset)
            raise ValueError(f"{line - 1}:{column}: {flaw.message}")
        return source.values if isinstance(source.values, dict) else {}

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        """YAML of values, in their order. For new files; soi itself never dumps over an existing one."""
        del kwargs
        return yaml.dump(metadata, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110).strip()


class _Dumper(yaml.SafeDumper):
    """Writes nothing for nothing; `null` would be read back as a text."""


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))
