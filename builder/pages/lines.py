"""Lines that stand on more than one page: a call to make, a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from markupsafe import Markup

from ..checks import all_rules
from ..diagnostics import Diagnostic
from ..facts.due import DueRow
from ..facts.due import Status
from ..model import Contact
from ..model import Grade
from ..model import Scope
from ..notes import Target
from ..notes import render_inline
from ..wiki import Wiki
from ..workspace import Workspace
from .addresses import Ref
from .addresses import code_address
from .addresses import entity_of
from .addresses import ref_to
from .facets import Marks
from .facets import places
from .wording import Badge
from .wording import grade_badge
from .wording import severity_badge
from .wording import status_badge

CALL_FACETS = {"grade": tuple(Grade), "status": tuple(Status), "scope": tuple(Scope)}
"""By what calls can be told apart."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call."""

    text: str
    href: str
    label: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to call, with why and how."""

    who: Ref
    grade: Badge
    status: Badge
    due_on: str
    why: str
    """Counts days, so it is only for pages that say which day they speak of."""
    reach: Markup | None
    phones: tuple[Phone, ...]
    marks: Marks
    places: Mapping[str, str]
    """Where its marks stand in their vocabularies."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic as a page shows it."""

    severity: Badge
    message: str
    hint: str
    place: str
    """File and line."""
    about: Ref | None
    """Whose file it is, where there is a page."""
    explained: Ref
    """What the code means."""


def phones(contact: Contact) -> tuple[Phone, ...]:
    """Numbers of somebody, ready to be dialled."""
    return tuple(Phone(phone.value, f"tel:{_dialled(phone.value)}", phone.label) for phone in contact.phones)


def _dialled(number: str) -> str:
    kept = "".join(character for character in number if character.isdecimal() and character.isascii())
    return f"+{kept}" if number.lstrip().startswith("+") else kept


def call(workspace: Workspace, row: DueRow) -> Call:
    """A row of the due list."""
    contact, due = row.contact, row.due
    marks: Marks = {
        "grade": (contact.effective_grade,),
        "status": (due.status,),
        "scope": (workspace.facts.scope(contact),),
    }
    return Call(
        who=ref_to(contact),
        grade=grade_badge(workspace.facts, contact),
        status=status_badge(due),
        due_on=str(due.due_on),
        why="; ".join(reason.text for reason in due.because),
        reach=plain_words(workspace.wiki, contact.reach) if contact.reach else None,
        phones=phones(contact),
        marks=marks,
        places=places(marks, CALL_FACETS),
    )


def finding(wiki: Wiki, found: Diagnostic) -> Finding:
    """A diagnostic, with a link to the page of the file it stands in.

    Where the finding may quote what the site does not show, only the rule is named. So it is with a file
    that could not be read: nobody has said yet what of it may be shown.
    """
    entity = entity_of(wiki, found.contact) if found.contact else None
    if found.is_private or (found.contact is not None and entity is None):
        found = replace(found, message=all_rules()[found.code].title, hint="soi check says more")
    return Finding(
        severity=severity_badge(found.severity),
        message=found.message,
        hint=found.hint,
        place=f"{found.path}:{found.line}",
        about=ref_to(entity) if entity is not None and entity.path == found.path else None,
        explained=Ref(found.code, code_address(found.code)),
    )


def plain_words(wiki: Wiki, text: str) -> Markup:
    """A text value on a page at the top of the site."""

    def resolve(reference: str) -> Target | None:
        entity = entity_of(wiki, reference)
        if entity is None:
            return None
        there = ref_to(entity)
        return Target(str(there.href), there.text)

    return render_inline(text, resolve)
