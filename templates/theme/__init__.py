"""The theme `soi`, a child of Material for MkDocs."""

from __future__ import annotations
