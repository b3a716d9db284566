"""The site: MkDocs and Material around the pages. The only room that knows MkDocs."""

from __future__ import annotations
