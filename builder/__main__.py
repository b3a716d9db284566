"""`python -m builder` is the `soi` command."""

from __future__ import annotations

from .cli import main

main()
