"""`mkdocs.yml`: every setting, what MkDocs allows around them, and mistakes with their place."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import textwrap
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builder.days import Duration
from builder.days import Unit
from builder.document import read_document
from builder.errors import SettingsError
from builder.kinds import Never
from builder.kinds import keys
from builder.settings import DEFAULT_CHANNELS
from builder.settings import Config
from builder.settings import Settings
from builder.settings import config_from
from builder.settings import read_config

from ..support import REPOSITORY
from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import places
from ..support import run_soi
from ..support import soi
from ..support import write


def config(root: Path, text: str) -> Config:
    return read_config(write(root / "mkdocs.yml", text))


def section(root: Path, text: str) -> Settings:
    return config(
        root, "plugins:\n  - soi:\n" + textwrap.indent(textwrap.dedent(text).strip("\n"), " " * 6)
    ).settings


DAY, WEEK, MONTH, YEAR = Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR
SPEC_KEYS = {
    *("format", "owner", "currency", "cadence", "soon", "personal_channels", "customers", "asking"),
    *("rewards", "process", "capacity", "checks", "today"),
}


def test_the_settings_are_those_of_the_contract() -> None:
    assert set(keys(Settings)) >= SPEC_KEYS


@pytest.mark.parametrize(
    ("text", "top"),
    [
        pytest.param("site_name: x\n", {"site_name": "x"}, id="keys"),
        pytest.param("", {}, id="nothing"),
        pytest.param("- a\n", {}, id="a list"),
        pytest.param("a\n", {}, id="a text"),
    ],
)
def test_a_document_without_keys_has_none_at_its_top(tmp_path: Path, text: str, top: dict[str, str]) -> None:
    assert read_document(write(tmp_path / "mkdocs.yml", text)).top == top


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="an empty file is none"),
        pytest.param("site_name: x\n", id="no plugins"),
        pytest.param("plugins: []\n", id="no plugin"),
        pytest.param("plugins:\n", id="plugins without a value"),
        pytest.param("plugins: [search, soi]\n", id="a name in a list"),
        pytest.param("plugins:\n  soi:\n", id="a map without a value"),
        pytest.param("plugins:\n  - soi: {}\n", id="an empty map"),
    ],
)
def test_everything_has_a_default(tmp_path: Path, text: str) -> None:
    if not text:
        with pytest.raises(SettingsError, match="expected keys and values"):
            config(tmp_path, text)
        return
    found = config(tmp_path, text)
    settings = found.settings
    assert (found.folder, found.site_dir, found.diagnostics) == ("contacts", "site", ())
    assert settings.cadence == {"A+": Duration(1, MONTH), "A": Duration(3, MONTH), "B": Duration(1, YEAR)}
    assert settings.soon == {"A+": Duration(7, DAY), "A": Duration(14, DAY), "B": Duration(30, DAY)}
    assert settings.channels(None, None) == ("call", "video", "visit", "meeting", "meal")
    customers = settings.customers
    assert (customers.active, customers.non_active) == (Duration(90, DAY), Duration(1, YEAR))
    assert (customers.lost, customers.status_meeting) == (Duration(2, YEAR), Never.NEVER)
    assert settings.asking.rest == Duration(180, DAY)
    assert (settings.capacity.touches_per_week, settings.capacity.days) == (15, ("Mon", "Tue", "Wed", "Thu"))
    assert (settings.checks.fail_on, settings.checks.ignore, settings.checks.severity) == ("error", (), {})
    assert (settings.owner.use, settings.currency, settings.today, settings.process) == (
        "both",
        "EUR",
        None,
        {},
    )


WHOLE = """\
    format: 1
    owner:
      name: Kim Doe
      use: personal
      timezone: Europe/Madrid
      profession: commercial photographer
      profile: hotels and restaurants that redesign
      contact_sphere: [event planner, [wedding venue, venue], florist]
      competitors: photo studio
      away: [2026-08-01/2026-08-21, 2026-12-24]
    currency: CHF
    cadence: {A+: 2 weeks, C: P2Y}
    soon: {A: 1 day}
    personal_channels: {client: [call, letter], personal: card}
    customers: {active: 30 days, status_meeting: 1 month}
    asking: {rest: 1 year}
    rewards: {introduced: a print, won: dinner, for: [new-customer, prospect]}
    process: {prospect: [{id: needs, what: ask}, {id: offer, what: write}]}
    capacity: {touches_per_week: 3, days: Sat}
    checks: {fail_on: warning, ignore: [SOI413, SOI5], severity: {SOI402: info, SOI403: off}}
    today: 2026-11-24
    """


def test_every_setting_is_read(tmp_path: Path) -> None:
    found = section(tmp_path, WHOLE)
    owner = found.owner
    assert (owner.name, owner.use, owner.profession) == ("Kim Doe", "personal", "commercial photographer")
    assert str(owner.timezone) == "Europe/Madrid"
    assert owner.profile == "hotels and restaurants that redesign"
    assert owner.contact_sphere == (("event planner",), ("wedding venue", "venue"), ("florist",))
    assert owner.competitors == ("photo studio",)
    christmas = dt.date(2026, 12, 24)
    assert owner.away == ((dt.date(2026, 8, 1), dt.date(2026, 8, 21)), (christmas, christmas))
    assert found.currency == "CHF"
    assert found.cadence == {
        "A+": Duration(2, WEEK), "A": Duration(3, MONTH), "B": Duration(1, YEAR), "C": Duration(2, YEAR),
    }  # fmt: skip
    assert found.soon == {"A+": Duration(7, DAY), "A": Duration(1, DAY), "B": Duration(30, DAY)}
    assert found.channels("business", "client") == ("call", "letter")
    assert found.channels("personal", "client") == ("call", "letter")
    assert found.channels("personal", "contact") == ("card",)
    assert found.channels("business", "contact") == ("call", "video", "visit", "meeting", "meal")
    assert found.customers.active == Duration(30, DAY)
    assert found.customers.non_active == Duration(1, YEAR)
    assert found.customers.status_meeting == Duration(1, MONTH)
    assert found.asking.rest == Duration(1, YEAR)
    assert (found.rewards.introduced, found.rewards.won, found.rewards.for_) == (
        "a print", "dinner", ("new-customer", "prospect"),
    )  # fmt: skip
    assert [(step.id, step.what) for step in found.process["prospect"]] == [
        ("needs", "ask"),
        ("offer", "write"),
    ]
    assert (found.capacity.touches_per_week, found.capacity.days) == (3, ("Sat",))
    assert found.checks.ignore == ("SOI413", "SOI5")
    assert found.checks.severity == {"SOI402": "info", "SOI403": "off"}
    assert found.today == dt.date(2026, 11, 24)


def test_a_list_of_channels_is_for_everybody(tmp_path: Path) -> None:
    found = section(tmp_path, "personal_channels: [letter, card]")
    assert found.personal_channels == {DEFAULT_CHANNELS: ("letter", "card")}
    assert found.channels("personal", "client") == ("letter", "card")
    assert section(tmp_path, "personal_channels: letter").channels(None, None) == ("letter",)


def test_never_switches_a_grade_off(tmp_path: Path) -> None:
    assert section(tmp_path, "cadence: {B: never}").cadence["B"] is Never.NEVER


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-07-31", False),
        ("2026-08-01", True),
        ("2026-08-21", True),
        ("2026-08-22", False),
        ("2026-12-24", True),
    ],
)
def test_away_counts_both_ends(tmp_path: Path, day: str, *, expected: bool) -> None:
    assert section(tmp_path, WHOLE).is_away(dt.date.fromisoformat(day)) is expected


# -- what MkDocs allows


def test_the_plugins_may_be_a_map(tmp_path: Path) -> None:
    text = "plugins:\n  search: {}\n  soi:\n    currency: CHF\n"
    assert config(tmp_path, text).settings.currency == "CHF"


def test_anchors_and_aliases_are_followed(tmp_path: Path) -> None:
    text = """\
        x-often: &often 2 weeks
        x-base: &base {currency: CHF}
        plugins:
          - soi:
              <<: *base
              cadence: {A+: *often, A: *often}
        """
    found = config(tmp_path, text).settings
    assert (found.currency, found.cadence["A"]) == ("CHF", Duration(2, WEEK))


def test_environment_variables_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOI_TEST_CURRENCY", "CHF")
    text = """\
        docs_dir: !ENV [SOI_TEST_NOWHERE, people]
        plugins:
          - soi:
              currency: !ENV SOI_TEST_CURRENCY
              owner: {name: !ENV [SOI_TEST_NOWHERE, SOI_TEST_CURRENCY, x], profile: !ENV SOI_TEST_NOWHERE}
        """
    found = config(tmp_path, text)
    assert (found.settings.currency, found.settings.owner.name, found.folder) == ("CHF", "CHF", "people")
    assert found.settings.owner.profile is None


def test_a_tag_of_python_runs_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "was-here"
    text = f"""\
        markdown_extensions:
          - toc: {{slugify: !!python/object/apply:os.system ["touch {mark}"]}}
        x: !!python/name:os.system
        y: !other {{a: 1}}
        plugins: [soi: {{currency: !!python/name:os.system CHF}}]
        """
    assert config(tmp_path, text).settings.currency == "CHF"
    assert not mark.exists()


def test_a_parent_is_merged_deeply(tmp_path: Path) -> None:
    inherited = "  soi:\n    currency: CHF\n    owner: {name: Kim, use: personal}\n"
    write(tmp_path / "shared/base.yml", f"site_name: Base\ndocs_dir: people\nplugins:\n{inherited}")
    text = "INHERIT: shared/base.yml\nsite_name: Mine\nplugins:\n  soi:\n    owner: {name: Lou}\n"
    found = config(tmp_path, text)
    assert found.folder == "people"
    assert (found.settings.currency, found.settings.owner.name, found.settings.owner.use) == (
        "CHF",
        "Lou",
        "personal",
    )


def test_a_mistake_in_a_parent_is_blamed_there(tmp_path: Path) -> None:
    write(tmp_path / "base.yml", "plugins:\n  soi:\n    currency: [x, y]\n")
    with pytest.raises(SettingsError, match=r"^base.yml:3:15: expected a text"):
        config(tmp_path, "INHERIT: base.yml\nplugins:\n  soi:\n    owner: {}\n")


@pytest.mark.parametrize("parent", ["mkdocs.yml", "other.yml"])
def test_parents_in_a_circle_stop_with_a_sentence(tmp_path: Path, parent: str) -> None:
    write(tmp_path / "other.yml", "INHERIT: mkdocs.yml\n")
    with pytest.raises(SettingsError, match="circle"):
        config(tmp_path, f"INHERIT: {parent}\n")


def test_a_parent_that_is_not_there_stops_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.yml.*cannot be read"):
        config(tmp_path, "INHERIT: nowhere.yml\n")


def test_a_billion_laughs_end_soon(tmp_path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    assert config(tmp_path, "\n".join([*lines, "plugins: [soi]", ""])).settings == Settings()


def test_a_laughing_section_ends_soon_too(tmp_path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefg", "bcdefgh", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    with pytest.raises(SettingsError, match="expected"):
        config(tmp_path, "\n".join([*lines, "plugins: [soi: {owner: {competitors: *h}}]", ""]))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("plugins: " + "[" * 100_000, r"^mkdocs.yml:1:\d+: nested deeper", id="nested deeply"),
        pytest.param("a: [b\nc: d\n", r"^mkdocs.yml:2:", id="no YAML"),
        pytest.param("a: \x07\n", r"^mkdocs.yml:1:", id="a control character"),
        pytest.param("- a\n- b\n", r"^mkdocs.yml:1:1: expected keys and values", id="a list"),
        pytest.param("a: *nowhere\n", r"^mkdocs.yml:1:", id="an alias of nothing"),
        pytest.param("a: &a [*a]\nplugins: [soi: {owner: *a}]\n", r"^mkdocs.yml:", id="an alias of itself"),
    ],
)
def test_what_cannot_be_read_has_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        config(tmp_path, text)


def test_bytes_that_are_no_text_have_their_place(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(b"a: b\nc: \xe9\n")
    with pytest.raises(SettingsError, match=r"^mkdocs.yml:2:4: byte 0xe9"):
        read_config(tmp_path / "mkdocs.yml")


# -- mistakes


WRONG = [
    pytest.param("cadence: {A+: monthly}", '4:21: "monthly" is not a duration', id="no duration"),
    pytest.param("owner: {use: all}", '4:20: unknown value "all"', id="no such word"),
    pytest.param("owner: {timezone: Madrid}", '4:25: unknown time zone "Madrid"', id="no time zone"),
    pytest.param(
        "owner: {away: 2026-08-21/2026-08-01}",
        "4:21: 2026-08-21/2026-08-01 ends before",
        id="a range backwards",
    ),
    pytest.param("today: 2026-02-30", "4:14: 2026-02-30 is not in the calendar", id="no such day"),
    pytest.param("format: one", '4:15: "one" is not a number', id="no number"),
    pytest.param("capacity: {touches_per_week: -3}", '4:36: "-3" is not a number', id="a negative number"),
    pytest.param("checks: {severity: {SOI402: loud}}", '4:35: unknown value "loud"', id="no severity"),
    pytest.param("process: {prospect: [{id: a}]}", "4:28: what is missing", id="a step without words"),
    pytest.param("owner: Kim", "4:14: expected", id="a text for keys"),
    pytest.param("currency: [EUR]", "4:17: expected a text", id="a list for a text"),
    pytest.param("personal_channels: [cal]", '4:27: unknown value "cal"', id="no channel"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_wrong_setting_stops_every_command_at_its_place(tmp_path: Path, text: str, message: str) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()}, text)
    for command in ("check", "due", "today"):
        ran = soi(wiki, command)
        assert (ran.exit, ran.out) == (2, "")
        assert ran.err.startswith(f"soi: mkdocs.yml:{message}")


def test_all_mistakes_are_said_at_once(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": person()}, "currency: []\ntoday: x\nformat: y"), "check")
    assert [line.split(":")[2] for line in ran.err.splitlines()] == ["5", "6"] or len(
        ran.err.splitlines()
    ) == 3


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("ownr: {name: Kim}", "mkdocs.yml:4:7 SOI206", "did you mean owner?"),
        ("owner: {nam: Kim}", "mkdocs.yml:4:15 SOI206", "did you mean name?"),
        ("cadence: {A++: 1 day}", "mkdocs.yml:4:17 SOI206", "did you mean A+?"),
        ("checks:\n  failon: error", "mkdocs.yml:5:9 SOI206", "did you mean fail_on?"),
    ],
)
def test_an_unknown_setting_is_a_warning(tmp_path: Path, text: str, place: str, hint: str) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()}, text)
    (found,) = check(wiki)
    assert places([found]) == [place]
    assert (found["severity"], found["hint"]) == ("warning", hint)
    assert soi(wiki, "due").exit == 0


def test_own_settings_are_kept(tmp_path: Path) -> None:
    assert check(make_wiki(tmp_path, {"ana.md": person()}, "x-mine: {a: 1}")) == []


def test_a_format_before_the_first_is_refused(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": person()}, "format: 0"), "check")
    assert (ran.exit, ran.out) == (2, "")
    assert ran.err == "soi: mkdocs.yml:4:15: there never was a format 0; the first is 1\n"


@pytest.mark.parametrize("text", ["format: 2", "format: 2\ncadence: {A+: {new: syntax}}"])
def test_a_newer_format_asks_for_a_newer_soi(tmp_path: Path, text: str) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": person()}, text), "check")
    assert (ran.exit, ran.out) == (2, "")
    assert ran.err.startswith("soi: mkdocs.yml:4:15: format 2 is newer")
    assert "upgrade soi" in ran.err


def test_a_plain_mapping_is_read_alike(tmp_path: Path) -> None:
    raw: Any = {
        "format": 1,
        "cadence": {"A+": "2 weeks"},
        "capacity": {"touches_per_week": 3},
        "today": dt.date(2026, 11, 24),
        "rewards": {"for": ["prospect"]},
        "x-amount": Decimal(1),
        "owner": {"use": "personal", "name": None},
    }
    found = config_from(raw, tmp_path).settings
    assert found.cadence["A+"] == Duration(2, WEEK)
    assert found.capacity.touches_per_week == 3
    assert found.today == dt.date(2026, 11, 24)
    assert found.rewards.for_ == ("prospect",)
    assert config_from(None, tmp_path).settings == Settings()


# -- around


@pytest.mark.parametrize("folder", ["people", "./people/", "a/b", "."])
def test_the_contacts_lie_where_docs_dir_says(tmp_path: Path, folder: str) -> None:
    write(tmp_path / "mkdocs.yml", f"docs_dir: {folder}\nplugins: [soi]\n")
    write(tmp_path / folder / "ana.md", person(grade="AA"))
    (found,) = check(tmp_path)
    clean = folder.removeprefix("./").strip("/")
    assert found["path"] == ("ana.md" if clean == "." else f"{clean}/ana.md")
    assert soi(tmp_path, "new", "Ben").exit == 0
    assert (tmp_path / folder / "ben.md").is_file()


@pytest.mark.parametrize("start", ["", "contacts", "contacts/deep"])
def test_the_wiki_is_the_nearest_upwards(tmp_path: Path, start: str) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person(grade="AA"), "contacts/deep/ben.md": person("Ben")})
    assert places(check(wiki / start)) == ["ana.md:3:8 SOI202"]


def test_the_pinned_day_is_said(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()}, "today: 2026-11-24")
    ran = soi(wiki, "due", "--format", "json", today="")
    assert ran.json["today"] == "2026-11-24"
    assert "today is pinned to 2026-11-24" in ran.err


def test_the_command_line_goes_before_the_environment_and_that_before_the_settings(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()}, "today: 2026-11-24")
    assert soi(wiki, "due", "--format", "json", today="2026-03-02").json["today"] == "2026-03-02"
    ran = soi(wiki, "due", "--format", "json", "--today", "2026-03-03", today="2026-03-02")
    assert (ran.json["today"], ran.err) == ("2026-03-03", "")
    assert soi(wiki, "due", "--today", "-1d", "--format", "json").json["today"] == "2026-02-28"
    ran = soi(wiki, "due", today="yesterday")
    assert (ran.exit, ran.out) == (2, "")
    assert "SOI_TODAY" in ran.err


@pytest.mark.parametrize("command", [["check"], ["due"], ["today"], ["touch", "ana", "call"], ["explain"]])
def test_the_daily_commands_never_load_the_site(tmp_path: Path, command: list[str]) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person(grade="A+", touches="2026-02-20 call")})
    program = (
        "import sys\n"
        "from builder.cli import main\n"
        "try:\n    main()\n"
        "finally:\n    print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--wiki", str(wiki), "--today", "2026-03-01", *command],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "click" in loaded
    assert not loaded & {"mkdocs", "jinja2", "material", "phonenumbers", "email_validator"}


def test_a_real_process_says_the_same(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person(grade="AA")}, "ownr: x")
    here, there = soi(wiki, "check"), run_soi(wiki, "check")
    assert here == there


@pytest.mark.parametrize("name", ["soy", "SOI", "sio", "oi"])
def test_a_misspelled_section_is_said_since_its_settings_do_not_count(tmp_path: Path, name: str) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()}, "currency: GBP")
    for plugins in (
        f"plugins:\n  - {name}:\n      currency: GBP\n",
        f"plugins:\n  {name}:\n    currency: GBP\n",
    ):
        (wiki / "mkdocs.yml").write_text(f"site_name: x\n{plugins}", encoding="utf-8")
        (found,) = check(wiki)
        assert (found["code"], found["line"], found["hint"]) == ("SOI206", 3, "did you mean soi?")


@pytest.mark.parametrize("name", ["social", "search", "rss", "tags", "info", "meta"])
def test_another_plugin_is_no_misspelling(tmp_path: Path, name: str) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()})
    (wiki / "mkdocs.yml").write_text(
        f"site_name: x\nplugins:\n  - {name}: {{enabled: false}}\n", encoding="utf-8"
    )
    assert check(wiki) == []
