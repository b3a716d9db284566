"""Which key of a contact is meant by a word, and one value of it set, added or taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from ..diagnostics import Address
from ..diagnostics import Finding
from ..diagnostics import shown
from ..errors import UsageError
from ..facts.people import folded
from ..kinds import TEXT
from ..kinds import Key
from ..kinds import keys
from ..kinds import nearest
from ..load import Place
from ..load import read_entity
from ..model import Contact
from ..source import read_text
from .contact import add
from .drafts import Draft
from .intents import Wrote
from .intents import assign
from .intents import clear
from .splice import listed

OWN = "x-"
"""How keys of the user's own begin."""
_COMMANDS = {
    "touches": "soi touch WHO CHANNEL NOTE",
    "referrals": "soi refer BEN --from ANA, or soi done WHO thanks",
    "stage_history": "soi move WHO STAGE",
    "scope_history": "soi move WHO SCOPE",
    "former_ids": "soi rename",
}
"""What writes the keys that are written by a command of their own."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A key that can be set from the command line."""

    name: str
    """As typed, with dots: `farewell.planned`."""
    at: Address
    row: Key
    is_past: bool
    """It dates something that has happened."""

    @property
    def expects(self) -> str:
        """What stands behind it, in words."""
        return self.row.kind.expects

    @property
    def is_entry(self) -> bool:
        """It is a list of entries with several keys, such as `DATE AMOUNT WHAT`."""
        return self.row.many and len(self.row.kind.short) > 1


def is_key(word: str) -> bool:
    """True for a key of a contact, or for one with a key below it."""
    return word.startswith(OWN) or word.partition(".")[0] in keys(Contact)


def goal_of(word: str) -> Goal:
    """The key that a word names.

    Raises:
        UsageError: there is no such key, or it cannot be set in this way.
    """
    if word.startswith(OWN):
        return Goal(word, (word,), Key(TEXT, ""), is_past=False)
    first, *below = word.split(".")
    row = _row(keys(Contact), first, "")
    if first in _COMMANDS:
        raise UsageError(f"{first} is written by a command of its own", _COMMANDS[first])
    is_past = row.past
    above = first
    for name in below:
        if row.many or (row.kind.record is None and row.kind.values is None):
            raise UsageError(f"there are no keys below {above}", f"soi set WHO {above} VALUE")
        if row.kind.record is not None:
            row = _row(keys(row.kind.record), name, f"{above}.")
            is_past = row.past
        elif row.kind.values is not None:
            row = Key(row.kind.values, "")
        above = f"{above}.{name}"
    _refuse_whole(above, row)
    return Goal(above, (first, *below), row, is_past)


def _row(rows: Mapping[str, tuple[str, Key]], name: str, prefix: str) -> Key:
    if name not in rows:
        near = nearest(name, rows)
        hint = f"did you mean {prefix}{near}?" if near else "keys of your own begin with x-"
        raise UsageError(f'unknown key "{shown(prefix + name)}"', hint)
    return rows[name][1]


def _refuse_whole(name: str, row: Key) -> None:
    """Refuse what has keys of its own, of which one is meant."""
    kind = row.kind
    if row.many and kind.record is not None and not kind.short:
        raise UsageError(f"an entry of {name} has keys of its own", "write it in your editor: soi edit WHO")
    if row.many:
        return
    if kind.record is not None:
        raise UsageError(f"{name} has keys of its own", f"write {name}.{next(iter(keys(kind.record)))}")
    if kind.values is not None:
        raise UsageError(f"{name} has keys of its own", f"write {name}.KEY")


def settle(change: Draft, goal: Goal, value: str, *, is_added: bool, is_removed: bool) -> list[Wrote]:
    """Set a key, or add a value to its list or take one out; nothing where it is so already.

    Raises:
        UsageError: the key has no list, or a list of which this would be one of several values.
    """
    if not goal.row.many:
        if is_added or is_removed:
            raise UsageError(f"{goal.name} is no list", f"soi set WHO {goal.name} VALUE, or --unset")
        return assign(change, goal.at, value)
    key = str(goal.at[0])
    entries = listed(change.text, key)
    places = [place for place, entry in enumerate(entries) if folded(_words(entry)) == folded(value)]
    if is_added and places:
        return []
    if is_added:
        add(change, key, value)
        return [Wrote((key, len(entries)), f"added {value} to {key}")]
    if is_removed and not places:
        held = ", ".join(shown(_words(entry)) for entry in entries) or "nothing"
        raise UsageError(f'{key} has no "{shown(value)}"', f"it has {held}")
    if is_removed:
        gone = clear(change, (key, places[-1]))
        return [replace(wrote, text=f"removed {value} from {key}") for wrote in gone]
    if len(entries) > 1 or goal.is_entry:
        raise UsageError(f"{key} is a list with {len(entries)} entries", "say --add, --remove or --unset")
    is_labelled = bool(entries) and isinstance(entries[0], dict) and len(entries[0]) > 1
    return assign(change, (key, 0, "value") if is_labelled else goal.at, value)


def _words(entry: object) -> str:
    """An entry of a list as it is typed."""
    if not isinstance(entry, Mapping):
        return str(entry)
    return str(entry["value"]) if "value" in entry else " ".join(str(part) for part in entry.values())


def refuse_bad(path: str, contact: str, before: str, after: str) -> None:
    """Refuse what `soi check` would complain of that it did not complain of before.

    Raises:
        UsageError: the first of it.
    """
    place = Place(path, contact)
    known = Counter(map(_complaint, read_entity(place, read_text(before))[1]))
    for finding in read_entity(place, read_text(after))[1]:
        known[_complaint(finding)] -= 1
        if known[_complaint(finding)] < 0:
            raise UsageError(finding.message, finding.hint)


def _complaint(finding: Finding) -> tuple[object, ...]:
    """What is wrong and under which keys; the number of an entry is another one when those before it go."""
    return finding.rule, tuple(step for step in finding.at if isinstance(step, str)), finding.message
