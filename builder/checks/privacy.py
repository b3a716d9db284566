"""Who gets to see the site, and who hears of it (SOI5xx)."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..diagnostics import shown
from ..facts import Facts
from ..facts.consent import against_consent
from ..facts.publishing import publications
from ..facts.requests import requests
from ..notes import remote_pictures
from . import check

_CONSENT = frozenset({"", "consent", "touches", "scope"})
"""Keys that tell whether a touch was wanted."""


@check("SOI501", Severity.WARNING, "a touch that was not agreed to", source="S4, S0")
def unwanted(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """A newsletter went to somebody who had not agreed to it on that day, or something went to somebody after
    they asked not to be contacted. That is rude, and in many countries it is forbidden. Ask first, and write
    down the answer with its day; on the day itself consent counts whether it was given or withdrawn.

    Personal contacts are left out.

    Bad:

        touches: [2026-02-01 newsletter]

    Good:

        consent: [{date: 2026-01-15, what: newsletter, given: true, source: card at the fair}]
        touches: [2026-02-01 newsletter]
    """
    for contact in facts.wiki.contacts.values():
        if not contact.touches or contact.unread & _CONSENT or facts.is_private(contact):
            continue
        for found in against_consent(facts, contact):
            message = f"{shown(contact.name)}: {found.text}"
            at = (*found.at, "channel")
            hint = "log the consent if there is one, and send nothing more"
            yield Finding(rule, found.path, message, at, hint=hint, contact=contact.id)


@check("SOI502", Severity.ERROR, "the site would be public", is_of_wiki=True)
def public(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """The site holds names, numbers and remarks of people who were never asked, and something puts it where
    everybody can read it: an address on the internet in `mkdocs.yml`, or a job or a file of the repository
    that has a service publish it by a way that soi knows. A script of your own may do it unnoticed. That the
    repository is private does not help; what GitHub Pages and its like show is public all the same.

    Read the site with `soi serve`, from a disk, or on a server in your own network. If the address asks for a
    password, or belongs to something else in the same repository, silence the check and say so beside it.

    Bad:

        site_url: https://ana.github.io/people/

    Good:

        site_url: http://people.lan/
    """
    for found in facts.of(publications):
        yield Finding(rule, found.path, found.text, place=(found.line, found.column), hint=found.hint)


@check("SOI503", Severity.ERROR, "the configuration makes third-party requests", is_of_wiki=True)
def asks_elsewhere(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """Something in `mkdocs.yml` has the pages or the build ask another host: for a font, a script, a picture,
    the stars of a repository, or to count visits. That host learns when you read your wiki, from where, and
    from the page's address whom you are about to call. The pages forbid it to the browser, so what is asked
    for is missing in any case; a plugin that asks at every build is not held back.

    A link is no request, and may lead anywhere.

    Bad:

        theme: {name: soi, font: {text: Lato}}
        extra_javascript: [https://cdn.example/mermaid.js]

    Good:

        theme: {name: soi, custom_dir: mine}
        extra_javascript: [assets/mermaid.js]
    """
    document = facts.outside.document
    for request in facts.of(requests):
        path, line, column = document.position(request.at, key=request.key)
        yield Finding(rule, path, request.text, place=(line, column), hint=request.hint)


@check("SOI504", Severity.WARNING, "a picture from another host")
def picture_from_elsewhere(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """The notes want to show a picture that lies on another host. Whoever opened the page would tell that
    host so, with the time and the place they read from; and what is shown there may change or vanish. The
    page says "picture not shown" instead.

    Save the picture into the wiki, beside the file, and name it by its path. A link to it may stay as it is.

    Bad:

        ![the lobby](https://hotel.example/lobby.jpg)

    Good:

        ![the lobby](img/lobby.jpg)
    """
    for entity in facts.wiki.entities:
        for picture in remote_pictures(entity.notes):
            message = f"the picture lies on another host: {shown(picture.address)}"
            offset = entity.notes_at + picture.start
            hint = "save it in the wiki and write its path"
            yield Finding(rule, entity.path, message, offset=offset, hint=hint, contact=entity.id)
