"""What somebody lacks to fill a place in the owner's networks, in words, and what settles it. Source: S2.

The words are shared by `soi networks` and the site; who is missing is told in `networks`.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

from ..model import Contact
from . import Facts
from . import lines
from .consent import is_contact_withdrawn
from .networks import Gap
from .networks import Missing
from .networks import Owing
from .partnership import partnership
from .touches import last_reached

_LACKS = {
    "stage": "no relationship yet",
    "touch": "not in touch for 90 days",
    "referral": "no referral for 12 months",
}
TURNS = {Owing.YOU: "your turn", Owing.THEM: "their turn", None: "both gave"}
"""Who has to give something back, in words."""


def place_of(gap: Gap) -> str:
    """What nobody fills, in words."""
    return f"{gap.what} network" if gap.missing is Missing.NETWORK else gap.what.replace("_", " ")


def kept_out(facts: Facts, contact: Contact, lacks: Sequence[str]) -> str:
    """What keeps somebody out of the power team, and whether it may be mended; empty for nothing."""
    if lacks and is_contact_withdrawn(facts, contact):
        return f"{lacking(lacks)}; does not want to be contacted"
    return lacking(lacks)


def lacking(lacks: Iterable[str]) -> str:
    """What keeps somebody of the contact sphere out of the power team; empty for nothing."""
    return "; ".join(_LACKS[name] for name in lacks)


def known(facts: Facts, contact: Contact) -> str:
    """How well somebody is known: the last time the two of you spoke, else the last touch of any sort."""
    last = facts.about(last_reached, contact)
    return last.text if last else "never met or spoken to"


def could(facts: Facts, gap: Gap, contact: Contact) -> str:
    """How far somebody is from filling a gap."""
    if gap.missing is Missing.PROFESSION:
        return f"is a {contact.effective_stage}, {known(facts, contact)}"
    lacks = facts.about(partnership, contact).lacks
    return lacking(lacks) or "referrals went both ways, and are not steady"


def nearer(facts: Facts, contact: Contact, lacks: Iterable[str]) -> str:
    """The command that settles the first thing that somebody lacks, empty where nothing can be done."""
    if is_contact_withdrawn(facts, contact):
        return ""
    who = lines.who(contact)
    commands = {
        "stage": f"soi brief {who}",
        "touch": f"soi touch {who} call",
        "referral": f"soi refer NAME --to {who}",
    }
    return next((commands[name] for name in lacks), "")


def filling(gap: Gap) -> str:
    """The command that fills a gap for which nobody is in sight."""
    return {
        Missing.PROFESSION: "soi new NAME",
        Missing.NETWORK: f"soi set WHO networks {gap.what} --add",
        Missing.LEVEL: "soi refer NAME --to WHO",
    }[gap.missing]


def giving_back(facts: Facts, contact: Contact, owing: Owing | None) -> str:
    """The command by which whoever owes something gives it, empty where nobody does or can be asked."""
    if owing is Owing.THEM and is_contact_withdrawn(facts, contact):
        return ""
    who = lines.who(contact)
    return {
        Owing.YOU: f"soi refer NAME --to {who}",
        Owing.THEM: f"soi touch {who} call --asked yes",
        None: "",
    }[owing]
