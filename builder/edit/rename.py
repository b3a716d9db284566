"""A file by another id or another name: the file itself, what it was called before, and who refers to it."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from ..errors import RefusedError
from ..load import SUFFIX
from ..load import is_good_id
from ..load import is_left_aside
from ..model import Entity
from ..rules import DUPLICATE_ID
from ..wiki import fold
from ..workspace import Workspace
from .drafts import Draft
from .drafts import draft
from .references import Change
from .references import Mended
from .references import mend
from .references import mended
from .references import new_ids
from .splice import append
from .splice import assign
from .splice import drop
from .splice import line_of
from .splice import listed

FORMER = "former_ids"
ALIASES = "aliases"


def rename(
    workspace: Workspace, entity: Entity, new: str, *, name: str | None = None, has_alias: bool = True
) -> Mended:
    """What has to be written so that a file has another id, name or both, and everything leads to it.

    The old id is kept as a former one: a reference to it that is made elsewhere at the same time, on another
    branch or in a file that is broken now, still leads there.

    Args:
        workspace: the wiki as it is.
        entity: what is to be renamed.
        new: the id that it gets; its own for none.
        name: the name that it gets.
        has_alias: the name before is kept as an alias.

    Raises:
        RefusedError: the id cannot be had, or the file cannot be changed.
    """
    _require_free(workspace, entity, new)
    own = draft(workspace.root, entity.path)
    path = str(PurePosixPath(entity.path).with_name(f"{new}{SUFFIX}"))
    told = [] if path == entity.path else [Change(path, 1, f"was {entity.path}")]
    try:
        text = _with_name(own.text, entity, name, has_alias=has_alias) if name else own.text
        text = _with_id(text, entity, new)
    except RefusedError as error:
        raise RefusedError(f"{entity.path}: {error}", error.hint) from error
    if name and name != entity.name:
        told.append(Change(path, line_of(text, ("name",)), f"name: {entity.name} -> {name}"))
    told += _told(path, own.text, text, type(entity))
    text, changes = mended(path, text, new_ids(workspace, {entity.id: new}))
    others = mend(workspace, {entity.id: new}, without={entity.path})
    drafts = [*others.drafts]
    if path == entity.path:
        own.text = text
        drafts.append(own)
    else:
        # The new file first and the old one last: whatever breaks off between them, nothing is lost.
        own.is_gone = True
        drafts = [Draft(path, None, text, own.has_bom, like=entity.path), *drafts, own]
    return Mended(tuple(drafts), (*told, *changes, *others.changes), others.problems)


def _require_free(workspace: Workspace, entity: Entity, new: str) -> None:
    """Refuse an id that is poor or taken, and a file that is not alone in having its own."""
    wiki = workspace.wiki
    if not is_good_id(new) or is_left_aside(f"{new}{SUFFIX}") or unicodedata.normalize("NFC", new) != new:
        hint = "begin with a letter or digit, go on with letters, digits, blanks, . _ -"
        raise RefusedError(f'"{new}" cannot be an id', hint)
    taken = wiki.resolve(new)
    if taken not in {None, entity.id}:
        assert taken is not None
        had = "was once that of" if wiki.is_former(new) else "is taken by"
        raise RefusedError(f'the id "{new}" {had} {wiki.paths[taken]}', "choose another one")
    if (workspace.root / entity.path).is_symlink():
        raise RefusedError(f"{entity.path} is a link to another file", "rename both by hand")
    for path in wiki.paths.values():
        link = workspace.root / path
        if link.is_symlink() and link.resolve() == (workspace.root / entity.path).resolve():
            raise RefusedError(f"{path} is a link to {entity.path}", "rename both by hand")
    if any(finding.rule is DUPLICATE_ID and finding.contact == entity.id for finding in wiki.findings):
        message = f'two files have the id "{entity.id}", so nobody can tell who refers to which'
        raise RefusedError(message, "give one of the two files another name")


def _with_id(text: str, entity: Entity, new: str) -> str:
    record = type(entity)
    text = _without(text, FORMER, new, record)
    # In other letters an id leads to the file anyway.
    if fold(new) == fold(entity.id) or fold(entity.id) in map(fold, entity.former_ids):
        return text
    return append(text, FORMER, entity.id, record=record)


def _with_name(text: str, entity: Entity, name: str, *, has_alias: bool) -> str:
    record = type(entity)
    text = _without(text, ALIASES, name, record)
    # A file without a name is called by its id, which is kept as a former one.
    if has_alias and entity.name not in {name, entity.id, *entity.aliases}:
        text = append(text, ALIASES, entity.name, record=record)
    return assign(text, "name", name, record)


def _without(text: str, key: str, value: str, record: type) -> str:
    """Text without a value in one of its lists, regardless of case."""
    for place, entry in enumerate(listed(text, key, record)):
        if isinstance(entry, str) and fold(entry) == fold(value):
            return _without(drop(text, (key, place), record), key, value, record)
    return text


def _told(path: str, before: str, text: str, record: type) -> list[Change]:
    """What has become of the lists that say how it was called."""
    told = []
    for key in (ALIASES, FORMER):
        old, new = (listed(version, key, record) for version in (before, text))
        gone = [entry for entry in old if entry not in new]
        told += [Change(path, line_of(text, (key,)), f"{key}: without {entry}") for entry in gone]
        for place, entry in enumerate(new):
            if entry not in old:
                told.append(Change(path, line_of(text, (key, place)), f"{key}: added {entry}"))
    return told
