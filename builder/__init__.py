"""soi, a personal relationship wiki: contact files in, a due list, checks and a static site out."""

from __future__ import annotations

__version__ = "0.1.0"
