"""People as plain data, written in many styles, and what two machines do to them independently.

The data is the truth that a merge is held against; nothing here reads YAML. Texts carry numbers, so that a
test knows each touch, paragraph and comment again wherever it turns up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from hypothesis import strategies as st

DAYS = ("2026-01-01", "2026-01-03", "2026-02-10")
LATER = ("2026-01-02", "2026-02-11")
"""Days of what is added: a touch that takes the place of another on its day and channel is an edit of it."""
CHANNELS = ("call", "visit", "email")
SCALARS = {
    "name": ("Ana Ruiz", "Ana Maria Ruiz", "山本 太郎"),
    "grade": ("A+", "A", "B"),
    "stage": ("contact", "client"),
    "reach": ("before ten: never", "it's late", "NO", "C# only"),
    "birthday": ("05-14", "1979-05-14"),
    "x-own": ("one", "two, three", "- four"),
}
TAGS = ("red", "blue", "0123", "a, b", "it's", "null")
WORTH = {"profit": ("high", "low"), "maintenance": ("medium", "low"), "expectations": ("high", "normal")}
WHERE = ("front", "behind")


@dataclass(frozen=True, slots=True)
class Touch:
    """A touch, with how it is written."""

    number: str
    day: str
    channel: str
    version: int = 0
    mood: str = ""
    style: int = 0
    comment: str = ""
    inner: str = ""
    """A comment behind its channel, where that has a line of its own."""

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """Its keys, sorted."""
        found = {"date": self.day, "channel": self.channel, "note": self.note, "mood": self.mood}
        return tuple(sorted((name, value) for name, value in found.items() if value))

    @property
    def note(self) -> str:
        """What was said, other in each version."""
        return f"t{self.number} {'again ' * self.version}it's fine"

    @property
    def said(self) -> list[str]:
        """What its comments say."""
        is_long = self.style > 1 or (self.style == 0 and bool(self.mood))
        return [text for text in (self.comment, self.inner if is_long else "") if text]

    def lines(self) -> list[str]:
        """It as an entry, its dash at the margin."""
        above = [f"# {self.comment}"] if self.comment else []
        if self.style == 0 and not self.mood:
            return [*above, f"- {self.day} {self.channel}: {self.note}"]
        if self.style == 1:
            mood = f", mood: {self.mood}" if self.mood else ""
            return [*above, f'- {{date: {self.day}, channel: {self.channel}{mood}, note: "{self.note}"}}']
        mood_line = [f"  mood: {self.mood}"] if self.mood else []
        channel = f"  channel: {self.channel}{f' # {self.inner}' if self.inner else ''}"
        if self.style == 2:
            return [
                *above,
                f"-   {channel.lstrip()}",
                f'    note: "{self.note}"',
                f"    date: {self.day}",
                *(f"  {line}" for line in mood_line),
            ]
        note = [f"  note: {self.note}"] if self.style == 3 else ["  note: |-", f"    {self.note}"]
        return [*above, f"- date: {self.day}", channel, *mood_line, *note]

    def inline(self) -> str:
        """It as an item between brackets."""
        mood = f", mood: {self.mood}" if self.mood else ""
        return f'{{date: {self.day}, channel: {self.channel}{mood}, note: "{self.note}"}}'


@dataclass(frozen=True, slots=True)
class Person:
    """A contact file, with how it is written."""

    scalars: tuple[tuple[str, str], ...] = (("name", "Ana Ruiz"),)
    tags: tuple[str, ...] = ()
    worth: tuple[tuple[str, str], ...] = ()
    touches: tuple[Touch, ...] = ()
    notes: tuple[str, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    """A key, and the comment above it."""
    tail: tuple[str, ...] = ()
    tags_style: int = 0
    worth_style: int = 0
    touches_style: int = 0
    quote: int = 0
    newline: str = "\n"
    has_bom: bool = False
    has_end: bool = True

    @property
    def said(self) -> Counter[str]:
        """Everything that a comment says, and how often."""
        above = [text for key, text in self.comments if self.is_written(key)]
        return Counter([*above, *self.tail, *(text for touch in self.written_touches for text in touch.said)])

    @property
    def written_touches(self) -> tuple[Touch, ...]:
        """Touches whose comments can be written."""
        return self.touches if self.touches_style < 2 else ()

    def is_written(self, key: str) -> bool:
        """True if the file has such a key."""
        others = {"tags": self.tags, "value": self.worth, "touches": self.touches}
        return key in dict(self.scalars) or bool(others.get(key))

    def content(self) -> bytes:
        """The file."""
        blocks = {name: [f"{name}: {self._scalar(value)}"] for name, value in self.scalars}
        if self.tags:
            blocks["tags"] = self._tags()
        if self.worth:
            blocks["value"] = self._worth()
        if self.touches:
            blocks["touches"] = self._touches()
        above = dict(self.comments)
        lines = ["---"]
        for name, block in blocks.items():
            lines += [f"# {above[name]}"] if name in above else []
            lines += block
        lines += [*(f"# {text}" for text in self.tail), "---"]
        for text in self.notes:
            lines += ["", text]
        text = self.newline.join(lines) + (self.newline if self.has_end else "")
        return ("\ufeff" if self.has_bom else "").encode() + text.encode()

    def _scalar(self, value: str) -> str:
        if self.quote == 0 and not any(mark in value for mark in (": ", "- ", "#")):
            return value
        return f'"{value}"' if self.quote < 2 else f"'{value.replace(chr(39), chr(39) * 2)}'"

    def _tags(self) -> list[str]:
        quoted = [f'"{tag}"' if "," in tag or "'" in tag else tag for tag in self.tags]
        if self.tags_style == 0:
            return [f"tags: [{', '.join(quoted)}]"]
        if self.tags_style == 1 and len(quoted) == 1:
            return [f"tags: {quoted[0]}"]
        pad = " " * (self.tags_style - 1)
        return ["tags:", *(f"{pad}- {tag}" for tag in quoted)]

    def _worth(self) -> list[str]:
        pairs = [f"{name}: {value}" for name, value in self.worth]
        if self.worth_style == 0:
            return [f"value: {{{', '.join(pairs)}}}"]
        return ["value:", *(f"{' ' * (self.worth_style * 2)}{pair}" for pair in pairs)]

    def _touches(self) -> list[str]:
        if self.touches_style == 2:
            return [f"touches: [{', '.join(touch.inline() for touch in self.touches)}]"]
        if self.touches_style == 3:
            return ["touches: [", *(f"    {touch.inline()}," for touch in self.touches), "  ]"]
        pad = "  " if self.touches_style == 0 else ""
        return ["touches:", *(f"{pad}{line}" for touch in self.touches for line in touch.lines())]


@dataclass(frozen=True, slots=True)
class Story:
    """A person as both sides had them, and as each has made them since."""

    base: Person
    ours: Person
    theirs: Person


@dataclass(slots=True)
class _Pen:
    """Numbers for what one side writes."""

    side: str
    count: int = 0
    used: list[str] = field(default_factory=list)

    def next(self) -> str:
        self.count += 1
        return f"{self.side}{self.count}"


@st.composite
def persons(draw: st.DrawFn, side: str = "b") -> Person:
    """Somebody, in some style."""
    pen = _Pen(side)
    names = draw(st.lists(st.sampled_from([*SCALARS][1:]), unique=True, max_size=4))
    scalars = [("name", draw(st.sampled_from(SCALARS["name"])))]
    scalars += [(name, draw(st.sampled_from(SCALARS[name]))) for name in names]
    person = Person(
        tuple(scalars),
        tuple(draw(st.lists(st.sampled_from(TAGS), unique=True, max_size=3))),
        tuple(
            (name, draw(st.sampled_from(WORTH[name]))) for name in draw(st.sets(st.sampled_from([*WORTH])))
        ),
        tuple(draw(touches(pen)) for _ in range(draw(st.integers(0, 5)))),
        tuple(f"Paragraph {pen.next()}." for _ in range(draw(st.integers(0, 3)))),
    )
    keys = [name for name, _ in person.scalars] + ["touches", "tags"]
    return replace(
        person,
        comments=tuple(
            (name, f"on {pen.next()}") for name in draw(st.sets(st.sampled_from(keys), max_size=2))
        ),
        tags_style=draw(st.integers(0, 3)),
        worth_style=draw(st.integers(0, 2)),
        touches_style=draw(st.sampled_from([0, 0, 0, 1, 1, 2, 3])),
        quote=draw(st.integers(0, 2)),
        newline=draw(st.sampled_from(["\n", "\n", "\r\n"])),
        has_bom=draw(st.sampled_from([False, False, False, True])),
        has_end=draw(st.sampled_from([True, True, False])),
    )


@st.composite
def touches(draw: st.DrawFn, pen: _Pen) -> Touch:
    """One touch."""
    return Touch(
        pen.next(),
        draw(st.sampled_from(DAYS if pen.side == "b" else LATER)),
        draw(st.sampled_from(CHANNELS)),
        mood=draw(st.sampled_from(["", "", "happy"])),
        style=draw(st.integers(0, 4)),
        comment=draw(st.sampled_from(["", "", "to do", f"why {pen.next()}"])),
        inner=draw(st.sampled_from(["", "", "to do", f"how {pen.next()}"])),
    )


def _swapped(pairs: tuple[tuple[str, str], ...], name: str, value: str) -> tuple[tuple[str, str], ...]:
    kept = {**dict(pairs), name: value}
    return tuple((name, value) for name, value in kept.items() if value)


@st.composite
def edited(draw: st.DrawFn, person: Person, pen: _Pen) -> Person:
    """Somebody after one edit."""
    what = draw(
        st.sampled_from(
            [
                *("add touch", "add touch", "add touch", "drop touch", "edit touch", "mood", "restyle touch"),
                *("move touch", "tags", "tags", "scalar", "scalar", "drop scalar", "worth", "notes", "notes"),
                *("comment", "comment touch", "tail", "style", "newline", "move key"),
            ]
        )
    )
    if what == "add touch":
        place = draw(st.sampled_from([len(person.touches), len(person.touches), 0]))
        new = draw(touches(pen))
        return replace(person, touches=(*person.touches[:place], new, *person.touches[place:]))
    if what in {"drop touch", "edit touch", "mood", "restyle touch", "move touch", "comment touch"}:
        return _other_touches(draw, person, pen, what)
    if what == "tags":
        tag = draw(st.sampled_from(TAGS))
        has = tag in person.tags
        return replace(person, tags=tuple(t for t in person.tags if t != tag) if has else (*person.tags, tag))
    if what in {"scalar", "drop scalar"}:
        name = draw(st.sampled_from([*SCALARS] if what == "scalar" else [*SCALARS][1:]))
        value = draw(st.sampled_from(SCALARS[name])) if what == "scalar" else ""
        return replace(person, scalars=_swapped(person.scalars, name, value))
    if what == "worth":
        name = draw(st.sampled_from([*WORTH]))
        value = draw(st.sampled_from([*WORTH[name], ""]))
        return replace(person, worth=_swapped(person.worth, name, value))
    if what == "notes":
        place = draw(st.integers(0, len(person.notes)))
        drops = draw(st.booleans()) and place < len(person.notes)
        added = () if drops else (f"Paragraph {pen.next()}.",)
        return replace(person, notes=(*person.notes[:place], *added, *person.notes[place + drops :]))
    return _other_style(draw, person, pen, what)


def _other_touches(draw: st.DrawFn, person: Person, pen: _Pen, what: str) -> Person:
    if not person.touches:
        return person
    place = draw(st.integers(0, len(person.touches) - 1))
    touch = person.touches[place]
    kept = (*person.touches[:place], *person.touches[place + 1 :])
    if what == "drop touch":
        return replace(person, touches=kept)
    if what == "move touch":
        return replace(person, touches=(*kept, touch))
    changed = {
        "edit touch": replace(touch, version=draw(st.integers(1, 3))),
        "mood": replace(touch, mood=draw(st.sampled_from(["happy", "unhappy"]))),
        "restyle touch": replace(touch, style=draw(st.integers(0, 4))),
        "comment touch": replace(touch, comment=f"why {pen.next()}"),
    }[what]
    return replace(person, touches=(*person.touches[:place], changed, *person.touches[place + 1 :]))


def _other_style(draw: st.DrawFn, person: Person, pen: _Pen, what: str) -> Person:
    if what == "comment":
        name = draw(st.sampled_from([*dict(person.scalars), "touches"]))
        return replace(person, comments=_swapped(person.comments, name, f"on {pen.next()}"))
    if what == "tail":
        return replace(person, tail=(*person.tail, f"last {pen.next()}"))
    if what == "newline":
        return replace(person, newline="\r\n" if person.newline == "\n" else "\n")
    if what == "move key":
        return replace(person, scalars=person.scalars[::-1])
    return replace(
        person,
        tags_style=draw(st.integers(0, 3)),
        worth_style=draw(st.integers(0, 2)),
        touches_style=draw(st.integers(0, 3)),
        quote=draw(st.integers(0, 2)),
        has_end=draw(st.booleans()),
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Somebody whom two machines have written to since; some of it they both have."""
    base = draw(persons())
    shared = _Pen("s")
    both = [draw(st.integers(0, 2**30)) for _ in range(draw(st.integers(0, 1)))]
    sides = []
    common = base
    for _ in both:
        common = draw(edited(common, shared))
    for side in ("o", "t"):
        pen = _Pen(side)
        person = common
        for _ in range(draw(st.integers(0, 4))):
            person = draw(edited(person, pen))
        sides.append(person)
    return Story(base, *sides)
