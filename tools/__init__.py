"""Programs for those who work on soi; nothing that a user needs."""

from __future__ import annotations
