"""Wikis full of referrals, relations and money, crowded around the days on which a rule turns.

Owns the shape of the people that the oracles of everything but the due list are asked about. Everything made
here is valid. Each wiki has a theme and holds only its keys, so that a rule is not always drowned by the one
before it. What two readers of the specification may answer differently is not made.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from functools import cache

from hypothesis import strategies as st

from . import due
from .plain import as_entries
from .plain import minus_months
from .strategies import NAMES
from .strategies import STAGES
from .strategies import TOUCH_CHANNELS
from .strategies import Contact
from .strategies import Event
from .strategies import Settings
from .strategies import Wiki
from .strategies import todays

WITHOUT_FILE = ["Somebody Unknown", "Nobody Else"]
"""People of whom only a name stands in somebody's file."""
PROFESSIONS = [
    "florist",
    "FLORIST",
    "Flórist",
    "florist shop",
    "event planner",
    "venue",
    "wedding venue",
    "baker",
]
SPHERES = [
    *(["florist", "Baker"], ["Venue", ["florist", "flowers"]]),
    *([["wedding venue", "venue"], "Évent planner"], [["bloom", "FLORIST"]]),
]
AMOUNTS = ["100", "0.10", "99.99", "1250"]
RELATIONS = [
    *("client-of", "client-of", "supplier-of", "works-with", "reports-to", "spouse", "parent-of"),
    *("child-of", "friend", "knows", "knows", "knows"),
]
OUTCOMES = ["introduced", "met", "proposed", "won", "won", "lost", "declined"]
THEMES: Mapping[str, tuple[str, ...]] = {
    "types": ("purchases", "deals", "referrals", "relations", "type", "stage", "few_touches"),
    "graph": ("referrals", "referred_by", "purchases", "deals"),
    "chain": ("referred_by",),
    "barely known": ("tries",),
    "circle": ("relations", "referrals", "referred_by", "few_touches"),
    "partners": ("referrals", "sphere", "stage", "few_touches"),
    "close partners": ("close",),
    "partners alone": ("many_referrals", "sphere"),
    "ways": ("relations", "referred_by", "stage", "grades", "gone", "few_touches"),
    "ways alone": ("relations", "grades", "few_touches"),
    "asking": ("purchases", "deals", "asks", "stage", "sphere", "grades", "few_touches"),
    "one purchase": ("one_purchase",),
    "customers": ("purchases", "stage", "few_touches"),
    "clients": ("client", "deals"),
    "loyal": ("purchases", "worth", "referrals", "few_touches"),
    "asked": ("asks", "talks", "stage", "grades", "promises", "gone"),
    "promises": ("stage", "promises"),
    "mailing": ("consents", "grades", "gone"),
    "mailing alone": ("consents",),
    "talks": ("talks", "promises", "stage"),
    "talks alone": ("talks",),
    "rhythm": ("rhythm", "grades"),
    "grades": ("regular", "worth", "asks", "grades"),
    "grades by referrals": ("many_referrals", "worth", "asks", "grades"),
    "stages": ("stage", "purchases", "few_touches"),
    "everything": (
        *("referrals", "relations", "purchases", "deals", "asks", "consents", "touches", "promises", "worth"),
        *("sphere", "stage", "gone", "grades", "type"),
    ),
}
"""Groups of keys that a wiki of each theme holds; what is not among them is nowhere in it."""


@cache
def turning_days(today: date) -> list[date]:
    """Days at which some rule turns, with their neighbours, from today backwards; tomorrow is among them."""
    spans = (0, 14, 30, 90, 180, 365)
    turns = [today - timedelta(days=days) for days in spans]
    turns += [minus_months(today, months) for months in (12, 24, 36)]
    around = [turn + timedelta(days=days) for turn in turns for days in (0, -1, 1)]
    return list(dict.fromkeys(around))


@st.composite
def wikis(draw: st.DrawFn, theme: str, max_contacts: int = 5) -> Wiki:
    """A small wiki of one theme: contacts, events, settings and today."""
    today = draw(todays())
    made = draw(_settings())
    known: list[Contact] = []
    for number in range(draw(st.integers(1, max_contacts))):
        known.append({"id": f"person-{number}"})
        if draw(st.integers(0, 3)) == 0:
            known[-1]["former_ids"] = [f"former-{number}"]
    people = []
    for own in known:
        names = [name for other in known if other is not own for name in _names(other)]
        people.append(draw(_contacts(own, [*names, *WITHOUT_FILE], theme, today)))
    happened = []
    if draw(st.integers(0, 2)) == 0:
        for number, day in enumerate(draw(st.lists(_days(today), max_size=2, unique=True))):
            happened.append(draw(_events(f"event-{number}", day, people)))
    return people, happened, made, today


@st.composite
def crowds(draw: st.DrawFn) -> Wiki:
    """About as many clients as make a top tenth, of whom some spent the same and some do not count."""
    today = draw(todays())
    people: list[Contact] = []
    for number in range(draw(st.sampled_from([9, 10, 11, 20, 21]))):
        sale = {"date": draw(_days(today)), "amount": draw(st.sampled_from(AMOUNTS))}
        person: Contact = {"id": f"person-{number}", "name": "Ana", "stage": "client", "purchases": [sale]}
        if draw(st.integers(0, 9)) == 0:
            person |= draw(
                st.sampled_from(
                    [{"stage": "contact"}, {"scope": "personal"}, {"archived": today.isoformat()}]
                )
            )
        if draw(st.integers(0, 4)) == 0:
            person["value"] = {"maintenance": draw(st.sampled_from(["high", "low"]))}
        if draw(st.integers(0, 4)) == 0:
            person["grade"] = draw(st.sampled_from(["A+", "B"]))
        people.append(person)
    return people, [], {}, today


@st.composite
def _settings(draw: st.DrawFn) -> Settings:
    made: Settings = {}
    owner: dict[str, object] = {}
    use = draw(st.sampled_from([None, None, "both", "business", "personal"]))
    sphere = draw(st.sampled_from([*SPHERES, None]))
    if use:
        owner["use"] = use
    if sphere:
        owner["contact_sphere"] = sphere
    if owner:
        made["owner"] = owner
    if draw(st.integers(0, 2)) == 0:
        made["asking"] = {"rest": draw(st.sampled_from(["P30D", "6 months", "90 days", "1 year"]))}
    if draw(st.integers(0, 2)) == 0:
        made["customers"] = {
            "active": draw(st.sampled_from(["30 days", "1 month", "180 days"])),
            "non_active": draw(st.sampled_from(["180 days", "1 year", "2 years"])),
        }
    if draw(st.integers(0, 4)) == 0:
        made["personal_channels"] = draw(
            st.sampled_from([["call", "letter"], {"client": ["call", "letter"], "personal": ["card"]}])
        )
    return made


@st.composite
def _contacts(draw: st.DrawFn, known: Contact, names: Sequence[str], theme: str, today: date) -> Contact:
    """Somebody of whom the id and the former ones are known, in a wiki where the others have these names."""
    contact: Contact = {**known, "name": draw(st.sampled_from(NAMES))}
    for group in THEMES[theme]:
        for key, value in draw(_group(group, tuple(names), today)).items():
            if value not in (None, []):
                contact[key] = [*_listed(contact.get(key)), *value] if isinstance(value, list) else value
    if contact.get("referred_by") in WITHOUT_FILE:
        del contact["referred_by"]
    return contact


def _names(person: Contact) -> list[str]:
    return [str(person["id"]), *(str(name) for name in _listed(person.get("former_ids")))]


def _days(today: date) -> st.SearchStrategy[date]:
    return st.sampled_from(turning_days(today))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _old_days(today: date) -> st.SearchStrategy[date]:
    return st.sampled_from([day for day in turning_days(today) if day < today - timedelta(days=89)])


def _maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(strategy, strategy, st.none())


def _logs(
    required: Mapping[str, st.SearchStrategy[object]],
    optional: Mapping[str, st.SearchStrategy[object]],
    most: int = 3,
) -> st.SearchStrategy[object]:
    entry = st.fixed_dictionaries(dict(required), optional=dict(optional))
    return st.lists(entry, min_size=1, max_size=most)


def _referrals(names: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    log = _logs(
        {
            "date": _days(today),
            "direction": st.sampled_from(["received", "received", "given"]),
            "contact": st.sampled_from(names),
        },
        {"outcome": st.sampled_from(OUTCOMES), "value": st.sampled_from(AMOUNTS)},
        most=5,
    )
    return st.fixed_dictionaries({"referrals": _maybe(log)})


def _many_referrals(names: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    """Some each way, as partners have them."""
    entry = st.fixed_dictionaries(
        {
            "date": _old_days(today) | _days(today),
            "direction": st.sampled_from(["received", "given"]),
            "contact": st.sampled_from(names),
        }
    )
    return st.fixed_dictionaries({"referrals": st.lists(entry, min_size=3, max_size=8)})


def _referred_by(names: Sequence[str], _: date) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({"referred_by": _maybe(st.sampled_from(names))})


def _relations(names: Sequence[str], _: date) -> st.SearchStrategy[dict[str, object]]:
    log = _logs({"type": st.sampled_from(RELATIONS), "contact": st.sampled_from(names)}, {}, most=4)
    return st.fixed_dictionaries(
        {"relations": _maybe(log), "end_customer": st.sampled_from([None, None, True])}
    )


def _purchases(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    log = _logs({"date": _days(today) | _old_days(today)}, {"amount": st.sampled_from(AMOUNTS)})
    return st.fixed_dictionaries(
        {"purchases": _maybe(log), "lost_to": st.sampled_from([None, None, None, "somebody cheaper"])}
    )


def _one_purchase(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    """Bought once, about as long ago as an active customer or one who is none any more."""
    days = [day for day in turning_days(today) if 88 <= (today - day).days <= 370]
    return st.fixed_dictionaries({"purchases": st.sampled_from(days).map(lambda day: [{"date": day}])})


def _client(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    """Somebody who was called lately and bought once or twice, mostly long ago."""
    sale = st.fixed_dictionaries({"date": _old_days(today) | _days(today)})
    call = {"date": today - timedelta(days=14), "channel": "call"}
    return st.fixed_dictionaries(
        {
            "stage": st.sampled_from(["client", "client", "prospect"]),
            "purchases": st.lists(sale, min_size=1, max_size=2),
            "touches": st.just([call]),
        }
    )


def _close(names: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    """Somebody of the sphere who belongs to the power team by a day, or does not."""
    called = st.integers(89, 91).map(lambda days: today - timedelta(days=days))
    referred = st.integers(-1, 1).map(lambda days: minus_months(today, 12) + timedelta(days=days))
    way = {"direction": st.sampled_from(["received", "given"]), "contact": st.sampled_from(names)}
    return st.fixed_dictionaries(
        {
            "profession": st.sampled_from(PROFESSIONS),
            "stage": st.sampled_from(["connection", "prospect", "client", "contact"]),
            "touches": called.map(lambda day: [{"date": day, "channel": "call"}]),
            "referrals": st.lists(st.fixed_dictionaries({"date": referred, **way}), min_size=1, max_size=1),
        }
    )


def _regular(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    """Purchases in about nine of the last twelve months, at their first and last days."""

    def bought(months: list[int], ends: list[bool]) -> list[dict[str, object]]:
        days = [minus_months(today, months_ago).replace(day=1) for months_ago in months]
        days = [
            (day + timedelta(days=31)).replace(day=1) - timedelta(days=1) if at_end else day
            for day, at_end in zip(days, ends, strict=False)
        ]
        return [{"date": min(day, today)} for day in days]

    pages = st.lists(st.integers(0, 12), min_size=8, max_size=10, unique=True)
    log = st.builds(bought, pages, st.lists(st.booleans(), min_size=10, max_size=10))
    return st.fixed_dictionaries({"purchases": log})


def _deals(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    closed = st.fixed_dictionaries(
        {"status": st.sampled_from(["won", "lost"]), "closed": _days(today)},
        optional={"amount": st.sampled_from(AMOUNTS)},
    )
    undated = st.fixed_dictionaries({"status": st.sampled_from(["open", "lost", "won"])})
    return st.fixed_dictionaries(
        {"deals": _maybe(st.lists(closed | closed | undated, min_size=1, max_size=3))}
    )


def _asks(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    log = _logs(
        {"date": _days(today)},
        {
            "what": st.sampled_from(["referral", "reference", "review"]),
            "answer": st.sampled_from(["yes", "later", "no", "no"]),
        },
    )
    return st.fixed_dictionaries({"asked": _maybe(log)})


def _consents(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    log = _logs(
        {
            "date": _days(today).map(date.isoformat),
            "what": st.sampled_from(["newsletter", "newsletter", "contact"]),
            "given": st.booleans(),
        },
        {},
    )
    plain = st.sampled_from(["one@person.example", "two@person.example"])
    labelled = st.fixed_dictionaries({"value": plain, "label": st.sampled_from(["newsletter", "work"])})
    return st.fixed_dictionaries(
        {"consent": _maybe(log), "emails": _maybe(st.lists(plain | labelled, min_size=1, max_size=3))}
    )


def _touches(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    said = st.sampled_from(["a word about it", "more"])
    log = _logs(
        {
            "date": _days(today),
            "channel": st.sampled_from([*due.CHANNELS, *TOUCH_CHANNELS]),
        },
        {
            "reached": st.booleans(),
            "direction": st.sampled_from(["in", "out"]),
            "mood": st.sampled_from(["happy", "neutral", "unhappy"]),
            "service": said,
            "enhance": said,
            "else": said,
        },
        most=5,
    )
    return st.fixed_dictionaries({"touches": _maybe(log)})


def _few_touches(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    touch = st.fixed_dictionaries(
        {"date": _days(today), "channel": st.sampled_from(["call", "call", "card"])}
    )
    return st.fixed_dictionaries({"touches": st.lists(touch, max_size=2)})


def _tries(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    """Calls that mostly reached nobody."""
    reached = st.sampled_from([False, False, True])
    call = st.fixed_dictionaries({"date": _old_days(today), "channel": st.just("call"), "reached": reached})
    return st.fixed_dictionaries({"touches": st.lists(call, min_size=1, max_size=2)})


def _talks(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    """Calls in which something was spoken of."""
    said = st.sampled_from([None, "a word about it"])
    talk = st.fixed_dictionaries(
        {
            "date": _days(today),
            "channel": st.sampled_from(["call", "visit", "call", "email"]),
            "mood": st.sampled_from([None, None, "happy", "happy", "neutral", "unhappy"]),
            "service": said,
            "enhance": said,
            "else": said,
            "asked_referral": st.sampled_from([None, None, True, False]),
        }
    ).map(lambda made: {key: value for key, value in made.items() if value is not None})
    return st.fixed_dictionaries({"touches": st.lists(talk, min_size=1, max_size=5)})


def _rhythm(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    """Talks at a rhythm of their own, broken off about as long ago as matters."""

    def talked(gaps: list[int], silence: int, usual: int) -> list[dict[str, object]]:
        found = [today - timedelta(days=max(2 * usual, 14) + silence)]
        for gap in gaps:
            found.append(found[-1] - timedelta(days=gap))
        return [{"date": day, "channel": "call"} for day in reversed(found)]

    @st.composite
    def logs(draw: st.DrawFn) -> list[dict[str, object]]:
        usual = draw(st.sampled_from([7, 6, 8, 10, 30]))
        count = draw(st.sampled_from([3, 4, 9, 10]))
        odd = st.sampled_from([usual, usual, usual, 0, 1, 60])
        gaps = [usual] * count if draw(st.booleans()) else [draw(odd) for _ in range(count)]
        return talked(gaps, draw(st.sampled_from([1, 0, -1, 40])), usual)

    return st.fixed_dictionaries(
        {
            "touches": logs(),
            "cadence": st.sampled_from(["1 year", "2 weeks", "1 year", None, "never"]),
            "snooze_until": st.sampled_from([None, None, None, today + timedelta(days=400)]),
        }
    )


def _promises(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    promise = st.fixed_dictionaries(
        {"what": st.just("call back")},
        optional={
            "due": _days(today).map(date.isoformat),
            "by": st.sampled_from(["me", "them"]),
            "done": _days(today).map(date.isoformat),
            "complaint": st.booleans(),
        },
    )
    talk = st.fixed_dictionaries(
        {
            "date": _days(today),
            "channel": st.just("call"),
            "follow_up": promise | st.lists(promise, max_size=2, min_size=1),
        }
    )
    return st.fixed_dictionaries(
        {
            "follow_ups": _maybe(st.lists(promise, min_size=1, max_size=2)),
            "touches": _maybe(st.lists(talk, min_size=1, max_size=2)),
        }
    )


def _worth(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    levels = st.sampled_from(["high", "medium", "low"])
    value = st.fixed_dictionaries({}, optional={"profit": levels, "maintenance": levels})
    return st.fixed_dictionaries(
        {
            "value": _maybe(value.filter(bool)),
            "reference": st.one_of(st.none(), st.just(value=True), _days(today).map(date.isoformat)),
            "stood_by": st.sampled_from([None, None, "the flood"]),
        }
    )


def _sphere(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    del today
    categories = st.lists(
        st.sampled_from(["customer", "networking-partner", "influencer", "evangelist"]),
        min_size=1,
        max_size=2,
        unique=True,
    )
    return st.fixed_dictionaries(
        {"profession": _maybe(st.sampled_from(PROFESSIONS)), "category": _maybe(categories)}
    )


def _stage(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    del today
    qualification = st.fixed_dictionaries(
        {},
        optional={
            "problem": st.just("dark rooms"),
            "budget": st.sampled_from([True, False, "6000"]),
            "willing": st.booleans(),
        },
    )
    return st.fixed_dictionaries(
        {
            "stage": _maybe(st.sampled_from([*STAGES, "client", "prospect", "connection"])),
            "scope": st.sampled_from([None, None, None, None, "personal", "business", "both"]),
            "fits": st.sampled_from([None, None, "opens a hotel"]),
            "source": st.sampled_from([None, None, "the fair"]),
            "phones": st.sampled_from([None, ["+34 600 000 000"]]),
            "qualification": _maybe(qualification.filter(bool)),
        }
    )


def _gone(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    ends = st.one_of(st.none(), st.none(), _days(today).map(date.isoformat))
    return st.fixed_dictionaries({"archived": ends, "died": ends})


def _grades(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    del today
    return st.fixed_dictionaries(
        {"grade": _maybe(st.sampled_from(due.GRADES)), "keep": st.sampled_from([None, "sings"])}
    )


def _type(_: Sequence[str], today: date) -> st.SearchStrategy[dict[str, object]]:
    del today
    types = ["active-paying", "lost", "direct-referral", "undefined", "former-employee"]
    return st.fixed_dictionaries({"customer_type": _maybe(st.sampled_from(types))})


MAKERS: Mapping[str, Callable[[Sequence[str], date], st.SearchStrategy[dict[str, object]]]] = {
    "referrals": _referrals,
    "many_referrals": _many_referrals,
    "referred_by": _referred_by,
    "relations": _relations,
    "purchases": _purchases,
    "one_purchase": _one_purchase,
    "client": _client,
    "close": _close,
    "regular": _regular,
    "deals": _deals,
    "asks": _asks,
    "consents": _consents,
    "touches": _touches,
    "few_touches": _few_touches,
    "tries": _tries,
    "talks": _talks,
    "rhythm": _rhythm,
    "promises": _promises,
    "worth": _worth,
    "sphere": _sphere,
    "stage": _stage,
    "gone": _gone,
    "grades": _grades,
    "type": _type,
}


@cache
def _group(group: str, names: tuple[str, ...], today: date) -> st.SearchStrategy[dict[str, object]]:
    """The strategy of a group of keys; to make one takes longer than to draw from it."""
    return MAKERS[group](names, today)


@st.composite
def _events(draw: st.DrawFn, slug: str, day: date, people: Sequence[Contact]) -> Event:
    """An event that none of its guests met the owner beside on the same day."""
    free: list[str] = []
    for person in people:
        if not any(touch["date"] == day for touch in as_entries(person.get("touches"))):
            free += _names(person)
    event: Event = {"id": slug, "type": "event", "name": f"Evening of {slug}", "date": day}
    channel = draw(st.sampled_from([None, "event", "meal", "meeting"]))
    if channel:
        event["channel"] = channel
    guests = draw(st.lists(st.sampled_from(free), min_size=1, unique=True)) if free else []
    if guests:
        event["attended"] = guests
    return event
