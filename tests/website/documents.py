"""A page as a parser of HTML sees it: its elements, and around which of them certain words stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

_EMPTY = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)
_UNSEEN = frozenset(
    ["head", "script", "style", "textarea", "template", "noscript", "select", "object", "svg"]
)
_OF_MARKDOWN = frozenset({"a", "em", "strong", "code", "s", "span", "br"})
"""What a text value may become."""
_MARK = re.compile(r"\bok[0-9]+z\b")


@dataclass(slots=True)
class Element:
    """One element."""

    tag: str
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)
    """Of a title only."""


class Document(HTMLParser):
    """One page, parsed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.marks: dict[str, set[tuple[str, ...]]] = {}
        """Mark -> the elements around each of its occurrences, those of Markdown left out."""
        self.astray: list[str] = []
        """End tags without a beginning."""
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        self.unclosed = [element.tag for element in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"an attribute twice: {attrs}"
        self.elements.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1].tag == tag:
            self._open.pop()
        else:
            self.astray.append(tag)

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].tag == "title":
            self._open[-1].text.append(data)
        if (found := _MARK.findall(data)) and not _UNSEEN & {element.tag for element in self._open}:
            around = tuple(_told(element) for element in self._open if element.tag not in _OF_MARKDOWN)
            for mark in found:
                self.marks.setdefault(mark, set()).add(around)

    def handle_comment(self, data: str) -> None:
        assert not _MARK.search(data), f"in a comment: {data[:200]}"

    def named(self, tag: str) -> Iterator[Element]:
        return (element for element in self.elements if element.tag == tag)

    def count(self) -> Counter[str]:
        """How many elements there are of each sort."""
        return Counter(element.tag for element in self.elements)

    @property
    def title(self) -> str:
        """The page's title as a browser tells it."""
        return as_told("".join(next(self.named("title")).text))


@cache
def document(path: Path) -> Document:
    """A page of a site that nobody changes."""
    return Document(path.read_bytes().decode())


def as_told(title: str) -> str:
    """A title as browsers tell it: controls are blanks, and blanks in a row are one."""
    return re.sub("[\\0-\x20\x7f\ufffd]+", " ", title).strip(" ")


def _told(element: Element) -> str:
    attributes = element.attributes
    return ".".join(
        [element.tag, *attributes.get("class", "").split(), *attributes.get("aria-label", "").split()]
    )
