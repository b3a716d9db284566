"""The `soi` section of `mkdocs.yml`, the only place for settings, read without MkDocs.

Settings are rows like the keys of a contact, read by the same schema, so a mistake has its line and column.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import os
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from . import kinds
from . import rules
from .days import Duration
from .days import Unit
from .diagnostics import Address
from .diagnostics import Diagnostic
from .diagnostics import Finding
from .diagnostics import Severity
from .document import Document
from .document import read_document
from .errors import NoWikiError
from .errors import SettingsError
from .kinds import key
from .kinds import mapping
from .kinds import one_of
from .kinds import record
from .model import AskCase
from .model import Cadence
from .model import Channel
from .model import Grade
from .model import Scope
from .model import Stage
from .plain import Value
from .schema import Report
from .schema import read_record

FORMAT = 1
"""The format of files and settings that this version reads; settings that name none are of the first."""
CONFIG = "mkdocs.yml"
_PLUGIN = "soi"


class Weekday(enum.StrEnum):
    """A day of the week."""

    MON = "Mon"
    TUE = "Tue"
    WED = "Wed"
    THU = "Thu"
    FRI = "Fri"
    SAT = "Sat"
    SUN = "Sun"


class FailOn(enum.StrEnum):
    """The least severity that makes `soi check` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class Loudness(enum.StrEnum):
    """A severity given in the settings."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


SYNONYMS = kinds.Kind(
    "synonyms",
    "a text, or a list of texts that mean the same",
    str,
    {"type": ["string", "array"], "items": {"type": "string"}},
    nested=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose wiki it is."""

    name: str = key(kinds.TEXT, "Your name.", default="", example="Kim Doe")
    use: Scope = key(one_of(Scope), "What the wiki is for.", default=Scope.BOTH, source="S4", example="both")
    timezone: zoneinfo.ZoneInfo | None = key(
        kinds.TIMEZONE, "Where your day begins.", example="Europe/Madrid"
    )
    profession: str | None = key(kinds.TEXT, "What you do.", source="S2", example="commercial photographer")
    profile: str | None = key(
        kinds.TEXT, "Who could become a client.", source="S4", example="hotels that redesign"
    )
    contact_sphere: tuple[tuple[str, ...], ...] = key(
        SYNONYMS, "Professions that complement yours.", many=True, source="S2", example="florist"
    )
    competitors: tuple[str, ...] = key(
        kinds.TEXT, "Professions that compete with yours.", many=True, source="S2", example="photo studio"
    )
    away: tuple[tuple[dt.date, dt.date], ...] = key(
        kinds.RANGE, "Days on which nobody expects you to call.", many=True, example="2026-08-01/2026-08-21"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Customers:
    """Your own metric for the types of customers. Source: S3."""

    active: Duration = key(
        kinds.DURATION, "Buys at least this often: active.", default=Duration(90, Unit.DAY), example="90 days"
    )
    non_active: Duration = key(
        kinds.DURATION,
        "No purchase for this long: not active.",
        default=Duration(1, Unit.YEAR),
        example="1 year",
    )
    lost: Duration = key(
        kinds.DURATION,
        "No purchase for this long: probably lost.",
        default=Duration(2, Unit.YEAR),
        example="2 years",
    )
    status_meeting: Cadence = key(
        kinds.CADENCE,
        "How often active clients are met.",
        default=kinds.Never.NEVER,
        source="S1",
        example="1 month",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How often one may be asked for a referral. Source: S1 rule 28."""

    rest: Duration = key(
        kinds.DURATION,
        "Nobody is asked twice within this time.",
        default=Duration(180, Unit.DAY),
        example="180 days",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewards:
    """The reward programme. Source: S1 rule 28."""

    introduced: str | None = key(kinds.TEXT, "For an introduction.", example="a print")
    won: str | None = key(kinds.TEXT, "For a deal that was won.", example="dinner for two")
    for_: tuple[AskCase, ...] = key(
        one_of(AskCase),
        "To whom it is offered.",
        many=True,
        default=(AskCase.NEW_CUSTOMER, AskCase.PROSPECT),
        example="new-customer",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the process. Source: S1 rule 29."""

    id: str = key(kinds.TEXT, "Its name in a contact's checklist.", required=True, example="needs")
    what: str = key(kinds.TEXT, "What is to be done.", required=True, example="Ask what the rooms are for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """How much you can do. Source: S0, set a plan and work it."""

    touches_per_week: int = key(
        kinds.COUNT, "Personal touches you manage in a week.", default=15, example="15"
    )
    days: tuple[Weekday, ...] = key(
        one_of(Weekday),
        "Days on which you call.",
        many=True,
        default=(Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU),
        example="Mon",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What `soi check` reports and when it fails."""

    fail_on: FailOn = key(
        one_of(FailOn), "The least severity that fails.", default=FailOn.ERROR, example="error"
    )
    ignore: tuple[str, ...] = key(
        kinds.CODES, "Codes, or how they begin, not to report.", many=True, example="SOI413"
    )
    severity: Mapping[str, Loudness] = key(
        mapping(one_of(Loudness)), "Severities of your own.", default={}, example="{SOI402: info}"
    )


_PLACES = (*(str(scope) for scope in Scope), *(str(stage) for stage in Stage))
DEFAULT_CHANNELS = ""
"""Key under which `personal_channels` holds the list for whoever has none of their own."""
_CHANNELS = (Channel.CALL, Channel.VIDEO, Channel.VISIT, Channel.MEETING, Channel.MEAL)


def _days(count: int) -> Duration:
    return Duration(count, Unit.DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the owner decides, with the method's own values as defaults."""

    format: int = key(kinds.COUNT, "The format of the files.", default=1, example="1")
    owner: Owner = key(record(Owner), "Whose wiki it is.", default=Owner(), source="S4, S2")
    currency: str = key(kinds.TEXT, "What amounts are in.", default="EUR", example="EUR")
    cadence: Mapping[str, Cadence] = key(
        mapping(kinds.CADENCE, *Grade),
        "How often each grade is due.",
        default={
            Grade.A_PLUS: Duration(1, Unit.MONTH),
            Grade.A: Duration(3, Unit.MONTH),
            Grade.B: Duration(1, Unit.YEAR),
        },
        source="S0",
        example="{A+: 1 month}",
    )
    soon: Mapping[str, Duration] = key(
        mapping(kinds.DURATION, *Grade),
        "How long before the day a grade is shown.",
        default={Grade.A_PLUS: _days(7), Grade.A: _days(14), Grade.B: _days(30)},
        example="{A+: 7 days}",
    )
    personal_channels: Mapping[str, tuple[Channel, ...]] = key(
        mapping(one_of(Channel), DEFAULT_CHANNELS, *_PLACES, many=True),
        "Channels that count as personal; a list, or one for each scope or stage.",
        default={DEFAULT_CHANNELS: _CHANNELS},
        source="S0, S1",
        example="[call, visit]",
    )
    customers: Customers = key(
        record(Customers),
        "When a customer is active, not active, lost.",
        default=Customers(),
        source="S3, S1",
    )
    asking: Asking = key(record(Asking), "How often one may be asked.", default=Asking(), source="S1")
    rewards: Rewards = key(
        record(Rewards),
        "The reward programme.",
        default=Rewards(),
        source="S1",
        example="{won: dinner for two, for: [prospect]}",
    )
    process: Mapping[str, tuple[Step, ...]] = key(
        mapping(record(Step), *Stage, many=True),
        "The steps of each stage.",
        default={},
        source="S1",
        example="{prospect: [{id: needs, what: ask}]}",
    )
    capacity: Capacity = key(record(Capacity), "How much you can do.", default=Capacity(), source="S0")
    checks: Checks = key(record(Checks), "What is reported and what fails.", default=Checks())
    source_url: str | None = key(
        kinds.WEB,
        "Where the repository can be edited on the web: its address, or that of a branch.",
        example="https://forge.example/me/people/edit/main",
    )
    today: dt.date | None = key(kinds.DATE, "Pins the day, for a demonstration.", example="2026-11-24")

    def channels(self, scope: str | None, stage: str | None) -> tuple[Channel, ...]:
        """Channels that count as personal for somebody; a stage's own list goes before a scope's."""
        lists = self.personal_channels
        for place in (stage, scope, DEFAULT_CHANNELS):
            if place is not None and place in lists:
                return lists[place]
        return _CHANNELS

    def is_away(self, today: dt.date) -> bool:
        """True if the owner is away."""
        return any(first <= today <= last for first, last in self.owner.away)


@dataclass(frozen=True, slots=True)
class Config:
    """`mkdocs.yml` as far as soi reads it."""

    root: Path
    settings: Settings
    folder: str
    """Where the contacts lie, relative to the root, with forward slashes."""
    site_dir: str
    diagnostics: tuple[Diagnostic, ...]
    """Mistakes that keep nothing from working, such as an unknown key."""
    document: Document = field(compare=False, repr=False)
    """The whole file, for whoever looks at what it says to MkDocs."""


def find_root(start: Path) -> Path:
    """Nearest folder upwards with an `mkdocs.yml`.

    Raises:
        NoWikiError: there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / CONFIG).is_file():
            return folder
    raise NoWikiError(start)


def read_config(path: Path) -> Config:
    """Settings from a file.

    Raises:
        SettingsError: the file cannot be used; the text has a line for each mistake.
    """
    document = read_document(path)
    return _config(document, path.parent.resolve())


def config_from(raw: object, root: Path, **site: str) -> Config:
    """Settings from a mapping that somebody else has read, for a configuration without a file.

    Raises:
        SettingsError: it cannot be used.
    """
    values: dict[str, Value] = {"plugins": [{"soi": _as_texts(raw)}]}
    return _config(Document(CONFIG, {**site, **values}, {}), root)


def read_settings(raw: object, report: Report) -> Settings:
    """Settings from the plain values of the section; what the user leaves out has its default."""
    if raw is None:
        raw = {}
    if not isinstance(raw, dict):
        report.add(rules.WRONG_TYPE, "expected keys and values", ())
        raw = {}
    channels = raw.get("personal_channels")
    if isinstance(channels, list | str):
        raw = {**raw, "personal_channels": {DEFAULT_CHANNELS: channels}}
    settings = read_record(Settings, raw, report)
    severity = {code.upper(): loudness for code, loudness in settings.checks.severity.items()}
    for code in settings.checks.severity:
        if isinstance(wrong := kinds.CODE.read(code), kinds.Wrong):
            report.add(wrong.rule, wrong.message, ("checks", "severity", code), key=True, hint=wrong.hint)
    own = Settings()
    return dataclasses.replace(
        settings,
        cadence={**own.cadence, **settings.cadence},
        soon={**own.soon, **settings.soon},
        checks=dataclasses.replace(settings.checks, severity=severity),
        personal_channels={**own.personal_channels, **settings.personal_channels},
    )


def _config(document: Document, root: Path) -> Config:
    top = document.values
    if not isinstance(top, dict):
        raise SettingsError(f"{document.path}:1:1: expected keys and values")
    at, section = _section(top)
    report = Report(document.path)
    settings = read_settings(section, report)
    if not at:
        _misspelled(top.get("plugins"), report)
    for address in document.twice:
        if at and address[: len(at)] == at:
            message = f'key "{address[-1]}" is given twice'
            report.add(rules.DUPLICATE_KEY, message, address[len(at) :], key=True, hint="keep one of the two")
    diagnostics = tuple(
        sorted((_diagnostic(f, document, at) for f in report.findings), key=lambda d: d.order)
    )
    if not 1 <= settings.format <= FORMAT:
        line = document.position((*at, "format"))
        message = f"format {settings.format} is newer than this version of soi reads ({FORMAT}); upgrade soi"
        if settings.format < 1:
            message = f"there never was a format {settings.format}; the first is 1"
        raise SettingsError(f"{line[0]}:{line[1]}:{line[2]}: {message}")
    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    if errors:
        lines = [
            f"{d.path}:{d.line}:{d.column}: {d.message}{f' ({d.hint})' if d.hint else ''}" for d in errors
        ]
        raise SettingsError("\n".join(lines))
    return Config(
        root,
        settings,
        folder_of(document, root),
        _text(top, "site_dir", "site"),
        diagnostics,
        document,
    )


def place_of(document: Document, *names: str) -> tuple[str, int, int]:
    """File, line and column of a setting; where nobody wrote it, of what it would stand in.

    Args:
        document: the whole file.
        *names: the keys that lead to it, as in `capacity`, `days`.
    """
    at, _ = _section(document.top)
    return document.position((*at, *names)) if at else (document.path, 1, 1)


def _text(top: Mapping[str, Value], name: str, default: str) -> str:
    value = top.get(name)
    return value if isinstance(value, str) and value else default


def folder_of(document: Document, root: Path) -> str:
    """Folder of the contacts relative to the root, however it is written.

    It has to lie in the wiki: paths in findings begin there, and what lies elsewhere is not under its git.

    Raises:
        SettingsError: it does not.
    """
    written = _text(document.top, "docs_dir", "contacts")
    folder = os.path.relpath(os.path.normpath(root / written), root)
    if folder.startswith(".."):
        path, line, column = document.position(("docs_dir",))
        raise SettingsError(f"{path}:{line}:{column}: docs_dir lies outside the wiki")
    return Path(folder).as_posix()


def _section(top: Mapping[str, Value]) -> tuple[Address, Value]:
    plugins = top.get("plugins")
    if isinstance(plugins, dict) and _PLUGIN in plugins:
        return ("plugins", _PLUGIN), plugins[_PLUGIN]
    if isinstance(plugins, list):
        for place, plugin in enumerate(plugins):
            if isinstance(plugin, dict) and _PLUGIN in plugin:
                return ("plugins", place, _PLUGIN), plugin[_PLUGIN]
    return (), None


def _misspelled(plugins: Value, report: Report) -> None:
    """Report a plugin with settings that is probably meant as soi: its settings would silently not count."""
    entries: list[tuple[Address, Value]] = [(("plugins",), plugins)]
    if isinstance(plugins, list):
        entries = [(("plugins", place), entry) for place, entry in enumerate(plugins)]
    for at, entry in entries:
        for name in entry if isinstance(entry, dict) else ():
            # Longer names are those of other plugins, such as social.
            if len(name) <= len(_PLUGIN) + 1 and kinds.nearest(name, [_PLUGIN]):
                message = f'the plugin "{name}" is none of soi, so its settings do not count'
                report.add(rules.UNKNOWN_KEY, message, (*at, name), key=True, hint=f"did you mean {_PLUGIN}?")


def _diagnostic(finding: Finding, document: Document, at: Address) -> Diagnostic:
    # A list for everybody stands under a key that nobody wrote.
    where = tuple(step for step in finding.at if step != DEFAULT_CHANNELS)
    path, line, column = document.position((*at, *where), key=finding.key)
    rule = finding.rule
    return Diagnostic(rule.code, rule.severity, finding.message, path, line, column, None, finding.hint)


def _as_texts(raw: object) -> Value:
    if raw is None:
        return None
    if isinstance(raw, Mapping):
        return {str(name): _as_texts(value) for name, value in raw.items()}
    if isinstance(raw, list | tuple):
        return [_as_texts(item) for item in raw]
    return str(raw).lower() if isinstance(raw, bool) else str(raw)
