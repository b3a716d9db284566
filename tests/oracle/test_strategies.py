"""What the strategies write is what they made, and it goes where the rules turn."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import yaml
from hypothesis import Phase
from hypothesis import find
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from . import due as oracle
from . import strategies


def as_read(value: object) -> object:
    """A value as a reader that takes every scalar for text would see it."""
    if isinstance(value, Mapping):
        return {key: as_read(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_read(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def read(text: str) -> object:
    return yaml.BaseLoader(text).get_single_data()


@given(strategies.wikis())
@hypothesis_settings(deadline=None)
def test_a_file_holds_the_contact_it_was_written_from(wiki: strategies.Wiki) -> None:
    people, events, _, _ = wiki
    for contact in [*people, *events]:
        opening, front_matter, _ = strategies.as_markdown(contact).split("---\n")
        assert opening == ""
        shown = {key: value for key, value in contact.items() if key != "id"}
        assert read(front_matter) == as_read(shown)


@given(strategies.settings())
def test_settings_are_an_item_of_the_plugin_list(made: strategies.Settings) -> None:
    expected = [{"soi": as_read(made)}] if made else ["soi"]
    assert read("plugins:\n" + strategies.settings_yaml(made)) == {"plugins": expected}


@given(strategies.wikis())
@hypothesis_settings(deadline=None)
def test_the_oracle_answers_whatever_is_made(wiki: strategies.Wiki) -> None:
    people, events, made, today = wiki
    found = oracle.order(oracle.rows(people, made, events, today))
    assert {row["id"] for row in oracle.listed(found)} <= {row["id"] for row in found}
    assert all((row["due_on"] < today) == (row["status"] == "overdue") for row in found)


def statuses(wiki: strategies.Wiki) -> set[str]:
    people, events, made, today = wiki
    return {row["status"] for row in oracle.rows(people, made, events, today)}


def on_a_birthday(wiki: strategies.Wiki) -> bool:
    people, events, made, today = wiki
    rows = {row["id"]: row for row in oracle.rows(people, made, events, today)}
    return any(
        rows[str(person["id"])]["last_touch"]
        and oracle.is_birthday(rows[str(person["id"])]["due_on"], str(person["birthday"]))
        for person in people
        if person["id"] in rows and "birthday" in person and "cadence" not in person
    )


QUICKLY = hypothesis_settings(deadline=None, phases=[Phase.generate], derandomize=True, database=None)


@pytest.mark.parametrize("status", ["overdue", "due", "soon", "ok", "snoozed"])
def test_every_status_is_found(status: str) -> None:
    wiki = find(strategies.wikis(), lambda made: status in statuses(made), settings=QUICKLY)
    assert status in statuses(wiki)


def test_due_on_a_birthday_is_found() -> None:
    assert on_a_birthday(find(strategies.wikis(), on_a_birthday, settings=QUICKLY))
