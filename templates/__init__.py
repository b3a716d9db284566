"""What the site is made from, installed as `builder.templates`."""

from __future__ import annotations
