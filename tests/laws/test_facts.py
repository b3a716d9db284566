"""Facts are those of the oracles, second implementations that share nothing with the first.

Asked through the command line, as JSON: `soi show --all`, and the lists whose order is laid down.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from typing import TypeAlias

import pytest
from hypothesis import Phase
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ..conftest import EXAMPLES
from ..oracle import asking
from ..oracle import customer
from ..oracle import due
from ..oracle import evidence
from ..oracle import graph
from ..oracle import mailing
from ..oracle import partners
from ..oracle import paths
from ..oracle import people as book
from ..oracle import plain
from ..oracle import rich
from ..oracle import strategies
from ..oracle import supply
from ..oracle import talk
from ..support import SITE
from ..support import soi
from ..support import write

Shown: TypeAlias = Any  # JSON
Family: TypeAlias = Callable[[strategies.Contact, strategies.Wiki], object]
View: TypeAlias = Callable[[Shown], object]


def customer_type(contact: strategies.Contact, wiki: strategies.Wiki) -> object:
    people, events, made, today = wiki
    return None if is_personal(wiki) else customer.customer_type(contact, people, made, events, today)


def lacks(contact: strategies.Contact, wiki: strategies.Wiki) -> object:
    _, events, made, today = wiki
    return [] if is_personal(wiki) else evidence.lacks(contact, made, events, today)


def partnership(contact: strategies.Contact, wiki: strategies.Wiki) -> object:
    _, events, made, today = wiki
    return None if is_personal(wiki) else partners.partnership(contact, made, events, today)


def reciprocity(contact: strategies.Contact, wiki: strategies.Wiki) -> object:
    *_, today = wiki
    return None if is_personal(wiki) else partners.reciprocity(contact, today)


def referrals(contact: strategies.Contact, wiki: strategies.Wiki) -> object:
    people, _, _, today = wiki
    if is_personal(wiki):
        return None
    found = graph.referrals(people, str(contact["id"]), today)
    return {**found, "downstream_won": float(found["downstream_won"])}


def see(contact: strategies.Contact, wiki: strategies.Wiki) -> object:
    _, events, made, today = wiki
    return talk.see(contact, made, events, today)


def drift(contact: strategies.Contact, wiki: strategies.Wiki) -> object:
    _, events, made, today = wiki
    return talk.drift(contact, made, events, today)


def mood(contact: strategies.Contact, wiki: strategies.Wiki) -> object:
    today = wiki[3]
    return (
        book.has_complaint(contact, today),
        book.is_good_moment(without_business(contact) if is_personal(wiki) else contact, today),
        book.has_broken_promise(contact, today),
    )


def grade(contact: strategies.Contact, wiki: strategies.Wiki) -> object:
    people, _, made, today = wiki
    return evidence.suggested_grade(contact, people, made, today)


def ask(contact: strategies.Contact, wiki: strategies.Wiki) -> object:
    _, events, made, today = wiki
    return asking.ask(contact, made, events, today)


def mailed(contact: strategies.Contact, wiki: strategies.Wiki) -> object:
    return mailing.address(contact, wiki[3]) is not None


def chain(contact: strategies.Contact, wiki: strategies.Wiki) -> object:
    people, _, made, today = wiki
    if is_personal(wiki):
        return None
    slug = str(contact["id"])
    found = [
        (depth, *buyer) for depth, level in enumerate(supply.levels(people, slug), start=1) for buyer in level
    ]
    return sorted(found), slug in supply.to_be_asked(people, made, today)


def keys_of(shown: Shown, *keys: str) -> Shown:
    """So much of a shown value, None of one that is absent."""
    return shown and {key: shown[key] for key in keys}


FAMILIES: Mapping[str, tuple[Family, View]] = {
    "customer_type": (customer_type, lambda shown: shown and shown["value"]),
    "stage": (lacks, lambda shown: shown["lacks"]),
    "partnership": (
        partnership,
        lambda shown: keys_of(shown, "value", "contact_sphere", "power_team", "referral_partner"),
    ),
    "reciprocity": (reciprocity, lambda shown: keys_of(shown, "received", "given", "balance")),
    "referrals": (
        referrals,
        lambda shown: (
            shown
            and {
                **keys_of(shown, "generation", "downstream", "downstream_won"),
                **{key: sorted(shown[key]) for key in ("referred_by", "referred")},
            }
        ),
    ),
    "see": (see, lambda shown: keys_of(shown, "covered", "next")),
    "drift": (drift, lambda shown: keys_of(shown, "median_days", "silent_days")),
    "mood": (mood, lambda shown: (shown["complaint"], shown["good_moment"], shown["broken_promises"] > 0)),
    "grade": (grade, lambda shown: shown and shown["suggested"]),
    "ask": (ask, lambda shown: shown and shown["case"]),
    "mailing": (mailed, lambda shown: shown["included"]),
    "supply_chain": (
        chain,
        lambda shown: (
            shown
            and (
                sorted((b["depth"], b["id"] is not None, b["id"] or b["name"]) for b in shown["buyers"]),
                shown["is_unknown"],
            )
        ),
    ),
}
"""Key of `facts` -> the oracle, and what of the shown value it speaks of."""


SHRINKING = () if EXAMPLES else (Phase.shrink, Phase.explain)
"""What is left out in the ordinary suite: it takes minutes, and a wiki of a theme is small as it is."""


def compared(examples: int) -> hypothesis_settings:
    """So many examples in the ordinary suite, and as many as asked for in a search."""
    phases = [phase for phase in Phase if phase not in SHRINKING]
    return hypothesis_settings(max_examples=EXAMPLES or examples, phases=phases)


BUSINESS = ("referrals", "referred_by", "purchases", "deals")


def without_business(contact: strategies.Contact) -> strategies.Contact:
    """Somebody as a wiki for family and friends tells of them."""
    kept = {name: value for name, value in contact.items() if name not in BUSINESS}
    trade = ("client-of", "supplier-of")
    relations = [one for one in plain.as_entries(contact.get("relations")) if one["type"] not in trade]
    return {**kept, **({"relations": relations} if "relations" in kept else {})}


def is_personal(wiki: strategies.Wiki) -> bool:
    """Whether the wiki is kept for family and friends alone, so that nothing of business is shown."""
    owner = due.with_defaults(wiki[2])["owner"]
    return isinstance(owner, Mapping) and owner["use"] == "personal"


@contextmanager
def written(wiki: strategies.Wiki) -> Iterator[Callable[..., Shown]]:
    """The wiki as files, and a way to have a command's JSON about it."""
    people, events, made, today = wiki
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root / "mkdocs.yml", SITE + strategies.settings_yaml(made))
        for entity in (*people, *events):
            write(root / "contacts" / f"{entity['id']}.md", strategies.as_markdown(entity))

        def asked(*args: str) -> Shown:
            ran = soi(root, *args, "--format", "json", today=today.isoformat())
            assert ran.exit == 0, ran
            return ran.json

        yield asked


@pytest.mark.parametrize("theme", rich.THEMES)
@given(data=st.data())
@compared(10)
def test_facts_are_the_oracles(theme: str, data: st.DataObject) -> None:
    wiki = data.draw(rich.wikis(theme))
    with written(wiki) as asked:
        shown = {row["id"]: row["facts"] for row in asked("show", "--all")["contacts"]}
    found = {
        (slug, key): view(facts[key]) for slug, facts in shown.items() for key, (_, view) in FAMILIES.items()
    }
    expected = {
        (contact["id"], key): oracle(contact, wiki)
        for contact in wiki[0]
        for key, (oracle, _) in FAMILIES.items()
    }
    assert found == expected


@given(rich.crowds())
@compared(15)
def test_the_best_tenth_is_the_oracles(wiki: strategies.Wiki) -> None:
    with written(wiki) as asked:
        shown = {row["id"]: row["facts"]["grade"] for row in asked("show", "--all")["contacts"]}
    suggested = {slug: facts and facts["suggested"] for slug, facts in shown.items()}
    assert suggested == {contact["id"]: grade(contact, wiki) for contact in wiki[0]}


@pytest.mark.parametrize("theme", ["asking", "asked", "clients", "loyal", "promises", "everything"])
@given(data=st.data())
@compared(10)
def test_those_to_be_asked_stand_in_the_oracles_order(theme: str, data: st.DataObject) -> None:
    wiki = data.draw(rich.wikis(theme))
    people, events, made, today = wiki
    with written(wiki) as asked:
        rows = [(row["id"], row["case"]) for row in asked("ask")["ask"]]
    assert rows == asking.asked_in_order(people, made, events, today)


@pytest.mark.parametrize("theme", ["mailing", "mailing alone"])
@given(data=st.data())
@compared(10)
def test_the_newsletter_goes_to_the_oracles_addresses(theme: str, data: st.DataObject) -> None:
    wiki = data.draw(rich.wikis(theme))
    with written(wiki) as asked:
        rows = {row["id"]: row["email"] for row in asked("list", "--mailing")["mailing"]}
    addresses = {contact["id"]: mailing.address(contact, wiki[3]) for contact in wiki[0]}
    assert rows == {slug: address for slug, address in addresses.items() if address}


@pytest.mark.parametrize("theme", ["ways", "ways alone", "circle"])
@given(data=st.data())
@compared(15)
def test_ways_are_the_oracles_and_in_its_order(theme: str, data: st.DataObject) -> None:
    wiki = data.draw(rich.wikis(theme))
    people, events, made, today = wiki
    who = people[-1]
    with written(wiki) as asked:
        shown = asked("path", str(who["id"]), "-k", "100")["paths"]
    known = [without_business(one) for one in people] if is_personal(wiki) else people
    expected = paths.paths(str(who["id"]), known, made, events, today)
    assert [[step["id"] for step in way["steps"]] for way in shown] == [way for _, way in expected]
    if due.grade_of(who) in paths.OF_GRADE:
        assert [way["cost"] for way in shown] == pytest.approx(
            [float(cost) for cost, _ in expected], abs=1e-4
        )
