"""Who gets to see the site, and who hears of it (SOI5xx)."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..facts import Facts
from ..facts.publishing import publications
from ..facts.requests import requests
from . import check


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
