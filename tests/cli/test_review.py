"""`soi review` on real repositories with fixed days: what changed in the network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..repositories import commit
from ..repositories import git
from ..repositories import start
from ..repositories import state
from ..support import make_wiki
from ..support import person
from ..support import soi
from ..support import write

BEFORE = {
    "ana.md": """\
        ---
        name: Ana Ruiz
        grade: B
        stage: client
        birthday: "07-01"
        referrals:
          - {date: 2026-01-20, direction: received, contact: Ben Okafor, outcome: introduced}
        purchases:
          - 2025-06-01 900 portraits
        follow_ups:
          - 2026-02-20 send catalogue
          - {due: 2026-02-27, what: call the printer}
        touches:
          - 2026-01-20 call: wants a catalogue
        ---
        """,
    "cleo.md": person("Cleo Lee", grade="A+", touches="2026-01-10 visit"),
    "dora.md": person("Dora May", stage="contact", emails="dora@may.example"),
    "emil.md": person("Emil Ott", grade="A+", touches="2026-01-25 call"),
    "fay.md": person("Fay Oak", grade="C"),
    "gus.md": person("Gus Pike"),
    "hal.md": person("Hal Reed"),
    "ida.md": person("Ida Stone", relations="[{type: knows, contact: gus}, {type: knows, contact: hal}]"),
    "jon.md": person("Jon Tarn"),
    "kit.md": person("Kit Vale", grade="D"),
}
"""As it was on 15 February."""
KNOWS = "[{{type: knows, contact: {}}}, {{type: knows, contact: {}}}, {{type: knows, contact: {}}}]"
AFTER = {
    "ana.md": """\
        ---
        name: Ana Ruiz
        grade: A
        stage: client
        birthday: "07-01"
        consent:
          - {date: 2026-02-25, what: newsletter, given: true, source: by phone}
        referrals:
          - {date: 2026-01-20, direction: received, contact: ben, outcome: won, thanked: 2026-02-18}
          - {date: 2026-02-18, direction: given, contact: dora}
        purchases:
          - 2025-06-01 900 portraits
          - 2026-02-26 4200 lobby series
        follow_ups:
          - {due: 2026-02-20, what: send catalogue, done: 2026-02-19}
          - {due: 2026-02-27, what: call the printer}
        touches:
          - 2026-01-20 call: wants a catalogue, soon
          - date: 2026-02-26
            channel: visit
            note: chose the prints
            follow_up: {due: 2026-03-06, what: deliver}
        ---
        """,
    "ben.md": person(
        "Ben Okafor",
        added="2026-02-20",
        source="referred by Ana Ruiz",
        deals="[{status: won, closed: 2026-02-24, amount: 700}]",
    ),
    "cleo.md": person(
        "Cleo Lee", grade="A+", touches="[2026-01-10 visit, 2026-02-17 call, 2026-02-18 email]"
    ),
    "dora.md": person(
        "Dora May",
        stage="prospect",
        stage_history="[{date: 2026-02-19, stage: prospect}]",
        emails="dora@may.example",
    ),
    "emil.md": person(
        "Emil Ott", grade="A+", touches="[2026-01-25 call, {date: 2026-02-26, channel: call, reached: false}]"
    ),
    "fay.md": person("Fay Oak", stage="connection", grade="C", died="2026-02-22"),
    "hal-reed.md": person("Hal Reed", former_ids="[hal]"),
    "ida.md": person("Ida Stone", relations=KNOWS.format("gus", "hal-reed", "emil")),
    "kit.md": person(
        "Kit Vale", grade="D", archived="2026-02-21", archived_reason="moved", former_ids="[jon]"
    ),
}
"""As it is on 1 March; Gus is deleted, and Jon has become one with Kit."""


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    """Two states of a wiki, the later one not committed."""
    root = start(tmp_path / "all")
    folder = root / "people"
    folder.mkdir()
    make_wiki(folder, BEFORE)
    commit(root, "2026-02-15")
    for path in (folder / "contacts").iterdir():
        path.unlink()
    make_wiki(folder, AFTER)
    return folder


def changes(wiki: Path, *args: str) -> list[str]:
    """Changes as `topic id: text`."""
    changed = soi(wiki, "review", "--format", "json", *args).json["changed"]
    return [f"{row['topic']} {row['id']}: {row['text']}" for row in changed["changes"]]


def test_all_that_changed_since_a_commit(wiki: Path, golden: Callable[[str, str], None]) -> None:
    name = git(wiki, "rev-parse", "HEAD").decode()[:9]
    for since in ("2026-02-16", "HEAD"):
        ran = soi(wiki, "review", "--since", since)
        assert (ran.exit, ran.err) == (0, "")
        day = "2026-02-16" if since != "HEAD" else "2026-02-15"
        if since == "HEAD":
            golden("review.txt", ran.out.replace(name, "COMMIT"))
        assert ran.out.startswith(f"Since {day}, as the files were in commit {name} of 2026-02-15\n")


def test_reading_back_touches_nothing(wiki: Path) -> None:
    before = state(wiki.parent)
    assert soi(wiki, "review", "--since", "HEAD").exit == 0
    assert state(wiki.parent) == before


def stats(root: Path) -> dict[Path, tuple[int, ...]]:
    """What the file system knows of every file and folder, git's own included, but for when it was read."""
    seen = {path: path.lstat() for path in (root, *root.rglob("*"))}
    return {p: (s.st_ino, s.st_mode, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for p, s in seen.items()}


@pytest.mark.parametrize("since", ["HEAD", "2026-02-16", "HEAD@{0}", "nowhere", "--output=x"])
def test_looking_back_writes_no_file_at_all(wiki: Path, since: str) -> None:
    git(wiki, "add", "contacts/ana.md")
    (wiki / "contacts/cleo.md").touch()
    before = stats(wiki.parent)
    soi(wiki, "review", "--since", since)
    assert stats(wiki.parent) == before


@pytest.mark.parametrize("above", ["of a clone", "of a bare repository"])
def test_a_worktree_without_a_branch_looks_back_from_any_folder(wiki: Path, above: str) -> None:
    expected = changes(wiki, "--since", "HEAD")
    root = wiki.parent
    commit(root, "2026-03-01")
    if above == "of a bare repository":
        git(root, "clone", "-q", "--bare", ".", "../bare.git")
        root = root.parent / "bare.git"
    git(root, "worktree", "add", "-q", "--detach", "../tree", "main")
    tree = root.parent / "tree/people"
    assert changes(tree / "contacts", "--since", "HEAD~1") == expected != []


def test_a_folder_that_was_renamed_since_is_no_change(wiki: Path) -> None:
    expected = changes(wiki, "--since", "HEAD")
    (wiki / "contacts").rename(wiki / "leute")
    with (wiki / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("docs_dir: leute\n")
    assert changes(wiki, "--since", "HEAD") == expected != []


def test_one_change_in_full(wiki: Path) -> None:
    found = soi(wiki, "review", "--since", "HEAD", "--format", "json").json
    name = git(wiki, "rev-parse", "HEAD").decode()[:9]
    assert (found["version"], found["today"]) == (1, "2026-03-01")
    assert found["changed"]["since"] == {
        "date": "2026-02-15",
        "commit": name,
        "committed": "2026-02-15",
        "why": None,
        "unread": 0,
    }
    assert [row for row in found["changed"]["changes"] if row["topic"] == "grades"] == [
        {
            "topic": "grades",
            "id": "ana",
            "name": "Ana Ruiz",
            "date": "2026-02-15",
            "text": "grade A; on 2026-02-15 it was B",
            "command": "soi show ana",
            "path": "contacts/ana.md",
            "line": 3,
            "before": "B",
            "after": "A",
        }
    ]
    assert found["changed"]["touches"] == [
        {"channel": "call", "touches": 2, "people": 1},
        {"channel": "email", "touches": 1, "people": 1},
        {"channel": "visit", "touches": 1, "people": 1},
    ]
    assert found["changed"]["people_reached"] == 2


def test_the_command_shows_whoever_is_gone(wiki: Path) -> None:
    rows: list[dict[str, Any]] = soi(wiki, "review", "--since", "HEAD", "--format", "json").json["changed"][
        "changes"
    ]
    [command] = [row["command"] for row in rows if row["id"] == "gus"]
    assert git(wiki, *command.split()[1:]).decode() == person("Gus Pike")


def test_nothing_changed(tmp_path: Path) -> None:
    root = start(tmp_path)
    make_wiki(root, AFTER)
    commit(root, "2026-03-01")
    ran = soi(root, "review", "--since", "HEAD")
    assert ran.out.splitlines()[1:] == ["", "No touch since. (soi log --since 2026-03-01)"]


@pytest.mark.parametrize(
    "since", ["-x", "--output=x", "nowhere", "2026-02-14", "2y", "friday..HEAD", "\x1b[2J"], ids=repr
)
def test_what_git_does_not_know_is_refused(wiki: Path, since: str) -> None:
    ran = soi(wiki, "review", "--since", since)
    assert (ran.exit, ran.out) == (2, "")
    assert ran.err.startswith("soi: ")
    assert "\x1b" not in ran.err


def test_a_day_to_come_is_refused(wiki: Path) -> None:
    ran = soi(wiki, "review", "--since", "2026-03-02")
    assert (ran.exit, ran.out) == (2, "")
    assert "2026-03-02 is after today, 2026-03-01" in ran.err


@pytest.mark.parametrize("is_there", [False, True], ids=["no repository", "no commit"])
def test_without_git_a_day_cannot_be_asked_for(tmp_path: Path, *, is_there: bool) -> None:
    root = make_wiki(tmp_path, AFTER)
    if is_there:
        start(root)
    for since in ("7d", "HEAD"):
        ran = soi(root, "review", "--since", since)
        assert (ran.exit, ran.out) == (2, "")
        assert "git" in ran.err


def test_without_git_the_days_in_the_files_tell_the_last_week(
    tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    root = make_wiki(tmp_path, AFTER)
    ran = soi(root, "review", today="2026-02-24")
    assert (ran.exit, ran.err) == (0, "")
    golden("review-by-days.txt", ran.out)
    since = soi(root, "review", "--format", "json", today="2026-02-24").json["changed"]["since"]
    assert since == {
        "date": "2026-02-17",
        "commit": None,
        "committed": None,
        "why": "the wiki is in no git repository",
        "unread": 0,
    }


def test_a_week_is_the_default_where_git_reaches_back(wiki: Path) -> None:
    assert changes(wiki) == changes(wiki, "--since", "7d")
    assert changes(wiki) != changes(wiki, "--since", "HEAD")


def pair(root: Path, before: dict[str, str], after: dict[str, str], settings: str = "") -> Path:
    """A wiki that was committed on 20 February and written to since."""
    start(root)
    make_wiki(root, before, settings)
    commit(root, "2026-02-20")
    for path in (root / "contacts").iterdir():
        path.unlink()
    return make_wiki(root, after, settings)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            person(touches="2026-02-01 call: old words"), person(touches="2026-02-01 call: new words"), [],
            id="words are mended",
        ),
        pytest.param(
            person(grade="C"), person(), ["grades ana: grade no grade; on 2026-02-20 it was C"],
            id="a blank grade is not a C",
        ),
        pytest.param(person(stage="contact"), person(), [], id="a blank stage is a contact"),
        pytest.param(
            person(), person(scope="both"), ["stages ana: scope both; on 2026-02-20 it was business"],
            id="scope",
        ),
        pytest.param(
            person(), person(stage="suspect", stage_history="[{date: 2026-02-10, stage: suspect}]"),
            ["stages ana: 2026-02-10 became suspect"],
            id="a move dated back",
        ),
        pytest.param(person(), person(archived="2026-03-02"), [], id="archived tomorrow"),
        pytest.param(
            person(follow_ups="[2026-02-19 pay]"), person(follow_ups="[2026-02-19 pay]"), [],
            id="broken before",
        ),
        pytest.param(
            person(follow_ups="[2026-02-20 pay]"), person(follow_ups="[2026-02-20 pay]"),
            ["promises ana: broken: promised for 2026-02-20: pay"],
            id="broken since",
        ),
        pytest.param(
            person(follow_ups="[{due: 2026-02-20, what: pay, by: them}]"),
            person(follow_ups="[{due: 2026-02-20, what: pay, by: them}]"), [],
            id="theirs is never broken",
        ),
        pytest.param(
            person(grade="A+", touches="2026-01-20 call"), person(grade="A+", touches="2026-01-20 call"),
            ["due ana: overdue, was due on 2026-02-20: last call 2026-01-20, A+ is monthly"],
            id="overdue the day after it was due",
        ),
        pytest.param(
            person(grade="A+", touches="2026-01-19 call"), person(grade="A+", touches="2026-01-19 call"), [],
            id="overdue already",
        ),
        pytest.param(
            person(grade="A+", touches="2026-01-01 call"),
            person(grade="A+", touches="2026-01-01 call", snooze_until="2026-04-01"),
            ["due ana: was due on 2026-02-01, no longer overdue: snoozed until 2026-04-01"],
            id="snoozed",
        ),
        pytest.param(
            person(grade="A+", touches="2026-01-01 call"), person(grade="A", touches="2026-01-01 call"),
            [
                "grades ana: grade A; on 2026-02-20 it was A+",
                "due ana: was due on 2026-02-01, no longer overdue: due on 2026-04-01",
            ],
            id="graded down",
        ),
        pytest.param(
            person(purchases="[2026-02-01 5, 2026-02-01 5]"),
            person(purchases="[2026-02-01 5, 2026-02-01 5, 2026-02-01 5]"),
            ["sales ana: 2026-02-01 bought 5 EUR"],
            id="one more of the same",
        ),
        pytest.param(
            person(deals="[{status: open, opened: 2026-02-01, what: x}]"),
            person(deals="[{status: lost, opened: 2026-02-01, closed: 2026-02-21, what: x, reason: price}]"),
            ["sales ana: 2026-02-21 deal lost: x (price)"],
            id="a deal is lost",
        ),
    ],
)  # fmt: skip
def test_what_is_a_change(tmp_path: Path, before: str, after: str, expected: list[str]) -> None:
    wiki = pair(tmp_path, {"ana.md": before}, {"ana.md": after})
    found = [row for row in changes(wiki, "--since", "HEAD") if not row.startswith("customers")]
    assert found == expected


def test_a_referral_follows_whoever_is_renamed(tmp_path: Path) -> None:
    said = "[{date: 2026-01-01, direction: received, contact: %s}]"
    before = {"ana.md": person("Ana", referrals=said % "ben"), "ben.md": person("Ben")}
    after = {"ana.md": person("Ana", referrals=said % "benny"), "benny.md": person("Ben", former_ids="[ben]")}
    found = changes(pair(tmp_path, before, after), "--since", "HEAD")
    assert found == ["people benny: was called ben on 2026-02-20"]


def test_an_event_that_is_renamed_is_no_new_touch(tmp_path: Path) -> None:
    event = "---\nname: Party\ntype: event\ndate: 2026-02-01\nattended: [ana]\n%s---\n"
    before = {"ana.md": person("Ana"), "party.md": event % ""}
    wiki = pair(tmp_path, before, {"ana.md": person("Ana"), "ball.md": event % "former_ids: [party]\n"})
    assert "No touch since." in soi(wiki, "review", "--since", "HEAD").out


def test_partners_come_further(tmp_path: Path) -> None:
    settings = "owner: {contact_sphere: [florist]}"
    said = "[{date: 2026-02-25, direction: received, contact: Ben}]"
    keys = {"profession": "florist", "stage": "connection", "touches": "2026-02-01 call"}
    before = {"ana.md": person("Ana", **keys), "cy.md": person("Cy", profession="baker")}
    after = {"ana.md": person("Ana", referrals=said, **keys), "cy.md": person("Cy", profession="florist")}
    found = changes(pair(tmp_path, before, after, settings), "--since", "HEAD")
    assert [row.partition(" (")[0] for row in found if row.startswith("partners")] == [
        "partners ana: power team; on 2026-02-20 contact sphere",
        "partners cy: contact sphere; on 2026-02-20 no partner",
    ]


def test_a_referral_that_came_knows_whom_to_thank(tmp_path: Path) -> None:
    said = "[{date: 2026-02-25, direction: received, contact: Ben Ok%s}]"
    after = {
        "ana.md": person("Ana", referrals=said % ""),
        "cy.md": person("Cy", referrals=said % ", thanked: 2026-02-26"),
    }
    wiki = pair(tmp_path, {"ana.md": person("Ana"), "cy.md": person("Cy")}, after)
    rows = soi(wiki, "review", "--since", "HEAD", "--format", "json").json["changed"]["changes"]
    assert [row["command"] for row in rows if row["topic"] == "referrals"] == [
        "soi done ana thanks", "soi show cy", "soi show cy",
    ]  # fmt: skip
    assert soi(wiki, "done", "ana", "thanks Ben Ok").exit == 0


def test_a_file_that_cannot_be_read_is_neither_new_nor_gone(tmp_path: Path) -> None:
    broken = "---\nname: [\n---\n"
    before = {"ana.md": person("Ana"), "ben.md": broken}
    after = {"ana.md": broken, "ben.md": person("Ben"), "cleo.md": person("Cleo")}
    wiki = pair(tmp_path, before, after)
    assert changes(wiki, "--since", "HEAD") == ["people cleo: new since 2026-02-20"]
    assert "2 files cannot be read then or now" in soi(wiki, "review", "--since", "HEAD").out


def test_a_cadence_that_was_changed_is_no_change_of_the_people(tmp_path: Path) -> None:
    files = {"ana.md": person("Ana", grade="A+", touches="2026-01-01 call")}
    wiki = pair(tmp_path, files, files)
    make_wiki(wiki, {}, "cadence: {A+: 1 year}")
    assert changes(wiki, "--since", "HEAD") == []


def test_for_family_and_friends_nothing_of_business(wiki: Path) -> None:
    make_wiki(wiki, {}, "owner: {use: personal}")
    topics = {row.split()[0] for row in changes(wiki, "--since", "HEAD")}
    assert topics == {"people", "grades", "promises", "consent", "due"}
    write(wiki / "mkdocs.yml", "site_name: x\nplugins:\n  - soi\n")
    assert {"stages", "referrals", "sales", "customers", "centers"} <= {
        row.split()[0] for row in changes(wiki, "--since", "HEAD")
    }


SECTIONS = ["grades", "stages", "funnel", "pipeline", "process"]


def test_without_a_day_the_sections_follow(wiki: Path) -> None:
    out = soi(wiki, "review").out
    headings = [
        line for line in out.splitlines() if line.endswith(tuple(f"(soi review {n})" for n in SECTIONS))
    ]
    assert [line.partition("(soi review ")[2].rstrip(")") for line in headings] == SECTIONS
    assert "(soi review" not in soi(wiki, "review", "--since", "HEAD").out


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_can_be_asked_for_alone(wiki: Path, section: str) -> None:
    ran = soi(wiki, "review", section)
    assert (ran.exit, ran.err) == (0, "")
    assert ran.out
    assert "Since 2026" not in ran.out
    found = soi(wiki, "review", section, "--format", "json").json
    assert [key for key in [*found][2:] if found[key] is not None] == [section]
    assert soi(wiki, "review", section, "--since", "7d").exit == 2


def test_a_look_back_has_no_sections(wiki: Path) -> None:
    found = soi(wiki, "review", "--since", "7d", "--format", "json").json
    assert [key for key in [*found][2:] if found[key] is not None] == ["changed"]
    found = soi(wiki, "review", "--format", "json").json
    assert [key for key in [*found][2:] if found[key] is not None] == ["changed", *SECTIONS]


def test_whom_to_let_go_is_a_matter_of_grades(tmp_path: Path) -> None:
    wiki = make_wiki(
        tmp_path, {"kit.md": person("Kit Vale", grade="D"), "lou.md": person("Lou", grade="D", keep="kin")}
    )
    out = soi(wiki, "review", "grades").out
    assert "D Kit Vale" in out
    assert "Lou" not in out


def test_sections_of_business_say_nothing_to_family_and_friends(wiki: Path) -> None:
    make_wiki(wiki, {}, "owner: {use: personal}")
    found = soi(wiki, "review", "--format", "json").json
    assert [key for key in [*found][2:] if found[key] is None] == SECTIONS[1:]
    assert "Pipeline" not in soi(wiki, "review").out
    for section in SECTIONS[1:]:
        ran = soi(wiki, "review", section)
        assert (ran.exit, len(ran.out.splitlines())) == (0, 1)
        assert soi(wiki, "review", section, "--format", "json").json[section] is None
