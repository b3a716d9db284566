"""Made-up wikis of any size, the same everywhere: one for soi, one of plain Markdown with the same facts.

Nobody in them exists: addresses end in `.example`, and telephone numbers come from the ranges that regulators
keep for fiction, where there is one. Referrals received point down the list, so that none goes in a circle.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import unicodedata
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

TODAY = dt.date(2026, 11, 24)
SEED = 20261124

FIRST_NAMES = """
Ada Adam Adèle Aino Alba Alma Amir Amélie Ana Anders Anna Anton Arun Astrid Aylin Ben Bianca Björn Carla
Carlos Chiara Chloé Clara Dalia Daniel Daria David Deniz Diego Dilan Dora Elena Elif Elsa Emil Emma Enzo
Erik Esther Eva Fatima Felix Fiona Frida Gabriel Gita Greta Hana Hanna Hugo Ines Ingrid Isaac Ivan Jana Jens
Joana Jonas Jorge José Julia Kai Karim Katya Kofi Lars Laura Lea Leon Lin Lucía Luis Luka Maja Marco Maria
Marta Mateo Mehmet Mila Mina Mona Nadia Naomi Nils Nina Noor Olga Olivia Omar Oskar Paula Pedro Petra Priya
Rafael Rosa Samir Sara Sofía Tariq Tom Vera Yara Zoé
""".split()
LAST_NAMES = """
Abbasi Adler Aguirre Ahmed Almeida Andersen Arias Bakker Baptiste Barbosa Barros Bauer Becker Bellini Berg
Bianchi Blanco Bonnet Borges Brandt Bruno Cano Carvalho Castillo Chen Cohen Conti Costa Cruz Dahl Delgado
Demir Diallo Dubois Duarte Eriksen Esposito Falk Farkas Ferrari Fischer Fontaine Fournier Garcia Gatti Gomes
Graf Greco Gupta Haas Hansen Hassan Herrera Hoffmann Horvath Ibrahim Iglesias Ivanov Jansen Jimenez Kaplan
Kaya Keller Khan Kim Klein Koch Kovacs Kowalski Lambert Lang Larsen Leroy Lindgren Lopes Lorenz Maier
Marchetti Marin Martin Mendes Meyer Molina Moreau Moretti Navarro Neumann Nilsson Novak Nowak Okafor Okoye
Olsen Ortega Osman Pavlov Peeters Pereira Petrov Pinto Popescu Quispe Ramos Rey Ricci Rivera Rojas Romano
Rossi Roth Ruiz Sanchez Santos Schneider Schulz Serrano Silva Singh Soler Sorensen Tanaka Torres Vargas Vega
Vidal Vogel Wagner Walker Weber Winter Wolf Yilmaz Zhang Zimmermann
""".split()
TRADES = """
Architects Bakery Catering Ceramics Carpenters Design Florists Gallery Gardens Hotels Interiors Kitchens
Lighting Logistics Printing Restaurants Studio Textiles Travel Wines
""".split()
PROFESSIONS = [
    "architect",
    "event planner",
    "florist",
    "hotel manager",
    "interior designer",
    "lawyer",
    "printer",
    "restaurant owner",
    "tax adviser",
    "wedding venue",
]
GRADES = {"A+": 4, "A": 10, "B": 22, "C": 52, "D": 9, "F": 3}
STAGES = {"stranger": 2, "suspect": 8, "contact": 34, "connection": 28, "prospect": 8, "client": 20}
RECENT = {"A+": 40, "A": 120, "B": 400}
"""How many days ago the last touch was at most: whoever keeps such files mostly keeps up."""
CATEGORIES = {"customer": 40, "networking-partner": 30, "influencer": 15, "evangelist": 15}
CHANNELS = {"call": 30, "email": 22, "message": 14, "visit": 9, "meeting": 12, "meal": 8, "video": 5}
OUTCOMES = {"introduced": 30, "met": 30, "proposed": 15, "won": 15, "lost": 6, "declined": 4}
REACHED_HOW = 0.15
"""Share of the contacts with a word on how and when to call."""
KEEPS_UP = 0.9
"""Share of what the method asks for that is there: whoever keeps such files mostly does."""
MOODS = ["happy", "happy", "neutral", "neutral", "unhappy"]
ANSWERS = {"yes": 40, "later": 45, "no": 15}
RELATIONS = {"knows": 60, "works-with": 25, "friend": 15}
LEVELS = {"high": 20, "medium": 60, "low": 20}
STEPS = ["needs", "offer"]
TOPICS = [
    "the autumn menu",
    "the spring catalogue",
    "the new showroom",
    "their website",
    "the opening",
    "a second location",
    "the supplier question",
    "the annual report",
    "the team pictures",
    "the fair in Madrid",
]
PLACES = ["Berlin", "Lisbon", "London", "Lyon", "Madrid", "Milan", "Porto", "Seville", "Valencia", "Vienna"]
SHORT_NOTES = [
    "Talked about {topic}, wants to hear more.",
    "Quick word on {topic}.",
    "Asked for a price for {topic}, answer by Friday.",
    "Met in {place}, showed me {topic}.",
    "No decision on {topic} before the holidays.",
    "Happy with {topic} and said so.",
    "Back from {place}, busy until next month.",
    "Sent the draft for {topic}.",
]
SENTENCES = [
    "We met in {place} through a friend and talked about {topic} for most of the evening.",
    "Prefers a short call in the morning over a long message, and never on Mondays.",
    "Runs the place with two partners who decide together about {topic}.",
    "Has worked in {place} before and still knows everybody who matters there.",
    "Cares a great deal about {topic} and reads everything that is written about it.",
    "Two children at school, so nothing during the holidays; likes to be asked about them.",
    "The last project went well, although delivery to {place} was late by a week.",
    "Thinks about {topic} for next year and would like to see a first sketch by then.",
    "Plays chess, cooks for the whole house on Sundays and collects old maps of {place}.",
    "Budget is decided in November, so *the right moment* to ask about {topic} is the summer.",
    "Said that {topic} came out better than expected and told others about it.",
    "Moved to {place} some years ago and is still looking for a good printer.",
]
LINK_SENTENCES = [
    "Knows {link} from earlier times in {place} and speaks well of them.",
    "Should be introduced to {link}, who works on {topic} as well.",
]

SETTINGS = """\
site_name: My people
docs_dir: contacts
use_directory_urls: false
theme: {name: soi}
plugins:
  - material/search
  - material/tags
  - soi:
      format: 1
      owner:
        name: Kim Doe
        use: both
        timezone: Europe/Madrid
        profession: commercial photographer
        profile: hotels and restaurants that redesign
        contact_sphere: [event planner, [wedding venue, venue], florist, printer]
        competitors: [photo studio]
        away: [2026-08-01/2026-08-21]
      currency: EUR
      cadence: {A+: 1 month, A: 3 months, B: 1 year}
      soon: {A+: 7 days, A: 14 days, B: 30 days}
      personal_channels: [call, video, visit, meeting, meal]
      customers: {active: 90 days, non_active: 1 year, lost: 2 years, status_meeting: never}
      asking: {rest: 180 days}
      rewards: {introduced: a hand-written card, won: dinner for two, for: [new-customer, prospect]}
      process: {prospect: [{id: needs, what: ask what they need}, {id: offer, what: send an offer}]}
      capacity: {touches_per_week: 15, days: [Mon, Tue, Wed, Thu]}
      checks: {fail_on: error, ignore: [], severity: {SOI402: warning}}
      today: 2026-11-24
"""
PLAIN_SETTINGS = """\
site_name: My people
docs_dir: contacts
use_directory_urls: false
theme: {name: material}
plugins: [search]
nav: [index.md]
not_in_nav: "*.md"
"""


Entry = tuple[tuple[str, str], ...]
"""A small map, as pairs in the order of the file."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who a made-up person is to the others, before any detail."""

    id: str
    name: str
    number: int
    """Place in the wiki, from 0; what must be unique is made from it."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One touch, and which way of writing it down was taken."""

    date: dt.date
    channel: str
    note: str
    mood: str | None
    """Only the long form has one; None stands for the short form."""
    is_text: bool
    """The short form without the colon."""
    is_ask: bool
    """Somebody was asked for a referral; only the long form says so."""


@dataclass(frozen=True, slots=True)
class Contact:
    """All that both wikis say about somebody, as text ready for either."""

    person: Person
    scalars: tuple[tuple[str, str], ...]
    """Keys with one value, in the order of the file."""
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    touches: tuple[Touch, ...]
    referrals: tuple[Entry, ...]
    purchase: str
    maps: tuple[tuple[str, Entry], ...]
    """Keys whose value is one small map."""
    lists: tuple[tuple[str, tuple[Entry, ...]], ...]
    """Keys whose value is a list of small maps."""
    consent: str | None
    """The day it was given; None where nobody asked."""
    paragraphs: tuple[tuple[str | Person, ...], ...]
    """Notes, with a person where a link stands."""


def wikis(cache: Path, size: int) -> tuple[Path, Path]:
    """Folders of soi's wiki and of the plain one, made only if the cache lacks them."""
    folder = _made(cache / _version() / str(size), lambda unfinished: _write_wikis(unfinished, size))
    return folder / "soi", folder / "plain"


def diary(cache: Path, touches: int) -> Path:
    """Folder of a wiki with one contact, who has been called every day for longer than anybody lives."""
    return _made(
        cache / _version() / f"diary-{touches}", lambda unfinished: _write_diary(unfinished, touches)
    )


def _version() -> str:
    # The text of this file is its version: nobody has to remember to count it up.
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]


def _made(folder: Path, write: Callable[[Path], None]) -> Path:
    """A folder of this version, made only if the cache lacks it."""
    if not folder.exists():
        for old in folder.parent.parent.glob("*"):
            if old.name != folder.parent.name:
                shutil.rmtree(old)
        unfinished = folder.with_name(f"{folder.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        write(unfinished)
        unfinished.rename(folder)
    return folder


def _write_diary(wiki: Path, touches: int) -> None:
    (wiki / "contacts").mkdir(parents=True)
    (wiki / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    days = (TODAY - dt.timedelta(days=touches - number) for number in range(touches))
    lines = "".join(f"  - {day} call: Asked about the {number}th print\n" for number, day in enumerate(days))
    text = f"---\nname: Ada Adler\ngrade: A+\ntouches:\n{lines}---\n"
    (wiki / "contacts" / "ada-adler.md").write_text(text, encoding="utf-8")


def _write_wikis(folder: Path, size: int) -> None:
    """Both wikis, written contact by contact: a large parent would show up as its children's memory."""
    soi, plain = folder / "soi", folder / "plain"
    for wiki, settings in ((soi, SETTINGS), (plain, PLAIN_SETTINGS)):
        (wiki / "contacts").mkdir(parents=True)
        (wiki / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (plain / "contacts" / "index.md").write_text("# My people\n", encoding="utf-8")
    for contact in contacts(size):
        file = f"contacts/{contact.person.id}.md"
        (soi / file).write_text(as_contact_file(contact), encoding="utf-8")
        (plain / file).write_text(as_plain_page(contact), encoding="utf-8")
    for number, (event, page) in enumerate(events(size), 1):
        (soi / f"contacts/evening-{number}.md").write_text(event, encoding="utf-8")
        (plain / f"contacts/evening-{number}.md").write_text(page, encoding="utf-8")


def contacts(size: int) -> Iterator[Contact]:
    """So many contacts, the same at every call."""
    random = Random(SEED)
    people = _people(size)
    for person in people:
        yield _contact(person, people, random)


def events(size: int) -> Iterator[tuple[str, str]]:
    """An evening for every five hundred contacts, for soi and as a plain page."""
    random = Random(SEED)
    people = _people(size)
    for number in range(1, size // 500 + 1):
        day = TODAY - dt.timedelta(days=20 * number - 30)
        place = random.choice(PLACES)
        guests = random.sample(people, 20)
        came = guests[:12] if day <= TODAY else []
        head = ["---", "type: event", f"name: Evening {number}", f"date: {day}", f"where: {place}"]
        ids = [
            f"{key}: [{', '.join(person.id for person in some)}]"
            for key, some in (("invited", guests), ("attended", came))
            if some
        ]
        yield (
            "\n".join([*head, *ids, "---", f"{_filled(random.choice(SENTENCES), random)}\n"]),
            f"# Evening {number}\n\n{day}, {place}\n\n"
            + "\n".join(f"- [{person.name}]({person.id}.md)" for person in guests)
            + "\n",
        )


def _people(size: int) -> Sequence[Person]:
    pairs = [(first, last) for first in FIRST_NAMES for last in LAST_NAMES]
    return [
        Person(_slug(f"{first} {last}"), f"{first} {last}", number)
        for number, (first, last) in enumerate(Random(SEED).sample(pairs, size))
    ]


def _contact(person: Person, people: Sequence[Person], random: Random) -> Contact:
    added = TODAY - dt.timedelta(days=random.randint(200, 2800))
    last_name = person.name.split(" ", 1)[1]
    trade = random.choice(TRADES)
    grade = _weighted(GRADES, random)
    stage = _weighted(STAGES, random)
    scalars = [
        ("name", person.name),
        ("grade", grade),
        ("stage", stage),
        ("category", _weighted(CATEGORIES, random)),
        ("organisation", f"{last_name} {trade}"),
        ("profession", random.choice(PROFESSIONS)),
        ("location", random.choice(PLACES)),
        ("birthday", str(dt.date(1950, 1, 1) + dt.timedelta(days=random.randrange(20_000)))),
        ("source", f"{random.choice(PLACES)}, {random.choice(TOPICS)}"),
        ("added", str(added)),
    ]
    if grade in {"D", "F"} and random.random() < KEEPS_UP:
        scalars.append(("keep", "an old friend of the house"))
    if random.random() < REACHED_HOW:
        scalars.append(("reach", "before ten, never on Mondays"))
    emails = [f"{person.id}@{_slug(f'{last_name} {trade}')}.example"]
    if random.random() < 0.3:
        emails.append(f"{person.id}@post.example")
    return Contact(
        person=person,
        scalars=tuple(scalars),
        emails=tuple(emails),
        phones=(_phone(person.number),),
        touches=_touches(added, grade, random),
        referrals=_referrals(person, people, added, random),
        purchase=f"{_day(added, random)} {random.randrange(80, 9000)} {random.choice(TOPICS)}",
        maps=tuple(_maps(stage, added, random)),
        lists=tuple(_lists(person, people, stage, added, random)),
        consent=str(added) if person.number % 2 else None,
        paragraphs=_paragraphs(people, random),
    )


def _touches(added: dt.date, grade: str, random: Random) -> tuple[Touch, ...]:
    since_added = (TODAY - added).days
    days_ago = sorted(random.sample(range(1, since_added), 8), reverse=True)
    days_ago[-1] = min(days_ago[-1], random.randint(1, RECENT.get(grade, since_added)))
    days = [TODAY - dt.timedelta(days=ago) for ago in days_ago]
    return tuple(
        Touch(
            date=day,
            channel=_weighted(CHANNELS, random),
            note=_filled(random.choice(SHORT_NOTES), random),
            mood=random.choice(MOODS) if random.random() < 0.4 else None,
            is_text=random.random() < 0.3,
            is_ask=random.random() < 0.05,
        )
        for day in days
    )


def _maps(stage: str, added: dt.date, random: Random) -> Iterator[tuple[str, Entry]]:
    if random.random() < 0.2:
        yield "value", (("profit", _weighted(LEVELS, random)), ("maintenance", _weighted(LEVELS, random)))
    if stage == "prospect" and random.random() < KEEPS_UP:
        problem = f"no time for {random.choice(TOPICS)}"
        yield "qualification", (("problem", problem), ("budget", "true"), ("willing", "true"))
    if stage == "prospect" or (stage == "client" and random.random() < KEEPS_UP):
        days = sorted(_day(added, random) for _ in STEPS)
        yield "checklist", tuple((step, str(day)) for step, day in zip(STEPS, days, strict=True))


def _lists(
    person: Person, people: Sequence[Person], stage: str, added: dt.date, random: Random
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    if random.random() < 0.4:
        passed = [*STAGES][1 : [*STAGES].index(stage) + 1]
        days = sorted(_day(added, random) for _ in passed)
        entries = zip(days, passed, strict=True)
        if passed:
            yield "stage_history", tuple((("date", str(day)), ("stage", name)) for day, name in entries)
    if random.random() < 0.2:
        asked = (("date", str(_day(added, random))), ("what", "referral"))
        yield "asked", ((*asked, ("answer", _weighted(ANSWERS, random))),)
    if random.random() < 0.1:
        opened, closed = sorted(_day(added, random) for _ in range(2))
        status = random.choice(["open", "won", "lost"])
        deal = [("opened", str(opened)), ("status", status), ("amount", str(random.randrange(80, 9000)))]
        if status != "open":
            deal.insert(1, ("closed", str(closed)))
        yield "deals", ((*deal, ("what", random.choice(TOPICS))),)
    if random.random() < 0.15:
        other = random.choice(people)
        if other is not person:
            yield "relations", ((("type", _weighted(RELATIONS, random)), ("contact", other.id)),)
    if random.random() < 0.1:
        due = TODAY + dt.timedelta(days=random.randrange(-200, 60))
        promise = [("due", str(due)), ("what", f"send something about {random.choice(TOPICS)}")]
        if due <= TODAY and random.random() < KEEPS_UP:
            promise.append(("done", str(due)))
        yield "follow_ups", (tuple(promise),)


def _referrals(
    person: Person, people: Sequence[Person], added: dt.date, random: Random
) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Two referrals; a received one only to somebody further down, so that the graph has no cycle."""
    next_one = person.number + 1
    others = [("received", people[random.randrange(next_one, len(people))])] if next_one < len(people) else []
    while len(others) < 2:
        other = random.choice(people)
        if other is not person and all(other is not seen for _, seen in others):
            others.append(("given", other))
    entries = []
    for direction, other in others:
        outcome = _weighted(OUTCOMES, random)
        day = _day(added, random)
        entry = [
            ("date", str(day)),
            ("direction", direction),
            ("contact", other.id),
            ("outcome", outcome),
        ]
        if outcome == "won":
            entry.append(("value", str(random.randrange(200, 20_000))))
        if direction == "received" and random.random() < KEEPS_UP:
            thanked = min(day + dt.timedelta(days=random.randrange(1, 8)), TODAY)
            entry.append(("thanked", str(thanked)))
        entries.append(tuple(entry))
    return tuple(entries)


def _paragraphs(people: Sequence[Person], random: Random) -> tuple[tuple[str | Person, ...], ...]:
    """About a hundred words in two paragraphs, with a link in two of five."""
    sentences = [_filled(sentence, random) for sentence in random.sample(SENTENCES, 7)]
    second: list[str | Person] = [" ".join(sentences[4:])]
    if random.random() < 0.4:
        before, after = _filled(random.choice(LINK_SENTENCES), random).split("{link}")
        second += [f" {before}", random.choice(people), after]
    return ((" ".join(sentences[:4]),), tuple(second))


def _phone(number: int) -> str:
    """Telephone number that is nobody else's here; four countries in turn."""
    serial, country = divmod(number, 4)
    match country:
        case 0:
            return f"+1 {212 + serial // 100} 555 01{serial % 100:02d}"
        case 1:
            return f"+33 6 39 98 {serial // 100:02d} {serial % 100:02d}"
        case 2:
            area = ("30 23125", "69 90009", "40 66969")[serial // 1000]
            return f"+49 {area} {serial % 1000:03d}"
        case _:
            return f"+34 600 {serial // 1000:03d} {serial % 1000:03d}"


def _day(added: dt.date, random: Random) -> dt.date:
    """Some day between the first one and yesterday."""
    return added + dt.timedelta(days=random.randrange((TODAY - added).days))


def _weighted(weights: dict[str, int], random: Random) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def _filled(sentence: str, random: Random) -> str:
    return sentence.replace("{topic}", random.choice(TOPICS)).replace("{place}", random.choice(PLACES))


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", "-")


def as_contact_file(contact: Contact) -> str:
    """The contact as its owner would have written it for soi."""
    lines = ["---", *(f"{key}: {value}" for key, value in contact.scalars)]
    for key, values in (("emails", contact.emails), ("phones", contact.phones)):
        lines += [f"{key}: {values[0]}"] if len(values) == 1 else [f"{key}:", *(f"  - {v}" for v in values)]
    if contact.consent:
        lines += [
            "consent:",
            f"  - {{date: {contact.consent}, what: newsletter, given: true, source: sign-up}}",
        ]
    lines += [f"{key}: {_flow(entry)}" for key, entry in contact.maps]
    for key, entries in (("referrals", contact.referrals), *contact.lists):
        lines += [f"{key}:", *(f"  - {_flow(entry)}" for entry in entries)]
    lines += ["purchases:", f"  - {contact.purchase}", "touches:"]
    for touch in contact.touches:
        if touch.mood:
            lines += [f"  - date: {touch.date}", f"    channel: {touch.channel}", f"    mood: {touch.mood}"]
            lines += [f'    note: "{touch.note}"']
            lines += ["    asked_referral: true"] if touch.is_ask else []
        else:
            lines.append(f"  - {touch.date} {touch.channel}{'' if touch.is_text else ':'} {touch.note}")
    notes = ["".join(_wiki_link(part) for part in paragraph) for paragraph in contact.paragraphs]
    return "\n".join([*lines, "---", "\n\n".join(notes), ""])


def _flow(entry: Entry) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in entry) + "}"


def _wiki_link(part: str | Person) -> str:
    if isinstance(part, str):
        return part
    return f"[[{part.id}]]" if part.number % 2 else f"[[{part.id}|{part.name}]]"


def as_plain_page(contact: Contact) -> str:
    """The same facts and notes as a page that stock MkDocs can show."""
    notes = [
        "".join(part if isinstance(part, str) else f"[{part.name}]({part.id}.md)" for part in paragraph)
        for paragraph in contact.paragraphs
    ]
    facts = [f"- {key.capitalize()}: {value}" for key, value in contact.scalars[1:]]
    facts += [f"- Email: {email}" for email in contact.emails]
    facts += [f"- Phone: {phone}" for phone in contact.phones]
    if contact.consent:
        facts.append(f"- Newsletter: yes, since {contact.consent}, sign-up")
    referrals = [
        f"- {fact['date']} {fact['direction']}: [{fact['contact']}]({fact['contact']}.md), {fact['outcome']}"
        + (f", {fact['value']}" if "value" in fact else "")
        + (f", thanked {fact['thanked']}" if "thanked" in fact else "")
        for fact in (dict(referral) for referral in contact.referrals)
    ]
    facts += [f"- {key.capitalize()}: {_words(entry)}" for key, entry in contact.maps]
    others = [
        part
        for key, entries in contact.lists
        for part in (f"## {key.capitalize()}", "\n".join(f"- {_words(entry)}" for entry in entries))
    ]
    touches = [
        f"- {touch.date} {touch.channel}: {touch.note}"
        + (f" ({touch.mood})" if touch.mood else "")
        + (", asked for a referral" if touch.mood and touch.is_ask else "")
        for touch in contact.touches
    ]
    return "\n\n".join(
        [
            f"---\ntitle: {contact.person.name}\n---",
            *notes,
            "## Facts",
            "\n".join(facts),
            "## Referrals",
            "\n".join(referrals),
            "## Purchases",
            f"- {contact.purchase}",
            *others,
            "## Touches",
            "\n".join(touches) + "\n",
        ]
    )


def _words(entry: Entry) -> str:
    return ", ".join(f"{key} {value}" for key, value in entry)
