"""Any commands in any order, with the user's own edits in between, do what the contract says.

Every command is typed at the real command line, in a wiki whose files are in many styles, and held against a
model in plain data.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition
from hypothesis.stateful import rule

from ..conftest import EXAMPLES
from .everywhere import forget
from .everywhere import rename
from .ground import INBOX
from .model import Wiki
from .rules import OnePerson
from .said import Plain
from .typed import CHANNELS
from .typed import IDS
from .typed import NEW_NAMES
from .typed import OTHER_NAMES
from .typed import edits
from .typed import events
from .typed import lines
from .typed import people
from .typed import texts
from .wikis import NAMES


class Commands(OnePerson):
    """All writing commands, and what the user does in between."""

    @rule(who=people, given=st.lists(people, max_size=1), is_new=st.booleans(), back=st.integers(0, 9))
    def touch_and_refer(self, who: str, given: list[str], *, is_new: bool, back: int) -> None:
        given = [other for other in given if other != who]
        name = self.fresh.pop(0) if is_new and self.fresh else None
        date = self.ago(back)
        named = [*given, *([name] if name else [])]

        def intent(model: Wiki) -> None:
            model.touch([who], {"date": date, "channel": "meal"}, None)
            if name:
                model.suspect(name, IDS[name], who)
            for contact in (*given, *([IDS[name]] if name else [])):
                wanted = {"date": date, "direction": "received", "contact": contact}
                model.refer(who, wanted, is_dated=False)

        self.ground.do(
            *("touch", f"--date={date}", *(f"--referred={other}" for other in named), who, "meal"),
            intent=intent,
        )

    @rule(
        who=people,
        other=people,
        is_new=st.booleans(),
        direction=st.sampled_from(["received", "given"]),
        back=st.one_of(st.none(), st.integers(0, 3)),
        options=st.fixed_dictionaries(
            {},
            optional={
                "outcome": st.sampled_from(["met", "won", "lost", "declined"]),
                "value": st.sampled_from(["100", "4200"]),
                "occasion": lines().filter(bool),
                "note": texts().filter(bool),
            },
        ),
        reward=st.sampled_from([None, None, "a print", "lunch: for two"]),
        again=st.sampled_from([None, None, "met", "won", "lost"]),
    )
    def refer(
        self,
        who: str,
        other: str,
        *,
        is_new: bool,
        direction: str,
        back: int | None,
        options: dict[str, str],
        reward: str | None,
        again: str | None,
    ) -> None:
        if who == other:
            return
        name = self.fresh.pop(0) if is_new and self.fresh else None
        is_made = name is not None and direction == "received"
        contact = other if name is None else IDS[name] if is_made else name
        wanted: dict[str, Plain] = {"date": self.ago(back or 0), "direction": direction, "contact": contact}
        wanted |= options
        args = [f"--{key}={text}" for key, text in options.items()]
        args += [] if back is None else [f"--date={self.ago(back)}"]
        if reward and direction == "received":
            args.append(f"--reward={reward}")
            wanted["reward"] = {"what": reward, "promised": self.ago(0)}

        def intent(model: Wiki) -> None:
            if is_made and name:
                model.suspect(name, contact, who)
            model.refer(who, wanted, is_dated=back is not None)

        side = "--from" if direction == "received" else "--to"
        self.ground.do("refer", *args, f"{side}={who}", name or other, intent=intent)
        if again:
            more = {"date": self.ago(0), "direction": direction, "contact": contact, "outcome": again}
            self.ground.do(
                *("refer", f"--outcome={again}", f"{side}={who}", name or other),
                intent=lambda model: model.refer(who, more, is_dated=False),
            )

    @rule(
        back=st.integers(0, 9),
        who=people,
        channel=st.sampled_from(CHANNELS),
        note=lines(),
        is_dated=st.booleans(),
        is_known=st.booleans(),
        mark=st.sampled_from(["", ":", ","]),
        count=st.sampled_from([1, 1, 2]),
        is_filed=st.booleans(),
    )
    def capture(
        self,
        back: int,
        who: str,
        channel: str,
        note: str,
        mark: str,
        *,
        is_dated: bool,
        is_known: bool,
        count: int,
        is_filed: bool,
    ) -> None:
        date = f"{self.ago(back)} " if is_dated else ""
        line = f"{date}{who if is_known else 'nobody-atall'} {channel}{mark} {note}".strip()
        self.model.inbox += [line] * count
        path = self.ground.root / INBOX
        path.parent.mkdir(exist_ok=True)
        path.write_bytes("".join(f"{line}\n" for line in self.model.inbox).encode())
        if is_filed:
            self._file_away()

    @rule()
    def file_the_inbox(self) -> None:
        self._file_away()

    def _file_away(self) -> None:
        def where(line: str) -> tuple[str, dict[str, Plain]] | None:
            found = re.fullmatch(r"(?:([0-9]{4}-[0-9-]{5}) )?(\S+) ([a-z]+)[:,]?(?: (.*))?", line)
            assert found, line
            who = self.model.resolve(found[2])
            if who is None:
                return None
            note = {"note": found[4].strip()} if (found[4] or "").strip() else {}
            return who, {"date": found[1] or self.ago(0), "channel": found[3], **note}

        if self.model.inbox:
            self.ground.do("inbox", "--apply", intent=lambda model: model.file_away(where), statuses=(0, 1))

    @precondition(lambda self: self.fresh)
    @rule(
        referrer=st.one_of(st.none(), people),
        options=st.fixed_dictionaries(
            {},
            optional={
                "grade": st.sampled_from(["A+", "C"]),
                "stage": st.sampled_from(["suspect", "client"]),
                "org": st.sampled_from(["acme-ltd", "Some, where: else"]),
                "email": st.just("new@d.example"),
                "phone": st.just("+49 170 5000000"),
                "birthday": st.just("05-14"),
                "personal": st.just(""),
            },
        ),
    )
    def new(self, referrer: str | None, options: dict[str, str]) -> None:
        name = self.fresh.pop(0)
        keys = {"org": "organisation", "email": "emails", "phone": "phones"}
        values = {keys.get(key, key): value for key, value in options.items() if key != "personal"}
        values |= {"added": self.ago(0)} | ({"scope": "personal"} if "personal" in options else {})
        values |= {"referred_by": referrer} if referrer else {}
        args = [f"--{key}={value}" if value else f"--{key}" for key, value in options.items()]
        args += [f"--from={referrer}"] if referrer else []
        self.ground.do("new", *args, name, intent=lambda model: model.new(name, IDS[name], values))

    @precondition(lambda self: self.other_names)
    @rule(who=people, is_named=st.booleans(), keeps_id=st.booleans(), has_alias=st.booleans())
    def rename(self, who: str, *, is_named: bool, keeps_id: bool, has_alias: bool) -> None:
        full = self.other_names.pop(0)
        id_ = full.lower().replace(" ", "-")
        args = [f"--name={full}", *([] if has_alias else ["--no-alias"])] if is_named else [id_]
        args += ["--keep-id"] if is_named and keeps_id else []
        new = who if is_named and keeps_id else id_
        name = full if is_named else None
        self.ground.show("rename", who, *args)
        self.ground.do(
            *("rename", who, *args, "--apply"),
            intent=lambda model: rename(model, who, new, name, has_alias=has_alias),
            replaced=[(who, ("name",)), (who, ("aliases",))],
            renamed=(who, new),
        )

    @rule(who=people)
    def rename_back(self, who: str) -> None:
        former = self.model.entries(who, "former_ids")
        if former:
            self.ground.do(
                *("rename", who, former[0], "--apply"),
                intent=lambda model: rename(model, who, former[0], None, has_alias=True),
                replaced=[(who, ("former_ids",))],
                renamed=(who, former[0]),
            )

    @precondition(lambda self: len(self.model.people) > 3)
    @rule(who=people)
    def forget(self, who: str) -> None:
        if self.model.name(who) not in {*NAMES.values(), *NEW_NAMES, *OTHER_NAMES}:
            return
        self.ground.show("forget", who, statuses=(0, 1))
        self.ground.do(
            "forget",
            who,
            "--apply",
            intent=lambda model: forget(model, who, "someone"),
            statuses=(0, 1),
            is_loose=True,
        )

    @rule(
        event=events,
        who=st.lists(people, min_size=1, max_size=3, unique=True),
        key=st.sampled_from(["invited", "attended"]),
    )
    def invite(self, event: str, who: list[str], key: str) -> None:
        flag = ["--attended"] if key == "attended" else []
        self.ground.do("invite", *flag, event, *who, intent=lambda model: model.invite(event, who, key))

    @rule()
    def spread(self) -> None:
        def intent(model: Wiki) -> None:
            for who in model.people:
                model.spread(who)

        self.ground.show("spread")
        self.ground.do("spread", "--apply", intent=intent)

    @rule(one=people, other=people)
    def tell_apart(self, one: str, other: str) -> None:
        if one == other:
            self.ground.refuse("dupes", "--not", one, other)
            return

        def intent(model: Wiki) -> None:
            pairs = [(one, other), (other, one)]
            if not any(b in map(model.resolve, model.entries(a, "not_same_as")) for a, b in pairs):
                model.add(one, "not_same_as", other)

        self.ground.do("dupes", "--not", one, other, intent=intent)
        self.ground.do("dupes", "--not", other, one, intent=intent)

    @precondition(lambda self: len(self.model.people) > 3)
    @rule(keep=people, gone=people, prefer=st.sampled_from(["keep", "gone"]))
    def merge(self, keep: str, gone: str, prefer: str) -> None:
        if keep != gone:
            self.ground.merge(keep, gone, prefer)

    @rule()
    def format(self) -> None:
        self.ground.format()

    @rule(who=people, edit=edits())
    def edit_by_hand(self, who: str, edit: Callable[[bytes], bytes]) -> None:
        self.ground.edit(who, edit)

    @rule(who=people, other=people)
    def refuse(self, who: str, other: str) -> None:
        refuse = self.ground.refuse
        refuse("touch", "nobody-atall", "call")
        refuse("touch", who, "shout")
        refuse("touch", who, "call", "--with=nobody-atall")
        refuse("touch", who, "call", f"--referred={who}", "x")
        refuse("touch", who, "call", "--date=2026-02-30")
        refuse("touch", who, "call", "--commit")
        refuse("grade", who, other, "E")
        refuse("move", who, "friend")
        refuse("set", who, "birthday", "soon")
        refuse("set", who, "touches", "2026-01-01 call")
        refuse("set", who, "referred_by", who)
        refuse("snooze", who, "yesterday")
        refuse("done", who, "no such promise at all")
        refuse("archive", who, "--back", "why")
        refuse("refer", who, f"--from={who}")
        refuse("new", NAMES["ana-ruiz"], "--id=no/id")
        refuse("new", "Somebody", "--birthday=1979-13-01")
        refuse("merge", who, who)
        if who != other:
            refuse("rename", who, other, "--apply")

    @rule(who=people, other=people)
    def refuse_a_broken_file(self, who: str, other: str) -> None:
        with self.ground.broken(who):
            for args in (
                ["touch", who, "call"],
                ["touch", other, "call", f"--with={who}"],
                ["grade", who, "A"],
                ["set", who, "reach", "x"],
                ["archive", who],
                ["rename", who, "zz-top", "--apply"],
                ["merge", other, who, "--apply"],
                ["refer", "Some Body", f"--from={who}"],
            ):
                self.ground.refuse(*args)


Commands.TestCase.settings = hypothesis_settings(
    max_examples=EXAMPLES or 20, stateful_step_count=30, phases=(Phase.explicit, Phase.generate)
)
TestCommands = pytest.mark.skipif(
    not EXAMPLES, reason="what it draws differs from run to run; make test-long runs it"
)(Commands.TestCase)
