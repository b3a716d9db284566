"""What each command does to one file or two, in plain data, from the contract and nothing of ours.

A wiki is what its files say. A command here changes that and knows no style and no place in a text; how the
real one gets the same into a file is held against it. What changes all files is in `everywhere`.
"""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from ..oracle import due as oracle
from ..oracle.plain import plus
from .said import LABELLED
from .said import Plain
from .said import Said
from .said import typed

RHYTHM = {"A+": "1 month", "A": "3 months", "B": "1 year"}
At = tuple[str | int, ...]


def empty() -> Said:
    """A file that says nothing yet."""
    return Said({}, Counter(), "\n")


@dataclass(slots=True)
class Wiki:
    """Everything that the files of a wiki say."""

    today: dt.date
    files: dict[str, Said] = field(default_factory=dict)
    """By id."""
    folders: dict[str, str] = field(default_factory=dict)
    """Of each file, with the slash behind it."""
    template: Said = field(default_factory=empty)
    inbox: list[str] = field(default_factory=list)
    """Lines that wait to be filed."""

    @property
    def people(self) -> list[str]:
        """Ids of all but the events."""
        return sorted(name for name, file in self.files.items() if file.values.get("type") != "event")

    @property
    def events(self) -> list[str]:
        """Ids of the events."""
        return sorted(name for name, file in self.files.items() if file.values.get("type") == "event")

    def path(self, name: str) -> str:
        """Where the file of an id lies."""
        return f"{self.folders[name]}{name}.md"

    def name(self, who: str) -> str:
        """What somebody is called: a file without a name has that of its id."""
        return str(self.files[who].values.get("name") or who)

    def resolve(self, reference: Plain) -> str | None:
        """Whose id that is, or was."""
        for name, file in self.files.items():
            former = file.values.get("former_ids") or []
            if isinstance(reference, str) and reference.casefold() in {name, *map(str.casefold, former)}:
                return name
        return None

    def entries(self, who: str, key: str) -> list[Plain]:
        """One of somebody's lists."""
        return list(self.files[who].values.get(key) or [])

    def add(self, who: str, key: str, entry: Plain) -> None:
        """Add an entry to one of somebody's lists."""
        self.files[who].values[key] = [*self.entries(who, key), entry]

    def put(self, who: str, at: At, value: str) -> None:
        """Set one value."""
        *above, last = at
        inner: Plain = self.files[who].values
        for step in above:
            if isinstance(inner, dict) and inner.get(step) is None:
                inner[step] = {}
            inner = inner[step]
        inner[last] = value

    def drop(self, who: str, *at: str | int) -> None:
        """Take a value away, and what would be left empty."""
        values: Plain = self.files[who].values
        if isinstance(at[0], str) and at[0] not in values:
            return
        for length in range(len(at), 0, -1):
            *above, last = at[:length]
            inner = values
            for step in above:
                inner = inner[step]
            if length == len(at) or inner[last] in ({}, []):
                del inner[last]

    def set_or_drop(self, who: str, key: str, value: str) -> None:
        """Set a key; one without a value goes."""
        if value:
            self.put(who, (key,), value)
        else:
            self.drop(who, key)

    def touch(self, people: Iterable[str], entry: Mapping[str, Plain], answer: str | None) -> None:
        """A touch with several people; what was promised, was promised to the first."""
        for place, who in enumerate(dict.fromkeys(people)):
            own = {key: value for key, value in entry.items() if key != "follow_up" or not place}
            self.add(who, "touches", copy.deepcopy(own))
            if answer:
                self.add(who, "asked", {"date": entry["date"], "answer": answer})

    def refer(self, who: str, wanted: Mapping[str, Plain], *, is_dated: bool) -> None:
        """A referral, or what is new about the latest that is open between the two."""
        more = {key: value for key, value in wanted.items() if key not in {"date", "direction", "contact"}}
        for entry in reversed(self.entries(who, "referrals")):
            if self._is_open(entry, wanted, is_dated=is_dated):
                for key, value in more.items():
                    entry[key] = {**entry.get(key, {}), **value} if isinstance(value, dict) else value
                return
        self.add(who, "referrals", dict(wanted))

    def _is_open(self, entry: Plain, wanted: Mapping[str, Plain], *, is_dated: bool) -> bool:
        same = self.resolve(entry["contact"]) or entry["contact"].casefold()
        other = self.resolve(wanted["contact"]) or wanted["contact"].casefold()
        if same != other or entry["direction"] != wanted["direction"]:
            return False
        if is_dated and entry["date"] != wanted["date"]:
            return False
        outcome, to = entry.get("outcome"), wanted.get("outcome")
        if outcome == to:
            return True
        is_money = to is None and "value" in wanted and "value" not in entry
        return outcome not in {"lost", "declined"} and (outcome != "won" or is_money)

    def new(self, name: str, who: str, values: Mapping[str, str]) -> None:
        """Somebody new, after the template."""
        file = self.files[who] = copy.deepcopy(self.template)
        self.folders[who] = "contacts/"
        for key, value in {"name": name, **values}.items():
            file.values[key] = [{"value": value}] if key in LABELLED else value

    def suspect(self, name: str, who: str, referrer: str) -> None:
        """Somebody new whom a person referred."""
        source = f"referred by {self.name(referrer)}"
        self.new(name, who, {"stage": "suspect", "source": source, "added": self.today.isoformat()})

    def first_due(self, who: str) -> str | None:
        """Day of the first touch for somebody never reached who is due and has no such day."""
        contact = {**typed(self.files[who].values), "id": who}
        events = [typed({**self.files[event].values}) for event in self.events]
        due = oracle.due(contact, {}, events, self.today)
        if due is None or due["last_touch"] or contact.get("first_due"):
            return None
        rhythm = contact.get("cadence") or RHYTHM[oracle.grade_of(contact)]
        days = (plus(self.today, rhythm) - self.today).days
        number = int.from_bytes(hashlib.sha256(who.encode()).digest()[:8], "big")
        return (self.today + dt.timedelta(1 + number % days)).isoformat()

    def grade(self, who: str, grade: str) -> None:
        """Grade somebody, who gets a day for the first touch."""
        self.put(who, ("grade",), grade)
        self.spread(who)

    def spread(self, who: str) -> None:
        """Write the day of the first touch."""
        if day := self.first_due(who):
            self.put(who, ("first_due",), day)

    def move(self, who: str, to: str, day: str) -> None:
        """Move somebody to a stage or a scope, and keep the day of it."""
        key = "scope" if to in {"personal", "business", "both"} else "stage"
        values = self.files[who].values
        if to not in {values.get("stage"), values.get("scope")}:
            self.put(who, (key,), to)
            self.add(who, f"{key}_history", {"date": day, key: to})

    def open_promises(self, who: str) -> dict[At, str]:
        """Where the day is written on which each promise was kept, and what it was."""
        values = self.files[who].values
        found = {("follow_ups", place): entry for place, entry in enumerate(values.get("follow_ups") or [])}
        for place, touch in enumerate(values.get("touches") or []):
            for inner, entry in enumerate(touch.get("follow_up") or []):
                found["touches", place, "follow_up", inner] = entry  # type: ignore[index] # a longer address
        return {(*at, "done"): entry["what"] for at, entry in found.items() if "done" not in entry}

    def thank(self, who: str, day: str) -> int:
        """Thank for everything received; returns for how much."""
        count = 0
        for entry in self.entries(who, "referrals"):
            if entry["direction"] == "received" and entry.get("outcome") != "declined":
                count += "thanked" not in entry
                entry.setdefault("thanked", day)
        return count

    def file_away(self, where: Callable[[str], tuple[str, dict[str, Plain]] | None]) -> None:
        """File the lines of the inbox that fit somebody, each but once."""
        kept = []
        for line in self.inbox:
            found = where(line)
            if found is None:
                kept.append(line)
            elif found[1] not in self.entries(found[0], "touches"):
                self.add(found[0], "touches", found[1])
        self.inbox = kept

    def invite(self, event: str, people: Iterable[str], key: str) -> None:
        """Put people on a list of an event, each but once."""
        for who in people:
            if who not in map(self.resolve, self.entries(event, key)):
                self.add(event, key, who)
