"""What `soi check` prints; the shapes stand with the other formats of a run."""

from __future__ import annotations

from ...report.json import Output

__all__ = ["Output"]
