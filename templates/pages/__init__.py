"""The templates of soi's own pages, one for each view."""

from __future__ import annotations
