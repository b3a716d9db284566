"""What rename, merge and forget do to all files, in plain data: to everything that refers to somebody."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping

from .model import Wiki
from .said import ENTRIES
from .said import IDS
from .said import LABELLED
from .said import TEXTS
from .said import Plain
from .said import Said

KNOWN = frozenset({
    *(*TEXTS, *LABELLED, *ENTRIES, "name", "type", "organisation", "title", "profession", "location"),
    *("timezone", "language", "photo", "reach", "source", "birthday", "scope", "added", "first_due", "died"),
    *("archived", "archived_reason", "grade", "stage", "customer_type", "value", "fits", "qualification"),
    *("lost_to", "stood_by", "keep", "reference", "reviewed", "end_customer", "cadence", "snooze_until"),
    *("snooze_reason", "farewell", "follow_ups", "referred_by", "purchases", "checklist", "touches"),
    *("date", "where", "channel"),
})  # fmt: skip
"""Keys of which the contract says what they mean; what is the user's own refers to nobody."""
LINK = re.compile(r"(\[\[\s*)([^|\[\]]+?)(\s*(?:\|[^\[\]]*)?\]\])")
CODE = re.compile(r"(`[^`]*`)")
BLANK: tuple[Plain, ...] = (None, "", [], {})
WHO = re.compile(r"(?:[0-9-]{10} )?(\S+) .*")
ToText = Callable[[str], str]


def rename(wiki: Wiki, old: str, new: str, name: str | None, *, has_alias: bool) -> None:
    """Another id or name; all that led there leads there still."""
    if name:
        aliases, before = wiki.entries(old, "aliases"), wiki.name(old)
        kept = [alias for alias in aliases if alias.casefold() != name.casefold()]
        is_kept = has_alias and before not in {name, old, *aliases}
        _relist(wiki, old, "aliases", [*kept, before] if is_kept else kept)
        wiki.files[old].values["name"] = name
    if new != old:
        _refer_anew(wiki, old, new)
        former = wiki.entries(old, "former_ids")
        kept = [id_ for id_ in former if id_.casefold() != new]
        _relist(wiki, old, "former_ids", kept if old in former else [*kept, old])
        wiki.files[new], wiki.folders[new] = wiki.files.pop(old), wiki.folders.pop(old)


def _relist(wiki: Wiki, who: str, key: str, entries: list[Plain]) -> None:
    if entries and entries != wiki.entries(who, key):
        wiki.files[who].values[key] = entries
    elif not entries and wiki.entries(who, key):
        wiki.drop(who, key)


def _linked(text: str, link: Callable[[re.Match[str]], str]) -> str:
    """Text with its links changed; nothing inside code is one."""
    return "".join(piece if piece[:1] == "`" else LINK.sub(link, piece) for piece in CODE.split(text))


def _refer_anew(wiki: Wiki, old: str, new: str) -> None:
    """Every reference and link with another id."""

    def reference(text: str) -> str:
        return new if wiki.resolve(text) == old else text

    def in_text(text: str) -> str:
        return _linked(text, lambda found: f"{found[1]}{reference(found[2])}{found[3]}")

    def value(inner: Plain, key: str) -> Plain:
        if isinstance(inner, dict):
            return {name: value(below, name) for name, below in inner.items()}
        if isinstance(inner, list):
            return [value(below, key) for below in inner]
        is_reference = key in IDS or (key == "organisation" and wiki.resolve(inner))
        return reference(inner) if inner and is_reference else in_text(inner or "") or inner

    def mended(file: Said) -> Said:
        values = {key: value(v, key) if _refers(key) else v for key, v in file.values.items()}
        return Said(values, file.comments, in_text(file.notes))

    # All at once, or the first file changed would say where the others lead.
    wiki.files = {name: mended(file) for name, file in wiki.files.items()}


def _refers(key: str) -> bool:
    return key in KNOWN and key != "former_ids"


def merge(wiki: Wiki, keep: str, gone: str, prefer: str) -> None:
    """One file for two that are one person's; neither refers to the other any more."""
    before = {name: copy.deepcopy(file.values) for name, file in wiki.files.items()}
    for who in (keep, gone):
        for other in (keep, gone):
            wiki.files[who].values = _without(wiki, wiki.files[who].values, other, _as_it_is, str, IDS)
    _refer_anew(wiki, gone, keep)
    kept, left = wiki.files[keep], wiki.files.pop(gone)
    del wiki.folders[gone]
    _unite(wiki, keep, left.values, prefer)
    if gone not in wiki.entries(keep, "former_ids"):
        wiki.add(keep, "former_ids", gone)
    kept.comments += left.comments
    if left.notes.strip() != kept.notes.strip():
        kept.notes += f" {left.notes}"
    for name in wiki.files.keys() - {keep}:
        _drop_twins(wiki.files[name].values, before[name])


def _as_it_is(text: str) -> str:
    return text


def _unite(wiki: Wiki, keep: str, other: Mapping[str, Plain], prefer: str) -> None:
    values = wiki.files[keep].values
    resting = set() if values.get("archived") else {"archived", "archived_reason"}
    for key, value in other.items():
        if value in BLANK or key in resting:
            continue
        if key != "name" or not values.get("name"):
            values[key] = _united(key, values.get(key), value, prefer)
        elif value not in {values["name"], *wiki.entries(keep, "aliases")}:
            wiki.add(keep, "aliases", value)


def _united(key: str, one: Plain, other: Plain, prefer: str) -> Plain:
    if one in BLANK or one == other:
        return other
    if key == "added":
        return min(one, other)
    if key in KNOWN and isinstance(one, list) and isinstance(other, list):
        left, new = [*one], []
        for entry in other:
            if entry in left:
                left.remove(entry)
            elif entry not in BLANK:
                new.append(entry)
        return [*one, *new]
    if key in KNOWN and isinstance(one, dict) and isinstance(other, dict):
        said = {name: value for name, value in other.items() if value not in BLANK}
        return {**one, **said} if prefer == "gone" else {**said, **one}
    return other if prefer == "gone" else one


def _drop_twins(values: dict[str, Plain], before: Mapping[str, Plain]) -> None:
    """Ids that have become equal are one; entries that say more stay, however equal they look."""
    for key in ("invited", "attended", "not_same_as"):
        value, was = values.get(key), before.get(key)
        if isinstance(value, list) and isinstance(was, list) and value != was:
            places = range(len(value))
            twins = {n for n in places if value[n] in value[:n] and was[n] not in was[:n]}
            values[key] = [value[n] for n in places if n not in twins]


def forget(wiki: Wiki, who: str, word: str) -> None:
    """Somebody gone, with every entry about them; links and names in texts are a word."""
    names = "|".join(map(re.escape, _names(wiki, who)))
    named = re.compile(rf"(?<![\w@-])(?:{names})(?![\w@-])", re.IGNORECASE)

    def in_any(text: str) -> str:
        return named.sub(word, text)

    def in_text(text: str) -> str:
        return in_any(_linked(text, lambda found: word if wiki.resolve(found[2]) == who else found[0]))

    kept = {
        name: Said(
            _without(wiki, file.values, who, in_text, in_any, (*IDS, "organisation")),
            Counter(in_any(comment) for comment in file.comments.elements()),
            in_text(file.notes),
        )
        for name, file in wiki.files.items()
        if name != who
    }
    wiki.inbox = [in_text(line) for line in wiki.inbox if wiki.resolve(WHO.sub(r"\1", line)) != who]
    wiki.files = kept
    del wiki.folders[who]


def _names(wiki: Wiki, who: str) -> Iterator[str]:
    """What surely means somebody: ids, whole names that nobody else has, addresses and numbers."""
    yield from (who, *wiki.entries(who, "former_ids"))
    others = {
        text.casefold()
        for other in wiki.files
        if other != who
        for text in (wiki.name(other), *wiki.entries(other, "aliases"))
    }
    for name in (wiki.name(who), *wiki.entries(who, "aliases")):
        if " " in name and name.casefold() not in others:
            yield name
    yield from (entry["value"] for key in LABELLED for entry in wiki.entries(who, key))


def _without(  # noqa: PLR0917 -- three of them are one choice
    wiki: Wiki,
    values: Mapping[str, Plain],
    who: str,
    theirs: ToText,
    own: ToText,
    references: Iterable[str],
) -> dict[str, Plain]:
    """Values without what refers to somebody, and with texts changed.

    Args:
        wiki: says what leads to them.
        values: a front matter.
        who: the one.
        theirs: changes a text in which links are links.
        own: changes any other text.
        references: keys of which the value goes as a whole.
    """

    def value(inner: Plain, key: str, change: ToText) -> Plain:
        """What is left; `...` for nothing."""
        is_theirs = change is theirs
        if isinstance(inner, dict):
            if is_theirs and wiki.resolve(inner.get("contact")) == who:
                return ...
            pairs = {name: value(below, name, change) for name, below in inner.items()}
            return {name: below for name, below in pairs.items() if below is not ...}
        if isinstance(inner, list):
            left = [value(below, key, change) for below in inner]
            return [below for below in left if below is not ...] or (... if inner else inner)
        if is_theirs and key in references and wiki.resolve(inner) == who:
            return ...
        return change(inner or "") or inner

    pairs = {key: value(v, key, theirs if _refers(key) else own) for key, v in values.items()}
    return {key: inner for key, inner in pairs.items() if inner is not ...}
