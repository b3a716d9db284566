"""`soi referrals` and `soi path`, and what `soi show` says of the network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.graphs import named
from tests.graphs import referring
from tests.support import REPOSITORY
from tests.support import make_wiki
from tests.support import person
from tests.support import soi

FILES = {
    "ana.md": person(
        "Ana Ruiz",
        grade="A+",
        stage="client",
        touches="2026-02-20 visit",
        referrals="[{date: 2026-01-02, direction: received, contact: ben, outcome: won, value: 4200.50},"
        " {date: 2026-01-03, direction: received, contact: Luis Vega}]",
        relations="{type: knows, contact: dora}",
    ),
    "ben.md": person(
        "Ben Okafor",
        touches="2026-02-01 call",
        referrals="{date: 2026-01-20, direction: received, contact: cleo}",
    ),
    "cleo.md": person("Cleo Diaz", stage="suspect"),
    "dora.md": person("Dora Fox", referred_by="emil"),
    "emil.md": person("Emil Gray", referred_by="dora"),
}

OF_REFERRALS = ("  referrals:", "  thanks owed", "  reward owed")


def test_show_tells_of_referrals(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, FILES)
    assert soi(wiki, "show", "ana", "--format", "json").json["facts"]["referrals"] == {
        "generation": 0,
        "referred_by": [],
        "referred": ["ben", "Luis Vega"],
        "downstream": 3,
        "downstream_won": 4200.5,
        "because": [
            {"text": "referred Luis Vega on 2026-01-03", "path": "contacts/ana.md", "line": 6},
            {"text": "referred Ben Okafor on 2026-01-02, won, 4200.50", "path": "contacts/ana.md", "line": 6},
        ],
    }
    everybody = {row["id"]: row for row in soi(wiki, "show", "--all", "--format", "json").json["contacts"]}
    assert everybody["emil"]["facts"]["referrals"] == {
        "generation": None,
        "referred_by": ["dora"],
        "referred": ["dora"],
        "downstream": 1,
        "downstream_won": 0,
        "because": [
            {"text": "came through Dora Fox", "path": "contacts/emil.md", "line": 3},
            {"text": "referred Dora Fox", "path": "contacts/dora.md", "line": 3},
        ],
    }


def test_the_card_tells_of_referrals_and_of_what_is_owed(tmp_path: Path) -> None:
    rewarded = (
        "[{date: 2026-02-01, direction: received, contact: ben, thanked: 2026-02-02, "
        "reward: {what: dinner, promised: 2026-02-03}}, {date: 2026-02-04, direction: given, contact: cleo, "
        "outcome: won}]"
    )
    resting = person(
        "Gus Hall", archived="2026-02-01", referrals=rewarded.replace("thanked: 2026-02-02, ", "")
    )
    files = {**FILES, "fay.md": person("Fay Hall", referrals=rewarded), "gus.md": resting}
    wiki = make_wiki(tmp_path, files)

    def told(who: str) -> list[str]:
        lines = soi(wiki, "show", who).out.splitlines()
        return [line.strip() for line in lines if line.startswith(OF_REFERRALS)]

    assert told("ana") == [
        "referrals: gave you 2 (1 won) and got none; generation 0; 3 people downstream, 4200.50 EUR won",
        "thanks owed for Ben Okafor, referred on 2026-01-02  (soi done ana 'thanks for Ben Okafor')",
        "thanks owed for Luis Vega, referred on 2026-01-03  (soi done ana 'thanks for Luis Vega')",
    ]
    assert told("ben")[0] == (
        "referrals: gave you 1 and got none; generation 1, through Ana Ruiz, Fay Hall, Gus Hall; "
        "1 person downstream"
    )
    assert told("cleo") == ["referrals: generation 2, through Ben Okafor"]
    assert told("emil") == ["referrals: in a cycle, through Dora Fox; 1 person downstream"]
    assert told("fay")[1:] == [
        "reward owed: dinner for Ben Okafor, promised on 2026-02-03  (soi done fay reward)"
    ]
    assert told("gus") == ["referrals: gave you 1 and got 1 (1 won); generation 0; 2 people downstream"]
    make_wiki(wiki, {}, "owner: {use: personal}")
    assert told("ana") == []


def test_the_overview(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, FILES), "referrals")
    assert ran.exit == 0
    assert ran.out == (
        "best sources\n"
        "id    name        won      won_count  recent  referred  downstream  downstream_won\n"
        "ana   Ana Ruiz    4200.50  1          2       2         3           4200.50\n"
        "ben   Ben Okafor  0        0          1       1         1           0\n"
        "dora  Dora Fox    0        0          0       1         1           0\n"
        "emil  Emil Gray   0        0          0       1         1           0\n"
        "\n"
        "longest chains\n"
        "Ana Ruiz > Ben Okafor > Cleo Diaz\n"
        "\n"
        "people by generation, 0 for those who refer and came through nobody\n"
        "0: 1 person\n"
        "1: 2 people\n"
        "2: 1 person\n"
        "\n"
        "centres of influence\n"
        "id   name      betweenness  people\n"
        "ana  Ana Ruiz  0.800000000  3\n"
        "\n"
        "cycles\n"
        "Dora Fox > Emil Gray > Dora Fox\n"
    )


def test_the_overview_for_programs(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, FILES)
    found = soi(wiki, "referrals", "--format", "json").json
    assert [row["id"] for row in found["sources"]] == ["ana", "ben", "dora", "emil"]
    assert found["chains"] == [["ana", "ben", "cleo"]]
    assert found["generations"] == [
        {"generation": 0, "people": ["ana"]},
        {"generation": 1, "people": ["ben", "Luis Vega"]},
        {"generation": 2, "people": ["cleo"]},
    ]
    assert found["centres"]["is_estimate"] is False
    assert [row["id"] for row in found["centres"]["people"]] == ["ana"]
    assert found["cycles"] == [["dora", "emil"]]
    csv = soi(wiki, "referrals", "--top", "1", "--format", "csv").out
    assert csv.splitlines()[1:] == ["ana,Ana Ruiz,4200.50,1,2,2,3,4200.50"]


def test_one_person(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, FILES)
    assert soi(wiki, "referrals", "ben").out == (
        "Ben Okafor  generation 1\n"
        "  chain: Ana Ruiz > Ben Okafor\n"
        "  came through Ana Ruiz on 2026-01-02, won, 4200.50\n"
        "  referred Cleo Diaz on 2026-01-20\n"
        "  downstream: 1 person\n"
    )
    assert "no generation: in or behind a cycle" in soi(wiki, "referrals", "emil").out
    one = soi(wiki, "referrals", "cleo", "--format", "json").json
    assert (one["chain"], one["referrals"]["generation"]) == (["ana", "ben", "cleo"], 2)
    assert soi(wiki, "referrals", "ben", "--format", "csv").exit == 2


def test_with_nobody_referred_the_way_to_note_it_is_told(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": person()}), "referrals")
    assert (ran.exit, ran.out) == (
        0,
        "nobody has referred anybody yet; note it with soi refer BEN --from ANA\n",
    )


def test_family_and_friends_are_not_counted(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, FILES, "owner: {use: personal}")
    for arguments in (["referrals"], ["referrals", "ana"]):
        ran = soi(wiki, *arguments)
        assert (ran.exit, len(ran.out.splitlines())) == (0, 1)
        assert "family and friends" in ran.out
    found = soi(wiki, "referrals", "--format", "json").json
    assert (found["sources"], found["chains"], found["cycles"], found["centres"]["people"]) == (
        [],
        [],
        [],
        [],
    )
    assert soi(wiki, "referrals", "ana", "--format", "json").json["referrals"] is None
    assert len(soi(wiki, "referrals", "--format", "csv").out.splitlines()) == 1
    assert soi(wiki, "show", "ana", "--format", "json").json["facts"]["referrals"] is None


def test_a_long_chain_and_a_long_circle_fit_a_line(tmp_path: Path) -> None:
    size = 40
    chain = [(number, number + 1) for number in range(size - 1)]
    ran = soi(make_wiki(tmp_path / "chain", referring(size, chain)), "referrals")
    assert "P 0 > P 1 > P 2 > P 3 > … 32 more … > P 36 > P 37 > P 38 > P 39\n" in ran.out
    wiki = make_wiki(tmp_path / "circle", referring(size, [*chain, (size - 1, 0)]))
    assert "P 0 > P 1 > P 2 > P 3 > … 33 more … > P 37 > P 38 > P 39 > P 0\n" in soi(wiki, "referrals").out
    (line,) = [line for line in soi(wiki, "check").out.splitlines() if "SOI305" in line]
    assert f"contacts/{named(0)}.md:4:54" in line
    assert (
        "P 0 referred P 1, who referred P 2, who referred somebody (and so on, 35 people), "
        "who referred P 38, who referred P 39, who referred P 0" in line
    )


@pytest.mark.parametrize("command", [["path", "cleo"], ["path", "cleo", "-k", "1"]], ids=" ".join)
def test_a_path_says_whom_to_ask_for_what(tmp_path: Path, command: list[str]) -> None:
    ran = soi(make_wiki(tmp_path, FILES), *command)
    first, *rest = ran.out.split("\n2. ")
    assert first.rstrip("\n") == (
        "1. you > Ben Okafor > Cleo Diaz  (cost 5.08)\n"
        "   Ask Ben Okafor (last call on 2026-02-01) to introduce you to Cleo Diaz, whom they referred to you"
        " on 2026-01-20\n"
        "     soi touch ben call --else 'asked for an introduction to Cleo Diaz'"
    )
    assert len(rest) == (0 if "-k" in command else 1)


def test_paths_for_programs(tmp_path: Path) -> None:
    found = soi(make_wiki(tmp_path, FILES), "path", "cleo", "--format", "json").json
    assert [(path["cost"], [step["id"] for step in path["steps"]]) for path in found["paths"]] == [
        (5.0767, ["ben", "cleo"]),
        (6.1014, ["ana", "ben", "cleo"]),
    ]
    assert found["paths"][1]["steps"][1] == {
        "id": "ben",
        "name": "Ben Okafor",
        "grade": "C",
        "cost": 2.0767,
        "last_touch": {"date": "2026-02-01", "channel": "call"},
        "ties": [{"kind": "referral", "source": "ana", "target": "ben", "date": "2026-01-02"}],
    }


def test_without_a_way_the_message_says_what_to_note(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, FILES), "path", "emil")
    assert ran.exit == 0
    assert "you > Ana Ruiz > Dora Fox > Emil Gray" in ran.out
    ran = soi(make_wiki(tmp_path / "b", {"ana.md": person("Ana")}), "path", "ana")
    assert (ran.exit, ran.out) == (0, "")
    assert "nobody whom you know leads to Ana" in ran.err


def test_a_name_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    files = {
        "ana.md": person(
            '"\\e[31mAna\\n::x::"', touches="2026-02-20 call", relations="{type: knows, contact: ben}"
        ),
        "ben.md": person('"Ben \\u202e"', referred_by="ana"),
    }
    wiki = make_wiki(tmp_path, files)
    for command in (["referrals"], ["referrals", "ben"], ["path", "ben"]):
        out = soi(wiki, *command).out
        assert "Ana" in out
        assert not {"\x1b", "\u202e"} & {*out}
        assert not any(line.startswith("::") for line in out.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [
        ["referrals"],
        ["referrals", "ottoline"],
        ["path", "duarte"],
        ["graph", "--around", "ottoline", "--format", "mermaid"],
    ],
    ids=["referrals", "referrals-who", "path", "mermaid"],
)
def test_the_sample_tells_its_story(
    arguments: list[str], golden: Callable[[str, str], None], request: pytest.FixtureRequest
) -> None:
    name = request.node.callspec.id
    golden(f"network-{name}.txt", soi(REPOSITORY, *arguments, today="").out)
