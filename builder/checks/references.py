"""References between files (SOI3xx)."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..diagnostics import shown
from ..facts import Facts
from ..facts.links import Mention
from ..facts.links import mentions
from ..facts.texts import references
from ..kinds import PERSON
from ..kinds import nearest
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
    wiki = facts.wiki
    for entity in wiki.entities:
        for at, reference, row in references(entity):
            if wiki.resolve(reference) is None and (row.kind is not PERSON or looks_like_id(reference)):
                near = nearest(reference, wiki.ids)
                hint = (
                    f"did you mean {wiki.ids[near]}?"
                    if near
                    else "create the file with soi new, or mend the id"
                )
                message = f'nobody has the id "{shown(reference)}"'
                yield Finding(rule, entity.path, message, at, find=reference, hint=hint, contact=entity.id)


@check("SOI304", Severity.ERROR, "a reference to oneself")
def to_oneself(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """Somebody is said to have referred, to know or to be related to themselves. It is a slip of copying,
    and it would count as a referral.

    Bad, in `ana-ruiz.md`:

        referred_by: ana-ruiz

    Good:

        referred_by: ben-okafor
    """
    for contact in facts.wiki.contacts.values():
        for at, reference, _ in references(contact):
            if facts.wiki.resolve(reference) == contact.id:
                message = f"{shown(contact.id)} refers to itself"
                yield Finding(rule, contact.path, message, at, find=reference, contact=contact.id)


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
            near = nearest(target, facts.wiki.ids)
            hint = (
                f"did you mean {facts.wiki.ids[near]}?" if near else "mend the link, or write the name only"
            )
            yield _linked(rule, mention, f'the link leads to nobody: "{shown(target)}"', hint)


@check("SOI311", Severity.INFO, "a former id")
def former_id(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """A reference uses the id that somebody had before their file was renamed. It still leads to them;
    write the new id when you happen to edit the file.
    """
    wiki = facts.wiki
    if not wiki.former:
        return
    for entity in wiki.entities:
        for at, reference, _ in references(entity):
            if wiki.is_former(reference):
                message, hint = _now_called(facts, reference)
                yield Finding(rule, entity.path, message, at, find=reference, hint=hint, contact=entity.id)
    for mention in facts.of(mentions):
        if wiki.is_former(mention.link.target):
            yield _linked(rule, mention, *_now_called(facts, mention.link.target))


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
