"""The same person in two files (SOI303)."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..diagnostics import shown
from ..facts import Facts
from ..facts.duplicates import duplicates
from . import check


@check("SOI303", Severity.INFO, "probably the same person twice")
def twice(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """Two files have names that may be one person's, and what else they say does not contradict it: the same
    email address, telephone number or birthday. With two files half of the touches are missing in each, so
    somebody is called too often or seems to be overdue. Names count in any order, without accents, and by
    nickname, as Bob and Robert are one; people of one family who share a telephone are no duplicates.

    `soi merge` makes one file of the two and loses nothing. If they are two people, say so once, in either
    file, or with `soi dupes --not`; a relation between them says it too.

    Bad, beside a file of Robert Smith with the same telephone:

        name: Bob Smith

    Good, if they are father and son:

        name: Bob Smith
        not_same_as: robert-smith
    """
    for pair in facts.of(duplicates):
        one, other = pair.first, pair.second
        because = shown("; ".join(reason.text for reason in pair.because), 300)
        yield Finding(
            rule,
            one.path,
            f"{shown(one.id)} and {shown(other.id)} are probably one, {pair.score} of 100: {because}",
            ("name",),
            hint=f"soi merge {shown(one.id)} {shown(other.id)}, or write not_same_as: {shown(other.id)}",
            contact=one.id,
        )
