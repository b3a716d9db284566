"""The file of somebody who was referred and has none yet, as `refer` and `touch` make it."""

from __future__ import annotations

from dataclasses import dataclass

from ..edit.contact import new_contact
from ..edit.drafts import Draft
from ..load import SUFFIX
from ..model import Contact
from ..model import Stage
from .session import Session


@dataclass(frozen=True, slots=True)
class Suspect:
    """Somebody new."""

    id: str
    name: str
    draft: Draft


def suspect_of(session: Session, name: str, referrer: Contact) -> Suspect:
    """Somebody whom a person referred to the owner: a suspect, because the one who knows both sees a fit.

    Source: S4, suspects; S1 rule 28, referrals.
    """
    values = {
        "stage": str(Stage.SUSPECT),
        "source": f"referred by {referrer.name}",
        "added": session.today.isoformat(),
    }
    draft = new_contact(session.workspace.root, session.workspace.wiki, name, values)
    return Suspect(draft.path.rpartition("/")[2].removesuffix(SUFFIX), name, draft)
