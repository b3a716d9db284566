"""References between files (SOI3xx)."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..diagnostics import shown
from ..facts import Facts
from ..facts.links import Mention
from ..facts.links import Reference
from ..facts.links import mentions
from ..facts.links import odd_references
from ..facts.people import People
from ..kinds import PERSON
from ..kinds import nearest
from ..model import Contact
from ..wiki import fold
from . import check


def looks_like_id(text: str) -> bool:
    """True for a text that was meant as an id rather than as the name of somebody without a file.

    Ids are written in small letters and without blanks, names are not.
    """
    return (
        text == text.lower() and text != text.upper() and not any(character.isspace() for character in text)
    )


@check("SOI301", Severity.ERROR, "a reference to nobody")
def dangling(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """A key names the id of somebody for whom there is no file, so a referral or a relation leads nowhere
    and is missing from every list. The id is misspelled, or the file was deleted or renamed.

    Somebody without a file is named as people are, with capitals: `contact: Ben Okafor`.

    Bad:

        referred_by: ana-riuz

    Good:

        referred_by: ana-ruiz
    """
    for odd in facts.of(odd_references):
        if odd.leads_to is None and (odd.key.kind is not PERSON or looks_like_id(odd.text)):
            hint = _meant(facts, odd.text) or "create the file with soi new, or mend the id"
            yield _referring(rule, odd, f'nobody has the id "{shown(odd.text)}"', hint)


@check("SOI304", Severity.ERROR, "a reference to oneself")
def to_oneself(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """Somebody is said to have referred, to know or to be related to themselves. It is a slip of copying,
    and it would count as a referral.

    Bad, in `ana-ruiz.md`:

        referred_by: ana-ruiz

    Good:

        referred_by: ben-okafor
    """
    for odd in facts.of(odd_references):
        if odd.leads_to == odd.entity.id:
            yield _referring(
                rule, odd, f"{shown(odd.entity.id)} refers to itself", "write somebody else's id"
            )


@check("SOI309", Severity.WARNING, "a link in a text leads nowhere")
def dangling_link(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """A note links to a file that does not exist. The site shows the words without a link.

    Bad:

        She knows [[ben-okafro]].

    Good:

        She knows [[ben-okafor]].
    """
    for mention in facts.of(mentions):
        target = mention.link.target
        if facts.wiki.resolve(target) is None:
            hint = _meant(facts, target) or "mend the link, or write the name only"
            yield _linked(rule, mention, f'the link leads to nobody: "{shown(target)}"', hint)


@check("SOI310", Severity.INFO, "somebody who is named and has no file")
def without_file(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """A referral or a relation names somebody for whom there is no file. They are counted, but nothing leads
    further: no page, no due day, no one they referred in turn. That is fine for somebody you will never
    meet; for anybody else, make the file. Write the id in place of the name then, or keep the name as an
    alias of the new file and write its id when you come by.

    You yourself, and a relative whose birthday stands at the relation, are meant to have no file.

    Bad, where you know Ben by now:

        referrals: {date: 2026-02-10, direction: received, contact: Ben Okafor}

    Good:

        referrals: {date: 2026-02-10, direction: received, contact: ben-okafor}
    """
    me = fold(facts.settings.owner.name)
    named: dict[tuple[str, str], list[Reference]] = {}
    for odd in facts.of(odd_references):
        is_name = odd.leads_to is None and odd.key.kind is PERSON and not looks_like_id(odd.text)
        if is_name and fold(odd.text) != me and not _has_birthday(odd):
            named.setdefault((odd.entity.path, fold(odd.text)), []).append(odd)
    people = People(facts.wiki)
    for found in named.values():
        odd, *others = found
        name = f"{shown(odd.text)}{f', named {len(found)} times here,' if others else ''}"
        meant = people.matches(odd.text) if people.is_whole(odd.text) else ()
        if meant:
            ids = " or ".join(shown(contact.id) for contact in meant)
            yield _referring(rule, odd, f"{name} is a name, not an id, and leads to no file", f"write {ids}")
        else:
            end_of_options = "-- " if odd.text.startswith("-") else ""
            hint = f"soi new {end_of_options}{shlex.quote(shown(odd.text))} makes one"
            yield _referring(rule, odd, f"{name} has no file", hint)


@check("SOI311", Severity.INFO, "a former id")
def former_id(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """A reference uses the id that somebody had before their file was renamed. It still leads to them;
    write the new id when you happen to edit the file.

    Bad, while `former_ids: ben` stands in `ben-okafor.md`:

        referred_by: ben

    Good:

        referred_by: ben-okafor
    """
    wiki = facts.wiki
    if not wiki.former:
        return
    for odd in facts.of(odd_references):
        if odd.leads_to is not None and wiki.is_former(odd.text):
            yield _referring(rule, odd, *_now_called(facts, odd.text))
    for mention in facts.of(mentions):
        if wiki.is_former(mention.link.target):
            yield _linked(rule, mention, *_now_called(facts, mention.link.target))


def _has_birthday(odd: Reference) -> bool:
    """True for a relation that says when a relative without a file was born."""
    entity, (key, place, *_) = odd.entity, odd.at
    return (
        isinstance(entity, Contact)
        and key == "relations"
        and isinstance(place, int)
        and entity.relations[place].birthday is not None
    )


def _meant(facts: Facts, text: str) -> str:
    """Hint that names the id that was probably meant, empty where none is near."""
    wanted = fold(text)
    # Comparing with ten thousand ids takes a tenth of a second, so only those that begin or end alike are.
    begin, end = wanted[:2], wanted[-3:]
    alike = [known for known in facts.wiki.ids if known.startswith(begin) or known.endswith(end)]
    near = nearest(wanted, alike)
    return f"did you mean {facts.wiki.ids[near]}?" if near else ""


def _referring(rule: Rule, odd: Reference, message: str, hint: str) -> Finding:
    entity = odd.entity
    return Finding(rule, entity.path, message, odd.at, find=odd.text, hint=hint, contact=entity.id)


def _now_called(facts: Facts, reference: str) -> tuple[str, str]:
    now = facts.wiki.resolve(reference)
    return f'"{shown(reference)}" is now called {now}', f"write {now}"


def _linked(rule: Rule, mention: Mention, message: str, hint: str) -> Finding:
    entity = mention.entity
    return Finding(
        rule,
        entity.path,
        message,
        mention.at,
        find="" if mention.offset is not None else mention.text,
        offset=mention.offset,
        hint=hint,
        contact=entity.id,
    )
