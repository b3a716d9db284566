"""Commands about one person, as rules of a machine that types them in any order."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import initialize
from hypothesis.stateful import invariant
from hypothesis.stateful import rule

from .ground import Ground
from .model import Wiki
from .said import Plain
from .typed import CHANNELS
from .typed import NEW_NAMES
from .typed import OTHER_NAMES
from .typed import folded
from .typed import lines
from .typed import people
from .typed import promise
from .typed import texts
from .typed import words
from .wikis import Start
from .wikis import starts

SETTABLE = (
    *(
        "aliases",
        "tags",
        "organisation",
        "reach",
        "title",
        "emails",
        "phones",
        "birthday",
        "added",
        "first_due",
    ),
    *(
        "archived",
        "archived_reason",
        "grade",
        "cadence",
        "snooze_until",
        "snooze_reason",
        "next",
        "follow_ups",
    ),
    *("referred_by", "purchases", "not_same_as", "keep", "stage"),
)
"""Keys that `soi set` takes away; others have keys of their own, or a command."""


class OnePerson(RuleBasedStateMachine):
    """Commands that write to the file of one person, and of those who were there."""

    ground: Ground

    @initialize(start=starts())
    def begin(self, start: Start) -> None:
        self.ground = Ground(start)
        self.fresh = [*NEW_NAMES]
        self.other_names = [*OTHER_NAMES]

    def teardown(self) -> None:
        if hasattr(self, "ground"):
            self.ground.close()

    @invariant()
    def the_wiki_says_what_the_model_says(self) -> None:
        if hasattr(self, "ground"):
            self.ground.require_wiki()

    @property
    def model(self) -> Wiki:
        return self.ground.model

    def ago(self, back: int) -> str:
        return (self.model.today - dt.timedelta(back)).isoformat()

    def new_name(self) -> str:
        return self.fresh.pop(0)

    @rule(count=st.integers(1, 60))
    def turn_the_day(self, count: int) -> None:
        self.model.today += dt.timedelta(count)

    @rule(
        who=people,
        others=st.lists(people, max_size=2),
        channel=st.sampled_from(CHANNELS),
        note=texts(),
        back=st.integers(0, 40),
        options=st.fixed_dictionaries(
            {},
            optional={
                "in": st.just(""),
                "no-answer": st.just(""),
                "mood": st.sampled_from(["happy", "unhappy"]),
                "service": texts(),
                "enhance": texts(),
                "else": texts(),
                "asked": st.sampled_from(["yes", "later", "no"]),
            },
        ),
        promises=st.lists(
            st.sampled_from(["send catalogue", "ring: soon", "2026-09-01 call back", "a #1"]), max_size=2
        ),
    )
    def touch(  # noqa: PLR0917 -- hypothesis gives them by name
        self,
        who: str,
        others: list[str],
        channel: str,
        note: str,
        back: int,
        options: dict[str, str],
        promises: list[str],
    ) -> None:
        others = [other for other in others if other != who]
        date = self.ago(back)
        entry: dict[str, Plain] = {"date": date, "channel": channel}
        entry |= {"direction": "in"} if "in" in options else {}
        entry |= {"reached": "false"} if "no-answer" in options else {}
        entry |= {"note": note} if note else {}
        entry |= {key: options[key] for key in ("mood", "service", "enhance", "else") if options.get(key)}
        entry |= {"asked_referral": "true"} if "asked" in options else {}
        entry |= {"follow_up": [promise(text) for text in promises]} if promises else {}
        args = [
            f"--{key}" if key in {"in", "no-answer"} else f"--{key}={text}" for key, text in options.items()
        ]
        args += [f"--with={other}" for other in others] + [f"--promise={text}" for text in promises]
        self.ground.do(
            *("touch", *args, f"--date={date}", "--", who, channel, note),
            intent=lambda model: model.touch([who, *others], entry, options.get("asked")),
        )

    @rule(
        who=people,
        to=st.sampled_from(["suspect", "contact", "prospect", "client", "personal", "both"]),
        back=st.integers(0, 9),
    )
    def move(self, who: str, to: str, back: int) -> None:
        date = self.ago(back)
        self.ground.do(
            *("move", f"--date={date}", who, to),
            intent=lambda model: model.move(who, to, date),
            replaced=[(who, ("stage",)), (who, ("scope",))],
        )

    @rule(
        who=st.lists(people, min_size=1, max_size=3, unique=True),
        to=st.sampled_from(["A+", "A", "B", "C", "D", "F"]),
    )
    def grade(self, who: list[str], to: str) -> None:
        def intent(model: Wiki) -> None:
            for name in who:
                model.grade(name, to)

        self.ground.do("grade", *who, to, intent=intent, replaced=[(name, ("grade",)) for name in who])

    @rule(
        who=people,
        key=st.sampled_from(
            [
                "reach",
                "x-own",
                "title",
                "birthday",
                "cadence",
                "farewell.planned",
                "value.profit",
                "keep",
                "reference",
            ]
        ),
        text=lines(),
    )
    def set_one(self, who: str, key: str, text: str) -> None:
        fixed = {
            "birthday": "05-15",
            "cadence": "2 weeks",
            "farewell.planned": "2026-07-01",
            "value.profit": "low",
            "reference": "true",
        }
        value = fixed.get(key, text)
        at = tuple(key.split("."))

        def intent(model: Wiki) -> None:
            if value:
                model.put(who, at, value)
            else:
                model.drop(who, *at)

        self.ground.do("set", "--", who, key, value, intent=intent, replaced=[(who, at)])

    @rule(
        who=people,
        key=st.sampled_from(["aliases", "tags", "next", "phones", "emails", "follow_ups", "not_same_as"]),
        number=st.integers(1, 4),
        other=people,
    )
    def set_add(self, who: str, key: str, number: int, other: str) -> None:
        if who == other:
            return
        value = {
            "phones": f"+49 160 400000{number}",
            "emails": f"n{number}@c.example",
            "follow_ups": f"2026-0{number + 4}-01 paint: {number}",
            "not_same_as": other,
        }.get(key, f"word #{number}")
        entry: Plain = {"phones": {"value": value}, "emails": {"value": value}}.get(key, value)
        entry = promise(value) if key == "follow_ups" else entry

        def intent(model: Wiki) -> None:
            if not any(words(entry) == value for entry in model.entries(who, key)):
                model.add(who, key, entry)

        self.ground.do("set", "--add", "--", who, key, value, intent=intent)

    @rule(
        who=people,
        key=st.sampled_from(
            ["aliases", "tags", "next", "phones", "emails", "follow_ups", "referrals", "not_same_as"]
        ),
        data=st.data(),
    )
    def set_remove(self, who: str, key: str, data: st.DataObject) -> None:
        entries = self.model.entries(who, key)
        texts = [text for entry in entries if (text := words(entry)).strip() == text != ""]
        if not texts or key == "referrals":
            return
        value = data.draw(st.sampled_from(texts))
        place = max(n for n, entry in enumerate(entries) if folded(words(entry)) == folded(value))
        self.ground.do(
            *("set", "--remove", "--", who, key, value),
            intent=lambda model: model.drop(who, key, place),
            replaced=[(who, (key, place) if len(entries) > 1 else (key,))],
        )

    @rule(who=people, data=st.data())
    def set_unset(self, who: str, data: st.DataObject) -> None:
        keys = [key for key in self.model.files[who].values if key in SETTABLE or key.startswith("x-")]
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        self.ground.do(
            "set", "--unset", who, key, intent=lambda model: model.drop(who, key), replaced=[(who, (key,))]
        )

    @rule(who=people, data=st.data(), back=st.integers(0, 5))
    def done(self, who: str, data: st.DataObject, back: int) -> None:
        promises = self.model.open_promises(who)
        if not promises:
            return
        what = data.draw(st.sampled_from(sorted(promises.values())))
        if folded(what) in {"needs", "offer", ""} or what.strip() != what:
            return
        date = self.ago(back)

        def intent(model: Wiki) -> None:
            for at, text in promises.items():
                if folded(text) == folded(what):
                    model.put(who, at, date)

        self.ground.do("done", "--all", f"--date={date}", "--", who, what, intent=intent)

    @rule(who=people, back=st.integers(0, 5))
    def thank(self, who: str, back: int) -> None:
        date = self.ago(back)
        if any(entry["date"] > self.ago(0) for entry in self.model.entries(who, "referrals")):
            return
        is_open = any(
            "thanked" not in e and e["direction"] == "received" and e.get("outcome") != "declined"
            for e in self.model.entries(who, "referrals")
        )
        if not is_open:
            self.ground.refuse("done", "--all", who, "thanks")
        else:
            self.ground.do(
                "done", "--all", f"--date={date}", who, "thanks", intent=lambda model: model.thank(who, date)
            )

    @rule(who=people, step=st.sampled_from(["needs", "offer"]))
    def take_a_step(self, who: str, step: str) -> None:
        self.ground.do(
            "done", who, step, intent=lambda model: model.put(who, ("checklist", step), self.ago(0))
        )

    @rule(who=people, ahead=st.integers(1, 90), reason=st.one_of(st.just(""), lines()), is_off=st.booleans())
    def snooze(self, who: str, ahead: int, reason: str, *, is_off: bool) -> None:
        until = self.ago(-ahead)
        replaced = [(who, ("snooze_until",)), (who, ("snooze_reason",))]

        def intent(model: Wiki) -> None:
            model.set_or_drop(who, "snooze_until", "" if is_off else until)
            model.set_or_drop(who, "snooze_reason", "" if is_off else reason)

        if is_off:
            self.ground.do("snooze", who, "--off", intent=intent, replaced=replaced)
        else:
            self.ground.do(
                "snooze", "--", who, until, *([reason] if reason else []), intent=intent, replaced=replaced
            )

    @rule(who=people, reason=st.one_of(st.just(""), lines()), is_back=st.booleans())
    def archive(self, who: str, reason: str, *, is_back: bool) -> None:
        replaced = [(who, ("archived",)), (who, ("archived_reason",))]

        def intent(model: Wiki) -> None:
            day = model.files[who].values.get("archived")
            if is_back:
                model.drop(who, "archived")
                model.drop(who, "archived_reason")
            elif reason or not day:
                model.put(who, ("archived",), day or self.ago(0))
                model.set_or_drop(who, "archived_reason", reason)

        if is_back:
            self.ground.do("archive", who, "--back", intent=intent, replaced=replaced)
        else:
            self.ground.do(
                "archive", "--", who, *([reason] if reason else []), intent=intent, replaced=replaced
            )
