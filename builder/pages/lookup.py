"""What a page is looked up by: the words that can be read on it, and a number however it is dialled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator

from markupsafe import Markup

from ..facts.people import digits_of

_END = re.compile(r"</(?:p|li|h[1-6]|tr|pre)>")


def searched(*lists: Iterable[str | None], said: Iterable[Markup | None]) -> str:
    """Words by which a search finds a page, a paragraph a line: of a long page it shows those that fit.

    Args:
        *lists: short texts; each list makes one line.
        said: rendered texts.
    """
    lines = [", ".join(text for text in texts if text) for texts in lists]
    lines += [Markup(part).striptags() for text in said if text for part in _END.split(text)]  # noqa: S704 -- comes out as text
    return "\n".join(line for line in lines if line)


def dialled(phone: str) -> Iterator[str]:
    """Digits of a number in one piece, as a telephone shows them: with the country's code, and without."""
    import phonenumbers  # noqa: PLC0415 -- as in checks: most commands never look at a number

    digits = digits_of(phone)
    full = digits.removeprefix("00")
    if not full:
        return
    if full == digits and not phone.lstrip().startswith("+"):
        yield digits
        return
    yield full
    yield f"00{full}"
    for length in (1, 2, 3):
        if int(full[:length]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            within = full[length:].lstrip("0")
            yield within
            yield f"0{within}"
            return
