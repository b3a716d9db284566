"""Two files become one and nothing that was written in either is lost, however they are written."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from builder.edit.layout import comments
from builder.edit.union import words
from builder.model import Contact
from builder.schema import expand
from builder.source import Source
from builder.source import read_text
from builder.source import tree_of

from ..conftest import EXAMPLES
from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import soi
from . import styles

SCALARS = {
    "grade": ["A+", "B"],
    "birthday": ["1979-05-14", '"05-14"'],
    "reach": ["before ten", '"never: ever"', "|\n  two\n  lines"],
    "added": ["2024-01-01", "2025-01-01"],
    "referred_by": ["ben", "ana", "bea"],
    "x-own": ["1", "[a, b]", "{a: b}"],
}
LISTS = {
    "emails": ["ana@a.example", "{value: bea@a.example, label: work}", '"ana@a.example"'],
    "purchases": ["2026-01-01 5 tea", "{date: 2026-01-01, amount: 5, what: tea}", "2026-01-02 7"],
    "relations": [
        "{type: knows, contact: ben}",
        "{type: knows, contact: ana}",
        "{type: knows, contact: '[[bea]]', note: ha}",
    ],
    "follow_ups": ["2026-05-01 call", "{what: ring, done: 2026-01-01}"],
    "not_same_as": ["ana", "bea", "ben"],
}
MAPS = {
    "value": ["{profit: high}", "{profit: low, maintenance: low}"],
    "checklist": ["{needs: 2026-01-01}", "{offer: 2026-01-01}"],
}
ODD = "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i\n\tj\n"
"""What Python takes for ends of lines, and nobody else."""
EACH_OTHER = {"ana", "bea", "[[bea]]"}


@st.composite
def people(draw: st.DrawFn) -> str:
    """A contact of many keys on an ordinary front matter, as a person keeps it."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    lines = ["---", f"name: {draw(st.sampled_from(['Ana Ruiz', 'Bea', 'Anita  # so']))}"]
    for key, values in {**SCALARS, **MAPS}.items():
        if draw(st.booleans()):
            lines += f"{key}: {draw(st.sampled_from(values))}".split("\n")
            lines += draw(st.sampled_from([[], [], ["# on a line"], [""]]))
    for key, values in LISTS.items():
        chosen = draw(st.lists(st.sampled_from(values), max_size=3))
        shape = draw(st.sampled_from(["block", "indented", "flow", "single"]))
        if shape == "flow" and chosen:
            lines.append(f"{key}: [{', '.join(chosen)}]{draw(st.sampled_from(['', '  # behind']))}")
        elif shape == "single" and chosen:
            lines.append(f"{key}: {chosen[0]}")
        elif chosen:
            pad = "  " if shape == "indented" else ""
            lines += [f"{key}:", *(f"{pad}- {value}" for value in chosen)]
    kind = draw(st.sampled_from(styles.KINDS))
    lines += draw(styles.touches_lines(kind, 0))
    body = draw(st.sampled_from(["", "Notes.", "\nWith [[ben]] and\n[[bea]].\n", "a\n\nb\n", ODD]))
    return newline.join(["---" if line == "---" else line for line in [*lines, "---", *body.split("\n")]])


def said(source: Source) -> dict[str, Any]:  # Any: front matter
    assert isinstance(source.values, dict)
    return expand(Contact, source.values)


def counted(value: object) -> Counter[str]:
    """Entries of a list that speak of somebody else than the two."""
    assert isinstance(value, list)
    others = (
        entry
        for entry in value
        if not (isinstance(entry, dict) and entry.get("contact") in EACH_OTHER)
        and entry not in ("ana", "bea")
    )
    return Counter(json.dumps(entry, sort_keys=True) for entry in others if entry not in (None, ""))


def errors(root: Path) -> Counter[str]:
    return Counter(
        found["code"] for found in check(root) if found["severity"] == "error" and found["code"] < "SOI4"
    )


def lines(text: str) -> Counter[str]:
    """Lines of notes, by what they say once the one is called as the other."""
    return Counter(
        line.replace("[[bea]]", "[[ana]]") for line in re.split(r"\r\n|\n|\r", text) if line.strip()
    )


@given(
    st.one_of(people(), styles.files().map(lambda style: style.text)),
    people(),
    st.sampled_from(["keep", "gone"]),
)
@hypothesis_settings(max_examples=EXAMPLES or 60)
def test_nothing_is_lost(ana: str, bea: str, prefer: str) -> None:
    with TemporaryDirectory() as folder:
        root = make_wiki(Path(folder), {"ben.md": person("Ben", referred_by="bea")})
        paths = [root / "contacts/ana.md", root / "contacts/bea.md"]
        for path, text in zip(paths, (ana, bea), strict=True):
            path.write_bytes(text.encode())
        before = errors(root)
        ran = soi(root, "merge", "ana", "bea", "--prefer", prefer, "--apply")
        assert ran.exit == 0, ran.err
        assert not paths[1].exists()
        sources = [read_text(text) for text in (ana, bea, paths[0].read_bytes().decode())]
        one, other, after = map(said, sources)
        for key in {*one, *other} - {"name"}:
            a, b, c = one.get(key), other.get(key), after.get(key)
            if isinstance(a or b, list) and not key.startswith("x-"):
                assert counted(c or []) == counted(a or []) | counted(b or [])
                continue
            for value in (a, b):
                pairs = [(value, c)]
                if key in MAPS and isinstance(value, dict) and isinstance(c, dict):
                    pairs = [(inner, c.get(name)) for name, inner in value.items()]
                for had, has in pairs:
                    is_each_other = key == "referred_by" and had in EACH_OTHER
                    assert had in (None, "", has) or words(had) in ran.out or is_each_other
        kept = [Counter(comments(source, tree_of(source))) for source in sources]
        assert kept[2] >= kept[0] + kept[1]
        assert lines(sources[2].notes) >= lines(sources[0].notes) | lines(sources[1].notes)
        assert not errors(root) - before
