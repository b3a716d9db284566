"""How fast and how small soi is, as ratios to what one would use without it: `python -m bench`."""

from __future__ import annotations
