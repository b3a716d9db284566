"""What each word of a vocabulary means, read from the definitions themselves.

The meaning of a word is the text below it in the source, where whoever changes the word sees it. Python keeps
no such text at run time, so the source is parsed, once and only when a page wants it.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from .. import model
from .. import settings

LET_GO = "To be let go."
"""What D and F mean to somebody who keeps the wiki for family and friends, where nobody is fired."""
_MODULES = (model, settings)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a key takes."""

    name: str
    doc: str
    words: Mapping[str, str]
    """Word -> meaning, empty where the word says it all."""


def meanings(name: str, *, is_private: bool = False) -> Mapping[str, str]:
    """Word -> meaning, in the words of the owner's use."""
    words = vocabularies()[name].words
    is_grades = is_private and name == model.Grade.__name__
    let_go = {str(grade): LET_GO for grade in (model.Grade.D, model.Grade.F)}
    return {word: let_go.get(word, meaning) for word, meaning in words.items()} if is_grades else words


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """Every vocabulary by the name of its class."""
    found = {}
    for module in _MODULES:
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef) and any(
                ast.unparse(base) == "enum.StrEnum" for base in node.bases
            ):
                found[node.name] = Vocabulary(node.name, ast.get_docstring(node) or "", dict(_words(node)))
    return found


def _words(vocabulary: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for node, behind in pairwise([*vocabulary.body, ast.Pass()]):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield str(node.value.value), _text(behind)


def _text(node: ast.stmt) -> str:
    if (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ):
        return inspect.cleandoc(node.value.value)
    return ""
