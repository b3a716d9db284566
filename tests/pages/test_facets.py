"""Filters: which ones a list offers, and that rows and counts agree."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from builder.pages import views
from builder.pages.facets import Marks
from builder.pages.facets import facets
from builder.pages.people import PeopleView
from builder.pages.rendering import environment
from builder.pages.rendering import html
from builder.workspace import open_workspace
from tests.support import make_wiki
from tests.support import person


def test_a_facet_has_the_values_that_occur_in_the_order_of_the_vocabulary() -> None:
    rows: list[Marks] = [{"size": ("big",)}, {"size": ("small", "big")}, {}]
    (facet,) = facets("list.html", rows, {"size": ("small", "medium", "big"), "shape": ("round",)})
    assert (facet.name, facet.title) == ("size", "Size")
    assert [(option.value, option.count) for option in facet.options] == [("small", 1), ("big", 2)]


def test_a_facet_that_tells_nobody_apart_is_left_out() -> None:
    assert facets("list.html", [{"size": ("big",)}] * 2, {"size": ("small", "big")}) == ()


def test_people_can_be_told_apart_by_what_they_are(tmp_path: Path) -> None:
    files = {
        "ana.md": person("Ana", grade="A+", stage="client", category="[customer, evangelist]", lost_to="Ben"),
        "bea.md": person("Bea", scope="personal"),
        "cyd.md": person("Cyd", grade="C", stage="suspect", category="influencer"),
        "dov.md": person("Dov", grade="F", archived="2026-01-01"),
    }
    opened = open_workspace(make_wiki(tmp_path, files), dt.date(2026, 3, 1))
    view = dict(views(opened))["people.html"]
    assert isinstance(view, PeopleView)
    found = {facet.name: {o.text: o.count for o in facet.options} for facet in view.facets}
    assert found == {
        "grade": {"A+": 1, "C": 2, "not graded": 1},
        "stage": {"suspect": 1, "contact": 1, "client": 1},
        "category": {"customer": 1, "influencer": 1, "evangelist": 1},
        "customer_type": {"lost": 1, "undefined": 1},
        "scope": {"personal": 1, "business": 2},
    }
    page = html(environment(opened.root), "people.html", view)
    assert page.count("<small>not graded</small>") == 1
    assert 'data-customer-type="lost"' in page
    assert 'data-category="customer evangelist"' in page
    assert '<a href="people.html#grade=A%2B">A+</a> <small>1</small>' in page
    for facet in view.facets:
        for option in facet.options:
            name, value = facet.name.replace("_", "-"), re.escape(option.value)
            mark = rf'<tr[^>]* data-{name}="(?:[^"]* )?{value}(?: [^"]*)?"'
            assert len(re.findall(mark, page)) == option.count
