"""Files that `soi init` writes."""

from __future__ import annotations
